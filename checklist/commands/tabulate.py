"""`checklist tabulate`."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from checklist.analysis.rows.report_reader import LeftOut, ReportReader
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import (
    EARLIER_CYCLE,
    UNUSABLE,
    NotCounted,
    is_of_other_cycle,
    selected,
)
from checklist.checks.batch import read_all
from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.cycle_options import (
    NONE_LEFT,
    CycleOption,
    chosen_cycle,
)
from checklist.commands.shared.findings_output import (
    counted,
    print_invalid_count,
    refuse_overwriting,
)
from checklist.commands.shared.grouping import GroupByOption, file_of_groups, grouping_of
from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    PathsArgument,
    apart_from,
    print_newer_unusable,
    print_options,
    source_of,
)
from checklist.console.progress_bar import with_progress
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import ReportFiles, exists
from checklist.files.output_file import refuse_stream
from checklist.render.findings.text import line
from checklist.tables.contents import FILES
from checklist.tables.interface import Opened
from checklist.tables.registry import FORMATS, ending_of
from checklist.tables.tabulator import Listed, Tabulated, Tabulator, file_rows, tables

_OutputOption = Annotated[
    Path | None,
    option("--output -o FILE", f"Where the tables go. The name ends with {', '.join(FORMATS)}."),
]


_CYCLE = "--cycle YEAR writes the reports of one cycle, of which one counts for each State"
_OPTIONS = {"order-unclear": _CYCLE, EARLIER_CYCLE: _CYCLE}
"""The option with which a report would count, by the reason why it does not."""


def run(
    paths: PathsArgument,
    output: _OutputOption = None,
    cycle: CycleOption = None,
    group_by: GroupByOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Write all answers as a table, for databases and spreadsheets.

    The table has a row for each report and question, for each row of a matrix, and for each part of
    an answer. Other tables come with it: the questions, the recommendations, the reports, the
    recommendations that each answer serves, and a codebook. They are in the same file, or, for .csv
    and .parquet, in files next to it.

    An answer can serve several recommendations. To count by recommendation, join the table bridge
    by question and row, and count on one level at a time. For a spreadsheet, .xlsx works best. In
    .csv, a text that begins like a formula has ' before it, and the separator is the comma. Parquet
    (.parquet) needs pyarrow.

    The table has every report that can be used, drafts and all revisions too; with --cycle, only
    the reports of that cycle. The table of files says which report counts as the report of its
    State, as in `summarize`. If a State has reports of several cycles, the latest counts unless
    --cycle names a year. The column cycle has the year of the report. With --group-by, the column
    group has the group of its State. Exits with 1 when a file cannot be used, and names that file.
    """
    if output is None:
        raise ChecklistError("name the file to write with --output")
    refuse_stream(
        output, "the tables are several files, or one that is not written from beginning to end"
    )
    ending, wanted = ending_of(output), chosen_cycle(cycle)
    made = tables(ending, questionnaire)
    files: Iterable[Path] = ReportFiles(paths)
    for existing in filter(exists, made.files(output)):
        refuse_overwriting(existing, file_of_groups(group_by))
        files = apart_from(existing, files)
    _refuse_too_many(made.most_reports, ending, paths)
    reader = ReportReader(questionnaire, Disclosure())
    tabulator = Tabulator(reader, ending, grouping_of(group_by, resolve(questionnaire)))
    read = _read(tabulator, files, paths)
    tally: Counter[str] = Counter()
    with (
        writer.replacing_together(made.files(output)) as new,
        made.opened(new) as opened,
    ):
        selection = selected(_listed(read, opened, tally, wanted), cycle=wanted)
        if not tally["in the table"]:
            raise typer.Exit(_nothing(tally))
        opened.add_rows(FILES, file_rows(selection))
    _print_counts(tally)
    _print_beside(selection.not_counted)
    print_options(_OPTIONS, selection.not_counted)
    raise typer.Exit(1 if tally["left out"] else 0)


def _read(
    tabulator: Tabulator, files: Iterable[Path], named: Sequence[Path]
) -> Iterable[Tabulated | LeftOut]:
    """Yield what is read of each file, and show the progress on standard error."""
    return with_progress(
        read_all(tabulator, map(source_of, files)),
        lambda: sum(1 for _ in ReportFiles(named)),
        is_shown=lambda item: isinstance(item, LeftOut),
    )


def _nothing(tally: Counter[str]) -> int:
    """Print why there is no table, and return the exit code."""
    reason = "no files were found"
    if tally["left out"]:
        reason = "no file can be used"
    elif tally["not wanted"]:
        reason = NONE_LEFT
    print(f"nothing was tabulated: {reason}", file=sys.stderr)
    return 1 if tally["left out"] else 2


def _refuse_too_many(most: int | None, ending: str, named: Sequence[Path]) -> None:
    """Raise an error if more files are named than a format holds reports, before any is read."""
    if most is None:
        return
    number = sum(1 for _ in ReportFiles(named))
    if number > most:
        raise ChecklistError(
            f"{number:,} files are named, and {ending} holds the answers of at most {most:,} "
            "reports; write .csv, .parquet or .sqlite instead, or name fewer reports"
        )


def _listed(
    read: Iterable[Tabulated | LeftOut], opened: Opened[Any], tally: Counter[str], wanted: str
) -> Iterator[Listed | LeftOut]:
    """Add the reports to the tables, print the files left out, and yield both for the list."""
    for item in read:
        if isinstance(item, LeftOut):
            print(line(item.findings[0]), file=sys.stderr)
            tally["left out"] += 1
            yield item
        elif is_of_other_cycle(item.listed.identity, wanted):
            tally["not wanted"] += 1
            yield item.listed
        else:
            opened.add(item.encoded)
            tally["in the table"] += 1
            tally["with invalid answers"] += item.listed.has_invalid
            yield item.listed


def _print_counts(tally: Counter[str]) -> None:
    in_table, left_out = tally["in the table"], tally["left out"]
    files = in_table + left_out + tally["not wanted"]
    print(
        f"{counted(in_table, 'report')} in the table, of {counted(files, 'file')}; "
        f"{counted(left_out, 'file')} left out",
        file=sys.stderr,
    )
    print_invalid_count(tally["with invalid answers"])


def _print_beside(not_counted: Sequence[NotCounted]) -> None:
    """Print what does not count: files that may be newer, and reports that a sum counts, too."""
    print_newer_unusable(not_counted)
    beside = sum(file.why != UNUSABLE and not file.is_outside for file in not_counted)
    if beside:
        print(
            "1 report in the table does not count as the report of a State, such as a draft or an "
            "earlier revision; the table of files says why"
            if beside == 1
            else f"{beside:,} reports in the table do not count as the report of a State, such as "
            "drafts and earlier revisions; the table of files says why",
            file=sys.stderr,
        )
