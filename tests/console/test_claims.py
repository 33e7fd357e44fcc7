"""Two operators click at the same moment: one has the case, the other is told who, a hundred times over."""

import asyncio

from sqlalchemy import func, select

from core.messages.models import Author, Message
from escalation.cases.models import Audit, Case
from tests.console.conftest import Console

TIMES = 100


async def test_each_case_has_exactly_one_winner(either: Console) -> None:
    cases = [await either.case() for _ in range(TIMES)]
    wins = {"Sok": 0, "Dara": 0}
    async with either.operator("sok") as sok, either.operator("dara") as dara:
        for case in cases:
            address = f"/api/cases/{case.number}/claim"
            both = await asyncio.gather(sok.api(address), dara.api(address))
            assert sorted(answer.status_code for answer in both) == [200, 409]
            winner = next(answer.json()["owner"]["name"] for answer in both if answer.status_code == 200)
            loser = next(answer.json() for answer in both if answer.status_code == 409)
            assert loser == {
                "error": "error-case-taken-by",
                "sentence": f"{winner} has this case. You can't do this.",
            }
            wins[winner] += 1
    assert sum(wins.values()) == TIMES
    async with either.parts.database.read() as session:
        owned = (await session.execute(select(func.count()).where(Case.state == "active"))).scalar_one()
        claimed = (await session.execute(select(func.count()).where(Audit.act == "case.claim"))).scalar_one()
        told = (await session.execute(select(func.count()).where(Message.author == Author.BOT))).scalar_one()
    assert (owned, claimed, told) == (TIMES, TIMES, TIMES)
