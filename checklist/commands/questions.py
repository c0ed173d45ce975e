"""`checklist questions`."""

import io
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from checklist.commands.chosen import QuestionnaireOption, SourceOption, chosen, source_document
from checklist.errors import ChecklistError
from checklist.interview.screen import Screen
from checklist.models.questionnaire import Questionnaire
from checklist.models.source_document import SourceDocument
from checklist.sanitize import quoted
from checklist.views.coverage import coverage
from checklist.views.detail import question_detail, recommendation_detail
from checklist.views.interface import Line
from checklist.views.json import as_json
from checklist.views.markdown import as_markdown
from checklist.views.outline import outline


class ViewFormat(StrEnum):
    """How the questionnaire is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def run(
    name: Annotated[
        str | None,
        typer.Argument(metavar="ID|RECOMMENDATION", help="A question's id, or 10(b)."),
    ] = None,
    show_coverage: Annotated[
        bool, typer.Option("--coverage", help="The recommendations against the questions.")
    ] = False,
    view: Annotated[
        ViewFormat, typer.Option("--format", help="How the whole questionnaire is printed.")
    ] = ViewFormat.TEXT,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
) -> None:
    """List the questions, or show those with this id or on this recommendation.

    With --format markdown the whole questionnaire can be printed; with --format json other
    programs can read it. With --source and your own copy of the source document as plain text,
    the official wording is shown.
    """
    chosen_one = chosen(questionnaire)
    wording = source_document(source)
    if name is not None:
        _show(_details(name, chosen_one, wording))
    elif show_coverage:
        _show(coverage(chosen_one))
    elif view is ViewFormat.JSON:
        sys.stdout.write(as_json(chosen_one))
    elif view is ViewFormat.MARKDOWN:
        _write_as_utf_8(as_markdown(chosen_one))
    else:
        _show(outline(chosen_one))


def _details(
    name: str, questionnaire: Questionnaire, source: SourceDocument | None
) -> Iterator[Line]:
    """Yield the question of this id, or all on the recommendation or paragraph of this number."""
    questions, recommendations = questionnaire.named(name)
    if not questions and not recommendations:
        raise ChecklistError(
            f"there is no question or recommendation {quoted(name)}; "
            "`checklist questions` lists all questions"
        )
    for question in questions:
        yield from question_detail(question, questionnaire)
        yield Line("")
    for recommendation in recommendations:
        yield from recommendation_detail(recommendation, questionnaire, source)
        yield Line("")


def _write_as_utf_8(text: str) -> None:
    """Write a text that goes to a file or program, whatever the encoding of the console is."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)


def _show(lines: Iterable[Line]) -> None:
    screen = Screen(Console(highlight=False, markup=False, emoji=False))
    for line in lines:
        style = "bold" if line.is_heading else ""
        screen.say(line.text, style, indent=line.indent, hanging=line.hanging)
