import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist import answer_types
from checklist.answer_types import registry
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.registry import REGISTRY
from tests.support.folders import ROOT

ABSTRACT = ("check", "steps", "lines", "cells", "json_schema")

NEW_TYPE = '''
from typing import Any, ClassVar, Literal
from pydantic import TypeAdapter
from checklist.answer_types.interface import AnswerType

class Colour(AnswerType):
    """A colour."""
    type: Literal["colour"]
    value_adapter: ClassVar[TypeAdapter[Any]] = TypeAdapter(str)

ANSWER_TYPE = Colour
'''


def test_the_guide_for_authors_explains_each_type() -> None:
    guide = (ROOT / "questions" / "README.md").read_text("utf-8")
    (section,) = re.findall(r"^## Answer types\n(.*?)^## ", guide, re.DOTALL | re.MULTILINE)

    assert [name for name in REGISTRY if f"`{name}`" not in section] == []


def test_a_type_is_in_the_module_of_its_name() -> None:
    modules = {name: one.__module__.rpartition(".")[2] for name, one in REGISTRY.items()}

    assert modules == {name: name.replace("-", "_") for name in REGISTRY}
    assert len(modules) > 11


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_an_answer_type_implements_the_whole_interface(name: str) -> None:
    answer_type = REGISTRY[name]

    assert not inspect.isabstract(answer_type)
    assert [m for m in ABSTRACT if getattr(answer_type, m) is getattr(AnswerType, m)] == []
    assert answer_type.value_adapter is not None
    assert answer_type.__doc__
    assert answer_type.model_config["extra"] == "forbid"


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_an_empty_value_is_never_a_value(name: str) -> None:
    with pytest.raises(ValueError, match="input_value=None"):
        REGISTRY[name].value_adapter.validate_python(None)


@pytest.fixture
def folder_of_new_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "colour.py").write_text(NEW_TYPE)
    (tmp_path / "helpers_of_colours.py").write_text('"""No answer type."""\n')
    monkeypatch.setattr(answer_types, "__path__", [*answer_types.__path__, str(tmp_path)])
    before = {*sys.modules}
    yield
    for name in {*sys.modules} - before:
        del sys.modules[name]


@pytest.mark.usefixtures("folder_of_new_types")
def test_a_module_that_is_added_is_all_that_a_new_answer_type_needs() -> None:
    found = registry._discovered()

    assert found.keys() - REGISTRY.keys() == {"colour"}
    assert found["colour"].__doc__ == "A colour."


def test_nothing_else_reaches_for_a_key_that_only_one_answer_type_has() -> None:
    package = Path(answer_types.__file__).parents[1]

    asking = [
        f"{path.relative_to(package)}: {found}"
        for path in package.rglob("*.py")
        if path.parent.name != "answer_types"
        for found in re.findall(r'getattr\([\w.]*answer_type, "\w+"', path.read_text())
    ]

    assert asking == []
