"""The JSON Schemas (draft 2020-12) of the files, for editors and other programs.

The schemas of question sets, questionnaires, catalogues and analysis plans come from their Pydantic
models, the schemas of output documents from their dataclasses. The schema of State reports is made
for one questionnaire: it contains the ids of its questions and the type of each.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from checklist.analysis.comparison.document import ComparisonDocument
from checklist.analysis.comparison.side_by_side_document import Cycle, StatesOfTheme
from checklist.analysis.comparison.side_by_side_document import Step as CycleStep
from checklist.analysis.issued.manifest import Manifest
from checklist.analysis.summary.document import Assistance, Participation, Summary
from checklist.analysis.summary.figures import StateName, States
from checklist.analysis.summary.table_ids import TableId
from checklist.checks.findings_document import FindingsDocument
from checklist.lifecycle.register_line import FIRST, RegisterLine, chained
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

QUESTION_SET_EXAMPLE = {
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


QUESTIONNAIRE_EXAMPLE = {
    "id": "ctoc-cop-2010-6",
    "version": "1.0.0",
    "title": "Self-assessment checklist",
    "source": {"symbol": "CTOC/COP/2010/6", "title": "Report of the Chair", "date": "2010-08-10"},
    "sets": ["01-reporting-state.yaml"],
}


DIVISION_EXAMPLE = {
    "checklist_division": 1,
    "questionnaire": {
        "id": "ctoc-cop-2010-6",
        "version": "1.0.0",
        "digest": f"sha256:{'0' * 64}",
    },
    "state": "NOR",
    "authorities": {
        "own": {"contact": {"office": "Ministry of justice", "email": "kari@example.org"}},
        "labour": {"due": "2027-03-03", "form": "xlsx"},
    },
    "asks": {
        "training": {"lead": "own"},
        "training/labour-inspectors": {"lead": "labour", "also": ["police"]},
    },
}


CATALOGUE_EXAMPLE = {
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


CHANGES_EXAMPLE = {
    "steps": [
        {
            "from": "1.0.0",
            "to": "2.0.0",
            "questions": {
                "status": {
                    "became": "renamed",
                    "to": ["protocol-status"],
                    "reason": "Other treaties have a status, too.",
                },
                "training-plan": {
                    "words": "meaning",
                    "reason": "A plan of one ministry no longer counts.",
                    "codes": {
                        "in-draft": {
                            "became": "removed",
                            "reason": "A draft is no plan.",
                        }
                    },
                },
            },
            "added": ["training-budget"],
        }
    ]
}


HISTORY_EXAMPLE = {
    "digest": "sha256:" + "0" * 64,
    "questionnaire": QUESTIONNAIRE_EXAMPLE,
    "sets": [QUESTION_SET_EXAMPLE],
    "types": {"yes-no": {"value": {"affirmative": "Yes", "negative": "No"}}},
}


PLAN_EXAMPLE = {
    "treaty_status": "protocol-status",
    "obstacles": ["legislation-obstacles"],
    "assistance": [{"question": "legislation-assistance", "priority": "legislation-priority"}],
}


_COUNTS = {"errors": 1, "warnings": 0, "notes": 0}


FINDINGS_EXAMPLE = {
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


REGISTER_LINE_EXAMPLE = chained(
    {
        "register": 1,
        "number": 1,
        "did": "received",
        "on": "2026-11-30",
        "at": "2026-11-30T09:15:00Z",
        "who": "clerk",
        "reference": "NV 12/2026",
        "submission": {
            "file": "2026/NOR/report-NOR.yaml",
            "name": "report-NOR.yaml",
            "size": 24893,
            "digest": f"sha256:{'a' * 64}",
            "state": "NOR",
            "cycle": "2026",
            "channel": "e-mail",
            "report": {
                "questionnaire": "ctoc-cop-2010-6",
                "version": "2.0.0",
                "status": "final",
                "revision": 1,
                "as_of": "2026-11-24",
                "seal": f"sha256-salted:{'b' * 64}",
            },
            "findings": {"R016": 1},
        },
    },
    FIRST,
)


_HEAD_EXAMPLE = {
    "file": "2026/report-NOR.yaml",
    "revision": 1,
    "as_of": "2026-11-24",
    "status": "final",
    "questionnaire": "ctoc-cop-2010-6",
    "version": "1.0.0",
    "is_copy": False,
}


_TUVALU = States(1, [StateName("TUV", "Tuvalu")])

COMPARISON_EXAMPLE = {
    "checklist_comparison": 2,
    "questionnaire": "ctoc-cop-2010-6",
    "version": "2.0.0",
    "title": "Self-assessment checklist",
    "source": "CTOC/COP/2010/6",
    "sides": ["2024", "2026"],
    "files": 2,
    "drafts": False,
    "since": "",
    "until": "",
    "cut_off": "2026-11-20",
    "publication": None,
    "cycles": [
        asdict(Cycle(cycle=cycle, reported=_TUVALU, versions=["2.0.0"]))
        for cycle in ("2024", "2026")
    ],
    "steps": [
        asdict(
            CycleStep(
                earlier="2024",
                later="2026",
                same=_TUVALU,
                came=States(0, []),
                went=States(0, []),
                measures=StatesOfTheme(theme="", title="All themes", more=1, as_many=0, fewer=0),
                themes=[
                    StatesOfTheme(
                        theme="legislation", title="Legislation", more=1, as_many=0, fewer=0
                    )
                ],
                lines=[],
            )
        )
    ],
    "themes": [],
    "grouped_by": None,
    "groups": [],
    "recommendations": [],
    "announced": [],
    "not_comparable": [],
    "tables": [{"id": "R1-1", "section": "overview", "name": "reported"}],
    "reports": [
        {
            "state": "NOR",
            "name": "Norway (NOR)",
            "group": "",
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
    "other_cycles": [],
    "summary": {
        "states": 1,
        "answers": 1,
        "not_comparable": 0,
        "kinds": {"note": 1},
        "sets": [
            {"part": "legislation", "title": "Legislation", "answers": 1, "kinds": {"note": 1}}
        ],
        "groups": [],
        "transitions": [],
    },
}


MANIFEST_EXAMPLE = {
    "checklist_manifest": 1,
    "output": "summary.html",
    "sha256": "0" * 64,
    "command": "summarize",
    "program": "0.2.0",
    "options": {"for-publication": True},
    "questionnaire": {
        "id": "ctoc-cop-2010-6",
        "version": "2.0.0",
        "digest": f"sha256:{'0' * 64}",
    },
    "cut_off": "2026-11-24",
    "reports": [
        {
            "state": "NOR",
            "seal": f"sha256-salted:{'0' * 64}",
            "original": None,
            "revision": 1,
            "as_of": "2026-11-24",
            "status": "final",
            "is_named": True,
            "side": "",
        }
    ],
    "tables": [
        {
            "id": "T3-1",
            "caption": "Reports by expected States",
            "columns": ["States"],
            "rows": [{"label": "Expected", "counts": [199]}],
        }
    ],
    "is_public": True,
    "unnamed": [
        {
            "question": "offence",
            "row": "",
            "answered": 14,
            "without_answer": 0,
            "codes": [
                {"code": "specific-offence", "label": "A specific offence", "count": 9},
                {"code": "none", "label": "No provision", "count": 5},
            ],
        }
    ],
}


SUMMARY_EXAMPLE = asdict(
    Summary(
        checklist_summary=1,
        questionnaire="ctoc-cop-2010-6",
        version="1.0.0",
        title="Self-assessment checklist",
        source="CTOC/COP/2010/6",
        files=0,
        drafts=False,
        since="",
        until="",
        cycle="",
        cut_off="",
        not_agreed=None,
        unnamed=None,
        headlines=[],
        shows_confidential=False,
        covered=0,
        shows_contacts=False,
        reports=[],
        left_out=[],
        participation=Participation(
            expected=0,
            reported=[],
            not_counted=[],
            not_reported=[],
            not_expected=[],
            unclear=States(0, []),
            in_several_cycles=States(0, []),
            with_newer_unusable=States(0, []),
        ),
        grouped_by=None,
        publication=None,
        recommendations=[],
        themes=[],
        units=[],
        obstacles=[],
        assistance=Assistance(
            needs_and_offers=None,
            wanted=[],
            wanted_by_kind=[],
            wanted_by_theme=[],
            received=[],
            requests=[],
            offers=[],
            needs=[],
        ),
        steps=[],
        ratification=[],
        practices=[],
        contacts=None,
        evidence=[],
        comparability=[],
        tables=[TableId("T5-3", "implementation", "recommendations")],
    )
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
