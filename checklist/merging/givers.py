"""Who is named as a giver of an answer."""

from collections.abc import Collection, Mapping, Sequence, Set
from typing import Any

from checklist.answer_types.units import PACKET_KEYS, set_part
from checklist.merging.contents import CONFIDENTIAL
from checklist.questionnaire.authorities import OWN

ANSWERED_BY = "answered_by"


def state_in(own: Mapping[str, Any] | None, answer: Mapping[str, Any]) -> Set[str]:
    """Return the code of the State's own authority where it gave a marked answer with others.

    Without it, those who say the same would be named alone, and see what the State marked.

    Args:
        own: What the report itself has, where nobody is named; None for nothing.
        answer: What stands now.
    """
    is_state = own is not None and not named_in(own) and _is_marked(own) and _is_marked(answer)
    return {OWN} if is_state and _is_said(own or {}, answer) else set()


def _is_said(own: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether something of what the report itself has, but its mark, stands in an answer."""

    def is_in(one: Any, other: Any) -> bool:
        if isinstance(one, str) and isinstance(other, str):
            return one in other
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            return any(other.get(key) == content for key, content in one.items())
        is_listed = isinstance(one, list) and isinstance(other, list)
        return any(item in other for item in one) if is_listed else one == other

    return any(
        is_in(content, answer.get(key))
        for key, content in own.items()
        if key in PACKET_KEYS and key not in {CONFIDENTIAL, ANSWERED_BY}
    )


def _is_marked(answer: Mapping[str, Any]) -> bool:
    """Whether an answer, or a cell of a table, is not for publication."""
    value = answer.get("value")
    entries = value if isinstance(value, list) else []
    cells = [cell for entry in entries if isinstance(entry, dict) for cell in entry.values()]
    return any(isinstance(cell, dict) and cell.get(CONFIDENTIAL) for cell in (answer, *cells))


def givers_in(answer: Mapping[str, Any]) -> Sequence[str]:
    """Return the codes of the authorities that gave an answer or its rows, in their order."""
    value = answer.get("value")
    rows = value.values() if isinstance(value, dict) else ()
    packets = [answer, *(row for row in rows if isinstance(row, dict))]
    return sorted({code for packet in packets for code in named_in(packet)} - {OWN})


def named_in(answer: Mapping[str, Any]) -> Set[str]:
    """Return those who are named as the givers of an answer."""
    before = answer.get(ANSWERED_BY)
    if before is None:
        return set()
    return {*before} if isinstance(before, list) else {str(before)}


def naming(
    answer: Mapping[str, Any], names: Collection[str], authorities: Collection[str]
) -> Mapping[str, Any]:
    """Return an answer that names those who gave it; where that is nobody, it is the report's own.

    Args:
        answer: The answer.
        names: Those who gave it.
        authorities: The codes of the authorities that the questionnaire names, if it does.
    """
    codes = sorted(names)
    content: Any = (codes if authorities else ", ".join(codes)) or None
    same = content == answer.get(ANSWERED_BY)
    return answer if same else set_part(answer, ANSWERED_BY, content)
