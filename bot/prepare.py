"""Makes the tracker's tables once, before Rasa's replicas start and would race for it: `python -m bot.prepare`.

It refuses to touch any database but the one in HELPLINE_TRACKER_URL.
"""

from __future__ import annotations

import os

from bot.tracker_store import HelplineTrackerStore


def main() -> None:
    """Connect, make what is missing, and end."""
    HelplineTrackerStore(host=os.environ["HELPLINE_TRACKER_URL"])
    print("the tracker's tables are there")  # noqa: T201  # for who runs it


if __name__ == "__main__":
    main()
