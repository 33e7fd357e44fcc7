"""`make bench`: messages per second and latency of the embedded shape, beside Rasa's own REST channel, same model.

Both are asked the same questions by the same number of workers at once, one after the other in the same run, so
compare the lines, not two days. Ours includes storing, encrypting, claiming, rendering and delivering; the peer only
answers.
"""

import asyncio
import itertools
import os
import secrets
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx

from tests.running import ROOT, Running, free_port, running

WORKERS = 20
MESSAGES = 10
QUESTIONS = (
    "ថៅកែមិនបើកប្រាក់ខែឱ្យខ្ញុំពីរខែហើយ",
    "ប្រាក់ឈ្នួលអប្បបរមានៅរ៉ាយ៉ងប៉ុន្មាន",
    "นายจ้างยึดหนังสือเดินทางของผมไว้",
    "ทำงานวันอาทิตย์ได้ค่าแรงกี่เท่า",
    "how many days of sick leave do i have",
    "my boss keeps my passport what can i do",
)


async def _write_to_us(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client:

        async def worker(number: int) -> None:
            phone = (await client.post("/phones")).json()["phone"]
            for text in itertools.islice(itertools.cycle(QUESTIONS[number % 6 :] + QUESTIONS[: number % 6]), MESSAGES):
                body = {"id": secrets.token_hex(8), "text": text}
                (await client.post(f"/phones/{phone}/messages", json=body)).raise_for_status()
                while not await _answered(client, phone):  # noqa: ASYNC110  # another process answers
                    await asyncio.sleep(0.05)

        await asyncio.gather(*(worker(number) for number in range(WORKERS)))


async def _answered(client: httpx.AsyncClient, phone: str) -> bool:
    screen = (await client.get(f"/phones/{phone}/messages")).json()
    last = max((one["id"] for one in screen if one["from"] == "worker"), default=0)
    return any(one["id"] > last for one in screen if one["from"] != "worker")


def _measure_us(quiet: str) -> None:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), quiet_seconds=quiet) as helpline:
        helpline.wait_healthy()
        asyncio.run(_write_to_us(helpline.url))
        _report_us(helpline, f"ours, {quiet} s of quiet")


def _report_us(helpline: Running, name: str) -> None:
    """From the message's row (accepted) to the first row of its reply (handed to the channel)."""
    query = """
        SELECT asked.created_at, turns.started_at, turns.finished_at, min(said.sent_at)
        FROM messages asked JOIN turns ON turns.id = asked.turn_id JOIN messages said ON said.turn_id = turns.id
        WHERE asked.direction = 'in' AND said.direction = 'out' GROUP BY asked.id
    """
    with sqlite3.connect(helpline.var / "helpline.db") as database:
        rows = [tuple(map(datetime.fromisoformat, row)) for row in database.execute(query)]
    seconds = (max(row[3] for row in rows) - min(row[0] for row in rows)).total_seconds()
    _line(name, len(rows), seconds, [(row[3] - row[0]).total_seconds() for row in rows])
    parts = {"waits for its turn": (0, 1), "is understood and answered": (1, 2), "is delivered": (2, 3)}
    for part, (start, end) in parts.items():
        spent = statistics.median((row[end] - row[start]).total_seconds() for row in rows)
        sys.stdout.write(f"    of which it {part}: {spent * 1000:6.0f} ms (median)\n")


@contextmanager
def _rasa_alone(folder: Path) -> Iterator[str]:
    """Rasa with its own REST channel and our action server."""
    rest, actions = free_port(), free_port()
    (folder / "credentials.yml").write_text("rest:\n")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "HELPLINE_ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
        "HELPLINE_TRACKER_URL": f"sqlite:///{folder / 'rasa.db'}",
        "HELPLINE_TRACKER_IDLE_HOURS": "72",
        "HELPLINE_TRACKER_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    model = max((ROOT / "models").glob("chm-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    rasa = [str(ROOT / "bot/.venv/bin/python"), "-m", "rasa", "run", "-m", str(model), "--port", str(rest)]
    rasa += ["--interface", "127.0.0.1", "--credentials", str(folder / "credentials.yml")]
    rasa += ["--endpoints", "bot/endpoints.yml", "--quiet"]
    commands = [rasa, [sys.executable, "-m", "actions.server", "--port", str(actions)]]
    with (folder / "log").open("w") as log:
        processes = [subprocess.Popen(one, cwd=ROOT, env=environment, stdout=log, stderr=log) for one in commands]
    try:
        _wait_for(f"http://127.0.0.1:{rest}/webhooks/rest/")
        yield f"http://127.0.0.1:{rest}/webhooks/rest/webhook"
    finally:
        for process in processes:
            process.kill()


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            httpx.get(url, trust_env=False, timeout=2)
        except httpx.HTTPError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("Rasa did not start")


async def _write_to_rasa(url: str) -> tuple[float, list[float]]:
    latencies: list[float] = []
    async with httpx.AsyncClient(trust_env=False, timeout=120) as client:

        async def worker(number: int) -> None:
            for text in itertools.islice(itertools.cycle(QUESTIONS[number % 6 :] + QUESTIONS[: number % 6]), MESSAGES):
                asked = time.monotonic()
                await client.post(url, json={"sender": f"w{number}", "message": text})
                latencies.append(time.monotonic() - asked)

        start = time.monotonic()
        await asyncio.gather(*(worker(number) for number in range(WORKERS)))
        return time.monotonic() - start, latencies


def _measure_rasa() -> None:
    with tempfile.TemporaryDirectory() as folder, _rasa_alone(Path(folder)) as url:
        seconds, latencies = asyncio.run(_write_to_rasa(url))
    _line("Rasa's REST channel", len(latencies), seconds, latencies)


def _line(name: str, count: int, seconds: float, latencies: list[float]) -> None:
    ordered = sorted(latencies)
    p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    rate = count / seconds
    sys.stdout.write(f"{name:26} {rate:6.1f} messages/s   p50 {p50 * 1000:6.0f} ms   p95 {p95 * 1000:6.0f} ms\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    sys.stdout.write(f"{WORKERS} workers, {MESSAGES} messages each, all waiting for each answer\n")
    _measure_rasa()
    _measure_us("0")
    _measure_us("1.0")


if __name__ == "__main__":
    main()
