"""The refusals that only the operators' side knows. Each has a status and the key of the sentence that helps."""

from core.errors import ConflictError, HelplineError


class NotLoggedInError(HelplineError):
    """Nobody is logged in, or the session ended."""

    status = 401
    key = "error-log-in"


class WrongLoginError(HelplineError):
    """Login and password don't fit; an unknown or switched-off operator looks the same."""

    status = 401
    key = "error-wrong-login"


class TooManyAttemptsError(HelplineError):
    """Too many log-ins were tried.

    Args:
        seconds: how long to wait before the next one.
    """

    status = 429
    key = "error-too-many-logins"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many log-ins; again in {seconds} seconds")
        self.seconds = seconds


class StaleFormError(HelplineError):
    """The form carries no valid token: it is too old, or it came from another site."""

    status = 403
    key = "error-stale-form"


class UnfitError(HelplineError):
    """What was typed can't be used. The form keeps it.

    Args:
        key: the sentence that says why.
        values: its places.
    """

    status = 422

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class LoginUsedError(ConflictError):
    """Another operator has this login."""

    key = "error-login-used"


class OwnAccountError(ConflictError):
    """Nobody switches off their own account: the last admin would be locked out."""

    key = "error-own-account"
