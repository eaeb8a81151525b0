"""Names the rows of a table: by the label, the noun of the column, or as part of a row above."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from app.extraction.rules import Decision, rule
from app.extraction.tables.amounts import is_unit, unit_of
from app.extraction.tables.heads import THAN, is_fall
from app.extraction.tables.part_names import name_of_part
from app.extraction.values import COUNTED
from app.lexicon.types.cues import Cues
from app.model.flags import Flag

_NOTE = re.compile(r"\[\d{1,2}\]")
_PART = "^(?:[#*]+|⟨table part⟩：?)+"
_NUMBERING = re.compile(r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.）)]|[①-⑳])(?!\d)")
_UNIT = re.compile(r"（(?P<unit>%|‰|[^（）\d]{1,6})）$")
_WHOLE = "^(?:⟨whole place⟩|⟨table time⟩)"
_COMPLETE = "(?:⟨measure noun⟩|⟨stock noun⟩|⟨table noun⟩|⟨table whole⟩)$"
_CHANGED = f"(?<!⟨table natural⟩){THAN}(?:⟨table change⟩)(?:率|速度|幅度)?$"
_DEPENDENT = f"{THAN}(?:⟨table change⟩)+|占.*(?:⟨share noun⟩|⟨table share⟩)"
_ADDED = "增加值"
_TORN = re.compile(r"[一-龥]{2} +[一-龥]{2}")
_SHORTEST, _LONGEST = 2, 30


class RowLabel(NamedTuple):
    """The label in the first cell of a row.

    ``marked`` is true if a mark makes it part of a row above; ``unit`` is the unit in brackets; ``change`` is
    true if the words named a growth (旅游收入增速), ``falls`` if that was a fall (能耗降低). It is flagged
    if the cell may contain two labels that lost the line between them: 发电量 自来水产量.
    """

    words: str
    marked: bool
    unit: str = ""
    flags: tuple[str, ...] = ()
    change: bool = False
    falls: bool = False


class Amount(NamedTuple):
    """The value of a row in the first column of values, if that is a level, and its unit as written."""

    unit: str
    value: Decimal | None


class Owner(NamedTuple):
    """The last row that is not part of another: its name, and the amount that its parts add up to."""

    name: str
    amount: Amount
    flags: tuple[str, ...] = ()


class Named(NamedTuple):
    """The name of a row, the decision that made it, and doubts."""

    name: str
    decision: Decision
    flags: tuple[str, ...] = ()


def read_label(text: str, cues: Cues, *, whole: bool = False) -> RowLabel:
    """Read a label without its marks: 其中：, #, （1）, notes, a unit in brackets.

    With ``whole`` the words for the whole place (全市) stay.
    """
    words = _NOTE.sub("", "".join(text.split()))
    part = cues.compile(_PART).match(words)
    words = words[part.end() :] if part else words
    numbering = _NUMBERING.match(words)
    words = words[numbering.end() :] if numbering else words
    bracket = _UNIT.search(words)
    unit = bracket["unit"] if bracket and is_unit(bracket["unit"], cues) else ""
    words = words[: bracket.start()] if bracket and unit else words
    flags = (Flag.DOUBTFUL_NAME,) if _TORN.search(text) else ()
    words = words if whole else cues.compile(_WHOLE).sub("", words) or words
    return RowLabel(words, bool(part or numbering), unit, flags)


def growing(label: RowLabel, cues: Cues, known: Callable[[str], bool]) -> RowLabel:
    """The label without a word for growth at its end; unchanged if it has none, or is a known name."""
    found = cues.compile(_CHANGED).search(label.words)
    if found is None or 0 < found.start() < _SHORTEST or known(label.words):
        return label
    if not found.start():
        return label._replace(change=True, falls=is_fall(found[0], cues))
    words = label.words[: found.start()]
    return label._replace(words=words, change=True, falls=is_fall(found[0], cues))


def is_complete(words: str, cues: Cues, known: Callable[[str], bool]) -> bool:
    """Whether words are a whole name; 投资额 is not, since it does not say in what."""
    return not cues.has("table bare", words) and (known(words) or is_measured(words, cues))


def is_measured(words: str, cues: Cues) -> bool:
    """Whether words end with a noun of measure: 商品房销售面积."""
    end = cues.compile(_COMPLETE).search(words)
    return end is not None and end.start() > 0 and _SHORTEST < len(words) <= _LONGEST


class Labels:
    """Names the rows of one table in order; the owner of a row is one of the rows before it."""

    def __init__(self, cues: Cues, known: Callable[[str], bool], subject: str, noun: str) -> None:
        """``known`` tests whether a name is in the catalogue; ``noun`` is that of the column of values."""
        self._cues, self._known, self._subject, self._noun = cues, known, subject, noun
        field = cues.compile("⟨table field⟩").match(subject)
        self._field = field[0] if field else ""
        self._of_index = cues.has("table index", noun)
        self._owner: Owner | None = None
        self._last: Named | None = None
        self._within, self._sum = False, Decimal(0)

    def name(self, label: RowLabel, unit: str, value: Decimal | None) -> Named:
        """The name of the next row; its first column of values states ``value`` in ``unit``."""
        self._last = self._named(label, unit, value)
        return self._last

    def _named(self, label: RowLabel, unit: str, value: Decimal | None) -> Named:
        named, owner = self._whole(label), self._owner
        if owner and self._is_part(owner, label, named, Amount(unit, value)):
            self._within, self._sum = True, (Decimal(0) if label.marked else self._sum) + (value or 0)
            return self._part(owner, label, Amount(unit, value))
        self._within, self._sum = False, Decimal(0)
        if owner and self._may_be_part(label, named) and self._fits(owner, Amount(unit, value)):
            return self._part(owner, label, Amount(unit, value))
        if named.decision.rule != of_sector.id:
            self._owner = Owner(named.name, Amount(unit, value), named.flags)
        return named

    def is_dependent(self, label: RowLabel) -> bool:
        """Whether a label only says what is measured, or of what it is a share."""
        return self._cues.compile(_DEPENDENT).fullmatch(label.words) is not None

    def dependent(self, label: RowLabel) -> Named | None:
        """The name of a dependent row, after the last row that is none.

        None for other labels, and if there is no such row or its name is in doubt.
        """
        if self._last is None or self._last.flags or not self.is_dependent(label):
            return None
        words = "" if label.change else label.words
        return Named(of_row_above(self._last.name, words), of_row_above.decision())

    def _may_be_part(self, label: RowLabel, named: Named) -> bool:
        """Whether the row above can complete a label that is not a whole name: 采矿业."""
        return bool(named.flags) and not label.flags and not self._cues.has("table bare", label.words)

    def _is_part(self, owner: Owner, label: RowLabel, named: Named, amount: Amount) -> bool:
        if self._stands_alone(owner, named, amount.unit):
            return False
        if label.marked:
            return True
        if not self._within or label.flags or self._is_alike(owner, label) or not self._fits(owner, amount):
            return False
        if self._cues.has("table bare", label.words):
            return False
        return _is_checked(owner, amount) or not self._is_complete(label.words)

    def _is_alike(self, owner: Owner, label: RowLabel) -> bool:
        """Whether label and owner measure the same: 旅客周转量 below 货物周转量 is not part of it."""
        each = self._is_each(owner.name) and not self._is_each(label.words)
        return label.words[-2:] == owner.name[-2:] and not each

    def _is_each(self, name: str) -> bool:
        return self._cues.compile("⟨table each⟩").search(name) is not None

    def _stands_alone(self, owner: Owner, named: Named, unit: str) -> bool:
        """Whether a name needs no owner: the noun of the column completes it, or it is in the catalogue.

        Counted people and things still belong to the owner: the shops among newly registered firms are
        not all shops. So do incomes per person.
        """
        if named.decision.rule in (with_noun.id, of_sector.id) and not self._of_index:
            return True
        counted = self._cues.units.get(unit_of(unit, self._cues)[1], "") in COUNTED
        whole = self._known(named.name) and self._is_measured(named.name)
        return whole and not counted and (not self._is_each(owner.name) or self._is_each(named.name))

    def _part(self, owner: Owner, label: RowLabel, amount: Amount) -> Named:
        sure = (label.marked or _is_checked(owner, amount)) and not (label.flags or owner.flags)
        name = part_of(owner.name, label.words, self._cues)
        return Named(name, part_of.decision(), () if sure else (Flag.DOUBTFUL_NAME,))

    def _fits(self, owner: Owner, amount: Amount) -> bool:
        """Whether an amount can be part of the owner's amount; true if a value is unknown."""
        if amount.unit != owner.amount.unit:
            return False
        if amount.value is None or owner.amount.value is None or not amount.unit:
            return True
        return self._sum + amount.value <= owner.amount.value

    def _whole(self, label: RowLabel) -> Named:
        words = label.words
        if self._cues.has("table total", words) and self._is_complete(self._subject):
            return Named(of_caption(self._subject), of_caption.decision())
        if self._field and self._cues.has("table bare of field", words):
            return Named(of_field(self._field, words), of_field.decision())
        if self._is_sector(words):
            return Named(of_sector(words), of_sector.decision())
        if self._noun and self._lacks_noun(words):
            return Named(with_noun(words, self._noun), with_noun.decision(), label.flags)
        flags = label.flags if self._is_complete(words) else (Flag.DOUBTFUL_NAME,)
        return Named(own_label(words), own_label.decision(), flags)

    def _lacks_noun(self, words: str) -> bool:
        if words.endswith(self._noun) or (self._is_measured(words) and not self._of_index):
            return False
        return self._of_index or self._known(with_noun(words, self._noun)) or not self._known(words)

    def _is_sector(self, words: str) -> bool:
        within = self._owner is not None and self._cues.has("output", self._owner.name)
        return within and self._known(of_sector(words))

    def _is_complete(self, words: str) -> bool:
        return is_complete(words, self._cues, self._known)

    def _is_measured(self, words: str) -> bool:
        return is_measured(words, self._cues)


def _is_checked(owner: Owner, amount: Amount) -> bool:
    """Whether both values are known, so that the part was compared with its owner."""
    return amount.value is not None and owner.amount.value is not None and bool(amount.unit)


@rule("table.label")
def own_label(words: str) -> str:
    """A label that is a whole name: 商品房销售面积."""
    return words


@rule("table.noun")
def with_noun(words: str, noun: str) -> str:
    """A label with the noun of its column: 水泥 below 产量（万吨） is 水泥产量."""
    return words + noun


@rule("table.part")
def part_of(owner: str, words: str, cues: Cues) -> str:
    """Part of a row above: 其中：住宅 below 商品房竣工面积 is 住宅竣工面积."""
    return name_of_part(owner, words, cues)


@rule("table.dependent")
def of_row_above(owner: str, words: str) -> str:
    """A label that only says what is measured is of the row above: 比上年增长（%） below 财政总收入."""
    return owner + words


@rule("table.sector")
def of_sector(words: str) -> str:
    """A sector below the output of a place: 第二产业 below 地区生产总值 is 第二产业增加值."""
    return words + _ADDED


@rule("table.field")
def of_field(field: str, words: str) -> str:
    """A label that does not say in what takes the field in the caption: 投资额 below 房地产开发主要指标."""
    return field + words


@rule("table.caption")
def of_caption(subject: str) -> str:
    """A total takes its name from the caption: 总计 below 表2 固定资产投资增长速度."""
    return subject
