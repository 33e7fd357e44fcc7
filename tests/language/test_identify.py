"""Language: labelled messages in every script we meet, short ones above all, and the properties of an answer."""

import random

import pytest

from language import identify

KHMER = """ខ្ញុំអត់បានប្រាក់ខែ|ជួយផង|បង|ទេ|អរគុណបង
ខ្ញុំចង់ renew work permit|boss អត់ឲ្យលុយ|passport ខ្ញុំបាត់
ខ្ញុំត្រូវ ตำรวจ ចាប់
thank you បង|ធ្វើការ OT អត់បានលុយ
ថៅកែនិយាយថា "ไม่ต้องมาทำงานแล้วพรุ่งนี้นะ" មានន័យម៉េច
ហេតុអ្វី https://example.org|៣ខែហើយ"""
THAI = """นายจ้างไม่จ่ายเงินเดือน|ช่วยด้วย|ครับ|ไม่|boss ไม่จ่ายเงิน
ต่อ visa ที่ไหน|work permit หมดอายุ|หนูเป็นคน ខ្មែរ ค่ะ|ok ค่ะ
no ครับ|ขอบคุณค่ะ|โดนจับ"""
ENGLISH = """my boss does not pay me|ok|OK|yes|no|help|HELP ME PLEASE
no money|passport|thank u|visa finish|they lock us|how much?|i am khmer
my นายจ้าง does not pay me|boss keep my ប៉ាស្ព័រ and not give back
my thaokae hit me|naijang no pay|lost passport mahachai|menu|hii
where embassy|i work in samut sakhon|he touch me|wife sick|want to die"""
ROMAN_KHMER = """khnhom ot ban brak khae|bong jong sur|thver ka
sok sabay te|chuoy phong|orkun|te|ot te|luy|nhom jg ban kat|visa phot hz
polis jab|chhue kbal|jom reab sour|ke vay nhom|tov na|mn deng|ot yol|ponman
thaoke ot ber luy|kon khnhom bat haey|hello bong
pasport bat haey tver mech|sousdey bong"""
ROMAN_THAI = """nai jang mai hai ngoen|chan mai mi bat|sawadee|chuay duay
mai dai|krub|pai nai|bat hai|tamruat jab|sabai dee mai|tao rai
khob khun krub|yak glub baan|visa mod laew tum yangngai|mai khao jai
tee nai|mai chai|kha raeng mai ok|yes krub|nuu jep tong"""
OTHER = {
    "my": "ကျွန်တော် လုပ်ခ မရဘူး|မင်္ဂလာပါ|ၵႃႇၶၼ်|ကညီ ဘၣ်",
    "lo": "ຂ້ອຍບໍ່ໄດ້ເງິນ|ສະບາຍດີ",
    "zh": "你好|老板不给我工资",
    "ja": "こんにちは|助けて下さい",
    "ko": "안녕하세요|도와주세요",
    "hi": "मुझे मदद चाहिए",
    "ne": "मलाई पैसा दिएन|मेरो पासपोर्ट हरायो",
    "bn": "আমি সাহায্য চাই",
    "ar": "مرحبا أريد مساعدة",
    "ru": "помогите пожалуйста",
    "ta": "உதவி வேண்டும்",
    "vi": "Xin chào|Tôi bị mất hộ chiếu|xin chao|toi khong co tien",
    "id": "terima kasih|saya mau pulang|gaji saya tidak dibayar",
    "tl": "salamat po|hindi ako binayaran ng amo ko|wala akong trabaho",
    "fr": "bonjour|je veux rentrer chez moi",
    "es": "gracias|mi jefe no me paga",
    "de": "ich verstehe nicht",
}
NO_LETTERS = ["12345", "👍", "❤️❤️", "...", "?", "CHM-2026-0412", "0812345678", "/start", "", " \u200b", "\ud800"]

LABELLED = [
    (code, text)
    for code, block in (
        ("km", KHMER),
        ("th", THAI),
        ("en", ENGLISH),
        ("km-Latn", ROMAN_KHMER),
        ("th-Latn", ROMAN_THAI),
    )
    for text in block.replace("\n", "|").split("|")
]


@pytest.mark.parametrize(("code", "text"), LABELLED)
def test_our_languages(code: str, text: str) -> None:
    answer = identify(text)
    assert answer.code == code
    assert answer.guess == code[:2]


@pytest.mark.parametrize(("guess", "text"), [(iso, text) for iso, block in OTHER.items() for text in block.split("|")])
def test_other_languages_are_named(guess: str, text: str) -> None:
    answer = identify(text)
    assert (answer.code, answer.guess) == ("other", guess)


@pytest.mark.parametrize("text", NO_LETTERS)
def test_without_letters_there_is_no_language(text: str) -> None:
    assert identify(text).code == "und"


def test_any_text_gets_the_same_sound_answer_twice() -> None:
    dice = random.Random(7)
    letters = "abcdeiou khnm ขคงาไ่ กขគងាំ្ 12 မက 你 \ud800\u200b👍'"
    for _ in range(1500):
        text = "".join(dice.choices(letters, k=dice.randint(0, 40)))
        answer = identify(text)
        assert answer == identify(text)
        assert answer.code in ("km", "th", "en", "km-Latn", "th-Latn", "other", "und")
        assert 0 <= answer.confidence <= 1


def test_a_hundred_thousand_characters_pass() -> None:
    assert identify("ខ្ញុំ help " * 10_000).code == "km"
