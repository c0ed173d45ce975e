"""The steps of changes.yaml that lead a report to the present version of its questionnaire."""

from collections.abc import Sequence

from checklist.questionnaire.changes import VersionStep
from checklist.questionnaire.loading import of_version
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report


def steps_to(
    present: Questionnaire, version: str
) -> Sequence[tuple[Questionnaire, VersionStep]] | None:
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
