"""Where a report states a number, and how the extractor came to read it so."""

from __future__ import annotations

from app.api.schemas.base import Schema, field

SENTENCE = "城镇和农村居民人均可支配收入达到70074元和39953元，增长8%和9.2%；"


class Span(Schema):
    """A stretch of the report's text, in Unicode characters from 0."""

    start: int = field("First character.", 644)
    end: int = field("End, exclusive.", 649)
    text: str = field("The characters there.", "39953")


class Evidence(Schema):
    """Where the report states the number."""

    report_id: str = field("The report.", "330212-2020")
    report_title: str | None = field("Its title; null where the text has none.", "政府工作报告")
    source: str = field("File name or address that the report was read from.", "yinzhou-2020.txt")
    value: Span = field("The number itself.", {"start": 644, "end": 649, "text": "39953"})
    sentence: Span = field("The sentence that carries it.", {"start": 622, "end": 663, "text": SENTENCE})
    context: Span = field("The text around the sentence.", {"start": 622, "end": 663, "text": SENTENCE})


class Step(Schema):
    """One decision of the extractor."""

    rule: str = field("Id of the rule that decided.", "list.share-tail")
    because: str = field("Its reason in words.", "居民人均可支配收入 belongs to both names")
    span: Span | None = field(
        "The characters that it looked at; null where it looked at none.",
        {"start": 627, "end": 636, "text": "居民人均可支配收入"},
    )


class Derivation(Schema):
    """Why the observation is as it is, computed anew from the stored text."""

    steps: list[Step] = field(
        "The decisions in the order in which they were taken.",
        [
            {
                "rule": "pair.zip",
                "because": "39953元 is the 2nd of 2 values, 农村 the 2nd of 2 names",
                "span": None,
            }
        ],
    )
    spans: dict[str, list[Span]] = field(
        "For each field the stretches of text that it was read from.",
        {"unit": [{"start": 649, "end": 650, "text": "元"}]},
    )


class Detail(Schema):
    """What `/v1/observations/{id}` adds to the observation."""

    extractor_version: str = field("Version of the extractor that read the report.", "1")
    evidence: Evidence = field("Where the report states the number.", None)
    derivation: Derivation | None = field(
        "How today's extractor comes to the observation; null where it would no longer read it so.", None
    )
