"""The webhook over real HTTP, posted to by the Bot API server: who gets in, and what is confirmed when."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import text as sql

from channels.telegram import webhook
from channels.telegram.client import Client
from channels.telegram.intake import Intake
from core.contracts import Kind
from core.db import Database
from tests.botapi.phone import Control
from tests.telegram.conftest import RECORDED, aside, stored, texts

pytestmark = pytest.mark.timeout(90)
SECRET = "only-for-tests_0"
UPDATE = RECORDED["text_khmer"]["update"]


async def _serve(app: FastAPI) -> AsyncIterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    task = asyncio.create_task(running.serve([listening]))
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    await task


@pytest.fixture
async def site(intake: Intake) -> AsyncIterator[str]:
    """The address of a web process with the webhook."""
    app = FastAPI()
    app.include_router(webhook.router(intake, SECRET))
    async for url in _serve(app):
        yield url


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """Anybody on the internet."""
    async with httpx.AsyncClient(timeout=30) as made:
        yield made


async def post(http: httpx.AsyncClient, site: str, body: bytes, secret: str | None = SECRET) -> httpx.Response:
    """Post to the webhook."""
    headers = {} if secret is None else {webhook.SECRET_HEADER: secret}
    return await http.post(site + webhook.PATH, content=body, headers=headers)


async def test_what_people_write_arrives_and_is_confirmed(
    control: Control, client: Client, site: str, database: Database
) -> None:
    await control.phone(1).text("before the webhook was set")
    await webhook.register(client, site + "/", SECRET)
    await control.phone(1).text("/help")
    await control.phone(2).send("voice")
    await control.waiting(at_most=0)
    kinds = sorted((message.kind, message.text) for message in await stored(database))
    assert kinds == [
        (Kind.ATTACHMENT, ""),
        (Kind.COMMAND, "/help"),
        (Kind.TEXT, "before the webhook was set"),
    ]
    info = await client.get_webhook_info()
    assert info.url == site + webhook.PATH
    assert info.allowed_updates == ("message", "edited_message", "callback_query", "my_chat_member")
    assert info.last_error_message is None


async def test_it_is_set_as_soon_as_telegram_lets_us(control: Control, client: Client) -> None:
    await control.fault("error", method="setWebhook", code=502)
    await webhook.register_in_time(client, "http://127.0.0.1:9", SECRET)
    assert [call["outcome"] for call in await control.calls("setWebhook")] == [502, 200]
    assert (await client.get_webhook_info()).url == "http://127.0.0.1:9" + webhook.PATH


async def test_a_pressed_button_stops_spinning(control: Control, client: Client, site: str, database: Database) -> None:
    await webhook.register(client, site, SECRET)
    await control.phone(1).text("/start")
    keyboard = {"inline_keyboard": [[{"text": "Menu", "callback_data": "menu"}]]}
    await client.send_message(1, "Choose", reply_markup=keyboard)  # type: ignore[arg-type]  # as JSON has it
    await control.phone(1).press(text="Menu")
    await control.calls("answerCallbackQuery", at_least=1)
    assert [message.payload for message in await stored(database)] == [None, "menu"]
    assert (await control.look("/buttons"))["spinning"] == []


async def test_nobody_else_gets_in_or_learns_why(http: httpx.AsyncClient, site: str, database: Database) -> None:
    for secret in (None, "", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper()):
        answer = await post(http, site, json.dumps(UPDATE).encode(), secret)
        assert (answer.status_code, answer.content) == (403, b""), secret
    assert await stored(database) == []


async def test_without_a_secret_in_the_settings_nobody_gets_in(
    http: httpx.AsyncClient, intake: Intake, database: Database
) -> None:
    app = FastAPI()
    app.include_router(webhook.router(intake, ""))
    async for url in _serve(app):
        assert (await post(http, url, json.dumps(UPDATE).encode(), "")).status_code == 403
    assert await stored(database) == []


async def test_an_update_that_comes_twice_at_once_is_stored_once(
    http: httpx.AsyncClient, site: str, database: Database
) -> None:
    body = json.dumps(UPDATE).encode()
    answers = await asyncio.gather(*(post(http, site, body) for _ in range(6)))
    assert [answer.status_code for answer in answers] == [200] * 6
    assert await texts(database) == [UPDATE["message"]["text"]]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"update_id": 5, "message": {"text": "cut o', "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"", "not_json"),
        (b"[1, 2]", "unreadable"),
        (b'{"update_id": 5, "message": {"text": "no chat"}}', "unreadable"),
    ],
)
async def test_what_cannot_be_read_is_kept_once_and_confirmed(
    http: httpx.AsyncClient, site: str, database: Database, body: bytes, reason: str
) -> None:
    assert [(await post(http, site, body)).status_code for _ in range(3)] == [200] * 3
    (kept,) = await aside(database)
    assert kept.reason == reason
    assert await stored(database) == []
    assert (await post(http, site, json.dumps(UPDATE).encode())).status_code == 200
    assert len(await stored(database)) == 1


async def test_a_body_that_is_too_large_is_refused(http: httpx.AsyncClient, site: str, database: Database) -> None:
    body = json.dumps({**UPDATE, "padding": "x" * webhook.LARGEST_BODY_BYTES}).encode()
    assert (await post(http, site, body)).status_code == 413
    assert await stored(database) == []


async def test_while_the_database_fails_telegram_is_asked_to_repeat(
    control: Control, client: Client, site: str, database: Database
) -> None:
    async with database.write() as session:
        await session.execute(sql("ALTER TABLE messages RENAME TO hidden"))
    await webhook.register(client, site, SECRET)
    await control.phone(1).text("wait for the database")
    while (info := await client.get_webhook_info()).last_error_message is None:  # noqa: ASYNC110  # it tells only when asked
        await asyncio.sleep(0.01)
    assert "503" in info.last_error_message
    assert info.pending_update_count == 1
    async with database.write() as session:
        await session.execute(sql("ALTER TABLE hidden RENAME TO messages"))
    await control.waiting(at_most=0)
    assert await texts(database) == ["wait for the database"]


async def test_what_was_sent_while_the_site_was_down_arrives_in_order(
    control: Control, client: Client, intake: Intake, database: Database
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    await webhook.register(client, f"http://127.0.0.1:{port}", SECRET)
    for number in range(5):
        await control.phone(1).text(f"text {number}")
    app = FastAPI()
    app.include_router(webhook.router(intake, SECRET))
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", lifespan="off", ws="none")
    running = uvicorn.Server(config)
    task = asyncio.create_task(running.serve())
    await control.waiting(at_most=0)
    running.should_exit = True
    await task
    assert await texts(database) == [f"text {number}" for number in range(5)]
