"""Moves a report to the present version of its questionnaire, as changes.yaml declares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from checklist.errors import ChangedOnDiskError, ChecklistError
from checklist.files.discovery import DRAFT_ENDING, SET_ASIDE_ENDING, free_path
from checklist.files.plain_yaml import yaml_text
from checklist.files.reader import Document, content_of
from checklist.files.report_text import ReportText
from checklist.files.writer import create, replace
from checklist.lifecycle.migration_step import MigrationStep
from checklist.lifecycle.unit_moves import Outcome, UnitOutcome
from checklist.questionnaire.changes import Step
from checklist.questionnaire.declared_names import question_places, row_places
from checklist.questionnaire.loading import of_version
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from checklist.text.sanitize import quoted, safe_text

SET_ASIDE_FORMAT = "migrated_report"

_HEADING = """\
Written by `checklist migrate`: what has no place in the new version of the questionnaire, and what
waits to be confirmed there. Nothing reads this file but you."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A report in the present version, and what became of each unit of it."""

    report: Report
    """The report in the present version."""
    outcomes: Sequence[UnitOutcome]
    """What became of each unit, version by version."""

    @property
    def set_aside(self) -> Sequence[UnitOutcome]:
        """The units that are not in the report any more."""
        return [outcome for outcome in self.outcomes if outcome.outcome is Outcome.SET_ASIDE]

    @property
    def queued(self) -> Sequence[UnitOutcome]:
        """The units that wait to be confirmed."""
        return [outcome for outcome in self.outcomes if outcome.outcome is Outcome.QUEUED]


def steps_to(present: Questionnaire, version: str) -> Sequence[tuple[Questionnaire, Step]] | None:
    """Return the steps from an earlier version to the present one, each with its first version.

    Returns:
        None where changes.yaml has no such steps, or one of the versions is not kept.
    """
    steps = present.changes.since(version, present.head.version)
    if steps is None:
        return None
    route = [(of_version(present, step.from_), step) for step in steps]
    if any(old.head.version != step.from_ for old, step in route):
        return None
    return route


def can_migrate(report: Report, present: Questionnaire) -> bool:
    """Whether a report answers an earlier version, from which changes.yaml leads to this one."""
    return (
        report.questionnaire_id == present.head.id
        and report.questionnaire_version != present.head.version
        and steps_to(present, report.questionnaire_version) is not None
    )


def migrate(report: Report, present: Questionnaire) -> Migration:
    """Move a report to the present version.

    Args:
        report: A draft or final report of an earlier version; it is not changed.
        present: The questionnaire of its id, in the present version.

    Raises:
        ChecklistError: changes.yaml does not lead from its version to this one.
    """
    route = steps_to(present, report.questionnaire_version)
    if route is None:
        raise ChecklistError(
            f"nothing says what became of version {quoted(report.questionnaire_version)} of "
            f"`{present.head.id}` on the way to {present.head.version}"
        )
    return migrate_along(report, route, present)


def migrate_along(
    report: Report,
    route: Sequence[tuple[Questionnaire, Step]],
    present: Questionnaire,
    *,
    keeps_lines: bool = False,
) -> Migration:
    """Move a report along the steps of a route.

    Args:
        report: The report.
        route: The steps, as `steps_to` returns them.
        present: The version to which they lead.
        keeps_lines: Whether a line that says who answered stays where no code stands for it: to be
            compared.
    """
    outcomes: list[UnitOutcome] = []
    following = [old for old, _ in route[1:]] + [present]
    for (old, step), new in zip(route, following, strict=True):
        move = MigrationStep(old, step, new, keeps_lines)
        report = _with_withheld(move.migrated(report), step)
        outcomes += move.outcomes
    return Migration(report=report, outcomes=outcomes)


def _with_withheld(report: Report, step: Step) -> Report:
    """Return a copy for publication that names what it withholds as the next version does."""
    if report.redacted is None:
        return report
    withheld = [now for place in report.redacted["withheld"] for now in _moved(place, step)]
    redacted = {**report.redacted, "withheld": [*dict.fromkeys(withheld)]}
    return report._replace(redacted=redacted)


def _moved(withheld: str, step: Step) -> Sequence[str]:
    """Return what a withheld place is called in the next version."""
    question_id, *names = withheld.split("/")
    if len(names) == 1:
        return [str(place) for place in row_places(step, question_id, names[0])]
    change = step.change(question_id)
    if names and names[1] in change.columns:
        columns = change.columns[names[1]]
        if columns.became == "removed":
            return ()
        names = [names[0], *(columns.to or [names[1]])]
    return ["/".join([str(place), *names]) for place in question_places(step, question_id)]


def write_migrated(
    path: Path, document: Document, migration: Migration, *, break_link: bool = False
) -> tuple[Path, Path | None]:
    """Replace a draft by its migrated form. Before, keep what is set aside, and the old draft.

    Args:
        path: The path of the report.
        document: The draft, as it was read.
        migration: What came of it.
        break_link: Whether other hard links to the file keep the old draft.

    Returns:
        The path of the old draft, and that of what is set aside or to be confirmed, if any is.

    Raises:
        SaveError: A file could not be written, or another program changed the report meanwhile; the
            report is unchanged.
    """
    old = Report.from_data(cast(dict[str, Any], document.data))
    text = ReportText.of(document)
    report, order = migration.report, list(migration.report.answers)
    for question_id in old.answers.keys() - report.answers.keys():
        text.remove_answer(question_id)
    for index, question_id in enumerate(order):
        text.set_answer(question_id, report.answers[question_id], before=order[index + 1 :])
    text.set_header("questionnaire", report.to_data()["questionnaire"])
    content = text.content()

    def is_unchanged() -> bool:
        return content_of(path) == document.content

    if not is_unchanged():
        raise ChangedOnDiskError(f"{safe_text(str(path))} was changed by another program meanwhile")
    aside = write_set_aside(path, migration, old.questionnaire_version)
    name = f"{path.stem}.{old.questionnaire_version}{DRAFT_ENDING}"
    kept = _kept(path.with_name(name), document.content, DRAFT_ENDING)
    replace(path, content, break_link=break_link, is_unchanged=is_unchanged)
    return kept, aside


def write_set_aside(path: Path, migration: Migration, version: str) -> Path | None:
    """Keep next to a report what is set aside, or is to be confirmed. Returns the path, if any is.

    Args:
        path: The path of the migrated report.
        migration: What came of it.
        version: The version that it had.
    """
    if not migration.set_aside and not migration.queued:
        return None
    content = yaml_text(record(migration, path.name, version), heading=_HEADING).encode()
    return _kept(path.with_name(f"{path.stem}{SET_ASIDE_ENDING}"), content, SET_ASIDE_ENDING)


def _kept(path: Path, content: bytes, ending: str) -> Path:
    """Write a file that does not exist yet, unless a run that was stopped has written it already.

    Returns:
        The path, or one with a number where the name is taken by another content.
    """
    if not path.is_symlink() and content_of(path) == content:
        return path
    free = free_path(path, ending)
    create(free, content)
    return free


def record(migration: Migration, name: str, version: str) -> Mapping[str, Any]:
    """Return the content of the file that keeps what a migration set aside.

    Args:
        migration: The migration.
        name: The file of the report.
        version: The version that the report had.
    """
    return {
        SET_ASIDE_FORMAT: 1,
        "report": name,
        "from": version,
        "to": migration.report.questionnaire_version,
        "set_aside": [
            {
                "version": unit.version,
                "at": unit.address,
                "reason": unit.reason,
                "content": unit.content,
            }
            for unit in migration.set_aside
        ],
        "to_confirm": [
            {
                "version": unit.version,
                "at": unit.address,
                "now_at": list(unit.to),
                "reason": unit.reason,
                "content": unit.content,
            }
            for unit in migration.queued
        ],
    }
