"""What the settings promise: .env.example tells all of them, production refuses to start without secrets."""

import re
from pathlib import Path

import pytest

from core import settings as configuration
from core.errors import SetupError
from core.settings import REQUIRED_IN_PRODUCTION, Settings

ROOT = Path(__file__).parents[2]


def _example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"HELPLINE_\w+=", line))


def test_the_example_names_every_setting_and_no_other() -> None:
    assert set(_example()) == {f"HELPLINE_{name.upper()}" for name in Settings.model_fields}


def test_the_example_holds_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Settings(_env_file=None)
    for name, value in _example().items():
        if value:
            monkeypatch.setenv(name, value)
    assert Settings(_env_file=None) == plain


def test_production_without_secrets_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELPLINE_ENVIRONMENT", "production")
    with pytest.raises(SetupError) as refused:
        configuration.load()
    assert all(f"HELPLINE_{name.upper()}" in str(refused.value) for name in REQUIRED_IN_PRODUCTION)


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPLINE_WEB_PORT", "eighty")
    with pytest.raises(SetupError, match="HELPLINE_WEB_PORT"):
        configuration.load()
