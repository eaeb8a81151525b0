"""Versions of the extractor, and the rows that each gives for a text, cached in the user's cache folder."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.difference.worker import cached_file

ROOT = Path(__file__).parent.parent.parent
WORKER = Path(__file__).parent / "worker.py"
#: What decides which rows come out.
SOURCES = ("extraction", "lexicon", "reading", "model")
#: Versions in the cache; the one that was used longest ago is deleted first.
MOST_VERSIONS = 12


@dataclass(frozen=True)
class Version:
    """The program in ``tree``; equal sources have an equal ``digest``, wherever they stand."""

    tree: Path
    digest: str


@dataclass(frozen=True)
class Text:
    """What one version read from one file: its observations and rejections, as the worker writes them."""

    name: str
    rows: list[dict[str, Any]]
    rejections: list[dict[str, Any]]
    unreadable: str = ""


def cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "zhibiao" / "difference"


def digest_of(tree: Path) -> str:
    """A hash of all sources and tables that decide which rows come out."""
    digest = hashlib.sha256(WORKER.read_bytes())
    for source in SOURCES:
        for path in sorted((tree / "app" / source).rglob("*")):
            if path.suffix in {".py", ".csv", ".txt", ".json"}:
                digest.update(path.relative_to(tree).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def working_version() -> Version:
    """The program as it stands in the work tree."""
    return Version(ROOT, digest_of(ROOT))


def version_at(revision: str) -> Version:
    """The program of a revision, unpacked into the cache."""
    command = ["git", "-C", str(ROOT), "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    named = subprocess.run(command, capture_output=True, text=True, check=False)
    if named.returncode:
        raise SystemExit(f"{revision} is no revision of this repository")
    commit = named.stdout.strip()
    tree = cache_folder() / "trees" / commit
    if not tree.exists():
        partial = tree.with_name(f"{commit}.{os.getpid()}")
        archive = subprocess.run(
            ["git", "-C", str(ROOT), "archive", commit, "app"], capture_output=True, check=True
        ).stdout
        with tarfile.open(fileobj=BytesIO(archive)) as packed:
            packed.extractall(partial, filter="data")
        partial.rename(tree)
    os.utime(tree)
    return Version(tree, digest_of(tree))


def read_texts(version: Version, files: list[Path], processes: int) -> list[Text]:
    """What the version reads from each file; only what the cache lacks is extracted."""
    cache = cache_folder() / "rows" / version.digest
    cache.mkdir(parents=True, exist_ok=True)
    os.utime(cache)
    missing = [file for file in files if not cached_file(cache, file).exists()]
    if missing:
        command = [sys.executable, str(WORKER), str(version.tree), str(cache), str(processes)]
        subprocess.run(command, input="\n".join(map(str, missing)), text=True, check=True, cwd=version.tree)
    return [_read(file, cached_file(cache, file)) for file in files]


def _read(file: Path, cached: Path) -> Text:
    return Text(file.stem, **json.loads(gzip.decompress(cached.read_bytes())))


def delete_old_versions() -> None:
    """Delete the versions that were used longest ago."""
    for folder in ("trees", "rows"):
        stored = [path for path in (cache_folder() / folder).glob("*") if path.is_dir()]
        for path in sorted(stored, key=lambda path: path.stat().st_mtime)[:-MOST_VERSIONS]:
            shutil.rmtree(path, ignore_errors=True)
