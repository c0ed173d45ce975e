"""One answer that was changed in two places at once."""

from collections.abc import Mapping
from typing import Any

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.packet import units_of
from checklist.answer_types.units import PathError
from checklist.merging.claims import Claim, ReturnMark
from checklist.merging.question import MergedQuestion, merge_question
from checklist.ministries.incoming import QuestionReturn, claimed

Answer = Mapping[str, Any]


def merge_three(
    answer_type: AnswerType, base: Answer | None, mine: Answer | None, theirs: Answer | None
) -> MergedQuestion | None:
    """Return an answer with what was changed here and elsewhere.

    Args:
        answer_type: The type of the question.
        base: The answer that both began with; None for none.
        mine: The answer here. Where both changed one unit differently, it stands.
        theirs: The answer elsewhere.

    Returns:
        The answer with the conflicts in it; None where an answer has not the structure of its type,
        so that nothing in it can be told apart.
    """
    mark = ReturnMark(ordinal=1, on="", file="", digest="")
    try:
        said = QuestionReturn(
            base=dict(units_of(answer_type, base or {})),
            theirs=dict(units_of(answer_type, theirs or {})),
        )
        sender = Claim(by="elsewhere", returns=[mark], changes={}, is_authority=False)
        claim = claimed(answer_type, sender, said, None).claim
        return merge_question(answer_type, mine, [claim])
    except (PathError, TypeError, AttributeError, ValueError):
        return None
