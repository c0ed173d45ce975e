"""The selection of the rules that can find something in a report of a batch.

Most rules find nothing in most reports. A rule itself declares when it need not run: see
`covered_by_gate` and `trigger` of `Rule`. The triggers of all rules form one pattern, for which all
texts of a report are searched at once, by an engine whose time is linear.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from pydantic_core import SchemaValidator, core_schema

from checklist.checks.rule import NUL, ReportRule
from checklist.checks.rule_registry import report_rules
from checklist.reports.checked_report import CheckedReport


def preselected_rules(checked: CheckedReport, *, is_accepted: bool) -> Sequence[ReportRule]:
    """Return the rules that can find something in a report, in the order of their codes.

    Args:
        checked: The report.
        is_accepted: Whether the `SchemaGate` accepts it.
    """
    texts = (text for text, _ in checked.words)
    return _rules(is_accepted=is_accepted, is_triggered=are_suspicious(texts))


def are_suspicious(texts: Iterable[str]) -> bool:
    """Whether the trigger of a rule matches in one of these texts."""
    together = f"{NUL}{NUL.join(texts)}{NUL}"
    if _matches(together.casefold()):
        return True
    return not together.isascii() and _matches(unicodedata.normalize("NFKC", together).casefold())


@cache
def _rules(*, is_accepted: bool, is_triggered: bool) -> Sequence[ReportRule]:
    return [
        rule
        for rule in report_rules()
        if not (is_accepted and rule.covered_by_gate) and (is_triggered or not rule.trigger)
    ]


def _matches(text: str) -> bool:
    return _triggers().isinstance_python(text)


@cache
def _triggers() -> SchemaValidator:
    """Return the compiled pattern of all triggers. To compile it takes about 1 ms."""
    patterns = (f"(?:{rule.trigger})" for rule in report_rules() if rule.trigger)
    return SchemaValidator(core_schema.str_schema(pattern="|".join(patterns)))
