"""What could not be read in a form that came back."""

import re

from checklist.commands.shared.listed_lines import print_line
from checklist.ministries.returned import Returned
from checklist.text.messages import Texts, labelled, tr
from checklist.text.paragraphs import flat
from checklist.text.sanitize import beginning

_IS_ADDRESS = re.compile(r"![A-Z]+[0-9]+(:[A-Z]+[0-9]+)?$|^[0-9]+:[0-9]+$")
"""Matches the address of cells, and a line with a column; a question has a number in words."""

_COLON = ":\xa0 "
"""What stands behind the words of a place."""
_MOST = 300
"""The most characters of a text that are printed."""
_KINDS = Texts(
    {
        "text": "beside the fields, not in the report",
        "at-mark": "taken as “Do not publish”",
        "comment": "comment, not in the report",
        "remark": "remark where the answer was left open",
        "struck": "struck through, not taken",
        "answer": "answer that was not asked for",
    }
)
"""What a text is that stands in no field."""


def print_form_findings(returned: Returned) -> None:
    """Print what could not be read, what stands in no field, and what stands at the end."""
    for found in returned.findings:
        print_line(f"{returned.file}{_at(found.place)}: {found.message} [{found.code}]")
    for stray in returned.stray:
        kind, text = _KINDS.get(stray.kind, stray.kind), _line(stray.text)
        print_line(f"{returned.file}{_at(stray.place.rstrip(_COLON))}: {labelled(kind, text)}")
    if returned.remark:
        print_line(f"{returned.file}: {labelled(tr('remark'), _line(returned.remark))}")


def _line(text: str) -> str:
    """Return a text on one line, or the beginning of a long one; the form has all of it."""
    return beginning(flat(text), _MOST)


def _at(place: str) -> str:
    """Return a place as it stands behind the name of a file: `:Form!E14`, `:12:3`, `: 8.1 d`."""
    if not place:
        return ""
    return f":{place}" if _IS_ADDRESS.search(place) else f": {place}"
