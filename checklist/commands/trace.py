"""`checklist trace`."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from checklist.analysis.rows.portable_names import PortableNames
from checklist.analysis.rows.report_reader import ReportReader, questionnaire_rows_of
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.sources import Source, Traced, traced
from checklist.analysis.summary.summary import summary
from checklist.analysis.summary.table_ids import TableId, table_id_of, table_ids
from checklist.checks.batch import read_all
from checklist.commands.shared.cycle_options import (
    CycleOption,
    SinceOption,
    UntilOption,
    refuse_none_left,
    within,
)
from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.grouping import GroupByOption, grouping_of
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    IncludeConfidentialOption,
    JobsOption,
    named_paths,
    source_of,
)
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.discovery import STANDARD_INPUT, ReportFiles
from checklist.files.reader import Document, read
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.bars import Bars
from checklist.render.blocks import Table, as_lines
from checklist.render.summary.sections import summary_blocks
from checklist.render.summary.trace import as_json, line_of, trace_blocks
from checklist.states import STATES, find
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


class TraceFormat(StrEnum):
    """The formats of a trace."""

    TEXT = "text"
    JSON = "json"


_OTHERS = ("R", "C")
"""Begin the ids of the tables of a trend and of a comparison."""
_TableArgument = Annotated[
    str,
    typer.Argument(metavar="TABLE", help="The id of a table or figure of a summary: T3-3, F1-2."),
]
_PathsArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH", readable=False, help="Reports, or folders.")
]
_RowOption = Annotated[
    str | None, typer.Option("--row", metavar="WORDS", help="Only rows that begin with this.")
]
_ColumnOption = Annotated[
    str | None, typer.Option("--column", metavar="WORDS", help="Only columns that begin with this.")
]
_ForOption = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="STATE",
        help="For the delegate of this State: its own answers, and of all others totals only.",
    ),
]
_IncludeDraftsOption = Annotated[bool, typer.Option("--include-drafts", help="Count drafts, too.")]


def run(
    table: _TableArgument,
    paths: _PathsArgument = None,
    files_from: FilesFromOption = None,
    row: _RowOption = None,
    column: _ColumnOption = None,
    for_state: _ForOption = None,
    format_name: Annotated[
        TraceFormat, typer.Option("--format", help="How it is written.")
    ] = TraceFormat.TEXT,
    include_drafts: _IncludeDraftsOption = False,
    cycle: CycleOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    group_by: GroupByOption = None,
    include_confidential: IncludeConfidentialOption = False,
    jobs: JobsOption = None,
    no_pager: NoPagerOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Lead from a count of a summary to the States, files and lines behind it.

    Name the reports and options of the summary. Without --row and --column, all counts of the
    table that are not zero are traced. It names States and answers: it is not for publication. With
    --for, it shows one State's own answers, with revision and date, and of all others the totals.
    """
    state = _state(for_state)
    named = named_paths(paths, files_from)
    if STANDARD_INPUT in named:
        raise ChecklistError("trace reads files a second time for their lines: name files")
    shown = Disclosure(confidential=include_confidential)
    reader = ReportReader(questionnaire, shown)
    read_reports = read_all(reader, map(source_of, ReportFiles(named)), jobs)
    counted_within = within([cycle], since, until)
    selection = selected(read_reports, drafts=include_drafts, within=counted_within)
    refuse_none_left(selection)
    rows = questionnaire_rows_of(questionnaire)
    grouping = grouping_of(group_by, rows.questionnaire)
    answers = Answers(rows, selection.counted, shown, grouping)
    found = _table(answers.questionnaire, table)
    counts = _chosen(traced(answers, found), row, column)
    made = summary(answers, selection, STATES)
    place = _Places([one.report.file for one in selection.counted])
    if format_name is TraceFormat.JSON:
        write_document(as_json(found.id, made, counts, place, state))
        return
    captions = {
        one.id.replace("F", "T"): one.caption
        for one in summary_blocks(made)
        if isinstance(one, Table | Bars)
    }

    def text_of(source: Source) -> str:
        is_shown = state in (None, source.report.state)
        return line_of(source, answers.questionnaire, place) if is_shown else ""

    title = f"{found.id} {captions.get(found.id, found.name)}"
    page = Page.of_output()
    blocks = trace_blocks(title, made, counts, text_of)
    print_lines(list(as_lines(blocks, page.width)), page, with_pager=not no_pager)


def _state(named: str | None) -> str | None:
    if named is None:
        return None
    state = find(named)
    if state is None:
        raise ChecklistError(f"--for: {quoted(named)} is no State that is known")
    return state.code


def _table(questionnaire: Questionnaire, typed: str) -> TableId:
    """Return the table with an id.

    Raises:
        ChecklistError: There is none, or it is a table of another document than a summary.
    """
    if table_id_of(typed).startswith(_OTHERS):
        raise ChecklistError(
            f"{quoted(typed)} is the id of a table of a trend or a comparison; trace covers the "
            "tables and figures of a summary, such as T3-3 and F1-2"
        )
    known = {one.id: one for one in table_ids(questionnaire)}
    found = known.get(table_id_of(typed))
    if found is None:
        hint = did_you_mean(table_id_of(typed), known) or "every table of a summary shows its id"
        raise ChecklistError(f"no table of a summary has the id {quoted(typed)}; {hint}")
    return found


def _chosen(counts: Sequence[Traced], row: str | None, column: str | None) -> Sequence[Traced]:
    """Return the counts of the rows and columns that begin with these words.

    Raises:
        ChecklistError: There are none.
    """
    chosen = [one for one in counts if _begins(one.row, row) and _begins(one.column, column)]
    if counts and not chosen:
        rows = ", ".join(dict.fromkeys(one.row for one in counts))
        columns = ", ".join(dict.fromkeys(one.column for one in counts))
        raise ChecklistError(
            "no count of the table that is not zero is in this row and column; it has the rows: "
            f"{rows}; and the columns: {columns}"
        )
    if not counts:
        raise ChecklistError("this table counts no answers, or all its counts are zero")
    return chosen


def _begins(words: str, typed: str | None) -> bool:
    """Whether words begin with what was typed; an id such as 1 is not the beginning of 10."""
    if typed is None:
        return True
    words, typed = words.casefold(), typed.casefold()
    return (
        words == typed
        or words.startswith((f"{typed} ", f"{typed},", f"{typed}:"))
        or (not typed[-1:].isdigit() and words.startswith(typed))
    )


class _Places:
    """Finds the places of answers in their files."""

    def __init__(self, files: Sequence[str]) -> None:
        self._names = PortableNames(files)
        self._read = cache(self._document)

    def __call__(self, source: Source) -> tuple[str, int, int]:
        file = source.report.file
        if not source.question:
            return self._names.of(file), 1, 1
        of_row = ("value", source.row) if source.row else ()
        where = ("answers", source.question, *of_row)
        line, column = self._read(file).position(where, key=True)
        return self._names.of(file), line, column

    def _document(self, file: str) -> Document:
        return read(Path(file))
