"""One source of time, in UTC, that a test can set. It never returns a naive datetime."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system_time() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system_time


def now() -> datetime:
    """The present moment, timezone-aware, in UTC."""
    return _source()


@contextmanager
def set_to(source: Callable[[], datetime]) -> Iterator[None]:
    """Let `now()` answer with `source()` inside the block (for tests)."""
    global _source
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before
