"""The files of `tests/fixtures/hostile`, and those that are too large to be kept or are no files.

Each file there is one group: what the file is, its text, and what `checklist validate` finds in it
(`command` names another one). A text can also be given with a part that is repeated, in another
encoding, or as bytes in hexadecimal digits.
"""

import os
import socket
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.folders import FIXTURES

FOLDER = FIXTURES / "hostile"

MANY = "…"
"""Stands after the listed findings if the file has more of them."""


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file that a stranger could send."""

    group: str
    name: str
    """The description of the file."""
    make: Callable[[], bytes]
    """Gives its content, which can be large."""
    found: tuple[str, ...]
    """The errors and warnings, such as `3:1 S007`, in their order."""
    command: str = "validate"
    """The command that finds them."""

    @property
    def refused(self) -> tuple[str, ...]:
        """The findings of the reader, which every command has."""
        codes = (found.split()[-1] for found in self.found)
        pairs = zip(self.found, codes, strict=True)
        return tuple(found for found, code in pairs if "S001" <= code <= "S012")


def hostile_files() -> Iterator[HostileFile]:
    """Yield the whole corpus."""
    for path in sorted(FOLDER.glob("*.toml")):
        group = tomllib.loads(path.read_text("utf-8"))
        command = group.get("command", "validate")
        for name, (given, *found) in group["files"].items():
            make = partial(_content, given, group.get("begin", ""))
            yield HostileFile(path.stem, name, make, tuple(found), command)
    for name, (text, found) in _LARGE.items():
        yield HostileFile("large", name, partial(_encoded, text), tuple(found))
    for name, (text, found) in _LARGE_SETS.items():
        yield HostileFile("large sets", name, partial(_encoded, text), tuple(found), "lint")


def _encoded(text: Callable[[], str]) -> bytes:
    return text().encode()


def _content(given: str | dict[str, Any], begin: str) -> bytes:
    if isinstance(given, str):
        given = {"text": given}
    if "hex" in given:
        return bytes.fromhex(given["hex"])
    repeated = given.get("repeat", "") * given.get("times", 0)
    text = f"{given['text']}{repeated}{given.get('end', '')}"
    key = text[:100].partition(":")[0]
    lines = begin.splitlines(keepends=True)
    before = "".join(line for line in lines if line.partition(":")[0] != key)
    return (before + text).encode(given.get("as", "utf-8"))


_MEBIBYTE = 1024 * 1024


def _report(answers: str) -> str:
    digest = f"sha256:{'0' * 64}"
    return (
        "checklist_report: 1\n"
        f'questionnaire: {{id: small, version: 1.2.0, digest: "{digest}"}}\n'
        "state: NOR\nas_of: 2026-11-24\nstatus: draft\nrevision: 1\n"
        f"answers:\n{answers}"
    )


def largest_sound_report() -> bytes:
    """Return a report without a mistake that is nearly as large as a file may be: 1.9 MB."""
    title, note = "An act on lights. " * 200, "More of it. " * 50
    laws = "".join(
        f"      - short-name: {{value: act-{n}}}\n"
        f"        citation: {{value: {title.strip()}, note: {note.strip()}}}\n"
        for n in range(450)
    )
    return _report(f"  laws:\n    value:\n{laws}").encode()


_LARGE: dict[str, tuple[Callable[[], str], list[str]]] = {
    "27,700 lists inside one another": (lambda: "[" * 27_700, ["1:1001 S009"]),
    "65 lists inside one another": (lambda: "[" * 65, ["1:65 S009"]),
    "100 mappings inside one another": (lambda: "x: " + "{a: " * 100, ["1:256 S009"]),
    "a million lists by indentation": (lambda: "- " * _MEBIBYTE, ["1:129 S009"]),
    "a thousand levels of indentation": (
        lambda: "".join(" " * n + "-\n" for n in range(1000)),
        ["65:65 S009"],
    ),
    "a million keys of keys": (
        lambda: "? " * _MEBIBYTE,
        [*(f"1:{n} S010" for n in range(3, 129, 2)), "1:129 S009"],
    ),
    "a million lists inside one another in JSON": (
        lambda: '{"a":' + "[" * _MEBIBYTE,
        ["1:69 S009"],
    ),
    "400,000 mappings inside one another in JSON": (lambda: '{"a":' * 400_000, ["1:321 S009"]),
    "600,000 lists": (lambda: "a: [" + "[]," * 600_000, ["1:149997 S002"]),
    "600,000 lists in JSON": (lambda: '{"a": [' + "[]," * 600_000 + "1]}", ["1:150003 S002"]),
    "60,000 keys": (lambda: "".join(f"k{n}: 1\n" for n in range(60_000)), ["49999:9 S002"]),
    "100,000 numbers in JSON": (lambda: '{"a": [' + "0," * 100_000 + "1]}", ["1:200002 S002"]),
    "a file over the limit": (lambda: "x" * (2 * _MEBIBYTE + 1), ["1:1 S002"]),
    "a file of line feeds": (lambda: "\n" * 2 * _MEBIBYTE, ["1:1 S012"]),
    "a file of comments": (lambda: "#\n" * _MEBIBYTE, ["1:1 S012"]),
    "a file of quotation marks": (lambda: '"' * 2 * _MEBIBYTE, ["1:3 S005"]),
    "a file of quotation marks in JSON": (lambda: "{" + '"' * _MEBIBYTE, ["1:4 S006"]),
    "a file of backslashes": (lambda: '"' + "\\" * (2 * _MEBIBYTE - 2) + '"', ["1:1 S013"]),
    "a file of colons": (lambda: ":" * 2 * _MEBIBYTE, ["1:2097152 S005"]),
    "a file of one word": (lambda: "x" * 2 * _MEBIBYTE, ["1:1 S013"]),
    "a file of indentation": (lambda: " " * (2 * _MEBIBYTE - 4) + "a: 1", ["1:2097149 S101"]),
    "300,000 escapes of a bell": (lambda: '"' + "\\u0007" * 300_000 + '"', ["1:1 S004"]),
    "300,000 escapes of a bell in JSON": (
        lambda: '{"a": "' + "\\u0007" * 300_000 + '"}',
        ["1:1 S101", "1:7 S004"],
    ),
    "a million ESC": (lambda: "\x1b" * _MEBIBYTE, ["1:1 S004", "1:2 S004", "1:3 S004", "…"]),
    "600,000 line separators": (
        lambda: "\u2028" * 600_000,
        ["1:1 S004", "1:2 S004", "1:3 S004", "…"],
    ),
    "200,000 keys that are the same": (
        lambda: "a: 1\n" * 200_000,
        ["2:1 S007", "3:1 S007", "4:1 S007", "…"],
    ),
    "200,000 keys that are the same in JSON": (
        lambda: '{"a": 1' + ', "a": 1' * 200_000 + "}",
        ["1:10 S007", "1:18 S007", "1:26 S007", "…"],
    ),
    "a key of a megabyte": (lambda: "? " + "k" * 1_000_000 + "\n: 1\n", ["1:1 S101"]),
    "a key of a megabyte twice in JSON": (
        lambda: '{"' + "k" * 1_000_000 + '": 1, "' + "k" * 1_000_000 + '": 2}',
        ["1:1 S101", "1:1000009 S007"],
    ),
    "535 kB of integer keys whose hashes collide": (
        lambda: "".join(f"{n * (2**61 - 1)}: 1\n" for n in range(23_000)),
        ["1:1 S010", "1:1 S101", "2:1 S010", "…"],
    ),
    "100,000 aliases": (lambda: "a: *a\n" * 100_000, ["1:4 S008", "2:1 S007", "2:4 S008", "…"]),
    "100,000 anchors": (
        lambda: "a: &a [*a]\n" * 100_000,
        ["1:4 S008", "1:8 S008", "2:1 S007", "…"],
    ),
    "50,000 tags": (
        lambda: "- !!python/name:os.system x\n" * 50_000,
        ["1:1 S013", "1:3 S008", "2:3 S008", "…"],
    ),
    "100,000 documents": (lambda: "--- a\n" * 100_000, ["2:1 S008", "3:1 S008", "4:1 S008", "…"]),
    "100,000 NaN in JSON": (
        lambda: '{"a": [' + "NaN," * 100_000 + "1]}",
        ["1:8 S011", "1:12 S011", "1:16 S011", "…"],
    ),
    "a million digits in JSON": (
        lambda: '{"a": ' + "1" * _MEBIBYTE + "}",
        ["1:1 S101", "1:7 S011"],
    ),
    "12,000 questions that there are not": (
        lambda: _report("".join(f"  question-{n}: {{value: 1}}\n" for n in range(12_000))),
        ["8:3 R004", "9:3 R004", "10:3 R004", "…"],
    ),
    "15,000 answers of the wrong type": (
        lambda: _report("".join(f"  question-{n}: x\n" for n in range(15_000))),
        ["8:15 S103", "9:15 S103", "10:15 S103", "…"],
    ),
    "10,000 rows that there are not": (
        lambda: _report(
            "  light-tasks:\n    value:\n"
            + "".join(f"      row-{n}: {{value: x}}\n" for n in range(10_000))
        ),
        ["10:7 R007", "11:7 R007", "12:7 R007", "…"],
    ),
    "10,000 keys that there are not, in one answer": (
        lambda: _report("  authority:\n" + "".join(f"    k{n}: x\n" for n in range(10_000))),
        ["9:5 S102", "10:5 S102", "11:5 S102", "…"],
    ),
    "10,000 keys that there are not, in the head": (
        lambda: "".join(f"k{n}: x\n" for n in range(10_000)) + _report("  authority: {}\n"),
        ["1:1 S102", "2:1 S102", "3:1 S102", "…"],
    ),
    "500 ids of 4,000 characters": (
        lambda: _report("".join(f"  ? {'q' * 4000}{n}\n  : {{value: 1}}\n" for n in range(500))),
        ["8:5 R004", "10:5 R004", "12:5 R004", "…"],
    ),
    "the same text 2,000 times": (
        lambda: _report(
            "  laws:\n    value:\n"
            + "".join(
                f"      - {{short-name: {{value: law-{n}}}, citation: {{value: The same words}}}}\n"
                for n in range(2_000)
            )
        ),
        ["10:7 S104"],
    ),
}


def _set(*questions: str) -> str:
    return "id: lights\ntitle: Lights\nquestions:\n" + "".join(f"  - {{{q}}}\n" for q in questions)


_LARGE_SETS: dict[str, tuple[Callable[[], str], list[str]]] = {
    "10,000 options": (
        lambda: _set(
            "id: xx, ask: What?, type: choice, options: ["
            + ", ".join(f"{{code: code-{n}, label: A {n}}}" for n in range(10_000))
            + "]"
        ),
        [],
    ),
    "3,000 rows": (
        lambda: _set(
            "id: xx, ask: What?, type: matrix, options: task-statuses, items: ["
            + ", ".join(f"{{id: row-{n}, label: A {n}}}" for n in range(3_000))
            + "]"
        ),
        [],
    ),
    "3,000 questions": (
        lambda: _set(*(f"id: q-{n}, ask: What is {n}?, type: text" for n in range(3_000))),
        [],
    ),
    "1,000 questions, each asked because of the one before": (
        lambda: _set(
            "id: q-0, ask: What?, type: text",
            *(
                f"id: q-{n}, ask: What is {n}?, type: text, when: {{question: q-{n - 1}, "
                "answered: true}"
                for n in range(1, 1_000)
            ),
        ),
        [],
    ),
    "a condition of 16,000 parts": (
        lambda: _set(
            "id: xx, ask: What?, type: text, when: {all: ["
            + ", ".join("{question: deposit, answered: true}" for _ in range(16_000))
            + "]}"
        ),
        [],
    ),
    "a condition of 55 levels": (
        lambda: _set(
            "id: xx, ask: What?, type: text, when: "
            + "{not: " * 55
            + "{question: deposit, answered: true}"
            + "}" * 55
        ),
        ["4:44 Q140"],
    ),
    "200 questions, each of which can never be asked": (
        lambda: _set(
            "id: q-0, ask: What?, type: yes-no",
            *(
                f"id: q-{n}, ask: What is {n}?, type: yes-no, when: {{any: [{{all: [{{question: "
                f"q-{n - 1}, is: affirmative}}, {{question: q-{n - 1}, is: negative}}]}}]}}"
                for n in range(1, 200)
            ),
        ),
        [],
    ),
    "20 patterns that are large": (
        lambda: _set(
            *(
                f"id: q-{n}, ask: What is {n}?, type: text, single_line: true, "
                f"pattern: '\\w{{{100 + n}}}'"
                for n in range(20)
            )
        ),
        [],
    ),
    "a gate to 3,000 questions": (
        lambda: _set(
            "id: gate, ask: What?, type: yes-no, gate: ["
            + ", ".join(f"q-{n}" for n in range(3_000))
            + "]"
        ),
        ["4:49 Q003", "4:54 Q003", "4:59 Q003", "…"],
    ),
    "3,000 checks": (
        lambda: (
            _set("id: xx, ask: What?, type: text")
            + "checks:\n"
            + "".join(
                f"  - {{code: R5{n % 100:02}, severity: error, message: x, at: xx, "
                "when: {question: xx, answered: true}}\n"
                for n in range(3_000)
            )
        ),
        ["7:12 Q001", "8:12 Q001", "9:12 Q001", "…"],
    ),
}


# Things in the place of a file


def device(path: Path) -> None:
    """A device that gives bytes without end."""
    path.symlink_to("/dev/zero")


def endless_text(path: Path) -> None:
    """A device that gives nothing."""
    path.symlink_to("/dev/null")


def terminal(path: Path) -> None:
    """The terminal of the process, which would wait for somebody to type."""
    path.symlink_to("/dev/tty")


def pipe(path: Path) -> None:
    """A pipe to which nobody writes."""
    os.mkfifo(path)


def link_to_a_pipe(path: Path) -> None:
    """A link to a pipe to which nobody writes."""
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def listening_socket(path: Path) -> None:
    """A socket. Its path may have only some hundred characters, so it is named from its folder."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


def link_loop(path: Path) -> None:
    """A link to itself."""
    path.symlink_to(path.name)


def link_to_nothing(path: Path) -> None:
    """A link to a file that does not exist."""
    path.symlink_to("nowhere/x.yaml")


def five_gigabytes(path: Path) -> None:
    """A sparse file of five gigabytes."""
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


def link_to_memory(path: Path) -> None:
    """The memory of the process, which says of itself that it is empty."""
    path.symlink_to("/proc/self/mem")


SPECIAL: dict[Callable[[Path], None], str] = {
    device: "S001",
    endless_text: "S001",
    terminal: "S001",
    pipe: "S001",
    link_to_a_pipe: "S001",
    listening_socket: "S001",
    link_loop: "S001",
    link_to_nothing: "S001",
    five_gigabytes: "S002",
    link_to_memory: "S001",
}
"""The makers of things in the place of a report, each with the code of its finding."""

CONTROLS = "\x1b[31m\x1b]8;;http://x/\x07\x1b]52;c;eA==\x1b\\\x9b2J\u202e\x7f"
"""Colours, a link, the clipboard, an empty screen, a line that is turned round."""

NAMES = (
    f"x{CONTROLS.replace('/', '')}.yaml",
    "x\r\ny.yaml",
    "x\nother.yaml:1:1: R999 error: owned.yaml",
    "[foo].yaml",
    "[bold]x[link=x]y.yaml",
    ":boom:.yaml",
    "{0.__class__}%s%n.yaml",
    "-x.yaml",
    "--help.yaml",
    "x y.yaml",
    "\u2066x\u200b\ufeff.yaml",
    "\udcff\udc9b.yaml",
    "'; touch owned; '.yaml",
    "$(touch owned).yaml",
    "%0A::error::x.yaml",
    "x" * 250 + ".yaml",
)
"""Names that a file can have."""

IMPOSSIBLE_NAMES = (
    "a\0b.yaml",
    "x" * 5000 + ".yaml",
    "\ud800.yaml",
    "../" * 1000 + "x.yaml",
    "nowhere/x.yaml",
    "",
)
"""Names that no file can have, or that lead nowhere."""
