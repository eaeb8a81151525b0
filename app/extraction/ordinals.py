"""Numbers that order or time things: dates, ordinals, chapter numbers, lengths of time."""

from __future__ import annotations

import re

from app.extraction.numerals import MAX_DIGITS
from app.extraction.place import Place
from app.extraction.rules import rule

FIRST_YEAR, LAST_YEAR, YEAR_DIGITS = 1900, 2100, 4
YEAR = re.compile(r"年(?!均|产|销|收|度投)|[-—–~～－至、和](?:20)?\d\d年")
DATE = re.compile(
    r"月(?!均|末余)|日(?!均)|号|时许|点\d|世纪|年代|年[前后初末底中代]|[-—–~～－至到、和]\d{1,2}[月日]"
)
COUNTS_TIME = re.compile(r"个|季|年|月|天|期|届|批|次|步|提")
CHINESE_ORDINALS = frozenset({"次", "条", "级", "期"})
ORDINAL_TAIL = re.compile(
    r"届|次|批|个|期|章|条|轮|季度|阶段|方阵|梯队|代|大|产业|步|线|时间|组|集团|师|款|产|书记|议|资源|责任|要务|动力|生产力|现场|国|名城|村"
)
ENDS_RANK = re.compile(r"[，。；、）)：！\s和与及并且以增]|$|的(?:位|好|成|排)")
FIRST_OF_ALL = re.compile(r"的(?!位|好|成|排|$|[，。；、])")
"""第一位的工作任务 is the first of tasks, no rank."""
RANK_CUE = (
    "(?:⟨rank cue⟩|升至|前移至|均为|均|保持|稳定在|提高到)[^，。；：、]{0,14}$"
    "|(?:⟨area⟩|百强县?|百强区|江北|各省)[第首榜前]?$"
)
BRACKET = re.compile(r"[\[［〔【（(]$")
CLOSING = re.compile(r"[\]］〕】）)]")
NUMBERING = re.compile(r"[.、．)）:：](?!\d)")
TIME_BEHIND = re.compile(r"个?[多余半]个?(?:月|年|天|小时|周)")
SPAN_OF_LIFE = re.compile(
    r"(?:平均|人均|户均)[^，。；、\d]{0,6}$|(?:年限|寿命|时限|时间|时长|学制|用时|工期)[^，。；、\d]{0,6}$"
)
GOOD_DAYS = re.compile(r"[优良好]天数[^，。；、\d]{0,6}$")
FROM_SPAN = re.compile(r"(?:年限|寿命|学制)[^，。；、]{0,4}[\d.]+年?(?:提高|增加|延长|上升|提升)?[到至]$")


@rule("reject.endless")
def endless(place: Place) -> str | None:
    """Runs of digits that no statistic has: 电话 13800000000000000000000000."""
    length = place.number.digits - place.number.start
    return "serial number" if place.number.form in {"arabic", "chinese"} and length > MAX_DIGITS else None


@rule("reject.date")
def date(place: Place) -> str | None:
    """Dates and years: 2019年, 3月29日, 1-2月, 20世纪90年代."""
    number = place.number
    if number.form != "arabic" or number.digits - number.start > YEAR_DIGITS:
        return None
    year = number.digits - number.start == YEAR_DIGITS and FIRST_YEAR <= number.value <= LAST_YEAR
    return "date" if DATE.match(place.aftermath) or (year and YEAR.match(place.aftermath)) else None


@rule("reject.top")
def top(place: Place) -> str | None:
    """前 that counts time and ranks nothing: 前三季度, 前5个月."""
    number = place.number
    return "date" if number.text.startswith("前") and COUNTS_TIME.match(place.after) else None


@rule("reject.ordinal")
def ordinal(place: Place) -> str | None:
    """Ordinals that rank nothing: 第十八届, 第四次会议, 十一届三次全会, 第一方阵."""
    number = place.number
    session = number.unit == "届" and (number.form == "chinese" or place.before.endswith(("第", "至", "-")))
    if session or number.unit == "号" or (number.form == "chinese" and number.unit in CHINESE_ORDINALS):
        return "ordinal"
    if number.form != "rank":
        return None
    if number.end > number.digits:
        return "ordinal" if FIRST_OF_ALL.match(place.after) else None
    return None if _ranks(place) else "ordinal"


def _ranks(place: Place) -> bool:
    """第N without 位 ranks only at the end of its phrase and behind a word of rank or a field."""
    if ORDINAL_TAIL.match(place.after) or not ENDS_RANK.match(place.aftermath):
        return False
    return place.pattern(RANK_CUE).search(place.before) is not None


@rule("reject.numbering")
def numbering(place: Place) -> str | None:
    """Numbers of chapters and notes: 1.金融 at a line's start, [3]."""
    if place.at_line_start and NUMBERING.match(place.aftermath):
        return "numbering"
    return "numbering" if BRACKET.search(place.before) and CLOSING.match(place.aftermath) else None


@rule("reject.duration")
def duration(place: Place) -> str | None:
    """Lengths of time: 连续五年, 70周年, 历时3个月; 平均受教育年限11.3年 and 优良天数300天 are values."""
    if TIME_BEHIND.match(place.aftermath):
        return "duration"
    if place.number.kind != "time" or (place.number.unit == "天" and GOOD_DAYS.search(place.before)):
        return None
    return None if SPAN_OF_LIFE.search(place.before) or FROM_SPAN.search(place.before) else "duration"
