"""Each generator of other names proposes the name in its example, and nothing for a look-alike."""

from collections.abc import Mapping
from decimal import Decimal
from unittest.mock import patch

import pytest

from app.extraction.naming.candidates.doubt import Doubt
from app.extraction.naming.candidates.propose import candidates
from app.extraction.naming.candidates.ranking import BEST, alternatives
from app.extraction.naming.candidates.register import GENERATORS
from app.extraction.output import assemble
from app.lexicon.lexicon import load_lexicon
from app.model import flags
from app.model.derivation import Alternative
from tests.extraction.examples import run

#: Generator, phrase, the doubtful name, all different names that the generator proposes, in its order. The
#: doubtful value is the last, or the first where several share a noun or deed.
EXAMPLES = [
    ("cut.front", "并顺利举办赛事3场", "并举办赛事", "举办赛事 赛事"),
    ("cut.back", "国际客运航线恢复至41条", "国际客运航线恢复", "国际客运航线 国际客运 国际"),
    ("cut.both", "并举办赛事活动3场", "并举办赛事活动", "举办赛事 举办 赛事"),
    ("cut.inside", "渔港顺利改造面积3亩", "渔港顺利改造面积", "渔港改造面积 渔港面积 渔港顺利面积"),
    ("cut.relative", "加快建设的渔港3座", "加快建设的渔港", "渔港 加快建设 建设的渔港 加快建设渔港"),
    (
        "left.span",
        "积极争取补助资金3亿元",
        "补助资金",
        "积极争取补助资金 积极争取补助 积极争取 补助资金 补助 资金",
    ),
    ("list.member", "渔港、码头3座", "渔港、码头", "渔港 码头"),
    ("list.tail", "渔港、码头吞吐量分别增长3%、4%", "渔港", "渔港吞吐量"),
    ("list.front", "限额以上批发业、零售业分别增长3%、4%", "零售业", "限额零售业 限额以上零售业"),
    ("list.sibling", "省级文保单位4处、考古公园2个", "考古公园", "省级考古公园 省级文保考古公园"),
    ("list.replaced", "渔港泊位90个、吞吐量2万吨", "泊位吞吐量", "渔港吞吐量"),
    (
        "owner.phrase",
        "全面落实渔港扩容任务，总泊位90个",
        "总泊位",
        (
            "全面落实渔港总泊位 全面落实渔港扩容总泊位 全面落实渔港扩容任务总泊位 "
            "渔港总泊位 渔港扩容总泊位 渔港扩容任务总泊位 任务总泊位"
        ),
    ),
    ("owner.both", "办理建议9件、提案8件，满意率100%", "满意率", "建议、提案满意率"),
    ("owner.behind", "投资3亿元，启动渔港扩容工程", "投资", "渔港投资 渔港扩容投资 渔港扩容工程投资"),
    ("list.completed", "落实建设用地指标3亩、林地2亩", "林地", "林地指标 林地用地指标 林地建设用地指标"),
    ("left.whole", "新增超100亿元渔港3座", "渔港", "新增超100亿元渔港 超100亿元渔港 100亿元渔港 亿元渔港"),
    ("measure.share", "90%的渔港扩容", "渔港", "扩容的渔港比例 渔港扩容比例 渔港扩容率"),
    ("name.earlier", "渔港3座，其中改造2座，达到5座", "改造", "改造渔港 渔港"),
    ("name.known", "地区生产总值增速较快，没有完成7%的目标", "没有", "地区生产总值 生产总值"),
    ("name.completed", "重大渔港加快建设，3座渔港投产", "投产的渔港", "投产的重大渔港"),
    ("owner.named", "建成渔港3座，总泊位90个", "总泊位", "建成渔港总泊位 渔港总泊位"),
    ("owner.named-part", "渔港泊位90个，吞吐量2万吨", "吞吐量", "渔港吞吐量 泊位吞吐量"),
    ("owner.first", "渔港扩容，总泊位90个", "总泊位", "渔港总泊位 工作总泊位"),
    ("owner.last", "我们推进渔港，总泊位90个", "总泊位", "渔港总泊位 工作总泊位"),
    ("owner.quoted", "推广“跨省通办”，办件量3万件", "办件量", "“跨省通办”办件量"),
    (
        "owner.clause",
        "推进城区渔港，总泊位90个",
        "总泊位",
        "城区渔港总泊位 推进城区渔港总泊位 工作总泊位 一、2019年工作总泊位",
    ),
    (
        "owner.part",
        "推进城区渔港建设，总泊位90个",
        "总泊位",
        "城区总泊位 城区渔港总泊位 城区渔港建设总泊位 建设总泊位 渔港建设总泊位",
    ),
    (
        "owner.own-words",
        "市直部门选派60名干部",
        "选派干部",
        (
            "市直选派干部 选派市直干部 市直干部 市直部门选派干部 选派市直部门干部 "
            "市直部门干部 市直部门选派选派干部 选派市直部门选派干部"
        ),
    ),
    (
        "behind.noun",
        "建成3座渔港并投入使用",
        "渔港并投入使用",
        "渔港 建成渔港 渔港并 建成渔港并 渔港并投入使用 建成渔港并投入使用",
    ),
    (
        "behind.deed",
        "3座渔港竣工投产",
        "渔港",
        ("竣工投产的渔港 竣工投产渔港 渔港竣工投产 竣工的渔港 竣工渔港 渔港竣工 投产的渔港竣工 投产渔港竣工"),
    ),
    (
        "behind.shared-deed",
        "3座渔港、2座码头竣工投产",
        "渔港",
        "竣工投产的渔港 渔港竣工投产 竣工的渔港 渔港竣工 投产的渔港 渔港投产",
    ),
    ("behind.shared-noun", "新建3座、改造2座渔港", "新建", "新建渔港 新建改造渔港 改造渔港"),
    ("behind.turned", "对3项行为轻罚", "行为轻罚", "行为轻罚对 对行为轻罚 对的行为轻罚"),
    (
        "name.turned",
        "3座渔港竣工投产",
        "渔港竣工投产",
        "竣工投产的渔港 竣工投产渔港 投产的渔港竣工 投产渔港竣工",
    ),
    ("verb.dropped", "新建渔港3座", "新建渔港", "渔港"),
    ("verb.carried", "争取补助资金3亿元、债券2亿元", "债券", "补助债券 债券补助 债券 争取债券 债券争取"),
    ("verb.added", "网约车3000辆", "网约车", "新增网约车"),
    (
        "measure.rate",
        "渔港100%达标",
        "渔港",
        "渔港率 渔港比例 渔港比重 渔港达标率 渔港达标比例 渔港达标比重 渔港达标",
    ),
    ("measure.noun", "渔港280万元", "渔港", "渔港投资 渔港资金"),
    (
        "measure.purpose",
        "投资280万元，完成绿道建设",
        "投资",
        ("绿投资 绿资金 绿道投资 绿道资金 绿道建设投资 绿道建设资金"),
    ),
]
#: Generator, phrase, name: the generator must propose nothing.
LOOK_ALIKES = [
    ("cut.front", "渔港3座", "渔港"),
    ("cut.back", "渔港3座", "渔港"),
    ("cut.inside", "渔港改造3座", "渔港改造"),
    ("cut.relative", "渔港3座", "渔港"),
    ("owner.named", "总泊位90个", "总泊位"),
    ("owner.named-part", "总泊位90个", "总泊位"),
    ("owner.quoted", "推广跨省通办，办件量3万件", "办件量"),
    ("list.sibling", "考古公园2个", "考古公园"),
    ("list.replaced", "考古公园2个", "考古公园"),
    ("behind.noun", "渔港3座，投入使用", "渔港"),
    ("behind.deed", "渔港3座，投入使用", "渔港"),
    ("behind.shared-deed", "3座渔港", "渔港"),
    ("behind.shared-noun", "新建3座渔港", "新建渔港"),
    ("behind.turned", "渔港3座", "渔港"),
    ("owner.phrase", "总泊位90个", "总泊位"),
    ("owner.both", "办理建议9件，满意率100%", "满意率"),
    ("owner.behind", "渔港3座", "渔港"),
    ("list.completed", "林地2亩", "林地"),
    ("left.whole", "渔港3座", "渔港"),
    ("name.earlier", "渔港3座", "渔港"),
    ("name.known", "渔港建设，投资3亿元", "投资"),
    ("name.completed", "渔港建设，投产2座", "投产"),
    ("measure.share", "扩容的渔港3座", "渔港"),
    ("measure.rate", "渔港3座", "渔港"),
    ("measure.noun", "渔港3座", "渔港"),
    ("measure.purpose", "新建渔港3座，完成绿道建设", "新建渔港"),
]


def doubt_about(phrase: str, name: str, at: int = -1) -> Doubt:
    """The doubt about a value of a phrase, under another name."""
    return doubts_about(phrase)[at]._replace(name=name)


def doubts_about(phrase: str) -> list[Doubt]:
    """The doubts about all values of a phrase."""
    doubts: list[Doubt] = []

    def recorded(doubt: Doubt, weights: Mapping[str, int]) -> tuple[Alternative, ...]:
        doubts.append(doubt)
        return alternatives(doubt, weights)

    with patch.object(assemble, "alternatives", recorded), patch.object(flags, "SURE", Decimal(2)):
        run(f"一、2019年工作回顾\n{phrase}")
    return doubts


@pytest.mark.parametrize("made, phrase, name, expected", EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_a_generator_proposes_these_names_and_no_others(
    made: str, phrase: str, name: str, expected: str
) -> None:
    at = 0 if made.startswith("behind.shared") else -1
    proposed = dict.fromkeys(GENERATORS[made](doubt_about(phrase, name, at)))
    assert [one for one in proposed if one] == expected.split()


@pytest.mark.parametrize("made, phrase, name", LOOK_ALIKES, ids=[row[0] for row in LOOK_ALIKES])
def test_a_generator_is_silent_where_it_does_not_fit(made: str, phrase: str, name: str) -> None:
    assert not [one for one in GENERATORS[made](doubt_about(phrase, name)) if one not in {name, ""}]


def test_every_generator_has_an_example_and_says_what_it_does() -> None:
    assert {row[0] for row in EXAMPLES} == set(GENERATORS)
    assert all(generator.__doc__ for generator in GENERATORS.values())


def test_an_owner_before_the_number_has_at_most_six_words() -> None:
    words = "渔港码头泊位航道灯塔岸线"
    proposed = {*GENERATORS["owner.own-words"](doubt_about(f"{words}新增60名工人", "新增工人"))}
    assert f"{words}工人" in proposed
    assert f"{words}新增工人" in proposed
    assert f"{words}新增新增工人" not in proposed


def test_a_candidate_lists_all_generators_that_propose_it() -> None:
    found = candidates(doubt_about("渔港扩容，总泊位90个", "总泊位"))
    assert {"owner.first", "owner.last", "owner.clause"} <= set(found["渔港总泊位"])
    assert "总泊位" not in found


def test_the_field_of_a_rank_stays_behind_each_candidate() -> None:
    doubt = doubt_about("渔港吞吐量增长3%，泊位数居全省第3位", "泊位数全省排名")._replace(
        name="泊位数", suffix="全省排名"
    )
    assert all(name.endswith("全省排名") for name in candidates(doubt))


def test_weights_decide_the_order_and_names_that_differ_in_marks_are_one() -> None:
    doubt = doubt_about("推进渔港建设，总泊位90个", "总泊位")
    first, *others = alternatives(doubt, {"made:owner.first": 500, "from:near-0": 100})
    assert (first.indicator, first.made) == ("渔港建设总泊位", "owner.first")
    assert len(others) < BEST
    bare = [one.indicator.replace("的", "") for one in (first, *others)]
    assert len(bare) == len(set(bare))


def test_the_table_knows_most_generators() -> None:
    weights = load_lexicon().candidates
    assert sum(f"made:{made}" in weights for made in GENERATORS) > len(GENERATORS) / 2
