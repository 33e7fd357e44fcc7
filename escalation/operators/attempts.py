"""How often a log-in may be tried, per login and per address. Kept in memory, or in Redis when processes share it."""

import logging
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from redis.asyncio import ConnectionPool

from core.crypto import vault
from escalation.errors import TooManyAttemptsError

log = logging.getLogger(__name__)
PER_LOGIN = RateLimitItemPerMinute(10, 15)
REDIS_ANSWERS_WITHIN_SECONDS = 2
PER_ADDRESS = RateLimitItemPerMinute(40, 15)


class Attempts:
    """Counts log-ins.

    Args:
        redis_url: `redis://…`, or empty for this process's memory.
    """

    def __init__(self, redis_url: str = "") -> None:
        self._own = self._shared = MovingWindowRateLimiter(MemoryStorage())
        self._pool: ConnectionPool | None = None
        if redis_url:
            self._pool = ConnectionPool.from_url(
                redis_url,
                socket_connect_timeout=REDIS_ANSWERS_WITHIN_SECONDS,
                socket_timeout=REDIS_ANSWERS_WITHIN_SECONDS,
            )
            self._shared = MovingWindowRateLimiter(_redis(redis_url, self._pool))

    async def count(self, login: str, address: str) -> None:
        """Count one attempt.

        Raises:
            TooManyAttemptsError: this login or this address was tried too often.
        """
        try:
            await self._count(self._shared, login, address)
        except StorageError:  # without Redis people must still get in; each process counts for itself
            log.warning("the shared count of log-ins can't be reached; this process counts alone")
            await self._count(self._own, login, address)

    async def forget(self, login: str) -> None:
        """The login succeeded: its earlier attempts don't count any more."""
        try:
            await self._shared.clear(PER_LOGIN, "login", _hidden(login))
        except StorageError:
            log.warning("the shared count of log-ins can't be reached")

    async def close(self) -> None:
        """Give back connections."""
        if self._pool is not None:
            await self._pool.aclose()

    async def _count(self, limiter: MovingWindowRateLimiter, login: str, address: str) -> None:
        await _hit(limiter, PER_ADDRESS, "address", _hidden(address))
        await _hit(limiter, PER_LOGIN, "login", _hidden(login))


async def _hit(limiter: MovingWindowRateLimiter, limit: RateLimitItem, *what: str) -> None:
    if not await limiter.hit(limit, *what):
        stats = await limiter.get_window_stats(limit, *what)
        raise TooManyAttemptsError(max(1, int(stats.reset_time - time.time())))


def _hidden(text: str) -> str:
    return vault().fingerprint("log-in", text)[:32]


def _redis(url: str, pool: ConnectionPool) -> RedisStorage:
    return RedisStorage(
        f"async+{url}",
        wrap_exceptions=True,
        implementation="redispy",
        connection_pool=pool,  # type: ignore[arg-type]  # documented, but not in its annotation
    )
