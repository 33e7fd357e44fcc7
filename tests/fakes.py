"""A bot of our own for tests: the same contract as Rasa's input channel, over real HTTP, with answers a test chooses.
`tests/contract` runs the same requests against the real one."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from language import identify

SERVICE = ("talk_to_human", "greet")


class FakeBot:
    """Understands `intent: words` as that intent, "?? words" as nothing, anything else as rights_minimum_wage."""

    def __init__(self) -> None:
        self.mode = "ok"
        self.turns: list[dict[str, Any]] = []
        self.url = ""

    def app(self) -> Starlette:
        """The server."""
        base = "/webhooks/helpline"
        return Starlette(
            routes=[
                Route(f"{base}/turn", self._turn, methods=["POST"]),
                Route(f"{base}/parse", self._only_parse, methods=["POST"]),
                Route(f"{base}/health", self._health),
            ]
        )

    async def _turn(self, request: Request) -> Response:
        body = await request.json()
        self.turns.append(body)
        if self.mode == "dead":
            return JSONResponse({"error": "failed"}, 500)
        if self.mode == "empty":
            return JSONResponse(
                {"id": body["id"], "model": "fake", "parse": parse(body["text"]), "say": [], "requests": []}
            )
        if self.mode == "nonsense":
            return Response("<html>")
        found = parse(body["text"])
        say, requests = _reply(found)
        return JSONResponse({"id": body["id"], "model": "fake", "parse": found, "say": say, "requests": requests})

    async def _only_parse(self, request: Request) -> Response:
        if self.mode != "ok":
            return JSONResponse({"error": "failed"}, 500)
        return JSONResponse({"model": "fake", "parse": parse((await request.json())["text"])})

    async def _health(self, _: Request) -> Response:
        return JSONResponse({"ready": self.mode == "ok", "model": "fake"})


def parse(text: str) -> dict[str, Any]:
    """What the fake makes of a text."""
    first, _, _ = text.partition(":")
    intent = first if ("_" in first and " " not in first) or first in SERVICE else "rights_minimum_wage"
    guess = identify(text)
    return {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "intent_ranking": [{"name": intent, "confidence": 0.9}, {"name": "menu", "confidence": 0.05}],
        "entities": [],
        "language": {"code": guess.code, "guess": guess.guess, "confidence": guess.confidence},
        "urgent": intent.startswith("urgent_"),
        "urgent_by": [],
        "understood": "no" if text.startswith("??") else "yes",
    }


def _reply(found: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    intent = found["intent"]["name"]
    if found["understood"] == "no":
        return [{"text": "misunderstood"}], [{"do": "misunderstood"}]
    if intent == "talk_to_human":
        return [], [{"do": "open_case", "kind": "talk_to_human", "priority": "high"}]
    if intent == "greet":
        return [{"text": "greet"}], []
    return [{"answer": intent}], [{"do": "set_topic", "topic": intent}]


@contextmanager
def serve(app: Any) -> Iterator[str]:
    """Serve an ASGI app on a free port of loopback, in a thread; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
