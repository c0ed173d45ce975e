"""Validating many reports, side by side with peers in one run, as ratios.

    python -m tests.benchmarks.validating [RUNS [KILOBYTES]]

Run it from the checkout, in an environment in which check-jsonschema and `ajv` (`npm install -g
ajv-cli`) are found; a peer that is not found is left out. It needs Linux, and valgrind for the
instructions. One report in twenty is bad. With KILOBYTES, notes are longer: each report has about
so many. Which figure is wanted is printed next to it.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.installation import Installation
from tests.benchmarks.measuring import (
    IN_ONE_PROCESS,
    efforts,
    instructions,
    peak_memory,
    program,
    scaling,
    show,
)
from tests.benchmarks.reports import Reports

FEW, MANY, VERY_MANY = 200, 2_000, 20_000
SLOW_PEER = (20, 100)
"""On so many reports check-jsonschema is measured; what more would take follows from the two."""
COUNTED = (64, 128)
"""The instructions of a sound report follow from runs with so many."""
WANTED_OF_AJV = {"own": "at most 0.75", "pyyaml": "", "json": ""}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    kilobytes = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as name:
        installed = Installation(Path(name) / "installed")
        reports = Reports(Path(name) / "reports", broken_every=20, kilobytes=kilobytes)
        print(reports)

        def validate(style: str, count: int, *options: str) -> list[str]:
            return [*options, installed.checklist, "validate", reports.of(style, count)]

        commands = {
            **{
                f"{style}, {count}": validate(style, count, *IN_ONE_PROCESS)
                for style in ("own", "pyyaml", "json")
                for count in (FEW, MANY)
            },
            "own, two processes": validate("own", MANY),
            **_of_peers(installed.schema, reports),
        }
        took = efforts(commands, runs)
        print(f"{'seconds':<66}{'processor':>14}{'wall':>8}")
        for key, one in took.items():
            print(f"{key:<66}{one.processor:14.2f}{one.wall:8.2f}")
        many = {style: took[f"{style}, {MANY}"].processor for style in ("own", "pyyaml", "json")}
        for style, seconds in many.items():
            if "ajv-cli" in took:
                ratio = seconds / took["ajv-cli"].processor
                show(f"{style}: checklist / ajv-cli, processor", ratio, WANTED_OF_AJV[style])
        show("own / json, processor", many["own"] / many["json"], "at most 1.0")
        if f"check-jsonschema, {SLOW_PEER[0]}" in took:
            few, more = (took[f"check-jsonschema, {count}"].wall for count in SLOW_PEER)
            whole = more + (more - few) / (SLOW_PEER[1] - SLOW_PEER[0]) * (MANY - SLOW_PEER[1])
            ratio = took["own, two processes"].wall / whole
            show(f"check-jsonschema would take for {MANY}, seconds", whole)
            show("own, two processes: checklist / check-jsonschema, wall", ratio)
        two_of_one = took["own, two processes"].wall / took[f"own, {MANY}"].wall
        floor = scaling(runs)
        show("two processes / one, plain Python, wall: the floor", floor)
        show("own, two processes / one, wall, / the floor", two_of_one / floor)
        _show_instructions(installed, Reports(Path(name) / "sound"))
        for count in (FEW, MANY, VERY_MANY):
            peak = peak_memory(validate("own", count))
            show(f"peak memory of a process, {count} reports, MiB", peak, "at most 60, and flat")


def _of_peers(schema: str, reports: Reports) -> dict[str, list[str]]:
    """Return the commands of the peers that are found."""
    commands = {}
    if ajv := program("ajv"):
        options = ["--spec=draft2020", "--all-errors", "--strict=false", "-s", schema]
        commands["ajv-cli"] = [ajv, "validate", *options, "-d", reports.of("own", MANY) + "/*.yaml"]
    if slow_peer := program("check-jsonschema"):
        for count in SLOW_PEER:
            files = reports.files("own", count)
            commands[f"check-jsonschema, {count}"] = [slow_peer, "--schemafile", schema, *files]
    return commands


def _show_instructions(installed: Installation, sound: Reports) -> None:
    for style in ("own", "pyyaml", "json"):
        few, many = (
            instructions(
                [installed.checklist, "validate", sound.of(style, count)],
                python=[*IN_ONE_PROCESS, sys.executable],
            )
            for count in COUNTED
        )
        each = few and many and (many - few) / (COUNTED[1] - COUNTED[0]) / 1e6
        wanted = "at most 12.5" if style == "own" else ""
        show(f"{style}: million instructions a sound report", each, wanted)


if __name__ == "__main__":
    main()
