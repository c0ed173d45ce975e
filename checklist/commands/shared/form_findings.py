"""What could not be read in a form that came back."""

from checklist.commands.shared.listed_lines import print_line
from checklist.ministries.returned import Returned


def print_form_findings(returned: Returned) -> None:
    """Print what could not be read, and what stands in no field."""
    for found in returned.findings:
        print_line(f"{returned.file}{_at(found.place)}: {found.code} {found.message}")
    for stray in returned.stray:
        print_line(f"{returned.file}{_at(stray.place)}: {stray.kind}: {stray.text}")
    if returned.remark:
        print_line(f"{returned.file}: remark: {returned.remark}")


def _at(place: str) -> str:
    """Return a place as it stands behind the name of a file: `:Form!E14`, `: field 8.1 d`."""
    return f": {place}" if " " in place else f":{place}" if place else ""
