"""The section of a summary by group: who has reported, what stands in the way, what is wanted."""

from collections.abc import Iterable, Iterator, Mapping

from checklist.analysis.counting import number_of
from checklist.analysis.summary.document import GroupedBy, Summary, Unit
from checklist.analysis.summary.figures import Question
from checklist.render.blocks import Block, Heading, Items, Paragraph, Table
from checklist.render.summary.count_tables import ASKED_GROUPS, groups_table, state_names


def group_blocks(summary: Summary, grouped: GroupedBy) -> Iterator[Block]:
    """Yield who has reported, the measures, the obstacles and the help wanted by group."""
    yield Paragraph(_source(grouped))
    yield Table(
        "Who has reported, by group",
        ("Group", "Expected", "Counted", "Who"),
        [
            (
                one.group.label,
                "" if one.expected is None else one.expected,
                number_of(state.name for state in one.reported),
                state_names(one.reported),
            )
            for one in grouped.groups
        ],
        name="reported",
    )
    if grouped.notes:
        yield Items(grouped.notes)
    themes = summary.themes
    yield groups_table("By theme", "Theme", themes, lambda one: one.title, ASKED_GROUPS, "themes")
    of_recommendations = [one.implementation for one in summary.recommendations]
    yield groups_table(
        "By recommendation",
        "Rec.",
        of_recommendations,
        lambda one: one.id,
        ASKED_GROUPS,
        "recommendations",
    )
    units = {unit.question: unit for unit in summary.units if not unit.row}
    obstacles = [one.obstacles for one in summary.obstacles if one.obstacles is not None]
    for title, name, several in (
        ("Obstacles", "obstacles", obstacles),
        ("Assistance wanted", "wanted", summary.assistance.wanted_by_theme),
    ):
        if several:
            yield Heading(title, 3)
            yield from _tables(several, name, units)


def _source(grouped: GroupedBy) -> str:
    source = f" Source: {grouped.source}." if grouped.source else ""
    return f"Groups: {grouped.title}.{source} Each State is in exactly one group."


def _tables(several: Iterable[Question], name: str, units: Mapping[str, Unit]) -> Iterator[Block]:
    """Yield the codes of each question that somebody gave, by group."""
    for question in several:
        given = [one for one in question.codes if one.count]
        yield Table(
            question.theme,
            ("Answer", "States", "By group, of the States that answered"),
            [
                (one.label, one.count, [*_of_groups(one.code, units[question.question])])
                for one in given
            ],
            name=f"{question.question}/{name}",
        )


def _of_groups(code: str, unit: Unit) -> Iterator[str]:
    for one in unit.by_group:
        count = sum(given.count for given in one.tally.codes if given.code == code)
        if count:
            yield f"{one.group.label}: {count} of {one.tally.answered}"
