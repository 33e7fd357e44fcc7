"""The JSON API: the queue, a case, claim, reply, hand back, close, and the session they need.
Every POST and DELETE carries the session's token in X-CSRF-Token; refusals are `{"error", "sentence"}`."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from escalation.access import (
    OPEN,
    OUR_FORM,
    SESSION_COOKIE,
    Claimer,
    Closer,
    GuardedRoute,
    HanderBack,
    Looker,
    Reader,
    Replier,
    Self,
    address_of,
    desk_of,
    form_token,
    let_in,
    let_out,
)
from escalation.api.schemas import (
    CaseFileOut,
    CaseOut,
    CloseIn,
    LogIn,
    OperatorOut,
    QueueOut,
    Refusal,
    ReplyIn,
    WhoAmI,
    case_file_out,
    case_out,
)
from escalation.cases.queries import Tab
from escalation.operators.sessions import Visitor

REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"model": Refusal, "description": "Nobody is logged in"},
    403: {"model": Refusal, "description": "The role may not do this, or X-CSRF-Token is missing"},
    404: {"model": Refusal, "description": "There is no such case"},
    409: {"model": Refusal, "description": "Somebody else has the case, or it is closed"},
    422: {"model": Refusal, "description": "What was sent can't be used"},
}
router = APIRouter(prefix="/api", route_class=GuardedRoute, responses=REFUSALS)


@router.get("/session", dependencies=[OPEN], tags=["session"])
async def who_am_i(request: Request, response: Response) -> WhoAmI:
    """Who is logged in, and the token for the next POST. Ask this first."""
    token = request.cookies.get(SESSION_COOKIE, "")
    visitor = await desk_of(request).logins.visitor(token, by_hand=False)
    if visitor is None:
        return WhoAmI(csrf=form_token(request, response), operator=None)
    return _who(visitor)


@router.post("/session", dependencies=[OUR_FORM], tags=["session"])
async def log_in(request: Request, response: Response, who: LogIn) -> WhoAmI:
    """Log in. The session is a cookie; the answer holds its new token."""
    logins = desk_of(request).logins
    token = await logins.log_in(who.login, who.password, address_of(request))
    visitor = await logins.visitor(token)
    assert visitor is not None  # it has just come in
    let_in(request, response, token)
    return _who(visitor)


@router.delete("/session", status_code=204, tags=["session"])
async def log_out(request: Request, response: Response, visitor: Self) -> None:
    """Log out."""
    await desk_of(request).logins.log_out(visitor)
    let_out(request, response)


@router.get("/queue", tags=["cases"])
async def queue(
    request: Request, visitor: Looker, tab: Tab = Tab.WAITING, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> QueueOut:
    """Cases by list: urgent first, then those given back, then who waits longest."""
    lines, counts = await desk_of(request).queue(visitor, tab, page)
    return QueueOut(
        cases=[case_out(line) for line in lines.lines],
        counts={str(one): count for one, count in counts.items()},
        more=lines.more,
    )


@router.get("/cases/{number}", tags=["cases"])
async def case(request: Request, visitor: Reader, number: str, whole: bool = False) -> CaseFileOut:
    """One case with its transcript. The reading is put on record."""
    return case_file_out(await desk_of(request).read(visitor, number, whole=whole))


@router.post("/cases/{number}/claim", tags=["cases"])
async def claim(request: Request, visitor: Claimer, number: str) -> CaseOut:
    """Take the case: the bot is silent, the worker is told that a person is here."""
    await desk_of(request).claim(visitor, number)
    return case_out(await desk_of(request).line(number))


@router.post("/cases/{number}/reply", tags=["cases"])
async def reply(request: Request, visitor: Replier, number: str, words: ReplyIn) -> CaseOut:
    """Write to the worker; only the owner may."""
    await desk_of(request).reply(visitor, number, words.text, words.once)
    return case_out(await desk_of(request).line(number))


@router.post("/cases/{number}/hand_back", tags=["cases"])
async def hand_back(request: Request, visitor: HanderBack, number: str) -> CaseOut:
    """Let the bot speak again; the case sleeps until the worker writes."""
    await desk_of(request).hand_back(visitor, number)
    return case_out(await desk_of(request).line(number))


@router.post("/cases/{number}/close", tags=["cases"])
async def close(request: Request, visitor: Closer, number: str, how: CloseIn) -> CaseOut:
    """End the case with an outcome; the worker is told."""
    await desk_of(request).close(visitor, number, how.outcome, how.note)
    return case_out(await desk_of(request).line(number))


def _who(visitor: Visitor) -> WhoAmI:
    who = OperatorOut(id=visitor.id, name=visitor.name, role=visitor.role, language=visitor.language)
    return WhoAmI(csrf=visitor.csrf, operator=who)
