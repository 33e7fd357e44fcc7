"""Puts a case's messages and the acts on it into one line of time, as the transcript shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.contracts import Kind
from core.messages.models import Message
from escalation.cases.models import Audit
from escalation.desk import CaseFile


@dataclass(frozen=True)
class Said:
    """One message.

    Attributes:
        message: as it is stored.
        who: the operator's name, if an operator wrote it.
        original: the message this one corrects.
        corrected: a later message corrects this one.
        pressed: the words on the button that was pressed, if they are known.
    """

    message: Message
    who: str
    original: Message | None
    corrected: bool
    pressed: str

    @property
    def at(self) -> datetime:
        """When it came in, or was written."""
        return self.message.created_at


@dataclass(frozen=True)
class Done:
    """One act on the case, and who did it (empty for the service itself)."""

    act: Audit
    who: str

    @property
    def at(self) -> datetime:
        """When it was done."""
        return self.act.at


def timeline(file: CaseFile) -> list[Said | Done]:
    """Messages and acts in the order of time; acts before the first message shown are left out when it is cut."""
    said = _said(file.messages, file.names)
    done = [Done(act, name or "") for act, name in file.acts]
    if file.cut and said:
        done = [one for one in done if one.at >= said[0].at]
    return sorted([*said, *done], key=lambda one: one.at)


def _said(messages: Sequence[Message], names: dict[int, str]) -> list[Said]:
    by_id = {message.id: message for message in messages}
    corrected = {message.revises_id for message in messages}
    labels = _labels(messages)
    return [
        Said(
            message,
            names.get(message.operator_id or 0, ""),
            by_id.get(message.revises_id or 0),
            message.id in corrected,
            (message.text or labels.get(message.payload or "", "")) if message.kind == Kind.BUTTON else "",
        )
        for message in messages
    ]


def _labels(messages: Sequence[Message]) -> dict[str, str]:
    """The words on every button shown so far, by what it stands for."""
    return {
        button["payload"]: button["text"] for message in messages for row in message.buttons or [] for button in row
    }
