"""Accepts in one step a report in whose form nothing is wrong, and whose seal fits.

Most reports of a batch are of that kind, and to look at them answer by answer takes six times as
long. What is not accepted is looked at answer by answer, by which the findings come about.
"""

from collections.abc import Callable, Mapping
from typing import Any

import jsonschema_rs

from checklist.models.digest import SEAL, digest_of
from checklist.models.questionnaire import Questionnaire
from checklist.models.schema import report_schema


def acceptor(questionnaire: Questionnaire) -> Callable[[Any], bool]:
    """Return what tells whether a report can be taken as it is.

    Patterns run on an engine whose time is linear. Where it does not know one, nothing is accepted.
    """
    try:
        validator = jsonschema_rs.Draft202012Validator(
            report_schema(questionnaire), pattern_options=jsonschema_rs.RegexOptions()
        )
    except ValueError:
        return lambda report: False
    return lambda report: validator.is_valid(report) and _is_as_sealed(report)


def _is_as_sealed(report: Mapping[str, Any]) -> bool:
    """Whether there is no seal, or it fits. To say what a copy withholds takes a closer look."""
    if "redacted" in report:
        return False
    if SEAL not in report:
        return True
    sealed = {key: part for key, part in report.items() if key != SEAL}
    canonical = jsonschema_rs.canonical.json.to_string(sealed)
    return bool(report[SEAL] == digest_of(canonical))
