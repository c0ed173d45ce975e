"""The reply with which an official leaves the order of the steps."""

from typing import NamedTuple


class GoToPart(NamedTuple):
    """A reply that goes to a part of the value, and leaves the present one as it is."""

    name: str
    """The name of the part: a row's id; empty for the step that ends the question."""
