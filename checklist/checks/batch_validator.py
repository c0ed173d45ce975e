"""Checks many reports against one questionnaire, with the same findings as `Validator`.

Most reports of a batch are valid and have the right seal: a compiled JSON Schema accepts them in
one step of 0.09 ms. If it refuses a report, it names the few answers that may be wrong. Only these
then go through the models, which give the findings. To build the precheck takes 4 to 7 ms, and to
import jsonschema-rs up to 20 ms, so only modules that check a batch import this one.

Tests hold the schema and the models to the same verdicts (`tests/checks/test_agreement.py`).
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import islice
from typing import Any

import jsonschema_rs
from pydantic_core import SchemaValidator, core_schema

from checklist.checks.rule import NUL, ReportRule, report_rules
from checklist.checks.validator import Noted, Validator, findings_of
from checklist.diagnostics import Finding
from checklist.files.reader import Document
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.shipped_files import schema_folder
from checklist.reports.check_structure import accepted_report, check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.seal import SALT, SEAL, seal_of, without_seal
from checklist.reports.structure import kind_findings


class SchemaPrecheck:
    """Accepts the valid reports of one questionnaire.

    Patterns run on an engine whose time is linear. If it does not support one of them, the precheck
    accepts no report.
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


def preselected_rules(checked: CheckedReport, *, is_accepted: bool) -> Sequence[ReportRule]:
    """Return the rules that can find something in a report, in the order of their codes.

    Args:
        checked: The report.
        is_accepted: Whether the `SchemaPrecheck` accepts it.
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
        if not (is_accepted and rule.covered_by_precheck) and (is_triggered or not rule.trigger)
    ]


def _matches(text: str) -> bool:
    return _triggers().isinstance_python(text)


@cache
def _triggers() -> SchemaValidator:
    """Return the compiled pattern of all triggers. To compile it takes about 1 ms."""
    patterns = (f"(?:{rule.trigger})" for rule in report_rules() if rule.trigger)
    return SchemaValidator(core_schema.str_schema(pattern="|".join(patterns)))


class BatchValidator(Validator):
    """Checks many reports: the precheck goes before the models, and few of the rules run.

    If it accepts a report, the answers are not checked one by one. If it refuses the report,
    only the answers that it suspects are checked.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__(questionnaire)
        self._precheck = SchemaPrecheck(questionnaire)
        self.suspects = self._precheck.suspects

    def get_ready(self) -> None:
        """Load everything that nearly every report needs, for this process and for later forks."""
        self._precheck.accepts(None)
        check_structure({}, self.questionnaire)
        are_suspicious(())

    def accepted_report(
        self, document: Document, *, as_final: bool | None = None
    ) -> CheckedReport | None:
        """Return the report if the precheck accepts it; None if its parts have to be checked."""
        if document.refusals or not self._precheck.accepts(document.data):
            return None
        assert isinstance(document.data, dict)
        return accepted_report(
            document.data, self.questionnaire, as_final=as_final, file=document.name
        )

    def _findings(
        self, document: Document, as_final: bool | None, noted: Noted
    ) -> Iterator[Finding]:
        accepted = self.accepted_report(document, as_final=as_final)
        data = document.data
        if accepted is not None:
            assert isinstance(data, dict)
            noted(accepted)
            yield from findings_of(preselected_rules(accepted, is_accepted=True), accepted, data)
            return
        no_report = list(kind_findings(data))
        if no_report:
            yield from no_report
            return
        assert isinstance(data, dict)
        checked, structural = self.check_structure(data, as_final=as_final, file=document.name)
        noted(checked)
        rules = preselected_rules(checked, is_accepted=False)
        yield from findings_of(rules, checked, data, structural)


@lru_cache(maxsize=8)
def batch_validator(questionnaire: Questionnaire) -> BatchValidator:
    """Return the batch validator of a questionnaire, cached for the next report."""
    return BatchValidator(questionnaire)
