"""Which years a value refers to, given the frame that it stands in and what it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.extraction.leads import Lead
from app.extraction.periods import plan_years
from app.extraction.rules import rule
from app.extraction.tokens import Frame
from app.model.observation import Measure, Status

FLOW = re.compile(
    r"^(?:累计|共|五年|四年|三年|总共)?(?:新|净增|净减|建成|建设|改造|完成|实施|引进|培育|发放|投入|安排|争取|落实|解决|创建|获|开通|打通|新建|减免|减税|退税|化解|整治|治理|拆除|淘汰|搬迁|转移|招引|签约|开工|竣工|启动|组织|举办|开展|提供|帮助|救助|资助|支持|植树|造林|压减|清理|处置|查处|新增|减少|筹集|募集|更新|加装|活化|累计|加快|推进|打造|入选|布局|设立|培训|带动|实现.{0,4}就业|城镇新增)|累计|新增|减贫|脱贫|净增"
)
FROM = re.compile(r"(?:从|由)(?:(?:19|20)\d\d年底?的?|上年的?|去年的?|五年前的?)?(?:人均|户均|每人每月|每月|每人|全国|全省|全市|全球|世界|约|不足|不到|每人每年)?(?:第)?$")
STOCK_STATE = frozenset({"达到", "达", "增至", "升至", "突破", "超过", "超", "拥有", "共有", "有", "稳定在", "保持在", "为"})
SPANNING = frozenset({Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.CHANGE})


@dataclass(frozen=True, slots=True)
class Years:
    """First and last year, with the rules that found them and doubts."""

    status: Status
    start: int
    year: int
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@rule("years.compared")
def compared(frame: Frame, lead: Lead) -> tuple[int, int] | None:
    """The year compared with opens the span: 较2020年增长80% is 2021 to the frame's year."""
    base = lead.base_year or (plan_years(lead.base_plan)[1] if lead.base_plan else None)
    if base is None or base >= frame.year:
        return None
    return base + 1, frame.year


@rule("years.from")
def started_from(lead_text: str, frame: Frame) -> tuple[int, int] | None:
    """从 gives the value before the span: 从80户增加到810户 over 2021-2025 starts from 2020."""
    if not FROM.search(lead_text):
        return None
    year = re.search(r"(?:从|由)((?:19|20)\d\d)年", lead_text)
    before = int(year[1]) if year else frame.start - 1
    return before, before


@rule("years.average")
def average(frame: Frame, report_year: int) -> tuple[int, int]:
    """年均 spans several years; outside a frame of several years, the five before the report."""
    if frame.start < frame.year:
        return frame.start, frame.year
    if frame.status is Status.TARGET and frame.year > report_year:
        return report_year, frame.year
    return frame.year - 4, frame.year


@rule("years.span")
def spanning(measure: Measure, name: str, lead: Lead, frame: Frame) -> bool:
    """Over several years, flows and changes span them (累计, 新增, 建成), stocks are of the last (达到)."""
    if measure in SPANNING:
        return True
    if measure is Measure.RATIO:
        return not name.endswith(("比", "比例", "系数"))
    if measure is not Measure.LEVEL:
        return False
    if lead.yearly or lead.cumulative:
        return True
    flows = FLOW.search(name) is not None
    return flows and not (STOCK_STATE & set(lead.words) and not lead.verb)


def read_years(
    frame: Frame, measure: Measure, name: str, lead: Lead, lead_text: str, tail: str, report_year: int
) -> Years:
    """The years of a value: compared, started from, averaged, spanned, or the frame's last year."""
    if (span := compared(frame, lead)) is not None:
        return Years(frame.status, *span, ("years.compared",))
    if frame.start < frame.year or measure in {Measure.SHARE, Measure.RANK, Measure.LEVEL}:
        if (span := started_from(lead_text, frame)) is not None:
            return Years(Status.ACTUAL, *span, ("years.from",))
    flags = ("year_by_default",) if frame.rule == "period.default" else ()
    if measure is Measure.AVERAGE_GROWTH or lead.yearly:
        doubt = () if frame.start < frame.year else ("span_assumed",)
        return Years(frame.status, *average(frame, report_year), ("years.average",), (*flags, *doubt))
    if frame.start == frame.year:
        return Years(frame.status, frame.year, frame.year, (), flags)
    if spanning(measure, name, lead, frame):
        return Years(frame.status, frame.start, frame.year, ("years.span",), flags)
    return Years(frame.status, frame.year, frame.year, (), flags)
