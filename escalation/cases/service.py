"""What can be done to a case: open, raise, claim, reply, hand back, release, close. Every act checks the rules,
tells the worker in the same transaction, and leaves an audit row. It knows no channel: a reply is an outbox row."""

import secrets
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from core.contracts import Language
from core.crypto import vault
from core.errors import NotFoundError
from core.i18n import Catalogues
from core.messages import outbox
from core.messages.models import Author, Conversation, Handler, Message, Turn
from escalation import audit
from escalation.cases.models import Case, CaseState, Outcome, Priority
from escalation.cases.rules import Event, IllegalMoveError, TakenError, after, states_before
from escalation.operators.models import Operator


class Cases:
    """The acts on cases.

    Args:
        catalogues: the words the worker is told.
        owner_answers_within: how long the owner may leave a worker's message unanswered before the bot speaks again.
    """

    def __init__(self, catalogues: Catalogues, owner_answers_within: timedelta) -> None:
        self._catalogues = catalogues
        self._within = owner_answers_within

    async def open(
        self, session: AsyncSession, conversation: Conversation, kind: str, priority: int
    ) -> tuple[Case, bool]:
        """Open a case, or raise the one that is open: its priority goes up, never down, and a snoozed one wakes.

        Args:
            session: the turn's transaction, which holds the conversation.
            conversation: whose case.
            kind: the intent or reason, such as `urgent_violence` or `bot_unavailable`.
            priority: see `Priority`.

        Returns:
            The case, and whether it is new.
        """
        case = await self.current(session, conversation.id)
        if case is not None:
            self._raise(case, kind, priority)
            return case, False
        case = Case(
            number=await _new_number(session),
            conversation_id=conversation.id,
            test=conversation.test,
            kind=kind,
            state=CaseState.WAITING,
            priority=priority,
            opened_at=clock.now(),
            changed_at=clock.now(),
        )
        session.add(case)
        await session.flush()
        audit.record(session, "case.open", operator_id=None, case_id=case.id, detail=kind)
        return case, True

    async def current(self, session: AsyncSession, conversation_id: int) -> Case | None:
        """The conversation's case that is not closed, if there is one."""
        query = select(Case).where(Case.conversation_id == conversation_id, Case.state != CaseState.CLOSED)
        return (await session.execute(query)).scalar_one_or_none()

    def worker_wrote(self, case: Case) -> None:
        """A worker's message reached this case: the owner's time to answer begins; a snoozed case wakes."""
        case.changed_at = clock.now()
        if case.state == CaseState.SNOOZED:
            case.state = after(case.state, Event.WAKE)
        elif case.state == CaseState.ACTIVE and case.answer_due_at is None:
            case.answer_due_at = clock.now() + self._within

    def lower(self, session: AsyncSession, case: Case) -> None:
        """The worker said that nobody is in danger now: less urgent, but still a case for a person."""
        case.priority, case.changed_at = max(case.priority, Priority.HIGH), clock.now()
        audit.record(session, "case.lower", operator_id=None, case_id=case.id)

    async def claim(self, session: AsyncSession, case_id: int, operator_id: int) -> Case:
        """Take a case: the bot is silent from here on. Exclusive: one conditional update.

        Taking it a second time changes nothing.

        Raises:
            NotFoundError: there is no such case.
            TakenError: somebody else was faster, or it is closed.
        """
        conversation = await self._conversation(session, case_id)
        now = clock.now()
        claimed = (
            await session.execute(
                update(Case)
                .where(Case.id == case_id, Case.state.in_(states_before(Event.CLAIM)))
                .values(
                    state=CaseState.ACTIVE,
                    owner_id=operator_id,
                    claimed_at=func.coalesce(Case.claimed_at, now),
                    changed_at=now,
                    front=False,
                    answer_due_at=now + self._within,
                )
                .returning(Case)
            )
        ).scalar_one_or_none()
        if claimed is None:
            return await self._own_already(session, case_id, operator_id)
        conversation.handler = Handler.HUMAN
        await _note_takeover(session, conversation.id)
        await self._tell(session, conversation, "person-here")
        audit.record(session, "case.claim", operator_id=operator_id, case_id=case_id)
        return claimed

    async def reply(self, session: AsyncSession, case_id: int, operator_id: int, text: str, once: str = "") -> Message:
        """The owner's words to the worker, delivered like any other message.

        Args:
            session: the caller's transaction.
            case_id: whose worker.
            operator_id: the owner.
            text: as the worker will read it.
            once: names this one act; the same name a second time (a double click) sends nothing new.

        Raises:
            NotFoundError: there is no such case.
            TakenError: it is not this operator's.
        """
        conversation, case = await self._mine(session, case_id, operator_id, Event.REPLY)
        dedup = vault().fingerprint("reply", case_id, operator_id, once) if once else None
        if dedup and (said := await _message_named(session, dedup)):
            return said
        message = await outbox.queue(
            session,
            conversation.id,
            text,
            author=Author.OPERATOR,
            operator_id=operator_id,
            urgent=case.priority == Priority.URGENT,
        )
        message.dedup = dedup
        case.first_reply_at = case.first_reply_at or clock.now()
        case.answer_due_at, case.changed_at = None, clock.now()
        audit.record(session, "case.reply", operator_id=operator_id, case_id=case_id)
        return message

    async def hand_back(self, session: AsyncSession, case_id: int, operator_id: int) -> Case:
        """The bot speaks again; the case stays open, asleep until the worker writes.

        Raises:
            NotFoundError: there is no such case.
            TakenError: it is not this operator's.
        """
        conversation, case = await self._mine(session, case_id, operator_id, Event.HAND_BACK)
        self._give_to_bot(conversation)
        case.state, case.owner_id = after(case.state, Event.HAND_BACK), None
        case.answer_due_at, case.changed_at = None, clock.now()
        await self._tell(session, conversation, "handed-back")
        audit.record(session, "case.hand_back", operator_id=operator_id, case_id=case_id)
        return case

    async def close(
        self, session: AsyncSession, case_id: int, operator_id: int, outcome: Outcome, note: str = ""
    ) -> Case:
        """End the case with an outcome; the worker is told what was done and how to come back.

        Raises:
            NotFoundError: there is no such case.
            TakenError: somebody else has it.
            IllegalMoveError: it is closed already.
        """
        conversation = await self._conversation(session, case_id)
        case = await session.get_one(Case, case_id)
        if case.owner_id not in (None, operator_id):
            raise TakenError(f"case {case_id} is somebody else's", await _name_of(session, case.owner_id))
        case.state = after(case.state, Event.CLOSE)
        if conversation.handler == Handler.HUMAN:
            self._give_to_bot(conversation)
        case.outcome, case.note = outcome, note or None
        case.closed_at = case.changed_at = clock.now()
        await self._tell(session, conversation, f"case-closed-{outcome.replace('_', '-')}", number=case.number)
        audit.record(session, "case.close", operator_id=operator_id, case_id=case_id, detail=outcome)
        return case

    async def release(self, session: AsyncSession, case_id: int) -> bool:
        """Give a case whose owner left the worker waiting too long back to the front of the queue.

        Returns:
            False when the owner answered meanwhile.
        """
        conversation = await self._conversation(session, case_id)
        case = await session.get_one(Case, case_id)
        if case.state != CaseState.ACTIVE or case.answer_due_at is None or case.answer_due_at > clock.now():
            return False
        await self._release(session, conversation, case)
        return True

    async def give_back_all_of(self, session: AsyncSession, operator_id: int) -> None:
        """Give every case of an operator who has left back to the front of the queue."""
        query = select(Case.id).where(Case.owner_id == operator_id, Case.state == CaseState.ACTIVE)
        for case_id in (await session.execute(query.order_by(Case.conversation_id))).scalars().all():
            conversation = await self._conversation(session, case_id)
            case = await session.get_one(Case, case_id, populate_existing=True)
            if case.owner_id == operator_id and case.state == CaseState.ACTIVE:
                await self._release(session, conversation, case)

    async def _release(self, session: AsyncSession, conversation: Conversation, case: Case) -> None:
        case.state = after(case.state, Event.RELEASE)
        case.owner_id, case.answer_due_at, case.front, case.changed_at = None, None, True, clock.now()
        self._give_to_bot(conversation)
        await self._tell(session, conversation, "person-gone")
        audit.record(session, "case.release", operator_id=None, case_id=case.id)

    async def _own_already(self, session: AsyncSession, case_id: int, operator_id: int) -> Case:
        case = await session.get_one(Case, case_id)
        if case.state == CaseState.ACTIVE and case.owner_id == operator_id:
            return case
        raise TakenError(f"case {case_id} can't be claimed", await _name_of(session, case.owner_id))

    def _raise(self, case: Case, kind: str, priority: int) -> None:
        if priority < case.priority:
            case.priority, case.kind = priority, kind
        if priority == Priority.URGENT:
            case.alarms += 1
        self.worker_wrote(case)

    async def _conversation(self, session: AsyncSession, case_id: int) -> Conversation:
        """The case's conversation, locked first, as a turn does: the two then never wait for each other."""
        of_case = select(Case.conversation_id).where(Case.id == case_id).scalar_subquery()
        conversation = (
            await session.execute(
                update(Conversation)
                .where(Conversation.id == of_case)
                .values(fence=Conversation.fence)
                .returning(Conversation)
            )
        ).scalar_one_or_none()
        if conversation is None:
            raise NotFoundError(f"there is no case {case_id}")
        return conversation

    async def _mine(
        self, session: AsyncSession, case_id: int, operator_id: int, event: Event
    ) -> tuple[Conversation, Case]:
        conversation = await self._conversation(session, case_id)
        case = await session.get_one(Case, case_id)
        if case.owner_id != operator_id:
            raise TakenError(f"case {case_id} is not this operator's", await _name_of(session, case.owner_id))
        if case.state not in states_before(event):
            raise IllegalMoveError(f"case {case_id} is {case.state}")
        return conversation, case

    def _give_to_bot(self, conversation: Conversation) -> None:
        conversation.handler = Handler.BOT
        conversation.reset_bot = True
        conversation.misunderstood = 0

    async def _tell(self, session: AsyncSession, conversation: Conversation, key: str, **values: str) -> None:
        language = cast(Language, conversation.language or "km")
        text = self._catalogues.text(key, language, **values)
        await outbox.queue(session, conversation.id, text)


async def lapsed(session: AsyncSession, now: datetime) -> list[int]:
    """The cases whose owner left the worker waiting past the lease."""
    query = select(Case.id).where(Case.state == CaseState.ACTIVE, Case.answer_due_at <= now)
    return list((await session.execute(query)).scalars())


async def _new_number(session: AsyncSession) -> str:
    """A number that can be said on the phone and tells nothing about how many cases there are."""
    while True:
        number = f"CHM-{secrets.randbelow(900_000) + 100_000}"
        if (await session.execute(select(Case.id).where(Case.number == number))).first() is None:
            return number


async def _name_of(session: AsyncSession, operator_id: int | None) -> str:
    name = await session.execute(select(Operator.name).where(Operator.id == operator_id))
    return name.scalar_one_or_none() or ""


async def _message_named(session: AsyncSession, dedup: str) -> Message | None:
    return (await session.execute(select(Message).where(Message.dedup == dedup))).scalar_one_or_none()


async def _note_takeover(session: AsyncSession, conversation_id: int) -> None:
    last = select(func.max(Turn.id)).where(Turn.conversation_id == conversation_id).scalar_subquery()
    await session.execute(update(Turn).where(Turn.id == last).values(followed_by="taken_over"))
