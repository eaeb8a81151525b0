"""Each word has one home, a row of a table, and some pattern uses each set of words."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import app
from app.lexicon import tables
from app.lexicon.cues import load_cues

APP = Path(app.__file__).parent
ASKED = re.compile(r"(?:⟨|\.has\(\s*\")([a-z ]+)[⟩\"]")
VOCABULARY = (
    "bounds", "changes", "contractions", "counterparts", "dependents", "doers", "openers", "predicates",
    "states", "structures", "synonyms", "tails", "times", "units", "verbs", "words",
)  # fmt: skip
"""Tables of words that patterns and rules look up."""
WORD = re.compile(r"[\u4e00-\u9fff]+(?=([?*+{])?)")
NO_WORDS = re.compile(r"⟨[^⟩]*⟩|\[[^\]]*\]")
"""Sets of words and classes of characters in a pattern."""
PROSE = re.compile("[a-z]{2,} [a-z]")
PARTICLES = frozenset("和与及的")

UNITS = ("个百分点", "个千分点", "百分点", "分点", "人次", "周岁", "美元")
WRITTEN = (
    "排名", "比重", "比例", "覆盖率", "人数", "投资", "资金", "累计", "完成", "增加值", "产业",
    "新增", "预期", "增速", "降幅", "价格", "专利", "产量", "零售额",
)  # fmt: skip
EXCEPTIONS = (
    dict.fromkeys(UNITS, "a unit that a rule is about")
    | dict.fromkeys(WRITTEN, "the code writes it")
    | dict.fromkeys(("提高", "增加", "降低", "减少"), "what 比…高, 多, 低 and 少 stand for")
    | {
        "分别": "the operator that hands out values, which the grammar of clauses is about",
        "以及": "the conjunction of lists, which the grammar of clauses is about",
        "超过": "a bound between two values of a group, which no set of words has",
        "达到": "the one state with 到 that says no more than 达",
        "首位": "the notation of a rank, as 第一 is",
        "年前": "two words, 三年 and 前",
        "各位": "begins a line; lines are joined before there are words",
        "其中": "stands before places, whose pattern has no sets",
        "境内": "stands behind places, whose pattern has no sets",
        "出台": "a verb of the rule that is about it",
        "体系": "the end of 个指标体系, which is one word",
    }
)
"""Words that the code has although a table or a second module has them too, each with the reason."""


def test_every_set_of_words_is_asked_for() -> None:
    sources = [*APP.rglob("*.py"), *(Path(tables.DATA, f"{table}.csv") for table in ("words", "times"))]
    asked = {name for source in sources for name in ASKED.findall(source.read_text(encoding="utf-8"))}
    sets = set(load_cues().members)
    assert sets - asked == set()
    assert asked - sets - {"set"} == set()


def words_of(text: str) -> Iterator[str]:
    """The Chinese words of two or more characters in a pattern; 增长? has none, since 长 is optional."""
    if PROSE.search(text):
        return
    for found in WORD.finditer(NO_WORDS.sub("|", text)):
        word = found[0][:-1] if found[1] else found[0]
        if len(word) > 1 and not PARTICLES.issuperset(word):
            yield word


def strings_of(tree: ast.Module) -> Iterator[str]:
    """All strings except docstrings."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def words_of_code() -> dict[str, set[str]]:
    """The modules of extraction that have each word."""
    modules: dict[str, set[str]] = {}
    for path in sorted((APP / "extraction").rglob("*.py")):
        for text in strings_of(ast.parse(path.read_text(encoding="utf-8"))):
            for word in words_of(text):
                modules.setdefault(word, set()).add(path.relative_to(APP).as_posix())
    return modules


def words_of_tables() -> set[str]:
    found = set()
    for table in VOCABULARY:
        with Path(tables.DATA, f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                cells = "|".join(cell for column, cell in row.items() if column != "note")
                found.update(cells.split("|"))
    return found


def test_a_word_has_one_home() -> None:
    tables = words_of_tables()
    modules = words_of_code()
    several = {word for word in modules if word in tables or len(modules[word]) > 1}
    assert {word: modules[word] for word in several - set(EXCEPTIONS)} == {}, "move them to a table"
    assert set(EXCEPTIONS) - several == set(), "no longer an exception"


def test_words_are_found_in_patterns() -> None:
    assert list(words_of(r"的?(?:增长率?|⟨growth⟩|[和与]提高)$|\\d年前(?!水平)")) == [
        "增长", "提高", "年前", "水平",
    ]  # fmt: skip
