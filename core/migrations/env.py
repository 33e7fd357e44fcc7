"""Runs Alembic migrations on SQLite or PostgreSQL. The URL and the metadata come from `helpline/migrate.py`."""

from alembic import context
from sqlalchemy import create_engine

from core.db import Base


def run() -> None:
    """Bring the database to the newest version, in one transaction a migration."""
    engine = create_engine(context.config.attributes["url"])
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            render_as_batch=engine.dialect.name == "sqlite",
            compare_type=False,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
