"""The features of a candidate for a doubtful name, by which candidates are ranked."""

import pytest

from app.extraction.naming.candidates.features import checked, features
from app.extraction.naming.candidates.propose import candidates
from app.extraction.naming.candidates.ranking import WORTH_CHECKING, ranked
from tests.extraction.test_candidates import doubt_about

MANY = (
    "加快推进城区“跨省通办”渔港建设和码头、泊位改造扩容，积极争取上级补助资金用于绿道建设改造提升，总泊位90个"
)
#: Phrase, doubtful name, candidate, the generators that propose it, its features: fast ones, then slow ones.
CASES = [
    (
        "推进渔港建设，总泊位90个",
        "总泊位",
        "渔港建设总泊位",
        "owner.first owner.clause",
        (
            "made:owner.first made:owner.clause ways:2 length:up-to-8 unused-lead:up-to-0|counted "
            "unused-behind:up-to-0|counted foreign:up-to-4 ends-lead from:near-0 before:v "
            "until:lead after:edge longer:up-to-3"
        ),
        (
            "tells:0 first:n last:n last:n|counted words:4 begins:3 ends:5 seen:3 weakest:4 "
            "omits-lead:-1 omits-behind:-1 omits-own:-1 pieces:2 seam:near-lead seam-after:edge "
            "seam-before:edge"
        ),
    ),
    (
        "渔港吞吐量增长3%，泊位数居全省第3位",
        "泊位数全省排名",
        "渔港泊位数全省排名",
        "owner.named",
        (
            "made:owner.named ways:1 length:up-to-5 unused-lead:up-to-1|rank "
            "unused-behind:up-to-0|rank foreign:up-to-2 starts-clause from:near-0 before:edge "
            "until:lead after:v longer:up-to-3"
        ),
        (
            "tells:0 first:n last:n last:n|rank words:3 begins:3 ends:4 seen:3 weakest:4 "
            "omits-lead:0 omits-behind:-1 omits-own:-1 pieces:2 seam:near-lead seam-after:n "
            "seam-before:edge"
        ),
    ),
    (
        "推广“跨省通办”，新增办件量3万件",
        "新增办件量",
        "“跨省通办办件量",
        "owner.quoted",
        (
            "made:owner.quoted ways:1 length:up-to-8 unused-lead:up-to-2|counted "
            "unused-behind:up-to-0|counted foreign:up-to-7 ends-lead from:near-0 before:v "
            "until:lead after:edge other contains:“ unbalanced verb:lost"
        ),
        (
            "tell.mark tells:1 first:x last:n last:n|counted words:7 begins:3 ends:5 seen:3 "
            "weakest:0 omits-lead:7 omits-behind:-1 omits-own:7 pieces:2 seam:near-lead "
            "seam-after:torn seam-before:v"
        ),
    ),
    (
        "新建3座渔港并投入使用",
        "渔港并投入使用",
        "新建渔港",
        "behind.noun",
        (
            "made:behind.noun ways:1 length:up-to-5 unused-lead:up-to-0|counted "
            "unused-behind:up-to-7|counted foreign:up-to-0 contiguous starts-lead from:lead "
            "before:edge until:behind after:c other verb|counted verb:other"
        ),
        (
            "tells:0 first:ns last:n last:n|counted words:2 begins:5 ends:3 seen:0 weakest:4 "
            "omits-lead:-1 omits-behind:6 omits-own:6 pieces:2 seam:lead-behind seam-after:edge "
            "seam-before:edge"
        ),
    ),
    (
        "3座渔港竣工投产",
        "渔港竣工投产",
        "竣工投产的渔港",
        "name.turned",
        (
            "made:name.turned ways:1 length:up-to-8 unused-lead:up-to-0|counted "
            "unused-behind:up-to-0|counted foreign:up-to-0 from:behind before:n until:behind "
            "after:v other contains:的 verb|counted verb:other"
        ),
        (
            "tells:0 first:v last:n last:n|counted words:4 begins:5 ends:3 seen:0 weakest:4 "
            "omits-lead:-1 omits-behind:-1 omits-own:-1 pieces:3 seam:behind-nowhere "
            "seam-after:edge seam-before:edge seam:nowhere-behind seam-after:torn seam-before:edge"
        ),
    ),
    (
        "渔港、码头吞吐量增长3%",
        "渔港、码头吞吐量",
        "码头吞吐量",
        "list.member",
        (
            "made:list.member ways:1 length:up-to-5 unused-lead:up-to-4|percent "
            "unused-behind:up-to-0|percent foreign:up-to-0 contiguous ends-lead from:lead "
            "before:x until:lead after:v within"
        ),
        (
            "tells:0 first:n last:n last:n|percent words:2 begins:2 ends:5 seen:4 weakest:5 "
            "omits-lead:4 omits-behind:-1 omits-own:4 pieces:1 whole:lead"
        ),
    ),
    (
        "争取20年期补助资金3亿元",
        "补助资金",
        "争取20年期补助资金补助",
        "left.span list.tail owner.part name.turned verb.carried",
        (
            "made:left.span made:list.tail made:owner.part made:name.turned made:verb.carried "
            "ways:4 length:up-to-12 unused-lead:up-to-0|money unused-behind:up-to-0|money "
            "foreign:up-to-2 starts-lead from:lead before:edge until:lead after:n around digit "
            "verb|money verb:other repeats"
        ),
        (
            "tell.repeated tells:1 first:v last:v last:v|money words:6 begins:5 ends:3 seen:2 "
            "weakest:4 omits-lead:-1 omits-behind:-1 omits-own:-1 pieces:2 seam:lead-lead "
            "seam-after:edge seam-before:t"
        ),
    ),
]


@pytest.mark.parametrize("phrase, name, candidate, ways, fast, slow", CASES, ids=[row[2] for row in CASES])
def test_a_candidate_has_features(
    phrase: str, name: str, candidate: str, ways: str, fast: str, slow: str
) -> None:
    doubt = doubt_about(phrase, name)
    doubt = doubt._replace(name=name.removesuffix(doubt.suffix))
    assert list(features(doubt, candidate, tuple(ways.split()))) == fast.split()
    assert list(checked(doubt, candidate)) == slow.split()


def test_only_the_best_candidates_are_checked() -> None:
    doubt = doubt_about(MANY, "总泊位")
    assert len(candidates(doubt)) > len(ranked(doubt, {})) == WORTH_CHECKING
