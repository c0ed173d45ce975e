"""The receipts of a merge: what each ministry is shown of what came of its return."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from checklist.commands.shared.divided_report import DividedReport
from checklist.files import writer
from checklist.files.discovery import free_path
from checklist.files.private_folder import make_private_folder
from checklist.forms.incoming_files import IncomingFile
from checklist.ministries.conflicts import OpenConflict
from checklist.ministries.division import Division, reference_of
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import answer_entries, append, as_shown, user_name, with_decisions
from checklist.ministries.merge import MergeResult
from checklist.ministries.merged_files import now
from checklist.ministries.own_answers import OwnAnswers, known_records
from checklist.ministries.secrets import Sight, Viewer
from checklist.ministries.sides import Sides
from checklist.ministries.words import written_for
from checklist.questionnaire.authorities import OWN
from checklist.render.document import Document
from checklist.render.ministries.merge_list import (
    HIDDEN,
    left_out_blocks,
    receipt_blocks,
    settled_blocks,
)
from checklist.render.word import as_docx
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import Report
from checklist.states import BY_CODE
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text
from checklist.today import today


def receipts(
    divided: DividedReport,
    files: Sequence[IncomingFile],
    result: MergeResult,
    report: Report,
    on: str,
) -> dict[str, bytes]:
    """Return the receipts of a merge: Word files by name.

    Args:
        divided: The report before the merge, with its division.
        files: The files that were merged.
        result: What came of them.
        report: The report after the merge, and after what was decided at once.
        on: The day of the merge.
    """
    questionnaire, state = divided.questionnaire, report.state
    wanted = {file.incoming.digest: file.logged for file in files if file.lacks_receipt}
    before = divided.checked
    after, _ = check_structure(report.to_data(), questionnaire)
    division = divided.file.division if divided.file else _undivided(divided)
    name = BY_CODE[state].shown if state in BY_CODE else state
    found: dict[str, bytes] = {}
    records = result.records
    if report is not result.report:
        records = known_records(report, questionnaire)
    for came in result.returns:
        if came.incoming.returned.identity is None or came.incoming.digest not in wanted:
            continue
        logged = wanted[came.incoming.digest]
        code = came.incoming.by
        viewer = Viewer(code, questionnaire)
        first, then = (Sight(viewer, seen.report.answers, seen.valid) for seen in (before, after))
        shown = as_shown(with_decisions(came, report, questionnaire, logged), first, then)
        day = on if logged is None else str(logged.data.get("at"))[: len(on)]
        own = OwnAnswers.of(code, records, questionnaire)
        stands = [*_in_the_name_of(own, then)]
        with written_for([code], division, questionnaire) as asked:
            label = division.label(code, asked)
            blocks = receipt_blocks(shown, label, name, day, asked, stands)
            title = tr("Receipt for {label}", label)
            receipt = as_docx(Document([*blocks], title=title, language=asked.language))
        names = (
            f"{state}-{code}-receipt{f'-{number}' if number > 1 else ''}.docx"
            for number in count(1)
        )
        known = divided.folder.returns.glob(f"{state}-{code}-receipt*")
        taken = {path.name for path in known if not path.is_symlink()}  # a link is refused
        free = next(file for file in names if file not in {*taken, *found})
        found[free] = receipt
    return found


def _in_the_name_of(own: OwnAnswers, sight: Sight) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """Yield all that a report says in the name of an authority.

    Yields:
        The address of a question, a row or an entry; in an entry, the cells that say which it is;
        and what the authority is named for, or `HIDDEN` where it may not see all of that.
    """
    for at, entry, content in own.standing(sight.answers):
        yield at, entry, content if sight.shows_unit(at, content) else HIDDEN


def settled_receipts(
    folder: ReportFolder,
    sides: Sides,
    decisions: Sequence[tuple[OpenConflict, Any]],
    report: Report,
    told: Collection[str] = (),
) -> Sequence[Path]:
    """Tell each ministry whose answer differed what stands now. Returns the receipts.

    Args:
        folder: The folder of the report.
        sides: Who takes part in its conflicts.
        decisions: The conflicts that were decided, each with what stands now.
        report: The report after that.
        told: The ministries that are told in another way.
    """
    questionnaire, state = sides.questionnaire, report.state
    checked, _ = check_structure(report.to_data(), questionnaire)
    rows: dict[str, list[tuple[OpenConflict, Any, Any]]] = {}
    for conflict, content in decisions:
        for side in sides.with_standing(conflict):
            for code in side.codes:
                rows.setdefault(code, []).append((conflict, side.content, content))
    name, on = BY_CODE[state].shown if state in BY_CODE else state, today().isoformat()
    written = []
    for code in sides.in_order(rows):
        if code in {OWN, *told} or (sides.division and code not in sides.division.authorities):
            continue
        sight = Sight(Viewer(code, questionnaire), report.answers, checked.valid)
        shown = [
            (
                conflict,
                said,
                kept if said == kept or sight.shows_unit(conflict.at, kept) else HIDDEN,
            )
            for conflict, said, kept in rows[code]
        ]
        with written_for([code], sides.division, questionnaire) as asked:
            label = sides._replace(questionnaire=asked).label(code)
            blocks = settled_blocks(shown, label, name, on, asked)
            title = tr("Decided: {label}", label)
            content = as_docx(Document([*blocks], title=title, language=asked.language))
        make_private_folder(folder.returns)
        named = f"{state}-{Path(code).name}-decided-{on}.docx"  # a file decides, too: ../a.yaml
        path = free_path(folder.returns / named, ".docx")
        writer.replace(path, content, follows_link=False)
        written.append(path)
    return written


def left_out_receipts(
    folder: ReportFolder, division: Division, checked: CheckedReport, left_out: Collection[str]
) -> Sequence[Path]:
    """Tell each ministry which of its answers are not in the final report. Returns the receipts.

    The log notes who had given them.

    Args:
        folder: The folder of the report.
        division: Its division.
        checked: The draft.
        left_out: The questions that are not asked any more.
    """
    report, asked, on = checked.report, checked.questionnaire, today().isoformat()
    before = {name: report.answers[name] for name in left_out if name in asked.questions}
    append(folder.log, [*answer_entries(before, {}, asked, at=now(), who=user_name())])
    records = known_records(report, asked)
    state = BY_CODE[report.state].name if report.state in BY_CODE else report.state
    written = []
    for code in division.authorities:
        sight = Sight(Viewer(code, asked), report.answers, checked.valid)
        own = OwnAnswers.of(code, records, asked)
        rows = [row for row in _in_the_name_of(own, sight) if row[0].partition("/")[0] in before]
        if code == OWN or not rows:
            continue
        with written_for([code], division, asked) as read:
            label = division.label(code, read)
            blocks = left_out_blocks(rows, label, state, on, read)
            title = tr("Left out: {label}", label)
            content = as_docx(Document([*blocks], title=title, language=read.language))
        make_private_folder(folder.returns)
        path = free_path(folder.returns / f"{report.state}-{code}-left-out-{on}.docx", ".docx")
        writer.replace(path, content, follows_link=False)
        written.append(path)
    return written


def say_receipts(paths: Sequence[Path]) -> None:
    """Say where the receipts are."""
    for path in paths:
        print(receipt_line(path), file=sys.stderr)


def receipt_line(path: Path) -> str:
    """Return where a receipt is."""
    return tr("Receipt: {path}", safe_text(str(path)))


def _undivided(divided: DividedReport) -> Division:
    """Return a division in which nobody is asked, for a report whose division is not there."""
    return Division(
        checklist_division=1,
        questionnaire=reference_of(divided.questionnaire),
        state=divided.checked.report.state,
        authorities={},
        asks={},
    )
