"""The languages in which the program and its questionnaires can be read, and which is wanted.

A command that shows questions says which language its user named. Nothing else of the package asks:
scripts, checks and figures read English, unless such a command runs them.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import NamedTuple

ENGLISH = "en"
"""The language in which questionnaires are written."""

VARIABLE = "CHECKLIST_LANG"
"""The environment variable with the language of all questions: `fr`."""


class Language(NamedTuple):
    """How a language counts."""

    name: str
    """Its own name."""
    plurals: int
    """The forms that a word has behind a number."""
    formula: str
    """The same as PO files say it: which form, from 0."""
    form: Callable[[int], int]
    """Returns which form stands behind a number."""


def _arabic(n: int) -> int:
    if n <= 2:
        return n
    return 3 if 3 <= n % 100 <= 10 else 4 if n % 100 >= 11 else 5


def _russian(n: int) -> int:
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2


LANGUAGES: Mapping[str, Language] = {
    "ar": Language(
        "العربية",
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
        _arabic,
    ),
    ENGLISH: Language("English", 2, "(n != 1)", lambda n: n != 1),
    "es": Language("español", 2, "(n != 1)", lambda n: n != 1),
    "fr": Language("français", 2, "(n > 1)", lambda n: n > 1),
    "ru": Language(
        "русский",
        3,
        "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
        _russian,
    ),
    "zh": Language("中文", 1, "0", lambda n: 0),
}
"""The languages of the United Nations by their codes."""
CODE = "^[a-z]{2,3}$"
"""The code of any language, as ISO 639 has it."""


_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}
)


def is_right_to_left(code: str) -> bool:
    """Whether a language is written from right to left.

    Args:
        code: Its tag of BCP 47: `ar`, `ar-EG`.
    """
    return main_language(code) in _RIGHT_TO_LEFT


_LATIN = "A-Za-z\u00c0-\u024f"
_CODE = rf"[{_LATIN}0-9](?:[{_LATIN}0-9._/:@+#&=?~%\u2019'-]*[{_LATIN}0-9/])?(?:\([a-z]\))?"
FROM_LEFT = (
    r"\+\d[\d ()-]*\d|\d+(?:\.\d+)+ [a-z]\b"
    rf"|(?=[0-9./:]*(?:[{_LATIN}-]|\([a-z]\))){_CODE}(?:[,;]? (?=[{_LATIN}]){_CODE})*"
)
"""Matches what runs from the left in a text from the right, as one piece: names, sentences and
addresses in Latin letters, telephone numbers, days as files have them, rows and recommendations
(`23(a)`)."""


MARKS = "\u200e", "\u200f"
"""What stands before and behind such a piece in plain text: marks that cannot be seen."""


def directed(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text from the right, and whether each of them runs from the left.

    A text in Latin letters alone is one piece, so that its marks stay where they are.
    """
    if re.search(f"[{_LATIN}]{{2}}", text) and is_from_left(text):
        yield text, True
    else:
        pieces = re.split(f"({FROM_LEFT})", text)
        yield from ((piece, bool(at % 2)) for at, piece in enumerate(pieces) if piece)


def runs_from_right(text: str) -> bool:
    """Whether a text runs from right to left: whether its first letter does."""
    return _has_from_right(next(filter(str.isalpha, text), ""))


def is_from_left(text: str) -> bool:
    """Whether a text has letters, and none of them runs from the right."""
    return any(map(str.isalpha, text)) and not _has_from_right(text)


def with_marks(text: str) -> str:
    """Return a line from the right with marks that keep each piece together, for plain text."""
    if not _has_from_right(text):
        return text
    pieces = [between_marks(one) if is_left else one for one, is_left in directed(text)]
    # Programs give a line the direction of its first letter.
    return "".join([MARKS[1] if pieces[0].startswith(MARKS[0]) else "", *pieces])


def between_marks(piece: str) -> str:
    """Return a piece that runs from the left between marks; a sign at its end stays there."""
    begin, end = MARKS
    return f"{begin}{piece}{end}" if piece[-1:].isalnum() else f"{begin}{piece}{begin}{end}"


def _has_from_right(text: str) -> bool:
    from unicodedata import bidirectional  # few texts are asked for

    return not text.isascii() and any(bidirectional(one) in {"R", "AL"} for one in text)


def language_named(code: str) -> Language:
    """Return a language; one of another code counts as English does."""
    return LANGUAGES.get(code, LANGUAGES[ENGLISH]._replace(name=code))


def main_language(tag: str | None) -> str:
    """Return the language of a tag without its country: `pt` for `pt-BR`; English for none."""
    return (tag or ENGLISH).partition("-")[0].lower()


class _Wanted(NamedTuple):
    named: str
    """The language that the user named; empty for none."""
    of_locale: str
    """The language of the user's system; empty where nobody reads along."""


_wanted: ContextVar[_Wanted | None] = ContextVar("wanted", default=None)


def want(named: str | None) -> None:
    """Say that questions are shown from now on, and in which language.

    Args:
        named: The language that the user named for this command; None for none.
    """
    _wanted.set(_wanted_by(named))


def language_of_user(named: str | None) -> str:
    """Return the language in which to speak before anything of a report is known.

    Args:
        named: The language that the user named for this command; None for none.
    """
    wanted = _wanted_by(named)
    return wanted.named or wanted.of_locale or ENGLISH


def _wanted_by(named: str | None) -> _Wanted:
    at_terminal = sys.stdout is not None and sys.stdout.isatty()
    named = named or os.environ.get(VARIABLE, "")
    return _Wanted(_code_of(named.strip()), _of_locale() if at_terminal else "")


def wanted_language(report: str | None) -> tuple[str, bool]:
    """Return the language in which questions are to be shown, and whether the user named it.

    Args:
        report: The language of the report that is shown; None where there is no report.
    """
    wanted = _wanted.get()
    if wanted is None:
        return ENGLISH, False
    code = wanted.named or (wanted.of_locale if report is None else report)
    return _code_of(code) or ENGLISH, bool(wanted.named)


def _of_locale() -> str:
    """Return the language of the user's system: `fr` for `fr_FR.UTF-8`."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return _code_of(next(filter(None, names), ""))


def _code_of(locale: str) -> str:
    """Return the language of a locale: `fr` for `fr_FR.UTF-8` and `fr-CA`; none for `C`."""
    code = re.split("[-_.@]", locale, maxsplit=1)[0].lower()
    return "" if code in {"c", "posix"} else code or locale  # `../x` is no language: it is refused
