"""Reads releases: frozen, citable copies of the lists, each in a folder with checksums of all files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ABOUT = "release.json"
CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One file of a release, with its size in bytes and its SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release.

    ``name`` is the day and the number of its last change (``2026-01-31-334``); ``about`` is the content of
    its ``release.json``.
    """

    name: str
    sequence: int
    about: dict[str, Any]
    files: tuple[ReleasedFile, ...]
    folder: Path


def releases(folder: Path | None) -> tuple[Release, ...]:
    """The releases in a folder, newest first; empty if there is no folder."""
    if folder is None or not folder.is_dir():
        return ()
    found = (_read(path.parent) for path in folder.glob(f"[0-9]*/{ABOUT}"))
    return tuple(sorted(found, key=lambda release: -release.sequence))


def find(folder: Path | None, name: str) -> Release | None:
    """The release with that name; None if there is none."""
    return next((release for release in releases(folder) if release.name == name), None)


def find_file(release: Release, name: str) -> ReleasedFile | None:
    """The file with that name; None if it has no checksum and so does not belong to the release."""
    return next((file for file in release.files if file.name == name), None)


def _read(folder: Path) -> Release:
    about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    sums = (line.partition("  ") for line in lines)
    files = tuple(ReleasedFile(name, (folder / name).stat().st_size, digest) for digest, _, name in sums)
    return Release(folder.name, int(about["sequence"]), about, files, folder)
