"""Keys: made with owner-only rights, rotated without loss, refused when wrong."""

import stat

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from core import crypto
from core.crypto import Vault
from core.db import Database
from core.errors import SetupError
from core.messages.models import Conversation, Message
from core.settings import Settings
from helpline.rotate import rotate
from tests.builders import send


def test_a_first_start_makes_keys_that_only_the_owner_reads(settings: Settings) -> None:
    bare = settings.model_copy(update={"message_keys": Settings(_env_file=None).message_keys})
    first = crypto.secret(bare, "message_keys")
    path = bare.var_dir / "keys" / "message_keys"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert crypto.secret(bare, "message_keys") == first, "the second start finds the same key"


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(SetupError, match="HELPLINE_MESSAGE_KEYS"):
        Vault(["not a key"], "x")


async def test_after_a_rotation_the_old_key_can_go(database: Database) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    crypto.use(Vault([old], "same"))
    for number in range(3):
        await send(database, f"text {number}", address="worker")
    crypto.use(Vault([new, old], "same"))
    assert await rotate(database) == 4  # three texts and one address
    crypto.use(Vault([new], "same"))
    async with database.read() as session:
        texts = (await session.execute(select(Message.text).order_by(Message.id))).scalars().all()
        address = (await session.execute(select(Conversation.address))).scalar_one()
    assert (list(texts), address) == (["text 0", "text 1", "text 2"], "worker")


async def test_without_the_key_nothing_is_readable(database: Database) -> None:
    crypto.use(Vault([Fernet.generate_key().decode()], "same"))
    await send(database, "secret")
    crypto.use(Vault([Fernet.generate_key().decode()], "same"))
    async with database.read() as session:
        with pytest.raises(SetupError, match="put the old key back"):
            await session.execute(select(Message.text))
