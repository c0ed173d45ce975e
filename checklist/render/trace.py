"""The sources of the counts of a table, for people and for programs."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from checklist.analysis.counting import Count, Name, Source
from checklist.analysis.rows.portable_names import PortableNames
from checklist.answer_types.state_entries import state_name
from checklist.files.reader import Document, read
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Heading, Items, Paragraph, Table, plain
from checklist.reports.revisions import ReportIdentity
from checklist.text.paragraphs import flat
from checklist.text.sanitize import safe_text


class Traced(NamedTuple):
    """A count of a table."""

    row: str
    """The words of its row."""
    column: str
    """The head of its column."""
    sources: Sequence[Source]
    """As many as the count says."""


class DelegateView(NamedTuple):
    """The view of the delegate of a State, or of those who read all reports."""

    state: str | None
    """The code of the State; None: everything is shown."""

    def shows(self, state: str) -> bool:
        """Whether the answers of a State, and its name, are shown."""
        return self.state in (None, state)

    def counts(self, counts: Sequence[Traced]) -> Sequence[Traced]:
        """Return the counts that are shown, without the rows about another State."""
        return [
            count
            for count in counts
            if all(
                self.shows(source.report.state) or source.report.state_name != count.row
                for source in count.sources
            )
        ]


class SourcePlaces:
    """Finds the places of answers in their files."""

    def __init__(self, files: Sequence[str], asked: Questionnaire) -> None:
        """Note the files of the reports, and the questionnaire whose questions are counted."""
        self._names = PortableNames(files)
        self._asked = asked
        self._read = cache(self._document)

    def __call__(self, source: Source) -> tuple[str, int, int]:
        """Return the file of a source as it is shown, with its line and column."""
        file = source.report.file
        if not source.question:
            return self._names.of(file), 1, 1
        document = self._read(file)
        of_row = ("value", source.row) if source.row else ()
        where = source.where or ("answers", source.question, *of_row)
        line, column = document.position(where, key=True)
        return self._names.of(file), line, column

    def _document(self, file: str) -> Document:
        document = read(Path(file))
        assert isinstance(document.data, dict)
        return document


Place = Callable[[Source], tuple[str, int, int]]
"""Gives the file of a source as it is shown, with its line and column."""


class TracedTable(NamedTuple):
    """A table of an output, with what its counts are made of."""

    id: str
    """`T3-3`, `R2-1.2024-2026` or `C2`."""
    caption: str
    """What it is about; empty where no such table was made."""
    questionnaire: Questionnaire
    """The questionnaire whose questions are counted."""
    reports: Sequence[tuple[str, ReportIdentity]]
    """The reports in the output; in a comparison each with its side, else with an empty text."""
    counts: Sequence[Traced]
    """Those that are not zero; none for a table of words."""
    together: int = 0
    """How many of the reports are counted only together, without the names of their States."""
    compared: int | None = None
    """In a comparison: how many reports have one on the other side. Only they are counted."""

    @property
    def number(self) -> int:
        """How many reports are counted."""
        return len(self.reports) if self.compared is None else self.compared

    @property
    def cut_off(self) -> str:
        """The latest day of a report that is counted; empty where none is."""
        return max((report.date for _, report in self.reports), default="")


def traced_counts(table: Table, order: Callable[[Source], Any] | None = None) -> Sequence[Traced]:
    """Return the counts of a table that are not zero, each with its sources.

    A table of words has an entry of each State that stands in it instead.

    Args:
        table: The table.
        order: Returns by what sources are sorted; None: they stand as they were counted.
    """
    found: dict[tuple[str, str], list[Source]] = {}
    for cells in table.rows:
        first = next((i for i, cell in enumerate(cells) if isinstance(cell, int)), len(cells))
        names = (plain(cell) for cell in cells[:first] if isinstance(cell, str))
        row = " / ".join(filter(None, names))
        for column, cell in zip(table.head, cells, strict=True):
            if isinstance(cell, Count) and cell:
                found.setdefault((row, column), []).extend(cell.sources)
    if not found:
        for cells in table.rows:
            for name in [cell for cell in cells if isinstance(cell, Name)][:1]:
                entries = found.setdefault((name, "Entries"), [])
                entries += [source for source in name.sources if source not in entries]
    return [
        Traced(row, column, sources if order is None else sorted(sources, key=order))
        for (row, column), sources in found.items()
    ]


def trace_blocks(
    table: TracedTable, counts: Sequence[Traced], place: Place, view: DelegateView
) -> Iterator[Block]:
    """Yield counts of a table, each with its sources.

    Args:
        table: The table.
        counts: Those of its counts that are wanted.
        place: Gives the place of a source.
        view: Whose sources are shown.
    """
    head = table.questionnaire.head
    yield Heading(f"{table.id} {table.caption}".rstrip(), 1)
    yield Paragraph(
        f"Reports counted: {table.number}. Cut-off date: {table.cut_off or 'none'}. "
        f"Questionnaire: {head.id}, version {head.version}."
    )
    if table.together:
        yield Paragraph(
            f"Of these, {table.number - table.together} are published by State, and "
            f"{table.together} are counted only together, where a count may be published."
        )
    reporting = {source.report.state for count in counts for source in count.sources}
    if view.state is not None and view.state not in reporting:
        yield Paragraph(f"None of these counts has an answer of {state_name(view.state)}.")
    for count in counts:
        yield Heading(f"{count.row}, {count.column}: {len(count.sources)}", 3)
        shown = [source for source in count.sources if view.shows(source.report.state)]
        if shown:
            yield Items([_line(source, table.questionnaire, place) for source in shown])


def _line(source: Source, questionnaire: Questionnaire, place: Place) -> str:
    """Return a source on one line: State, revision, day, place, question and what stands there."""
    report = source.report
    file, line, column = place(source)
    head = f"{report.state_name}, revision {report.revision}, as of {report.date}"
    asked = source.question and f"{questionnaire.numbers[source.question]} "
    row = f"[{source.row}] " if source.row else ""
    said = flat(source.said)
    return f"{head}: {safe_text(file)}:{line}:{column}: {asked}{row}{said}"


def as_json(
    table: TracedTable,
    counts: Sequence[Traced],
    place: Place,
    view: DelegateView,
    *,
    matches_manifest: bool | None,
) -> str:
    """Return counts of a table with their sources as JSON.

    Args:
        table: The table.
        counts: Those of its counts that are wanted.
        place: Gives the place of a source.
        view: Whose sources are given.
        matches_manifest: Whether the reports are those of the manifest; None: none was named.
    """
    document = {
        "checklist_trace": 1,
        "table": table.id,
        "cut_off": table.cut_off,
        "reports": table.number,
        "matches_manifest": matches_manifest,
        "counts": [
            {
                "row": count.row,
                "column": count.column,
                "count": len(count.sources),
                "sources": [
                    _source(source, place)
                    for source in count.sources
                    if view.shows(source.report.state)
                ],
            }
            for count in counts
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def _source(source: Source, place: Place) -> dict[str, Any]:
    file, line, column = place(source)
    return {
        "state": source.report.state,
        "revision": source.report.revision,
        "as_of": source.report.date,
        "file": file,
        "line": line,
        "column": column,
        "question": source.question,
        "row": source.row,
        "said": source.said,
    }
