"""`checklist questions`."""

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.completion import complete_name
from checklist.commands.shared.document_output import write_document
from checklist.commands.shared.name_lookup import find_by_name
from checklist.commands.shared.questionnaire_options import (
    QuestionnaireOption,
    SourceOption,
    source_document,
)
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.source_document import SourceDocument
from checklist.render.questionnaire.coverage import coverage
from checklist.render.questionnaire.json import as_json
from checklist.render.questionnaire.markdown import as_markdown
from checklist.render.questionnaire.outline import outline, set_outline
from checklist.render.questionnaire.question_detail import question_detail, recommendation_detail
from checklist.text.paragraphs import Line


class ViewFormat(StrEnum):
    """The formats of the questionnaire."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def run(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="ID|RECOMMENDATION",
            help="The id of a question or set, or 10(b).",
            autocompletion=complete_name,
        ),
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

    The id of a set lists its questions, the number of a paragraph shows all its recommendations.
    With --format markdown the whole questionnaire can be printed; with --format json other
    programs can read it. With --source and your own copy of the source document as plain text,
    the official wording is shown.
    """
    if (name is not None) + show_coverage + (view is not ViewFormat.TEXT) > 1:
        raise ChecklistError("choose one: a name, --coverage, or a --format of the whole")
    asked = resolve(questionnaire)
    wording = source_document(source)
    if name is not None:
        _show(_details(name, asked, wording))
    elif show_coverage:
        _show(coverage(asked))
    elif view is ViewFormat.JSON:
        sys.stdout.write(as_json(asked))
    elif view is ViewFormat.MARKDOWN:
        write_document(as_markdown(asked))
    else:
        _show(outline(asked))


def _details(
    name: str, questionnaire: Questionnaire, source: SourceDocument | None
) -> Iterator[Line]:
    """Yield the set or question of this id, or all on the recommendation or paragraph."""
    found = find_by_name(name, questionnaire)
    if found.part is not None:
        yield from set_outline(found.part)
    for question in found.questions:
        yield from question_detail(question, questionnaire)
        yield Line("")
    for recommendation in found.recommendations:
        yield from recommendation_detail(recommendation, questionnaire, source)
        yield Line("")


def _show(lines: Iterable[Line]) -> None:
    page = Page.of_output()
    for line in lines:
        page.show(line)
