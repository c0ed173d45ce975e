"""The language of a report is a word, such as English, and not the code of a language. A warning.

Codes of languages have two or three letters.

## Why is this bad?
A screen reader chooses its voice by the code, and a browser offers a translation by it. Neither
knows the name of a language.

## Example
    language: English

## Use instead
    language: en
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted

_LONGEST = 3
"""The most letters of the code of a language, before what a hyphen adds."""
_CODES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "espanol": "es",
    "francais": "fr",
    "french": "fr",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
}
"""The codes of the languages in which most reports are written."""


def _check(checked: CheckedReport) -> Iterator[Finding]:
    language = checked.report.language or ""
    name = language.partition("-")[0]
    if len(name) > _LONGEST:
        code = _CODES.get(name.lower())
        yield Finding(
            RULE.code,
            f"{quoted(language)} is not the code of a language",
            ("language",),
            severity=Severity.WARNING,
            hint=f"write `{code}`" if code else "write a code, such as `en`",
        )


RULE = Rule(__name__, __doc__, _check)
