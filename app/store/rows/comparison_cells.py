"""Conversion of comparisons to cells. Extraction does not need it, so that it is a module of its own."""

from __future__ import annotations

from collections.abc import Callable

from app.model.comparison import Comparison
from app.store.declared.comparison_fields import COMPARISON_FIELDS
from app.store.declared.fields import Row
from app.store.rows.cells import cells_of

#: The cells of a comparison, in the order of ``COMPARISON_FIELDS``.
comparison_cells: Callable[[Comparison], Row] = cells_of(Comparison, COMPARISON_FIELDS)
