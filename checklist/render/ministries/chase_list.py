"""The lists of authorities: who gets what, who is late, what is open, and what to do next."""

from collections.abc import Iterator, Sequence

from checklist.answer_types.written_date import date_in_words
from checklist.ministries.division import Division, asked_of, led_parts
from checklist.ministries.part import PartMaker
from checklist.ministries.status import AuthorityStatus, MinistryStatus
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.effort import minutes
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Cell, Heading, Table
from checklist.render.sheets import Column, Sheet, as_workbook
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import (
    Message,
    clauses,
    commas,
    semicolons,
    sentences,
    tr,
    trn,
    with_aside,
)
from checklist.text.paragraphs import Line, capitalized, first_words, sentence

_COLUMNS = (
    Column(Message("Ministry"), 26),
    Column(Message("Person"), 30),
    Column(Message("Due"), 12),
    Column(Message("Days over"), 10),
    Column(Message("Status"), 14),
    Column(Message("Required open"), 14),
    Column(Message("Last contact"), 13),
    Column(Message("Next step"), 34),
)
_CLEARED_NOW = Message("{place} Cleared: {was} Now: {now}")
_BEFORE_NOW = Message("{place} Before: {was} Now: {now}")
_VOID = Message(
    "{ministry} could object to its answers until {day}. Since then they changed, so its "
    "silence counts no longer:"
)
_MOST_APART = 7
"""The most ministries that have room on a screen with a paragraph each."""
_LEAST_TOGETHER = 3
"""The least ministries that share a paragraph."""
_CHANGED = (
    Column(Message("Ministry"), 26),
    Column(Message("Question"), 50),
    Column(Message("Before"), 40),
    Column(Message("Now"), 40),
)
"""The columns of what changed since."""
_SINCE = Message("Changed since it was cleared, or could be objected to")


def chase_blocks(
    statuses: Sequence[AuthorityStatus], title: str, day: str, questionnaire: Questionnaire
) -> Iterator[Block]:
    """Yield the list.

    Args:
        statuses: The authorities in the order of the list.
        title: What it is about, such as the name of the State.
        day: The day on which it was made.
        questionnaire: The questionnaire.
    """
    yield Heading(tr("{title}: how far the ministries are", title), 1)
    late, asked = _counted(statuses)
    caption = tr("As of {day}, {late} of {statuses} are late", date_in_words(day), late, asked)
    yield Table(
        caption, [str(column.head) for column in _COLUMNS], [_cells(status) for status in statuses]
    )
    changed = [*changed_rows(statuses, questionnaire)]
    if changed:
        head = [str(column.head) for column in _CHANGED]
        yield Table(tr(_SINCE), head, changed)


def changed_rows(
    statuses: Sequence[AuthorityStatus], questionnaire: Questionnaire
) -> Iterator[list[str]]:
    """Yield what changed since it was cleared or could be objected to, with both wordings."""
    for status in statuses:
        for unit in status.changed:
            yield [status.label, *unit.words(questionnaire)]


def _cells(status: AuthorityStatus) -> list[Cell]:
    """Return the row of an authority, with its address on a line of its own."""
    name, _, due, *others, contact, step = map(str, chase_row(status))
    who = [*filter(None, [status.person, status.address])]
    return [name, who, date_in_words(due), *others, date_in_words(contact), step]


def chase_row(status: AuthorityStatus) -> list[str | int]:
    """Return an authority as a row of the list, with its days as a workbook sorts them."""
    return [
        status.label,
        "\n".join(filter(None, [status.person, status.address])),
        status.due,
        status.days_over if status.is_overdue else "",
        status.words,
        tr("{open} of {required}", len(status.open), status.required),
        status.last_contact,
        status.next_step,
    ]


def changed_lines(
    status: AuthorityStatus, questionnaire: Questionnaire, indent: int
) -> Iterator[Line]:
    """Yield what is not what a ministry cleared, or could object to, with both wordings."""
    words = _CLEARED_NOW if status.has_changed else _BEFORE_NOW
    for unit in status.changed:
        place, was, now = (sentence(words) for words in unit.words(questionnaire))
        yield Line(tr(words, place=place, was=was, now=now), indent, 2)
    if status.has_changed and not status.changed and status.state is MinistryStatus.CHANGED_SINCE:
        yield Line(tr("The log no longer has the wording that was cleared."), indent, 2)


def objection_words(status: AuthorityStatus) -> str:
    """Return that answers changed to which a ministry could object, in sentences."""
    return tr(_VOID, ministry=status.label, day=date_in_words(status.objected_until))


def _counted(statuses: Sequence[AuthorityStatus]) -> tuple[int, int]:
    """Return how many ministries are late, and how many are asked anything."""
    late = sum(status.is_overdue for status in statuses)
    return late, sum(status.is_asked for status in statuses)


def chase_lines(statuses: Sequence[AuthorityStatus]) -> Iterator[Line]:
    """Yield the list for a terminal, those who are late first.

    A ministry has a paragraph. In a long list, those of which the same is known, and for which the
    same is to be done, share a paragraph, so that the list has room on a screen.
    """
    late, asked = _counted(statuses)
    yield Line(tr("Ministries, {late} of {statuses} late:", late, asked), is_heading=True)
    together: dict[tuple[str, ...], list[AuthorityStatus]] = {}
    for status in statuses:
        together.setdefault((*_facts(status), status.next_step), []).append(status)
    for (*facts, step), same in together.items():
        if len(same) >= _LEAST_TOGETHER and len(statuses) > _MOST_APART:
            names = semicolons(sentences([_named(status), *_short_open(status)]) for status in same)
            known = capitalized(clauses(facts))
            yield Line(tr("{facts}: {names}. For each, next: {step}.", known, names, step), 2, 2)
            continue
        for status in same:
            known = clauses([*facts, *_own_facts(status)])
            yield Line(tr("{named}: {known}. Next: {step}.", _named(status), known, step), 2, 2)


def _facts(status: AuthorityStatus) -> Iterator[str]:
    """Yield what is known of a ministry, and can be known of several together."""
    yield status.words
    if status.is_overdue:
        yield trn("{count} day over", "{count} days over", status.days_over)
    if status.due:
        yield tr("due {due}", date_in_words(status.due))


def _own_facts(status: AuthorityStatus) -> Iterator[str]:
    """Yield what is known of a ministry alone."""
    if status.required:
        yield tr("required open: {open} of {required}", len(status.open), status.required)
    if status.last_contact:
        yield tr("last contact {last_contact}", date_in_words(status.last_contact))


def _named(status: AuthorityStatus) -> str:
    who = clauses(filter(None, [status.person, status.address]))
    return with_aside(status.label, who)


def _short_open(status: AuthorityStatus) -> Iterator[str]:
    if status.required:
        yield tr("[{open} of {required} open]", len(status.open), status.required)


def chase_xlsx(
    statuses: Sequence[AuthorityStatus], title: str, day: str, questionnaire: Questionnaire
) -> bytes:
    """Return the list as a workbook."""
    sheets = [
        Sheet(
            name=tr(Message("Authorities", "the name of a sheet")),
            columns=_COLUMNS,
            rows=[chase_row(status) for status in statuses],
            above=[tr("{title}: how far the ministries are, {day}", title, date_in_words(day))],
            bold=frozenset(row for row, status in enumerate(statuses) if status.is_overdue),
        )
    ]
    changed = [*changed_rows(statuses, questionnaire)]
    if changed:
        sheets.append(Sheet(name=tr("Changed since"), columns=_CHANGED, rows=changed))
    return as_workbook(sheets, title)


_OWN_LABEL = Message("You")
_HEAD = (
    Message("Ministry"),
    Message("Code"),
    Message("Leads"),
    Message("Helps"),
    Message("Minutes"),
)
_SHORT_HEAD = (Message("Ministry"), Message("Code"), Message("L"), Message("H"), Message("Min"))
_BESIDE_NAME, _BESIDE_NAME_IN_SHORT = 27, 13
"""The columns of a row that its name and code do not have, below the head and the short one."""
_LEAST_NAME = 20
"""The columns of a name below which the head is short, so that more of the name is shown."""


def division_blocks(
    division: Division, checked: CheckedReport, state: str, width: int
) -> Iterator[Block]:
    """Yield the table: a row for each authority, with the number of questions it is asked now.

    Args:
        division: The division.
        checked: The report, whose answers decide which questions are asked.
        state: The name of the State.
        width: The columns of a line. Names are cut to them, so that a row takes one line.
    """
    codes = list(dict.fromkeys([OWN, *division.authorities]))
    room = width - max(map(len, codes))
    for_name = room - _BESIDE_NAME
    if for_name < _LEAST_NAME:
        for_name = room - _BESIDE_NAME_IN_SHORT
    rows = [_row(code, division, checked, for_name) for code in codes]
    yield Table(
        tr("{state}: who answers what", state),
        tuple(map(tr, _HEAD)),
        rows,
        short=tuple(map(tr, _SHORT_HEAD)),
    )


def _row(code: str, division: Division, checked: CheckedReport, for_name: int) -> list[str | int]:
    questionnaire = checked.questionnaire
    asked = PartMaker(checked=checked, division=division).questions(code)
    led = [i for i in asked if _leads(division, code, questionnaire.questions[i])]
    effort = minutes((questionnaire.questions[i], parts) for i, parts in asked.items())
    name = tr(_OWN_LABEL) if code == OWN else division.label(code, questionnaire)
    return [first_words(name, for_name), code, len(led), len(asked) - len(led), effort]


def _leads(division: Division, code: str, question: Question) -> bool:
    """Whether an authority leads a question, or some of its rows or columns."""
    led = led_parts(division, code, question)
    return led is None or bool(led)


def questions_of(division: Division, code: str, questionnaire: Questionnaire) -> list[str]:
    """Return a line for each question of an authority."""
    lines = []
    for question_id, parts in asked_of(division, code, questionnaire).items():
        question = questionnaire.questions[question_id]
        words = with_aside(question.ask, commas(parts or ()))
        if not _leads(division, code, question):
            words = tr("{question} – contributes", words)
        lines.append(f"{questionnaire.numbers[question_id]:<5} {words}")
    return lines
