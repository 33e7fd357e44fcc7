"""Finds durations, times of day and dates: "3 months", ម៉ោង ៨ព្រឹក, วันที่ 5 มีนาคม 2567, since March.

Years of the Buddhist era become common ones. A person's age is none of these, nor is a rate ("per day", ทุกวัน).
"""

from __future__ import annotations

import re
from typing import Dict, Iterable, Iterator, List, Optional, Tuple

from bot.components.finders.found import Found
from bot.components.finders.numbers import NUMBER, read_number, shown

_UNITS: Dict[str, Tuple[str, str]] = {
    # ISO 8601 letter with its "T" where needed, and how the unit is written
    "TM": (
        r"นาที|នាទី|minutes?(?![A-Za-z])|mins?(?![A-Za-z])|nathi(?![A-Za-z])|neathi(?![A-Za-z])"
        r"|neati(?![A-Za-z])",
        "minute",
    ),
    "TH": (
        r"ชั่วโมง|ชัวโมง|ชม\.?|ម៉ោង|មោ៉ង|ម៉ោ|hours?(?![A-Za-z])|hrs?(?![A-Za-z])"
        r"|chua mong(?![A-Za-z])|chuamong(?![A-Za-z])|maong(?![A-Za-z])|moung(?![A-Za-z])",
        "hour",
    ),
    "D": (
        r"วัน(?!ที่)|คืน|ថ្ងៃ(?!ទី)|ថៃ្ង|យប់|days?(?![A-Za-z])|nights?(?![A-Za-z])"
        r"|thngai(?![A-Za-z])|tngai(?![A-Za-z])|tngay(?![A-Za-z])|thngay(?![A-Za-z])"
        r"|thngei(?![A-Za-z])|wan(?![A-Za-z])|yub(?![A-Za-z])|yup(?![A-Za-z])|khuen(?![A-Za-z])",
        "day",
    ),
    "W": (
        r"สัปดาห์|อาทิตย์|อาทิด|អាទិត្យ|អាទិត|សប្តាហ៍|សប្ដាហ៍|សប្តា|weeks?(?![A-Za-z])"
        r"|wks?(?![A-Za-z])|atit(?![A-Za-z])|athit(?![A-Za-z])|arthit(?![A-Za-z])"
        r"|sapda(?![A-Za-z])|sabda(?![A-Za-z])",
        "week",
    ),
    "M": (
        r"เดือน|เดื่อน|ខែ(?!ត្ត|ត)|months?(?![A-Za-z])|mths?(?![A-Za-z])|khe(?![A-Za-z])"
        r"|khae(?![A-Za-z])|kae(?![A-Za-z])|duean(?![A-Za-z])|duan(?![A-Za-z])|deuan(?![A-Za-z])",
        "month",
    ),
    "Y": (
        r"ปี|ឆ្នាំ|ឆា្នំ|ឆ្នំា|years?(?![A-Za-z])|yrs?(?![A-Za-z])|chhnam(?![A-Za-z])"
        r"|chnam(?![A-Za-z])|chnang(?![A-Za-z])|pi(?![A-Za-z])|bpee(?![A-Za-z])|pee(?![A-Za-z])",
        "year",
    ),
}
_UNIT = "|".join(f"(?P<{name}>{pattern})" for pattern, name in _UNITS.values())
_LETTER = {name: letter for letter, (_, name) in _UNITS.items()}
_VAGUE = r"a|an|half|half an?|few|a few|several|couple of|a couple of|some|many|หลาย|ไม่กี่|ครึ่ง|กี่|ប៉ុន្មាន|ច្រើន|កន្លះ"
_MORE = r"(?:\s?(?:กว่าๆ|กว่า|ជាង|full|whole|straight|\+))?"
_HALF_BEHIND = r"(?:\s?(?P<half>ครึ่ง|កន្លះ|and a half|half|konlah))?"
_DURATION = re.compile(
    rf"(?<![\d/#.,-])(?:(?P<low>{NUMBER})\s?(?:-|–|~|ถึง|ទៅ|to|or|หรือ"
    rf"|ឬ)\s?)?(?P<number>{NUMBER}|(?<![A-Za-z])(?:an?|half an?|half|a half)(?![A-Za-z])|ครึ่ง"
    rf"|កន្លះ)"
    rf"{_MORE}\s?-?(?:{_UNIT}){_MORE}{_HALF_BEHIND}",
    re.I,
)
_HALVES = ("ครึ่ง", "កន្លះ", "half", "half a", "half an", "a half")

_AGE_BEFORE = re.compile(
    r"(?:អាយុ(?:ទើប|តែ|បាន|ជាង|ជិត)?|អាយុកូន|อายุ(?:แค่|ได้|ประมาณ|ยังไม่ถึง|ไม่ถึง|ครบ|เพิ่ง)?|aged?|age is|age|ayu|kon\s?\w*"
    r"|(?:កូន|ប្អូន|ក្មេង|លูก|ลูกสาว|ลูกชาย|ลูก|น้อง|หลาน|កូនស្រី|កូនប្រុស|ចៅ|ក្មួយ)(?:ขวบ|ได้|បាន|ទើប|ទើបតែ)?"
    r"|(?:son|daughter|child|baby|boy|girl|kid|sister|brother|niece|nephew)(?: is| was| only| just|'s| she| he)*"
    r"|i am|i'm|im|he is|she is|he|she)\s*(?:is|only|about|just|almost|nearly|ទើប|តែ)?\s*$",
    re.I,
)
_AGE_BEHIND = re.compile(r"\s*-?(?:olds?(?![A-Za-z])|of age|yo(?![A-Za-z])|y\.?o(?![A-Za-z])|ขวบ)", re.I)
_RATE_BEFORE = re.compile(r"(?:per|every|each|ต่อ|ทุก|ទៀងរាល់|រាល់|ក្នុង|ក្នុងមួយ|មួយៗ|ละ)\s*$", re.I)
_RATE_NUMBER = re.compile(r"(?:an?|មួយ|muoy|1|หนึ่ง)$", re.I)

_MONTHS: Dict[int, str] = {
    1: r"january|jan(?![A-Za-z])|มกราคม|มกรา|ม\.ค\.|មករា|makarakhom|makara",
    2: r"february|febuary|feb(?![A-Za-z])|กุมภาพันธ์|กุมภา|ก\.พ\.|កុម្ភៈ|កុម្ភះ|កុម្ភ|កុំភៈ|kompheak|kumpha(?:phan)?",
    3: r"march|mar(?![A-Za-z])|มีนาคม|มีนา|มี\.ค\.|មីនា|មិនា|meenea|minea|mina(?:khom)?(?![a-z])",
    4: r"april|apr(?![A-Za-z])|เมษายน|เมษา|เม\.ย\.|មេសា|mesa(?:yon)?",
    5: r"may(?![A-Za-z])|พฤษภาคม|พฤษภา|พ\.ค\.|ឧសភា|usaphea|phruetsapha(?:khom)?",
    6: r"june|jun(?![A-Za-z])|มิถุนายน|มิถุนา|มิ\.ย\.|មិថុនា|mithona|mithuna(?:yon)?",
    7: r"july|jul(?![A-Za-z])|กรกฎาคม|กรกฎา|กรกดา|ก\.ค\.|កក្កដា|កក្កដ|kakkada|karakada(?:khom)?",
    8: r"august|aug(?![A-Za-z])|สิงหาคม|สิงหา|ส\.ค\.|សីហា|seiha|siha|singha(?:khom)?",
    9: r"september|sept?(?![A-Za-z])|กันยายน|กันยา|ก\.ย\.|កញ្ញា|kanha|kanya(?:yon)?",
    10: r"october|oct(?![A-Za-z])|ตุลาคม|ตุลา|ต\.ค\.|តុលា(?!ការ)|tola|tula(?:khom)?",
    11: r"november|nov(?![A-Za-z])|พฤศจิกายน|พฤศจิกา|พฤศจิ|พ\.ย\.|វិច្ឆិកា|vicheka|phruetsachika(?:yon)?",
    12: r"december|dec(?![A-Za-z])|ธันวาคม|ธันวา|ธ\.ค\.|ធ្នូ|thnu|thanwa(?:khom)?",
}
_MONTH = "|".join(f"(?P<month{number}>{'(?<![A-Za-z])'}(?:{names}))" for number, names in _MONTHS.items())
_YEAR = r"(?:25[4-9]\d|20[0-4]\d|199\d)"
_DATE_WORDS = re.compile(
    rf"(?:(?:วันที่|ថ្ងៃទី|ថ្ងៃ|ទី|the)\s?)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:of\s)?(?:ខែ|เดือน)?\s?)?"
    rf"(?:ខែ|เดือน)?\s?(?:{_MONTH})(?:\s?(?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]))?"
    rf"(?:,?\s?(?:ปี|พ\.ศ\.|ឆ្នាំ|year)?\s?(?P<year>{_YEAR}))?",
    re.I,
)
_DATE_DIGITS = re.compile(
    rf"(?<![\d/-])(?:(?P<y1>{_YEAR})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})[-/.](?P<m2>\d{{1,2}})[-/.](?P<y2>{_YEAR}|\d\d))(?![\d/-])"
)
_DAY_OF_MONTH = re.compile(
    r"(?:วันที่|ថ្ងៃទី|thngai ti|tngai ti|wan thi|(?<![A-Za-z])the(?=\s\d{1,2}(?:st|nd|rd"
    r"|th)))\s?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:\s?(?:ខែ|เดือน)\s?(?P<month>\d{1,2})(?!\d))?",
    re.I,
)
_MONTH_NUMBER = re.compile(
    r"(?:ខែទី|ខែ|เดือน)\s?(?P<month>1[0-2]|[1-9])(?!\d|\s?(?:วัน|ថ្ងៃ|ដង|នាក់|,|ពាន់|รอบ|บาท"
    r"|បាត|ម៉ោង|เดือน))"
)
_YEAR_ALONE = re.compile(
    rf"(?:(?:ปี|พ\.ศ\.|ค\.ศ\.|ឆ្នាំ|ព\.ស\.|(?<![A-Za-z])(?:year|in|since|from|until|till|chhnam"
    rf"|chnam|pi))\s?)(?P<year>{_YEAR})(?!\d|/)",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\d/])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?|o'?clock|น\.|นาฬิกา)(?![A-Za-z])"
    r"|(?<![\d/:.])(?P<hour2>[01]?\d|2[0-3]):(?P<minute2>[0-5]\d)(?!\d|:)",
    re.I,
)
_KHMER_HOUR = re.compile(
    rf"(?:ម៉ោង|មោ៉ង|maong|moung)\s?(?P<hour>{NUMBER})(?:\s?(?:[:.]\s?|និង)?(?P<minute>[0-5]\d)(?:\s?នាទី)?)?(?P<half>\s?កន្លះ)?"
    r"\s?(?P<part>ព្រឹក|ភ្លឺ|រសៀល|ល្ងាច|យប់|អាធ្រាត្រ|ថ្ងៃត្រង់|pruek|prek|lngeach|yub)?",
    re.I,
)
_THAI_HOUR = re.compile(
    rf"(?P<night>ตี)\s?(?P<n1>{NUMBER})(?:\s?ครึ่ง)?|(?P<n2>{NUMBER})\s?(?P<evening>ทุ่ม)(?:\s?ครึ่ง)?"
    rf"|(?P<afternoon>บ่าย)\s?(?P<n3>{NUMBER})?(?:\s?โมง)?(?:\s?ครึ่ง)?|(?P<n4>{NUMBER})\s?โมง(?:\s?ครึ่ง)?(?P<part>\s?(?:เช้า|เย็น|ตรง))?"
    r"|(?P<midnight>เที่ยงคืน)|(?P<noon>เที่ยงวัน|เที่ยงตรง|ตอนเที่ยง)"
)
_ENGLISH_NOON = re.compile(r"(?<![A-Za-z])(?:midnight|noon)(?![A-Za-z])", re.I)


def find_times(text: str) -> Iterable[Found]:
    """All durations (value "P3M"), dates ("2024-03-05", "--03-05", "2024") and times of day ("T08:00") in `text`."""
    yield from _durations(text)
    yield from _dates(text)
    yield from _hours(text)


def _durations(text: str) -> Iterator[Found]:
    for match in _DURATION.finditer(text):
        amount = _amount(match)
        if amount is None or _is_age(text, match) or _is_rate(text, match):
            continue
        unit = next(name for _, name in _UNITS.values() if match[name])
        letter = _LETTER[unit]
        value = f"PT{shown(amount)}{letter[1:]}" if letter.startswith("T") else f"P{shown(amount)}{letter}"
        yield Found("duration", match.start(), match.end(), value)


def _amount(match: "re.Match[str]") -> Optional[float]:
    word = match["number"].lower()
    if word in _HALVES:
        return 0.5
    amount = 1.0 if word in ("a", "an") else read_number(match["number"])
    return amount + 0.5 if amount is not None and match["half"] else amount


def _is_age(text: str, match: "re.Match[str]") -> bool:
    if not (match["year"] or match["month"]):
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    return bool(_AGE_BEFORE.search(before) or _AGE_BEHIND.match(text, match.end()))


def _is_rate(text: str, match: "re.Match[str]") -> bool:
    """Whether "a day" or មួយថ្ងៃ says how often, not how long: behind a sum, a "per" or an "every"."""
    if not _RATE_NUMBER.fullmatch(match["number"].strip()) or match["half"]:
        return False
    before = text[max(0, match.start() - 14) : match.start()]
    behind_sum = re.search(r"(?:\d|[a-z])\s*$|បាត\s*$|บาท\s*$|ម៉ោង\s*$|ដង\s*$|ครั้ง\s*$|time[s]?\s*$", before, re.I)
    return bool(_RATE_BEFORE.search(before)) or bool(behind_sum and match["number"].lower() in ("a", "an", "មួយ"))


def _dates(text: str) -> Iterator[Found]:
    for match in _DATE_WORDS.finditer(text):
        month = next(number for number in _MONTHS if match[f"month{number}"])
        if _is_word_may(text, match):
            continue
        day = match["day"] or match["day_behind"]
        yield _date(match, _common_year(match["year"]), month, int(day) if day else None)
    for match in _DATE_DIGITS.finditer(text):
        year, month, day = (
            (match["y1"], match["m1"], match["d1"]) if match["y1"] else (match["y2"], match["m2"], match["d2"])
        )
        if int(month) <= 12 and 1 <= int(day) <= 31:
            yield _date(match, _common_year(year), int(month), int(day))
    for match in _DAY_OF_MONTH.finditer(text):
        yield _date(match, None, int(match["month"]) if match["month"] else None, int(match["day"]))
    for match in _MONTH_NUMBER.finditer(text):
        yield _date(match, None, int(match["month"]), None)
    for match in _YEAR_ALONE.finditer(text):
        yield Found("duration", match.start("year"), match.end("year"), str(_common_year(match["year"])))


def _is_word_may(text: str, match: "re.Match[str]") -> bool:
    """Whether "may" or "mar" is a word of its own: without a day, a year or a preposition of time it is no month."""
    word = match.group().strip().lower()
    if word not in (
        "may",
        "mar",
        "march",
        "sep",
        "mesa",
        "tola",
        "nov",
        "dec",
        "jan",
        "jun",
        "jul",
        "aug",
        "apr",
        "oct",
        "feb",
    ):
        return False
    before = text[max(0, match.start() - 10) : match.start()].lower()
    return not re.search(
        r"(?<![a-z])(?:in|since|until|till|from|by|last|this|next|of|to|month|and|before"
        r"|after)\s*$",
        before,
    )


def _common_year(year: Optional[str]) -> Optional[int]:
    """`year` in the common era: 2567 is 2024, and so is 67 where only two digits were written."""
    if not year:
        return None
    number = int(year)
    if number < 100:
        return number + 1957 if number > 50 else number + 2000
    return number - 543 if number > 2400 else number


def _date(match: "re.Match[str]", year: Optional[int], month: Optional[int], day: Optional[int]) -> Found:
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = match.end() - (len(match.group()) - len(match.group().rstrip()))
    parts: List[str] = [str(year) if year else "-", f"{month:02d}" if month else "-"]
    if day:
        parts.append(f"{day:02d}")
    return Found("duration", start, end, "-".join(parts))


def _hours(text: str) -> Iterator[Found]:
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["hour"] or match["hour2"]), int(match["minute"] or match["minute2"] or 0)
        half = (match["half"] or "").lower().replace(".", "")
        hour = hour % 12 + 12 if half == "pm" else 0 if half == "am" and hour == 12 else hour
        yield _time(match, hour, minute)
    for match in _KHMER_HOUR.finditer(text):
        value = read_number(match["hour"])
        if value is not None and value == int(value) and value <= 24:
            minute = 30 if match["half"] else int(match["minute"] or 0)
            yield _time(match, _in_day(int(value), match["part"] or ""), minute)
    for match in _THAI_HOUR.finditer(text):
        found = _thai_hour(match)
        if found is not None:
            yield _time(match, found, 30 if "ครึ่ง" in match.group() else 0)
    for match in _ENGLISH_NOON.finditer(text):
        yield _time(match, 0 if match.group().lower() == "midnight" else 12, 0)


def _in_day(hour: int, part: str) -> int:
    late = part in ("រសៀល", "ល្ងាច", "lngeach") or (part in ("យប់", "yub") and hour >= 6)
    return hour + 12 if late and hour < 12 else hour % 24


def _thai_hour(match: "re.Match[str]") -> Optional[int]:
    if match["midnight"] or match["noon"]:
        return 0 if match["midnight"] else 12
    number = read_number(match["n1"] or match["n2"] or match["n3"] or match["n4"] or "1")
    if number is None or number != int(number) or number > 24:
        return None
    hour = int(number)
    if match["evening"]:
        return (hour + 18) % 24
    if match["afternoon"] or (match["part"] or "").strip() == "เย็น":
        return hour + 12 if hour < 12 else hour
    return hour % 24


def _time(match: "re.Match[str]", hour: int, minute: int) -> Found:
    end = match.end() - (len(match.group()) - len(match.group().rstrip()))
    return Found("duration", match.start(), end, f"T{hour % 24:02d}:{minute:02d}")
