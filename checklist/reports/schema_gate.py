"""Accepts in one step a report in whose form nothing is wrong, and whose seal fits.

Most reports of a batch are of that kind, and to look at them answer by answer takes ten times as
long. Of a report that is not accepted, the few answers are named in which something may be wrong:
only these are looked at closely, by which the findings come about.

What is right here is what the report's JSON Schema says. That the closer look finds the same is
held by tests (`tests/test_agreement.py`).
"""

import json
from collections.abc import Mapping, Set
from itertools import islice
from typing import Any

import jsonschema_rs

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.shipped_files import schema_folder
from checklist.reports.seal import SALT, SEAL, seal_of, without_seal


class SchemaGate:
    """What a questionnaire accepts.

    Patterns run on an engine whose time is linear. Where it does not know one, nothing is accepted.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        schema = kept_schema(questionnaire) or _made_schema(questionnaire)
        answer = schema["$defs"]["answer"]
        definitions = {**schema["$defs"], "answer": {"anyOf": [_with_value(answer), answer]}}
        self._questions = questionnaire.questions.keys()
        self._validator = _validator({**schema, "$defs": definitions})
        (self._example,) = schema["examples"]

    def accepts(self, report: Any) -> bool:
        """Whether a report can be taken as it is."""
        return self._is_valid(report) and _is_as_sealed(report)

    def suspects(self, answers: Mapping[str, Any]) -> Set[str]:
        """Return the ids of the known questions to whose answers a closer look is needed."""
        known = {i: answers[i] for i in answers if i in self._questions}
        return known.keys() if self._validator is None else self._wrong(known)

    def _wrong(self, answers: Mapping[str, Any]) -> Set[str]:
        """Return the answers that the schema refuses: those of the half that it refuses, and so on.

        Most often it is one, and then that takes twice as long as to look at all of them once.
        """
        if self._is_valid({**self._example, "answers": answers}):
            return frozenset()
        if len(answers) <= 1:
            return answers.keys()
        half = len(answers) // 2
        rest = iter(answers.items())
        return self._wrong(dict(islice(rest, half))) | self._wrong(dict(rest))

    def _is_valid(self, report: Any) -> bool:
        return self._validator is not None and self._validator.is_valid(report)


def _with_value(answer: dict[str, Any]) -> dict[str, Any]:
    """Return what the schema of all answers says of one that is not missing: nearly all are not.

    What depends on `missing` need not be looked at then.
    """
    beside = {
        key: part for key, part in answer["properties"].items() if key not in ("missing", "reason")
    }
    return {
        "type": "object",
        "required": ["value"],
        "properties": {"value": True, **beside},
        "additionalProperties": False,
    }


def _validator(schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator | None:
    try:
        return jsonschema_rs.Draft202012Validator(
            schema, pattern_options=jsonschema_rs.RegexOptions()
        )
    except ValueError:
        return None


def kept_schema(questionnaire: Questionnaire) -> dict[str, Any] | None:
    """Return the schema that ships for the questionnaire: to make it takes thirty times as long.

    Its example names the content that it was made for.
    """
    path = schema_folder() / f"state-report.{questionnaire.head.id}.schema.json"
    try:
        schema: dict[str, Any] = json.loads(path.read_bytes())
        (example,) = schema["examples"]
        is_fit = example["questionnaire"]["digest"] == questionnaire.digest
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return schema if is_fit else None


def _made_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    from checklist.reports.schema import report_schema

    return report_schema(questionnaire)


def _is_as_sealed(report: Mapping[str, Any]) -> bool:
    """Whether there is no seal, or it fits. To say what a copy withholds takes a closer look."""
    if "redacted" in report:
        return False
    if SEAL not in report:
        return True
    canonical = jsonschema_rs.canonical.json.to_string(without_seal(report))
    return bool(report[SEAL] == seal_of(canonical, is_salted=SALT in report))
