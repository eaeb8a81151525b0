"""Completes coordinated insurances by the people that they insure, and by their rate."""

from __future__ import annotations

from app.lexicon.types.cues import Cues

INSURED, INSURANCE = "⟨insured people⟩", "⟨insurance⟩"
RATE = "⟨insurance⟩(?:.{2}率)?$"
"""The end of an insurance or its rate: 养老保险, 医疗保险参保率; not 养老机构建有率."""


class Insurances:
    """Completes coordinated insurances."""

    def __init__(self, cues: Cues) -> None:
        self._insured, self._insurance = cues.compile(INSURED), cues.compile(INSURANCE)
        self._rate = cues.compile(RATE)

    def insured_alike(self, parts: list[str]) -> list[str]:
        """The people insured by the first of several insurances: 城乡居民基本医保、养老保险参保率."""
        who = self._insured.match(parts[0])
        if who is None or not self._insurance.match(parts[0], who.end()):
            return parts
        return [
            parts[0],
            *(who.group() + part if self._insurance.match(part) else part for part in parts[1:]),
        ]

    def share_rate(self, parts: list[str]) -> bool:
        """Whether parts are insurances of which the last has a rate, which each of them has."""
        return parts[-1].endswith("率") and all(map(self._rate.search, parts))
