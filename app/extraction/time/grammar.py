"""The grammar of time expressions: patterns for all other modules, over the roles of ``times.csv``.

    expression = year [part] | years | plan | n years | era | this, last, next year
    departure  = 从 point 的                    the start of a change (从2015年的)
    comparison = 比 base [高低多少]             the base of a comparison (比上年高)

Naming finds time expressions at the start and the end of a stretch, reading finds their years. Plans are
five-year plans: “一五” began in 1953, “三五” in 1966 and each later plan five years after the one before.
"""

from __future__ import annotations

import re

from app.lexicon import numerals
from app.lexicon.types.cues import Cues

NUMERALS = numerals.DIGITS | {"十": numerals.POWERS["十"]}
YEAR = "(?:19|20)[0-9]{2}"
"""A year; the canonical spelling has figures for 二〇一九年."""
COUNT = "[两二三四五六七八九十]"
YEARS = r"(?:(?<!\d)[1-9]\d?(?=多?年)|[二三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九])"
"""A number of years, from 2 to 99: 五, 40, 二十三."""
PLAN = "十[一二三四五六七八]?|[一二三四五六七八九]"
"""A pattern for the numeral before 五 in the name of a five-year plan: “十四五”."""
UNQUOTED_PLAN = "九|十[一二三四五六七八]?|[一二三四五六七八](?=五⟨plan period⟩)"
"""The same without quotation marks: 十四五时期."""
MONTHS = (
    r"(?:[1一]?月?[-—至到](?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|前\d{1,2}个?月"
    r"|\d{1,2}月(?:⟨since⟩|[底末份中])?)"
)
PART = f"⟨since⟩|[底末初内]|{MONTHS}|⟨part of year⟩|度|前"
NTH_PLAN = f"第(?P<nth>{PLAN})个五年计划"
"""A plan with its whole name: 第七个五年计划."""
IN_PLAN = "(?:⟨plan tail⟩|(?<=”)(?=⟨begins behind a plan⟩|⟨whole place⟩))"
SHORT_YEAR = r"(?:\d[1-9]年|\d0年(?=[^。\n]*[，；、]\d[1-9]年))(?!⟨lasts⟩)"
"""A year without its century: 21年新增企业300家. 20年 is a duration unless another short year follows."""
NOT_RECORD = "(?!的?⟨no record⟩)"
"""降至近十年最低 is about one year."""
UP_TO = "[至到]|[-—－~～]+"
EXPRESSION = (
    rf"(?P<first>{YEAR})年?(?:{UP_TO})(?P<until>{YEAR})年⟨between⟩?"
    rf"|(?P<year>{YEAR})年(?P<part>{PART})?"
    rf"|(?P<quoted>“)?(?P<plan>(?(quoted)(?:{PLAN})|(?:{UNQUOTED_PLAN})))五”?"
    rf"(?P<plantail>{IN_PLAN})"
    rf"|{NTH_PLAN}(?:⟨plan tail⟩|(?=⟨plan says⟩))"
    rf"|(?:⟨years back⟩)(?P<n1>{YEARS})多?年(?:多?来|间|里|内)?{NOT_RECORD}"
    rf"|(?P<n2>{YEARS})多?年多?来{NOT_RECORD}"
    r"|(?P<term>⟨term⟩)|(?P<era>⟨era⟩)|(?P<milestone>⟨milestone⟩)(?:的?[两二三四五六七八九十]年⟨time⟩?里?)?"
    rf"|(?:⟨years ahead⟩)(?P<ahead>{YEARS})年"
    rf"|(?P<sofar>⟨this year⟩(?:⟨since⟩|{MONTHS}|⟨part of year⟩|1月)|截[至止]{MONTHS}"
    r"|(?<![项题栏科])(?:⟨so far⟩)|(?<=[，。；：\n])⟨so far at start⟩)"
    r"|(?P<this>⟨this year⟩)|(?P<last>⟨last year⟩)|(?P<before>⟨year before last⟩)|(?P<next>⟨next year⟩)"
)
"""A time expression that names its years; the group that matched is its kind."""
ENDS_OF_TIME = frozenset("年底末初前的均定来有")
"""The last characters of time expressions; a check of one character avoids most searches."""
AFTER_SPAN = "(?=⟨done in years⟩)"
STARTS = (
    "\\d〇零○一二三四五六七八九十两“第截⟨^years back⟩⟨^term⟩⟨^era⟩⟨^milestone⟩⟨^years ahead⟩⟨^this year⟩"
    "⟨^so far⟩⟨^so far at start⟩⟨^last year⟩⟨^year before last⟩⟨^next year⟩"
)
"""The first characters of time expressions. A lookahead at one character comes first, since most
characters do not start an expression."""
FEW = f"(?:[2-9]|{COUNT})"
TAKING = rf"⟨in time⟩(?P<taking>{FEW})年⟨about⟩?的?⟨time taken⟩"
WITHIN = rf"(?<=[，。；：\n在取争要使])(?P<within>{FEW})年(?=内)|{TAKING}"
"""The time that plans take: 争取三年内, 用3年左右时间."""
STARTS_RUNNING = f"(?=[{STARTS}到⟨^in time⟩⟨^aims are⟩⟨^whole year⟩])"
RUNNING = (
    f"{STARTS_RUNNING}(?:(?P<aim>⟨aims are⟩)|{EXPRESSION}|(?P<last_all>⟨whole year⟩)(?=⟨done or expected⟩)"
    rf"|(?<=[，。；：、\n])到?(?P<short>{SHORT_YEAR})"
    rf"|{WITHIN}|(?:(?<=[，。；：\n])|(?<![\d一二三四五六七八九十第])(?={COUNT}年⟨every year⟩))"
    rf"(?P<n3>{COUNT})年{AFTER_SPAN})"
)
"""Time expressions in running text; a bare 三年 is one at the start of a clause: 三年共建成."""
ONE_OF_SEVERAL = rf"(?:{YEAR}年?|“(?:{PLAN})五”|⟨year before last⟩|⟨last year⟩|⟨this year⟩|⟨next year⟩)"
SEVERAL = rf"(?:{ONE_OF_SEVERAL}(?:[、和与及]|(?<=”)(?=“)))+{ONE_OF_SEVERAL}"
"""Several years: 2021年、2022年和2023年."""
OPENING_CHARACTERS = f"{STARTS}从由自近这在⟨^in time⟩⟨^limit⟩⟨^undated⟩⟨^part of year⟩"
STARTS_OPENING = f"(?=[{OPENING_CHARACTERS}])"
OPENING = (
    rf"{STARTS_OPENING}(?:{SEVERAL}(?:{PART}|⟨plan tail⟩)?(?:分别)?"
    rf"|{SHORT_YEAR}|(?:⟨limit⟩|[从由自](?={YEAR}年?(?:{UP_TO}){YEAR}))?"
    rf"(?:{EXPRESSION}|⟨undated⟩|⟨part of year⟩|[1一][-—至]\d{{1,2}}月份?)(?:[底末初]|⟨whole year⟩)?"
    rf"|[近这]?(?<!第)[一{COUNT[1:-1]}]年{AFTER_SPAN}[间里内中]?|在?{FEW}年[里内]|{TAKING})"
)
"""Time expressions at the start of a lead."""
POINT = (
    rf"(?:(?P<year>{YEAR}|(?<=[从由])\d\d)年[底末初]?|“(?P<plan>{PLAN})五”⟨planned⟩?⟨end of plan⟩?"
    rf"|(?P<ago>{COUNT})年[前初]|⟨origin⟩)"
)
DEPARTURE = f"(?:从|由){POINT}的?⟨per head⟩?$"
ARRIVAL = (
    rf"(?:{SEVERAL}|(?<![比较是与同于])[到至]?{YEAR}年[底末]?|(?<=[到至])\d\d年[底末]?|(?<=[到至])年[底末]"
    r"|(?<=[到至])⟨last year⟩[底末]?"
    rf"|(?:⟨in a row⟩|[近这])?(?<![\d一二三四五六七八九十比较是与同第个]){YEARS}年)$"
)
STARTED = (
    rf"(?:从|由)(?:{POINT}的?)?"
    "(?:⟨about departure⟩|⟨whole place⟩)*第?$"
)
BASE = (
    rf"(?:⟨compared⟩|(?P<year>{YEAR}|\d\d(?=年(?!前|的)))年⟨year part compared⟩?"
    rf"|(?:“(?P<plan>{PLAN})五”⟨planned⟩?|{NTH_PLAN})⟨part of plan compared⟩?|(?P<ago>{COUNT})年前)"
)


def year_number(text: str, near: int = 0) -> int:
    """The year 2019; for 21 the nearest such year to the year ``near``."""
    year = int(text)
    return year if year >= CENTURY else year + CENTURY * round((near - year) / CENTURY)


CENTURY = 100


def years_counted(text: str) -> int:
    """The number that YEARS matched: 40, 五, 二十三; 十 is 10."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (NUMERALS[tens] if tens else 1) * 10 + (NUMERALS[ones] if ones else 0) if ten else NUMERALS[text]


def plan_years(numeral: str) -> tuple[int, int]:
    """The first and the last year of a five-year plan: 十四 is 2021, 2025."""
    number = sum(NUMERALS[c] for c in numeral)
    first = 1951 + 5 * number - (3 if number < FIRST_AFTER_BREAK else 0)
    return first, first + 4


FIRST_AFTER_BREAK = 3
"""No plan covers the three years between the second plan (1958-1962) and the third (1966-1970)."""


def opening(cues: Cues, text: str, at: int) -> int:
    """The length of the time expression at ``at``; 0 if there is none."""
    match = cues.compile(OPENING).match(text, at)
    return match.end() - at if match else 0


def closing(cues: Cues, text: str, left: int, right: int) -> re.Match[str] | None:
    """The time expression at the end of ``text[left:right]``: 由2015年的, 到2019年."""
    return cues.compile(DEPARTURE).search(text, left, right) or cues.compile(ARRIVAL).search(
        text, left, right
    )
