"""The columns of a manifest, by their English and Chinese names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

_NAMES: Final = {
    "path": ("路径", "文件", "文件名", "文件路径", "file", "filename"),
    "region": ("地区", "地区名称"),
    "region_code": ("地区代码", "行政区划代码", "区划代码"),
    "report_year": ("报告年份", "报告年度", "年份", "年度"),
    "kind": ("文件种类", "种类", "类型", "文件类型"),
    "delivered_on": ("报告日期",),
    "source_url": ("来源网址", "网址", "链接", "url"),
    "title": ("标题",),
    "publisher": ("发布机构", "发布单位"),
    "retrieved_on": ("取得日期", "下载日期"),
}
"""The columns, with other names of each."""
_COLUMNS: Final = {name: column for column, names in _NAMES.items() for name in (column, *names)}
_FOR_PEOPLE: Final = frozenset({"region_basis", "year_basis", "remarks", "备注"})
"""Columns that say how a file was recognised, or are a note: they state nothing."""


def column(name: str) -> str:
    """The column that a name in a header means; an unknown name in lower case."""
    name = name.strip().lower()
    return _COLUMNS.get(name, name)


def unknown_columns(header: Iterable[str]) -> Iterator[str]:
    """A message for each name in a header that means no column, with the columns that it may mean."""
    for name in header:
        found = column(name)
        if found and found not in _NAMES and found not in _FOR_PEOPLE:
            hint = " or ".join(_suggestions(found))
            yield f"the column {name.strip()} is ignored." + (f" Did you mean {hint}?" if hint else "")


def _suggestions(name: str) -> list[str]:
    """The known names that contain the name or are like it, the most similar first; one for each column."""
    inside = [known for known in _COLUMNS if name in known or known in name]
    close = get_close_matches(name, _COLUMNS, n=3, cutoff=0.6)
    found: dict[str, str] = {}
    for known in [*close, *inside]:
        found.setdefault(_COLUMNS[known], known)
    return list(found.values())[:3]
