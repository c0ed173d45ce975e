"""The source code of the package as syntax trees, which are read once."""

import ast
from collections.abc import Mapping, Sequence
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
