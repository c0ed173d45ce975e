"""Start-up, side by side with peers in one run, as ratios.

    python -m tests.benchmarks.start_up [RUNS]

Each ratio is of processor times, and of instructions where there is valgrind: of `--version`, of
`validate` of one report in two styles, of its `status`, of the first prompt of `answer`, and of
`summarize` of three reports into a pipe. What is wanted is wanted of instructions, but of processor
times for the first prompt. The floor is a process that imports Typer and Pydantic as the package
imports them, checks data with one model in a command that does nothing else, and ends as a process
of the package ends: the package cannot take less. Run it from the checkout, in an environment in
which check-jsonschema is found.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.installation import Installation
from tests.benchmarks.measuring import FOUND_OR_NOT, efforts, instructions, program, show
from tests.benchmarks.reports import Reports

BARE, PEER, FLOOR = "python -c pass", "check-jsonschema", "floor: Typer and Pydantic"
FIRST_PROMPT, VALIDATE, STATUS = "first prompt", "validate of one report", "status of one report"
JSON = "validate of the same as JSON"
WANTED = {
    ("--version", BARE): "at most 1.5",
    (VALIDATE, FLOOR): "at most 1.8",
    (VALIDATE, JSON): "at most 1.0",
    (STATUS, VALIDATE): "at most 1.0",
    (FIRST_PROMPT, BARE): "at most 15",
    (FIRST_PROMPT, FLOOR): "",
    (FLOOR, BARE): "",
    (VALIDATE, PEER): "",
    ("summarize of three reports", BARE): "",
}
ENDED = (*FOUND_OR_NOT, 2)
"""The exit codes of the commands: 2 where nothing was begun, as no State was named."""

_FLOOR = """
import gc, os
gc.disable()
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
import pydantic, typer

class Report(pydantic.BaseModel, strict=True, extra="forbid", frozen=True):
    state: str

app = typer.Typer(add_completion=False, rich_markup_mode=None)

@app.command()
def validate(report: str) -> None:
    Report.model_validate({"state": report})

app(["NOR"], standalone_mode=False)
os._exit(0)
"""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        installed = Installation(folder / "installed")
        reports = Reports(folder / "reports", states=3)
        print(reports)
        commands = commands_of(installed, reports)
        took = efforts(
            {key: [sys.executable, *command] for key, command in commands.items()},
            runs,
            cwd=folder,
            codes=ENDED,
        )
        for key, one in took.items():
            print(f"{key:<66}{one.processor * 1000:11.1f} ms")
        counts = {
            key: instructions(command, cwd=folder, codes=ENDED) for key, command in commands.items()
        }
    _show_ratios("processor", {key: one.processor for key, one in took.items()})
    _show_ratios("instructions", counts)


def commands_of(installed: Installation, reports: Reports) -> dict[str, list[str]]:
    """Return the words behind `python` of the commands, by what is measured."""
    report = reports.files("own", 3)[0]
    commands = {
        BARE: ["-c", "pass"],
        FLOOR: ["-c", _FLOOR],
        "--version": [installed.checklist, "--version"],
        VALIDATE: [installed.checklist, "validate", report],
        JSON: [installed.checklist, "validate", reports.files("json", 3)[0]],
        STATUS: [installed.checklist, "status", report],
        # Standard input is at its end, so the command ends where it asks first, for the State.
        FIRST_PROMPT: [installed.checklist, "answer", "--plain"],
        "summarize of three reports": [installed.checklist, "summarize", reports.of("own", 3)],
    }
    if peer := program("check-jsonschema"):
        commands[PEER] = [peer, "--schemafile", installed.schema, report]
    return commands


def _show_ratios(unit: str, figures: Mapping[str, float | None]) -> None:
    for (what, other), wanted in WANTED.items():
        own, others = figures.get(what), figures.get(other)
        if own is not None and others is not None:
            show(f"{what} / {other}, {unit}", own / others, wanted)


if __name__ == "__main__":
    main()
