"""The console's pages: the queue, a case, and the acts on it. It decides nothing: the desk does.
When an act is refused the page comes back with the reason and with everything that was typed."""

import secrets
from collections.abc import Awaitable
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from core.errors import ConflictError, HelplineError, NotFoundError
from escalation.access import (
    OPEN,
    Claimer,
    Closer,
    GuardedRoute,
    HanderBack,
    Looker,
    Reader,
    ReaderAgain,
    Replier,
    Watcher,
    desk_of,
)
from escalation.cases.models import Outcome
from escalation.cases.queries import Tab
from escalation.console.pages import page
from escalation.console.timeline import timeline
from escalation.desk import LONGEST_REPLY
from escalation.errors import UnfitError
from escalation.failures import sentence
from escalation.operators.sessions import Visitor

router = APIRouter(prefix="/console", route_class=GuardedRoute, include_in_schema=False)
PageNumber = Annotated[int, Query(ge=1, le=10_000)]
Text = Annotated[str, Form()]


@router.get("/static/{name}", dependencies=[OPEN])
async def static(request: Request, name: str) -> FileResponse:
    """A style sheet, a script, an icon. Their addresses change with their content."""
    path = request.app.state.pages.files.get(name)
    if path is None:
        raise NotFoundError("there is no such file")
    return FileResponse(path, headers={"Cache-Control": "public, max-age=31536000, immutable"})


@router.get("")
async def queue(request: Request, visitor: Looker, tab: Tab = Tab.WAITING, number: PageNumber = 1) -> Response:
    """The queue, or one's own cases, or all."""
    return await _queue(request, visitor, tab, number, "queue.html")


@router.get("/parts/queue")
async def queue_again(request: Request, visitor: Watcher, tab: Tab = Tab.WAITING, number: PageNumber = 1) -> Response:
    """The list of an open page, brought up to date."""
    return await _queue(request, visitor, tab, number, "parts/queue.html")


@router.get("/find")
async def find(request: Request, visitor: Looker, number: str = "") -> Response:
    """To the case with this number."""
    line = await desk_of(request).line(number)
    return _to(line.case.number)


@router.get("/cases/{number}")
async def case(request: Request, visitor: Reader, number: str, whole: bool = False) -> Response:
    """One case with its transcript."""
    return await _case(request, visitor, number, whole=whole)


@router.get("/parts/cases/{number}")
async def case_again(request: Request, visitor: ReaderAgain, number: str, whole: bool = False) -> Response:
    """The changing parts of an open case page, brought up to date."""
    return await _case(request, visitor, number, whole=whole, again=True)


@router.post("/cases/{number}/claim")
async def claim(request: Request, visitor: Claimer, number: str) -> Response:
    """Take the case."""
    return await _do(request, visitor, number, desk_of(request).claim(visitor, number))


@router.post("/cases/{number}/reply")
async def reply(request: Request, visitor: Replier, number: str, text: Text = "", once: Text = "") -> Response:
    """Write to the worker."""
    act = desk_of(request).reply(visitor, number, text, once)
    return await _do(request, visitor, number, act, text=text, once=once)


@router.post("/cases/{number}/hand-back")
async def hand_back(request: Request, visitor: HanderBack, number: str) -> Response:
    """Let the bot speak again."""
    return await _do(request, visitor, number, desk_of(request).hand_back(visitor, number))


@router.post("/cases/{number}/close")
async def close(request: Request, visitor: Closer, number: str, outcome: Text = "", note: Text = "") -> Response:
    """End the case."""
    act = desk_of(request).close(visitor, number, outcome, note)
    return await _do(request, visitor, number, act, outcome=outcome, note=note)


async def _queue(request: Request, visitor: Visitor, tab: Tab, number: int, template: str) -> Response:
    lines, counts = await desk_of(request).queue(visitor, tab, number)
    return page(request, template, lines=lines, counts=counts, tab=tab, tabs=list(Tab), number=number)


async def _do(request: Request, visitor: Visitor, number: str, act: Awaitable[None], **typed: str) -> Response:
    """Carry out an act and show the case again; when it is refused, with the reason and what was typed."""
    try:
        await act
    except (ConflictError, UnfitError) as error:
        return await _case(request, visitor, number, error=error, typed=typed)
    return _to(number)


async def _case(
    request: Request,
    visitor: Visitor,
    number: str,
    *,
    whole: bool = False,
    again: bool = False,
    error: HelplineError | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    file = await desk_of(request).read(visitor, number, whole=whole, again=again)
    case = file.line.case
    return page(
        request,
        "parts/case.html" if again else "case.html",
        error.status if error else 200,
        line=file.line,
        case=case,
        conversation=file.line.conversation,
        mine=case.owner_id == visitor.id and case.state == "active",
        entries=timeline(file),
        cut=file.cut,
        whole=whole,
        problem=sentence(request, error) if error else "",
        typed={"text": "", "once": secrets.token_urlsafe(12), "outcome": "", "note": "", **(typed or {})},
        outcomes=list(Outcome),
        longest=LONGEST_REPLY,
    )


def _to(number: str) -> Response:
    return RedirectResponse(f"/console/cases/{number}#newest", 303)
