"""From Enter to the next question on the screen, the answer saved, with 500 questions answered.

    python -m tests.benchmarks.next_question [ANSWERS]

Target: at most 50 ms for 99 of 100 answers. The installed `checklist answer` runs in
pseudo-terminals, once as usual and once with `--plain`, on a questionnaire and a report that are
larger than any real one (see `large_report.py`). Answers are changed, taken away and given anew.
The time runs from the Enter that completes an answer until the whole prompt of another question
is on the terminal; by then the file on the disk must be a new one, and at the end it must hold
all answers. An interview in this process, given the same entries, knows what has to be shown.

Beside it, turn by turn, run the programs of `peers.py`; the ratios are of medians.

Run it from the checkout. The folder of temporary files (TMPDIR) should be on a real disk: in
memory, saving costs nothing.
"""

import os
import re
import statistics
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from typing import Any, cast

import pexpect
from rich.console import Console

from checklist.console.line_input import PlainLineInput
from checklist.console.page import Page
from checklist.files.reader import read
from checklist.files.report_text import ReportText
from checklist.files.writer import create
from checklist.interview.engine import Interview
from checklist.interview.line_face import LineFace
from checklist.interview.user_commands import parse
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from tests.benchmarks.large_report import Typing, large_questionnaire, large_report

ANSWERED = 500
COLUMNS, ROWS = 80, 24
PATIENCE = 10
QUIET = 0.05
"""Seconds without output after which all is shown, once something is."""

CURSOR_ASKED, CURSOR = "\x1b[6n", f"\x1b[{ROWS};1R"
"""The question where the cursor is, and the answer of a terminal that is full."""
CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x08")


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, program: str, *arguments: str, cwd: Path) -> None:
        self._child = pexpect.spawn(
            program,
            list(arguments),
            cwd=str(cwd),
            env={
                "PATH": os.environ["PATH"],
                "TERM": "xterm-256color",
                "LC_ALL": "C.UTF-8",
                "CHECKLIST_LINES": "1",
            },
            dimensions=(ROWS, COLUMNS),
            encoding="utf-8",
        )
        self._child.delaybeforesend = None
        self._child.delayafterread = None

    def wait_for(self, pattern: str) -> None:
        """Wait until what is shown, wrapped or not, has something that fits the pattern."""
        shown = ""
        while not re.search(pattern, " ".join(CONTROLS.sub("", shown).split())):
            try:
                shown += self._read(PATIENCE)
            except pexpect.TIMEOUT:
                raise AssertionError(f"{pattern!r} is not in {shown!r}") from None

    def entered(self, entry: str, pattern: str) -> float:
        """Type an entry. Return the seconds from Enter until what fits the pattern is shown."""
        self._child.send(entry)
        if entry:
            self._read(PATIENCE)
        self._settle()
        begin = time.perf_counter()
        self._child.send("\r")
        self.wait_for(pattern)
        taken = time.perf_counter() - begin
        self._settle()
        return taken

    def close(self) -> None:
        self._child.close(force=True)

    def _settle(self) -> None:
        try:
            while True:
                self._read(QUIET)
        except pexpect.TIMEOUT:
            pass

    def _read(self, patience: float) -> str:
        piece: str = self._child.read_nonblocking(65536, timeout=patience)
        if CURSOR_ASKED in piece:
            self._child.send(CURSOR)
        return piece


class Official:
    """Answers a report in a terminal, and the same in this process."""

    def __init__(self, questionnaire: Questionnaire, report: Path, *, plain: bool) -> None:
        self.interview = Interview(questionnaire, Report.from_data(data_of(report)))
        self.seconds: list[float] = []
        self._typing = Typing()
        self._questionnaire = questionnaire
        self._report = report
        self._plain = plain
        self._terminal = Terminal(
            str(Path(sys.executable).with_name("checklist")),
            "answer",
            report.name,
            "--questionnaire",
            questionnaire.head.id,
            *(["--plain"] if plain else []),
            cwd=report.parent,
        )
        self._terminal.wait_for(self._awaited())

    def answer(self) -> None:
        """Change an answer, or take one away and give it anew; or give a new one."""
        kind = self._typing.choice(["change", "anew", "new"])
        if kind != "new" or self.interview.at_end:
            answered = [i for i in self.interview.report.answers if i in self.interview.path.on]
            self._enter(f"/goto {self._typing.choice(answered)}")
        if kind == "anew":
            self._enter("/clear")
        question_id = self.interview.prompt().question.id
        while not self.interview.at_end and self.interview.prompt().question.id == question_id:
            self._enter(self._typing.entry(self.interview.prompt().step), is_answer=True)

    def shown(self) -> str:
        """Return what is shown of the question at hand."""
        text = StringIO()
        page = Page(Console(file=text, width=COLUMNS, height=ROWS, color_system=None))
        face = LineFace(page, PlainLineInput(is_interactive=False), plain=self._plain)
        face.show_prompt(self.interview.prompt(), self.interview)
        return text.getvalue()

    def end(self) -> None:
        """Leave, and make sure that nothing was lost."""
        self._terminal.close()
        assert data_of(self._report)["answers"] == self.interview.report.answers

    def _enter(self, entry: str, *, is_answer: bool = False) -> None:
        before = self._report.stat().st_ino
        outcome = self.interview.enter(parse(entry))
        assert not outcome.refused, outcome.refused
        taken = self._terminal.entered(entry, self._awaited())
        is_saved = self._report.stat().st_ino != before
        assert is_saved or not outcome.changed, "the answer is not saved"
        if is_answer and is_saved and self._is_next_question():
            self.seconds.append(taken)

    def _is_next_question(self) -> bool:
        return not self.interview.at_end and self.interview.prompt().is_first

    def _awaited(self) -> str:
        """Return a pattern of what is shown when the next entry can be typed.

        It is the words of a question, then the prompt; of a later step, the words that begin it.
        """
        if self.interview.at_end:
            return re.escape("/quit stops.")
        if not self._is_next_question():
            return re.escape(self.interview.prompt().step.ask)
        words = re.escape(" ".join(self.interview.prompt().question.ask.split()))
        return words + (".*$" if self._plain else ".* >$")


class Peer:
    """A program of `peers.py` on a report."""

    def __init__(self, kind: str, report: Path, prompt: Path) -> None:
        self.seconds: list[float] = []
        self._awaited = ending_of(prompt.read_text("utf-8")) + "$"
        self._terminal = Terminal(
            sys.executable,
            str(Path(__file__).with_name("peers.py")),
            kind,
            str(report),
            str(prompt),
            cwd=report.parent,
        )
        self._terminal.wait_for(self._awaited)

    def answer(self) -> None:
        self.seconds.append(self._terminal.entered("An answer.", self._awaited))

    def end(self) -> None:
        self._terminal.close()


def ending_of(prompt: str) -> str:
    """Return a pattern of the last words of a prompt."""
    return re.escape(" ".join(prompt.split())[-60:])


def data_of(report: Path) -> dict[str, Any]:
    data: dict[str, Any] = cast(Any, read(report).data)
    return data


def percentile(seconds: list[float], percent: int) -> float:
    """Return the least time that so many percent of the answers did not take longer than."""
    return sorted(seconds)[-(-len(seconds) * percent // 100) - 1]


def main() -> None:
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        questionnaire = large_questionnaire(folder / "large-questionnaire")
        report = large_report(questionnaire, ANSWERED)
        content = ReportText.new(report.to_data(), "report").content()
        paths = {kind: folder / f"{kind}.yaml" for kind in ("usual", "plain", "bytes", "ruamel")}
        for path in paths.values():
            create(path, content)
        usual = Official(questionnaire, paths["usual"], plain=False)
        plain = Official(questionnaire, paths["plain"], plain=True)
        prompt = folder / "prompt.txt"
        prompt.write_text(plain.shown(), encoding="utf-8")
        floor, dumping = (Peer(kind, paths[kind], prompt) for kind in ("bytes", "ruamel"))
        print(
            f"{len(questionnaire.questions)} questions, {len(usual.interview.path.on)} on path, "
            f"{len(report.answers)} answered, {len(content) // 1000} kB"
        )
        while len(plain.seconds) < answers:
            usual.answer()
            plain.answer()
            floor.answer()
            if len(floor.seconds) % 5 == 0:  # it is slow
                dumping.answer()
        for official in (usual, plain):
            official.end()
        for peer in (floor, dumping):
            peer.end()
    rows = {
        "checklist answer": usual.seconds,
        "checklist answer --plain": plain.seconds,
        "peer: the same bytes": floor.seconds,
        "peer: ruamel.yaml": dumping.seconds,
    }
    print(f"{'ms':<26}{'p50':>8}{'p99':>8}{'max':>8}{'answers':>9}")
    for title, seconds in rows.items():
        figures = [percentile(seconds, 50), percentile(seconds, 99), max(seconds)]
        print(f"{title:<26}{''.join(f'{s * 1000:8.1f}' for s in figures)}{len(seconds):9}")
    medians = {title: statistics.median(seconds) for title, seconds in rows.items()}
    own, others = list(rows)[:2], list(rows)[2:]
    for title in own:
        for other in others:
            print(f"{title} / {other}: {medians[title] / medians[other]:.2f}")
    worst = max(percentile(rows[title], 99) for title in own)
    print(f"p99 of the slower one: {worst * 1000:.1f} ms (at most 50)")


if __name__ == "__main__":
    main()
