"""Puts the operators' side on the web application: console, API, events, headers, and what errors look like.
It starts no server and reads no settings of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from escalation import failures
from escalation.api import docs, events
from escalation.api import routes as api
from escalation.console import account, admin
from escalation.console import routes as console
from escalation.console.pages import Pages
from escalation.desk import Desk, Parts
from escalation.headers import Headers

LARGEST_BODY = 100_000
ROUTERS = (console.router, account.router, admin.router, api.router, events.router, docs.router)


def mount(app: FastAPI, parts: Parts) -> Desk:
    """Add the operators' side to `app`.

    The application must be made with `docs_url=None, redoc_url=None, openapi_url=None`: the description of the API is
    ours, for operators only. Security headers and error answers hold for all routes of `app`.

    Args:
        app: the web application.
        parts: what `helpline/wiring.py` built.

    Returns:
        The desk. The watch for news runs with the application's lifespan.
    """
    desk = Desk(parts)
    app.state.desk = desk
    app.state.pages = Pages(parts.catalogues, parts.shelf)

    @asynccontextmanager
    async def watching(_: FastAPI) -> AsyncIterator[None]:
        async with desk.live.running():
            yield
        await desk.leave()

    app.include_router(APIRouter(lifespan=watching))
    for router in ROUTERS:
        app.include_router(router, max_body_size=LARGEST_BODY)
    failures.handle(app)
    app.add_middleware(Headers, https=parts.settings.environment != "development")
    return desk
