"""The names of filter values in Chinese and English. Pure data, like ``captions``."""

from __future__ import annotations

from typing import NamedTuple


class Label(NamedTuple):
    """The names of a value for people."""

    zh: str
    en: str


#: The label of rows without a value of the filter.
NONE = Label("无", "none")
_LEVELS = {
    "national": Label("全国", "Nation"),
    "province": Label("省级", "Province"),
    "city": Label("地级", "City"),
    "county": Label("县级", "County"),
}
#: By filter and value.
LABELS: dict[str, dict[str, Label]] = {
    "status": {"actual": Label("实际", "Actual"), "target": Label("目标", "Target")},
    "measure": {
        "level": Label("总量", "Level"),
        "growth": Label("增速", "Growth"),
        "average_growth": Label("年均增速", "Average yearly growth"),
        "change": Label("增减量", "Change"),
        "share": Label("比重", "Share or rate"),
        "rank": Label("排名", "Rank"),
        "completion": Label("完成进度", "Completion"),
        "ratio": Label("倍数", "Ratio"),
    },
    "bound": {
        "exact": Label("确数", "Exact"),
        "approx": Label("约数", "Approximate"),
        "min": Label("下限", "At least"),
        "max": Label("上限", "At most"),
        "range": Label("区间", "Range"),
    },
    "level": _LEVELS,
    "outcome": {
        "met": Label("完成", "Met"),
        "missed": Label("未完成", "Missed"),
        "pending": Label("待定", "Pending"),
        "unreported": Label("报告未提及", "Not reported"),
        "awaited": Label("待后续报告", "Report awaited"),
    },
    "source_kind": {
        "report": Label("政府工作报告", "Work report"),
        "bulletin": Label("统计公报", "Statistical bulletin"),
        "plan": Label("规划计划", "Plan"),
        "table": Label("数据表", "Table"),
    },
    "reader": {
        "rules": Label("规则", "Rules"),
        "person": Label("人工", "Person"),
        "model": Label("模型", "Model"),
    },
    "verdict": {
        "confirm": Label("确认", "Confirmed"),
        "change": Label("更正", "Changed"),
        "reject": Label("非指标", "No observation"),
        "dispute": Label("未通过核验", "Failed a check"),
    },
    "kind": {
        "growth": Label("增速与总量不符", "Growth does not fit"),
        "conflict": Label("同文矛盾", "Conflict in one report"),
        "over_whole": Label("比重超过100%", "Share over 100%"),
        "magnitude": Label("数量级异常", "Magnitude"),
        "target_is_result": Label("目标等于结果", "Target repeats the result"),
        "cumulative": Label("疑为累计数", "Cumulative"),
    },
    "judgement": {"doubtful": Label("存疑", "Doubtful"), "revision": Label("或为修订", "Possible revision")},
    "state": {
        "stated": Label("有数值", "Stated"),
        "doubtful": Label("存疑", "Doubtful"),
        "not_stated": Label("未提及", "Not stated"),
        "not_held": Label("未收录", "No report"),
    },
    "flag": {
        "readers_disagree": Label("审读不一致", "Readers disagree"),
        "model_disagrees": Label("模型读法不同", "Model disagrees"),
        "doubtful_name": Label("名称存疑", "Doubtful name"),
        "fallback_name": Label("名称取自邻近词语", "Name taken from nearby words"),
        "year_by_default": Label("年份为推定", "Year by default"),
        "report_year_assumed": Label("报告年份为推定", "Year of the report assumed"),
        "span_assumed": Label("起止年为推定", "Period assumed"),
        "unit_missing": Label("缺少单位", "Unit missing"),
        "two_readings": Label("两种读法", "Two readings"),
        "several_heads": Label("多个中心词", "Several heads"),
        "contradicted": Label("与他处矛盾", "Contradicted"),
    },
}
