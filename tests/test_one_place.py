"""Foreign text reaches the terminal in one way, and files are opened and written in one way.

The calls that are listed here were examined. Before you add one, check that no foreign text or file
gets through it, and list it with the reason.
"""

import ast
from collections.abc import Sequence
from functools import cache

from checklist.render.findings.registry import FormatName
from tests.support.source_trees import calls_and_functions

WRITING = {
    "write_text",
    "write_bytes",
    "touch",
    "unlink",
    "rename",
    "link",
    "symlink",
    "link_to",
    "symlink_to",
    "hardlink_to",
    "mkdir",
    "makedirs",
    "rmdir",
    "remove",
    "rmtree",
    "copy",
    "copyfile",
    "move",
    "mkstemp",
    "mkdtemp",
    "NamedTemporaryFile",
    "TemporaryFile",
    "fdopen",
}
"""Calls that change what is on the disk, or open it for that."""
OPENING = {"open", "read_text", "read_bytes"}
"""Calls that open a file to read, or either."""
CONTAINERS = {"copy", "remove"}
"""Those of them that lists and dictionaries have, too."""

FILES = {
    "files/reading/source.py": {"open": "the one place that opens foreign files"},
    "files/appending.py": {"open": "logs and registers, to which lines are appended"},
    "files/archive.py": {"open": "members of an archive in memory, whose bytes are counted"},
    "files/writer.py": {
        "link": "an old file has a second name while it is replaced",
        "rename": "the files that are written; an old one that cannot have its name again",
        "unlink": "temporary files",
    },
    "files/temporary.py": {
        "open": "the one place that makes files to write; those that are left, to see their locks",
        "fdopen": "the temporary file, which takes the name when it is whole",
        "unlink": "temporary files whose process is gone",
    },
    "files/renaming.py": {
        "open": "an empty file, which holds the name where there are no hard links; folders, to "
        "bring the names in them to the disk",
        "link": "a file takes a name that must be new",
        "rename": "the one place where a file takes the name of another",
        "unlink": "the empty file, if the name could not be taken",
    },
    "files/private_folder.py": {"mkdir": "the one place that makes folders, but those below"},
    "files/new_folder.py": {
        "mkdir": "a hidden folder, which takes its name when all its files are there",
        "rename": "the folder takes its name",
        "rmdir": "an empty folder that has the name",
        "rmtree": "the hidden folder, if it could not take its name",
    },
    "files/output_file.py": {
        "open": "a pipe or a device that --output names",
        "fdopen": "the same, or a descriptor that the shell has opened",
    },
    "files/attributes.py": {"open": "the file that is replaced, for its access list on macOS"},
    "files/lock.py": {
        "open": "the lock, which has no content but who holds it",
        "unlink": "a lock that is released",
    },
    "checks/batch_validator.py": {"read_bytes": "the schema of State reports that ships"},
    "interview/kept_texts.py": {"unlink": "a text that the report has, or that nobody wants"},
    "console/signals.py": {"open": "os.devnull, instead of a terminal that is gone"},
    "files/cache.py": {
        "read_bytes": "next to the installed package, or in the user's cache folder: nobody but "
        "their owner writes there",
        "mkdir": "the same",
    },
    "tables/xlsx.py": {"open": "a sheet within the workbook, whose file the writer opened"},
    "tables/workbook.py": {"open": "the same"},
    "files/double_click.py": {"read_text": "the settings of the desktop, of this user"},
    "commands/schema.py": {"read_text": "schemas of the checkout"},
    "guides/topics.py": {"read_text": "guides of the package"},
    "questionnaire/domains.py": {"read_text": "the code of the package"},
    "render/html.py": {"read_text": "styles and scripts of the package"},
    "commands/summarize.py": {"mkdir": "the folder of profiles"},
    "commands/freeze.py": {"mkdir": "the folder history/ of the author's questionnaire"},
    "register/folder.py": {"mkdir": "the folders of a register"},
    "commands/new.py": {"mkdir": "the folder of a new questionnaire"},
    "commands/translations.py": {"mkdir": "the folders of catalogues, also a user's own"},
    "cli.py": {"open": "os.devnull, instead of a stream that is closed"},
}
"""Every call, by file: why it does not go through the reader or the writer."""

OUTPUT = {
    "cli.py": {"print": "the version; to standard error, which spells out every control character"},
    "application.py": {"print": "the version, and the scripts of shells, which are ours"},
    "console/page.py": {
        "_console.print": "the one place that draws, from text that is made safe there",
        "output.write": "the same text, where there is no terminal",
    },
    "text/sanitize.py": {"_stream.write": "the stream that spells out every control character"},
    "console/line_input.py": {"stdout.write": "the marker of a prompt, which is ours"},
    "commands/amend.py": {"print": "texts that went through safe_text"},
    "commands/migrate.py": {"print": "the same"},
    "commands/ministries/conflicts.py": {"print": "the same"},
    "commands/ministries/forms.py": {"print": "the same"},
    "commands/ministries/remind.py": {"print": "the same"},
    "commands/new.py": {"print": "texts that went through safe_text"},
    "commands/translations.py": {"print": "the same"},
    "commands/questions.py": {"stdout.write": "JSON in ASCII"},
    "commands/shared/given_answers.py": {"print": "texts that went through safe_text"},
    "commands/shared/listed_lines.py": {"print": "the same"},
    "commands/shared/document_output.py": {
        "stdout.write": "JSON in ASCII, and documents that are made safe",
        "print": "what a page has made safe, where it is not paged",
    },
    "text/terminal_lines.py": {"_stream.write": "the lines of another stream, wrapped"},
    **{
        f"render/findings/{name}.py": {
            "output.write": "findings, whose messages and paths are made safe"
        }
        for name in FormatName
        if name != "xlsx"  # a workbook is written by its library
    },
}
"""Every call that writes to standard output, by file: why no foreign text gets through it raw."""


def called(call: ast.Call) -> str:
    """Return what is called: `open`, `stdout.write`, `path.unlink`."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute):
        owner = function.value
        before = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        return f"{before}.{function.attr}"
    return ""


@cache
def calls() -> Sequence[tuple[str, ast.Call, str]]:
    return [
        (name, node, called(node))
        for name, every in calls_and_functions().items()
        for node in every
        if isinstance(node, ast.Call)
    ]


def goes_to_standard_error(call: ast.Call) -> bool:
    return any(
        keyword.arg == "file" and "stderr" in ast.unparse(keyword.value)
        for keyword in call.keywords
    )


def found_in(expected: dict[str, dict[str, str]], found: set[tuple[str, str]]) -> None:
    listed = {(name, call) for name, whys in expected.items() for call in whys}
    assert found - listed == set(), "not listed"
    assert listed - found == set(), "listed, and not there any more"


def test_files_are_opened_and_written_in_the_places_that_are_listed() -> None:
    found = set()
    for name, _, callee in calls():
        owner, _, method = callee.rpartition(".")
        is_container = method in CONTAINERS and owner not in {"os", "shutil"}
        if method in WRITING | OPENING and not is_container:
            found.add((name, method))

    found_in(FILES, found)


def test_standard_output_is_written_in_the_places_that_are_listed() -> None:
    found = set()
    for name, call, callee in calls():
        is_print = callee.rpartition(".")[2] == "print" and not goes_to_standard_error(call)
        if is_print or callee in {"stdout.write", "stderr.write", "output.write", "_stream.write"}:
            found.add((name, callee))

    found_in(OUTPUT, found)


def test_nothing_prints_in_another_way() -> None:
    others = {
        (name, callee)
        for name, _, callee in calls()
        if callee.rpartition(".")[2] in {"echo", "secho", "style", "print_exc", "writelines"}
    }

    assert others == set()


def test_options_of_commands_are_made_in_one_way() -> None:
    makers = {name for name, _, callee in calls() if callee in {"typer.Option", "typer.Argument"}}

    assert makers == {"application.py", "commands/shared/options.py"}


def test_a_call_that_is_not_listed_is_noticed() -> None:
    module = ast.parse("from pathlib import Path\nPath('x').write_text('y')\nprint('z')")

    callee = [called(node) for node in ast.walk(module) if isinstance(node, ast.Call)]

    assert {".write_text", "print", "Path"} == set(callee)
