"""The open conflicts in the head of a draft, as findings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import DECLINED
from checklist.answer_types.units import MISSING
from checklist.diagnostics import Finding, Severity
from checklist.reports.report import CONFLICTS, Report
from checklist.text.messages import Message, commas, tr
from checklist.text.sanitize import quoted

DIFFERING, DECLINED_ONLY, BESIDE_OTHER = "differing", "declined", "beside"
"""The kinds of conflicts: answers differ; an authority declines, and nobody else answered; and what
was said beside a value that does not stand any more."""

_WORDS = {
    DIFFERING: Message("{place} has answers that differ, and nobody has decided"),
    DECLINED_ONLY: Message(
        "{place} is declined, and nobody has decided whether the State declines"
    ),
    BESIDE_OTHER: Message(
        "{place} was written beside an answer that was replaced, and nobody has decided"
    ),
}
_WORDS_WITH_NAMES = {
    DIFFERING: Message("{place} has answers that differ (from {who}), and nobody has decided"),
    DECLINED_ONLY: Message(
        "{place} is declined by {who}, and nobody has decided whether the State declines"
    ),
    BESIDE_OTHER: Message(
        "{place} was written by {who} beside an answer that was replaced, and nobody has decided"
    ),
}


def conflict_kind(conflict: Mapping[str, Any]) -> str:
    """Return the kind of an open conflict, as the head of a draft has it."""
    if conflict.get("beside"):
        return BESIDE_OTHER
    contents = [entry.get("content") for entry in _entries(conflict)]
    is_declined = [
        isinstance(content, dict) and content.get(MISSING) == DECLINED for content in contents
    ]
    is_open = conflict.get("stands") is None and not conflict.get("reason")
    return DECLINED_ONLY if is_open and contents and all(is_declined) else DIFFERING


def _entries(conflict: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return what the claimants of a conflict want, as far as it can be read."""
    wanted = conflict.get("wanted")
    entries = wanted if isinstance(wanted, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]


def conflict_findings(report: Report, code: str, severity: Severity) -> Iterator[Finding]:
    """Yield a finding on each open conflict of a draft.

    Args:
        report: The draft.
        code: The code of the findings.
        severity: Their severity: an error where the report is to be final.
    """
    conflicts = report.internal.get(CONFLICTS)
    for index, conflict in enumerate(conflicts if isinstance(conflicts, list) else ()):
        if not isinstance(conflict, dict):  # which another finding says
            continue
        named = [by for entry in _entries(conflict) if isinstance(by := entry.get("by"), list)]
        names = [str(name) for by in named for name in by]
        who = commas(quoted(name) for name in dict.fromkeys(names))
        kind, place = conflict_kind(conflict), quoted(str(conflict.get("at")))
        message = tr((_WORDS_WITH_NAMES if who else _WORDS)[kind], place=place, who=who)
        where, hint = (CONFLICTS, index, "at"), tr("`checklist fix` asks")
        yield Finding(code, message, where, severity=severity, hint=hint)
