"""The JSON Schemas (draft 2020-12) of the files, for editors and other programs.

Those of question sets, questionnaires and catalogues come from their models. That of State
reports is made for one questionnaire: it knows the ids of its questions and the type of each.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from checklist.answer_types.answer import answer_definitions, answer_schema
from checklist.answer_types.date import date_schema
from checklist.answer_types.implementation import definition as implementation_definition
from checklist.answer_types.interface import StrictModel
from checklist.models.analysis_plan import AnalysisPlan
from checklist.models.comparison import ComparisonDocument
from checklist.models.condition import OPERATORS
from checklist.models.findings import FindingsDocument
from checklist.models.question import Question, QuestionSet
from checklist.models.questionnaire import Questionnaire, QuestionnaireHead
from checklist.models.recommendation import Catalogue
from checklist.models.report import ReportHead
from checklist.models.summary import Assistance, Participation, Summary
from checklist.states import STATES

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_QUESTION_SET_EXAMPLE = {
    "id": "training",
    "title": "Training",
    "questions": [
        {
            "id": "training-plan",
            "recommendations": ["13"],
            "ask": "Is there a written plan for training on trafficking in persons?",
            "guidance": "A plan of one ministry counts.",
            "type": "yes-no",
        },
        {
            "id": "training-plan-date",
            "ask": "When was the plan adopted?",
            "type": "date",
            "optional": True,
            "when": {"question": "training-plan", "is": "affirmative"},
        },
    ],
}
_QUESTIONNAIRE_EXAMPLE = {
    "id": "ctoc-cop-2010-6",
    "version": "1.0.0",
    "title": "Self-assessment checklist",
    "source": {"symbol": "CTOC/COP/2010/6", "title": "Report of the Chair", "date": "2010-08-10"},
    "sets": ["01-reporting-state.yaml"],
}
_CATALOGUE_EXAMPLE = {
    "source": "CTOC/COP/2010/6",
    "sections": [{"meeting": 2009, "letter": "F", "title": "Training"}],
    "recommendations": [
        {
            "id": "14",
            "meeting": 2009,
            "section": "F",
            "to": ["secretariat"],
            "strength": ["should"],
            "summary": "The Secretariat should offer more courses to States that ask for them.",
        }
    ],
}
_PLAN_EXAMPLE = {
    "treaty_status": "protocol-status",
    "obstacles": ["training-obstacles"],
    "assistance": [{"question": "training-assistance", "priority": "training-priority"}],
}
_COUNTS = {"errors": 1, "warnings": 0, "notes": 0}
_FINDINGS_EXAMPLE = {
    "checklist_findings": 1,
    "files": [
        {
            "path": "report-NOR.yaml",
            "findings": [
                {
                    "code": "R501",
                    "severity": "error",
                    "line": 13,
                    "column": 3,
                    "where": ["answers", "deposit"],
                    "message": "deposit: the deposit is earlier than the signature",
                    "related": [{"line": 12, "column": 3, "message": "the answer to `signature`"}],
                }
            ],
        }
    ],
    "summary": {
        "files": 1,
        "with_errors": 1,
        **_COUNTS,
        "codes": {"R501": {"files": 1, **_COUNTS}},
    },
}
_HEAD_EXAMPLE = {
    "file": "2026/report-NOR.yaml",
    "revision": 1,
    "as_of": "2026-11-24",
    "status": "final",
    "questionnaire": "ctoc-cop-2010-6",
    "version": "1.0.0",
    "is_copy": False,
}
_COMPARISON_EXAMPLE = {
    "checklist_comparison": 1,
    "reports": [
        {
            "state": "NOR",
            "name": "Norway (NOR)",
            "old": _HEAD_EXAMPLE,
            "new": {**_HEAD_EXAMPLE, "file": "2028/report-NOR.yaml", "as_of": "2028-11-20"},
            "version": "1.0.0",
            "questions": 144,
            "changed": 1,
            "differences": [
                {
                    "question": "offence",
                    "number": "3.1",
                    "ask": "Is trafficking in persons a criminal offence?",
                    "part": "legislation",
                    "recommendations": ["10(a)"],
                    "before": "answered",
                    "after": "answered",
                    "changes": [
                        {
                            "kind": "note",
                            "label": ["Note"],
                            "row": "",
                            "old_where": ["answers", "offence", "note"],
                            "new_where": ["answers", "offence", "note"],
                            "before": [],
                            "after": [],
                            "words": [
                                {"sign": "same", "text": "Section "},
                                {"sign": "removed", "text": "6."},
                                {"sign": "added", "text": "7."},
                            ],
                            "hidden": None,
                        }
                    ],
                    "withheld": [],
                    "not_comparable": "",
                }
            ],
            "more": 0,
        }
    ],
    "alone": [],
    "not_counted": [],
    "summary": {
        "states": 1,
        "answers": 1,
        "not_comparable": 0,
        "kinds": {"note": 1},
        "sets": [
            {"part": "legislation", "title": "Legislation", "answers": 1, "kinds": {"note": 1}}
        ],
        "transitions": [],
    },
}

_SUMMARY_EXAMPLE = asdict(
    Summary(
        checklist_summary=1,
        questionnaire="ctoc-cop-2010-6",
        version="1.0.0",
        title="Self-assessment checklist",
        source="CTOC/COP/2010/6",
        files=0,
        drafts=False,
        since="",
        not_agreed=None,
        shows_confidential=False,
        shows_contacts=False,
        reports=[],
        left_out=[],
        participation=Participation(
            expected=0, reported=[], not_counted=[], not_reported=[], not_expected=[]
        ),
        publication=None,
        recommendations=[],
        themes=[],
        units=[],
        obstacles=[],
        assistance=Assistance(
            wanted=[], wanted_by_theme=[], received=[], requests=[], offers=[], needs=[]
        ),
        ratification=[],
        practices=[],
        contacts=None,
        evidence=[],
        comparability=[],
    )
)


def all_schemas(questionnaires: Mapping[str, Questionnaire]) -> dict[str, str]:
    """Return the text of every schema file by its name.

    Args:
        questionnaires: The shipped ones, by id.
    """
    schemas = {
        "question-set.schema.json": _of_model(
            QuestionSet, "Question set", "One file of questions.", _QUESTION_SET_EXAMPLE
        ),
        "questionnaire.schema.json": _of_model(
            QuestionnaireHead,
            "Questionnaire",
            "The file questionnaire.yaml: what the question sets of one folder have in common.",
            _QUESTIONNAIRE_EXAMPLE,
        ),
        "catalogue.schema.json": _of_model(
            Catalogue,
            "Catalogue of recommendations",
            "The file recommendations.yaml: the recommendations of the source document.",
            _CATALOGUE_EXAMPLE,
        ),
        "analysis-plan.schema.json": _of_model(
            AnalysisPlan,
            "Analysis plan",
            "The file analysis-plan.yaml: which questions tell what a summary brings together.",
            _PLAN_EXAMPLE,
        ),
        "summary.schema.json": _of_document(
            Summary,
            "Summary",
            "What `checklist summarize --format json` writes.",
            _SUMMARY_EXAMPLE,
        ),
        "findings.schema.json": _of_document(
            FindingsDocument,
            "Findings",
            "What `checklist validate --format json` and `checklist lint --format json` write.",
            _FINDINGS_EXAMPLE,
        ),
        "comparison.schema.json": _of_document(
            ComparisonDocument,
            "Comparison",
            "What `checklist compare --format json` writes.",
            _COMPARISON_EXAMPLE,
        ),
    }
    for questionnaire_id, questionnaire in questionnaires.items():
        schemas[f"state-report.{questionnaire_id}.schema.json"] = report_schema(questionnaire)
    return {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def report_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the JSON Schema of a State report that answers the questionnaire."""
    head = questionnaire.head
    model = _of_model(ReportHead, "", "", {})
    properties: dict[str, Any] = model["properties"]
    reference = model["$defs"]["QuestionnaireReference"]
    reference["properties"]["id"] = {"const": head.id, "description": "The questionnaire's id."}
    properties["state"] = {"$ref": "#/$defs/state"}
    properties["as_of"] |= {**date_schema(whole=True), "format": "date"}
    properties["answers"] = {
        "type": "object",
        "description": "The answers by the id of their question.",
        "properties": {
            question.id: answer_schema(question.answer_type.json_schema(), _description(question))
            for question in questionnaire.questions.values()
        },
        "additionalProperties": False,
    }
    return {
        "$schema": DRAFT,
        "title": f"State report: {head.title}",
        "description": (
            f"A State's answers to the questionnaire {head.id}, version {head.version}. "
            "Which questions are required depends on the answers: `checklist validate` knows."
        ),
        "examples": [_report_example(questionnaire)],
        "type": "object",
        "properties": properties,
        "required": model["required"],
        "additionalProperties": False,
        "if": {"properties": {"status": {"const": "final"}}, "required": ["status"]},
        "then": {"required": ["seal"]},
        "else": {"properties": {"seal": {"not": {}}}},
        "$defs": {
            **answer_definitions(),
            "state": {
                "enum": [state.code for state in sorted(STATES, key=lambda state: state.code)],
                "description": "A State: its ISO 3166-1 alpha-3 code; the European Union is EUE.",
            },
            "implementation": implementation_definition(),
            **model["$defs"],
        },
    }


def _report_example(questionnaire: Questionnaire) -> dict[str, Any]:
    head = questionnaire.head
    return {
        "checklist_report": 1,
        "questionnaire": {"id": head.id, "version": head.version, "digest": questionnaire.digest},
        "state": "AUT",
        "as_of": "2026-11-24",
        "status": "draft",
        "revision": 1,
        "answers": {
            next(iter(questionnaire.questions)): {
                "missing": "not-known",
                "reason": "ministry-did-not-reply",
                "answered_by": "Ministry of Justice",
            }
        },
    }


def _description(question: Question) -> str:
    return "\n\n".join(filter(None, [question.ask, question.guidance]))


# Schemas of models


def _of_model(
    model: type[StrictModel], title: str, description: str, example: Mapping[str, Any]
) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    classes = {cls.__name__: cls for cls in _subclasses(StrictModel)}
    definitions = schema.pop("$defs", {})
    _describe(schema, model)
    for name, definition in definitions.items():
        if name in classes:
            _describe(definition, classes[name])
    definitions |= _with_answer_types(definitions)
    if "Leaf" in definitions:
        operators: list[dict[str, Any]] = [{"required": [name]} for name in OPERATORS]
        definitions["Leaf"]["oneOf"] = operators
    schema |= {"title": title, "description": description, "examples": [example]}
    named = {"$schema": DRAFT, **schema, **({"$defs": definitions} if definitions else {})}
    return {key: _with_choices(part) for key, part in named.items()}


def _of_document(
    document: type, title: str, description: str, example: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the schema of a document that is made of dataclasses."""
    schema = TypeAdapter(document).json_schema()
    definitions = schema.pop("$defs", {})
    classes = {cls.__name__: cls for cls in _dataclasses(document)}
    for name, part in {document.__name__: schema, **definitions}.items():
        if name not in classes:  # the values of an enumeration
            continue
        texts = _attribute_texts(classes[name])
        for field, of_field in part["properties"].items():
            if field in texts:
                of_field["description"] = texts[field]
        part["additionalProperties"] = False
    schema |= {"title": title, "description": description, "examples": [example]}
    return {"$schema": DRAFT, **schema, "$defs": definitions}


def _dataclasses(annotation: Any) -> Iterator[type]:
    """Yield a dataclass and those in its fields; of another type, those that it is made of."""
    inner = get_args(annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        yield annotation
        inner = tuple(get_type_hints(annotation).values())
    for part in inner:
        yield from _dataclasses(part)


def _with_answer_types(definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return what has an answer type as the file has it: the keys of both in one mapping.

    One definition a type, and one that chooses among them.
    """
    result: dict[str, Any] = {}
    for name, definition in definitions.items():
        if "answer_type" not in definition.get("properties", {}):
            continue
        own = {k: v for k, v in definition["properties"].items() if k != "answer_type"}
        required = [key for key in definition["required"] if key != "answer_type"]
        types = definition["properties"]["answer_type"]["discriminator"]["mapping"]
        mapping = {}
        for value, reference in types.items():
            type_name = reference.rpartition("/")[2]
            answer_type = definitions[type_name]
            mapping[value] = f"{reference}{name}"
            result[f"{type_name}{name}"] = {
                "description": f"{definition['description']}\n\n{answer_type['description']}",
                "type": "object",
                "properties": {**own, **answer_type["properties"]},
                "required": [*required, *answer_type["required"]],
                "additionalProperties": False,
            }
        result[name] = _by_type("type", mapping, {"description": definition["description"]})
    return result


def _describe(schema: dict[str, Any], model: type[StrictModel]) -> None:
    """Put the text below each attribute of the model into the description of its property."""
    texts = {k: v for cls in reversed(model.__mro__) for k, v in _attribute_texts(cls).items()}
    for name, field in model.model_fields.items():
        part = schema.get("properties", {}).get(field.alias or name)
        if part is not None and name in texts:
            part.setdefault("description", texts[name])


@cache
def _attribute_texts(cls: type) -> Mapping[str, str]:
    """Return the docstrings that stand below the attributes of a class, by attribute.

    Pydantic can do this itself, but then does so whenever a model is made: at every start.
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    except (OSError, TypeError):  # made at run time: its bases have the texts
        return {}
    assert isinstance(tree, ast.ClassDef)
    texts = {}
    for attribute, text in zip(tree.body, tree.body[1:], strict=False):
        if (
            isinstance(attribute, ast.AnnAssign)
            and isinstance(attribute.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            texts[attribute.target.id] = inspect.cleandoc(str(text.value.value))
    return texts


def _subclasses(cls: type[StrictModel]) -> Iterator[type[StrictModel]]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)


def _with_choices(schema: Any) -> Any:
    """Turn each `oneOf` of models into `if` and `then`: a validator then names the wrong key."""
    if isinstance(schema, list):
        return [_with_choices(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("default", ...) is None:
        schema = _never_empty(schema)
    schema = {key: _with_choices(part) for key, part in schema.items()}
    discriminator = schema.pop("discriminator", None)
    references = [part.get("$ref", "") for part in schema.get("oneOf", ())]
    if discriminator is not None:
        return _by_type(discriminator["propertyName"], discriminator["mapping"], schema)
    if any(reference.endswith("/Leaf") for reference in references):
        return _by_combinator(references, schema)
    return schema


def _never_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Take away the `null` that Pydantic allows for a key that may only be left out."""
    rest = {key: part for key, part in schema.items() if key not in {"anyOf", "default"}}
    choices = [part for part in schema.get("anyOf", ()) if part != {"type": "null"}]
    return {**choices[0], **rest} if len(choices) == 1 else {**rest, "anyOf": choices}


def _by_type(key: str, mapping: Mapping[str, str], schema: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: part for name, part in schema.items() if name != "oneOf"},
        "type": "object",
        "required": [key],
        "properties": {key: {"enum": list(mapping)}},
        "allOf": [
            {
                "if": {"properties": {key: {"const": value}}, "required": [key]},
                "then": {"$ref": reference},
            }
            for value, reference in mapping.items()
        ],
    }


def _by_combinator(references: list[str], schema: dict[str, Any]) -> dict[str, Any]:
    del schema["oneOf"]
    *combined, leaf = references
    chosen: dict[str, Any] = {"$ref": leaf}
    for key, reference in zip(("not", "any", "all"), reversed(combined), strict=True):
        chosen = {"if": {"required": [key]}, "then": {"$ref": reference}, "else": chosen}
    return {**schema, "type": "object", **chosen}
