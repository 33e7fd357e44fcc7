"""The places where Rasa is changed from outside do what they are for, and refuse a Rasa they don't know."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import rasa.core.actions.action as rasa_actions
import rasa.version
from rasa.core.actions.action import RemoteAction

from bot.overrides import WrongRasaVersion, apply

REPLIES = [
    pytest.param({"events": [], "responses": []}, True, id="empty"),
    pytest.param(
        {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"custom": {}}]}, True, id="full"
    ),
    pytest.param({"events": "x"}, False, id="events are no list"),
    pytest.param({"events": [{"name": "a"}]}, False, id="an event without its kind"),
    pytest.param({"responses": {"a": 1}}, False, id="responses are no list"),
    pytest.param([], False, id="no object"),
]


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    """A remote action of a Rasa with the overrides; it is put back afterwards."""
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)
    monkeypatch.setattr(rasa_actions, "DEFAULT_REQUEST_TIMEOUT", rasa_actions.DEFAULT_REQUEST_TIMEOUT)
    apply()
    return RemoteAction("action_answer", None)


def _accepts(action: RemoteAction, reply: dict[str, Any]) -> bool:
    try:
        return bool(action._validate_action_result(reply))
    except jsonschema.ValidationError:
        return False


@pytest.mark.parametrize(("reply", "good"), REPLIES)
def test_rasa_judges_replies_so(reply: dict[str, Any], good: bool) -> None:
    assert _accepts(RemoteAction("action_answer", None), reply) is good


@pytest.mark.parametrize(("reply", "good"), REPLIES)
def test_replies_are_judged_as_by_rasa(applied: RemoteAction, reply: dict[str, Any], good: bool) -> None:
    assert _accepts(applied, reply) is good


def test_the_schema_is_checked_once(applied: RemoteAction, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("the schema was checked again")

    validator = jsonschema.validators.validator_for(RemoteAction.action_response_format_spec())
    monkeypatch.setattr(validator, "check_schema", never)
    assert _accepts(applied, {"events": [], "responses": []})


def test_an_action_is_not_waited_for_minutes(applied: RemoteAction) -> None:
    assert rasa_actions.DEFAULT_REQUEST_TIMEOUT <= 10


def test_another_rasa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa.version, "__version__", "3.6.22")
    before = RemoteAction._validate_action_result
    with pytest.raises(WrongRasaVersion):
        apply()
    assert RemoteAction._validate_action_result is before
