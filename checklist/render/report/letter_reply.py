"""The end of a letter: what becomes of a report without a reply, and how a State can reply."""

import shlex
from collections.abc import Iterator, Sequence
from datetime import date

from checklist.answer_types.written_date import date_in_words
from checklist.checks.codes import SEAL, TWO_STATES, WHICH_COUNTS
from checklist.checks.rule import run_rules
from checklist.diagnostics import NO_TEXT
from checklist.render.blocks import WithCode, as_code
from checklist.render.report.letter_points import Kind, ReportPoints
from checklist.reports.report import DRAFT, FINAL

WITHOUT_REPLY = "Without a reply the report is counted as received."
WHILE_UNCLEAR = "No report of your State is counted until it is clear which one counts."
FINAL_ONLY = "Only the final report is counted, not a draft."

_ACROSS_FILES = frozenset(rule.code for rule in run_rules())
"""The codes of findings about several reports together."""


def reply_sentences(reports: Sequence[ReportPoints], reply_by: date) -> Iterator[str]:
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


def replies(reports: Sequence[ReportPoints]) -> Iterator[WithCode]:
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
