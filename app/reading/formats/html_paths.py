"""XPaths of elements of a web page, in the form that a browser's ``document.evaluate`` accepts."""

from __future__ import annotations

from collections import Counter
from typing import Any

Node = Any
"""A node of selectolax."""
_DEEPEST = 64
"""Text below more elements has no path: it would be longer than the text."""
_SINGLE = frozenset({"html", "head", "body"})


class Paths:
    """Finds paths in one page; visits the children of each element once."""

    def __init__(self) -> None:
        self._steps: dict[int, str] = {}
        self._paths: dict[int, str] = {}

    def of(self, element: Node) -> str | None:
        """The path of an element: ``/html/body/div[2]/p[14]``; None where it is too deep."""
        found = self._paths.get(element.mem_id)
        if found is None:
            found = self._found(element)
            self._paths[element.mem_id] = found
        return found or None

    def _found(self, element: Node) -> str:
        steps: list[str] = []
        while element.tag != "html":
            if len(steps) == _DEEPEST:
                return ""
            steps.append(self._step(element))
            element = element.parent
        return "/".join(["/html", *reversed(steps)])

    def _step(self, element: Node) -> str:
        step = self._steps.get(element.mem_id)
        if step is None:
            counts: Counter[str] = Counter()
            for child in element.parent.iter():
                counts[child.tag] += 1
                place = "" if child.tag in _SINGLE else f"[{counts[child.tag]}]"
                self._steps[child.mem_id] = f"{child.tag}{place}"
            step = self._steps[element.mem_id]
        return step
