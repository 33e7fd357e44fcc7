"""What both environments must understand of a message by themselves: its form, its language, and a cry for help.

It needs the standard library and `langdetect` only; it refuses to know anything of Rasa, Telegram or cases.
"""

from language.identify import Guess, identify
from language.normalize import Normalized, normalize
from language.urgency import Alarm, find_alarm

__all__ = ["Alarm", "Guess", "Normalized", "find_alarm", "identify", "normalize"]
