"""Parameters that need no check are read without building a validator, and have the same values."""

import shlex
from pathlib import Path
from typing import Annotated, Any

import pydantic
import pytest
import typer
from typer.core import TyperCommand

from checklist.commands.shared.plain_command import PlainCommand
from checklist.errors import ChecklistError

LINES = [
    "",
    "a.yaml b.yaml",
    "-",
    "--output a.csv",
    "a.yaml --select R001 --select R002 --strict",
    "--jobs 3 --readable pyproject.toml",
    "--state AUT --eager x",
]


def run(
    paths: Annotated[list[Path] | None, typer.Argument(readable=False)] = None,
    output: Annotated[Path | None, typer.Option("--output", readable=False)] = None,
    readable: Annotated[Path | None, typer.Option("--readable")] = None,
    select: Annotated[list[str] | None, typer.Option("--select")] = None,
    folder: Annotated[Path, typer.Option("--folder", readable=False)] = Path(),
    jobs: Annotated[int | None, typer.Option("--jobs", min=1)] = None,
    state: Annotated[str | None, typer.Option("--state")] = None,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    eager: Annotated[str | None, typer.Option("--eager", callback=lambda value: value or 0)] = None,
) -> None:
    GIVEN.update(locals())


GIVEN: dict[str, Any] = {}


def given(kind: type[TyperCommand], line: str) -> dict[str, Any]:
    """Return the values that the function gets from a command of a class."""
    GIVEN.clear()
    app = typer.Typer(add_completion=False)
    app.command(cls=kind)(run)
    app(shlex.split(line), standalone_mode=False)
    return dict(GIVEN)


@pytest.mark.parametrize("line", LINES)
def test_the_values_are_those_of_typer(line: str) -> None:
    assert given(PlainCommand, line) == given(TyperCommand, line)
    assert GIVEN


@pytest.mark.parametrize("line", ["--jobs 0", "--jobs many", "--readable no-such-file/x --jobs -1"])
def test_what_typer_refuses_is_refused(line: str) -> None:
    with pytest.raises(typer.BadParameter):
        given(PlainCommand, line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("''", "PATHS"),
        ("a.yaml '' b.yaml", "PATHS"),
        ("--output ''", "--output"),
        ("--readable= a.yaml", "--readable"),
    ],
)
def test_an_empty_text_is_refused_as_a_path(line: str, name: str) -> None:
    with pytest.raises(ChecklistError) as refused:
        given(PlainCommand, line)

    assert str(refused.value) == (f"{name}: an empty text is not a path; the current folder is `.`")
    assert GIVEN == {}


def test_another_text_can_be_empty() -> None:
    assert given(PlainCommand, "--state ''")["state"] == ""


@pytest.mark.parametrize("line", LINES[:4])
def test_no_validator_is_built_for_what_needs_no_check(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a validator was built")

    monkeypatch.setattr(pydantic.TypeAdapter, "__init__", refuse)

    assert given(PlainCommand, line)["jobs"] is None
