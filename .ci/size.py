"""Prints how large the package is: what a person who opens it has to read and to keep in mind.

A module counts as a helper of another if a module in the same folder imports it and no other
module does; `python .ci/size.py --helpers` lists them. The modules of commands and of formats are
no helpers: a registry finds them by their names, so each is there for its own sake. `one` says
nothing of what it names, so its bindings are counted.
"""

import ast
import io
import sys
import tokenize
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from checklist.application import COMMANDS, module_name
from checklist.forms.registry import FORMATS as FORMS
from checklist.render.findings.registry import FormatName
from checklist.tables.registry import FORMATS as TABLES
from tests.support.source_trees import own_imports

_ROOT = Path(__file__).resolve().parent.parent
_NO_CODE = frozenset(
    {
        *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING),
        *(tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER),
    }
)
_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def docstring_lines(tree: ast.Module) -> set[int]:
    """Return the lines of all docstrings, those below attributes and constants, too."""
    found: set[int] = set()
    for node in ast.walk(tree):
        for child in node.body if isinstance(node, _WITH_DOCSTRING) else ():
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                found |= {*range(child.lineno, (child.end_lineno or child.lineno) + 1)}
    return found


def code_lines(text: str, tree: ast.Module) -> set[int]:
    """Return the lines with code: no blank lines, comments or docstrings."""
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _NO_CODE:
            found |= {*range(token.start[0], token.end[0] + 1)}
    return found - docstring_lines(tree)


def import_lines(tree: ast.Module) -> int:
    """Return the number of lines that are imports."""
    return sum(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    )


def bindings_of_one(tree: ast.Module) -> int:
    """Return how often `one` is given a value: assigned, as a loop's variable, as a parameter."""
    return sum(
        (isinstance(node, ast.Name) and node.id == "one" and isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.arg) and node.arg == "one")
        for node in ast.walk(tree)
    )


def found_by_name() -> set[str]:
    """Return the modules of commands and of formats."""
    modules = {
        *map(module_name, COMMANDS),
        *(f"checklist.forms.{name}" for name in FORMS),
        *(f"checklist.render.findings.{name.value}" for name in FormatName),
        *(f"checklist.tables.{name}" for name in TABLES.values()),
    }
    return {f"{name.removeprefix('checklist.').replace('.', '/')}.py" for name in modules}


def helpers() -> Mapping[str, str]:
    """Return the modules that a single other module imports, which is in the same folder."""
    found = found_by_name()
    importers: dict[str, set[str]] = {}
    for name, imported in own_imports().items():
        for other in imported:
            importers.setdefault(other, set()).add(name)
    single = {name: next(iter(known)) for name, known in importers.items() if len(known) == 1}
    return {
        name: importer
        for name, importer in sorted(single.items())
        if importer.rpartition("/")[0] == name.rpartition("/")[0]
        and name not in found
        # these two stand for their folders
        and not {Path(name).name, Path(importer).name} & {"__init__.py", "__main__.py"}
    }


def most_parameters(modules: Mapping[str, ast.Module]) -> tuple[int, str]:
    """Return the largest number of parameters of a command, and its name."""
    counts = {
        command: len(node.args.args) + len(node.args.kwonlyargs)
        for command in COMMANDS
        for node in ast.walk(modules[module_name(command)])
        if isinstance(node, ast.FunctionDef) and node.name == "run"
    }
    command = max(counts, key=lambda name: counts[name])
    return counts[command], command


def main() -> None:
    package = _ROOT / "checklist"
    texts = {
        ".".join(path.relative_to(_ROOT).with_suffix("").parts).removesuffix(".__init__"): (
            path.read_text("utf-8")
        )
        for path in sorted(package.rglob("*.py"))
    }
    trees = {name: ast.parse(text) for name, text in texts.items()}
    lines = sum(text.count("\n") for text in texts.values())
    imports = sum(map(import_lines, trees.values()))
    groups = {name.rpartition(" ")[0] for name in COMMANDS}
    parameters, command = most_parameters(trees)
    code = sum(len(code_lines(texts[name], tree)) for name, tree in trees.items())
    print(f"lines of code: {code:,}")
    print(f"modules: {len(trees):,}")
    print(f"modules with one importer, in the same folder: {len(helpers()):,}")
    print(f"commands: {len(COMMANDS.keys() - groups)}")
    print(f"lines that are imports: {imports / lines:.1%} of {lines:,}")
    print(f"bindings of `one`: {sum(map(bindings_of_one, trees.values())):,}")
    print(f"parameters of a command: at most {parameters}, of `{command}`")
    if "--helpers" in sys.argv[1:]:
        for name, importer in helpers().items():
            print(f"  {name} helps {importer}")


if __name__ == "__main__":
    main()
