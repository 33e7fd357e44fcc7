"""The worker wants a person, asks after a case, or wants to be forgotten: all of them reach a person."""

from actions.base import MENU, PERSON, Heard, SafeAction, Said
from core.contracts import Request, Say


class HandOver(SafeAction):
    """A person, please."""

    called = "action_handover"

    def answer(self, heard: Heard) -> Said:
        yield Request(do="open_case", kind="talk_to_human", priority="high")


class CaseStatus(SafeAction):
    """What has become of my complaint: the open case's number, or a person who looks for it."""

    called = "action_complaint_status"

    def answer(self, heard: Heard) -> Said:
        number = heard.metadata.get("open_case")
        if number:
            yield Say(text="case-open", values={"number": number}, buttons=[PERSON])
        else:
            yield Say(text="case-none", buttons=[PERSON, MENU])


class DeleteMyData(SafeAction):
    """Forget me: a person does it, and the worker is told so."""

    called = "action_delete_my_data"

    def answer(self, heard: Heard) -> Said:
        yield Say(text="delete-asked")
        yield Request(do="open_case", kind="delete_my_data", priority="high")
