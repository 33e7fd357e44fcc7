from language.identify import Guess, identify
from language.normalize import Normalized, normalize
from language.urgency import Alarm, find_alarm

__all__ = ["Alarm", "Guess", "Normalized", "find_alarm", "identify", "normalize"]
