"""The questions about open conflicts, one after the other, in a terminal."""

from pathlib import Path
from typing import Any, cast

from checklist.commands.shared.person import EnterAlone, Person
from checklist.files.reader import Document
from checklist.ministries.draft_file import save_draft
from checklist.ministries.merge import Conflict, decided, open_conflicts, standing, with_conflicts
from checklist.ministries.words import packet_in_words, place_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import CONFLICTS, Report
from checklist.text.messages import Plural, tr, trn, with_aside

_OPEN = Plural(
    "{count} conflict is open: a ministry answers otherwise, and nobody has decided.",
    "{count} conflicts are open: ministries answer otherwise, and nobody has decided.",
)


def settle_conflicts(
    path: Path, document: Document, questionnaire: Questionnaire, person: Person
) -> None:
    """Ask about the open conflicts of a draft on the disk, and save each decision at once.

    Args:
        path: The draft, whose lock is held.
        document: The draft, as it was read.
        questionnaire: Its questionnaire.
        person: Who is asked.

    Raises:
        SaveError: The draft cannot be saved.
        EOFError: The person stops.
    """
    report = Report.from_data(cast(dict[str, Any], document.data))
    waiting = open_conflicts(report, questionnaire)
    later: list[Conflict] = []
    with person.opened():
        for number, conflict in enumerate(waiting, 1):
            title = tr(
                "Conflict {number} of {count}: {place}",
                number,
                len(waiting),
                place_in_words(conflict.at, questionnaire),
            )
            choice = _choice(title, report, conflict, questionnaire, person)
            if choice == 0:
                later.append(conflict)
            elif choice == 1:
                report = decided(report, conflict, questionnaire)
            report = with_conflicts(report, [*later, *waiting[number:]])
            document = save_draft(path, document, report, questionnaire)
        person.tell()


def _choice(
    title: str, report: Report, conflict: Conflict, questionnaire: Questionnaire, person: Person
) -> int:
    """Return 1 where the authority is right, 2 where the report is, 0 to decide later."""
    at, who = conflict.at, questionnaire.authorities.get(conflict.by, conflict.by)
    says = packet_in_words(at, conflict.says, questionnaire)
    now = standing(report, conflict, questionnaire)
    stands = packet_in_words(at, now, questionnaire)
    take = tr("take: {says}", says) if conflict.says else tr("take it away")
    keep = tr("keep: {stands}", stands) if now else tr("leave it empty")
    return person.choose(title, [with_aside(take, who), keep], enter=EnterAlone.DECIDES_LATER)


def conflicts_text(report: Report) -> str:
    """Return how many conflicts are open in a draft, and that the command below asks about them.

    Without any, it is empty.
    """
    number = len(report.internal.get(CONFLICTS, ()))
    if not number:
        return ""
    asks = trn("This command asks about it:", "This command asks about them:", number)
    return f"{_OPEN.of(number)} {asks}"
