"""Runs an interview on a face: shows prompts, reads entries, saves each change."""

from collections.abc import Mapping, Sequence

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Refusal
from checklist.interview.doubts import Doubts
from checklist.interview.editing import TextEditing
from checklist.interview.engine import Interview
from checklist.interview.face import Face, WrongLineError
from checklist.interview.not_entered import NotEntered, why_not_kept
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.saving import save, save_place, show_notices
from checklist.interview.session import Session
from checklist.interview.user_commands import Action, Entry, parse, storable_text
from checklist.questionnaire.source_document import SourceDocument


def run(
    interview: Interview,
    session: Session,
    face: Face,
    source: SourceDocument | None = None,
    *,
    stays_at_end: bool = True,
    begins_at_home: bool = False,
) -> str:
    """Ask until the official stops, or the input ends.

    At the end of the interview the progress is shown, and if it stays there, commands are still
    read: answers can be looked at and changed. Every answer is on disk before the next question
    is shown.

    Args:
        interview: The interview.
        session: Its report.
        face: Shows it, and reads entries.
        source: The document with the official wording.
        stays_at_end: Whether commands are still read at the end.
        begins_at_home: Whether the whole report is shown first.

    Returns:
        The command that goes on with the report, as the official chose; empty for none.

    Raises:
        WrongLineError: Without a person, a line was refused.
        EOFError: The input has ended before the interview.
        KeyboardInterrupt: Ctrl-C.
        SaveError: Nothing could be saved, here or elsewhere.
    """
    kept, answers = interview.not_entered(), interview.report.answers
    face.restore(kept)
    try:
        with face.opened(lambda: session.path):
            if begins_at_home:
                home = Outcome(shown=Action.HOME)
                face.show_requested(home, interview, source, session.path)
            return _run(interview, session, face, source, stays_at_end)
    finally:
        left = _keep_not_entered(interview, session, face, kept, answers)
        for text in [*interview.unsaved(), *left, *session.texts.notices()]:
            face.say(text, "yellow")


def _keep_not_entered(
    interview: Interview,
    session: Session,
    face: Face,
    before: Sequence[NotEntered],
    answers: Mapping[str, AnswerData],
) -> Sequence[str]:
    """Keep what was typed or ticked and not entered. Returns messages on it, also if it is lost.

    What was kept before counts no more once its question is answered otherwise.
    """
    now = interview.report.answers
    left = [
        one
        for one in face.not_entered()
        if one not in before or now.get(one.place.question) == answers.get(one.place.question)
    ]
    reasons = why_not_kept(left)
    kept = [one for one, reason in zip(left, reasons, strict=True) if not reason]
    interview.keep_not_entered(kept)
    save_place(interview, session)
    is_saved = interview.report.internal == session.report.internal
    unsaved = "" if is_saved else "the report could not be saved"
    return [
        one.in_words(interview.questionnaire.number(one.place.question), reason or unsaved)
        for one, reason in zip(left, reasons, strict=True)
    ]


def _go_to_not_entered(interview: Interview, face: Face) -> None:
    """Go to what was not entered, where its question is answered and would not be asked again."""
    questions, path = interview.questionnaire.questions, interview.path
    waiting = [
        one.place
        for one in face.not_entered()
        if one.place.question in path.on and path.is_complete(questions[one.place.question])
    ]
    if not waiting or not face.shows_not_entered or interview.scope.name:
        return
    place = waiting[-1]
    interview.enter(Entry(Action.GOTO, place.question))
    if place.entry:
        interview.enter(Entry(Action.ANSWER, f"change {place.entry}"))
    interview.enter(Entry(Action.ROW, place.row if place.row not in {"", "*"} else place.step))
    number = interview.questionnaire.number(place.question)
    face.say(f"{number} comes first: what you typed or ticked there was not entered.", "yellow")


def _run(
    interview: Interview,
    session: Session,
    face: Face,
    source: SourceDocument | None,
    stays_at_end: bool,
) -> str:
    show_notices(session, face)
    doubts = Doubts(face)
    editing = TextEditing(interview=interview, session=session, face=face, doubts=doubts)
    editing.go_to_kept()
    _go_to_not_entered(interview, face)
    while not interview.at_end or stays_at_end:
        prompt = None if interview.at_end else interview.prompt()
        face.show_prompt(prompt, interview)
        try:
            outcome = (prompt and editing.offer(prompt)) or _enter(interview, prompt, face, editing)
        except EOFError:
            if prompt is None:
                return ""
            raise
        if outcome.refused:
            if not face.is_interactive:
                raise WrongLineError(face.lines_read, outcome.refused)
            face.show_refusal(outcome.refused, prompt, interview)
            continue
        interview.keep_place()
        if not outcome.changed:
            save_place(interview, session)
        else:
            save(interview, session, face)
            show_notices(session, face)
            session.texts.settle(session.report.answers)
        face.show_answer(outcome.answered)
        for notice in outcome.notices:
            face.say(notice, "yellow", hanging=2)
        if outcome.quit:
            return outcome.then
        face.show_requested(outcome, interview, source, session.path)
    return ""


def _enter(
    interview: Interview, prompt: Prompt | None, face: Face, editing: TextEditing
) -> Outcome:
    """Read an entry, and give it to the interview."""
    try:
        outcome = interview.enter(_read_entry(face, prompt, editing.doubts))
        if outcome.shown is Action.ASK:
            from checklist.interview.asking import ask_ministry  # few divide a report meanwhile

            return ask_ministry(editing.session, prompt, outcome.argument)
        if outcome.shown is Action.EXPORT:
            from checklist.interview.write_page import write_page  # few write it meanwhile

            return write_page(editing.session)
        if outcome.shown is Action.STATE:
            from checklist.interview.change_state import change_state  # few correct it

            return change_state(interview, editing.session, face, outcome.argument)
        if prompt is None or outcome.shown is not Action.EDIT:
            return outcome
        return editing.write_in_editor(prompt)
    except Refusal as refusal:
        return Outcome(refused=str(refusal))


def _read_entry(face: Face, prompt: Prompt | None, doubts: Doubts) -> Entry:
    """Read one entry.

    Raises:
        Refusal: It has several lines where one is asked for, or is no command though it begins
            with `/`, or ends with a command.
    """
    typed = doubts.visible(storable_text(face.read_entry(prompt)))
    entry = parse(typed)
    doubts.refuse_command_in(entry, typed, prompt)
    is_text = prompt is not None and prompt.step.free_text
    if entry.action is Action.ANSWER and "\n" in entry.text and not is_text:
        raise Refusal("Type one line here.")
    return entry
