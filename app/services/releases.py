"""Releases: frozen, citable copies of the lists in a folder, one folder each, with checksums of all files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ABOUT = "release.json"
CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One file of a release: its size in bytes, and its SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release.

    ``name`` is the day of its last change and the number of that (``2026-01-31-334``); ``about`` is what
    its ``release.json`` says.
    """

    name: str
    sequence: int
    about: dict[str, Any]
    files: tuple[ReleasedFile, ...]
    folder: Path


def releases(folder: Path | None) -> tuple[Release, ...]:
    """The releases in a folder, the newest first; none where there is no folder."""
    if folder is None or not folder.is_dir():
        return ()
    found = (_read(path.parent) for path in folder.glob(f"[0-9]*/{ABOUT}"))
    return tuple(sorted(found, key=lambda release: -release.sequence))


def find(folder: Path | None, name: str) -> Release | None:
    """The release of that name."""
    return next((release for release in releases(folder) if release.name == name), None)


def find_file(release: Release, name: str) -> ReleasedFile | None:
    """The file of that name: only what has a checksum is part of a release."""
    return next((file for file in release.files if file.name == name), None)


def _read(folder: Path) -> Release:
    about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    sums = (line.partition("  ") for line in lines)
    files = tuple(ReleasedFile(name, (folder / name).stat().st_size, digest) for digest, _, name in sums)
    return Release(folder.name, int(about["sequence"]), about, files, folder)
