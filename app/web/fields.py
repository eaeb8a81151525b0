"""The table of fields: what each list can be filtered, sorted and facetted by, from the query definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from app.store.captions import CAPTIONS, Caption, described
from app.store.fields import Field
from app.store.filters import Filter, Operator
from app.store.locator_fields import LOCATOR_FIELDS
from app.store.resource import Resource
from app.store.resources import LISTS

HEAD: Final = "| field | 字段 · label | kind | filtered by | sorted | facetted | what it is |"
_BEGINNING: Final = """\
# Fields, filters, sort keys and facets 字段、筛选、排序与分面

This page lists the fields of each list, and which of them can be filtered, sorted and facetted. It is
generated from the definitions that the queries use, so it is always up to date.

A filter is a query parameter: `=` selects equal values, `≥` and `≤` are the limits of a range, `>` selects
later values, `∋` lists that contain the value, `words` texts that contain all words, `within` a region and
all places in it, `period` single years or periods of several, `newest` the newest year of each series.
Filters marked `*` are required. `=`, `∋` and `within` may be repeated to allow several values, unless
marked `once`. `yes` under *sorted* marks the keys of `sort` (`-` before a key sorts in descending order);
`yes` under *facetted* marks the keys of `facet`. All lists also take `fields`, `limit`, `cursor`, `total`,
`format` and `bom`. The [interactive documentation](docs) has each parameter with its values and an example.

本页列出各列表的字段，以及哪些字段可以筛选、排序和分面；内容由查询所用的定义生成，始终与接口一致。

筛选条件就是查询参数：`=` 选取相等的值，`≥` 和 `≤` 是区间的两端，`>` 选取更晚的值，`∋` 选取含有该值的列表，
`words` 选取含有全部词语的文本，`within` 选取一个地区及其下辖地区，`period` 选取单年或跨年的时段，
`newest` 选取每个序列最新的一年。带 `*` 的必填。`=`、`∋` 和 `within` 可以重复（标有 `once` 的除外）。
*sorted* 一列的 `yes` 表示可用于 `sort`（前加 `-` 为降序），*facetted* 一列的 `yes` 表示可用于 `facet`。
所有列表还接受 `fields`、`limit`、`cursor`、`total`、`format` 和 `bom`。各参数的取值和示例见[接口文档](docs)。

| list | 名称 · name | default order |
| --- | --- | --- |
"""
_LOCATOR: Final = """
## locator

Not a list, but the field `evidence.locator` of `/v1/observations/{id}`: the number's position in the file.

| field | what it is |
| --- | --- |"""
SIGNS: Final = {
    Operator.EQUALS: "=",
    Operator.FROM: "≥",
    Operator.TO: "≤",
    Operator.AFTER: ">",
    Operator.CONTAINS: "∋",
    Operator.RULE: "∋",
    Operator.WORDS: "words",
    Operator.WITHIN: "within",
    Operator.PLACE: "=",
    Operator.PREFERRED: "=",
    Operator.QUANTITY: "=",
    Operator.PERIOD: "period",
    Operator.LATEST: "newest",
    Operator.SERVICE: "=",
}


@cache
def fields_text() -> str:
    """The page as Markdown."""
    contents = (
        _line([f"[`/v1/{list_.path}`](#{name})", _called(list_), list_.default_sort])
        for name, list_ in LISTS.items()
    )
    return _BEGINNING + "\n".join([*contents, *_sections()]) + "\n"


def _sections() -> Iterator[str]:
    for list_ in LISTS.values():
        yield f"\n## {list_.name}\n\n{_called(list_)} `/v1/{list_.path}`: {list_.about}\n"
        yield from (HEAD, "| --- | --- | --- | --- | --- | --- | --- |")
        yield from (_row(list_, field) for field in list_.fields)
        yield from (_row(list_, field) for field in list_.year_fields)
        yield from _others(list_)
    yield _LOCATOR
    yield from (_line([f"`{row.name}`", row.description]) for row in LOCATOR_FIELDS)


def _row(list_: Resource, field: Field) -> str:
    filters = " · ".join(_filter(row) for row in list_.filters if row.column == field.name)
    marks = ("yes" if field.name in names else "" for names in (list_.sorts, list_.facets))
    caption = CAPTIONS.get(field.name)
    called = "各年一列 · one column a year" if caption is None else _called(caption)
    name = f"`YYYY{field.name[4:]}`" if caption is None else f"`{field.name}`"
    kind = f"{field.kind.value}{' or null' if field.nullable else ''}"
    return _line([name, called, kind, filters, *marks, described(field.name, field.description)])


def _others(list_: Resource) -> Iterator[str]:
    """The filters that select by something that is not a field of the list."""
    rows = [row for row in list_.filters if row.column not in list_.columns]
    if rows:
        yield "\nFilters by something that is not a field of this list:\n"
        yield from ("| filter | what it is |", "| --- | --- |")
        yield from (_line([_filter(row), row.description]) for row in rows)


def _filter(row: Filter) -> str:
    many = row.operator in (
        Operator.EQUALS,
        Operator.CONTAINS,
        Operator.RULE,
        Operator.WITHIN,
        Operator.SERVICE,
    )
    marks = ("`*`" if row.required else "", "`once`" if many and not row.repeatable else "")
    return " ".join(part for part in (f"`{row.name}`", SIGNS[row.operator], *marks) if part)


def _called(caption: Caption | Resource) -> str:
    return f"{caption.zh} · {caption.en}"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
