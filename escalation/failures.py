"""What people see when something is refused or breaks: a page or JSON with a sentence from the catalogue.
Never a stack trace, and never what somebody had typed; the log gets the place in the code, without values."""

import logging
import traceback
from typing import cast
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import HelplineError
from escalation.console.pages import Pages, language_of, page
from escalation.errors import NotLoggedInError, TooManyAttemptsError

log = logging.getLogger(__name__)
KEYS = {
    404: "error-not-found",
    405: "error-bad-request",
    413: "error-too-large",
    415: "error-bad-request",
    503: "error-not-ready",
}


def handle(app: FastAPI) -> None:
    """Answer every refusal of `app` with a sentence."""
    app.add_exception_handler(HelplineError, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_middleware(LastResort)


def sentence(request: Request, error: HelplineError) -> str:
    """What to tell the person about an error, in their language."""
    values: dict[str, str | int] = getattr(error, "values", {})
    return cast(Pages, request.app.state.pages).words(language_of(request)).t(error.key, **values)


def answer(request: Request, status: int, key: str, words: str, headers: dict[str, str] | None = None) -> Response:
    """The refusal as a page for people, as JSON for programs."""
    if _wants_page(request):
        response: Response = page(request, "error.html", status, told=words)
    else:
        response = JSONResponse({"error": key, "sentence": words}, status)
    response.headers.update(headers or {})
    return response


class LastResort:
    """Turns an error nobody expected into a plain sentence. Its message may hold a worker's words: it is not logged."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, and catch what comes out of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("a request failed: %s\n%s", type(error).__name__, frames)
            if not begun:
                request = Request(scope, receive)
                key = "error-broken"
                await answer(request, 500, key, _words(request, key))(scope, receive, send)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HelplineError)  # it is registered for these
    if isinstance(error, NotLoggedInError) and _wants_page(request):
        return RedirectResponse(f"/console/login?next={quote(_page_of(request))}", 303)
    waits = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyAttemptsError) else {}
    if error.status >= 500:
        log.error("a request failed: %s", type(error).__name__)
    return answer(request, error.status, error.key, sentence(request, error), waits)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # it is registered for these
    key = KEYS.get(error.status_code, "error-bad-request" if error.status_code < 500 else "error-broken")
    return answer(request, error.status_code, key, _words(request, key), dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # it is registered for these
    key = "error-bad-request"
    if _wants_page(request):
        return answer(request, 422, key, _words(request, key))
    where = [".".join(str(part) for part in one["loc"]) for one in error.errors()]
    return JSONResponse({"error": key, "sentence": _words(request, key), "where": where}, 422)


def _page_of(request: Request) -> str:
    """The page to come back to: an act on a case leads back to the case."""
    parts = request.url.path.split("/")
    return "/".join(parts[:4]) if parts[:3] == ["", "console", "cases"] or request.method == "GET" else ""


def _words(request: Request, key: str) -> str:
    return cast(Pages, request.app.state.pages).words(language_of(request)).t(key)


def _wants_page(request: Request) -> bool:
    if request.url.path.startswith("/api") or request.headers.get("x-live"):
        return False
    return "text/html" in request.headers.get("accept", "") or request.url.path.startswith("/console")
