"""The register of rules: each rule is a small function that decides one thing.

A rule's docstring quotes an example phrase. ``tests/examples/`` contains an example that fires the rule
(``! rule-id``) and a look-alike that must not fire it (``~ rule-id``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, ParamSpec, Protocol, TypeVar, cast

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)

NOWHERE = (0, 0)
"""The position of a decision that did not look at the text."""


class Decision(NamedTuple):
    """One use of a rule.

    ``at`` is the stretch that the rule looked at, in visible characters. ``because`` is the reason, if it
    says more than the rule's own description. ``origin`` is the decision that this one continues: an
    elided name continues the decision that named the clause before.
    """

    rule: str
    at: tuple[int, int] = NOWHERE
    because: str = ""
    origin: Decision | None = None


class Rule(Protocol[Parameters, Result_co]):
    """A function that makes a decision, with the id that observations list in ``rules``."""

    id: str

    def __call__(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result_co:
        """Call the function."""
        ...

    def decision(
        self, at: tuple[int, int] = NOWHERE, because: str = "", origin: Decision | None = None
    ) -> Decision:
        """Return the record of a decision by this rule."""
        ...


RULES: dict[str, str] = {}
"""The meaning of each rule by its id: the first line of its docstring."""


def rule(
    name: str,
) -> Callable[[Callable[Parameters, Result]], Rule[Parameters, Result]]:
    """Register a function as a rule; observations list the id ``name`` in ``rules``."""

    def register(function: Callable[Parameters, Result]) -> Rule[Parameters, Result]:
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        meaning = (function.__doc__ or "").strip().partition("\n")[0]
        if not meaning:
            raise ValueError(f"rule {name} does not say what it is for")
        RULES[name] = meaning
        # The function itself is the rule: a wrapper would double the cost of each of its many calls.
        made = cast("Rule[Parameters, Result]", function)
        made.id, made.decision = name, partial(Decision, name)  # type: ignore[method-assign] # of this function
        return made

    return register
