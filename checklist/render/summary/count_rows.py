"""Tables of counts for a page: one a theme, a bar with its figures in each row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from checklist.analysis.groups import NOT_GIVEN
from checklist.analysis.summary.document import Implementation, RecommendationFigures, Summary, Unit
from checklist.analysis.summary.figures import CodeCount, Tally
from checklist.questionnaire.catalogue import STATE_ADDRESSEES
from checklist.render.bars import SHADES, Bar, Part
from checklist.render.summary.parts import measure_parts, missing_parts


class CountRow(NamedTuple):
    """A row: what is counted, and its counts."""

    name: str
    bar: Bar
    answered: int
    several: Sequence[Bar] = ()
    """Where several codes can be chosen: a bar for each, as they do not add up."""
    note: str = ""
    group: str | None = None
    """The code of the group of States that it counts; None: it counts all States."""


class CountGroup(NamedTuple):
    """Rows that belong together."""

    heading: str
    """Empty where the one row has the words."""
    rows: Sequence[CountRow]
    note: str = ""
    id: str = ""
    """The id by which its counts can be traced; empty where the table has one."""
    themes: Sequence[str] = ()
    """The ids of the themes by which it can be chosen; empty where its table has one."""


class CountTable(NamedTuple):
    """A table of counts."""

    caption: str
    first: str
    """The head of the first column."""
    groups: Sequence[CountGroup]
    theme: str = ""
    """The id of the theme; empty for a table about all."""
    id: str = ""


def theme_tables(
    summary: Summary, ids: Mapping[str, str], has_several: Callable[[str], bool]
) -> Sequence[CountTable]:
    """Return the answers to all questions, one table a theme.

    Args:
        summary: The summary.
        ids: By question, the id by which its counts can be traced.
        has_several: Whether several codes can be chosen as the answer to a question.
    """
    titles = {one.id: one.title for one in summary.themes}
    return [
        CountTable(titles[theme], "Question", [*_questions(units, ids, has_several)], theme)
        for theme, units in groupby(summary.units, lambda one: one.set)
    ]


def _questions(
    units: Iterable[Unit], ids: Mapping[str, str], has_several: Callable[[str], bool]
) -> Iterable[CountGroup]:
    for question, group in groupby(units, lambda one: one.question):
        several = [*group]
        first = several[0]
        words = f"{first.number} {first.words}"
        cited = dict.fromkeys(one for unit in several for one in unit.recommendations)
        note = f"Recommendations: {', '.join(cited)}" if cited else ""
        if first.row:
            rows = [_unit(one, one.row_words) for one in several]
            yield CountGroup(words, rows, note, ids[question])
        else:
            row = _unit(first, words, note, is_several=has_several(question))
            yield CountGroup("", [row], id=ids[question])


def _unit(unit: Unit, name: str, note: str = "", *, is_several: bool = False) -> CountRow:
    tally = unit.tally
    if is_several:
        return CountRow(
            name,
            Bar(name, tally.of, [_answered(tally), *missing_parts(tally)]),
            tally.answered,
            [
                Bar(one.label, tally.of, [Part(one.label, one.count, SHADES[1])])
                for one in tally.codes
            ],
            note,
        )
    codes = [*_own_codes(tally.codes)] if tally.codes else [_answered(tally)]
    return CountRow(
        name, Bar(name, tally.of, [*codes, *missing_parts(tally)]), tally.answered, note=note
    )


def _answered(tally: Tally) -> Part:
    return Part("Answered", tally.answered, SHADES[1])


def _own_codes(codes: Sequence[CodeCount]) -> Iterable[Part]:
    """Yield codes in the order in which they are offered, from the darkest shade on."""
    for place, one in enumerate(codes):
        yield Part(
            one.label, one.count, SHADES[place * len(SHADES) // max(len(codes), len(SHADES))]
        )


def measures_table(several: Sequence[Implementation]) -> CountTable:
    """Return the measures of themes; those without measures are left out."""
    rows = [(one.id, _measure_row(one.title, one.measures)) for one in several if one.measures.of]
    return CountTable(
        "By theme", "Theme", [CountGroup("", [row], themes=[theme]) for theme, row in rows]
    )


def recommendation_table(several: Sequence[RecommendationFigures]) -> CountTable:
    """Return the recommendations to States, each with its measures.

    A recommendation without measures has a row, too, which names its own questions.
    """
    shown = [
        one
        for one in several
        if one.implementation.measures.of or not STATE_ADDRESSEES.isdisjoint(one.addressees)
    ]
    return CountTable(
        "By recommendation",
        "Recommendation",
        [CountGroup("", [_recommendation(one)], themes=one.themes) for one in shown],
    )


def _recommendation(one: RecommendationFigures) -> CountRow:
    own = ", ".join(own.number for own in one.own_codes)
    implementation = one.implementation
    note = f"See also the codes of {own}" if own else ""
    if not implementation.measures.of:
        note = f"See the codes of {own}" if own else "No question is about it"
    return _measure_row(
        f"{implementation.id} {implementation.title}", implementation.measures, note
    )


def treaty_status_of(one: Implementation) -> Iterable[tuple[str, str, Tally]]:
    """Yield code, words and tally of each treaty status."""
    for group in one.by_treaty_status:
        yield group.treaty_status.code, group.treaty_status.label or NOT_GIVEN.label, group.tally


def asked_group_of(one: Implementation) -> Iterable[tuple[str, str, Tally]]:
    """Yield code, words and tally of each group that was asked for."""
    for group in one.by_group:
        yield group.group.code, group.group.label, group.tally


def group_table(
    caption: str,
    first: str,
    several: Sequence[Implementation],
    groups_of: Callable[[Implementation], Iterable[tuple[str, str, Tally]]],
) -> CountTable:
    """Return the measures of themes, a row for each group of States.

    Args:
        caption: The caption of the table.
        first: What the groups are: the head of their column.
        several: The themes; those without measures are left out.
        groups_of: `treaty_status_of` or `asked_group_of`.
    """
    return CountTable(
        caption,
        first,
        [
            CountGroup(
                one.title,
                [_measure_row(words, tally, group=code) for code, words, tally in groups_of(one)],
                themes=[one.id],
            )
            for one in several
            if one.measures.of
        ],
    )


def _measure_row(name: str, tally: Tally, note: str = "", group: str | None = None) -> CountRow:
    """Return the row of a tally of measures."""
    bar = Bar(name, tally.of, measure_parts(tally))
    return CountRow(name, bar, tally.answered, note=note, group=group)
