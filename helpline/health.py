"""`/health` tells the truth about every part, without a word about any worker."""

from datetime import timedelta
from typing import Any

import httpx
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core import clock
from core.messages import outbox
from core.messages.memory import recall
from helpline.wiring import Parts
from helpline.worker import HEARTBEAT

LATE = timedelta(seconds=30)


async def report(parts: Parts) -> dict[str, Any]:
    """What works and what doesn't: database, worker, bot, actions. `ok` only when all of them do."""
    found: dict[str, Any] = {"database": await _database(parts), "worker": "unknown", "waiting_to_send": None}
    if found["database"] == "ok":
        async with parts.database.read() as session:
            found["waiting_to_send"] = await outbox.unsent(session)
        found["worker"] = "ok" if await worker_lives(parts) else "dead"
    model = await parts.bot.model()
    found["bot"] = "ok" if model else "dead"
    found["model"] = model
    found["actions"] = await _actions(parts)
    found["ok"] = all(found[part] == "ok" for part in ("database", "worker", "bot", "actions"))
    return found


def router(parts: Parts) -> APIRouter:
    """The route: 200 when everything works, 503 with the same report when something doesn't."""
    routes = APIRouter()

    @routes.get("/health", include_in_schema=False)
    async def health() -> JSONResponse:
        found = await report(parts)
        return JSONResponse(found, 200 if found["ok"] else 503)

    @routes.get("/alive", include_in_schema=False)
    async def alive() -> dict[str, bool]:
        """This process answers; whether the others do is told by /health."""
        return {"ok": True}

    return routes


async def worker_lives(parts: Parts) -> bool:
    """Whether a worker process has noted its life lately."""
    async with parts.database.read() as session:
        beat = await recall(session, HEARTBEAT)
    return beat is not None and clock.now() - beat[1] < LATE


async def _database(parts: Parts) -> str:
    try:
        async with parts.database.read() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError):
        return "dead"
    return "ok"


async def _actions(parts: Parts) -> str:
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=2) as client:
            answer = await client.get(f"{parts.settings.actions_url}/health")
            return "ok" if answer.status_code == httpx.codes.OK else "dead"
    except httpx.HTTPError:
        return "dead"
