"""From a key that answers to the next screen, the answer saved, with 500 questions answered.

    python -m tests.benchmarks.next_screen [ANSWERS]

Target: at most 50 ms for 99 of 100 answers. The screen face runs in this process, on the keyboard
and the terminal of prompt_toolkit, which write into memory; the report is that of
`next_question.py`. Each time a question is gone to, and its answer changed. The time runs from
the key that completes the answer until the whole next screen has been written; by then the file
has the answer.

The folder of temporary files (TMPDIR) should be on a real disk: in memory, saving costs nothing.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from checklist.answer_types.choice import Choice
from checklist.answer_types.matrix import Matrix
from checklist.answer_types.yes_no import YesNo
from checklist.console.full_screen import FullScreen, KeyPress
from checklist.interview.corrections import Warnings
from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.session import Session
from tests.benchmarks.large_report import large_questionnaire, large_report
from tests.benchmarks.next_question import percentile
from tests.support.two_faces import SilentFace

ANSWERED = 500
SIZE = Size(rows=24, columns=80)


class TimedScreen(FullScreen):
    """A full screen that presses keys itself, and measures the time to the next drawing."""

    def __init__(self, source: PipeInput, keys: Iterator[str]) -> None:
        target = Vt100_Output(StringIO(), lambda: SIZE, enable_cpr=False)
        super().__init__(source, target)
        self._pipe = source
        self._texts = keys
        self.begun = 0.0
        self._processor = 0.0
        self.processor: dict[int, float] = {}
        """The same in seconds of the processor, which other programs do not lengthen."""
        self.sent = 0
        self._taken = -1
        """The number of the text whose key was taken last: the next one is sent before it draws."""
        self.seconds: dict[int, float] = {}
        """The seconds from a key to the next drawing, by the number of the key."""

    def next_key(self) -> KeyPress:
        if not self._keys:  # those of the last text have been taken
            try:
                self._pipe.send_text(next(self._texts))
            except StopIteration:
                raise KeyboardInterrupt from None
            self.sent += 1
        key = super().next_key()
        self._taken = self.sent - 1
        self.begun, self._processor = time.perf_counter(), time.process_time()
        return key

    def _note_drawn(self) -> None:
        super()._note_drawn()
        if self.begun:
            self.seconds[self._taken] = time.perf_counter() - self.begun
            self.processor[self._taken] = time.process_time() - self._processor
            self.begun = 0.0


def keys(
    interview: Interview, faces: list[ScreenFace], number: int, answers: list[int]
) -> Iterator[str]:
    """Yield keys that change answers, and note which of them complete one."""
    sent = 0
    questions = [
        question.id
        for question in interview.questionnaire.questions.values()
        if isinstance(question.answer_type, Choice | YesNo | Matrix)
        and question.id in interview.path.on
        and question.id in interview.report.answers
    ]
    for turn in range(number):
        question = questions[turn % len(questions)]
        texts = [f"/goto {question}", "\r", "2" if (turn // len(questions)) % 2 else "1"]
        for text in texts:
            sent += 1
            yield text
        if interview.prompt().step.options and not interview.prompt().step.in_any_order:
            sent += 1
            yield "\r"
        answers.append(sent - 1)
        while faces[0].is_reading:
            sent += 1
            yield "\r"


def main() -> None:
    """Measure, and print the median and the percentiles."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name, create_pipe_input() as source:
        folder = Path(name)
        questionnaire = large_questionnaire(folder / "questionnaire")
        report = large_report(questionnaire, ANSWERED)
        session = Session.begin(folder / "report.yaml", questionnaire, report)
        warnings = Warnings(questionnaire)
        interview = Interview(questionnaire, report, warnings=warnings, in_any_order=True)
        answers: list[int] = []
        faces: list[ScreenFace] = []
        screen = TimedScreen(source, keys(interview, faces, number, answers))
        faces.append(ScreenFace(screen, SilentFace(iter(()))))
        gc.freeze()  # as the command does
        with suppress(KeyboardInterrupt):
            run(interview, session, faces[0])
    seconds = [screen.seconds[at] for at in answers if at in screen.seconds]
    print(f"{len(report.answers)} answered, {len(seconds)} answers changed")
    processor = [screen.processor[at] for at in answers if at in screen.processor]
    print("       elapsed  processor")
    for share in (50, 95, 99):
        both = (percentile(seconds, share), percentile(processor, share))
        print(f"p{share} {both[0] * 1000:8.1f} ms {both[1] * 1000:6.1f} ms")


if __name__ == "__main__":
    main()
