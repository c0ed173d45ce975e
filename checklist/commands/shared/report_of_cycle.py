"""The report of one cycle or time, out of a folder with many."""

from pathlib import Path

from checklist.analysis.comparison.report_pair import UsableReport
from checklist.analysis.rows.report_selection import Within, selected
from checklist.checks.batch import ReportSource
from checklist.checks.resolve_questionnaire import resolve
from checklist.checks.validator import Validator
from checklist.commands.shared.report_inputs import report_files
from checklist.errors import ChecklistError
from checklist.files.discovery import is_folder
from checklist.text.sanitize import safe_text


def report_of_cycle(given: Path | None, wanted: Within, questionnaire: str | None) -> Path:
    """Return the latest revision of the only State with a report of a cycle or time.

    A draft counts, too.

    Args:
        given: A folder; None: this one.
        wanted: The cycle or the time.
        questionnaire: The folder or id of the questionnaire; None: the one that ships.

    Raises:
        ChecklistError: It is not a folder, there is no such report, or there are several.
    """
    folder = given or Path()
    name = safe_text(str(folder))
    if not is_folder(folder):
        raise ChecklistError(
            f"{name} is not a folder; --cycle, --since and --until choose among the reports of a "
            "folder"
        )
    validator = Validator(resolve(questionnaire))
    files = map(ReportSource, report_files([folder]))
    read = (UsableReport.of(source.document(), validator) for source in files)
    selection = selected(read, drafts=True, within=wanted)
    found = [Path(one.file) for one in selection.counted]
    if len(found) == 1:
        return found[0]
    if found:
        states = ", ".join(one.identity.state for one in selection.counted)
        raise ChecklistError(f"there are reports of several States in {name}: {states}; name one")
    unclear = [one for one in selection.not_counted if one.is_unclear]
    reasons = "".join(f"; {safe_text(one.file)} {one.message}" for one in unclear[:1])
    raise ChecklistError(f"there is no report of this cycle or time in {name}{reasons}")
