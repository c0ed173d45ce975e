"""The codes of findings: their documentation, and the selection of codes by options."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from checklist.checks.form_codes import FORM_CODES
from checklist.checks.rule import (
    Rule,
    division_rules,
    questionnaire_rules,
    report_rules,
    run_rules,
)
from checklist.diagnostics import MORE, STRUCTURE_CODES, Code
from checklist.errors import ChecklistError
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean

OF_QUESTIONNAIRES, OF_REPORTS, OF_DIVISIONS = "SQ", "SR", "SD"
"""The first letters of the codes of findings in question sets, in reports, and in divisions."""
ALL_LETTERS = "SQRDF"
"""The first letters of all codes; those that begin with F are found in returned forms."""

_SENTENCE_END = r"(?<=\.) "

UNANSWERED, SEAL, TWO_STATES, OPEN_CONFLICT = "R005", "R012", "R033", "R040"
"""The codes that other modules refer to."""

_CHECKS = "R500"
"""The rule whose findings have the codes of the questionnaire's own checks."""


Explained: TypeAlias = Code | Rule[Any, Any]
"""The documentation of one code. The first line of the explanation is a summary."""


def codes(letters: str, questionnaires: Iterable[Questionnaire] = ()) -> dict[str, Explained]:
    """Return the documentation of all codes that begin with one of the letters, in their order.

    Args:
        letters: `S` for reading and structure, `Q` for question sets, `R` for reports, `D` for
            divisions among authorities, `F` for returned forms.
        questionnaires: The questionnaires whose own checks the R codes include.
    """
    kinds: Mapping[str, Callable[[], Iterable[Explained]]] = {
        "S": STRUCTURE_CODES.values,
        "Q": questionnaire_rules,
        "R": lambda: sorted([*report_rules(), *run_rules()], key=lambda rule: rule.code),
        "D": division_rules,
        "F": FORM_CODES.values,
    }
    found: dict[str, Explained] = {kind.code: kind for key in letters for kind in kinds[key]()}
    if "R" in letters:
        explanation = found[_CHECKS].explanation
        for part in (part for questionnaire in questionnaires for part in questionnaire.sets):
            for check in part.checks:
                found[check.code] = Code(check.code, "check", f"{check.message}\n\n{explanation}")
    return found


def code_named(code: str) -> Explained:
    """Return the documentation of the code of a finding; for any questionnaire's check, R500's.

    A register that a later version wrote has codes that this version does not know.
    """
    known = codes(code[:1]) if code[:1] in ALL_LETTERS else {}
    if _CHECKS in known:
        return known.get(code) or Code(code, "check", known[_CHECKS].explanation)
    return known.get(code) or Code(code, "unknown", "This version does not know the code.")


def short_description(code: str) -> str:
    """Return the short description of the code of a finding: its first sentence."""
    first_line = code_named(code).explanation.splitlines()[0]
    return re.split(_SENTENCE_END, first_line)[0]


class CodeFilter(NamedTuple):
    """A selection of codes. If several beginnings fit a code, the longest decides."""

    select: tuple[str, ...] = ()
    """The codes, or beginnings of codes, that are wanted; empty for all."""
    ignore: tuple[str, ...] = ()
    """The codes, or beginnings of codes, that are not wanted."""

    @classmethod
    def of(
        cls,
        select: Iterable[str],
        ignore: Iterable[str],
        known: Collection[str],
        *,
        prefix: str = "--",
    ) -> "CodeFilter":
        """Return the selection of the options `--select` and `--ignore`.

        Args:
            select: Texts with codes or beginnings of codes, with commas between several.
            ignore: Texts of the same form.
            known: All codes that findings can have.
            prefix: The characters before the two names in errors; empty for function arguments.

        Raises:
            ChecklistError: A word is not the beginning of a code.
        """
        return cls(
            _words(f"{prefix}select", select, known), _words(f"{prefix}ignore", ignore, known)
        )

    def wants(self, code: str) -> bool:
        """Whether findings of the code are wanted. The count of omitted findings always is."""
        wanted = _longest(self.select, code) if self.select else 0
        return code == MORE or wanted > _longest(self.ignore, code)

    def __str__(self) -> str:
        only = f"only {', '.join(self.select)}" if self.select else ""
        without = f"without {', '.join(self.ignore)}" if self.ignore else ""
        return ", ".join(filter(None, [only, without]))


EVERYTHING = CodeFilter()
"""The selection of all codes."""


def _longest(beginnings: Iterable[str], code: str) -> int:
    return max(
        (len(beginning) for beginning in beginnings if code.startswith(beginning)), default=-1
    )


def _words(option: str, given: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    words: list[str] = []
    for text in given:
        parts = [part.strip().upper() for part in text.split(",") if part.strip()]
        if not parts:
            raise ChecklistError(f"{option} needs a code, or the beginning of one: R5")
        words += parts
    for word in words:
        if not any(code.startswith(word) for code in known):
            message = f"{option}: no code that can be found here begins with {quoted(word)}"
            hint = did_you_mean(word, known) or "`checklist guide rules` lists all"
            raise ChecklistError(f"{message}; {hint}")
    return tuple(dict.fromkeys(words))
