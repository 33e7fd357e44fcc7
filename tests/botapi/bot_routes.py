"""What the bot speaks to: `/bot<token>/<method>` and `/file/bot<token>/<path>`. It notes every call and spoils those
that a test wants spoilt; what a call means is decided in `methods.py`."""

import asyncio
import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.botapi import methods, params
from tests.botapi.errors import ApiError, too_many_requests
from tests.botapi.params import Params
from tests.botapi.updates import Updates
from tests.botapi.world import Fault, Json, World

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
PROXY_ERRORS = (502, 503, 504)  # these come from something in front of Telegram, as a page


class Cut(Response):
    """The connection ends in the middle of the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"ok":', "more_body": True})


class BotRoutes:
    """The routes of one world."""

    def __init__(self, world: World, updates: Updates) -> None:
        self._world = world
        self._updates = updates

    def routes(self) -> list[Route]:
        """For the application."""
        return [
            Route("/bot{token}/{method}", self.method, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.file, methods=["GET"]),
        ]

    async def method(self, request: Request) -> Response:
        """One call of the bot."""
        name = request.path_params["method"]
        try:
            self._check_token(request)
            given = await params.of(request)
            fault = self._world.take_fault(name, given.chat_id())
            return await (self._spoil(fault, name, given) if fault else self.carry_out(name, given))
        except ApiError as error:
            return _json(error.body, error.code)

    async def file(self, request: Request) -> Response:
        """A file's content."""
        try:
            self._check_token(request)
        except ApiError as error:
            return _json(error.body, error.code)
        wanted = request.path_params["path"]
        body = next((body for path, body in self._world.files.values() if path == wanted), None)
        return Response(body, media_type="application/octet-stream") if body else _json(_NOT_FOUND.body, 404)

    async def carry_out(self, name: str, given: Params) -> Response:
        """Do what the call asks for, and note it."""
        calls = self._world.calls  # a poll that outlives a reset belongs to the world before it
        try:
            result = await methods.call(self._world, self._updates, name, given)
        except ApiError as error:
            self._note(calls, name, given, error.code)
            return _json(error.body, error.code)
        self._note(calls, name, given, 200)
        return _json({"ok": True, "result": result}, 200)

    async def _spoil(self, fault: Fault, name: str, given: Params) -> Response:
        if fault.kind in ("cut", "garbled"):
            answer = await self.carry_out(name, given)
            return Cut() if fault.kind == "cut" else Response(bytes(answer.body)[:-2], media_type="application/json")
        if fault.kind == "timeout":
            self._note(self._world.calls, name, given, "timeout")
            await asyncio.sleep(fault.seconds)
            return Cut()
        self._note(self._world.calls, name, given, 429 if fault.kind == "retry_after" else fault.code)
        if fault.kind == "retry_after":
            error = too_many_requests(int(fault.seconds))
            return _json(error.body, error.code)
        if fault.code in PROXY_ERRORS:
            return HTMLResponse(f"<html><body><h1>{fault.code}</h1></body></html>", fault.code)
        return _json({"ok": False, "error_code": fault.code, "description": fault.description}, fault.code)

    def _note(self, calls: list[Json], name: str, given: Params, outcome: int | str) -> None:
        calls.append({"method": name, "chat_id": given.chat_id(), "outcome": outcome})
        self._world.signal.fire()

    def _check_token(self, request: Request) -> None:
        token = request.path_params["token"]
        if not TOKEN.fullmatch(token):
            raise _NOT_FOUND
        if token != self._world.token:
            raise ApiError(401, "Unauthorized")


_NOT_FOUND = ApiError(404, "Not Found")


def _json(body: Json | dict[str, Any], status: int) -> Response:
    return Response(json.dumps(body), status, media_type="application/json")
