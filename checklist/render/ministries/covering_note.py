"""The covering note to an authority: one page, for an official who has never seen the tool."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checklist.answer_types.written_date import date_in_words
from checklist.ministries.part import Part
from checklist.questionnaire.authorities import CABINET
from checklist.questionnaire.effort import effort_text
from checklist.render.blocks import Block, Facts, Heading, Items, Paragraph
from checklist.states import BY_CODE
from checklist.text.messages import Message, all_of, commas, semicolons, sentences, tr, trn
from checklist.text.paragraphs import capitalized

_AS_BEFORE = Message("Where the last report has an answer that still holds, choose “As before”.")
_FURTHER = Message(
    "This form takes the place of your last form, and has the answers that we have from "
    "you. If you have begun the last form, send both."
)
_NEW = Message("New in it: {questions}.")
_SOME_PASSED_ON = Message("{ministry} told us that this is for you to answer: {questions}.")
_ALL_PASSED_ON = Message("{ministry} told us that its questions are for you to answer.")
_ABOUT = Message("It is about the recommendations in {symbol}, “{title}”.")
_WITHOUT_REPLY = Message(
    "Without a reply the report will say “not known: the ministry did not reply” here:"
)
_ALL_HERE = Message("We have your answers for the report of {state}. Thank you.")
_DIFFERS = Message(
    "Your answers to these questions differ from those of others: {others}. Please agree "
    "with them on one answer, and mark it on the sheet:"
)
_SHEET = Message("The sheet is attached: {file}.")
_SHEET_COMES = Message("You get the sheet with another mail.")
_OPTIONAL = Message("The form has optional questions, too. Answer those that you can.")
_NOT_YOURS = Message(
    "“Not known” is an answer, too. If a question belongs to somebody else, tell us whose it is."
)
_HAS_AGREED = Message(
    "We have your other answers, to which you agreed on {day}. You need not write them again."
)
_HAS_ANSWERED = Message("We have your other answers. You need not write them again.")
_WHO_LEADS = Message(
    "The form says it at each question. Whoever leads gives the answer of the State. "
    "Whoever contributes says what the authority that leads should know, and marks where "
    "it answers otherwise."
)
_SET_WORDS = 12
"""The most sets that are named."""


class Occasion(NamedTuple):
    """Why an authority gets this form."""

    new: Sequence[str] = ()
    """What stands in no earlier form of it: `8.1 d`, `5.6`."""
    passed_on_by: str = ""
    """The authority that passed questions on to it; empty where none did."""
    passed_on: Sequence[str] = ()
    """These questions; empty for all of them."""


_FIRST = Occasion()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes to the authorities."""

    office: str = ""
    person: str = ""
    email: str = ""
    telephone: str = ""

    @property
    def words(self) -> str:
        """Whom to call or write to, on one line."""
        return commas(filter(None, [self.person, self.office, self.email, self.telephone]))

    @property
    def short(self) -> str:
        """The address to which forms go back: of the e-mail, or else the office."""
        return self.email or self.office or self.person


def note_blocks(part: Part, sender: Sender, file: str) -> Iterator[Block]:
    """Yield the covering note of a part.

    Args:
        part: The part.
        sender: Who writes.
        file: The name of the form that comes along.
    """
    state = _state(part)
    asked = effort_text(len(part.items), part.minutes)
    yield Heading(tr("Questions to: {part_label}", part.label), 1)
    if part.identity.authority == CABINET:
        wish = tr(
            "Several authorities give the answers. This is the whole report for your "
            "approval, also the answers that are not for publication. Change what must "
            "be changed; everything else stays as it is."
        )
    else:
        wish = tr(
            "Several authorities give the answers. We ask you to answer these questions, "
            "or to contribute to the answers."
        )
    yield Paragraph(sentences([*_report(part), wish]))
    yield Facts(
        [
            (tr("Asked of you"), asked),
            *([(tr("Who leads"), sentences([part.roles, tr(_WHO_LEADS)]))] if part.roles else []),
            (tr(Message("On", "what questions are about")), semicolons(_sets(part))),
            (tr("Until"), date_in_words(part.due) if part.due else tr("as soon as you can")),
            (tr("Send it back to"), sender.short or tr("the person who sent it to you")),
            (tr("If you have a question"), sender.words or tr("ask the person who sent it to you")),
            (tr("The form"), file),
        ]
    )
    yield Heading(tr("How to fill it in"), 2)
    has_last = any(item.is_carried for item in part.items)
    yield Items(_how_to(is_page=file.endswith(".html"), has_last=has_last))
    yield Heading(tr("What happens with your answers"), 2)
    yield Items(
        [
            tr(
                "The report of {state} may be published. Mark what must stay "
                "confidential with an x under “Do not publish”: the other authorities do "
                "not see it. The secretariat that receives the report gets it with this "
                "mark, and does not publish it.",
                state,
            ),
            tr(
                "The person who may speak for your authority writes their name and the "
                "day at the end of the form. You will be shown the answers that the "
                "report will give in your name."
            ),
            tr(
                "If nothing comes back, the report will say “not known” where an answer "
                "is required, because the ministry did not reply."
            ),
        ]
    )


def _how_to(*, is_page: bool, has_last: bool) -> list[str]:
    """Return how a form is filled in.

    Args:
        is_page: Whether it is a page, and no office file.
        has_last: Whether the last report answered something in it.
    """
    opened = tr(
        "Open the file, mark or write your answers, and save it under the same name. "
        "Colleagues can fill in different parts of it, one after the other."
    )
    not_known = tr("“Not known” is an answer: mark or choose it, with the reason.")
    take_away = tr(
        "To remove an answer that is in the form, write “remove”. A cell that you empty "
        "changes nothing."
    )
    if is_page:
        opened = tr(
            "Open the file in a browser; it needs no network. At the end press “Save”, "
            "and send back the page that is saved. Colleagues can open that page, and continue."
        )
        not_known = tr("“Not known” is an answer: choose it under “No answer?”, with the reason.")
        take_away = tr(
            "To remove an answer that is in the form, press “Take back this answer”, or "
            "write “remove”. A field that you empty changes nothing."
        )
    return [
        opened,
        tr("Leave open the questions that are not yours, and say under “Remark” whose they are."),
        not_known,
        *(map(tr, [_AS_BEFORE] if has_last else [])),
        tr("Send no attachments: give the title of the law, the article, and a web address."),
        take_away,
    ]


def mail_text(part: Part, sender: Sender, file: str, note: str, occasion: Occasion = _FIRST) -> str:
    """Return the text of the mail with which a part is sent: its subject, then its lines.

    Args:
        part: The part.
        sender: Who writes.
        file: The name of the form.
        note: The name of the covering note.
        occasion: Why the authority gets it.
    """
    state = _state(part)
    asked = effort_text(len(part.items), part.minutes)
    subject = tr("Subject: Report of {state}: questions to {part_label}", state, part.label)
    wish = tr("Please fill in the attached file {file} and send it back as soon as you can.", file)
    if part.due:
        due = date_in_words(part.due)
        subject = tr(
            "Subject: Report of {state}: questions to {part_label} by {due}", state, part.label, due
        )
        wish = tr("Please fill in the attached file {file} and send it back by {due}.", file, due)
    lines = [
        *_report(part),
        tr("We ask you for your part of it: {asked}.", asked),
        *([part.roles] if part.roles else []),
        wish,
        *_occasion(part, occasion),
        tr("The note {note} says how, and what becomes of your answers.", note),
        tr("If a question belongs to somebody else, leave it open and say whose it is."),
    ]
    return _mail(subject, lines, sender)


def sheet_mail_text(
    state: str, number: int, others: Sequence[str], sender: Sender, file: str
) -> str:
    """Return the text of the mail with which a sheet of conflicts is sent.

    Args:
        state: The name of the State, as it stands in a sentence.
        number: The number of questions on the sheet.
        others: The other ministries on it, each with whom to write to there.
        sender: Who writes.
        file: The name of the sheet.
    """
    subject = trn(
        "Subject: Report of {state}: an answer to settle",
        "Subject: Report of {state}: {count} answers to settle",
        number,
        state,
    )
    lines = [
        tr("In the report of {state}, your answers and those of another ministry differ.", state),
        tr("Please agree on one answer to each question of the attached sheet with:"),
        *(f"- {other}" for other in others),
        tr("Mark the answer in {file}, and write at the end who agreed, and on which day.", file),
        tr("One of you sends the sheet to the other, and the last of you sends it back to us."),
        tr("A question that you leave open stays open, and we call you."),
    ]
    return _mail(subject, lines, sender)


def _mail(subject: str, lines: Sequence[str], sender: Sender) -> str:
    """Return a mail: its subject, then its lines between the greeting and who writes."""
    greeting = tr("Dear colleague,")
    last = sender.words or tr("(your name, office, address and telephone)")
    return "\n".join([subject, "", greeting, "", *lines, "", last, ""])


def _report(part: Part) -> Iterator[str]:
    """Yield in sentences which report is prepared, and about which document."""
    head = part.questionnaire.head
    yield tr(
        "{state} is preparing a report: “{head_title}”.", capitalized(_state(part)), head.title
    )
    yield tr(_ABOUT, symbol=head.source.symbol, title=head.source.title)


def _occasion(part: Part, occasion: Occasion) -> Iterator[str]:
    """Yield in sentences why an authority gets a form, where it is not the first of a division."""
    by, only = occasion.passed_on_by, commas(occasion.passed_on)
    if by:
        sentence = _SOME_PASSED_ON if only else _ALL_PASSED_ON
        yield tr(sentence, ministry=by, questions=only)
    if part.identity.number > 1:
        yield tr(_FURTHER)
    if occasion.new:
        yield tr(_NEW, questions=commas(occasion.new))


class ReminderContent(NamedTuple):
    """What a reminder is about, a line for each question."""

    open: Sequence[str]
    """What is still open."""
    differing: Sequence[str] = ()
    """What the authority answered, and another one otherwise."""
    others: Sequence[str] = ()
    """The words for those others."""
    form: str = ""
    """The name of the form that comes along again; empty where none does."""
    has_optional: bool = False
    """Whether the authority is asked optional questions that are not all answered."""


def reminder_text(
    part: Part,
    sender: Sender,
    wanted: ReminderContent,
    earlier: Sequence[str],
    *,
    sheets: Sequence[str],
    has_answered: bool,
    agreed_on: str = "",
) -> str:
    """Return the text of a reminder, with what is open and what is to be settled.

    Args:
        part: The part.
        sender: Who writes.
        wanted: What it is about.
        earlier: The days on which its form was sent and it was reminded before, in their order.
        sheets: The names of the sheets that come along, on which it settles what differs.
        has_answered: Whether other answers of the authority came.
        agreed_on: The day on which it agreed to these; empty where it did not.
    """
    state = _state(part)
    about = tr("report of {state}, questions to {part_label}", state, part.label)
    days = [date_in_words(day) for day in earlier]
    due = tr("We asked for it by {due}.", date_in_words(part.due)) if part.due else ""
    match len(days):
        case 0 | 1:
            subject = tr("Reminder: {about}", about)
            said = tr("Your part of the report of {state} is not complete yet.", state)
            begun = [
                sentences([said, due]),
                tr("Please send it, or tell us by which day you can."),
            ]
        case 2:
            subject = tr("Second reminder: {about}", about)
            said = tr(
                "We wrote to you on {days} and reminded you on {days_2}, and your "
                "part of the report of {state} is still not complete.",
                *days,
                state,
            )
            begun = [
                sentences([said, due]),
                tr("Tell us if something stands in your way, and by which day you can answer."),
            ]
        case count:
            subject = tr("Reminder {count}: {about}", count, about)
            begun = [
                tr(
                    "We wrote to you on {days} and reminded you on {days_2}. Your part "
                    "of the report of {state} is not complete, and the report is about "
                    "to be finished without it.",
                    days[0],
                    all_of(days[1:]),
                    state,
                ),
                tr("Please show this mail to the head of your office today."),
            ]
    if wanted.open:
        lines = [*begun, tr(_WITHOUT_REPLY), "", *(f"- {line}" for line in wanted.open), ""]
    else:
        lines = [tr(_ALL_HERE, state=state)]
    if wanted.differing:
        others = commas(wanted.others)
        lines += [tr(_DIFFERS, others=others), "", *(f"- {line}" for line in wanted.differing)]
        lines += [""]
        lines += [tr(_SHEET, file=file) for file in sheets] or [tr(_SHEET_COMES)]
    if wanted.open:
        lines += [tr("The form is attached again: {form}.", wanted.form)] if wanted.form else []
        lines += [tr(_OPTIONAL)] if wanted.has_optional else []
        agreed = tr(_HAS_AGREED, day=date_in_words(agreed_on)) if agreed_on else ""
        lines += [agreed or tr(_HAS_ANSWERED)] if has_answered else []
        lines += [tr(_NOT_YOURS)]
    return _mail(tr("Subject: {subject}", subject), lines, sender)


def _state(part: Part) -> str:
    code = part.identity.state
    return BY_CODE[code].in_sentence if code in BY_CODE else code


def _sets(part: Part) -> list[str]:
    titles = [part.questionnaire.set_of[item.question.id].title for item in part.items]
    named = list(dict.fromkeys(titles))
    more = len(named) - _SET_WORDS
    return [*named[:_SET_WORDS], *([tr("and {more} more", more)] if more > 0 else [])]
