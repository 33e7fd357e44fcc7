"""The way of a worker's message, in one file: look at what was claimed, decide (a person or the bot, and what it says),
then apply everything in one transaction. While Rasa is awaited no transaction is open."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from core.content.library import Shelf
from core.contracts import Kind, Language, Parse, Say
from core.db import Database
from core.errors import LostClaimError
from core.i18n import Catalogues
from core.messages import claims
from core.messages.claims import Claim
from core.messages.models import Conversation, Handler, Message, TurnOutcome
from escalation.cases.service import Cases
from helpline import plans, safety
from helpline.apply import Applier
from helpline.bot_client import BotClient, BotDownError
from helpline.languages import Tongue, tongue
from helpline.plans import Plan

log = logging.getLogger(__name__)
LONGEST_FOR_THE_BOT = 2000
ASK_AGAIN_AFTER = timedelta(seconds=5)


@dataclass(frozen=True)
class View:
    """What a turn sees: the conversation, its messages, the open case's number, what an edited message meant before."""

    conversation: Conversation
    messages: Sequence[Message]
    texts: list[str]
    tongue: Tongue
    open_case: str | None
    meant_before: str | None


@dataclass(frozen=True)
class Patience:
    """How long the bot is waited for.

    Attributes:
        urgent_seconds: when an urgent phrase waits; then the net answers.
        gone_seconds: how long messages wait for a dead bot before a person is asked.
    """

    urgent_seconds: float
    gone_seconds: float


class Turns:
    """Runs turns. One instance serves all conversations of a process."""

    def __init__(
        self,
        database: Database,
        bot: BotClient,
        cases: Cases,
        catalogues: Catalogues,
        shelf: Shelf,
        patience: Patience,
    ) -> None:
        self._database = database
        self._bot = bot
        self._cases = cases
        self._patience = patience
        self._shelf = shelf
        self._applier = Applier(cases, catalogues, shelf)

    async def run(self, claim: Claim) -> None:
        """Answer the claimed messages, or hand them to a person. A lost claim writes nothing.

        Raises:
            sqlalchemy.exc.OperationalError: the database is away; the turn is taken up again when its lease ends.
        """
        view = await self._look(claim)
        try:
            await self._apply(claim, view, await self._decide(claim, view))
        except LostClaimError:
            log.warning("turn %s of conversation %s lost its claim", claim.turn_id, claim.conversation_id)
        except OperationalError:
            raise
        except Exception as error:  # a fault of ours would come back with every try, and the worker would wait forever
            log.error("turn %s failed, a person is asked: %s", claim.turn_id, type(error).__name__)
            await self._apply(claim, view, plans.failed())

    async def _look(self, claim: Claim) -> View:
        async with self._database.read() as session:
            conversation = await session.get_one(Conversation, claim.conversation_id)
            messages = await claims.messages_of(session, claim)
            case = await self._cases.current(session, claim.conversation_id)
            meant_before = await _meant_before(session, messages)
        texts = _texts(messages)
        spoken = tongue(texts, conversation.language, conversation.script, chosen=conversation.chosen)
        return View(conversation, messages, texts, spoken, case.number if case else None, meant_before)

    async def _decide(self, claim: Claim, view: View) -> Plan:
        first = view.messages[0]
        if view.conversation.handler == Handler.HUMAN:
            return await self._with_person(view)
        if first.kind == Kind.BUTTON:
            return plans.for_button(first.payload or "")
        if first.kind == Kind.COMMAND and (plan := plans.for_command(first.text)):
            return plan
        if first.kind == Kind.ATTACHMENT and not first.text:
            return plans.for_attachment(first.attachment or "")
        if view.tongue.foreign and not safety.alarm_in(view.texts, None):
            return plans.for_foreign(view.tongue.foreign, self._shelf.content())
        return await self._ask(claim, view)

    async def _with_person(self, view: View) -> Plan:
        """A person has the conversation: the bot only looks, for language, intent and danger."""
        parse: Parse | None = None
        if view.texts:
            try:
                parse = await self._bot.parse(_for_bot(view.texts), _metadata(view))
            except BotDownError as error:
                log.warning("the bot could not look at conversation %s: %s", view.conversation.id, error)
        pressed = plans.for_button(view.messages[0].payload or "").alarm
        alarm = pressed or safety.alarm_in(view.texts, parse)
        return Plan(outcome=TurnOutcome.WITH_PERSON, parse=parse, alarm=alarm)

    async def _ask(self, claim: Claim, view: View) -> Plan:
        """Ask the bot; with an urgent phrase only for a moment, and whatever it says, the alarm stands."""
        sure = safety.alarm_in(view.texts, None)
        try:
            reply = await self._bot.turn(
                f"t{claim.turn_id}",
                f"c{view.conversation.id}.{view.conversation.bot_session}",
                _for_bot(view.texts),
                _metadata(view),
                patience=self._patience.urgent_seconds if sure else None,
            )
        except BotDownError as error:
            log.warning("the bot failed in turn %s: %s", claim.turn_id, error)
            return Plan(
                bot_failed=True, alarm=sure, outcome=TurnOutcome.URGENT if sure else TurnOutcome.BOT_UNAVAILABLE
            )
        alarm = safety.alarm_in(view.texts, reply.parse)
        plan = Plan(reply.say, reply.requests, _outcome(reply.parse, alarm), alarm, reply.parse, reply.model)
        return replace(plan, say=[], requests=[]) if self._means_the_same(view, plan) else plan

    def _means_the_same(self, view: View, plan: Plan) -> bool:
        """An edit of an answered message that changes nothing needs no second answer."""
        if plan.alarm or plan.parse is None:
            return False
        return view.meant_before == plan.parse.intent.name

    async def _apply(self, claim: Claim, view: View, plan: Plan) -> None:
        async with self._database.write() as session:
            conversation = await claims.hold(session, claim)
            if not conversation.chosen:
                conversation.language, conversation.script = view.tongue.language, view.tongue.script
            if plan.bot_failed and not plan.alarm and await self._wait_for_bot(session, claim, conversation):
                return
            await self._applier.apply(session, claim, conversation, view.messages, view.tongue, plan)
            await claims.finish(session, claim, conversation)

    async def _wait_for_bot(self, session: AsyncSession, claim: Claim, conversation: Conversation) -> bool:
        """Dead for a moment: say so once and let the messages wait. False when it has been dead too long."""
        now = clock.now()
        since = conversation.bot_failing_since
        if since is not None and now - since >= timedelta(seconds=self._patience.gone_seconds):
            return False
        if since is None:
            conversation.bot_failing_since = now
            await self._applier.say_now(session, conversation, Say(text="one-moment"))
        await claims.postpone(session, claim, conversation, now + ASK_AGAIN_AFTER)
        return True


def _texts(messages: Sequence[Message]) -> list[str]:
    """What was written, without the messages that a later edit in the same turn replaces."""
    replaced = {message.revises_id for message in messages}
    worth = [m for m in messages if m.id not in replaced and m.kind not in (Kind.BUTTON, Kind.COMMAND)]
    commands = [m.text.lstrip("/") for m in messages if m.kind == Kind.COMMAND]
    return [text for text in [*(m.text for m in worth), *commands] if text.strip()]


async def _meant_before(session: AsyncSession, messages: Sequence[Message]) -> str | None:
    """The intent of the answered message that a lone edit revises."""
    if len(messages) > 1 or messages[0].revises_id is None:
        return None
    original = await session.get(Message, messages[0].revises_id)
    return original.intent if original else None


def _for_bot(texts: list[str]) -> str:
    return "\n".join(texts)[:LONGEST_FOR_THE_BOT] or "?"


def _metadata(view: View) -> dict[str, Any]:
    conversation = view.conversation
    language: Language = view.tongue.language
    return {
        "language": language,
        "script": view.tongue.script,
        "chosen": conversation.chosen,
        "country": conversation.country,
        "province": conversation.province,
        "town": conversation.town,
        "topic": conversation.topic,
        "misunderstood": conversation.misunderstood,
        "open_case": view.open_case,
        "reset": conversation.reset_bot,
    }


def _outcome(parse: Parse, alarm: safety.Alarm | None) -> TurnOutcome:
    if alarm:
        return TurnOutcome.URGENT
    by_understanding = {"yes": TurnOutcome.ANSWERED, "ask": TurnOutcome.ASKED, "no": TurnOutcome.MISUNDERSTOOD}
    return by_understanding[parse.understood]
