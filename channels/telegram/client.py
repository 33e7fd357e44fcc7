"""The client of the Bot API: python-telegram-bot's `Bot`, made so that no text, name or token gets into a log.
It knows the protocol only; what is said, and to whom, is decided elsewhere."""

import json
import logging
import os
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.request import HTTPXRequest

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
CONNECTIONS = 32
MOST_UPDATES = 100
TALKATIVE = ("telegram", "httpx", "httpcore")  # they log message texts (DEBUG) or addresses with the token (INFO)


class _Request(HTTPXRequest):
    """HTTP without the library's habit of logging a whole answer that it can't read."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("the answer is not JSON") from None
        if not isinstance(answer, dict) or (answer.get("ok", True) and "result" not in answer):
            raise TelegramError("the answer is not one of the Bot API's")
        return answer


class Client(Bot):
    """A `telegram.Bot` that can also fetch updates without parsing them."""

    async def raw_updates(self, offset: int | None, wait_seconds: int, kinds: Sequence[str]) -> list[Any]:
        """Ask for updates (Bot API, "getUpdates").

        `Bot.get_updates` parses a whole batch at once: one update that it can't read would stop the poll for ever.

        Args:
            offset: the first update wanted; all before it are confirmed and never come again. None confirms nothing.
            wait_seconds: how long Telegram may hold the request open when there is nothing new.
            kinds: the kinds of updates wanted.

        Returns:
            Each update as JSON had it.

        Raises:
            TelegramError: what Telegram answered, or that it was not reached.
        """
        wanted: dict[str, Any] = {"timeout": wait_seconds, "limit": MOST_UPDATES, "allowed_updates": list(kinds)}
        if offset is not None:
            wanted["offset"] = offset
        found = await self._post("getUpdates", wanted, read_timeout=wait_seconds + READ_SECONDS)
        if not isinstance(found, list):
            raise TelegramError("the answer holds no list of updates")
        return found

    async def disconnect(self) -> None:
        """Give back all connections. (`shutdown` does nothing for a bot that never asked who it is.)"""
        for request in self._request:
            await request.shutdown()


def open_client(token: str, api_url: str) -> Client:
    """A client for the bot with this token; nothing is sent yet.

    Args:
        token: as BotFather gave it.
        api_url: `https://api.telegram.org`, or a Bot API server of one's own.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # pauses as timedelta: the library warns about its older way
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    api_url = api_url.rstrip("/")
    return Client(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=_request(CONNECTIONS),
        get_updates_request=_request(1),
    )


def pause_seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def _request(connections: int) -> _Request:
    return _Request(
        connection_pool_size=connections,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        write_timeout=READ_SECONDS,
        pool_timeout=READ_SECONDS,
    )
