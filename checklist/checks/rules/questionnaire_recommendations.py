"""The Q rules on recommendations, and on the questions that serve them."""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Found
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import cited_by
from checklist.text.sanitize import quoted


def _cited(question: Question) -> Iterator[tuple[DocumentPath, str]]:
    for index, cited in enumerate(question.recommendations):
        yield ("recommendations", index), cited
    for row_index, row in enumerate(question.answer_type.listed_rows()):
        for index, cited in enumerate(row.recommendations):
            yield ("items", row_index, "recommendations", index), cited


@rule("Q002")
def unknown_recommendation(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A question or row names a recommendation that is not in the catalogue.

    ## Why is this bad?
    The answer would serve a recommendation that does not exist, and another recommendation has no
    answer.

    ## Example
        recommendations: ["10(c)"]

    ## Use instead
        recommendations: ["10(b)"]
    """
    known = checked.recommendations
    for placed in checked.placed if known else ():
        for where, cited in _cited(placed.question):
            if cited in known:
                continue
            parts = [r for r in known if r.startswith(f"{cited.partition('(')[0]}(")]
            hint = f"did you mean {', '.join(parts)}?" if parts else ""
            message = f"the catalogue has no recommendation {quoted(cited)}"
            yield placed.finding(message, *where, hint=hint)


@rule("Q011")
def catalogue(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """The catalogue contradicts itself: a reference or a section that is not there.

    ## Why is this bad?
    A reader who follows the reference finds nothing, and a theme has no name.

    ## Example
        - {id: "9", section: C, see: ["570"], …}

    ## Use instead
        - {id: "9", section: C, see: ["57"], …}
    """
    part = checked.sources.catalogue
    if part.model is None:
        return
    known = set(part.model.by_id())
    known |= {recommendation.paragraph for recommendation in part.model.recommendations}
    sections = {(section.meeting, section.letter) for section in part.model.sections}
    for index, recommendation in enumerate(part.model.recommendations):
        where = ("recommendations", index)
        if (recommendation.meeting, recommendation.section) not in sections:
            message = (
                f"the meeting of {recommendation.meeting} has no section {recommendation.section}"
            )
            yield part, Found(message, (*where, "section"))
        for number, see in enumerate(recommendation.see):
            if see not in known:
                yield part, Found(f"there is no recommendation {see}", (*where, "see", number))


@rule("Q101")
def not_asked(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A recommendation of the catalogue that no question and no row asks about.

    ## Why is this bad?
    A reader who knows the source looks for it in vain, and no State can say what it has done.

    ## Example
    The catalogue has 17(h), and no question names it.

    ## Use instead
        recommendations: ["17(h)"]        # in a question, or in a row of a matrix
    """
    part = checked.sources.catalogue
    if part.model is None or not checked.is_whole:
        return
    asked = {cited for placed in checked.placed for cited in cited_by(placed.question)}
    for index, recommendation in enumerate(part.model.recommendations):
        if recommendation.id not in asked:
            message = f"no question asks about recommendation {recommendation.id}"
            yield part, Found(message, ("recommendations", index, "id"))


_ONLY_WEIGHING = frozenset({"consider", "encouraged", "explore"})
"""The strengths that ask for no more than to weigh a measure."""
