"""A report does not name the seal of the revision before it.

It shows only when the other report is among the files of the same run. The seal that `supersedes`
names is that of another revision; or the revision before is here, and its seal is another one, or
no seal is named. Where the revision before is from another year it may belong to another period,
and this is only a note. Where the revision before is not here, nothing is found, unless the seal is
that of another revision.

## Why is this bad?
Each revision names the seal of the one before, so that nobody can slip in another report. Where
the chain does not fit, most often the revision before was changed and made final again after the
next one was begun. Or the seal is that of another revision, so that one revision is left out.

The report is counted all the same: `checklist summarize` and `checklist tabulate` take the latest
revision of each State, whatever its chain, and do not mention the chain.

## Example
    report-NOR.yaml                      report-NOR-r3.yaml
    revision: 1                          revision: 3
    seal: "sha256:aaaa…"                 supersedes: "sha256:aaaa…"

## Use instead
Ask the State for the report that is missing or was changed, or begin the next revision anew from
the final report before it: `checklist amend`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import TypeAlias

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import Finding, Related, Severity
from checklist.reports.revisions import ReportIdentity

_Key: TypeAlias = tuple[str, str, int]
"""A State, the id of a questionnaire, and the number of a revision."""

_ByRevision: TypeAlias = Mapping[_Key, Sequence[ReportIdentity]]
"""Final reports in the order of their dates."""

_RevisionKey: TypeAlias = tuple[str, int]
"""The id of a questionnaire, and the number of a revision."""


class _SealedReports:
    """The reports of a run, by seal. They take memory only while this rule is checked."""

    def __init__(self, reports: Sequence[ReportIdentity]) -> None:
        self._reports = reports

    @cached_property
    def _sealed(self) -> Mapping[str, ReportIdentity]:
        """The first report that `supersedes` can refer to, by seal."""
        found: dict[str, ReportIdentity] = {}
        for report in self._reports:
            for seal in report.seals:
                found.setdefault(seal, report)
        return found

    @cached_property
    def _also_sealed(self) -> Mapping[str, Sequence[ReportIdentity]]:
        """The first report of each further revision with a seal: hardly ever one.

        A copy for publication stands for its original.
        """
        found: dict[str, list[ReportIdentity]] = {}
        for report in self._reports:
            for seal in report.seals:
                same = [self._sealed[seal], *found.get(seal, ())]
                if all(_revision_of(other) != _revision_of(report) for other in same):
                    found.setdefault(seal, []).append(report)
        return found

    def superseded_by(self, report: ReportIdentity) -> Mapping[_RevisionKey, ReportIdentity] | None:
        """Return the reports of the same State that `supersedes` of a report refers to.

        None where no report of the run has that seal.
        """
        seal = report.supersedes or ""
        if seal not in self._sealed:
            return None
        having = [self._sealed[seal], *self._also_sealed.get(seal, ())]
        return {(o.questionnaire, o.revision): o for o in having if o.state == report.state}


def _revision_of(report: ReportIdentity) -> _Key:
    return report.state, report.questionnaire, report.revision


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    sealed = _SealedReports(run.reports)
    # Of thousands of reports few are not linked, and only the revisions before these are gathered.
    wanted = {_key_before(report) for report in run.reports if sealed.superseded_by(report) is None}
    everywhere = _by_revision(run.reports, wanted)
    for period in run.periods:
        here = _by_revision(period, wanted)
        for report in period:
            superseded = sealed.superseded_by(report)
            if superseded is not None:
                finding = _of_named(report, superseded)
            else:
                finding = _of_others(report, here) or _of_another_year(report, everywhere)
            if finding:
                yield report, finding


def _key_before(report: ReportIdentity) -> _Key:
    return report.state, report.questionnaire, report.revision - 1


def _by_revision(reports: Sequence[ReportIdentity], wanted: Set[_Key]) -> _ByRevision:
    """Return the final reports of the wanted revisions whose seal a later one could name."""
    found: dict[_Key, list[ReportIdentity]] = {}
    for report in sorted(reports, key=lambda report: report.date):
        key = _revision_of(report)
        is_linked = not report.is_copy or report.original is not None
        if key in wanted and report.is_final and is_linked:
            found.setdefault(key, []).append(report)
    return found


def _of_named(
    report: ReportIdentity, superseded: Mapping[_RevisionKey, ReportIdentity]
) -> Finding | None:
    """Return the finding if the seal that the report names is that of a report of the run."""
    number = report.revision - 1
    if not superseded or (report.questionnaire, number) in superseded:
        return None  # another rule finds a report from another State
    other = next(iter(superseded.values()))
    if report.revision == 1:
        message = "revision 1 supersedes nothing, and this one names the seal of another report"
    elif other.questionnaire != report.questionnaire:
        message = "`supersedes` is the seal of a report on another questionnaire"
    else:
        message = (
            f"revision {report.revision} supersedes revision {number}, and this one names the "
            f"seal of revision {other.revision}"
        )
    related = [Related(f"revision {other.revision}", ("revision",), False, other.file)]
    return Finding(RULE.code, message, ("supersedes",), related=related)


def _of_others(report: ReportIdentity, here: _ByRevision) -> Finding | None:
    """Return the finding if the revision before is in the run, and has another seal."""
    number = report.revision - 1
    before = here.get(_key_before(report), ())
    if not before or (report.supersedes is None and report.is_copy):
        return None
    if report.supersedes is None:
        message = f"the seal of revision {number}, which is here, is not named"
        to_state = f"the seal of revision {number}, which we have, is not named"
    else:
        changed = f"most likely, revision {number} was changed after this revision was begun"
        message = f"`supersedes` is not the seal of revision {number}, which is here; {changed}"
        to_state = f"`supersedes` is not the seal of revision {number} that we have; {changed}"
    return _finding(report, before[0], message, to_state, Severity.ERROR)


def _of_another_year(report: ReportIdentity, everywhere: _ByRevision) -> Finding | None:
    """Return the finding if the revision before may be of another period."""
    number = report.revision - 1
    reports = everywhere.get(_key_before(report), ())
    earlier = bisect_right(reports, report.date, key=lambda report: report.date)
    if report.supersedes is None or not earlier:
        return None
    before = reports[earlier - 1]
    message = (
        f"`supersedes` is not the seal of revision {number} from {before.date[:4]}; where that one "
        "is of another period, nothing is wrong"
    )
    return _finding(report, before, message, message, Severity.NOTE)


def _finding(
    report: ReportIdentity,
    before: ReportIdentity,
    message: str,
    to_state: str,
    severity: Severity,
) -> Finding:
    where = ("revision",) if report.supersedes is None else ("supersedes",)
    related = [Related(f"the seal of revision {before.revision}", ("seal",), False, before.file)]
    return Finding(
        RULE.code,
        message,
        where,
        severity=severity,
        hint="`checklist amend` writes the seal of the revision that it begins with",
        related=related,
        to_state=to_state,
    )


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
