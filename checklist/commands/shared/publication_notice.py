"""The option and the notice of commands that make a copy for publication."""

import sys
from typing import Annotated

from checklist.commands.shared.options import option
from checklist.lifecycle.redact import publication_doubt
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.answer_text import withheld_lines
from checklist.reports.report import Report
from checklist.text.messages import tr

UnlinkedOption = Annotated[
    bool, option("--unlinked", "Do not name the seal of the original in the copy.")
]


def print_publication_notice(
    copy: Report, report: Report, questionnaire: Questionnaire, *, unlinked: bool
) -> None:
    """Print on standard error what a copy withholds, and what speaks against its publication.

    Args:
        copy: The copy.
        report: The report of which it is a copy, with all its answers.
        questionnaire: The questionnaire that it answers.
        unlinked: Whether --unlinked is given: the copy names no seal of the original.
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
    if not unlinked and "original" not in copy.redacted:
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
