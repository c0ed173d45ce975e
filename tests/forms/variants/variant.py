"""What a variant is: one thing that a clerk did in one returned form, and what must come of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.forms.variants.starts import EMPTY, FORMATS

Deed = Callable[..., object]
"""Does something with the hand that it gets, which has what its format offers."""

RIGHT, ASKED, REFUSED = "right", "asked back", "refused"
"""The outcomes that keep the promise: the report says what was meant; the command exits with 1,
takes what is sure, and names the place of the rest; nothing is taken, and the command says why."""


@dataclass(frozen=True)
class Outcome:
    """What must come of a variant."""

    word: str
    """`RIGHT`, `ASKED` or `REFUSED`."""
    changes: Mapping[str, Any]
    """What the report must say and did not, by address; None where something must be gone. Nothing
    else may have changed."""
    listed: Sequence[str] = ()
    """Texts that messages must repeat, although what they stand beside is in the report."""
    says_nothing: bool = False
    """Whether what was put in means the same as an empty field, so that no message need name it."""


def right(changes: Mapping[str, Any] | None = None, *listed: str) -> Outcome:
    """Return the outcome that the report says what was meant."""
    return Outcome(RIGHT, changes or {}, listed)


def nothing(changes: Mapping[str, Any] | None = None) -> Outcome:
    """Return the outcome that all other signs mean the same as empty fields."""
    return Outcome(RIGHT, changes or {}, says_nothing=True)


def asked(changes: Mapping[str, Any] | None = None, *listed: str) -> Outcome:
    """Return the outcome that the ministry is asked again, and only what is sure is taken."""
    return Outcome(ASKED, changes or {}, listed)


def refused(*listed: str) -> Outcome:
    """Return the outcome that nothing of the file is taken, and the message says why."""
    return Outcome(REFUSED, {}, listed)


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One thing that a clerk did in one returned form."""

    format: str
    what: str
    """What the clerk did."""
    does: Deed
    """Does it, with the hand that it gets."""
    becomes: Outcome
    start: str = EMPTY
    """What stood before."""
    form: str = "first"
    """`first`: the form that was sent; `next`: one that was written again since."""
    earlier: Deed | None = None
    """What the ministry did in a return before, in the same form."""
    keeps: bool = False
    """Whether the clerk goes on in the file of that return."""
    file: Callable[[bytes], bytes] | None = None
    """What was done to the file as a whole, after it was saved."""
    as_name: str = ""
    """The name under which it comes back, where that matters."""
    through: Sequence[str] = ()
    """The formats as which LibreOffice saves the file, one after the other."""
    control: tuple[str, str] | None = ("inspections", "affirmative")
    """The question that the clerk also answers as usual, and the answer."""

    @property
    def id(self) -> str:
        """Its name: format and deed."""
        before = "" if self.start == EMPTY else f" [{self.start}]"
        again = " [next form]" if self.form == "next" else ""
        return f"{self.format}{before}{again}: {self.what}"


def in_each(
    what: str,
    does: Deed,
    becomes: Outcome,
    formats: Sequence[str] = FORMATS,
    **more: Any,
) -> Iterator[Variant]:
    """Yield a variant for each of several formats."""
    for name in formats:
        yield Variant(format=name, what=what, does=does, becomes=becomes, **more)
