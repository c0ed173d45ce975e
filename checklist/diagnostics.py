"""Findings: what is wrong, where, and how it is said. The S codes are documented here.

A rule yields a `Finding` with a symbolic location: the path of keys and indices. One place,
`locate`, turns it into a `Diagnostic` with the line and column of the file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from checklist.text.sanitize import safe_text

DocumentPath = tuple[str | int, ...]
"""A place in a document: the keys and 0-based indices from the root to it."""

Wanted = Callable[[str], bool]
"""Whether findings of a code are wanted."""

MAX_BYTES = 500
"""The longest message, in UTF-8 bytes."""

MAX_PER_FILE = 100
"""How many findings a file is told; the rest is counted."""


MORE = "S000"
"""The code of the count of what is left out."""

NOT_FINAL = "S105"
"""The code of a draft where only final reports are accepted."""

MAX_RELATED = 5
"""How many other places a finding names."""

_MAX_PLACE = 100
"""The most characters that are said of one of them."""

_MOST_SOUGHT = 1000
"""Findings of a file whose hints are sought: it is told a hundred, those of its first lines."""


class Severity(StrEnum):
    """How grave a finding is. Only an error makes a command exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Related(NamedTuple):
    """Another symbolic place that a finding is about: the answer that this one contradicts.

    It can be in another file.
    """

    message: str
    """What stands there, in a few words: ``the answer to `signature` ``."""
    where: DocumentPath
    """The place in the document."""
    at_key: bool = True
    """Whether the key at `where` is meant, not its value."""
    file: str = ""
    """The file as the user named it, where it is another one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, at a symbolic place."""

    code: str
    """`S005`, `Q101`, `R012`."""
    message: str
    """What is wrong, with the value, and what is allowed. One line, no full stop needed."""
    where: DocumentPath = ()
    """The place in the document."""
    at_key: bool = False
    """Whether the key at `where` is meant, not its value."""
    severity: Severity = Severity.ERROR
    hint: str | Callable[[], str] = ""
    """What to do, or `did you mean …`; a function where there can be as many as a file has keys."""
    related: Sequence[Related] = ()
    """The other places that it is about."""
    unquoted: str = ""
    """The message where what it is about is confidential, with nothing of what the document says
    there; empty where the meaning of the code is told instead."""
    to_state: str | None = None
    """What a letter to the State says in place of message and hint; empty where the State can do
    nothing about it, so that no letter tells it; None where the letter says the same."""


class Position(NamedTuple):
    """A line and column that a diagnostic names beside its own."""

    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    message: str
    """What stands there, in a few words without control characters."""
    path: str = ""
    """The file as the user named it, where it is another one; empty for the same file."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, at a line and column of a file."""

    path: str
    """The file as the user named it."""
    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    code: str
    severity: Severity
    message: str
    """At most `MAX_BYTES` bytes, without control characters."""
    where: DocumentPath = ()
    """The keys and indices that lead to the place; empty for the whole file."""
    related: tuple[Position, ...] = ()
    """The other places that it is about, at most `MAX_RELATED`."""
    to_state: str | None = None
    """The message of a letter to the State, as `Finding.to_state`."""


class FileFindings(NamedTuple):
    """What was found in one file."""

    path: str
    """The file as the user named it."""
    diagnostics: Sequence[Diagnostic]
    """In the order of their lines; empty when nothing is wrong."""


class Positioned(Protocol):
    """What `locate` needs of a document that was read."""

    @property
    def name(self) -> str:
        """The file as the user named it."""

    def position(self, where: DocumentPath, *, key: bool = False) -> tuple[int, int]:
        """Return the 1-based line and column of a place, or of its nearest parent."""


def diagnostic(
    name: str,
    line: int,
    column: int,
    code: str,
    message: str,
    *,
    severity: Severity = Severity.ERROR,
    hint: str = "",
    where: DocumentPath = (),
    related: Iterable[Position] = (),
    to_state: str | None = None,
) -> Diagnostic:
    """Return a diagnostic whose message is safe to show and not too long."""
    text = f"{message}; {hint}" if hint else message
    message = _shortened(safe_text(text))
    if to_state is not None:
        to_state = _shortened(safe_text(to_state))
    return Diagnostic(name, line, column, code, severity, message, where, tuple(related), to_state)


def finding_data(found: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as plain data, without its file: as in the findings' JSON document."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "line": found.line,
        "column": found.column,
        "where": list(found.where),
        "message": found.message,
        "related": [
            {
                **({"path": one.path} if one.path else {}),
                "line": one.line,
                "column": one.column,
                "message": one.message,
            }
            for one in found.related
        ],
    }


def locate(
    findings: Iterable[Finding],
    document: Positioned,
    others: Mapping[str, Positioned] | None = None,
) -> Iterator[Diagnostic]:
    """Give each finding the line and column of its place in the document.

    To seek what was meant takes time, so of very many findings only the first have such a hint.

    Args:
        findings: The findings in one document.
        document: The document.
        others: The other documents that findings name, by their names.
    """
    for number, finding in enumerate(findings):
        hint = finding.hint
        if callable(hint):
            hint = hint() if number < _MOST_SOUGHT else ""
        line, column = document.position(finding.where, key=finding.at_key)
        yield diagnostic(
            document.name,
            line,
            column,
            finding.code,
            finding.message,
            severity=finding.severity,
            hint=hint,
            where=finding.where,
            related=_places(finding.related, document, others or {}),
            to_state=finding.to_state,
        )


def _places(
    related: Sequence[Related], document: Positioned, others: Mapping[str, Positioned]
) -> Iterator[Position]:
    for other in related[:MAX_RELATED]:
        in_file = others[other.file] if other.file else document
        line, column = in_file.position(other.where, key=other.at_key)
        yield Position(line, column, safe_text(other.message, limit=_MAX_PLACE), other.file)


def in_order(diagnostics: Iterable[Diagnostic], wanted: Wanted | None = None) -> list[Diagnostic]:
    """Return one file's diagnostics by line and column, at most `MAX_PER_FILE` and a count.

    With `wanted`, those of other codes are left out before anything is counted.

    Those of one place stay in the order in which they were found, and are not repeated.
    When there are more, errors are kept before warnings, and warnings before notes; the last
    diagnostic, S000, says how many were left out. It has the severity of the worst of them.
    """
    rank = list(Severity)
    if wanted is not None:
        diagnostics = (found for found in diagnostics if wanted(found.code))
    ordered = sorted(dict.fromkeys(diagnostics), key=_place)
    if len(ordered) <= MAX_PER_FILE:
        return ordered
    by_severity = sorted(ordered, key=lambda d: rank.index(d.severity))
    kept, left_out = by_severity[:MAX_PER_FILE], by_severity[MAX_PER_FILE:]
    kept.sort(key=_place)
    more = Diagnostic(
        kept[-1].path,
        1,
        1,
        MORE,
        left_out[0].severity,
        f"and {len(left_out)} more finding{'s' * (len(left_out) > 1)}",
    )
    return [*kept, more]


def _place(found: Diagnostic) -> tuple[int, int]:
    return found.line, found.column


def _shortened(message: str) -> str:
    encoded = message.encode()
    if len(encoded) <= MAX_BYTES:
        return message
    return encoded[: MAX_BYTES - 3].decode(errors="ignore") + "…"


@dataclass(frozen=True, slots=True)
class Code:
    """The documentation of one code."""

    code: str
    name: str
    """Kebab-case."""
    explanation: str
    """What it means, why it is refused, and what to do. The first line says it in short."""


STRUCTURE_CODES = {
    code.code: code
    for code in (
        Code(
            MORE,
            "more-findings",
            "A file is told at most 100 findings. Mend those, then run the command again.",
        ),
        Code(
            "S001",
            "cannot-be-read",
            "The path does not exist, is not a regular file, or may not be opened. Devices, "
            "pipes and folders are not read.",
        ),
        Code(
            "S002",
            "too-large",
            "A report has some tens of kilobytes. A file over the limit (2 MiB, or 100,000 "
            "elements) is not read, so that no file can use up the machine.",
        ),
        Code(
            "S003",
            "not-utf-8",
            "Files are UTF-8, with or without a byte order mark. Save the file again as UTF-8.",
        ),
        Code(
            "S004",
            "forbidden-character",
            "Control characters can change what a terminal shows. Only tab and line feed are "
            "allowed. Delete the character, or type the text again.",
        ),
        Code("S005", "yaml-syntax", "The file is not YAML. Mend the line that is named."),
        Code("S006", "json-syntax", "The file begins with `{` but is not JSON."),
        Code(
            "S007",
            "duplicate-key",
            "The same key stands twice in one mapping, so one of the two values would be lost. "
            "Keep one.",
        ),
        Code(
            "S008",
            "yaml-feature",
            "Anchors, aliases, tags, merge keys, directives and several documents in one file "
            "are not accepted: they hide what a file says. Write the values out.",
        ),
        Code("S009", "too-deep", "No report needs more than 64 levels of lists and mappings."),
        Code("S010", "key-is-not-text", "A key must be text. Put the key in quotation marks."),
        Code(
            "S011",
            "number-out-of-range",
            "Numbers are finite and have at most 15 digits, so that every program reads the "
            "same value. Put quotation marks around a number that is a name.",
        ),
        Code("S012", "empty-file", "The file holds no data."),
        Code(
            "S013",
            "not-a-mapping",
            "The file holds a list or a single value where a mapping of keys is needed.",
        ),
        Code(
            "S014",
            "check-ended",
            "The process that checked the file was ended from outside, most often because the "
            "machine ran out of memory. Check the file alone, or with `--jobs 1`.",
        ),
        Code("S101", "missing-key", "A key that must be there is not."),
        Code(
            "S102",
            "unknown-key",
            "The key is not one that can stand here. It is misspelt, or stands at the wrong "
            "level of indentation.",
        ),
        Code("S103", "wrong-type", "The value is of another type than needed."),
        Code("S104", "value-not-allowed", "The value is not one of those allowed."),
        Code(
            NOT_FINAL,
            "not-final",
            "Only final reports are accepted (`--final`), and this one is a draft. Ask the State "
            "for the final report, or check drafts without `--final`.",
        ),
    )
}
"""The codes of reading and structure by code. The reader lies below the rules, so not rules."""
