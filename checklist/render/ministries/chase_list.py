"""The list of authorities: who is late, what is open, and what to do next."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from checklist.answer_types.written_date import date_in_words
from checklist.ministries.status import AuthorityStatus, State
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Cell, Heading, Table
from checklist.text.paragraphs import Line, sentence
from checklist.text.sanitize import safe_text

HEAD = (
    "Ministry",
    "Person",
    "Due",
    "Days over",
    "State",
    "Required open",
    "Last contact",
    "Next step",
)
"""The heads of the columns."""
_WIDTHS = (26, 30, 12, 10, 14, 14, 13, 34)


CHANGED_HEAD = ("Ministry", "Question", "It cleared", "Now")
"""The heads of the columns of what changed since it was cleared."""
_CHANGED_WIDTHS = (26, 50, 40, 40)


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
    yield Heading(f"{title}: how far the ministries are", 1)
    late = sum(one.is_overdue for one in statuses)
    caption = f"As of {date_in_words(day)}, {late} of {len(statuses)} are late"
    yield Table(caption, HEAD, [_cells(one) for one in statuses])
    changed = [*changed_rows(statuses, questionnaire)]
    if changed:
        yield Table("Changed since it was cleared", CHANGED_HEAD, changed)


def changed_rows(
    statuses: Sequence[AuthorityStatus], questionnaire: Questionnaire
) -> Iterator[list[str]]:
    """Yield what changed since it was cleared: ministry, question, both wordings."""
    for one in statuses:
        for unit in one.changed:
            yield [one.label, *unit.words(questionnaire)]


def _cells(one: AuthorityStatus) -> list[Cell]:
    """Return the row of an authority, with its address on a line of its own."""
    name, _, due, *others, contact, step = chase_row(one)
    who = [*filter(None, [one.person, one.address])]
    return [name, who, date_in_words(due), *others, date_in_words(contact), step]


def chase_row(one: AuthorityStatus) -> list[str]:
    """Return an authority as a row of the list, with its days as a workbook sorts them."""
    return [
        one.label,
        "\n".join(filter(None, [one.person, one.address])),
        one.due,
        str(one.days_over) if one.is_overdue else "",
        one.state.value,
        f"{len(one.open)} of {one.required}",
        one.last_contact,
        one.next_step,
    ]


def changed_lines(
    one: AuthorityStatus, questionnaire: Questionnaire, indent: int
) -> Iterator[Line]:
    """Yield what is not what a ministry cleared any more, with both wordings."""
    for unit in one.changed:
        place, was, now = (sentence(words) for words in unit.words(questionnaire))
        yield Line(f"{place} Cleared: {was} Now: {now}", indent, 2)
    if one.state is State.CHANGED_SINCE and not one.changed:
        yield Line("The log no longer has the wording that was cleared.", indent, 2)


def chase_lines(
    statuses: Sequence[AuthorityStatus], questionnaire: Questionnaire
) -> Iterator[Line]:
    """Yield the list for a terminal: a paragraph for each authority, those who are late first."""
    late = sum(one.is_overdue for one in statuses)
    yield Line(f"Ministries, {late} of {len(statuses)} late:", is_heading=True)
    for one in statuses:
        facts = [one.state.value]
        if one.is_overdue:
            facts.append("1 day over" if one.days_over == 1 else f"{one.days_over} days over")
        if one.due:
            facts.append(f"due {date_in_words(one.due)}")
        if one.required:
            facts.append(f"required open: {len(one.open)} of {one.required}")
        if one.last_contact:
            facts.append(f"last contact {date_in_words(one.last_contact)}")
        who = ", ".join(filter(None, [one.person, one.address]))
        named = f" ({who})" if who else ""
        text = f"{one.label}{named}: {', '.join(facts)}. Next: {one.next_step}."
        yield Line(text, 2, 2)
        yield from changed_lines(one, questionnaire, 4)


def chase_xlsx(
    statuses: Sequence[AuthorityStatus], title: str, day: str, questionnaire: Questionnaire
) -> bytes:
    """Return the list as a workbook."""
    import xlsxwriter  # few commands need it

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        late = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
        sheet = book.add_worksheet("Authorities")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, safe_text(f"{title}: how far the ministries are, {day}"))
        for column, (name, width) in enumerate(zip(HEAD, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, name, bold)
        for row, one in enumerate(statuses, 3):
            for column, text in enumerate(chase_row(one)):
                shown = late if one.is_overdue else wrapped
                if HEAD[column] == "Days over" and text:
                    sheet.write_number(row, column, int(text), shown)
                else:
                    sheet.write_string(row, column, safe_text(text, multiline=True), shown)
        sheet.freeze_panes(3, 1)
        sheet.autofilter(2, 0, 2 + max(len(statuses), 1), len(HEAD) - 1)
        changed = [*changed_rows(statuses, questionnaire)]
        if changed:
            sheet = book.add_worksheet("Changed since")
            for column, (name, width) in enumerate(zip(CHANGED_HEAD, _CHANGED_WIDTHS, strict=True)):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, name, bold)
            for row, words in enumerate(changed, 1):
                for column, text in enumerate(words):
                    sheet.write_string(row, column, safe_text(text), wrapped)
    return output.getvalue()
