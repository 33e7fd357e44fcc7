"""Measures a trained model on the evaluation sentences: `make evaluate`, or python -m evaluation.evaluate --set dev.

It parses through the model as it is served, without HTTP, writes evaluation/reports/ and one line per language to
evaluation/history.tsv; it refuses to print a sentence.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import statistics
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.logs import quiet
from bot.overrides import apply, no_telemetry
from evaluation import entity_scores, language_scores, scores
from evaluation.scores import Answer, Pairs
from evaluation.sets import Labelled, WithEntities, read_entities, read_set

HERE = Path(__file__).parent
HISTORY_HEADER = (
    "time\tmodel\tset\tlanguage\tmessages\taccuracy\tmacro_f1\traised\tfalse_alarms\tlanguage_right"
    "\tcalibration_error\tyes\tp50_ms"
)
Row = tuple[str, list[str]]


def main() -> None:
    """Parse the set, print and write the report, add to the history."""
    arguments = _arguments()
    quiet("ERROR")
    no_telemetry()
    model = newest_model(Path(arguments.model))
    folder = HERE / arguments.set
    labelled = read_set(folder)
    if not labelled:
        raise SystemExit(f"no sentences in {folder}")
    pairs = asyncio.run(answers(model, labelled))
    rows = [_row(language, part) for language, part in _by_language(pairs).items()]
    named = read_entities(folder)
    text = report(model.name, folder.name, rows, pairs) + language_scores.report(folder)
    text += entity_scores.report(named, asyncio.run(entities(model, named)))
    print(text)
    reports = HERE / "reports"
    reports.mkdir(exist_ok=True)
    (reports / f"{folder.name}.txt").write_text(text, encoding="utf-8")
    draw_confusions(pairs, reports / f"{folder.name}-confusion.png")
    if not arguments.dry_run:
        remember(model.name[: -len(".tar.gz")], folder.name, rows)


async def answers(model: Path, labelled: list[Labelled]) -> Pairs:
    """What the model at `model` makes of each message."""
    apply()
    agent = load(model)
    pairs = []
    for one in labelled:
        started = time.perf_counter()
        found = await parse(agent, one.text)
        pairs.append((one, _answer(found, time.perf_counter() - started)))
    return pairs


def newest_model(path: Path) -> Path:
    """`path` itself, or the newest model in it when it is a folder."""
    if path.is_file():
        return path
    models = sorted(path.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        raise SystemExit(f"no model in {path}: train one first")
    return models[-1]


def report(model: str, name: str, rows: list[Row], pairs: Pairs) -> str:
    """The report as text, one line per language and then the weakest intents and the commonest mistakes."""
    table = [HISTORY_HEADER.split("\t")[3:], *([language, *cells] for language, cells in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [f"{model} on {name}", ""]
    lines += ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in table]
    for language, part in _by_language(pairs).items():
        lines += ["", f"{language}: understood (percent of messages, percent right among them)"]
        lines += [f"  {word:4} {much:5.1f} {right:5.1f}" for word, (much, right) in scores.understood(part).items()]
        weakest = sorted(scores.f1_by_intent(part).items(), key=lambda item: item[1])[:8]
        lines += ["  weakest: " + ", ".join(f"{intent} {score:.0f}" for intent, score in weakest)]
        missed = [one.id for one, answer in part if one.intent.startswith(scores.URGENT) and not answer.urgent]
        lines += ["  urgent, but no alarm: " + (", ".join(missed) or "none")]
    lines += ["", "commonest mistakes (label, guess, how often)"]
    lines += [f"  {label:28} {guess:28} {count}" for label, guess, count in scores.confusions(pairs, 25)]
    return "\n".join(lines) + "\n"


async def entities(model: Path, labelled: list[WithEntities]) -> list[list[dict[str, Any]]]:
    """What the model at `model` finds in each sentence."""
    agent = load(model)
    return [(await parse(agent, one.text))["entities"] for one in labelled]


def load(model: Path) -> Any:
    """The model at `model`, as Rasa's agent."""
    from rasa.core.agent import Agent

    return Agent.load(model)


async def parse(agent: Any, text: str) -> dict[str, Any]:
    """What the agent understands of `text`, as the channel gets it."""
    from rasa.core.channels.channel import UserMessage

    message = UserMessage(text)
    message.text = text
    found: dict[str, Any] = await agent.processor.parse_message(message)
    return found


def remember(model: str, name: str, rows: list[Row]) -> None:
    """Add one line per language to evaluation/history.tsv."""
    history = HERE / "history.tsv"
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")  # noqa: UP017  # Python 3.10
    if not history.exists():
        history.write_text(HISTORY_HEADER + "\n", encoding="utf-8")
    with history.open("a", encoding="utf-8") as file:
        for language, cells in rows:
            file.write("\t".join([now, model, name, language, *cells]) + "\n")


def draw_confusions(pairs: Pairs, path: Path) -> None:
    """Draw which intents are taken for which, as a picture at `path`."""
    import matplotlib

    matplotlib.use("Agg")
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from matplotlib import pyplot

    names = sorted({one.intent for one, _ in pairs} | {answer.intent for _, answer in pairs})
    counts = [[0] * len(names) for _ in names]
    for one, answer in pairs:
        counts[names.index(one.intent)][names.index(answer.intent)] += 1
    totals = [max(sum(line), 1) for line in counts]
    figure, axes = pyplot.subplots(figsize=(14, 13))
    axes.imshow([[count / total for count in line] for line, total in zip(counts, totals, strict=True)], cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("guess")
    axes.set_ylabel("label")
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _answer(found: dict[str, Any], seconds: float) -> Answer:
    return Answer(
        intent=found["intent"]["name"],
        confidence=found["intent"]["confidence"],
        language=found["language"]["code"],
        urgent=found["urgent"],
        urgent_by=tuple(found["urgent_by"]),
        understood=found["understood"],
        seconds=seconds,
    )


def _by_language(pairs: Pairs) -> dict[str, Pairs]:
    languages = sorted({one.language for one, _ in pairs})
    return {language: [pair for pair in pairs if pair[0].language == language] for language in languages}


def _row(language: str, pairs: Pairs) -> Row:
    raised, false = scores.alarms(pairs)
    figures = [
        scores.accuracy(pairs),
        scores.macro_f1(pairs),
        raised,
        false,
        scores.language_accuracy(pairs),
        scores.calibration_error(pairs),
        scores.understood(pairs)["yes"][0],
        1000 * statistics.median(answer.seconds for _, answer in pairs),
    ]
    return language, [str(len(pairs)), *(f"{figure:.1f}" for figure in figures)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="test", help="a folder of evaluation/")
    parser.add_argument("--model", default=os.environ.get("HELPLINE_BOT_MODEL", "models"), help="a model or a folder")
    parser.add_argument("--dry-run", action="store_true", help="leave evaluation/history.tsv alone")
    return parser.parse_args()


if __name__ == "__main__":
    main()
