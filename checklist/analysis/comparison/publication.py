"""The comparison of reports for publication: of States that agree in both reports to be named.

Of all other States it says only that they reported. A State that may be counted and not named is in
no count: a comparison over cycles tells too much of few States.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import PublicationEntry, StateEntry
from checklist.analysis.comparison.many_reports import (
    Comparer,
    Reports,
    compare_all,
    compare_two,
    sides_of,
)
from checklist.analysis.comparison.report_pair import UsableReport
from checklist.analysis.rows.consent import question_on_publication
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import Disclosure, ReportRows, report_rows
from checklist.analysis.rows.report_selection import ALWAYS, Within
from checklist.analysis.summary.publication import keeping
from checklist.analysis.summary.unnamed import Issued, UnnamedCounter
from checklist.answer_types.state import state_name
from checklist.checks.batch import ReportSource, read_all
from checklist.errors import ChecklistError
from checklist.lifecycle.comparable import comparable
from checklist.reports.report import Report
from checklist.states import BY_CODE, alphabetical


def compare_for_publication(
    old: Sequence[ReportSource],
    new: Sequence[ReportSource],
    comparer: Comparer,
    issued: Sequence[Issued] = (),
    *,
    are_many: bool,
    drafts: bool = False,
    within: tuple[Within, Within] = (ALWAYS, ALWAYS),
) -> Comparison:
    """Compare reports as `compare_reports` does, and leave out what may not be published.

    A State that an issued output counts without its name, and that agrees to be named now, is not
    compared if the difference would disclose the answers of others.

    Args:
        old: The earlier reports.
        new: The later ones.
        comparer: Reads and compares them.
        issued: The outputs that were issued before.
        are_many: Whether there may be many reports.
        drafts: Whether drafts count among many.
        within: The cycle or the time of the earlier reports, and of the later ones.

    Raises:
        ChecklistError: The questionnaire does not ask whether a State agrees; or the only two
            reports are of different States, or of one that does not agree.
    """
    question_on_publication(comparer.questionnaire)
    comparer = comparer._replace(is_public=True)
    kept: list[UsableReport] = []
    read = keeping(read_all(comparer, [*old, *new], comparer.jobs), issued, kept)
    sides = sides_of(read, len(old), drafts=drafts or not are_many, within=within)
    compared = (compare_all if are_many else compare_two)(*sides, comparer)
    held_back = _held_back(compared, sides, issued, kept)
    named = {one.state for one in compared.reports} - held_back
    if not are_many and not named and not compared.not_counted:
        raise ChecklistError(
            "the State does not agree to be named in both reports, or an output issued before "
            "counts it without its name: this comparison is for the State itself, and for those "
            "who read all reports"
        )
    public = compared.of_states(named)
    before, after = ({one.identity.state for one in side.selection.counted} for side in sides)
    return replace(
        public,
        alone=(),
        other_cycles=(),
        publication=PublicationEntry(
            not_compared=_names((before & after) - named),
            only_old=_names(before - after),
            only_new=_names(after - before),
            held_back=len(held_back),
        ),
    )


def _held_back(
    compared: Comparison,
    sides: tuple[Reports, Reports],
    issued: Sequence[Issued],
    earlier: Sequence[UsableReport],
) -> frozenset[str]:
    """Return the codes of the States whose names would disclose the answers of others."""
    if not issued:
        return frozenset()
    states = {one.state for one in compared.reports}
    asked = QuestionnaireRows(compared.questionnaire)
    named = [
        _rows(one, asked)
        for side in sides
        for one in side.selection.counted
        if one.identity.state in states
    ]
    counter = UnnamedCounter(asked, named, (), issued, [_rows(one, asked) for one in earlier])
    return counter.held_back()


def _rows(read: UsableReport, asked: QuestionnaireRows) -> ReportRows:
    moved = comparable(Report.from_data(read.data), asked.questionnaire).report
    return report_rows(moved.to_data(), asked, Disclosure(), file=read.file)


def _names(states: Iterable[str]) -> Sequence[StateEntry]:
    codes = sorted(states, key=lambda code: alphabetical(BY_CODE[code].name))
    return [StateEntry(code, state_name(code)) for code in codes]
