"""The States that a trend for publication leaves out because of what was issued before.

A trend names no State, and counts only those that agree to be named. If an output issued before
counts a State without its name, the sums of the trend can tell what others in that output said.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.summary.unnamed import Issued, UnnamedCounter
from checklist.analysis.trend.trend import Selections


def held_back(
    selections: Selections,
    questionnaire_rows: QuestionnaireRows,
    issued: Sequence[Issued],
    earlier: Iterable[ReportRows],
) -> frozenset[str]:
    """Return the codes of the States whose counts would disclose the answers of others.

    Args:
        selections: The reports that count, by cycle.
        questionnaire_rows: The questionnaire whose questions are counted.
        issued: The outputs that were issued before.
        earlier: The reports that these outputs count, as far as they are here.
    """
    agreeing = [one for selection in selections.values() for one in selection.counted if one.agrees]
    return UnnamedCounter(questionnaire_rows, agreeing, (), issued, earlier).held_back()


def holding_back(selections: Selections, states: Collection[str]) -> Selections:
    """Return the reports that count, with those of some States held back."""
    return {
        cycle: replace(
            selection,
            counted=[
                one._replace(is_held_back=one.agrees and one.report.state in states)
                for one in selection.counted
            ],
        )
        for cycle, selection in selections.items()
    }
