"""Finds sums of money with their currency: baht, riel or dollar.

A rate is not part of it ("400 baht a day" is 400 baht), and a number without a currency is no money.
"""

from __future__ import annotations

import re
from typing import Iterable, Iterator, Optional, Union

from bot.components.finders.found import Found
from bot.components.finders.numbers import NUMBER, read_number

_BAHT = (
    r"บาท|บาด|บ\.|บ(?![ก-๎])|បាត់?|បាទ|฿|thb(?![A-Za-z])|bahts?(?![A-Za-z])|baths?(?![A-Za-z])"
    r"|baat(?![A-Za-z])|bats?(?![A-Za-z])|b(?![A-Za-z])"
)
_RIEL = (
    r"เรียล|រៀល|រ(?![ក-៓])|៛|khr(?![A-Za-z])|riels?(?![A-Za-z])|reils?(?![A-Za-z])"
    r"|rials?(?![A-Za-z])|real(?![A-Za-z])"
)
_DOLLAR = (
    r"ดอลลาร์(?:สหรัฐ)?|ดอลล่าร์|ดอลล่า|ดอลลา|ดอล|ដុល្លារ?|ដុល្លា|ដុលា្លរ|ដុលា|ដុល|\$"
    r"|usd(?![A-Za-z])|us dollars?(?![A-Za-z])|dollars?(?![A-Za-z])|doll?ars?(?![A-Za-z])"
    r"|dolla(?![A-Za-z])|bucks?(?![A-Za-z])"
)
_CURRENCIES = {"THB": re.compile(_BAHT, re.I), "KHR": re.compile(_RIEL, re.I), "USD": re.compile(_DOLLAR, re.I)}
_ANY = rf"(?:{_DOLLAR}|{_BAHT}|{_RIEL})"
_MORE = r"(?:\s?(?:กว่าๆ|กว่า|ជាង|plus|\+))?"
_RANGE = rf"(?:{NUMBER})(?:\s?(?:-|–|~|ถึง|ទៅ|to)\s?(?:{NUMBER}))?"
_BEHIND = re.compile(rf"(?<![\d/#-])(?P<number>{_RANGE}){_MORE}\s?(?P<currency>{_ANY})", re.I)
_BEFORE = re.compile(rf"(?P<currency>\$|฿|៛|usd\s?|thb\s?|khr\s?)(?P<number>{_RANGE})", re.I)


def find_money(text: str) -> Iterable[Found]:
    """All sums in `text` (in normal form); the value is {"amount": 400, "currency": "THB"}, of a range its lower end
    with the upper one as `up_to`."""
    for pattern in (_BEHIND, _BEFORE):
        for match in pattern.finditer(text):
            yield from _found(match)


def _found(match: "re.Match[str]") -> Iterator[Found]:
    numbers = [_number(part) for part in re.split(r"\s?(?:-|–|~|ถึง|ទៅ|to)\s?", match["number"])]
    currency = _currency(match["currency"].strip())
    known = [number for number in numbers if number is not None]
    if known and len(known) == len(numbers) and known[0] > 0:
        value = {"amount": _whole(known[0]), "currency": currency}
        more = {"up_to": _whole(known[1])} if len(known) > 1 else {}
        yield Found("amount_of_money", match.start(), match.end(), value, more)


def _number(text: str) -> Optional[float]:
    return read_number(text) if text else None


def _whole(number: float) -> Union[int, float]:
    return int(number) if number == int(number) else number


def _currency(text: str) -> str:
    return next(code for code, pattern in _CURRENCIES.items() if pattern.match(text))
