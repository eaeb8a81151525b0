"""Finds the catalogue indicator with a given name.

Only the whole name is compared, never a part: 跨境电商出口额, 净增市场主体 and 扣除石油行业后的规上工业增加值
contain the name of an indicator but are other quantities.
"""

from __future__ import annotations

from app.extraction.linking.categories import Categories
from app.lexicon.types.catalogue import Indicator
from app.lexicon.types.lexicon import Lexicon
from app.model.observation import Measure

# The name of a growth is the name of the growing quantity, but some names end with a word of growth.
_GROWING = "⟨growth in name⟩$"

# Names of quantities that are percentages; other indicators in % are changes of an index or intensity.
_RATE = "⟨rate of catalogue⟩$"
_POINTS = frozenset(("个百分点", "百分点", "个千分点"))
_PERCENT = frozenset(("%", "‰"))
_PEOPLE = "人"
# Units that 户 can replace. It can't replace 个: 20个 of villages are not 300户 of villagers.
_HOUSEHOLDS = frozenset(("户", "家", "套"))
_NO_UNIT = "1"  # the unit of an index in the catalogue; reports write no unit
_GROWTH = frozenset((Measure.GROWTH, Measure.AVERAGE_GROWTH))


class Linker:
    """Finds codes and categories in the catalogue of a lexicon. Immutable and safe to share."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Index the names and aliases of the catalogue (takes about 10 ms, so reuse the linker)."""
        catalogue = lexicon.catalogue
        self._units, self._normal_name = lexicon.units, lexicon.normal_name
        self._growing, self._rate = lexicon.cues.compile(_GROWING), lexicon.cues.compile(_RATE)
        self._indicators = catalogue.indicators
        self._by_name: dict[str, list[Indicator]] = {}
        names = [(row.name_zh, row.code) for row in catalogue.indicators.values()]
        self._glued = {_glued(name) for name, _ in (*names, *catalogue.aliases) if "（" in name}
        for name, code in (*names, *catalogue.aliases):
            rows = self._by_name.setdefault(self._normal_name(name), [])
            if (row := catalogue.indicators[code]) not in rows:
                rows.append(row)
        self._categories = Categories(catalogue.words)

    def is_known(self, name: str) -> bool:
        """Whether the whole phrase is the name or an alias of an indicator."""
        return self._normal_name(name) in self._by_name

    def code(self, name: str, measure: Measure, unit: str) -> str | None:
        """The code of the indicator with this name; ``None`` if none has it or measure and unit don't fit."""
        rows = self._by_name.get(self._normal_name(name))
        if rows is None and measure in _GROWTH:
            rows = self._by_name.get(self._normal_name(self._growing.sub("", name)))
        fitting = [row for row in rows or () if self._fits(row, measure, unit)]
        if name in self._glued:
            fitting = [row for row in fitting if row.unit != _PEOPLE]
        if len(fitting) > 1:
            fitting = [row for row in fitting if row.unit == self._units.usual(unit)]
        return fitting[0].code if len(fitting) == 1 else None

    def category(self, name: str, code: str | None, unit: str, context: str) -> str:
        """The category of the indicator ``code``; without a code, the category that the words vote for."""
        if code is not None:
            return self._indicators[code].category
        return self._categories.of(name, unit, context)

    def _fits(self, row: Indicator, measure: Measure, unit: str) -> bool:
        """Whether measure and unit fit the indicator: a rate can't grow by per cent, a count has no share."""
        if measure is Measure.COMPLETION:
            return unit in _PERCENT
        if row.unit in _PERCENT and self._rate.search(row.name_zh):
            return unit in (
                _PERCENT if measure is Measure.SHARE else _POINTS if measure is Measure.CHANGE else ()
            )
        if measure is Measure.LEVEL and row.unit in _PERCENT:
            return unit not in _PERCENT  # an index or intensity, usually stated by its change only
        if measure in (Measure.LEVEL, Measure.CHANGE):
            return self._same_family(row.unit, unit or _NO_UNIT)
        if measure is Measure.RATIO:
            return unit == "倍"
        return measure in _GROWTH and unit in _PERCENT

    def _same_family(self, usual: str, stated: str) -> bool:
        if stated == "户":
            return usual in _HOUSEHOLDS
        return self._units.family(usual) == self._units.family(stated)


def _glued(name: str) -> str:
    """A name without its brackets; of people it means others: 执业助理医师 are some of 执业（助理）医师."""
    return name.replace("（", "").replace("）", "")
