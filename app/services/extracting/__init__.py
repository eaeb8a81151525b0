"""Stored texts as rows: the extractor and its version, corrections by readers, derivations."""
