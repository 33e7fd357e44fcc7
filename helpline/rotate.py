"""Puts everything that is encrypted under the first key, in small steps, while the service runs.
It reads no text: a token goes in, a token comes out."""

from sqlalchemy import Table, Text, column, select, table, update

from core.crypto import Encrypted, EncryptedJson, vault
from core.db import Base, Database

ROWS_AT_ONCE = 500


async def rotate(database: Database) -> int:
    """Renew every encrypted value.

    Returns:
        How many values were renewed.

    Raises:
        cryptography.fernet.InvalidToken: a value is under a key that is no longer given; put it back into
            HELPLINE_MESSAGE_KEYS.
    """
    renewed = 0
    for one in Base.metadata.sorted_tables:
        for name in [c.name for c in one.columns if isinstance(c.type, Encrypted | EncryptedJson)]:
            renewed += await _rotate_column(database, one, name)
    return renewed


async def _rotate_column(database: Database, of: Table, name: str) -> int:
    # The same table without our types, so that tokens pass through as they are.
    raw = table(of.name, column("id"), column(name, Text))
    renewed, last = 0, 0
    while True:
        async with database.write() as session:
            query = select(raw.c.id, raw.c[name]).where(raw.c.id > last, raw.c[name].is_not(None))
            rows = (await session.execute(query.order_by(raw.c.id).limit(ROWS_AT_ONCE))).all()
            for row_id, token in rows:
                await session.execute(update(raw).where(raw.c.id == row_id).values({name: vault().renew(token)}))
        if not rows:
            return renewed
        renewed, last = renewed + len(rows), rows[-1][0]
