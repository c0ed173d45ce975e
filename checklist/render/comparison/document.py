"""The comparison of reports as a document to read, in every format for people."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    KIND_LABELS,
    ChangeEntry,
    Kind,
    QuestionEntry,
    ReportEntry,
    Sign,
)
from checklist.answer_types.written_date import date_in_words
from checklist.render.bars import Bars
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
from checklist.render.comparison.wording import (
    ARROW,
    SIDES,
    WITHHELD,
    ages,
    alone,
    change_pieces,
    cited,
    head_line,
    label_of,
    language_of,
    not_comparable,
    not_counted,
    not_counted_reason,
    of_answer,
    only_reported,
    other_cycles,
    published,
    question_words,
    result,
    side_name,
    two_languages,
)
from checklist.render.document import Document, Filter
from checklist.text.quoted import Quoted
from checklist.text.sanitize import safe_text

SECTIONS = {
    "overview": "At a glance",
    "themes": "Measures by theme, the same States",
    "transitions": "Before and after, by theme",
    "groups": "Measures by group",
    "recommendations": "Recommendations, the same States",
    "cycles": "Who came, and who went",
    "counts": "Changed answers",
    "left-out": "Not compared",
    "method": "How this was counted",
    "changes": "The changes of each State",
}
"""The sections by their names, in their order."""
FIRST = ("overview", "left-out")
"""The sections that a terminal shows: the others have hundreds of lines."""
PRINTED = ("overview", "themes", "cycles", "left-out", "method")
"""The sections of folders in a Word file."""
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
_ALL_SETS = "All sets"
_CHANGES_CAPTION, _TRANSITIONS_CAPTION = "Changed answers by set", "Answers before and after"
_NO_PART = "Questions that this version does not have"


def comparison_document(
    comparison: Comparison, names: Sequence[str] = (), *, are_many: bool
) -> Document:
    """Return what changed in many States, or between the two reports of one State.

    Args:
        comparison: The comparison.
        names: The sections that are wanted; empty: all.
        are_many: Whether there may be many States.
    """
    blocks = [*opening_blocks(comparison, names, are_many=are_many)]
    reports = comparison.reports if not names or "changes" in names else ()
    if not are_many:
        blocks += _changes_of_two(comparison) if reports else ()
    for report in reports if are_many else ():
        blocks += state_blocks(report, is_folded=len(reports) > MOST_OPEN)
    found = {change.part for report in reports for change in report.differences}
    parts = [
        (question_set.id, question_set.title)
        for question_set in comparison.questionnaire.sets
        if question_set.id in found
    ]
    states = [(report.state, report.name) for report in reports]
    is_long = are_many and tuple(names) != PRINTED
    filters = [Filter("theme", "Part", "All parts", parts), _KINDS]
    if are_many:
        filters.append(Filter("state", "State", "All States", states))
    if are_many and not is_long:
        blocks = [
            replace(block, is_compact=True) if isinstance(block, Bars) else block
            for block in blocks
        ]
    return Document(
        blocks,
        "comparison",
        filters if parts else [],
        has_contents=is_long,
        in_two_columns=True,
        is_wide=is_long,
    )


def opening_blocks(
    comparison: Comparison, names: Sequence[str] = (), *, are_many: bool
) -> Iterator[Block]:
    """Yield a comparison without the changes of each State, which stand behind it.

    Args:
        comparison: The comparison.
        names: The sections that are wanted; empty: all.
        are_many: Whether there may be many States.
    """
    has_changes = any(report.differences for report in comparison.reports)
    if not are_many:
        (report,) = comparison.reports
        yield Heading(f"What changed: {report.name}", 1)
        if comparison.publication is not None:
            yield from map(Paragraph, published(comparison, has_names=True))
        yield from _heads(report)
    else:
        yield from _begin(comparison)
    if has_changes and (not names or "changes" in names):
        yield Paragraph(_KEY)
    for name, blocks in _sections(comparison) if are_many else ():
        if not names or name in names:
            first = next(blocks, None)
            if first is not None:
                yield Heading(SECTIONS[name], 2, name)
                yield first
                yield from blocks


def _sections(comparison: Comparison) -> Iterator[tuple[str, Iterator[Block]]]:
    """Yield the sections of many States, before those of each State, by their names."""
    from checklist.render.comparison.side_by_side import counted_sections  # two have no counts

    yield from counted_sections(comparison.side_by_side)
    yield "counts", _counts(comparison)
    yield "left-out", _left_out(comparison)
    yield "method", _method(comparison)


def _begin(comparison: Comparison) -> Iterator[Block]:
    """Yield the title, and what is compared."""
    yield Heading("What changed from the old reports to the new ones", 1)
    said = f"States compared: {len(comparison.compared)}. {ages(comparison)}"
    yield Paragraph(said.strip())
    if comparison.cut_off:
        day = date_in_words(comparison.cut_off)
        yield Paragraph(f"Cut-off date: {day}, the latest day of a report counted.")
    yield from map(Paragraph, published(comparison))
    if comparison.not_comparable:
        number = comparison.not_comparable
        yield Paragraph(f"Questions that could not be compared, in all: {number}.")
    if others := other_cycles(comparison):
        yield Paragraph(f"Files of other cycles, which are not compared: {len(others)}.")


def _counts(comparison: Comparison) -> Iterator[Block]:
    if comparison.by_kind:
        yield Paragraph(
            "One answer can change in several ways. How many States changed from one answer to "
            "another is counted in the order of the options."
        )
        yield from _transitions(comparison)
        yield _changes_table(comparison)


def _left_out(comparison: Comparison) -> Iterator[Block]:
    """Yield the States and files that were not compared."""
    yield from map(Paragraph, only_reported(comparison))
    items = [
        *(WithCode(f"{alone(entry)}: {_file(entry.file)}") for entry in comparison.alone),
        *(
            WithCode(f"{_file(file.file)}{_in(side)}: {not_counted_reason(file)}")
            for side, file in not_counted(comparison)
        ),
    ]
    if items:
        yield Items(items)


def _in(side: str) -> str:
    return f" ({side_name(side)})" if side else ""


def _method(comparison: Comparison) -> Iterator[Block]:
    yield Paragraph(
        "The same States are those that reported on both sides. Of these, each "
        "answer is compared with the later answer to the same question. Bars and tables count "
        "answers, if they do not say that they count States. Both sides leave out what is "
        "confidential in one of the two reports, and what the version of one of them did not ask, "
        "or asked with another meaning."
    )
    if comparison.publication is not None:
        yield Paragraph(
            "In the counts, a State whose report is not counted stands as a State that did not "
            "report on that side."
        )
    yield Paragraph("The comparison says that something changed, never that it is better or worse.")


def _changes_of_two(comparison: Comparison) -> Iterator[Block]:
    """Yield what changed between the two reports of one State, by part."""
    (report,) = comparison.reports
    titles = {question_set.id: question_set.title for question_set in comparison.questionnaire.sets}
    for part, changes in groupby(report.differences, key=lambda change: change.part):
        chosen_by = [("theme", part)] if part else []
        yield Heading(titles.get(part, _NO_PART), 2, part or "other", chosen_by=chosen_by)
        for change in changes:
            yield from _question(change)


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
    for part in comparison.questionnaire.sets:
        rows: list[Sequence[Cell]] = []
        before = ""
        for transition in comparison.transitions:
            if transition.part != part.id:
                continue
            words = f"{transition.number} {transition.ask}"
            asked: Cell = [words, transition.label] if transition.label else words
            if transition.question == before:
                asked = f"{transition.number} {transition.label}"
            before = transition.question
            lines = [
                f"{old.text}{ARROW}{', '.join(f'{now.after.text} ({now.states})' for now in new)}"
                for old, new in groupby(transition.changes, key=lambda change: change.before)
            ]
            lines.append(f"Unchanged ({transition.unchanged})")
            if transition.not_shown:
                lines.append(f"Not compared, or confidential ({transition.not_shown})")
            rows.append((asked, lines))
        if rows:
            yield Table(
                f"{_TRANSITIONS_CAPTION}: {part.title}",
                ("Question", f"Before{ARROW}after (States)"),
                rows,
                chosen_by=[("theme", part.id)],
            )


def _changes_table(comparison: Comparison) -> Table:
    """Return the changed answers by set, and by group of States where groups are asked for."""
    kinds = [kind for kind in Kind if comparison.by_kind[kind]]
    rows: list[list[Cell]] = [
        [part.title, comparison.answers_by_set[part.id], *(found[kind] for kind in kinds)]
        for part in comparison.questionnaire.sets
        for found in [comparison.by_set[part.id]]
    ]
    every = [comparison.by_kind[kind] for kind in kinds]
    rows.append([_ALL_SETS, sum(comparison.answers_by_set.values()), *every])
    for group in comparison.by_group:
        title = f"{group.group}, States compared: {group.states}"
        rows.append([title, group.answers, *(group.kinds.get(kind, 0) for kind in kinds)])
    head = ["Set", "Answers changed", *(KIND_LABELS[kind] for kind in kinds)]
    return Table(_CHANGES_CAPTION, head, rows)


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
    yield Paragraph(result(report))


def _question(change: QuestionEntry) -> Iterator[Block]:
    """Yield a question with its changes: first where the State stands, then words and notes."""
    first = [_change(entry) for entry in change.changes if of_answer(entry)]
    notes = [_change(entry) for entry in change.changes if not of_answer(entry)]
    kinds = " ".join([_STATUS] * bool(first) + [_WORDS] * bool(notes))
    yield from _asked(
        question_words(change), change.question, (*change.recommendations,), kinds, change.part
    )
    if change.not_comparable:
        yield Paragraph(not_comparable(change))
    first += [Changed.of([*_label(label_of(entry)), (WITHHELD, "")]) for entry in change.withheld]
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
    reason = two_languages(change)
    pieces = [*label, *([(reason, "")] if reason else [])]
    for piece in change_pieces(change):
        words = Quoted.of(piece.text, piece.text, language_of(change, piece.sign))
        pieces.append((words, _MARKS[piece.sign]))
    if change.kind in _OF_WORDS and change.hidden is None:
        return Changed.of(pieces, [*label, ("changed", "")])
    return Changed.of(pieces)


def _label(label: str) -> Sequence[tuple[str, str]]:
    return [(f"{label}:", ":")] if label else []
