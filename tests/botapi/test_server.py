"""The server itself, met by python-telegram-bot's own client and types: what it sends must be what Telegram sends."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from telegram import Bot, TelegramObject, Update
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.botapi.content import KINDS
from tests.botapi.phone import Control
from tests.botapi.server import serving

TOKEN = "123:ABC-only-for-tests"


@pytest.fixture(autouse=True)
def pauses_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns about its older way, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture(scope="module")
def one_server() -> Iterator[str]:
    """The address of a server for all tests here."""
    with serving(TOKEN) as url:
        yield url


@pytest.fixture
async def control(one_server: str) -> AsyncIterator[Control]:
    """The switches, with an empty world."""
    made = Control(one_server)
    await made.post("/reset")
    yield made
    await made.http.aclose()


@pytest.fixture
async def bot(one_server: str, control: Control) -> AsyncIterator[Bot]:
    """A plain bot of the library."""
    made = Bot(TOKEN, base_url=f"{one_server}/bot", base_file_url=f"{one_server}/file/bot")
    await made.initialize()
    yield made
    await made.shutdown()


async def raw(one_server: str, method: str, **given: Any) -> Any:
    """A call without the library."""
    async with httpx.AsyncClient() as http:
        return (await http.post(f"{one_server}/bot{TOKEN}/{method}", json=given)).json()


def unknown(thing: Any) -> list[Any]:
    """Whatever the library found in an object that its types don't have."""
    return list(_unknown(thing))


def _unknown(thing: Any) -> Iterator[Any]:
    if isinstance(thing, tuple):
        for part in thing:
            yield from _unknown(part)
    if isinstance(thing, TelegramObject):
        if thing.api_kwargs:
            yield thing.api_kwargs
        slots = {name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())}
        for name in (name for name in slots if not name.startswith("_")):  # those hold the bot, among others
            yield from _unknown(getattr(thing, name, None))


def lost(sent: Any, read: Any) -> bool:
    """True when something that was sent is not in what the library read. (It adds what was left out.)"""
    if isinstance(sent, dict):
        return any(key not in read or lost(sent[key], read[key]) for key in sent)
    if isinstance(sent, list):
        return len(sent) != len(read) or any(lost(one, other) for one, other in zip(sent, read, strict=True))
    return bool(sent != read)


async def _everything_that_can_happen(control: Control, bot: Bot) -> None:
    someone = control.phone(1)
    written = await someone.text("/start ខ្ញុំ 😢 /help")
    await someone.edit(written["message_id"], "changed")
    for what in KINDS:
        await someone.send(what, caption="" if what in ("sticker", "location", "contact", "dice") else "words")
    await bot.send_message(1, "Choose", reply_markup=_keyboard("a"))
    await someone.press(data="a")
    await someone.block()
    await someone.unblock()
    for kind in ("group", "supergroup", "channel"):
        chat = (await control.post("/chats", by=1, type=kind))["chat_id"]
        await someone.text("here too", chat_id=chat)
        if kind == "group":
            await control.post(f"/chats/{chat}/migrate")


def _keyboard(data: str, text: str = "A") -> Any:
    return {"inline_keyboard": [[{"text": text, "callback_data": data}]]}


async def test_the_library_understands_every_update_completely(control: Control, bot: Bot, one_server: str) -> None:
    await _everything_that_can_happen(control, bot)
    sent = (await raw(one_server, "getUpdates"))["result"]
    assert len(sent) > 25
    for update in sent:
        parsed = Update.de_json(update, bot)
        assert unknown(parsed) == []
        assert not lost(update, parsed.to_dict()), update


async def test_who_the_bot_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, unknown(me)) == (123, True, [])


async def test_sending_editing_deleting(control: Control, bot: Bot) -> None:
    await control.phone(1).text("/start")
    sent = await bot.send_message(1, "  one  ", reply_markup=_keyboard("x"))
    assert (sent.text, sent.chat.id, unknown(sent)) == ("one", 1, [])
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("one", 1, sent.message_id, reply_markup=_keyboard("x"))
    await bot.edit_message_text("two", 1, sent.message_id, reply_markup=_keyboard("x"))
    await bot.edit_message_reply_markup(1, sent.message_id, reply_markup=_keyboard("y"))
    (shown,) = await control.look("/chats/1/sent")
    assert (shown["text"], shown["reply_markup"]) == ("two", _keyboard("y"))
    assert await bot.delete_message(1, sent.message_id)
    assert await control.sent(1) == []
    for call in (bot.edit_message_text("x", 1, 999), bot.delete_message(1, 999)):
        with pytest.raises(BadRequest, match="not found"):
            await call


@pytest.mark.parametrize(
    ("text", "markup", "says"),
    [
        (" \n", None, "message text is empty"),
        ("x" * 4097, None, "message is too long"),
        ("😢" * 2049, None, "message is too long"),
        ("x", _keyboard("ខ" * 22), "BUTTON_DATA_INVALID"),
        ("x", _keyboard("a", text=" "), "Text is empty"),
        ("x", {"inline_keyboard": [[{"text": "A"}]]}, "exactly one"),
    ],
)
async def test_what_it_does_not_take(control: Control, bot: Bot, text: str, markup: Any, says: str) -> None:
    await control.phone(1).text("/start")
    with pytest.raises(BadRequest, match=f"(?i){says}"):
        await bot.send_message(1, text, reply_markup=markup)


async def test_what_just_fits(control: Control, bot: Bot) -> None:
    await control.phone(1).text("/start")
    await bot.send_message(1, "😢" * 2048, reply_markup=_keyboard("ខ" * 21))
    with pytest.raises(BadRequest, match="parse_mode"):
        await bot.send_message(1, "x", parse_mode="HTML")


async def test_chats_that_cannot_be_written_to(control: Control, bot: Bot) -> None:
    for chat in (404, "nobody"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "x")
    someone = control.phone(1)
    await someone.unblock()
    with pytest.raises(Forbidden, match="initiate"):
        await bot.send_message(1, "x")
    await someone.text("/start")
    await someone.block()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(1, "x")
    await someone.unblock()
    await bot.send_message(1, "x")
    await control.post("/people/1/deactivate")
    with pytest.raises(Forbidden, match="deactivated"):
        await bot.send_chat_action(1, "typing")
    group = (await control.post("/chats", by=1))["chat_id"]
    moved = (await control.post(f"/chats/{group}/migrate"))["chat_id"]
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group, "x")
    assert caught.value.new_chat_id == moved


async def test_commands_by_language(bot: Bot) -> None:
    await bot.set_my_commands([("start", "Start")])
    await bot.set_my_commands([("start", "ចាប់ផ្តើម")], language_code="km")
    assert [command.description for command in await bot.get_my_commands()] == ["Start"]
    assert [command.description for command in await bot.get_my_commands(language_code="km")] == ["ចាប់ផ្តើម"]
    assert await bot.get_my_commands(language_code="th") == ()
    with pytest.raises(BadRequest, match=r"(?i)command_invalid"):
        await bot.set_my_commands([("Start!", "Start")])


async def test_files(control: Control, bot: Bot, one_server: str) -> None:
    await control.phone(1).send("voice")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.voice is not None
    file = await update.message.voice.get_file()
    assert unknown(file) == []
    assert bytes(await file.download_as_bytearray()).startswith(b"voice")
    with pytest.raises(BadRequest):
        await bot.get_file("nothing")


async def test_buttons_are_answered_once(control: Control, bot: Bot) -> None:
    await control.phone(1).text("/start")
    await bot.send_message(1, "Choose", reply_markup=_keyboard("a"))
    pressed = await control.phone(1).press(text="A")
    assert (await control.look("/buttons"))["spinning"] == [pressed["callback_query_id"]]
    assert await bot.answer_callback_query(pressed["callback_query_id"], text="ok")
    with pytest.raises(BadRequest, match="too old"):
        await bot.answer_callback_query(pressed["callback_query_id"])
    assert (await control.http.post("/people/1/press", json={"data": "b"})).status_code == 404


async def test_polling_offset_limit_and_kinds(control: Control, bot: Bot) -> None:
    for number in range(4):
        await control.phone(1).text(str(number))
    first, second = await bot.get_updates(limit=2)
    assert await bot.get_updates(offset=first.update_id, limit=2) == (first, second)
    assert [update.message.text for update in await bot.get_updates(offset=second.update_id) if update.message] == list(
        "123"
    )
    assert [update.message.text for update in await bot.get_updates(offset=-1) if update.message] == ["3"]
    await bot.get_updates(offset=second.update_id + 3, allowed_updates=["message"])
    await control.phone(1).block()
    await control.phone(1).text("4")
    assert [update.message.text for update in await bot.get_updates() if update.message] == ["4"]


async def test_a_poll_waits_for_news_and_a_second_poll_ends_it(control: Control, bot: Bot, one_server: str) -> None:
    waiting = asyncio.create_task(raw(one_server, "getUpdates", timeout=3))
    await asyncio.sleep(0.1)
    news = asyncio.create_task(bot.get_updates(timeout=3))
    assert (await waiting)["error_code"] == 409
    await control.phone(1).text("news")
    assert [update.message.text for update in await news if update.message] == ["news"]


async def test_a_webhook_and_a_poll_exclude_each_other(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="s", allowed_updates=["message"], max_connections=3)
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == ("http://127.0.0.1:9/hook", 3, ("message",))
    assert unknown(info) == []
    with pytest.raises(Conflict, match="webhook"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.get_updates() == ()
    with pytest.raises(BadRequest, match=r"(?i)https"):
        await bot.set_webhook("ftp://127.0.0.1")
    with pytest.raises(BadRequest, match="unallowed"):
        await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="ខ")


async def test_what_waits_can_be_dropped(control: Control, bot: Bot) -> None:
    await control.phone(1).text("old")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_tokens_and_methods(one_server: str, bot: Bot) -> None:
    async with httpx.AsyncClient(base_url=one_server) as http:
        codes = [(await http.get(f"/bot{token}/getMe")).status_code for token in (TOKEN, "123:other", "nonsense")]
        assert codes == [200, 401, 404]
        assert (await http.get(f"/bot{TOKEN}/nothing")).status_code == 404
        assert (await http.get(f"/bot{TOKEN}/GETME")).json()["ok"]
        assert (await http.post(f"/bot{TOKEN}/sendMessage", data={"text": "x"})).json()["error_code"] == 400
        assert (await http.get(f"/file/bot{TOKEN}/nothing")).status_code == 404
    stranger = Bot("123:other", base_url=f"{one_server}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_faults_hit_the_calls_they_are_meant_for(control: Control, bot: Bot) -> None:
    await control.phone(1).text("/start")
    await control.phone(2).text("/start")
    await control.fault("retry_after", method="sendMessage", chat_id=1, times=2, seconds=5)
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(1, "x")
    await bot.send_message(2, "x")
    await bot.send_message(1, "x")
    await control.fault("error", code=502)
    with pytest.raises(NetworkError):
        await bot.get_me()
    await control.fault("cut", method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(1, "it arrives all the same")
    assert await control.sent(1) == ["x", "it arrives all the same"]
    await control.fault("error", times=9)
    await control.http.delete("/faults")
    await bot.get_me()
    outcomes = [call["outcome"] for call in await control.calls("sendMessage", chat_id=1)]
    assert outcomes == [429, 429, 200, 200]
