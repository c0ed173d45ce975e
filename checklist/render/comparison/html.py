"""The comparison of reports as one page that needs nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    ChangeEntry,
    PublicationEntry,
    QuestionEntry,
    ReportEntry,
)
from checklist.analysis.comparison.transitions import Transitions
from checklist.render.comparison.page_data import page_data
from checklist.render.comparison.wording import (
    CHANGES,
    SIDES,
    TABLE,
    TRANSITIONS,
    WITHHELD,
    ages,
    alone,
    change_pieces,
    cited,
    count_labels,
    counts,
    head_line,
    incomparable,
    label_of,
    more,
    not_comparable,
    not_counted,
    not_counted_reason,
    of_answer,
    only_reported,
    other_cycles,
    published,
    question_words,
    result,
    versions,
)
from checklist.render.html import page
from checklist.text.sanitize import safe_text

_STYLES = ("page.css", "figures.css", "comparison.css")
_SCRIPTS = ("page.js", "filters.js")
_MOST_HEADS_IN_WORDS = 2
"""The most columns of a grid of transitions with words as heads: those of more have numbers."""
_LONGEST_HEAD_IN_WORDS = 24
"""The most characters of a head beside another one: longer words would break into many lines."""
_STATUS, _WORDS = "status", "words"
"""The kinds of change by which the page can be filtered: of where a State stands, and of words."""


MOST_WRITTEN_OUT = 10
"""The most States whose changes are written out; those of more are made from data by a script."""


def report_as_html(report: ReportEntry, publication: PublicationEntry | None = None) -> str:
    """Return the page on two reports of a State."""
    return page(
        "comparison.html.j2",
        styles=_STYLES,
        script=_SCRIPTS,
        sets=_sets(report),
        title=f"What changed: {report.name}",
        published=[*published(publication, has_names=True)],
        reports=[_report(report)],
        many=None,
    )


def reports_as_html(comparison: Comparison) -> str:
    """Return the page on many States: how much changed in all, then State by State."""
    is_folded = len(comparison.reports) > MOST_WRITTEN_OUT
    data, has_words = page_data(comparison.reports) if is_folded else (None, True)
    return page(
        "comparison.html.j2",
        styles=_STYLES,
        script=("page.js", "comparison.js") if is_folded else _SCRIPTS,
        sets=[(one.id, one.title) for one in comparison.questionnaire.sets],
        title="What changed from the old reports to the new ones",
        published=[*published(comparison.publication)],
        reports=[_report(report, is_folded=is_folded) for report in comparison.reports],
        many={
            "data": data,
            "has_words": has_words,
            "ages": ages(comparison),
            "incomparable": incomparable(comparison),
            "other_cycles": other_cycles(comparison),
            "only_reported": only_reported(comparison.publication),
            "alone": [{"text": alone(one), "file": _file(one.file)} for one in comparison.alone],
            "not_counted": [
                {
                    "file": _file(one.file),
                    "side": SIDES[side].upper(),
                    "why": not_counted_reason(one),
                }
                for side, one in not_counted(comparison)
            ],
            "count_labels": count_labels(comparison),
            "counts": [*counts(comparison)],
            "changes_caption": CHANGES,
            "transitions_caption": TRANSITIONS,
            "lead": TABLE,
            "transitions": [*_grids(comparison)],
        },
    )


def _sets(report: ReportEntry) -> Sequence[tuple[str, str]]:
    """Return the sets in which something changed, with their numbers as words."""
    numbers = {one.part: one.number.partition(".")[0] for one in report.differences if one.part}
    return [(part, f"Part {number}") for part, number in numbers.items()]


def _grids(comparison: Comparison) -> Iterator[Mapping[str, Any]]:
    """Yield each set in which an answer changed, with the grids of each of its questions."""
    for part in comparison.questionnaire.sets:
        of_part = [one for one in comparison.transitions if one.part == part.id]
        if of_part:
            questions = groupby(of_part, key=lambda one: f"{one.number} {one.ask}")
            grids = [(asked, [_grid(one) for one in several]) for asked, several in questions]
            yield {"id": part.id, "title": part.title, "questions": grids}


def _grid(one: Transitions) -> Mapping[str, Any]:
    """Return the transitions of a question as a grid: from the rows to the columns.

    Where answers changed to more than a few others, or to several with long words, the heads of
    the columns are the numbers of the rows, which then are all answers.
    """
    counts = {(change.before, change.after): change.states for change in one.changes}
    befores, afters = (
        {change.before for change in one.changes},
        {change.after for change in one.changes},
    )
    is_long = any(len(after.text) > _LONGEST_HEAD_IN_WORDS for after in afters)
    is_numbered = len(afters) > (1 if is_long else _MOST_HEADS_IN_WORDS)
    numbered = [*enumerate(one.answers, 1)]
    columns = [(number, answer) for number, answer in numbered if answer in afters]
    return {
        "label": one.label,
        "is_numbered": is_numbered,
        "afters": [(number, answer.text) for number, answer in columns],
        "rows": [
            (number, before.text, [counts.get((before, after), 0) for _, after in columns])
            for number, before in numbered
            if is_numbered or before in befores
        ],
        "unchanged": one.unchanged,
        "not_shown": one.not_shown,
    }


def _report(report: ReportEntry, *, is_folded: bool = False) -> Mapping[str, Any]:
    return {
        "state": report.state,
        "name": report.name,
        "heads": [
            {"side": SIDES[side], "which": head_line(head), "file": _file(head.file)}
            for side, head in report.versions
        ],
        "result": " ".join(filter(None, [result(report), versions(report)])),
        "questions": [] if is_folded else [*map(_question, report.differences)],
        "more": more(report),
    }


def _question(change: QuestionEntry) -> Mapping[str, Any]:
    """Return a question with its changes: first where the State stands, then words and notes."""
    first = [one for one in change.changes if of_answer(one)]
    others = [one for one in change.changes if not of_answer(one)]
    kinds = [_STATUS] * bool(first) + [_WORDS] * bool(others)
    return {
        "part": change.part,
        "words": question_words(change),
        "about": f"{change.question}{cited(change)}",
        "kinds": kinds,
        "not_comparable": not_comparable(change) if change.not_comparable else "",
        "changes": [*map(_change, first)],
        "notes": [*map(_change, others)],
        "withheld": [{"label": label_of(one), "text": WITHHELD} for one in change.withheld],
    }


def _change(one: ChangeEntry) -> Mapping[str, Any]:
    return {"label": label_of(one), "pieces": change_pieces(one)}


def _file(name: str) -> str:
    """Return the name of a file on one line."""
    return safe_text(name)
