"""A summary as a page: a first screen, the States by theme, tables of counts, then the rest.

For publication, groups stand in the place of named States: shades beside the name of a State can be
read as a ranking.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from checklist.analysis.summary.by_state import by_state, unit_codes
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.figures import Tally
from checklist.analysis.summary.overview import overview
from checklist.render.bars import Bars
from checklist.render.blocks import Block, Heading, Paragraph, Section, Table, by_section
from checklist.render.html import page
from checklist.render.summary.count_rows import (
    asked_group_of,
    group_table,
    measures_table,
    recommendation_table,
    theme_tables,
    treaty_status_of,
)
from checklist.render.summary.overview import who_reported
from checklist.render.summary.parts import measure_parts
from checklist.render.summary.sections import SECTIONS, sections_of, summary_blocks
from checklist.render.summary.state_data import state_data

_FIGURES = "overview", "implementation", "questions"
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
    "steps": ("State", "Until"),
    "practices": ("Practice", "State"),
    "evidence": ("State", "Short name", "Kind", "Questions where it is cited"),
}
"""The columns that are shown of more reports, by the name of the section."""
_ELSEWHERE = (
    f"Of more than {MOST_WITH_TEXTS} reports, the page names who says something. What they say in "
    "words stands in the profiles of the States (`--profiles`) and in the other formats of the "
    "summary."
)


def as_html(summary: Summary, answers: Answers, profiles: str = "") -> str:
    """Return the page.

    Args:
        summary: The summary of the reports.
        answers: The reports that it was made of.
        profiles: The folder beside the page that has a profile of each State; empty: there is none.
    """
    blocks = by_section(summary_blocks(summary))
    is_internal = bool(summary.reports) and summary.not_agreed is None
    names = [name for name in sections_of(summary) if name not in _FIGURES]
    return page(
        "summary.html.j2",
        styles=("page.css", "figures.css", "summary.css"),
        script=("page.js", "summary.js") if is_internal else ("page.js", "filters.js"),
        title=summary.title,
        begin=blocks[0].blocks,
        has_reports=bool(summary.reports),
        who=who_reported(summary, overview(summary)),
        overview=[one for one in _section(blocks, "overview") if isinstance(one, Bars)],
        headings=SECTIONS,
        sections=[
            (name, _by_theme(summary, _in_short(summary, name, _section(blocks, name))))
            for name in names
            if name not in _FOLDED
        ],
        folded=[(name, _section(blocks, name)) for name in names if name in _FOLDED],
        source=summary.source,
        themes=[(one.id, one.title) for one in summary.themes],
        by_groups=[
            one
            for name in ("implementation", "groups")
            for one in _section(blocks, name)
            if isinstance(one, Table) and (name, one.name) in _RECOMMENDATIONS_BY_GROUP
        ],
        counts=_counts(summary, answers) if summary.reports else {},
        states=_states(summary, answers) if is_internal else None,
        profiles=quote(os.fsencode(profiles)),
    )


def _section(blocks: Sequence[Section], name: str) -> Sequence[Block]:
    """Return the blocks of a section without its heading."""
    return next((one.blocks for one in blocks if one.heading.name == name), ())


def _in_short(summary: Summary, name: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of a section that the page does not draw in its own way.

    Of many reports, they are without the texts of States.
    """
    if name == "groups":
        drawn = "themes", "recommendations"
        return [one for one in blocks if not (isinstance(one, Table) and one.name in drawn)]
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
    themes = {one.title: one.id for one in summary.themes}
    parts: list[tuple[str, list[Block]]] = []
    for block in blocks:
        words = block.text if isinstance(block, Heading) else getattr(block, "caption", "")
        if isinstance(block, Heading) or words in themes or not parts:
            parts.append((themes.get(words, ""), []))
        parts[-1][1].append(block)
    return parts


def _counts(summary: Summary, answers: Answers) -> Mapping[str, Any]:
    """Return the tables of counts, with the ids that they have in every format."""
    ids = {(one.section, one.name): one.id for one in summary.tables}
    questions = answers.questionnaire.questions
    caption = "By theme and treaty status"
    by_groups = [
        group_table(caption, "Treaty status", summary.themes, treaty_status_of)._replace(
            id=ids["implementation", "themes-by-treaty-status"]
        )
    ]
    if summary.grouped_by is not None:
        asked = group_table("By theme and group", "Group", summary.themes, asked_group_of)
        by_groups.insert(0, asked._replace(id=ids["groups", "themes"]))
    by_theme = measures_table(summary.themes)
    by_groups.insert(0, by_theme._replace(id=ids["implementation", "themes"]))
    return {
        "by_groups": by_groups,
        "recommendations": recommendation_table(summary.recommendations)._replace(
            id=ids["implementation", "recommendations"]
        ),
        "themes": theme_tables(
            summary,
            {one.name: one.id for one in summary.tables if one.section == "questions"},
            lambda one: questions[one].answer_type.allows_several,
        ),
    }


def _states(summary: Summary, answers: Answers) -> Mapping[str, Any]:
    """Return the table of States and themes, and the codes behind it."""
    groups = by_state(answers, summary.units)
    themes = [one for one in summary.themes if one.measures.of]
    return {
        "themes": themes,
        "groups": [
            (
                group.group,
                [
                    (one.state, [_counts_of(one.themes[theme.id]) for theme in themes])
                    for one in group.states
                ],
            )
            for group in groups
        ],
        "order": [part.label for part in measure_parts(themes[0].measures)] if themes else [],
        "data": state_data(summary, groups, unit_codes(answers, summary.units)),
    }


def _counts_of(tally: Tally) -> str:
    """Return the counts of a tally in the order of `measure_parts`, for the script of the page."""
    return " ".join(str(part.count) for part in measure_parts(tally))
