"""The tables of counts of a comparison, as blocks."""

from collections.abc import Iterator

from checklist.analysis.comparison.comparison import Comparison, arrow
from checklist.analysis.comparison.document import KIND_LABELS, Kind
from checklist.analysis.comparison.table_ids import CHANGES, TRANSITIONS, of_cycles
from checklist.analysis.summary.table_ids import TableId
from checklist.render.blocks import Cell, Table

ANSWERS_CHANGED, ALL_SETS = "Answers changed", "All sets"
CHANGES_CAPTION, TRANSITIONS_CAPTION = "Changed answers by set", "Answers before and after"


def id_of(table: TableId, comparison: Comparison) -> str:
    """Return the id of a table with the two sides that it compares."""
    return of_cycles(table.id, *comparison.span) if comparison.span else table.id


def count_tables(comparison: Comparison) -> Iterator[Table]:
    """Yield the changed answers by set, and how many States changed from which answer to which."""
    yield changes_table(comparison)
    yield Table(
        TRANSITIONS_CAPTION,
        ("Question", "Row", "Before and after", "States"),
        [
            (
                f"{transitions.number} {transitions.ask}",
                transitions.label,
                arrow(change.before, change.after),
                change.states,
            )
            for transitions in comparison.transitions
            for change in transitions.changes
        ],
        id=id_of(TRANSITIONS, comparison),
    )


def changes_table(comparison: Comparison, *, with_groups: bool = False) -> Table:
    """Return the changed answers by set.

    Args:
        comparison: The comparison.
        with_groups: Whether it ends with the groups of States, where these are asked for.
    """
    kinds = [kind for kind in Kind if comparison.by_kind[kind]]
    rows: list[list[Cell]] = [
        [part.title, comparison.answers_by_set[part.id], *(found[kind] for kind in kinds)]
        for part in comparison.questionnaire.sets
        for found in [comparison.by_set[part.id]]
    ]
    every = [comparison.by_kind[kind] for kind in kinds]
    rows.append([ALL_SETS, sum(comparison.answers_by_set.values()), *every])
    for group in comparison.by_group if with_groups else ():
        title = f"{group.group}, States compared: {group.states}"
        rows.append([title, group.answers, *(group.kinds.get(kind, 0) for kind in kinds)])
    head = ["Set", ANSWERS_CHANGED, *(KIND_LABELS[kind] for kind in kinds)]
    return Table(CHANGES_CAPTION, head, rows, id=id_of(CHANGES, comparison))
