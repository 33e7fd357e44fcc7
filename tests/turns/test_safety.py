"""Danger gets numbers and a person, with a dead bot too; a dead bot never means silence."""

from datetime import timedelta

import pytest

from core import clock
from core.messages import claims
from core.messages.models import Conversation
from escalation.cases.models import Priority
from helpline import wiring
from tests.builders import send
from tests.fakes import FakeBot
from tests.turns.conftest import Helpline

URGENT = {
    "km": "ជួយផង ថៅកែវាយខ្ញុំ ហើយគេចាក់សោរទុកក្នុងបន្ទប់",
    "th": "ช่วยด้วย นายจ้างทำร้ายร่างกายผม ขังไว้ในห้อง",
    "en": "help me my boss is beating me and locked me in the room",
}
DEAD = ["dead", "empty", "nonsense"]


@pytest.mark.parametrize("language", URGENT)
@pytest.mark.parametrize("mode", ["ok", *DEAD])
async def test_danger_gets_numbers_first_and_a_person(
    helpline: Helpline, bot: FakeBot, language: str, mode: str
) -> None:
    bot.mode = mode
    replies = await helpline.says(URGENT[language])
    (case,) = await helpline.cases()
    assert replies[0].startswith(helpline.words("urgent-heading", language))
    assert "191" in replies[0]
    assert case.priority == Priority.URGENT
    assert helpline.words("person-asked-urgent", language, number=case.number) in replies


async def test_an_urgent_intent_without_an_urgent_phrase_raises_the_alarm(helpline: Helpline) -> None:
    replies = await helpline.says("urgent_medical: a quiet sentence about somebody")
    assert "1669" in replies[0].splitlines()[1]
    assert (await helpline.cases())[0].kind == "urgent_medical"


async def test_in_cambodia_the_numbers_are_cambodian(helpline: Helpline) -> None:
    await helpline.says("hello there my friends")
    async with helpline.parts.database.write() as session:
        (await session.get_one(Conversation, 1)).country = "kh"
    replies = await helpline.says(URGENT["en"])
    assert "117" in replies[0]
    assert "191" not in replies[0]


async def test_a_bare_cry_is_asked_back_and_only_a_no_lowers_it(helpline: Helpline) -> None:
    replies = await helpline.says("ជួយផង")
    assert replies[0].startswith(helpline.words("urgent-heading", "km"))
    assert replies[-1] == helpline.words("danger-question", "km")
    assert (await helpline.cases())[0].priority == Priority.URGENT
    assert helpline.words("danger-lowered", "km") in await helpline.presses("danger:no")
    (case,) = await helpline.cases()
    assert (case.priority, case.state) == (Priority.HIGH, "waiting")


async def test_an_alarm_brings_the_answer_of_one_danger_only(helpline: Helpline) -> None:
    """The phrase says violence, the model guesses at something less grave."""
    replies = await helpline.says("urgent_detained: help me my boss is beating me and locked me in the room")
    shorts = [answer.short.en for answer in helpline.parts.shelf.content().answers.values()]
    assert len([one for one in replies if any(one.startswith(short) for short in shorts)]) == 1


async def test_a_yes_keeps_it_urgent(helpline: Helpline) -> None:
    await helpline.says("ជួយផង")
    await helpline.presses("danger:yes")
    assert (await helpline.cases())[0].priority == Priority.URGENT


async def test_danger_raises_a_waiting_case(helpline: Helpline) -> None:
    await helpline.says("talk_to_human: a person please")
    await helpline.says(URGENT["en"])
    (case,) = await helpline.cases()
    assert case.priority == Priority.URGENT
    assert case.kind.startswith("urgent_")


@pytest.mark.parametrize("mode", DEAD)
async def test_a_bot_that_is_dead_for_a_moment_costs_one_notice_and_no_message(
    helpline: Helpline, bot: FakeBot, mode: str
) -> None:
    bot.mode = mode
    first = await helpline.says("rights_leave: how many sick days do I have")
    assert first == [helpline.words("one-moment")]
    assert await helpline.says("rights_leave: please answer me now friend") == []
    bot.mode = "ok"
    await helpline.after(seconds=10)
    replies = await helpline.phone()
    assert helpline.parts.shelf.content().answers["rights_leave"].short.en in replies[0]
    assert "please answer me now friend" in bot.turns[-1]["text"]
    assert await helpline.cases() == []


async def test_a_bot_that_stays_dead_opens_one_case_and_says_so(helpline: Helpline, bot: FakeBot) -> None:
    bot.mode = "dead"
    await helpline.says("rights_leave: how many sick days do I have")
    await helpline.after(seconds=70)
    (case,) = await helpline.cases()
    (told,) = [text for text in await helpline.phone() if case.number in text]
    assert "191" in told
    assert case.kind == "bot_unavailable"
    start = clock.now()
    with clock.set_to(lambda: start + timedelta(seconds=80)):
        later = await helpline.says("rights_leave: are you there my good friends")
    assert later == [helpline.words("bot-still-unavailable", number=case.number)]
    assert len(await helpline.cases()) == 1


async def test_the_same_turn_is_asked_again_under_the_same_id_after_a_crash(helpline: Helpline, bot: FakeBot) -> None:
    """A worker process that dies between the bot's answer and the last transaction costs no second turn at Rasa."""
    await send(helpline.parts.database, "rights_leave: how many sick days")
    turns = wiring.turns(helpline.parts)
    dying = await claims.claim(helpline.parts.database, timedelta(seconds=5))
    assert dying is not None
    view = await turns._look(dying)
    await turns._decide(dying, view)  # and here it dies
    start = clock.now()
    with clock.set_to(lambda: start + timedelta(seconds=6)):
        await helpline.settle()
    assert len({turn["id"] for turn in bot.turns}) == 1
    assert len(bot.turns) == 2
    assert len(await helpline.phone()) == 2


async def test_a_fault_of_ours_ends_with_a_person_and_not_in_silence(helpline: Helpline) -> None:
    """An answer that can't be shown would fail with every try."""
    content = helpline.parts.shelf.content()
    broken = content.answers["rights_leave"].short.model_copy(update={"cites": ["no_law#1"]})
    content.answers["rights_leave"] = content.answers["rights_leave"].model_copy(update={"short": broken})
    replies = await helpline.says("rights_leave: how many sick days do I have")
    (case,) = await helpline.cases()
    assert case.kind == "action_failed"
    assert helpline.words("action-failed") in replies
    assert await helpline.says("rights_minimum_wage: and the next question is answered"), "no neighbour waits"
