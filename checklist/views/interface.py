"""What a view of a questionnaire is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a view, before it is wrapped to the width of a terminal or page."""

    text: str
    indent: int = 0
    """Columns before the text."""
    hanging: int = 0
    """More columns before its second and later lines."""
    is_heading: bool = False
