"""The register of named decisions: each rule is a small function that decides one thing.

A rule's docstring quotes the phrase that it is for; ``tests/examples/`` contains an example that
fires it (``! rule-id``) and a look-alike that must not (``~ rule-id``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

NOWHERE = (0, 0)
"""The place of a decision that looked at no stretch of the text."""


class Decision(NamedTuple):
    """One use of a rule.

    ``at`` is the stretch that the rule looked at, in visible characters. ``because`` says why in
    words where that is more than the rule's own description. ``origin`` is the decision that it
    continues: an elided name continues the decision that named the clause before.
    """

    rule: str
    at: tuple[int, int] = NOWHERE
    because: str = ""
    origin: Decision | None = None


class Rule(Generic[Parameters, Result]):
    """A function that decides something, with the id under which observations list it."""

    __slots__ = ("_function", "id", "meaning")

    def __init__(self, id_: str, function: Callable[Parameters, Result]) -> None:
        self._function = function
        self.id = id_
        self.meaning = (function.__doc__ or "").strip().partition("\n")[0]

    def __call__(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        """Call the function."""
        return self._function(*args, **kwargs)

    def decision(
        self, at: tuple[int, int] = NOWHERE, because: str = "", origin: Decision | None = None
    ) -> Decision:
        """Return the record that this rule has decided something."""
        return Decision(self.id, at, because, origin)


RULES: dict[str, str] = {}
"""Rule id to what it means: the first line of its docstring."""


def rule(
    name: str,
) -> Callable[[Callable[Parameters, Result]], Rule[Parameters, Result]]:
    """Register a function as a rule under the id that observations list in ``rules``."""

    def register(function: Callable[Parameters, Result]) -> Rule[Parameters, Result]:
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        made = Rule(name, function)
        if not made.meaning:
            raise ValueError(f"rule {name} does not say what it is for")
        RULES[name] = made.meaning
        return made

    return register
