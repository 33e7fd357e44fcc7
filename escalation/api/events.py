"""Server-sent events: a page is told that the queue or its case is new, and which urgent cases ring.
An event carries numbers only; after a broken connection the first event says whether something was missed."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from sse_starlette import EventSourceResponse

from escalation.access import GuardedRoute, Watcher, desk_of
from escalation.api.routes import REFUSALS
from escalation.desk import Desk
from escalation.live import Listener
from escalation.operators.sessions import Visitor

router = APIRouter(prefix="/api", route_class=GuardedRoute, responses=REFUSALS)
SESSION_CHECKED_EVERY_SECONDS = 15.0


@router.get("/events", tags=["events"])
async def events(
    request: Request,
    visitor: Watcher,
    case: str = "",
    last_event_id: Annotated[str | None, Header()] = None,
) -> EventSourceResponse:
    """`queue` when any case changed (with the urgent cases that ring), `case` when the case asked for changed.

    Events have ids; with the `Last-Event-ID` of the newest state nothing is sent until the next change. The stream
    ends with the session.
    """
    desk = desk_of(request)
    conversation_id = (await desk.line(case)).conversation.id if case else None
    return EventSourceResponse(_stream(desk, visitor, conversation_id, last_event_id), ping=15)


async def _stream(
    desk: Desk, visitor: Visitor, conversation_id: int | None, last_seen: str | None
) -> AsyncIterator[dict[str, Any]]:
    with desk.live.listening(conversation_id) as listener:
        await desk.live.look()  # nobody may have listened, so nobody has looked
        if last_seen == desk.live.version:
            listener.take()
        while await desk.logins.still_in(visitor.token_hash) is not None:
            for event in _news(desk, visitor, listener):
                yield event
            await listener.wait(SESSION_CHECKED_EVERY_SECONDS)


def _news(desk: Desk, visitor: Visitor, listener: Listener) -> list[dict[str, Any]]:
    queue, case = listener.take()
    told = []
    if case and listener.conversation_id is not None:
        told.append({"event": "case", "data": "{}", "id": desk.live.version})
    if queue:
        told.append({"event": "queue", "data": json.dumps(_ringing(desk, visitor)), "id": desk.live.version})
    return told


def _ringing(desk: Desk, visitor: Visitor) -> dict[str, list[str]]:
    """The urgent cases that ring for this operator; one that was raised again has another name."""
    heard = [
        f"{alarm.number}:{alarm.alarms}"
        for alarm in desk.live.alarms
        if (desk.tests or not alarm.test) and alarm.owner_id in (None, visitor.id)
    ]
    return {"urgent": heard}
