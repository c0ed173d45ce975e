"""Options that come in groups: a command has each of them as if it were a parameter of its own."""

import inspect
from typing import Annotated, NamedTuple

import typer
from typer.testing import CliRunner

from checklist.application import _taking_groups


class Place(NamedTuple):
    """Where something is."""

    folder: Annotated[str, typer.Option("--folder", help="The folder.")] = "here"
    depth: Annotated[int, typer.Option("--depth", help="How deep.")] = 1


def run(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    *,
    place: Place,
    is_loud: Annotated[bool, typer.Option("--loud")] = False,
) -> None:
    """Say where it is."""
    print(name, place, is_loud)


def test_a_function_gets_its_groups_whole_and_the_options_stand_in_their_place() -> None:
    command = _taking_groups(run, for_answering=False)
    app = typer.Typer(add_completion=False)
    app.command()(command)

    done = CliRunner().invoke(app, ["it", "--depth", "3", "--loud"])

    assert (done.exit_code, done.output) == (0, f"it {Place('here', 3)} True\n")
    assert [*inspect.signature(command).parameters] == [
        "name",
        "folder",
        "depth",
        "is_loud",
    ]
