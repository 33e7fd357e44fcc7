"""Carries out a plan inside the turn's last transaction: requests, cases, the reply's words, what the turn remembers.
It waits for nobody, and decides nothing that the plan, the case or the conversation has not decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from core.content.library import Shelf
from core.contracts import Kind, Language, Request, Say
from core.i18n import Catalogues
from core.messages import outbox
from core.messages.claims import Claim
from core.messages.models import Conversation, Handler, Message, Turn, TurnOutcome
from escalation.cases.models import Case, CaseState, Priority
from escalation.cases.service import Cases
from helpline import safety
from helpline.languages import Tongue
from helpline.plans import LANGUAGE_BUTTONS, MENU_BUTTON, PERSON_BUTTON, Plan
from helpline.render import Rendered, Renderer

MISUNDERSTOOD_BEFORE_A_PERSON = 3
NUMBERS_AGAIN_AFTER = timedelta(minutes=5)
GUESSES_KEPT = 3


@dataclass
class Reply:
    """The messages of one turn, in the order in which a frightened person needs them."""

    numbers: list[Rendered] = field(default_factory=list)
    answer: list[Rendered] = field(default_factory=list)
    person: list[Rendered] = field(default_factory=list)
    question: list[Rendered] = field(default_factory=list)

    def messages(self) -> list[Rendered]:
        """Emergency numbers, then what the bot says, then who was asked, then what we ask."""
        return [*self.numbers, *self.answer, *self.person, *self.question]


class Applier:
    """Writes what a turn decided."""

    def __init__(self, cases: Cases, catalogues: Catalogues, shelf: Shelf) -> None:
        self._cases = cases
        self._catalogues = catalogues
        self._shelf = shelf

    async def apply(
        self,
        session: AsyncSession,
        claim: Claim,
        conversation: Conversation,
        messages: Sequence[Message],
        spoken: Tongue,
        plan: Plan,
    ) -> None:
        """Write everything a turn leaves behind.

        Args:
            session: the turn's last transaction, which holds the conversation.
            claim: the turn's claim.
            conversation: as it is now; a person may have taken it while the bot was asked.
            messages: the worker's messages of this turn.
            spoken: the language of the reply.
            plan: what was decided.
        """
        _remember(conversation, plan, pressed=messages[0].kind == Kind.BUTTON)
        reply = await self._reply(session, conversation, plan)
        await _note_turn(session, claim, messages, plan, spoken)
        for position, one in enumerate(reply.messages()):
            await outbox.queue(
                session,
                conversation.id,
                one.text,
                buttons=one.buttons,
                turn_id=claim.turn_id,
                position=position,
                urgent=plan.alarm is not None,
            )

    async def say_now(self, session: AsyncSession, conversation: Conversation, say: Say) -> None:
        """Say one thing outside any turn's reply."""
        rendered = self._renderer(conversation).say(say)
        await outbox.queue(session, conversation.id, rendered.text, buttons=rendered.buttons)

    async def _reply(self, session: AsyncSession, conversation: Conversation, plan: Plan) -> Reply:
        reply = Reply()
        by_person = conversation.handler == Handler.HUMAN
        if (case := await self._cases.current(session, conversation.id)) is not None:
            self._cases.worker_wrote(case)
            if plan.lower_alarm:
                self._cases.lower(session, case)
        if plan.alarm:
            await self._urgent(session, conversation, plan, reply)
        for request in plan.requests:
            await self._carry_out(session, conversation, request, reply)
        if plan.bot_failed and not plan.alarm:
            await self._without_bot(session, conversation, reply)
        if by_person:  # while a person has the conversation the bot says nothing but emergency numbers
            return Reply(numbers=reply.numbers)
        renderer = self._renderer(conversation)
        reply.answer += [renderer.say(say) for say in plan.say if not _of_another_danger(say, plan)]
        if not plan.alarm:
            reply.question += self._first_words(conversation, plan, renderer)
        return reply

    def _renderer(self, conversation: Conversation) -> Renderer:
        language = cast(Language, conversation.language or "km")
        return Renderer(self._catalogues, self._shelf.content(), language)

    def _first_words(self, conversation: Conversation, plan: Plan, renderer: Renderer) -> list[Rendered]:
        """Who we are, once, after the first answer; not after /start, which says it itself."""
        if conversation.greeted_at is not None:
            return []
        conversation.greeted_at = clock.now()
        if any(say.text == "welcome" for say in plan.say):
            return []
        return [renderer.say(Say(text="first-words", buttons=[*LANGUAGE_BUTTONS, MENU_BUTTON]))]

    async def _urgent(self, session: AsyncSession, conversation: Conversation, plan: Plan, reply: Reply) -> None:
        """Numbers, what to do now, a case, and a question when the alarm is doubtful."""
        assert plan.alarm is not None  # the caller looked
        kind = plan.alarm.kind
        case, _ = await self._cases.open(session, conversation, kind, Priority.URGENT)
        renderer = self._renderer(conversation)
        if not _numbers_are_due(case):
            reply.person.append(renderer.say(Say(text="urgent-again")))
            return
        case.numbers_sent_at = clock.now()
        language = cast(Language, conversation.language)
        words = safety.numbers(self._shelf.content(), renderer, kind, conversation.country, language)
        reply.numbers.append(Rendered(words, []))
        if not any(say.answer == kind for say in plan.say):
            reply.answer.append(renderer.say(Say(answer=kind)))
        reply.person.append(renderer.say(Say(text="person-asked-urgent", values={"number": case.number})))
        if plan.alarm.doubtful:
            reply.question.append(renderer.say(safety.question()))

    async def _carry_out(
        self, session: AsyncSession, conversation: Conversation, request: Request, reply: Reply
    ) -> None:
        if request.do == "open_case" and not reply.person:  # an alarm has opened and said it already
            await self._open(session, conversation, request.kind, Priority.WORDS[request.priority], reply)
        elif request.do == "misunderstood" and conversation.misunderstood >= MISUNDERSTOOD_BEFORE_A_PERSON:
            await self._open(session, conversation, "misunderstood", Priority.NORMAL, reply)
        elif request.do == "set_language":
            conversation.language, conversation.chosen = request.language, True
        elif request.do == "set_place":
            conversation.country, conversation.province = request.country, request.province
            conversation.town = request.town
        elif request.do == "set_topic":
            conversation.topic = request.topic

    async def _open(
        self, session: AsyncSession, conversation: Conversation, kind: str, priority: int, reply: Reply
    ) -> None:
        case, is_new = await self._cases.open(session, conversation, kind, priority)
        key = "person-asked" if is_new else "person-already-asked"
        reply.person.append(self._renderer(conversation).say(Say(text=key, values={"number": case.number})))

    async def _without_bot(self, session: AsyncSession, conversation: Conversation, reply: Reply) -> None:
        """The bot stays dead: one case a conversation, and an honest word each time."""
        case, is_new = await self._cases.open(session, conversation, "bot_unavailable", Priority.HIGH)
        key = "bot-unavailable" if is_new else "bot-still-unavailable"
        police, ambulance = safety.police_and_ambulance(self._shelf.content(), conversation.country)
        values: dict[str, str | int] = {"number": case.number, "police": police, "ambulance": ambulance}
        say = Say(text=key, values=values, buttons=[PERSON_BUTTON])
        reply.person.append(self._renderer(conversation).say(say))


def _remember(conversation: Conversation, plan: Plan, *, pressed: bool) -> None:
    if plan.parse is not None:
        conversation.bot_failing_since = None
        conversation.reset_bot = False
    if plan.outcome == TurnOutcome.MISUNDERSTOOD:
        conversation.misunderstood += 1
    elif pressed or plan.outcome in (TurnOutcome.ANSWERED, TurnOutcome.URGENT, TurnOutcome.HANDED_OVER):
        conversation.misunderstood = 0


def _of_another_danger(say: Say, plan: Plan) -> bool:
    """The bot guessed at another danger than the alarm's: two answers at once only confuse who is afraid."""
    return plan.alarm is not None and say.answer in safety.KINDS and say.answer != plan.alarm.kind


def _numbers_are_due(case: Case) -> bool:
    """Once while a person has the case; otherwise again when some minutes have passed."""
    if case.numbers_sent_at is None:
        return True
    return case.state != CaseState.ACTIVE and clock.now() - case.numbers_sent_at >= NUMBERS_AGAIN_AFTER


async def _note_turn(
    session: AsyncSession, claim: Claim, messages: Sequence[Message], plan: Plan, spoken: Tongue
) -> None:
    """Keep what retraining needs: the model, its guesses, what became of the turn, and of the one before it."""
    turn = await session.get_one(Turn, claim.turn_id)
    turn.outcome, turn.urgent, turn.model = plan.outcome, plan.alarm is not None, plan.model
    intent, confidence = None, None
    if plan.parse is not None:
        intent, confidence = plan.parse.intent.name, plan.parse.intent.confidence
        turn.guesses = [guess.model_dump() for guess in plan.parse.intent_ranking[:GUESSES_KEPT]]
    turn.intent, turn.confidence = intent, confidence
    ids = [message.id for message in messages]
    words = {"language": plan.parse.language.code if plan.parse else spoken.language}
    values = words | {"intent": intent, "confidence": confidence}
    await session.execute(update(Message).where(Message.id.in_(ids)).values(values))
    await _note_previous(session, claim, pressed=messages[0].kind == Kind.BUTTON)


async def _note_previous(session: AsyncSession, claim: Claim, *, pressed: bool) -> None:
    before = (
        select(func.max(Turn.id))
        .where(Turn.conversation_id == claim.conversation_id, Turn.id < claim.turn_id)
        .scalar_subquery()
    )
    previous = update(Turn).where(Turn.id == before, Turn.followed_by.is_(None))
    if pressed:
        await session.execute(previous.values(followed_by="button"))
        return
    doubtful = Turn.outcome.in_((TurnOutcome.MISUNDERSTOOD, TurnOutcome.ASKED))
    await session.execute(previous.where(doubtful).values(followed_by="rephrased"))
