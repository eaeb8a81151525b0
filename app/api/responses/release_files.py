"""Writes a release: all lists as Parquet, CSV and SQLite. The same data gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from app import __version__
from app.api.formats.columns import LICENCE, PROGRAM
from app.api.formats.registry import FORMATS
from app.api.schemas.croissant import croissant
from app.api.schemas.package import package, resource_of
from app.services.database import Database
from app.services.extracting.extractor import extractor_version
from app.services.lists import any_list
from app.services.lists.queries import ListQuery, QueryError, parse_query
from app.services.upkeep import datapackage
from app.services.upkeep.releases import ABOUT, CHECKSUMS, Release, ReleasedFile, releases
from app.store.declared.resources import PUBLIC
from app.store.upkeep.release_file import write_tables

FORMATS_RELEASED: Final = ("csv", "parquet")
SQLITE: Final = "zhibiao.sqlite"
CHANGES: Final = "changes.csv"
_KINDS: Final = ("added", "changed", "removed")
_BLOCK: Final = 1 << 20


class ReleaseError(Exception):
    """There is no data to release, or the data changed during the release."""


def write_release(database: Database, folder: Path) -> Release:
    """Write a release of all lists into a folder below ``folder``; replace a release with the same name.

    Raises:
        ReleaseError: the database has never had an observation, or it changed during the release.
    """
    version, state = database.version(), datapackage.state(database)
    if state.changed_at is None:
        raise ReleaseError("The database has no observations: ingest reports first.")
    name = f"{state.changed_at[:10]}-{state.sequence}"
    earlier = [release for release in releases(folder) if release.sequence < state.sequence]
    made = folder / f".{name}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    counts = dict(_write_lists(database, made))
    _write_sqlite(database, made)
    about = {
        "name": name,
        "title": f"Zhibiao 指标, data of {name}",
        "sequence": state.sequence,
        "changed_at": state.changed_at,
        "program": __version__,
        "extractor_version": extractor_version(),
        "rows": counts,
        "licence": LICENCE,
        "citation": f"{PROGRAM}, data release {name}, extracted from Chinese government work reports.",
        "changes": _write_changes(database, made, earlier[0] if earlier else None),
    }
    if database.version() != version:
        shutil.rmtree(made)
        raise ReleaseError("The data changed during the release: try again when no ingestion runs.")
    _describe(made, about, state)
    return _in_place(made, folder / name)


def _query(name: str, **parameters: str) -> ListQuery:
    query = parse_query(name, parameters.items())
    return replace(query, sort=query.resource.file_order)


def _write_lists(database: Database, folder: Path) -> Iterator[tuple[str, int]]:
    """Write each list in each format; yield its name and its number of rows."""
    for name, resource in PUBLIC.items():
        total = 0
        for form in FORMATS_RELEASED:
            written = FORMATS[form]
            stream = any_list.stream(database, replace(_query(name), written=written.of_documents))
            _write(folder / f"{name}.{form}", written.chunks(resource, stream))
            total = stream.total
        yield name, total


def _write_sqlite(database: Database, folder: Path) -> None:
    tables = (
        (resource, any_list.stream(database, _query(name)).batches) for name, resource in PUBLIC.items()
    )
    write_tables(folder / SQLITE, tables)


def _write_changes(database: Database, folder: Path, earlier: Release | None) -> dict[str, Any] | None:
    """Write the changes since the previous release; return their counts, or None without such a release."""
    if earlier is None:
        return None
    try:
        query = parse_query("changes", [("since", str(earlier.sequence))])
        _write(folder / CHANGES, FORMATS["csv"].chunks(query.resource, any_list.stream(database, query)))
    except QueryError:
        # The previous release was made from another database.
        return None
    kinds = {kind: _query("changes", since=str(earlier.sequence), change=kind) for kind in _KINDS}
    return {
        "since": earlier.name,
        **{kind: any_list.page(database, replace(query, limit=1)).total for kind, query in kinds.items()},
    }


def _write(path: Path, chunks: Iterator[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)


def _describe(folder: Path, about: dict[str, Any], state: datapackage.DataState) -> None:
    """Write the descriptions of the files, then the checksums of all files."""
    (folder / ABOUT).write_text(_json(about), encoding="utf-8")
    files = {path.name: _summed(path) for path in sorted(folder.iterdir())}
    resources = [
        {
            **{key: cell for key, cell in resource_of(resource, "").items() if key != "alternates"},
            "path": f"{name}.csv",
            "bytes": files[f"{name}.csv"].bytes,
            "hash": f"sha256:{files[f'{name}.csv'].sha256}",
        }
        for name, resource in PUBLIC.items()
    ]
    described = {**package("", state), "version": about["name"], "resources": resources}
    described["sources"] = [{"title": "政府工作报告 (government work reports)", "path": "reports.csv"}]
    (folder / "datapackage.json").write_text(_json(described), encoding="utf-8")
    (folder / "croissant.json").write_text(_json(croissant(about, files)), encoding="utf-8")
    sums = "".join(f"{_summed(path).sha256}  {path.name}\n" for path in sorted(folder.iterdir()))
    (folder / CHECKSUMS).write_text(sums, encoding="utf-8")


def _summed(path: Path) -> ReleasedFile:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return ReleasedFile(path.name, size, digest.hexdigest())


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _in_place(made: Path, place: Path) -> Release:
    """Move the complete folder to its final name."""
    shutil.rmtree(place, ignore_errors=True)
    made.rename(place)
    return next(release for release in releases(place.parent) if release.name == place.name)
