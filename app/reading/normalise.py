"""Canonical spelling of a text, for whoever reads one: ``app.lexicon.spelling`` under its name here."""

from app.lexicon.spelling import normalise

__all__ = ["normalise"]
