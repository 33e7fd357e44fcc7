"""Cuts a text into pieces that fit into a Telegram message, where a reader would pause.
It changes no word, and never cuts a written character in two."""

import re
import unicodedata

LONGEST_PIECE = 4096  # UTF-16 units, as Telegram counts (Bot API, "sendMessage" and "MessageEntity")

# From the best place to the worst. Khmer ends sentences with ។ or ៕, with or without a space; Thai with a space only.
# Khmer words may be kept apart by a zero-width space.
PAUSES = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[។៕]\s*|[.!?…][\"'»”)\]]*\s+"),
    re.compile(r"[\s\u200b]+"),
)

JOINERS = "\u200c\u200d\u0e33\u0eb3"  # zero-width joiners; Thai and Lao AM, half of which stands over the letter before
STACKERS = "\u17d2\u200d"  # Khmer coeng and the zero-width joiner pull the next character to them
LEADING_VOWELS = "เแโใไ"  # written before the Thai consonant they belong to
LONGEST_CLUSTER = 64


def split(text: str, longest: int = LONGEST_PIECE) -> list[str]:
    """Cut a text into pieces of at most `longest` UTF-16 units. Only white space at the cuts is lost.

    Returns:
        At least one piece, in order; none is empty unless the text is.
    """
    pieces = []
    while _units(text) > longest:
        cut = _cut(text, _fitting(text, longest))
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [piece for piece in [*pieces, text] if piece] or [text]


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _fitting(text: str, longest: int) -> int:
    """How many characters of `text` fit into `longest` units."""
    units = 0
    for index, char in enumerate(text):
        units += 2 if char > "\uffff" else 1
        if units > longest:
            return index
    return len(text)


def _cut(text: str, fitting: int) -> int:
    """Where to cut: the last pause of the best kind in the second half of what fits, else between two characters."""
    for pause in PAUSES:
        found = [match.end() for match in pause.finditer(text, fitting // 2, fitting)]
        if found:
            return found[-1]
    for index in range(fitting, max(fitting - LONGEST_CLUSTER, 0), -1):
        if not _joined(text, index):
            return index
    return fitting


def _joined(text: str, index: int) -> bool:
    """True when the characters before and at `index` belong together."""
    before, after = text[index - 1], text[index]
    return (
        unicodedata.category(after).startswith("M")
        or after in JOINERS
        or before in STACKERS
        or before in LEADING_VOWELS
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= after <= "\U000e007f"  # the letters of a regional flag
        or (_half_flag(after) and _half_flags_before(text, index) % 2 == 1)
    )


def _half_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _half_flags_before(text: str, index: int) -> int:
    count = 0
    while index > count and _half_flag(text[index - 1 - count]):
        count += 1
    return count
