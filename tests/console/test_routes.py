"""Every route says who may enter, and this page says it again: a new route, or a changed one, must be written here."""

import re
from collections.abc import Callable

import pytest
from fastapi import APIRouter
from fastapi.routing import iter_route_contexts

from core.errors import SetupError
from escalation.access import GuardedRoute, entry
from escalation.operators.models import Role
from escalation.permissions import ALLOWED, Action, may
from tests.console.conftest import Console

OPERATOR, ADMIN = {"operator", "admin"}, {"admin"}
WHO_MAY = {
    "GET /console/static/{name}": {"anybody"},
    "GET /console/login": {"anybody"},
    "POST /console/login": {"anybody"},
    "GET /api/session": {"anybody"},
    "POST /api/session": {"anybody"},
    "DELETE /api/session": OPERATOR,
    "GET /console": OPERATOR,
    "GET /console/parts/queue": OPERATOR,
    "GET /console/find": OPERATOR,
    "GET /console/cases/{number}": OPERATOR,
    "GET /console/parts/cases/{number}": OPERATOR,
    "POST /console/cases/{number}/claim": OPERATOR,
    "POST /console/cases/{number}/reply": OPERATOR,
    "POST /console/cases/{number}/hand-back": OPERATOR,
    "POST /console/cases/{number}/close": OPERATOR,
    "POST /console/logout": OPERATOR,
    "POST /console/language": OPERATOR,
    "GET /console/account": OPERATOR,
    "POST /console/account/password": OPERATOR,
    "GET /console/operators": ADMIN,
    "POST /console/operators": ADMIN,
    "POST /console/operators/{operator_id}/password": ADMIN,
    "POST /console/operators/{operator_id}/active": ADMIN,
    "GET /console/audit": ADMIN,
    "GET /api/queue": OPERATOR,
    "GET /api/cases/{number}": OPERATOR,
    "POST /api/cases/{number}/claim": OPERATOR,
    "POST /api/cases/{number}/reply": OPERATOR,
    "POST /api/cases/{number}/hand_back": OPERATOR,
    "POST /api/cases/{number}/close": OPERATOR,
    "GET /api/events": OPERATOR,
    "GET /openapi.json": OPERATOR,
    "GET /docs": OPERATOR,
}


def routes(console: Console) -> dict[str, set[str]]:
    """Each route with the roles that may enter, as the application has them."""
    found = {}
    for route in iter_route_contexts(console.app.routes):
        needs = entry(route.original_route.dependant)  # type: ignore[attr-defined]  # all are API routes
        who = {"anybody"} if needs == "open" else {role for role in Role if needs and may(role, Action(needs))}
        for method in route.methods or ():
            found[f"{method} {route.path}"] = {str(one) for one in who}
    return found


def addresses(wanted: Callable[[set[str]], bool]) -> list[tuple[str, str]]:
    """Method and address of the routes that those may enter."""
    chosen = [route.split() for route, who in WHO_MAY.items() if wanted(who)]
    return [(method, re.sub(r"\{\w+\}", "1", path)) for method, path in chosen]


async def test_every_route_names_who_may_enter(console: Console) -> None:
    assert routes(console) == WHO_MAY


async def test_nobody_enters_without_logging_in(console: Console) -> None:
    answers = {}
    async with console.browser(Accept="application/json") as client:
        for method, address in addresses(lambda who: who != {"anybody"}):
            answer = await client.request(method, address)
            told = answer.headers["location"].split("?")[0] if answer.status_code == 303 else answer.json()["error"]
            answers[method, address] = answer.status_code, told
    assert answers == {
        (method, address): (303, "/console/login") if address.startswith("/console") else (401, "error-log-in")
        for method, address in answers
    }


async def test_an_operator_does_not_enter_admin_pages(console: Console) -> None:
    answers = {}
    async with console.operator("sok") as sok:
        for method, address in addresses(lambda who: who == ADMIN):
            answer = await sok.client.request(method, address, headers={"X-CSRF-Token": sok.csrf})
            answers[method, address] = answer.status_code, "You don&#39;t have the right" in answer.text
    assert len(answers) == 5
    assert set(answers.values()) == {(403, True)}, answers


async def test_no_act_without_the_token(console: Console) -> None:
    answers = {}
    async with console.operator("sok", Role.ADMIN) as sok:
        for method, address in addresses(lambda who: who != {"anybody"}):
            if method == "GET":
                continue
            without = await sok.client.request(method, address)
            wrong = await sok.client.request(method, address, headers={"X-CSRF-Token": "wrong"})
            in_the_address = await sok.client.request(method, f"{address}?csrf={sok.csrf}")
            in_a_form = await sok.client.request(method, address, data={"csrf": "wrong"})
            all_four = [without, wrong, in_the_address, in_a_form]
            answers[method, address] = [answer.status_code for answer in all_four]
    assert len(answers) == 15
    assert all(statuses == [403] * 4 for statuses in answers.values()), answers


def test_a_route_that_says_nothing_can_not_be_made() -> None:
    router = APIRouter(route_class=GuardedRoute)
    with pytest.raises(SetupError, match="names no permission"):
        router.get("/forgotten")(lambda: None)


def test_a_role_that_is_not_written_down_may_nothing() -> None:
    assert not any(may("visitor", action) for action in Action)
    assert set(ALLOWED) == set(Role)
