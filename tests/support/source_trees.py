"""The source code of the package as syntax trees, which are read once."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import checklist

PACKAGE = Path(checklist.__file__).parent


@cache
def trees() -> Mapping[str, ast.Module]:
    """Return the tree of each module, by its path in the package."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def calls_and_functions() -> Mapping[str, Sequence[ast.Call | ast.FunctionDef]]:
    """Return the calls and the functions of each module."""
    return {
        name: [one for one in ast.walk(tree) if isinstance(one, ast.Call | ast.FunctionDef)]
        for name, tree in trees().items()
    }


@cache
def own_imports() -> Mapping[str, frozenset[str]]:
    """Return the modules of the package that each module imports, anywhere in it, both by path."""
    names = {_dotted(path): path for path in trees()}
    return {
        path: frozenset(
            names[name] for name in _imported(tree, names) if name in names and names[name] != path
        )
        for path, tree in trees().items()
    }


def _dotted(path: str) -> str:
    return ".".join(
        ["checklist", *path.removesuffix(".py").removesuffix("__init__").strip("/").split("/")]
    ).rstrip(".")


def _imported(tree: ast.Module, known: Mapping[str, str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            for alias in node.names:
                name = f"{module}.{alias.name}"
                yield name if name in known else module
