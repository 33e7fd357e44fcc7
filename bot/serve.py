"""Starts Rasa with our channel: `bot/.venv/bin/python -m bot.serve` from the root of the repository.

It refuses to print a word of a message, to listen anywhere but on loopback unless told, and to outlive its parent.
"""

from __future__ import annotations

import argparse
import ctypes
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path

from bot.logs import quiet
from bot.overrides import apply, no_telemetry

DEFAULTS = {
    "HELPLINE_BOT_HOST": "127.0.0.1",
    "HELPLINE_BOT_PORT": "5005",
    "HELPLINE_BOT_MODEL": "models",
    "HELPLINE_BOT_LOG_LEVEL": "INFO",
    "HELPLINE_ACTIONS_URL": "http://127.0.0.1:5055/webhook",
    "HELPLINE_TRACKER_URL": "sqlite:///var/rasa.db",
    "HELPLINE_TRACKER_IDLE_HOURS": "72",
}
PR_SET_PDEATHSIG = 1
BOT = Path(__file__).parent

logger = logging.getLogger("helpline.serve")


def main() -> None:
    """Read the settings (environment, then DEFAULTS), then serve until stopped."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    arguments = _arguments()
    os.umask(0o077)  # the dialogues' file is its owner's alone
    die_with_parent()
    quiet(os.environ["HELPLINE_BOT_LOG_LEVEL"].upper())
    no_telemetry()
    Path("var").mkdir(exist_ok=True)
    _serve(arguments)


def die_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however it went."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # The signal is lost when the parent died before it was set, and there is none on other systems: so watch, too.
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _serve(arguments: argparse.Namespace) -> None:
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    apply()
    logger.info("starting on %s:%s with %s", arguments.host, arguments.port, arguments.model)
    serve_application(
        model_path=arguments.model,
        interface=arguments.host,
        port=arguments.port,
        credentials=str(BOT / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(BOT / "endpoints.yml")),
        enable_api=arguments.enable_api,
        auth_token=os.environ.get("HELPLINE_BOT_TOKEN"),
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default=os.environ["HELPLINE_BOT_HOST"])
    parser.add_argument("--port", type=int, default=int(os.environ["HELPLINE_BOT_PORT"]))
    parser.add_argument("--model", default=os.environ["HELPLINE_BOT_MODEL"], help="a model, or a folder of them")
    parser.add_argument("--enable-api", action="store_true", help="Rasa's own HTTP API too, behind the same token")
    return parser.parse_args()


if __name__ == "__main__":
    main()
