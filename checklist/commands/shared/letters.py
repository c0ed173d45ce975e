"""The letters to States, and the folder into which they are written."""

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checklist.checks.batch import CheckResult
from checklist.diagnostics import FileFindings
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.private_folder import make_private_folder
from checklist.render.report.letter import letters
from checklist.render.report.letter_format import ENDINGS, LetterFormat, letter_content
from checklist.text.sanitize import safe_text
from checklist.today import today

_LETTERS = "letter-*"
"""The pattern of the names of all letters."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters to States, which are written when all reports are checked."""

    folder: Path
    as_format: LetterFormat
    reply_by: date | None
    """The day by which a reply is wanted; None: that of the letters themselves."""
    checked: list[CheckResult] = field(default_factory=list)
    """The reports."""
    across: list[FileFindings] = field(default_factory=list)
    """The findings that only several reports together show."""

    def make_folder(self) -> None:
        """Make the folder of the letters. New letters are not mixed with earlier ones.

        Raises:
            ChecklistError: The folder cannot be made, or has letters already.
        """
        name = safe_text(str(self.folder))
        try:
            make_private_folder(self.folder)
            has_letters = any(self.folder.glob(_LETTERS))
        except OSError as error:
            reason = writer.reason(error)
            raise ChecklistError(f"--letter: {name} cannot be used: {reason}") from None
        if has_letters:
            raise ChecklistError(
                f"--letter: there are letters in {name} already; name a new folder"
            )

    def write(self) -> None:
        """Write the letters, and say on standard error how many there are."""
        written = letters(self.checked, today(), self.across, self.reply_by)
        for checked in self.checked:
            report = checked.report_summary
            if report is not None and report.state is None and report.disagreement:
                name = safe_text(checked.findings.path)
                print(f"No letter for {name}: {report.disagreement}.", file=sys.stderr)
        for name, blocks in written.items():
            # Only its owner can read a letter, as with reports: it quotes answers that are not
            # confidential.
            content = letter_content(blocks, self.as_format)
            writer.create(self.folder / f"{name}{ENDINGS[self.as_format]}", content)
        folder = safe_text(str(self.folder))
        print(f"Letters written into {folder}: {len(written):,}", file=sys.stderr)
