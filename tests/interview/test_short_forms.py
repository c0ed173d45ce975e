"""What every command does under its name and each beginning of it, as officials have learnt it.

`short_forms.txt` is written by hand: a new command adds lines. No line that is there changes, so a
new command never takes a short form away: one that would is not shortened (`_IN_FULL`).
"""

from pathlib import Path

import pytest

from checklist.answer_types.interface import Refusal
from checklist.interview import user_commands
from checklist.interview.user_commands import COMMANDS, Action, bare_command, parse

FILE = Path(__file__).with_name("short_forms.txt")
REFUSED = "-"
"""What stands for a form that is refused: no command begins so, or several do."""


def effect(form: str) -> str:
    """Return the command that a form means, with or without its `/`."""
    try:
        entry = parse(form) if form.startswith(("/", "?")) else bare_command(form)
    except Refusal:
        return REFUSED
    return REFUSED if entry is None else entry.action


def learnt() -> dict[str, str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.rsplit(maxsplit=1) for line in lines)


def all_forms() -> set[str]:
    """Return each beginning of each command, and the words that are commands without a `/`."""
    names = [*COMMANDS, *user_commands._ALSO_NAMED]
    bare = [*user_commands._BARE_WORDS]
    begun = [f"{start} 6.3" for start in user_commands._BARE_WITH_ARGUMENT]
    return {f"/{name[:end]}" for name in names for end in range(1, len(name) + 1)} | {*bare, *begun}


def test_no_form_does_anything_else_than_it_did() -> None:
    changed = {form: effect(form) for form, before in learnt().items() if effect(form) != before}

    assert changed == {}


def test_every_form_is_written_down() -> None:
    missing = [f"{form} {effect(form)}" for form in sorted(all_forms() - learnt().keys())]

    assert missing == [], "add these lines to short_forms.txt"


@pytest.mark.parametrize("name", ["quiz", "go", "unhide", "b"])
def test_a_command_that_makes_a_form_ambiguous_is_noticed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = str.__new__(Action, name)
    action._value_ = name
    monkeypatch.setattr(user_commands, "COMMANDS", {**COMMANDS, action: "a new effect"})

    with pytest.raises(AssertionError):
        test_no_form_does_anything_else_than_it_did()


def test_each_command_is_there() -> None:
    assert {*COMMANDS} <= {*learnt().values()}
