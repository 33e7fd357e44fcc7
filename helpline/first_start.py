"""What the very first start makes: the folder of running state with its keys, and the first operator, the admin."""

import asyncio
import shutil

from core.errors import SetupError
from core.settings import Settings
from escalation.operators.service import FIRST_ADMIN, Operators
from helpline import wiring

LEAST_FREE_BYTES = 200_000_000


def prepare(settings: Settings) -> None:
    """Make the folder of running state, readable by its owner only.

    Raises:
        SetupError: the disk is almost full.
    """
    settings.var_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(settings.var_dir).free
    if free < LEAST_FREE_BYTES:
        raise SetupError(f"the disk is almost full ({free // 1_000_000} MB left); free some space and start again")


def first_admin(settings: Settings) -> tuple[str, str] | None:
    """Make the first operator, an admin with a random password.

    Returns:
        Login and password, or None when there is an operator already.
    """

    async def make() -> tuple[str, str] | None:
        parts = wiring.build(settings)
        try:
            password = await Operators(parts.database, parts.cases).first_admin()
            return (FIRST_ADMIN, password) if password else None
        finally:
            await parts.close()

    return asyncio.run(make())
