"""The comparison of reports for the terminal.

Removed words are red between `[-` and `-]`, new words are green between `{+` and `+}`. The signs
alone are enough without colours.
"""

import re
from collections.abc import Iterator, Sequence

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    PublicationEntry,
    QuestionEntry,
    ReportEntry,
    Sign,
    WordEntry,
)
from checklist.render.comparison.wording import (
    ARROW,
    CHANGES,
    SIDES,
    TABLE,
    TRANSITIONS,
    WITHHELD,
    alone,
    change_pieces,
    cited,
    count_labels,
    counts,
    head_line,
    label_of,
    more,
    not_comparable,
    not_counted,
    not_counted_reason,
    only_reported,
    other_cycles,
    published,
    result,
    versions,
)
from checklist.text.paragraphs import Line, Marked
from checklist.text.sanitize import safe_text

_INDENT, _HANGING = 4, 2
_SIGNS = {
    Sign.SAME: ("", "", ""),
    Sign.REMOVED: ("[-", "-]", "red"),
    Sign.ADDED: ("{+", "+}", "green"),
}
_LIKE_A_SIGN = re.compile(r"(\[(?=-)|-(?=\])|\{(?=\+)|\+(?=\}))")


def one_report(report: ReportEntry, publication: PublicationEntry | None = None) -> Iterator[Line]:
    """Yield the changes between two reports of a State."""
    yield Line(f"What changed: {report.name}", is_heading=True)
    yield from map(Line, published(publication, has_names=True))
    for side, head in report.versions:
        yield Line(f"{SIDES[side]}: {head_line(head)}", 0, _HANGING)
        if head.file:
            yield Line(safe_text(head.file), _INDENT, _HANGING)
    if versions(report):
        yield Line(versions(report), 0, _HANGING)
    yield Line(result(report))
    for change in report.differences:
        yield Line("")
        yield from _question(change)
    if report.more:
        yield Line("")
        yield Line(more(report), 0, _HANGING)


def many_reports(comparison: Comparison) -> Iterator[Line]:
    """Yield the counts, the files that were not compared, and the changes State by State."""
    yield from all_states(comparison)
    for report in comparison.reports:
        yield Line("")
        yield from one_report(report)


def all_states(comparison: Comparison) -> Iterator[Line]:
    """Yield the counts of all States together, and the files that were not compared."""
    number = len(comparison.reports)
    yield Line(f"States compared: {number}", is_heading=True)
    yield from map(Line, published(comparison.publication))
    yield from _not_compared(comparison)
    if comparison.by_kind:
        yield Line("")
        yield from _counts(comparison)
    if comparison.transitions:
        yield Line("")
        yield from _transitions(comparison)


def _not_compared(comparison: Comparison) -> Iterator[Line]:
    for text in only_reported(comparison.publication):
        yield Line(text, 0, _HANGING)
    if comparison.not_comparable:
        yield Line(f"Questions that could not be compared, in all: {comparison.not_comparable}")
    if comparison.alone:
        yield Line("")
        number = len(comparison.alone)
        yield Line(
            f"Not compared, because only one side has a report that counts: {number}",
            is_heading=True,
        )
    for one in comparison.alone:
        yield Line(alone(one), 2, _HANGING)
        yield Line(safe_text(one.file), _INDENT, _HANGING)
    if comparison.other_cycles:
        yield Line(other_cycles(comparison))
    files = not_counted(comparison)
    if files:
        yield Line("")
        yield Line(f"Files not counted: {len(files)}", is_heading=True)
    for side, file in files:
        yield Line(f"{safe_text(file.file)} ({SIDES[side].upper()})", 2, _HANGING)
        yield Line(not_counted_reason(file), _INDENT, _HANGING)


def _counts(comparison: Comparison) -> Iterator[Line]:
    yield Line(f"{CHANGES}. One answer can change in several ways.", is_heading=True)
    labels = count_labels(comparison)
    for title, numbers in counts(comparison):
        pairs = zip(labels, numbers, strict=True)
        some = [f"{label.lower()} {number}" for label, number in pairs if number != "0"]
        yield Line(f"{title}: {', '.join(some) or 'nothing changed'}", 2, _HANGING)


def _transitions(comparison: Comparison) -> Iterator[Line]:
    yield Line(f"{TRANSITIONS}. {TABLE}", 0, _HANGING, is_heading=True)
    last = ""
    for one in comparison.transitions:
        if one.question != last:
            last = one.question
            yield Line(f"{one.number} {one.ask} [{last}]", 2, _INDENT)
        if one.label:
            yield Line(one.label, _INDENT, _HANGING)
        for change in one.changes:
            states = "1 State" if change.states == 1 else f"{change.states} States"
            text = f"{change.before.text}{ARROW}{change.after.text}: {states}"
            yield Line(text, _INDENT + 2 * bool(one.label), _HANGING)


def _question(change: QuestionEntry) -> Iterator[Line]:
    asked = change
    notes = f"[{safe_text(asked.question)}{cited(asked)}]"
    words = " ".join(filter(None, [asked.number, asked.ask, notes]))
    yield Line(words, 0, _INDENT, is_heading=True)
    if change.not_comparable:
        yield Line(not_comparable(change), _INDENT, _HANGING)
    for one in change.changes:
        yield _marked(label_of(one), change_pieces(one))
    for part in change.withheld:
        yield Line(f"{label_of(part)}: {WITHHELD}", _INDENT, _HANGING)


def _marked(label: str, pieces: Sequence[WordEntry]) -> Line:
    """Return a line with signs and styles on the pieces that are removed or new."""
    text = f"{label}:" if label else ""
    marked = []
    for piece in pieces:
        begin, end, style = _SIGNS[piece.sign]
        words = begin + _LIKE_A_SIGN.sub(r"\1\\", piece.text) + end
        text += " " if text else ""
        if style:
            marked.append(Marked(len(text), len(text) + len(words), style))
        text += words
    return Line(text, _INDENT, _HANGING, marked=marked)
