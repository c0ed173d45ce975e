"""Which type an answer has is asked in `answer_types/` alone: elsewhere, the type's methods say it.

What is counted is `isinstance` and `case` with the class of an answer type, and a comparison of the
name of a type, such as `question.type == "table"`.
"""

import ast
from collections import Counter
from collections.abc import Iterator

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.registry import REGISTRY
from tests.support.source_trees import trees

CLASSES = {
    (one.__module__, one.__name__)
    for answer_type in REGISTRY.values()
    for one in answer_type.__mro__
    if issubclass(one, AnswerType)
} - {(AnswerType.__module__, AnswerType.__name__)}

RULES = ("checks/rules/", "questionnaire/")
"""What checks and describes question sets, which are about types of answers."""
IN_RULES = 20
IN_ANSWERS_AND_FORMS = 0
"""A new place needs a method of `AnswerType`. Where rules have fewer, lower the figure."""


def dispatches(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the places in a module that ask which type an answer has."""
    nodes = [*ast.walk(tree)]
    classes = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module, alias.name) in CLASSES
    }
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id="isinstance"), args=[_, asked]):
                if classes & {one.id for one in ast.walk(asked) if isinstance(one, ast.Name)}:
                    yield node
            case ast.MatchClass(cls=ast.Name(id=name)) if name in classes:
                yield node.cls
            case ast.Compare(left=ast.Attribute(attr="type"), comparators=[literals]):
                texts = [one.value for one in ast.walk(literals) if isinstance(one, ast.Constant)]
                if any(text in REGISTRY for text in texts):
                    yield node
            case ast.Attribute(attr="inner_kind"):
                yield node


def found() -> Counter[str]:
    """Return the number of such places by module."""
    counts = {name: len([*dispatches(tree)]) for name, tree in trees().items()}
    return Counter(
        {name: n for name, n in counts.items() if n and not name.startswith("answer_types/")}
    )


def test_types_are_told_apart_in_answer_types_alone() -> None:
    by_module = found()
    in_rules = {name: n for name, n in by_module.items() if name.startswith(RULES)}
    others = {name: n for name, n in by_module.items() if name not in in_rules}

    assert sum(in_rules.values()) <= IN_RULES, in_rules
    assert sum(others.values()) <= IN_ANSWERS_AND_FORMS, others


def test_a_place_that_asks_is_noticed() -> None:
    module = ast.parse(
        "from checklist.answer_types.matrix import Matrix as Rows\n"
        "from checklist.render.blocks import Table\n"
        "isinstance(one, Rows | Table), isinstance(one, Table), question.type in {'date'}\n"
        "match one:\n"
        "    case Rows():\n"
        "        block.type == 'other'\n"
    )

    assert len([*dispatches(module)]) == 3
