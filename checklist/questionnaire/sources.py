"""The files of a questionnaire's folder, read and checked one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from checklist.answer_types.base_model import StrictModel
from checklist.diagnostics import Diagnostic, Finding, locate
from checklist.files.discovery import exists
from checklist.files.reader import Document, read
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.model_errors import known_keys, structure_findings
from checklist.questionnaire.pattern_budget import PatternBudget
from checklist.questionnaire.question import QuestionSet

HEAD_FILE, CATALOGUE_FILE = "questionnaire.yaml", "recommendations.yaml"
PLAN_FILE = "analysis-plan.yaml"

Model = TypeVar("Model", bound=StrictModel)


@dataclass(frozen=True)
class Part(Generic[Model]):
    """One file of a questionnaire, and its model."""

    document: Document
    """The document as it was read."""
    model: Model | None
    """The data of the file; None when it has errors of structure."""
    findings: Sequence[Finding]
    """The errors of structure."""

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield the errors of reading and structure."""
        yield from self.document.refusals
        yield from locate(self.findings, self.document)


@dataclass(frozen=True)
class Sources:
    """The files of a questionnaire's folder, each read and checked for its structure."""

    folder: Path
    head: Part[QuestionnaireHead]
    catalogue: Part[Catalogue]
    sets: Sequence[Part[QuestionSet]]
    plan: Part[AnalysisPlan] | None = None
    """The analysis plan; None where the folder has none."""
    patterns: PatternBudget = field(default_factory=PatternBudget)
    """The budget for the patterns of further question sets."""

    @property
    def parts(self) -> Sequence[Part[Any]]:
        """All files, the head first."""
        return (*self.asked, *([self.plan] if self.plan else []))

    @property
    def asked(self) -> Sequence[Part[Any]]:
        """The files on which the answers depend: all but the analysis plan."""
        return (self.head, self.catalogue, *self.sets)

    def with_set(self, path: Path) -> "Sources":
        """Return these files and one more question set, which the head does not name."""
        part = read_part(path, QuestionSet, str(path), self.patterns)
        return replace(self, sets=[*self.sets, part])


def read_part(
    path: Path,
    model: type[Model],
    name: str | None = None,
    patterns: PatternBudget | None = None,
) -> Part[Model]:
    """Read one file of a questionnaire.

    Args:
        path: The file.
        model: Its class.
        name: The file as the user named it, for findings.
        patterns: The budget of patterns, less those of the files read before; None: a new one.
    """
    document = read(path, name=name)
    if not document.readable:
        return Part(document, None, ())
    try:
        return Part(document, model.model_validate(document.data, context=patterns), ())
    except ValidationError as error:
        found = structure_findings(error, document.data, keys=_keys_below(model))
        return Part(document, None, [f for f in found if not document.is_refused(f.where)])


@cache
def _keys_below(model: type[StrictModel]) -> frozenset[str]:
    """Return every key that can stand somewhere in a file of this model."""
    definitions = model.model_json_schema().get("$defs", {}).values()
    nested = {key for schema in definitions for key in schema.get("properties", {})}
    return known_keys(model) | nested


def read_sources(
    folder: Path, name: str | None = None, patterns: PatternBudget | None = None
) -> Sources:
    """Read a questionnaire's folder. Files that cannot be read are parts with findings.

    Args:
        folder: The folder.
        name: The folder as the user named it, for findings.
        patterns: The budget of patterns of the run; None begins a new run.
    """
    budget = PatternBudget() if patterns is None else patterns.for_questionnaire()

    def part(file: str, model: type[Model]) -> Part[Model]:
        return read_part(folder / file, model, f"{name or folder}/{file}", budget)

    head = part(HEAD_FILE, QuestionnaireHead)
    sets = [part(file, QuestionSet) for file in (head.model.sets if head.model else ())]
    plan = part(PLAN_FILE, AnalysisPlan) if exists(folder / PLAN_FILE) else None
    return Sources(
        folder=folder,
        head=head,
        catalogue=part(CATALOGUE_FILE, Catalogue),
        sets=sets,
        plan=plan,
        patterns=budget,
    )
