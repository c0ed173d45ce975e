"""Lines of a list in a terminal and elsewhere."""

import io

import pytest

from checklist.commands.shared.listed_lines import print_line
from checklist.ministries.words import place_in_words
from tests.support.ministries import COAST

LINE = "3.3 Which rule on pay applies to seafarers?: nothing → A collective agreement [taken]"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_lines_that_end_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    output = Terminal()

    print_line(LINE, indent=2, file=output)

    lines = output.getvalue().splitlines()
    assert " ".join(" ".join(lines).split()) == LINE
    assert max(map(len, lines)) <= 40
    assert [len(line) - len(line.lstrip()) for line in lines] == [2, 4, 4]


def test_a_file_gets_each_on_one_line_and_no_control_character() -> None:
    output = io.StringIO()

    print_line(f"{LINE}\x1b[2J\nfake", indent=2, file=output)

    assert output.getvalue() == f"  {LINE}‹U+001B›[2J‹U+000A›fake\n"


def test_a_row_is_named_as_in_the_forms() -> None:
    place = place_in_words("training/labour-inspectors/note", COAST)

    assert place.startswith(f"{COAST.numbers['training']} ")
    letter = place.split()[1]
    rows = [row.id for row in COAST.questions["training"].answer_type.listed_rows()]
    assert letter == "abcdef"[rows.index("labour-inspectors")]
    assert place.endswith("? Labour inspectors, note")
