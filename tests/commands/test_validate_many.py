"""`checklist validate` on folders: the files of strangers, and several processes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checklist.checks.batch import MIN_BATCH
from tests.acceptance.entries import LIGHTS, TREATY
from tests.support.begun_reports import SMALL, report
from tests.support.running import COMMAND, PATIENCE, checklist_run, environment

CONTROLS = "\x1b[31m\x1b]52;c;eA==\x07\x9b31m\u202e\x7f"


SPAWNED = """
import multiprocessing, sys
from checklist.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main(sys.argv[1:])
"""


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A folder with one sound report, and everything that strangers send with it."""
    folder = tmp_path / "post"
    (folder / "later").mkdir(parents=True)
    sound = report(folder, *TREATY, *LIGHTS)
    shutil.copy(sound, folder / "later" / "report-DNK.yaml")
    shutil.copy(sound, folder / "report-DNK.draft.yaml")
    shutil.copy(sound, folder / ".hidden.yaml")
    shutil.copy(sound, folder / "letter.txt")
    (folder / ".hidden").mkdir()
    shutil.copy(sound, folder / ".hidden" / "report.yaml")
    (folder / "a-broken.yaml").write_text("answers: [\n")
    (folder / "b-empty.yaml").write_text("")
    (folder / "c-foreign.yml").write_text("invoice: 7\n")
    (folder / "d-list.json").write_text("[]")
    (folder / "e-latin.yaml").write_bytes(b"note: caf\xe9\n")
    (folder / "f-large.yaml").write_text("# " + "x" * 3_000_000)
    (folder / "g-deep.yaml").write_text("[" * 30_000)
    aliases = sound.read_text("utf-8").replace("value: 3", "value: *three")
    (folder / "h-aliases.yaml").write_text(aliases, "utf-8")
    (folder / "i-comma.json").write_text('{"checklist_report": 1,}')
    (folder / "j-directory.yaml").mkdir()
    (folder / "k-nowhere.yaml").symlink_to("nosuch")
    if os.name != "nt":
        os.mkfifo(folder / "l-pipe.yaml")
        (folder / "m-loop.yaml").symlink_to("m-loop.yaml")
        (folder / "later" / "n-up").symlink_to(folder)
        unreadable = folder / "o-unreadable.yaml"
        shutil.copy(sound, unreadable)
        unreadable.chmod(0o000)
        shutil.copy(sound, folder / f"p-{CONTROLS}.yaml")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="pipes, links and modes are those of POSIX")
def test_each_file_of_a_folder_gets_its_finding(post: Path) -> None:
    done = checklist_run("validate", *SMALL, ".", cwd=post, unprivileged=True)

    assert done.code == 1
    codes: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        name, code = re.fullmatch(r"(.+?):\d+:\d+: (\w+) error: .+", line, re.ASCII).groups()  # type: ignore[union-attr]
        codes.setdefault(name, []).append(code)
    assert codes == {
        "a-broken.yaml": ["S005"],
        "b-empty.yaml": ["S012"],
        "c-foreign.yml": ["S101"],
        "d-list.json": ["S013"],
        "e-latin.yaml": ["S003"],
        "f-large.yaml": ["S002"],
        "g-deep.yaml": ["S009"],
        "h-aliases.yaml": ["S008"],
        "i-comma.json": ["S006"],
        "k-nowhere.yaml": ["S001"],
        "l-pipe.yaml": ["S001"],
        "m-loop.yaml": ["S001"],
        "o-unreadable.yaml": ["S001"],
    }
    assert "Traceback" not in done.stderr
    assert "\n16 files, 13 with errors: 13 errors, 0 warnings, 0 notes\n" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes, links and modes are those of POSIX")
def test_a_bad_file_changes_nothing_in_what_is_said_of_the_others(post: Path) -> None:
    together = checklist_run("validate", *SMALL, ".", cwd=post, unprivileged=True)
    names = [line.split(":")[0] for line in together.stdout.splitlines()]

    for name in ("a-broken.yaml", "c-foreign.yml", "l-pipe.yaml", "o-unreadable.yaml"):
        alone = checklist_run("validate", *SMALL, name, cwd=post, unprivileged=True)
        assert alone.code == 1
        assert alone.stdout == "".join(
            f"{line}\n" for line in together.stdout.splitlines() if line.startswith(f"{name}:")
        )
    sound = checklist_run("validate", *SMALL, "report-DNK.yaml", cwd=post)
    assert (sound.code, sound.stdout) == (0, "")
    assert names == sorted(names)


@pytest.mark.skipif(os.name == "nt", reason="pipes, links and modes are those of POSIX")
def test_json_says_the_same_as_text(post: Path) -> None:
    text = checklist_run("validate", *SMALL, ".", cwd=post, unprivileged=True)

    done = checklist_run("validate", "--format", "json", *SMALL, ".", cwd=post, unprivileged=True)

    assert done.code == text.code == 1
    assert done.stderr == text.stderr
    files = json.loads(done.stdout)["files"]
    assert len(files) == 16
    said = [
        f"{file['path']}:{one['line']}:{one['column']}: {one['code']} {one['severity']}: "
        f"{one['message']}"
        for file in files
        for one in file["findings"]
    ]
    assert said == text.stdout.splitlines()


def test_a_folder_of_many_reports_is_checked_as_its_files_are(tmp_path: Path) -> None:
    sound = report(tmp_path, *TREATY, *LIGHTS).read_text("utf-8")
    for number in range(MIN_BATCH + 5):
        text = sound.replace("DNK", "XXX") if number % 10 == 3 else sound
        (tmp_path / f"many-{number:02}.yaml").write_text(text, "utf-8")

    done = checklist_run("validate", *SMALL, ".", cwd=tmp_path)

    assert [line[:7] for line in done.stdout.splitlines()] == [
        "many-03",
        "many-13",
        "many-23",
        "many-33",
    ]


@pytest.mark.thorough
def test_processes_that_share_no_memory_find_the_same(tmp_path: Path) -> None:
    report(tmp_path, "party")
    for number in range(MIN_BATCH):
        (tmp_path / f"bad-{number}.yaml").write_text("answers: [\n")
    words = ("validate", *SMALL, ".", "--select", "S,R005")
    (tmp_path / "spawned.py").write_text(SPAWNED)

    spawned = subprocess.run(
        [sys.executable, "spawned.py", *words],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    here = checklist_run(*words, cwd=tmp_path)
    assert (spawned.returncode, spawned.stdout, spawned.stderr) == (1, here.stdout, here.stderr)


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_ctrl_c_ends_all_processes_without_a_traceback(tmp_path: Path) -> None:
    report(tmp_path, "party")
    for number in range(10_000):  # so many that no machine has read them when the signal comes
        (tmp_path / f"report-{number}.yaml").hardlink_to(tmp_path / "report-DNK.yaml")

    with subprocess.Popen(
        [*COMMAND, "validate", *SMALL, ".", "--output", "findings"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        while not list(tmp_path.glob(".findings*")) and running.poll() is None:
            time.sleep(0.01)
        time.sleep(0.1)
        os.killpg(running.pid, signal.SIGINT)
        output = running.communicate(timeout=PATIENCE)

    assert (running.returncode, output) == (130, (b"", b""))
    assert not list(tmp_path.glob("*findings*"))
