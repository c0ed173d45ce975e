"""The reports that a summary for publication names, and the counts of those that it only counts."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import AnyCandidate, LeftOut
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import ReportSelection
from checklist.analysis.summary.figures import Unnamed
from checklist.analysis.summary.unnamed import Issued, UnnamedCounter, counted_as


class Released(NamedTuple):
    """What may be published."""

    selection: ReportSelection[ReportRows]
    """The reports whose States are named, with the others apart."""
    unnamed: Unnamed
    """The counts of the States that may be counted and not named."""


def released(
    selection: ReportSelection[ReportRows],
    questionnaire_rows: QuestionnaireRows,
    issued: Sequence[Issued] = (),
    earlier: Collection[ReportRows] = (),
) -> Released:
    """Return what of the reports may be published.

    A State that an issued output counts without its name, and that agrees to be named now, is not
    named if the difference would disclose the answers of others.

    Args:
        selection: The reports that count.
        questionnaire_rows: The questionnaire whose questions are counted.
        issued: The outputs that were issued before.
        earlier: The reports that these outputs count, as far as they are here.

    Raises:
        ChecklistError: The questionnaire does not ask whether a State agrees.
    """
    asked = questionnaire_rows.questionnaire

    def counter_of(chosen: ReportSelection[ReportRows]) -> UnnamedCounter:
        reports, withheld = (chosen.counted, chosen.unnamed), len(chosen.withheld)
        return UnnamedCounter(questionnaire_rows, *reports, issued, earlier, withheld=withheld)

    chosen = agreed(selection, asked)
    counter = counter_of(chosen)
    if held_back := counter.held_back():
        chosen = agreed(selection, asked, held_back)
        counter = counter_of(chosen)
    is_filtered = selection.drafts or any(selection.within)
    return Released(chosen, counter.counts(holds_back=bool(held_back), is_filtered=is_filtered))


def keeping(
    read: Iterable[AnyCandidate | LeftOut], issued: Sequence[Issued], kept: list[AnyCandidate]
) -> Iterator[AnyCandidate | LeftOut]:
    """Yield what is read, and keep the reports that issued outputs count.

    Args:
        read: The reports, and the files that are left out.
        issued: The outputs that were issued before.
        kept: The list to which the reports are added.
    """
    wanted = {report for output in issued for report in output.unnamed | output.named}
    for candidate in read:
        if not isinstance(candidate, LeftOut) and counted_as(candidate) in wanted:
            kept.append(candidate)
        yield candidate
