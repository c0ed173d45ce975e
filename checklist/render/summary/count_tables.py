"""Tables of counts, each with its denominators and the counts of answers without a value."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from checklist.analysis.rows.columns import ANSWERED
from checklist.analysis.summary.figures import CodeLabel, Question, StateName, Tally
from checklist.analysis.summary.tally import STANDING_HEADS, STANDING_NAMES
from checklist.questionnaire.catalogue import STATE_ADDRESSEES
from checklist.render.blocks import Cell, Table

if TYPE_CHECKING:
    from checklist.analysis.summary.document import (  # a comparison needs none
        Implementation,
        RecommendationFigures,
        Unit,
    )

_ALL, _ALL_SHORT = ("In all", "Answered"), ("all", "answ")
SHORT = {
    "implemented": "impl",
    "partly-implemented": "part",
    "planned": "plan",
    "under-consideration": "cons",
    "considered": "othr",
    "ended": "end",
    "not-implemented": "none",
    "not-known": "n.kn",
    "not-applicable": "n.ap",
    "declined": "decl",
    "unanswered": "unan",
    "off-path": "off",
    "invalid": "inv",
    "withheld": "held",
    "confidential": "conf",
}
"""The short forms of the statuses of measures, and of answers without a value."""
_MISSING = [
    (head, SHORT[standing], STANDING_NAMES[standing])
    for standing, head in STANDING_HEADS.items()
    if standing != ANSWERED
]
"""The columns of answers without a value: the head, its short form, and the name in a tally."""


def to_states(several: "Iterable[RecommendationFigures]") -> "Sequence[RecommendationFigures]":
    """Return the recommendations to States, and others that have measures."""
    return [
        line
        for line in several
        if line.implementation.measures.of or not STATE_ADDRESSEES.isdisjoint(line.addressees)
    ]


def recommendations_table(several: "Sequence[RecommendationFigures]") -> Table:
    """Return the counts of measures by recommendation.

    Each recommendation to States has a row, also where no question says how far a measure is in
    place: the last column counts the questions on it with codes of their own.
    """
    shown = to_states(several)
    counted = [((line.implementation.id,), line.implementation.measures) for line in shown]
    table = tallies_table("By recommendation", ("Rec.",), counted)
    rows = [(*row, len(line.own_codes)) for row, line in zip(table.rows, shown, strict=True)]
    head, short = (*table.head, "By its own codes"), (*table.short, "own")
    return replace(table, head=head, rows=rows, short=short)


def own_codes_table(several: "Sequence[RecommendationFigures]") -> Table:
    """Return the questions on each recommendation with codes of their own."""
    return Table(
        "Questions with codes of their own",
        ("Rec.", "Questions"),
        [
            (line.implementation.id, ", ".join(own.number for own in line.own_codes))
            for line in several
            if line.own_codes
        ],
    )


class Groups(NamedTuple):
    """The groups into which tables divide the counts."""

    words: str
    """What they are: the head of their column."""
    of: "Callable[[Implementation], Iterable[tuple[CodeLabel, Tally]]]"
    """Gives each group with its tally."""


TREATY_GROUPS = Groups(
    "Treaty status",
    lambda line: ((group.treaty_status, group.tally) for group in line.by_treaty_status),
)
ASKED_GROUPS = Groups("Group", lambda line: ((group.group, group.tally) for group in line.by_group))


def groups_table(
    caption: str,
    first: str,
    several: "Sequence[Implementation]",
    label: "Callable[[Implementation], str]",
    groups: Groups,
    name: str = "",
) -> Table:
    """Return the counts of measures by group.

    Args:
        caption: The caption of the table without groups.
        first: The head of the first column.
        several: The recommendations or themes.
        label: Gives the words of the first column.
        groups: The groups.
        name: The name by which the page finds the table.
    """
    is_asked = groups is ASKED_GROUPS
    rows = [
        ((label(line), group.label if is_asked else group.code or "not given"), tally)
        for line in several
        for group, tally in groups.of(line)
    ]
    table = tallies_table(f"{caption} and {groups.words.lower()}", (first, groups.words), rows)
    return replace(table, name=name)


def tallies_table(
    caption: str, heads: Sequence[str], rows: Sequence[tuple[Sequence[Cell], Tally]]
) -> Table:
    """Return tallies of measures, a row each.

    Args:
        caption: The caption of the table.
        heads: The heads of the columns before the counts.
        rows: The cells before the counts, and the tally.
    """
    codes = rows[0][1].codes if rows else ()
    short = [
        *_ALL_SHORT,
        *(SHORT.get(c.code, c.label) for c in codes),
        *(s for _, s, _ in _MISSING),
    ]
    return Table(
        caption,
        (*heads, *_ALL, *(c.label for c in codes), *(m for m, *_ in _MISSING)),
        [(*cells, tally.of, tally.answered, *all_counts(tally)) for cells, tally in rows],
        (*("" for _ in heads), *short),
    )


def all_counts(tally: Tally) -> Sequence[int]:
    """Return the counts by code, then those of answers without a value."""
    return [*(code.count for code in tally.codes), *(getattr(tally, n) for *_, n in _MISSING)]


def units_table(units: "Sequence[Unit]") -> Table:
    """Return the counts of a question, or of the rows of a matrix."""
    first = units[0]
    cited = ", ".join(
        dict.fromkeys(recommendation for unit in units for recommendation in unit.recommendations)
    )
    caption = f"{first.words}{f' ({cited})' if cited else ''}"
    rows = [((unit.row_words or "All",), unit.tally) for unit in units]
    table = tallies_table(caption, ("Row" if first.row else "",), rows)
    return replace(table, short=())


def question_table(question: Question) -> Table:
    """Return the counts of a question by code, with the States that gave each."""
    return Table(
        question.words,
        ("Answer", "States", "Who"),
        [
            *(
                (code.label, code.count, names_and_others(code.states, code.count))
                for code in question.codes
            ),
            *denominators(question.tally),
        ],
    )


def denominators(tally: Tally) -> Iterator[Sequence[Cell]]:
    """Yield the last rows of a table of codes: the denominators of its counts."""
    yield "Answered", tally.answered, ""
    for label, number in counts_without_value(tally):
        yield label, number, ""
    yield "In all", tally.of, ""


def counts_without_value(tally: Tally) -> list[tuple[str, int]]:
    """Return the counts of answers without a value that are not zero, with their labels."""
    return [(label, count) for label, _, name in _MISSING if (count := getattr(tally, name))]


def without_value_in_both(before: Tally, after: Tally) -> Iterator[tuple[str, int, int]]:
    """Yield the answers without a value that are in one of two tallies, with both counts."""
    old, new = dict(counts_without_value(before)), dict(counts_without_value(after))
    for label, *_ in _MISSING:
        if label in old or label in new:
            yield label, old.get(label, 0), new.get(label, 0)


def names_and_others(states: Sequence[StateName], count: int) -> str:
    """Return the names of States, and how many others there are of all that are counted."""
    names, unnamed = state_names(states), count - len(states)
    if not unnamed:
        return names
    return f"{names}; not named: {unnamed}" if names else f"not named: {unnamed}"


def state_names(states: Iterable[StateName]) -> str:
    """Return the names of States, with commas between."""
    return ", ".join(state.name for state in states)
