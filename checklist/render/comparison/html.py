"""The comparison of reports as one page that needs nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.analysis.comparison.document import (
    ChangeEntry,
    PublicationEntry,
    QuestionEntry,
    ReportEntry,
)
from checklist.analysis.comparison.many_reports import Comparison
from checklist.analysis.comparison.transitions import Transitions
from checklist.render.comparison.page_data import page_data
from checklist.render.comparison.wording import (
    CHANGES,
    SIDES,
    TABLE,
    TRANSITIONS,
    WITHHELD,
    alone,
    change_pieces,
    cited,
    count_labels,
    counts,
    head_line,
    label_of,
    more,
    not_comparable,
    not_counted,
    not_counted_reason,
    of_answer,
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
        published=[*published(publication)],
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
            "not_comparable": comparison.not_comparable,
            "other_cycles": other_cycles(comparison),
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
            "transitions": [
                (title, [_grid(one) for one in several])
                for part in comparison.questionnaire.sets
                for title in [(part.id, part.title)]
                if (several := [one for one in comparison.transitions if one.part == part.id])
            ],
        },
    )


def _sets(report: ReportEntry) -> Sequence[tuple[str, str]]:
    """Return the sets in which something changed, with their numbers as words."""
    numbers = {one.part: one.number.partition(".")[0] for one in report.differences if one.part}
    return [(part, f"Part {number}") for part, number in numbers.items()]


def _grid(one: Transitions) -> Mapping[str, Any]:
    """Return the transitions of a question as a grid: from the rows to the columns."""
    counts = {(change.before, change.after): change.states for change in one.changes}
    befores = list(dict.fromkeys(change.before for change in one.changes))
    afters = list(dict.fromkeys(change.after for change in one.changes))
    return {
        "caption": f"{one.number} {one.ask}" + (f" {one.label}" if one.label else ""),
        "ask": f"{one.number} {one.ask}",
        "label": one.label,
        "afters": [after.text for after in afters],
        "rows": [
            (before.text, [counts.get((before, after), 0) for after in afters])
            for before in befores
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
