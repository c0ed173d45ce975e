"""Every file of the corpus through every command that reads: a finding, and nothing else."""

import json
import os
import queue
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from checklist.diagnostics import MAX_BYTES, MAX_PER_FILE
from checklist.questionnaire.loading import load
from tests.support import tiny
from tests.support.examples import one_in
from tests.support.folders import SMALL_FOLDER
from tests.support.hostile import MANY, HostileFile, hostile_files
from tests.support.running import checklist_run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot copy a process")
if hasattr(os, "fork"):
    from tests.support.forked import Run, Runner

FILES = tuple(hostile_files())
GROUPS = tuple(dict.fromkeys(file.group for file in FILES))

EVERY = 60
"""Of so many files one is in the sample."""
LARGE = 40_000
"""The bytes above which a file is large."""
OF_COMMANDS = 17
"""Of so many commands one reads a large file in a thorough run, beside the one that checks it."""
MOST_MEMORY = 256 * 1024 * 1024
LONGEST_LINE = 600
"""Bytes of a line on standard error, which names the file, too."""

BROKEN_LINES = {
    "a carriage return that overwrites the line",
    "a carriage return as an escape",
    "old line ends",
}
"""Files with a carriage return, which breaks the line in answers that are to be filled in."""

QUESTIONNAIRE = ("--questionnaire", str(SMALL_FOLDER))
REPORT, PART = "hostile.yaml", "small/02-lights.yaml"
COMMANDS: Mapping[str, Sequence[str]] = {
    "validate": ("validate", *QUESTIONNAIRE, REPORT),
    "lint": ("lint", PART),
    "show": ("show", *QUESTIONNAIRE, REPORT),
    "status": ("status", *QUESTIONNAIRE, REPORT),
    "export": ("export", *QUESTIONNAIRE, REPORT),
    "export --public": ("export", *QUESTIONNAIRE, "--public", REPORT),
    "compare": ("compare", *QUESTIONNAIRE, "earlier.json", REPORT),
    "answer": ("answer", *QUESTIONNAIRE, REPORT),
    "answer --from": ("answer", *QUESTIONNAIRE, "--from", REPORT, "new-2.yaml"),
    "finalize": ("finalize", *QUESTIONNAIRE, REPORT),
    "questions": ("questions", "--questionnaire", "small"),
}
"""The commands that read what a stranger wrote, in a folder where nothing else may change."""

FINDING = re.compile(r"([\w./-]+):(\d+):(\d+): ([SQR]\d{3}) (error|warning|note): (.*)")
# Beside control characters: what is no UTF-8, and some of what changes the order of a line or
# cannot be seen.
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


# What must hold of each run


def findings(text: str) -> list[re.Match[str]]:
    return [found for line in text.splitlines() if (found := FINDING.match(line))]


def told(run: "Run", *, but: str = "note") -> list[str]:
    """Return the findings of a run as the corpus has them."""
    return [f"{f[2]}:{f[3]} {f[4]}" for f in findings(run.stdout) if f[5] != but]


def unlike(expected: Sequence[str], found: Sequence[str]) -> str:
    """Return how the findings differ from those that are expected; nothing where they agree."""
    if expected and expected[-1] == MANY:
        begin = list(expected[:-1])
        fits = list(found[: len(begin)]) == begin and len(found) >= MAX_PER_FILE
    else:
        fits = list(found) == list(expected)
    return "" if fits else f"found {list(found)[:8]} instead of {list(expected)[:8]}"


def faults(run: "Run", named: str, allowed_seconds: float) -> Iterator[str]:
    """Yield what may be in no run, whatever was read."""
    if run.code not in (0, 1, 2):
        yield f"exit code {run.code}"
    if run.code == 2 and not run.stderr.startswith("checklist: "):
        yield "it could not run, and does not say so"
    if run.code == 1 and not run.stdout and not run.stderr:
        yield "exit code 1 without a word"
    if "Traceback" in run.stdout + run.stderr:
        yield "a traceback"
    if unsafe := UNSAFE.search(run.stdout + run.stderr):
        yield f"the character U+{ord(unsafe[0]):04X} is shown"
    shown = findings(run.stdout)
    if len(shown) > MAX_PER_FILE + 1:
        yield f"{len(shown)} findings"
    for found in shown:
        if len(found[6].encode()) > MAX_BYTES:
            yield f"a message of {len(found[6].encode())} bytes"
        if found[1] != named:
            yield f"a finding on {found[1][:80]!r}"
    longest = max((len(line.encode()) for line in run.stderr.splitlines()), default=0)
    if longest > LONGEST_LINE:
        yield f"a line of {longest} bytes on standard error"
    if run.seconds > allowed_seconds:
        yield f"{run.seconds:.1f} seconds, {allowed_seconds:.1f} are allowed on this machine now"
    if run.peak > MOST_MEMORY:
        yield f"{run.peak / 2**20:.0f} MiB"


def wrong_findings(file: HostileFile, command: str, run: "Run") -> Iterator[str]:
    """Yield how a run does not tell what is known of the file."""
    if command == file.command:
        if different := unlike(file.found, told(run)):
            yield different
        if (run.code == 1) != any(f[5] == "error" for f in findings(run.stdout)):
            yield f"exit code {run.code}"
    elif not file.refused:
        return
    elif command == "questions":
        if run.code != 2 or "`checklist lint small` shows them all" not in run.stderr:
            yield f"exit code {run.code}, {run.stderr[:200]!r}"
    elif run.code != 1:
        yield f"exit code {run.code}"
    elif command == "answer --answers" and file.name in BROKEN_LINES:
        return
    else:
        reading = [found for found in told(run) if found in file.refused]
        if reading != [*file.refused]:
            yield f"found {told(run)[:8]}, not all of {file.refused[:8]}"


# Running


@dataclass
class Station:
    """A folder with the hostile file in it, and a process that runs commands there."""

    runner: "Runner"
    folder: Path

    def run(
        self, content: bytes, commands: Sequence[str] = (*COMMANDS,)
    ) -> "tuple[dict[str, Run], list[str]]":
        """Run commands on a file. Returns their runs, and what they changed."""
        for name in (REPORT, PART):
            (self.folder / name).write_bytes(content)
        self._remove_new_files()  # of a command that was run alone
        before = self._files()
        runs = self.runner.run([COMMANDS[name] for name in commands], self.folder)
        self._remove_new_files()
        after = self._files()
        changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        return dict(zip(commands, runs, strict=False)), changed

    def _remove_new_files(self) -> None:
        for new in self.folder.glob("new-*.yaml"):
            shutil.rmtree(new) if new.is_dir() else new.unlink()

    def _files(self) -> dict[str, bytes]:
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in paths}


@dataclass
class Worst:
    """The most that a run took, and which one it was."""

    runs: int = 0
    seconds: tuple[float, str] = (0.0, "")
    peak: tuple[int, str] = (0, "")

    def add(self, run: "Run", what: str) -> None:
        self.runs += 1
        self.seconds = max(self.seconds, (run.seconds, what))
        self.peak = max(self.peak, (run.peak, what))


@dataclass
class Laboratory:
    """As many stations as there are processors."""

    allowed_seconds: float
    stations: "queue.SimpleQueue[Station]" = field(default_factory=queue.SimpleQueue)
    worst: Worst = field(default_factory=Worst)

    def examined(self, file: HostileFile, commands: Sequence[str]) -> list[str]:
        """Run commands on a file. Returns what is wrong."""
        station = self.stations.get()
        try:
            runs, changed = station.run(file.make(), commands)
            if any(run.seconds > self.allowed_seconds for run in runs.values()):
                # Other programs can lengthen a run, so the quicker of two counts, beside a sound
                # file of this moment.
                allowed = station.runner.allowed_seconds(station.folder)
                self.allowed_seconds = max(self.allowed_seconds, allowed)
                again, _ = station.run(file.make(), commands)
                runs |= {
                    name: run
                    for name, run in again.items()
                    if name in runs and run.seconds < runs[name].seconds
                }
        finally:
            self.stations.put(station)
        wrong = [f"{name} is changed" for name in changed]
        for command, run in runs.items():
            self.worst.add(run, f"{file.group}: {file.name}: {command}")
            named = PART if command == "lint" else REPORT
            found = [*faults(run, named, self.allowed_seconds), *wrong_findings(file, command, run)]
            wrong += [f"{command}: {fault}" for fault in found]
        if len(runs) < len(commands):
            wrong.append(f"{len(commands) - len(runs)} commands did not run any more")
        return [f"{file.name}: {fault}" for fault in wrong]


@contextmanager
def laboratory_in(folder: Path, runner: "Runner", allowed_seconds: float) -> Iterator[Laboratory]:
    """Return a laboratory whose stations are below a folder, one for each processor that is free.

    Other workers of pytest-xdist take a processor each. The runner is that of the first station.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    with ExitStack() as runners:
        laboratory = Laboratory(allowed_seconds)
        for number in range(max(1, min(4, (os.cpu_count() or 1) // workers))):
            if number:
                runner = runners.enter_context(Runner(SMALL_FOLDER))
            own = folder / str(number)
            shutil.copytree(SMALL_FOLDER, own / "small")
            earlier = tiny.report(load(SMALL_FOLDER), state="NOR").to_data()
            (own / "earlier.json").write_text(json.dumps(earlier), encoding="utf-8")
            laboratory.stations.put(Station(runner, own))
        yield laboratory


@pytest.fixture(scope="module")
def laboratory(
    runner: "Runner", allowed_seconds: float, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Laboratory]:
    folder = tmp_path_factory.mktemp("hostile")
    with laboratory_in(folder, runner, allowed_seconds) as laboratory:
        yield laboratory


def test_the_corpus_has_at_least_three_hundred_files_that_all_differ() -> None:
    kept = [file.make() for file in FILES if not file.group.startswith("large")]

    assert len(set(kept)) == len(kept) >= 300


@pytest.mark.sampled
@pytest.mark.parametrize("group", GROUPS)
def test_of_each_group_some_files_are_told_by_every_command_that_reads(
    group: str, laboratory: Laboratory
) -> None:
    files = [file for file in FILES if file.group == group][::EVERY]

    assert_told(files, laboratory)


@pytest.mark.thorough
@pytest.mark.parametrize("group", GROUPS)
def test_every_hostile_file_is_told_with_line_and_column_by_every_command_that_reads(
    group: str, laboratory: Laboratory
) -> None:
    """Large files take most of the time, so each of them is read by the command that finds its
    mistakes and, in turn, by some others, or with `LARGE=1` by all.
    """
    files = [file for file in FILES if file.group == group]

    assert_told(files, laboratory, of_large=one_in(OF_COMMANDS))


def commands_for(file: HostileFile, turn: int, of_large: int) -> Sequence[str]:
    """Return the commands that read a file; of a large one, some in turn."""
    step = of_large if len(file.make()) > LARGE else 1
    others = [command for command in COMMANDS if command != file.command]
    return file.command, *others[turn % step :: step]


def assert_told(files: Sequence[HostileFile], laboratory: Laboratory, of_large: int = 1) -> None:
    commands = [commands_for(file, turn, of_large) for turn, file in enumerate(files)]
    with ThreadPoolExecutor(laboratory.stations.qsize()) as pool:
        every = pool.map(laboratory.examined, files, commands)
        wrong = [one for examined in every for one in examined]

    assert not wrong, "\n".join(wrong)


@pytest.mark.sampled
@pytest.mark.parametrize("group", GROUPS)
def test_a_process_of_its_own_shows_the_same_as_one_that_is_copied(
    group: str, laboratory: Laboratory
) -> None:
    file = next(file for file in FILES if file.group == group)
    station = laboratory.stations.get()
    command = [*COMMANDS][GROUPS.index(group) % len(COMMANDS)]

    runs, _ = station.run(file.make())
    alone = checklist_run(*COMMANDS[command], cwd=station.folder)
    checked = checklist_run(*COMMANDS[file.command], cwd=station.folder)

    laboratory.stations.put(station)
    assert checked == runs[file.command].result
    assert (alone.code, alone.stdout) == (runs[command].code, runs[command].stdout)
