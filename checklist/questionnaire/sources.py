"""The files of a questionnaire's folder, read and checked one by one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from checklist.answer_types.base_model import StrictModel
from checklist.diagnostics import Diagnostic, Finding, locate
from checklist.files.discovery import exists, is_folder
from checklist.files.po import PoError, parse_po
from checklist.files.reader import Document, read, text_of
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.model_errors import known_keys, structure_findings
from checklist.questionnaire.places import Kind
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.terms import TERMS_FILE, Terms
from checklist.questionnaire.translation_files import FOLDER
from checklist.questionnaire.translations import Overlay

HEAD_FILE, CATALOGUE_FILE = "questionnaire.yaml", "recommendations.yaml"
PLAN_FILE = "analysis-plan.yaml"

Model = TypeVar("Model", bound=StrictModel)


@dataclass(frozen=True)
class SourceFile(Generic[Model]):
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
    head: SourceFile[QuestionnaireHead]
    catalogue: SourceFile[Catalogue]
    sets: Sequence[SourceFile[QuestionSet]]
    plan: SourceFile[AnalysisPlan] | None = None
    """The analysis plan; None where the folder has none."""
    translations: Sequence[SourceFile[Any]] = ()
    """The catalogues of translations. The model of each is its entries, or why it has none."""
    terms: SourceFile[Terms] | None = None
    """How the terms are translated; None where the folder does not say it."""

    @property
    def parts(self) -> Sequence[SourceFile[Any]]:
        """All files, the head first."""
        return (*self.asked, *([] if self.plan is None else [self.plan]))

    @property
    def linted(self) -> Sequence[SourceFile[Any]]:
        """All files, with those of translators, which no English questionnaire depends on."""
        return (*self.parts, *self.translations, *([] if self.terms is None else [self.terms]))

    @property
    def asked(self) -> Sequence[SourceFile[Any]]:
        """The files on which the answers depend: the analysis plan is none of them."""
        return (self.head, self.catalogue, *self.sets)

    def with_set(self, path: Path) -> "Sources":
        """Return these files and one more question set, which the head does not name."""
        part = read_part(path, QuestionSet, str(path))
        return replace(self, sets=[*self.sets, part])


def read_part(
    path: Path,
    model: type[Model],
    name: str | None = None,
    translated: Callable[[Any], Any] | None = None,
) -> SourceFile[Model]:
    """Read one file of a questionnaire.

    Args:
        path: The file.
        model: Its class.
        name: The file as the user named it, for findings.
        translated: Returns the data in another language, of which the model is made.
    """
    document = read(path, name=name)
    if not document.readable:
        return SourceFile(document, None, ())
    try:
        data = document.data if translated is None else translated(document.data)
        return SourceFile(document, model.model_validate(data), ())
    except ValidationError as error:
        found = structure_findings(error, document.data, keys=_keys_below(model))
        return SourceFile(document, None, [f for f in found if not document.is_refused(f.where)])


@cache
def _keys_below(model: type[StrictModel]) -> frozenset[str]:
    """Return every key that can stand somewhere in a file of this model."""
    definitions = model.model_json_schema().get("$defs", {}).values()
    nested = {key for schema in definitions for key in schema.get("properties", {})}
    return known_keys(model) | nested


def read_sources(
    folder: Path,
    name: str | None = None,
    *,
    with_translations: bool = False,
    overlay: Overlay | None = None,
) -> Sources:
    """Read a questionnaire's folder. Files that cannot be read are parts with findings.

    Args:
        folder: The folder.
        name: The folder as the user named it, for findings.
        with_translations: Whether the catalogues of translations are read, too.
        overlay: The translations of which the models are made; None: they are English.
    """

    def part(file: str, model: type[Model], kind: Kind | None = None) -> SourceFile[Model]:
        translated = overlay.of(kind) if overlay is not None and kind is not None else None
        return read_part(folder / file, model, f"{name or folder}/{file}", translated)

    head = part(HEAD_FILE, QuestionnaireHead, "head")
    sets = [part(file, QuestionSet, "set") for file in (head.model.sets if head.model else ())]
    plan = part(PLAN_FILE, AnalysisPlan, "plan") if exists(folder / PLAN_FILE) else None
    return Sources(
        folder=folder,
        head=head,
        catalogue=part(CATALOGUE_FILE, Catalogue, "catalogue"),
        sets=sets,
        plan=plan,
        translations=[*_catalogues(folder, name)] if with_translations else (),
        terms=part(TERMS_FILE, Terms)
        if with_translations and exists(folder / TERMS_FILE)
        else None,
    )


def _catalogues(folder: Path, name: str | None) -> Iterator[SourceFile[Any]]:
    """Yield the catalogues of a folder."""
    below = folder / FOLDER
    for path in sorted(below.glob("*.po")) if is_folder(below) else ():
        own = f"{name or folder}/{FOLDER}/{path.name}"
        text = text_of(path)
        if isinstance(text, Diagnostic):
            document = Document(own, "", "yaml", None, (text._replace(path=own),))
            yield SourceFile(document, None, ())
            continue
        try:
            entries = parse_po(text, own)
        except PoError as error:
            yield SourceFile(_marked(own, text, {error.line: error.line}), error, ())
        else:
            lines: dict[str | int, int] = {entry.place: entry.line for entry in entries}
            yield SourceFile(_marked(own, text, lines), [*entries], ())


def _marked(name: str, text: str, lines: Mapping[str | int, int]) -> Document:
    """Return a document of a PO file, in which each place is at a line."""
    begins = [0, *(found.end() for found in re.finditer("\n", text))]
    marks: dict[str | int, Any] = {
        place: (begins[n - 1], begins[n - 1], None) for place, n in lines.items()
    }
    return Document(name, text, "yaml", {}, (), find_marks=lambda: {0: (0, 0, marks)})
