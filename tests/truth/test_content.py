"""The content as it is shown: complete, cited, equal in three languages; and a broken entry is named, not shown."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from core.content import load
from core.content.check import FIGURE, faults
from core.contracts import LANGUAGES, Say
from core.errors import SetupError
from core.i18n import Catalogues
from helpline.render import Renderer
from helpline.topics import TOPICS

CONTENT = Path(__file__).parents[2] / "content"
WAGES = "answers/complaints/complaint_unpaid_wages.yml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def test_nothing_is_wrong_with_the_content() -> None:
    assert faults(load(CONTENT)) == []


def test_every_topic_has_its_answer() -> None:
    assert set(load(CONTENT).answers) == TOPICS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_every_answer_can_be_shown(language: str) -> None:
    content = load(CONTENT)
    renderer = Renderer(Catalogues(CONTENT / "locales"), content, language)  # type: ignore[arg-type]  # one of three
    for answer in content.answers.values():
        for variant in ("", *(one.id for one in answer.variants)):
            for part in ("short", "steps", "law", "contacts"):
                said = Say.model_validate({"answer": answer.intent, "part": part, "variant": variant})
                shown = renderer.say(said)
                assert shown.text.strip(), f"{answer.intent} {part} {variant}"
                assert "{" not in shown.text


def test_every_number_that_can_be_dialled_comes_from_a_contact() -> None:
    content = load(CONTENT)
    known = {phone.number.lstrip("+") for contact in content.contacts.values() for phone in contact.phones}
    renderer = Renderer(Catalogues(CONTENT / "locales"), content, "en")
    for answer in content.answers.values():
        shown = renderer.say(Say(answer=answer.intent, part="contacts")).text
        dialled = {number.strip("+") for number in re.findall(r"☎ (\+?\d+)", shown)}
        assert dialled <= known, answer.intent
    for path in (CONTENT / "locales").rglob("*.ftl"):
        typed = {one for one in FIGURE.findall(path.read_text(encoding="utf-8")) if len(one) >= 3}
        assert not typed & known, f"{path.name} holds a number; numbers come from contacts"


def _break(copy: Path, file: str, old: str, new: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("label", "old", "new", "named"),
    [
        ("a citation that does not exist", "thai_lpa_2541#123", "thai_lpa_2541#999", "thai_lpa_2541#999"),
        ("a contact that does not exist", "mol_1506, issara", "mol_1506, nobody", "nobody"),
        ("a field nobody knows", "intent:", "surprise: 1\nintent:", "surprise"),
        ("no valid YAML", "intent:", "intent: [", "YAML"),
    ],
)
def test_a_broken_entry_stops_the_start_and_is_named(copy: Path, label: str, old: str, new: str, named: str) -> None:
    _break(copy, WAGES, old, new)
    with pytest.raises(SetupError) as refused:
        load(copy)
    assert named in str(refused.value), label
    assert "complaint_unpaid_wages" in str(refused.value), label


def test_a_missing_language_is_named(copy: Path) -> None:
    path = copy / WAGES
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    del entry["short"]["th"]
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    with pytest.raises(SetupError, match=r"complaint_unpaid_wages.*short\.th"):
        load(copy)


def test_a_figure_that_differs_is_named(copy: Path) -> None:
    path = copy / WAGES
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    entry["short"]["km"] += " 77"
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    assert any("complaint_unpaid_wages, short" in fault and "77" in fault for fault in faults(load(copy)))
