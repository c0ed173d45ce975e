"""The authorities that answer: the codes that a questionnaire names for them, and their labels."""

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import AnswerData
from checklist.questionnaire.question import Question
from checklist.text.messages import semicolons, tr

OWN = "own"
"""The code of the authority that writes the report."""


def authority_labels(question: Question) -> Mapping[str, str]:
    """Return the labels of the authorities that a question offers, by code.

    That of `own` is among them, in every questionnaire.
    """
    answer_type = question.answer_type
    alone = answer_type.exclusive_codes()
    offered = {code: label for code, label in answer_type.offered() if code not in alone}
    return {OWN: tr("The authority that writes the report"), **offered}


def naming_authorities(answer: AnswerData, authorities: Mapping[str, str]) -> AnswerData:
    """Return an answer in which labels say who gave it and its rows or cells, for people to read.

    An answer that names no code stays the same object.

    Args:
        answer: An answer of a report.
        authorities: The labels of the authorities, by code; empty where there are none.
    """
    return _named(answer, authorities) if authorities else answer


def givers_in(answer: AnswerData) -> Sequence[str]:
    """Return the codes of the authorities that gave an answer or its rows, in their order."""
    value = answer.get("value")
    rows = value.values() if isinstance(value, Mapping) else ()
    packets = [answer, *(row for row in rows if isinstance(row, Mapping))]
    named = [packet.get("answered_by") for packet in packets]
    codes = {code for names in named if isinstance(names, list) for code in names}
    return sorted(codes - {OWN})


def in_labels(codes: Sequence[Any], authorities: Mapping[str, str]) -> str:
    """Return authorities as one text: their labels, and codes that have none as they are."""
    return semicolons(authorities.get(code, code) for code in map(str, codes))


def _named(part: Any, authorities: Mapping[str, str]) -> Any:
    if isinstance(part, list):
        entries = [_named(inner, authorities) for inner in part]
        same = all(new is old for new, old in zip(entries, part, strict=True))
        return part if same else entries
    if not isinstance(part, Mapping):
        return part
    changed = {key: _named(content, authorities) for key, content in part.items()}
    if isinstance(part.get("answered_by"), list):
        changed["answered_by"] = in_labels(part["answered_by"], authorities)
    same = all(changed[key] is content for key, content in part.items())
    return part if same else changed
