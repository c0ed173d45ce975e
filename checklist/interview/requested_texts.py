"""What a command shows, as paragraphs that both faces draw, with the names of recommendations."""

from collections.abc import Iterator

from checklist.interview.engine import Interview
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.user_commands import COMMAND_GROUPS, Action
from checklist.questionnaire.authorities import in_labels
from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.loading import in_language
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.text.languages import ENGLISH
from checklist.text.messages import Texts, commas, labelled, tr
from checklist.text.paragraphs import Line, flat, paragraphs, sentence

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


def recommendation_name(recommendation: Recommendation) -> str:
    """Return the name of a recommendation, with its meeting and strength."""
    strength = commas(_STRENGTHS[word] for word in recommendation.strength)
    return tr(
        "Recommendation {recommendation_id} ({meeting}: {strength})",
        recommendation.id,
        recommendation.meeting,
        strength,
    )


def requested(outcome: Outcome, interview: Interview) -> Iterator[Line]:
    """Yield the text that a command requested; nothing if the outcome has none."""
    if outcome.shown is Action.EXPLAIN and not interview.at_end:
        yield from _explanation(interview.prompt(), interview.questionnaire)
    elif outcome.shown in {Action.HELP, Action.EXPLAIN}:
        yield from _help()


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
        yield Line(tr("Related, {number}: {line}", prompt.related.number, answer), 0, 2)
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
