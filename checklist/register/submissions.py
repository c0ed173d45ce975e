"""What became of each submission in a register, by its lines, and which files are read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from checklist.analysis.rows.report_selection import selected_by_cycle
from checklist.checks.codes import SEAL
from checklist.files.discovery import is_report_name
from checklist.lifecycle.register_line import (
    ANSWERED,
    ERASED,
    REMINDED,
    UNKNOWN,
    WITHDRAWN,
    ReceivedFile,
    RegisteredReport,
    RegisterLine,
)
from checklist.register.chain import Purpose, read_chain, refuse_broken
from checklist.reports.report import FINAL
from checklist.reports.revisions import ReportIdentity, is_out_of_order, rank
from checklist.text.sanitize import safe_text


class SubmissionState(StrEnum):
    """What became of a submission."""

    UNREADABLE = "cannot be read yet"
    UNSEALED = "seal not valid"
    ASKED = "clarification asked"
    COUNTED = "counted"
    NOT_COUNTED = "not counted"
    BESIDE = "kept with a report"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


NOT_READ = frozenset(
    {
        SubmissionState.BESIDE,
        SubmissionState.REPLACED,
        SubmissionState.WITHDRAWN,
        SubmissionState.ERASED,
    }
)
"""The states of what the commands that read reports leave out."""

_MOST_LISTED = 20
"""The most files that are named in a notice."""
_WITH_REPORT = frozenset({SubmissionState.ASKED, SubmissionState.COUNTED})


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission, and what became of it."""

    line: RegisterLine
    """The line that received it."""
    received: ReceivedFile
    """What was received."""
    state: SubmissionState
    why_not_counted: str = ""
    """The code of the reason, in `WHY_NOT_COUNTED`, why a summary does not count the report."""
    replaced_by: int | None = None
    """The number of the submission that takes its place, or with which it is kept."""
    reply_by: str | None = None
    """The day by which a reply is wanted; None where no reply is wanted."""
    reference: str | None = None
    """The reference with which it was withdrawn, erased, or last asked about."""
    reminded_on: str | None = None
    """The day of the last reminder."""

    @property
    def number(self) -> int:
        """The number of the line that received it, by which it is named."""
        return self.line.number

    @property
    def is_waiting(self) -> bool:
        """Whether the State still has to reply: to a clarification, or with a usable report."""
        return self.reply_by is not None

    @property
    def report(self) -> RegisteredReport | None:
        """The head of the report, where it can be used."""
        return self.received.report


def submissions(lines: Sequence[RegisterLine], day: str) -> Sequence[Submission]:
    """Return all submissions of a register in the order in which they came.

    A submission is replaced by a later revision of its cycle, or by one that names its seal. What
    cannot be read is replaced by what can be, and came from its State for its cycle on the same day
    or later; if no letter was written about it, it is kept with that report. What was withdrawn
    replaces nothing. A report that can be used, and that a summary of its cycle does not count, is
    not counted here either: a draft, or one of two final reports of one revision.

    Args:
        lines: The lines of the register.
        day: Today. A clarification is open until the day for the reply is over.
    """
    about: dict[int, list[RegisterLine]] = {}
    for line in lines:
        if line.of is not None:
            about.setdefault(line.of, []).append(line)
    replaced = _replaced([line for line in lines if _stands(line, about.get(line.number, ()))])
    known = [
        _submission(line, line.submission, about.get(line.number, ()), replaced)
        for line in lines
        if line.submission is not None
    ]
    not_counted = _not_counted(
        [submission for submission in known if submission.state in _WITH_REPORT]
    )
    return [
        replace(
            submission,
            state=SubmissionState.NOT_COUNTED,
            why_not_counted=not_counted[submission.number],
        )
        if submission.number in not_counted
        else _after_reply_day(submission, day)
        for submission in known
    ]


def _after_reply_day(submission: Submission, day: str) -> Submission:
    """Return a submission; it is counted as received once the day for the reply is over."""
    if (
        submission.state is SubmissionState.ASKED
        and submission.reply_by is not None
        and submission.reply_by < day
    ):
        return replace(submission, state=SubmissionState.COUNTED, reply_by=None)
    return submission


class _Candidate(NamedTuple):
    """A report that a summary may count; the number of its line stands for its file."""

    identity: ReportIdentity


def _not_counted(standing: Sequence[Submission]) -> Mapping[int, str]:
    """Return the numbers of the reports that a summary does not count, with the reasons' codes."""
    by_questionnaire: dict[str, list[_Candidate]] = {}
    for submission in standing:
        identity = _identity_of(submission.line)
        by_questionnaire.setdefault(identity.questionnaire, []).append(_Candidate(identity))
    return {
        int(left_out.file): left_out.why
        for reports in by_questionnaire.values()
        for selection in selected_by_cycle(reports).values()
        for left_out in selection.not_counted
    }


def _stands(line: RegisterLine, about: Iterable[RegisterLine]) -> bool:
    """Whether a line received something that was neither withdrawn nor erased."""
    return line.submission is not None and not any(
        later.did in {WITHDRAWN, ERASED} for later in about
    )


def _submission(
    line: RegisterLine,
    received: ReceivedFile,
    about: Sequence[RegisterLine],
    replaced: Mapping[int, int],
) -> Submission:
    reminded = next((later.on for later in reversed(about) if later.did == REMINDED), None)
    submission = Submission(line, received, SubmissionState.COUNTED, reminded_on=reminded)
    for did, state in (
        (ERASED, SubmissionState.ERASED),
        (WITHDRAWN, SubmissionState.WITHDRAWN),
    ):
        for later in about:
            if later.did == did:
                return replace(submission, state=state, reference=later.reference)
    if line.number in replaced:
        is_answer = any(letter.reply_by for letter in (line, *about))
        is_beside = received.report is None and not is_answer
        became = SubmissionState.BESIDE if is_beside else SubmissionState.REPLACED
        return replace(submission, state=became, replaced_by=replaced[line.number])
    last = about[-1] if about else line
    reply_by = None if last.did == ANSWERED else last.reply_by
    asked = [later for later in about if later.did != REMINDED]
    reference = asked[-1].reference if asked else None
    state = SubmissionState.ASKED if reply_by else SubmissionState.COUNTED
    if received.report is None:
        state = SubmissionState.UNSEALED if is_unsealed(received) else SubmissionState.UNREADABLE
    return replace(submission, state=state, reply_by=reply_by, reference=reference)


def is_unsealed(received: ReceivedFile) -> bool:
    """Whether a report is not used because its seal is missing, or does not match its content."""
    return received.report is None and SEAL in received.findings


# What takes the place of what


def _replaced(standing: Sequence[RegisterLine]) -> Mapping[int, int]:
    """Return the numbers of what is replaced, each with the number of what takes its place."""
    replaced: dict[int, int] = {}
    groups: dict[tuple[str | None, str | None], list[RegisterLine]] = {}
    for line in standing:
        assert line.submission is not None
        if line.submission.state is not None:
            key = line.submission.state, line.submission.cycle
            groups.setdefault(key, []).append(line)
    for group in groups.values():
        replaced |= _replaced_in(group)
    sealed = {
        (line.submission.state, seal): line.number
        for line in standing
        if line.submission is not None and line.submission.report is not None
        for seal in _identity_of(line).seals
    }
    for line in standing:
        report = line.submission and line.submission.report
        if report and line.submission and report.supersedes and report.status == FINAL:
            before = sealed.get((line.submission.state, report.supersedes))
            if before is not None and before != line.number:
                replaced.setdefault(before, line.number)
    return replaced


def _replaced_in(group: Sequence[RegisterLine]) -> Mapping[int, int]:
    """Return what is replaced among the submissions of one State for one cycle."""
    replaced: dict[int, int] = {}
    usable = [line for line in group if line.submission and line.submission.report]
    for line in group:
        if line.submission and line.submission.report is None:
            later = next((other for other in usable if other.on >= line.on), None)
            if later is not None:
                replaced[line.number] = later.number
    by_questionnaire: dict[str, list[ReportIdentity]] = {}
    for line in usable:
        identity = _identity_of(line)
        by_questionnaire.setdefault(identity.questionnaire, []).append(identity)
    for reports in by_questionnaire.values():
        # Of reports that differ only in their numbers, the last takes the place of all that one of
        # them takes. So a State with a thousand reports costs no million comparisons.
        last = {_kind(report): report for report in reports}
        candidates = sorted(last.values(), key=lambda report: int(report.file), reverse=True)
        for report in reports:
            by = next((other for other in candidates if _takes_place(other, report)), None)
            if by is not None:
                replaced[int(report.file)] = int(by.file)
    return replaced


def _identity_of(line: RegisterLine) -> ReportIdentity:
    """Return the place of a registered report among others; its number is that of the line."""
    assert line.submission is not None
    return identity_of(line.submission, str(line.number))


def identity_of(received: ReceivedFile, file: str) -> ReportIdentity:
    """Return the place of a report that was received among others, as its line notes it.

    Args:
        received: What was received: a report that can be used.
        file: What the identity has as the name of the file.
    """
    assert received.report is not None
    report = received.report
    return ReportIdentity(
        file=file,
        state=received.state or "",
        questionnaire=report.questionnaire,
        date=report.as_of,
        status=report.status,
        revision=report.revision,
        is_copy=report.copy_for is not None,
        is_public=report.copy_for == "publication",
        seal=report.seal,
        original=report.original,
        supersedes=report.supersedes,
        cycle=received.cycle or UNKNOWN,
    )


def _kind(report: ReportIdentity) -> tuple[object, ...]:
    """Return what decides whether a report takes the place of another, without its number."""
    return report.is_final, report.date, rank(report)


def _takes_place(other: ReportIdentity, report: ReportIdentity) -> bool:
    """Whether a report takes the place of another of its State, cycle and questionnaire."""
    if other is report:
        return False
    if not report.is_final and not other.is_final:
        return (other.revision, int(other.file)) > (report.revision, int(report.file))
    if not other.is_final or is_out_of_order(report, other):
        return False
    if not report.is_final:
        return other.revision >= report.revision
    return rank(other) > rank(report)


# Which files are read


class RegisteredFiles(NamedTuple):
    """The files of a register."""

    taken: frozenset[str]
    """The paths of those that are read, from the folder of the register."""
    left_out: Mapping[str, str]
    """The reasons why others are not, by their paths: whole sentences."""


def registered_files(folder: Path, day: str) -> RegisteredFiles:
    """Return the files of a register.

    Raises:
        ChecklistError: The register cannot be read, or was changed.
    """
    chain = read_chain(folder)
    refuse_broken(chain, folder, Purpose.READ_FILES)
    taken: set[str] = set()
    left_out: dict[str, str] = {}
    for submission in submissions(chain.lines, day):
        if submission.state in NOT_READ or not is_report_name(Path(submission.received.file).name):
            left_out[submission.received.file] = _why(submission)
        else:
            taken.add(submission.received.file)
    return RegisteredFiles(frozenset(taken), left_out)


def _why(submission: Submission) -> str:
    reference = safe_text(submission.reference or "", limit=100)
    match submission.state:
        case SubmissionState.WITHDRAWN:
            return f"It was withdrawn: {reference}."
        case SubmissionState.ERASED:
            return f"It was erased: {reference}."
        case SubmissionState.BESIDE:
            return f"It was kept with submission {submission.replaced_by}."
        case SubmissionState.REPLACED:
            return f"Submission {submission.replaced_by} takes its place."
        case _:
            return "It cannot be read as a report yet."


def left_out_notice(folder: Path, files: RegisteredFiles) -> str:
    """Return what is said of the files of a register that are not read; empty where all are."""
    if not files.left_out:
        return ""
    listed = [f"  {safe_text(file)}: {why}" for file, why in files.left_out.items()]
    more = len(listed) - _MOST_LISTED
    if more > 0:
        listed[_MOST_LISTED:] = [f"  and {more:,} more: `checklist register list` shows all"]
    return "\n".join(
        [f"These files of the register in {safe_text(str(folder))} are left out:", *listed]
    )
