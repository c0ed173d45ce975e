"""The screens after a set, and after the last question."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checklist.interview.engine import Interview
from checklist.interview.home import end_words, home_lines, warning_lines
from checklist.interview.screen_face.model import TYPING_KEYS, Item, Key, Model
from checklist.interview.screen_face.report_frame import report_frame
from checklist.interview.screen_face.report_list import ReportList
from checklist.text.paragraphs import Line
from checklist.text.text_field import TextField

_BAR = re.compile("[█░]{4}")
"""The bar in the line of a part."""
_KEYS = (
    Key("↑↓", "mark", 0),
    Key("digit", "mark a part", 1),
    Key("Enter", "do it", 0),
    Key("PgDn", "more", 2, is_for_scrolling=True),
)


def home_model(interview: Interview, listed: ReportList, typed: TextField) -> Model:
    """Return the screen of the whole report, and what can be done next."""
    return replace(
        _report_model(interview, listed, home_lines(interview)),
        title="Where the report stands",
        keys=TYPING_KEYS if typed.text else [*_KEYS, Key("Esc", "back", 1)],
        field=typed if typed.text else None,
    )


def _report_model(interview: Interview, listed: ReportList, lines: Iterable[Line]) -> Model:
    """Return a screen with the parts and what can be done; what is marked is in sight."""
    items = [*_items(lines)]
    first = next((n for n, one in enumerate(items) if _BAR.search(one.label)), 0)
    at = listed.position.at
    is_part = at is not None and at < listed.parts
    return replace(
        report_frame(interview),
        items=items,
        at=first + at if is_part and at is not None else None,
        shows_whole=True,
        options=[
            Item(label=step.words, mark="at" if number == at else "")
            for number, step in enumerate(listed.steps, listed.parts)
        ],
        scroll=listed.position.scroll,
    )


def _items(lines: Iterable[Line]) -> Iterator[Item]:
    """Yield paragraphs, with a blank line before each heading."""
    for number, line in enumerate(lines):
        if line.is_heading and number:
            yield Item(label="")
        style = "bold" if line.is_heading else ""
        yield Item(label=line.text, style=style, indent=line.indent, hanging=line.hanging)


def end_model(
    interview: Interview, listed: ReportList, typed: TextField, messages: Sequence[Item]
) -> Model:
    """Return the screen of the end: what is left, and what can be done next."""
    lines = [*home_lines(interview), *warning_lines(interview)]
    if not any(part.missing for part in interview.progress()):
        lines.append(Line("Nothing required is missing."))
    return replace(
        _report_model(interview, listed, lines),
        title=end_words(interview),
        messages=messages,
        field=typed,
        keys=[*_KEYS, Key("/", "commands", 2)],
    )
