"""What admins do: make operators, switch them off, give passwords, read who did what."""

import re

import pytest

from escalation.operators.models import Role
from tests.console.conftest import Console, log_in

SHOWN = re.compile(r'<code id="password-shown">([\w-]+)</code>')
NEW = {"login": "Dara", "name": "ដារ៉ា", "role": "operator", "language": "km"}


async def test_a_new_operator_gets_in_with_the_password_that_was_shown_once(console: Console) -> None:
    async with console.operator("ann", Role.ADMIN) as ann:
        answer = await ann.post("/console/operators", **NEW)
        password = SHOWN.findall(answer.text)[0]
        again = await ann.get("/console/operators")
        assert "ដារ៉ា" in again.text
        assert password not in again.text
    async with console.browser() as client:
        assert (await log_in(client, "dara", password)).status_code == 303
        page = (await client.get("/console")).text
    assert '<html lang="km">' in page


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"login": "ann"}, 409, "Another operator has this login"),
        ({"login": ""}, 422, "are needed"),
        ({"login": "two words"}, 422, "are needed"),
        ({"login": "x" * 61}, 422, "are needed"),
        ({"name": " "}, 422, "are needed"),
        ({"role": "owner"}, 422, "can&#39;t be understood"),
        ({"language": "my"}, 422, "can&#39;t be understood"),
    ],
)
async def test_an_operator_that_can_not_be_made(
    console: Console, changes: dict[str, str], status: int, sentence: str
) -> None:
    async with console.operator("ann", Role.ADMIN) as ann:
        answer = await ann.post("/console/operators", **NEW | changes)
        assert (answer.status_code, sentence in answer.text) == (status, True)
        assert len(await console.desk.operators.everybody()) == 1


async def test_switching_off_ends_sessions_and_gives_cases_back(console: Console) -> None:
    case = await console.case()
    async with console.operator("ann", Role.ADMIN) as ann, console.operator("sok") as sok:
        await sok.post(f"/console/cases/{case.number}/claim")
        assert (await ann.post("/console/operators/2/active", active="false")).status_code == 303
        assert (await sok.get("/console")).status_code == 303
        assert (await log_in(sok.client, "sok", sok.password)).status_code == 401
        file = (await ann.get(f"/api/cases/{case.number}")).json()
        assert (file["state"], file["owner"], file["front"]) == ("waiting", None, True)
        assert (await ann.post("/console/operators/2/active", active="true")).status_code == 303
        assert (await log_in(sok.client, "sok", sok.password)).status_code == 303


async def test_nobody_switches_themselves_off(console: Console) -> None:
    async with console.operator("ann", Role.ADMIN) as ann:
        answer = await ann.post("/console/operators/1/active", active="false")
        assert answer.status_code == 409
        assert "You can&#39;t switch off your own account" in answer.text
        assert (await ann.get("/console")).status_code == 200
        assert (await ann.post("/console/operators/99/active", active="false")).status_code == 404
        assert (await ann.post("/console/operators/99/password")).status_code == 404


async def test_a_new_password_from_an_admin(console: Console) -> None:
    async with console.operator("ann", Role.ADMIN) as ann, console.operator("sok") as sok:
        password = SHOWN.findall((await ann.post("/console/operators/2/password")).text)[0]
        assert (await sok.get("/console")).status_code == 303
        assert (await log_in(sok.client, "sok", sok.password)).status_code == 401
        assert (await log_in(sok.client, "sok", password)).status_code == 303


async def test_the_log_says_who_read_a_case(console: Console) -> None:
    case, other = await console.case(), await console.case()
    async with console.operator("ann", Role.ADMIN) as ann, console.operator("sok") as sok:
        await sok.get(f"/console/cases/{case.number}")
        await ann.get(f"/console/cases/{other.number}")
        await log_in(sok.client, "nobody", "wrong")
        page = (await ann.get("/console/audit")).text
        of_case = (await ann.get(f"/console/audit?case={case.number.lower()}")).text
    rows = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", of_case, re.DOTALL)]
    assert [" ".join(row[1:]) for row in rows[1:]] == [
        f"Sok Read the case {case.number}",
        f"The service Case opened {case.number} Wages not paid",
    ]
    for act in ("Logged in", "Log-in refused", "Operator added", other.number):
        assert act in page


async def test_the_log_has_pages(console: Console) -> None:
    case = await console.case()
    async with console.operator("ann", Role.ADMIN) as ann:
        for _ in range(100):
            await ann.get(f"/api/cases/{case.number}")
        first = (await ann.get("/console/audit")).text
        second = (await ann.get("/console/audit?number=2")).text
    assert first.count("<tr>") == 101
    assert "Next page" in first
    assert "Case opened" in second
    assert "Previous page" in second
