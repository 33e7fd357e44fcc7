"""Who did what, when: one row an act, written in the act's own transaction. No word of a worker goes in."""

from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from escalation.cases.models import Audit


def record(
    session: AsyncSession, act: str, *, operator_id: int | None, case_id: int | None = None, detail: str = ""
) -> None:
    """Note an act.

    Args:
        session: the transaction of the act itself.
        act: a word such as `case.claim` or `transcript.read`.
        operator_id: who did it; None for the service itself.
        case_id: which case it was about.
        detail: words of ours, at most 200 characters.
    """
    session.add(Audit(at=clock.now(), operator_id=operator_id, act=act, case_id=case_id, detail=detail[:200]))
