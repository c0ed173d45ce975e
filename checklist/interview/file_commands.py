"""The commands that write a file beside the report: `/ask labour` and `/export`.

`/ask` puts the question at hand into the division, for a ministry to answer; `/export` writes the
report as a page to read or send.
"""

from checklist.answer_types.interface import Refusal
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import free_path
from checklist.files.reader import read
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.session import Session
from checklist.ministries.division import belongs_to, proposed_division
from checklist.ministries.division_file import find_division, write_new_division
from checklist.ministries.folder import ReportFolder
from checklist.ministries.reassign import reassigned
from checklist.questionnaire.authorities import CABINET, OWN
from checklist.render.report.html import as_html
from checklist.reports.check_structure import check_structure
from checklist.text.messages import commas, sentences, tr
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
    return Outcome(
        notices=[tr("The report is written as a page, to open in a browser, in {name}.", name)]
    )


def ask_ministry(session: Session, prompt: Prompt | None, words: str) -> Outcome:
    """Give a question to the ministries that are named; the first leads.

    A division is begun if there is none yet, as the questionnaire proposes it.

    Raises:
        Refusal: No ministry is named, no question is asked, or the division cannot be used.
    """
    questionnaire = session.questionnaire
    if prompt is None:
        raise Refusal(tr("Go to the question first: /goto 6.3."))
    if not words.strip():
        known = commas(code for code in questionnaire.authorities if code not in {OWN, CABINET})
        listed = tr("One of: {known}.", known) if known else ""
        say = tr("Say who is to answer this question: /ask labour.")
        raise Refusal(sentences([say, listed]))
    folder = ReportFolder(session.path, session.report.state)
    try:
        file = find_division(folder.division)
        if file is not None and not belongs_to(file.division, session.report):
            name = safe_text(str(folder.division))
            raise Refusal(tr("{name} divides another report of this State.", name))
        division = file.division if file else proposed_division(session.report, questionnaire)
        changed = reassigned(
            division, f"{questionnaire.numbers[prompt.question.id]} {words}", questionnaire
        )
        if file is None:
            write_new_division(folder.division, changed, questionnaire)
        else:
            file.save(changed, questionnaire)
    except ChecklistError as error:
        raise Refusal(f"{error}.") from error
    codes = changed.assignment(prompt.question.id).authorities
    lead, *others = (changed.label(code, questionnaire) for code in codes)
    said = [
        tr("{lead} is asked this question, in {division}.", lead, safe_text(str(folder.division)))
    ]
    if others:
        said = [
            tr("{lead} leads this question, in {division}.", lead, safe_text(str(folder.division)))
        ]
        said += [tr("{other} is asked, too, and contributes.", other) for other in others]
    asked = [changed.authorities.get(code) for code in codes]
    if any(authority is not None and authority.sent for authority in asked):
        said.append(tr("The question goes with the next part for each ministry that has its form."))
    return Outcome(notices=[sentences([*said, tr("/skip goes on.")])])
