"""The filters of the lists that count observations: indicators, categories, years, units, regions."""

from __future__ import annotations

from dataclasses import replace

from app.store.declared.filters import (
    CATEGORY,
    INDICATOR_CODE,
    LEVEL,
    MEASURE,
    PLACES,
    PLACES_ABOVE,
    REGION_CODE,
    REPORT_ID,
    STATUS,
    WITHIN,
    WORDS,
    YEARS,
    Empty,
    Filter,
    Operator,
)

INDICATOR_FILTERS: tuple[Filter, ...] = (
    CATEGORY,
    replace(INDICATOR_CODE, empty=Empty.REFUSED, description="Code in the catalogue."),
    replace(
        WORDS,
        column="name_zh",
        description="Words in codes, names and definitions; all must occur. Without sort, the best names "
        "come first.",
        example="收入",
    ),
)

#: The filters of the lists that count observations: /v1/categories, /v1/years and /v1/units.
COUNT_FILTERS: tuple[Filter, ...] = (
    CATEGORY,
    *YEARS,
    INDICATOR_CODE,
    REGION_CODE,
    WITHIN,
    STATUS,
    MEASURE,
    replace(REPORT_ID, operator=Operator.REPORT),
)

REGION_FILTERS: tuple[Filter, ...] = (
    *PLACES,
    *PLACES_ABOVE,
    LEVEL,
    replace(
        WORDS,
        column="name_en",
        operator=Operator.SERVICE,
        description="A part of the name, in Chinese, English or pinyin.",
        example="Yinzhou",
    ),
)
