"""Pages: they work without internet, and their links lead somewhere."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urljoin

import pytest
from starlette.testclient import TestClient

from app.web.documents import DOCUMENTS, MarkdownPage
from app.web.language import Language
from app.web.markdown import html_of
from app.web.pages import STATIC
from app.web.parallel import blocks, in_language, is_chinese

PAGES = ["/", "/docs", *(f"/{path}" for path in DOCUMENTS)]


def addresses(html: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'(?:href|src)="([^"]+)"', html)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_from_here_alone_and_its_links_work(shared_client: TestClient, page: str) -> None:
    answer = shared_client.get(page)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    found = addresses(answer.text)
    assert found
    for address in found:
        assert not re.match(r"(\w+:)?//", address), address
        there = shared_client.get(urljoin(page, address.partition("#")[0]))
        assert there.status_code == 200, address
        assert not (anchor := unquote(address.partition("#")[2])) or f'id="{anchor}"' in there.text, address


@pytest.mark.parametrize("page", PAGES)
def test_the_browser_is_told_to_load_nothing_from_elsewhere(shared_client: TestClient, page: str) -> None:
    policy = shared_client.get(page).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_script_within(shared_client: TestClient, page: str) -> None:
    """The security policy forbids inline scripts: they would not run, without an error."""
    assert not re.search(r"<script>|\son\w+=", shared_client.get(page).text)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_is_there_as_markdown_too(shared_client: TestClient, path: str) -> None:
    answer = shared_client.get(f"/{path}.md")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text == DOCUMENTS[path].text()
    assert answer.text.startswith(f"# {DOCUMENTS[path].title}\n\n{DOCUMENTS[path].summary.split()[0]}")
    again = shared_client.get(f"/{path}.md", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/html;q=0.5", ""])
def test_a_page_that_is_not_there_is_a_problem_document(shared_client: TestClient, accept: str) -> None:
    answer = shared_client.get("/questions/none", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    "path, languages, language",
    [
        ("/questions/none", "", "zh-CN"),
        ("/none", "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("/none", "en-GB,en;q=0.9", "en"),
        ("/en/none", "zh-CN", "en"),
        ("/v1/none", "en", "en"),
        ("/a/b/%FF/%2F", "fr", "zh-CN"),
    ],
)
def test_people_get_a_page_with_the_search(
    shared_client: TestClient, path: str, languages: str, language: str
) -> None:
    answer = shared_client.get(path, headers={"Accept": BROWSER, "Accept-Language": languages})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept-Language" in answer.headers["vary"]
    assert f'<html lang="{language}">' in answer.text
    form = re.search(r'<form class="search large" action="([^"]+)"', answer.text)
    assert form
    assert shared_client.get(urljoin(path, form[1])).status_code == 200


@pytest.mark.parametrize(
    "path, languages, location",
    [
        ("/", "", None),
        ("/", "zh-CN,en;q=0.5", None),
        ("/", "fr", None),
        ("/", "en-US,en;q=0.9,zh;q=0.8", "/en/"),
        ("/zh/", "en-US", None),
        ("/en/", "zh-CN", None),
        ("/places", "en-US", None),
    ],
)
def test_the_first_page_is_in_the_language_that_the_browser_prefers(
    shared_client: TestClient, path: str, languages: str, location: str | None
) -> None:
    answer = shared_client.get(path, headers={"Accept-Language": languages}, follow_redirects=False)
    assert answer.headers.get("location") == location
    assert answer.status_code == (302 if location else 200)
    assert "Accept-Language" in answer.headers["vary"]
    if path in ("/zh/", "/en/"):
        switch = re.search(r'hreflang="[\w-]+" href="([^"]+)">\w', answer.text)
        assert switch
        assert urljoin(path, switch[1]) == ("/en/" if path == "/zh/" else "/zh/")


@pytest.mark.parametrize(
    "text, html",
    [
        ("<script>x</script>", "&lt;script&gt;"),
        ("[a](javascript:x)", "[a](javascript:x)"),
        ("## Which are doubtful?", '<h2 id="which-are-doubtful">Which are doubtful?</h2>'),
        ("```console\n$ curl 'a'\n{}\n```", "$ curl 'a'\n{}\n</code></pre>"),
        ("| a |\n| --- |\n| `b` |", '<div class="wide" tabindex="0"><table>'),
    ],
)
def test_markdown_becomes_harmless_html(text: str, html: str) -> None:
    assert html in html_of(text)


def test_swagger_ui_sends_no_address_to_its_makers() -> None:
    assert "validatorUrl: null" in (STATIC / "docs.js").read_text(encoding="utf-8")


def test_what_is_vendored_bears_its_licence() -> None:
    folder = STATIC / "swagger-ui"
    assert "Apache License" in (folder / "LICENSE").read_text(encoding="utf-8")
    for name in ("NOTICE", "SOURCE.md", "swagger-ui-bundle.js.LICENSE.txt"):
        assert (folder / name).stat().st_size, name


PARALLEL = [page for page in DOCUMENTS.values() if page.parallel]


def prose(text: str) -> str:
    """The blocks of a text: E for English, C for Chinese, a dot for code, none for headings."""
    words = [block for block in blocks(text) if not block.startswith("#")]
    return "".join("." if block.startswith("```") else "EC"[is_chinese(block)] for block in words)


@pytest.mark.parametrize("page", PARALLEL, ids=lambda page: page.path)
def test_each_block_in_english_is_followed_by_the_same_in_chinese(page: MarkdownPage) -> None:
    assert re.fullmatch(r"(EC|\.)+", prose(page.text()))


@pytest.mark.parametrize(
    "address, there, absent",
    [
        ("/fields", "筛选条件就是查询参数", "A filter is a query parameter"),
        ("/en/fields", "A filter is a query parameter", "筛选条件就是查询参数"),
        ("/fields", "观测值 <code>/v1/observations</code>：报告所陈述的", "Observations <code>"),
        ("/en/fields", ">Fields, filters, sort keys and facets</h1>", "<h1></h1>"),
        ("/recipes", "只在有变化时重新下载", "Download it again only if"),
    ],
)
def test_a_page_is_in_its_language(shared_client: TestClient, address: str, there: str, absent: str) -> None:
    text = shared_client.get(address).text
    assert there in text
    assert absent not in text


@pytest.mark.parametrize("page", PARALLEL, ids=lambda page: page.path)
def test_a_language_has_all_code_and_none_of_the_other_language(page: MarkdownPage) -> None:
    both = prose(page.text())
    assert prose(in_language(Language.EN, page.text())) == both.replace("C", "")
    assert prose(in_language(Language.ZH, page.text())) == both.replace("E", "")


@pytest.mark.parametrize(
    "language, text, expected",
    [
        (Language.ZH, "## curl\n\nOne.\n\n一。\n", "## curl\n\n一。\n"),
        (Language.EN, "## curl\n\nOne.\n\n一。\n", "## curl\n\nOne.\n"),
        (Language.ZH, "## A list\n\n## 列表\n\nOne.\n\n一。\n", "## 列表\n\n一。\n"),
        (Language.EN, "## A list\n\n## 列表\n\nOne.\n\n一。\n", "## A list\n\nOne.\n"),
        (Language.ZH, "About 约.\n\n```sh\na\n\nb\n```\n", "```sh\na\n\nb\n```\n"),
        (
            Language.ZH,
            "The `年份`.\n\n`a_long_name_of_a_field` 是年份。\n",
            "`a_long_name_of_a_field` 是年份。\n",
        ),
    ],
)
def test_a_text_in_one_language(language: Language, text: str, expected: str) -> None:
    assert in_language(language, text) == expected
