"""Starts the whole helpline as a stranger would, `helpline run`, on free ports, in a folder of its own, real model."""

import contextlib
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
START_WITHIN_SECONDS = 240.0
ANSWER_WITHIN_SECONDS = 60.0


class Phone:
    """A worker's simulated phone, over HTTP."""

    def __init__(self, url: str) -> None:
        # A connection that was idle may be closed by the server just when it is used again.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(base_url=url, trust_env=False, timeout=30, limits=limits)
        self.id = self._client.post("/phones").raise_for_status().json()["phone"]
        self._read: set[int] = set()

    def close(self) -> None:
        """Put the phone away."""
        self._client.close()

    def send(self, text: str, **more: Any) -> None:
        """Send a text without waiting for an answer."""
        body = {"id": secrets.token_hex(8), "text": text, **more}
        self._client.post(f"/phones/{self.id}/messages", json=body).raise_for_status()

    def screen(self) -> list[dict[str, Any]]:
        """Everything on the screen."""
        messages: list[dict[str, Any]] = self._client.get(f"/phones/{self.id}/messages").raise_for_status().json()
        return messages

    def arrives(self, wanted: str = "", seconds: float = ANSWER_WITHIN_SECONDS) -> str:
        """Wait until something new arrives that matches the pattern `wanted`; give all that is new.

        Raises:
            AssertionError: it does not come.
        """
        fresh: list[str] = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for message in self.screen():
                if message["from"] != "worker" and message["id"] not in self._read:
                    self._read.add(message["id"])
                    fresh.append(message["text"])
            if fresh and re.search(wanted, "\n".join(fresh)):
                return "\n".join(fresh)
            time.sleep(0.1)
        raise AssertionError(f"{wanted!r} did not arrive; what did: {fresh}")

    def asks(self, text: str, wanted: str = "") -> str:
        """Send a text and wait for what it brings."""
        self.send(text)
        return self.arrives(wanted)


@dataclass
class Running:
    """A running helpline."""

    process: subprocess.Popen[str]
    var: Path
    url: str
    environment: dict[str, str]
    output: list[str] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)

    def phone(self) -> Phone:
        """A new worker's phone."""
        self.phones.append(Phone(self.url))
        return self.phones[-1]

    def health(self) -> dict[str, Any]:
        """What /health says, whatever its status."""
        found: dict[str, Any] = httpx.get(f"{self.url}/health", trust_env=False, timeout=10).json()
        return found

    def wait_healthy(self, seconds: float = START_WITHIN_SECONDS) -> None:
        """Wait until every part is well.

        Raises:
            AssertionError: it does not become so.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, "the supervisor ended: " + "".join(self.output)
            with contextlib.suppress(httpx.HTTPError):
                if self.health()["ok"]:
                    return
            time.sleep(0.3)
        raise AssertionError(f"not healthy: {self.logs()[-3000:]}")

    def logs(self) -> str:
        """Everything that every process has logged."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.var.glob("logs/*.log")))

    def children(self) -> dict[str, int]:
        """The children's process ids by a word of their command line."""
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        ).stdout
        words = {"web": "helpline web", "worker": "helpline worker", "actions": "actions.server", "bot": "bot.serve"}
        found = {}
        for line in listed.splitlines():
            pid, command = line.split(maxsplit=1)
            found |= {name: int(pid) for name, word in words.items() if word in command}
        return found

    def stop(self) -> None:
        """Put the phones away and press Ctrl-C."""
        for phone in self.phones:
            phone.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running(var: Path, **settings: str) -> Iterator[Running]:
    """A helpline that runs for the length of the block.

    Args:
        var: its folder of running state.
        settings: more settings, without the prefix, in lower case.
    """
    port = free_port()
    ours = {"var_dir": str(var), "web_port": str(port), "bot_port": str(free_port()), "actions_port": str(free_port())}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HELPLINE_")}
    environment |= {f"HELPLINE_{name.upper()}": value for name, value in (ours | settings).items()}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    out = var / "output.log"
    with out.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "helpline", "run"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            text=True,
        )
    started = Running(process, var, f"http://127.0.0.1:{port}", environment)
    try:
        yield started
    finally:
        started.stop()
        started.output.append(out.read_text())
