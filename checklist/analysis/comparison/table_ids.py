"""The ids of the tables and figures of a comparison: `R1-2`, `C1`; of two cycles `R2-1.2024-2026`.

An id depends only on the questionnaire and on the two cycles that a table compares, never on the
reports or the options: the same table has the same id in every comparison. The ids of what each
State changed begin with C, all others with R.
"""

from collections.abc import Iterator, Mapping

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.summary.table_ids import TableId

SECTION_NUMBERS: Mapping[str, int] = {
    "overview": 1,
    "themes": 2,
    "transitions": 3,
    "groups": 4,
    "recommendations": 5,
    "steps": 6,
    "comparability": 7,
    "left-out": 8,
    "cycles": 9,
    "method": 10,
}
"""The numbers of the sections. They are part of published ids: a new section gets a new number."""
NEXT_STEPS = "next"
"""The name of the figure of what the next reports announce."""
PREFIX = "R"
"""Begins the ids; those of a summary begin with T and F."""
CHANGES, TRANSITIONS = TableId("C1", "counts", "changes"), TableId("C2", "counts", "transitions")
"""The two tables that count what each State changed."""

_OF_ALL_CYCLES = frozenset(
    {
        ("overview", "reported"),
        ("overview", "same"),
        ("themes", "all"),
        ("groups", "reported"),
        ("recommendations", "own-codes"),
    }
)


def sides_table_ids(rows: QuestionnaireRows) -> list[TableId]:
    """Return the tables and figures that a comparison of two sides can have, in their order."""
    return [
        *(
            TableId(f"{PREFIX}{number}-{place}", section, name)
            for section, number in SECTION_NUMBERS.items()
            for place, name in enumerate(_names(rows, section), 1)
            if name
        ),
        CHANGES,
        TRANSITIONS,
    ]


def compares_cycles(table: TableId) -> bool:
    """Whether a table compares two cycles, so that it has one id for each two."""
    return (table.section, table.name) not in _OF_ALL_CYCLES and table.section not in {
        "steps",
        "comparability",
        "left-out",
    }


def of_cycles(name: str, earlier: str, later: str) -> str:
    """Return the id, or name, of a table of two cycles from that without cycles."""
    return f"{name}.{earlier}-{later}"


def _names(rows: QuestionnaireRows, section: str) -> Iterator[str]:
    """Yield the names of the tables of a section, in their order."""
    asked = rows.questionnaire
    match section:
        case "overview":
            # The third one is no more: an id is not given again.
            yield from ("reported", "same", "", "more", "lines")
        case "themes":
            yield from ("same", "changed", "all")
        case "transitions":
            yield from (part.id for part in asked.sets)
        case "groups":
            yield from ("reported", "same", "changed", "themes")
        case "recommendations":
            yield from ("measures", "own-codes")
            for unit in rows.units:
                if unit.recommendations and not unit.is_measure:
                    yield own_codes_name(unit.question, unit.row)
        case "steps":
            yield "themes"
            yield from (step_name(step.question) for step in asked.plan.steps)
            yield NEXT_STEPS
        case "comparability":
            yield "questions"


def own_codes_name(question: str, row: str) -> str:
    """Return the name of the table of a question, or row, that is told by its own codes."""
    return f"question/{question}/{row}" if row else f"question/{question}"


def step_name(question: str) -> str:
    """Return the name of the table of the steps that States announce in a question."""
    return f"step/{question}"
