"""The folder of a report: the report, its division, the parts, the returns and the log."""

from pathlib import Path
from typing import NamedTuple

from checklist.files.discovery import PARTS_FOLDER, RETURNS_FOLDER


class ReportFolder(NamedTuple):
    """The files that belong to a report of several authorities."""

    report: Path
    """The report."""
    state: str
    """The code of the State."""

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return self.report.parent

    @property
    def division(self) -> Path:
        """The division: `division-NOR.yaml`."""
        return self.folder / f"division-{self.state}.yaml"

    @property
    def parts(self) -> Path:
        """The folder of what is sent."""
        return self.folder / PARTS_FOLDER

    @property
    def returns(self) -> Path:
        """The folder of what came back, as it came."""
        return self.folder / RETURNS_FOLDER

    @property
    def log(self) -> Path:
        """Who merged what, and when, one line each."""
        return self.folder / f"log-{self.state}.jsonl"

    def part_name(self, authority: str, number: int, ending: str) -> str:
        """Return the name of a file that goes to an authority: `NOR-labour.docx`.

        Args:
            authority: The code of the authority.
            number: The number of the part; from 2 on it stands in the name.
            ending: `.docx`, `-note.docx`.
        """
        again = f"-{number}" if number > 1 else ""
        return f"{self.state}-{authority}{again}{ending}"
