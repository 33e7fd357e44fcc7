"""Trains the model: `bot/.venv/bin/python -m bot.train [--if-stale] [--data FOLDER ...]` from the root.

The model's name says what it was made of. It refuses to leave half a model behind, to change config.yml, and to print
a sentence it was trained on.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import shutil
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Iterable, List, Sequence

from bot.logs import quiet
from bot.overrides import apply, no_telemetry

# What a model is made of; content/ isn't, apart from the names of places.
INPUTS = (
    "config.yml",
    "bot/domain",
    "bot/rules",
    "bot/components",
    "bot/requirements.lock",
    "nlu_data/lookups",
    "content/provinces.yml",
    "language",
)
SENTENCES = "nlu_data"
WORKSHOP = ".training-"
SUFFIXES = (".yml", ".yaml", ".py", ".txt", ".json", ".tsv", ".lock")


class TrainingFailed(RuntimeError):  # noqa: N818  # named for what happened
    """Rasa ended without a model."""


def main() -> None:
    """Train, or do nothing when `--if-stale` and the model of these inputs is there; print its name last."""
    arguments = _arguments()
    name = model_name(Path("."), [Path(folder) for folder in arguments.data], arguments.sentences)
    target = Path(arguments.output) / f"{name}.tar.gz"
    if arguments.if_stale and target.exists():
        print(f"{name} is up to date", flush=True)
        return
    print(f"training {name}", flush=True)
    train(target, arguments.data, arguments.sentences)
    print(f"trained {name}", flush=True)


def model_name(root: Path, extra: Sequence[Path] = (), sentences: str = SENTENCES) -> str:
    """`chm-` and twelve hexadecimal digits of the hash of everything a model is made of.

    Args:
        root: the repository.
        extra: further folders of training sentences.
        sentences: the folder of training sentences, below `root`.
    """
    total = hashlib.sha256()
    for path in [root / name for name in (*INPUTS, sentences)] + list(extra):
        for file in _files(path):
            total.update(f"{file.relative_to(path.parent).as_posix()}\0".encode("utf-8"))
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return f"chm-{total.hexdigest()[:12]}"


def train(target: Path, extra: Sequence[str] = (), sentences: str = SENTENCES) -> None:
    """Train from config.yml, bot/ and the folder `sentences` (and the folders `extra`) into the file `target`.

    The file appears at once and whole: it is made elsewhere in the same folder and renamed.

    Raises:
        TrainingFailed: there are no sentences, or Rasa gave no model.
    """
    if not any(_has_sentences(Path(folder)) for folder in (sentences, *extra)):
        raise TrainingFailed("no sentences")  # Rasa would make a model that understands nothing, and call it a success
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_away_killed(target.parent)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f"{WORKSHOP}{os.getpid()}-") as workshop:
        made = _train_in(Path(workshop), target.name[: -len(".tar.gz")], extra, sentences)
        os.replace(made, target)


def _clear_away_killed(models: Path) -> None:
    """Remove the workshops of trainings that were killed: those whose process is gone."""
    for workshop in models.glob(f"{WORKSHOP}*"):
        process = workshop.name[len(WORKSHOP) :].split("-")[0]
        if not process.isdigit() or not Path("/proc", process).exists():
            shutil.rmtree(workshop, ignore_errors=True)


def _train_in(workshop: Path, name: str, extra: Sequence[str], sentences: str) -> Path:
    quiet(os.environ.get("HELPLINE_BOT_LOG_LEVEL", "INFO").upper())
    no_telemetry()
    from rasa.model_training import train as rasa_train

    apply()
    # Rasa writes an identity into a configuration without one; whatever it does, it does it to a copy.
    config = Path(shutil.copy("config.yml", workshop))
    with redirect_stdout(io.StringIO()):  # our own lines go through the log
        result = rasa_train(
            domain="bot/domain",
            config=str(config),
            training_files=[sentences, "bot/rules", *extra],
            output=str(workshop),
            force_training=True,
            fixed_model_name=name,
        )
    if not result.model:
        raise TrainingFailed(f"code {result.code}")
    return Path(result.model)


def _has_sentences(folder: Path) -> bool:
    return any("examples:" in file.read_text(encoding="utf-8") for file in folder.rglob("*.yml"))


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    found: List[Path] = [file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file()]
    return sorted(file for file in found if "__pycache__" not in file.parts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--if-stale", action="store_true", help="do nothing when the model is up to date")
    parser.add_argument("--data", nargs="*", default=[], metavar="FOLDER", help="further training sentences")
    parser.add_argument("--sentences", default=SENTENCES, help="another folder in place of nlu_data")
    parser.add_argument("--output", default="models", help="the folder of models")
    return parser.parse_args()


if __name__ == "__main__":
    main()
