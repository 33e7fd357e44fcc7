"""Logs carry ids and words of ours, never what a worker wrote. One plain format; talkative libraries are quieted.
It keeps no file and sends nothing anywhere."""

import logging


def set_up() -> None:
    """Log to standard error, one line an event."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("httpx", "httpcore", "telegram", "sqlalchemy.engine", "alembic", "aiosqlite", "asyncio"):
        # Their debug and info lines hold addresses, tokens in paths, or values of statements.
        logging.getLogger(name).setLevel(logging.WARNING)
