"""Numbers as people write them: 2,211亿元, 6.5%左右, about 6.5%. HTML has the exact value as well."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup, escape

from app.web.language import Language, Texts

Number = str | int | Decimal

#: The words for large amounts in each language, largest first.
_STEPS: Final = {
    Language.ZH: ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    Language.EN: ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
}
#: The words for large amounts on the axes of English charts.
_TICKS: Final = {" trillion": "tn", " billion": "bn", " million": "m"}
#: Units of ratios, and units whose amounts are never large.
_NEVER_STEPPED: Final = ("%", "‰", "个百分点", "倍", "位", "年")
_CLOSE: Final = ("%", "‰")
_EXACT: Final = "exact"
#: Numbers from here on are not rounded.
_ENDLESS: Final = Decimal(10) ** 20
#: Significant digits of a number below one.
_DIGITS: Final = 4
_MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Writes numbers in one language."""

    texts: Texts

    def count(self, number: int) -> str:
        """Return a count in full: 36,207."""
        return f"{number:,}"

    def short(self, value: Number, unit: str = "") -> str:
        """Return a value with its unit, rounded for reading: 2,211.05亿元."""
        number = Decimal(value)
        for size, word in () if unit in _NEVER_STEPPED else _STEPS[self.texts.language]:
            if abs(number) >= size:
                return f"{_digits(number / size)}{word}{self._unit(unit)}"
        return f"{_digits(number)}{self._unit(unit)}"

    def tick(self, value: Number) -> str:
        """Return a number for the axis of a chart, where there is little room: 150万亿, 150tn."""
        text = self.short(value)
        for word, letters in _TICKS.items():
            text = text.replace(word, letters)
        return text

    def tile(self, value: Number) -> str:
        """Return a number for a tile of the map, with three digits: 143万."""
        return self.tick(Decimal(f"{Decimal(value):.3g}"))

    def percent(self, share: Number) -> str:
        """Return a share of one as a whole percentage: 96%."""
        return f"{100 * Decimal(share):.0f}%"

    def signed(self, value: Number) -> str:
        """Return a difference with its sign: +0.5."""
        return f"+{self.short(value)}" if Decimal(value) > 0 else self.short(value)

    def exact(self, value: Number, unit: str = "") -> str:
        """Return a value with all its digits: 221,105,000,000元."""
        number = Decimal(value)
        return f"{'' if number >= 0 else _MINUS}{abs(number):,f}{self._unit(unit)}"

    def bounded(self, value: Number, high: Number | None, bound: str, unit: str = "") -> str:
        """Return a value with its bound: 6.5%左右, 3%以内, 6.5–7%."""
        if bound == _EXACT and high is None:
            return self.short(value, unit)
        if high is not None:
            return f"{self._low_end(value, high, unit)}–{self.short(high, unit)}"
        return self.texts(f"bound.said.{bound}", value=self.short(value, unit))

    def html(self, value: Number, high: Number | None = None, bound: str = "exact", unit: str = "") -> Markup:
        """Return the same as HTML: ``value`` has the number for machines, the tooltip has all digits."""
        value = Decimal(value)
        exact = self.exact(value, unit) if high is None else f"{self.exact(value)}–{self.exact(high, unit)}"
        shown = escape(self.bounded(value, high, bound, unit))
        plain = f"{value:f}"
        return Markup(f'<data class="number" value="{plain}" title="{escape(exact)}">{shown}</data>')  # noqa: S704 # escaped; a page has hundreds, and Markup.format is slow

    def _low_end(self, value: Number, high: Number, unit: str) -> str:
        """The lower end of a range; without its unit if the upper end has the same unit and word (亿)."""
        low, end = self.short(value, unit), self.short(high, unit)
        tail = end.lstrip("0123456789,.−")
        return low.removesuffix(tail) if tail and low.endswith(tail) else low

    def _unit(self, unit: str) -> str:
        if self.texts.language is Language.ZH or not unit:
            return unit
        name = self.texts.named("unit", unit)
        return name if name in _CLOSE else f" {name}"


def _digits(number: Decimal) -> str:
    """Round to two decimal places, or to four significant digits if the number is below one."""
    size = abs(number)
    if size >= 1 or not size:
        text = f"{size:,.2f}" if size < _ENDLESS else f"{size:,f}"
    else:
        text = f"{round(size, _DIGITS - 1 - size.adjusted()):,f}"
    whole = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{_MINUS if number < 0 else ''}{whole}"
