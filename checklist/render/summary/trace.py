"""The sources of the counts of a table, for people and for programs."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.sources import Source, Traced
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Heading, Items, Paragraph
from checklist.text.sanitize import safe_text

Place = Callable[[Source], tuple[str, int, int]]
"""Gives the file of a source as it is shown, with its line and column."""


def trace_blocks(
    title: str, summary: Summary, counts: Sequence[Traced], text_of: Callable[[Source], str]
) -> Iterator[Block]:
    """Yield the counts of a table, each with its sources.

    Args:
        title: The id of the table, with what it is about.
        summary: The summary in which it stands.
        counts: Its counts.
        text_of: Gives the line of a source.
    """
    yield Heading(title, 1)
    yield Paragraph(
        f"Reports counted: {len(summary.reports)}. Cut-off date: {summary.cut_off or 'none'}. "
        f"Questionnaire: {summary.questionnaire}, version {summary.version}."
    )
    for one in counts:
        yield Heading(f"{one.row}, {one.column}: {len(one.sources)}", 3)
        if lines := [text for source in one.sources if (text := text_of(source))]:
            yield Items(lines)


def line_of(source: Source, questionnaire: Questionnaire, place: Place) -> str:
    """Return a source on one line: State, revision, day, place, question and what stands there."""
    report = source.report
    file, line, column = place(source)
    head = f"{report.state_name}, revision {report.revision}, as of {report.date}"
    asked = source.question and f"{questionnaire.numbers[source.question]} "
    row = f"[{source.row}] " if source.row else ""
    said = " ".join(source.said.split())
    return f"{head}: {safe_text(file)}:{line}:{column}: {asked}{row}{said}"


def as_json(
    table: str, summary: Summary, counts: Sequence[Traced], place: Place, only: str | None
) -> str:
    """Return the counts of a table with their sources as JSON.

    Args:
        table: The id of the table.
        summary: The summary in which it stands.
        counts: Its counts.
        place: Gives the place of a source.
        only: The code of the State whose sources alone are given; None: all.
    """
    document = {
        "checklist_trace": 1,
        "table": table,
        "cut_off": summary.cut_off,
        "reports": len(summary.reports),
        "counts": [
            {
                "row": one.row,
                "column": one.column,
                "count": len(one.sources),
                "sources": [
                    _source(source, place)
                    for source in one.sources
                    if only in (None, source.report.state)
                ],
            }
            for one in counts
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
