"""Runs Alembic migrations on SQLite or PostgreSQL. The URL and the metadata come from `helpline/migrate.py`."""

from typing import Literal

from alembic import context
from sqlalchemy import create_engine

from core.crypto import Encrypted, EncryptedJson
from core.db import Base, UtcDateTime


def _plainly(kind: str, item: object, _: object) -> str | Literal[False]:
    """In a migration our encrypted columns are texts and our moments are plain ones: it must run without our code."""
    if kind == "type" and isinstance(item, Encrypted | EncryptedJson):
        return "sa.Text()"
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run() -> None:
    """Bring the database to the newest version, in one transaction a migration."""
    engine = create_engine(context.config.attributes["url"])
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            render_as_batch=engine.dialect.name == "sqlite",
            render_item=_plainly,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
