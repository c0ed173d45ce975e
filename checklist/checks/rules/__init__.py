"""The rules. To add one, add a module to this folder: nothing else needs to change.

A module is named after its code and name (`r004_unknown_question`), its docstring is the rule's
documentation, and it sets `RULE`. Rules do not import each other. Codes beginning with Q look at
questionnaires, with R at reports: each by itself, or with `is_across_files` all of a run together.
"""

import importlib
import pkgutil
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from checklist.checks.rules.interface import QuestionnaireRule, ReportRule, Rule, RunRule

_MODULES = re.compile(r"[qr][0-9]{3}_[a-z0-9_]+")


def _rules(letter: str) -> list[Rule[Any, Any]]:
    return [
        importlib.import_module(f"{__name__}.{module.name}").RULE
        for module in pkgutil.iter_modules(__path__)
        if _MODULES.fullmatch(module.name) and module.name.startswith(letter)
    ]


@cache
def questionnaire_rules() -> Sequence[QuestionnaireRule]:
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
