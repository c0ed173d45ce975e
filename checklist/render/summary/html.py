"""A summary as a page: a first screen, the States by theme, tables of counts, then the rest.

For publication, groups stand in the place of named States: shades beside the name of a State can be
read as a ranking.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from string import ascii_lowercase, digits
from typing import Any, NamedTuple

from checklist.analysis.groups import NOT_GIVEN
from checklist.analysis.summary.by_state import StatesInGroup, UnitCodes, by_state, unit_codes
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Implementation, RecommendationFigures, Summary, Unit
from checklist.analysis.summary.figures import CodeCount, Tally
from checklist.analysis.summary.tally import MEASURE
from checklist.render.bars import HATCHES, SHADES, Bar, BarSegment
from checklist.render.blocks import Block, Heading, Paragraph, Section, Table, by_section
from checklist.render.html import page
from checklist.render.summary.bar_segments import MISSING_LABELS, measure_segments, missing_segments
from checklist.render.summary.count_tables import ASKED_GROUPS, TREATY_GROUPS, Groups, to_states
from checklist.render.summary.sections import SECTIONS, sections_of, summary_blocks

_FIGURES = "headlines", "overview", "implementation", "questions"
"""The sections that the page draws in its own way."""
_RECOMMENDATIONS_BY_GROUP = (
    ("implementation", "recommendations-by-treaty-status"),
    ("groups", "recommendations"),
)
"""The tables with a row for each recommendation and group, which are folded."""
_FOLDED = "publication", "reports", "left-out", "comparability", "method"
"""The sections on files and methods: folded, at the end."""


MOST_WITH_TEXTS = 50
"""The most reports with whose texts the page is still of a size that can be sent and opened."""
_COLUMNS_OF_MANY: Mapping[str, Sequence[str]] = {
    "practices": ("Practice", "State"),
    "evidence": ("State", "Short name", "Kind", "Questions where it is cited"),
}
"""The columns that are shown of more reports, by the name of the section."""
_ELSEWHERE = (
    f"Of more than {MOST_WITH_TEXTS} reports, the page names who says something. What they say in "
    "words stands in their reports."
)


def as_html(summary: Summary, answers: Answers) -> str:
    """Return the page.

    Args:
        summary: The summary of the reports.
        answers: The reports that it was made of.
    """
    blocks = by_section(summary_blocks(summary))
    is_internal = bool(summary.reports) and summary.not_agreed is None
    names = [name for name in sections_of(summary) if name not in _FIGURES]
    return page(
        "summary.html.j2",
        styles=("page.css", "figures.css", "summary.css"),
        script=("page.js", "summary.js") if is_internal else ("page.js", "filters.js"),
        title=blocks[0].heading.text,
        begin=blocks[0].blocks,
        has_reports=bool(summary.reports),
        headlines=_section(blocks, "headlines"),
        overview=_section(blocks, "overview"),
        headings=SECTIONS,
        sections=[
            (name, _by_theme(summary, _in_short(summary, name, _section(blocks, name))))
            for name in names
            if name not in _FOLDED
        ],
        folded=[(name, _section(blocks, name)) for name in names if name in _FOLDED],
        source=summary.source,
        themes=[(theme.id, theme.title) for theme in summary.themes],
        by_groups=[
            table
            for name in ("implementation", "groups")
            for table in _section(blocks, name)
            if isinstance(table, Table) and (name, table.name) in _RECOMMENDATIONS_BY_GROUP
        ],
        counts=_counts(summary, answers) if summary.reports else {},
        states=_states(summary, answers) if is_internal else None,
    )


def _section(blocks: Sequence[Section], name: str) -> Sequence[Block]:
    """Return the blocks of a section without its heading."""
    return next((block.blocks for block in blocks if block.heading.name == name), ())


def _in_short(summary: Summary, name: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of a section that the page does not draw in its own way.

    Of many reports, they are without the texts of States.
    """
    if name == "groups":
        drawn = "themes", "recommendations"
        return [block for block in blocks if not (isinstance(block, Table) and block.name in drawn)]
    kept = _COLUMNS_OF_MANY.get(name)
    if kept is None or len(summary.reports) <= MOST_WITH_TEXTS:
        return blocks
    shown: list[Block] = [Paragraph(_ELSEWHERE)]
    for block in blocks:
        if isinstance(block, Table) and block.head[0] in {*kept, "State"}:
            places = [place for place, head in enumerate(block.head) if head in kept]
            if len(places) == 1:
                continue  # what is left of the links would be a list of States
            rows = [[row[place] for place in places] for row in block.rows]
            block = replace(block, head=[block.head[place] for place in places], rows=rows)
        shown.append(block)
    return shown


def _by_theme(summary: Summary, blocks: Sequence[Block]) -> Sequence[tuple[str, Sequence[Block]]]:
    """Return blocks in parts, each with the id of the theme that is its heading, or "".

    A table that has the title of a theme as its caption is a part, too.
    """
    themes = {theme.title: theme.id for theme in summary.themes}
    parts: list[tuple[str, list[Block]]] = []
    for block in blocks:
        words = block.text if isinstance(block, Heading) else getattr(block, "caption", "")
        if isinstance(block, Heading) or words in themes or not parts:
            parts.append((themes.get(words, ""), []))
        parts[-1][1].append(block)
    return parts


def _counts(summary: Summary, answers: Answers) -> Mapping[str, Any]:
    """Return the tables of counts."""
    questions = answers.questionnaire.questions
    grouped = [ASKED_GROUPS] if summary.grouped_by is not None else []
    return {
        "by_groups": [
            measures_table(summary.themes),
            *(group_table(summary.themes, groups) for groups in (*grouped, TREATY_GROUPS)),
        ],
        "recommendations": recommendation_table(summary.recommendations),
        "themes": theme_tables(
            summary, lambda question: questions[question].answer_type.allows_several
        ),
    }


def _states(summary: Summary, answers: Answers) -> Mapping[str, Any]:
    """Return the table of States and themes, and the codes behind it."""
    groups = by_state(answers, summary.units)
    themes = [theme for theme in summary.themes if theme.measures.of]
    return {
        "themes": themes,
        "groups": [
            (
                group.group,
                [
                    (state.state, [_counts_of(state.themes[theme.id]) for theme in themes])
                    for state in group.states
                ],
            )
            for group in groups
        ],
        "order": [part.label for part in measure_segments(themes[0].measures)] if themes else [],
        "data": state_data(summary, groups, unit_codes(answers, summary.units)),
    }


def _counts_of(tally: Tally) -> str:
    """Return the counts of a tally for the script of the page, in the order of its bar."""
    return " ".join(str(part.count) for part in measure_segments(tally))


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


def theme_tables(summary: Summary, has_several: Callable[[str], bool]) -> Sequence[CountTable]:
    """Return the answers to all questions, one table a theme.

    Args:
        summary: The summary.
        has_several: Whether several codes can be chosen as the answer to a question.
    """
    titles = {theme.id: theme.title for theme in summary.themes}
    return [
        CountTable(titles[theme], "Question", [*_questions(units, has_several)], theme)
        for theme, units in groupby(summary.units, lambda unit: unit.set)
    ]


def _questions(units: Iterable[Unit], has_several: Callable[[str], bool]) -> Iterable[CountGroup]:
    for question, group in groupby(units, lambda unit: unit.question):
        several = [*group]
        first = several[0]
        words = f"{first.number} {first.words}"
        cited = dict.fromkeys(
            recommendation for unit in several for recommendation in unit.recommendations
        )
        note = f"Recommendations: {', '.join(cited)}" if cited else ""
        if first.row:
            rows = [_unit(unit, unit.row_words) for unit in several]
            yield CountGroup(words, rows, note)
        else:
            row = _unit(first, words, note, is_several=has_several(question))
            yield CountGroup("", [row])


def _unit(unit: Unit, name: str, note: str = "", *, is_several: bool = False) -> CountRow:
    tally, codes, several = unit.tally, [_answered(unit.tally)], []
    if is_several:
        several = [
            Bar(code.label, tally.of, [BarSegment(code.label, code.count, SHADES[1])])
            for code in tally.codes
        ]
    elif tally.codes:
        codes = [*_own_codes(tally.codes)]
    bar = Bar(name, tally.of, [*codes, *missing_segments(tally)])
    return CountRow(name, bar, tally.answered, several, note)


def _answered(tally: Tally) -> BarSegment:
    return BarSegment("Answered", tally.answered, SHADES[1])


def _own_codes(codes: Sequence[CodeCount]) -> Iterable[BarSegment]:
    """Yield codes in the order in which they are offered, from the darkest shade on."""
    for place, code in enumerate(codes):
        yield BarSegment(
            code.label, code.count, SHADES[place * len(SHADES) // max(len(codes), len(SHADES))]
        )


def measures_table(several: Sequence[Implementation]) -> CountTable:
    """Return the measures of themes; those without measures are left out."""
    rows = [
        (theme.id, _measure_row(theme.title, theme.measures))
        for theme in several
        if theme.measures.of
    ]
    return CountTable(
        "By theme", "Theme", [CountGroup("", [row], themes=[theme]) for theme, row in rows]
    )


def recommendation_table(several: Sequence[RecommendationFigures]) -> CountTable:
    """Return the recommendations to States, each with its measures.

    A recommendation without measures has a row, too, which names its own questions.
    """
    return CountTable(
        "By recommendation",
        "Recommendation",
        [
            CountGroup("", [_recommendation(line)], themes=line.themes)
            for line in to_states(several)
        ],
    )


def _recommendation(figures: RecommendationFigures) -> CountRow:
    own = ", ".join(own.number for own in figures.own_codes)
    implementation = figures.implementation
    note = f"See also the codes of {own}" if own else ""
    if not implementation.measures.of:
        note = f"See the codes of {own}" if own else "No question is about it"
    return _measure_row(
        f"{implementation.id} {implementation.title}", implementation.measures, note
    )


def group_table(several: Sequence[Implementation], groups: Groups) -> CountTable:
    """Return the measures of themes, a row for each group of States.

    Args:
        several: The themes; those without measures are left out.
        groups: The groups.
    """
    return CountTable(
        f"By theme and {groups.words.lower()}",
        groups.words,
        [
            CountGroup(
                theme.title,
                [
                    _measure_row(group.label or NOT_GIVEN.label, tally, group=group.code)
                    for group, tally in groups.of(theme)
                ],
                themes=[theme.id],
            )
            for theme in several
            if theme.measures.of
        ],
    )


def _measure_row(name: str, tally: Tally, note: str = "", group: str | None = None) -> CountRow:
    """Return the row of a tally of measures."""
    bar = Bar(name, tally.of, measure_segments(tally))
    return CountRow(name, bar, tally.answered, note=note, group=group)


_PLACES = digits + ascii_lowercase
_ANSWERED = "X"
_STANDINGS: Mapping[str, str] = dict(zip(MISSING_LABELS, "KADUCOIW", strict=True))
"""The letter of each kind of answer without a value."""
_NOT_CALLED_FOR = _STANDINGS["not_applicable"]
SIGNS = "●◐◔◌⊘■○"
"""The sign of each level, from implemented to not implemented, so that no shade stands alone."""
OWN_CODES = "◇"
"""The sign of an answer whose codes do not say how far a measure is in place."""


def state_data(
    summary: Summary, groups: Sequence[StatesInGroup], units: Sequence[UnitCodes]
) -> Mapping[str, Any]:
    """Return what the script of the page shows of each State, as it is written into the page.

    Args:
        summary: The summary.
        groups: The States in their groups.
        units: Their codes.
    """
    in_group = {state.state.code: group.group.code for group in groups for state in group.states}
    return {
        "states": [
            [report.state.code, report.state.name, in_group[report.state.code]]
            for report in summary.reports
        ],
        "groups": [[group.group.code, group.group.label] for group in groups],
        "levels": [label for _, label in MEASURE],
        "signs": [*SIGNS, OWN_CODES],
        "standings": {
            sign: [MISSING_LABELS[name], HATCHES[name]] for name, sign in _STANDINGS.items()
        },
        "themes": [[theme.id, theme.title] for theme in summary.themes],
        "recommendations": [
            [
                recommendation.implementation.id,
                recommendation.implementation.title,
                [own.number for own in recommendation.own_codes],
            ]
            for recommendation in summary.recommendations
        ],
        "questions": {
            unit.unit.question: f"{unit.unit.number} {unit.unit.words}" for unit in units
        },
        "units": [_unit_data(unit) for unit in units],
    }


def _unit_data(codes: UnitCodes) -> Sequence[Any]:
    return [
        codes.unit.question,
        codes.unit.row_words,
        codes.unit.set,
        codes.unit.recommendations,
        codes.labels,
        "".join(_NOT_CALLED_FOR if level is None else str(level) for level in codes.levels),
        _texts([_text(*state) for state in zip(codes.standings, codes.given, strict=True)]),
    ]


def _text(standing: str, given: Sequence[int]) -> str:
    if standing != "answered":
        return _STANDINGS[standing.replace("-", "_")]
    if not given or max(given) >= len(_PLACES):
        return _ANSWERED
    return "".join(_PLACES[place] for place in given)


def _texts(texts: Sequence[str]) -> str:
    """Return one character a State; with several codes, the States with commas between."""
    return ("" if all(len(text) == 1 for text in texts) else ",").join(texts)
