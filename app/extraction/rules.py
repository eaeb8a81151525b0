"""The register of named decisions: each rule is a small function that says by what it decides.

A rule's docstring quotes the phrase that it is for; ``tests/examples/*.txt`` hold an example that
fires it (``! rule-id``) and a look-alike that must not (``~ rule-id``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])

RULES: dict[str, str] = {}
"""Rule id to what it means: the first line of its docstring."""

_IDS: dict[Callable[..., object], str] = {}


def rule(name: str) -> Callable[[Function], Function]:
    """Register a decision under its id; the id is what observations list in ``rules``."""

    def register(function: Function) -> Function:
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        if not function.__doc__:
            raise ValueError(f"rule {name} does not say what it is for")
        RULES[name] = function.__doc__.strip().splitlines()[0]
        _IDS[function] = name
        return function

    return register


def rule_id(function: Callable[..., object]) -> str:
    """The id under which a decision is registered."""
    return _IDS[function]
