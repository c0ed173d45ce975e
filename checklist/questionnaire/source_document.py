"""The official wording of recommendations, found in the user's copy of the source document.

The copy is plain text. Nothing of it ships with the tool. Copies differ: lines may be broken
anywhere, pages may leave blank lines in the middle of a sentence, and footnotes may stand between
two paragraphs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

_PARAGRAPH = r"\s*([0-9]{1,3})\.\s+(?=\S)"
_SUBPARAGRAPH = r"\s*(?:[-•*]\s*)?\(([a-z])\)\s+(?=\S)"
_HEADING = r"\s*(?:[IVX]+|[A-Z])\.\s+[A-Z]"
_FOOTNOTE = r"\s*(?:[¹²³⁴-⁹⁰]+\s|\*\s+(?!\([a-z]\)))"
_MARKS = r"[¹²³⁴-⁹⁰]+|\*(?=\w)|(?<=\w)\*"
_END = r"[:;.](?: (?:and|or))?$"
_OWN_NUMBER = r"\bparagraph (\d+) of the report\b"

_OFFSET = 4
"""The number of a 2009 paragraph in this document, less its number in the 2009 report."""


@dataclass(frozen=True)
class SourceDocument:
    """A copy of the source document, as plain text."""

    text: str

    @cached_property
    def wordings(self) -> Mapping[str, str]:
        """The official wording by paragraph or subparagraph: `10`, `10(b)`.

        A subparagraph begins with the words that lead to it.
        """
        wordings: dict[str, str] = {}
        for number, lines in _paragraphs(self.text):
            lead, parts = _parts(lines)
            if not parts:
                wordings[number] = _joined(lead)
            for letter, part in parts.items():
                wordings[f"{number}({letter})"] = f"{_joined(lead)} ({letter}) {_joined(part)}"
        return wordings

    def lines(self, recommendation_id: str) -> list[str]:
        """Return the wording and the remark on it, for display."""
        wording = self.wordings.get(recommendation_id)
        if wording is None:
            return [f"{recommendation_id}: not found in this copy"]
        remark = self.remark(recommendation_id)
        return [f"{recommendation_id}: {wording}", *([f"Remark: {remark}"] if remark else [])]

    def remark(self, recommendation_id: str) -> str:
        """Return a remark for the reader of this wording, or an empty text.

        The 2010 meeting cites the 2009 report by that report's own numbers.
        """
        cited = re.search(_OWN_NUMBER, self.wordings.get(recommendation_id, ""))
        if cited is None:
            return ""
        return (
            f"“Paragraph {cited[1]}” is the number in the report of the 2009 meeting; "
            f"in this document it is paragraph {int(cited[1]) + _OFFSET}."
        )


def _paragraphs(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each numbered paragraph with its lines, as long as the numbers follow one another.

    A footnote can have several lines: it ends at an empty one.
    """
    number = 0
    lines: list[str] | None = None
    in_footnote = False
    for line in text.splitlines():
        found = re.match(_PARAGRAPH, line)
        begins = found is not None and int(found[1]) == number + 1
        if lines is not None and (begins or re.match(_HEADING, line)):
            yield str(number), lines
            lines = None
        in_footnote = re.match(_FOOTNOTE, line) is not None or (in_footnote and bool(line.strip()))
        if found is not None and begins:
            number, lines, in_footnote = number + 1, [line[found.end() :]], False
        elif lines is not None and not in_footnote:
            lines.append(line)
    if lines is not None:
        yield str(number), lines


def _parts(lines: list[str]) -> tuple[list[str], Mapping[str, list[str]]]:
    """Return the words that lead in, and the lines of each lettered part.

    A letter begins a part only where the text before it has come to an end: a reference such as
    “paragraph 17 (a)” can be broken before its letter.
    """
    lead: list[str] = []
    parts: dict[str, list[str]] = {}
    current = lead
    for line in lines:
        found = re.match(_SUBPARAGRAPH, line)
        is_next = found is not None and found[1] == chr(ord("a") + len(parts))
        if found is not None and is_next and re.search(_END, _joined(current)):
            current = parts[found[1]] = [line[found.end() :]]
        else:
            current.append(line)
    return lead, parts


def _joined(lines: list[str]) -> str:
    return " ".join(re.sub(_MARKS, "", " ".join(lines)).split())
