"""Loads a questionnaire from its folder, or one that ships with the tool."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Self

from checklist.diagnostics import Diagnostic
from checklist.errors import ChecklistError
from checklist.questionnaire import shipped_files
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.cache import cached_questionnaire
from checklist.questionnaire.digest import questionnaire_digest
from checklist.questionnaire.questionnaire import Questionnaire, with_lists
from checklist.questionnaire.sources import read_sources
from checklist.text.sanitize import quoted, safe_text


class QuestionnaireError(ChecklistError):
    """A questionnaire does not load, or has errors. The text of the exception names the first."""

    @classmethod
    def of(cls, folder: Path, errors: Sequence[Diagnostic]) -> Self:
        """Return the error for a command that cannot use the questionnaire in a folder."""
        name = safe_text(str(folder))
        first = "\n".join(
            f"{safe_text(d.path)}:{d.line}:{d.column}: {d.code} {d.message}" for d in errors[:3]
        )
        return cls(
            f"the questionnaire in {name} has {len(errors)} error(s); "
            f"`checklist lint {name}` shows them all\n{first}"
        )


def load(folder: Path) -> Questionnaire:
    """Read a questionnaire whose lint is known to find no errors.

    Raises:
        QuestionnaireError: A file cannot be read or has errors of structure.
    """
    sources = read_sources(folder)
    wrong = [found for part in sources.parts for found in part.diagnostics()]
    head, catalogue = sources.head.model, sources.catalogue.model
    sets = [part.model for part in sources.sets if part.model is not None]
    if wrong or head is None or catalogue is None:
        raise QuestionnaireError.of(folder, wrong)
    return Questionnaire(
        head,
        catalogue,
        [with_lists(part, head.lists) for part in sets],
        questionnaire_digest([part.document.data for part in sources.asked]),
        AnalysisPlan() if sources.plan is None else sources.plan.model or AnalysisPlan(),
    )


@cache
def shipped(questionnaire_id: str | None = None, version: str | None = None) -> Questionnaire:
    """Return a questionnaire that ships with the tool.

    Args:
        questionnaire_id: Its id; None: the only one there is.
        version: The wanted version. If it does not ship, the current one is returned.

    Raises:
        QuestionnaireError: There is none with this id, or several and no id.
    """
    folders = shipped_files.questionnaire_folders()
    if questionnaire_id is None and len(folders) == 1:
        (questionnaire_id,) = folders
    if questionnaire_id is None or questionnaire_id not in folders:
        known = ", ".join(folders) or "none"
        raise QuestionnaireError(
            f"there is no questionnaire {quoted(questionnaire_id)}; known: {known}"
            if questionnaire_id
            else f"name a questionnaire with --questionnaire; known: {known}"
        )
    folder = folders[questionnaire_id]
    if version is not None:
        folder = shipped_files.earlier_folders().get((questionnaire_id, version), folder)
    # In a checkout the code changes as often as the questions.
    return cached_questionnaire(folder, load) if shipped_files.is_installed() else load(folder)


def shipped_or_default(questionnaire_id: str | None, version: str | None = None) -> Questionnaire:
    """Return the shipped questionnaire with this id, or the first one if the id is unknown.

    That a report names an unknown questionnaire or version is a finding, not an error: the rest of
    the report is checked against the questionnaire that it most likely means.
    """
    folders = shipped_files.questionnaire_folders()
    known = questionnaire_id if questionnaire_id in folders else next(iter(folders), None)
    return shipped(known, version)
