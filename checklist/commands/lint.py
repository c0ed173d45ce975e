"""`checklist lint`."""

from pathlib import Path
from typing import Annotated

import typer

from checklist.checks.codes import OF_QUESTIONNAIRES, CodeFilter, codes
from checklist.checks.linter import lint_paths
from checklist.commands.shared.findings_output import (
    FormatOption,
    IgnoreOption,
    OutputOption,
    SelectOption,
    StrictOption,
    print_findings,
)
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.output_format import resolve_format
from checklist.render.findings.registry import FormatName


def run(
    paths: Annotated[
        list[Path] | None,
        argument("PATH", "Question sets, or folders of questionnaires."),
    ] = None,
    format_name: FormatOption = None,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    strict: StrictOption = False,
    whole: Annotated[
        bool,
        option("--whole", "Check the whole folder of each file that is named, each folder once."),
    ] = False,
) -> None:
    """Check question sets.

    Without a path, those that come with the tool. A path is a folder with a questionnaire.yaml, or
    one file of such a folder. For one file, only the findings in that file are shown; with --whole,
    the findings in the other files of the folder are shown, too. Exits with 0 when there are no
    errors, 1 when there are errors, 2 when the command could not run.
    """
    selection = CodeFilter.of(select or (), ignore or (), codes(OF_QUESTIONNAIRES))
    view = resolve_format(format_name, output, FormatName.TEXT)
    files = lint_paths(paths or [], whole=whole, wanted=selection.wants)
    code = print_findings(files, view, strict=strict, output=output, selection=selection)
    raise typer.Exit(code)
