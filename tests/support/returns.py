"""Returns of authorities, made of plain data: what a reader of forms would hand on."""

from collections.abc import Collection, Mapping
from typing import Any

from checklist.ministries.division import PartIdentity, base_digest
from checklist.ministries.merge import Incoming, MergeResult, merge
from checklist.ministries.returned import Returned
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import units
from checklist.reports.report import QuestionnaireReference, Report

ON = "2026-11-24"


def identity(
    asked: Questionnaire, authority: str, number: int = 1, base: Mapping[str, Any] | None = None
) -> PartIdentity:
    head = asked.head
    return PartIdentity(
        part=f"{sum(map(ord, authority)):016x}{number:016x}",
        number=number,
        authority=authority,
        state="AUT",
        questionnaire=QuestionnaireReference(id=head.id, version=head.version, digest=asked.digest),
        base=base_digest(base or {}),
    )


def part_base(
    sent: Report, asked: Questionnaire, only: Collection[str] | None = None
) -> dict[str, Any]:
    """Return what a part is sent with: the contents of some questions, or of all."""
    return {
        str(at): content
        for at, content in units(sent.answers, asked)
        if only is None or at.question in only
    }


def incoming(
    asked: Questionnaire,
    authority: str,
    base: Mapping[str, Any],
    given: Mapping[str, Any] | None = None,
    *,
    number: int = 1,
    removed: Collection[str] = (),
    proposed: Mapping[str, Any] | None = None,
    contributes: Mapping[str, str] | None = None,
    otherwise: Collection[str] = (),
    **more: Any,
) -> Incoming:
    """Return a return that changes these contents, by address."""
    returned = Returned(
        file=f"AUT-{authority}.yaml",
        identity=identity(asked, authority, number, base).model_copy(
            update={"contributes": None if contributes is None else dict(contributes)}
        ),
        base=base,
        otherwise=frozenset(otherwise),
        given=given or {},
        removed=frozenset(removed),
        proposed=proposed or {},
    )
    return Incoming(returned=returned, **more)


def merged(report: Report, asked: Questionnaire, *returns: Incoming) -> MergeResult:
    """Merge returns one after the other, each in a run of its own."""
    result = MergeResult(report, [], [])
    for one in returns:
        result = merge(result.report, [one], asked, ON)
    return result


def values(result: MergeResult) -> dict[str, Any]:
    """Return what stands: values by question, or missing codes."""
    return {
        name: answer.get("value", answer.get("missing"))
        for name, answer in result.report.answers.items()
    }


def open_at(result: MergeResult) -> dict[str, list[Any]]:
    """Return the contents that differ, by address."""
    return {
        str(one["at"]): [wanted.get("content") for wanted in one["wanted"]]
        for one in result.conflicts
    }
