"""What a command shows, as paragraphs that both faces draw, with the names of recommendations."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from checklist.interview.engine import Interview
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.user_commands import COMMAND_GROUPS, Action
from checklist.questionnaire.authorities import in_labels
from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.loading import in_language
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.questionnaire.source_document import SourceDocument
from checklist.reports.progress import required_in_all
from checklist.text.languages import ENGLISH
from checklist.text.messages import Texts, commas, labelled, semicolons, sentences, tr, with_aside
from checklist.text.paragraphs import Line, flat, paragraphs, sentence
from checklist.text.sanitize import safe_text

_STRENGTHS = Texts(
    {
        "should": "should",
        "endeavour": "should endeavour",
        "consider": "should consider",
        "encouraged": "encouraged",
        "explore": "should explore",
        "may": "may",
    }
)


_MOST_RELATED = 2
"""The most related recommendations that a prompt names; `?` shows all."""


def citation(served: Sequence[Recommendation], see_also: Sequence[Recommendation]) -> str:
    """Return the recommendations that a question serves, and those that go with them.

    Those of one meeting and strength are in one group:
    `Recommendations 36, 39 (2010: should). Related: 9 (Legislative assistance by the Secretariat).`
    """
    alike: dict[tuple[int, str], list[str]] = {}
    for recommendation in served:
        strength = commas(_STRENGTHS[word] for word in recommendation.strength)
        alike.setdefault((recommendation.meeting, strength), []).append(recommendation.id)
    cited = semicolons(
        with_aside(commas(ids), labelled(meeting, strength))
        for (meeting, strength), ids in alike.items()
    )
    # Those to which these refer come first, as the document names them itself.
    named = {name for recommendation in served for name in recommendation.see}
    nearest = sorted(see_also, key=lambda other: named.isdisjoint({other.id, other.paragraph}))
    first = nearest[:_MOST_RELATED]
    words = semicolons(
        with_aside(recommendation.id, recommendation.name) for recommendation in first
    )
    more = len(see_also) - len(first)
    said = [
        tr("Recommendation {cited}.", cited)
        if len(served) == 1
        else tr("Recommendations {cited}.", cited)
    ]
    if words:
        said.append(
            tr("Related: {words} and {more} more.", words, more)
            if more
            else tr("Related: {words}.", words)
        )
    return sentences(said)


def recommendation_name(recommendation: Recommendation) -> str:
    """Return the name of a recommendation, with its meeting and strength."""
    strength = commas(_STRENGTHS[word] for word in recommendation.strength)
    return tr(
        "Recommendation {recommendation_id} ({meeting}: {strength})",
        recommendation.id,
        recommendation.meeting,
        strength,
    )


def requested(
    outcome: Outcome, interview: Interview, source: SourceDocument | None, saved_in: Path
) -> Iterator[Line]:
    """Yield the text that a command requested; nothing if the outcome has none.

    Args:
        outcome: What came of the command.
        interview: The interview.
        source: The document whose official wording is shown, if there is one.
        saved_in: The file of the report.
    """
    yield from outcome.lines
    match outcome.shown:
        case Action.WHERE if interview.at_end:
            yield Line(tr("All questions have been asked."))
        case Action.WHERE:
            yield from _where(interview.prompt(), interview)
        case Action.WORDING:
            yield from _wording(interview, source)
        case Action.EXPLAIN if not interview.at_end:
            yield from _explanation(interview.prompt(), interview.questionnaire)
        case Action.HELP | Action.EXPLAIN:
            yield from _help()
        case Action.SAVE:
            yield Line(
                tr("Every answer is saved at once, in {saved_in}.", safe_text(str(saved_in)))
            )
        case _:
            pass


def _where(prompt: Prompt, interview: Interview) -> Iterator[Line]:
    """Yield sentences on the place of a question."""
    questionnaire, question = interview.questionnaire, prompt.question
    yield Line(f"{questionnaire.numbers[question.id]} {question.ask}")
    yield Line(
        tr(
            "This is question {prompt_number} of {of} in part {part_number} of {sets}, "
            "“{part_title}”. It is {demand}.",
            prompt_number=prompt.number,
            of=prompt.of,
            part_number=questionnaire.part_number(prompt.part),
            sets=len(questionnaire.sets),
            part_title=prompt.part.title,
            demand=prompt.demand,
        )
    )
    parts = interview.progress()
    own = next(part for part in parts if part.part.id == prompt.part.id)
    answered, required = required_in_all(parts)
    yield Line(
        tr(
            "Of the required questions, {required_answered} of {required} in this part "
            "are answered, and {answered} of {required_2} in all.",
            required_answered=own.required_answered,
            required=own.required,
            answered=answered,
            required_2=required,
        )
    )
    if prompt.selected:
        yield Line(tr("Only a part is asked: {selected}.", prompt.selected))
    served = questionnaire.recommendations_of(question)
    if served:
        yield Line(citation(served, questionnaire.see_also(served)))


def _help() -> Iterator[Line]:
    """Yield the commands."""
    yield Line(tr("Commands; the first letters will do:"), is_heading=True)
    for purpose, commands in COMMAND_GROUPS.items():
        yield Line("")
        yield Line(tr(purpose), is_heading=True)
        for action, effect in commands.items():
            yield Line(f"/{action:<14}{effect}", 2, 15)
    yield Line("")
    yield Line(
        tr("An answer that begins with / is written with //. A line that ends with \\ goes on.")
    )


def _explanation(prompt: Prompt, questionnaire: Questionnaire) -> Iterator[Line]:
    """Yield what explains a question: its guidance, its terms, its recommendations."""
    question = prompt.question
    for text in prompt.findings:
        first, *sides = text.split("\n")
        yield Line(first, 0, 2)
        yield from (Line(side.strip(), 2, 2) for side in sides)
    if prompt.step.brief:
        for number, option in enumerate(prompt.step.options, 1):
            yield Line(labelled(number, sentence(option.label)), 0, 3)
    for prose in (question.guidance, question.more):
        yield from map(Line, paragraphs(prose))
    if prompt.part.introduction:
        number = questionnaire.part_number(prompt.part)
        text = tr(
            "Part {number}, {part_title}: {introduction}",
            number,
            prompt.part.title,
            prompt.part.introduction,
        )
        yield from map(Line, paragraphs(text))
    for key in question.terms:
        term = questionnaire.head.glossary.get(key)
        if term is not None:
            yield Line(labelled(term.term, flat(term.definition)), 0, 2)
    for recommendation in questionnaire.recommendations_of(question):
        summary = flat(recommendation.summary)
        yield Line(labelled(recommendation_name(recommendation), summary), 0, 2)
    for other in questionnaire.see_also(questionnaire.recommendations_of(question)):
        yield Line(tr("See also {short}", other.short), 0, 2)
    numbers = questionnaire.numbers
    if prompt.related is not None:
        answer = sentence(prompt.related.line)
        line = sentences([prompt.related.how_to_take_over, answer])
        yield Line(tr("Related, {number}: {line}", prompt.related.number, line), 0, 2)
    related = [numbers[other.id] for other in questionnaire.related(question)]
    if related:
        yield Line(tr("Related questions: {related}", commas(related)))
    usually = question.usually or prompt.part.usually
    if usually:
        yield Line(
            tr("Usually known by: {labels}", in_labels(usually, questionnaire.authorities)), 0, 2
        )
    if questionnaire.language != ENGLISH:
        yield from _english(in_language(questionnaire).questions[question.id])
    of_question = question.guidance or question.more or question.terms or cited_by(question)
    if not (of_question or usually or prompt.part.introduction):
        yield Line(tr("There is nothing more to explain here: the question means what it says."))


def _english(question: Question) -> Iterator[Line]:
    """Yield a question in English, which decides where a translation is in doubt."""
    yield Line("")
    yield Line(tr("In English: {ask}", question.ask), 0, 2, is_heading=True)
    yield from (Line(label, 2, 2) for _, label in question.answer_type.offered())
    yield from (Line(field.label, 2, 2) for field in question.answer_type.fields().values())
    for prose in (question.guidance, question.more):
        yield from map(Line, paragraphs(prose))


def _wording(interview: Interview, source: SourceDocument | None) -> Iterator[Line]:
    """Yield the official wording of the recommendations that the current question serves."""
    if source is None:
        yield Line(
            tr(
                "The official wording is shown from your own copy of the document, as "
                "plain text: checklist answer --source FILE"
            )
        )
    elif interview.at_end:
        yield Line(
            tr("No question is asked now. Go to one, such as /goto 6.3, then type /wording.")
        )
    else:
        served = interview.questionnaire.recommendations_of(interview.prompt().question)
        for recommendation in served:
            yield from (Line(line, 0, 2) for line in source.lines(recommendation.id))
        if not served:
            yield Line(tr("This question serves no single recommendation."))
