"""The receipts of a merge: what each ministry is shown of what came of its return."""

from collections import Counter
from collections.abc import Sequence

from checklist.commands.shared.divided_report import DividedReport
from checklist.commands.shared.incoming_files import IncomingFile
from checklist.ministries.division import Division
from checklist.ministries.log import as_shown, with_decisions
from checklist.ministries.merge import MergedReturn
from checklist.ministries.proposal import reference_of
from checklist.ministries.secrets import Sight, Viewer
from checklist.render.ministries.merge_list import receipt_blocks
from checklist.render.word import as_docx
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from checklist.states import BY_CODE


def receipts(
    divided: DividedReport,
    files: Sequence[IncomingFile],
    returns: Sequence[MergedReturn],
    report: Report,
    on: str,
) -> dict[str, bytes]:
    """Return the receipts of a merge: Word files by name.

    Args:
        divided: The report before the merge, with its division.
        files: The files that were merged.
        returns: What came of them.
        report: The report after the merge.
        on: The day of the merge.
    """
    questionnaire, state = divided.questionnaire, report.state
    wanted = {file.incoming.digest: file.logged for file in files if file.lacks_receipt}
    before = divided.checked
    after, _ = check_structure(report.to_data(), questionnaire)
    division = divided.file.division if divided.file else _undivided(divided)
    name = BY_CODE[state].name if state in BY_CODE else state
    written: Counter[str] = Counter()
    found = {}
    for came in returns:
        if came.incoming.returned.identity is None or came.incoming.digest not in wanted:
            continue
        logged = wanted[came.incoming.digest]
        code = came.incoming.by
        viewer = Viewer(code, questionnaire)
        shown = as_shown(
            with_decisions(came, report, questionnaire, logged),
            *(Sight(viewer, seen.report.answers, seen.valid) for seen in (before, after)),
        )
        day = on if logged is None else str(logged.data.get("at"))[: len(on)]
        written[code] += 1
        number = f"-{written[code]}" if written[code] > 1 else ""
        label = division.label(code, questionnaire)
        blocks = receipt_blocks(shown, label, name, day, questionnaire)
        found[f"{state}-{code}-receipt{number}.docx"] = as_docx(
            blocks, title=f"Receipt for {label}"
        )
    return found


def _undivided(divided: DividedReport) -> Division:
    """Return a division in which nobody is asked, for a report whose division is not there."""
    return Division(
        checklist_division=1,
        questionnaire=reference_of(divided.questionnaire),
        state=divided.checked.report.state,
        authorities={},
        asks={},
    )
