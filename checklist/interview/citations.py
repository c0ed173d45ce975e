"""Names of recommendations, as prompts and explanations cite them."""

from collections.abc import Sequence

from checklist.questionnaire.catalogue import Recommendation

_STRENGTHS = {
    "should": "should",
    "endeavour": "should endeavour",
    "consider": "should consider",
    "encouraged": "encouraged",
    "explore": "should explore",
    "may": "may",
}


_MOST_RELATED = 2
"""The most related recommendations that a prompt names; /help shows all."""


def citation(
    served: Sequence[Recommendation], see_also: Sequence[Recommendation], *, has_words: bool
) -> str:
    """Return the recommendations that a question serves, and those that go with them.

    Those of one meeting and strength are in one group:
    `Recommendations 36, 39 (2010: should). Related: 9 (Legislative assistance by the Secretariat).`
    """
    alike: dict[tuple[int, str], list[str]] = {}
    for recommendation in served:
        strength = ", ".join(_STRENGTHS[word] for word in recommendation.strength)
        alike.setdefault((recommendation.meeting, strength), []).append(recommendation.id)
    cited = "; ".join(
        f"{', '.join(ids)} ({meeting}: {strength})" for (meeting, strength), ids in alike.items()
    )
    # Those to which these refer come first, as the document names them itself.
    referred = [recommendation for recommendation in see_also if _refers(served, recommendation)]
    first = [
        *referred,
        *(recommendation for recommendation in see_also if recommendation not in referred),
    ][:_MOST_RELATED]
    names = [
        f"{recommendation.id} ({recommendation.name})" if has_words else recommendation.id
        for recommendation in first
    ]
    words = ("; " if has_words else ", ").join(names)
    more = len(see_also) - len(first)
    sentences = [f"Recommendation {cited}." if len(served) == 1 else f"Recommendations {cited}."]
    if words:
        sentences.append(f"Related: {words} and {more} more." if more else f"Related: {words}.")
    return " ".join(sentences)


def _refers(served: Sequence[Recommendation], other: Recommendation) -> bool:
    return any(
        not {other.id, other.paragraph}.isdisjoint(recommendation.see) for recommendation in served
    )


def recommendation_name(recommendation: Recommendation) -> str:
    """Return the name of a recommendation, with its meeting and strength."""
    strength = ", ".join(_STRENGTHS[word] for word in recommendation.strength)
    return f"Recommendation {recommendation.id} ({recommendation.meeting}: {strength})"
