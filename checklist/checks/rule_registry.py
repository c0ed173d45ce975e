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


def _rules(beginning: str) -> list[Rule[Any, Any]]:
    """Return the rules of the modules whose names begin so, in the order of their codes."""
    modules = (
        importlib.import_module(f"{rules.__name__}.{module.name}")
        for module in pkgutil.iter_modules(rules.__path__)
        if module.name.startswith(beginning)
    )
    found = (value for module in modules for value in vars(module).values())
    return sorted((rule for rule in found if isinstance(rule, Rule)), key=lambda rule: rule.code)


@cache
def questionnaire_rules() -> "Sequence[QuestionnaireRule]":
    """Return the Q rules."""
    return _rules("questionnaire_")


@cache
def report_rules() -> Sequence[ReportRule]:
    """Return the R rules that look at each report by itself."""
    return _rules("report_")


@cache
def run_rules() -> Sequence[RunRule]:
    """Return the R rules that look at all reports of a run."""
    return _rules("runs")


@cache
def division_rules() -> "Sequence[DivisionRule]":
    """Return the D rules."""
    return _rules("divisions")
