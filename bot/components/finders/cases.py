"""Finds the number of a case or complaint: ours (CHM-48213) or any office's (145/2569, #7731, RNG-22/0417).

It refuses numbers that only look like one: dates, section numbers of laws, phone numbers, sums.
"""

from __future__ import annotations

import re
from typing import Iterable

from bot.components.finders.found import Found

_CUE = (
    r"(?:case|complaint|ticket|reference|ref|request|file|report|tracking|receipt)(?:\s(?:number|no|nr|id|code))?"
    r"|(?:number|no|code|id)"
    r"|(?:เลข|หมายเลข|รหัส)(?:ที่)?(?:เรื่อง|คำร้อง|เคส|รับเรื่อง|ร้องเรียน|รับคำร้อง|คดี|อ้างอิง|รับ)?(?:ร้องเรียน)?(?:ที่)?|เรื่อง(?:เลข)?ที่|เคส(?:ที่|เลขที่|เลข)?|คำร้อง(?:เลขที่|ที่)|คดี(?:เลข)?ที่"
    r"|លេខ(?:កូដ)?(?:បណ្តឹង|បណ្ដឹង|ករណី|សំណុំរឿង|រឿង|កាត់|ពាក្យបណ្តឹង|ពាក្យបណ្ដឹង|យោង|ពាក្យ|ខេស|ឯកសារ|បង្កាន់ដៃ)?(?:ទី)?|(?:ករណី|បណ្តឹង|បណ្ដឹង|សំណុំរឿង|ខេស|កូដ)(?:លេខ)?"
    r"|lek(?:\s?(?:case|rueang|bondeng|kadi))?|leik"
)
_CODE = r"[A-Za-z]{0,5}[-/ ]?\d{1,6}(?:[-/][A-Za-z]{0,4}\d{1,6}){0,3}"
_OURS = re.compile(r"\bCHM\s?[-–]?\s?\d{2,6}(?:[-/]\d{1,6})*", re.I)
_LETTERS = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,6}[-/]?\d{0,6}(?:[-/][A-Za-z]{0,4}\d{1,6}){1,3}(?![\w/])"
    r"|(?<![A-Za-z0-9])[A-Z]{2,5} ?\d{3,8}(?![\w/])"
)
_HASH = re.compile(r"#\s?[A-Za-z]{0,4}[-/]?\d{2,8}(?:[-/]\d{1,6})*")
_YEAR = re.compile(r"(?<![\d/])\d{1,6}/(?:25[5-9]\d|20[12]\d)(?![\d/])")
_AFTER_CUE = re.compile(rf"(?<![A-Za-z])(?:{_CUE})\s?(?:is|was|คือ|គឺ|:|\.|=)?\s?(?P<code>#?{_CODE})(?![\w])", re.I)
_DATE_BEFORE = re.compile(r"(?:วันที่|เดือน|ថ្ងៃទី|ថ្ងៃ|ខែ|on|date|since|until|til)\s?$", re.I)
_LAW_BEFORE = re.compile(r"(?:section|sec|article|art|convention|มาตรา|ม\.|ข้อ|មាត្រា|ប្រការ)\s?$", re.I)
_NO_CASE = re.compile(r"(?:COVID|Covid|covid)-?19|[A-Za-z]+-?\d{1,2}|\d{1,3}", re.I)


def find_cases(text: str) -> Iterable[Found]:
    """All case numbers in `text` (in normal form); the value is in capitals, without spaces and the hash sign."""
    for match in _OURS.finditer(text):
        yield _found(text, match.start(), match.end())
    for pattern in (_LETTERS, _HASH, _YEAR):
        for match in pattern.finditer(text):
            if not _is_something_else(text, match):
                yield _found(text, match.start(), match.end())
    for match in _AFTER_CUE.finditer(text):
        code = match["code"]
        if sum(char.isdigit() for char in code) >= 3 and not _LAW_BEFORE.search(text[: match.start("code")]):
            yield _found(text, match.start("code"), match.end("code"))


def _is_something_else(text: str, match: "re.Match[str]") -> bool:
    before = text[max(0, match.start() - 14) : match.start()]
    month = match.group().split("/")[0]
    looks_like_month = match.re is _YEAR and len(month) <= 2 and int(month) <= 12 and bool(_DATE_BEFORE.search(before))
    return looks_like_month or bool(_LAW_BEFORE.search(before)) or bool(_NO_CASE.fullmatch(match.group()))


def _found(text: str, start: int, end: int) -> Found:
    value = re.sub(r"[\s#]", "", text[start:end]).upper().replace("–", "-")
    return Found("case_number", start, end, re.sub(r"^CHM-?(?=\d)", "CHM-", value))
