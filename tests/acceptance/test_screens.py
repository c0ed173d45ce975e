"""The interview on the full screen of a real terminal: drawn, left, stopped, and killed."""

import shlex
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from tests.acceptance.entries import SMALL, loaded, values
from tests.support.folders import EXAMPLES
from tests.support.running import COMMAND, checklist_run

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from checklist.interview.session import Session
from checklist.questionnaire.loading import load
from checklist.reports.report import Report
from tests.support.same import assert_same
from tests.support.terminal import Terminal
from tests.support.two_faces import on_lines, typed_at_random
from tests.support.two_faces import on_screen as on_screen_here

REPORT = "report-DNK.yaml"
GO_ON = f"Saved in {REPORT}. Go on with:\n  checklist answer {REPORT} --questionnaire small\n"
FIRST = "What is the status of your State"


def on_screen(folder: Path, *words: str, columns: int = 80, rows: int = 24) -> Terminal:
    return Terminal("answer", *SMALL, *words, cwd=folder, columns=columns, rows=rows, screens=True)


@pytest.fixture
def terminal(begun: Path) -> Iterator[Terminal]:
    """The screen of a draft at its fourth question, a text."""
    with on_screen(begun.parent, REPORT) as one:
        one.wait_for("/ commands")
        one.settle()
        yield one


def test_one_question_stands_on_a_screen_of_its_own(terminal: Terminal) -> None:
    assert terminal.is_full_screen
    shown = terminal.screen_text()
    assert shown.splitlines()[0].startswith(" Denmark")
    assert "1.4" in shown
    assert "/ commands" in shown.splitlines()[-1]


def test_an_answer_is_saved_before_the_next_question_is_shown(
    terminal: Terminal, begun: Path
) -> None:
    terminal.press("The first parties met in a lighthouse.", "enter")

    assert "1.5" in terminal.screen_text()
    assert values(begun)["founding-story"] == "The first parties met in a lighthouse."


@pytest.mark.sampled
@pytest.mark.parametrize("apart", [0.02, 0.06, 0.2, 0.5])
@pytest.mark.parametrize("rest", ["[B", "[3~"])
def test_the_bytes_of_a_key_that_come_apart_do_nothing(
    apart: float, rest: str, terminal: Terminal, begun: Path
) -> None:
    before = begun.read_bytes()

    terminal.press(*"Half")
    terminal.send("\x1b")
    time.sleep(apart)  # as on a slow connection
    terminal.send(rest)
    terminal.settle()

    assert "1.4" in terminal.screen_text()
    assert " > Half" in terminal.screen_text().splitlines()
    assert begun.read_bytes() == before


def test_a_text_keeps_its_lines(terminal: Terminal, begun: Path) -> None:
    terminal.press("One", "alt-enter", "two", "enter")

    assert values(begun)["founding-story"] == "One\ntwo"


def test_a_pasted_text_keeps_its_lines(terminal: Terminal, begun: Path) -> None:
    terminal.send("\x1b[200~Pasted\nlines\x1b[201~")
    terminal.settle()
    terminal.press("enter")

    assert values(begun)["founding-story"] == "Pasted\nlines"


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("leave", "code"),
    [("\x03", 130), ("\x04", 0), (signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGINT, 130)],
    ids=["ctrl-c", "ctrl-d", "sigterm", "sigint"],
)
@pytest.mark.parametrize("way", [(), ("/", "escape"), ("?",), ("/note", "enter")])
def test_leaving_restores_the_terminal_and_says_how_to_go_on(
    terminal: Terminal, leave: str | signal.Signals, code: int, way: tuple[str, ...]
) -> None:
    terminal.press(*way)

    if isinstance(leave, str):
        terminal.send(leave)
    else:
        terminal.signal(leave)

    assert terminal.end() == code
    assert terminal.is_restored
    assert not terminal.is_full_screen
    assert terminal.screen_text().endswith(GO_ON)
    assert "Traceback" not in terminal.screen_text()


def test_quit_restores_the_terminal(terminal: Terminal) -> None:
    terminal.press("/quit", "enter")

    assert terminal.end() == 0
    assert terminal.is_restored
    assert not terminal.is_full_screen
    assert terminal.screen_text().endswith(GO_ON)


def test_a_terminal_that_is_closed_ends_the_program(terminal: Terminal, begun: Path) -> None:
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert values(begun)["deposit"] == "2004"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash stops and continues jobs")
def test_a_stopped_process_leaves_the_usual_screen_and_comes_back(begun: Path) -> None:
    with Terminal(
        shell=("bash", "--norc", "--noprofile", "-i"), cwd=begun.parent, screens=True
    ) as terminal:
        terminal.settle()
        command = shlex.join([*COMMAND, "answer", *SMALL, REPORT])
        terminal.send(f"{command}\r")
        terminal.wait_for("/ commands")
        terminal.settle()
        terminal.control("z")
        terminal.wait_for("Stopped")
        assert f"Saved in {REPORT}. Go on with: fg" in terminal.flat_text()
        assert not terminal.is_full_screen

        terminal.send("fg\r")
        terminal.wait_for("/ commands")
        terminal.settle()
        terminal.press("It goes on.", "enter")

        assert terminal.is_full_screen
        assert values(begun)["founding-story"] == "It goes on."
        terminal.press("/quit", "enter")
        terminal.wait_for(f"Saved in {REPORT}. Go on with:")


def test_after_a_kill_the_file_has_every_answer(terminal: Terminal, begun: Path) -> None:
    terminal.press("Kept.", "enter")
    terminal.signal(signal.SIGKILL)

    assert terminal.end() == -signal.SIGKILL
    assert values(begun)["founding-story"] == "Kept."


def test_a_storm_of_sizes_loses_nothing(terminal: Terminal, begun: Path) -> None:
    terminal.send("Typed ")
    for number in range(20):
        terminal.resize(60 + number * 3, 20 + number)
    terminal.resize(60, 20)
    terminal.send("in a storm.")
    terminal.settle()

    shown = terminal.screen_text()
    assert "Typed in a storm." in shown
    assert max(map(len, shown.splitlines())) <= 60
    terminal.press("enter")
    assert values(begun)["founding-story"] == "Typed in a storm."


def test_an_enter_before_the_question_is_drawn_takes_nothing(
    terminal: Terminal, begun: Path
) -> None:
    """Enter typed ahead must not confirm or leave what nobody has seen."""
    terminal.send("Story\r\r\r\r")
    terminal.settle()

    assert "1.5" in terminal.screen_text()


@pytest.mark.parametrize(
    ("env", "size"),
    [
        ({"TERM": "dumb"}, (80, 24)),
        ({"ACCESSIBLE": "1"}, (80, 24)),
        ({"CHECKLIST_LINES": "1"}, (80, 24)),
        ({}, (59, 24)),
        ({}, (80, 19)),
    ],
)
def test_other_terminals_keep_the_lines(
    begun: Path, env: dict[str, str], size: tuple[int, int]
) -> None:
    columns, rows = size
    with Terminal(
        *("answer", *SMALL, REPORT),
        cwd=begun.parent,
        columns=columns,
        rows=rows,
        env=env,
        screens=True,
    ) as terminal:
        terminal.wait_for_prompt()

        assert not terminal.is_full_screen
        assert b"\x1b[?1049h" not in terminal.output


def test_plain_keeps_the_lines(begun: Path) -> None:
    with on_screen(begun.parent, REPORT, "--plain") as terminal:
        terminal.wait_for_prompt()

        assert not terminal.is_full_screen


def test_one_line_names_plain_before_the_screen_is_taken(terminal: Terminal) -> None:
    before, _, _ = terminal.output.partition(b"\x1b[?1049h")

    assert b"--plain" in before


@pytest.mark.thorough
def test_a_whole_interview_on_the_screen_makes_the_report_of_the_lines(
    folder: Path, answered: Path
) -> None:
    """Keys as an official presses them: digits, arrows, Space, Enter."""
    keys = [
        *("1", "enter", "2001-05-31", "enter", "2004", "enter"),
        *("The first parties met in a lighthouse.", "enter", "Norway", "enter", "3", "enter"),
        *("Bergen, Oslo", "enter"),
        *("Coastal Administration", "enter", "Kari Nordmann", "enter", "enter", "enter"),
        *("+47 22 00 00 00", "enter", "SWE; Norway", "enter", "1", "enter"),
        *("Act on lights at sea, No. 12 of 1999", "enter", "lights-act", "enter", "1999", "enter"),
        *("40", "enter", "1", "enter", "Norway", "enter", "1", "enter", "enter"),
    ]
    with on_screen(folder, "--state", "DNK") as terminal:
        terminal.wait_for("Enter go on")  # the introduction of a new report
        terminal.settle()
        terminal.press("enter", "enter", *keys)  # the page of the first part, too
        assert "done" in terminal.screen_text()  # the arrival after the first set
        terminal.press("enter")
        terminal.press("1", "enter", "2", "enter", "down", " ", "down", "down", " ", "enter")
        terminal.press("/quit", "enter")
        assert terminal.end() == 0
    report = folder / REPORT
    given = values(report)
    assert given["port-authority"]["telephone"] == "+47 22 00 00 00"
    assert given["laws"][0]["short-name"] == {"value": "lights-act"}
    assert given["light-service"] == {
        "status": "partly-implemented",
        "partly": ["law-only", "some-regions"],
    }
    assert checklist_run("validate", *SMALL, REPORT, cwd=folder).code in {0, 1}


def check_the_same_on_a_terminal(folder: Path, seed: int) -> None:
    """Press the keys of a random interview in a terminal: the report is that of the lines."""
    random = Random(seed)
    answered = load(folder / "small")
    begun = Report.begin(answered, "DNK", date(2026, 1, 1))
    entries = typed_at_random(answered, begun, random, 25)
    keys: list[tuple[str, str]] = []
    expected = on_lines(Session.begin(folder / "lines.yaml", answered, begun), entries)
    on_screen_here(Session.begin(folder / "here.yaml", answered, begun), entries, keys)
    Session.begin(folder / REPORT, answered, begun)

    with on_screen(folder, REPORT) as terminal:
        terminal.wait_for("Enter begin")
        terminal.settle()
        for name, pressed in groupby(keys, key=lambda key: key[0]):
            texts = [text for _, text in pressed]
            if name == "paste":
                for text in texts:
                    terminal.send(f"\x1b[200~{text}\x1b[201~")
                    terminal.settle()
            elif name == "character":  # typed at once: each wait takes half a second
                terminal.send("".join(texts))
                terminal.settle()
            else:
                terminal.press(*[name] * len(texts))
        terminal.control("c")
        assert terminal.end() == 130
        assert terminal.is_restored
    assert_same((folder / REPORT).read_bytes(), expected, REPORT)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(1, 5))
def test_random_interviews_in_a_terminal_make_the_report_of_the_lines(
    seed: int, folder: Path
) -> None:
    check_the_same_on_a_terminal(folder, seed)


_ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
_STORM = (
    "1",
    "2",
    "\r",
    "\x1b[A",
    "\x1b[B",
    "\t",
    "?",
    "n",
    "/undo\r",
    "\x1b",
    "-\r",
    "x\x7f",
    "*",
)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(4))
def test_a_storm_of_sizes_and_keys_ends_at_any_moment(seed: int, begun: Path) -> None:
    random = Random(seed)
    with on_screen(begun.parent, REPORT) as terminal:
        terminal.wait_for("/ commands")
        for _ in range(random.randint(20, 40)):
            if random.random() < 0.4:
                terminal.resize(random.randint(10, 150), random.randint(3, 60))
            else:
                terminal.send(random.choice(_STORM))
            time.sleep(random.random() * 0.01)
        terminal.resize(80, 24)
        terminal.signal(_ENDS[seed])
        code = terminal.end()
        assert code == (-signal.SIGKILL if _ENDS[seed] == signal.SIGKILL else 128 + _ENDS[seed])
        if code > 0:
            assert terminal.is_restored
            assert not terminal.is_full_screen
            assert "Saved in" in terminal.flat_text()
            assert "Traceback" not in terminal.screen_text()

    assert loaded(begun)["answers"]["deposit"] == {"value": "2004"}  # keys may answer others
    again = checklist_run("answer", *SMALL, REPORT, cwd=begun.parent)
    assert again.code in {0, 1}
    assert "Traceback" not in again.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("number", range(6))
def test_a_kill_at_any_time_leaves_a_whole_report(number: int, begun: Path) -> None:
    with on_screen(begun.parent, REPORT) as terminal:
        terminal.wait_for("/ commands")
        terminal.settle()
        terminal.send("A story.\r")
        time.sleep(number * 0.02)
        terminal.signal(signal.SIGKILL)
        terminal.end()

    given = values(begun)
    assert given["deposit"] == "2004"
    assert given.get("founding-story", "A story.") == "A story."
    again = checklist_run("answer", *SMALL, REPORT, cwd=begun.parent)
    assert again.code == 0
    assert "Traceback" not in again.stderr


def test_a_file_that_cannot_be_written_asks_for_another(terminal: Terminal, begun: Path) -> None:
    begun.write_text("{{{", "utf-8")

    terminal.press("A story.", "enter")
    assert "Not saved" in terminal.screen_text()
    terminal.press("copy.yaml", "enter")
    assert "1.5" in terminal.screen_text()
    terminal.press("/quit", "enter")

    assert terminal.end() == 0
    assert "Saved in copy.yaml" in terminal.screen_text()
    assert values(begun.with_name("copy.yaml"))["founding-story"] == "A story."


def test_checklist_alone_shows_the_whole_report_where_a_draft_is(tmp_path: Path) -> None:
    assert checklist_run("answer", "--state", "DNK", cwd=tmp_path).code == 0

    with Terminal(cwd=tmp_path, screens=True) as terminal:
        shown = terminal.wait_for("Esc back")
        assert "Where the report stands" in shown
        assert "1  ░░░░░░░░░░" in shown
        terminal.settle()
        terminal.press("enter")
        assert "Part 1 of " in terminal.screen_text()
        terminal.press("enter")

        assert "1.1" in terminal.screen_text()


def test_checklist_alone_offers_to_begin_where_no_report_is(tmp_path: Path) -> None:
    with Terminal(cwd=tmp_path, screens=True) as terminal:
        shown = terminal.wait_for("Press Enter to begin")
        assert str(tmp_path) in shown.replace("\n", "")
        assert len(shown.strip().splitlines()) <= 5  # three sentences, and a long path
        terminal.press("enter")
        assert "Which State" in terminal.wait_for("Which State")
        terminal.press("/quit", "enter")

    assert list(tmp_path.iterdir()) == []


def test_other_words_at_the_offer_are_answered_in_two_lines_and_a_state_begins_its_report(
    tmp_path: Path,
) -> None:
    with Terminal(cwd=tmp_path, screens=True) as terminal:
        terminal.wait_for("Press Enter to begin")
        terminal.press("Frnace", "enter")
        shown = terminal.wait_for("Did you mean France (FRA)?")
        assert "Writing question sets:" not in shown
        said = shown.partition("Frnace\n")[2].strip().splitlines()
        assert len(said) <= 3  # two lines, and the mark before the next entry
        terminal.press("?", "enter")
        terminal.wait_for("h lists all commands")
        terminal.press("Norway", "enter")
        terminal.wait_for("Every answer is saved as soon")
        terminal.control("c")
        terminal.end()

    assert [path.name for path in tmp_path.iterdir()] == ["report-NOR.yaml"]


def test_checklist_alone_lists_the_commands_for_who_does_not_begin(tmp_path: Path) -> None:
    with Terminal(cwd=tmp_path, screens=True) as terminal:
        terminal.wait_for("Press Enter to begin")
        terminal.press("h", "enter")
        shown = terminal.wait_for("space: next page")
        assert shown.startswith("Usage: checklist")  # the beginning has not scrolled away
        terminal.send("q")
        terminal.wait_for("Press Enter to begin")
        terminal.press("/quit", "enter")
        assert terminal.end() == 0

        assert b"Writing question sets:" not in terminal.output


def test_checklist_alone_lists_the_commands_where_only_final_reports_are(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "report-UGA.yaml", tmp_path)

    with Terminal(cwd=tmp_path, screens=True) as terminal:
        assert terminal.end() in {0, 2}

        assert "Writing question sets:" in terminal.screen_text()
