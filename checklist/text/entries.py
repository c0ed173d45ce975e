"""What people type in the six languages: digits, months, yes and no, and what ends a list.

All of it is understood in whichever language a question is shown: no word means one thing in one of
the languages and another in another, which a test checks. Commands keep their English words.

Source: written by hand on 30 November 2026 from the usage of the documents of the United Nations
in each language. Arabic has three sets of months: those of Egypt and the Gulf, of the Levant and
Iraq, and of the Maghreb; the United Nations writes two of them, `أيار/مايو`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from checklist.text.languages import ENGLISH, LANGUAGES
from checklist.text.paragraphs import folded

YES: Sequence[str] = ("yes", "y", "oui", "o", "sí", "s", "да", "д", "نعم", "是", "是的", "对")
"""The words for yes."""
NO: Sequence[str] = ("no", "n", "non", "нет", "н", "لا", "كلا", "否", "不", "不是", "不对")
"""The words for no."""

_MONTHS: Mapping[str, str] = {
    ENGLISH: "January February March April May June July August September October November "
    "December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre "
    "noviembre diciembre",
    "ru": "январь|января февраль|февраля март|марта апрель|апреля май|мая июнь|июня июль|июля "
    "август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря",
    "ar": "كانون_الثاني/يناير|كانون_الثاني|يناير|جانفي شباط/فبراير|شباط|فبراير|فيفري "
    "آذار/مارس|آذار|مارس نيسان/أبريل|نيسان|أبريل|إبريل|أفريل أيار/مايو|أيار|مايو|ماي "
    "حزيران/يونيه|حزيران|يونيه|يونيو|جوان تموز/يوليه|تموز|يوليه|يوليو|جويلية|يوليوز "
    "آب/أغسطس|آب|أغسطس|أوت|غشت أيلول/سبتمبر|أيلول|سبتمبر|شتنبر "
    "تشرين_الأول/أكتوبر|تشرين_الأول|أكتوبر "
    "تشرين_الثاني/نوفمبر|تشرين_الثاني|نوفمبر|نونبر "
    "كانون_الأول/ديسمبر|كانون_الأول|ديسمبر|دجنبر",
}
"""The months: the first name of each is shown, all are understood. Chinese counts them."""

_WRITTEN: Mapping[str, tuple[str, str, str]] = {
    "fr": ("{day} {month} {year}", "{month} {year}", "{year}"),
    "es": ("{day} de {month} de {year}", "{month} de {year}", "{year}"),
    "ru": ("{day} {month} {year} г.", "{month} {year} г.", "{year}"),  # noqa: RUF001
    "zh": ("{year}年{month}月{day}日", "{year}年{month}月", "{year}年"),
}
"""How a day, a month and a year are written, where not as in English."""
_AS_IN_ENGLISH = ("{day} {month} {year}", "{month} {year}", "{year}")

BESIDE_DATES = frozenset(
    {"the", "of", "le", "de", "del", "el", "o", "г", "года", "год", "году", "го", "е", "м"}  # noqa: RUF001
    | {"في", "من", "عام", "سنة", "يوم", "شهر", "ميلادي", "ميلادية", "الموافق"}
)
"""Words in dates that say nothing."""
FIRST_DAY = frozenset({"primero", "premier"})
"""The first day of a month in words."""
_FEWEST_LETTERS = 3
"""The fewest letters of the beginning of a month's name: `Jan`."""

_AND_WORD = r"(?:and|&|et|y|e|и|و)\s+"
AND = rf"(?:\s+{_AND_WORD}|\s*[和及与]\s*)"
"""What stands between the last two entries of a list, as a pattern."""
COMMAS, SEMICOLONS = ",，、،", ";；؛"
"""The characters between the entries of a list."""
BETWEEN_NUMBERS = rf"(?:(?:\s*[{COMMAS}{SEMICOLONS}&]\s*|\s+)(?:{_AND_WORD})?|{AND})"
"""What stands between two numbers, as a pattern: `1, 3`, `1 3`, `1;3`, `1 et 3`, `1, and 3`."""
ROWS = r"(?:(?:rows?|lignes?|filas?|строк[аи]?|الصف|صف|الصفوف|صفوف)\s+|[行第]\s*)"
"""What stands before the numbers of rows, as a pattern."""
UP_TO = r"(?:-|–|to|à|a|по|до|至|到|إلى|الى)"
"""What stands between the first and the last of several numbers, as a pattern."""
QUESTION_MARKS = frozenset("?\u061f\uff1f")
"""The question marks of the keyboards: each asks for an explanation."""
APART = r"\s'’٬"  # noqa: RUF001
"""What stands between thousands, without being read in two ways: for a class of characters."""
_POINT = "\u066b"
"""The decimal point of Arabic keyboards."""
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")  # noqa: RUF001
_NUMERAL = "[〇○零一二三四五六七八九十]"  # noqa: RUF001
_IN_DATE = rf"(?<!{_NUMERAL}){_NUMERAL}++(?=\s*+[年月日号])"


def entries_in(text: str) -> list[str]:
    """Return the entries between the semicolons of a text, of whichever script they are."""
    return [part.strip() for part in re.split(f"[{SEMICOLONS}]", text) if part.strip()]


def plain_digits(text: str) -> str:
    """Return a text with the digits of any script as `0` to `9`."""
    if text.isascii():
        return text
    return "".join(map(_digit, text))


def plain_points(text: str) -> str:
    """Return a text with plain digits, and with points where an Arabic keyboard has its own."""
    return plain_digits(text).replace(_POINT, ".")


def _digit(character: str) -> str:
    number = unicodedata.decimal(character, None)
    return character if number is None else str(number)


def plain_numerals(text: str) -> str:
    """Return a text with the Chinese numerals of a date as digits: `二〇二七年三月十二日`."""
    return re.sub(_IN_DATE, _in_digits, text)


def _in_digits(found: re.Match[str]) -> str:
    tens, ten, ones = found[0].partition("十")
    return ((tens or "一") + (ones or "零") if ten else tens).translate(_NUMERALS)


def with_plain_slash(text: str) -> str:
    """Return a text with a wide slash at its beginning as the `/` of a command."""
    return re.sub("^\uff0f", "/", text)


def says_yes(text: str) -> bool:
    """Whether an entry is a word for yes."""
    return folded(text) in _words(YES)


def says_no(text: str) -> bool:
    """Whether an entry is a word for no."""
    return folded(text) in _words(NO)


@cache
def _words(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(folded, words))


@cache
def month_names() -> Mapping[str, int]:
    """Return the numbers of the months by their folded names in all languages."""
    names: dict[str, int] = {}
    for months in _MONTHS.values():
        for number, month in enumerate(months.split(), 1):
            names |= dict.fromkeys(map(folded, month.replace("_", " ").split("|")), number)
    return {name: number for name, number in names.items() if "/" not in name}


def words_of_date(text: str) -> list[str]:
    """Return the words of a date that say something, with the number of a month as `m5`."""
    words = [word for word in re.split(r"[\s,،./-]+", folded(plain_digits(text))) if word]
    found: list[str] = []
    known: set[str] = set()
    at = 0
    while at < len(words):
        pair = month_names().get(" ".join(words[at : at + 2])) if at + 1 < len(words) else None
        month = pair or _month(words[at])
        if month:
            found += [f"m{month}"] if f"m{month}" not in known else []
        elif words[at] not in BESIDE_DATES:
            found.append("1" if words[at] in FIRST_DAY else words[at])
        known.update(found[-1:])
        at += 2 if pair else 1
    return found


def _month(word: str) -> int:
    """Return the number of the month whose name is a word, or alone begins so; 0 for none."""
    names = month_names()
    if word in names:
        return names[word]
    begun = {number for name, number in names.items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 and len(word) >= _FEWEST_LETTERS else 0


def written(year: str, month: int, day: int, language: str) -> str:
    """Return a date as a language writes it: `31 décembre 2027`, `juin 2027`.

    Args:
        year: The year.
        month: The month; 0 for a year alone.
        day: The day; 0 for a month alone.
        language: A code of `LANGUAGES`.
    """
    forms = _WRITTEN.get(language, _AS_IN_ENGLISH)
    form = forms[0 if day else 1 if month else 2]
    name = str(month)
    if month and language in _MONTHS:
        names = _MONTHS[language].split()[month - 1].replace("_", " ").split("|")
        is_declined = language == "ru" and day
        name = names[1 if is_declined else 0]
    first = "1er" if language == "fr" and day == 1 else str(day)
    return form.format(year=year, month=name, day=first)


assert _WRITTEN.keys() <= LANGUAGES.keys()
