"""The records of a draft in the present version of the questionnaire."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checklist.merging.contents import WHOLE, path_text
from checklist.ministries.part_versions import Route, route_from
from checklist.ministries.record import Record, own_answer, records_in
from checklist.ministries.returned import SetAside
from checklist.questionnaire.changes import QuestionChange
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report

Lost = Sequence[tuple[str, SetAside]]
"""What has no place any more, each with its claimant."""

_REASON = "the question changed in version {version} before this was decided"


def present_records(report: Report, questionnaire: Questionnaire) -> tuple[dict[str, Record], Lost]:
    """Return the records of a draft by question, as they stand after all changes in the draft.

    The records of a question that changed with the version of the questionnaire end: what was taken
    stands in the draft, and what differed is returned.

    Args:
        report: A draft of the present version.
        questionnaire: Its questionnaire.

    Returns:
        The records, and what of open conflicts has no place in the present version.

    Raises:
        ChecklistError: The head has something else under `merged`.
    """
    head = questionnaire.head

    def asked_in(version: str) -> Questionnaire:
        route = route_from(head.id, version, questionnaire)
        return route[0][0] if route else questionnaire

    found: dict[str, Record] = {}
    lost: list[tuple[str, SetAside]] = []
    for record in records_in(report, asked_in):
        route = route_from(head.id, record.version, questionnaire)
        name = _present_name(record.question, route)
        moved = _moved(record, name, report, questionnaire)
        if moved is None:
            lost += _differing(record, asked_in(record.version), head.version)
        else:
            found[moved.question] = moved
    return found, lost


def _moved(
    record: Record, name: str | None, report: Report, questionnaire: Questionnaire
) -> Record | None:
    """Return a record in the present version; None where it ends.

    It ends where its question is not the same any more, and where the new version changed the
    answer so that another one would follow from the record than the one that stands.
    """
    if name is None or name not in questionnaire.questions:
        return None
    has_moved = record.version != questionnaire.head.version
    present = report.answers.get(name)
    moved = replace(record, question=name)
    moved = moved.following(present, questionnaire, has_moved=has_moved)
    if has_moved and moved.merged(questionnaire).answer != own_answer(present):
        return None
    return moved


def _present_name(name: str, route: Route) -> str | None:
    """Return what a question is called now; None where it is not the same any more."""
    for _, step in route:
        change = step.change(name)
        if not _is_same(change):
            return None
        name = change.to[0] if change.to else name
    return name


def _is_same(change: QuestionChange) -> bool:
    """Whether all addresses and codes in a question are what they were."""
    is_simple = change.became == "kept" or (change.became == "renamed" and "/" not in change.to[0])
    has_parts = change.codes or change.rows or change.columns or change.maps
    return is_simple and not has_parts and "type" not in change.changed


def _differing(
    record: Record, asked: Questionnaire, version: str
) -> Iterator[tuple[str, SetAside]]:
    """Yield what claimants wanted where they differed."""
    for conflict in record.merged(asked).conflicts:
        path = conflict.path
        at = path_text(record.question, path._replace(part="") if path.part == WHOLE else path)
        for wanted in conflict.wanted:
            for claim in wanted.claims:
                reason = _REASON.format(version=version)
                yield claim.by, SetAside(at, wanted.content, reason)
