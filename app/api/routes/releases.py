"""``/v1/releases``: the releases in the folder of the settings."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath
from starlette.responses import FileResponse, RedirectResponse

from app.api.edge.address import base
from app.api.edge.problems import ProblemError
from app.api.openapi.releases import describe_release, describe_release_file, describe_releases
from app.api.responses.answers import JSON, answer_object, expect
from app.services.upkeep.releases import Release, find, find_file, releases

router = APIRouter()
LATEST: Final = "latest"
Name = Annotated[str, InPath(description="Name of the release, or `latest`.", examples=[LATEST])]
FileName = Annotated[str, InPath(description="Name of a file of the release.", examples=["observations.csv"])]


@router.get("/releases", **describe_releases("List the releases"))
def list_releases(request: Request) -> Response:
    """The releases, newest first: frozen, citable copies of all lists with checksums."""
    expect(request, JSON)
    found = [_document(request, release) for release in releases(_folder(request))]
    return _tagged({"data": found, "total": len(found)})


@router.get("/releases/{name}", **describe_release("Show one release"))
def get_release(request: Request, name: Name) -> Response:
    """One release with its files; `latest` redirects (302) to the newest."""
    expect(request, JSON)
    if name == LATEST:
        return _latest(request, "")
    return _tagged(_document(request, _found(request, name)))


@router.get("/releases/{name}/{file}", **describe_release_file("Download a file of a release"))
def get_release_file(request: Request, name: Name, file: FileName) -> Response:
    """A file of the release, with support for ranges; its tag is its SHA-256."""
    expect(request)
    if name == LATEST:
        return _latest(request, f"/{file}")
    release = _found(request, name)
    known = find_file(release, file)
    if known is None:
        raise ProblemError(
            404, f"The release {name} has no file {file[:50]!r}; /v1/releases/{name} lists its files."
        )
    headers = {"ETag": f'"{known.sha256}"', "Cache-Control": "no-cache", "Accept-Ranges": "bytes"}
    if request.scope.get("zhibiao.head"):
        return Response(headers={**headers, "Content-Length": str(known.bytes)})
    return FileResponse(release.folder / file, headers=headers)


def _tagged(document: dict[str, Any]) -> Response:
    """A document with its own tag, because releases can change while the data does not."""
    answer = answer_object(document)
    tag = blake2b(bytes(answer.body), digest_size=16).hexdigest()
    answer.headers.update({"ETag": f'"{tag}"', "Cache-Control": "no-cache", "Accept-Ranges": "none"})
    return answer


def _folder(request: Request) -> Path | None:
    folder: Path | None = request.app.state.releases
    return folder


def _found(request: Request, name: str) -> Release:
    found = find(_folder(request), name)
    if found is None:
        raise ProblemError(404, f"There is no release {name[:50]!r} here; /v1/releases lists all releases.")
    return found


def _latest(request: Request, rest: str) -> Response:
    newest = next(iter(releases(_folder(request))), None)
    if newest is None:
        raise ProblemError(
            404, "There is no release here: write one with `zhibiao release` to the folder ZHIBIAO_RELEASES."
        )
    return RedirectResponse(f"{base(request.scope)}/v1/releases/{newest.name}{rest}", status_code=302)


def _document(request: Request, release: Release) -> dict[str, Any]:
    address = f"{base(request.scope)}/v1/releases/{release.name}"
    files = [
        {"name": file.name, "bytes": file.bytes, "sha256": file.sha256, "url": f"{address}/{file.name}"}
        for file in release.files
    ]
    return {**release.about, "url": address, "files": files}
