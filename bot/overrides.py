"""Three places where Rasa 3.6.21 is changed from outside, because it offers no setting for them.

It refuses any other version of Rasa: whoever upgrades reads these three places again first.
"""

from __future__ import annotations

import os
from typing import Any, Dict

PINNED_VERSION = "3.6.21"
ACTION_TIMEOUT_SECONDS = 10.0


class WrongRasaVersion(RuntimeError):  # noqa: N818  # named for what happened
    """The installed Rasa is not the one these overrides were written for."""


def apply() -> None:
    """Change the three places; safe to call twice.

    Raises:
        WrongRasaVersion: the installed Rasa isn't `PINNED_VERSION`.
    """
    import rasa.version

    if rasa.version.__version__ != PINNED_VERSION:
        raise WrongRasaVersion(f"overrides are for {PINNED_VERSION}, found {rasa.version.__version__}")
    _compile_action_schema()
    _shorten_action_timeout()


def no_telemetry() -> None:
    """Keep Rasa from phoning anyone and from keeping a training cache; call it before Rasa is imported."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # every training of ours is a whole one
    os.environ["LOG_LEVEL"] = "WARNING"  # only tells Rasa to draw no progress bars
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # the encoder's threads would spin while they wait


def _compile_action_schema() -> None:
    """Check each action's reply with a validator made once: Rasa checks the schema itself again at every reply."""
    from jsonschema import validators
    from jsonschema.exceptions import best_match
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    validator_class = validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(self: RemoteAction, result: Dict[str, Any]) -> bool:
        error = best_match(validator.iter_errors(result))
        if error is not None:
            raise error
        return True

    RemoteAction._validate_action_result = validate  # type: ignore[method-assign]  # the point of this module


def _shorten_action_timeout() -> None:
    """Wait seconds for an action, not Rasa's five minutes: the service gives up on a turn much sooner."""
    import rasa.core.actions.action

    rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = ACTION_TIMEOUT_SECONDS  # type: ignore[assignment]  # an int there
