"""Where a report states a number, and how the extractor read it."""

from __future__ import annotations

import json
from typing import Any, Final

from app.api.schemas.base import Schema, field
from app.store.declared.locator_fields import LOCATOR_FIELDS

# All examples come from one observation of the seed report: 新增就业, 3.5万人.
_SENTENCE: Final = "加大就业帮扶、鄞企稳岗保障力度，新增就业3.5万人，城镇登记失业率控制在1.34%。"
_AROUND: Final = (
    "好差评”体系，政府数字化转型工作评估位列全市第一。推行“开工联合审批、竣工联合验收”，一般工业项目报"
    "建审批、竣工验收均缩短到10个工作日内完成，房建类项目分别缩短到20个、15个工作日内完成，审管办获"
    "评全国优秀公共资源交易机构。推广企业开办全程网上办、一日结，实施住所登记申报承诺制，新增市场主体2."
    "4万户、累计达到14.9万户。区行政服务中心新址启用，设立全市首家警企服务中心。\n不断优化公共服务。"
    "加大就业帮扶、鄞企稳岗保障力度，新增就业3.5万人，城镇登记失业率控制在1.34%。退役军人服务保障"
    "、医保基金监管体系更趋完善，慢性病门诊药品扩大到1150种。新建区未成年人救助保护中心，镇（街道）“"
    "残疾人之家”实现全覆盖。募集慈善资金超过1亿元，创新实施“爱心车轮”老年助餐服务慈善项目。新建示范型"
    "居家养老服务中心7个、区域性居家养老服务中心5个，获评国家智慧健康养老示范基地，家院互融养老服务体系"
    "入围全国乡村振兴优秀案例。平稳有序做好初中、小学和幼儿园招生入学工作，招录学生3.6"
)
_NUMBER: Final[dict[str, Any]] = {"start": 6479, "end": 6484, "text": "3.5万人"}
_NAME: Final[dict[str, Any]] = {"start": 6475, "end": 6479, "text": "新增就业"}
_WHOLE: Final[dict[str, Any]] = {"start": 6459, "end": 6501, "text": _SENTENCE}
_CONTEXT: Final[dict[str, Any]] = {"start": 6259, "end": 6701, "text": _AROUND}
_STEP: Final[dict[str, Any]] = {
    "rule": "name.own",
    "because": "The words just before the number.",
    "span": _NUMBER,
    "from_step": None,
}
_SPANS: Final[dict[str, Any]] = {"value": [_NUMBER], "indicator": [_NAME]}
_LOCATOR: Final[dict[str, Any]] = {row.name: json.loads(row.example) for row in LOCATOR_FIELDS}
_EVIDENCE: Final[dict[str, Any]] = {
    "report_id": "330212-2020",
    "report_title": None,
    "source": "yinzhou-2020.txt",
    "value": _NUMBER,
    "sentence": _WHOLE,
    "context": _CONTEXT,
    "locator": _LOCATOR,
}


class Span(Schema):
    """A span of the report's text; positions count Unicode characters from 0."""

    start: int = field("Position of the first character.", _NUMBER["start"])
    end: int = field("Position after the last character.", _NUMBER["end"])
    text: str = field("The text of the span.", _NUMBER["text"])


def _located(name: str, example: object) -> Any:  # noqa: ANN401 # what pydantic's own Field returns
    described = {row.name: row.description for row in LOCATOR_FIELDS}
    return field(described[name], example)


class Locator(Schema):
    """The position of a number in the file that its report was read from."""

    line: int | None = _located("line", 39)
    paragraph: int | None = _located("paragraph", 12)
    page: int | None = _located("page", 3)
    box: list[int] | None = _located("box", [72, 700, 540, 712])
    path: str | None = _located("path", "/html/body/div[2]/p[14]")


class Evidence(Schema):
    """Where a report states a number."""

    report_id: str = field("The report.", "330212-2020")
    report_title: str | None = field("Its title; null if the text has none.", "宁波市鄞州区人民政府工作报告")
    source: str = field("File name or address that the report was read from.", "yinzhou-2020.txt")
    value: Span = field("The number itself.", _NUMBER)
    sentence: Span = field("The sentence that states it.", _WHOLE)
    context: Span = field("The sentence with some of the text before and after it.", _CONTEXT)
    locator: Locator = field("Its position in the file that the report was read from.", _LOCATOR)


class Step(Schema):
    """One decision of the extractor."""

    rule: str = field("Id of the rule that decided.", _STEP["rule"])
    because: str = field("The reason in words.", _STEP["because"])
    span: Span | None = field(
        "The text that it is based on; null if it is not based on a span.", _STEP["span"]
    )
    from_step: Step | None = field(
        "The decision that it builds on, such as the name of the clause before; usually null.", None
    )


class Alternative(Schema):
    """Another possible name of a doubtful observation."""

    indicator: str = field("The name.", "新增就业")
    made: str = field(
        "How it was made: cut, left, list, owner, behind, verb or measure, with details", "owner.first"
    )


class Derivation(Schema):
    """How an observation was derived, computed again from the stored text."""

    steps: list[Step] = field("The decisions in the order in which they were taken.", [_STEP])
    spans: dict[str, list[Span]] = field(
        "For each field of the observation, the spans of text that it was read from.", _SPANS
    )
    alternatives: list[Alternative] = field(
        "At most five other names, best first, for rows with a flag; else empty.",
        [],
    )


class Detail(Schema):
    """The fields that `/v1/observations/{id}` adds to the observation."""

    extractor_version: str = field("Version of the extractor that read the report.", "1")
    citation: str = field(
        "How to cite this number, in the style of GB/T 7714.",
        "鄞州区人民政府. [政府工作报告][R]. 鄞州区, 2020-05-08. 新增就业: 3.5万人 (2019). "
        "Zhibiao b0ca74dbccb5f04c (extractor 1).",
    )
    evidence: Evidence = field("Where the report states this number.", _EVIDENCE)
    derivation: Derivation | None = field(
        "How the current extractor derives the observation. Null if it reads it differently now, or if the "
        "text has more than 120,000 characters and the 60,000 on each side of the sentence are not enough.",
        {"steps": [_STEP], "spans": _SPANS, "alternatives": []},
    )
