"""Getting in: the right password, the wrong one, too many, sessions that end, and what a log-in leaves behind."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from time import process_time

import pytest
from sqlalchemy import select

from core import clock
from core.settings import Settings
from escalation.operators.attempts import PER_ADDRESS, PER_LOGIN
from escalation.operators.models import Operator, Role, Session
from escalation.operators.sessions import IDLE, LONGEST
from tests.console.conftest import Console, csrf_of, log_in, make_console

NEW = "four words are enough"


async def test_the_first_admin_is_made_once_and_gets_in(console: Console) -> None:
    password = await console.desk.operators.first_admin()
    assert password is not None
    assert await console.desk.operators.first_admin() is None
    async with console.browser() as client:
        answer = await log_in(client, "Admin ", password)
        assert (answer.status_code, answer.headers["location"]) == (303, "/console")
        assert (await client.get("/console/operators")).status_code == 200


@pytest.mark.parametrize("environment", ["development", "production"])
async def test_the_cookie_is_kept_from_scripts_and_other_sites(console: Console, environment: str) -> None:
    console.desk.settings.environment = environment  # type: ignore[assignment]  # one of the two
    password = await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    async with console.browser() as client:
        cookie = (await log_in(client, "sok", password)).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert ("secure" in cookie) == (environment == "production")


async def test_the_database_holds_neither_password_nor_token(console: Console) -> None:
    async with console.operator("sok") as sok:
        token = sok.client.cookies["helpline_session"]
        async with console.parts.database.read() as session:
            operator = (await session.execute(select(Operator))).scalar_one()
            kept = (await session.execute(select(Session))).scalar_one()
    assert operator.password_hash.startswith("$argon2id$")
    assert sok.password not in operator.password_hash
    assert token not in (kept.token_hash, kept.csrf)


@pytest.mark.parametrize(
    ("login", "why"), [("sok", "wrong password"), ("nobody", "unknown login"), ("dara", "switched off"), ("", "empty")]
)
async def test_every_refusal_looks_the_same(console: Console, login: str, why: str) -> None:
    async with console.operator("ann", Role.ADMIN) as ann:
        for name in ("sok", "dara"):
            await console.desk.operators.create(name, name, Role.OPERATOR, "en", by=None)
        await ann.post("/console/operators/3/active", active="false")
    async with console.browser() as client:
        answer = await log_in(client, login, "not the password")
    assert answer.status_code == 401, why
    assert "Login and password don&#39;t fit" in answer.text
    assert "not the password" not in answer.text


async def test_an_unknown_login_costs_as_much_work(console: Console) -> None:
    await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    passwords = console.desk.logins._passwords
    async with console.parts.database.read() as session:
        stored = (await session.execute(select(Operator.password_hash))).scalar_one()
    start = process_time()
    assert not await passwords.fits("wrong", stored)
    known = process_time() - start
    start = process_time()
    assert not await passwords.fits("wrong", None)
    unknown = process_time() - start
    assert unknown > known / 4  # without a hash to check it would be thousands of times less


@pytest.mark.parametrize("login", ["sok", "nobody"])
async def test_too_many_tries_are_refused_even_with_the_right_password(console: Console, login: str) -> None:
    password = await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    async with console.browser() as client:
        for _ in range(PER_LOGIN.amount):
            assert (await log_in(client, login, "wrong")).status_code == 401
        answer = await log_in(client, login, password)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "Too many tries" in answer.text


async def test_too_many_tries_from_one_address(console: Console) -> None:
    async with console.browser() as client:
        for number in range(PER_ADDRESS.amount):
            assert (await log_in(client, f"guess {number}", "wrong")).status_code == 401
        assert (await log_in(client, "another guess", "wrong")).status_code == 429


async def test_a_success_clears_the_login_s_tries(console: Console) -> None:
    password = await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    async with console.browser() as client:
        for _ in range(2):
            for _ in range(PER_LOGIN.amount - 1):
                assert (await log_in(client, "sok", "wrong")).status_code == 401
            assert (await log_in(client, "sok", password)).status_code == 303


async def test_people_get_in_when_redis_is_away(embedded: Settings) -> None:
    console = make_console(embedded.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"}))
    password = await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    async with console.browser() as client:
        for _ in range(PER_LOGIN.amount):
            assert (await log_in(client, "nobody", "wrong")).status_code == 401
        assert (await log_in(client, "nobody", "wrong")).status_code == 429
        assert (await log_in(client, "sok", password)).status_code == 303
    await console.close()


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A Redis of this test's own."""
    program = shutil.which("redis-server")
    if program is None and os.environ.get("CI") != "true":
        pytest.skip("no Redis here: apt-get install redis-server")
    assert program is not None, "CI needs redis-server"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([program, "--port", str(port), "--save", ""], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        while b"Ready to accept" not in server.stdout.readline():
            assert server.poll() is None, "Redis did not start"
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()
        server.stdout.read()


async def test_two_processes_count_together_in_redis(embedded: Settings, redis_url: str) -> None:
    one, two = (make_console(embedded.model_copy(update={"redis_url": redis_url})) for _ in range(2))
    password = await one.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    async with one.browser() as here, two.browser() as there:
        for _ in range(PER_LOGIN.amount - 1):
            assert (await log_in(here, "sok", "wrong")).status_code == 401
        assert (await log_in(there, "sok", password)).status_code == 303  # and the count begins anew
        for _ in range(PER_LOGIN.amount):
            assert (await log_in(here, "sok", "wrong")).status_code == 401
        assert (await log_in(there, "sok", password)).status_code == 429
    for made in (one, two):
        await made.close()


async def test_a_log_in_from_another_site_is_refused(console: Console) -> None:
    password = await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    async with console.browser() as client:
        answer = await client.post("/console/login", data={"login": "sok", "password": password, "csrf": ""})
        assert answer.status_code == 403
        await client.get("/console/login")
        answer = await client.post("/console/login", data={"login": "sok", "password": password, "csrf": "guess"})
        assert answer.status_code == 403
        assert "helpline_session" not in client.cookies


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/console/cases/CHM-123456", "/console/cases/CHM-123456"),
        ("https://elsewhere.test/console", "/console"),
        ("//elsewhere.test/console", "/console"),
        ("/console//elsewhere.test", "/console"),
        ("/elsewhere", "/console"),
        ("/console/login", "/console"),
    ],
)
async def test_after_the_log_in_only_to_the_console(console: Console, back: str, leads_to: str) -> None:
    password = await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    async with console.browser() as client:
        answer = await log_in(client, "sok", password, back=back)
    assert answer.headers["location"] == leads_to


async def test_log_out_ends_the_session_for_good(console: Console) -> None:
    async with console.operator("sok") as sok:
        token = sok.client.cookies["helpline_session"]
        assert (await sok.post("/console/logout")).status_code == 303
        sok.client.cookies.set("helpline_session", token)
        assert (await sok.get("/console")).status_code == 303


@pytest.mark.parametrize(
    ("pause", "times", "inside"),
    [
        (IDLE - timedelta(minutes=1), 1, True),
        (IDLE + timedelta(minutes=1), 1, False),
        (timedelta(hours=3), 3, True),
        (timedelta(hours=3), 4, False),
    ],
    ids=["not quite idle", "idle", "busy for nine hours", "too old, however busy"],
)
async def test_a_session_ends(console: Console, pause: timedelta, times: int, inside: bool) -> None:
    assert timedelta(hours=9) < LONGEST <= timedelta(hours=12)
    async with console.operator("sok") as sok:
        start = clock.now()
        for time in range(1, times + 1):
            with clock.set_to(lambda time=time: start + time * pause):  # type: ignore[misc]  # bound now
                answer = await sok.get("/console")
    assert (answer.status_code == 200) == inside


async def test_what_a_page_does_by_itself_does_not_keep_the_session_alive(console: Console) -> None:
    async with console.operator("sok") as sok:
        start = clock.now()
        with clock.set_to(lambda: start + timedelta(hours=3)):
            assert (await sok.get("/console/parts/queue")).status_code == 200
        with clock.set_to(lambda: start + timedelta(hours=5)):
            assert (await sok.get("/console")).status_code == 303


async def test_a_new_password_ends_the_other_sessions(console: Console) -> None:
    async with console.operator("sok") as sok, console.browser() as elsewhere:
        await log_in(elsewhere, "sok", sok.password)
        answer = await sok.post("/console/account/password", old=sok.password, new=NEW, again=NEW)
        assert (answer.status_code, answer.headers["location"]) == (303, "/console/account?changed=true")
        assert (await sok.get("/console")).status_code == 200
        assert (await elsewhere.get("/console")).status_code == 303
        assert (await log_in(elsewhere, "sok", sok.password)).status_code == 401
        assert (await log_in(elsewhere, "sok", NEW)).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("right", "short", "short", "too short"),
        ("right", "x" * 201, "x" * 201, "too long"),
        ("right", NEW, NEW + "!", "not the same"),
        ("wrong", NEW, NEW, "present password is wrong"),
    ],
)
async def test_a_new_password_is_refused(console: Console, old: str, new: str, again: str, sentence: str) -> None:
    async with console.operator("sok") as sok:
        given = sok.password if old == "right" else "something else"
        answer = await sok.post("/console/account/password", old=given, new=new, again=again)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert (await log_in(sok.client, "sok", sok.password)).status_code == 303


async def test_set_password_from_the_command_line(console: Console) -> None:
    async with console.operator("sok") as sok:
        assert await console.desk.operators.set_password("SOK", NEW) == NEW
        assert (await sok.get("/console")).status_code == 303
        assert (await log_in(sok.client, "sok", NEW)).status_code == 303


async def test_the_api_has_its_own_way_in(console: Console) -> None:
    password = await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "km", by=None)
    async with console.browser(Accept="application/json") as client:
        before = (await client.get("/api/session")).json()
        assert before["operator"] is None
        who = {"login": "sok", "password": password}
        assert (await client.post("/api/session", json=who)).json()["error"] == "error-stale-form"
        token = {"X-CSRF-Token": before["csrf"]}
        wrong = await client.post("/api/session", json=who | {"password": "x"}, headers=token)
        assert (wrong.status_code, wrong.json()["error"]) == (401, "error-wrong-login")
        inside = (await client.post("/api/session", json=who, headers=token)).json()
        assert inside["operator"] == {"id": 1, "name": "Sok", "role": "operator", "language": "km"}
        assert (await client.get("/api/queue")).status_code == 200
        assert inside["csrf"] == await csrf_of(client)
        assert (await client.delete("/api/session", headers={"X-CSRF-Token": inside["csrf"]})).status_code == 204
        assert (await client.get("/api/queue")).status_code == 401
