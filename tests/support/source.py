"""Reads the recommendations out of the text of the source document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_CHAPTER = re.compile(r"[IVX]+\. Recommendations adopted .*\b(\d{4})")
_SECTION = re.compile(r"([A-Z])\. .+")
_PARAGRAPH = re.compile(r"(\d+)\. (.+)")
_SUBPARAGRAPH = re.compile(r"(?:- )?\(([a-z])\) (.+)")
_SUPERSCRIPT = re.compile(r"[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]")
_FOOTNOTE = re.compile(rf"{_SUPERSCRIPT.pattern}|\* ")
_PARENTHESIS = re.compile(r"\(see (paras?\. (?:[^()]|\([a-z]\))+)\)")
_REFERENCE = re.compile(r"\d+|\([a-z]\)|[-\u2013]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A recommendation as the source document has it."""

    id: str
    """The paragraph, with the letter of the subparagraph if it has one: `10(b)`."""

    meeting: int
    """The year of the meeting that adopted it."""

    section: str
    """The letter of the section, which is unique within a meeting only."""

    text: str
    """The wording on one line, without footnotes; that of a subparagraph follows its lead-in."""


def paragraphs(source_text: str) -> dict[str, Paragraph]:
    """Return the recommendations by id, in the order of the document.

    A paragraph with subparagraphs is not listed itself. The paragraphs that stand outside the
    lettered sections, such as the introduction of a chapter, are not recommendations.
    """
    found: dict[str, Paragraph] = {}
    meeting = 0
    section = number = current = lead_in = ""
    for line in _lines(source_text):
        if match := _CHAPTER.fullmatch(line):
            meeting, section = int(match[1]), ""
        elif meeting and (match := _SECTION.fullmatch(line)):
            section = match[1]
        elif not section:
            continue
        elif match := _PARAGRAPH.fullmatch(line):
            current = number = match[1]
            found[current] = Paragraph(current, meeting, section, match[2])
        elif match := _SUBPARAGRAPH.fullmatch(line):
            if number in found:
                lead_in = found.pop(number).text
            current = f"{number}({match[1]})"
            found[current] = Paragraph(current, meeting, section, f"{lead_in} {match[2]}")
        else:
            found[current] = replace(found[current], text=f"{found[current].text} {line}")
    return found


def references(text: str) -> list[str]:
    """Return the ids in a paragraph's "(see para. ...)", ranges and lists of letters expanded."""
    found: list[str] = []
    for parenthesis in _PARENTHESIS.findall(text):
        number = ""
        range_is_open = False
        for token in _REFERENCE.findall(parenthesis):
            if token.isdigit():
                first = int(found[-1]) + 1 if range_is_open else int(token)
                found += [str(each) for each in range(first, int(token) + 1)]
                number, range_is_open = token, False
            elif token.startswith("("):
                if found[-1] == number:
                    found.pop()
                found.append(f"{number}{token}")
            else:
                range_is_open = True
    return found


def running_text(source_text: str) -> str:
    """Return the source, and after it each recommendation as it reads without interruptions.

    Footnotes and list markers cut sentences of the source in two, and would hide a part of them
    from a comparison of wording.
    """
    return "\n".join([source_text, *(each.text for each in paragraphs(source_text).values())])


def _lines(source_text: str) -> Iterator[str]:
    for raw in source_text.splitlines():
        line = raw.strip()
        if line and not _FOOTNOTE.match(line):
            yield _SUPERSCRIPT.sub("", line)
