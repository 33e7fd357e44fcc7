"""The web process: the FastAPI app with the console, the simulator, the health page.
Only this process has a public port; it answers no worker and carries no message."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from escalation import web as operators
from helpline import health, simulator
from helpline.wiring import Parts


def make_app(parts: Parts) -> FastAPI:
    """The app over these parts; it closes them when it stops."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await parts.close()

    app = FastAPI(title="Chumnuoy", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.include_router(health.router(parts))
    operators.mount(app, parts)
    if parts.settings.simulator_open:
        app.include_router(simulator.router(parts))
    return app
