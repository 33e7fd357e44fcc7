"""The answer to a topic: which one, and for whom. The words are rendered by the service."""

from actions.base import Heard, SafeAction, Said
from core.contracts import Request, Say


class AnswerTopic(SafeAction):
    """The reviewed answer of documents, rights and complaints."""

    called = "action_answer"

    def answer(self, heard: Heard) -> Said:
        yield Say(answer=heard.intent, province=heard.province)
        yield Request(do="set_topic", topic=heard.intent)


class AnswerUrgent(SafeAction):
    """What to do now, in danger. The service adds the numbers and the case, whatever is said here."""

    called = "action_urgent"
    asks_back = False

    def answer(self, heard: Heard) -> Said:
        yield Say(answer=heard.intent, province=heard.province)
        yield Request(do="open_case", kind=heard.intent, priority="urgent")
        yield Request(do="set_topic", topic=heard.intent)
