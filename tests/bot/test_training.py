"""Training: what it leaves behind, what a model's name says, and one list of intents in all places."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.train import model_name
from tests.bot.assistant import ROOT, train

LANGUAGES = ("km", "th", "en", "km-Latn", "th-Latn")


def _load(file: Path) -> Any:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


def _domain_intents() -> list[str]:
    return [next(iter(one)) for one in _load(ROOT / "bot/domain/intents.yml")["intents"]]


def _rule_steps(kind: str) -> Iterator[str]:
    for file in sorted((ROOT / "bot/rules").glob("*.yml")):
        for rule in _load(file)["rules"]:
            for step in rule["steps"]:
                yield from (one[kind] for one in step.get("or", [step]) if kind in one)


def _data_intents(language: str) -> set[str]:
    files = (ROOT / "nlu_data" / language).glob("*.yml")
    return {block["intent"] for file in files for block in _load(file)["nlu"]}


def test_every_intent_has_exactly_one_rule() -> None:
    assert len(_domain_intents()) == 56
    assert sorted(_rule_steps("intent")) == sorted(_domain_intents())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_sentences(language: str) -> None:
    assert _data_intents(language) == set(_domain_intents())


def test_every_rule_ends_in_an_action_of_the_domain() -> None:
    assert set(_rule_steps("action")) == set(_load(ROOT / "bot/domain/actions.yml")["actions"])


def test_training_changes_none_of_its_inputs(workshop: Path, inputs: dict[Path, bytes], trained: str) -> None:
    assert workshop / "config.yml" in inputs
    assert {path: path.read_bytes() for path in workshop.rglob("*.yml")} == inputs


def test_training_leaves_one_whole_model(workshop: Path, trained: str) -> None:
    name = model_name(workshop)
    assert f"trained {name}" in trained
    assert [path.name for path in (workshop / "models").iterdir()] == [f"{name}.tar.gz"]


def test_an_up_to_date_model_is_not_trained_again(workshop: Path, trained: str) -> None:
    model = next((workshop / "models").iterdir())
    before = model.stat().st_mtime_ns
    done = train(workshop, "--if-stale")
    assert done.stdout == f"{model_name(workshop)} is up to date\n"
    assert model.stat().st_mtime_ns == before


@pytest.mark.parametrize("missing", ["nlu_data/lookups/*.yml", "nlu_data/*/*.yml"])
def test_a_training_that_fails_leaves_no_model(workshop: Path, tmp_path: Path, missing: str) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(workshop, broken, ignore=shutil.ignore_patterns("models", "output.log"))
    for file in broken.glob(missing):
        file.unlink()
    done = train(broken)
    assert done.returncode != 0
    assert "trained" not in done.stdout
    assert not list((broken / "models").glob("*"))


@pytest.mark.parametrize("changed", ["config.yml", "bot/domain/intents.yml", "nlu_data/km/rights.yml"])
def test_a_models_name_follows_its_inputs(workshop: Path, tmp_path: Path, changed: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(workshop, copy, ignore=shutil.ignore_patterns("models", "var"))
    assert model_name(copy) == model_name(workshop)
    with (copy / changed).open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert model_name(copy) != model_name(workshop)


def test_a_models_name_does_not_follow_the_answers(workshop: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(workshop, copy, ignore=shutil.ignore_patterns("models", "var"))
    (copy / "content/answers.yml").write_text("answers: []\n", encoding="utf-8")
    assert model_name(copy) == model_name(workshop)
