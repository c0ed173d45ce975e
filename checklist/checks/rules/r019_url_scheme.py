"""A web address that begins with anything but http or https.

An error where the address would run a program in the reader's browser (`javascript:`, `vbscript:`)
or brings its own content along (`data:`); a warning for the others, such as `ftp:` and `file:`. In
the evidence of an answer, the structure refuses them all (S104). E-mail addresses and telephone
numbers have a rule of their own (R021).

## Why is this bad?
Reports are published, and programs turn what looks like an address into a link. A reader who
follows a `javascript:` link gives the person who wrote the link control over the page. An address
of a file names something on the official's own machine, and few programs still open the other
kinds.

## Example
    prostitution-information:
      value: shared
      note: file:///C:/Users/me/study.pdf

## Use instead
The address under which everybody can read it, with https. If there is none, name the document.
"""

import re
from collections.abc import Iterator

from checklist.checks.rule import NUL, Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted

_LAYOUT = str.maketrans("", "", "\t\n")
"""Browsers read past tabs and line feeds within an address."""

# Compiled once a text has a colon.
_RUNS = (
    r"(?ia)(?<![\w+.-])(?:(?:java|vb|live)script:(?=\S)|data:(?:[a-z]{1,20}/[\w+.-]{1,80})?[;,])"
)
_RUNS_ALONE = r"(?i)(?:java|vb|live)script:"
_WITH_SLASHES = r"(?ia)(?<![\w+.-])(?!https?:)[a-z][a-z0-9+.-]{0,19}://"
_ALONE = r"(?i)(?:about|blob|file|ftps?|intent|jar|magnet|sftp|smb|view-source|wss?):\S+"

_TRIGGER = "|".join(
    [
        r"p[\t\n]*t[\t\n]*:",  # the end of `javascript:`
        r"data:[a-z;,]",
        # The end of any scheme before `://`, except http and https.
        r"(?:[a-oq-rt-z0-9+.-]|[^t]t?p|[^h]ttp|[a-z0-9+.-]http)://",
        r"(?:[^p]s|[^t]t?ps|[^h]ttps|[a-z0-9+.-]https)://",
        # An address without these that stands alone.
        rf"{NUL}\s*[^\s:{NUL}]{{2,20}}:(?:/?[^\s/{NUL}][^\s{NUL}]*|/)\s*{NUL}",
    ]
)

_HINT = "only addresses that begin with https:// or http:// are accepted"


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for where, text, _ in checked.texts:
        if ":" not in text:
            continue
        found = _running(text)
        if found:
            message = f"{where[1]}: {found} can run a program in the browser of a reader"
            yield Finding(RULE.code, message, where, hint=_HINT)
            continue
        found = _other(text)
        if found:
            message = f"{where[1]}: {found} is an address that few readers can open"
            yield Finding(RULE.code, message, where, severity=Severity.WARNING, hint=_HINT)


def _running(text: str) -> str:
    found = re.search(_RUNS, text)
    if found:
        return quoted(text[found.start() : found.start() + 40])
    alone = text[:100].strip().translate(_LAYOUT)
    return quoted(alone, 40) if re.match(_RUNS_ALONE, alone) else ""


def _other(text: str) -> str:
    found = re.search(_WITH_SLASHES, text) if "://" in text else re.fullmatch(_ALONE, text.strip())
    return quoted(found.string[found.start() : found.start() + 40]) if found else ""


RULE = Rule(__name__, __doc__, _check, trigger=_TRIGGER, warnings_depend_on="answer")
