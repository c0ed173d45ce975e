"""Letters to the States whose reports were checked: Markdown, one letter a State, ready to send.

A letter leaves the office. It names the files, never the folders that hold them.
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import PurePath

from checklist.answer_types.written_date import date_in_words
from checklist.checks.batch import CheckResult
from checklist.checks.codes import SEAL, TWO_STATES, UNANSWERED, short_description
from checklist.checks.report_summary import ReportSummary
from checklist.checks.rule_registry import run_rules
from checklist.checks.validator import UNUSABLE_CODES
from checklist.diagnostics import (
    MORE,
    NO_TEXT,
    NOT_FINAL,
    Diagnostic,
    FileFindings,
    Position,
    Severity,
)
from checklist.render.markdown_escape import code, message, table, text
from checklist.reports.report import DRAFT, FINAL
from checklist.states import BY_CODE
from checklist.text.paragraphs import capitalized, sentence

LETTERS = "letter-*.md"
"""The pattern of the names of all letters."""

REPLY_DAYS = 30
"""The days in which a reply is wanted, where no date is given."""

_ACROSS_FILES = frozenset(rule.code for rule in run_rules())
"""The codes of findings about several reports together."""

_NOT_RECEIVED = frozenset({"S001", "S014"})
"""The codes of failures to read a file here, which are no fault of the report."""
_TECHNICAL, _CLARIFY, _ANSWER, _REMARKS = "technical", "to clarify", "to answer", "remarks"
_SECTIONS = {
    _TECHNICAL: (
        "Technical points",
        "Because of these the file cannot be used as it is.",
    ),
    _CLARIFY: (
        "Clarifications requested",
        "Please tell us what is right, or send us a corrected report.",
    ),
    _ANSWER: (
        "What is not answered yet",
        "The final report needs an answer to each of these. “Not known”, “not applicable” and "
        "“declined” are answers, too.",
    ),
    _REMARKS: (
        "Remarks",
        "Please look at these. Where all is as it should be, leave it as it is.",
    ),
}
"""The sections on a report: their titles and introductions."""

_RECEIVED = "File, Status, Revision, As of, Technical points, Clarifications, Not answered, Remarks"
_AS_A_WHOLE = ("**The report as a whole**",)


@dataclass(frozen=True)
class _Days:
    """The two days of a letter."""

    checked: date
    reply_by: date


@dataclass(frozen=True)
class _Report:
    """A report with its findings, as a letter presents them."""

    path: str
    found: Sequence[Diagnostic]
    report_summary: ReportSummary

    @property
    def name(self) -> str:
        """The name of its file."""
        return _name(self.path)

    @cached_property
    def points(self) -> Mapping[str, Sequence[Diagnostic]]:
        """The findings by the section of the letter."""
        points: dict[str, list[Diagnostic]] = {section: [] for section in _SECTIONS}
        for one in self.found:
            if one.code == MORE:
                continue
            if one.code == UNANSWERED:
                points[_ANSWER].append(one)
            elif one.severity is Severity.ERROR:
                points[_TECHNICAL if _is_technical(one) else _CLARIFY].append(one)
            else:
                points[_REMARKS].append(one)
        return points

    @property
    def is_ready(self) -> bool:
        """Whether nothing has to be clarified or answered."""
        return not self.errors and not self.points[_ANSWER]

    @property
    def errors(self) -> Sequence[Diagnostic]:
        """The technical points and what is to be clarified."""
        return [*self.points[_TECHNICAL], *self.points[_CLARIFY]]

    @property
    def status(self) -> str | None:
        """Whether it is a draft or final, as far as it can be read."""
        return self.report_summary.head.get("status")

    def waits_to_be_final(self, reports: Iterable["_Report"]) -> bool:
        """Whether it is a ready draft, without a final report of the same revision."""
        head = self.report_summary.head
        final = (
            o.report_summary.head for o in reports if o.report_summary.head.get("status") == FINAL
        )
        is_final = any(other.get("revision") == head.get("revision") for other in final)
        return self.is_ready and head.get("status") == DRAFT and not is_final

    def without_places_outside(self, paths: Set[str]) -> "_Report":
        """Return the report without the places in other files, which can belong to other States.

        Args:
            paths: The files that the letter may name.
        """
        found = [
            replace(one, related=tuple(o for o in one.related if not o.path or o.path in paths))
            for one in self.found
        ]
        return replace(self, found=found)


def _name(path: str) -> str:
    """Return the name of a file, without the folder in which it lies here."""
    return "standard input" if path == "-" else PurePath(path).name


def letters(
    checked: Iterable[CheckResult],
    day: date,
    across: Iterable[FileFindings] = (),
    reply_by: date | None = None,
) -> dict[str, str]:
    """Return the letters by the names of their files, in alphabetical order.

    All reports of one State are in one letter. A report that names its State neither in its content
    nor in its file name has a letter of its own, for its sender. Files that could not be read for a
    reason on this computer, such as a missing permission, are in no letter.

    Args:
        checked: The reports, in the order in which the letters name them.
        day: The day on which they were checked.
        across: The findings in the same files about several reports together.
        reply_by: The day by which a reply is wanted; None: `REPLY_DAYS` later.
    """
    days = _Days(day, reply_by or day + timedelta(REPLY_DAYS))
    by_state: dict[str, list[_Report]] = {}
    unknown: list[_Report] = []
    found_across = dict(across)
    for report in checked:
        (path, found), report_summary = report.findings, report.report_summary
        if report_summary is None or any(each.code in _NOT_RECEIVED for each in found):
            continue
        same = (
            unknown
            if report_summary.state is None
            else by_state.setdefault(report_summary.state, [])
        )
        to_state = [*_to_state([*found, *found_across.get(path, ())])]
        same.append(_Report(path, to_state, report_summary))
    written = {
        f"letter-{state}.md": _letter(BY_CODE[state].name, by_state[state], days)
        for state in sorted(by_state)
    }
    for number, one in enumerate(unknown, 1):
        written[f"letter-unknown-{number}.md"] = _letter(None, [one], days)
    return written


def _to_state(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings, worded for a State, without those that a State cannot correct."""
    for one in found:
        if one.to_state is None:
            yield one
        elif one.to_state:
            yield replace(one, message=one.to_state)


def _letter(state: str | None, reports: Sequence[_Report], days: _Days) -> str:
    here = {one.path for one in reports}
    reports = [one.without_places_outside(here) for one in reports]
    return "\n".join(_lines(state, reports, days)) + "\n"


def _lines(state: str | None, reports: Sequence[_Report], days: _Days) -> Iterator[str]:
    title = "Your report on trafficking in persons"
    yield f"# {title}: {text(state)}" if state else f"# {title}"
    yield ""
    yield " ".join(_result(reports, days))
    reply = [*_reply(reports, days)]
    if reply:
        yield ""
        yield " ".join(reply)
    if state is None:
        yield ""
        yield "We could not see which State the report is from. Please tell us when you answer."
    yield ""
    yield "## What was received"
    yield ""
    yield from table(
        _RECEIVED.split(", "),
        [_received(one) for one in reports],
    )
    for one in reports:
        yield from _about(one)
    steps = [*_next_steps(reports)]
    if steps:
        yield ""
        yield "## What to do next"
        yield ""
        yield from (f"- {step}" for step in steps)
    codes = {found.code for one in reports for found in one.found} - {MORE}
    if codes:
        yield ""
        yield "## What the codes mean"
        yield ""
        for code_found in sorted(codes):
            yield f"- {code_found}: {message(short_description(code_found))}"


def _result(reports: Sequence[_Report], days: _Days) -> Iterator[str]:
    """Yield the sentences on what came, and what came of it."""
    day = date_in_words(days.checked.isoformat())
    if len(reports) > 1:
        yield f"Thank you for your reports. They were checked on {day}."
    else:
        yield f"Thank you for your report. It was checked on {day}."
    technical, to_clarify = (
        sum(len(one.points[section]) for one in reports) for section in (_TECHNICAL, _CLARIFY)
    )
    if technical:
        yield f"Technical points: {technical}."
    if to_clarify:
        yield f"Clarifications requested: {to_clarify}."
    if not technical and not to_clarify:
        yield "Nothing has to be clarified."
    if any(one.points[_ANSWER] for one in reports):
        yield "Some questions are still to be answered."
    elif any(one.waits_to_be_final(reports) for one in reports):
        yield "We have a draft only: please make it final, and send us the final report."
    if any(one.points[_REMARKS] for one in reports):
        yield "Please see the remarks."


def _reply(reports: Sequence[_Report], days: _Days) -> Iterator[str]:
    """Yield the sentences on the reply that is wanted, and what becomes without one."""
    waiting = [one for one in reports if not one.is_ready or one.waits_to_be_final(reports)]
    if not waiting:
        return
    yield f"Please reply by {date_in_words(days.reply_by.isoformat())}."
    if any(one.points[_TECHNICAL] for one in waiting):
        yield "A file with technical points is counted when it has come again and can be used."
    usable = [one for one in waiting if not one.points[_TECHNICAL]]
    if any(one.status == FINAL for one in usable):
        yield "Without a reply the report is counted as received."
    if any(one.status != FINAL for one in usable):
        yield "Only the final report is counted, not a draft."


def _received(one: _Report) -> list[str]:
    head = one.report_summary.head
    status = one.status if one.status in (DRAFT, FINAL) else None
    cells = [status, head.get("revision"), head.get("as_of")]
    counts = [str(len(found)) for found in one.points.values()]
    return [text(one.name), *(text(each) if each else "cannot be read" for each in cells), *counts]


def _about(one: _Report) -> Iterator[str]:
    for section, (title, lead) in _SECTIONS.items():
        if one.points[section]:
            yield ""
            yield f"## {title}: {text(one.name)}"
            yield ""
            yield lead
            lines_of = _unanswered if section == _ANSWER else _by_question
            yield from lines_of(one.points[section], one.report_summary)
    for found in one.found:
        if found.code == MORE:
            yield ""
            yield f"In {text(one.name)}: {text(found.message)}. Those above come first."


def _question_id(found: Diagnostic, report_summary: ReportSummary) -> str | None:
    named = found.where[1] if len(found.where) > 1 and found.where[0] == "answers" else None
    return str(named) if named in report_summary.questions else None


def _by_question(found: Sequence[Diagnostic], report_summary: ReportSummary) -> Iterator[str]:
    for question_id in (None, *report_summary.questions):
        points = [one for one in found if _question_id(one, report_summary) == question_id]
        if points:
            yield ""
            yield from _question(question_id, report_summary) if question_id else _AS_A_WHOLE
            yield ""
            for point in points:
                asked = report_summary.questions.get(question_id or "")
                yield f"- {_point(point, asked and f'{asked.number} {question_id}')}"


def _question(question_id: str, report_summary: ReportSummary) -> Iterator[str]:
    asked = report_summary.questions[question_id]
    yield f"**{asked.number} {text(asked.ask)}**"
    word = "recommendation" if len(asked.recommendations) == 1 else "recommendations"
    cited = f"; {word} {', '.join(asked.recommendations)} of {text(report_summary.source)}"
    yield f"({code(question_id)}{cited if asked.recommendations else ''})"


def _unanswered(found: Sequence[Diagnostic], report_summary: ReportSummary) -> Iterator[str]:
    yield ""
    for question_id in filter(None, (_question_id(one, report_summary) for one in found)):
        yield f"- {' '.join(_question(question_id, report_summary))}"


def _point(found: Diagnostic, name: str | None) -> str:
    """Return a finding as a point below its question.

    Args:
        found: The finding.
        name: The number and id of the question, which the point need not repeat.
    """
    number = (name or "").partition(" ")[0]
    said = found.message.removeprefix(f"{name}: ").removeprefix(f"{number}: ")
    said = message(capitalized(sentence(said.removeprefix(f"{number} "))))
    others = "".join(f" See {_place(one)}: {message(one.message)}." for one in found.related)
    return f"{said}{others} (line {found.line}, {found.code})"


def _place(other: Position) -> str:
    """Return the line of a place, after the name of the file if it is another one."""
    return f"line {other.line} of {text(_name(other.path))}" if other.path else f"line {other.line}"


def _is_technical(error: Diagnostic) -> bool:
    """Whether this error keeps a report from being used as a whole."""
    return error.code in UNUSABLE_CODES or _is_closed(error)


def _is_closed(error: Diagnostic) -> bool:
    """Whether this error keeps a report from being amended or answered in the interview."""
    if error.code.startswith("S1"):
        is_in_answers = len(error.where) > 1 and error.where[0] == "answers"
        return not is_in_answers and error.code != NOT_FINAL
    return error.code.startswith("S0")


def _next_steps(reports: Sequence[_Report]) -> Iterator[str]:
    for one in reports:
        if not one.is_ready:
            yield _next_step(one)
        elif one.waits_to_be_final(reports):
            finalize = code(f"checklist finalize {shlex.quote(one.name)}")
            yield (
                f"{code(one.name)} is a draft, in which nothing is missing: {finalize} makes it "
                "final. Send us the final report."
            )


def _next_step(one: _Report) -> str:
    fix, finalize, amend, validate = (
        code(f"checklist {command} {shlex.quote(one.name)}")
        for command in ("fix", "finalize", "amend", "validate")
    )
    if any(error.code == NO_TEXT for error in one.errors):
        return (
            f"{code(one.name)} is not the file of a report. Please send us the file as the program "
            "wrote it: its name ends with `.yaml`."
        )
    if any(map(_is_closed, one.errors)):
        return (
            f"{code(one.name)} cannot be opened by the program as it is, most often because it "
            "was changed or cut off on its way. If you have the file as the program wrote it, send "
            "us that one. If not, correct the lines that are named above in a text editor, and see "
            f"with {validate} whether all is well."
        )
    codes = {error.code for error in one.errors}
    if SEAL in codes:
        return _next_step_without_seal(one)
    if TWO_STATES in codes and codes <= _ACROSS_FILES:
        return _next_step_under_two_states(one)
    if codes and codes <= _ACROSS_FILES and not one.points[_ANSWER]:
        return (
            f"{code(one.name)} does not fit the other reports that we have from your State. "
            "Please tell us which of them is right, or send us the one that is missing. A "
            "correction is a new revision, which `checklist amend` begins from the final report "
            "before it."
        )
    if one.status == FINAL:
        return (
            f"{code(one.name)} is final, and a final report is not changed: {amend} makes the "
            "draft of its next revision. In that draft, `checklist fix` asks again what is named "
            "above, and `checklist finalize` makes it final. Send us the new revision."
        )
    return (
        f"{code(one.name)} is a draft: {fix} asks again what is named above, question by "
        f"question. When nothing is left, {finalize} makes it final. Send us the final report."
    )


def _next_step_under_two_states(one: _Report) -> str:
    is_draft = one.status == DRAFT
    draft = "it" if is_draft else "the draft that the report was made from"
    return (
        f"{code(one.name)} names a seal that a report from another State has, or names, too. "
        f"Please check whether `state` in {code(one.name)} is right. If `state` is wrong, correct "
        f"`state` in {draft}, and make the draft final with `checklist finalize`. If `state` is "
        "right, begin the revision anew from the final report of your State before it, with "
        "`checklist amend`. "
        "Send us the final report."
    )


def _next_step_without_seal(one: _Report) -> str:
    is_there = any(e.code == SEAL and e.where == ("seal",) for e in one.errors)
    wrong = (
        f"{code(one.name)} can be read, but its seal does not fit: the report was changed after it "
        "was made final, or on its way."
        if is_there
        else f"{code(one.name)} can be read, but it has no seal, which the program writes when it "
        "makes a report final."
    )
    return (
        f"{wrong} If you have the file as the program made it final, send us that one. If not, "
        "take the draft that the program kept beside it, with a name that ends in `.draft.yaml`, "
        "correct that one, and make it final again with `checklist finalize`. Send us the final "
        "report."
    )
