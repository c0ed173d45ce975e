"""`/export`: writes the report as a page to read or send, next to its file, and goes on."""

from checklist.answer_types.interface import Refusal
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import free_path
from checklist.files.reader import read
from checklist.interview.prompt import Outcome
from checklist.interview.session import Session
from checklist.render.report.html import as_html
from checklist.reports.check_structure import check_structure
from checklist.text.sanitize import safe_text


def write_page(session: Session) -> Outcome:
    """Write the report, as it is saved, to a new page.

    Raises:
        Refusal: The page cannot be written.
    """
    try:
        data = read(session.path).data
        assert isinstance(data, dict)  # it was saved just now
        checked, _ = check_structure(data, session.questionnaire)
        page = free_path(session.path.with_suffix(".html").absolute(), ".html")
        writer.create(page, as_html(checked).encode(errors="backslashreplace"))
    except ChecklistError as error:
        raise Refusal(f"{error}.") from error
    name = safe_text(str(page))
    return Outcome(notices=[f"The report is written as a page, to open in a browser, in {name}."])
