"""The Q rules on recommendations, and on the questions that serve them."""

from collections.abc import Iterator, Sequence

from checklist.answer_types.implementation import CONSIDERED, NOT_IMPLEMENTED
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Found, Severity
from checklist.questionnaire.catalogue import STATE_ADDRESSEES, WEIGHING, Recommendation
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


@rule("Q110")
def not_addressed(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A required question, none of whose recommendations is addressed to States.

    ## Why is this bad?
    What only the Conference, the Secretariat or UNODC is asked to do cannot be required of a State.

    ## Example
        - id: courses-requested
          recommendations: ["14"]        # addressed to the Secretariat

    ## Use instead
        - id: courses-requested
          recommendations: ["14"]
          optional: true
    """
    known = checked.recommendations
    for placed in checked.placed:
        served = [known[cited] for cited in cited_by(placed.question) if cited in known]
        if not served or placed.question.optional:
            continue
        if not any(map(_is_to_states, served)):
            cited = ", ".join(recommendation.id for recommendation in served)
            message = f"required of States, although {cited} asks others to act"
            yield placed.finding(message, "recommendations", hint="write `optional: true`")


def _offered(question: Question) -> Iterator[tuple[DocumentPath, Sequence[str]]]:
    """Yield each place that offers the status, with the recommendations that it is offered for."""
    if CONSIDERED not in (question.answer_type.codes() or ()):
        return
    rows = question.answer_type.listed_rows()
    if not rows:
        yield ("considered",), question.recommendations
        return
    for index, row in enumerate(rows):
        if CONSIDERED in (question.answer_type.codes(row.id) or ()):
            yield ("items", index), [*question.recommendations, *row.recommendations]


def _leaves_no_choice(recommendation: Recommendation) -> bool:
    return _is_to_states(recommendation) and WEIGHING.isdisjoint(recommendation.strength)


@rule("Q111")
def considered(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """The status `considered` is offered where no recommendation leaves the State free to weigh it.

    ## Why is this bad?
    “Considered, and decided not to do it” counts as following a recommendation only where its words are
    consider, encouraged, explore or may. Elsewhere the honest answer is “not implemented”.

    ## Example
        - id: standards
          recommendations: ["17(b)"]        # should
          type: implementation
          considered: true

    ## Use instead
    Leave `considered` out, or put what is only to be considered into a question of its own. In a
    matrix, mark the rows that may offer it: `considered: true`.
    """
    known = checked.recommendations
    for placed in checked.placed:
        for where, cited in _offered(placed.question):
            firm = [name for name in cited if name in known and _leaves_no_choice(known[name])]
            if not firm:
                continue
            message = f"`{CONSIDERED}` is offered, but {' and '.join(firm)} leaves no such choice"
            yield placed.finding(message, *where)


_ONLY_WEIGHING = frozenset({"consider", "encouraged", "explore"})
"""The strengths that ask for no more than to weigh a measure."""


@rule("Q130", Severity.WARNING)
def no_considered(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A measure that States are only asked to weigh does not offer `considered`.

    A measure is an implementation, or a row of a matrix with the option `not-implemented`; or a choice
    with that option.

    ## Why is this bad?
    Where the recommendations to States only say consider, explore or encourage, a State that weighed
    the measure and decided not to do it has followed them. Without `considered` it must answer that
    nothing was done.

    ## Example
        - id: compensation
          recommendations: ["16(b)"]        # consider
          type: implementation

    ## Use instead
        - id: compensation
          recommendations: ["16(b)"]
          type: implementation
          considered: true
    """
    known = checked.recommendations
    for placed in checked.placed:
        for where, name, cited in _without(placed.question):
            to_states = [
                known[recommendation]
                for recommendation in cited
                if recommendation in known and _is_to_states(known[recommendation])
            ]
            if to_states and all(map(_is_to_be_weighed, to_states)):
                ids = ", ".join(recommendation.id for recommendation in to_states)
                message = f"`{name}` offers no `{CONSIDERED}`, and {ids} ask only to weigh it"
                yield placed.finding(message, *where)


def _without(question: Question) -> Iterator[tuple[DocumentPath, str, Sequence[str]]]:
    """Yield each measure without `considered`: its place, its name, and its recommendations."""
    codes = question.answer_type.codes() or frozenset()
    if NOT_IMPLEMENTED not in codes or question.answer_type.allows_several:
        return
    rows = question.answer_type.listed_rows()
    if not rows and CONSIDERED not in codes:
        yield ("recommendations",), question.id, question.recommendations
    for index, row in enumerate(rows):
        if CONSIDERED not in (question.answer_type.codes(row.id) or ()):
            cited = dict.fromkeys([*question.recommendations, *row.recommendations])
            yield ("items", index), row.id, list(cited)


def _is_to_be_weighed(recommendation: Recommendation) -> bool:
    return WEIGHING.issuperset(recommendation.strength) and not _ONLY_WEIGHING.isdisjoint(
        recommendation.strength
    )


def _is_to_states(recommendation: Recommendation) -> bool:
    return not STATE_ADDRESSEES.isdisjoint(recommendation.to)
