"""Trains and starts the assistant as the helpline does: child processes in a folder of their own.

It refuses to reach into Rasa: what a test knows of it, it learns over HTTP, from its output and from its files.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import requests
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
TOKEN = "the-tests-own-token"
SENTENCES_PER_INTENT = 4
START_WITHIN_SECONDS = 180
Body = dict[str, Any]


def make_workshop(folder: Path) -> Path:
    """Lay out a repository in `folder` whose training data is a few sentences of each intent in each language."""
    shutil.copy(ROOT / "config.yml", folder)
    for part in ("domain", "rules"):
        shutil.copytree(ROOT / "bot" / part, folder / "bot" / part)
    (folder / "content").mkdir()
    shutil.copy(ROOT / "content/provinces.yml", folder / "content")
    shutil.copytree(ROOT / "nlu_data/lookups", folder / "nlu_data/lookups")
    for file in sorted(ROOT.glob("nlu_data/*/*.yml")):
        if file.parent.name in ("km", "th", "en"):
            _shorten(file, folder / "nlu_data" / file.parent.name / file.name)
    return folder


def environment(**settings: str) -> dict[str, str]:
    """The environment of a child: nothing of whoever runs the tests, but the settings given."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("HELPLINE_")}
    more = {f"HELPLINE_{key.upper()}": value for key, value in settings.items()}
    return {**ours, **more, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "OMP_WAIT_POLICY": "PASSIVE"}


def train(workshop: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run bot.train in `workshop`."""
    return subprocess.run(
        [sys.executable, "-m", "bot.train", *options],
        cwd=workshop,
        env=environment(bot_log_level="DEBUG"),
        capture_output=True,
        text=True,
        check=False,
    )


def serve(workshop: Path, **settings: str) -> subprocess.Popen[bytes]:
    """Start bot.serve in `workshop` and leave it to itself."""
    command = [sys.executable, "-m", "bot.serve", "--port", str(free_port())]
    silence = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=workshop, env=environment(**settings), stdout=silence, stderr=silence)


class Assistant:
    """bot.serve as a child process, with its memory and its output in `workshop`."""

    def __init__(self, workshop: Path, keys: str, actions_url: str, model: str = "models") -> None:
        self._workshop = workshop
        self._settings = {"bot_token": TOKEN, "tracker_keys": keys, "actions_url": actions_url, "bot_model": model}
        self._process: subprocess.Popen[bytes] | None = None
        self._http = requests.Session()
        self._http.trust_env = False
        self.port = free_port()
        self.log = workshop / "output.log"
        self.database = workshop / "var/rasa.db"

    def start(self) -> None:
        """Start it at debug level and wait until it answers."""
        settings = environment(**self._settings, bot_port=str(self.port), bot_log_level="DEBUG")
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.serve"], cwd=self._workshop, env=settings, stdout=output, stderr=output
            )
        end = time.monotonic() + START_WITHIN_SECONDS
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.2)

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None
        self._http.close()

    def call(self, route: str, body: Any = None, token: str = TOKEN) -> requests.Response:
        """POST `body` (as it is when bytes, else as JSON) to a route of the channel."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        url = f"http://127.0.0.1:{self.port}/webhooks/helpline/{route}"
        return self._http.post(url, data=data, headers={"X-Helpline-Token": token}, timeout=60)

    def health(self, token: str = TOKEN) -> requests.Response:
        """GET the health route."""
        url = f"http://127.0.0.1:{self.port}/webhooks/helpline/health"
        return self._http.get(url, headers={"X-Helpline-Token": token}, timeout=60)

    def turn(self, conversation: str, message: str, text: str, **metadata: Any) -> requests.Response:
        """Send one message of a conversation."""
        body = {"id": message, "conversation": conversation, "text": text, "metadata": metadata}
        return self.call("turn", body)

    def parse(self, text: str) -> Body:
        """What it understands of `text`."""
        answer = self.call("parse", {"text": text, "metadata": {}})
        assert answer.status_code == 200, answer.text
        found: Body = answer.json()["parse"]
        return found

    def _answers(self) -> bool:
        try:
            return self.health().status_code == 200
        except requests.ConnectionError:
            return False


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _shorten(source: Path, target: Path) -> None:
    yaml = YAML()
    content = yaml.load(source)
    for block in content["nlu"]:
        lines = str(block["examples"]).splitlines()[:SENTENCES_PER_INTENT]
        block["examples"] = "\n".join(lines) + "\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    yaml.dump(content, target)
