"""The tables of counts of a comparison, as blocks."""

from collections.abc import Iterator

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.labels import KIND_LABELS
from checklist.analysis.comparison.sources import ALL_SETS, ANSWERS_CHANGED, arrow
from checklist.render.blocks import Cell, Table
from checklist.render.comparison.wording import CHANGES, TRANSITIONS, kinds_found


def count_tables(comparison: Comparison) -> Iterator[Table]:
    """Yield the changed answers by set, and how many States changed from which answer to which."""
    kinds = kinds_found(comparison)
    rows: list[list[Cell]] = [
        [part.title, comparison.answers_by_set[part.id], *(found[kind] for kind in kinds)]
        for part in comparison.questionnaire.sets
        for found in [comparison.by_set[part.id]]
    ]
    every = [comparison.by_kind[kind] for kind in kinds]
    rows.append([ALL_SETS, sum(comparison.answers_by_set.values()), *every])
    head = ["Set", ANSWERS_CHANGED, *(KIND_LABELS[kind] for kind in kinds)]
    table_id, _, caption = CHANGES.partition(" ")
    yield Table(caption, head, rows, id=table_id)
    table_id, _, caption = TRANSITIONS.partition(" ")
    yield Table(
        caption,
        ("Question", "Row", "Before and after", "States"),
        [
            (
                f"{one.number} {one.ask}",
                one.label,
                arrow(change.before, change.after),
                change.states,
            )
            for one in comparison.transitions
            for change in one.changes
        ],
        id=table_id,
    )
