"""Entities: a table of what workers type, with the value each must get; offsets are into the text as typed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.components.entities import EntityFinder, Finder, find_entities, finders

ROOT = Path(__file__).parents[2]
# kind, text with the entity between « and », value
TABLE = """
province   | ខ្ញុំធ្វើការនៅ«ប៉ាតាយ៉ា» | TH-20/Pattaya
province   | ខ្ញុំនៅខេត្ត«ឈុនបុរី» | TH-20
province   | ខ្ញុំ\u200bមកពី\u200b«បាត់ដំបង» | KH-2
province   | ทำงานอยู่«มหาชัย»ค่ะ | TH-74/Mahachai
province   | อยู่«แม่สอด»ค่ะ | TH-63/Mae Sot
province   | อยู่จังหวัด«เลย» | TH-42
province   | i work in «pattaya» | TH-20/Pattaya
province   | my sister is in «Samut Sakhon» | TH-74
province   | nov «mahachai» | TH-74/Mahachai
province   | yu «chonburi» krub | TH-20
document   | «លិខិតឆ្លងដែន»ខ្ញុំបាត់ | passport
document   | ថៅកែយក«ប៉ាស្ព័រ»ខ្ញុំ | passport
document   | คนงานโดนเก็บ«พาสปอต» | passport
document   | «บัตรชมพู»หาย | pink_card
document   | my «pink card» is lost | pink_card
document   | they took my «phone» | phone
document   | «pasport» bat haey | passport
sector     | ខ្ញុំធ្វើការ«សំណង់» | construction
sector     | ធ្វើការ«រោងចក្រ» | manufacturing
sector     | ทำ«ก่อสร้าง» | construction
sector     | i am on a «fishing boat» | fishing
sector     | «housemaid» in a house | domestic_work
sector     | «touk nesat» | fishing
amount_of_money | ប្រាក់ខែ «៩០០០បាត» | 9000 THB
amount_of_money | បង់«ប្រាំរយដុល្លារ» | 500 USD
amount_of_money | ប្រាក់\u200bខែ «៣០០\u200bបាត» | 300 THB
amount_of_money | เงินเดือน «12,000 บาท» | 12000 THB
amount_of_money | หัก«ห้าพันบาท» | 5000 THB
amount_of_money | i paid «500 dollars» | 500 USD
amount_of_money | pay «15k baht» a month | 15000 THB
amount_of_money | ber «5 poan baht» | 5000 THB
duration   | «៣ខែ»ហើយ | P3M
duration   | «៣\u200bខែ»ហើយ | P3M
duration   | ពី«ម៉ោង៨ព្រឹក» | T08:00
duration   | «3 เดือน»แล้ว | P3M
duration   | หมด«วันที่ 5 มีนาคม 2567» | 2024-03-05
duration   | «ตีสอง»ยังทำงาน | T02:00
duration   | for «two years» | P2Y
duration   | since «March 2024» | 2024-03
duration   | until «8 pm» | T20:00
duration   | «3 khe» haey | P3M
duration   | «sam duean» laew | P3M
case_number | បណ្តឹងលេខ «CHM-48213» | CHM-48213
case_number | เรื่อง «CHM-48213» ถึงไหนแล้ว | CHM-48213
case_number | เลขคำร้อง «๑๔๕/๒๕๖๙» | 145/2569
case_number | my case «CHM 48213» | CHM-48213
case_number | case number «145/2569» | 145/2569
case_number | lek case «chm-48213» | CHM-48213
"""
NOTHING = """ไม่ได้เงินเลย
call my phone number
section 33
i am 25 years old
ฝนตกทีไร ตากผ้าไม่แห้งสักที
hello"""


@pytest.fixture(scope="module")
def lists() -> list[Finder]:
    """The finders with the lists of the repository."""
    return finders({name: ROOT / file for name, file in EntityFinder.get_default_config().items()})


def _rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def _value(entity: dict[str, Any]) -> str:
    if entity["entity"] == "amount_of_money":
        return "{amount} {currency}".format(**entity["value"])
    return f"{entity['value']}/{entity['town']}" if "town" in entity else str(entity["value"])


@pytest.mark.parametrize(("kind", "marked", "value"), _rows())
def test_it_is_found(lists: list[Finder], kind: str, marked: str, value: str) -> None:
    before, entity, after = marked.replace("»", "«").split("«")
    text = before + entity + after
    found = [one for one in find_entities(lists, text) if one["entity"] == kind]
    assert [(text[one["start"] : one["end"]], _value(one)) for one in found] == [(entity, value)]


@pytest.mark.parametrize("text", NOTHING.splitlines())
def test_it_is_none(lists: list[Finder], text: str) -> None:
    assert find_entities(lists, text) == []


def test_a_place_keeps_its_code_bare(lists: list[Finder]) -> None:
    town, province = find_entities(lists, "from pattaya to chonburi")
    assert (town["value"], town["town"]) == ("TH-20", "Pattaya")
    assert province["value"] == "TH-20"
    assert "town" not in province


def test_a_sum_is_a_number_and_a_currency(lists: list[Finder]) -> None:
    (money,) = find_entities(lists, "12,500 baht")
    assert money["value"] == {"amount": 12500, "currency": "THB"}


def test_several_in_one_message_do_not_overlap(lists: list[Finder]) -> None:
    text = "ថៅកែនៅមហាឆៃយកប៉ាស្ព័រ ៣ខែហើយ ហើយកាត់ ៥០០បាត ករណី CHM-48213 ធ្វើការសំណង់"
    found = find_entities(lists, text)
    assert {one["entity"] for one in found} >= {"document", "duration", "amount_of_money", "case_number", "sector"}
    assert all(one["end"] <= other["start"] for one, other in pairwise(found))
