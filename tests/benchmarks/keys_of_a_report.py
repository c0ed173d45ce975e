"""The keys that answer the required questions on the screen face; a text counts as one key.

Run: python -m tests.benchmarks.keys_of_a_report

As with `checklist answer --only required`, so that no key leaves an optional question open.

A mixed State has about half of what is asked for: grids are answered row by row, with the first
options in turn, and once a grid has three rows alike, `*` fills the rest.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist.answer_types.interface import Refusal
from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.prompt import Prompt
from checklist.interview.scope import Scope
from checklist.interview.session import Session
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from tests.acceptance.entries import everything
from tests.support.two_faces import Keys, SilentFace

_TEXTS = (
    "2024",
    "12",
    "In words",
    "a@b.example",
    "+43 1 26060",
    "Norway",
    "https://example.org",
    "act",
)


_FIRST_OPTION = ("protocol-status", "convention-status")
"""The questions on the treaties: a State that has not joined is asked much less."""


class MixedState:
    """Presses keys, and counts them."""

    def __init__(self, interview: Interview, face: ScreenFace, *, row_by_row: bool) -> None:
        self.interview = interview
        self._face = face
        self._row_by_row = row_by_row
        self.keys = 0
        self.pages = 0
        """The keys of these that were pressed on pages between the questions."""
        self.questions: dict[str, int] = {}
        self._turn = 0

    def __iter__(self) -> "MixedState":
        self._pending: list[tuple[str, str]] = []
        return self

    def __next__(self) -> tuple[str, str]:
        if not self._pending:
            if self.interview.at_end:
                raise StopIteration
            self._pending = self._for_screen()
        self.keys += 1
        if not self.interview.at_end:
            name = self.interview.prompt().question.id
            self.questions[name] = self.questions.get(name, 0) + 1
        return self._pending.pop(0)

    def _for_screen(self) -> list[tuple[str, str]]:
        if self._face.is_reading:
            self.pages += 1
            return [("enter", "")]
        prompt = self.interview.prompt()
        step = prompt.step
        enter = ("enter", "")
        is_open = not step.required or step.closing or step.previous is not None
        if prompt.is_first and not prompt.required:
            return [enter]
        if step.in_any_order:
            return self._row(prompt)
        if is_open:
            return [enter]
        self._turn += 1
        if step.options:
            is_party = prompt.question.id in _FIRST_OPTION
            at = 0 if is_party or len(step.options) < 2 else self._turn % 2
            return [("character", str(at + 1)), enter]
        return [("paste", _fitting(prompt)), enter]

    def _row(self, prompt: Prompt) -> list[tuple[str, str]]:
        self._turn += 1
        rows = [*prompt.question.answer_type.rows()]
        at = rows.index(prompt.step.name)
        if at == 2 and not self._row_by_row and len(rows) > 4:
            return [("character", "2"), ("character", "*")]
        return [("character", str(self._turn % 2 + 1))]


def _fitting(prompt: Prompt) -> str:
    for text in _TEXTS:
        try:
            prompt.step.read(text)
        except Refusal:
            continue
        return text
    raise AssertionError(prompt.question.id)


def counted(folder: Path, *, row_by_row: bool) -> MixedState:
    """Answer a report, and return the keys that it took."""
    questionnaire = shipped()
    begun = Report.begin(questionnaire, "SYC", date(2026, 1, 1))
    session = Session.begin(folder / f"report-{row_by_row}.yaml", questionnaire, begun)
    scope = Scope("required", [lambda question, path: path.is_required(question)])
    interview = Interview(questionnaire, begun, scope=scope, in_any_order=True)
    screen = Keys()
    face = ScreenFace(screen, SilentFace(iter(())))
    state = MixedState(interview, face, row_by_row=row_by_row)
    screen.keys = iter(state)
    try:
        run(interview, session, face)
    except KeyboardInterrupt:
        assert interview.at_end
    return state


CHANGES = (
    "/list 8",
    "enter",
    *("down", "down", "enter", "3"),
    *("down", "enter", "3"),
    *("down", "enter", "3"),
    "escape",
)
"""The keys that check a part with a grid and change three rows of it; a text counts as one key."""


def checked(folder: Path, keys: Sequence[str] = CHANGES) -> tuple[int, Sequence[tuple[str, str]]]:
    """Check a part, and change three of its answers.

    Returns the number of keys, with each character of a command as one, and the questions and rows
    whose answers were changed.
    """
    questionnaire = shipped()
    interview = Interview(questionnaire, Report.begin(questionnaire, "SYC", date(2026, 1, 1)))
    strategy = everything()
    while not interview.at_end:
        interview.enter(parse(strategy(interview.prompt())))
    before = interview.report.answers
    session = Session.begin(folder / "report-checked.yaml", questionnaire, interview.report)
    again = Interview(questionnaire, interview.report, in_any_order=True)
    screen = Keys()
    face = ScreenFace(screen, SilentFace(iter(())))
    pressed = [
        (key, "") if key in _NAMES else ("character", one) for key in keys for one in _parts(key)
    ]
    screen.keys = iter(pressed)
    with suppress(KeyboardInterrupt):
        run(again, session, face)
    after = Session.resume(session.path, questionnaire).report.answers
    return len(pressed), [
        (name, row)
        for name in before
        if before[name] != after[name]
        for row in {**before[name]["value"]}
        if before[name]["value"][row] != after[name]["value"][row]
    ]


_NAMES = frozenset({"enter", "down", "up", "escape"})


def _parts(key: str) -> Sequence[str]:
    return [key] if key in _NAMES else [*key]


def main() -> None:
    """Print the keys, and the questions that take most of them."""
    with TemporaryDirectory() as folder:
        for row_by_row in (False, True):
            state = counted(Path(folder), row_by_row=row_by_row)
            words = "each row on its own" if row_by_row else "* fills the rest of long grids"
            required = sum(part.required for part in state.interview.progress())
            print(
                f"{state.keys} keys for {required} required questions, {words}; {state.pages} of "
                "them on pages of parts"
            )
            most = sorted(state.questions.items(), key=lambda item: -item[1])[:8]
            print("  " + ", ".join(f"{name} {number}" for name, number in most))
        keys, changed = checked(Path(folder))
        print(f"{keys} keys check a part, and change {len(changed)} answers")


if __name__ == "__main__":
    main()
