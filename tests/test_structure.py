"""The package stays small in its parts: modules, functions, and calls of constructors."""

import ast
from collections.abc import Iterator

from tests.support import source_trees
from tests.support.source_trees import PACKAGE

MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}

TABLES_OF_DATA = {"states.py", "schemas/examples.py"}
"""Modules that are mostly data, which may be longer."""
MOST_LINES = 450
LONGER = {
    "commands/ministries/merge.py": 480,
    "forms/docx_reader.py": 455,
    "forms/workbook.py": 465,
    "merging/cell.py": 660,
    "merging/entries.py": 500,
    "ministries/merge.py": 500,
}
"""Modules that are longer: the readers of forms, the merge of a packet, and the entries and returns
that it is in."""
MOST_LINES_OF_FUNCTION = 60
MOST_POSITIONAL = 5

PIECES = frozenset({"", "s", "es", "is", "are", "was", "were", "has", "have", "does", "do"})
"""Endings and verbs of English that depend on a number."""


def nodes() -> Iterator[tuple[str, ast.Call | ast.FunctionDef]]:
    for name, every in source_trees.calls_and_functions().items():
        yield from ((name, node) for node in every)


def test_no_module_is_long() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}

    long = {name for name, length in lengths.items() if length > LONGER.get(name, MOST_LINES)}

    assert long - TABLES_OF_DATA == set()


def test_no_function_is_long() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, node in nodes()
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_LINES_OF_FUNCTION
    ]

    assert long == []


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
