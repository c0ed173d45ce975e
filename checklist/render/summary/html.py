"""A summary as a page: the matrix of recommendations and States, then the tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.matrix import MARKS, MatrixRow, matrix, statements
from checklist.questionnaire.catalogue import ADDRESSEE_LABELS
from checklist.render.blocks import Block, by_section
from checklist.render.html import page
from checklist.render.summary.sections import SECTIONS, sections_of, summary_blocks
from checklist.text.paragraphs import capitalized

SIGNS: Mapping[str, str] = {
    "implemented": "✓",
    "partly-implemented": "◐",
    "planned": "▷",
    "under-consideration": "◌",
    "considered": "⊘",
    "ended": "■",
    "not-implemented": "✕",
    "answered": "●",
    "all-in-place": "◕",
    "some-in-place": "◪",
    "none-in-place": "◔",
    "several": "◩",
    "not-known": "?",
    "not-applicable": "–",
    "declined": "∅",
    "unanswered": "○",
    "off-path": "·",
    "invalid": "!",
    "withheld": "w",
    "confidential": "c",
}
"""The sign of each mark in the matrix, so that no colour has a meaning alone."""
WIDEST_ON_PAPER = 30
"""The number of States that fit next to each other on a sheet of paper."""


def as_html(summary: Summary, answers: Answers) -> str:
    """Return the page.

    Args:
        summary: The summary of the reports.
        answers: The reports that it was made of.
    """
    crossed = matrix(answers, summary.recommendations, summary.units)
    blocks = list(summary_blocks(summary))
    return page(
        "summary.html.j2",
        styles=("page.css", "figures.css", "summary.css"),
        script="summary.js" if summary.reports else "",
        title=f"Summary of reports: {summary.title}",
        begin=_section(blocks, ""),
        sections=[(name, SECTIONS[name], _section(blocks, name)) for name in sections_of(summary)],
        states=crossed.states,
        rows=crossed.rows,
        marks=MARKS,
        signs=SIGNS,
        filters=_filters(summary, crossed.rows),
        questions=_questions(answers),
        statements=[
            {question: [list(line) for line in lines] for question, lines in of_state.items()}
            for of_state in statements(answers, with_ministry=summary.not_agreed is None)
        ],
        source=summary.source,
        widest=WIDEST_ON_PAPER,
    )


def _section(blocks: Sequence[Block], name: str) -> Sequence[Block]:
    """Return the blocks of a section without its heading; for "", those before all sections."""
    return next((one.blocks for one in by_section(blocks) if one.heading.name == name), ())


def _filters(summary: Summary, rows: Sequence[MatrixRow]) -> Sequence[Mapping[str, Any]]:
    """Return the filters of the rows: each with its name, words, and values."""
    titles = {theme.id: theme.title for theme in summary.themes}
    shown = [row.recommendation for row in rows]
    themes = dict.fromkeys(theme for one in shown for theme in one.themes)
    meetings = dict.fromkeys(str(one.meeting) for one in shown)
    strengths = dict.fromkeys(how for one in shown for how in one.strength)
    addressees = dict.fromkeys(to for one in shown for to in one.addressees)
    return [
        {"name": "theme", "words": "Theme", "values": [(one, titles[one]) for one in themes]},
        {"name": "meeting", "words": "Meeting", "values": [(one, one) for one in meetings]},
        {"name": "strength", "words": "Strength", "values": [(one, one) for one in strengths]},
        {
            "name": "addressee",
            "words": "Addressee",
            "values": [(one, capitalized(ADDRESSEE_LABELS[one])) for one in addressees],
        },
    ]


def _questions(answers: Answers) -> Mapping[str, str]:
    """Return the words of each question with its number, by its id."""
    questionnaire = answers.questionnaire
    return {
        question.id: f"{questionnaire.numbers[question.id]} {question.ask}"
        for question in questionnaire.questions.values()
    }
