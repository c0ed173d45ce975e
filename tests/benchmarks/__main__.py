"""All benchmarks, one after the other.

    python -m tests.benchmarks

They take about half an hour on a machine that has nothing else to do.
"""

import subprocess
import sys

BENCHMARKS = (
    "start_up",
    "validating",
    "tabulating",
    "comparing",
    "summarizing",
    "next_question",
)


def main() -> None:
    for name in BENCHMARKS:
        print(f"== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=True)


if __name__ == "__main__":
    main()
