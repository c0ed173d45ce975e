"""Start-up, side by side with peers in one run, as ratios of medians.

    python tests/benchmarks/start_up.py [RUNS]

`--version` against a bare interpreter (target: at most 1.3), and `validate` of one report against
check-jsonschema with the shipped schema (target: at most 0.5). Run it in an environment into which
the package was installed as a wheel: an editable install has no compiled modules at first.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(sys.executable).parent
SCHEMA = Path(__file__).parents[2] / "schemas" / "state-report.ctoc-cop-2010-6.schema.json"
ENTRIES = "Austria\nMinistry of Justice\n2024\n"


def program(name: str) -> str:
    found = shutil.which(name, path=str(HERE)) or shutil.which(name)
    if found is None:
        sys.exit(f"{name} is not installed")
    return found


def seconds(commands: dict[str, list[str]], runs: int, folder: Path) -> dict[str, float]:
    """Return the median wall time of each command; the commands take turns, run by run."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, cwd=folder, capture_output=True, check=True)
            times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The first run after the installation keeps ready what all later ones use.
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        answer = [program("checklist"), "answer", "--plain"]
        subprocess.run(
            answer, cwd=folder, env=env, input=ENTRIES, text=True, capture_output=True, check=True
        )
        took = seconds(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "checklist --version": [program("checklist"), "--version"],
                "checklist validate": [program("checklist"), "validate", "report-AUT.yaml"],
                "check-jsonschema": [
                    program("check-jsonschema"),
                    "--schemafile",
                    str(SCHEMA),
                    "report-AUT.yaml",
                ],
            },
            runs,
            folder,
        )
    for command, time_taken in took.items():
        print(f"{command:<22}{time_taken * 1000:8.1f} ms")
    version = took["checklist --version"] / took["python -c pass"]
    validate = took["checklist validate"] / took["check-jsonschema"]
    print(f"--version / bare interpreter: {version:.2f} (at most 1.3)")
    print(f"validate / check-jsonschema:  {validate:.2f} (at most 0.5)")


if __name__ == "__main__":
    main()
