"""The script of a page has no words of its own: Python gives it whole sentences."""

import re

from checklist.forms.html_writer import MESSAGES
from tests.support.folders import ROOT

SCRIPT = (ROOT / "checklist" / "render" / "templates" / "form.js").read_text("utf-8")
CODE = re.sub(r"(?m)^\s*//.*$|/\*.*?\*/", "", SCRIPT)
CALLS = re.findall(r'phrase\("([a-z-]+)"(?:, (\{[^{}]*\}|\w+))?\)', CODE)
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def names(values: str) -> set[str]:
    """Return the names in `{ number, ask: question.ask }`."""
    return {one.partition(":")[0].strip() for one in values.strip("{}").split(",") if one.strip()}


def test_each_message_is_used_and_each_that_is_used_is_there() -> None:
    used = {name for name, _ in CALLS}

    assert used == MESSAGES.keys()
    assert len(CALLS) == len(re.findall(r"\bphrase\((?!name)", CODE))


def test_each_placeholder_is_filled_in() -> None:
    for name, values in CALLS:
        wanted = {*PLACEHOLDER.findall(MESSAGES[name])}
        if not values or values.startswith("{"):
            assert names(values) == wanted, name
        else:  # the counts of progressOf
            assert wanted <= {"required", "done", "optional", "answered"}, name


def test_the_script_shows_no_other_words() -> None:
    texts = re.findall(r'"((?:[^"\\\n]|\\.)*)"', CODE)
    shown = [one for one in texts if re.search(r"^[A-Z][a-z]|[a-z]{2,} [a-z]{2,} ", one)]

    assert shown == []
    assert not re.findall(r"`[^`\n]*[a-z]{2,} [a-z]{2,} [^`\n]*`", CODE)
