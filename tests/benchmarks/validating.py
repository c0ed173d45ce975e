"""Validating many reports, side by side with peers in one run, as ratios of wall times.

    python -m tests.benchmarks.validating [RUNS]

Run it from the checkout, in an environment into which the package was installed as a wheel, and in
which check-jsonschema and `ajv` (`npm install -g ajv-cli`) are found; a peer that is not found is
left out. It needs Linux. The reports are of about 30 kB, and one in twenty is bad; from the 400th
on, they repeat. Which ratios are wanted is said beside each.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.support.made_reports import made_reports, write_reports

HERE = Path(sys.executable).parent
SCHEMA = Path(__file__).parents[2] / "schemas" / "state-report.ctoc-cop-2010-6.schema.json"
FEW, MANY, VERY_MANY = 200, 2_000, 20_000
DISTINCT = 400
SLOW_PEER = (20, 100)
"""On so many reports check-jsonschema is measured; what more would take follows from the two."""
READING = """
import sys
from pathlib import Path
from checklist.checks.batch import usable_processors
from checklist.files.reader import read
from checklist.checks.process_pool import map_in_processes

def read_one(path):
    read(path)

paths = sorted(Path(sys.argv[1]).iterdir())
for _ in map_in_processes(read_one, paths, usable_processors(), read_one):
    pass
"""
"""Our own reading of a folder, shared out as the reports of `validate` are."""


def program(name: str) -> str | None:
    """Return the path of a program, from this environment before any other."""
    return shutil.which(name, path=str(HERE)) or shutil.which(name)


def seconds(command: Sequence[str]) -> float:
    """Return the wall time of a command, which may find something wrong."""
    begin = time.perf_counter()
    done = subprocess.run(command, cwd="/", capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} could not run: {done.stderr.decode()[-1000:]}")
    return time.perf_counter() - begin


def peak_memory(command: Sequence[str]) -> float:
    """Return the most memory, in MiB, that one process of a command had in use."""
    peaks: dict[str, int] = {}
    with subprocess.Popen(command, cwd="/", stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for pid in _family(str(process.pid)):
                peaks[pid] = max(peaks.get(pid, 0), _high_water_mark(pid))
            time.sleep(0.05)
    return max(peaks.values()) / 1024


def _family(pid: str) -> list[str]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(child))]


def _high_water_mark(pid: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def folders(root: Path) -> None:
    """Write the reports: so many of each format, in a folder each."""
    distinct = [data for data, _ in made_reports(DISTINCT, broken_every=20)]
    for ending in ("yaml", "json"):
        for count in (*SLOW_PEER, FEW, MANY):
            write_reports(root / f"{ending}-{count}", list(islice(cycle(distinct), count)), ending)
    very_many = root / f"yaml-{VERY_MANY}"
    very_many.mkdir()
    for number, path in enumerate(islice(cycle(root.glob(f"yaml-{MANY}/*")), VERY_MANY)):
        shutil.copy(path, very_many / f"{number:05}.yaml")


def told(what: str, ratio: float, wanted: str) -> None:
    print(f"{what:<58}{ratio:8.3f}  ({wanted})")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    checklist, slow_peer, ajv = map(program, ("checklist", "check-jsonschema", "ajv"))
    if checklist is None:
        sys.exit("checklist is not installed")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folders(root)

        def validate(reports: str) -> list[str]:
            return [checklist, "validate", str(root / reports)]

        def files(count: int) -> list[str]:
            return sorted(map(str, root.glob(f"yaml-{count}/*")))

        reading = [sys.executable, "-P", "-c", READING, str(root / f"yaml-{MANY}")]
        commands = {
            "few": validate(f"yaml-{FEW}"),
            "many": validate(f"yaml-{MANY}"),
            "json": validate(f"json-{MANY}"),
            "json, few": validate(f"json-{FEW}"),
            "reading": reading,
        }
        if ajv:
            options = ["--spec=draft2020", "--all-errors", "--strict=false", "-s", str(SCHEMA)]
            data = ["-d", str(root / f"yaml-{MANY}" / "*.yaml")]
            commands["ajv"] = [ajv, "validate", *options, *data]
            data = ["-d", str(root / f"yaml-{FEW}" / "*.yaml")]
            commands["ajv, few"] = [ajv, "validate", *options, *data]
        if slow_peer:
            for count in SLOW_PEER:
                schema = ["--schemafile", str(SCHEMA)]
                commands[f"check-jsonschema {count}"] = [slow_peer, *schema, *files(count)]
        seconds(commands["few"])  # the first run after the installation keeps things ready
        # The commands take turns, so that a busy moment of the machine meets them all.
        taken = [{key: seconds(command) for key, command in commands.items()} for _ in range(runs)]
        took = {key: statistics.median(one[key] for one in taken) for key in commands}
        memory = {count: peak_memory(validate(f"yaml-{count}")) for count in (FEW, MANY, VERY_MANY)}
    for key, one in took.items():
        print(f"{key:<58}{one:8.2f} s")
    told("YAML / reading alone", took["many"] / took["reading"], "at most 1.3")
    told(f"{MANY} reports / {FEW} reports", took["many"] / took["few"], "at most 10")
    told("YAML / JSON", took["many"] / took["json"], "at least 3")
    more = (took["many"] - took["few"]) / (took["json"] - took["json, few"])
    told(f"YAML / JSON, the {MANY - FEW} reports after the first {FEW}", more, "for information")
    if ajv:
        told(f"checklist / ajv-cli, {MANY} reports", took["many"] / took["ajv"], "at most 0.65")
        told(f"checklist / ajv-cli, {FEW} reports", took["few"] / took["ajv, few"], "")
    if slow_peer:
        few, many = (took[f"check-jsonschema {count}"] for count in SLOW_PEER)
        each = (many - few) / (SLOW_PEER[1] - SLOW_PEER[0])
        whole = many + each * (MANY - SLOW_PEER[1])
        print(
            f"check-jsonschema would take {whole:.0f} s for {MANY}: {each * 1000:.0f} ms a report"
        )
        told(f"checklist / check-jsonschema, {MANY} reports", took["many"] / whole, "at most 0.02")
    for count, peak in memory.items():
        told(f"peak memory of a process, {count} reports, in MiB", peak, "at most 60, and flat")


if __name__ == "__main__":
    main()
