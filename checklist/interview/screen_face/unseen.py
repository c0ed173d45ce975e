"""The parts of an answer that Enter would confirm before the official has seen them."""

from checklist.interview.screen_face.model import Model
from checklist.interview.screen_face.view import Position, View


def hidden_parts(view: View, position: Position, model: Model) -> set[int]:
    """Return the indices of the texts and rows that Enter would confirm unseen.

    Args:
        view: The prompt.
        position: Where the official is, and what has been in sight.
        model: The screen of the prompt.
    """
    prompt = view.prompt
    if not (prompt.is_first and prompt.keeps_whole_answer) or position.ticked is not None:
        return set()
    if view.kind == "options" and position.at is not None:
        return set()
    has_items = view.kind in {"grid", "form", "entries"}
    parts = len(model.texts) + (len(model.items) if has_items else 0)
    return {*range(parts)} - position.seen


def entry_to_see(hidden: int, view: View, model: Model) -> str | None:
    """Return the entry that shows a hidden part; None where the screen has to scroll."""
    if view.kind in {"grid", "form"} and hidden >= len(model.texts):
        return f"/row {hidden - len(model.texts) + 1}"
    return None
