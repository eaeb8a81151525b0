"""Where a report states a number, and how the extractor came to read it so."""

from __future__ import annotations

from typing import Any, Final

from app.api.schemas.base import Schema, field

_SENTENCE: Final = "城镇和农村居民人均可支配收入达到70074元和39953元,增长8%和9.2%。"
_NUMBER: Final[dict[str, Any]] = {"start": 20, "end": 26, "text": "39953元"}
_WHOLE: Final[dict[str, Any]] = {"start": 0, "end": len(_SENTENCE), "text": _SENTENCE}
_STEP: Final[dict[str, Any]] = {
    "rule": "list.share-tail",
    "because": "居民人均可支配收入 belongs to both names",
    "span": {"start": 5, "end": 14, "text": "居民人均可支配收入"},
}
_SPANS: Final[dict[str, Any]] = {"value": [_NUMBER], "unit": [{"start": 25, "end": 26, "text": "元"}]}
_EVIDENCE: Final[dict[str, Any]] = {
    "report_id": "330212-2020",
    "report_title": "政府工作报告",
    "source": "yinzhou-2020.txt",
    "value": _NUMBER,
    "sentence": _WHOLE,
    "context": _WHOLE,
}


class Span(Schema):
    """A stretch of the report's text, in Unicode characters from 0."""

    start: int = field("First character.", _NUMBER["start"])
    end: int = field("End, exclusive.", _NUMBER["end"])
    text: str = field("The characters there.", _NUMBER["text"])


class Evidence(Schema):
    """Where a report states a number."""

    report_id: str = field("The report.", "330212-2020")
    report_title: str | None = field("Its title; null where the text has none.", "政府工作报告")
    source: str = field("File name or address that the report was read from.", "yinzhou-2020.txt")
    value: Span = field("The number itself.", _NUMBER)
    sentence: Span = field("The sentence that carries it.", _WHOLE)
    context: Span = field("The sentence with some of the text before and after it.", _WHOLE)


class Step(Schema):
    """One decision of the extractor."""

    rule: str = field("Id of the rule that decided.", _STEP["rule"])
    because: str = field("Its reason in words.", _STEP["because"])
    span: Span | None = field("What it looked at; null where that was no stretch of text.", _STEP["span"])


class Derivation(Schema):
    """Why an observation is as it is, computed anew from the stored text."""

    steps: list[Step] = field("The decisions in the order in which they were taken.", [_STEP])
    spans: dict[str, list[Span]] = field(
        "For each field of the observation the stretches of text that it was read from.", _SPANS
    )


class Detail(Schema):
    """What `/v1/observations/{id}` adds to the observation."""

    extractor_version: str = field("Version of the extractor that read the report.", "1")
    evidence: Evidence = field("Where the report states this number.", _EVIDENCE)
    derivation: Derivation | None = field(
        "How today's extractor comes to the observation; null where it would no longer read it so.",
        {"steps": [_STEP], "spans": _SPANS},
    )
