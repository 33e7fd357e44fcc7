"""One list of intents: the model's domain, the training data, the menu's topics and the content agree."""

from pathlib import Path

import yaml

from core.content import load
from helpline.safety import KINDS
from helpline.topics import GROUPS, TOPICS

ROOT = Path(__file__).parents[2]


def _domain() -> set[str]:
    listed = yaml.safe_load((ROOT / "bot/domain/intents.yml").read_text())["intents"]
    return {one if isinstance(one, str) else next(iter(one)) for one in listed}


def test_the_menu_is_part_of_the_domain() -> None:
    assert _domain() >= TOPICS
    assert len(_domain()) == 56


def test_every_intent_has_sentences_in_every_language() -> None:
    for language in ("km", "th", "en"):
        files = (ROOT / "nlu_data" / language).glob("*.yml")
        counts = {
            one["intent"]: one["examples"].count("\n- ") + 1
            for f in files
            for one in yaml.safe_load(f.read_text())["nlu"]
        }
        assert set(counts) == _domain(), language
        assert min(counts.values()) >= 15, language


def test_urgent_kinds_have_an_answer_and_numbers() -> None:
    content = load(ROOT / "content")
    assert set(GROUPS["urgent"]) == set(KINDS)
    for country in ("TH", "KH"):
        assert set(content.urgent_numbers[country]) == set(KINDS)
    assert set(KINDS) <= set(content.answers)


def test_every_answer_belongs_to_a_topic() -> None:
    assert set(load(ROOT / "content").answers) <= TOPICS
