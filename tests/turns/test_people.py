"""A person takes over, answers, hands back, closes: the worker is told, and the bot keeps quiet meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core import clock
from core.errors import ConflictError
from core.messages import claims
from core.messages.models import Turn
from escalation.cases.models import Audit, Outcome, Priority
from escalation.cases.rules import IllegalMoveError, TakenError
from escalation.operators.models import Operator
from helpline import wiring
from helpline.wiring import Parts
from tests.builders import send
from tests.fakes import FakeBot
from tests.turns.conftest import Helpline

ASK = "talk_to_human: please let me speak to somebody"
QUESTION = "rights_leave: how many sick days do I have"
DANGER = "help me my boss is beating me and locked me in the room"
ME, OTHER = 1, 2


@pytest.fixture(autouse=True)
async def operators(helpline: Helpline) -> None:
    """Two people of the hotline."""
    async with helpline.parts.database.write() as session:
        for number in (ME, OTHER):
            session.add(
                Operator(
                    id=number,
                    login=f"o{number}",
                    name=f"O{number}",
                    role="operator",
                    password_hash="x",
                    created_at=clock.now(),
                )
            )


async def _open(helpline: Helpline) -> int:
    await helpline.says(ASK)
    (case,) = await helpline.cases()
    return case.id


async def _does(parts: Parts, act: str, case_id: int, operator: int, *more: object) -> None:
    async with parts.database.write() as session:
        await getattr(parts.cases, act)(session, case_id, operator, *more)


async def test_the_way_of_a_case(helpline: Helpline) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "claim", case_id, ME)
    await helpline.settle()
    assert await helpline.phone() == [helpline.words("person-here")]
    assert await helpline.says(QUESTION) == [], "while a person has the chat the bot is silent"
    await _does(helpline.parts, "reply", case_id, ME, "Hello, I am Dara.")
    await helpline.settle()
    assert await helpline.phone() == ["Hello, I am Dara."]
    await _does(helpline.parts, "hand_back", case_id, ME)
    await helpline.settle()
    assert await helpline.phone() == [helpline.words("handed-back")]
    answer = await helpline.says(QUESTION)
    assert helpline.parts.shelf.content().answers["rights_leave"].short.en in answer[0]
    assert (await helpline.cases())[0].state == "waiting", "a message wakes the sleeping case"
    await _does(helpline.parts, "close", case_id, ME, Outcome.HELPED, "told about leave")
    await helpline.settle()
    (case,) = await helpline.cases()
    assert await helpline.phone() == [helpline.words("case-closed-helped", number=case.number)]
    async with helpline.parts.database.read() as session:
        acts = (await session.execute(select(Audit.act).order_by(Audit.id))).scalars().all()
    assert acts == ["case.open", "case.claim", "case.reply", "case.hand_back", "case.close"]


async def test_after_a_hand_back_the_dialogue_begins_anew(helpline: Helpline, bot: FakeBot) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "claim", case_id, ME)
    await _does(helpline.parts, "hand_back", case_id, ME)
    await helpline.says(QUESTION)
    await helpline.says(QUESTION)
    assert [turn["metadata"]["reset"] for turn in bot.turns] == [False, True, False]


async def test_a_second_operator_can_do_nothing(helpline: Helpline) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "claim", case_id, ME)
    for act, more in (("claim", ()), ("reply", ("hello",)), ("hand_back", ()), ("close", (Outcome.HELPED,))):
        with pytest.raises(TakenError):
            await _does(helpline.parts, act, case_id, OTHER, *more)
    await helpline.settle()
    assert "hello" not in await helpline.phone()


@pytest.mark.parametrize("act", ["reply", "hand_back"])
async def test_what_is_not_claimed_cannot_be_answered(helpline: Helpline, act: str) -> None:
    case_id = await _open(helpline)
    with pytest.raises(ConflictError):
        await _does(helpline.parts, act, case_id, ME, *(["hello"] if act == "reply" else []))


async def test_a_closed_case_stays_closed_and_a_new_one_opens(helpline: Helpline) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "close", case_id, ME, Outcome.REFERRED)
    with pytest.raises(IllegalMoveError):
        await _does(helpline.parts, "close", case_id, ME, Outcome.HELPED)
    await helpline.says(ASK)
    assert [case.state for case in await helpline.cases()] == ["closed", "waiting"]


async def test_danger_in_an_active_case_alerts_and_sends_the_numbers_once(helpline: Helpline) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "claim", case_id, ME)
    await helpline.settle()
    await helpline.phone()
    first = await helpline.says(DANGER)
    assert len(first) == 1
    assert first[0].startswith(helpline.words("urgent-heading"))
    assert await helpline.says(f"{DANGER} again") == []
    (case,) = await helpline.cases()
    assert (case.priority, case.alarms, case.state) == (Priority.URGENT, 2, "active")


async def test_a_yes_to_the_danger_question_reaches_the_owner(helpline: Helpline) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "claim", case_id, ME)
    await helpline.presses("danger:yes")
    (case,) = await helpline.cases()
    assert (case.priority, case.state) == (Priority.URGENT, "active")


async def test_an_owner_who_leaves_the_worker_waiting_loses_the_case(helpline: Helpline) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "claim", case_id, ME)
    await helpline.settle()
    await helpline.phone()
    minutes = helpline.parts.settings.owner_answer_minutes
    await helpline.after(minutes=minutes - 1)
    assert (await helpline.cases())[0].state == "active"
    await helpline.after(minutes=minutes + 1)
    (case,) = await helpline.cases()
    assert (case.state, case.owner_id, case.front) == ("waiting", None, True)
    assert await helpline.phone() == [helpline.words("person-gone")]
    assert await helpline.says(QUESTION), "the bot speaks again"


async def test_an_owner_who_answered_keeps_the_case(helpline: Helpline) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "claim", case_id, ME)
    await _does(helpline.parts, "reply", case_id, ME, "I am here.")
    await helpline.after(hours=5)
    assert (await helpline.cases())[0].state == "active"


async def test_a_takeover_is_kept_for_retraining(helpline: Helpline) -> None:
    case_id = await _open(helpline)
    await _does(helpline.parts, "claim", case_id, ME)
    async with helpline.parts.database.read() as session:
        assert (await session.execute(select(Turn.followed_by))).scalar_one() == "taken_over"


async def test_a_person_who_claims_during_a_turn_silences_the_bot(helpline: Helpline) -> None:
    """The bot was asked before the claim and answers after it."""
    case_id = await _open(helpline)
    await helpline.phone()
    await send(helpline.parts.database, QUESTION)
    turns = wiring.turns(helpline.parts)
    claim = await claims.claim(helpline.parts.database, timedelta(seconds=30))
    assert claim is not None
    view = await turns._look(claim)
    plan = await turns._decide(claim, view)
    await _does(helpline.parts, "claim", case_id, ME)
    await turns._apply(claim, view, plan)
    await helpline.settle()
    assert await helpline.phone() == [helpline.words("person-here")]
