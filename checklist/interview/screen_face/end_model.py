"""The screens after a set, and after the last question."""

from collections.abc import Sequence

from checklist.interview.engine import Interview
from checklist.interview.screen_face.menu import Choice
from checklist.interview.screen_face.model import Item, Key, Model
from checklist.reports.progress import SetProgress
from checklist.text.text_field import TextField

_MOST_WARNINGS = 10
"""The most warnings that are listed."""


def end_choices(interview: Interview) -> Sequence[Choice]:
    """Return what can be done at the end, each with a number as its key."""
    missing = interview.missing()
    numbers = interview.questionnaire.numbers
    offered = [
        *(
            (f"go to the next open question, {numbers.get(missing[0])}", f"/goto {missing[0]}")
            for _ in missing[:1]
        ),
        ("look at your answers, and change one", "/review"),
        ("list the sets and questions", "/list"),
        ("stop here; go on later", "/quit"),
    ]
    return [Choice(str(n), words, entry) for n, (words, entry) in enumerate(offered, 1)]


def end_model(
    interview: Interview, typed: TextField, at: int | None, messages: Sequence[Item], scroll: int
) -> Model:
    """Return the screen of the end: what is left, and one key for each next step."""
    selection = interview.scope.name
    if interview.is_empty:
        title = f"No question is in this selection ({selection})."
    elif selection:
        title = f"All questions of this selection ({selection}) have been asked."
    else:
        title = "All questions have been asked."
    parts = interview.progress_of_selection()
    texts = [Item(label=_set_line(part), hanging=2) for part in parts]
    doubts = [*interview.contradictions(), *interview.warnings()]
    texts += [Item(label=text, style="warn", hanging=2) for text in doubts[:_MOST_WARNINGS]]
    if len(doubts) > _MOST_WARNINGS:
        more = f"and {len(doubts) - _MOST_WARNINGS} more; checklist validate lists all."
        texts.append(Item(label=more, style="warn"))
    if not doubts and not any(part.missing for part in interview.progress()):
        texts.append(Item(label="Nothing required is missing. Stop, and make the report final."))
    whole = interview.progress()
    choices = end_choices(interview)
    return Model(
        title=title,
        head=interview.report.state,
        done=sum(part.required_answered for part in whole),
        required=sum(part.required for part in whole),
        texts=texts,
        items=[Item(label=one.words, number=one.key) for one in choices],
        at=at,
        messages=messages,
        field=typed,
        keys=[
            Key(f"↑↓ 1–{len(choices)}", "choose", 0),
            Key("Enter", "do it", 0),
            Key("/", "commands", 2),
            Key("Esc", "menu", 1),
        ],
        scroll=scroll,
    )


def _set_line(part: SetProgress) -> str:
    left = len(part.missing)
    words = "done" if not left else "1 open" if left == 1 else f"{left} open"
    return f"{part.part.title}: {part.required_answered} of {part.required} required, {words}"
