"""The guard at every route: closed unless the route names the action it lets an operator do, or is declared open.
A POST also needs the session's token, so that no other site can act in an operator's name."""

import hmac
import secrets
from collections.abc import Callable, Iterable
from typing import Annotated, Any, cast

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from core.errors import ForbiddenError, SetupError
from escalation.desk import Desk
from escalation.errors import NotLoggedInError, StaleFormError
from escalation.operators.sessions import LONGEST, Visitor
from escalation.permissions import Action, may

SESSION_COOKIE = "helpline_session"
FORM_COOKIE = "helpline_form"
TOKEN_HEADER = "X-CSRF-Token"  # noqa: S105  # the header's name
READING = ("GET", "HEAD")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def desk_of(request: Request) -> Desk:
    """The desk that `web.mount` put on the application."""
    return cast(Desk, request.app.state.desk)


class Guard:
    """Lets in who is logged in, may do `action` and, to change something, holds the session's token.

    Args:
        action: what the route does.
        by_hand: False for what a page does by itself: it does not keep a session alive.
    """

    def __init__(self, action: Action, *, by_hand: bool = True) -> None:
        self.action = action
        self.by_hand = by_hand

    async def __call__(self, request: Request) -> Visitor:
        """Who comes.

        Raises:
            NotLoggedInError: nobody who is logged in.
            StaleFormError: the token is missing or wrong.
            ForbiddenError: the role may not do this.
        """
        token = request.cookies.get(SESSION_COOKIE, "")
        visitor = await desk_of(request).logins.visitor(token, by_hand=self.by_hand)
        if visitor is None:
            raise NotLoggedInError("nobody is logged in")
        request.state.visitor = visitor
        if request.method not in READING:
            await check_token(request, visitor.csrf)
        if not may(visitor.role, self.action):
            raise ForbiddenError(f"operator {visitor.id} may not do {self.action}")
        return visitor


async def everybody() -> None:
    """Declares a route open to people who are not logged in."""


OPEN = Depends(everybody)


async def check_token(request: Request, expected: str) -> None:
    """Compare the token of a form or a header with the expected one.

    Raises:
        StaleFormError: it is missing or another.
    """
    given = request.headers.get(TOKEN_HEADER, "")
    if not given and request.headers.get("content-type", "").startswith(FORMS):
        field = (await request.form()).get("csrf")
        given = field if isinstance(field, str) else ""
    if not expected or not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode()):
        raise StaleFormError("the form's token is missing or wrong")


async def from_our_form(request: Request) -> None:
    """Declares a log-in route open, but only to a form that this browser got from us.

    Raises:
        StaleFormError: the form's token is not the cookie's.
    """
    await check_token(request, request.cookies.get(FORM_COOKIE, ""))


OUR_FORM = Depends(from_our_form)
UNGUARDED = (everybody, from_our_form)


def form_token(request: Request, response: Response) -> str:
    """The token for a form of somebody who is not logged in; the same one for all tabs of a browser."""
    token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(32)
    response.set_cookie(FORM_COOKIE, token, httponly=True, samesite="lax", secure=_secure(request))
    return token


def let_in(request: Request, response: Response, token: str) -> None:
    """Give the session's cookie."""
    seconds = int(LONGEST.total_seconds())
    response.set_cookie(SESSION_COOKIE, token, max_age=seconds, httponly=True, samesite="lax", secure=_secure(request))


def let_out(request: Request, response: Response) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax", secure=_secure(request))


def address_of(request: Request) -> str:
    """Where a request came from, for counting log-ins."""
    return request.client.host if request.client else ""


def entry(dependant: Dependant) -> Action | str | None:
    """Who may enter a route: the action it needs, `open`, or None when it says nothing."""
    calls = list(_calls(dependant))
    guard = next((call for call in calls if isinstance(call, Guard)), None)
    if guard is not None:
        return guard.action
    return "open" if any(call in UNGUARDED for call in calls) else None


class GuardedRoute(APIRoute):
    """A route that can't be made without saying who may enter."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        if entry(self.dependant) is None:
            raise SetupError(f"the route {path} names no permission and is not declared open")


def _calls(dependant: Dependant) -> Iterable[object]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from _calls(inner)


def _secure(request: Request) -> bool:
    return desk_of(request).settings.environment != "development"


Looker = Annotated[Visitor, Depends(Guard(Action.QUEUE_READ))]
Watcher = Annotated[Visitor, Depends(Guard(Action.QUEUE_READ, by_hand=False))]
Reader = Annotated[Visitor, Depends(Guard(Action.TRANSCRIPT_READ))]
ReaderAgain = Annotated[Visitor, Depends(Guard(Action.TRANSCRIPT_READ, by_hand=False))]
Claimer = Annotated[Visitor, Depends(Guard(Action.CASE_CLAIM))]
Replier = Annotated[Visitor, Depends(Guard(Action.CASE_REPLY))]
HanderBack = Annotated[Visitor, Depends(Guard(Action.CASE_HAND_BACK))]
Closer = Annotated[Visitor, Depends(Guard(Action.CASE_CLOSE))]
Self = Annotated[Visitor, Depends(Guard(Action.OWN_ACCOUNT))]
ApiReader = Annotated[Visitor, Depends(Guard(Action.API_READ))]
OperatorAdmin = Annotated[Visitor, Depends(Guard(Action.OPERATORS_MANAGE))]
LogReader = Annotated[Visitor, Depends(Guard(Action.AUDIT_READ))]
