"""The comparison of reports as a document to read, in every format for people."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    ChangeEntry,
    Kind,
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
    WithCode,
    as_code,
)
from checklist.render.comparison.count_tables import TRANSITIONS, changes_table
from checklist.render.comparison.wording import (
    ARROW,
    SIDES,
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
    of_answer,
    only_reported,
    other_cycles,
    published,
    question_words,
    result,
    versions,
)
from checklist.render.document import Document, Filter
from checklist.text.sanitize import safe_text

MOST_OPEN = 10
"""The most States whose changes stand open on a page; those of more are folded."""
_MARKS = {Sign.SAME: "", Sign.REMOVED: "-", Sign.ADDED: "+"}
_KEY = Changed.of([("How to read it:", ""), ("gone", "-"), ("new", "+")])
_OF_WORDS = frozenset({Kind.TEXT, Kind.NOTE, Kind.ENTRY})
_STATUS, _WORDS = "status", "words"
"""The kinds of change by which a page can be filtered: of where a State stands, and of words."""
_KINDS = Filter(
    "kind", "Change", "All changes", [(_STATUS, "Of answers"), (_WORDS, "Of words and notes")]
)
_NO_PART = "Questions that this version does not have"


def comparison_document(comparison: Comparison, *, are_many: bool) -> Document:
    """Return what changed in many States, or between the two reports of one State."""
    reports = comparison.reports
    if not are_many:
        (report,) = reports
        found = dict.fromkeys(one.part for one in report.differences if one.part)
        parts = [(one.id, one.title) for one in comparison.questionnaire.sets if one.id in found]
        blocks = [*_two_reports(comparison, report)]
        filters = [Filter("theme", "Part", "All parts", parts), _KINDS] if parts else []
        return Document(blocks, "comparison", filters, in_two_columns=True)
    parts = [(one.id, one.title) for one in comparison.questionnaire.sets]
    states = [(one.state, one.name) for one in reports]
    filters = [
        Filter("theme", "Part", "All parts", parts),
        _KINDS,
        Filter("state", "State", "All States", states),
    ]
    blocks = [*overview_blocks(comparison)]
    for report in reports:
        blocks += state_blocks(report, is_folded=len(reports) > MOST_OPEN)
    return Document(
        blocks,
        "comparison",
        filters if reports else [],
        has_contents=True,
        in_two_columns=True,
    )


def _two_reports(comparison: Comparison, report: ReportEntry) -> Iterator[Block]:
    yield Heading(f"What changed: {report.name}", 1)
    yield from map(Paragraph, published(comparison.publication, has_names=True))
    yield from _heads(report)
    if report.differences:
        yield Paragraph(_KEY)
    titles = {one.id: one.title for one in comparison.questionnaire.sets}
    for part, changes in groupby(report.differences, key=lambda one: one.part):
        chosen_by = [("theme", part)] if part else []
        yield Heading(titles.get(part, _NO_PART), 2, part or "other", chosen_by=chosen_by)
        for change in changes:
            yield from _question(change)


def overview_blocks(comparison: Comparison) -> Iterator[Block]:
    """Yield the counts of all States together, and the files that were not compared."""
    yield Heading("What changed from the old reports to the new ones", 1)
    yield Paragraph(f"States compared: {len(comparison.reports)}. {ages(comparison)}".strip())
    yield from map(Paragraph, published(comparison.publication))
    for text in (incomparable(comparison), other_cycles(comparison)):
        if text:
            yield Paragraph(text)
    if comparison.reports:
        yield Paragraph(_KEY)
    if comparison.by_kind:
        yield Heading("All States together", 2, "counts")
        yield Paragraph(
            "One answer can change in several ways. How many States changed from one answer to "
            "another is counted in the order of the options."
        )
        yield changes_table(comparison, with_groups=True)
        yield from _transitions(comparison)
    files = not_counted(comparison)
    names = only_reported(comparison.publication)
    if names or comparison.alone or files:
        yield Heading("Not compared", 2, "not-compared")
        yield from map(Paragraph, names)
    if comparison.alone or files:
        yield Items(
            [
                *(WithCode(f"{alone(one)}: {_file(one.file)}") for one in comparison.alone),
                *(
                    WithCode(
                        f"{_file(file.file)} ({SIDES[side].upper()}): {not_counted_reason(file)}"
                    )
                    for side, file in files
                ),
            ]
        )


def state_blocks(report: ReportEntry, *, is_folded: bool = False) -> Iterator[Block]:
    """Yield the section of a State in the comparison of many.

    Args:
        report: What changed between its reports.
        is_folded: Whether a page folds its questions.
    """
    chosen_by = [("state", report.state)]
    folded = "What changed" if is_folded else ""
    yield Heading(report.name, 2, f"state-{report.state}", chosen_by=chosen_by, folded=folded)
    yield from _heads(report)
    for change in report.differences:
        yield from _question(change)


def _transitions(comparison: Comparison) -> Iterator[Block]:
    """Yield the transitions by set, with a row for each question, or row of a matrix.

    The words of a question stand in its first row, and its number in the others.
    """
    table_id, _, caption = TRANSITIONS.partition(" ")
    for part in comparison.questionnaire.sets:
        rows: list[Sequence[Cell]] = []
        before = ""
        for one in comparison.transitions:
            if one.part != part.id:
                continue
            words = f"{one.number} {one.ask}"
            asked: Cell = [words, one.label] if one.label else words
            if one.question == before:
                asked = f"{one.number} {one.label}"
            before = one.question
            lines = [
                f"{old.text}{ARROW}{', '.join(f'{one.after.text} ({one.states})' for one in new)}"
                for old, new in groupby(one.changes, key=lambda change: change.before)
            ]
            lines.append(f"Unchanged ({one.unchanged})")
            if one.not_shown:
                lines.append(f"Not compared, or confidential ({one.not_shown})")
            rows.append((asked, lines))
        if rows:
            yield Table(
                f"{caption}: {part.title}",
                ("Question", f"Before{ARROW}after (States)"),
                rows,
                id=table_id,
                chosen_by=[("theme", part.id)],
            )


def _file(name: str) -> str:
    return as_code(safe_text(name))


def _heads(report: ReportEntry) -> Iterator[Block]:
    yield Facts(
        [
            (SIDES[side], f"{head_line(head)}{file}")
            for side, head in report.versions
            for file in [f" ({safe_text(head.file)})" if head.file else ""]
        ]
    )
    yield Paragraph(" ".join(filter(None, [result(report), versions(report), more(report)])))


def _question(change: QuestionEntry) -> Iterator[Block]:
    """Yield a question with its changes: first where the State stands, then words and notes."""
    first = [_change(one) for one in change.changes if of_answer(one)]
    notes = [_change(one) for one in change.changes if not of_answer(one)]
    kinds = " ".join([_STATUS] * bool(first) + [_WORDS] * bool(notes))
    yield from _asked(
        question_words(change), change.question, (*change.recommendations,), kinds, change.part
    )
    if change.not_comparable:
        yield Paragraph(not_comparable(change))
    first += [Changed.of([*_label(label_of(one)), (WITHHELD, "")]) for one in change.withheld]
    if first:
        yield Items(first)
    if notes:
        yield Items(notes, "Words and notes")


@lru_cache(maxsize=1_000)
def _asked(
    words: str, question: str, recommendations: Sequence[str], kinds: str, part: str
) -> Sequence[Block]:
    """Return the heading of a question with its remark, which many States have in common."""
    chosen_by = [("kind", kinds), *([("theme", part)] if part else [])]
    # The id of a question that this version does not have can be any text.
    about = Paragraph(f"{safe_text(question)}{cited(recommendations)}", is_aside=True)
    return Heading(safe_text(words), 3, chosen_by=chosen_by), about


def _change(change: ChangeEntry) -> Changed:
    label = _label(label_of(change))
    pieces = [*label, *((one.text, _MARKS[one.sign]) for one in change_pieces(change))]
    if change.kind in _OF_WORDS and change.hidden is None:
        return Changed.of(pieces, [*label, ("changed", "")])
    return Changed.of(pieces)


def _label(label: str) -> Sequence[tuple[str, str]]:
    return [(f"{label}:", ":")] if label else []
