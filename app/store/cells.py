"""From the model's values to cells and back: exact digits, JSON lists, one order of columns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.model.comparison import Comparison
from app.model.observation import Bound, Measure, Observation, SourceKind, Status
from app.model.report import Level
from app.store.fields import COMPARISON_FIELDS, Cell, Kind, Row

_COMPARISON_KINDS = tuple((field.name, field.kind) for field in COMPARISON_FIELDS)


def plain(value: Decimal) -> str:
    """A decimal as plain digits: no exponent, no zeros at the end, no sign of zero.

    >>> plain(Decimal("1E+3")), plain(Decimal("8.50")), plain(Decimal("-0.0"))
    ('1000', '8.5', '0')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def listed(items: Iterable[str]) -> str:
    """A list as a JSON array in text."""
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))


def observation_cells(row: Observation) -> Row:
    """The cells of an observation, in the order of ``OBSERVATION_FIELDS``."""
    return (
        row.id,
        row.indicator,
        row.indicator_code,
        row.category,
        row.measure.value,
        row.status.value,
        plain(row.value),
        None if row.value_high is None else plain(row.value_high),
        row.bound.value,
        row.unit,
        row.scope,
        row.start_year,
        row.year,
        row.region,
        row.region_code,
        row.report_id,
        row.value_text,
        row.bound_text,
        row.commitment,
        row.value_start,
        row.value_end,
        row.sentence_start,
        row.sentence_end,
        row.sentence,
        listed(row.rules),
        listed(row.flags),
        plain(row.confidence),
        row.action,
        row.head,
        plain(row.base_value),
        None if row.base_value_high is None else plain(row.base_value_high),
        row.base_unit,
        row.date.isoformat(),
        None if row.level is None else row.level.value,
        row.province,
        row.province_code,
        row.city,
        row.source_kind.value,
    )


def comparison_cells(row: Comparison) -> Row:
    """The cells of a comparison, in the order of ``COMPARISON_FIELDS``."""
    return tuple(_cell(getattr(row, name), kind) for name, kind in _COMPARISON_KINDS)


def _cell(value: object, kind: Kind) -> Cell:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return plain(value)
    return int(str(value)) if kind is Kind.INTEGER else str(value)


def observation_of(cells: Row) -> Observation:
    """The observation that ``observation_cells`` gave these cells for."""
    (
        id_, indicator, code, category, measure, status, value, high, bound, unit, scope, start_year, year,
        region, region_code, report_id, value_text, bound_text, commitment, value_start, value_end,
        sentence_start, sentence_end, sentence, rules, flags, confidence, action, head, base_value, base_high,
        base_unit, date_, level, province, province_code, city, source_kind,
    ) = cells  # fmt: skip # the order of the fields
    return Observation(
        id=str(id_),
        indicator=str(indicator),
        indicator_code=_optional(code),
        category=str(category),
        measure=Measure(str(measure)),
        status=Status(str(status)),
        value=Decimal(str(value)),
        value_high=None if high is None else Decimal(str(high)),
        bound=Bound(str(bound)),
        unit=str(unit),
        scope=str(scope),
        start_year=_whole(start_year),
        year=_whole(year),
        region=_optional(region),
        region_code=_optional(region_code),
        report_id=str(report_id),
        value_text=str(value_text),
        bound_text=str(bound_text),
        commitment=str(commitment),
        value_start=_whole(value_start),
        value_end=_whole(value_end),
        sentence_start=_whole(sentence_start),
        sentence_end=_whole(sentence_end),
        sentence=str(sentence),
        rules=tuple(json.loads(str(rules))),
        flags=tuple(json.loads(str(flags))),
        confidence=Decimal(str(confidence)),
        action=str(action),
        head=str(head),
        base_value=Decimal(str(base_value)),
        base_value_high=None if base_high is None else Decimal(str(base_high)),
        base_unit=str(base_unit),
        date=date.fromisoformat(str(date_)),
        level=None if level is None else Level(str(level)),
        province=_optional(province),
        province_code=_optional(province_code),
        city=_optional(city),
        source_kind=SourceKind(str(source_kind)),
    )


def _optional(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def _whole(cell: Cell) -> int:
    if not isinstance(cell, int):
        raise TypeError(f"expected a whole number, not {cell!r}")
    return cell
