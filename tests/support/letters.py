"""The letters to States as Markdown, by the names of their files."""

from collections.abc import Iterable
from datetime import date

from checklist.checks.batch import CheckResult
from checklist.diagnostics import FileFindings
from checklist.render.markdown import as_markdown
from checklist.render.report.letter import letters


def letters_as_markdown(
    checked: Iterable[CheckResult],
    day: date,
    across: Iterable[FileFindings] = (),
    reply_by: date | None = None,
) -> dict[str, str]:
    written = letters(checked, day, across, reply_by)
    return {f"{name}.md": as_markdown(blocks) for name, blocks in written.items()}
