"""A container's health check: ends with 0 when Rasa answers with a model, else with 1: `python -m bot.check`.

It refuses to say anything but that; why it is dead stands in Rasa's log.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request


def main() -> None:
    """Ask the channel's health route on this machine."""
    port = os.environ.get("HELPLINE_BOT_PORT", "5005")
    url = f"http://127.0.0.1:{port}/webhooks/helpline/health"
    request = urllib.request.Request(url, headers={"X-Helpline-Token": os.environ.get("HELPLINE_BOT_TOKEN", "")})
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310  # always http on loopback
            ready = bool(json.load(answer)["ready"])
    except (OSError, ValueError, KeyError):
        ready = False
    sys.exit(not ready)


if __name__ == "__main__":
    main()
