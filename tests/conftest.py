"""What all tests share: real databases (SQLite always, PostgreSQL where one is reachable), the real content, keys."""

import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from cryptography.fernet import Fernet

from core import crypto
from core.db import Database
from core.settings import Settings
from helpline import migrate

ADMIN_URL = os.environ.get("TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
IN_CI = os.environ.get("CI") == "true"


def _postgresql_is_there() -> bool:
    try:
        psycopg.connect(ADMIN_URL, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture(scope="session")
def postgresql() -> bool:
    """True when PostgreSQL is reachable; in CI it must be."""
    there = _postgresql_is_there()
    assert there or not IN_CI, "CI needs PostgreSQL on 127.0.0.1:5432"
    return there


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a fresh, embedded, test installation."""
    return Settings(
        _env_file=None,
        var_dir=tmp_path,
        message_keys=Fernet.generate_key().decode(),
        fingerprint_key="test-fingerprint",
        bot_token="test-token",  # a test's own
        quiet_seconds=0,
    )


@pytest.fixture
def vault(settings: Settings) -> crypto.Vault:
    """The vault of these settings, in use."""
    made = crypto.open_vault(settings)
    crypto.use(made)
    return made


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database at the newest version, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    migrate.upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgresql: bool) -> Iterator[str | None]:
    """A PostgreSQL database at the newest version, to be copied; None where there is no PostgreSQL."""
    if not postgresql:
        yield None
        return
    with _new_database() as name:
        migrate.upgrade(_url(name))
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path, migrated_template: str | None
) -> Iterator[str]:
    """A migrated, empty database of each kind."""
    if request.param == "sqlite":
        shutil.copy(migrated_file, tmp_path / "test.db")
        yield f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
    elif migrated_template is None:
        pytest.skip("no PostgreSQL on 127.0.0.1:5432: start one, or name it in TEST_POSTGRESQL")
    else:
        with _new_database(migrated_template) as name:
            yield _url(name)


@contextmanager
def _new_database(template: str = "template1") -> Iterator[str]:
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(ADMIN_URL, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield name
    finally:
        with psycopg.connect(ADMIN_URL, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _url(name: str) -> str:
    return ADMIN_URL.replace("postgresql://", "postgresql+psycopg://").rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
async def database(database_url: str, vault: crypto.Vault) -> AsyncIterator[Database]:
    """An open database of each kind."""
    opened = Database(database_url)
    yield opened
    await opened.close()
