"""The commands of the service; `helpline --help` lists them.
Each says in one sentence what went wrong; none prints a stack trace for a fault of the set-up."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import typer
import uvicorn
from cryptography.fernet import Fernet
from sqlalchemy.exc import OperationalError

from core import clock
from core import logging as logs
from core import settings as configuration
from core.content import check as content_check
from core.content import load as load_content
from core.errors import HelplineError
from escalation.operators.service import Operators
from helpline import chat as terminal
from helpline import embedded, health, migrate, rotate, training, wiring, worker
from helpline.web import make_app

app = typer.Typer(
    help="Chumnuoy, the helpline.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

content_app = typer.Typer(help="The reviewed content.", no_args_is_help=True)
app.add_typer(content_app, name="content")


@app.command()
def run() -> None:
    """Everything in one go: SQLite, web, worker, Rasa and actions as children. Ctrl-C ends all."""
    embedded.run(configuration.load())


@app.command()
def web() -> None:
    """The web process: console, simulator, health."""
    settings = configuration.load()
    uvicorn.run(
        make_app(wiring.build(settings)),
        host=settings.web_host,
        port=settings.web_port,
        access_log=False,  # paths hold a phone's secret id
        log_level="warning",
        proxy_headers=settings.environment == "production",
    )


@app.command(name="worker")
def run_worker() -> None:
    """The worker process: turns, delivery, housekeeping, Telegram polling."""
    parts = wiring.build(configuration.load())

    async def until_stopped() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        try:
            await worker.run(parts, stop)
        finally:
            await parts.close()

    _run(until_stopped)


@app.command(name="check-worker")
def check_worker() -> None:
    """End with 0 when a worker process is alive, with 1 when not (a container's health check)."""
    parts = wiring.build(configuration.load())

    async def look() -> None:
        alive = await health.worker_lives(parts)
        await parts.close()
        if not alive:
            raise typer.Exit(1)

    _run(look)


@app.command(name="migrate")
def run_migrations() -> None:
    """Bring our database to the newest version."""
    settings = configuration.load()
    settings.var_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    migrate.upgrade(settings.database)


@app.command()
def chat(url: str = "http://127.0.0.1:8000") -> None:
    """A worker's phone in the terminal. Empty line or Ctrl-D ends it."""
    _run(lambda: terminal.chat(url))


@app.command()
def train() -> None:
    """Train a model beside the live one, which goes on answering."""
    training.train()


@app.command(name="set-password")
def set_password(login: str) -> None:
    """Give an operator a new random password, for one who lost it. Their sessions end."""
    parts = wiring.build(configuration.load())

    async def give() -> None:
        try:
            password = await Operators(parts.database, parts.cases).set_password(login)
            typer.echo(f"{login}   {password}   (shown only now)")
        finally:
            await parts.close()

    _run(give)


@app.command(name="rotate-keys")
def rotate_keys() -> None:
    """Put everything under the first of HELPLINE_MESSAGE_KEYS; afterwards the old key can go."""
    parts = wiring.build(configuration.load())

    async def renew() -> None:
        typer.echo(f"{await rotate.rotate(parts.database)} values renewed")
        await parts.close()

    _run(renew)


@app.command(name="new-migration")
def new_migration(message: str) -> None:
    """Write a migration from the difference between the tables in the code and a fresh database. Read it before use."""
    migrate.revise(message)


@app.command(name="new-key")
def new_key() -> None:
    """Print a fresh key for HELPLINE_MESSAGE_KEYS."""
    typer.echo(Fernet.generate_key().decode())


@content_app.command(name="check")
def check_content(review: bool = False) -> None:
    """Check content/: ends with 1 when something is wrong. With --review, list what people should look at."""
    content = load_content(wiring.CONTENT)
    lines = content_check.to_review(content, clock.now().date()) if review else content_check.faults(content)
    for line in lines:
        typer.echo(line)
    raise typer.Exit(1 if lines and not review else 0)


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(work())


def main() -> None:
    """Run a command; a fault of the set-up is one sentence, not a stack trace."""
    logs.set_up()
    try:
        app()
    except HelplineError as error:
        typer.echo(f"helpline: {error}", err=True)
        sys.exit(2)
    except (OSError, OperationalError) as error:  # a full disk, a missing right, a database that is away
        cause = getattr(error, "orig", None) or error
        typer.echo(f"helpline: {cause}. Check disk space and rights, and that the database runs.", err=True)
        sys.exit(2)
