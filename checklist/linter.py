"""Question sets → diagnostics."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from checklist.diagnostics import Diagnostic, Wanted, in_order, locate
from checklist.models.questionnaire import Sources, read_sources
from checklist.rules import questionnaire_rules
from checklist.rules.interface import CheckedQuestionnaire


def lint_folder(
    folder: Path, name: str | None = None, *, wanted: Wanted | None = None
) -> Mapping[str, list[Diagnostic]]:
    """Check a questionnaire's folder.

    Args:
        folder: The folder with `questionnaire.yaml`.
        name: The folder as the user named it.
        wanted: Whether findings of a code are wanted; None: all are.

    Returns:
        The diagnostics of each file by its name, in the questionnaire's order; none for a
        file in which nothing is wrong.
    """
    return _lint(read_sources(folder, name), wanted)


def lint_file(path: Path, *, wanted: Wanted | None = None) -> Mapping[str, list[Diagnostic]]:
    """Check one file of a questionnaire, among the other files of its folder.

    A question set that `questionnaire.yaml` does not name is checked beside those that it names.
    """
    sources = read_sources(path.parent, str(path.parent))
    name = f"{path.parent}/{path.name}"
    if name not in {part.document.name for part in sources.parts}:
        name, sources = str(path), sources.with_set(path)
    return {name: _lint(sources, wanted).get(name, [])}


def _lint(sources: Sources, wanted: Wanted | None) -> Mapping[str, list[Diagnostic]]:
    by_file: dict[str, list[Diagnostic]] = {part.document.name: [] for part in sources.parts}
    for found in _diagnostics(sources):
        by_file[found.path].append(found)
    return {name: in_order(found, wanted) for name, found in by_file.items()}


def _diagnostics(sources: Sources) -> Iterator[Diagnostic]:
    for part in sources.parts:
        yield from part.diagnostics()
    checked = CheckedQuestionnaire(sources)
    for rule in questionnaire_rules():
        for part, finding in rule.check(checked):
            yield from locate([finding], part.document)
