"""Prints how large the program is: lines of code and of tests, modules, commands and options."""

import ast
import io
import sys
import tokenize
from pathlib import Path

import typer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from checklist.application import COMMANDS, build_app

ROOT = Path(__file__).resolve().parent.parent

NO_CODE = frozenset(
    {
        *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING),
        *(tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER),
    }
)
WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def code_lines(text: str) -> int:
    """Return the number of lines with code: no blank lines, comments or docstrings."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            lines |= {*range(token.start[0], token.end[0] + 1)}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, WITH_DOCSTRING) and ast.get_docstring(node, clean=False) is not None:
            docstring = node.body[0]
            lines -= {*range(docstring.lineno, (docstring.end_lineno or docstring.lineno) + 1)}
    return len(lines)


def options() -> dict[str, int]:
    """Return the number of options of each command, without `--help`."""
    root = typer.main.get_command(build_app())
    context = typer.Context(root)
    numbers = {}
    for name in COMMANDS:
        _, command, _ = root.resolve_command(context, [name])
        numbers[name] = sum(parameter.param_type_name == "option" for parameter in command.params)
    return numbers


def main() -> None:
    """Print the figures, a line each."""
    modules = sorted((ROOT / "checklist").rglob("*.py"))
    tests = sorted((ROOT / "tests").rglob("*.py"))
    counted = options()
    print(f"lines of code: {sum(code_lines(path.read_text('utf-8')) for path in modules):,}")
    print(f"modules: {len(modules):,}")
    print(f"lines of tests: {sum(path.read_text('utf-8').count(chr(10)) for path in tests):,}")
    print(f"commands: {len(counted)}")
    print(f"options: {sum(counted.values())}")
    if "--options" in sys.argv[1:]:
        for name, number in counted.items():
            print(f"  {name}: {number}")


if __name__ == "__main__":
    main()
