"""What one version of a questionnaire asked, kept in one generated file: `history/1.0.0.yaml`.

An earlier version is read from it: reports that answer it are checked, moved to the present version
and compared without its question sets.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from checklist.answer_types.base_model import TO_THE_END, Maybe, Slug, StrictModel
from checklist.questionnaire.analysis_plan import AnalysisPlan, Treaty
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire, with_lists

HISTORY_FOLDER = "history"


def kept_name(version: str) -> str:
    """Return the name of the kept file of a version: `history/1.0.0.yaml`."""
    return f"{HISTORY_FOLDER}/{version}.yaml"


class KeptTreaty(Treaty):
    """A treaty in a kept plan, with keys that plans no longer have. Kept files never change."""

    stage: Maybe[Slug] = None
    """Of plans before 2.0.0: the last step towards joining that is done."""
    next_stage: Maybe[Slug] = None
    """Of plans before 2.0.0: the step that comes next."""
    ministry: Maybe[Slug] = None
    """Of plans before 2.0.0: who is in charge of it."""
    overcome_text: Maybe[Slug] = None
    """Of plans before 2.0.0: how obstacles were overcome."""


class KeptPlan(AnalysisPlan):
    """The analysis plan of a version."""

    treaties: Sequence[KeptTreaty] = []
    """The treaties that a State can join."""


class KeptVersion(StrictModel):
    """What one version asked. Written by `checklist freeze`, and never changed afterwards."""

    digest: Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$"), TO_THE_END]
    """The digest of the version, which reports name."""
    questionnaire: QuestionnaireHead
    """The head: id, version, option lists."""
    sets: Annotated[list[QuestionSet], Field(min_length=1)]
    """The question sets, in their order."""
    plan: Maybe[KeptPlan] = None
    """The analysis plan."""
    types: dict[str, dict[str, dict[str, str]]] = {}
    """The labels of the codes that no option list has: by answer type, part and code."""


def codes_of_types(questionnaire: Questionnaire) -> dict[str, dict[str, dict[str, str]]]:
    """Return the labels of the codes that belong to answer types: by type, part and code.

    The part of a code that stands for the whole value is `value`.
    """
    types: dict[str, dict[str, dict[str, str]]] = {}
    for question in questionnaire.questions.values():
        if question.answer_type.option_lists() or question.answer_type.listed_columns():
            continue
        for part, code, label in question.answer_type.codes_of_parts():
            of_type = types.setdefault(question.type, {})
            of_type.setdefault(part or "value", {})[code] = label
    return types


def as_questionnaire(
    kept: KeptVersion, catalogue: Catalogue, *, folder: Path | None = None, present: str = ""
) -> Questionnaire:
    """Return the questionnaire that a kept file describes.

    Args:
        kept: What the version asked.
        catalogue: The recommendations, which do not change.
        folder: The folder of the present version.
        present: The present version.
    """
    head = kept.questionnaire
    return Questionnaire(
        head=head,
        catalogue=catalogue,
        sets=[with_lists(part, head.lists) for part in kept.sets],
        digest=kept.digest,
        plan=kept.plan or AnalysisPlan(),
        folder=folder,
        present_version="" if present == head.version else present,
    )
