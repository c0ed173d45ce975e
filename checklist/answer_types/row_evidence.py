"""Evidence for the rows of a matrix, asked for once below the last row.

One entry is for all rows: `penal-code 104a (rows 1 to 3); 2 article 7 (row 4)`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.answer_types.evidence import (
    MAX_EVIDENCE,
    CitationHelp,
    evidence_form,
    evidence_lines,
    evidence_tips,
    law_lines,
    laws_in,
    read_reference,
)
from checklist.answer_types.interface import Refusal, Row, Step, StepContext, Value
from checklist.diagnostics import DocumentPath
from checklist.text.entries import AND, COMMAS, ROWS, UP_TO, entries_in, plain_digits
from checklist.text.messages import commas, semicolons, tr, with_aside

RowEvidence: TypeAlias = Mapping[str, Sequence[Mapping[str, str]]]
"""References by the id of their row."""

_ROWS = rf"(?i)[(（]\s*{ROWS}([^()（）]*)[)）]\s*$"
_ROWS_OF_ADDRESS = rf"(?i)(?<=\S),?\s+{ROWS}([^()]*)$"
"""The rows without brackets: a web address has no space, but an article can."""
_BARE_ROWS = rf"(?i)(?<=\S)[,，]?\s+({ROWS}[0-9][0-9\s{COMMAS}–-]*(?:\s*{UP_TO}\s*[0-9]+)?\s*行?)$"
"""Words behind an article that may name rows, or may be a part of the article."""
_RANGE = rf"([0-9]{{1,3}})(?:\s*{UP_TO}\s*([0-9]{{1,3}}))?"


def row_evidence_step(
    rows: Sequence[Row],
    shown: Sequence[str],
    previous: RowEvidence,
    context: StepContext,
    *,
    kind: str,
    overview: Sequence[str],
    so_far: Value,
) -> Step:
    """Return the prompt for the evidence of all rows.

    Args:
        rows: The rows of the matrix.
        shown: The ids of the rows that a reference without row numbers is for.
        previous: The earlier references.
        context: The register of laws.
        kind: `law`, or `link` for web addresses alone.
        overview: A line for each row, with its answer.
        so_far: The value that stands if the interview ends here.
    """
    laws, is_link = context.laws, kind == "link"
    cited = laws[0].code if laws and not is_link else ""
    first = f"{cited} 104a" if cited else "https://example.org/law"
    some = tr(" (rows 1 to {rows})", min(3, len(rows))) if len(rows) > 1 else tr(" (row 1)")
    numbered = [tr("Row {number}: {line}", number, line) for number, line in enumerate(overview, 1)]
    return Step(
        "evidence",
        ask=tr("Which pages or documents show this?")
        if is_link
        else tr("Which articles show this?"),
        form=tr("a web address") if is_link else evidence_form(laws),
        tips=[
            tr("For example: {first}{some}.", first, some),
            tr("Without row numbers, it is evidence for each row whose answer it can show."),
            *evidence_tips(laws, is_link=is_link),
        ],
        required=False,
        previous=previous or None,
        previous_text=row_evidence_text(rows, previous),
        context=[*([] if is_link else law_lines(laws)), *numbered],
        so_far=so_far,
        laws=() if is_link else laws,
        names_laws=bool(context.register) and not is_link,
        read=lambda entry: _read(rows, shown, entry, context, is_link=is_link),
    )


def row_evidence_text(rows: Sequence[Row], evidence: RowEvidence) -> str:
    """Return the references on one line, each with its rows, as they can be typed."""
    numbers: dict[str, list[int]] = {}
    for number, row in enumerate(rows, 1):
        for line in evidence_lines(evidence.get(row.id, ())):
            numbers.setdefault(line, []).append(number)
    return semicolons(with_aside(line, row_words(of)) for line, of in numbers.items())


def rows_ticked(reference: str) -> tuple[str, list[int]]:
    """Return what is typed of a reference without its rows, and the numbers of these."""
    found = re.search(_ROWS, reference)
    if found is None:
        return reference.rstrip(), []
    numbers: set[int] = set()
    for first, last in re.findall(_RANGE, plain_digits(found[1])):
        numbers |= {*range(int(first), int(last or first) + 1)}
    return reference[: found.start()].rstrip(), sorted(numbers)


def row_words(numbers: Sequence[int]) -> str:
    """Return the numbers of rows as they can be typed: `rows 1 to 3`, `rows 1, 4`."""
    if len(numbers) == 1:
        return tr("row {numbers}", numbers[0])
    is_range = list(numbers) == list(range(numbers[0], numbers[-1] + 1))
    if is_range:
        return tr("rows {numbers} to {numbers_2}", numbers[0], numbers[-1])
    return tr("rows {numbers}", commas(map(str, numbers)))


def _read(
    rows: Sequence[Row], shown: Sequence[str], entry: str, context: StepContext, *, is_link: bool
) -> RowEvidence:
    evidence: dict[str, list[dict[str, str]]] = {}
    parts = entries_in(entry)
    if not parts:
        raise Refusal(tr("Type a reference, or press Enter for none."))
    words = CitationHelp.at_terminal()
    for part in parts:
        found = re.search(_ROWS, part)
        if found is None and "://" in part.split(maxsplit=1)[0]:
            found = re.search(_ROWS_OF_ADDRESS, part)
        if found is None and (bare := re.search(_BARE_ROWS, plain_digits(part))):
            example = with_aside(part[: bare.start()].strip(), bare[1])
            raise Refusal(tr("If rows are meant, put them in brackets: {example}.", example))
        reference = part[: found.start()].strip() if found else part
        if not reference:
            raise Refusal(tr("Type the law or the web address before the rows."))
        reading = read_reference(context.laws, words, reference, is_link=is_link)
        for row_id in _row_ids(rows, found[1]) if found else shown:
            if row_id not in shown:
                number = [row.id for row in rows].index(row_id) + 1
                raise Refusal(tr("Row {number} has no answer that a reference can show.", number))
            of_row = evidence.setdefault(row_id, [])
            if reading not in of_row:
                of_row.append(reading)
            if len(of_row) > MAX_EVIDENCE:
                raise Refusal(tr("Type at most {max_evidence} references for a row.", MAX_EVIDENCE))
    return evidence


def _row_ids(rows: Sequence[Row], words: str) -> list[str]:
    """Return the rows of a list of numbers: `1 to 3, 5`."""
    chosen: list[str] = []
    for words_of_one in re.split(rf"\s*[{COMMAS}]\s*(?:and\s+)?|{AND}", words.strip()):
        found = re.fullmatch(_RANGE, plain_digits(words_of_one.strip(" 行")))
        if found is None:
            raise Refusal(tr("Type the rows by their numbers: (row 2), or (rows 1 to 3, 5)."))
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= len(rows):
            raise Refusal(tr("The rows have numbers from 1 to {rows}.", len(rows)))
        chosen += [row.id for row in rows[first - 1 : last]]
    return chosen


def with_row_evidence(value: Mapping[str, Any], evidence: RowEvidence) -> dict[str, Any]:
    """Return the rows of a matrix with these references, and no others."""
    rows = {}
    for row_id, answer in value.items():
        bare = {key: part for key, part in answer.items() if key != "evidence"}
        own = evidence.get(row_id)
        if own and "value" in bare:
            bare = {"value": bare.pop("value"), "evidence": list(own), **bare}
        rows[row_id] = bare
    return rows


def laws_in_rows(rows: Mapping[str, AnswerData]) -> list[tuple[DocumentPath, str]]:
    """Return the short names of the laws in the evidence of rows, with their places."""
    return [
        law
        for row_id, answer in rows.items()
        for law in laws_in(answer.get("evidence", ()), ("value", row_id, "evidence"))
    ]


def references_in_rows(rows: Mapping[str, AnswerData]) -> list[Mapping[str, str]]:
    """Return the references of the rows that are not confidential, each once."""
    public = (answer for answer in rows.values() if not is_confidential(answer))
    found = [entry for answer in public for entry in answer.get("evidence", ())]
    return [entry for index, entry in enumerate(found) if entry not in found[:index]]
