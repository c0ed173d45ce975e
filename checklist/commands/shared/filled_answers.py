"""The answers of a file that are put into a report before the rest is asked."""

from checklist.commands.shared.carried_report import answers_in_words, listed
from checklist.commands.shared.findings_output import print_findings
from checklist.diagnostics import FileFindings
from checklist.files.reader import Document
from checklist.interview.screen import Screen
from checklist.interview.session import Session
from checklist.ministries.prefill import prefill
from checklist.render.findings.registry import FormatName
from checklist.text.sanitize import safe_text


def fill(session: Session, given: Document, screen: Screen) -> bool:
    """Put the answers of a file into the report. Returns whether none of them has an error."""
    result = prefill(given, session.present(), session.unusable, session.questionnaire)
    session.save(result.report)
    if result.diagnostics:
        print_findings([FileFindings(given.name, result.diagnostics)], FormatName.TEXT)
    screen.say(f"{answers_in_words(len(result.filled))} filled in from {safe_text(given.name)}.")
    for text in listed("These are answered otherwise, and stay until you decide:", result.kept):
        screen.say(text)
    return not result.has_errors
