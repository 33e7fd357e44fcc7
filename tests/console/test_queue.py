"""The lists: who is shown, in which order, and to whom."""

from datetime import timedelta

import pytest

from core import clock
from escalation.cases.models import Case, Priority
from escalation.cases.queries import CASES_A_PAGE
from tests.console.conftest import Console, Person


async def numbers(person: Person, tab: str = "waiting", page: int = 1) -> list[str]:
    """The cases of a list, in order."""
    return [one["number"] for one in (await person.get(f"/api/queue?tab={tab}&page={page}")).json()["cases"]]


async def test_urgent_first_then_given_back_then_who_waits_longest(either: Console) -> None:
    start = clock.now()
    made: dict[str, Case] = {}
    for minutes, name, priority in [
        (50, "normal, long", Priority.NORMAL),
        (40, "high, long", Priority.HIGH),
        (30, "urgent, long", Priority.URGENT),
        (20, "high, given back", Priority.HIGH),
        (10, "urgent, new", Priority.URGENT),
    ]:
        with clock.set_to(lambda minutes=minutes: start - timedelta(minutes=minutes)):  # type: ignore[misc]  # bound now
            made[name] = await either.case(priority=priority)
    async with either.parts.database.write() as session:
        (await session.get_one(Case, made["high, given back"].id)).front = True
    async with either.operator("sok") as sok:
        order = await numbers(sok)
        page = (await sok.get("/console")).text
    names = {case.number: name for name, case in made.items()}
    assert [names[number] for number in order] == [
        "urgent, long",
        "urgent, new",
        "high, given back",
        "high, long",
        "normal, long",
    ]
    assert sorted(order, key=page.index) == order
    assert "30 min" in page
    assert "Given back, goes first" in page


async def test_each_list_holds_its_own(either: Console) -> None:
    waiting, mine, hers, closed = [await either.case() for _ in range(4)]
    async with either.operator("sok") as sok, either.operator("dara") as dara:
        for person, case in ((sok, mine), (dara, hers), (sok, closed)):
            await person.post(f"/console/cases/{case.number}/claim")
        await sok.post(f"/console/cases/{closed.number}/close", outcome="helped")
        assert await numbers(sok) == [waiting.number]
        assert await numbers(sok, "mine") == [mine.number]
        assert await numbers(dara, "mine") == [hers.number]
        everything = await numbers(sok, "all")
        counts = (await sok.get("/api/queue")).json()["counts"]
        page = (await sok.get("/console?tab=all")).text
    assert set(everything[:3]) == {waiting.number, mine.number, hers.number}
    assert everything[3:] == [closed.number]
    assert counts == {"waiting": 1, "mine": 1, "all": 3}
    assert "With Dara" in page


async def test_who_is_answered_and_writes_again_waits_since_then(console: Console) -> None:
    start = clock.now()
    with clock.set_to(lambda: start - timedelta(hours=3)):
        case = await console.case()
    async with console.operator("sok") as sok:
        with clock.set_to(lambda: start - timedelta(hours=2)):
            await sok.post(f"/console/cases/{case.number}/claim")
            await sok.post(f"/console/cases/{case.number}/reply", text="hello")
            await sok.post(f"/console/cases/{case.number}/hand-back")
        with clock.set_to(lambda: start - timedelta(minutes=25)):
            await console.writes(case, "are you there?")
        with clock.set_to(lambda: start):
            page = (await sok.get("/console")).text
    assert case.number in page
    assert "25 min" in page


async def test_test_conversations_are_shown_in_development_only(console: Console) -> None:
    real, trial = await console.case(), await console.case(test=True)
    async with console.operator("sok") as sok:
        assert set(await numbers(sok)) == {real.number, trial.number}
    console.desk.tests = False
    async with console.operator("dara") as dara:
        assert await numbers(dara) == [real.number]
        assert (await dara.get("/api/queue")).json()["counts"]["all"] == 1
        for act in ("claim", "reply", "hand-back", "close"):
            answer = await dara.post(f"/console/cases/{trial.number}/{act}", text="x", outcome="helped")
            assert answer.status_code == 404
        assert (await dara.get(f"/console/cases/{trial.number}")).status_code == 404
        assert (await dara.get(f"/console/parts/cases/{trial.number}")).status_code == 404
        assert (await dara.get(f"/api/events?case={trial.number}")).status_code == 404


async def test_production_shows_no_test_conversation(production: Console) -> None:
    await production.case(test=True)
    async with production.operator("sok") as sok:
        assert await numbers(sok, "all") == []


async def test_a_long_list_has_pages(console: Console) -> None:
    for _ in range(CASES_A_PAGE + 1):
        await console.case()
    async with console.operator("sok") as sok:
        first, second = await numbers(sok), await numbers(sok, page=2)
        page = (await sok.get("/console")).text
    assert (len(first), len(second)) == (CASES_A_PAGE, 1)
    assert len({*first, *second}) == CASES_A_PAGE + 1
    assert "Next page" in page
    assert "Previous page" not in page


@pytest.mark.parametrize("written", ["{number}", "{digits}", " {lower} ", "chm {digits}"])
async def test_a_case_is_found_by_its_number(console: Console, written: str) -> None:
    case = await console.case()
    typed = written.format(number=case.number, digits=case.number[4:], lower=case.number.lower())
    async with console.operator("sok") as sok:
        answer = await sok.client.get("/console/find", params={"number": typed})
        nothing = await sok.client.get("/console/find", params={"number": "CHM-1"})
    assert answer.headers["location"] == f"/console/cases/{case.number}#newest"
    assert nothing.status_code == 404


async def test_the_list_shows_no_word_of_the_worker(console: Console) -> None:
    await console.case(text="marker-7f3a")
    async with console.operator("sok") as sok:
        pages = [await sok.get(address) for address in ("/console", "/console?tab=all", "/api/queue?tab=all")]
    assert not any("marker-7f3a" in page.text for page in pages)
