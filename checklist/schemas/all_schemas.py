"""The JSON Schemas (draft 2020-12) of the files, for editors and other programs.

The schemas of question sets, questionnaires, catalogues and analysis plans come from their Pydantic
models, the schemas of output documents from their dataclasses. The schema of State reports is made
for one questionnaire: it contains the ids of its questions and the type of each.
`examples.yaml` has the examples.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from checklist.analysis.comparison.document import ComparisonDocument
from checklist.analysis.issued.manifest import Manifest
from checklist.analysis.summary.document import Summary
from checklist.answer_types.base_model import StrictModel
from checklist.checks.findings_document import FindingsDocument
from checklist.files.reader import read
from checklist.ministries.division import Division
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.model_schema import DRAFT, attribute_texts, model_schema
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.terms import Terms
from checklist.reports.schema import report_schema

_MODELS: Mapping[str, tuple[type[StrictModel], str, str]] = {
    "question-set": (QuestionSet, "Question set", "One file of questions."),
    "questionnaire": (
        QuestionnaireHead,
        "Questionnaire",
        "The file questionnaire.yaml: what the question sets of one folder have in common.",
    ),
    "catalogue": (
        Catalogue,
        "Catalogue of recommendations",
        "The file recommendations.yaml: the recommendations of the source document.",
    ),
    "analysis-plan": (
        AnalysisPlan,
        "Analysis plan",
        "The file analysis-plan.yaml: which questions tell what a summary brings together.",
    ),
    "terms": (
        Terms,
        "Terms in other languages",
        "The file translations/terms.yaml: how the terms of a questionnaire are translated.",
    ),
    "division": (
        Division,
        "Division",
        "The file division-NOR.yaml: which authority answers what, until when, and what "
        "became of it.",
    ),
}
"""The models of the files of a questionnaire's folder, of divisions and of registers, each with the
title and the description of its schema."""
_DOCUMENTS: Mapping[str, tuple[type, str, str]] = {
    "summary": (Summary, "Summary", "What `checklist summarize --format json` writes."),
    "findings": (
        FindingsDocument,
        "Findings",
        "What `checklist validate --format json` and `checklist lint --format json` write.",
    ),
    "comparison": (
        ComparisonDocument,
        "Comparison",
        "What `checklist compare --format json` writes.",
    ),
    "manifest": (
        Manifest,
        "Manifest",
        "The file beside an output of `checklist summarize` and others: what it was made of.",
    ),
}
"""The dataclasses of what commands write."""


def all_schemas(questionnaires: Mapping[str, Questionnaire]) -> dict[str, str]:
    """Return the text of every schema file by its name.

    Args:
        questionnaires: The shipped questionnaires, by id.
    """
    examples: Any = read(str(Path(__file__).with_name("examples.yaml"))).data
    schemas = {
        **{name: model_schema(*of, examples[name]) for name, of in _MODELS.items()},
        **{name: _document_schema(*of, examples[name]) for name, of in _DOCUMENTS.items()},
        **{f"state-report.{name}": report_schema(of) for name, of in questionnaires.items()},
    }
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
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
