"""Who is named as a giver of an answer."""

from collections.abc import Collection, Mapping, Sequence, Set
from typing import Any

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.units import MISSING, PACKET_KEYS, PartPath, set_part
from checklist.merging.claims import Claim
from checklist.merging.contents import CONFIDENTIAL, NOTE, WHOLE, is_in, text_of
from checklist.merging.resolution import Conflict
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
    keys = {*PACKET_KEYS} - {CONFIDENTIAL, ANSWERED_BY}
    pairs = [(own[key], answer.get(key)) for key in own.keys() & keys]
    return any(is_in(content, stands) or _shares_part(content, stands) for content, stands in pairs)


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


# Once a person decided a conflict

_WHOLE_PARTS = frozenset({"", MISSING, WHOLE})
"""The parts that are the answer, and not only something in it or beside it."""


def naming_givers(
    answer_type: AnswerType,
    answer: Mapping[str, Any] | None,
    conflict: Conflict,
    content: Any,
    own: Mapping[str, Any] | None,
    claims: Sequence[Claim],
    authorities: Collection[str],
    agreed: Collection[str] = (),
) -> Mapping[str, Any] | None:
    """Return an answer that names those whose words were chosen where a conflict was.

    Words that nobody sent are those of the report itself, so that nobody is named, unless the
    State marked them and others are named, too.

    Args:
        answer_type: The type of the question.
        answer: The answer with what was chosen; None for nothing.
        conflict: The conflict.
        content: What was chosen; None for nothing.
        own: What the report itself had before it was merged; None for nothing.
        claims: All claims on the question.
        authorities: The codes of the authorities that the questionnaire names, if it does.
        agreed: The authorities that agreed on it: they give what nobody of them had sent.
    """
    row, whole = conflict.path.row, answer or {}
    chosen = chosen_from(conflict, content)
    names = {name for group in chosen for claim in group for name in claim.givers}
    is_new = not chosen and not _says_the_same(content, conflict.stands)
    names |= {*agreed} - {OWN} if is_new else set()
    if conflict.path.entry:
        whole = _naming_cells(answer_type, whole, conflict.path, names, claims, authorities)
        answer = whole or None
    rows: Mapping[str, Any] = whole.get("value", {}) if row else {}
    inner = rows.get(row) if row else whole
    if not inner:
        return answer
    is_kept = conflict.is_beside or _says_the_same(content, conflict.stands)
    if _is_union(conflict, content):
        is_kept |= any(not wish.claims for wish in conflict.wanted)
    is_whole = conflict.path.part in _WHOLE_PARTS and not conflict.path.entry
    is_whole = is_whole and not _shares_part(_value_of(conflict.stands), _value_of(content))
    for name in named_in(inner):
        said = [claim for claim in claims if name in claim.givers]
        if is_kept or (not is_whole and _says_some(answer_type, whole, said, row)):
            names.add(name)
    names |= state_in(_of_row(own, row), inner) if names else set()
    named = naming(inner, names, authorities)
    return {**whole, "value": {**rows, row: named}} if row else named


def _of_row(own: Mapping[str, Any] | None, row: str) -> Mapping[str, Any] | None:
    """Return what the report itself has in a row, or in all; None where others gave the rows."""
    rows = (own or {}).get("value")
    if not row or named_in(own or {}):
        return None if row else own
    return rows.get(row) if isinstance(rows, Mapping) else None


def chosen_from(conflict: Conflict, content: Any) -> list[Sequence[Claim]]:
    """Return the claims whose words were chosen, grouped as they are in the conflict."""
    if _is_union(conflict, content):
        return [wish.claims for wish in conflict.wanted]
    return [wish.claims for wish in conflict.wanted if text_of(wish.content) == text_of(content)]


def _is_union(conflict: Conflict, content: Any) -> bool:
    return content is not None and text_of(content) == text_of(conflict.union)


def _says_the_same(content: Any, stands: Any) -> bool:
    """Whether the value that was chosen is the one that stood, whatever stands beside it."""
    if not (isinstance(content, Mapping) and isinstance(stands, Mapping)):
        return text_of(content) == text_of(stands)
    values = [packet.get("value", packet) for packet in (content, stands)]
    new, old = (
        sorted(map(text_of, value)) if isinstance(value, list) else value for value in values
    )
    return text_of(new) == text_of(old)


def _naming_cells(
    table: AnswerType,
    answer: Mapping[str, Any],
    path: PartPath,
    names: Collection[str],
    claims: Sequence[Claim],
    authorities: Collection[str],
) -> Mapping[str, Any]:
    """Return a table in which the cells of an entry that are marked, or name somebody, name all."""
    entries = answer.get("value")
    if not names or not isinstance(entries, list):
        return answer
    at = min(path.entry, len(entries)) - 1

    def givers(entry: Mapping[str, Any], column: str) -> Collection[str]:
        if path.part in _WHOLE_PARTS or named_in(entry[column]):
            return named_in(entry[column])
        # In a cell without a mark nobody is named. Who gave it, the claims say.
        return _givers(table, entry, column, claims)

    named = [
        {
            column: naming(cell, {*names, *givers(entry, column)}, authorities)
            if cell.get(CONFIDENTIAL) or named_in(cell)
            else cell
            for column, cell in entry.items()
        }
        if index == at
        else entry
        for index, entry in enumerate(entries)
    ]
    return {**answer, "value": named}


def _givers(
    table: AnswerType, entry: Mapping[str, Any], column: str, claims: Sequence[Claim]
) -> Collection[str]:
    """Return those who gave a cell, or what stands beside its value, as far as the claims say."""
    key = table.entry_key

    def is_same(cells: Mapping[str, Any]) -> bool:
        shared = {*(key or entry), column}
        return all(_value(cells, column) == _value(entry, column) for column in shared)

    return {
        name
        for claim in claims
        for path, change in claim.changes.items()
        if path.column == column and change.now is not None
        if change.now == entry[column].get(path.part or "value")
        if is_same(claim.cells_of(path.entry))
        for name in claim.givers
    }


def _value(cells: Mapping[str, Any], column: str) -> Any:
    return cells.get(column, {}).get("value")


def _shares_part(value: Any, other: Any) -> bool:
    """Whether some part of a value is in another one."""
    are_mappings = isinstance(value, Mapping) and isinstance(other, Mapping)
    return are_mappings and any(other.get(part) == content for part, content in value.items())


def _says_some(
    answer_type: AnswerType, answer: Mapping[str, Any], own: Sequence[Claim], row: str
) -> bool:
    """Whether something of what somebody said stands in an answer, as far as that is known."""
    said = [
        (path, change.now)
        for claim in own
        for path, change in claim.changes.items()
        if path.row == row and change.now is not None
    ]
    return not said or any(
        path.entry or _stands_in(path.part, content, answer_type.get(answer, path))
        for path, content in said
    )


def _stands_in(part: str, content: Any, stands: Any) -> bool:
    """Whether something that somebody said stands, also where others added to it."""
    is_text = isinstance(content, str) and part != NOTE
    return bool(content == stands) if is_text else is_in(content, stands)


def _value_of(packet: Any) -> Any:
    return packet.get("value") if isinstance(packet, Mapping) else None
