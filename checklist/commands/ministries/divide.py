"""`checklist ministries divide`."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state_entries import state_name
from checklist.commands.shared.divided_report import DividedReport, divided_report
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.interview_session import (
    ResumeHint,
    interviewing,
    page_and_face,
)
from checklist.commands.shared.line_options import day_of
from checklist.commands.shared.options import option
from checklist.commands.shared.person import Person, can_ask
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.report_argument import DraftArgument
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.ministries.division import Division, proposed_division, with_due
from checklist.ministries.division_file import (
    DivisionFile,
    check_division,
    read_division,
    write_new_division,
)
from checklist.ministries.next_division import next_cycle
from checklist.ministries.reassign import ALL, change_words, consequences, reassigned
from checklist.render.blocks import as_lines
from checklist.render.ministries.chase_list import division_blocks, questions_of
from checklist.text.messages import Message, commas, sentences, tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import safe_text

_MARGINS = 8
"""The columns of a screen that a table between its margins does not have."""

_CHANGE = Message("Type what goes to whom, such as “8.1 labour”. Enter alone saves, ? explains.")
_HOW = Message(
    "Type “8.1 labour” for a question, “8.1 d labour” for a row, “8 labour” for a set, "
    "“8.1 labour police” where police contributes, “all courts justice” for all "
    "questions of courts. The code of a ministry lists its questions. Each change is "
    "saved at once, and /undo takes the last one back."
)
_IS_MEANT = (Message("Yes, change it"), Message("No, leave it as it is"))
_COLUMNS = Message(
    "Leads: questions that the ministry answers. Helps: questions of other ministries to which it "
    "contributes."
)
_CODES = Message("the list above has the codes")


def run(
    report: DraftArgument = None,
    give: Annotated[
        list[str] | None,
        option(
            "--give '8.1 labour'",
            tr(
                "Give a question, row or set to a ministry; `all courts justice` gives "
                "all questions of courts to justice."
            ),
        ),
    ] = None,
    earlier: Annotated[
        Path | None,
        option("--from DIVISION", tr("Take over the division of the last report.")),
    ] = None,
    due: Annotated[
        str | None,
        option(
            "--due DATE",
            tr("The day for the reply of ministries that have none, such as 2027-03-01."),
        ),
    ] = None,
    check: Annotated[
        bool, option("--check", tr("Check the division, and change nothing."))
    ] = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Say which ministry answers what.

    The division is a file next to the report, division-NOR.yaml. It begins as a proposal: each
    question goes to the ministry that can usually answer it. A table shows how many questions each
    ministry gets, and an estimate of the minutes. Change the division here (“8.1 labour”), or in
    the file; --check finds mistakes in the file. Write contacts, days and the format of the forms
    into the file. Without a terminal, the command saves the proposal with the changes of --give.
    """
    with divided_report(report, questionnaire, refuses_errors=not check) as divided:
        if check:
            document = divided.divided.document
            found = check_division(document, divided.questionnaire)
            raise typer.Exit(print_file_findings(document.name, found))
        division = _given(_begun(divided, earlier), give or (), divided)
        if due is not None:
            division = with_due(division, day_of(due, "--due", can_come=True))
        if give or not can_ask():
            page = Page.of_output()
            for line in _table(division, divided, page.width):
                page.show(line)
            file: DivisionFile | None = _saved(divided, division, divided.file)
        else:
            file = _ask(division, divided, questionnaire)
        _say_saved(divided, file, questionnaire)


def _given(division: Division, give: Sequence[str], divided: DividedReport) -> Division:
    """Return a division with the changes of `--give`."""
    for text in give:
        try:
            division = reassigned(division, text, divided.questionnaire)
        except Refusal as refusal:
            raise ChecklistError(f"--give: {refusal}") from None
    return division


def _begun(divided: DividedReport, earlier: Path | None) -> Division:
    """Return the division that there is, that of the last report, or the proposal."""
    if divided.file is not None:
        if earlier is not None:
            name = safe_text(str(divided.file.path))
            raise ChecklistError(tr("{name} exists already; --from begins a new division", name))
        return divided.file.division
    report = divided.checked.report
    if earlier is None:
        return proposed_division(report, divided.questionnaire)
    moved = next_cycle(read_division(earlier).division, report, divided.questionnaire)
    for words, places in ((tr("no longer asked"), moved.left_out), ("new", moved.added)):
        if places:
            print(f"{words}: {commas(places)}", file=sys.stderr)
    return moved.division


def _table(division: Division, divided: DividedReport, width: int) -> Sequence[Line]:
    state = state_name(divided.checked.report.state)
    return [*as_lines(division_blocks(division, divided.checked, state, width), width)]


class _Entry(NamedTuple):
    """What a person typed, and the division behind it."""

    typed: str
    """A change or the code of a ministry; empty where the last change is taken back."""
    after: Division


@dataclass
class _Dividing:
    """A division that a person changes. Each change is saved at once."""

    divided: DividedReport
    division: Division
    file: DivisionFile | None
    person: Person
    width: int
    earlier: list[Division] = field(default_factory=list)
    """The divisions before each change."""

    def saved_in(self) -> Path | None:
        """Return the file of the division, if the division is in it as it is here."""
        file = self.file
        return file.path if file is not None and self.division == file.division else None

    def saved_words(self) -> str:
        """Return where the division is saved, or that it is not."""
        path = self.saved_in()
        if path is None:
            return tr("The division was not saved.")
        return tr("Saved in {session_path}.", safe_text(path.name))

    def ask(self) -> None:
        """Ask for changes until Enter, which saves the division.

        Raises:
            EOFError: The person stops. A proposal without changes is not saved.
        """
        said: list[Line] = []
        while True:
            table = _table(self.division, self.divided, self.width)
            entry = self.person.line(
                tr("Which ministry answers what?"),
                tr(_CHANGE),
                self._read,
                above=[*said, *table, Line(tr(_COLUMNS))],
                explained=tr(_HOW),
                undo=self._undone,
            )
            if entry is None:
                self.file = _saved(self.divided, self.division, self.file)
                return
            said = [*self._done(entry)]

    def _read(self, typed: str) -> "_Entry | None":
        """Return what was typed; None for Enter alone.

        Raises:
            Refusal: It is no change and no code of a ministry.
        """
        if not typed or typed.lower() in self.division.authorities:
            return _Entry(typed.lower(), self.division) if typed else None
        asked = self.divided.questionnaire
        return _Entry(typed, reassigned(self.division, typed, asked, codes=tr(_CODES)))

    def _undone(self) -> "_Entry":
        if not self.earlier:
            raise Refusal(tr("There is no change to take back."))
        return _Entry("", self.earlier[-1])

    def _done(self, entry: "_Entry") -> Iterator[Line]:
        """Do what was typed, and yield what is to be said of it."""
        before, typed = self.division, entry.typed
        if typed in before.authorities:
            self._show_questions(typed)
            return
        if not typed:
            self.earlier.pop()
        elif self._is_meant(entry):
            self.earlier.append(before)
        else:
            yield Line(tr("Nothing was changed."))
            return
        self.division = entry.after
        self.file = _saved(self.divided, self.division, self.file)
        words = change_words(before, self.division, self.divided.questionnaire)
        begun = "" if typed else tr("The last change is taken back.")
        yield Line(sentences([begun, words, self.saved_words()]))

    def _is_meant(self, entry: "_Entry") -> bool:
        """Whether a person means a change, also where it does more than it names."""
        found = consequences(self.division, entry.after, self.divided.questionnaire)
        first = entry.typed.split()[0].lower()
        if not found or first in {ALL, *self.division.authorities}:
            return True
        above = [Line(text) for text in found]
        return (
            self.person.choose(
                tr("{typed}: is this meant?", entry.typed), [*map(tr, _IS_MEANT)], above=above
            )
            == 1
        )

    def _show_questions(self, code: str) -> None:
        questionnaire = self.divided.questionnaire
        lines = questions_of(self.division, code, questionnaire) or [tr("Nothing.")]
        label = self.division.label(code, questionnaire)
        title = Line(tr("{label} answers:", label), is_heading=True)
        self.person.read([title, *(Line(line, 2, 6) for line in lines)])


def _ask(
    division: Division, divided: DividedReport, questionnaire: str | None
) -> DivisionFile | None:
    """Let a person change a division. Returns its file; None where it was not saved."""
    screen, face = page_and_face(plain=False)
    width = Page.of_output().width - _MARGINS
    person, report = Person(face), divided.folder.report
    dividing = _Dividing(divided, division, divided.file, person, width)
    hint = ResumeHint("ministries divide", questionnaire, draft=report, said=dividing.saved_words)
    with interviewing(hint, screen), suppress(EOFError), person.opened(dividing.saved_in):
        dividing.ask()
    if dividing.file is None or dividing.saved_in() is None:
        print(dividing.saved_words(), file=sys.stderr)
    elif divided.file is not None and divided.file.division == dividing.file.division:
        name = safe_text(str(dividing.file.path))
        print(tr("Nothing was changed; the division is in {name}.", name), file=sys.stderr)
    return dividing.file


def _saved(divided: DividedReport, division: Division, file: DivisionFile | None) -> DivisionFile:
    """Save a division, if it is not in its file."""
    asked = divided.questionnaire
    if file is None:
        return write_new_division(divided.folder.division, division, asked)
    return file if division == file.division else file.save(division, asked)


def _say_saved(
    divided: DividedReport, file: DivisionFile | None, questionnaire: str | None
) -> None:
    if file is None or (divided.file is not None and divided.file.division == file.division):
        return
    path = safe_text(str(file.path))
    if divided.file is not None:
        print(tr("Saved in {path}.", path), file=sys.stderr)
        return
    following = safe_text(command_line("ministries forms", divided.folder.report, questionnaire))
    print(
        tr(
            "Saved in {path}. You can write contacts and days into it: its first lines "
            "show how. Then write the forms:\n  {following}",
            path,
            following,
        ),
        file=sys.stderr,
    )
