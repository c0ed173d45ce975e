"""Tries a program that was built for machines without Python, as its first users would.

    python .ci/folder/try_it.py FOLDER [--alone] [--beside INSTALLED]

FOLDER holds the program. With --alone, a copy of it is tried below a root that has nothing else but
the C library and zlib (Linux, as the administrator). With --beside, the instructions of a start are
compared with those of the installed program. Needs python-docx, which fills in a form.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.measuring import effort, instructions, show
from tests.support.folders import EXAMPLES, ROOT

NAME = "checklist.exe" if sys.platform == "win32" else "checklist"
PATIENCE = 90
"""Seconds until something that is awaited at the terminal counts as missing."""
LIBRARIES = [f"lib{name}.so.*" for name in ("c", "dl", "m", "pthread", "rt", "z")]
CURSOR_ASKED, CURSOR = b"\x1b[6n", b"\x1b[1;1R"
STYLE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()].|[=>])")


class Place:
    """Where the program is tried: its command, and the folder in which it is at work."""

    def __init__(self, folder: Path, program: Path, alone: bool) -> None:
        self.folder, self.home = folder, folder / "home"
        # A copy, since the first start keeps in the folder what later ones use.
        shutil.copytree(program, folder / "program", symlinks=True)
        self.command = [str(folder / "program" / NAME)]
        self.inside = str(self.home)
        if alone:
            make_root(folder)
            self.command, self.inside = ["chroot", str(folder), f"/program/{NAME}"], "/home"
        (self.home / "Documents").mkdir(parents=True)
        shutil.copytree(EXAMPLES, folder / "reports")
        kept = ("SystemRoot", "WINDIR", "TEMP", "TMP")  # without these, Windows starts nothing
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {
            "HOME": self.inside, "USERPROFILE": self.inside, "LANG": "C.UTF-8", "TERM": "xterm",
            "PATH": os.environ["PATH"] if not alone else "/usr/sbin:/usr/bin:/sbin:/bin",
        }  # fmt: skip

    def run(self, *words: str, entries: str = "", codes: Sequence[int] = (0,)) -> str:
        """Return what a command prints. Ends with a message if its exit code is another."""
        print("$ checklist", *words, flush=True)
        done = subprocess.run(
            [*self.command, *words], cwd=self.folder, env=self.environment, text=True,
            input=entries, encoding="utf-8", capture_output=True, timeout=PATIENCE,
        )  # fmt: skip
        if done.returncode not in codes:
            sys.exit(f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout + done.stderr

    def wants(self, name: str) -> Path:
        """Return the path of a file that the program wrote. Ends with a message without it."""
        path = self.folder / name
        return path if path.is_file() else sys.exit(f"{name} was not written")


def make_root(root: Path) -> None:
    """Add the C library, zlib, and the devices that every system has, to the program."""
    loader = Path("/lib64/ld-linux-x86-64.so.2")
    library = next(Path("/").glob("lib/*-linux-gnu/libc.so.6")).parent
    for found in (loader, *(path for name in LIBRARIES for path in library.glob(name))):
        copy = root / found.relative_to("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(found, copy)  # what a link leads to
    (root / "tmp").mkdir()
    (root / "dev" / "shm").mkdir(parents=True)
    for name, number in (("null", (1, 3)), ("urandom", (1, 9)), ("tty", (5, 0))):
        os.mknod(root / "dev" / name, 0o20666, os.makedev(*number))
        (root / "dev" / name).chmod(0o666)
    others = [path for path in root.rglob("*python*") if root / "program" not in path.parents]
    assert not others, others


def at_terminal(place: Place, words: Sequence[str], *steps: tuple[str, str]) -> str:
    """Return what a command shows at a pseudo-terminal, without colours and places.

    Args:
        place: Where it is tried.
        words: Those behind the command. It begins at home, as after a double click.
        steps: What is awaited, and what is typed then.
    """
    import pty
    import select

    print("$ checklist", *words, "(at a terminal)", flush=True)
    process, terminal = pty.fork()
    if process == 0:
        try:
            os.chdir(place.home)
            os.execvpe(place.command[0], [*place.command, *words], place.environment)
        finally:
            os._exit(127)
    shown, seen = b"", 0
    try:
        for awaited, typed in (*steps, ("", "")):
            until = time.monotonic() + PATIENCE
            while not awaited or awaited not in _plain(shown[seen:]):
                if time.monotonic() > until:
                    sys.exit(f"{awaited!r} was not shown:\n{_plain(shown)}")
                if not select.select([terminal], [], [], 1)[0]:
                    continue
                try:
                    more = os.read(terminal, 65536)
                except OSError:  # the program has ended
                    more = b""
                if not more and awaited:
                    sys.exit(f"{awaited!r} was not shown before the end:\n{_plain(shown)}")
                if not more:
                    break
                shown += more
                if CURSOR_ASKED in more:
                    os.write(terminal, CURSOR)
            seen = len(shown)
            time.sleep(0.3)  # a person reads before typing
            if typed:
                os.write(terminal, typed.encode())
    finally:
        os.close(terminal)
        _, status = os.waitpid(process, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"exit code {os.waitstatus_to_exitcode(status)}\n{_plain(shown)}")
    return _plain(shown)


def _plain(shown: bytes) -> str:
    return STYLE.sub(b"", shown).decode("utf-8", "replace")


def try_it(place: Place) -> None:
    """Do what the first users do."""
    print(place.run("--version"), end="")
    if sys.platform == "win32":
        place.run("answer", "--plain", entries="Norway\nMinistry of Justice\n2024\n1\n/quit\n")
        shutil.move(place.folder / "report-NOR.yaml", place.home / "Documents")
    else:
        shown = at_terminal(
            place, (), ("documents folder", ""), ("No report is in this folder", "Norway\r"),
            ("1.1, required", "Ministry of Justice\r"), ("1.2, required", "2024\r"),
            ("1.3, ", "/quit\r"), ("Saved in", ""),
        )  # fmt: skip
        assert f"{place.inside}/Documents" in shown, shown
    shutil.copy(place.wants("home/Documents/report-NOR.yaml"), place.folder)
    assert "0 with errors" in place.run("validate", "report-NOR.yaml")
    assert "3 files" in place.run("validate", "reports")
    (place.folder / "many").mkdir()
    for number in range(40):  # so many that several processes read them
        shutil.copy(place.folder / "report-NOR.yaml", place.folder / "many" / f"{number}.yaml")
    assert "40 files" in place.run("validate", "--select", "S", "many")
    place.run("summarize", "reports", "--output", "summary.html")
    place.run("summarize", "reports", "--output", "summary.docx")
    place.run("tabulate", "reports", "--output", "answers.xlsx")
    for name in ("summary.html", "summary.docx", "answers.xlsx"):
        place.wants(name)
    place.run("divide", "report-NOR.yaml")
    place.run("form", "report-NOR.yaml", "--authority", "labour", "--format", "docx")
    form = place.wants("parts/NOR-labour.docx")
    filler = ROOT / "tests" / "examples" / "fill_in_form.py"
    back = place.folder / "NOR-labour.docx"
    subprocess.run([sys.executable, str(filler), str(form), str(back), "8.1 d=1"], check=True)
    assert "8.1" in place.run("merge", "report-NOR.yaml", "NOR-labour.docx")
    place.run("export", "report-NOR.yaml", "--output", "report.docx")
    (place.folder / "schemas").mkdir()
    place.run("schema", "--folder", "schemas")
    for path in (ROOT / "schemas").glob("*.json"):
        assert place.wants(f"schemas/{path.name}").read_bytes() == path.read_bytes(), path.name
    assert "no such file" in place.run("validate", "absent.yaml", codes=(1, 2)).lower()


def compare_starts(program: Path, installed: Path, folder: Path) -> None:
    """Print what starts of the program take, divided by what those of the installed one take."""
    report = str(EXAMPLES / "report-UGA.yaml")
    # Without input, `answer` begins nothing, and exits with 2.
    for words, code in (["--version"], 0), (["validate", report], 0), (["answer", "--plain"], 2):
        place = {"cwd": folder, "codes": (code,)}
        both = [str(program.resolve() / NAME)], [sys.executable, str(installed.absolute())]
        commands = [[*command, *words] for command in both]
        for command in commands:
            effort(command, **place)  # the first start keeps ready what all others use
        own, others = (instructions(command, python=(), **place) for command in commands)
        if own and others:
            show(f"{words[0]}: the folder / installed, instructions", own / others)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("program", type=Path)
    options.add_argument("--alone", action="store_true")
    options.add_argument("--beside", type=Path)
    asked = options.parse_args()
    files = [path for path in asked.program.rglob("*") if path.is_file()]
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 2**20:.0f} MiB")
    with tempfile.TemporaryDirectory() as name:
        try_it(Place(Path(name).resolve(), asked.program, asked.alone))
    if asked.beside:
        with tempfile.TemporaryDirectory() as name:
            compare_starts(asked.program, asked.beside, Path(name))


if __name__ == "__main__":
    main()
