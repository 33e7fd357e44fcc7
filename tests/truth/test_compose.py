"""docker-compose.yml against the real commands and settings: it can't run here, so it is read."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.settings import Settings
from helpline.cli import app

ROOT = Path(__file__).parents[2]
RASA_ONLY = {"HELPLINE_TRACKER_URL", "HELPLINE_BOT_HOST"}
COMMANDS = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services of the compose file."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return found


def test_only_web_has_a_public_port(services: dict[str, Any]) -> None:
    assert [name for name, one in services.items() if "ports" in one] == ["web"]


def test_the_parts_of_the_production_shape_are_there(services: dict[str, Any]) -> None:
    assert set(services) >= {"web", "worker", "actions", "rasa", "postgres", "redis", "migrate"}


def test_every_command_exists(services: dict[str, Any]) -> None:
    for name, service in services.items():
        command = service.get("command")
        if not command:
            continue
        if command[0] == "helpline":
            assert command[1] in COMMANDS, name
        else:
            assert command[:2] == ["python", "-m"], name
            assert (ROOT / (command[2].replace(".", "/") + ".py")).exists(), name


def test_every_variable_is_a_setting(services: dict[str, Any]) -> None:
    known = {f"HELPLINE_{name.upper()}" for name in Settings.model_fields} | RASA_ONLY
    given = {key for one in services.values() for key in one.get("environment", {}) if key.startswith("HELPLINE_")}
    assert given <= known


def test_every_long_running_service_has_a_health_check(services: dict[str, Any]) -> None:
    long_running = {name for name, one in services.items() if one.get("restart") != "no"}
    assert [name for name in long_running if "healthcheck" not in services[name]] == []


@pytest.mark.parametrize("name", ["rasa", "rasa-migrate", "actions"])
def test_rasa_and_the_actions_hold_no_key_to_our_database(services: dict[str, Any], name: str) -> None:
    text = yaml.safe_dump(services[name])
    assert not re.search("MESSAGE_KEYS|FINGERPRINT_KEY|HELPLINE_DATABASE_URL|@postgres/", text)
    assert services[name]["networks"] == ["inside"]


def test_no_secret_has_a_default(services: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("MESSAGE_KEYS", "FINGERPRINT_KEY", "BOT_TOKEN", "TRACKER_KEYS", "POSTGRES_PASSWORD"):
        assert f"HELPLINE_{name}:?" in text, name


def test_images_copy_what_exists() -> None:
    for file in ("app", "rasa"):
        for line in (ROOT / "deploy" / f"{file}.Dockerfile").read_text().splitlines():
            if line.startswith("COPY "):
                source = line.split()[1]
                assert source == "models" or (ROOT / source).exists(), line
