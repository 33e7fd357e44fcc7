"""Accounts of operators: made, switched off and on, given a new password. Every act leaves an audit row.
A password is returned once, to be shown once, and never kept."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from core.contracts import Language
from core.db import Database
from core.errors import NotFoundError
from escalation import audit
from escalation.cases.service import Cases
from escalation.errors import LoginUsedError, OwnAccountError, UnfitError, WrongLoginError
from escalation.operators import sessions
from escalation.operators.models import Operator, Role
from escalation.operators.passwords import Passwords, check_rules, random_password
from escalation.operators.sessions import Visitor

FIRST_ADMIN = "admin"
LONGEST_LOGIN = 60
LONGEST_NAME = 80


class Operators:
    """Keeps the accounts.

    Args:
        database: where they are.
        cases: an operator who is switched off gives their cases back.
        passwords: hashes them.
    """

    def __init__(self, database: Database, cases: Cases, passwords: Passwords | None = None) -> None:
        self._database = database
        self._cases = cases
        self._passwords = passwords or Passwords()

    async def first_admin(self) -> str | None:
        """Make the operator `admin`, if there is no operator yet.

        Returns:
            The password, to be shown once; None when there are operators already.
        """
        async with self._database.read() as session:
            if (await session.execute(select(exists().select_from(Operator)))).scalar_one():
                return None
        try:
            return await self.create(FIRST_ADMIN, FIRST_ADMIN, Role.ADMIN, "en", by=None)
        except LoginUsedError:  # another process made it at the same moment
            return None

    async def create(self, login: str, name: str, role: Role, language: Language, *, by: int | None) -> str:
        """Make an account.

        Args:
            login: at most 60 characters, kept in lower case.
            name: how the others see this operator, at most 80 characters.
            role: see `permissions.py`.
            language: the console's language for them.
            by: the admin who does it; None for the command line.

        Returns:
            The first password, to be shown once.

        Raises:
            UnfitError: login or name is empty or too long.
            LoginUsedError: somebody has this login.
        """
        login, name, password = tidy(login), name.strip(), random_password()
        if not 0 < len(login) <= LONGEST_LOGIN or " " in login or not 0 < len(name) <= LONGEST_NAME:
            raise UnfitError("error-operator-unfit")
        made = Operator(login=login, name=name, role=role, language=language, created_at=clock.now())
        made.password_hash = await self._passwords.hash(password)
        try:
            async with self._database.write() as session:
                session.add(made)
                await session.flush()
                audit.record(session, "operator.create", operator_id=by, detail=f"operator {made.id}, {role}")
        except IntegrityError:
            raise LoginUsedError(f"the login of {name!r} is in use") from None
        return password

    async def set_password(self, login: str, password: str | None = None, *, by: int | None = None) -> str:
        """Give an operator a new password and end their sessions.

        Args:
            login: whose.
            password: the new one; a random one when None.
            by: the admin who does it; None for the command line.

        Returns:
            The password, to be shown once.

        Raises:
            NotFoundError: there is no such login.
            UnfitError: the password is too short or too long.
        """
        password = random_password() if password is None else password
        check_rules(password)
        hashed = await self._passwords.hash(password)
        async with self._database.write() as session:
            operator = await _by_login(session, login)
            operator.password_hash = hashed
            await sessions.end_all(session, operator.id)
            audit.record(session, "operator.password", operator_id=by, detail=f"operator {operator.id}")
        return password

    async def change_password(self, visitor: Visitor, old: str, new: str) -> None:
        """The operator's own new password; their other sessions end.

        Raises:
            WrongLoginError: the old one is wrong.
            UnfitError: the new one is too short or too long.
        """
        check_rules(new)
        async with self._database.read() as session:
            stored = (await session.get_one(Operator, visitor.id)).password_hash
        if not await self._passwords.fits(old, stored):
            raise WrongLoginError(f"operator {visitor.id} gave a wrong old password")
        hashed = await self._passwords.hash(new)
        async with self._database.write() as session:
            (await session.get_one(Operator, visitor.id)).password_hash = hashed
            await sessions.end_all(session, visitor.id, but=visitor.token_hash)
            detail = f"operator {visitor.id}"
            audit.record(session, "operator.password", operator_id=visitor.id, detail=detail)

    async def set_active(self, operator_id: int, active: bool, *, by: int) -> None:
        """Switch an account off (its sessions end, its cases go back to the front of the queue) or on again.

        Raises:
            NotFoundError: there is no such operator.
            OwnAccountError: it is one's own.
        """
        if operator_id == by:
            raise OwnAccountError(f"operator {by} can't switch off the own account")
        async with self._database.write() as session:
            operator = await session.get(Operator, operator_id)
            if operator is None:
                raise NotFoundError(f"there is no operator {operator_id}")
            operator.active = active
            if not active:
                await sessions.end_all(session, operator_id)
                await self._cases.give_back_all_of(session, operator_id)
            act = "operator.activate" if active else "operator.deactivate"
            audit.record(session, act, operator_id=by, detail=f"operator {operator_id}")

    async def set_language(self, operator_id: int, language: Language) -> None:
        """The console's language for this operator."""
        async with self._database.write() as session:
            (await session.get_one(Operator, operator_id)).language = language

    async def everybody(self) -> Sequence[Operator]:
        """All operators, by name."""
        async with self._database.read() as session:
            query = select(Operator).order_by(Operator.active.desc(), Operator.name, Operator.id)
            return (await session.execute(query)).scalars().all()


def tidy(login: str) -> str:
    """A login as it is kept and compared."""
    return login.strip().casefold()


async def _by_login(session: AsyncSession, login: str) -> Operator:
    found = (await session.execute(select(Operator).where(Operator.login == tidy(login)))).scalar_one_or_none()
    if found is None:
        raise NotFoundError("there is no operator with this login")
    return found
