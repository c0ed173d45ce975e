"""Which State reports: confirmed before a report begins, corrected later, named as an argument."""

import sys
from pathlib import Path

import pytest

from checklist.files.lock import ReportLock
from tests.acceptance.entries import SMALL, lines, loaded, values
from tests.support.pages import flat
from tests.support.running import Result, checklist_run

on_terminal = pytest.mark.skipif(
    sys.platform == "win32", reason="there are no pseudo-terminals on Windows"
)


def answer(
    folder: Path, *entries: str, words: tuple[str | Path, ...] = (), code: int = 0
) -> Result:
    done = checklist_run("answer", *SMALL, *words, cwd=folder, stdin=lines(*entries))
    assert done.code == code, done.stdout + done.stderr
    return done


def reports(folder: Path) -> list[str]:
    """Return the names of the reports in a folder, and of what lies beside them."""
    return sorted(path.name for path in folder.iterdir() if path.name != "small")


# Confirmed, by a person


@pytest.mark.sampled
@on_terminal
@pytest.mark.parametrize("words", [(), ("--plain",)], ids=["full screen", "lines"])
def test_a_person_confirms_the_whole_name_and_enter_alone_does_not(
    words: tuple[str, ...], folder: Path
) -> None:
    from tests.support.terminal import Terminal

    with Terminal("answer", *SMALL, *words, cwd=folder, screens=not words) as terminal:
        terminal.wait_for("Which State reports?")
        terminal.press("Monaco", "enter")
        terminal.wait_for("Monaco (MCO): is this right?")
        terminal.press("enter", "enter")
        terminal.wait_for("Type 1 if Monaco (MCO) reports, or 2 to name another State.")
        assert reports(folder) == []

        terminal.press("2", "enter")
        terminal.wait_for("Which State reports?")
        terminal.press("Republic of Moldova", "enter")
        terminal.wait_for("Republic of Moldova (MDA): is this right?")
        terminal.press("1", "enter")
        terminal.wait_for("Lights at sea")

        assert [name for name in reports(folder) if "lock" not in name] == ["report-MDA.yaml"]


@on_terminal
def test_another_state_can_be_typed_in_place_of_an_answer(folder: Path) -> None:
    from tests.support.terminal import Terminal

    with Terminal("answer", *SMALL, "--plain", cwd=folder) as terminal:
        terminal.press("Niger", "enter")
        terminal.wait_for("Niger (NER): is this right?")
        terminal.press("Nigeria", "enter")
        terminal.wait_for("Nigeria (NGA): is this right?")
        terminal.press("yes", "enter")
        terminal.wait_for("Lights at sea")

    assert "report-NGA.yaml" in reports(folder)


def test_a_script_is_not_asked(folder: Path) -> None:
    answer(folder, "Denmark", "party")

    assert values(folder / "report-DNK.yaml") == {"treaty-status": "party"}


# Corrected, by `/state`


def test_the_state_and_the_name_of_the_file_are_corrected_and_the_interview_goes_on(
    folder: Path,
) -> None:
    answer(folder, "Denmark")
    report = folder / "report-DNK.yaml"
    report.write_text(f"# ours\n{report.read_text('utf-8')}", "utf-8")

    done = answer(folder, "party", "/state norway", "/back", "signatory", words=(report.name,))

    assert reports(folder) == ["report-NOR.yaml"]
    corrected = folder / "report-NOR.yaml"
    assert (loaded(corrected)["state"], values(corrected)) == (
        "NOR",
        {"treaty-status": "signatory"},
    )
    assert corrected.read_text("utf-8").startswith("# ours\n")
    said = flat(done.stdout)
    assert "The report is that of Norway (NOR) now, in report-NOR.yaml. The 1 answer stays" in said
    assert "checklist answer report-NOR.yaml --questionnaire small" in done.stdout
    assert "R022" not in checklist_run("validate", *SMALL, corrected, cwd=folder).stdout


@on_terminal
def test_on_the_full_screen_the_new_name_is_held_and_the_head_names_the_state(begun: Path) -> None:
    from tests.support.terminal import Terminal

    with Terminal("answer", *SMALL, begun.name, cwd=begun.parent, screens=True) as terminal:
        terminal.settle()
        terminal.press("/state NOR", "enter")
        terminal.wait_for("The report is that of Norway (NOR) now, in report-NOR.yaml.")

        assert terminal.screen_text().lstrip().startswith("Norway")
        other = answer(begun.parent, "party", words=("report-NOR.yaml",), code=2)
        assert "is open in another session" in other.stderr
        assert not begun.exists()
    assert loaded(begun.with_name("report-NOR.yaml"))["state"] == "NOR"


@pytest.mark.sampled
@on_terminal
@pytest.mark.parametrize("words", [(), ("--plain",)], ids=["full screen", "lines"])
def test_the_name_follows_the_state_there_and_back(words: tuple[str, ...], begun: Path) -> None:
    from tests.support.terminal import Terminal

    names = ("answer", *SMALL, *words, begun.name)
    with Terminal(*names, cwd=begun.parent, screens=not words) as terminal:
        terminal.settle()
        for state, code in (("Norway", "NOR"), ("Sweden", "SWE"), ("Norway", "NOR")):
            terminal.press(f"/state {state}", "enter")
            terminal.wait_for(f"The report is that of {state} ({code}) now, in report-{code}.yaml.")
            assert "keeps its name" not in terminal.flat_text()
            assert reports(begun.parent) == sorted(
                [f".report-{code}.yaml.lock", f"report-{code}.yaml"]
            )


@pytest.mark.parametrize("state", ["Denmark", "Norway"])
def test_a_file_with_the_name_of_a_third_state_is_renamed(state: str, begun: Path) -> None:
    begun.rename(begun.with_name("report-PRT.yaml"))

    done = answer(begun.parent, f"/state {state}", words=("report-PRT.yaml",))

    code = {"Denmark": "DNK", "Norway": "NOR"}[state]
    assert reports(begun.parent) == [f"report-{code}.yaml"]
    assert loaded(begun.with_name(f"report-{code}.yaml"))["state"] == code
    assert f"The report is that of {state} ({code})" in flat(done.stdout)


@pytest.mark.sampled
@on_terminal
@pytest.mark.parametrize("words", [(), ("--plain",)], ids=["full screen", "lines"])
def test_a_draft_of_the_state_under_another_name_is_offered(
    words: tuple[str, ...], begun: Path
) -> None:
    from tests.support.terminal import Terminal

    begun.rename(begun.with_name("report-PRT.yaml"))
    for chosen, shown, there in (
        ("1", "What can the first parties tell", ["report-PRT.yaml"]),
        ("2", "Lights at sea", ["report-DNK.yaml", "report-PRT.yaml"]),
    ):
        names = ("answer", *SMALL, *words, "Denmark")
        with Terminal(*names, cwd=begun.parent, screens=not words) as terminal:
            terminal.wait_for("A report of Denmark (DNK) is begun here already. Go on with it?")
            terminal.wait_for("Go on with report-PRT.yaml")
            terminal.press("enter")
            terminal.wait_for("Type a number from 1 to 2.")
            terminal.press(chosen, "enter")
            terminal.wait_for(shown)
            assert [name for name in reports(begun.parent) if "lock" not in name] == there


def test_a_script_is_told_of_a_draft_of_the_state_under_another_name(begun: Path) -> None:
    begun.rename(begun.with_name("mine.yaml"))

    done = answer(begun.parent, words=("Denmark",))

    said = flat(done.stdout)
    assert "A report of Denmark (DNK) is begun here already: mine.yaml." in said
    assert "A second report begins in report-DNK.yaml." in said
    assert reports(begun.parent) == ["mine.yaml", "report-DNK.yaml"]


def test_a_file_with_another_name_keeps_it(folder: Path) -> None:
    answer(folder, words=("--state", "Denmark", "mine.yaml"))

    answer(folder, "/state Norway", words=("mine.yaml",))

    assert reports(folder) == ["mine.yaml"]
    assert loaded(folder / "mine.yaml")["state"] == "NOR"


@pytest.mark.sampled
@pytest.mark.parametrize("kind", ["file", "link to nowhere"])
def test_a_file_that_has_the_name_already_is_not_touched(kind: str, folder: Path) -> None:
    answer(folder, "Denmark")
    other = folder / "report-NOR.yaml"
    if kind == "file":
        other.write_text("mine", "utf-8")
    else:
        other.symlink_to("nowhere.yaml")
    before = (folder / "report-DNK.yaml").read_bytes()

    done = answer(folder, "/state Norway", words=("report-DNK.yaml",), code=1)

    assert "report-NOR.yaml exists already" in flat(done.stderr)
    assert (folder / "report-DNK.yaml").read_bytes() == before
    assert other.is_symlink() or other.read_text("utf-8") == "mine"


def test_a_name_that_another_session_holds_is_not_taken(folder: Path) -> None:
    answer(folder, "Denmark")

    with ReportLock(folder / "report-NOR.yaml"):
        done = answer(folder, "/state Norway", words=("report-DNK.yaml",))

    assert "The file keeps its name: " in flat(done.stdout)
    assert loaded(folder / "report-DNK.yaml")["state"] == "NOR"
    assert reports(folder) == ["report-DNK.yaml"]


def test_no_state_the_same_and_an_unknown_one_are_refused(begun: Path) -> None:
    for entry, reason in (
        ("/state", "Say which State reports: /state Norway."),
        ("/state Denmark", "This is the report of Denmark (DNK) already."),
        ("/state Norwy", "Did you mean Norway (NOR)?"),
    ):
        done = answer(begun.parent, entry, words=(begun.name,), code=1)
        assert reason in flat(done.stderr)
    assert loaded(begun)["state"] == "DNK"


def test_a_report_that_goes_on_from_an_earlier_one_stays_that_of_its_state(final: Path) -> None:
    folder = final.parent
    answer(folder, words=("--from", final.name))
    answer(folder, words=("report-DNK-new.yaml", "--from", final.name))

    for name in ("report-DNK-r2.yaml", "report-DNK-new.yaml"):
        done = answer(folder, "/state Norway", words=(name,), code=1)

        said = flat(done.stderr)
        assert "This report goes on from an earlier report of Denmark (DNK)." in said
        assert "checklist answer --state NOR" in said
        assert loaded(folder / name)["state"] == "DNK"


def test_a_report_that_is_divided_among_ministries_stays_that_of_its_state(begun: Path) -> None:
    (begun.parent / "division-DNK.yaml").write_text("division", "utf-8")

    done = answer(begun.parent, "/state Norway", words=(begun.name,), code=1)

    assert "division-DNK.yaml is about this report, and names the State." in flat(done.stderr)


def test_an_answer_that_is_asked_because_of_the_state_is_named(folder: Path) -> None:
    questions = folder / "small" / "01-treaty.yaml"
    text = questions.read_text("utf-8")
    old = "  - id: sea-neighbours\n"
    assert old in text
    when = "    when: {question: state, is: DNK}\n"
    questions.write_text(text.replace(old, f"{old}{when}", 1), "utf-8")
    answer(folder, "Denmark", "/goto sea-neighbours", "Sweden")
    report = folder / "report-DNK.yaml"

    refused = answer(folder, "/state Norway", words=(report.name,), code=1)
    answer(folder, "/goto sea-neighbours", "/remove", "/state Norway", words=(report.name,))

    assert "and it is answered: 1.9." in flat(refused.stderr)
    assert reports(folder) == ["report-NOR.yaml"]


def test_another_state_on_the_command_line_names_the_way_out(begun: Path) -> None:
    done = answer(begun.parent, words=("--state", "NOR", begun.name), code=2)

    said = flat(done.stderr)
    assert "report-DNK.yaml is the report of Denmark (DNK)." in said
    assert "checklist answer report-DNK.yaml, and then type /state NOR" in said
    assert "To begin another report: checklist answer --state NOR" in said


# Named as an argument


@pytest.mark.parametrize("name", ["Norway", "NOR", "nor", "the kingdom of norway"])
def test_the_name_of_a_state_stands_for_its_report(name: str, folder: Path) -> None:
    answer(folder, "party", words=(name,))
    answer(folder, "2001", words=(name,))

    assert reports(folder) == ["report-NOR.yaml"]
    assert values(folder / "report-NOR.yaml") == {"treaty-status": "party", "signature": "2001"}


def test_a_file_that_is_called_like_a_state_is_that_file(begun: Path) -> None:
    begun.rename(begun.with_name("Norway"))

    answer(begun.parent, "The first parties met.", words=("Norway",))

    assert reports(begun.parent) == ["Norway"]
    assert values(begun.with_name("Norway"))["founding-story"] == "The first parties met."


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Norwey", "report-NOR.yaml"),
        ("mine", "mine.yaml"),
        ("notes.txt", "notes.yaml"),
        ("mine.draft.yaml", "mine.yaml"),
        (".mine.yaml", "mine.yaml"),
        ("division-NOR.yaml", "report-NOR.yaml"),
    ],
)
def test_a_name_that_would_not_be_found_again_is_refused_with_one_to_use(
    name: str, use: str, folder: Path
) -> None:
    done = answer(folder, "Norway", "party", words=(name,), code=2)

    assert f"Do you mean this? checklist answer {use}" in flat(done.stderr)
    assert reports(folder) == []
    answer(folder, "party", words=(use, "--state", "Norway"))
    assert "1 file" in checklist_run("validate", *SMALL, ".", cwd=folder).stderr
    assert use in checklist_run("status", *SMALL, cwd=folder).stderr


def test_two_states_are_refused(folder: Path) -> None:
    done = answer(folder, words=("Norway", "--state", "Sweden"), code=2)

    assert "`Norway` is not Sweden (SWE)" in done.stderr
    assert reports(folder) == []


def test_without_any_input_nothing_is_begun_and_the_exit_code_says_so(folder: Path) -> None:
    done = answer(folder, words=("--plain",), code=2)

    assert "Nothing was begun. Begin with: checklist answer" in done.stdout
    assert reports(folder) == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("start", "checklist answer"),
        ("begin", "checklist answer"),
        ("Begin", "checklist answer"),
        ("print", "checklist export"),
        ("help", "checklist --help"),
        ("divide", "checklist ministries divide"),
        ("Norway", "checklist answer Norway"),
    ],
)
def test_a_word_that_is_no_command_names_the_one_that_is_meant(
    word: str, meant: str, tmp_path: Path
) -> None:
    done = checklist_run(word, cwd=tmp_path)

    assert done.code == 2
    assert f"Did you mean this?\n  {meant}\n" in done.stderr


def test_a_new_report_is_not_a_new_questionnaire(tmp_path: Path) -> None:
    done = checklist_run("new", "report", cwd=tmp_path)

    assert (done.code, "checklist answer" in done.stderr) == (2, True)
    assert not (tmp_path / "report").exists()


# On the pages before the first question


@on_terminal
def test_a_command_on_the_welcome_page_and_on_that_of_a_part_acts(tmp_path: Path) -> None:
    from tests.support.terminal import Terminal

    with Terminal("answer", "--state", "France", cwd=tmp_path, screens=True) as terminal:
        terminal.wait_for("self-assessment of a State")
        terminal.press("/state Norway", "enter")
        terminal.wait_for("Part 1 of 11")
        assert (tmp_path / "report-NOR.yaml").exists()
        terminal.press("/help", "enter")
        terminal.wait_for("Commands; the first letters will do:")
        terminal.press("enter")
        terminal.wait_for("The report is that of Norway (NOR) now, in report-NOR.yaml.")
        assert "Which authority completes this report?" in terminal.flat_text()


@pytest.mark.sampled
@on_terminal
@pytest.mark.parametrize("typed", ["/quit", "quit"])
def test_to_quit_on_the_welcome_page_ends_the_interview(typed: str, tmp_path: Path) -> None:
    from tests.support.terminal import Terminal

    with Terminal("answer", "--state", "France", cwd=tmp_path, screens=True) as terminal:
        terminal.wait_for("self-assessment of a State")
        terminal.press(typed, "enter")
        terminal.wait_for("Go on with:")
        assert terminal.end() == 0


@on_terminal
def test_an_answer_on_the_welcome_page_waits_on_the_line_of_the_first_question(
    tmp_path: Path,
) -> None:
    from tests.support.terminal import Terminal

    with Terminal("answer", "--state", "France", cwd=tmp_path, screens=True) as terminal:
        terminal.wait_for("self-assessment of a State")
        terminal.press("Ministry of justice", "enter")
        terminal.wait_for("Part 1 of 11")
        terminal.press("enter")
        terminal.wait_for("Which authority completes this report?")
        terminal.wait_for("> Ministry of justice")
