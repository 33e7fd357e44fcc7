"""The worker's phone in a terminal: the same inbox and outbox as the page, over the simulator's HTTP door."""

import asyncio
import secrets
import sys
from typing import Any

import httpx

from core.errors import SetupError

LOOK_EVERY_SECONDS = 0.3


class Phone:
    """One simulated phone. Buttons are numbered; typing the number presses it."""

    def __init__(self, client: httpx.AsyncClient, phone: str) -> None:
        self._client = client
        self._path = f"/phones/{phone}/messages"
        self._seen: set[int] = set()
        self._buttons: list[dict[str, str]] = []

    async def send(self, line: str) -> None:
        """Send a line, or press the button of that number."""
        message: dict[str, Any] = {"id": secrets.token_hex(8), "kind": "text", "text": line}
        if line.isdigit() and 0 < int(line) <= len(self._buttons):
            message |= {"kind": "button", **self._buttons[int(line) - 1]}
        (await self._client.post(self._path, json=message)).raise_for_status()

    async def show(self) -> None:
        """Print what has arrived since the last look."""
        answer = await self._client.get(self._path)
        for message in answer.raise_for_status().json():
            if message["id"] not in self._seen:
                self._seen.add(message["id"])
                self._print(message)

    def _print(self, message: dict[str, Any]) -> None:
        if message["from"] == "worker":
            return
        sys.stdout.write(f"\n{message['from']}: {message['text']}\n")
        buttons = [button for row in message["buttons"] for button in row]
        if buttons:
            self._buttons = buttons
        for number, button in enumerate(buttons, 1):
            sys.stdout.write(f"  [{number}] {button['text']}\n")
        sys.stdout.flush()


async def chat(url: str) -> None:
    """Read lines from standard input until an empty one or the end; print what comes.

    Args:
        url: where the helpline runs.

    Raises:
        SetupError: nobody answers there.
    """
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        try:
            phone = Phone(client, (await client.post("/phones")).raise_for_status().json()["phone"])
        except httpx.HTTPError:
            raise SetupError(f"nobody answers at {url}; start the helpline with `make run`") from None
        watching = asyncio.create_task(_watch(phone))
        try:
            while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
                await phone.send(line)
            await asyncio.sleep(3)  # what is under way still arrives when lines are piped in
        finally:
            watching.cancel()


async def _watch(phone: Phone) -> None:
    while True:
        await phone.show()
        await asyncio.sleep(LOOK_EVERY_SECONDS)
