"""Rasa's memory of a dialogue in SQL: encrypted, able to forget, and short.

It keeps what a turn needs and refuses to keep a readable word: text, intents and entities are only in the encrypted
column, beside the conversation's id, the turn's id, the kind of event and the time.
"""

from __future__ import annotations

import json
import os
import time
from typing import Any, Dict, Iterable, List, Optional

import sqlalchemy as sa
from cryptography.fernet import Fernet, MultiFernet
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import Session

KEYS_VARIABLE = "HELPLINE_TRACKER_KEYS"


class MissingTrackerKeys(RuntimeError):  # noqa: N818  # named for what happened
    """No encryption key was given; without one nothing may be stored."""


class HelplineTrackerStore(SQLTrackerStore):
    """SQL tracker store for SQLite and PostgreSQL with encrypted events.

    The keys come from HELPLINE_TRACKER_KEYS: Fernet keys separated by commas, the first encrypts, all decrypt.
    """

    Base: Any = declarative_base()

    class SQLEvent(Base):  # type: ignore[misc, valid-type]  # SQLAlchemy 1.4 has no types here
        """One event of a dialogue. `message_id` is set on what the worker said, `data` is a Fernet token of JSON."""

        __tablename__ = "dialogue_events"

        id = sa.Column(sa.Integer, primary_key=True)
        sender_id = sa.Column(sa.String(255), nullable=False, index=True)
        message_id = sa.Column(sa.String(255), index=True)
        type_name = sa.Column(sa.String(255), nullable=False)
        timestamp = sa.Column(sa.Float, index=True)
        data = sa.Column(sa.Text, nullable=False)

    def __init__(
        self,
        domain: Optional[Domain] = None,
        host: Optional[str] = None,
        event_broker: Optional[EventBroker] = None,
        idle_hours: float = 72,
        **kwargs: Any,
    ) -> None:
        """Connect to the database URL `host` and make the table if it isn't there.

        Raises:
            MissingTrackerKeys: HELPLINE_TRACKER_KEYS is empty.
            ValueError: a key isn't a Fernet key.
        """
        self._cipher = MultiFernet([Fernet(key) for key in _keys()])
        self._idle_seconds = float(idle_hours) * 3600
        super().__init__(domain=domain, host=host, event_broker=event_broker, **kwargs)
        # Statements in error messages come without their values.
        self.engine.hide_parameters = True
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _set_up_sqlite)
            self.engine.dispose()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the events of `tracker` that aren't stored yet, in one transaction."""
        with self.session_scope() as session:
            session.add_all(
                self.SQLEvent(
                    sender_id=tracker.sender_id,
                    message_id=event.message_id if isinstance(event, UserUttered) else None,
                    type_name=event.type_name,
                    timestamp=event.timestamp,
                    data=self._encrypt(event.as_dict()),
                )
                for event in self._additional_events(session, tracker)
            )
            session.commit()

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> Optional[DialogueStateTracker]:
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions).all()
            events = [self._decrypt(row.data) for row in rows]
        if not events:
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    async def find_turn(self, sender_id: str, message_id: str) -> List[Dict[str, Any]]:
        """The stored events of the newest turn that answered `message_id`: what was said, then what followed.

        Empty when this message was never heard.
        """
        event = self.SQLEvent
        with self.session_scope() as session:
            first = (
                session.query(event.id)
                .filter(event.sender_id == sender_id, event.message_id == message_id)
                .order_by(event.id.desc())
                .first()
            )
            if first is None:
                return []
            after = session.query(event).filter(event.sender_id == sender_id, event.id >= first.id)
            return [self._decrypt(row.data) for row in _until_next_user(after.order_by(event.id))]

    async def dialogues(self, conversation: str) -> List[str]:
        """The ids of all dialogues of `conversation`: itself and what follows it after a dot."""
        with self.session_scope() as session:
            rows = session.query(self.SQLEvent.sender_id).filter(self._belongs_to(conversation)).distinct().all()
        return [row.sender_id for row in rows]

    async def forget(self, conversation: str) -> int:
        """Delete everything of `conversation` ("c42" takes "c42.1", "c42.2" with it); how many dialogues went."""
        with self.session_scope() as session:
            gone = session.query(self.SQLEvent.sender_id).filter(self._belongs_to(conversation)).distinct().count()
            self._delete(session, self._belongs_to(conversation))
        self._rebuild()
        return int(gone)

    async def drop_idle(self) -> int:
        """Delete the dialogues in which nothing happened for `idle_hours`; how many events went."""
        newest = sa.func.max(self.SQLEvent.timestamp)
        idle = (
            sa.select(self.SQLEvent.sender_id)
            .group_by(self.SQLEvent.sender_id)
            .having(newest < time.time() - self._idle_seconds)
        )
        with self.session_scope() as session:
            gone = self._delete(session, self.SQLEvent.sender_id.in_(idle))
        if gone:
            self._rebuild()
        return gone

    def _belongs_to(self, conversation: str) -> Any:
        sender = self.SQLEvent.sender_id
        return sa.or_(sender == conversation, sender.startswith(conversation + ".", autoescape=True))

    def _delete(self, session: Session, condition: Any) -> int:
        gone = session.query(self.SQLEvent).filter(condition).delete(synchronize_session=False)
        session.commit()
        return int(gone)

    def _rebuild(self) -> None:
        """Write SQLite's file anew: where it moved rows about within a page, a copy of what was deleted stays."""
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("VACUUM"))

    def _encrypt(self, event: Dict[str, Any]) -> str:
        return self._cipher.encrypt(json.dumps(event).encode("utf-8")).decode("ascii")

    def _decrypt(self, token: str) -> Dict[str, Any]:
        event: Dict[str, Any] = json.loads(self._cipher.decrypt(token.encode("ascii")))
        return event


def _keys() -> List[str]:
    keys = [key.strip() for key in os.environ.get(KEYS_VARIABLE, "").split(",") if key.strip()]
    if not keys:
        raise MissingTrackerKeys(f"{KEYS_VARIABLE} is empty")
    return keys


def _until_next_user(rows: Iterable[Any]) -> Iterable[Any]:
    for number, row in enumerate(rows):
        if number and row.type_name == UserUttered.type_name:
            return
        yield row


def _set_up_sqlite(connection: Any, _: Any) -> None:
    """What is deleted is overwritten in the file, and a second process waits for its turn to write."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # a rebuilding leaves no second file
    connection.execute("PRAGMA busy_timeout = 5000")
