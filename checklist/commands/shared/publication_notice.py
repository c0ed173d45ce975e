"""What is said of a copy for publication."""

import sys

from checklist.lifecycle.redact import publication_doubt
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.answer_text import withheld_lines
from checklist.reports.report import Report
from checklist.text.messages import tr


def print_publication_notice(copy: Report, report: Report, questionnaire: Questionnaire) -> None:
    """Print on standard error what a copy withholds, and what speaks against its publication.

    Args:
        copy: The copy.
        report: The report of which it is a copy, with all its answers.
        questionnaire: The questionnaire that it answers.
    """
    assert copy.redacted is not None
    withheld = copy.redacted["withheld"]
    lines = [*withheld_lines(withheld, questionnaire)]
    if lines:
        told = tr("Answers or parts of answers left out, {number} in all:", len(withheld))
        print(told, file=sys.stderr)
        print(*(f"  {line}" for line in lines), sep="\n", file=sys.stderr)
    else:
        print(tr("Nothing is left out."), file=sys.stderr)
    if "original" not in copy.redacted:
        print(
            tr(
                "The copy does not name the seal of the report: the report has no salt, so that "
                "the seal would let a reader try out what is withheld."
            ),
            file=sys.stderr,
        )
    print(
        tr("Texts were not looked through: read the copy before you publish it."), file=sys.stderr
    )
    doubt = publication_doubt(report, questionnaire)
    if doubt:
        print(tr("Warning: {doubt}", doubt), file=sys.stderr)
