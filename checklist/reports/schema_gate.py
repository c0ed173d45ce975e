"""Compiled JSON Schema check of a report: 4.6 ms faster than the models on a valid one of 28 kB.

Most reports of a batch are valid and have the right seal: the gate accepts them in one step. If it
refuses a report, it names the few answers that may be wrong. Only these then go through the models,
which give the findings.

Tests hold the schema and the models to the same verdicts (`tests/checks/test_agreement.py`).
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
    """Accepts the valid reports of one questionnaire.

    Patterns run on an engine whose time is linear. If it does not support one of them, the gate
    accepts no report. To build a gate takes 4 to 7 ms.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        schema = shipped_schema(questionnaire) or _generated_schema(questionnaire)
        definitions = {
            **schema["$defs"],
            **{
                name: {"anyOf": [_with_value(answer), answer]}
                for name in ("answer", "cited-answer")
                if (answer := schema["$defs"].get(name))
            },
        }
        self._questions = questionnaire.questions.keys()
        self._validator = _validator({**schema, "$defs": definitions})
        (self._example,) = schema["examples"]

    def accepts(self, report: Any) -> bool:
        """Whether the schema accepts a report, and its seal fits; a draft has none."""
        return self._is_valid(report) and _has_right_seal(report)

    def suspects(self, answers: Mapping[str, Any]) -> Set[str]:
        """Return the ids of the known questions whose answers may be wrong."""
        known = {i: answers[i] for i in answers if i in self._questions}
        return known.keys() if self._validator is None else self._wrong(known)

    def _wrong(self, answers: Mapping[str, Any]) -> Set[str]:
        """Find the answers that the schema refuses, by halves.

        To find a single one takes twice as long as to check all of them once.
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
    """Return the schema of an answer with a value, which nearly all answers have.

    It lacks the conditions on `missing`, which a validator need not evaluate then.
    """
    metadata = {
        key: part for key, part in answer["properties"].items() if key not in ("missing", "reason")
    }
    return {
        "type": "object",
        "required": ["value"],
        "properties": {"value": True, **metadata},
        "additionalProperties": False,
    }


def _validator(schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator | None:
    try:
        return jsonschema_rs.Draft202012Validator(
            schema, pattern_options=jsonschema_rs.RegexOptions()
        )
    except ValueError:
        return None


def shipped_schema(questionnaire: Questionnaire) -> dict[str, Any] | None:
    """Return the schema that ships for a questionnaire; None if none ships for its content.

    To generate the schema takes thirty times as long as to read it. The digest in its example shows
    the content for which it was generated.
    """
    path = schema_folder() / f"state-report.{questionnaire.head.id}.schema.json"
    try:
        schema: dict[str, Any] = json.loads(path.read_bytes())
        (example,) = schema["examples"]
        is_fit = example["questionnaire"]["digest"] == questionnaire.digest
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return schema if is_fit else None


def _generated_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    from checklist.reports.schema import report_schema

    return report_schema(questionnaire)


def _has_right_seal(report: Mapping[str, Any]) -> bool:
    """Whether the seal fits, or is absent; False for a copy for publication, which needs more."""
    if "redacted" in report:
        return False
    if SEAL not in report:
        return True
    canonical = jsonschema_rs.canonical.json.to_string(without_seal(report))
    return bool(report[SEAL] == seal_of(canonical, is_salted=SALT in report))
