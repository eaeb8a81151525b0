"""Splits a finished name into its parts: owner · action · grade · qualifiers · head."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from app.lexicon.types.cues import Cues
from app.lexicon.types.words import Segmenter, TaggedWord

QUOTED = re.compile(r"[“《][^”》]*[”》]")
LEVEL = "(?:⟨level⟩)(?:及?⟨at least⟩)?(?=..)"
ACTION_BEHIND = "⟨action behind⟩$"
RANKED = "⟨area⟩*排名$"
QUOTE = "quote"
"""The tag of a text in quotation marks: it is one title, whatever its words."""
NOUNS = frozenset(
    {"an", "b", "eng", "j", "l", "ng", "nz", "nt", "nr", "ns", "n", "nrt", "q", "r", "s", "zg", "g", QUOTE}
)
NOUNS_TOO = frozenset({"vn"})


class Parts(NamedTuple):
    """The parts of a finished name; a missing part is an empty text.

    ``owner`` is the owner of the quantity (高新区 of 高新区签约项目总投资), ``action`` its verb
    (新增), ``grade`` its rank (国家级), ``head`` the noun that is counted or measured, ``qualifiers`` the
    words between. ``words`` are all words of the name with their tags.
    """

    name: str
    owner: str
    action: str
    grade: str
    qualifiers: str
    head: str
    words: tuple[TaggedWord, ...]

    @property
    def thing(self) -> str:
        """The thing of the name without deed and grade: 养老服务设施 of 新建省级养老服务设施."""
        return self.qualifiers + self.head

    @property
    def last(self) -> TaggedWord:
        """The last word."""
        return self.words[-1]


def read_parts(name: str, cues: Cues, segmenter: Segmenter) -> Parts:
    """Split a finished name by the tables of verbs and grades and by the tags of its words.

    The action comes first (新增高新技术企业) or last (老旧小区改造); the words after the last 的 are the
    counted noun with its qualifiers. A rank has the parts of the ranked name.
    """
    words = tuple(tagged(name, segmenter))
    name = cues.compile(RANKED).sub("", name) or name
    owner, _, rest = name.rpartition("的")
    action = _action_before(rest if owner else name, cues)
    rest = rest[len(action) :]
    if not action and (behind := cues.compile(ACTION_BEHIND).search(rest)) and behind.start() > 1:
        action, rest = behind.group(), rest[: behind.start()]
    graded = cues.compile(LEVEL).match(rest)
    grade = graded.group() if graded else ""
    rest = rest[len(grade) :]
    head = _head(rest, segmenter)
    return Parts(name, owner, action, grade, rest[: len(rest) - len(head)], head, words)


def tagged(name: str, segmenter: Segmenter) -> list[TaggedWord]:
    """The words of a name with their tags; a text in quotation marks is one word."""
    if "“" not in name and "《" not in name:
        return [*segmenter.tags(name)]
    words: list[TaggedWord] = []
    at = 0
    for match in QUOTED.finditer(name):
        words.extend(segmenter.tags(name[at : match.start()]))
        words.append(TaggedWord(match.group(), QUOTE))
        at = match.end()
    words.extend(segmenter.tags(name[at:]))
    return words


def text_of(words: Iterable[TaggedWord]) -> str:
    """The text of several words."""
    return "".join([word.text for word in words])


def _action_before(name: str, cues: Cues) -> str:
    at = 0
    while word := cues.action_at(name, at):
        at += len(word)
    return name[:at] if at < len(name) else ""


def _head(name: str, segmenter: Segmenter) -> str:
    """The last word, with the previous word if the last is a single character: 覆盖 + 率."""
    words = [word.text for word in tagged(name, segmenter)]
    if not words:
        return ""
    return "".join(words[-2:]) if len(words[-1]) == 1 else words[-1]


def is_noun(word: TaggedWord, *, strict: bool = False) -> bool:
    """Whether a word can be the head of a name; ``strict`` excludes nouns that are also verbs (建设)."""
    return word.tag in NOUNS or (not strict and word.tag in NOUNS_TOO)
