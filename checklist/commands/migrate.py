"""`checklist migrate`."""

import shlex

from checklist.checks.resolve_questionnaire import resolve_current
from checklist.commands.shared.divided_report import open_division
from checklist.commands.shared.hard_links import BreakLinkOption, refuse_hard_links
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import DRAFT, DraftArgument, resolve_report_path
from checklist.errors import ChecklistError
from checklist.files.lock import ReportLock
from checklist.files.writer import remove_strays
from checklist.lifecycle.migrate import migrate, write_migrated
from checklist.lifecycle.opening import open_report
from checklist.ministries.division_file import DivisionFile
from checklist.ministries.folder import ReportFolder
from checklist.ministries.next_division import MovedDivision, migrated_division
from checklist.questionnaire.loading import of_version
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.migration_text import migration_lines, with_number
from checklist.text.messages import commas, tr
from checklist.text.sanitize import safe_text


def run(
    report: DraftArgument = None,
    break_link: BreakLinkOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Move a draft of an older version of the questionnaire to the present version.

    Each answer is carried over, is carried over and waits for you to confirm it, or is set aside.
    The command says which answers these are, and why. Answers that are set aside are kept next to
    the report, in a file such as report-NOR.set-aside.yaml. The draft before the migration is kept
    in report-NOR.1.0.0.draft.yaml.

    A final report is not changed: `checklist amend` begins its next revision, in the present
    version.
    """
    path = resolve_report_path(report, DRAFT)
    with ReportLock(path):
        remove_strays(path)
        document = read_report(path)
        refuse_hard_links(path, break_link=break_link)
        present = resolve_current(document, questionnaire)
        old = open_report(document, present).on_disk
        name = safe_text(str(path))
        if old.is_final:
            raise ChecklistError(
                tr(
                    "{name} is final, and stays as it is. This begins its next revision, "
                    "in the present version:\n  checklist amend {quote}",
                    name,
                    shlex.quote(name),
                )
            )
        division = open_division(ReportFolder(path, old.state), old)
        moved = _moved(division, present)
        version = division.division.questionnaire.version if division is not None else None
        divided = of_version(present, version)
        if old.questionnaire_version == present.head.version:
            if division is not None and moved is not None:  # it was stopped between the two
                division.save(moved.division, present)
                _print_division(moved, divided, present)
            print(
                tr(
                    "{name} answers version {version}, the present one, already.",
                    name,
                    present.head.version,
                )
            )
            return
        migration = migrate(old, present)
        kept, aside = write_migrated(path, document, migration, break_link=break_link)
        if division is not None and moved is not None:
            division.save(moved.division, present)
    for line in migration_lines(migration, old.questionnaire_version, present, aside):
        print(line)
    if moved is not None:
        _print_division(moved, divided, present)
    print(tr("The draft as it was is kept in {kept}. Go on with:", safe_text(str(kept))))
    print(f"  {safe_text(command_line('answer', path, questionnaire))}")


def _moved(division: DivisionFile | None, present: Questionnaire) -> MovedDivision | None:
    """Return the division in the present version, if there is one of an earlier version."""
    if division is None or division.division.questionnaire.version == present.head.version:
        return None
    return migrated_division(division.division, present)


def _print_division(moved: MovedDivision, before: Questionnaire, present: Questionnaire) -> None:
    """Print what became of a division of the version before."""
    print(tr("The division among ministries was taken along."))
    for words, places, asked in (
        (tr("no longer asked"), moved.left_out, before),
        ("new", moved.added, present),
    ):
        if places:
            named = commas(with_number(place, asked) for place in places)
            print(f"  {words}: {safe_text(named)}")
