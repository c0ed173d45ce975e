"""Receives files of any kind into a register, and compares a report with those of its State."""

import re
import unicodedata
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from checklist.checks.batch import Checker, CheckResult, ReportSource
from checklist.checks.report_summary import disagreement, state_of
from checklist.checks.resolve_questionnaire import resolve_current, resolve_for_report
from checklist.checks.run_validator import RunValidator
from checklist.diagnostics import MAX_RELATED, MORE, Diagnostic, Severity
from checklist.files.discovery import is_report_name
from checklist.files.reader import Document, digest_of, parse, whole_content
from checklist.lifecycle.comparable import comparable
from checklist.lifecycle.register_line import RECEIVED, UNKNOWN, ReceivedFile, RegisterLine
from checklist.register.folder import LARGEST, OpenRegister
from checklist.register.submissions import SubmissionState, identity_of, submissions
from checklist.reports.check_structure import check_structure
from checklist.reports.period import cycle_of
from checklist.reports.report import FINAL, Report
from checklist.reports.report_facts import NO_FACTS, ReportFacts, report_facts
from checklist.reports.revisions import ReportIdentity, rank, weight
from checklist.states import BY_CODE
from checklist.text.sanitize import safe_text

MOST = 100
"""The most reports that are all compared; of more, only the nearest are."""
_FEW = MAX_RELATED + 2
"""The equal reports that are compared: all that a finding names, and more."""
_PERIODS = 50
"""The most other periods whose latest report is compared."""

_Period: TypeAlias = tuple[str, str]
"""The id of a questionnaire, and the cycle of the first report of the period."""


class _Equals:
    """The reports of one period, one revision and one rank. Of many, the first few are compared."""

    def __init__(self) -> None:
        self.first: list[ReportIdentity] = []
        """The first few by the names of their files."""
        self.count = 0

    def add(self, report: ReportIdentity) -> None:
        self.count += 1
        insort(self.first, report, key=lambda report: report.file)
        del self.first[_FEW:]


class ReportsOfState:
    """The reports of one State in a register, which are found without a look at each of them."""

    def __init__(self) -> None:
        self._all: dict[str, ReportIdentity] = {}
        self._period_of_seal: dict[tuple[str, str], _Period] = {}
        self._by_seal: dict[str, list[ReportIdentity]] = {}
        self._equals: dict[tuple[_Period, int], dict[tuple[int, bool, bool, bool], _Equals]] = {}
        self._final: dict[_Period, dict[int, ReportIdentity]] = {}
        """The final report of the latest date, by period and revision."""
        self._by_date: dict[tuple[str, int], list[ReportIdentity]] = {}
        """The final reports in the order of their dates, by questionnaire and revision."""
        self._latest: dict[str, dict[str, ReportIdentity]] = {}
        """The report of each period that counts most, by questionnaire and year."""

    def add(self, report: ReportIdentity) -> None:
        """Add a report."""
        self._all[report.file] = report
        period = questionnaire, year = self._period(report)
        for seal in report.named_seals:
            self._period_of_seal.setdefault((questionnaire, seal), period)
            self._by_seal.setdefault(seal, []).append(report)
        equals = self._equals.setdefault((period, report.revision), {})
        equals.setdefault(rank(report), _Equals()).add(report)
        latest = self._latest.setdefault(questionnaire, {})
        latest[year] = max(latest.get(year, report), report, key=weight)
        if report.is_final:
            final = self._final.setdefault(period, {})
            same = sorted(
                (final.get(report.revision, report), report), key=lambda known: known.file
            )
            final[report.revision] = max(same, key=_date)
            by_date = self._by_date.setdefault((questionnaire, report.revision), [])
            insort(by_date, report, key=_date)

    def near(self, report: ReportIdentity) -> Sequence[ReportIdentity]:
        """Return the reports with which a report is compared, without the report itself.

        Where there are many, these are the reports that its seals link, those of its revision and
        the revisions before it, and the latest of other periods.
        """
        if len(self._all) <= MOST:
            return [other for other in self._all.values() if other.file != report.file]
        found = {other.file: other for other in self._nearest(report)}
        found.pop(report.file, None)
        of_revision = self._equals.get((self._period(report), report.revision), {})
        for its_rank, equals in of_revision.items():
            first = [other for other in equals.first if other.file != report.file]
            found.update((other.file, other) for other in first)
            here = [
                other
                for other in found.values()
                if rank(other) == its_rank and self._period(other) == self._period(report)
            ]
            is_own = report.file in self._all and rank(report) == its_rank
            more = equals.count - is_own - len(here)
            if first and more > 0:
                found[first[-1].file] = first[-1]._replace(stands_for=1 + more)
        return [*found.values()]

    def _nearest(self, report: ReportIdentity) -> Iterator[ReportIdentity]:
        for seal in report.named_seals:
            yield from self._by_seal.get(seal, [])[:_FEW]
        period = questionnaire, year = self._period(report)
        final = self._final.get(period, {})
        lower = sorted(number for number in final if number < report.revision)
        if lower:
            yield final[lower[-1]]
            yield max((final[number] for number in lower), key=_date)
        for equals in self._equals.get((period, report.revision - 1), {}).values():
            yield from equals.first
        before = self._by_date.get((questionnaire, report.revision - 1), [])
        at = bisect_right(before, report.date, key=_date)
        yield from before[max(at - 1, 0) : at]
        latest = self._latest.get(questionnaire, {})
        years = sorted(latest)
        at = bisect_right(years, year)
        yield from (latest[known] for known in years[max(at - _PERIODS, 0) : at + 1])

    def _period(self, report: ReportIdentity) -> _Period:
        """Return the period of a report: its cycle, or the period of a report that a seal links."""
        own = report.questionnaire, report.cycle_or_year
        seals = ((report.questionnaire, seal) for seal in report.named_seals)
        linked = (self._period_of_seal[known] for known in seals if known in self._period_of_seal)
        return next(linked, own)


def _date(report: ReportIdentity) -> str:
    return report.date


_BESIDE = re.compile(r"(?:report|files|note-verbale)-([A-Z]{3})(?![A-Za-z])")
_LONGEST_STEM = 100
"""The most bytes of a kept name, in UTF-8, before its ending."""
_LONGEST_ENDING = 10
_PLAIN = "-_. "
"""The characters that stay beside letters and digits."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}
"""The names that Windows gives to devices."""


def state_in_name(name: str) -> str | None:
    """Return the code of the State in the name of a file that goes with a report, if it has one.

    `checklist submit` names them so: `files-NOR.txt`, `note-verbale-NOR.docx`, `report-NOR.docx`.
    """
    found = _BESIDE.match(name)
    return found[1] if found and found[1] in BY_CODE else None


def folder_of(state: str | None, cycle: str | None) -> str:
    """Return the folder of an original in the register: `2026/NOR`, `unknown/NOR`, `unknown`."""
    return f"{cycle or UNKNOWN}/{state}" if state else UNKNOWN


def kept_name(name: str, state: str | None, content: bytes, *, is_report: bool) -> str:
    """Return the name under which a file is kept.

    Letters and digits of any script stay. A report gets a name by which the commands that read
    reports find it.

    Args:
        name: The name under which it came.
        state: The code of its State, if that is known.
        content: Its bytes.
        is_report: Whether it is a report that can be used.
    """
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING or not ending.isascii() or not ending.isalnum():
        stem, ending = name, ""
    stem = _cut(_plain(stem)) or "file"
    if stem.partition(".")[0].lower() in _RESERVED:
        stem = f"file-{stem}"
    kept = f"{stem}.{ending.lower()}" if ending else stem
    if is_report and not is_report_name(kept):
        is_json = content.lstrip().startswith(b"{")
        return f"report-{state or UNKNOWN}.{'json' if is_json else 'yaml'}"
    return kept


def _plain(text: str) -> str:
    """Return a text of letters, digits, hyphens, underscores and full stops within it."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        character if character.isalnum() or character in _PLAIN else "-" for character in composed
    )
    return "-".join(kept.split()).strip("-_.")


def _cut(text: str) -> str:
    return text.encode()[:_LONGEST_STEM].decode(errors="ignore").rstrip("-_.")


_LONGEST_NAME = 255


class LineDetails(NamedTuple):
    """The details of a line that a person gives: on files that came, or on what is done."""

    on: str
    """The day on which the files came or something was done."""
    reply_by: str
    """The day by which a reply is wanted, where something is asked."""
    who: str = ""
    """The user who writes the line."""
    channel: str | None = None
    """The way on which the files came: `e-mail`."""
    reference: str | None = None
    """The note verbale or letter that the files came with, or that is the reason."""
    state: str | None = None
    """The State, where a file does not say it."""
    cycle: str | None = None
    """The cycle, where a file does not say it."""
    questionnaire: str | None = None
    """The questionnaire that is named; None: the one that each report names."""

    def line(self, did: str, of: int | None = None, **more: Any) -> dict[str, Any]:
        """Return a line for the register.

        Args:
            did: What it notes.
            of: The number of the submission that it is about; None: it receives one.
            more: Other keys of the line; None: left out.
        """
        own = _given(of=of, reference=self.reference, who=self.who or None)
        return {"did": did, "on": self.on, **own, **_given(**more)}


@dataclass(frozen=True, slots=True)
class Reception:
    """The result for a file."""

    line: RegisterLine
    """The line of the file; if it was received before, the line of that time."""
    was_received: bool = False
    """Whether the file, or a report with its seal, was received before."""
    other_state: str = ""
    """The State of the option, where the file says another."""
    other_cycle: str = ""
    """The cycle of the option, where the file says another."""
    disagreement: str = ""
    """Why its State is not known, where its name and its content disagree: a clause, or empty."""


class Receiver:
    """Receives files into an open register."""

    def __init__(self, register: OpenRegister, details: LineDetails) -> None:
        """Note the register, and the details of the files."""
        self.register = register
        self.details = details
        self._checker = Checker(details.questionnaire, with_report_summary=True)
        self._last: tuple[bytes, str, CheckResult] | None = None
        """The content, name and result of the last check."""
        self._by_digest: dict[str, RegisterLine] = {}
        self._by_seal: dict[str, RegisterLine] = {}
        self._facts: dict[str, ReportFacts] = {}
        self._of_state: dict[str, list[RegisterLine]] = {}
        self._with_texts: dict[str, dict[str | None, ReceivedFile]] = {}
        """By the digest of their longer texts, the first report of each State, as they came."""
        self._reports_of: dict[str, ReportsOfState] = {}
        self._cycles: dict[tuple[Path, str | None], str | None] = {}
        for submission in submissions(register.lines, details.on):
            if submission.state not in {SubmissionState.WITHDRAWN, SubmissionState.ERASED}:
                self._remember(submission.line)

    def check(self, content: bytes, name: str) -> CheckResult:
        """Check the content of a file, under the name with which it came."""
        # The letter on a file needs what was found in it just before.
        if self._last is None or self._last[:2] != (content, name):
            self._last = content, name, self._checker.read(ReportSource(Path(name), content))
        return self._last[2]

    def across(self, received: ReceivedFile) -> Sequence[Diagnostic]:
        """Return the findings in a report together with others that are here.

        These are the others of its State, and one with the same texts that came before it from
        another State. What the lines note of the others is enough, and what they say of figures and
        treaties: none of them is checked again.
        """
        if received.report is None:
            return ()
        own = self._identity(received)
        others = self._reports_of.get(received.state or "")
        near = [] if others is None else [*others.near(own)]
        near += map(self._identity, self._like(received, received.report.texts))
        if not near:
            return ()
        run = RunValidator(self._checker, (), jobs=1)
        facts = {report.file: self._facts_in(report.file) for report in [*near, own]}
        run.take_part([*near, own], facts)
        return [finding for file in run.together(own.file) for finding in file.diagnostics]

    def _identity(self, received: ReceivedFile) -> ReportIdentity:
        """Return the identity of a report that was received."""
        return identity_of(received, str(self.register.folder / received.file))

    def _like(self, received: ReceivedFile, texts: str | None) -> Iterator[ReceivedFile]:
        """Yield a report with the same texts that came before from another State, if one did."""
        for other in self._with_texts.get(texts or "", {}).values():
            if other.file == received.file:
                return
            if other.state != received.state:
                yield other
                return

    def _facts_in(self, path: str) -> ReportFacts:
        """Return the facts of a report that is kept, which is read once."""
        if path not in self._facts:
            document = ReportSource(Path(path)).document()
            data = document.data
            self._facts[path] = NO_FACTS
            if isinstance(data, dict):
                answered = resolve_for_report(document, self.details.questionnaire)
                self._facts[path] = report_facts(check_structure(data, answered)[0])
        return self._facts[path]

    def receive(self, path: Path) -> Reception:
        """Receive a file: its bytes are kept, then one line is written.

        Raises:
            ChecklistError: It cannot be read, or the register cannot be written.
        """
        content = whole_content(path, LARGEST)
        digest = digest_of(content)
        here = self._by_digest.get(digest)
        if here is not None:
            return Reception(here, was_received=True)
        name = safe_text(path.name, limit=_LONGEST_NAME)
        checked = self.check(content, name)
        details = self.details
        head = _head(content, name, checked, details)
        seal = head.report.get("seal") if head.report else None
        beside = path.absolute().parent
        if head.report is not None:
            self._cycles[beside, head.state] = head.cycle
        if seal is not None and seal in self._by_seal:
            return Reception(self._by_seal[seal], was_received=True)
        state = head.state or details.state
        cycle = head.cycle or details.cycle or self._cycles.get((beside, state))
        folder = folder_of(state, cycle)
        is_report = head.report is not None
        file = self.register.keep(
            content, folder, kept_name(path.name, state, content, is_report=is_report)
        )
        if is_report:
            self._facts[str(self.register.folder / file)] = checked.facts
        received = ReceivedFile.model_validate(
            {
                "file": file,
                "name": name,
                "size": len(content),
                "digest": digest,
                **_given(state=state, cycle=cycle, channel=details.channel, report=head.report),
            }
        )
        found = [*checked.findings.diagnostics, *self.across(received)]
        received = received.model_copy(update={"findings": _by_code(found)})
        unclear = head.disagreement if state is None else ""
        is_asked = _asks(found, head) and not unclear and not self._came_with_report(received)
        reply_by = details.reply_by if is_asked else None
        data = received.model_dump(exclude_none=True)
        line = self.register.append(details.line(RECEIVED, submission=data, reply_by=reply_by))
        self._remember(line)
        return Reception(
            line,
            other_state=details.state or "" if state != details.state else "",
            other_cycle=details.cycle or "" if cycle != details.cycle else "",
            disagreement=unclear,
        )

    def _came_with_report(self, received: ReceivedFile) -> bool:
        """Whether a report of the same State and cycle came on the day of this file, or later.

        A report needs no such companion: for one, the result is False.
        """
        return received.report is None and any(
            line.submission is not None
            and line.submission.report is not None
            and line.submission.cycle == received.cycle
            and line.on >= self.details.on
            for line in self._of_state.get(received.state or "", ())
            if received.state is not None
        )

    def _remember(self, line: RegisterLine) -> None:
        assert line.submission is not None
        self._by_digest.setdefault(line.submission.digest, line)
        self._of_state.setdefault(line.submission.state or "", []).append(line)
        report = line.submission.report
        if report is None:
            return
        reports = self._reports_of.setdefault(line.submission.state or "", ReportsOfState())
        reports.add(self._identity(line.submission))
        if report.seal is not None:
            self._by_seal.setdefault(report.seal, line)
        if report.texts is not None:
            alike = self._with_texts.setdefault(report.texts, {})
            alike.setdefault(line.submission.state, line.submission)


class _Head(NamedTuple):
    """What the head of a file says, as far as it can be used."""

    state: str | None = None
    cycle: str | None = None
    report: Mapping[str, Any] | None = None
    disagreement: str = ""


def _head(content: bytes, name: str, checked: CheckResult, details: LineDetails) -> _Head:
    document, questionnaire = parse(content, name), details.questionnaire
    unclear = disagreement(document.data, name)
    if checked.identity is None or (unclear and checked.identity.state != details.state):
        state = None if unclear else state_of(document.data, name) or state_in_name(name)
        return _Head(state, disagreement=unclear)
    assert isinstance(document.data, dict)
    report = Report.from_data(document.data)
    identity = checked.identity
    copy_for = "publication" if report.redacted is not None else None
    copy_for = "submission" if report.submitted is not None else copy_for
    head = {
        "questionnaire": report.questionnaire_id,
        "version": report.questionnaire_version,
        "status": report.status,
        "revision": report.revision,
        "as_of": report.as_of,
        **_given(
            seal=report.seal if report.status == FINAL else None,
            supersedes=report.supersedes,
            original=identity.original,
            copy_for=copy_for,
            texts=checked.facts.texts or None,
        ),
    }
    return _Head(report.state, _cycle(report, document, questionnaire), head)


def _cycle(report: Report, document: Document, questionnaire: str | None) -> str:
    """Return the cycle of a report, whichever version of its questionnaire it answers."""
    current = resolve_current(document, questionnaire)
    answered = resolve_for_report(document, questionnaire)
    if current is not answered:
        report = comparable(report, current).report
    return cycle_of(report, current)


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _by_code(found: Sequence[Diagnostic]) -> Mapping[str, int]:
    """Return the number of findings by code, in the order of the codes."""
    return dict(sorted(Counter(finding.code for finding in found if finding.code != MORE).items()))


def _asks(found: Sequence[Diagnostic], head: _Head) -> bool:
    """Whether something is asked: a point is unclear, or there is no final report yet."""
    if head.report is None or head.report["status"] != FINAL:
        return True
    return any(finding.severity is Severity.ERROR and finding.to_state != "" for finding in found)
