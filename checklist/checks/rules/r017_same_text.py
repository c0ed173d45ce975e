"""The same text is in three or more answers that have nothing to do with each other. A warning.

Only longer texts are compared, of 60 characters or more. The rows of one matrix and the entries of
one table count as one answer, and so do questions on the same recommendation, or on recommendations
that refer to each other. The reason why an answer is missing can be the same for many.

## Why is this bad?
A text that fits everywhere says nothing about the measure that was asked about. It is often left
over from copying, so that one of the answers is wrong.

## Example
    staff-support: {value: {…, practice: The Government attaches great importance to this …}}
    country-materials: {value: {…, practice: The Government attaches great importance to this …}}
    strategy: {…, note: The Government attaches great importance to this …}

## Use instead
Describe what is particular to each measure. Say what holds for all of them once, and leave the
text out elsewhere: only the status is required.
"""

from collections.abc import Iterator, Sequence

from checklist.answer_types.free_text import TextKind
from checklist.checks.rule import NUL, Rule
from checklist.diagnostics import DocumentPath, Finding, Related, Severity
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.checked_report import CheckedReport
from checklist.text.enumeration import first_few

_SHORTEST = 60
"""The fewest characters of a text that is compared: a sentence rather than a phrase."""

_FEWEST = 3
"""The fewest unrelated answers with the same text that make a finding."""

_MOST_NAMED = 5

_SMALL_LETTERS = bytes(range(256)).lower()
_ASCII_SPACE = bytes(code for code in range(128) if chr(code).isspace())

_FIRST_WORDS = 8
"""The number of first words by which most texts differ, so that few are compared as a whole."""


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for length, places in _repeated(checked):
        first_of = {str(where[1]): where for where in reversed(places)}
        answers = list(dict.fromkeys(str(where[1]) for where in places))
        if _unrelated(answers, checked.questionnaire) < _FEWEST:
            continue
        first, *others = answers
        shown = first_few([f"`{name}`" for name in others], _MOST_NAMED)
        yield Finding(
            RULE.code,
            f"{first}: the same text of {length} characters stands in {shown} too, though "
            "they ask about different measures",
            places[0],
            severity=Severity.WARNING,
            hint="describe what is particular to each measure",
            related=[Related("the same text", first_of[name], at_key=False) for name in others],
        )


def _repeated(checked: CheckedReport) -> Iterator[tuple[int, Sequence[DocumentPath]]]:
    """Yield the length and the places of each longer text that occurs in several places."""
    prose = [text for text, kind in checked.words if kind is TextKind.PROSE]
    if not _are_some_the_same([text for text in prose if len(text) >= _SHORTEST]):
        return
    by_beginning: dict[str, list[tuple[DocumentPath, str]]] = {}
    for where, text, kind in checked.texts:
        if len(text) >= _SHORTEST and kind is TextKind.PROSE:
            first_words = " ".join(text.split(None, _FIRST_WORDS)[:_FIRST_WORDS])
            by_beginning.setdefault(first_words.casefold(), []).append((where, text))
    by_text: dict[str, list[DocumentPath]] = {}
    for texts in by_beginning.values():
        for where, text in texts if len(texts) >= _FEWEST else ():
            by_text.setdefault(" ".join(text.casefold().split()), []).append(where)
    for same, places in by_text.items():
        if len(places) >= _FEWEST and len(same) >= _SHORTEST:
            yield len(same), places


def _are_some_the_same(texts: Sequence[str]) -> bool:
    """Return whether a text may occur often enough. Takes a sixth of the time of the search."""
    together = NUL.join(texts)
    if together.isascii():
        squeezed = together.encode().translate(_SMALL_LETTERS, _ASCII_SPACE).decode()
    else:
        squeezed = "".join(together.casefold().split())
    parts = squeezed.split(NUL)
    return len(parts) - len({*parts}) >= _FEWEST - 1


def _unrelated(answers: Sequence[str], questionnaire: Questionnaire) -> int:
    """Return the number of groups of questions that are unrelated to each other."""
    groups: list[set[str]] = []
    for question_id in answers:
        near = [g for g in groups if any(questionnaire.are_related(question_id, o) for o in g)]
        groups = [*(group for group in groups if group not in near), {question_id}.union(*near)]
    return len(groups)


RULE = Rule(__name__, __doc__, _check, warnings_depend_on="answers")
