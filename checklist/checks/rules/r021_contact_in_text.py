"""An e-mail address or a telephone number in a text that is not a contact. A warning.

A number is taken for a telephone number when it begins with a country's code (+43, 0043), with a 0
before its groups, has the form 202-555-0143, or follows a word such as "tel." or "hotline". The
message shows only a part of what was found, so that it is not spread further. Web addresses are
not searched.

## Why is this bad?
No report may lead to a victim, nor to those who help one (17(d) of CTOC/COP/2010/6), and texts are
published where contacts are left out. A program cannot tell the number of a public hotline from
that of a person: the one can stay, and the other must not.

## Example
    note: The witness can be reached under +00 00 000000, or at someone@example.org.

## Use instead
Delete it, or give the contact of an office as the answer to a question that asks for one. Where
it is that of a public hotline or office, the warning can be left as it is.
"""

import re
from collections.abc import Iterator
from itertools import islice

from checklist.answer_types.free_text import TextKind
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted

# Most reports have no such text, so only `_NUMBER` is compiled before it is needed.
_WEB_ADDRESS = r"(?i)https?://\S+"
_EMAIL = r"(?<=[\w.+-])@((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63})"

_FEWEST_DIGITS = 5
_NEXT_DIGIT = "(?:[ \u00a0\u202f()./\u2010-\u2013-]{0,3}\\d)"
_NUMBER = re.compile(rf"\d{_NEXT_DIGIT}{{4,24}}")
"""Five digits or more, with few characters between them."""
_TRIGGER = rf"@|\d{_NEXT_DIGIT}{{4}}"
_OTHERS = bytes(byte for byte in range(128) if not chr(byte).isdigit())
"""The ASCII characters that are no digits."""
_MOST = 200
"""The most numbers of one text that are checked."""
_BEFORE = 24
"""Characters before a number that are searched for a word such as “tel.”, which is shorter."""

_WORD = (
    r"(?i)(?:(?<!\w)(?:tel|tél|telephone|téléphone|telefon|teléfono|telefone|phone|mobile|móvil|fax|"
    r"whatsapp|hotline|helpline|call|dial|appeler|llamar|телефон|тел|факс)|هاتف|电话|热线)"
    r"(?:[\s.:(\uff08\uff1a]{1,3}(?:no|number|numéro|número|nº|n°|№|on|at|is|line|au|le|al))?"
    r"[\s.:(\uff08\uff1a]{0,4}$"
)
_NOT_DIGITS = r"\D+"
_PLUS = r"\+ ?\(?$"
_PART_OF_A_NAME = r"[A-Za-z0-9_/.,-]\(?$"
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d\d[./-]\d\d|(?:19|20)\d\d\D+(?:19|20)\d\d)(?!\d)"
)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_WITH_ZERO = "0\\)?\\d{1,4}\\)?(?:[ \u00a0-]\\d{2,8}){1,5}"
_NORTH_AMERICAN = r"[2-9]\d\d(?:\) ?|-)[2-9]\d\d-\d{4}"

_FEWEST, _FEWEST_WITH_COUNTRY = 7, 9
"""The fewest digits of a telephone number without such a word: in general, and with 00 and the code
of a country."""


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for where, text, kind in checked.texts:
        if kind is TextKind.CONTACT or kind is TextKind.ARTICLE:
            continue
        if "@" not in text and not (_has_digits(text) and _NUMBER.search(text)):
            continue
        for part in _found(re.sub(_WEB_ADDRESS, " ", text)):
            yield Finding(
                RULE.code,
                f"{where[1]}: {part} is outside a contact; a report must not lead to a victim",
                where,
                severity=Severity.WARNING,
                hint="delete it; that of a public hotline or office can stay",
            )


def _has_digits(text: str) -> bool:
    """Return whether a text may have a number. Takes an eighth of the time of the search."""
    return not text.isascii() or len(text.encode().translate(None, _OTHERS)) >= _FEWEST_DIGITS


def _found(text: str) -> Iterator[str]:
    email = re.search(_EMAIL, text)
    if email:
        yield f"an e-mail address at {quoted(email[1], 40)}"
    numbers = islice(_NUMBER.finditer(text), _MOST)
    number = next((number for number in numbers if _is_telephone(number, text)), None)
    if number:
        yield f"a telephone number that begins with {number[0][:2]}"


def _is_telephone(found: re.Match[str], text: str) -> bool:
    number = found[0]
    if re.match(_DATE, number):
        return False
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if re.search(_WORD, before):
        return True
    digits = len(re.sub(_NOT_DIGITS, "", number))
    if re.search(_PLUS, before):
        return digits >= _FEWEST
    is_name = re.search(_PART_OF_A_NAME, before) or text[found.end() : found.end() + 1].isalnum()
    if is_name or digits < _FEWEST or re.search(_YEAR, number):
        return False
    return bool(
        (number.startswith("00") and digits >= _FEWEST_WITH_COUNTRY)
        or re.fullmatch(_WITH_ZERO, number)
        or re.fullmatch(_NORTH_AMERICAN, number)
    )


RULE = Rule(__name__, __doc__, _check, trigger=_TRIGGER, warnings_depend_on="answer")
