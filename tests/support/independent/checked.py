"""What counter and output say, side by side."""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from tests.support.independent.figures import Row, Tables
from tests.support.independent.outputs import Shown

_YEARS = {"Until", "Target", "Announced in", "Next report", "Then until"}
"""The heads of columns that can hold a year."""


class Compared(NamedTuple):
    """How many figures were compared, and where they differ."""

    figures: int
    differences: list[str]


def compare(counted: Tables, shown: Shown, *, all_tables: bool = False) -> Compared:
    """Compare counted tables with those of an output.

    A column or row that an output leaves out must be zero. One that is not counted has no numbers.
    """
    number, wrong = 0, list[str]()
    for name in shown.keys() - counted.keys():
        texts = [cell for row in shown[name] for cell in row[1:]]
        if any(text.isdigit() and head not in _YEARS for head, text in texts):
            wrong.append(f"{name}: not counted")
    for name in counted:
        if name not in shown:
            if all_tables and any(any(row.cells.values()) for row in counted[name]):
                wrong.append(f"{name}: not shown")
            continue
        got = dict(_labelled(cells, counted[name]) for cells in shown[name])
        if len(got) != len(shown[name]):
            wrong.append(f"{name}: two rows with one label")
        labels = {row.label for row in counted[name]}
        for row in counted[name]:
            cells = _of(row.label, got, labels)
            for head, count in row.cells.items():
                number += 1
                is_left_out = cells is None or head not in cells
                given = cells.pop(head) if cells and head in cells else "0"
                if given != str(count) and not (is_left_out and isinstance(count, str)):
                    wrong.append(f"{name} {row.label} {head}: counted {count}, shown {given}")
            if cells is not None:
                wrong += [
                    f"{name} {row.label} {head}: not counted, shown {text}"
                    for head, text in cells.items()
                    if text.isdigit() and head not in _YEARS
                ]
                cells["seen"] = ""
        wrong += [
            f"{name}: a row of its own: {label}" for label, one in got.items() if "seen" not in one
        ]
    return Compared(number, wrong)


def _labelled(cells: Sequence[tuple[str, str]], rows: Sequence[Row]) -> tuple[str, dict[str, str]]:
    """Return the label of a row, which stands before its first count, and the other cells."""
    heads = {head for row in rows for head in row.cells}
    places = (place for place, (head, _) in enumerate(cells) if head in heads)
    first = next(places, len(cells))
    return " / ".join(text for _, text in cells[:first]), dict(cells[first:])


def _of(
    label: str, got: Mapping[str, dict[str, str]], labels: Container[str]
) -> dict[str, str] | None:
    """Return the cells of a row; what stands behind its label is not the label of another row."""
    if label in got:
        return got[label]
    return next(
        (
            one
            for name, one in got.items()
            if name.startswith((f"{label} / ", f"{label} "))
            and name not in labels
            and "seen" not in one
        ),
        None,
    )
