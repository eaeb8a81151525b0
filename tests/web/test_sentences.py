"""Everything that the services say to readers has a Chinese text beside the English one."""

from __future__ import annotations

import ast
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import app
from app.extraction.rules import RULES
from app.extraction.tables import facts, rows  # noqa: F401 # their rules; extraction imports them when needed
from app.services.extracting import derivations  # noqa: F401 # it registers all rules
from app.store.declared.captions import CAPTIONS, described
from app.store.declared.locator_fields import LOCATOR_FIELDS
from app.store.declared.resources import LISTS
from app.web.language import Language
from app.web.sentences import in_chinese, reason, rule_meanings, said, sentences

HOLE = re.compile(r"\{(\w+)\}")
#: Joined with words that say what a value is (``is a number, such as``); the pages below show them all.
COMPOSED = {"x x x; x is not."}


def descriptions() -> set[str]:
    found = {row.description for row in LOCATOR_FIELDS}
    for list_ in LISTS.values():
        found |= {list_.about, list_.default_sort}
        found |= {described(row.name, row.description) for row in (*list_.fields, *list_.year_fields)}
        found |= {row.description for row in list_.filters}
    return found


def messages(module: str) -> set[str]:
    """The strings in a module that contain a sentence, with ``x`` for each value in them."""
    path = Path(str(app.__file__)).parent / module
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and isinstance(node.body[0], ast.Expr)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in inside | documented:
            continue
        if isinstance(node, ast.JoinedStr):
            found.add(
                "".join(str(one.value) if isinstance(one, ast.Constant) else "x" for one in node.values)
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return {text.strip() for text in found if re.search(r"[a-z] .*[.?]$", text.strip())}


def test_every_description_has_a_chinese_one() -> None:
    found = sorted(descriptions())
    assert [text for text in found if not re.search(r"[\u4e00-\u9fff]", in_chinese(text) or "")] == []


@pytest.mark.parametrize(
    "module", ["store/queries/values.py", "store/queries/parsing.py", "store/queries/cursors.py"]
)
def test_every_refusal_has_a_chinese_one(module: str) -> None:
    texts = messages(module) - COMPOSED
    assert texts
    for text in texts:
        assert in_chinese(text), text


def test_each_rule_has_its_meaning_and_no_other() -> None:
    assert set(rule_meanings()) == set(RULES)
    for rule, meaning in RULES.items():
        assert reason(rule, f"“全州”: {meaning}", Language.ZH) == f"“全州”：{rule_meanings()[rule]}"
        assert reason(rule, meaning, Language.EN) == meaning


def test_sentences_have_the_same_values_in_both_languages() -> None:
    for english, chinese in sentences().items():
        # A value that the page shows already may be left out.
        assert set(HOLE.findall(chinese)) <= set(HOLE.findall(english)), english


def test_units_of_fields_are_named() -> None:
    assert {caption.unit for caption in CAPTIONS.values() if caption.unit} <= set(sentences())


@pytest.mark.parametrize(
    "english, chinese",
    [
        ("year can be given once only.", "只能给出一次。"),
        (
            "There is no measure 'grow'. Did you mean growth?",
            "没有 “grow” 这个值。是不是 growth？",
        ),
        (
            "year is a year of four digits, such as 2019; '20' is not.",
            "应为四位数的年份，如 2019，而不是 “20”。",
        ),
        (
            "the year 2024 is that of the file's name; 青岭市 has no code of GB/T 2260 in 2024",
            "2024年取自文件名；青岭市在2024年没有行政区划代码（GB/T 2260）",
        ),
        (
            "no date of delivery: report year taken as 2024, since the text looks back on 2023",
            "没有报告日期：正文回顾的是2023年，报告年份取2024年",
        ),
        ("the file's name says 2023, though the text plans 2019", "文件名写的是2023年，而正文安排的是2019年"),
        ("person: unit was 元; value was 3", "人工更正：unit 原为 元；value 原为 3"),
        ("Nobody has written this sentence.", "Nobody has written this sentence."),
    ],
)
def test_what_a_service_says_in_chinese(english: str, chinese: str) -> None:
    assert said(english, Language.ZH) == chinese
    assert said(english, Language.EN) == english


def test_a_reason_of_its_own_comes_before_the_meaning_of_the_rule() -> None:
    because = "“年均”: a change spans the years over which it happened"
    assert reason("years.span", because, Language.ZH) == "“年均”：变化跨越其发生的各年"
    quoted = reason("years.span", because.replace("年均", "“十三五”年均"), Language.ZH)
    assert quoted.startswith("““十三五”年均”：变化")
    assert reason("repair.time", "较去年产值 is 产值", Language.ZH).endswith("较去年产值 → 产值")


@pytest.mark.parametrize(
    "address",
    [
        "/places/999", "/places/330212?year=abc", "/indicators/GDP?measure=x", "/indicators/GDP?until=x",
        "/checks?kind=foo", "/checks?cursor=zz", "/checks?x=1&year_from=20", "/changes?since=99999999",
        "/changes?since=x", "/changes?updated_since=2020", "/changes?updated_since=2020-99-99",
        "/league?by=foo", "/league?year=20", "/league?within=朝阳区", "/league?within=某处",
        "/compare?measure=bad", "/feed.atom?value_from=z", "/feed.atom?q=。", "/reports?cursor=3",
        "/feed.atom?year_from=2022&year_to=2020", "/reports/330212-2020?rejected=maybe",
    ],
)  # fmt: skip # addresses read better on few lines
def test_a_chinese_page_refuses_in_chinese(shared_client: TestClient, address: str) -> None:
    response = shared_client.get(address)
    assert response.status_code in (404, 422)
    (details,) = re.findall(r"<ul>(<li>.*?)</ul>", response.text, re.DOTALL)
    # Names of parameters, values and addresses are the same in both languages.
    words = re.sub(
        r"（[\w.]+）|“[^”]*”|/v1/\w+(\?q=)?|q=|format=csv|\bUTC\b|\d+T[\d:]+Z", "", unescape(details)
    )
    assert re.search(r"[\u4e00-\u9fff]", words)
    assert not re.search(r"[A-Za-z]+ [A-Za-z]+", re.sub(r"</?li>", "", words)), words


@pytest.mark.parametrize("prefix, words", [("", "地址过长"), ("/en", "The address is too long")])
def test_a_reader_gets_a_page_when_the_service_refuses(
    shared_client: TestClient, prefix: str, words: str
) -> None:
    address = f"{prefix}/explore?q={'x' * 40_000}"
    page = shared_client.get(address, headers={"Accept": "text/html"})
    assert page.status_code == 414
    assert f"<h1>{words}</h1>" in page.text
    assert page.headers["content-security-policy"]
    assert shared_client.get(address).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("method, length", [("HEAD", 0), ("POST", None)])
def test_a_refusal_page_has_its_status_and_headers(
    shared_client: TestClient, method: str, length: int | None
) -> None:
    address = "/explore" if method == "POST" else f"/explore?q={'x' * 40_000}"
    page = shared_client.request(method, address, headers={"Accept": "text/html"})
    assert page.status_code == (405 if method == "POST" else 414)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert (method == "POST") == ("allow" in page.headers)
    assert length is None or len(page.content) == length


def test_programs_get_problem_documents_even_from_a_browser(shared_client: TestClient) -> None:
    response = shared_client.get("/v1/observations?yaer=1", headers={"Accept": "text/html"})
    assert response.headers["content-type"] == "application/problem+json"
