"""Three languages on every page, and a name for everything that can appear."""

import re
from pathlib import Path
from typing import get_args

import pytest
import yaml

from core.contracts import LANGUAGES, Language
from core.errors import HelplineError
from core.messages.models import State
from escalation.cases.models import CaseState, Outcome, Priority
from escalation.cases.queries import Tab
from escalation.cases.rules import TakenError
from escalation.console.words import Words
from escalation.operators.models import Role
from tests.console.conftest import Console

ROOT = Path(__file__).parents[2]
ESCALATION = ROOT / "escalation"
SENTENCE = {
    "en": re.compile(r"[A-Za-z]{3}"),
    "km": re.compile(r"[\u1780-\u17ff]{2}"),
    "th": re.compile(r"[\u0e00-\u0e7f]{2}"),
}


def catalogue(language: str) -> dict[str, str]:
    """The console's own sentences."""
    text = (ROOT / "content" / "locales" / language / "console.ftl").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z][\w-]*) = (.+)$", text, re.MULTILINE))


def test_the_three_languages_say_the_same() -> None:
    km, th, en = (catalogue(language) for language in ("km", "th", "en"))
    assert list(km) == list(th) == list(en)
    for key, words in en.items():
        places = re.findall(r"\$(\w+)", words)
        assert sorted(re.findall(r"\$(\w+)", km[key])) == sorted(re.findall(r"\$(\w+)", th[key])) == sorted(places), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_is_in_its_language(language: str) -> None:
    foreign = {"own-name-km", "own-name-th", "own-name-en", "api-docs"}
    wrong = [k for k, words in catalogue(language).items() if k not in foreign and not SENTENCE[language].search(words)]
    assert wrong == []


def test_every_sentence_is_used_and_every_used_one_is_there() -> None:
    sources = [path.read_text(encoding="utf-8") for path in ESCALATION.rglob("*") if path.suffix in (".py", ".html")]
    text = "\n".join([*sources, (ROOT / "core" / "errors.py").read_text(encoding="utf-8")])
    quoted = set(re.findall(r"""["']([a-z][a-z0-9]*(?:-[a-z0-9]+)*-?)["']""", text))
    begun = tuple(re.findall(r"""["']([a-z]+(?:-[a-z]+)*-)["'] ~""", text)) + tuple(re.findall(r'f"([a-z]+-)\{', text))
    there = set(catalogue("en"))
    unused = {key for key in there if key not in quoted and not key.startswith(begun)}
    assert unused == set()
    asked = set(re.findall(r"""\bt\(["']([\w-]+)["'][,)]""", text)) | set(re.findall(r'"(error-[\w-]+)"', text))
    assert asked - there == set()


def test_everything_that_can_appear_has_a_name(console: Console) -> None:
    words = Words(console.parts.catalogues, console.parts.shelf, "en")
    intents = yaml.safe_load((ROOT / "bot" / "domain" / "intents.yml").read_text(encoding="utf-8"))["intents"]
    names = [name if isinstance(name, str) else next(iter(name)) for name in intents]
    has, dashed = console.parts.catalogues.has, [name.replace("_", "-") for name in names]
    assert len(names) == 56
    assert [name for name in dashed if not has(f"topic-{name}")] == []
    assert words.kind("bot_unavailable") == "The bot was not available"
    assert words.kind("something new") == words.t("kind-other")
    sources = "\n".join(path.read_text() for path in [*ROOT.glob("escalation/**/*.py"), *ROOT.glob("helpline/*.py")])
    acts = re.findall(r'"((?:case|operator|transcript)\.[a-z_]+)"', sources)
    assert len(acts) > 10
    assert [act for act in acts if words.act(act) == words.t("act-other") and not act.endswith(".html")] == []
    for key in [
        *(f"case-{state}" for state in CaseState),
        *(f"delivery-{state}" for state in State),
        *(f"outcome-{outcome.replace('_', '-')}" for outcome in Outcome),
        *(f"priority-{word}" for word in Priority.WORDS),
        *(f"role-{role}" for role in Role),
        *(f"{kind}-{tab}" for tab in Tab for kind in ("tab", "empty")),
        *(f"own-name-{language}" for language in get_args(Language)),
    ]:
        assert has(key), key


def test_every_refusal_has_a_sentence(console: Console) -> None:
    def family(error: type[HelplineError]) -> list[type[HelplineError]]:
        return [error, *(one for child in error.__subclasses__() for one in family(child))]

    keys = {error.key for error in family(HelplineError)} | {TakenError("x").key, TakenError("x", "Sok").key}
    assert [key for key in keys if not console.parts.catalogues.has(key)] == []


async def test_every_page_in_every_language(console: Console) -> None:
    case = await console.case("urgent_violence", Priority.URGENT)
    async with console.operator("ann", Role.ADMIN) as ann:
        await ann.post(f"/console/cases/{case.number}/claim")
        for language in LANGUAGES:
            back = await ann.post("/console/language", language=language, back=f"/console/cases/{case.number}")
            assert back.headers["location"] == f"/console/cases/{case.number}"
            for address in (
                "/console",
                "/console?tab=mine",
                "/console?tab=all",
                f"/console/cases/{case.number}",
                "/console/account",
                "/console/operators",
                "/console/audit",
                "/console/cases/CHM-1",
                "/docs",
            ):
                page = (await ann.get(address)).text
                assert f'<html lang="{language}">' in page, address
                assert console.parts.catalogues.text("log-out", language) in page, address
    assert (await console.desk.operators.everybody())[0].language == "en"


@pytest.mark.parametrize(
    ("asked", "language"), [("th-TH,th;q=0.9", "th"), ("km", "km"), ("fr, km;q=0.5", "km"), ("de", "en"), ("", "en")]
)
async def test_the_log_in_page_speaks_the_browser_s_language(console: Console, asked: str, language: str) -> None:
    async with console.browser(**{"Accept-Language": asked}) as client:
        assert f'<html lang="{language}">' in (await client.get("/console/login")).text
        chosen = await client.get("/console/login?language=km")
        assert '<html lang="km">' in chosen.text
        assert '<html lang="en">' in (await client.get("/console/login?language=en")).text
