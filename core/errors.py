"""The small family of expected errors, each with an HTTP status and a catalogue key for the person who sees it.
Unexpected errors are not wrapped here: they end as a 500 without details."""


class HelplineError(Exception):
    """An expected refusal. `key` names the sentence in the catalogue that tells the person what to do."""

    status = 400
    key = "error-bad-request"


class NotFoundError(HelplineError):
    """The thing does not exist, or the asker may not see it: both look the same."""

    status = 404
    key = "error-not-found"


class ForbiddenError(HelplineError):
    """The asker is known but has not this right."""

    status = 403
    key = "error-forbidden"


class ConflictError(HelplineError):
    """The act no longer fits the state, for instance because somebody else was faster."""

    status = 409
    key = "error-conflict"


class SetupError(HelplineError):
    """The service can't start: a setting or a file is wrong. The message names it and says what to do."""

    status = 500
    key = "error-setup"


class LostClaimError(HelplineError):
    """A turn's lease ran out and another worker process took the conversation: this one must not write."""

    status = 409
    key = "error-conflict"
