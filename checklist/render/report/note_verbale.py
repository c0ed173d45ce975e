"""The draft of the note verbale with which a report is sent."""

import shlex
from collections.abc import Iterator, Sequence

from checklist.answer_types.answer import missing_lines
from checklist.answer_types.written_date import date_in_words
from checklist.lifecycle.sent_list import SentFile, list_name
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Blanks, Block, Facts, Heading, Items, Notice, Paragraph
from checklist.reports.report import APPROVED, Report
from checklist.reports.seal import short_seal
from checklist.states import BY_CODE
from checklist.text.messages import Message, grouped, semicolons, tr

_NO_ANSWER = Message("Not answered")


def note_blocks(
    report: Report, questionnaire: Questionnaire, files: Sequence[SentFile]
) -> Iterator[Block]:
    """Yield the draft of the note verbale.

    Args:
        report: The report that is sent.
        questionnaire: The questionnaire that it answers.
        files: The files that go with the note.
    """
    state = BY_CODE[report.state].in_sentence if report.state in BY_CODE else report.state
    seal = short_seal(report.seal or "")
    yield Heading(tr("Note verbale"), 1)
    yield Notice(tr("Draft: fill in the blanks, and put the text on the letterhead."))
    yield Paragraph(
        tr(
            "The ________________ of {state} presents its compliments to "
            "________________ and has the honour to transmit the report of {state} on "
            "the questionnaire “{head_title}”.",
            state,
            questionnaire.head.title,
        )
    )
    yield Facts([*_facts(report, questionnaire, seal)])
    consent = [*_consent(report, questionnaire)]
    if consent:
        yield Heading(tr("Consent"), 2)
        yield Items(consent)
    yield Heading(tr("Enclosed"), 2)
    named = [tr("{file} ({size} bytes)", file.name, grouped(file.size)) for file in files]
    yield Items([*named, list_name(report.state)])
    report_file = files[0].name if files else "REPORT"
    yield Paragraph(
        tr(
            "The short seal {seal} stands on the first page of the printed report. This "
            "command shows whether the printed report matches the file:",
            seal,
        )
    )
    yield Paragraph(f"checklist verify {shlex.quote(report_file)} --seal {seal}")
    yield Paragraph(
        tr(
            "The ________________ of {state} avails itself of this opportunity to renew "
            "to ________________ the assurances of its highest consideration.",
            state,
        )
    )
    yield Blanks([tr("Place and date"), tr("Initials and stamp")])


def _facts(report: Report, questionnaire: Questionnaire, seal: str) -> Iterator[tuple[str, str]]:
    yield (
        tr("Report"),
        tr("Revision {revision}, as of {of}", report.revision, date_in_words(report.as_of)),
    )
    if report.supersedes is not None:
        yield tr("It takes the place of"), tr("revision {revision}", report.revision - 1)
    yield tr("Short seal"), seal
    approved = report.internal.get(APPROVED)
    if approved:
        day = date_in_words(approved["on"])
        yield (
            tr("Approved by"),
            tr("{approved}, {approved_2}, on {day}", approved["by"], approved["office"], day),
        )


def _consent(report: Report, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield what the State decided on who may read the report, question by question."""
    for question in questionnaire.release_questions:
        answer = report.answers.get(question.id, {})
        if "value" in answer:
            words = semicolons(question.answer_type.lines(answer["value"]))
        else:
            words = tr(missing_lines(answer)[0] if "missing" in answer else _NO_ANSWER)
        yield f"{question.ask} {words}"
