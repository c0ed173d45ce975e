"""The command line as a whole: what it imports, its exit codes, and what it never writes."""

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

from checklist import __version__
from checklist.application import COMMANDS
from checklist.checks.batch import WORTH_SHARING
from checklist.checks.resolve_questionnaire import resolve
from checklist.files.reader import parse, read
from checklist.questionnaire.shipped_files import schema_folder
from checklist.render.findings.registry import FormatName
from tests.acceptance.entries import LIGHTS, SMALL_FOLDER, TREATY, lines
from tests.support.folders import FIXTURES
from tests.support.running import COMMAND, PATIENCE, Result, checklist_run, environment
from tests.support.starts import imported

pytestmark = pytest.mark.sampled

SMALL = ("--questionnaire", str(SMALL_FOLDER))
EXAMPLE = FIXTURES / "reports" / "report-TUV.yaml"

CONTROLS = "\x1b[31m\x1b]52;c;eA==\x07\x9b31m\u202e\x7f"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")


def report(folder: Path, *entries: str, name: str = "report-DNK.yaml") -> Path:
    done = checklist_run(
        "answer", *SMALL, "--state", "DNK", name, cwd=folder, stdin=lines(*entries)
    )
    assert done.code == 0, done.stderr
    return folder / name


def written_to(target: int, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=target,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )


# Start-up and help


def test_version_is_told_without_any_library(tmp_path: Path) -> None:
    modules = imported("--version", cwd=tmp_path)

    assert not modules & {"typer", "pydantic", "rich", "prompt_toolkit", "yaml", "typing"}
    assert checklist_run("--version", cwd=tmp_path) == Result(0, f"checklist {__version__}\n", "")


def test_to_validate_one_report_imports_nothing_that_only_many_need(tmp_path: Path) -> None:
    modules = imported("validate", "nosuch.yaml", cwd=tmp_path)

    assert "checklist.checks.batch" in modules
    assert not modules & {
        "rich",
        "multiprocessing",
        "concurrent.futures",
        "checklist.checks.process_pool",
    }
    assert not {name for name in modules if name.startswith("checklist.checks.rules.q")}


def test_help_lists_every_command_and_imports_none(tmp_path: Path) -> None:
    modules = imported("--help", cwd=tmp_path)
    done = checklist_run("--help", cwd=tmp_path)

    assert not {name for name in modules if name.startswith("checklist.commands")}
    assert done.code == 0
    assert re.findall(r"^  (\w+)  ", done.stdout, re.MULTILINE) == list(COMMANDS)
    for text in COMMANDS.values():
        assert text in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_that_begins_as_the_list_of_commands_says(
    name: str, tmp_path: Path
) -> None:
    done = checklist_run(name, "--help", cwd=tmp_path)

    assert done.code == 0
    assert done.stdout.startswith(f"Usage: checklist {name} [OPTIONS]")
    assert COMMANDS[name] in " ".join(done.stdout.split())
    assert done.stderr == ""


def test_every_module_of_commands_with_a_run_is_a_command() -> None:
    import checklist.commands

    folder = Path(str(checklist.commands.__file__)).parent
    modules = {path.stem for path in folder.glob("*.py") if "\ndef run(" in path.read_text("utf-8")}

    assert modules == COMMANDS.keys()


# Exit codes


@pytest.mark.parametrize(
    "words",
    [
        "nosuch",
        "validate",
        "validate --nosuch .",
        "validate --format xml .",
        "validate --questionnaire nosuch .",
        "status",
        "show",
        "show one two three",
        "finalize",
        "finalize one two",
        "answer one two",
        "answer --state",
        "answer --state Nowhere",
        "rules R999",
        "validate --select R999 .",
        "validate --ignore Q001 .",
        "validate --select , .",
        "validate --jobs 0 .",
        "validate --files-from nosuch",
        "validate --files-from - -",
        "lint --select R005",
        "schema --check extra",
        "--nosuch",
        "--version extra",
    ],
)
def test_what_cannot_be_run_exits_with_2_and_says_why_on_standard_error(
    words: str, tmp_path: Path
) -> None:
    done = checklist_run(*words.split(), cwd=tmp_path)

    assert done.code == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_libyaml_the_installation_is_said_to_be_broken(tmp_path: Path) -> None:
    script = (
        "import sys, yaml; del yaml.CBaseLoader\nfrom checklist.cli import main; main(['rules'])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("checklist: the installation is broken: PyYAML is absent, or was")


def test_without_words_the_help_is_shown_and_the_exit_code_is_2(tmp_path: Path) -> None:
    done = checklist_run(cwd=tmp_path)

    assert done.code == 2
    assert "Answering:" in done.stdout + done.stderr


def test_validate_exits_with_0_for_notes_and_1_for_errors(tmp_path: Path) -> None:
    path = report(tmp_path, "party")

    draft = checklist_run("validate", *SMALL, path.name, cwd=tmp_path)
    final = checklist_run("validate", "--final", *SMALL, path.name, cwd=tmp_path)

    assert (draft.code, final.code) == (0, 1)
    assert "R005 note: the required question `deposit`" in draft.stdout
    assert "R005 error: the required question `deposit`" in final.stdout
    assert "1 file, 0 with errors: 0 errors, 0 warnings, " in draft.stderr


@pytest.mark.parametrize(
    ("file", "before", "after", "error"),
    [
        ("02-lights.yaml", "terms: [light]", "terms: [ligth]", "Q008 the glossary has no term"),
        ("02-lights.yaml", 'recommendations: ["3(a)"]', 'recommendations: ["9"]', "Q002 the cat"),
        ("01-treaty.yaml", "options: treaty-statuses", "options: statuses", "Q007 the question"),
        ("recommendations.yaml", "letter: A", "letter: Z", "Q011 the meeting of 2009 has no sec"),
    ],
)
@pytest.mark.parametrize(
    "words", ["answer --state DNK", "questions", "questions --coverage", "validate ."]
)
def test_a_questionnaire_with_errors_stops_every_command_and_names_them(
    file: str, before: str, after: str, error: str, words: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(SMALL_FOLDER, tmp_path / SMALL_FOLDER.name)
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), "utf-8")

    done = checklist_run(*words.split(), "--questionnaire", folder.name, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "`checklist lint small` shows them all\nsmall/" in done.stderr
    assert f" {error}" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_questionnaire_is_read_once_for_any_number_of_reports() -> None:
    assert resolve(str(SMALL_FOLDER)) is resolve(str(SMALL_FOLDER))


def test_strict_makes_a_warning_count(tmp_path: Path) -> None:
    path = report(tmp_path, "party", "2001", "2004-05")
    path.write_text(path.read_text("utf-8").replace('"2001"', '"1970"'), "utf-8")

    lenient = checklist_run("validate", *SMALL, path.name, cwd=tmp_path)
    strict = checklist_run("validate", "--strict", *SMALL, path.name, cwd=tmp_path)

    assert "R503 warning: " in lenient.stdout
    assert (lenient.code, strict.code) == (0, 1)
    assert lenient.stdout == strict.stdout


def test_final_makes_a_draft_an_error_and_judges_it_as_final(tmp_path: Path) -> None:
    path = report(tmp_path, *TREATY, *LIGHTS)

    draft = checklist_run("validate", *SMALL, path.name, cwd=tmp_path)
    refused = checklist_run("validate", "--final", *SMALL, path.name, cwd=tmp_path)
    checklist_run("finalize", *SMALL, path.name, cwd=tmp_path)
    final = checklist_run("validate", "--final", *SMALL, path.name, cwd=tmp_path)

    assert (draft.code, refused.code, final.code) == (0, 1, 0)
    assert re.fullmatch(
        r"report-DNK.yaml:\d+:9: S105 error: only final reports are accepted; this is a .+\n",
        refused.stdout,
    )


def test_select_and_ignore_change_what_is_printed_and_counted_and_the_exit_code(
    tmp_path: Path,
) -> None:
    path = report(tmp_path, "party", "2001", "2004-05")
    path.write_text(path.read_text("utf-8").replace('"2001"', '"1970"'), "utf-8")
    words = ("validate", "--strict", *SMALL, path.name)

    whole = checklist_run(*words, cwd=tmp_path)
    only = checklist_run(*words, "--select", "R503,R501", "--select", "S", cwd=tmp_path)
    without = checklist_run(*words, "--ignore", "r503", cwd=tmp_path)

    warning = next(line for line in whole.stdout.splitlines() if " R503 warning: " in line)
    assert (whole.code, only.code, without.code) == (1, 1, 0)
    assert only.stdout == f"{warning}\n"
    assert only.stderr == (
        "R503 check: 1 warning\n"
        "1 file, 0 with errors: 0 errors, 1 warning, 0 notes (only R503, R501, S)\n"
    )
    assert whole.stdout.replace(only.stdout, "") == without.stdout != ""
    assert without.stderr.endswith(" notes (without R503)\n")


def test_what_is_not_selected_does_not_count_among_the_hundred_findings_of_a_file(
    tmp_path: Path,
) -> None:
    path = report(tmp_path, "party")
    unknown = "".join(f"  question-{number}: {{value: 1}}\n" for number in range(150))
    path.write_text(path.read_text("utf-8") + unknown, "utf-8")

    done = checklist_run("validate", *SMALL, "--select", "R005", path.name, cwd=tmp_path)

    assert {line.split()[1] for line in done.stdout.splitlines()} == {"R005"}


def test_lint_selects_codes_too(tmp_path: Path) -> None:
    copy = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    part = copy / "02-lights.yaml"
    part.write_text(part.read_text("utf-8").replace("type: yes-no", "type: yesno"), "utf-8")

    only = checklist_run("lint", "--select", "Q", "small", cwd=tmp_path)
    unknown = checklist_run("lint", "--select", "R005", "small", cwd=tmp_path)

    assert (only.code, only.stdout) == (0, "")
    assert (unknown.code, unknown.stdout) == (2, "")
    assert "no code that can be found here begins with `R005`" in unknown.stderr


def test_the_summary_counts_each_code_and_the_files_that_have_it(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("")
    (tmp_path / "c.yaml").write_text("invoice: 7\n")
    (tmp_path / "d.yaml").write_text("a: 1\na: 2\na: 3\n")

    several = checklist_run("validate", ".", cwd=tmp_path)
    one = checklist_run("validate", "d.yaml", cwd=tmp_path)

    assert several.stderr.splitlines() == [
        "S007 duplicate-key: 2 errors in 1 file",
        "S012 empty-file: 2 errors in 2 files",
        "S101 missing-key: 2 errors in 2 files",
        "4 files, 4 with errors: 6 errors, 0 warnings, 0 notes",
    ]
    assert one.stderr.splitlines() == [
        "S007 duplicate-key: 2 errors",
        "S101 missing-key: 1 error",
        "1 file, 1 with errors: 3 errors, 0 warnings, 0 notes",
    ]


def test_lint_exits_with_0_or_1_and_names_the_line(tmp_path: Path) -> None:
    copy = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    sound = checklist_run("lint", "small", cwd=tmp_path)
    part = copy / "02-lights.yaml"
    part.write_text(part.read_text("utf-8").replace("type: yes-no", "type: yesno"), "utf-8")

    folder = checklist_run("lint", "small", cwd=tmp_path)
    file = checklist_run("lint", "small/02-lights.yaml", cwd=tmp_path)
    absent = checklist_run("lint", "nosuch", cwd=tmp_path)

    assert (sound.code, sound.stdout) == (0, "")
    assert folder.code == file.code == absent.code == 1
    assert re.match(r"small/02-lights\.yaml:\d+:\d+: S104 error: ", folder.stdout)
    assert folder.stdout == file.stdout
    assert "S001 error: cannot be read" in absent.stdout


def test_lint_whole_shows_what_a_change_of_one_file_breaks_in_another(tmp_path: Path) -> None:
    copy = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    catalogue = copy / "recommendations.yaml"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace('id: "3(b)"', 'id: "3(c)"'), "utf-8")
    named = ("lint", "small/recommendations.yaml")

    alone = checklist_run(*named, "--select", "Q002", cwd=tmp_path)
    whole = checklist_run(*named, "--select", "Q002", "--whole", cwd=tmp_path)

    assert (alone.code, alone.stdout) == (0, "")
    assert whole.code == 1
    assert re.match(r"small/02-lights\.yaml:\d+:\d+: Q002 error: .*`3\(b\)`", whole.stdout)


def test_rules_lists_all_codes_and_explains_one(tmp_path: Path) -> None:
    listed = checklist_run("rules", cwd=tmp_path)
    explained = checklist_run("rules", "r005", cwd=tmp_path)

    assert listed.code == explained.code == 0
    codes = [line.split()[0] for line in listed.stdout.splitlines()]
    assert {"S001", "Q001", "R005", "R501"} <= set(codes)
    assert len(codes) == len(set(codes))
    assert explained.stdout.startswith("R005 ")


def test_rules_suggests_a_code_that_there_is(tmp_path: Path) -> None:
    done = checklist_run("rules", "rr005", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "checklist: there is no code `rr005`; did you mean `R005`?\n"


# Output to a file


@pytest.mark.parametrize("name", FormatName)
def test_output_writes_to_a_file_what_would_be_printed(name: str, tmp_path: Path) -> None:
    path = report(tmp_path, "party", name="report-Élan.yaml")
    words = ("validate", "--format", name, *SMALL, path.name)

    printed = checklist_run(*words, cwd=tmp_path)
    written = checklist_run(*words, "--output", "findings", cwd=tmp_path)

    assert (written.code, written.stdout) == (printed.code, "")
    assert written.stderr == printed.stderr
    assert (tmp_path / "findings").read_bytes() == printed.stdout.encode()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["findings", path.name]


@pytest.mark.parametrize("command", ["validate", "lint"])
def test_the_ending_of_the_output_says_the_format(command: str, tmp_path: Path) -> None:
    paths = [report(tmp_path, "party").name] if command == "validate" else []

    done = checklist_run(command, *paths, "--output", "findings.sarif", cwd=tmp_path)
    refused = checklist_run(command, *paths, "--output", "findings.docx", cwd=tmp_path)

    assert done.stdout == ""
    assert json.loads((tmp_path / "findings.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (refused.code, refused.stdout) == (2, "")
    assert "`findings.docx` does not say in which format to write" in refused.stderr
    assert not (tmp_path / "findings.docx").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_file_of_findings_on_reports_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    report(tmp_path, "party")
    (tmp_path / "older").touch(0o640)

    for output in ("findings", "older"):
        checklist_run("validate", "--output", output, *SMALL, ".", cwd=tmp_path)

    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("findings", "older")]
    assert modes == [0o600, 0o640]


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_file_of_findings_on_questions_can_be_read_by_whom_the_umask_says(
    tmp_path: Path,
) -> None:
    checklist_run("lint", "--output", "findings", cwd=tmp_path)

    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "findings").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize("output", ["nosuch/findings.txt", ".", "report-DNK.yaml/findings"])
def test_output_to_a_file_that_cannot_be_written_exits_with_2(output: str, tmp_path: Path) -> None:
    report(tmp_path, "party")

    done = checklist_run("validate", "--output", output, *SMALL, ".", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert re.fullmatch(r"checklist: \S+ could not be saved: .+\n", done.stderr)


@pytest.mark.parametrize("output", ["report-DNK.json", "./report-DNK.json", "link"])
def test_output_never_overwrites_what_is_checked(output: str, tmp_path: Path) -> None:
    path = report(tmp_path, "party", name="report-DNK.json")
    before = path.read_bytes()
    (tmp_path / "a-first.yaml").write_text("")
    (tmp_path / "link").symlink_to(path)
    names = sorted(tmp_path.iterdir())

    done = checklist_run("validate", "--output", output, *SMALL, ".", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert f"--output: {Path(output)} is one of the files that are read" in done.stderr
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == names


def test_output_never_overwrites_a_second_name_of_what_is_checked(tmp_path: Path) -> None:
    path = report(tmp_path, "party")
    before = path.read_bytes()
    (tmp_path / "hard").hardlink_to(path)

    done = checklist_run("validate", "--output", "hard", *SMALL, ".", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "hard could not be saved: the file has other names (hard links)" in done.stderr
    assert path.read_bytes() == before


def test_output_never_overwrites_the_list_of_what_is_checked(tmp_path: Path) -> None:
    listed = f"{report(tmp_path, 'party')}\n"
    (tmp_path / "paths.txt").write_text(listed, encoding="utf-8")
    words = ("--output", "./paths.txt", "--files-from", "paths.txt")

    done = checklist_run("validate", *SMALL, *words, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "--output: paths.txt is one of the files that are read" in done.stderr
    assert (tmp_path / "paths.txt").read_text(encoding="utf-8") == listed


def test_lint_never_overwrites_a_question_set(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    before = (folder / "02-lights.yaml").read_bytes()

    done = checklist_run("lint", "small", "--output", "small/02-lights.yaml", cwd=tmp_path)

    assert done.code == 2
    assert (folder / "02-lights.yaml").read_bytes() == before


# Output that cannot be written


@pytest.mark.parametrize(
    "words",
    [
        "rules",
        "--help",
        "--version",
        "questions",
        "validate --format json .",
        f"show {EXAMPLE}",
        f"status {EXAMPLE}",
    ],
)
def test_a_reader_that_has_had_enough_gets_no_complaint(words: str, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = written_to(writing, *words.split(), cwd=tmp_path)
    finally:
        os.close(writing)

    assert done.returncode == 141
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize(
    "words",
    ["rules", "--help", "--version", "validate --format json .", "answer", f"show {EXAMPLE}"],
)
def test_output_that_cannot_be_written_exits_with_2(words: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = written_to(full.fileno(), *words.split(), cwd=tmp_path)

    assert done.returncode == 2
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="standard streams are closed in another way there")
@pytest.mark.parametrize(
    ("closed", "words", "code"),
    [
        ("<&-", "answer", 0),
        (">&-", "rules", 2),
        (">&-", "--version", 2),
        ("2>&-", "validate nosuch.yaml", 1),
        ("2>&-", "nosuch", 2),
        ("<&- >&- 2>&-", "validate nosuch.yaml", 2),
    ],
)
def test_standard_streams_can_be_closed(closed: str, words: str, code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *COMMAND, *words.split()],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == code
    assert b"Traceback" not in done.stderr


# Other encodings than UTF-8

CONSOLES = {
    "cp1252": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
}


def run_on_console(
    console: str, *words: str, cwd: Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=cwd,
        env=environment(CONSOLES[console]),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("console", CONSOLES)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_a_file_of_answers_is_utf_8_on_every_console(
    console: str, mark: bytes, tmp_path: Path
) -> None:
    entries = lines("Côte d'Ivoire", "party", "2001-05-31", "2004", "Élan – 漢")

    done = run_on_console(
        console, "answer", *SMALL, cwd=tmp_path, stdin=mark + entries.encode("utf-8")
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert "Élan – 漢" in (tmp_path / "report-CIV.yaml").read_text("utf-8")


@pytest.mark.parametrize("console", CONSOLES)
def test_a_line_that_is_not_utf_8_is_refused_by_its_number(console: str, tmp_path: Path) -> None:
    entries = lines("party", "2001-05-31", "2004", "Élan", "Norway")

    done = run_on_console(
        console, "answer", *SMALL, "--state", "CIV", cwd=tmp_path, stdin=entries.encode("latin-1")
    )

    assert done.returncode == 1
    assert done.stderr.startswith(b"checklist: line 4: The text has a character that cannot be")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("console", CONSOLES)
@pytest.mark.parametrize("view", ["json", "markdown"])
def test_a_questionnaire_is_written_the_same_on_every_console(
    console: str, view: str, tmp_path: Path
) -> None:
    there = run_on_console(console, "questions", "--format", view, cwd=tmp_path)
    here = checklist_run("questions", "--format", view, cwd=tmp_path)

    assert there.returncode == here.code == 0
    assert there.stdout.decode() == here.stdout
    assert there.stdout.isascii() is (view == "json")


# Foreign text


@pytest.mark.parametrize(
    "words",
    [
        [CONTROLS],
        [f"--{CONTROLS}"],
        ["validate", CONTROLS],
        ["validate", "--format", CONTROLS, "."],
        ["validate", "--questionnaire", CONTROLS, "."],
        ["status", CONTROLS],
        ["show", CONTROLS],
        ["show", str(EXAMPLE), CONTROLS],
        ["finalize", CONTROLS],
        ["validate", "--select", CONTROLS, "."],
        ["validate", "--files-from", CONTROLS],
        ["validate", "--output", f"{CONTROLS}/out", "."],
        ["lint", CONTROLS],
        ["rules", CONTROLS],
        ["schema", "--folder", CONTROLS],
        ["answer", "--state", CONTROLS],
        ["answer", "--state", "DNK", "--questionnaire", CONTROLS],
        ["answer", "--state", "DNK", f"{CONTROLS}.yaml"],
        ["answer", "--state", "DNK", f"{CONTROLS}/report.yaml"],
    ],
    ids=lambda words: " ".join(word for word in words if CONTROLS not in word) or "alone",
)
def test_no_control_character_of_an_argument_is_written(words: list[str], tmp_path: Path) -> None:
    done = checklist_run(*words, cwd=tmp_path)

    assert CONTROL.search(done.stdout + done.stderr) is None
    assert "Traceback" not in done.stderr


def test_no_control_character_of_a_file_or_its_name_is_written(tmp_path: Path) -> None:
    name = f"{CONTROLS}.yaml"
    path = report(tmp_path, "party", name=name)
    path.write_text(
        path.read_text("utf-8").replace("treaty-status", '"treaty\\x1b[31m\\u202e"'), "utf-8"
    )

    for words in (
        ["validate", *SMALL, name],
        ["validate", "--format", "json", *SMALL, name],
        ["status", *SMALL, name],
        ["show", *SMALL, name],
        ["finalize", *SMALL, name],
        ["answer", *SMALL, name],
    ):
        done = checklist_run(*words, cwd=tmp_path, stdin="/quit\n")
        assert CONTROL.search(done.stdout + done.stderr) is None, words
        assert done.stdout + done.stderr


# The size of the terminal


@pytest.mark.parametrize("size", ["0", "00", "-5", "wide", "²", "99999", "1" * 5000])
def test_a_size_that_no_terminal_has_is_as_if_it_were_not_given(size: str, tmp_path: Path) -> None:
    impossible = {"COLUMNS": size, "LINES": size}

    for words in (("rules", "R001"), ("questions", "17"), ("validate", "--help")):
        shown = checklist_run(*words, cwd=tmp_path, env=impossible)

        assert shown.stdout != ""
        assert shown == checklist_run(*words, cwd=tmp_path)


# Many files from strangers


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A folder with one sound report, and everything that strangers send beside it."""
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


@pytest.mark.skipif(os.name == "nt", reason="pipes, links and modes are those of POSIX")
@pytest.mark.parametrize("name", FormatName)
def test_findings_are_the_same_to_the_byte_however_many_processes_seek_them(
    name: str, post: Path
) -> None:
    for number in range(60):
        shutil.copy(post / "report-DNK.yaml", post / "later" / f"report-{number}.yaml")
    words = ("validate", *SMALL, "--format", name, ".", "--jobs")

    one, two, four = (
        checklist_run(*words, jobs, cwd=post, unprivileged=True) for jobs in ("1", "2", "4")
    )

    assert one.code == 1
    assert "76 files, 13 with errors: " in one.stderr
    assert one == two == four


def test_a_folder_of_many_reports_is_checked_as_its_files_are(tmp_path: Path) -> None:
    sound = report(tmp_path, *TREATY, *LIGHTS).read_text("utf-8")
    for number in range(WORTH_SHARING + 5):
        text = sound.replace("DNK", "XXX") if number % 10 == 3 else sound
        (tmp_path / f"many-{number:02}.yaml").write_text(text, "utf-8")

    done = checklist_run("validate", *SMALL, ".", cwd=tmp_path)

    alone = checklist_run("validate", "--jobs", "1", *SMALL, ".", cwd=tmp_path)
    assert done == alone
    assert [line[:7] for line in done.stdout.splitlines()] == [
        "many-03",
        "many-13",
        "many-23",
        "many-33",
    ]


SPAWNED = """
import multiprocessing, sys
from checklist.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main(sys.argv[1:])
"""


def test_processes_that_share_no_memory_find_the_same(tmp_path: Path) -> None:
    report(tmp_path, "party")
    for number in range(5):
        (tmp_path / f"bad-{number}.yaml").write_text("answers: [\n")
    words = ("validate", *SMALL, ".", "--select", "S,R005", "--jobs")
    (tmp_path / "spawned.py").write_text(SPAWNED)

    spawned = subprocess.run(
        [sys.executable, "spawned.py", *words, "2"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    here = checklist_run(*words, "1", cwd=tmp_path)
    assert (spawned.returncode, spawned.stdout, spawned.stderr) == (1, here.stdout, here.stderr)


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_ctrl_c_ends_all_processes_without_a_traceback(tmp_path: Path) -> None:
    report(tmp_path, "party")
    for number in range(3000):
        (tmp_path / f"report-{number}.yaml").hardlink_to(tmp_path / "report-DNK.yaml")

    with subprocess.Popen(
        [*COMMAND, "validate", *SMALL, "--jobs", "3", ".", "--output", "findings"],
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
        told = running.communicate(timeout=PATIENCE)

    assert (running.returncode, told) == (130, (b"", b""))
    assert not list(tmp_path.glob("*findings*"))


# Where reports come from


def test_yaml_and_json_are_told_apart_by_what_a_file_holds(tmp_path: Path) -> None:
    path = report(tmp_path, *TREATY, *LIGHTS)
    (tmp_path / "a.yaml").write_text(json.dumps(read(path).data))
    shutil.copy(path, tmp_path / "b.json")
    (tmp_path / "c.yml").write_text('{"checklist_report": 1,}')

    done = checklist_run("validate", *SMALL, "a.yaml", "b.json", "c.yml", cwd=tmp_path)

    assert done.stdout.startswith("c.yml:1:23: S006 error: ")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_standard_input_is_a_report_called_by_a_dash(jobs: str, tmp_path: Path) -> None:
    text = report(tmp_path, "party").read_text("utf-8")
    (tmp_path / "bad.yaml").write_text("")
    data = json.dumps(parse(text.encode(), "-").data)
    words = ("validate", *SMALL, "--jobs", jobs, "bad.yaml", "-")

    yaml = checklist_run(*words, cwd=tmp_path, stdin=text)
    as_json = checklist_run(*words, cwd=tmp_path, stdin=data)
    nothing = checklist_run(*words, cwd=tmp_path)

    file = checklist_run("validate", *SMALL, "report-DNK.yaml", cwd=tmp_path).stdout
    assert yaml.code == as_json.code == 1
    assert yaml.stdout.splitlines()[1:] == file.replace("report-DNK.yaml:", "-:").splitlines()
    assert len(as_json.stdout.splitlines()) == len(yaml.stdout.splitlines())
    assert nothing.stdout.splitlines()[1] == "-:1:1: S012 error: the file holds no data"


def test_standard_input_without_an_end_is_not_read_to_the_end(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "while True: print('xyz' * 9999)"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as endless:
        done = subprocess.run(
            [*COMMAND, "validate", "-"],
            cwd=tmp_path,
            env=environment(),
            stdin=endless.stdout,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        endless.kill()

    assert done.returncode == 1
    assert done.stdout == (
        "-:1:1: S002 error: there are more than 2,097,152 bytes; no more are read\n"
    )


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_a_list_of_files_comes_from_a_file_or_from_standard_input(
    separator: str, tmp_path: Path
) -> None:
    for name in ("a.yaml", "b c.yaml", "in/d.yaml", "in/.e.yaml", "f.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    text = separator.join(["b c.yaml", "", "in", "nosuch.yaml", "a.yaml", ""])
    (tmp_path / "list").write_bytes(text.encode())

    file = checklist_run("validate", "--files-from", "list", "a.yaml", cwd=tmp_path)
    stdin = checklist_run("validate", "--files-from", "-", "a.yaml", cwd=tmp_path, stdin=text)

    assert file == stdin
    assert file.code == 1
    assert [line.split(":")[0] for line in file.stdout.splitlines()] == [
        "a.yaml", "b c.yaml", "in/d.yaml", "nosuch.yaml",
    ]  # fmt: skip


def test_an_empty_list_of_files_is_not_taken_for_one_without_errors(tmp_path: Path) -> None:
    done = checklist_run("validate", "--files-from", "-", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "nothing was checked" in done.stderr


def test_the_files_that_were_passed_over_are_counted(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.txt", ".hidden.txt", "c.draft.yaml"):
        (tmp_path / name).write_text("")

    one = checklist_run("validate", ".", cwd=tmp_path)
    (tmp_path / "d.docx").write_text("")
    two = checklist_run("validate", ".", cwd=tmp_path)
    none = checklist_run("validate", "a.yaml", cwd=tmp_path)

    assert one.stderr.endswith(" 0 notes\n1 other file was passed over\n")
    assert two.stderr.endswith(" 0 notes\n2 other files were passed over\n")
    assert none.stderr.endswith(" 0 notes\n")


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX")
@pytest.mark.parametrize("name", FormatName)
def test_a_file_whose_name_is_not_utf_8_is_checked(name: str, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).write_text("")

    for jobs in ("1", "2"):
        done = checklist_run("validate", "--jobs", jobs, "--format", name, ".", ".", cwd=tmp_path)
        assert done.code == 1
        assert "S012" in done.stdout
        assert "Traceback" not in done.stderr


def test_a_path_that_does_not_exist_is_a_finding_and_the_others_are_checked(
    tmp_path: Path,
) -> None:
    report(tmp_path, "party")

    done = checklist_run("validate", *SMALL, "nosuch.yaml", "report-DNK.yaml", cwd=tmp_path)

    assert done.code == 1
    assert done.stdout.startswith("nosuch.yaml:1:1: S001 error: cannot be read")
    assert "report-DNK.yaml:" in done.stdout


@pytest.mark.parametrize("words", [("validate", *SMALL), ("lint",)])
@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_path_that_cannot_even_be_looked_at_hides_no_other(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "closed").mkdir(mode=0o600)
    (tmp_path / "bad.yaml").write_text("answers: [\n")

    done = checklist_run(
        *words, "x" * 300, "closed/one.yaml", "bad.yaml", cwd=tmp_path, unprivileged=True
    )

    assert done.code == 1
    assert done.stdout.splitlines()[:2] == [
        f"{'x' * 300}:1:1: S001 error: cannot be read: its name is too long",
        "closed/one.yaml:1:1: S001 error: cannot be read: you are not allowed to read it",
    ]
    assert "bad.yaml:2:1: S005 error" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_folder_that_may_not_be_listed_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir(mode=0o000)
    (tmp_path / "post" / "b-closed").mkdir(mode=0o300, parents=True)
    (tmp_path / "post" / "a.yaml").write_text("answers: [\n")
    (tmp_path / "post" / "c").mkdir()
    (tmp_path / "post" / "c" / "d.yaml").write_text("")
    (tmp_path / "post" / "e-closed").mkdir(mode=0o000)

    done = checklist_run("validate", *SMALL, "alone", "post", cwd=tmp_path, unprivileged=True)

    assert done.code == 1
    found = [line.split(" error: ") for line in done.stdout.splitlines()]
    reason = "cannot be read: you are not allowed to read it"
    assert [place for place, _ in found] == [
        "alone:1:1: S001",
        "post/a.yaml:2:1: S005",
        "post/b-closed:1:1: S001",
        "post/c/d.yaml:1:1: S012",
        "post/e-closed:1:1: S001",
    ]
    assert [found[index][1] for index in (0, 2, 4)] == [reason] * 3


def test_a_folder_without_reports_is_not_taken_for_one_without_errors(tmp_path: Path) -> None:
    done = checklist_run("validate", tmp_path, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "nothing was checked" in done.stderr


# Schemas


def test_schema_check_fails_when_a_file_differs_is_absent_or_is_too_many(tmp_path: Path) -> None:
    def check() -> Result:
        return checklist_run("schema", "--check", "--folder", "schemas", cwd=tmp_path)

    (tmp_path / "schemas").mkdir()
    written = checklist_run("schema", "--folder", "schemas", cwd=tmp_path)
    names = sorted(path.name for path in (tmp_path / "schemas").iterdir())
    current = check()
    one = tmp_path / "schemas" / "question-set.schema.json"
    text = one.read_text("utf-8")
    one.write_text(text.replace("2020-12", "2019-09"), "utf-8")
    differing = check()
    one.unlink()
    absent = check()
    one.write_text(text, "utf-8")
    (tmp_path / "schemas" / "old.schema.json").write_text("{}")
    too_many = check()

    assert (written.code, current.code) == (0, 0)
    assert names == sorted(path.name for path in schema_folder().glob("*.json"))
    assert (differing.code, absent.code, too_many.code) == (1, 1, 1)
    assert "question-set.schema.json differs from the models" in differing.stderr
    assert "question-set.schema.json differs from the models" in absent.stderr
    assert "old.schema.json" in too_many.stderr


def test_a_word_that_is_not_among_those_of_an_option_is_refused_in_plain_words(
    tmp_path: Path,
) -> None:
    done = checklist_run("answer", "--only", "prosecution", cwd=tmp_path)

    assert done.code == 2
    assert "Invalid value for '--only': 'prosecution' is not one of 'required'," in done.stderr
