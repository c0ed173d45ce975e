"""Letters to the States whose reports were checked, one letter a State, ready to send.

A letter leaves the office. It names the files, never the folders that hold them. It is made of
blocks, to be written as Markdown or as a Word file.
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from checklist.answer_types.written_date import date_in_words
from checklist.checks.batch import CheckResult
from checklist.checks.codes import SEAL, TWO_STATES, WHICH_COUNTS, short_description
from checklist.checks.report_summary import ReportSummary
from checklist.checks.rule import run_rules
from checklist.diagnostics import MORE, NO_TEXT, Diagnostic, FileFindings, Position, question_at
from checklist.questionnaire.catalogue import recommendations_named
from checklist.render.blocks import (
    Block,
    Cell,
    Heading,
    Items,
    Notice,
    Paragraph,
    Table,
    WithCode,
    as_code,
)
from checklist.render.report.letter_points import Kind, ReportPoints, file_name, is_damage
from checklist.reports.report import DRAFT, FINAL
from checklist.states import BY_CODE
from checklist.text.paragraphs import capitalized, sentence

REPLY_DAYS = 30
"""The days in which a reply is wanted, where no date is given."""

_NOT_RECEIVED = frozenset({"S001", "S014"})
"""The codes of failures to read a file here, which are no fault of the report."""

_LEADS = {
    Kind.TECHNICAL: "Because of these the file cannot be used as it is.",
    Kind.CLARIFICATION: "Please tell us what is right, or send us a corrected report.",
    Kind.UNANSWERED: (
        "The final report needs an answer to each of these. “Not known”, “not applicable” and "
        "“declined” are answers, too."
    ),
    Kind.REMARK: "Please check these points. If an answer is correct, leave it as it is.",
}
"""The introductions of the sections on a report."""

_AS_A_WHOLE = "The report as a whole"

WITHOUT_REPLY = "Without a reply the report is counted as received."
WHILE_UNCLEAR = "No report of your State is counted until it is clear which one counts."
FINAL_ONLY = "Only the final report is counted, not a draft."

_ACROSS_FILES = frozenset(rule.code for rule in run_rules())
"""The codes of findings about several reports together."""


def usual_reply_day(day: date) -> date:
    """Return the day 30 days after another; the last day of the calendar where there is none."""
    return day + timedelta(min(REPLY_DAYS, (date.max - day).days))


def letters(
    checked: Iterable[CheckResult],
    day: date,
    across: Iterable[FileFindings] = (),
    reply_by: date | None = None,
) -> Mapping[str, Sequence[Block]]:
    """Return the letters as blocks by their names, such as `letter-NOR`, in alphabetical order.

    All reports of one State are in one letter. A report that names its State neither in its content
    nor in its file name has a letter of its own, for its sender. A report whose name and content
    disagree is in no letter, which could go to the wrong State. Files that could not be read for a
    reason on this computer, such as a missing permission, are in no letter either.

    Args:
        checked: The reports, in the order in which the letters name them.
        day: The day on which they were checked.
        across: The findings in the same files about several reports together.
        reply_by: The day by which a reply is wanted; None: `REPLY_DAYS` later.
    """
    reply_by = reply_by or usual_reply_day(day)
    by_state: dict[str, list[ReportPoints]] = {}
    unknown: list[ReportPoints] = []
    found_across = {file.path: file.diagnostics for file in across}
    for report in checked:
        (path, found, _), summary = report.findings, report.report_summary
        if summary is None or any(each.code in _NOT_RECEIVED for each in found):
            continue
        if summary.state is None and summary.disagreement:
            continue
        same = unknown if summary.state is None else by_state.setdefault(summary.state, [])
        to_state = [*_to_state([*found, *found_across.get(path, ())])]
        same.append(ReportPoints(path, to_state, summary))
    written = {
        f"letter-{state}": [*letter(BY_CODE[state].name, by_state[state], day, reply_by)]
        for state in sorted(by_state)
    }
    for number, points in enumerate(unknown, 1):
        written[f"letter-unknown-{number}"] = [*letter(None, [points], day, reply_by)]
    return written


def _to_state(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings, worded for a State, without those that a State cannot correct."""
    for finding in found:
        if finding.to_state is None:
            yield finding
        elif finding.to_state:
            yield finding._replace(message=finding.to_state)


def letter(
    state: str | None, reports: Sequence[ReportPoints], day: date, reply_by: date
) -> Iterator[Block]:
    """Yield one letter.

    Args:
        state: The name of the State; None if the reports do not say it.
        reports: The reports of the State.
        day: The day on which they were checked.
        reply_by: The day by which a reply is wanted.
    """
    here = {report.path for report in reports}
    reports = [report.without_places_outside(here) for report in reports]
    title = "Your report on trafficking in persons"
    yield Heading(f"{title}: {state}" if state else title, 1)
    yield Paragraph(" ".join(_result(reports, day)))
    wanted = " ".join(_reply_sentences(reports, reply_by))
    if wanted:
        yield Notice(wanted)
    if state is None:
        yield Paragraph(
            "We could not see which State the report is from. Please tell us when you answer."
        )
    yield Heading("What was received", 2)
    yield Table(
        "Files, with the number of points on each",
        _HEAD,
        [_received(report) for report in reports],
    )
    for report in reports:
        yield from _about(report)
    steps = [*_replies(reports)]
    if steps:
        yield Heading("What to do next", 2)
        yield Items(steps)
    places = [WithCode(place) for report in reports for place in _places(report)]
    if places:
        yield Heading("For a technical colleague", 2)
        yield Paragraph("Where the points above stand in the files, each with its code:")
        yield Items(places)


_HEAD = (
    *("File", "Status", "Revision", "As of"),
    *("Technical points", "Clarifications", "Not answered", "Remarks"),
)


def _result(reports: Sequence[ReportPoints], day: date) -> Iterator[str]:
    """Yield the sentences on what came, and what came of it."""
    if len(reports) > 1:
        yield f"Thank you for your reports. They were checked on {_in_words(day)}."
    else:
        yield f"Thank you for your report. It was checked on {_in_words(day)}."
    counts = {kind: sum(len(report.points[kind]) for report in reports) for kind in Kind}
    if counts[Kind.TECHNICAL]:
        yield f"Technical points: {counts[Kind.TECHNICAL]}."
    if counts[Kind.CLARIFICATION]:
        yield f"Clarifications requested: {counts[Kind.CLARIFICATION]}."
    if not any(report.waits_for_reply(reports) for report in reports):
        yield "Nothing has to be clarified."
    if counts[Kind.UNANSWERED]:
        yield "Some questions are still to be answered."
    yield from _draft_only(reports)
    if counts[Kind.REMARK]:
        yield "Please see the remarks."


def _draft_only(reports: Sequence[ReportPoints]) -> Iterator[str]:
    """Yield the sentence on the first draft that has no final report."""
    draft = next((report for report in reports if report.is_draft_only(reports)), None)
    if draft is None:
        return
    revision = draft.report_summary.head.get("revision")
    if revision is not None and any(report.status == FINAL for report in reports):
        yield (
            f"We have only a draft of revision {revision}: please make it final, and send us the "
            "final report."
        )
    else:
        yield "We have only a draft: please make it final, and send us the final report."


def _in_words(day: date) -> str:
    return date_in_words(day.isoformat())


def _received(report: ReportPoints) -> list[Cell]:
    head, status = report.report_summary.head, report.status
    day = date_in_words(head.get("as_of", ""))
    cells = [status if status in (DRAFT, FINAL) else None, head.get("revision"), day]
    counts = [len(found) for found in report.points.values()]
    return [report.name, *(each or "cannot be read" for each in cells), *counts]


def _places(report: ReportPoints) -> Iterator[str]:
    """Yield where the findings in a file stand, in words for who can open the file as a text."""
    name = as_code(report.name)
    lines: dict[str, list[int]] = {}
    for found in report.found:
        if is_damage(found):
            message = capitalized(sentence(found.message))
            yield f"{name}, line {found.line}, {found.code}: {message}"
        elif found.code != MORE:
            lines.setdefault(found.code, []).append(found.line)
    for code, numbers in sorted(lines.items()):
        known = [*dict.fromkeys(numbers)]
        word = "line" if len(known) == 1 else "lines"
        listed = ", ".join(str(number) for number in known)
        yield f"{name}, {word} {listed}, {code}: {short_description(code)}"


def _about(report: ReportPoints) -> Iterator[Block]:
    for kind, lead in _LEADS.items():
        if report.points[kind]:
            yield Heading(f"{kind}: {report.name}", 2)
            yield Paragraph(lead)
            blocks_of = _unanswered if kind is Kind.UNANSWERED else _by_question
            yield from blocks_of(report.points[kind], report.report_summary)
    for found in report.found:
        if found.code == MORE:
            yield Paragraph(f"In {report.name}: {found.message}. Those above come first.")


def _question_id(found: Diagnostic, report_summary: ReportSummary) -> str | None:
    named = question_at(found.where)
    return named if named in report_summary.questions else None


def _by_question(found: Sequence[Diagnostic], report_summary: ReportSummary) -> Iterator[Block]:
    for question_id in (None, *report_summary.questions):
        points = [
            finding for finding in found if _question_id(finding, report_summary) == question_id
        ]
        if not points:
            continue
        if question_id is None:
            yield Heading(_AS_A_WHOLE, 3)
            damaged = sum(map(is_damage, points))
            said = [_point(point, None) for point in points if not is_damage(point)]
            yield Items([*([_damage(points, damaged)] if damaged else []), *said])
        else:
            asked = report_summary.questions[question_id]
            yield Heading(f"{asked.number} {asked.ask}", 3)
            yield Paragraph(_cited(question_id, report_summary), is_aside=True)
            yield Items([_point(point, f"{asked.number} {question_id}") for point in points])


def _cited(question_id: str, report_summary: ReportSummary) -> WithCode:
    """Return the id of a question with the recommendations that it serves."""
    served = report_summary.questions[question_id].recommendations
    code, named = as_code(question_id), recommendations_named(served)
    return WithCode(f"{code}; {named} of {report_summary.source}" if named else code)


def _unanswered(found: Sequence[Diagnostic], report_summary: ReportSummary) -> Iterator[Block]:
    named = filter(None, (_question_id(finding, report_summary) for finding in found))
    questions = report_summary.questions
    yield Items(
        [
            WithCode(f"{questions[i].number} {questions[i].ask} ({_cited(i, report_summary)})")
            for i in named
        ]
    )


def _damage(points: Sequence[Diagnostic], number: int) -> str:
    """Return what is said of a file that is damaged, or is no report."""
    if any(point.code == NO_TEXT for point in points):
        return "This is a file of another kind, such as a Word file, a workbook or a scan."
    if number == 1:
        return "One place in the file is damaged, or not as the program writes it."
    return f"{number:,} places in the file are damaged, or not as the program writes them."


def _point(found: Diagnostic, name: str | None) -> WithCode:
    """Return a finding as a point below its question.

    Args:
        found: The finding.
        name: The number and id of the question, which the point need not repeat.
    """
    number = (name or "").partition(" ")[0]
    said = found.message.removeprefix(f"{name}: ").removeprefix(f"{number}: ")
    said = capitalized(sentence(said.removeprefix(f"{number} ")))
    others = "".join(f" See {_place(place)}: {place.message}." for place in found.related)
    return WithCode(f"{said}{others}")


def _place(other: Position) -> str:
    """Return where a place is: its file, or its line if it is in the same file."""
    return as_code(file_name(other.path)) if other.path else f"line {other.line}"


# What becomes of a report without a reply, and how a State can reply


def _reply_sentences(reports: Sequence[ReportPoints], reply_by: date) -> Iterator[str]:
    """Yield the sentences on the reply that is wanted, and on what happens without one."""
    waiting = [report for report in reports if report.waits_for_reply(reports)]
    if not waiting:
        return
    yield f"Please reply by {date_in_words(reply_by.isoformat())}."
    if any(report.points[Kind.TECHNICAL] for report in waiting):
        yield "A file with technical points is counted once you send a file that can be used."
    usable = [report for report in waiting if not report.points[Kind.TECHNICAL]]
    finals = [report for report in usable if report.status == FINAL]
    if not all(map(_is_unclear, finals)):
        yield WITHOUT_REPLY
    if any(map(_is_unclear, finals)):
        yield WHILE_UNCLEAR
    if any(report.status != FINAL for report in usable):
        yield FINAL_ONLY


def _is_unclear(report: ReportPoints) -> bool:
    """Whether it is unclear which report of the State counts."""
    return any(error.code in WHICH_COUNTS for error in report.errors)


def _replies(reports: Sequence[ReportPoints]) -> Iterator[WithCode]:
    """Yield how the State can reply, report by report."""
    if not all(report.is_ready for report in reports):
        yield WithCode(
            "A letter or an e-mail is a reply, too: name the number of the question. The program "
            "need not be used."
        )
    for report in reports:
        if not report.is_ready:
            yield WithCode(_reply(report))
        elif report.waits_to_be_final(reports):
            yield WithCode(
                f"{as_code(report.name)} is a draft, in which nothing is missing: "
                f"{_command('finalize', report)} makes it final. Send us the final report."
            )


def _command(command: str, report: ReportPoints) -> str:
    return as_code(f"checklist {command} {shlex.quote(report.name)}")


def _reply(report: ReportPoints) -> str:
    name = as_code(report.name)
    if any(error.code == NO_TEXT for error in report.errors):
        return (
            f"{name} is not the file of a report. Please send us the file as the program wrote it: "
            "its name ends with `.yaml`."
        )
    if not report.can_be_opened:
        return (
            f"{name} cannot be opened by the program as it is, most often because it was changed "
            "or cut off on its way. If you have the file as the program wrote it, send us that "
            "one. If not, a technical colleague can correct the places that are named at the end "
            f"of this letter, and check the result with {_command('validate', report)}."
        )
    codes = {error.code for error in report.errors}
    if SEAL in codes:
        return _reply_without_seal(report)
    if TWO_STATES in codes and codes <= _ACROSS_FILES:
        return _reply_under_two_states(report)
    if codes and codes <= _ACROSS_FILES and not report.points[Kind.UNANSWERED]:
        return (
            f"{name} does not fit the other reports that we have from your State. Please tell us "
            "which of them is right, or send us the one that is missing. A correction is a new "
            "revision, which `checklist amend` begins from the final report before it."
        )
    if report.status == FINAL:
        return (
            f"{name} is final, and a final report is not changed: {_command('amend', report)} "
            "makes the draft of its next revision. In that draft, `checklist fix` asks again what "
            "is named above, and `checklist finalize` makes it final. Send us the new revision."
        )
    return (
        f"{name} is a draft: {_command('fix', report)} asks again what is named above, question by "
        f"question. When nothing is left, {_command('finalize', report)} makes it final. Send us "
        "the final report."
    )


def _reply_under_two_states(report: ReportPoints) -> str:
    draft = "it" if report.status == DRAFT else "the draft that the report was made from"
    name = as_code(report.name)
    return (
        f"{name} says that it follows a report which came from another State. Please check "
        f"whether {name} names the right State. If not, correct the State in {draft}, and make the "
        "draft final with `checklist finalize`. If the State is right, begin the revision anew "
        "from the final report of your State before it, with `checklist amend`. Send us the final "
        "report."
    )


def _reply_without_seal(report: ReportPoints) -> str:
    is_there = any(e.code == SEAL and e.where == ("seal",) for e in report.errors)
    name = as_code(report.name)
    if report.status == DRAFT:
        wrong = f"{name} says that it is a draft, and has the seal of a final report."
    elif is_there:
        wrong = (
            f"{name} can be read, but its seal does not match: the report was changed after it "
            "was made final, or on its way."
        )
    else:
        wrong = (
            f"{name} can be read, but it has no seal, which the program writes when it makes a "
            "report final."
        )
    return (
        f"{wrong} If you have the file as the program made it final, send us that one. If "
        "not, take the draft, which the program kept in the same folder under a name that ends in "
        "`.draft.yaml`, correct it, and make it final again with `checklist finalize`. "
        "Send us the final report."
    )
