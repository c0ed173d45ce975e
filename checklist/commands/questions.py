"""`checklist questions`."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated

from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.document_output import write_document, written
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.output_format import OutputOption, resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.questionnaire.name_lookup import find_by_name
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.questionnaire.coverage import coverage
from checklist.render.questionnaire.outline import outline, set_outline
from checklist.render.questionnaire.printed import printed_document
from checklist.render.questionnaire.question_detail import question_detail, recommendation_detail
from checklist.text.messages import tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import quoted


class PrintedFormat(StrEnum):
    """The formats of the questionnaire as a document."""

    HTML = "html"
    DOCX = "docx"


def run(
    names: Annotated[
        list[str] | None,
        argument(
            "ID|RECOMMENDATION",
            "Questions, parts or recommendations: 6.3, or 10(b).",
        ),
    ] = None,
    show_coverage: Annotated[
        bool,
        option("--coverage", "Show what is asked of each recommendation, in full or in part."),
    ] = False,
    output: OutputOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Read and print the questionnaire.

    The id of a part lists its questions. The number of a paragraph shows all recommendations of the
    paragraph. --output writes the whole questionnaire, or the questions that you name, as a
    document to read and print: it ends with .html for a page, .docx for Word.
    """
    if show_coverage and (names or output is not None):
        raise ChecklistError(tr("--coverage goes neither with names nor with --output"))
    asked = resolve(questionnaire)
    if output is not None:
        view = resolve_format(None, output, PrintedFormat.HTML)
        write_document(_printed(asked, names, view), output)
    elif names:
        _show(line for name in names for line in _details(name, asked))
    elif show_coverage:
        _show(coverage(asked))
    else:
        _show(outline(asked))


def _printed(
    questionnaire: Questionnaire, names: Sequence[str] | None, view: PrintedFormat
) -> str | bytes:
    """Return the questionnaire, or the questions of these names, to be printed."""
    chosen = (
        {recommendation for name in names for recommendation in _ids(name, questionnaire)}
        if names
        else None
    )
    return written(printed_document(questionnaire, chosen), view)


def _ids(name: str, questionnaire: Questionnaire) -> Sequence[str]:
    """Return the ids of the questions of a name.

    Raises:
        ChecklistError: There is none.
    """
    found = find_by_name(name, questionnaire)
    questions = found.questions if found.part is None else found.part.questions
    if not questions:
        raise ChecklistError(tr("no question asks about {name}", quoted(name)))
    return [question.id for question in questions]


def _details(name: str, questionnaire: Questionnaire) -> Iterator[Line]:
    """Yield the set or question of this id, or all on the recommendation or paragraph."""
    found = find_by_name(name, questionnaire)
    if found.part is not None:
        yield from set_outline(found.part, questionnaire)
    for question in found.questions:
        yield from question_detail(question, questionnaire)
        yield Line("")
    for recommendation in found.recommendations:
        yield from recommendation_detail(recommendation, questionnaire)
        yield Line("")


def _show(lines: Iterable[Line]) -> None:
    page = Page.of_output()
    for line in lines:
        page.show(line)
