"""Puts the server together, and runs it beside a test on a free port. Nothing of it is meant for the open network."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI

from tests.botapi import control
from tests.botapi.bot_routes import BotRoutes
from tests.botapi.courier import Courier
from tests.botapi.params import Params
from tests.botapi.updates import Updates
from tests.botapi.world import World

START_SECONDS = 10
RETRY_PAUSE_SECONDS = 1.0


def application(token: str, retry_pause_seconds: float = RETRY_PAUSE_SECONDS) -> FastAPI:
    """The server for one bot, with an empty world.

    Args:
        token: the only one it lets in, such as `123:ABC`.
        retry_pause_seconds: before the second attempt at a webhook; it doubles with each further one.
    """
    world = World(token)
    courier = Courier(world, retry_pause_seconds)
    bot = BotRoutes(world, Updates(world, courier))

    async def method_in_answer(name: str, given: dict[str, Any]) -> None:
        await bot.carry_out(name, Params(given))

    courier.method_in_answer = method_in_answer
    made = FastAPI(title="A Bot API server for tests")
    made.include_router(control.routes(world, courier))
    made.router.routes.extend(bot.routes())
    return made


@contextmanager
def serving(token: str, retry_pause_seconds: float = 0.05) -> Iterator[str]:
    """Serve in a thread of its own; gives the address, such as `http://127.0.0.1:40123`."""
    config = uvicorn.Config(
        application(token, retry_pause_seconds),
        host="127.0.0.1",
        port=0,
        log_level="critical",
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="botapi")
    thread.start()
    try:
        yield f"http://127.0.0.1:{_port(server, thread)}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join()


def _port(server: uvicorn.Server, thread: threading.Thread) -> int:
    end = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise RuntimeError("the test server did not start")
        time.sleep(0.005)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port
