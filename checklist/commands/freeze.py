"""`checklist freeze`."""

import sys
from pathlib import Path
from typing import Annotated

from checklist.checks.linter import lint_folder
from checklist.commands.shared.options import argument, option
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files.discovery import is_file, is_folder
from checklist.files.plain_yaml import yaml_text
from checklist.files.writer import replace
from checklist.questionnaire.kept_version import kept_name
from checklist.questionnaire.loading import QuestionnaireError, questionnaire_of
from checklist.questionnaire.sources import kept_data, read_sources
from checklist.text.sanitize import safe_text

_HEADING = "Written by `checklist freeze`: what this version asked. Not to be edited."


def run(
    folder: Annotated[
        Path,
        argument("FOLDER", "The folder of the questionnaire."),
    ],
    again: Annotated[
        bool,
        option("--again", "Replace the file of a version that was not released yet."),
    ] = False,
) -> None:
    """Record what a version of a questionnaire asks, before its release.

    Writes history/VERSION.yaml into the folder: ids, answer types, rows, columns, codes, labels,
    conditions and words, with the digest that reports name. When the question sets have changed,
    reports of this version are checked, migrated and compared with the help of that file.

    To make a new version: freeze the present version, raise the number in questionnaire.yaml,
    change the question sets, and declare in changes.yaml what became of each question. `checklist
    lint` names each change that is not declared.
    """
    if not is_folder(folder):
        raise ChecklistError(f"{safe_text(str(folder))} is not a folder with a questionnaire")
    sources = read_sources(folder)
    version = sources.head.model.version if sources.head.model else ""
    path = folder / kept_name(version)
    errors = [
        finding
        for name, found in lint_folder(folder).items()
        for finding in found
        if finding.severity is Severity.ERROR and not (again and Path(name) == path)
    ]
    asked = questionnaire_of(sources)
    if errors or asked is None:
        raise QuestionnaireError.of(folder, errors)
    name = safe_text(str(path))
    if is_file(path) and not again:  # else lint finds that it differs
        print(f"{name} is what version {version} asks.", file=sys.stderr)
        return
    path.parent.mkdir(exist_ok=True)
    data = kept_data(sources, asked)
    replace(path, yaml_text(data, heading=_HEADING).encode(), mode=0o644)
    print(f"wrote {name}", file=sys.stderr)
