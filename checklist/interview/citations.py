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


def citation(served: Sequence[Recommendation]) -> str:
    """Return the recommendations that a question serves, and those that they refer to.

    Those of one meeting and strength are in one group:
    `Recommendations 36, 39 (2010: should). Related: 9.`
    """
    alike: dict[tuple[int, str], list[str]] = {}
    for one in served:
        strength = ", ".join(_STRENGTHS[word] for word in one.strength)
        alike.setdefault((one.meeting, strength), []).append(one.id)
    cited = "; ".join(
        f"{', '.join(ids)} ({meeting}: {strength})" for (meeting, strength), ids in alike.items()
    )
    own = {one.id for one in served}
    see = [other for one in served for other in one.see if other not in own]
    related = f" Related: {', '.join(dict.fromkeys(see))}." if see else ""
    return f"Recommendation{'s' if len(served) > 1 else ''} {cited}.{related}"


def recommendation_name(one: Recommendation) -> str:
    """Return the name of a recommendation, with its meeting and strength."""
    strength = ", ".join(_STRENGTHS[word] for word in one.strength)
    return f"Recommendation {one.id} ({one.meeting}: {strength})"
