"""Processes are killed while workers write: every message ends in an answer or with a person, in order, none twice."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.running import ROOT, Phone, Running, running

pytestmark = [pytest.mark.rasa, pytest.mark.xdist_group("failures"), pytest.mark.timeout(900)]
WORKERS = 20
MESSAGES = 10
QUESTION = "what is the minimum wage in Rayong"


def _answers(phone: Phone) -> int:
    return sum("Source:" in message["text"] for message in phone.screen())


def _all_answered(phones: list[Phone], wanted: int, seconds: float) -> list[int]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        counts = [_answers(phone) for phone in phones]
        if min(counts) >= wanted:
            return counts
        time.sleep(1)
    return [_answers(phone) for phone in phones]


def test_two_hundred_messages_survive_the_death_of_every_part(tmp_path: Path) -> None:
    """Buttons, so that each message is a turn of its own; texts in between, so that Rasa is needed too."""
    with running(tmp_path, quiet_seconds="0", turn_lease_seconds="5", bot_patience_seconds="300") as helpline:
        helpline.wait_healthy()
        phones = [helpline.phone() for _ in range(WORKERS)]
        for phone in phones:
            phone.send(QUESTION)
        assert min(_all_answered(phones, 1, 120)) == 1
        for number in range(MESSAGES - 1):
            for phone in phones:
                phone.send("", kind="button", payload="part:short:rights_minimum_wage")
            if number == 2:
                os.kill(helpline.children()["bot"], signal.SIGKILL)
                for phone in phones:
                    phone.send(QUESTION)
            if number == 5:
                os.kill(helpline.children()["worker"], signal.SIGKILL)
        counts = _all_answered(phones, MESSAGES + 1, 180)
        assert counts == [MESSAGES + 1] * WORKERS, "each message has one answer"
        children = helpline.children()
        os.kill(helpline.process.pid, signal.SIGKILL)
        helpline.process.wait()
        time.sleep(2)
        assert [name for name, pid in children.items() if _lives(pid)] == [], (
            "kill -9 of the supervisor leaves no orphan"
        )
    with running(tmp_path, quiet_seconds="0") as again:
        again.wait_healthy()
        assert len(again.phone().asks(QUESTION, "Source:")) > 0


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_net_answers_before_rasa_is_up(tmp_path: Path) -> None:
    with running(tmp_path) as helpline:
        _wait_for_web(helpline)
        reply = helpline.phone().asks("help my boss is beating me and locked me up", r"CHM-\d{6}")
        assert "191" in reply
        helpline.wait_healthy()


def _wait_for_web(helpline: Running) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            helpline.health()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the web process did not come up")


@pytest.mark.parametrize(
    ("label", "settings", "sentence"),
    [
        ("a wrong setting", {"HELPLINE_WEB_PORT": "eighty"}, "HELPLINE_WEB_PORT"),
        ("a wrong key", {"HELPLINE_MESSAGE_KEYS": "short"}, "HELPLINE_MESSAGE_KEYS"),
        ("production without secrets", {"HELPLINE_ENVIRONMENT": "production"}, "HELPLINE_FINGERPRINT_KEY"),
        ("a folder that can't be made", {"HELPLINE_VAR_DIR": "/proc/none/var"}, "helpline:"),
    ],
)
def test_a_broken_set_up_is_one_clear_sentence(
    tmp_path: Path, label: str, settings: dict[str, str], sentence: str
) -> None:
    environment = os.environ | {"HELPLINE_VAR_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)} | settings
    command = [sys.executable, "-m", "helpline", "run"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2, label
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        environment = os.environ | {
            "HELPLINE_VAR_DIR": str(tmp_path),
            "HELPLINE_WEB_PORT": port,
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "helpline", "run"]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
    assert ended.returncode == 2
    assert f"port {port} is taken" in ended.stderr
