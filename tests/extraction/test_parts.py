"""The parts of a name: action, grade, thing, owner."""

import pytest

from app.extraction.naming.parts import read_parts
from app.lexicon.cues import load_cues
from app.lexicon.words import segmenter

CASES = [
    ("新建省级养老服务设施", "新建", "省级", "养老服务设施", ""),
    ("老旧小区改造", "改造", "", "老旧小区", ""),
    ("加快建设的养老服务设施", "", "", "养老服务设施", "加快建设"),
    ("城镇居民人均可支配收入", "", "", "城镇居民人均可支配收入", ""),
    ("电信业务总量全省排名", "", "", "电信业务总量", ""),
    ("新增“小巨人”企业", "新增", "", "“小巨人”企业", ""),
    ("培训", "", "", "培训", ""),
]


@pytest.mark.parametrize("name, action, grade, thing, owner", CASES)
def test_a_name_has_parts(name: str, action: str, grade: str, thing: str, owner: str) -> None:
    parts = read_parts(name, load_cues(), segmenter())
    assert (parts.action, parts.grade, parts.thing, parts.owner) == (action, grade, thing, owner)
    assert parts.name.startswith(f"{owner}的" if owner else "")
