"""The screens after a set, and after the last question."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checklist.interview.engine import Interview
from checklist.interview.home import NextStep, end_words, home_lines, next_steps, warning_lines
from checklist.interview.screen_face.model import TYPING_KEYS, Item, Key, Model
from checklist.interview.screen_face.report_frame import report_frame
from checklist.text.paragraphs import Line
from checklist.text.text_field import TextField


def home_model(
    interview: Interview, steps: Sequence[NextStep], at: int, scroll: int, typed: TextField
) -> Model:
    """Return the screen of the whole report, and what can be done next."""
    keys = (
        Key(f"↑↓ 1–{len(steps)}", "choose", 0),
        Key("Enter", "do it", 0),
        Key("Esc", "back", 1),
        Key("PgDn", "more", 0, is_for_scrolling=True),
    )
    return replace(
        report_frame(interview),
        title="Where the report stands",
        texts=[*_items(home_lines(interview))],
        options=_chosen([step.words for step in steps], at),
        keys=TYPING_KEYS if typed.text else keys,
        scroll=scroll,
        field=typed if typed.text else None,
    )


def _chosen(words: Sequence[str], at: int | None) -> Sequence[Item]:
    """Return what can be chosen; the one at hand is marked."""
    return [
        Item(label=text, number=str(number), mark="chosen" if number - 1 == at else "")
        for number, text in enumerate(words, 1)
    ]


def _items(lines: Iterable[Line]) -> Iterator[Item]:
    """Yield paragraphs, with a blank line before each heading."""
    for number, line in enumerate(lines):
        if line.is_heading and number:
            yield Item(label="")
        style = "bold" if line.is_heading else ""
        yield Item(label=line.text, style=style, indent=line.indent, hanging=line.hanging)


def end_model(
    interview: Interview, typed: TextField, at: int | None, messages: Sequence[Item], scroll: int
) -> Model:
    """Return the screen of the end: what is left, and one key for each next step."""
    texts = [*_items(home_lines(interview))]
    for line in warning_lines(interview):
        texts.append(Item(label=line.text, style="warn", hanging=line.hanging))
    if not any(part.missing for part in interview.progress()):
        texts.append(Item(label="Nothing required is missing.", style="good"))
    choices = next_steps(interview)
    return replace(
        report_frame(interview),
        title=end_words(interview),
        texts=texts,
        options=_chosen([one.words for one in choices], at),
        messages=messages,
        field=typed,
        keys=[
            Key(f"↑↓ 1–{len(choices)}", "choose", 0),
            Key("Enter", "do it", 0),
            Key("PgDn", "more", 0, is_for_scrolling=True),
            Key("/", "commands", 2),
        ],
        scroll=scroll,
    )
