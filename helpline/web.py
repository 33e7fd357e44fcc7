"""The web process: the FastAPI app with the console, the simulator, the health page, Telegram's webhook.
Only this process has a public port; it answers no worker and carries no message."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from channels.telegram import webhook
from escalation import web as operators
from helpline import health, simulator, wiring
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
    if parts.settings.public_url and parts.settings.telegram_token.get_secret_value():
        app.include_router(_telegram(parts))
    return app


def _telegram(parts: Parts) -> APIRouter:
    """Telegram's webhook, registered with Telegram while the app lives."""
    client = wiring.telegram_client(parts.settings)
    assert client is not None  # the caller saw the token
    secret = parts.settings.telegram_webhook_secret.get_secret_value()
    intake = wiring.telegram_intake(parts, client, wiring.delivery(parts, {}))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        setting = asyncio.create_task(webhook.register_in_time(client, parts.settings.public_url, secret))
        yield
        setting.cancel()
        await intake.close()
        await client.disconnect()

    routes = APIRouter(lifespan=lifespan)
    routes.include_router(webhook.router(intake, secret))
    return routes
