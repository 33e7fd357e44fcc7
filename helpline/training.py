"""Trains a model in Rasa's own environment, beside the live one. What promotes it is another matter."""

import os
import subprocess
import sys

from core.errors import SetupError
from helpline.wiring import ROOT

PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"


def rasa_python() -> str:
    """The interpreter of Rasa's environment.

    Raises:
        SetupError: it was not built.
    """
    if not PYTHON.exists():
        raise SetupError("bot/.venv is missing: run `make install`")
    return str(PYTHON)


def train(*, only_if_stale: bool = False) -> str:
    """Train; progress goes to the terminal.

    Args:
        only_if_stale: do nothing when a model of the same inputs is there.

    Returns:
        The model's name, which says what it was made of.

    Raises:
        SetupError: the training failed.
    """
    command = [rasa_python(), "-m", "bot.train", *(["--if-stale"] if only_if_stale else [])]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"}
    name = ""
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as training:  # noqa: S603  # our own command
        for line in training.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            name = next((word for word in line.split() if word.startswith("chm-")), name)
    if training.returncode != 0 or not name:
        raise SetupError("the model could not be trained; the lines above say why")
    return name
