"""The names of filter values in Chinese and English. Pure data, like ``captions``."""

from __future__ import annotations

from typing import NamedTuple


class ValueLabel(NamedTuple):
    """The names of a value for people."""

    zh: str
    en: str


#: The label of rows without a value of the filter.
NONE = ValueLabel("无", "none")
_LEVELS = {
    "national": ValueLabel("全国", "Nation"),
    "province": ValueLabel("省级", "Province"),
    "city": ValueLabel("地级", "City"),
    "county": ValueLabel("县级", "County"),
}
#: By filter and value.
LABELS: dict[str, dict[str, ValueLabel]] = {
    "status": {"actual": ValueLabel("实际", "Actual"), "target": ValueLabel("目标", "Target")},
    "measure": {
        "level": ValueLabel("总量", "Level"),
        "growth": ValueLabel("增速", "Growth"),
        "average_growth": ValueLabel("年均增速", "Average yearly growth"),
        "change": ValueLabel("增减量", "Change"),
        "share": ValueLabel("比重", "Share or rate"),
        "rank": ValueLabel("排名", "Rank"),
        "completion": ValueLabel("完成进度", "Completion"),
        "ratio": ValueLabel("倍数", "Ratio"),
    },
    "bound": {
        "exact": ValueLabel("确数", "Exact"),
        "approx": ValueLabel("约数", "Approximate"),
        "min": ValueLabel("下限", "At least"),
        "max": ValueLabel("上限", "At most"),
        "range": ValueLabel("区间", "Range"),
    },
    "level": _LEVELS,
    "outcome": {
        "met": ValueLabel("完成", "Met"),
        "missed": ValueLabel("未完成", "Missed"),
        "pending": ValueLabel("待定", "Pending"),
        "unreported": ValueLabel("报告未提及", "Not reported"),
        "awaited": ValueLabel("待后续报告", "Report awaited"),
    },
    "source_kind": {
        "report": ValueLabel("政府工作报告", "Work report"),
        "bulletin": ValueLabel("统计公报", "Statistical bulletin"),
        "plan": ValueLabel("规划计划", "Plan"),
        "table": ValueLabel("数据表", "Table"),
    },
    "reader": {
        "rules": ValueLabel("规则", "Rules"),
        "person": ValueLabel("人工", "Person"),
        "model": ValueLabel("模型", "Model"),
    },
    "verdict": {
        "confirm": ValueLabel("确认", "Confirmed"),
        "change": ValueLabel("更正", "Changed"),
        "reject": ValueLabel("非指标", "No observation"),
        "dispute": ValueLabel("未通过核验", "Failed a check"),
    },
    "kind": {
        "growth": ValueLabel("增速与总量不符", "Growth does not fit"),
        "conflict": ValueLabel("同文矛盾", "Conflict in one report"),
        "over_whole": ValueLabel("比重超过100%", "Share over 100%"),
        "magnitude": ValueLabel("数量级异常", "Magnitude"),
        "target_is_result": ValueLabel("目标等于结果", "Target repeats the result"),
        "cumulative": ValueLabel("疑为累计数", "Cumulative"),
    },
    "judgement": {
        "doubtful": ValueLabel("存疑", "Doubtful"),
        "revision": ValueLabel("或为修订", "Possible revision"),
    },
    "state": {
        "stated": ValueLabel("有数值", "Stated"),
        "doubtful": ValueLabel("存疑", "Doubtful"),
        "not_stated": ValueLabel("未提及", "Not stated"),
        "not_held": ValueLabel("未收录", "No report"),
    },
    "flag": {
        "readers_disagree": ValueLabel("审读不一致", "Readers disagree"),
        "model_disagrees": ValueLabel("模型读法不同", "Model disagrees"),
        "doubtful_name": ValueLabel("名称存疑", "Doubtful name"),
        "fallback_name": ValueLabel("名称取自邻近词语", "Name taken from nearby words"),
        "year_by_default": ValueLabel("年份为推定", "Year by default"),
        "report_year_assumed": ValueLabel("报告年份为推定", "Year of the report assumed"),
        "span_assumed": ValueLabel("起止年为推定", "Period assumed"),
        "unit_missing": ValueLabel("缺少单位", "Unit missing"),
        "two_readings": ValueLabel("两种读法", "Two readings"),
        "several_heads": ValueLabel("多个中心词", "Several heads"),
        "contradicted": ValueLabel("与他处矛盾", "Contradicted"),
        "low_confidence": ValueLabel("可信度低", "Low confidence"),
    },
}
