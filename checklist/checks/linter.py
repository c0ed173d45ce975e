"""Checks questionnaires: their structure, and the Q rules."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from checklist.checks.checked_questionnaire import CheckedQuestionnaire
from checklist.checks.rule import questionnaire_rules
from checklist.diagnostics import CodePredicate, Diagnostic, FileFindings, in_order, locate
from checklist.files.discovery import is_folder
from checklist.questionnaire.shipped_files import questionnaire_folders
from checklist.questionnaire.sources import Sources, read_sources
from checklist.questionnaire.translation_files import FOLDER as TRANSLATIONS_FOLDER


def lint_paths(
    paths: Sequence[Path] = (), *, whole: bool = False, wanted: CodePredicate | None = None
) -> Iterator[FileFindings]:
    """Yield the findings in questionnaires, file by file.

    Args:
        paths: Folders of questionnaires, or files of them; none: all that ship.
        whole: Check the whole folder of each file, each folder only once.
        wanted: Whether findings of a code are wanted; None: all are.
    """
    paths = paths or [*questionnaire_folders().values()]
    one_by_one = (_lint_path(path, wanted) for path in paths)
    for by_file in _lint_whole(paths, wanted) if whole else one_by_one:
        for name, diagnostics in by_file.items():
            yield FileFindings(name, diagnostics)


def lint_folder(
    folder: Path,
    name: str | None = None,
    *,
    files: Iterable[Path] = (),
    wanted: CodePredicate | None = None,
) -> Mapping[str, list[Diagnostic]]:
    """Check a questionnaire's folder.

    Args:
        folder: The folder with `questionnaire.yaml`.
        name: The folder as the user named it.
        files: Files of the folder. A file that `questionnaire.yaml` does not name is checked as a
            question set, together with the sets that it names.
        wanted: Whether findings of a code are wanted; None: all are.

    Returns:
        The diagnostics of each file by its name, in the questionnaire's order; an empty list for a
        file without findings.
    """
    sources = read_sources(folder, name, with_translations=True)
    known = {Path(part.document.name).name for part in sources.linted}
    for path in files:
        if path.name not in known:
            known.add(path.name)
            sources = sources.with_set(path)
    return lint_sources(sources, wanted)


def lint_sources(
    sources: Sources, wanted: CodePredicate | None = None
) -> Mapping[str, list[Diagnostic]]:
    """Check the files of a questionnaire's folder, which were read.

    Args:
        sources: The files.
        wanted: Whether findings of a code are wanted; None: all are.

    Returns:
        The diagnostics of each file by its name, as `lint_folder` does.
    """
    by_file: dict[str, list[Diagnostic]] = {part.document.name: [] for part in sources.linted}
    for found in _diagnostics(sources):
        by_file[found.path].append(found)
    return {name: in_order(found, wanted) for name, found in by_file.items()}


def lint_file(path: Path, *, wanted: CodePredicate | None = None) -> Mapping[str, list[Diagnostic]]:
    """Check one file of a questionnaire, among the other files of its folder.

    A question set that `questionnaire.yaml` does not name is checked together with the sets that it
    names.
    """
    folder = _folder_of(path)
    by_file = lint_folder(folder, str(folder), files=[path], wanted=wanted)
    name = f"{folder}/{path.relative_to(folder).as_posix()}"
    name = name if name in by_file else str(path)
    return {name: by_file[name]}


def _folder_of(path: Path) -> Path:
    """Return the folder of the questionnaire that a file belongs to."""
    is_below = path.parent.name == TRANSLATIONS_FOLDER
    return path.parent.parent if is_below else path.parent


def _lint_path(path: Path, wanted: CodePredicate | None) -> Mapping[str, list[Diagnostic]]:
    if is_folder(path):
        return lint_folder(path, str(path), wanted=wanted)
    return lint_file(path, wanted=wanted)


def _lint_whole(
    paths: Iterable[Path], wanted: CodePredicate | None
) -> Iterator[Mapping[str, list[Diagnostic]]]:
    folders: dict[str, tuple[Path, list[Path]]] = {}
    for path in paths:
        folder, files = (path, []) if is_folder(path) else (_folder_of(path), [path])
        folders.setdefault(os.path.realpath(folder), (folder, []))[1].extend(files)
    for folder, files in folders.values():
        yield lint_folder(folder, str(folder), files=files, wanted=wanted)


def _diagnostics(sources: Sources) -> Iterator[Diagnostic]:
    for part in sources.linted:
        yield from part.diagnostics()
    checked = CheckedQuestionnaire(sources)
    for rule in questionnaire_rules():
        for part, finding in rule.check(checked):
            yield from locate([finding], part.document)
