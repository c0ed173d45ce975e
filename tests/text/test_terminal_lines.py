"""Lines on a terminal break between words."""

import sys
from pathlib import Path

import pytest

from checklist.text.terminal_lines import between_words
from tests.support.running import checklist_run


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", "one two\nthree"),
        ("  one two three", "  one two\n  three"),
        ("  checklist answer one two", "  checklist answer one two"),
        ("at /a/very/long/path here", "at\n/a/very/long/path\nhere"),
        ("short\nseven words", "short\nseven\nwords"),
        ("", ""),
    ],
)
def test_long_lines_are_broken_between_words_and_paths_and_commands_are_not(
    text: str, lines: str
) -> None:
    assert between_words(text, 9) == lines
    assert between_words(text, 0) == text


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", [60, 80])
def test_a_message_of_the_command_breaks_no_word(columns: int, tmp_path: Path) -> None:
    from tests.support.terminal import Terminal

    alone = checklist_run("status", cwd=tmp_path)
    with Terminal("status", cwd=tmp_path, columns=columns) as terminal:
        assert terminal.end() == 2
        shown = terminal.screen_text()

    assert " ".join(shown.split()) == " ".join(alone.stderr.split())


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_findings_in_a_terminal_break_no_word(tmp_path: Path) -> None:
    from tests.support.terminal import Terminal

    (tmp_path / "r.yaml").write_text("answers: {a: 1}\nstatus: perhaps\nstate: Norway\n", "utf-8")
    alone = checklist_run("validate", "r.yaml", cwd=tmp_path)
    with Terminal("validate", "r.yaml", cwd=tmp_path, rows=60) as terminal:
        assert terminal.end() == alone.code
        shown = " ".join(terminal.screen_text().split())

    assert any(len(line) > 80 for line in alone.stdout.splitlines())
    for line in alone.stdout.splitlines():
        assert " ".join(line.split()) in shown
