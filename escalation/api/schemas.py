"""The JSON of the API. Times are UTC (ISO 8601); operators and messages have ids, a case goes by its number."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from core.contracts import Language
from core.messages.models import Message
from escalation.cases.models import CaseState, Outcome, Priority
from escalation.cases.queries import Line
from escalation.desk import LONGEST_NOTE, LONGEST_REPLY, CaseFile

PriorityWord = Literal["urgent", "high", "normal"]
WORDS: dict[int, PriorityWord] = {Priority.URGENT: "urgent", Priority.HIGH: "high", Priority.NORMAL: "normal"}
OF_CASE = (
    "number",
    "kind",
    "state",
    "front",
    "unreachable",
    "alarms",
    "test",
    "opened_at",
    "changed_at",
    "answer_due_at",
    "closed_at",
    "outcome",
)
OF_CONVERSATION = ("language", "country", "province", "town")
OF_MESSAGE = (
    "id",
    "author",
    "kind",
    "text",
    "attachment",
    "language",
    "intent",
    "confidence",
    "urgent",
    "state",
    "reason",
    "sent_at",
)


class LogIn(BaseModel):
    """Who wants in."""

    login: str = Field(max_length=200)
    password: str = Field(max_length=1000)


class WhoAmI(BaseModel):
    """The session of this browser or program. `csrf` goes into the header X-CSRF-Token of every POST and DELETE."""

    csrf: str
    operator: "OperatorOut | None"


class OperatorOut(BaseModel):
    """An operator."""

    id: int
    name: str
    role: str | None = None
    language: Language | None = None


class CaseOut(BaseModel):
    """One case as a list shows it."""

    number: str
    kind: str = Field(description="the intent or reason, such as urgent_violence or bot_unavailable")
    state: CaseState
    priority: PriorityWord
    front: bool = Field(description="its owner left the worker waiting: it goes first")
    unreachable: bool = Field(description="a message could not be delivered, or the worker stopped the bot")
    alarms: int = Field(description="how often danger was seen again after the case was opened")
    test: bool
    language: str | None
    country: str | None
    province: str | None
    town: str | None
    owner: OperatorOut | None
    opened_at: datetime
    waits_since: datetime
    changed_at: datetime
    answer_due_at: datetime | None = Field(description="when the owner's case goes back to the queue")
    closed_at: datetime | None
    outcome: Outcome | None


class MessageOut(BaseModel):
    """One thing said."""

    id: int
    author: Literal["worker", "bot", "operator"]
    operator: OperatorOut | None
    kind: str
    text: str
    attachment: str | None
    buttons: list[list[dict[str, str]]]
    language: str | None
    intent: str | None
    confidence: float | None
    urgent: bool
    state: str = Field(description="in: received, answered; out: queued, sending, sent, failed, stopped")
    reason: str | None
    revises: int | None = Field(description="the id of the message that this one corrects")
    at: datetime
    sent_at: datetime | None


class CaseFileOut(CaseOut):
    """One case with its transcript."""

    note: str | None
    cut: bool = Field(description="older messages are left out; ask with whole=true")
    messages: list[MessageOut]


class QueueOut(BaseModel):
    """A page of a list."""

    cases: list[CaseOut]
    counts: dict[str, int] = Field(description="open cases by list")
    more: bool


class ReplyIn(BaseModel):
    """Words to the worker. The same `once` a second time sends nothing new."""

    text: str = Field(description=f"at most {LONGEST_REPLY} characters")
    once: str = Field(default="", max_length=100)


class CloseIn(BaseModel):
    """How a case ends."""

    outcome: Outcome
    note: str = Field(default="", description=f"for colleagues, at most {LONGEST_NOTE} characters")


class Refusal(BaseModel):
    """Why something was refused: a word for programs, a sentence for people."""

    error: str
    sentence: str


def case_out(line: Line) -> CaseOut:
    """A case as JSON."""
    return CaseOut.model_validate(_case(line))


def case_file_out(file: CaseFile) -> CaseFileOut:
    """A case with its transcript as JSON."""
    messages = [_message(message, file.names) for message in file.messages]
    whole = {"note": file.line.case.note, "cut": file.cut, "messages": messages}
    return CaseFileOut.model_validate(_case(file.line) | whole)


def _case(line: Line) -> dict[str, Any]:
    case, conversation = line.case, line.conversation
    owner = OperatorOut(id=case.owner_id, name=line.owner or "") if case.owner_id is not None else None
    return {
        **{name: getattr(case, name) for name in OF_CASE},
        **{name: getattr(conversation, name) for name in OF_CONVERSATION},
        "priority": WORDS.get(case.priority, "normal"),
        "owner": owner,
        "waits_since": line.waits_since,
    }


def _message(message: Message, names: dict[int, str]) -> MessageOut:
    who = message.operator_id
    return MessageOut.model_validate(
        {
            **{name: getattr(message, name) for name in OF_MESSAGE},
            "text": message.text.encode("utf-8", "replace").decode(),  # a message may hold half a character
            "operator": OperatorOut(id=who, name=names.get(who, "")) if who is not None else None,
            "buttons": message.buttons or [],
            "revises": message.revises_id,
            "at": message.created_at,
        }
    )
