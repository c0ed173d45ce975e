"""Prints how large the corpus is, and the most that a command needed for one of its files.

`python -m tests.support.hostile_figures`
"""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.acceptance.test_hostile_files import COMMANDS, FILES, GROUPS, laboratory_in
from tests.support.folders import SMALL_FOLDER
from tests.support.forked import Runner


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Runner(SMALL_FOLDER) as runner,
        laboratory_in(Path(folder), runner, runner.allowed_seconds(Path(folder))) as laboratory,
        ThreadPoolExecutor(laboratory.stations.qsize()) as pool,
    ):
        every = pool.map(laboratory.examined, FILES, [[*COMMANDS]] * len(FILES))
        wrong = [one for examined in every for one in examined]
    worst = laboratory.worst
    print(f"{len(FILES)} files in {len(GROUPS)} groups, {len(COMMANDS)} commands each")
    print(f"{worst.runs} runs, {len(wrong)} faults", *wrong, sep="\n")
    print(f"longest: {worst.seconds[0]:.2f} s of the processor: {worst.seconds[1]}")
    print(f"largest: {worst.peak[0] / 2**20:.0f} MiB: {worst.peak[1]}")


if __name__ == "__main__":
    main()
