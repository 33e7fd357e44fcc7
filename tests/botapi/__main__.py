"""Starts the server by hand: `python -m tests.botapi --port 8081 --token 123:ABC`."""

import argparse

import uvicorn

from tests.botapi.server import RETRY_PAUSE_SECONDS, application


def main() -> None:
    """Read the options and serve until Ctrl-C."""
    options = argparse.ArgumentParser(prog="python -m tests.botapi", description="A Bot API server for tests.")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8081)
    options.add_argument("--token", default="123:ABC", help="the bot's token; any other is refused")
    options.add_argument(
        "--retry-pause", type=float, default=RETRY_PAUSE_SECONDS, help="seconds before the second attempt at a webhook"
    )
    given = options.parse_args()
    uvicorn.run(application(given.token, given.retry_pause), host=given.host, port=given.port)


if __name__ == "__main__":
    main()
