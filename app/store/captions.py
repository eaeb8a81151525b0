"""The Chinese and English names of fields, and the units of their numbers.

Pure data, like ``fields``. Fields of one name mean the same in every list, so each name has one row.
"""

from __future__ import annotations

from typing import NamedTuple

#: The unit of a number that the column ``unit`` of its row names.
UNIT_OF_ROW = "unit of the row"
#: Likewise by the column ``base_unit``.
BASE_UNIT_OF_ROW = "base unit of the row"


class Caption(NamedTuple):
    """Names of a field for people and, of a number, what it counts or is measured in."""

    zh: str
    en: str
    unit: str = ""


#: By the name of the field.
CAPTIONS: dict[str, Caption] = {
    "id": Caption("编号", "Id"),
    "indicator": Caption("指标名称", "Indicator"),
    "indicator_code": Caption("指标代码", "Indicator code"),
    "category": Caption("类别", "Category"),
    "measure": Caption("度量", "Measure"),
    "status": Caption("状态", "Status"),
    "value": Caption("数值", "Value", UNIT_OF_ROW),
    "value_high": Caption("数值上限", "Upper value", UNIT_OF_ROW),
    "bound": Caption("界限", "Bound"),
    "unit": Caption("单位", "Unit"),
    "scope": Caption("口径", "Scope"),
    "start_year": Caption("起始年", "First year", "year"),
    "year": Caption("年份", "Year", "year"),
    "region": Caption("地区", "Region"),
    "region_code": Caption("地区代码", "Region code"),
    "report_id": Caption("报告编号", "Report id"),
    "value_text": Caption("数值原文", "Number as written"),
    "bound_text": Caption("界限原文", "Words of the bound"),
    "commitment": Caption("力度用语", "Commitment"),
    "value_start": Caption("数值起点", "Start of the number", "character"),
    "value_end": Caption("数值终点", "End of the number", "character"),
    "sentence_start": Caption("句子起点", "Start of the sentence", "character"),
    "sentence_end": Caption("句子终点", "End of the sentence", "character"),
    "sentence": Caption("原句", "Sentence"),
    "rules": Caption("规则", "Rules"),
    "flags": Caption("存疑标记", "Flags"),
    "confidence": Caption("可信度", "Confidence", "ratio"),
    "action": Caption("动作", "Action"),
    "head": Caption("中心词", "Head"),
    "base_value": Caption("基准单位数值", "Value in the base unit", BASE_UNIT_OF_ROW),
    "base_value_high": Caption("基准单位数值上限", "Upper value in the base unit", BASE_UNIT_OF_ROW),
    "base_unit": Caption("基准单位", "Base unit"),
    "date": Caption("期末日期", "Last day of the period"),
    "province": Caption("省份", "Province"),
    "province_code": Caption("省份代码", "Province code"),
    "city": Caption("城市", "City"),
    "source_kind": Caption("来源类型", "Kind of source"),
    "vintage": Caption("数据版次", "Vintage"),
    "target_value": Caption("目标值", "Target", UNIT_OF_ROW),
    "target_value_high": Caption("目标值上限", "Upper target", UNIT_OF_ROW),
    "target_bound": Caption("目标界限", "Bound of the target"),
    "actual_value": Caption("实际值", "Actual", UNIT_OF_ROW),
    "actual_bound": Caption("实际值界限", "Bound of the actual"),
    "previous_value": Caption("上年实际值", "Actual of the year before", UNIT_OF_ROW),
    "ambition": Caption("目标增幅", "Ambition", UNIT_OF_ROW),
    "gap": Caption("与目标差距", "Gap", UNIT_OF_ROW),
    "attainment": Caption("完成率", "Attainment", "ratio"),
    "outcome": Caption("完成结果", "Outcome"),
    "tolerance": Caption("容许误差", "Tolerance", UNIT_OF_ROW),
    "tolerance_rule": Caption("容许误差依据", "Rule of the tolerance"),
    "match_reason": Caption("匹配依据", "Reason of the match"),
    "commitment_class": Caption("力度类别", "Class of commitment"),
    "done_until": Caption("进度截至年", "Done until", "year"),
    "done_share": Caption("完成进度", "Share done", "ratio"),
    "time_share": Caption("时间进度", "Share of time gone", "ratio"),
    "target_observation_id": Caption("目标观测值编号", "Observation of the target"),
    "actual_observation_id": Caption("实际观测值编号", "Observation of the actual"),
    "previous_observation_id": Caption("上年观测值编号", "Observation of the year before"),
    "judgement": Caption("判断", "Judgement"),
    "expected_low": Caption("预期下限", "Least expected value", UNIT_OF_ROW),
    "expected_high": Caption("预期上限", "Greatest expected value", UNIT_OF_ROW),
    "distance": Caption("偏离", "Distance", UNIT_OF_ROW),
    "other_observation_ids": Caption("对照观测值编号", "Other observations"),
    "other_sentences": Caption("对照原句", "Other sentences"),
    "title": Caption("标题", "Title"),
    "level": Caption("政府层级", "Level of government"),
    "report_year": Caption("报告年份", "Year of delivery", "year"),
    "delivered_on": Caption("报告日期", "Date of delivery"),
    "speaker": Caption("报告人", "Speaker"),
    "source": Caption("来源", "Source"),
    "sha256": Caption("文本摘要", "SHA-256"),
    "characters": Caption("字数", "Length", "character"),
    "observations": Caption("观测值数", "Observations", "observation"),
    "extractor_version": Caption("抽取器版本", "Version of the extractor"),
    "ingested_at": Caption("读入时间", "Time of ingestion"),
    "warnings": Caption("警告", "Warnings"),
    "kind": Caption("种类", "Kind"),
    "format": Caption("文件格式", "Format"),
    "year_basis": Caption("年份依据", "Basis of the year"),
    "region_basis": Caption("地区依据", "Basis of the place"),
    "source_url": Caption("来源网址", "Address of the source"),
    "publisher": Caption("发布机构", "Publisher"),
    "file_sha256": Caption("文件摘要", "SHA-256 of the file"),
    "versions": Caption("文本数", "Texts kept", "text"),
    "choice": Caption("采用理由", "Why this text is in use"),
    "citation": Caption("引文", "Citation"),
    "retrieved_on": Caption("取得日期", "Date of retrieval"),
    "name_zh": Caption("中文名称", "Chinese name"),
    "name_en": Caption("英文名称", "English name"),
    "definition": Caption("定义", "Definition"),
    "better": Caption("优劣方向", "Better direction"),
    "first_year": Caption("首个年份", "First year", "year"),
    "last_year": Caption("末个年份", "Last year", "year"),
    "indicators": Caption("指标数", "Indicators", "indicator"),
    "actuals": Caption("实际值数", "Actuals", "observation"),
    "targets": Caption("目标数", "Targets", "target"),
    "regions": Caption("地区数", "Regions", "region"),
    "reports": Caption("报告数", "Reports", "report"),
    "first_report_year": Caption("首份报告年份", "Year of the first report", "year"),
    "last_report_year": Caption("末份报告年份", "Year of the last report", "year"),
    "sequence": Caption("变更序号", "Sequence", "change"),
    "change": Caption("变更", "Change"),
    "observation_id": Caption("观测值编号", "Observation"),
    "changed_at": Caption("变更时间", "Time of the change"),
    "state": Caption("覆盖状态", "State"),
    "met": Caption("已完成目标数", "Met", "target"),
    "missed": Caption("未完成目标数", "Missed", "target"),
    "unreported": Caption("未报告目标数", "Unreported", "target"),
    "awaited": Caption("待报告目标数", "Awaited", "target"),
    "period_years": Caption("期间年数", "Years of the period", "year"),
    "comparable": Caption("可比", "Comparable"),
    "met_share": Caption("完成比例", "Share met", "ratio"),
    "match": Caption("匹配度", "Match", "ratio"),
    "why": Caption("理由", "Why"),
    "rank": Caption("名次", "Rank", "place"),
    "regions_stated": Caption("有数值的地区数", "Regions stated (n)", "region"),
    "regions_held": Caption("收录的地区数", "Regions held (N)", "region"),
}


def described(name: str, description: str) -> str:
    """What a field means and, of a number, its unit; the years of a panel are as its values."""
    unit = CAPTIONS.get(name, CAPTIONS["value"]).unit
    return f"{description} Unit: {unit}." if unit else description
