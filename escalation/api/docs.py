"""The description of the API for operators who are logged in: OpenAPI, and a page that loads nothing from outside."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, Response

from escalation.access import ApiReader, GuardedRoute
from escalation.console.pages import page

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)


@router.get("/openapi.json")
async def openapi(request: Request, visitor: ApiReader) -> Response:
    """The OpenAPI description."""
    app: FastAPI = request.app
    return JSONResponse(app.openapi())


@router.get("/docs")
async def docs(request: Request, visitor: ApiReader) -> Response:
    """The same as a page."""
    app: FastAPI = request.app
    described: dict[str, Any] = app.openapi()
    operations = [
        (method.upper(), path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = described.get("components", {}).get("schemas", {})
    return page(request, "docs.html", info=described["info"], operations=operations, schemas=schemas)
