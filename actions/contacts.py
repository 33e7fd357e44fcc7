"""Whom to call: offices, embassies and hotlines of the topic spoken of, near the province that was said."""

from actions.base import PERSON, Heard, SafeAction, Said
from core.content import Content
from core.content.choose import contacts_for, near_first
from core.contracts import Say

# For a worker who names neither a topic nor a kind of office: who speaks Khmer, and who is in charge of labour.
GENERAL = ("issara", "kh_embassy_bangkok", "lpn", "dlpw_1546", "doe_1694", "mlvt_1297")
MOST = 5


def _here(content: Content, province: str | None) -> list[str]:
    named = [one for one in content.contacts.values() if province in one.provinces and one.reachable]
    return [one.id for one in near_first(named, province)]


class FindContact(SafeAction):
    """A phone number, an address."""

    called = "action_find_contact"

    def answer(self, heard: Heard) -> Said:
        content, province = heard.content, heard.province
        topic = heard.metadata.get("topic")
        if named := content.named_in(heard.text):
            found = [one.id for one in near_first(named, province)]
        elif topic in content.answers:
            found = contacts_for(content, topic, province)
        else:
            found = list(dict.fromkeys([*_here(content, province), *GENERAL]))
        yield Say(text="contacts-found", contacts=found[:MOST], province=province, buttons=[PERSON])
