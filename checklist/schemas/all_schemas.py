"""The JSON Schemas (draft 2020-12) of the files, for editors and other programs.

The schemas of question sets, questionnaires, catalogues and analysis plans come from their Pydantic
models, the schemas of output documents from their dataclasses. The schema of State reports is made
for one questionnaire: it contains the ids of its questions and the type of each.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from checklist.analysis.comparison.document import ComparisonDocument
from checklist.analysis.issued.manifest import Manifest
from checklist.analysis.summary.document import Summary
from checklist.checks.findings_document import FindingsDocument
from checklist.lifecycle.register_line import RegisterLine
from checklist.ministries.division import Division
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.changes import Changes
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.kept_version import KeptVersion
from checklist.questionnaire.model_schema import DRAFT, attribute_texts, model_schema
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.schema import report_schema
from checklist.schemas.examples import (
    CATALOGUE_EXAMPLE,
    CHANGES_EXAMPLE,
    COMPARISON_EXAMPLE,
    DIVISION_EXAMPLE,
    FINDINGS_EXAMPLE,
    HISTORY_EXAMPLE,
    MANIFEST_EXAMPLE,
    PLAN_EXAMPLE,
    QUESTION_SET_EXAMPLE,
    QUESTIONNAIRE_EXAMPLE,
    REGISTER_LINE_EXAMPLE,
    SUMMARY_EXAMPLE,
)


def all_schemas(questionnaires: Mapping[str, Questionnaire]) -> dict[str, str]:
    """Return the text of every schema file by its name.

    Args:
        questionnaires: The shipped questionnaires, by id.
    """
    schemas = {**_of_models(), **_of_documents()}
    for questionnaire_id, questionnaire in questionnaires.items():
        schemas[f"state-report.{questionnaire_id}.schema.json"] = report_schema(questionnaire)
    return {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def _of_models() -> dict[str, dict[str, Any]]:
    """Return the schemas of the files of a questionnaire's folder, divisions and registers."""
    return {
        "question-set.schema.json": model_schema(
            QuestionSet, "Question set", "One file of questions.", QUESTION_SET_EXAMPLE
        ),
        "questionnaire.schema.json": model_schema(
            QuestionnaireHead,
            "Questionnaire",
            "The file questionnaire.yaml: what the question sets of one folder have in common.",
            QUESTIONNAIRE_EXAMPLE,
        ),
        "catalogue.schema.json": model_schema(
            Catalogue,
            "Catalogue of recommendations",
            "The file recommendations.yaml: the recommendations of the source document.",
            CATALOGUE_EXAMPLE,
        ),
        "analysis-plan.schema.json": model_schema(
            AnalysisPlan,
            "Analysis plan",
            "The file analysis-plan.yaml: which questions tell what a summary brings together.",
            PLAN_EXAMPLE,
        ),
        "changes.schema.json": model_schema(
            Changes,
            "Changes between versions",
            "The file changes.yaml: what became of each question, row, column and code.",
            CHANGES_EXAMPLE,
        ),
        "division.schema.json": model_schema(
            Division,
            "Division",
            "The file division-NOR.yaml: which authority answers what, until when, and what "
            "became of it.",
            DIVISION_EXAMPLE,
        ),
        "register-line.schema.json": model_schema(
            RegisterLine,
            "Line of a register",
            "One line of register.jsonl: a file that was received, or what became of it.",
            REGISTER_LINE_EXAMPLE,
        ),
        "history.schema.json": model_schema(
            KeptVersion,
            "Kept version",
            "A file in history/: what one version of a questionnaire asked. It is generated.",
            HISTORY_EXAMPLE,
        ),
    }


def _of_documents() -> dict[str, dict[str, Any]]:
    """Return the schemas of what commands write."""
    return {
        "summary.schema.json": _document_schema(
            Summary,
            "Summary",
            "What `checklist summarize --format json` writes.",
            SUMMARY_EXAMPLE,
        ),
        "findings.schema.json": _document_schema(
            FindingsDocument,
            "Findings",
            "What `checklist validate --format json` and `checklist lint --format json` write.",
            FINDINGS_EXAMPLE,
        ),
        "comparison.schema.json": _document_schema(
            ComparisonDocument,
            "Comparison",
            "What `checklist compare --format json` writes.",
            COMPARISON_EXAMPLE,
        ),
        "manifest.schema.json": _document_schema(
            Manifest,
            "Manifest",
            "The file beside an output of `checklist summarize` and others: what it was made of.",
            MANIFEST_EXAMPLE,
        ),
    }


# Schemas of dataclasses


def _document_schema(
    document: type, title: str, description: str, example: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the schema of a document that is made of dataclasses."""
    schema = TypeAdapter(document).json_schema()
    definitions = schema.pop("$defs", {})
    classes = {cls.__name__: cls for cls in _dataclasses(document)}
    for name, part in {document.__name__: schema, **definitions}.items():
        if name not in classes:  # the values of an enumeration
            continue
        bases = reversed(classes[name].__mro__)
        texts = {key: text for base in bases for key, text in attribute_texts(base).items()}
        for field, of_field in part["properties"].items():
            if field in texts:
                of_field["description"] = texts[field]
        part["additionalProperties"] = False
        # What a class adds to its base, such as the version of the form, comes first.
        own = classes[name].__annotations__
        part["properties"] = dict(
            sorted(part["properties"].items(), key=lambda item: item[0] not in own)
        )
    schema |= {"title": title, "description": description, "examples": [example]}
    return {"$schema": DRAFT, **schema, "$defs": definitions}


def _dataclasses(annotation: Any) -> Iterator[type]:
    """Yield a dataclass and those in its fields; for any other type, those in its arguments."""
    inner = get_args(annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        yield annotation
        inner = tuple(get_type_hints(annotation).values())
    for part in inner:
        yield from _dataclasses(part)
