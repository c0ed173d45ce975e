"""The comparison of reports as blocks: a document to read, to edit, and to print."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    ChangeEntry,
    PublicationEntry,
    QuestionEntry,
    ReportEntry,
    Sign,
)
from checklist.render.blocks import (
    Block,
    Cell,
    Changed,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
)
from checklist.render.comparison.count_tables import count_tables
from checklist.render.comparison.wording import (
    ARROW,
    SIDES,
    TABLE,
    TRANSITIONS,
    WITHHELD,
    ages,
    alone,
    change_pieces,
    cited,
    head_line,
    incomparable,
    label_of,
    more,
    not_comparable,
    not_counted,
    not_counted_reason,
    only_reported,
    other_cycles,
    published,
    question_words,
    result,
    versions,
)
from checklist.text.sanitize import safe_text

_MARKS = {Sign.SAME: "", Sign.REMOVED: "-", Sign.ADDED: "+"}
_KEY = Changed.of([("How to read it:", ""), ("gone", "-"), ("new", "+")])


def report_blocks(
    report: ReportEntry, publication: PublicationEntry | None = None
) -> Iterator[Block]:
    """Yield the changes between two reports of a State."""
    yield Heading(f"What changed: {report.name}", 1)
    yield from map(Paragraph, published(publication, has_names=True))
    yield Paragraph(_KEY)
    yield from _report(report)


def reports_blocks(comparison: Comparison) -> Iterator[Block]:
    """Yield the counts, the files that were not compared, and the changes State by State."""
    yield Heading("What changed from the old reports to the new ones", 1)
    yield Paragraph(f"States compared: {len(comparison.reports)}. {ages(comparison)}".strip())
    yield from map(Paragraph, published(comparison.publication))
    for text in (incomparable(comparison), other_cycles(comparison)):
        if text:
            yield Paragraph(text)
    yield Paragraph(_KEY)
    if comparison.by_kind:
        yield Heading("All States together", 2, "counts")
        yield Paragraph(f"One answer can change in several ways. {TABLE}")
        changes, _ = count_tables(comparison)
        yield changes
        yield _transitions(comparison)
    files = not_counted(comparison)
    names = only_reported(comparison.publication)
    if names or comparison.alone or files:
        yield Heading("Not compared", 2, "not-compared")
        yield from map(Paragraph, names)
    if comparison.alone or files:
        yield Items(
            [
                *(f"{alone(one)}: {safe_text(one.file)}" for one in comparison.alone),
                *(
                    f"{safe_text(file.file)} ({SIDES[side]}): {not_counted_reason(file)}"
                    for side, file in files
                ),
            ]
        )
    for report in comparison.reports:
        yield Heading(report.name, 2, f"state-{report.state}")
        yield from _report(report)


def _transitions(comparison: Comparison) -> Table:
    """Return the transitions with a row for each question, or row of a matrix.

    The words of a question stand in its first row, and its number in the others.
    """
    table_id, _, caption = TRANSITIONS.partition(" ")
    rows: list[Sequence[Cell]] = []
    before = ""
    for one in comparison.transitions:
        asked = one.number if one.question == before else f"{one.number} {one.ask}"
        before = one.question
        lines = [
            f"{old.text}{ARROW}{', '.join(f'{one.after.text} ({one.states})' for one in several)}"
            for old, several in groupby(one.changes, key=lambda change: change.before)
        ]
        lines.append(f"Unchanged ({one.unchanged})")
        if one.not_shown:
            lines.append(f"Not compared, or confidential ({one.not_shown})")
        rows.append(([asked, one.label] if one.label else asked, lines))
    return Table(caption, ("Question", f"Before{ARROW}after (States)"), rows, id=table_id)


def _report(report: ReportEntry) -> Iterator[Block]:
    yield Facts(
        [
            (SIDES[side], f"{head_line(head)}{file}")
            for side, head in report.versions
            for file in [f" ({safe_text(head.file)})" if head.file else ""]
        ]
    )
    yield Paragraph(" ".join(filter(None, [result(report), versions(report)])))
    for change in report.differences:
        yield from _question(change)
    if report.more:
        yield Paragraph(more(report))


def _question(change: QuestionEntry) -> Iterator[Block]:
    yield Heading(question_words(change), 3)
    yield Paragraph(f"{change.question}{cited(change)}", is_aside=True)
    if change.not_comparable:
        yield Paragraph(not_comparable(change))
    parts = [
        *map(_change, change.changes),
        *(f"{label_of(part)}: {WITHHELD}" for part in change.withheld),
    ]
    if parts:
        yield Items(parts)


def _change(change: ChangeEntry) -> Changed:
    label = label_of(change)
    pieces = [(one.text, _MARKS[one.sign]) for one in change_pieces(change)]
    return Changed.of([(f"{label}:", ""), *pieces] if label else pieces)
