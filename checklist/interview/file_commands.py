"""The commands on the files of a report: `/ask labour`, `/export` and `/state Norway`.

`/ask` puts the question at hand into the division, for a ministry to answer; `/export` writes the
report as a page to read or send; `/state` corrects the State of the report, and the name of its
file.
"""

import shlex
from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state_entries import read_state, state_name
from checklist.errors import ChecklistError, LockedError, SaveError
from checklist.files import writer
from checklist.files.discovery import exists, free_path
from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.interview.face import Face
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.saving import save
from checklist.interview.session import Session
from checklist.interview.user_commands import Action
from checklist.ministries.division import division_path
from checklist.questionnaire.condition import STATE, names
from checklist.render.html import as_html
from checklist.render.report.document import report_document
from checklist.reports.check_structure import check_structure
from checklist.reports.report import CONFLICTS, MERGED
from checklist.states import BY_CODE, code_in_file_name
from checklist.text.messages import Message, commas, sentences, tr, trn
from checklist.text.sanitize import safe_text

_TEXT_WAITS = Message(
    "A text that was written in an editor waits next to the report: enter it first."
)


def carry_out(
    outcome: Outcome, prompt: Prompt | None, interview: Interview, session: Session, face: Face
) -> Outcome:
    """Carry out the command that an outcome asks for.

    Raises:
        Refusal: It cannot be carried out.
    """
    if outcome.shown is Action.EXPORT:
        return write_page(session)
    return change_state(interview, session, face, outcome.argument)


def change_state(interview: Interview, session: Session, face: Face, words: str) -> Outcome:
    """Let another State report, as long as nothing in the report depends on which State it is.

    The State is saved first, and then the file is renamed, so whatever ends this process in
    between, the report is whole and says the right State.

    Raises:
        Refusal: No State is named; the report cannot be that of another State any more; or a file
            has the name that the report would get.
    """
    if not words.strip():
        raise Refusal(tr("Say which State reports: /state Norway."))
    code = read_state(words)
    before, name = interview.report.state, state_name(code)
    path = _path(session.path, code)
    if code == before and path == session.path:
        raise Refusal(tr("This is the report of {name} already.", name))
    if path != session.path and (exists(path) or path.is_symlink()):
        raise Refusal(
            tr(
                "{path} exists already. To go on with it, type /quit, and then: "
                "checklist answer {quote}",
                safe_text(str(path)),
                shlex.quote(safe_text(str(path))),
            )
        )
    if code == before:
        return _renamed_only(session, path, name)
    reason = _dependence(interview, session, before)
    if reason:
        raise Refusal(
            tr(
                "{reason} The State stays {state_name}. To begin the report of {name}, "
                "type /quit, and then: checklist answer --state {code}",
                reason=reason,
                state_name=state_name(before),
                name=name,
                code=code,
            )
        )
    interview.adopt(interview.report._replace(state=code), session.unusable)
    save(interview, session, face)
    kept = _renamed(session, path)
    number = len(interview.report.answers)
    look = trn(
        "The {count} answer stays as given: /review shows what to look at again.",
        "The {count} answers stay as given: /review shows what to look at again.",
        number,
    )
    now = tr("The report is that of {name} now, in {file}.", name, safe_text(str(session.path)))
    return Outcome(notices=[sentences([now, kept, look if number else ""])])


def _path(path: Path, code: str) -> Path:
    """Return the name of the file with the code of a State, where it has that of another State.

    A link keeps its name: it can lead to a file in another folder.
    """
    named = code_in_file_name(path.name)
    if named is None or named not in BY_CODE or path.is_symlink():
        return path
    return path.with_name(path.name.replace(named, code, 1))


def _renamed_only(session: Session, path: Path, name: str) -> Outcome:
    """Give the file of a report that has the right State the name of that State."""
    if session.texts.places():
        raise Refusal(_TEXT_WAITS)
    kept = _renamed(session, path)
    named = tr("The report is that of {name}, in {file}.", name, safe_text(str(session.path)))
    return Outcome(notices=[sentences([named, kept])])


def _renamed(session: Session, path: Path) -> str:
    """Give the report's file its new name. Returns a message if it keeps the old one."""
    if path == session.path:
        return ""
    try:
        session.take_name(path)
    except (SaveError, LockedError) as error:
        return tr("The file keeps its name: {error}.", error)
    return ""


def _dependence(interview: Interview, session: Session, state: str) -> str:
    """Return why the report cannot become that of another State; empty if it can."""
    report, questionnaire = interview.report, interview.questionnaire
    carried = [i for i, answer in interview.path.facts.answers.items() if answer.get("carried")]
    if report.supersedes is not None or report.revision > 1 or carried:
        return tr("This report goes on from an earlier report of {state_name}.", state_name(state))
    path = division_path(session.path, state)
    if exists(path):
        return tr("{path} is about this report, and names the State.", safe_text(str(path)))
    if report.internal.get(MERGED) or report.internal.get(CONFLICTS):
        return tr("Ministries have answered parts of this report.")
    if session.texts.places():
        return tr(_TEXT_WAITS)
    depending = [
        questionnaire.number(question_id)
        for question_id, question in questionnaire.questions.items()
        if question_id in report.answers and question.when and STATE in names(question.when)
    ]
    if depending:
        numbers = commas(depending)
        return tr(
            "Which State reports decides whether this is asked, and it is answered: "
            "{numbers}. /goto leads there, and /remove removes the answer; then /state works.",
            numbers,
        )
    return ""


def write_page(session: Session) -> Outcome:
    """Write the report, as it is saved, to a new page.

    Raises:
        Refusal: The page cannot be written.
    """
    try:
        data = read(session.path).data
        assert isinstance(data, dict)  # it was saved just now
        checked, _ = check_structure(data, session.questionnaire)
        page = free_path(session.path.with_suffix(".html").absolute(), ".html")
        writer.create(page, as_html(report_document(checked)).encode(errors="backslashreplace"))
    except ChecklistError as error:
        raise Refusal(f"{error}.") from error
    name = safe_text(str(page))
    return Outcome(
        notices=[tr("The report is written as a page, to open in a browser, in {name}.", name)]
    )
