"""The case's state machine as a table: from, event, to. A move that is not here raises a named error."""

from enum import StrEnum

from core.errors import ConflictError
from escalation.cases.models import CaseState


class Event(StrEnum):
    """What can happen to a case."""

    CLAIM = "claim"
    REPLY = "reply"
    HAND_BACK = "hand_back"
    RELEASE = "release"
    WAKE = "wake"
    CLOSE = "close"


MOVES: dict[tuple[CaseState, Event], CaseState] = {
    (CaseState.WAITING, Event.CLAIM): CaseState.ACTIVE,
    (CaseState.WAITING, Event.CLOSE): CaseState.CLOSED,
    (CaseState.ACTIVE, Event.REPLY): CaseState.ACTIVE,
    (CaseState.ACTIVE, Event.HAND_BACK): CaseState.SNOOZED,
    (CaseState.ACTIVE, Event.RELEASE): CaseState.WAITING,
    (CaseState.ACTIVE, Event.CLOSE): CaseState.CLOSED,
    (CaseState.SNOOZED, Event.WAKE): CaseState.WAITING,
    (CaseState.SNOOZED, Event.CLAIM): CaseState.ACTIVE,
    (CaseState.SNOOZED, Event.CLOSE): CaseState.CLOSED,
}


class IllegalMoveError(ConflictError):
    """The case is no longer where this act begins, for instance because somebody else was faster."""


class TakenError(IllegalMoveError):
    """Somebody else has this case, or it is closed.

    Args:
        message: for the log.
        owner: the name of the operator who has it, if anybody has.
    """

    def __init__(self, message: str, owner: str = "") -> None:
        super().__init__(message)
        self.key = "error-case-taken-by" if owner else "error-case-taken"
        self.values = {"name": owner}


def after(state: str, event: Event) -> CaseState:
    """The state after `event`.

    Raises:
        IllegalMoveError: the event can't happen in `state`.
    """
    target = MOVES.get((CaseState(state), event))
    if target is None:
        raise IllegalMoveError(f"a case that is {state} can't be moved by {event}")
    return target


def states_before(event: Event) -> list[CaseState]:
    """The states in which `event` can happen."""
    return [state for state, moved_by in MOVES if moved_by is event]
