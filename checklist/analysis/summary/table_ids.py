"""The ids of the tables of a summary, such as `T5-3`: the third table of the fifth section.

An id depends only on the questionnaire, never on the reports or the options: the same table has the
same id in every summary. A figure that draws a table has the number of the table: `F5-3`. Sentences
that are counted have no section in their id: `S4`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checklist.questionnaire.questionnaire import Questionnaire

SECTION_NUMBERS: Mapping[str, int] = {
    "overview": 1,
    "participation": 2,
    "implementation": 3,
    "obstacles": 4,
    "assistance": 5,
    "steps": 6,
    "ratification": 7,
    "practices": 8,
    "questions": 9,
    "evidence": 10,
    "contacts": 11,
    "publication": 12,
    "reports": 13,
    "left-out": 14,
    "comparability": 15,
    "method": 16,
    "groups": 17,
    "unnamed": 18,
    "headlines": 19,
    "measures": 20,
    "denominators": 22,
}
"""The numbers of the sections. They are part of published ids: a new section gets a new number."""
_TABLE, _FIGURE, _SENTENCES = "T", "F", "S"
_ALWAYS: Mapping[str, tuple[str, ...]] = {
    "reports": ("reports",),
    "left-out": ("files",),
    "participation": ("states",),
    "publication": ("consent",),
    "implementation": (
        "themes",
        "themes-by-treaty-status",
        "recommendations",
        "own-codes",
        "recommendations-by-treaty-status",
    ),
    "contacts": ("named", "whom"),
    "evidence": ("laws", "links"),
    "comparability": ("differences",),
    "method": (),
    "unnamed": ("lines",),
    "denominators": ("themes",),
}
"""The tables of the sections that have the same tables for every questionnaire."""
WHO, HELP, OBSTACLES = "who", "help", "obstacles"
"""The names of the headlines beside those of the plan."""
NO_THEME = "none"
"""The name of the table of practices without a theme."""


@dataclass(frozen=True)
class TableId:
    """A table that a summary can have."""

    id: str
    """`T5-3`; of the counts of a question with its number: `T6-4.1`."""
    section: str
    """The section in which it stands."""
    name: str
    """What it is about, within its section: `recommendations`, or the id of a question."""


def table_ids(questionnaire: Questionnaire) -> list[TableId]:
    """Return the tables that a summary can have, in their order."""
    found = []
    for section, number in SECTION_NUMBERS.items():
        for place, name in enumerate(_names(questionnaire, section), 1):
            within = questionnaire.numbers[name] if section == "questions" else place
            is_said = section == "headlines"
            table_id = f"{_SENTENCES}{place}" if is_said else f"{_TABLE}{number}-{within}"
            found.append(TableId(table_id, section, name))
    return found


def figure_id(table_id: str) -> str:
    """Return the id of the figure that draws a table."""
    return _FIGURE + table_id.removeprefix(_TABLE)


def table_id_of(typed: str) -> str:
    """Return the id of a table from what a person types: `t5-3`, or the figure `F5-3`."""
    typed = typed.strip().upper()
    return _TABLE + typed[1:] if typed.startswith(_FIGURE) else typed


def _names(questionnaire: Questionnaire, section: str) -> Iterator[str]:
    """Yield the names of the tables of a section, in their order."""
    plan = questionnaire.plan
    match section:
        case "overview":
            yield from ("treaty-status", "themes", "obstacles", "wanted")
            yield from (f"offers/{number}" for number in range(1, len(plan.offers) + 1))
        case "headlines":
            yield from (WHO, *(headline.name for headline in plan.headlines), HELP, OBSTACLES)
        case "measures":
            yield from (part.id for part in questionnaire.sets)
        case "questions":
            yield from questionnaire.questions
        case "obstacles":
            for part in questionnaire.sets:
                yield f"{part.id}/obstacles"
                yield f"{part.id}/partly"
        case "assistance":
            yield "needs-and-offers"
            yield from _assistance_names(questionnaire)
        case "steps":
            for number in range(1, len(plan.steps) + 1):
                yield f"{number}/steps"
                yield f"{number}/who"
        case "ratification":
            yield from _ratification_names(questionnaire)
        case "groups":
            yield from ("reported", "themes", "recommendations")
            yield from (f"{question}/obstacles" for question in plan.obstacles)
            yield from (f"{asked.question}/wanted" for asked in plan.assistance)
        case "practices":
            if plan.practices is not None:
                table = questionnaire.questions[plan.practices.question].answer_type
                for column in table.listed_columns():
                    if column.id == plan.practices.theme:
                        yield from (code for code, _ in column.answer_type.offered())
                yield NO_THEME
        case _:
            yield from _ALWAYS[section]


def _assistance_names(questionnaire: Questionnaire) -> Iterator[str]:
    plan = questionnaire.plan
    received = [] if plan.received is None else [plan.received.question, plan.received.giver]
    rows = (
        questionnaire.questions[question].answer_type.listed_rows() for question in plan.requests
    )
    for kind, count in (
        ("wanted", len(plan.assistance)),
        ("received", sum(rows is not None for rows in received)),
        ("requests", sum(len(row) or 1 for row in rows)),
        ("offers", len(plan.offers)),
        ("needs", len(plan.needs)),
    ):
        for number in range(1, count + 1):
            yield f"{kind}/{number}"


def _ratification_names(questionnaire: Questionnaire) -> Iterator[str]:
    for treaty in questionnaire.plan.treaties:
        yield f"{treaty.term}/status"
        for code, _ in questionnaire.questions[treaty.status].answer_type.offered():
            if code not in treaty.parties:
                yield f"{treaty.term}/process/{code}"
                yield f"{treaty.term}/obstacles/{code}"
        yield f"{treaty.term}/where"
        if treaty.overcome is not None:
            yield from (f"{treaty.term}/{name}" for name in ("overcome", "how"))
