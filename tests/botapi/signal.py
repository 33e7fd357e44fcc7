"""Lets coroutines of one event loop wait until something in the world has changed. It carries no data."""

import asyncio
from collections.abc import Callable


class Signal:
    """Fired after each change; whoever waits looks again."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def fire(self) -> None:
        """Wake everybody who waits."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, test: Callable[[], bool], seconds: float) -> bool:
        """Wait until `test` holds, at most so long; whether it does."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not test() and loop.time() < end:
            try:
                await asyncio.wait_for(self._event.wait(), end - loop.time())
            except TimeoutError:
                break
        return test()
