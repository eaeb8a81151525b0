"""Repairs a finished name: each repair is a small rule that removes dates, adverbs of haste or marks.

A repair applies to the names of every form. A correction that needs other words of the text is not a
repair, but another form.
"""

from __future__ import annotations

import re

from app.extraction.naming.check import Checker
from app.extraction.naming.tells import DONE, HASTE, NOTE, OUTCOME, STATING
from app.extraction.rules import Decision, Rule, rule

FOOTNOTE = re.compile(
    rf"{NOTE}|\[\d*\]|〔\d*〕|［\d*］|(?<=[\u4e00-\u9fff”])\d+\]$|^\d*[\]〕）]|[\[〔［]\d*$|[<>*#|]+"
)
YEAR = "(?:(?:19|20)\\d\\d年|⟨time in name⟩)(?:底|末|初|的)?"
LEADING_TIME = f"^(?:{YEAR})+"
MONTH = "[一二三四五六七八九十\\d]{1,2}月(?:份|底|末|初)?"
MONTHS = f"[从自](?:{YEAR}|⟨this year⟩|⟨last year⟩)?(?:{MONTH})?[到至](?:{YEAR})?{MONTH}"
TRAILING_TIME = f"(?:{MONTHS}|(?:到|至|在|从|自)?(?:{YEAR})+)$"
INNER_TIME = "(?<=[^、，健安])⟨whole year⟩(?=..)|(?<=..)(?<![比较与同于])(?:去年|前年)(?=⟨average⟩)"
"""A time between the owner and its quantity: 新材料产业全年营收; not in 健全年报制度 or 安全年检车辆."""
COMPARED = "(?:比|较)(?:“[^”]*”|(?:19|20)\\d\\d年|⟨time in name⟩|⟨last year⟩).{0,3}$"
SHORTEST = 2
"""The fewest characters that must remain."""


Repair = Rule[[str, Checker], str]


@rule("repair.mark")
def mark(name: str, checker: Checker) -> str:
    """Footnote marks are cut: “七个一”[10]工程 is “七个一”工程, 生产总值② is 生产总值."""
    return FOOTNOTE.sub("", name)


@rule("repair.particle")
def particle(name: str, checker: Checker) -> str:
    """了 after the verb at the start of a name is cut: 开通了国际航线; not in 多个国家建立了关系."""
    words = [word.text for word in checker.segmenter.tags(name)]
    if "了" not in words[:3]:
        return name
    at = words.index("了")
    return "".join((*words[:at], *words[at + 1 :])) if checker.cues.action_at(name, 0) or at == 0 else name


@rule("repair.disposal")
def disposal(name: str, checker: Checker) -> str:
    """将 and 把 before the object that a verb changes are cut: 将养老保险缴费比例降至16%."""
    found = checker.cues.compile("⟨disposes⟩(?![比使])(?P<object>.*)(?<!⟨made into⟩)").fullmatch(name)
    kept = found is None or "的" in name or checker.cues.action_at(found["object"], 0)
    return name if found is None or kept else found["object"]


@rule("repair.time")
def time(name: str, checker: Checker) -> str:
    """Time expressions at either end are cut, and 全年 inside: PM2.5浓度较“十三五”末 is PM2.5浓度."""
    compile_ = checker.cues.compile
    name = compile_(INNER_TIME).sub("", compile_(COMPARED).sub("", name))
    return compile_(TRAILING_TIME).sub("", compile_(LEADING_TIME).sub("", name))


@rule("repair.haste")
def haste(name: str, checker: Checker) -> str:
    """Adverbs and modal verbs before a verb are cut: 要再取消审批事项; 稳步推进的项目 stays."""
    match = checker.cues.compile(HASTE).match(name)
    verb = checker.cues.action_at(name, match.end()) if match else ""
    if match is None or not verb or name.startswith("的", match.end() + len(verb)):
        return name
    return name[match.end() :]


@rule("repair.stating")
def stating(name: str, checker: Checker) -> str:
    """Verbs that only state or promise the value are cut: 完成农用地整治, 抓好重点项目, 发生火灾.

    完成规划的村 stays: the verb belongs to the qualifier of the noun.
    """
    outcome = checker.cues.compile(OUTCOME).match(name)
    rest = name[outcome.end() :] if outcome else name
    done = DONE.match(rest)
    if done:
        return rest[done.end() :]
    verb = checker.cues.compile(f"{STATING}|⟨happens⟩(?=.*⟨event⟩)").match(rest)
    return rest[verb.end() :] if verb and "的" not in rest else rest


@rule("repair.having")
def having(name: str, checker: Checker) -> str:
    """有 before the counted thing is cut: 全州有文化馆17个 counts 文化馆; 有河道的县城 stays."""
    first, *rest = (word.text for word in checker.segmenter.tags(name))
    return (
        "".join(rest)
        if rest and "的" not in rest and checker.cues.compile("⟨having⟩").fullmatch(first)
        else name
    )


@rule("repair.dangling")
def dangling(name: str, checker: Checker) -> str:
    """Adverbs and prepositions at the end belong to the predicate: 知名企业正式, 财政补助人均达."""
    words = [word.text for word in checker.segmenter.tags(name)]
    while len(words) > 1 and checker.cues.compile("⟨dangling⟩").fullmatch(words[-1]):
        if words[-1] == "比" and words[-2][-1] in "占之贷":
            break
        words.pop()
    return "".join(words)


REPAIRS: tuple[Repair, ...] = (mark, particle, disposal, time, haste, stating, having, dangling)


def repaired(name: str, checker: Checker) -> tuple[str, tuple[Decision, ...]]:
    """The name after all repairs that apply, and their decisions."""
    decisions: list[Decision] = []
    for repair in REPAIRS:
        better = repair(name, checker)
        if better != name and len(better) >= SHORTEST:
            decisions.append(repair.decision(because=f"{name} is {better}"))
            name = better
    return name, tuple(decisions)
