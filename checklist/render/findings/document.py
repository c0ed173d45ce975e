"""The findings as a document in words, to send: a section for each State."""

from collections.abc import Iterator, Sequence

from checklist.checks.codes import code_named
from checklist.diagnostics import Diagnostic, Severity
from checklist.render.blocks import Block, Cell, Heading, Items, Paragraph, Table, WithCode
from checklist.render.document import Document
from checklist.render.findings.interface import Findings
from checklist.states import BY_CODE
from checklist.text.paragraphs import sentence
from checklist.text.sanitize import safe_text

_NO_STATE = "Files that do not name their State"
_COUNTS = ("Errors", "Warnings", "Notes")


def findings_document(findings: Findings) -> Document:
    """Return the document, when all findings have come."""
    by_state: dict[str, dict[str, list[Diagnostic]]] = {}
    for file in findings:
        if file.diagnostics:
            name = BY_CODE[file.state].name if file.state in BY_CODE else file.state
            by_state.setdefault(name, {}).setdefault(file.path, []).extend(file.diagnostics)
    return Document([*_blocks(findings, by_state)], name="findings", title="Findings")


def _blocks(
    findings: Findings, by_state: dict[str, dict[str, list[Diagnostic]]]
) -> Iterator[Block]:
    summary = findings.summary
    yield Heading("Findings", 1)
    if not summary.codes:
        yield Paragraph(f"Nothing was found. Files that were checked: {summary.files:,}.")
        return
    yield Paragraph(
        f"Files that were checked: {summary.files:,}. Files with errors: {summary.with_errors:,}."
    )
    rows: list[Sequence[Cell]] = [
        [
            f"{code} {code_named(code).name}",
            counts.files,
            *(counts.severities[severity] for severity in Severity),
        ]
        for code, counts in sorted(summary.codes.items())
    ]
    yield Table("How often each code was found", ("Code", "Files", *_COUNTS), rows)
    for state in sorted(by_state, key=lambda state: (not state, state)):
        yield Heading(state or _NO_STATE, 2)
        for path, found in by_state[state].items():
            yield Heading(safe_text(path), 3)
            yield Items([*map(_words, found)])


def _words(found: Diagnostic) -> WithCode:
    """Return a finding in words. Places in other files are not named: they can be another State's.

    The document of one State is not for the eyes of another.
    """
    beside: Sequence[str] = [
        f"line {place.line}: {place.message}" for place in found.related if not place.path
    ]
    see = f" See {', '.join(beside)}." if beside else ""
    message = sentence(found.message)
    return WithCode(f"Line {found.line}, {found.severity.value}: {message}{see} [{found.code}]")
