"""Brings our own database to the newest version. Rasa's tracker tables are prepared by Rasa itself, not here."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import make_url

import escalation.cases.models
import escalation.operators.models  # noqa: F401  # all tables must be known for the drift check

MIGRATIONS = Path(__file__).parent.parent / "core" / "migrations"


def config(url: str) -> Config:
    """Alembic's configuration for an async URL of ours."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    # Migrations run without asyncio: the same driver for PostgreSQL, the standard library's for SQLite.
    made.attributes["url"] = make_url(url.replace("sqlite+aiosqlite", "sqlite"))
    return made


def upgrade(url: str) -> None:
    """Run every migration that this database has not seen."""
    command.upgrade(config(url), "head")
