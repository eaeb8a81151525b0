"""Restatements: values as first stated, as restated later, and as later levels and growth imply them."""

from __future__ import annotations

from app.store.repositories import restatements

page, stream = restatements.LIST.page, restatements.LIST.stream
