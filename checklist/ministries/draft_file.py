"""The file of a draft, saved with other answers: what did not change keeps its bytes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from checklist.files import writer
from checklist.files.reader import Document, parse
from checklist.files.report_text import ReportText
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import CONFLICTS, MERGED, Report


def save_draft(
    path: Path, document: Document, report: Report, questionnaire: Questionnaire
) -> Document:
    """Save a draft in one step. Returns it as it is then.

    Args:
        path: The draft.
        document: The draft, as it was read.
        report: The draft as it is to be.
        questionnaire: Its questionnaire, whose order new answers follow.

    Raises:
        ChangedOnDiskError: Another program changed it meanwhile.
        SaveError: It cannot be written; it is as it was.
    """
    writer.require_unchanged(path, document.content)
    before = Report.from_data(cast(dict[str, Any], document.data))
    text = ReportText(document)
    order = list(questionnaire.questions)
    for name in before.answers.keys() - report.answers.keys():
        text.remove_answer(name)
    for name, answer in report.answers.items():
        if before.answers.get(name) != answer:
            at = order.index(name) + 1 if name in order else len(order)
            text.set_answer(name, answer, before=frozenset(order[at:]))
    for key in (MERGED, CONFLICTS):
        _set(text, key, before.internal, report.internal)
    content = text.content()
    if content == document.content:
        return document
    writer.replace(path, content, before=document.content)
    return parse(content, document.name)


def _set(text: ReportText, key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write a key of the head, if it changed."""
    if after.get(key) == before.get(key):
        return
    if after.get(key):
        text.set_header(key, after[key])
    else:
        text.remove_header(key)
