"""What stands on one screen, before it is laid out for a size, and the sizes that there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from checklist.text.messages import Message, Texts
from checklist.text.text_field import TextField

WIDEST = 100
"""Columns beyond which lines are hard to read."""
NARROWEST, LOWEST = 60, 20
"""The smallest terminal on which nothing is lost."""
_MARGINS = 8


def text_width(columns: int) -> int:
    """Return the columns of a text on a terminal, without its margins."""
    return min(columns, WIDEST) - _MARGINS


Mark = Literal["", "chosen", "ticked", "unticked", "at"]
"""The mark before an item: an option that is the answer, one of several, or the one at hand."""


NOTHING_FOUND = Message(
    "Nothing in the list has these letters. Enter looks for another name or spelling."
)
"""What is said where a search finds nothing."""


class Key(NamedTuple):
    """A key that the last line of the screen names."""

    name: str | Message
    """The key: `Enter`."""
    effect: str | Message
    """What it does: `take`."""
    priority: int = 1
    """Where room is short, keys with a high number are left out first."""
    is_for_scrolling: bool = False
    """Whether it is of use only where not all is in sight."""


KEY_NAMES: Mapping[str, str] = Texts(
    {
        "Enter": Message("Enter", "name of a key"),
        "Alt-Enter": Message("Alt-Enter", "name of a key"),
        "Esc": Message("Esc", "name of a key"),
        "Space": Message("Space", "name of a key"),
        "Del": Message("Del", "name of a key"),
        "PgDn": Message("PgDn", "name of a key"),
    }
)
"""The names of keys that differ with the language of a keyboard, by their English name."""

TYPING_KEYS = (Key("Enter", Message("do it"), 0), Key("Esc", Message("go back"), 0))
"""The keys while something is typed on a screen that has no line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a list: an option, a row with its answer, a paragraph."""

    label: str
    text: str = ""
    """The answer next to the label."""
    sign: str = ""
    """What stands behind the answer, even where that is cut."""
    number: str = ""
    """The number with which it is chosen; empty for what is not numbered."""
    mark: Mark = ""
    style: str = ""
    """The style of the label: `bold`, `good`, `warn`, `wrong`."""
    indent: int = 0
    """Columns before the label."""
    hanging: int = 0
    """More columns before its second and later lines."""
    is_digest: bool = False
    """Whether it is only the beginning of a text, so that it may be cut, or left out."""
    yields: bool = False
    """Whether it is left out where room is short: it only reminds of what stands elsewhere."""
    is_remark: bool = False
    """Whether it belongs to remarks, which take one line where room is short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One screen: a question, or a text to read."""

    title: str
    """The question; of a text, its title."""
    is_wrong: bool = False
    """Whether the title says that something has gone wrong."""
    number: str = ""
    """The number of the question: `6.3`."""
    demand: str = ""
    """Whether the question is required, in one word."""
    head: str = ""
    """The State."""
    place: str = ""
    """The set, with its number."""
    scope: str = ""
    """The selection that is asked, and the position in it; empty where all is asked."""
    done: int = 0
    """The number of required questions that are answered."""
    required: int = 0
    """The number of required questions; 0 leaves the bar out."""
    guidance: Sequence[str] = ()
    """The paragraphs that help with the question."""
    ask: str = ""
    """The words of the step, where they are not those of the question."""
    is_asked_below: bool = False
    """Whether these words stand below the list, next to what is typed."""
    texts: Sequence[Item] = ()
    """What is to be read before the answer: the present one, findings, a list of laws."""
    items: Sequence[Item] = ()
    """The options, rows or fields."""
    at: int | None = None
    """The index of the item at hand; None where none is."""
    has_answers: bool = False
    """Whether the items are rows with their answers next to them."""
    are_questions: bool = False
    """Whether the items are questions, whose words need more room than what stands next to them."""
    are_hits: bool = False
    """Whether the items are what fits a command so far: their labels are short."""
    shows_whole: bool = False
    """Whether no item is cut: Enter confirms all of them, or the screen is there to check them."""
    behind: Sequence[Item] = ()
    """The rows on which a panel has opened: the rest of the screen is about one of them."""
    behind_at: int | None = None
    """The index of that row; None where the panel is about the whole question."""
    panel: str = ""
    """The title of the panel."""
    options: Sequence[Item] = ()
    """The options for the item at hand."""
    details: Sequence[str] = ()
    """What else belongs to the answer of the item at hand."""
    hints: Sequence[str] = ()
    """Sentences on the entries that are possible."""
    messages: Sequence[Item] = ()
    """What the last entry brought about: refusals, notices."""
    field: TextField | None = None
    """What has been typed; None where nothing can be."""
    longest: int = 0
    """The most characters of it that are taken; 0 where they are not counted."""
    keys: Sequence[Key] = ()
    scroll: int | None = 0
    """The first line in sight of a list that no item at hand holds in place.

    None: the option that is the present answer is in sight, if there is one.
    """

    @property
    def chosen(self) -> int | None:
        """The index of the option that is the present answer, texts and items counted, if any."""
        marks = [item.mark for item in (*self.texts, *self.items)]
        return marks.index("chosen") if "chosen" in marks else None
