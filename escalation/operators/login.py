"""The door: log in, log out, who comes with this cookie. It tells nobody whether a login exists."""

from typing import NoReturn

from sqlalchemy import select

from core import clock
from core.db import Database
from escalation import audit
from escalation.errors import WrongLoginError
from escalation.operators import sessions
from escalation.operators.attempts import Attempts
from escalation.operators.models import Operator
from escalation.operators.passwords import Passwords
from escalation.operators.service import LONGEST_LOGIN, tidy
from escalation.operators.sessions import SEEN_EVERY, Visitor


class Logins:
    """Lets operators in.

    Args:
        database: where accounts and sessions are.
        passwords: checks them.
        attempts: how often it may be tried.
    """

    def __init__(self, database: Database, passwords: Passwords, attempts: Attempts) -> None:
        self._database = database
        self._passwords = passwords
        self._attempts = attempts

    async def log_in(self, login: str, password: str, address: str) -> str:
        """Check the password and open a session.

        Args:
            login: as typed.
            password: as typed.
            address: where the request came from.

        Returns:
            The token for the cookie.

        Raises:
            TooManyAttemptsError: this login or address was tried too often.
            WrongLoginError: login and password don't fit, or the account is switched off.
        """
        login = tidy(login)[:LONGEST_LOGIN]
        await self._attempts.count(login, address)
        async with self._database.read() as session:
            query = select(Operator).where(Operator.login == login, Operator.active)
            operator = (await session.execute(query)).scalar_one_or_none()
        if not await self._passwords.fits(password, operator.password_hash if operator else None) or operator is None:
            await self._refuse(operator)
        token = await self._enter(operator, password)
        await self._attempts.forget(login)
        return token

    async def log_out(self, visitor: Visitor) -> None:
        """End this session."""
        async with self._database.write() as session:
            await sessions.end(session, visitor.token_hash)
            audit.record(session, "operator.log_out", operator_id=visitor.id)

    async def visitor(self, token: str, *, by_hand: bool = True) -> Visitor | None:
        """Who comes with this cookie.

        Args:
            token: the cookie's value.
            by_hand: a person did something; what the page does by itself does not keep a session alive.
        """
        if not token:
            return None
        found = await self.still_in(sessions.hash_of(token))
        if found is not None and by_hand and clock.now() - found.seen_at >= SEEN_EVERY:
            async with self._database.write() as session:
                await sessions.seen(session, found.token_hash)
        return found

    async def still_in(self, token_hash: str) -> Visitor | None:
        """Who has this session; None once it ended."""
        async with self._database.read() as session:
            return await sessions.visitor(session, token_hash)

    async def _refuse(self, operator: Operator | None) -> NoReturn:
        async with self._database.write() as session:
            audit.record(session, "operator.log_in_refused", operator_id=operator.id if operator else None)
        raise WrongLoginError("login and password don't fit")

    async def _enter(self, checked: Operator, password: str) -> str:
        outdated = self._passwords.outdated(checked.password_hash)
        renewed = await self._passwords.hash(password) if outdated else checked.password_hash
        async with self._database.write() as session:
            operator = await session.get_one(Operator, checked.id)
            if operator.password_hash != checked.password_hash:  # it was changed while this one was checked
                raise WrongLoginError("login and password don't fit any more")
            operator.password_hash = renewed
            token = await sessions.begin(session, operator.id)
            audit.record(session, "operator.log_in", operator_id=operator.id)
            return token
