"""Prints the messages of the package as a template for translations, or what is wrong with them.

A message is the literal that `tr`, `trn`, `Message` or `Plural` gets, a text of a table `Texts`, a
value of `Words`, or the label of `Option.fixed`.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_IN_TEMPLATE = re.compile(r'\btr\("([^"]+)"')
_OTHER = re.compile(r"\{\w*[:.!\[][^ ]")
_NAME = re.compile(r"\{([a-z]\w*)\}")


class Found(NamedTuple):
    """A message in the code."""

    place: str
    """The file and the line."""
    english: str
    plural: str = ""
    context: str = ""
    fault: str = ""


def messages(package: Path = ROOT / "checklist") -> Iterator[Found]:
    """Yield the messages of a package, in the order of its files."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for found in _in_node(node):
                place = f"{path.relative_to(package.parent).as_posix()}:{node.lineno}"  # type: ignore[attr-defined]
                has_other = _OTHER.search(f"{found.english} {found.plural}")
                fault = "nothing but names is filled in" if has_other else ""
                yield found._replace(place=place, fault=found.fault or fault)
    for path in sorted(package.rglob("*.j2")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            place = f"{path.relative_to(package.parent).as_posix()}:{number}"
            yield from (Found(place, text) for text in _IN_TEMPLATE.findall(line))


def _in_node(node: ast.AST) -> Iterator[Found]:
    if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Words" for base in node.bases):
        values = [n.value for n in node.body if isinstance(n, ast.Assign)]
        yield from (Found("", text) for text in _literals(values))
    if not isinstance(node, ast.Call):
        return
    name, given = ast.unparse(node.func), node.args
    if name == "Texts":
        yield from (Found("", text) for table in given for text in _literals(_values(table)))
    elif name == "Option.fixed":
        yield from (Found("", text) for text in _literals(given[1:2]))
    elif name in {"tr", "Message"}:
        context = "".join(_literals(given[1:2])) if name == "Message" else ""
        for text in _literals(given[:1]):
            fault = _fault(node, {*_NAME.findall(text)}, given[1:]) if name == "tr" else ""
            yield Found("", text, "", context, fault)
    elif name in {"trn", "Plural"} and len([*_literals(given[:2])]) == 2:
        one, many = _literals(given[:2])
        names = {*_NAME.findall(many)} - {"count"}
        fault = _fault(node, names, given[3:]) if name == "trn" else ""
        fault = fault or ("" if {*_NAME.findall(one)} <= names | {"count"} else "names differ")
        yield Found("", one, many, "", fault)


def _values(table: ast.AST) -> list[ast.expr]:
    return table.values if isinstance(table, ast.Dict) else []


def _literals(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _literals([node.body, node.orelse])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value


def _fault(call: ast.Call, names: set[str], values: list[ast.expr]) -> str:
    """Return what does not fit between the names of a message and the values of a call."""
    given = {keyword.arg for keyword in call.keywords}
    if None in given or any(isinstance(value, ast.Starred) for value in values):
        return ""
    is_right = given == names if given else len(values) == len(names)
    return "" if is_right and not (given and values) else "names and values differ"


def template() -> str:
    """Return the messages as a PO file without translations."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for found in messages():
        places.setdefault((found.context, found.english, found.plural), []).append(found.place)
    entries = []
    for (context, english, plural), at in places.items():
        lines = [f"#: {place}" for place in at]
        lines += [f"msgctxt {_quoted(context)}"] if context else []
        lines += [f"msgid {_quoted(english)}"]
        lines += [f"msgid_plural {_quoted(plural)}", 'msgstr[0] ""'] if plural else ['msgstr ""']
        entries.append("\n".join(lines))
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"'
    return "\n\n".join([head, *entries, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    faults = [
        f"{found.place}: {found.fault}: {found.english}" for found in messages() if found.fault
    ]
    print("\n".join(faults) if "check" in sys.argv[1:] else template())
    sys.exit(bool(faults))
