"""The embedded shape: one supervisor starts web, worker, actions and Rasa, restarts what dies with a growing pause, and
leaves no orphan. Children die with it, even after kill -9: the kernel tells them on Linux, and the next start looks."""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import typer

from core.crypto import secret
from core.errors import SetupError
from core.settings import Settings
from helpline import first_start, migrate, training
from helpline.wiring import ROOT

PR_SET_PDEATHSIG = 1
LOOK_EVERY_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 60.0
STOP_WITHIN_SECONDS = 8.0


@dataclass
class Child:
    """A process we keep running."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS
    again_at: float = 0.0
    deaths: int = field(default=0)

    def start(self) -> None:
        """Start it in our process group, bound to our life."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603  # our own commands
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_parent,  # the supervisor has one thread
            )
        self.started = time.monotonic()

    def look(self) -> None:
        """Restart it when it died, after a pause that grows with each quick death."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            steady = now - self.started > STEADY_AFTER_SECONDS
            self.pause = FIRST_PAUSE_SECONDS if steady else min(self.pause * 2, LONGEST_PAUSE_SECONDS)
            self.again_at, self.process, self.deaths = now + self.pause, None, self.deaths + 1
            typer.echo(f"{self.name} ended and is started again in {self.pause:.0f} s (see {self.log})", err=True)
        if now >= self.again_at:
            self.start()


def run(settings: Settings) -> None:
    """Start everything, say where it is, and keep it running until Ctrl-C.

    Raises:
        SetupError: a port is taken, the disk is full, another supervisor runs, or the set-up is broken.
    """
    first_start.prepare(settings)
    with _one_supervisor(settings):
        _check_ports(settings)
        migrate.upgrade(settings.database)
        login = first_start.first_admin(settings)
        model = training.train(only_if_stale=True)
        children = _children(settings, model)
        stopping: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda received, _: stopping.append(received))
        try:
            for child in children:
                child.start()
            _announce(settings, children, stopping, login)
            while not stopping:
                for child in children:
                    child.look()
                time.sleep(LOOK_EVERY_SECONDS)
        finally:
            _stop(children)


def _children(settings: Settings, model: str) -> list[Child]:
    python, environment = sys.executable, _environment(settings)
    commands = {
        "web": [python, "-m", "helpline", "web"],
        "worker": [python, "-m", "helpline", "worker"],
        "actions": [python, "-m", "actions.server", "--port", str(settings.actions_port)],
        "bot": [
            *(training.rasa_python(), "-m", "bot.serve"),
            *("--port", str(settings.bot_port), "--model", f"models/{model}.tar.gz"),
        ],
    }
    logs = settings.var_dir / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    return [
        Child(name, command, _only_what_it_needs(name, environment), logs / f"{name}.log")
        for name, command in commands.items()
    ]


def _environment(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "HELPLINE_BOT_URL": f"http://127.0.0.1:{settings.bot_port}",
        "HELPLINE_ACTIONS_URL": f"http://127.0.0.1:{settings.actions_port}",
        "HELPLINE_BOT_TOKEN": secret(settings, "bot_token"),
        "HELPLINE_TRACKER_KEYS": secret(settings, "tracker_keys"),
        "HELPLINE_TRACKER_URL": f"sqlite:///{settings.var_dir / 'rasa.db'}",
        "RASA_TELEMETRY_ENABLED": "false",
    }


def _only_what_it_needs(name: str, environment: dict[str, str]) -> dict[str, str]:
    """Rasa and the actions get no key to our database, whatever the supervisor was given."""
    if name in ("web", "worker"):
        return {key: value for key, value in environment.items() if not key.startswith("HELPLINE_TRACKER")}
    ours = ("HELPLINE_MESSAGE_KEYS", "HELPLINE_FINGERPRINT_KEY", "HELPLINE_DATABASE_URL", "HELPLINE_TELEGRAM")
    kept = {key: value for key, value in environment.items() if not key.startswith(ours)}
    if name == "actions":
        return {key: value for key, value in kept.items() if key != "HELPLINE_BOT_TOKEN" and "TRACKER" not in key}
    return kept | {"HELPLINE_ACTIONS_URL": f"{kept['HELPLINE_ACTIONS_URL']}/webhook"}


def _announce(settings: Settings, children: list[Child], stopping: list[int], login: tuple[str, str] | None) -> None:
    address = f"http://{settings.web_host}:{settings.web_port}"
    _wait_for_web(address, children, stopping)
    typer.echo("\nThe phone and the emergency net answer now; the bot follows in a few seconds.")
    typer.echo(f"  worker's phone     {address}/phone")
    typer.echo(f"  operators' console {address}/console")
    typer.echo(f"  API docs           {address}/docs")
    typer.echo(f"  health             {address}/health")
    if login is not None:
        typer.echo(f"  first login        {login[0]}   password {login[1]}   (shown only now)")
    started = time.monotonic()
    while not stopping and not _healthy(address):
        for child in children:
            child.look()
        time.sleep(LOOK_EVERY_SECONDS)
    if not stopping:
        typer.echo(f"Everything is up ({time.monotonic() - started:.0f} s). Ctrl-C ends it.")


def _wait_for_web(address: str, children: list[Child], stopping: list[int]) -> None:
    while not stopping:
        for child in children:
            child.look()
        try:
            httpx.get(f"{address}/health", timeout=5, trust_env=False)
        except httpx.HTTPError:
            time.sleep(LOOK_EVERY_SECONDS)
        else:
            return


def _healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _stop(children: list[Child]) -> None:
    alive = [child.process for child in children if child.process is not None and child.process.poll() is None]
    for process in alive:
        process.terminate()
    end = time.monotonic() + STOP_WITHIN_SECONDS
    for process in alive:
        try:
            process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@contextmanager
def _one_supervisor(settings: Settings) -> Iterator[None]:
    """Hold the lock of this folder of running state. The kernel lets it go when we die, however we die."""
    with (settings.var_dir / "supervisor.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SetupError(f"the helpline runs already on {settings.var_dir}; stop it first") from None
        yield


def _check_ports(settings: Settings) -> None:
    for what, port in (("web", settings.web_port), ("bot", settings.bot_port), ("actions", settings.actions_port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.web_host if what == "web" else "127.0.0.1", port))
            except OSError:
                raise SetupError(
                    f"port {port} is taken; stop what uses it, or set HELPLINE_{what.upper()}_PORT to a free one"
                ) from None
