"""Sending over real HTTP: what arrives, in which order, and what each failure becomes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from channels.base import RejectedError, RetryError, SendError, StoppedError, ThrottledError
from channels.telegram.client import Client, open_client
from channels.telegram.intake import Intake
from channels.telegram.outbound import Telegram
from core import clock
from core.contracts import Button, OutboundMessage
from core.db import Database
from core.messages import outbox
from core.messages.models import Message, State
from helpline.delivery import Delivery
from tests.botapi.phone import Control
from tests.telegram.conftest import TOKEN, conversations

pytestmark = pytest.mark.timeout(90)
SENTENCE = "នាយកដ្ឋានការងារអាចជួយអ្នកបាន។ "


@pytest.fixture
async def telegram(server: str) -> AsyncIterator[Telegram]:
    """The channel."""
    made = Telegram(open_client(TOKEN, server))
    yield made
    await made.close()


def message(text: str, chat: int = 1, *, number: int = 1, buttons: list[list[Button]] | None = None) -> OutboundMessage:
    """A message to somebody."""
    return OutboundMessage(
        id=number,
        conversation_id=chat,
        channel="telegram",
        address=str(chat),
        text=text,
        buttons=buttons or [],
        attempts=1,
        urgent=False,
    )


async def error_of(telegram: Telegram, sent: OutboundMessage) -> SendError:
    """How sending fails."""
    with pytest.raises(SendError) as caught:
        await telegram.send(sent)
    return caught.value


async def test_a_message_arrives_as_it_was_written(control: Control, telegram: Telegram) -> None:
    await control.phone(1).text("/start")
    rows = [[Button(text="ខ្មែរ", payload="lang:km"), Button(text="ไทย", payload="lang:th")]]
    sent_id = await telegram.send(message("<b>1546</b> *not* _formatted_ https://example.org", buttons=rows))
    (arrived,) = await control.look("/chats/1/sent")
    assert arrived["message_id"] == int(sent_id)
    assert arrived["text"] == "<b>1546</b> *not* _formatted_ https://example.org"
    assert arrived["link_preview_options"] == {"is_disabled": True}
    pressed = [[(button["text"], button["callback_data"]) for button in row] for row in _keyboard(arrived)]
    assert pressed == [[("ខ្មែរ", "lang:km"), ("ไทย", "lang:th")]]


def _keyboard(arrived: dict[str, dict[str, list[list[dict[str, str]]]]]) -> list[list[dict[str, str]]]:
    return arrived.get("reply_markup", {}).get("inline_keyboard", [])


async def test_a_long_text_comes_in_pieces_with_the_buttons_under_the_last(
    control: Control, telegram: Telegram
) -> None:
    await control.phone(1).text("/start")
    text = SENTENCE * 350
    sent_id = await telegram.send(message(text, buttons=[[Button(text="ok", payload="menu")]]))
    arrived = await control.look("/chats/1/sent")
    assert len(arrived) == 3
    assert " ".join(piece["text"] for piece in arrived) == text.strip()
    assert [bool(_keyboard(piece)) for piece in arrived] == [False, False, True]
    assert str(arrived[-1]["message_id"]) == sent_id


@pytest.mark.parametrize("fault", ["error", "retry_after"])
async def test_a_piece_that_arrived_is_not_sent_again(control: Control, telegram: Telegram, fault: str) -> None:
    await control.phone(1).text("/start")
    text = SENTENCE * 200
    await control.fault(fault, method="sendMessage", skip=1)
    assert isinstance(await error_of(telegram, message(text)), RetryError | ThrottledError)
    assert len(await control.sent(1)) == 1
    await telegram.send(message(text))
    assert " ".join(await control.sent(1)) == text.strip()
    await telegram.send(message(text))  # what is done is forgotten: sending on purpose again sends all
    assert len(await control.sent(1)) == 4


async def test_half_a_surrogate_pair_does_not_hold_a_message_up(control: Control, telegram: Telegram) -> None:
    await control.phone(1).text("/start")
    await telegram.send(message("a\ud83db"))
    assert await control.sent(1) == ["a?b"]


async def test_a_lost_answer_means_sent_again_rather_than_never(control: Control, telegram: Telegram) -> None:
    await control.phone(1).text("/start")
    await control.fault("cut", method="sendMessage")
    assert isinstance(await error_of(telegram, message("1546")), RetryError)
    await telegram.send(message("1546"))
    assert await control.sent(1) == ["1546", "1546"]


async def test_too_fast_names_the_pause(control: Control, telegram: Telegram) -> None:
    await control.phone(1).text("/start")
    await control.fault("retry_after", method="sendMessage", seconds=37)
    error = await error_of(telegram, message("hello"))
    assert isinstance(error, ThrottledError)
    assert (error.seconds, error.reason) == (37, "throttled")


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_trouble_at_telegram_passes(control: Control, telegram: Telegram, code: int) -> None:
    await control.phone(1).text("/start")
    await control.fault("error", method="sendMessage", code=code)
    assert isinstance(await error_of(telegram, message("hello")), RetryError)
    await telegram.send(message("hello"))
    assert await control.sent(1) == ["hello"]


async def test_an_answer_that_takes_too_long_passes(
    control: Control, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.telegram.client.READ_SECONDS", 0.2)
    telegram = Telegram(open_client(TOKEN, server))
    await control.phone(1).text("/start")
    await control.fault("timeout", method="sendMessage", seconds=1)
    error = await error_of(telegram, message("hello"))
    await telegram.close()
    assert isinstance(error, RetryError)
    assert error.reason == "timeout"


@pytest.mark.parametrize(
    ("act", "reason"), [("block", "blocked"), ("deactivate", "deactivated"), ("unblock", "never_started")]
)
async def test_a_worker_who_is_gone(control: Control, telegram: Telegram, act: str, reason: str) -> None:
    if reason != "never_started":
        await control.phone(1).text("/start")
    await control.post(f"/people/1/{act}")
    error = await error_of(telegram, message("hello"))
    assert isinstance(error, StoppedError)
    assert error.reason == reason


async def test_a_chat_that_does_not_exist(telegram: Telegram) -> None:
    error = await error_of(telegram, message("hello", chat=404))
    assert isinstance(error, StoppedError)
    assert error.reason == "chat_not_found"


async def test_a_refusal_that_is_known_to_pass_is_not_a_goodbye(control: Control, telegram: Telegram) -> None:
    await control.phone(1).text("/start")
    description = "Forbidden: bot can't send messages to the user"
    await control.fault("error", method="sendMessage", code=403, description=description)
    assert isinstance(await error_of(telegram, message("hello")), RetryError)


async def test_what_telegram_will_never_take(control: Control, telegram: Telegram) -> None:
    await control.phone(1).text("/start")
    assert isinstance(await error_of(telegram, message("  ")), RejectedError)
    nameless = [[Button(text="", payload="menu")]]
    assert isinstance(await error_of(telegram, message("hello", number=2, buttons=nameless)), RejectedError)


async def test_a_group_that_moved(control: Control, telegram: Telegram) -> None:
    group = (await control.post("/chats", by=1))["chat_id"]
    await control.post(f"/chats/{group}/migrate")
    assert isinstance(await error_of(telegram, message("hello", chat=group)), RejectedError)


async def test_a_wrong_token_keeps_messages_for_later(server: str, control: Control) -> None:
    await control.phone(1).text("/start")
    telegram = Telegram(open_client("123:wrong", server))
    error = await error_of(telegram, message("hello"))
    await telegram.close()
    assert isinstance(error, RetryError)
    assert error.reason == "token_refused"


async def test_telegram_out_of_reach() -> None:
    telegram = Telegram(open_client(TOKEN, "http://127.0.0.1:9"))
    assert isinstance(await error_of(telegram, message("hello")), RetryError)
    await telegram.typing("1")
    await telegram.close()


async def test_typing_shows_and_never_raises(control: Control, telegram: Telegram) -> None:
    await control.phone(1).text("/start")
    await telegram.typing("1")
    await control.phone(1).block()
    await telegram.typing("1")
    await telegram.typing("no chat")
    outcomes = [call["outcome"] for call in await control.calls("sendChatAction")]
    assert outcomes == [200, 403, 400]


async def test_several_senders_at_once_mix_no_pieces(control: Control, telegram: Telegram) -> None:
    for chat in (1, 2, 3, 4):
        await control.phone(chat).text("/start")
    text = SENTENCE * 200
    await asyncio.gather(*(telegram.send(message(f"{chat} {text}", chat, number=chat)) for chat in (1, 2, 3, 4)))
    for chat in (1, 2, 3, 4):
        assert " ".join(await control.sent(chat)) == f"{chat} {text}".strip()


# With the real outbox


async def owe(database: Database, conversation_id: int, *words: str) -> list[int]:
    """Queue messages for somebody."""
    async with database.write() as session:
        return [(await outbox.queue(session, conversation_id, text)).id for text in words]


async def meet(control: Control, client: Client, intake: Intake, *chats: int) -> None:
    """Let people write, so that they have conversations with the numbers 1, 2, …"""
    for chat in chats:
        await control.phone(chat).text("/start")
    for raw in await client.raw_updates(None, 0, ["message"]):
        await intake.take(raw)


async def deliver_all(delivery: Delivery) -> None:
    """Send what is due now."""
    while await delivery.deliver_next():
        pass


async def test_a_chat_that_must_pause_holds_up_nobody_else(
    control: Control, client: Client, intake: Intake, database: Database, telegram: Telegram
) -> None:
    await meet(control, client, intake, 11, 22)
    first, second = await conversations(database)
    await owe(database, first.id, "a", "b")
    await owe(database, second.id, "c", "d")
    await control.fault("retry_after", method="sendMessage", chat_id=11, seconds=600)
    delivery = Delivery(database, {"telegram": telegram})
    start = clock.now()
    with clock.set_to(lambda: start):
        await deliver_all(delivery)
        assert await control.sent(11) == []
        assert await control.sent(22) == ["c", "d"]
    with clock.set_to(lambda: start + timedelta(seconds=599)):
        await deliver_all(delivery)
        assert await control.sent(11) == []
    with clock.set_to(lambda: start + timedelta(seconds=601)):
        await deliver_all(delivery)
        assert await control.sent(11) == ["a", "b"]


async def test_to_a_worker_who_blocked_the_bot_nothing_more_is_sent(
    control: Control, client: Client, intake: Intake, database: Database, telegram: Telegram
) -> None:
    await meet(control, client, intake, 11)
    (conversation,) = await conversations(database)
    numbers = await owe(database, conversation.id, "a", "b")
    await control.phone(11).block()
    await deliver_all(Delivery(database, {"telegram": telegram}))
    async with database.read() as session:
        states = [(await session.get_one(Message, number)).state for number in numbers]
    assert states == [State.STOPPED, State.STOPPED]
    (conversation,) = await conversations(database)
    assert conversation.stopped_at is not None
    assert len(await control.calls("sendMessage")) == 1
