"""Findings with a symbolic place, and diagnostics with a line and column. Documents the S codes.

A rule yields a `Finding` with a symbolic place: the path of keys and indices. One function,
`locate`, turns it into a `Diagnostic` with the line and column of the file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, Protocol

from checklist.text.messages import semicolons, trn
from checklist.text.sanitize import safe_text

DocumentPath = tuple[str | int, ...]
"""A place in a document: the keys and 0-based indices from the root to it."""

CodePredicate = Callable[[str], bool]
"""A function that returns whether findings of a code are reported."""

MAX_BYTES = 500
"""The length of the longest message, in UTF-8 bytes."""

MAX_PER_FILE = 100
"""The most findings of a file that are reported; the others are counted."""

MORE = "S000"
"""The code of the finding that counts those left out."""

NO_TEXT = "S003"
"""The code of a file that is no text in UTF-8, such as a PDF document."""

NOT_FINAL = "S105"
"""The code of a draft, if only final reports are accepted."""

MAX_RELATED = 5
"""The most other places that a diagnostic names."""

_MAX_PLACE = 100
"""The most characters of the message of a related place."""

_MAX_COMPUTED_HINTS = 1000
"""The most findings of a file whose hints are computed. At most `MAX_PER_FILE` are reported."""


def all_below(data: Any, where: DocumentPath = ()) -> Iterator[tuple[DocumentPath, Any]]:
    """Yield all that stands in a document, or in a part of it, with its place."""
    yield where, data
    for key, part in parts_of(data):
        yield from all_below(part, (*where, key))


def parts_of(data: Any) -> Iterable[tuple[str | int, Any]]:
    """Return what stands in a mapping, by its keys, or in a list, by its indices."""
    if isinstance(data, dict):
        return data.items()
    return enumerate(data) if isinstance(data, list) else ()


def question_at(where: DocumentPath) -> str:
    """Return the id of the question in whose answer a place of a report is; empty elsewhere."""
    return str(where[1]) if len(where) > 1 and where[0] == "answers" else ""


class Severity(StrEnum):
    """The severity of a finding. Only an error makes a command exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Related(NamedTuple):
    """Another symbolic place of a finding, such as the answer that this one contradicts.

    It can be in another file.
    """

    message: str
    """The content of the place, in a few words: ``the answer to `signature` ``."""
    where: DocumentPath
    """The place in the document."""
    at_key: bool = True
    """Whether the place is that of the key at `where`, not of its value."""
    file: str = ""
    """The file as the user named it, where it is another one."""


class Finding(NamedTuple):
    """One fault, at a symbolic place."""

    code: str
    """`S005`, `Q101`, `R012`."""
    message: str
    """The fault, with the value, and the values that are allowed. One line, without a full stop."""
    where: DocumentPath = ()
    """The place in the document."""
    at_key: bool = False
    """Whether the place is that of the key at `where`, not of its value."""
    severity: Severity = Severity.ERROR
    hint: str | Callable[[], str] = ""
    """The correction, or `did you mean …`; a function where every key of a file can need one."""
    related: Sequence[Related] = ()
    """The other places of the finding."""
    unquoted: str = ""
    """The message where the place is confidential, without any of its content; empty where the
    explanation of the code replaces it."""
    number: str = ""
    """The number at the place, as the message names it: `the number 1`. The file can have it in
    another way, such as `1.0`, and a diagnostic shows that; empty where there is none."""


Found = partial(Finding, "")
"""Makes a finding of the rule that yields it, which adds its code."""


class Position(NamedTuple):
    """Another line and column that a diagnostic names in addition to its own."""

    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    message: str
    """The content of the place, in a few words without control characters."""
    path: str = ""
    """The file as the user named it, where it is another one; empty for the same file."""


class Diagnostic(NamedTuple):
    """One fault, at a line and column of a file."""

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
    """The other places of the finding, at most `MAX_RELATED`."""
    stands_for: int = 1
    """The number of findings with its code that it stands for: itself, and those behind it."""


class FileFindings(NamedTuple):
    """The diagnostics of one file."""

    path: str
    """The file as the user named it."""
    diagnostics: Sequence[Diagnostic]
    """In the order of their lines; empty when there is no fault."""
    state: str = ""
    """The code of the State whose report it is; empty where that is not known, and elsewhere."""


class Positioned(Protocol):
    """The part of a document that `locate` needs."""

    @property
    def name(self) -> str:
        """The file as the user named it."""

    def position(self, where: DocumentPath, *, key: bool = False) -> tuple[int, int]:
        """Return the 1-based line and column of a place, or of its nearest parent."""

    def number(self, where: DocumentPath) -> str:
        """Return the number at a place as the file has it; empty where that is not known."""


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
) -> Diagnostic:
    """Return a diagnostic whose message is safe to show and not too long."""
    text = semicolons(filter(None, [message, hint]))
    return Diagnostic(
        path=name,
        line=line,
        column=column,
        code=code,
        severity=severity,
        message=_shortened(safe_text(text)),
        where=where,
        related=tuple(related),
    )


def finding_data(found: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as plain data, without its file, as in the JSON document of findings."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "line": found.line,
        "column": found.column,
        "where": list(found.where),
        "message": found.message,
        "related": [
            {
                **({"path": place.path} if place.path else {}),
                "line": place.line,
                "column": place.column,
                "message": place.message,
            }
            for place in found.related
        ],
    }


def locate(
    findings: Iterable[Finding],
    document: Positioned,
    others: Mapping[str, Positioned] | None = None,
) -> Iterator[Diagnostic]:
    """Yield each finding as a diagnostic, with the line and column of its place in the document.

    Computing a hint takes time, so of very many findings only the first have a computed one.

    Args:
        findings: The findings in one document.
        document: The document.
        others: The other documents that findings name, by their names.
    """
    for number, finding in enumerate(findings):
        hint = finding.hint
        if callable(hint):
            hint = hint() if number < _MAX_COMPUTED_HINTS else ""
        line, column = document.position(finding.where, key=finding.at_key)
        yield diagnostic(
            document.name,
            line,
            column,
            finding.code,
            _as_written(finding, document),
            severity=finding.severity,
            hint=hint,
            where=finding.where,
            related=_places(finding.related, document, others or {}),
        )


def _as_written(finding: Finding, document: Positioned) -> str:
    """Return the message of a finding, in which a number stands as the file has it."""
    written = document.number(finding.where) if finding.number else ""
    if not written:
        return finding.message
    return finding.message.replace(f"the number {finding.number}", f"the number {written}", 1)


def _places(
    related: Sequence[Related], document: Positioned, others: Mapping[str, Positioned]
) -> Iterator[Position]:
    for other in related[:MAX_RELATED]:
        in_file = others[other.file] if other.file else document
        line, column = in_file.position(other.where, key=other.at_key)
        yield Position(line, column, safe_text(other.message, limit=_MAX_PLACE), other.file)


def in_order(
    diagnostics: Iterable[Diagnostic], wanted: CodePredicate | None = None
) -> list[Diagnostic]:
    """Return one file's diagnostics by line and column, at most `MAX_PER_FILE` and a count.

    With `wanted`, diagnostics of other codes are left out before anything is counted.

    Diagnostics of one place keep the order in which they were found, without repetitions. When
    there are too many, errors are kept before warnings, and warnings before notes. The last
    diagnostic, S000, has the number of those left out, and the severity of the worst of them.
    """
    rank = list(Severity)
    if wanted is not None:
        diagnostics = (found for found in diagnostics if wanted(found.code))
    ordered = sorted(dict.fromkeys(diagnostics), key=_place)
    all_together = sum(found.stands_for for found in ordered)
    if all_together <= MAX_PER_FILE:
        return ordered
    by_severity = sorted(ordered, key=lambda d: rank.index(d.severity))
    kept, left_out = by_severity[:MAX_PER_FILE], by_severity[MAX_PER_FILE:]
    kept.sort(key=_place)
    number = all_together - len(kept)
    more = Diagnostic(
        path=kept[-1].path,
        line=1,
        column=1,
        code=MORE,
        severity=(left_out or by_severity)[0].severity,
        message=trn("and {count} more finding", "and {count} more findings", number),
    )
    return [*kept, more]


def _place(found: Diagnostic) -> tuple[int, int]:
    return found.line, found.column


def _shortened(message: str) -> str:
    encoded = message.encode()
    if len(encoded) <= MAX_BYTES:
        return message
    return encoded[: MAX_BYTES - 3].decode(errors="ignore") + "…"


class Code(NamedTuple):
    """The documentation of one code."""

    code: str
    name: str
    """Kebab-case."""
    explanation: str
    """The meaning, the reason, and the correction. The first line is a summary."""


STRUCTURE_CODES = {
    code.code: code
    for code in (
        Code(
            MORE,
            "more-findings",
            "At most 100 findings of a file are shown. Correct those, then run the command again.",
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
            NO_TEXT,
            "not-utf-8",
            "Files are UTF-8, with or without a byte order mark. Save the file again as UTF-8.",
        ),
        Code(
            "S004",
            "forbidden-character",
            "Control characters can change what a terminal shows. Only tab and line feed are "
            "allowed. Delete the character, or type the text again.",
        ),
        Code("S005", "yaml-syntax", "The file is not YAML. Correct the line that is named."),
        Code("S006", "json-syntax", "The file begins with `{` but is not JSON."),
        Code(
            "S007",
            "duplicate-key",
            "The same key appears twice in one mapping, so one of the two values would be lost. "
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
            "machine ran out of memory. Check the file alone.",
        ),
        Code("S101", "missing-key", "A required key is missing."),
        Code(
            "S102",
            "unknown-key",
            "The key is not allowed here. It is misspelt, or is at the wrong level of indentation.",
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
"""The codes of reading and of structure, by code. No rule has them: the rules import the reader."""
