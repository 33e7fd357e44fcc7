"""Carries updates to a webhook: in order within a chat, several chats at once, again and again until an answer of 2xx.
It gives up on an update after many attempts, as Telegram does, and says so in `getWebhookInfo`."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.botapi.world import Json, World, now

MOST_ATTEMPTS = 30
LONGEST_PAUSE_SECONDS = 60.0
TIMEOUT_SECONDS = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Webhook:
    """Where updates go."""

    url: str
    secret: str
    connections: int
    last_error: Json = field(default_factory=dict)


class Courier:
    """Delivers the pending updates of a world.

    Args:
        world: whose updates.
        pause_seconds: before the second attempt; it doubles with each further one.
    """

    def __init__(self, world: World, pause_seconds: float) -> None:
        self.webhook: Webhook | None = None
        self.method_in_answer: Any = None  # set by the server: carries out a call that a webhook's answer holds
        self._world = world
        self._pause_seconds = pause_seconds
        self._task: asyncio.Task[None] | None = None

    async def start(self, webhook: Webhook) -> None:
        """Deliver to this webhook from now on."""
        await self.stop()
        self.webhook = webhook
        self._task = asyncio.create_task(self._run(webhook))

    async def stop(self) -> None:
        """Deliver to none."""
        self.webhook = None
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self, webhook: Webhook) -> None:
        busy: dict[object, int] = {}  # a chat, and the update on its way to it
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as http, asyncio.TaskGroup() as group:
            while True:
                await self._world.signal.until(lambda: self._next(busy, webhook) is not None, LONGEST_PAUSE_SECONDS)
                update = self._next(busy, webhook)
                if update is not None:
                    busy[_chat(update)] = id(update)
                    group.create_task(self._deliver(http, webhook, update, busy))

    def _next(self, busy: dict[object, int], webhook: Webhook) -> Json | None:
        if len(busy) >= webhook.connections:
            return None
        return next((update for update in self._world.pending if _chat(update) not in busy), None)

    async def _deliver(self, http: httpx.AsyncClient, webhook: Webhook, update: Json, busy: dict[object, int]) -> None:
        for attempt in range(MOST_ATTEMPTS):
            if await self._post(http, webhook, update):
                break
            await asyncio.sleep(min(self._pause_seconds * 2**attempt, LONGEST_PAUSE_SECONDS))
        self._world.pending = [waiting for waiting in self._world.pending if waiting is not update]
        del busy[_chat(update)]
        self._world.signal.fire()

    async def _post(self, http: httpx.AsyncClient, webhook: Webhook, update: Json) -> bool:
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: webhook.secret} if webhook.secret else {})
        try:
            answer = await http.post(webhook.url, content=json.dumps(update), headers=headers)
        except httpx.HTTPError as error:
            return self._failed(webhook, f"Connection failed: {type(error).__name__}")
        if not answer.is_success:
            return self._failed(webhook, f"Wrong response from the webhook: {answer.status_code}")
        await self._carry_out(answer)
        return True

    def _failed(self, webhook: Webhook, message: str) -> bool:
        webhook.last_error = {"last_error_date": now(), "last_error_message": message}
        self._world.signal.fire()
        return False

    async def _carry_out(self, answer: httpx.Response) -> None:
        """A webhook may answer with a call (Bot API, "Making requests when getting updates")."""
        try:
            call = answer.json()
        except ValueError:
            return
        if isinstance(call, dict) and "method" in call:
            await self.method_in_answer(call.pop("method"), call)


def _chat(update: Json) -> object:
    """What keeps updates in order: those of one chat go one after the other."""
    for part in update.values():
        holder = part.get("message", part) if isinstance(part, dict) else None
        chat = holder.get("chat") if isinstance(holder, dict) else None
        if isinstance(chat, dict):
            return chat.get("id")
    return id(update)
