"""Migrations run for real, end where the models are, and can be run again."""

from core.db import Database
from helpline import migrate


def test_a_migrated_database_is_what_the_models_say(database_url: str) -> None:
    assert migrate.drift(database_url) == []


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    migrate.upgrade(database_url)
    assert migrate.drift(database_url) == []


async def test_a_database_keeps_its_rules(database: Database) -> None:
    """SQLite forgets foreign keys unless they are switched on for each connection."""
    if database.is_sqlite:
        async with database.read() as session:
            connection = await session.connection()
            assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar_one() == 1
            assert (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar_one() == "wal"
