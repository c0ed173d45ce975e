"""The rules, found in the modules of rules/."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from checklist.checks import rules
from checklist.checks.rule import ReportRule, Rule, RunRule

if TYPE_CHECKING:
    from checklist.checks.checked_division import DivisionRule
    from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding

    QuestionnaireRule: TypeAlias = Rule[CheckedQuestionnaire, PlacedFinding]


def _rules(letter: str) -> list[Rule[Any, Any]]:
    return [
        importlib.import_module(f"{rules.__name__}.{module.name}").RULE
        for module in pkgutil.iter_modules(rules.__path__)
        if module.name.startswith(letter)
    ]


@cache
def questionnaire_rules() -> "Sequence[QuestionnaireRule]":
    """Return the Q rules in the order of their codes."""
    return _rules("q")


@cache
def report_rules() -> Sequence[ReportRule]:
    """Return the R rules that look at each report by itself, in the order of their codes."""
    return [rule for rule in _rules("r") if not rule.is_across_files]


@cache
def run_rules() -> Sequence[RunRule]:
    """Return the R rules that look at all reports of a run, in the order of their codes."""
    return [rule for rule in _rules("r") if rule.is_across_files]


@cache
def division_rules() -> "Sequence[DivisionRule]":
    """Return the D rules in the order of their codes."""
    return _rules("d")
