"""The profile of a State: its gaps, its wishes, its offers, and all that it answered.

It is for those who may read the whole report as far as the summary shows it: the State itself and
the secretariat. It is published only where the State agrees to be named, and the help that it wants
only where it agrees to be named to donors, too, because donors read what is published.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from checklist.analysis.rows.consent import questions_on_wishes
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import CountedReport, Summary
from checklist.analysis.summary.figures import Question, StateName
from checklist.analysis.summary.needs import assistance, named_to_donors
from checklist.analysis.summary.statements import StatementLine, statements
from checklist.analysis.summary.tally import MEASURE
from checklist.answer_types.implementation import IMPLEMENTED
from checklist.render.blocks import (
    Block,
    Cell,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Table,
    Url,
)
from checklist.render.document import Document, filtered_by_part
from checklist.render.html import as_html

_INTERNAL = (
    "For the State and those who read all reports. Not for publication: the State does not agree "
    "to publication."
)


_NOT_TO_DONORS = (
    "The help that a State wants is published only if the State agrees to be named to donors. It "
    "is left out here."
)


def profiles(summary: Summary, answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield the name of the file and the page of each State whose report is counted."""
    is_public = summary.not_agreed is not None
    to_donors = named_to_donors(answers) if is_public else None
    # All States are named there; whose wishes are shown is decided for each profile below.
    whole = assistance(answers, summary.assistance.needs_and_offers)
    summary = replace(summary, assistance=whole)
    said = statements(answers, with_ministry=not is_public)
    for report, of_state in zip(summary.reports, said, strict=True):
        shows_wishes = to_donors is None or report.state.code in to_donors
        blocks = profile_blocks(summary, answers, report, of_state, shows_wishes=shows_wishes)
        document = filtered_by_part(Document([*blocks], "profile"))
        yield f"{report.state.code}.html", as_html(document)


def profile_blocks(
    summary: Summary,
    answers: Answers,
    report: CountedReport,
    said: Mapping[str, Sequence[StatementLine]],
    *,
    shows_wishes: bool = True,
) -> Iterator[Block]:
    """Yield the profile of a State.

    Args:
        summary: The summary in which its report is counted.
        answers: The reports that the summary was made of.
        report: Its report.
        said: The lines of its answers, by question.
        shows_wishes: Whether the help that it wants is shown.
    """
    asked = answers.questionnaire
    left_out = frozenset() if shows_wishes else questions_on_wishes(asked)
    state = report.state
    yield Heading(f"Profile: {state.name}", 1)
    plan = asked.plan.publication
    if summary.not_agreed is None and (plan is None or report.publication.code not in plan.named):
        yield Notice(_INTERNAL)
    yield Facts(
        [
            ("Report", f"{report.status}, revision {report.revision}, as of {report.date}"),
            ("Treaty status", report.treaty_status.label or "Not given"),
            ("Questionnaire", f"{summary.title}, version {report.version}"),
        ]
    )
    yield Heading("Gaps", 2, "gaps")
    yield from _gaps(answers, state)
    yield Heading("Wishes", 2, "wishes")
    if left_out:
        yield Paragraph(_NOT_TO_DONORS)
    yield from _wishes(summary, state, shows_help=not left_out)
    yield Heading("Offers", 2, "offers")
    yield from _offers(summary, state)
    for part in asked.sets:
        yield Heading(part.title, 2, f"set-{part.id}")
        for question in part.questions:
            number = asked.numbers[question.id]
            yield Heading(f"{number} {question.ask}", 3, f"question-{question.id}")
            shown = () if question.id in left_out else said.get(question.id, ())
            yield from _answer(shown)


def _gaps(answers: Answers, state: StateName) -> Iterator[Block]:
    """Yield the measures that are not in place as a whole, as the State says, theme by theme."""
    place = next(
        i for i, counted in enumerate(answers.reports) if counted.report.state == state.code
    )
    labels = dict(MEASURE)
    gaps: dict[str, list[str]] = {}
    for row in answers.questionnaire_rows.questions.values():
        answer = answers.rows_of(row.question, row.row)[place]
        status = answers.questionnaire_rows.as_measure(answer).code
        if row.is_measure and status in labels and status != IMPLEMENTED:
            of_row = f"{row.row_words}: " if row.row else ""
            words = f"{row.number} {row.question_words}"
            gaps.setdefault(words, []).append(f"{of_row}{labels[status]}")
    caption = "Measures that are not, or not wholly, in place"
    yield Table(caption, ("Question", "Where the State stands"), [*gaps.items()])


def _wishes(summary: Summary, state: StateName, *, shows_help: bool) -> Iterator[Block]:
    wanted = [
        (wanted.theme, wanted.label, wish.priority.label)
        for wanted in summary.assistance.wanted
        for wish in wanted.states
        if wish.state == state
    ]
    if shows_help:
        yield Table("Help wanted", ("Theme", "Kind", "Priority"), wanted)
    named = [theme.obstacles for theme in summary.obstacles if theme.obstacles is not None]
    yield Table("Obstacles", ("Theme", "Obstacle"), [*_given(named, state)])
    steps = [
        (theme.theme, step.text, step.due)
        for theme in summary.steps
        for step in theme.steps
        if step.state == state
    ]
    yield Table("Steps announced", ("Theme", "Step", "Until"), steps)


def _offers(summary: Summary, state: StateName) -> Iterator[Block]:
    yield Table("Help offered", ("Theme", "Offer"), [*_given(summary.assistance.offers, state)])
    practices = [
        (
            practice.theme.label,
            practice.name,
            practice.description,
            Url(practice.url) if practice.url else "",
        )
        for practice in summary.practices
        if practice.state == state
    ]
    yield Table("Practices", ("Theme", "Practice", "What was done", "Source"), practices)


def _given(asked: Sequence[Question], state: StateName) -> Iterator[Sequence[Cell]]:
    for question in asked:
        given = [code.label for code in question.codes if state in code.states]
        if given:
            yield question.theme, given


def _answer(lines: Sequence[StatementLine]) -> Iterator[Block]:
    """Yield the lines of an answer: those without a label as they are, the others as facts."""
    if not lines:
        yield Paragraph("No answer is shown")
    for is_labelled, group in groupby(lines, lambda cell: bool(cell.label)):
        texts = [*group]
        if is_labelled:
            yield Facts([(text.label, text.text) for text in texts])
        elif len(texts) == 1:
            yield Paragraph(texts[0].text)
        else:
            yield Items([text.text for text in texts])
