"""A worker's message becomes an answer, in the right language, once, or it reaches a person."""

import pytest
from sqlalchemy import select

from core.contracts import Kind
from core.messages.models import Message, Turn
from escalation.cases.models import Priority
from tests.builders import send
from tests.fakes import FakeBot
from tests.turns.conftest import Helpline

EN_WAGE = "rights_minimum_wage: what is the minimum wage here"
KM_WAGE = "ប្រាក់ខែអប្បបរមាប៉ុន្មាន"
HEADINGS = {
    "steps": ["What you can do"],
    "law": ["What the law"],
    "contacts": ["Who you can call"],
    "short": ["Source:"],
}
TH_WAGE = "ค่าแรงขั้นต่ำเท่าไหร่ครับ"


@pytest.mark.parametrize(("words", "language"), [(EN_WAGE, "en"), (KM_WAGE, "km"), (TH_WAGE, "th")])
async def test_a_question_is_answered_in_its_language(helpline: Helpline, words: str, language: str) -> None:
    answer, introduction = await helpline.says(words)
    short = helpline.parts.shelf.content().answers["rights_minimum_wage"].short
    assert getattr(short, language) in answer
    assert introduction == helpline.words("first-words", language)


async def test_who_we_are_is_said_once(helpline: Helpline) -> None:
    await helpline.says(EN_WAGE)
    assert len(await helpline.says(EN_WAGE)) == 1


async def test_the_same_message_twice_is_answered_once(helpline: Helpline) -> None:
    first = await helpline.says(EN_WAGE, identity="chat:1")
    second = await helpline.says(EN_WAGE, identity="chat:1")
    assert (len(first), second) == (2, [])


async def test_a_turn_keeps_what_retraining_needs(helpline: Helpline) -> None:
    await helpline.says("?? mumble")
    await helpline.says(EN_WAGE)
    await helpline.presses("menu")
    async with helpline.parts.database.read() as session:
        turns = (await session.execute(select(Turn).order_by(Turn.id))).scalars().all()
    assert [turn.followed_by for turn in turns] == ["rephrased", "button", None]
    assert turns[1].model == "fake"
    assert [guess["name"] for guess in turns[1].guesses or []] == ["rights_minimum_wage", "menu"]


async def test_three_misunderstandings_in_a_row_go_to_a_person(helpline: Helpline) -> None:
    for _ in range(2):
        await helpline.says("?? mumble")
    assert await helpline.cases() == []
    replies = await helpline.says("?? mumble")
    (case,) = await helpline.cases()
    assert case.kind == "misunderstood"
    assert helpline.words("person-asked", "en", number=case.number) in replies


async def test_an_understood_turn_starts_the_count_again(helpline: Helpline) -> None:
    for words in ("?? mumble", "?? mumble", EN_WAGE, "?? mumble", "?? mumble"):
        await helpline.says(words)
    assert await helpline.cases() == []


async def test_a_person_please(helpline: Helpline) -> None:
    replies = await helpline.says("talk_to_human: please let me speak to somebody")
    (case,) = await helpline.cases()
    assert (case.kind, case.priority, case.state) == ("talk_to_human", Priority.HIGH, "waiting")
    assert helpline.words("person-asked", "en", number=case.number) in replies
    again = await helpline.says("talk_to_human: is anyone there please")
    assert helpline.words("person-already-asked", "en", number=case.number) in again
    assert len(await helpline.cases()) == 1


@pytest.mark.parametrize(
    "command", ["/start", "/help", "/language", "/human", "/delete", "/start@chumnuoy_bot payload"]
)
async def test_a_command_does_not_need_the_bot(helpline: Helpline, bot: FakeBot, command: str) -> None:
    bot.mode = "dead"
    assert await helpline.says(command, kind=Kind.COMMAND)
    assert bot.turns == []


async def test_a_chosen_language_wins(helpline: Helpline) -> None:
    await helpline.presses("lang:th")
    answer = (await helpline.says(KM_WAGE))[0]
    assert helpline.parts.shelf.content().answers["rights_minimum_wage"].short.th in answer


@pytest.mark.parametrize(
    "payload", ["", "nothing", "part:steps:no_such", "part:what:rights_leave", "lang:fr", "danger:x"]
)
async def test_a_button_that_means_nothing_gets_a_kind_word(helpline: Helpline, payload: str) -> None:
    await helpline.presses("lang:en")
    replies = await helpline.presses(payload)
    assert helpline.words("button-too-old") in replies


@pytest.mark.parametrize("part", ["steps", "law", "contacts", "short"])
async def test_the_parts_of_an_answer_come_by_button_without_the_bot(
    helpline: Helpline, bot: FakeBot, part: str
) -> None:
    bot.mode = "dead"
    await helpline.presses("lang:en")
    (reply,) = await helpline.presses(f"part:{part}:complaint_unpaid_wages")
    assert any(heading in reply for heading in HEADINGS[part])


@pytest.mark.parametrize(("attachment", "key"), [("photo", "attachment-received"), ("sticker", "sticker-received")])
async def test_what_is_not_a_text_is_kept_and_said_so(helpline: Helpline, attachment: str, key: str) -> None:
    await helpline.presses("lang:en")
    replies = await helpline.says("", kind=Kind.ATTACHMENT, attachment=attachment)
    assert helpline.words(key) in replies


async def test_an_edit_that_means_the_same_is_not_answered_again(helpline: Helpline) -> None:
    await helpline.says(EN_WAGE, identity="chat:1")
    same = await helpline.says(f"{EN_WAGE}?", identity="chat:1:2", revises="chat:1", kind=Kind.EDIT)
    assert same == []


async def test_an_edit_that_means_something_else_is_answered(helpline: Helpline) -> None:
    await helpline.says(EN_WAGE, identity="chat:1")
    other = await helpline.says("talk_to_human: no, a person", identity="chat:1:2", revises="chat:1", kind=Kind.EDIT)
    assert other
    async with helpline.parts.database.read() as session:
        texts = (await session.execute(select(Message.text).where(Message.direction == "in"))).scalars().all()
    assert len(texts) == 2, "both what was first written and the edit are kept"


async def test_several_texts_in_a_row_get_one_reply(helpline: Helpline, bot: FakeBot) -> None:
    for words in ("my boss", "has not paid me", "for two months"):
        await send(helpline.parts.database, words)
    await helpline.settle()
    assert [turn["text"] for turn in bot.turns] == ["my boss\nhas not paid me\nfor two months"]


FOREIGN = {
    "my": "ကျွန်တော် လုပ်ခ မရသေးဘူး ဘယ်သူ့ကို ပြောရမလဲ",
    "lo": "ນາຍຈ້າງບໍ່ຈ່າຍເງິນເດືອນໃຫ້ຂ້ອຍ",
    "vi": "Chủ không trả lương cho tôi hai tháng rồi",
    "zh": "老板两个月没有给我工资",
}


@pytest.mark.parametrize("code", FOREIGN)
async def test_another_language_is_answered_in_that_language(helpline: Helpline, bot: FakeBot, code: str) -> None:
    replies = await helpline.says(FOREIGN[code])
    assert replies[0].startswith(helpline.words(f"foreign-{code}"))
    assert bot.turns == [], "nobody guesses at what was written"


async def test_who_speaks_burmese_is_named(helpline: Helpline) -> None:
    assert "☎" in (await helpline.says(FOREIGN["my"]))[0]
