"""The message on questions that are passed over because of an answer."""

from collections.abc import Sequence

from checklist.interview.position import InterviewPosition
from checklist.questionnaire.condition import names

_FEWEST = 3
"""The fewest questions that get a line: one or two are seldom looked for."""


def passed_over(position: InterviewPosition, answered: str) -> Sequence[str]:
    """Return a line on the questions that an answer omits; nothing for few questions.

    The line is short, because it is read aloud before the next question: together with the number
    of that question, and whether it is required, at most six words. A selection of questions gets
    no line: its questions are passed over for other reasons, too.

    Args:
        position: The position of the interview after the answer.
        answered: The question that was answered.
    """
    questionnaire, following = position.draft.questionnaire, position.current
    if following is None or position.navigation.scope.name:
        return ()
    order = [*questionnaire.questions]
    first = order.index(answered) + 1
    between = order[first : max(order.index(following), first)]
    if len(between) < _FEWEST or any(name in position.path.on for name in between):
        return ()
    conditions = (questionnaire.questions[name].when for name in between)
    if not any(when is not None and answered in names(when) for when in conditions):
        return ()
    start, end = (questionnaire.numbers[name] for name in (between[0], between[-1]))
    return (f"Omitted: {start}–{end} (/why {start})",)
