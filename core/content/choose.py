"""Which contacts, for whom: a pure look-up that the actions and the buttons share. It writes no words."""

from collections.abc import Iterable

from core.content.library import Content
from core.content.models import Contact

NATIONAL = {"TH": "all_thailand", "KH": "all_cambodia"}


def contacts_for(content: Content, intent: str, province: str | None) -> list[str]:
    """The ids of the contacts of one topic that a worker can reach.

    Those that name the province come first, then the answer's own in their order, Khmer-speaking or not as reviewed.

    Args:
        content: the content in use.
        intent: the topic.
        province: an ISO 3166-2 code such as `TH-74`, or None.
    """
    answer = content.answers.get(intent)
    near = [one.id for one in near_first(serving(content, intent), province) if province in one.provinces]
    own = answer.contacts if answer else [one.id for one in near_first(serving(content, intent), province)]
    return [one for one in dict.fromkeys([*near, *own]) if content.contacts[one].reachable]


def serving(content: Content, intent: str) -> list[Contact]:
    """The reachable contacts that serve a topic."""
    return [one for one in content.contacts.values() if intent in one.serves and one.reachable]


def near_first(contacts: Iterable[Contact], province: str | None) -> list[Contact]:
    """Those that name the province, then national ones of the same country; within each, Khmer-speaking first."""
    country = province[:2] if province else None

    def rank(one: Contact) -> tuple[bool, bool, bool]:
        return (province not in one.provinces, bool(country) and one.country != country, "km" not in one.languages)

    def serves_here(one: Contact) -> bool:
        return province in one.provinces or NATIONAL[one.country] in one.provinces

    return sorted((one for one in contacts if serves_here(one)), key=rank)
