"""Brings our own database to the newest version. Rasa's tracker tables are prepared by Rasa itself, not here."""

import tempfile
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

import escalation.cases.models
import escalation.operators.models  # noqa: F401  # all tables must be known for the drift check
from core.db import Base

MIGRATIONS = Path(__file__).parent.parent / "core" / "migrations"


def config(url: str) -> Config:
    """Alembic's configuration for an async URL of ours."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    # Migrations run without asyncio: the same driver for PostgreSQL, the standard library's for SQLite.
    made.attributes["url"] = make_url(url.replace("sqlite+aiosqlite", "sqlite"))
    return made


def revise(message: str) -> None:
    """Write the next migration, from the difference between the models and a database at the newest version.

    Args:
        message: what it does, as the file will be named.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = config(f"sqlite+aiosqlite:///{folder}/newest.db")
        command.upgrade(made, "head")
        number = len(list((MIGRATIONS / "versions").glob("*.py"))) + 1
        command.revision(made, message, autogenerate=True, rev_id=f"{number:04}")


def drift(url: str) -> list[object]:
    """What a migrated database lacks of the models; empty when they agree."""
    engine = create_engine(url.replace("sqlite+aiosqlite", "sqlite"))
    with engine.connect() as connection:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    return found


def upgrade(url: str) -> None:
    """Run every migration that this database has not seen."""
    command.upgrade(config(url), "head")
