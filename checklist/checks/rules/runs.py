"""The R rules that look at all reports of a run together."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby, pairwise
from typing import TypeAlias

from checklist.checks.rule import CheckedRun, ReportFinding, rule
from checklist.diagnostics import MAX_RELATED, Finding, Found, Related, Severity
from checklist.reports.report_facts import Figures
from checklist.reports.revisions import (
    ForeignSeal,
    Period,
    ReportIdentity,
    foreign_seals,
    is_out_of_order,
    rank,
)
from checklist.states import BY_CODE


@rule("R030")
def same_revision(run: CheckedRun) -> Iterator[ReportFinding]:
    """Two final reports of one revision, from one State, on one questionnaire and for one period.

    It shows only when both are among the files of one run. Reports are of one period when they are of
    one cycle, or when each names the seal of the one before (`supersedes`). The cycle is the year in
    which the period of the report ends, or that of `as_of` where the report does not say it openly. A
    draft does not count as a second one, nor does a copy for publication of the same report. Where the
    seals are equal, the same report is here twice.

    ## Why is this bad?
    Nobody can say which of them counts, so neither does. Where no later revision of the State is here,
    the State is missing from every summary.

    ## Example
        a/report-NOR.yaml                    b/report-NOR.yaml
        state: NOR                           state: NOR
        as_of: "2026-06-30"                  as_of: "2026-11-20"
        revision: 1                          revision: 1

    ## Use instead
    Keep the one that the State says is right. Of equal files, remove all but one: the State need not be
    asked. A correction is the next revision, which `checklist answer --from` begins from the final
    report.
    """
    for period in run.periods:
        for rivals in _rivals(period):
            yield from _of_rivals(rivals)


def _rivals(period: Period) -> Iterator[Sequence[ReportIdentity]]:
    """Yield the final reports of one revision among which it is undecided which counts."""
    by_revision: dict[int, list[ReportIdentity]] = {}
    for report in period:
        if report.is_final:
            by_revision.setdefault(report.revision, []).append(report)
    for same in by_revision.values():
        best = max(map(rank, same))
        rivals = [rival for rival in same if rank(rival) == best]
        if len(rivals) > 1:
            yield rivals


def _of_rivals(rivals: Sequence[ReportIdentity]) -> Iterator[ReportFinding]:
    number = f"{sum(rival.stands_for for rival in rivals):,}"
    if len({rival.seal for rival in rivals}) == 1:
        message = f"the same report is here in {number} files"
        hint = "remove all files but one"
    else:
        reports = f"{number} final reports of revision {rivals[0].revision}"
        message = f"there are {reports} from this State, and only one of them can count"
        hint = "keep the one that is right; a correction is the next revision"
    found = Found(message, ("revision",), hint=hint)
    yield from ((report, found._replace(related=_others(report, rivals))) for report in rivals)


def _others(report: ReportIdentity, rivals: Sequence[ReportIdentity]) -> Sequence[Related]:
    others = [rival for rival in rivals[: MAX_RELATED + 1] if rival is not report]
    return [Related("the same revision", ("revision",), False, rival.file) for rival in others]


_Key: TypeAlias = tuple[str, str, int]
"""A State, the id of a questionnaire, and the number of a revision."""

_ByRevision: TypeAlias = Mapping[_Key, Sequence[ReportIdentity]]
"""Final reports in the order of their dates."""


def _superseded(
    reports: Sequence[ReportIdentity],
) -> Mapping[str | None, Mapping[_Key, ReportIdentity]]:
    """Return by seal the reports that a `supersedes` names: the first of each revision.

    A copy for publication stands for its original.
    """
    named = {report.supersedes for report in reports}
    found: dict[str | None, dict[_Key, ReportIdentity]] = {}
    for report in reports:
        for seal in named.intersection(report.seals):
            found.setdefault(seal, {}).setdefault(_revision_of(report), report)
    return found


def _revision_of(report: ReportIdentity) -> _Key:
    return report.state, report.questionnaire, report.revision


@rule("R031")
def broken_chain(run: CheckedRun) -> Iterator[ReportFinding]:
    """A report does not name the seal of the revision before it.

    It shows only when the other report is among the files of the same run. The seal that `supersedes`
    names is that of another revision; or the revision before is here, and its seal is another one, or
    no seal is named. Where the revision before is of another cycle it may belong to another period,
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
    the final report before it: `checklist answer --from`.
    """
    superseded = _superseded(run.reports)
    # Of thousands of reports few are not linked, and only the revisions before these are gathered.
    wanted = {_key_before(report) for report in run.reports if report.supersedes not in superseded}
    everywhere = _by_revision(run.reports, wanted)
    for period in run.periods:
        here = _by_revision(period, wanted)
        for report in period:
            if report.supersedes in superseded:
                finding = _of_named(report, superseded[report.supersedes])
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


def _of_named(report: ReportIdentity, superseded: Mapping[_Key, ReportIdentity]) -> Finding | None:
    """Return the finding if the seal that the report names is that of a report of the run."""
    number = report.revision - 1
    others = [other for other in superseded.values() if other.state == report.state]
    if not others or _key_before(report) in superseded:
        return None  # another rule finds a report from another State
    other = others[0]
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
    return Found(message, ("supersedes",), related=related)


def _of_others(report: ReportIdentity, here: _ByRevision) -> Finding | None:
    """Return the finding if the revision before is in the run, and has another seal."""
    number = report.revision - 1
    before = here.get(_key_before(report), ())
    if not before or (report.supersedes is None and report.is_copy):
        return None
    if report.supersedes is None:
        message = f"the seal of revision {number}, which is here, is not named"
    else:
        changed = f"most likely, revision {number} was changed after this revision was begun"
        message = f"`supersedes` is not the seal of revision {number}, which is here; {changed}"
    return _of_chain(report, before[0], message, Severity.ERROR)


def _of_another_year(report: ReportIdentity, everywhere: _ByRevision) -> Finding | None:
    """Return the finding if the revision before may be of another period."""
    number = report.revision - 1
    reports = everywhere.get(_key_before(report), ())
    earlier = bisect_right(reports, report.date, key=lambda report: report.date)
    if report.supersedes is None or not earlier:
        return None
    before = reports[earlier - 1]
    message = (
        f"`supersedes` is not the seal of revision {number} from {before.cycle_or_year}; where that one "
        "is of another period, nothing is wrong"
    )
    return _of_chain(report, before, message, Severity.NOTE)


def _of_chain(
    report: ReportIdentity, before: ReportIdentity, message: str, severity: Severity
) -> Finding:
    where = ("revision",) if report.supersedes is None else ("supersedes",)
    related = [Related(f"the seal of revision {before.revision}", ("seal",), False, before.file)]
    hint = "`checklist answer --from` writes the seal of the revision that it begins with"
    return Found(message, where, severity=severity, hint=hint, related=related)


@rule("R032")
def order_unclear(run: CheckedRun) -> Iterator[ReportFinding]:
    """A revision is from an earlier day than one with a lower number.

    It shows only when both are among the files of one run, and of one period: they are of one cycle, or
    each names the seal of the one before.

    ## Why is this bad?
    The numbers say that one report is the later one, and the dates say the other. Nobody can say which
    of them counts, so neither does. Where no later revision of the State is here, the State is missing
    from every summary.

    ## Example
        report-NOR.yaml                      report-NOR-r2.yaml
        revision: 1                          revision: 2
        as_of: "2026-11-20"                  as_of: "2026-06-30"

    ## Use instead
    Ask the State which one is the later, and keep that one. The next revision has the right date:
    `checklist answer --from`.
    """
    for period in run.periods:
        for report, lower in _out_of_order(period):
            yield report, _of_order(report, lower)


def _out_of_order(period: Period) -> Iterator[tuple[ReportIdentity, ReportIdentity]]:
    """Yield each report after which a lower revision is dated, with the latest such revision."""
    final = sorted((report for report in period if report.is_final), key=_revision)
    lower: list[ReportIdentity] = []
    for _, group in groupby(final, _revision):
        same = list(group)
        for latest in lower:
            yield from ((report, latest) for report in same if is_out_of_order(latest, report))
        lower = [max([*lower, *same], key=lambda report: report.date)]


def _revision(report: ReportIdentity) -> int:
    return report.revision


def _of_order(report: ReportIdentity, lower: ReportIdentity) -> Finding:
    earlier = f"revision {report.revision} is from an earlier day than revision {lower.revision}"
    return Found(
        f"{earlier}, so nobody can say which of them counts",
        ("as_of",),
        hint="keep the later one",
        related=[Related(f"the day of revision {lower.revision}", ("as_of",), False, lower.file)],
    )


@rule("R033")
def two_states(run: CheckedRun) -> Iterator[ReportFinding]:
    """A report names the seal of another State's report: one report is under the names of two States.

    It shows only when both are among the files of one run. The seal is the one that is superseded, or
    in a copy for publication that of the original. Where no report here has that seal, reports of two
    States that both name it are found: one of them has the wrong `state`.

    ## Why is this bad?
    `state` was changed on the way from one to the other, so the answers of one State may be counted
    under the name of another. Where such a report is the latest of its State, `checklist summarize`
    counts no report of that State, nor does `checklist compare` in a folder; `checklist tabulate` says
    that none counts. The report whose seal is named counts.

    ## Example
        report-AUT.yaml                      report-AUT-r2.yaml
        state: AUT                           state: AUS
        revision: 1                          revision: 2
        seal: "sha256:aaaa…"                 supersedes: "sha256:aaaa…"

    ## Use instead
    Correct `state` in the draft and make it final again. When a final report is wrong, ask the State
    whether `state` is right.
    """
    for found in foreign_seals(run.reports):
        yield found.report, _of_foreign_seal(found)


def _of_foreign_seal(found: ForeignSeal) -> Finding:
    state, file = BY_CODE[found.other.state].name, found.other.file
    message = "the report names the same seal as a report from another State"
    if found.is_of_other:
        message = "the report names the seal of a report from another State"
    return Found(
        message,
        ("state",),
        hint="correct `state` in the one that is wrong",
        related=[Related(f"that of {state}", ("state",), False, file)],
    )


@rule("R034", Severity.WARNING)
def party_no_more(run: CheckedRun) -> Iterator[ReportFinding]:
    """A State that was a party to a treaty says in a later report that it never joined it. A warning.

    It shows only when both reports are among the files of one run. A State that withdrew is no such
    case: it answers that it withdrew.

    ## Why is this bad?
    The status decides under which heading a State is counted, and what the recommendations to parties
    ask of it. A party hardly ever becomes a State that did not join, so that one of the two answers is
    most likely a mistake.

    ## Example
        report-NOR-2024.yaml                 report-NOR-2026.yaml
        protocol-status:                     protocol-status:
          value: party                         value: neither

    ## Use instead
    Ask the State which of the two is right. If it withdrew from the treaty, the answer says so.
    """
    for reports in run.successions:
        joined: dict[str, tuple[str, str, str]] = {}
        for report in reports:
            for status in run.facts_of(report).statuses:
                if status.is_party:
                    joined[status.question] = status.code, report.date, report.file
                elif status.is_outside and status.question in joined:
                    code, date, file = joined.pop(status.question)
                    place = ("answers", status.question, "value")
                    message = (
                        f"{status.number} {status.question}: the report of {date} says `{code}`, "
                        f"and this one `{status.code}`; which is right? If the State withdrew, its "
                        "answer can say so"
                    )
                    related = [Related(f"the report of {date}", place, False, file)]
                    yield report, Found(message, place, related=related)


_MOST = 5
"""How many entries a message names."""


@rule("R035", Severity.WARNING)
def other_figures(run: CheckedRun) -> Iterator[ReportFinding]:
    """The figures of one year differ between two reports of a State. A warning.

    It shows only when both reports are among the files of one run. The latest revision of each period
    is compared with that of the period before. Only numbers that both reports give are compared.

    ## Why is this bad?
    A figure of a past year changes when cases are closed late or are counted otherwise. Without a word
    on it, nobody can tell a correction from a mistake, and a time line has two values for one year.

    ## Example
        report-NOR-2024.yaml                 report-NOR-2026.yaml
        year: {value: 2023}                  year: {value: 2023}
        victims: {value: 41}                 victims: {value: 14}

    ## Use instead
    Ask the State whether the later figures are corrections. A note on the answer can say why.
    """
    for reports in run.successions:
        for earlier, later in pairwise(reports):
            before = run.facts_of(earlier).figures
            for question, figures in run.facts_of(later).figures.items():
                other = [*_differing(before.get(question, {}), figures)]
                if other:
                    more = f" and {len(other) - _MOST} more" if len(other) > _MOST else ""
                    place = ("answers", question, "value")
                    message = (
                        f"{question}: these figures are not those of the report of "
                        f"{earlier.date}: {'; '.join(other[:_MOST])}{more}; are they corrected?"
                    )
                    related = [Related(f"the report of {earlier.date}", place, False, earlier.file)]
                    yield later, Found(message, place, related=related)


def _differing(before: Figures, after: Figures) -> Iterator[str]:
    for key, numbers in after.items():
        were = before.get(key, {})
        columns = [place for place, number in numbers.items() if were.get(place, number) != number]
        if columns:
            yield f"{' '.join(map(str, key))} ({', '.join(columns)})"


_MOSTLY = 0.95
"""The least share of answers that are the same."""


@rule("R036", Severity.WARNING)
def report_of_another(run: CheckedRun) -> Iterator[ReportFinding]:
    """A report has nearly the answers and all the longer texts of another State's report. A warning.

    It shows only when both reports are among the files of one run. Two reports are found if all their
    texts of more than 40 characters are the same, and at least 95 in 100 of their answers.

    ## Why is this bad?
    A report that was begun from a copy of another State's report, or whose `state` was mistyped, counts
    as what this State says of itself. No two States write the same texts by chance.

    ## Example
        report-GHA.yaml                      report-ZMB.yaml
        state: GHA                           state: ZMB
        # and the same answers               # and the same answers

    ## Use instead
    Ask the State whether this is its report.
    """
    for reports in run.with_same_texts:
        first = reports[0]
        other = next(report for report in reports if report.state != first.state)
        for report in reports:
            like = other if report.state == first.state else first
            if run.share_of_same_answers(report, like) >= _MOSTLY:
                yield report, _of_copy(like)


def _of_copy(like: ReportIdentity) -> Finding:
    return Found(
        "nearly all answers and all longer texts are those of a report from another State; does "
        "this report come from the State that it names?",
        ("state",),
        related=[Related(f"that of {BY_CODE[like.state].name}", ("state",), False, like.file)],
    )


@rule("R037", Severity.NOTE)
def as_last_time(run: CheckedRun) -> Iterator[ReportFinding]:
    """A report has exactly the answers of the State's last report. A note.

    It shows only when both reports are among the files of one run. Answers to questions that are asked
    afresh in every report, such as the period, are not compared.

    ## Why is this bad?
    It need not be: `checklist answer --from` begins with the answers of the last report, and a State
    can confirm each of them. But a file that was only given a new date says nothing about the years
    since then.

    ## Example
        report-PER-2024.yaml                 report-PER-2026.yaml
        as_of: 2024-10-31                    as_of: 2026-10-30
        # and the same answers               # and the same answers

    ## Use instead
    Ask the State whether nothing changed since its last report.
    """
    for reports in run.successions:
        for earlier, later in pairwise(reports):
            texts = run.facts_of(later).texts
            is_alike = texts and texts == run.facts_of(earlier).texts
            if is_alike and run.share_of_same_answers(later, earlier) == 1:
                message = (
                    f"all answers are those of the report of {earlier.date}; has nothing changed "
                    "since then?"
                )
                other = Related(f"the report of {earlier.date}", ("as_of",), False, earlier.file)
                yield later, Found(message, ("as_of",), related=[other])


@rule("R038", Severity.NOTE)
def revision_not_here(run: CheckedRun) -> Iterator[ReportFinding]:
    """The revision that a report supersedes is not here, but an earlier one is. A note.

    It shows only when the earlier revision is among the files of the same run. The seal that
    `supersedes` names is that of no report of the run.

    ## Why is this bad?
    It need not be: the revision between them may have been replaced before it was sent. But if it was
    sent, it was lost on the way, and nobody sees that from the other files.

    ## Example
        report-CHL.yaml                      report-CHL-r3.yaml
        revision: 1                          revision: 3
        seal: "sha256:aaaa…"                 supersedes: "sha256:bbbb…"

    ## Use instead
    Ask the State for the revision between them.
    """
    here = {seal for report in run.reports for seal in report.seals}
    lacking = [other for other in run.reports if other.supersedes and other.supersedes not in here]
    # Reports that no seal links are not of one period, so the year tells which belong together.
    final: dict[tuple[str, str, str], dict[int, ReportIdentity]] = {}
    for other in run.reports if lacking else ():
        if other.is_final:
            final.setdefault(_period(other), {}).setdefault(other.revision, other)
    for report in lacking:
        number = report.revision - 1
        earlier = [revision for revision in final.get(_period(report), {}) if revision <= number]
        if earlier and number not in earlier:
            last = final[_period(report)][max(earlier)]
            message = (
                f"revision {number} is not here, and revision {last.revision} is; was revision "
                f"{number} sent?"
            )
            related = [Related(f"revision {last.revision}", ("revision",), False, last.file)]
            yield report, Found(message, ("supersedes",), related=related)


def _period(report: ReportIdentity) -> tuple[str, str, str]:
    return report.state, report.questionnaire, report.cycle_or_year
