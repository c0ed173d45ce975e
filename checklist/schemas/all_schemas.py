"""The JSON Schemas (draft 2020-12) of the files, for editors and other programs.

The schemas of question sets, questionnaires, catalogues and analysis plans come from their Pydantic
models. The schema of State reports is made for one questionnaire: it contains the ids of its
questions and the type of each.
`examples.yaml` has the examples.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checklist.answer_types.base_model import StrictModel
from checklist.files.reader import read
from checklist.ministries.division import Division
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.model_schema import model_schema
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
"""The models of the files of a questionnaire's folder, of divisions, each with the
title and the description of its schema."""


def all_schemas(questionnaires: Mapping[str, Questionnaire]) -> dict[str, str]:
    """Return the text of every schema file by its name.

    Args:
        questionnaires: The shipped questionnaires, by id.
    """
    examples: Any = read(str(Path(__file__).with_name("examples.yaml"))).data
    schemas = {
        **{name: model_schema(*of, examples[name]) for name, of in _MODELS.items()},
        **{f"state-report.{name}": report_schema(of) for name, of in questionnaires.items()},
    }
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }
