"""A State report as a Word file: to read, to edit into a letter, to print and to sign."""

from collections.abc import Sequence

from checklist.answer_types.state_entries import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.question import QuestionSet
from checklist.render.blocks import Block, Heading
from checklist.render.report.document import document_blocks, part_blocks, part_title
from checklist.render.report.report_facts import ReportFacts
from checklist.render.word import as_docx as as_word_file
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import tr


def as_docx(checked: CheckedReport, part: QuestionSet | None = None) -> bytes:
    """Return the file of the report, or of one set of it.

    At the foot of each page stand the State and what the report is.
    """
    report, facts = checked.report, ReportFacts(checked)
    title = (
        tr("State report: {state_name}", state_name(report.state))
        if part is None
        else part_title(checked, part)
    )
    kind = tr("Copy for publication") if facts.is_sound_copy else facts.status
    return as_word_file(
        document_blocks(checked) if part is None else part_blocks(checked, part),
        title=title,
        language=checked.questionnaire.language,
        foot=tr(
            "{title} · {kind}, revision {revision}, as of {of}",
            title=title,
            kind=kind,
            revision=report.revision,
            of=date_in_words(report.as_of),
        ),
        has_contents=part is None,
        in_two_columns=True,
    )


def letter_as_docx(blocks: Sequence[Block]) -> bytes:
    """Return a letter to a State as a Word file, to be put on the letterhead."""
    title = next(block.text for block in blocks if isinstance(block, Heading))
    return as_word_file(blocks, title=title, foot=title)
