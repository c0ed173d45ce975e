"""The present questions in which the lack of an answer could tell an earlier, confidential one.

Whether an answer finds a place in the next version can depend on what it says: on a code that was
removed, on a limit that is new. So the places of what is confidential stay confidential as a whole,
whatever has come there, unless its question was only renamed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from checklist.answer_types.misspelt_marks import MARK
from checklist.questionnaire.changes import ItemChange, QuestionChange, Step
from checklist.questionnaire.declared_names import question_places
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.confidentiality import confidential_parts, hidden_questions


def secret_places(
    answers: Mapping[str, Any], route: Sequence[tuple[Questionnaire, Step]]
) -> Set[str]:
    """Return the present ids of the questions that are confidential as a whole.

    They are the same whatever the confidential answers say.

    Args:
        answers: The answers of the earlier version, in any form.
        route: The steps to the present one, each with the version that it begins with.
    """
    first, _ = route[0]
    marked = {question for question, _ in confidential_parts(answers)}
    hidden = hidden_questions(answers, first)
    marked |= hidden
    # What depends on a confidential answer need not depend on it any more.
    secret = {question_id for question_id in hidden if not _has_mark(answers.get(question_id))}
    for old, step in route:
        secret |= {
            question_id
            for question_id in marked
            if question_id in old.questions and not _is_as_it_was(step, question_id)
        }
        secret, marked = ({*_places(step, several)} for several in (secret, marked))
    return secret


def _has_mark(answer: Any) -> bool:
    """Whether an answer in any form keeps its own mark, which every version understands."""
    return isinstance(answer, dict) and answer.get(MARK) is True


def _places(step: Step, questions: Iterable[str]) -> Iterator[str]:
    """Yield what questions have become, also those that take single rows."""
    for question in questions:
        yield from (place.question for place in question_places(step, question))
        for row in step.change(question).rows.values():
            yield from (target.partition("/")[0] for target in row.to if "/" in target)


def _is_as_it_was(step: Step, question: str) -> bool:
    """Whether every answer to a question is carried over with its meaning."""
    change: QuestionChange = step.change(question)
    inner: list[ItemChange] = [*change.codes.values(), *change.rows.values()]
    for column in change.columns.values():
        inner += [column, *column.codes.values()]
    are_kept = all(
        declared.became in {"kept", "renamed"} and not declared.has_other_meaning
        for declared in [change, *inner]
    )
    is_elsewhere = any("/" in target for row in change.rows.values() for target in row.to)
    is_changed = change.changed or any(column.changed for column in change.columns.values())
    return are_kept and not (is_elsewhere or is_changed or change.maps)
