"""Receives updates by webhook: 200 means that the update is committed, anything else that Telegram should repeat it.
It answers nobody who does not know the secret, and tells nobody why."""

import asyncio
import hmac
import json
import logging

from fastapi import APIRouter, Request, Response
from telegram.error import TelegramError

from channels.telegram.client import Client
from channels.telegram.inbound import KINDS
from channels.telegram.intake import Intake

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
LARGEST_BODY_BYTES = 1_000_000
CONNECTIONS = 20
LONGEST_PAUSE_SECONDS = 60.0


def router(intake: Intake, secret: str) -> APIRouter:
    """The route Telegram posts to.

    Args:
        intake: stores each update.
        secret: what `register` gave Telegram. An empty one lets nobody in.
    """
    routes = APIRouter()

    @routes.post(PATH, include_in_schema=False)
    async def receive(request: Request) -> Response:
        if not _knows(request, secret):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            log.error("an update of more than %s bytes was refused", LARGEST_BODY_BYTES)
            return Response(status_code=413)
        return Response(status_code=await _take(intake, body))

    return routes


async def register(client: Client, public_url: str, secret: str) -> None:
    """Tell Telegram to post updates to us (Bot API, "setWebhook"); what waits for us is kept.

    Args:
        client: the bot.
        public_url: `https://…`, as Telegram reaches the service.
        secret: 1-256 characters of A-Z, a-z, 0-9, _ and -.

    Raises:
        TelegramError: it was refused, or Telegram was not reached.
    """
    await client.set_webhook(
        f"{public_url.rstrip('/')}{PATH}",
        secret_token=secret,
        allowed_updates=list(KINDS),
        max_connections=CONNECTIONS,
    )


async def register_in_time(client: Client, public_url: str, secret: str) -> None:
    """`register`, again and again until it succeeds: the web process must start while Telegram is out of reach."""
    pause = 1.0
    while True:
        try:
            return await register(client, public_url, secret)
        except TelegramError as error:
            log.error("the webhook is not set, which is tried again in %s s: %s", pause, type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


async def _take(intake: Intake, body: bytes) -> int:
    """Store one update; the status for Telegram."""
    try:
        try:
            raw = json.loads(body)
        except ValueError:
            # Whoever sent this knows the secret, and a repetition would bring the same bytes: after an error status
            # Telegram would repeat it, give up, and it would be lost. So it is kept for a person, and confirmed.
            await intake.set_aside(body.decode("utf-8", "surrogateescape"), "not_json")
        else:
            await intake.take(raw)
    except Exception as error:  # only its type: an error of the database can carry a text
        log.error("an update could not be stored; Telegram will repeat it: %s", type(error).__name__)
        return 503
    return 200


def _knows(request: Request, secret: str) -> bool:
    given = request.headers.get(SECRET_HEADER, "")
    return bool(secret) and hmac.compare_digest(given.encode(), secret.encode())


async def _body(request: Request) -> bytes | None:
    """The body, or None as soon as it is too large."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY_BYTES:
            return None
    return bytes(body)
