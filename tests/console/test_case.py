"""A case: reading it, taking it, answering, handing back, closing; and what each of these leaves behind."""

import pytest
from sqlalchemy import select

from core.contracts import Button, Kind
from core.messages import outbox
from core.messages.models import Author, Conversation, Message
from escalation.cases.models import Audit, Case
from escalation.desk import LONGEST_NOTE, LONGEST_REPLY, MESSAGES_SHOWN
from tests.builders import send
from tests.console.conftest import KHMER, Console

SECOND = "sriracha-marker"


async def state(console: Console, case: Case) -> Case:
    """The case as it is now."""
    async with console.parts.database.read() as session:
        return await session.get_one(Case, case.id)


async def said(console: Console, case: Case, author: Author = Author.OPERATOR) -> list[str]:
    """What somebody wrote in a case's conversation."""
    async with console.parts.database.read() as session:
        query = select(Message).where(Message.conversation_id == case.conversation_id, Message.author == author)
        return [one.text for one in (await session.execute(query.order_by(Message.id))).scalars()]


async def record(console: Console, case: Case | None = None) -> list[tuple[str, int | None]]:
    """The audit rows of a case: act and operator."""
    async with console.parts.database.read() as session:
        query = select(Audit.act, Audit.operator_id).order_by(Audit.id)
        rows = (await session.execute(query.where(Audit.case_id == case.id) if case else query)).all()
        return [(row[0], row[1]) for row in rows]


async def test_a_whole_case(either: Console) -> None:
    case = await either.case()
    address = f"/console/cases/{case.number}"
    async with either.operator("sok") as sok:
        page = (await sok.get(address)).text
        assert KHMER in page
        assert "Take this case" in page
        assert 'name="text"' not in page
        assert (await sok.post(f"{address}/claim")).headers["location"] == f"{address}#newest"
        assert 'name="text"' in (await sok.get(address)).text
        assert (await sok.post(f"{address}/reply", text="សួស្តីបង\r\nនេះសុខ")).status_code == 303
        assert "សួស្តីបង\nនេះសុខ" in (await sok.get(address)).text
        assert (await sok.post(f"{address}/hand-back")).status_code == 303
        assert (await sok.post(f"{address}/claim")).status_code == 303
        closed = await sok.post(f"{address}/close", outcome="referred", note="to the labour office")
        assert closed.status_code == 303
        page = (await sok.get(address)).text
    assert "to the labour office" in page
    assert "This case is closed." in page
    assert "Take this case" not in page
    now = await state(either, case)
    assert (now.state, now.outcome, now.note) == ("closed", "referred", "to the labour office")
    assert await said(either, case) == ["សួស្តីបង\nនេះសុខ"]
    assert [act for act, _ in await record(either, case)] == [
        "case.open",
        "transcript.read",
        "case.claim",
        "transcript.read",
        "case.reply",
        "transcript.read",
        "case.hand_back",
        "case.claim",
        "case.close",
        "transcript.read",
    ]


async def test_while_a_person_has_it_the_bot_is_told_to_be_silent_and_later_to_speak(console: Console) -> None:
    case = await console.case()

    async def handler() -> str:
        async with console.parts.database.read() as session:
            return (await session.get_one(Conversation, case.conversation_id)).handler

    async with console.operator("sok") as sok:
        await sok.post(f"/console/cases/{case.number}/claim")
        assert await handler() == "human"
        await sok.post(f"/console/cases/{case.number}/hand-back")
        assert await handler() == "bot"


async def test_every_page_view_is_on_record_and_live_updates_belong_to_it(console: Console) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        for address in (f"/console/cases/{case.number}", f"/api/cases/{case.number}", f"/console/cases/{case.number}"):
            assert KHMER in (await sok.get(address)).text
        for _ in range(3):
            assert KHMER in (await sok.get(f"/console/parts/cases/{case.number}")).text
    assert (await record(console, case))[1:] == [("transcript.read", 1)] * 3


async def test_a_live_update_without_a_page_view_is_on_record_too(console: Console) -> None:
    case = await console.case()
    async with console.operator("sok") as sok, console.operator("dara") as dara:
        await dara.get(f"/console/cases/{case.number}")
        await sok.get(f"/console/parts/cases/{case.number}")
        await sok.get(f"/console/parts/cases/{case.number}")
    assert (await record(console, case))[1:] == [("transcript.read", 2), ("transcript.read", 1)]


async def test_only_one_has_a_case_and_the_other_is_told_who(console: Console) -> None:
    case = await console.case()
    address = f"/console/cases/{case.number}"
    async with console.operator("sok") as sok, console.operator("dara") as dara:
        await sok.post(f"{address}/claim")
        for act, form in {
            "claim": {},
            "reply": {"text": "my long answer"},
            "hand-back": {},
            "close": {"outcome": "helped", "note": "a note"},
        }.items():
            answer = await dara.post(f"{address}/{act}", **form)
            assert answer.status_code == 409, act
            assert "Sok has this case. You can&#39;t do this." in answer.text, act
            assert form.get("text", "") in answer.text
        for act, words in {
            "claim": {},
            "reply": {"text": "x"},
            "hand_back": {},
            "close": {"outcome": "helped"},
        }.items():
            answer = await dara.api(f"/api/cases/{case.number}/{act}", **words)
            assert (answer.status_code, answer.json()["error"]) == (409, "error-case-taken-by"), act
            assert answer.json()["sentence"] == "Sok has this case. You can't do this."
        assert "Sok has this case. Only they can write" in (await dara.get(address)).text
    now = await state(console, case)
    assert (now.state, now.owner_id) == ("active", 1)
    assert await said(console, case) == []


async def test_words_that_came_too_late_are_given_back(console: Console) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        await sok.post(f"/console/cases/{case.number}/claim")
        await sok.post(f"/console/cases/{case.number}/hand-back")
        answer = await sok.post(f"/console/cases/{case.number}/reply", text="too late <b>words</b>")
    assert answer.status_code == 409
    assert "Your words were not sent" in answer.text
    assert "too late &lt;b&gt;words&lt;/b&gt;" in answer.text


async def test_taking_it_twice_is_taking_it_once(console: Console) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        assert (await sok.post(f"/console/cases/{case.number}/claim")).status_code == 303
        assert (await sok.post(f"/console/cases/{case.number}/claim")).status_code == 303
    assert [act for act, _ in await record(console, case)] == ["case.open", "case.claim"]
    assert len(await said(console, case, Author.BOT)) == 1


@pytest.mark.parametrize(
    "text", ["", "   \r\n\t", "\u200b\u200b", "x" * (LONGEST_REPLY + 1)], ids=["0", "space", "zwsp", "long"]
)
async def test_a_reply_that_can_not_be_sent_stays_in_the_form(console: Console, text: str) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        await sok.post(f"/console/cases/{case.number}/claim")
        answer = await sok.post(f"/console/cases/{case.number}/reply", text=text)
        by_api = await sok.api(f"/api/cases/{case.number}/reply", text=text)
    assert (answer.status_code, by_api.status_code) == (422, 422)
    assert ("The reply is empty" in answer.text) or ("The reply is too long: 4001 characters" in answer.text)
    assert f'data-longest="4000">{text}</textarea>'.replace("\r\n", "\n") in answer.text.replace("\r\n", "\n")
    assert await said(console, case) == []


async def test_the_longest_reply_is_sent_and_a_double_click_sends_it_once(console: Console) -> None:
    case = await console.case()
    text = "ក" * LONGEST_REPLY
    async with console.operator("sok") as sok:
        await sok.post(f"/console/cases/{case.number}/claim")
        for _ in range(2):
            answer = await sok.post(f"/console/cases/{case.number}/reply", text=text, once="one form")
            assert answer.status_code == 303
        assert await said(console, case) == [text]
        await sok.post(f"/console/cases/{case.number}/reply", text=text, once="another form")
    assert await said(console, case) == [text, text]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"note": "kept note"}, "Choose what came of the case"),
        ({"outcome": "unheard of", "note": "kept note"}, "Choose what came of the case"),
        ({"outcome": "helped", "note": "kept note" + "x" * LONGEST_NOTE}, "The note is too long: 2009"),
    ],
)
async def test_a_closing_that_is_not_complete(console: Console, form: dict[str, str], sentence: str) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        answer = await sok.post(f"/console/cases/{case.number}/close", **form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "kept note" in answer.text
    assert (await state(console, case)).state == "waiting"


async def test_a_closed_case_can_not_be_closed_again(console: Console) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        await sok.post(f"/console/cases/{case.number}/close", outcome="helped")
        answer = await sok.post(f"/console/cases/{case.number}/close", outcome="referred")
        assert answer.status_code == 409
        assert "the case has changed" in answer.text
        claimed = await sok.post(f"/console/cases/{case.number}/claim")
        assert claimed.status_code == 409
    assert (await state(console, case)).outcome == "helped"


async def test_the_transcript_shows_what_happened(console: Console) -> None:
    case = await console.case("urgent_violence", 1, "ជួយផង! គេវាយខ្ញុំ")
    address = await console.address(case)
    database = console.parts.database
    async with database.write() as session:
        buttons = [[Button(text="Danger <now>", payload="danger:yes")]]
        bot = await outbox.queue(session, case.conversation_id, "191\n1669", buttons=buttons)
        bot.state, bot.reason = "failed", "blocked"
        worker = (await session.execute(select(Message).where(Message.author == "worker"))).scalar_one()
        worker.language, worker.intent, worker.confidence, worker.urgent = "km-Latn", "urgent_violence", 0.934, True
        changed = await session.get_one(Case, case.id)
        changed.unreachable, changed.alarms = True, 2
    await send(database, "", address=address, kind=Kind.BUTTON, payload="danger:yes")
    await send(database, "I am in Chonburi", address=address, identity="first")
    await send(database, f"I am in {SECOND}", address=address, kind=Kind.EDIT, revises="first")
    await send(database, "", address=address, kind=Kind.ATTACHMENT, attachment="photo")
    async with console.operator("sok") as sok:
        page = (await sok.get(f"/console/cases/{case.number}")).text
    for words in (
        'lang="km">ជួយផង! គេវាយខ្ញុំ',
        "Khmer in Latin letters",
        "Understood as: Someone hurts or threatens me (93 %)",
        "191\n1669",
        "<li>Danger &lt;now&gt;</li>",
        "Pressed the button: <b>Danger &lt;now&gt;</b>",
        'title="blocked">Not delivered',
        "Corrected later",
        '<q lang="">I am in Chonburi</q>',
        f"I am in {SECOND}",
        ">Photo<",
        "Can&#39;t be reached",
        "Danger again: 2",
        "Case opened",
        "Chon Buri, Thailand",
    ):
        assert words in page, words
    assert "Danger <now>" not in page


async def test_a_long_transcript_is_cut_and_can_be_shown_whole(console: Console) -> None:
    case = await console.case(text="the very first words")
    address = await console.address(case)
    for number in range(MESSAGES_SHOWN):
        await send(console.parts.database, f"message {number}", address=address)
    async with console.operator("sok") as sok:
        page = (await sok.get(f"/console/cases/{case.number}")).text
        whole = (await sok.get(f"/console/cases/{case.number}?whole=true")).text
        by_api = (await sok.get(f"/api/cases/{case.number}")).json()
    assert "the very first words" not in page
    assert "Show older messages" in page
    assert "the very first words" in whole
    assert (len(by_api["messages"]), by_api["cut"]) == (MESSAGES_SHOWN, True)


async def test_times_are_bangkok_s_with_utc_in_the_title(console: Console) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        page = (await sok.get(f"/console/cases/{case.number}")).text
    opened = case.opened_at
    title = opened.strftime("%Y-%m-%d %H:%M:%S UTC")
    assert f'title="{title}">{(opened.hour + 7) % 24:02}:{opened.minute:02}</time>' in page


@pytest.mark.parametrize("number", ["CHM-000000", "1", "CHM-1'; DROP TABLE cases", "%00", "ខ្មែរ"])
async def test_a_case_that_is_not_there(console: Console, number: str) -> None:
    async with console.operator("sok") as sok:
        page = await sok.get(f"/console/cases/{number}")
        by_api = await sok.get(f"/api/cases/{number}")
    assert (page.status_code, by_api.status_code) == (404, 404)
    assert by_api.json()["error"] == "error-not-found"
    assert "This is not here, or you may not see it." in page.text
