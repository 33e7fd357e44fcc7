"""Keeps to Telegram's speed limits before Telegram has to: one message a second in a chat, and a total a second.
It only says how long to wait; which message goes first is the outbox's business."""

import asyncio
from dataclasses import dataclass, field

ALL_PER_SECOND = 25.0
CHAT_PER_SECOND = 1.0
CHAT_BURST = 3  # "short bursts are allowed" (Bots FAQ): the parts of one reply needn't wait for each other
MOST_CHATS = 5_000


@dataclass
class Limit:
    """So many a second in the long run, with `burst` of them at once.

    `full_at` is the moment when everything that was let through has been paid for at that speed.
    """

    per_second: float
    burst: int = 1
    full_at: float = 0.0

    def take(self, now: float) -> float:
        """Reserve the next place.

        Returns:
            How many seconds to wait for it.
        """
        at = max(now, self.full_at - (self.burst - 1) / self.per_second)
        self.full_at = max(self.full_at, at) + 1 / self.per_second
        return at - now


@dataclass
class Pace:
    """The limits of one bot. Times are seconds of any clock that only goes forward."""

    everybody: Limit = field(default_factory=lambda: Limit(ALL_PER_SECOND))
    chats: dict[str, Limit] = field(default_factory=dict)

    def take_chat(self, address: str, now: float) -> float:
        """Reserve the next place in one chat; how many seconds to wait for it."""
        if len(self.chats) > MOST_CHATS:
            self.chats = {chat: limit for chat, limit in self.chats.items() if limit.full_at > now}
        return self.chats.setdefault(address, Limit(CHAT_PER_SECOND, CHAT_BURST)).take(now)

    async def wait(self, address: str) -> None:
        """Wait until a message may go to this chat."""
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(self.take_chat(address, clock()))
        await asyncio.sleep(self.everybody.take(clock()))
