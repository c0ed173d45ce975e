"""The first lines of a screen: the State, the progress, and the part of the questionnaire."""

from collections.abc import Iterator

from checklist.console.cells import shown, wrapped
from checklist.interview.screen_face.lines import StyledLine
from checklist.interview.screen_face.model import Model
from checklist.text.wrapping import width_of

_WIDEST_BAR, _NARROWEST_BAR = 22, 8


def head_lines(model: Model, width: int) -> Iterator[StyledLine]:
    """Yield the State and the bar, and below them the set within a line.

    Nothing is cut. Where room is short, the bar becomes narrower, then its figures stand alone,
    then they follow below the name of the State; the name of a set that is longer than the screen
    stands on lines of its own.
    """
    yield from _progress(model, width)
    place, scope = _words(model.place), _words(model.scope)
    if not place and scope:
        place, scope = scope, ""
    if width_of(place) > width - 1:
        yield from ((("", f" {line}"),) for line in wrapped(place, width - 2))
        place, scope = scope, ""
    if scope and width_of(place) + width_of(scope) + 8 > width:
        yield (("", f" {scope}"),)
        scope = ""
    yield rule(place, width, scope)


def rule(title: str, width: int, end: str = "") -> StyledLine:
    """Return a line across the screen with a title in it, which stands alone if it is long.

    Args:
        title: The title; without one, the line has none.
        width: The columns of the screen.
        end: The words at the end of the line.
    """
    if not title:
        left = width - 2 - (width_of(end) + 1 if end else 0)
        return (("dim", " " + "─" * left), ("", f" {end}" if end else ""))
    begin = "── " if width_of(title) + 3 <= width - 2 else ""
    rest = width - 3 - width_of(begin + title) - (width_of(end) + 1 if end else 0)
    line = f" {'─' * rest}" if rest > 0 else ""
    return (("dim", f" {begin}"), ("", title), ("dim", line), ("", f" {end}" if end else ""))


def _words(text: str) -> str:
    return "  ".join(shown(words) for words in text.split("  "))


def _progress(model: Model, width: int) -> Iterator[StyledLine]:
    head = shown(model.head)
    if not model.required:
        yield from ((("bold", f" {line}"),) for line in wrapped(head, width - 2))
        return
    figures = f"{model.done} of {model.required} required"
    room = width - 2 - width_of(head)
    bar = min(_WIDEST_BAR, room - 5 - width_of(figures))
    if bar >= _NARROWEST_BAR:
        full = model.done * bar // model.required
        signs = "█" * full + "░" * (bar - full)
        between = " " * (room - bar - 2 - width_of(figures))
        yield (("bold", f" {head}"), ("", between), ("accent", signs), ("", f"  {figures}"))
    elif room >= 3 + width_of(figures):
        between = " " * (room - width_of(figures))
        yield (("bold", f" {head}"), ("", between + figures))
    else:
        yield from ((("bold", f" {line}"),) for line in wrapped(head, width - 2))
        yield (("", f" {figures}"),)
