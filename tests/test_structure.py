"""The package stays small in its parts: modules, functions, and calls of constructors."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from checklist.application import COMMANDS, module_name
from tests.support import source_trees
from tests.support.source_trees import PACKAGE

MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}

MOST_LINES = 700
MOST_IMPORTS = 20
MOST_IMPORTS_OF_COMMAND = 25
"""A module that has more is talked about: either it is taken apart, or its reason stands here."""
EVERYWHERE = {"text/messages.py", "commands/shared/options.py"}
"""The modules that all import that show something, or that have options: they are not counted."""

TABLES = {"states.py": "the States and their codes are one table"}
MANY_IMPORTS = {
    "analysis/comparison/report_pair.py": "a pair of reports is compared in every respect",
    "commands/compare.py": "writes in every format",
    "commands/ministries/merge.py": "reads every format, and asks about what differs",
    "commands/shared/answering.py": "the whole interview begins here",
    "commands/shared/sign_off.py": "asks about all that can be open in a draft",
    "commands/status.py": "says of every file in the folder how it stands",
    "commands/summarize.py": "writes in every format",
    "commands/trace.py": "knows every output that can be traced",
    "commands/finalize.py": "asks, judges, seals, and says what follows",
    "forms/incoming_files.py": "knows what was sent, what came back, and what was merged before",
    "interview/file_commands.py": "each of its commands has files of its own",
    "render/report/document.py": "shows all that a report has",
}

MOST_POSITIONAL = 5
MOST_PARAMETERS = 10
"""Of the function of a command: more options come in groups."""

PIECES = frozenset({"", "s", "es", "is", "are", "was", "were", "has", "have", "does", "do"})
"""Endings and verbs of English that depend on a number."""


def nodes() -> Iterator[tuple[str, ast.Call | ast.FunctionDef]]:
    for name, every in source_trees.calls_and_functions().items():
        yield from ((name, node) for node in every)


def test_no_module_is_long() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}

    assert {name for name, length in lengths.items() if length > MOST_LINES} <= set(TABLES)


def test_no_module_imports_many_others() -> None:
    many = {
        name
        for name, imported in source_trees.own_imports().items()
        if len({*imported} - EVERYWHERE)
        > (MOST_IMPORTS_OF_COMMAND if is_command(name) else MOST_IMPORTS)
    }

    assert many == set(MANY_IMPORTS), "a reason is missing, or no longer needed"


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Each module can be read after those that it imports, also those for its types alone."""
    try:
        TopologicalSorter(source_trees.own_imports()).prepare()
    except CycleError as error:
        circle = error.args[1]
    else:
        circle = []

    assert circle == []


def is_command(name: str) -> bool:
    """Return whether the module is under `commands`."""
    return name.startswith("commands/")


def test_no_command_has_many_parameters() -> None:
    """Options that belong together are one parameter: a named tuple, of which each is a field."""
    many = [
        command
        for command in COMMANDS
        for node in ast.walk(module_of(command))
        if isinstance(node, ast.FunctionDef) and node.name == "run"
        if len(node.args.args) + len(node.args.kwonlyargs) > MOST_PARAMETERS
    ]

    assert many == []


def module_of(command: str) -> ast.Module:
    """Return the module of a command, or of a group of commands."""
    path = module_name(command).removeprefix("checklist.").replace(".", "/")
    known = source_trees.trees()
    return known.get(f"{path}.py") or known[f"{path}/__init__.py"]


def test_constructors_are_called_by_keyword() -> None:
    """A call of a class has few arguments whose meaning only their order shows."""
    unclear = [
        f"{name}:{node.lineno} {ast.unparse(node.func)}"
        for name, node in nodes()
        if isinstance(node, ast.Call)
        and sum(not isinstance(one, ast.Starred) for one in node.args) > MOST_POSITIONAL
        and ast.unparse(node.func).rpartition(".")[2].lstrip("_")[:1].isupper()
    ]

    assert unclear == []


def test_every_init_is_a_docstring_that_says_what_belongs_there() -> None:
    wrong = []
    for name, tree in source_trees.trees().items():
        if not name.endswith("/__init__.py"):
            continue
        docstring = ast.get_docstring(tree) or ""
        if len(tree.body) != 1 or "\n\n" not in docstring:
            wrong.append(name)

    assert wrong == []


def _piece(node: ast.expr) -> str | None:
    """Return the text of a constant, or of one that is repeated: `"s" * (number > 1)`."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        node = node.left
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None  # type: ignore[attr-defined]


def test_no_message_chooses_an_ending_or_a_verb_by_a_number() -> None:
    """Each number has a whole sentence: other languages have other endings, and other places."""
    spliced = []
    for name, tree in source_trees.trees().items():
        for node in ast.walk(tree):
            pieces: list[str | None] = []
            if isinstance(node, ast.IfExp):
                pieces = [_piece(node.body), _piece(node.orelse)]
            elif isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.BinOp):
                pieces = [_piece(node.value)]
            if pieces and any(pieces) and PIECES.issuperset(pieces):
                spliced.append(f"{name} {ast.unparse(node)}")

    assert spliced == []
