"""The register of generators: each corrects one kind of error in names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.extraction.naming.candidates.doubt import Doubt

Generator = Callable[[Doubt], Iterator[str]]

GENERATORS: dict[str, Generator] = {}
"""Generators by id, in the order in which they run."""


def generator(name: str) -> Callable[[Generator], Generator]:
    """Register a generator under the id that alternatives list as ``made``."""

    def register(function: Generator) -> Generator:
        if name in GENERATORS:
            raise ValueError(f"two generators are called {name}")
        GENERATORS[name] = function
        return function

    return register
