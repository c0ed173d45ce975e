"""Begins a report with the answers of an earlier report of the same State."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from checklist.answer_types.answer import AnswerData
from checklist.checks.validator import first_reasons
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.lifecycle.migrate import Migration, migrate
from checklist.lifecycle.opening import open_report, sealed_report
from checklist.lifecycle.route import can_migrate
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import APPROVED, DRAFT, MAX_REVISION, Report
from checklist.text.messages import grouped, tr
from checklist.text.sanitize import safe_text


def carry_forward(
    document: Document, questionnaire: Questionnaire, today: date
) -> tuple[Report, Mapping[str, str]]:
    """Begin the report of a new cycle with the answers of an earlier report.

    The earlier report can be a draft, and of an older version of the questionnaire. Answers that a
    gate filled in are not carried, because the gate fills them in again once it is confirmed.
    Answers to questions that are asked afresh in every report are not carried either.

    Returns:
        The draft, whose answers wait to be confirmed, one by one; and the reasons why answers no
        longer fit, by the id of their question, or their address.

    Raises:
        UnusableReportError: The earlier report cannot be used.
    """
    earlier = open_report(document, questionnaire)
    if earlier.on_disk.redacted is not None:
        raise ChecklistError(
            tr(
                "{document} is a copy for publication, which lacks answers; use the "
                "report from which it was made",
                safe_text(document.name),
            )
        )
    answers: dict[str, AnswerData] = {}
    left_behind: dict[str, str] = {}
    present, invalid = earlier.present, earlier.invalid_questions
    if can_migrate(earlier.on_disk, questionnaire):
        migrated = migrate(earlier.on_disk, questionnaire)
        left_behind = {unit.address: unit.reason for unit in migrated.set_aside}
        present, invalid = migrated.report, frozenset()
    reasons = first_reasons(present.to_data(), questionnaire)
    for question_id, answer in present.answers.items():
        if question_id not in questionnaire.questions:
            left_behind[question_id] = tr("the questionnaire no longer has this question")
        elif question_id in invalid:
            left_behind[question_id] = reasons.get(question_id, "it does not fit the question")
        elif "by" not in answer and not questionnaire.questions[question_id].afresh:
            answers[question_id] = {**answer, "carried": True}
    begun = Report.begin(questionnaire, earlier.on_disk.state, today)
    if (language := earlier.on_disk.language or begun.language) != begun.language:
        begun = begun._replace(language=language, translations=None)
    return begun._replace(answers=answers), left_behind


def next_revision(
    document: Document, questionnaire: Questionnaire, today: date
) -> tuple[Report, Migration | None]:
    """Return the draft of the next revision of a final report. Its answers stay confirmed.

    Those of an older version are moved to the present one.

    States update what they submitted (paragraph 24(a) of the source document). The draft names
    the seal of the report that it will supersede. The report keeps its id, and the clearances of
    authorities, which name what they agreed to; it is to be approved anew.

    Returns:
        The draft; and what became of its answers, where the final report is of an older version.

    Raises:
        UnusableReportError: The report cannot be used, or was changed after it was sealed.
        ChecklistError: It is a draft, a copy for publication, or the last revision there can be.
    """
    report = sealed_report(document, questionnaire)
    final = report.on_disk
    if final.revision == MAX_REVISION:
        raise ChecklistError(
            tr(
                "a report has at most {max_revision} revisions, and this is the last",
                grouped(MAX_REVISION),
            )
        )
    head = questionnaire.head
    migration = migrate(final, questionnaire) if can_migrate(final, questionnaire) else None
    draft = (report.present if migration is None else migration.report)._replace(
        questionnaire_version=head.version,
        questionnaire_digest=questionnaire.digest,
        as_of=today.isoformat(),
        status=DRAFT,
        revision=final.revision + 1,
        supersedes=final.seal,
        salt=None,
        seal=None,
        submitted=None,
        internal={key: kept for key, kept in final.internal.items() if key != APPROVED},
    )
    return draft, migration


def revision_path(path: Path, revision: int) -> Path:
    """Return the default path of a revision: `report-NOR-r2.yaml`."""
    stem = re.sub(r"-r[0-9]+\Z", "", path.stem)
    return path.with_name(f"{stem}-r{revision}.yaml")
