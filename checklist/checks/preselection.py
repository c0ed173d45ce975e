"""Which rules need to be asked about a report: in a batch, most find nothing in most reports.

A rule says of itself when it need not be asked, and so keeps that beside what it looks for:
`is_settled` where the report is accepted, and `suspects` where it looks at words only. The patterns
of all such rules are one pattern, which is sought in all texts at once by an engine whose time is
linear. To get it ready takes as long as some reports, so this pays in a batch only.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from pydantic_core import SchemaValidator, core_schema

from checklist.checks.rule import NUL, ReportRule
from checklist.checks.rule_registry import report_rules
from checklist.reports.checked_report import CheckedReport


def rules_to_ask(checked: CheckedReport, *, one_of_many: bool = False) -> Sequence[ReportRule]:
    """Return the rules that can find something, in the order of their codes.

    Args:
        checked: The report.
        one_of_many: Whether there are so many reports that it pays to get ready for them.
    """
    return _rules(
        but_settled=checked.schema_valid,
        but_words=one_of_many and not are_suspicious(text for text, _ in checked.words),
    )


def are_suspicious(texts: Iterable[str]) -> bool:
    """Whether a rule on words could find something in one of these texts."""
    together = f"{NUL}{NUL.join(texts)}{NUL}"
    if _fits(together.casefold()):
        return True
    return not together.isascii() and _fits(unicodedata.normalize("NFKC", together).casefold())


@cache
def _rules(*, but_settled: bool, but_words: bool) -> Sequence[ReportRule]:
    return [
        rule
        for rule in report_rules()
        if not (but_settled and rule.is_settled) and not (but_words and rule.suspects)
    ]


def _fits(text: str) -> bool:
    return _suspects().isinstance_python(text)


@cache
def _suspects() -> SchemaValidator:
    patterns = (f"(?:{rule.suspects})" for rule in report_rules() if rule.suspects)
    return SchemaValidator(core_schema.str_schema(pattern="|".join(patterns)))
