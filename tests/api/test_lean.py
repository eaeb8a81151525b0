"""Routes without the framework's parameters: only functions that take the request alone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from starlette.testclient import TestClient

from app.api.routes.lean import LeanRoute


def test_functions_with_other_parameters_get_them() -> None:
    asked: list[str] = []
    router = APIRouter(route_class=LeanRoute)

    @router.get("/alone")
    def alone(request: Request) -> Response:
        return Response(request.url.path)

    @router.get("/place/{code}")
    def place(code: str) -> Response:
        return Response(code)

    @router.get("/year")
    def year(number: Annotated[int, Query()]) -> Response:
        return Response(str(number + 1))

    @router.get("/checked", dependencies=[Depends(lambda: asked.append("checked"))])
    def checked(request: Request) -> Response:
        return Response(request.url.path)

    app = FastAPI()
    app.include_router(router)
    client = TestClient(app)
    addresses = ("/alone", "/place/330212", "/year?number=2019", "/checked")
    assert [client.get(one).text for one in addresses] == ["/alone", "330212", "2020", "/checked"]
    assert asked == ["checked"]
