"""Choices by number at a terminal."""

import pytest

from checklist.commands.shared.numbered_choice import choose

LABELS = ("Yes, with its name", "Yes, without its name", "No")


@pytest.mark.parametrize(
    ("typed", "chosen"), [("2", 2), ("n", 3), ("NO", 3), ("yes, without", 2), ("", 0)]
)
def test_a_number_or_the_beginning_of_one_option_chooses(
    typed: str, chosen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: typed)

    assert choose(LABELS) == chosen


@pytest.mark.parametrize("typed", ["y", "4", "0", "maybe"])
def test_what_names_no_option_or_two_is_asked_again(
    typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = iter([typed, "3"])
    monkeypatch.setattr("builtins.input", lambda _: next(entries))

    assert choose(LABELS) == 3
    assert "Type a number from 1 to 3." in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["/quit", "/q"])
def test_the_command_that_stops_chooses_nothing(
    typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = iter(["/skip", typed])
    monkeypatch.setattr("builtins.input", lambda _: next(entries))

    assert choose(LABELS) is None
    assert "`/` begins a command; the only one here is /quit." in capsys.readouterr().err
