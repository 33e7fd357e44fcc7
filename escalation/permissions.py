"""Who may do what: role by action, as data. Whatever is not written here is refused."""

from enum import StrEnum

from escalation.operators.models import Role


class Action(StrEnum):
    """What a route lets an operator do."""

    QUEUE_READ = "queue.read"
    TRANSCRIPT_READ = "transcript.read"
    CASE_CLAIM = "case.claim"
    CASE_REPLY = "case.reply"
    CASE_HAND_BACK = "case.hand_back"
    CASE_CLOSE = "case.close"
    OWN_ACCOUNT = "account.own"
    API_READ = "api.read"
    OPERATORS_MANAGE = "operators.manage"
    AUDIT_READ = "audit.read"


ALLOWED: dict[Role, frozenset[Action]] = {
    Role.OPERATOR: frozenset(
        {
            Action.QUEUE_READ,
            Action.TRANSCRIPT_READ,
            Action.CASE_CLAIM,
            Action.CASE_REPLY,
            Action.CASE_HAND_BACK,
            Action.CASE_CLOSE,
            Action.OWN_ACCOUNT,
            Action.API_READ,
        }
    ),
    Role.ADMIN: frozenset(
        {
            Action.QUEUE_READ,
            Action.TRANSCRIPT_READ,
            Action.CASE_CLAIM,
            Action.CASE_REPLY,
            Action.CASE_HAND_BACK,
            Action.CASE_CLOSE,
            Action.OWN_ACCOUNT,
            Action.API_READ,
            Action.OPERATORS_MANAGE,
            Action.AUDIT_READ,
        }
    ),
}


def may(role: str, action: Action) -> bool:
    """Whether somebody with `role` may do `action`; an unknown role may nothing."""
    return role in ALLOWED and action in ALLOWED[Role(role)]
