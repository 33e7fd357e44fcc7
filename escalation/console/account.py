"""Getting in and out, and what operators set for themselves: the console's language and their password."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from core.contracts import Language
from core.errors import HelplineError
from escalation.access import OPEN, OUR_FORM, GuardedRoute, Self, address_of, desk_of, form_token, let_in, let_out
from escalation.console.pages import page
from escalation.errors import TooManyAttemptsError, UnfitError, WrongLoginError
from escalation.failures import sentence

router = APIRouter(prefix="/console", route_class=GuardedRoute, include_in_schema=False)
Text = Annotated[str, Form()]


@router.get("/login", dependencies=[OPEN])
async def login_form(request: Request, next: str = "") -> Response:
    """The log-in page."""
    return _login_page(request, back=next)


@router.post("/login", dependencies=[OUR_FORM])
async def log_in(request: Request, login: Text = "", password: Text = "", back: Text = "") -> Response:
    """Check login and password; then to the page that was asked for."""
    try:
        token = await desk_of(request).logins.log_in(login, password, address_of(request))
    except (WrongLoginError, TooManyAttemptsError) as error:
        return _login_page(request, back=back, login=login, error=error)
    response = RedirectResponse(_inside(back), 303)
    let_in(request, response, token)
    return response


@router.post("/logout")
async def log_out(request: Request, visitor: Self) -> Response:
    """End this session."""
    await desk_of(request).logins.log_out(visitor)
    response = RedirectResponse("/console/login", 303)
    let_out(request, response)
    return response


@router.post("/language")
async def set_language(
    request: Request, visitor: Self, language: Annotated[Language, Form()], back: Text = ""
) -> Response:
    """The console's language for this operator."""
    await desk_of(request).operators.set_language(visitor.id, language)
    return RedirectResponse(_inside(back), 303)


@router.get("/account")
async def account(request: Request, visitor: Self, changed: bool = False) -> Response:
    """One's own account."""
    return page(request, "account.html", changed=changed, problem="")


@router.post("/account/password")
async def change_password(
    request: Request, visitor: Self, old: Text = "", new: Text = "", again: Text = ""
) -> Response:
    """A new password; other sessions end."""
    try:
        if new != again:
            raise UnfitError("error-password-differs")
        await desk_of(request).operators.change_password(visitor, old, new)
    except (WrongLoginError, UnfitError) as error:
        problem = "error-wrong-password" if isinstance(error, WrongLoginError) else ""
        return page(request, "account.html", 422, changed=False, problem=_told(request, error, problem))
    return RedirectResponse("/console/account?changed=true", 303)


def _told(request: Request, error: HelplineError, key: str) -> str:
    return sentence(request, UnfitError(key) if key else error)


def _login_page(request: Request, *, back: str, login: str = "", error: HelplineError | None = None) -> Response:
    waits = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyAttemptsError) else {}
    draft = Response()
    token = form_token(request, draft)
    told = sentence(request, error) if error else ""
    shown = page(
        request, "login.html", error.status if error else 200, csrf=token, back=back, login=login, problem=told
    )
    shown.headers.update(waits)
    shown.raw_headers.extend(pair for pair in draft.raw_headers if pair[0] == b"set-cookie")
    return shown


def _inside(back: str) -> str:
    """Only an address of the console itself; anything else leads to the queue."""
    safe = back.startswith("/console") and "//" not in back and "\\" not in back and "/login" not in back
    return back if safe else "/console"
