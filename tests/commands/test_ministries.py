"""The commands on a report of several ministries, in their order."""

import io
import signal
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from checklist.commands.shared.line_options import day_of
from checklist.errors import ChecklistError
from checklist.files.reader import read
from checklist.forms.registry import record_of
from checklist.ministries.division_file import read_division
from tests.support.folders import COAST_FOLDER
from tests.support.made_once import copy_of_made
from tests.support.pages import flat
from tests.support.running import TODAY, Result, checklist_run
from tests.support.terminal import Terminal
from tests.support.word_forms import WordForm

REPORT, DIVISION = "report-NOR.yaml", "division-NOR.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the report that Norway has begun."""
    copy_of_made(begin, tmp_path)
    return tmp_path


def begin(folder: Path) -> None:
    run(folder, "answer", "--state", "NOR", "--no-input", code=1)


def divide(folder: Path) -> None:
    """Divide the report that Norway has begun."""
    copy_of_made(begin_and_divide, folder)


def begin_and_divide(folder: Path) -> None:
    begin(folder)
    ministries(folder, "divide", REPORT)


def run(folder: Path, *words: str, code: int = 0) -> Result:
    done = checklist_run(*words, "--questionnaire", COAST_FOLDER, cwd=folder)
    assert done.code == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def a_law(content: bytes) -> bytes:
    """Return a form in which the rule on pay is a law."""
    form = WordForm(content)
    form.mark("pay-rule", "law")
    return form.saved()


def ministries(folder: Path, *words: str, code: int = 0) -> Result:
    return run(folder, "ministries", *words, code=code)


def division(folder: Path) -> Any:
    return read_division(folder / DIVISION).division


def with_contacts(folder: Path, due: str = "2026-01-31") -> None:
    """Write whom to write to into the division, as a person does."""
    path = folder / DIVISION
    text = path.read_text("utf-8")
    kari = "{office: Ministry of justice, person: Kari, email: kari@example.org}"
    text = text.replace("  own: {}", f"  own:\n    contact: {kari}")
    ola = f'{{due: "{due}", contact: {{office: Inspectorate, person: Ola}}}}'
    path.write_text(text.replace("  labour: {}", f"  labour: {ola}"), "utf-8")


def test_divide_proposes_shows_and_saves(folder: Path) -> None:
    done = ministries(folder, "divide", REPORT)

    assert "Ministry of labour" in done.stdout
    assert done.stderr.startswith(f"Saved in {DIVISION}. ")
    assert f"  checklist ministries forms {REPORT} --questionnaire " in done.stderr
    assert division(folder).asks["training/labour-inspectors"].lead == "labour"
    assert division(folder).report_id == read(folder / REPORT).data["report_id"]  # type: ignore[index,call-overload]


def test_the_example_at_the_beginning_of_a_division_can_be_used_as_it_is(folder: Path) -> None:
    divide(folder)
    lines = (folder / DIVISION).read_text("utf-8").splitlines()
    at = lines.index("#   labour:")
    example = [one.removeprefix("# ") for one in lines[at:] if one.startswith("#   ")]
    place = lines.index("  labour: {}")
    (folder / DIVISION).write_text(
        "\n".join([*lines[:place], *example, *lines[place + 1 :]]), "utf-8"
    )

    ministries(folder, "divide", REPORT, "--check")

    labour = division(folder).authorities["labour"]
    assert (labour.name, labour.due, labour.form) == ("Ministry of Labour", "2027-03-01", "xlsx")
    assert labour.contact.office == "Labour inspection"


@pytest.mark.thorough
def test_divide_gives_away_what_it_is_reported_and_says_what_it_cannot(folder: Path) -> None:
    ministries(folder, "divide", REPORT, "--give", "3.1 d labour", "--give", "2.1 ports")
    refused = ministries(folder, "divide", REPORT, "--give", "9.9 labour", code=2)

    assert division(folder).asks["training/volunteers"].lead == "labour"
    assert division(folder).asks["rescue-service"].lead == "ports"
    assert refused.stderr.startswith("checklist: --give: `9.9` is not a question or set.")


def test_divide_gives_all_of_a_ministry_to_another(folder: Path) -> None:
    ministries(folder, "divide", REPORT, "--due", "2027-04-01")
    ministries(folder, "divide", REPORT, "--give", "police labour", "--give", "justice own")
    two = ministries(folder, "divide", REPORT, "--give", "ports labour own", code=2)

    divided = division(folder)
    assert [*divided.authorities] == ["own", "labour", "ports"]
    assert divided.asks["inspections"].authorities == ["labour"]
    assert divided.asks["channels"].authorities == ["labour"]
    assert divided.asks["rescue-service"].authorities == ["labour", "ports"]
    assert divided.asks["laws"].lead == "own"
    assert "--give: Name one ministry that gets all of `ports`: ports labour" in two.stderr


@pytest.mark.thorough
def test_a_ministry_of_which_something_is_noted_stays_in_the_division(folder: Path) -> None:
    divide(folder)
    with_contacts(folder)

    ministries(folder, "divide", REPORT, "--give", "labour ports")

    assert division(folder).authorities["labour"].contact.person == "Ola"
    assert division(folder).asks["pay-rule"].lead == "ports"


def test_a_mistake_in_the_file_is_a_finding_and_stops_the_other_commands(folder: Path) -> None:
    divide(folder)
    path = folder / DIVISION
    path.write_text(path.read_text("utf-8").replace("  pay-rule:", "  pay-rules:"), "utf-8")

    checked = ministries(folder, "divide", REPORT, "--check", code=1)
    forms = ministries(folder, "forms", REPORT, code=1)

    assert "D001 error: `pay-rules` is not a question; did you mean `pay-rule`?" in checked.stdout
    assert "D003 warning: nobody is named for `pay-rule`" in checked.stdout
    assert "D001" in forms.stdout
    assert not (folder / "parts").exists()


def test_forms_writes_a_form_a_note_and_a_mail_for_each_ministry(folder: Path) -> None:
    divide(folder)
    with_contacts(folder, "2027-03-03")

    done = ministries(folder, "forms", REPORT)

    assert "NOR-labour.docx: Ministry of labour, 6 questions, about 10 minutes" in done.stdout
    names = sorted(path.name for path in (folder / "parts").iterdir())
    assert names[4:8] == [
        "NOR-labour-mail.eml",
        "NOR-labour-mail.txt",
        "NOR-labour-note.docx",
        "NOR-labour.docx",
    ]
    assert len(names) == 16
    mail = (folder / "parts" / "NOR-labour-mail.txt").read_text("utf-8")
    assert "NOR-labour.docx and send it back by 3 March 2027." in mail
    assert "Kari, Ministry of justice, kari@example.org" in mail
    form = docx.Document(str(folder / "parts" / "NOR-labour.docx"))
    head = (
        "Ministry of labour · Norway · 6 questions, about 10 minutes · "
        "back by 3 March 2027 to kari@example.org"
    )
    assert head in [paragraph.text for paragraph in form.paragraphs]


def test_a_terminal_breaks_the_list_of_forms_between_words(folder: Path) -> None:
    divide(folder)
    words = ("ministries", "forms", REPORT, "--questionnaire", COAST_FOLDER)

    with Terminal(*words, cwd=folder, columns=42, rows=60) as terminal:
        shown = terminal.wait_for("Then note")

    as_file = ministries(folder, "forms", REPORT).stdout.splitlines()
    assert [line for line in as_file if line not in flat(shown)] == []


def test_forms_and_remind_take_a_list_of_ministries(folder: Path) -> None:
    divide(folder)
    with_contacts(folder)

    made = ministries(folder, "forms", REPORT, "--authority", "labour,police")
    ministries(folder, "note", "labour,police", "sent", REPORT, "--on", "2026-11-02")
    reminded = ministries(folder, "remind", REPORT, "--authority", "labour,police")
    unknown = ministries(folder, "forms", REPORT, "--authority", "labour,zzz", code=2)

    assert [line.partition(":")[0] for line in made.stdout.splitlines()] == [
        "parts/NOR-labour.docx",
        "parts/NOR-police.docx",
    ]
    assert len(reminded.stdout.splitlines()) == 2
    assert "`zzz` is not in the division" in unknown.stderr


def test_a_new_form_and_what_is_in_it_is_for_the_owner_alone(folder: Path) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour")

    for path in [folder / DIVISION, *(folder / "parts").iterdir()]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_sent_notes_which_part_was_sent_and_only_once(folder: Path) -> None:
    divide(folder)
    none = ministries(folder, "note", "labour", "sent", REPORT, code=2)
    ministries(folder, "forms", REPORT)

    ministries(folder, "note", "labour", "sent", REPORT, "--on", "2026-11-02")
    again = ministries(
        folder, "note", "labour", "sent", REPORT, "--part", "parts/NOR-labour.docx", code=2
    )
    other = ministries(
        folder, "note", "police", "sent", REPORT, "--part", "parts/NOR-labour.docx", code=2
    )
    wrong = ministries(folder, "note", "labor", "sent", REPORT, code=2)

    (sent,) = division(folder).authorities["labour"].sent
    assert (sent.number, sent.on, sent.form) == (1, "2026-11-02", "docx")
    assert "Make it first:" in none.stderr
    assert "was already noted as sent" in again.stderr
    assert "is the part of `labour`, not of `police`" in other.stderr
    assert "did you mean `labour`?" in wrong.stderr


def test_forms_of_several_ministries_are_noted_as_sent_together_or_not_at_all(
    folder: Path,
) -> None:
    divide(folder)
    written = ministries(folder, "forms", REPORT)
    before = (folder / DIVISION).read_bytes()

    wrong = ministries(folder, "note", "labour,polise", "sent", REPORT, code=2)
    nobody = ministries(folder, "note", "sent", REPORT, code=2)
    one = ministries(folder, "note", "labour,police", "sent", "--part", "a.docx", code=2)
    assert (folder / DIVISION).read_bytes() == before
    noted = ministries(folder, "note", "labour,police", "sent", REPORT)

    assert "did you mean `police`?" in wrong.stderr
    assert "'report-NOR.yaml' is not one of" in nobody.stderr
    assert "--part is one form" in one.stderr
    known = division(folder).authorities
    assert len(known["labour"].sent) == len(known["police"].sent) == 1
    assert noted.stderr.count("form 1 was sent on") == 2
    assert "  checklist ministries note justice,labour,police,ports sent " in written.stderr


@pytest.mark.thorough
def test_a_ministry_gets_the_next_part_when_it_is_named(folder: Path) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT)
    ministries(folder, "note", "labour", "sent", REPORT)

    others = ministries(folder, "forms", REPORT)
    again = ministries(folder, "forms", REPORT, "--authority", "labour")

    assert "labour: sent on" in others.stderr
    assert "NOR-labour" not in others.stdout
    assert "parts/NOR-labour-2.docx" in again.stdout


def test_status_and_remind_say_who_is_late(folder: Path) -> None:
    divide(folder)
    with_contacts(folder)
    ministries(folder, "forms", REPORT)
    ministries(folder, "note", "labour", "sent", REPORT, "--on", "2026-01-02")

    status = " ".join(run(folder, "status", REPORT).stdout.split())
    reminded = ministries(folder, "remind", REPORT)

    over = (date.fromisoformat(TODAY) - date(2026, 1, 31)).days
    late = f"Ministry of labour (Ola): sent, {over} days over, due 31 January 2026, "
    assert late in status
    assert "required open: 3 of 3, last contact 2 January 2026. Next: remind it." in status
    assert status.index("Ministry of labour") < status.index("Ministry of justice")
    assert reminded.stdout == "parts/NOR-labour-reminder.eml: 3 open\n"
    text = (folder / "parts" / "NOR-labour-reminder.txt").read_text("utf-8")
    assert "- 3.3 Which rule on pay applies to seafarers?\n" in text
    (day,) = division(folder).authorities["labour"].reminded
    assert day == TODAY


@pytest.mark.sampled
@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_status_writes_the_list_of_ministries_to_a_file(ending: str, folder: Path) -> None:
    divide(folder)
    with_contacts(folder)

    run(folder, "status", REPORT, "--output", f"list.{ending}")

    content = (folder / f"list.{ending}").read_bytes()
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    else:
        (table,) = docx.Document(io.BytesIO(content)).tables
        rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][0] == "Ministry"
    assert [row[0] for row in rows[1:]][:1] == ["Ministry of labour"]
    assert rows[1][4] == "not sent"


def test_status_writes_no_list_of_a_report_that_is_not_divided(folder: Path) -> None:
    done = run(folder, "status", REPORT, "--output", "list.docx", code=2)

    assert "is not divided among ministries" in done.stderr
    assert not (folder / "list.docx").exists()


@pytest.mark.thorough
def test_what_was_cleared_and_then_changed_is_shown(folder: Path) -> None:
    divide(folder)
    (folder / "a.yaml").write_text("pay-rule: law\n", "utf-8")
    (folder / "b.yaml").write_text("channels: [radio]\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "a.yaml", "--no-input", code=1)
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    cleared = run(folder, "status", REPORT).stdout
    run(folder, "answer", REPORT, "--answers", "b.yaml", "--no-input", code=1)

    changed = run(folder, "status", REPORT).stdout

    assert "Ministry of labour: cleared" in cleared
    assert "Ministry of labour: changed since" in changed


def test_an_authority_refuses_or_passes_everything_on(folder: Path) -> None:
    divide(folder)

    ministries(folder, "note", "police", "refused", REPORT, "--text", "No staff.")
    ministries(folder, "note", "labour", "passed-on", REPORT, "--to", "ports")
    status = run(folder, "status", REPORT).stdout

    assert division(folder).authorities["police"].refused.note == "No staff."
    assert division(folder).asks["pay-rule"].lead == "ports"
    assert "Police: refused" in status
    assert "Ministry of labour: passed on" in status


def test_calls_more_time_and_what_came_back_are_noted_and_shown(folder: Path) -> None:
    divide(folder)
    with_contacts(folder, "2027-01-31")
    ministries(folder, "forms", REPORT)
    ministries(folder, "note", "labour", "sent", REPORT, "--on", "2026-11-02")
    late = run(folder, "status", REPORT).stdout

    called = ("called", REPORT, "--by", "Ola", "--text", "Next week.", "--on", "2027-02-02")
    said = ministries(folder, "note", "labour", *called).stderr
    ministries(
        folder, "note", "labour", "extended", REPORT, "--until", "2027-03-31", "--on", "2027-02-03"
    )
    more_time = run(folder, "status", REPORT).stdout
    ministries(folder, "note", "labour", "back", REPORT, "--text", "By fax.", "--on", "2027-02-20")
    back = run(folder, "status", REPORT).stdout
    reminded = ministries(folder, "remind", REPORT, "--authority", "labour")

    assert "Ministry of labour (Ola): sent, 29 days over, due 31 January 2027" in flat(late)
    assert said == "Ministry of labour was called on 2 February 2027; Ola answered.\n"
    assert "(Ola): sent, due 31 March 2027" in flat(more_time)
    assert "last contact 3 February 2027. Next: wait." in flat(more_time)
    assert "(Ola): came back, not merged, due 31 March 2027" in flat(back)
    assert "Next: merge what came back." in flat(back)
    assert "gets no reminder: no answer is waited for" in reminded.stderr
    history = ministries(folder, "history", REPORT).stdout
    assert [line.partition("  ")[2] for line in history.splitlines()] == [
        "Ministry of labour: form 1 was sent on 2 November 2026.",
        "Ministry of labour was called on 2 February 2027; Ola answered. “Next week.”",
        "Ministry of labour has time until 31 March 2027, as agreed on 3 February 2027.",
        "Ministry of labour: its answers came back on 20 February 2027, and are not merged yet. "
        "“By fax.”",
    ]


def test_what_came_back_waits_no_longer_once_it_is_merged(folder: Path) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour")
    ministries(folder, "note", "labour", "sent", REPORT)
    ministries(folder, "note", "labour", "back", REPORT)
    form = folder / "parts" / "NOR-labour.docx"
    (folder / "back.docx").write_bytes(a_law(form.read_bytes()))

    run(folder, "ministries", "merge", REPORT, "back.docx")

    assert division(folder).authorities["labour"].came_back is None
    assert "Ministry of labour: partly back" in run(folder, "status", REPORT).stdout
    last = ministries(folder, "history", REPORT).stdout.splitlines()[-1]
    assert "Ministry of labour: back.docx was merged by " in last
    assert "1 taken" in last


def test_a_return_that_was_merged_before_it_was_noted_as_back_can_be_merged_again(
    folder: Path,
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour")
    ministries(folder, "note", "labour", "sent", REPORT)
    form = folder / "parts" / "NOR-labour.docx"
    (folder / "back.docx").write_bytes(a_law(form.read_bytes()))
    run(folder, "ministries", "merge", REPORT, "back.docx")
    ministries(folder, "note", "labour", "back", REPORT)

    of_another = ministries(folder, "merge", REPORT, code=2)
    still = division(folder).authorities["labour"].came_back
    again = run(folder, "ministries", "merge", REPORT, "back.docx")

    assert "name the files that came back" in of_another.stderr
    assert still is not None
    assert "was merged already" in again.stdout
    assert division(folder).authorities["labour"].came_back is None
    assert len(division(folder).authorities["labour"].returned) == 1


def test_silence_is_no_objection_until_what_stands_changes_and_never_a_clearance(
    folder: Path,
) -> None:
    divide(folder)
    (folder / "a.yaml").write_text("pay-rule: law\n", "utf-8")
    (folder / "b.yaml").write_text("channels: [radio]\n", "utf-8")
    nothing = ministries(
        folder, "note", "labour", "no-objection", REPORT, "--until", "2027-03-31", code=2
    )
    run(folder, "answer", REPORT, "--answers", "a.yaml", "--no-input", code=1)

    without_day = ministries(folder, "note", "labour", "no-objection", REPORT, code=2)
    ministries(folder, "note", "labour", "no-objection", REPORT, "--until", "2027-03-31")
    may_object = run(folder, "status", REPORT).stdout
    ministries(
        *(folder, "note", "labour", "no-objection", REPORT),
        *("--until", "2027-02-28", "--on", "2027-02-01"),
    )
    over = run(folder, "status", REPORT).stdout
    run(folder, "answer", REPORT, "--answers", "b.yaml", "--no-input", code=1)
    changed = run(folder, "status", REPORT).stdout
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "Ola")
    cleared = run(folder, "status", REPORT).stdout

    assert "`labour` has no answers that it could agree to" in nothing.stderr
    assert "`no-objection` needs --until: name the last day" in without_day.stderr
    assert "Ministry of labour: may object until 31 March 2027" in may_object
    assert "Ministry of labour: no objection," in over
    assert "Ministry of labour: no objection" not in changed
    assert "Next: ask for what is open, and tell it what changed, and until when" in flat(changed)
    assert "could object to its answers until 28 February 2027. Since then they" in flat(changed)
    assert "3.2 Which channels are used to warn people? Before: nothing. Now: Radio." in flat(
        changed
    )
    assert "cleared" not in may_object + over + changed
    assert "Ministry of labour: cleared" in cleared
    assert division(folder).authorities["labour"].no_objection is None
    assert "and not as a clearance." in ministries(folder, "history", REPORT).stdout


def test_a_later_note_replaces_an_earlier_one_and_both_stay_in_the_log(folder: Path) -> None:
    divide(folder)
    ministries(folder, "note", "police", "refused", REPORT, "--on", "2026-11-02")
    ministries(folder, "note", "police", "back", REPORT, "--on", "2026-11-03")
    ministries(folder, "note", "police", "refused", REPORT, "--on", "2026-11-04")

    police = division(folder).authorities["police"]

    assert (police.refused.on, police.came_back) == ("2026-11-04", None)
    assert len(ministries(folder, "history", REPORT).stdout.splitlines()) == 3
    unnamed = ministries(folder, "note", "police", "cleared", REPORT, code=2)
    assert "`cleared` needs --by: name the person" in unnamed.stderr
    assert ministries(folder, "divide", REPORT, "--check").code == 0


def test_note_without_words_asks_at_a_terminal_and_is_refused_elsewhere(folder: Path) -> None:
    divide(folder)
    words = ("ministries", "note", "--questionnaire", COAST_FOLDER)

    refused = ministries(folder, "note", code=2)
    with Terminal(*words, cwd=folder, rows=40) as terminal:
        terminal.wait_for("Which ministry?")
        terminal.send("2\r")
        terminal.wait_for("What became of its form?")
        terminal.send("called\r")
        terminal.wait_for("On which day?")
        terminal.send("2100-01-01\r")
        terminal.wait_for("2100-01-01 is still to come")
        terminal.send("2026-11-02\r")
        terminal.wait_for("With whom did you speak?")
        terminal.send("Ola\r")
        terminal.wait_for("What was said?")
        terminal.send("\r")
        terminal.wait_for("was called on")

    assert "name a ministry and an event" in refused.stderr
    (call,) = division(folder).authorities["labour"].called
    assert (call.on, call.by, call.note) == ("2026-11-02", "Ola", None)


def test_a_person_is_asked_which_questions_are_passed_on_and_to_whom(folder: Path) -> None:
    divide(folder)
    words = ("ministries", "note", "labour", "--questionnaire", COAST_FOLDER)

    with Terminal(*words, cwd=folder, rows=40) as terminal:
        terminal.wait_for("What became of its form?")
        terminal.send("passed\r")
        terminal.wait_for("On which day?")
        terminal.send("\r")
        terminal.wait_for("To which ministry, by its code?")
        terminal.send("police\r")
        terminal.wait_for("Which questions or rows, such as 5.6, 8.1 d?")
        terminal.send("2.1\r")
        terminal.wait_for("`labour` is not asked for `2.1`.")
        terminal.send("3.3\r")
        terminal.wait_for("A form was written for it: parts/NOR-police.docx")
        assert terminal.end() == 0

    assert division(folder).asks["pay-rule"].lead == "police"
    assert division(folder).asks["channels"].lead == "labour"


def test_what_is_typed_for_a_note_is_asked_again_until_it_can_be_noted(folder: Path) -> None:
    divide(folder)
    words = ("ministries", "note", "labour", "--questionnaire", COAST_FOLDER)

    with Terminal(*words, cwd=folder, rows=40) as terminal:
        terminal.wait_for("What became of its form?")
        terminal.send("extended\r")
        terminal.wait_for("On which day?")
        terminal.send("\r")
        terminal.wait_for("Until which day?")
        terminal.send("\r")
        terminal.wait_for("The answer cannot be left out")
        terminal.send("soon\r")
        terminal.wait_for("`soon` is not a day; write 2027-03-01.")
        terminal.send("2031-03-01\r")
        terminal.wait_for("has time until")

    assert division(folder).authorities["labour"].due == "2031-03-01"


def test_of_several_ministries_together_a_person_is_asked_about_their_forms_alone(
    folder: Path,
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT)
    words = ("ministries", "note", "labour,police", "--questionnaire", COAST_FOLDER)

    with Terminal(*words, cwd=folder, rows=40) as terminal:
        asked = terminal.wait_for("/quit stops.")
        terminal.send("1\r")
        terminal.wait_for("On which day?")
        terminal.send("\r")
        terminal.wait_for("Police: form 1 was sent on")

        assert terminal.end() == 0
    assert "sent: The form was sent" in flat(asked)
    assert "called" not in asked


@pytest.mark.sampled
@pytest.mark.parametrize("screens", [False, True])
def test_a_signal_while_a_note_is_asked_gives_the_terminal_back(
    screens: bool, folder: Path
) -> None:
    divide(folder)
    before = (folder / "division-NOR.yaml").read_bytes()
    words = ("ministries", "note", "--questionnaire", COAST_FOLDER)

    with Terminal(*words, cwd=folder, rows=40, screens=screens) as terminal:
        terminal.wait_for("Which ministry?")
        terminal.signal(signal.SIGTERM)

        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.is_restored
        assert not terminal.is_full_screen
    assert (folder / "division-NOR.yaml").read_bytes() == before


def test_what_an_option_says_is_not_asked_and_never_dropped(folder: Path) -> None:
    divide(folder)
    said = ("--text", "Soon.", "--on", "2026-11-02")
    words = ("ministries", "note", "labour", "--questionnaire", COAST_FOLDER, *said)

    with Terminal(*words, cwd=folder, rows=40) as terminal:
        terminal.wait_for("What became of its form?")
        terminal.send("called\r")
        terminal.wait_for("With whom did you speak?")
        terminal.send("Ola\r")
        terminal.wait_for("was called on")
        assert terminal.end() == 0
    with Terminal(*words, cwd=folder, rows=40) as terminal:
        terminal.wait_for("What became of its form?")
        terminal.send("cleared\r")
        terminal.wait_for("`cleared` does not take --text")
        assert terminal.end() == 2

    labour = division(folder).authorities["labour"]
    assert [(call.by, call.note) for call in labour.called] == [("Ola", "Soon.")]
    assert labour.cleared is None


def test_questions_are_passed_on_to_none_of_whom_they_would_not_be_asked(folder: Path) -> None:
    divide(folder)
    ministries(folder, "note", "labour", "passed-on", REPORT, "--to", "ports", "--on", "2026-11-02")
    ministries(folder, "note", "police", "refused", REPORT, "--on", "2026-11-03")
    ministries(folder, "divide", REPORT, "--give", "2.1 justice")
    before = (folder / DIVISION).read_bytes()

    single = ministries(folder, "divide", REPORT, "--give", "3.3 labour", code=2)
    other = ministries(folder, "note", "justice", "passed-on", REPORT, "--to", "labour", code=2)
    refused = ministries(folder, "note", "ports", "passed-on", REPORT, "--to", "police", code=2)
    itself = ministries(folder, "note", "ports", "passed-on", REPORT, "--to", "ports", code=2)
    unknown = ministries(folder, "note", "ports", "passed-on", REPORT, "--to", "zzz", code=2)

    wanted = "`labour` passed its questions on, and is not asked. Name `ports` instead"
    assert wanted in " ".join(single.stderr.split())
    passed = "--to: `labour` passed its own questions on to `ports` on 2 November 2026"
    assert passed in other.stderr
    assert "checklist ministries note labour rejoined" in other.stderr
    assert "checklist ministries note police rejoined" in refused.stderr
    assert "--to: `police` refused on 3 November 2026" in refused.stderr
    assert "--to: `ports` cannot pass its questions on to itself" in itself.stderr
    assert "`zzz` is the code of no ministry; `checklist ministries divide`" in unknown.stderr
    assert (folder / DIVISION).read_bytes() == before


def test_a_question_goes_to_no_unknown_ministry(tmp_path: Path) -> None:
    for words in (("answer", "--state", "NOR", "--no-input"), ("ministries", "divide", REPORT)):
        checklist_run(*words, cwd=tmp_path)

    done = checklist_run("ministries", "divide", REPORT, "--give", "8.1 zzz", cwd=tmp_path)

    assert done.code == 2
    # Of as many codes as there are, none is listed.
    assert "`zzz` is not an authority; `checklist ministries divide` lists the codes" in " ".join(
        done.stderr.split()
    )


def test_answers_on_paper_are_entered_in_the_name_of_the_ministry(folder: Path) -> None:
    ministries(folder, "divide", REPORT, "--give", "3 own", "--give", "3.3 labour")

    done = checklist_run(
        "answer", REPORT, "--for", "labour", "--received", "letter 12/2026", "--plain",
        "--questionnaire", COAST_FOLDER, cwd=folder, stdin="1\n\n",
    )  # fmt: skip
    unknown = run(folder, "answer", REPORT, "--for", "navy", "--no-input", code=2)

    assert done.code == 0, done.stderr
    data: Any = read(folder / REPORT).data
    assert data["answers"] == {"pay-rule": {"value": "law", "answered_by": ["labour"]}}
    (back,) = division(folder).authorities["labour"].returned
    assert (back.file, back.part, back.number) == ("letter 12/2026", None, 1)
    assert "nothing is asked of `navy`" in unknown.stderr


def test_on_paper_a_ministry_is_asked_its_rows_alone(folder: Path) -> None:
    divide(folder)

    done = checklist_run(
        "answer", REPORT, "--for", "labour", "--question", "training", "--plain",
        "--questionnaire", COAST_FOLDER, cwd=folder, stdin="1\n\n",
    )  # fmt: skip

    assert "Labour inspectors (1 of 1)" in done.stdout
    assert "Pilots" not in done.stdout
    data: Any = read(folder / REPORT).data
    row = {"value": "regular", "answered_by": ["labour"]}
    assert data["answers"]["training"]["value"] == {"labour-inspectors": row}


@pytest.mark.thorough
def test_on_paper_a_ministry_is_not_named_for_the_rows_of_others(folder: Path) -> None:
    divide(folder)
    rows = "{pilots: {value: some}, police-officers: {value: some, answered_by: [police]}}"
    (folder / "more.yaml").write_text(f"training: {{value: {rows}}}\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "more.yaml", "--no-input", code=1)

    checklist_run(
        "answer", REPORT, "--for", "labour", "--received", "letter 12/2026", "--question",
        "training", "--plain", "--questionnaire", COAST_FOLDER, cwd=folder, stdin="1\n\n",
    )  # fmt: skip

    data: Any = read(folder / REPORT).data
    training = data["answers"]["training"]
    assert "answered_by" not in training
    named = {row: one.get("answered_by") for row, one in training["value"].items()}
    assert named == {
        "pilots": None,
        "labour-inspectors": ["labour"],
        "police-officers": ["police"],
    }


@pytest.mark.thorough
def test_the_next_report_takes_over_the_division(folder: Path, tmp_path: Path) -> None:
    ministries(folder, "divide", REPORT, "--give", "3.1 d labour")
    with_contacts(folder)
    (tmp_path / "next").mkdir()
    run(tmp_path / "next", "answer", "--state", "NOR", "--no-input", code=1)

    ministries(tmp_path / "next", "divide", REPORT, "--from", f"../{DIVISION}")

    taken = division(tmp_path / "next")
    assert taken.asks["training/volunteers"].lead == "labour"
    assert taken.authorities["labour"].contact.to_confirm
    assert taken.authorities["labour"].due is None
    assert taken.report_id != division(folder).report_id
    found = ministries(tmp_path / "next", "divide", REPORT, "--check").stdout
    assert "D007 warning: the contact of `labour`" in found


@pytest.mark.thorough
def test_folders_are_searched_for_reports_without_divisions_and_parts(folder: Path) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--format", "html")
    (folder / "parts" / "NOR-labour.yaml").write_text("checklist_form: 1\n", encoding="utf-8")

    done = checklist_run("validate", ".", "--questionnaire", COAST_FOLDER, cwd=folder)

    assert "1 file, 0 with errors" in done.stderr


@pytest.mark.thorough
def test_a_form_that_was_filled_in_is_no_longer_the_one_that_is_made_again(folder: Path) -> None:
    """What a person typed into a form in parts/ by mistake is not what is sent."""
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour")
    path = folder / "parts" / "NOR-labour.docx"
    path.write_bytes(a_law(path.read_bytes()))

    ministries(folder, "note", "labour", "sent", REPORT)

    (sent,) = division(folder).authorities["labour"].sent
    assert sent.base.startswith("sha256:44136fa355b3678a")  # of nothing


@pytest.mark.thorough
def test_a_form_that_was_filled_in_is_not_overwritten(folder: Path) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour")
    path = folder / "parts" / "NOR-labour.docx"
    filled = a_law(path.read_bytes())
    path.write_bytes(filled)

    done = ministries(folder, "forms", REPORT, "--authority", "labour", code=2)

    assert "NOR-labour.docx has answers, and is not overwritten" in done.stderr
    assert path.read_bytes() == filled


def test_a_file_is_not_brought_in_as_if_it_was_typed(folder: Path) -> None:
    (folder / "answers.yaml").write_text("pay-rule: law\n", "utf-8")
    divide(folder)

    words = ("--for", "labour", "--answers", "answers.yaml", "--no-input")
    done = run(folder, "answer", REPORT, *words, code=2)

    assert "merge a file: checklist ministries merge" in done.stderr


def test_a_day_is_set_for_all_ministries_without_one(folder: Path) -> None:
    divide(folder)
    with_contacts(folder, "2026-12-31")

    ministries(folder, "divide", REPORT, "--due", "2027-03-03")
    wrong = ministries(folder, "divide", REPORT, "--due", "soon", code=2)

    days = {code: one.due for code, one in division(folder).authorities.items()}
    assert days["labour"] == "2026-12-31"
    assert days["police"] == "2027-03-03"
    assert days["own"] is None
    assert wrong.stderr.startswith("checklist: --due: `soon` is not a day")


@pytest.mark.thorough
def test_a_division_of_another_report_is_not_used(folder: Path) -> None:
    divide(folder)
    run(folder, "answer", "report-NOR-2030.yaml", "--state", "NOR", "--no-input", code=1)

    other = "report-NOR-2030.yaml"
    for words in (("ministries", "forms", other), ("status", other)):
        done = run(folder, *words, code=2)
        assert "divides another report of this State" in done.stderr


@pytest.mark.thorough
def test_a_form_that_is_made_again_stays_the_same_part_until_something_in_it_changes(
    folder: Path,
) -> None:
    def part() -> str:
        ministries(folder, "forms", REPORT, "--authority", "labour")
        path = folder / "parts" / "NOR-labour.docx"
        return record_of(path.read_bytes(), path.name).identity.part

    ministries(folder, "divide", REPORT)
    first = part()
    again = part()
    (folder / "a.yaml").write_text("pay-rule: law\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "a.yaml", "--no-input", code=1)

    assert again == first
    assert part() != first


def test_what_came_back_is_merged_and_the_files_that_excel_keeps_open_are_passed_over(
    folder: Path,
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour")
    ministries(folder, "note", "labour", "sent", REPORT)
    sent = (folder / "parts" / "NOR-labour.docx").read_bytes()
    (folder / "back").mkdir()
    (folder / "back" / "NOR-labour.docx").write_bytes(a_law(sent))
    (folder / "back" / "~$NOR-labour.docx").write_bytes(b"\x03Ola")

    done = ministries(folder, "merge", REPORT, "back/NOR-labour.docx", "back/~$NOR-labour.docx")

    assert "NOR-labour.docx: " in done.stdout
    assert "1 taken" in done.stdout
    assert "~$" not in done.stdout + done.stderr
    data: Any = read(folder / REPORT).data
    assert data["answers"]["pay-rule"] == {"value": "law", "answered_by": ["labour"]}
    status = run(folder, "status", REPORT).stdout
    assert "Ministry of labour: partly back" in status


@pytest.mark.parametrize(
    "given", ["26.11.2026", "26. 11. 2026", "26 November 2026", "2026/11/26", "2026-11-26"]
)
def test_a_day_is_taken_as_people_write_it(given: str) -> None:
    assert day_of(given) == "2026-11-26"


@pytest.mark.parametrize("given", ["2026", "November 2026", "31.2.2026", "soon", "26.11.26"])
def test_what_is_no_day_is_refused_with_one(given: str) -> None:
    with pytest.raises(ChecklistError, match=f"--on: `{given}` is not a day; write 2027-03-01"):
        day_of(given)


@pytest.mark.thorough
def test_a_form_that_was_not_noted_as_sent_is_merged_and_says_why_all_is_asked(
    folder: Path,
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour", "--to", "forms")
    elsewhere = ministries(folder, "note", "labour", "sent", REPORT, code=2)
    (folder / "NOR-labour.docx").write_bytes(
        a_law((folder / "forms" / "NOR-labour.docx").read_bytes())
    )

    merged = ministries(folder, "merge", REPORT, "NOR-labour.docx", "--dry-run", code=1)
    ministries(folder, "note", "labour", "sent", REPORT, "--part", "forms/NOR-labour.docx")
    noted = ministries(folder, "merge", REPORT, "NOR-labour.docx", "--dry-run")

    assert "checklist ministries note labour sent --part FILE" in elsewhere.stderr
    why = "NOR-labour.docx: this form was not noted as sent, so you are asked about each "
    said = " ".join(merged.stdout.split())
    assert why in said
    assert "note it: checklist ministries note labour sent" in said
    assert "was not noted as sent" not in noted.stdout


def test_a_form_that_was_merged_can_be_noted_as_sent_later_and_no_command_stops(
    folder: Path,
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour")
    sent = folder / "parts" / "NOR-labour.docx"
    (folder / "back.docx").write_bytes(a_law(sent.read_bytes()))
    ministries(folder, "merge", REPORT, "back.docx", code=1)

    history = ministries(folder, "history", REPORT, "pay-rule")
    checked = ministries(folder, "divide", REPORT, "--check")
    (folder / DIVISION).write_text(
        (folder / DIVISION).read_text("utf-8").replace(f'"{TODAY}"', '"2026-11-10"'), "utf-8"
    )
    late = ministries(folder, "note", "labour", "sent", REPORT, code=2)
    ministries(folder, "note", "labour", "sent", REPORT, "--on", "2026-11-02")
    noted = ministries(folder, "divide", REPORT, "--check")

    assert "labour" in history.stdout
    warning = "D004 warning: form 1 came back, and was not noted as sent; `checklist ministries"
    assert warning in checked.stdout
    assert "--on: this form came back on 2026-11-10 and was sent before that" in late.stderr
    assert "D004" not in noted.stdout


def test_a_form_cannot_be_sent_on_a_day_to_come(folder: Path) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT, "--authority", "labour")

    refused = ministries(folder, "note", "labour", "sent", REPORT, "--on", "2999-01-02", code=2)

    assert "--on: 2999-01-02 is still to come" in refused.stderr
    assert not division(folder).authorities["labour"].sent


def test_with_dots_the_day_comes_before_the_month() -> None:
    assert day_of("2.11.2026") == "2026-11-02"


def test_a_day_that_can_be_two_is_refused_with_both() -> None:
    with pytest.raises(ChecklistError, match=r"can be .* or .*\. Type 2026-12-11 or 2026-11-12$"):
        day_of("11/12/2026", "--due")


@pytest.mark.thorough
def test_a_ministry_without_questions_is_not_asked_for_a_form(folder: Path) -> None:
    divide(folder)
    for number in ("1", "2", "3"):
        ministries(folder, "divide", REPORT, "--give", f"{number} labour")

    listed = " ".join(run(folder, "status", REPORT).stdout.split())

    assert "Ministry of labour: not sent" in listed
    assert "Next: make its form, send it, and note that it was sent." in listed
    assert "Ministry of justice: not sent. Next: nothing, no question is asked of it now." in listed
    assert "Ministries, 0 of 1 late: Ministry of labour: not sent" in listed


@pytest.mark.thorough
@pytest.mark.parametrize(("rule", "is_answered"), [("none", True), ("agreement", False)])
def test_a_ministry_whose_questions_are_all_answered_is_not_asked_for_a_form(
    rule: str, is_answered: bool, folder: Path
) -> None:
    divide(folder)
    answers = "training: {value: {labour-inspectors: {value: regular}}}\nchannels: [radio]\n"
    (folder / "answers.yaml").write_text(f"{answers}pay-rule: {rule}\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "answers.yaml", "--no-input", code=1)

    listed = " ".join(run(folder, "status", REPORT).stdout.split())

    # A rule that there is opens an optional question, on its details.
    waits = "make its form, send it, and note that it was sent"
    step = "nothing, all its questions are answered" if is_answered else waits
    assert f"Ministry of labour: not sent, required open: 0 of 3. Next: {step}." in listed


def test_a_part_that_was_noted_as_sent_is_named_when_it_is_noted_again(folder: Path) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT)
    ministries(folder, "note", "labour", "sent", REPORT, "--on", "2026-11-02")
    before = (folder / "division-NOR.yaml").read_bytes()

    done = ministries(folder, "note", "labour", "sent", REPORT, code=2)

    assert "form 1 of `labour` was noted as sent on 2 November 2026 already" in done.stderr
    assert (folder / "division-NOR.yaml").read_bytes() == before


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("event", "option", "wanted"),
    [
        ("sent", "--by", "`called`, `cleared`, `withdrawn`, `refused`"),
        ("cleared", "--part", "`sent`"),
        ("refused", "--to", "`passed-on`"),
        ("called", "--until", "`extended`, `no-objection`"),
        ("passed-on", "--text", "`called`, `extended`, `back`, `withdrawn`, `refused`, `rejoined`"),
    ],
)
def test_an_event_refuses_the_option_of_another_one_and_names_both(
    event: str, option: str, wanted: str, folder: Path
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT)
    before = (folder / DIVISION).read_bytes()

    done = ministries(folder, "note", "labour", event, REPORT, option, "police", code=2)

    assert done.stderr == (f"checklist: `{event}` does not take {option}: it goes with {wanted}\n")
    assert (folder / DIVISION).read_bytes() == before


@pytest.mark.parametrize(
    "event",
    [
        *("called", "extended", "back", "no-objection", "cleared", "withdrawn"),
        *("refused", "passed-on", "rejoined"),
    ],
)
def test_only_forms_that_were_sent_are_noted_for_several_ministries(
    event: str, folder: Path
) -> None:
    divide(folder)

    done = ministries(folder, "note", "labour,police", event, REPORT, code=2)

    assert f"`{event}` is noted for each ministry by itself" in done.stderr


@pytest.mark.parametrize(
    ("group", "events"),
    [
        (
            "ministries",
            [
                *("sent", "called", "extended", "back"),
                *("no-objection", "cleared", "withdrawn", "refused", "passed-on", "rejoined"),
            ],
        ),
        ("register", ["sent", "withdrawn"]),
    ],
)
def test_the_help_of_note_has_each_event_in_a_line(
    group: str, events: list[str], tmp_path: Path
) -> None:
    shown = checklist_run(group, "note", "--help", cwd=tmp_path, env={"COLUMNS": "80"}).stdout

    _, behind = shown.split("  The events:\n\n")
    lines = behind.split("\n\n")[0].splitlines()
    assert [line.split()[0] for line in lines] == events
    assert all(line.startswith("  ") and line.endswith(".") for line in lines)


def test_some_questions_are_passed_on_and_the_receiver_gets_its_next_form_at_once(
    folder: Path,
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT)
    ministries(folder, "note", "labour,police,ports", "sent", REPORT)
    waiting = run(folder, "status", REPORT).stdout

    only = ("--only", "3.1 b, 3.3", "--to", "police")
    said = ministries(folder, "note", "labour", "passed-on", REPORT, *only).stderr
    lacking = flat(run(folder, "status", REPORT).stdout)
    ministries(folder, "note", "police", "sent", REPORT)
    has = flat(run(folder, "status", REPORT).stdout)

    asks = division(folder).asks
    assert asks["training/labour-inspectors"].lead == asks["pay-rule"].lead == "police"
    assert asks["channels"].authorities == ["labour", "police"]
    assert division(folder).authorities["labour"].given_on is None
    assert (
        "What was asked of Ministry of labour (3.1 b, 3.3) has been asked of Police since" in said
    )
    assert "A form was written for it: parts/NOR-police-2.docx: Police, " in said
    mail = (folder / "parts" / "NOR-police-2-mail.txt").read_text("utf-8")
    assert "Ministry of labour told us that this is for you to answer: 3.1 b, 3.3." in mail
    assert "takes the place of your last form, and has the answers that we have from" in mail
    assert "\nNew in it: 3.1 b, 3.3.\n" in mail
    asked = record_of((folder / "parts" / "NOR-police-2.docx").read_bytes(), "NOR.docx").asked
    assert {"pay-rule", "training", "inspections"} <= {*asked}
    assert asked["training"] == ["police-officers", "labour-inspectors"]
    assert "its next form" not in waiting + has
    assert "Next: send its next form, which has 3.1 b, 3.3 too; if it is not in parts/" in lacking
    assert len(division(folder).authorities["police"].sent) == 2
    history = ministries(folder, "history", REPORT).stdout
    assert "(3.1 b, 3.3) has been asked of Police since" in history


def test_what_is_passed_on_and_answered_already_makes_no_form_and_stands_in_the_next_one(
    folder: Path,
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT)
    ministries(folder, "note", "labour,police", "sent", REPORT)
    (folder / "a.yaml").write_text("pay-rule: law\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "a.yaml", "--no-input", code=1)

    to_police = ("passed-on", REPORT, "--to", "police", "--only")
    said = ministries(folder, "note", "labour", *to_police, "3.3").stderr
    made = ministries(folder, "forms", REPORT).stderr
    later = ministries(folder, "note", "labour", *to_police, "3.1 b").stderr

    assert "No form was written: 3.3 is answered already, and that answer stands." in said
    assert "\n  checklist ministries forms --authority police\n" in said
    assert "police: sent on 1 March 2027; 3.3 is in none of its forms and is answered" in made
    assert not (folder / "parts" / "NOR-police-2.docx").exists() or "A form was written" in later
    mail = (folder / "parts" / "NOR-police-2-mail.txt").read_text("utf-8")
    assert "New in it: 3.1 b, 3.3." in mail


def test_all_that_was_passed_on_is_given_back(folder: Path) -> None:
    divide(folder)
    ministries(folder, "note", "labour", "passed-on", REPORT, "--to", "police")
    not_asked = ministries(folder, "note", "labour", "refused", REPORT, "--by", "Ama", code=2)

    ministries(folder, "note", "police", "passed-on", REPORT, "--to", "labour", "--only", "3.3")
    refused = ministries(folder, "note", "labour", "refused", REPORT, "--by", "Ama").stderr

    assert "`labour` passed its questions on" in not_asked.stderr
    assert division(folder).asks["pay-rule"].lead == "labour"
    assert "Ministry of labour refused on 1 March 2027; Ama said so." in refused


def test_a_ministry_that_gets_questions_by_hand_is_made_a_form_without_being_named(
    folder: Path,
) -> None:
    divide(folder)
    ministries(folder, "forms", REPORT)
    ministries(folder, "note", "labour,police,ports,justice", "sent", REPORT)
    none = ministries(folder, "forms", REPORT, code=2)

    ministries(folder, "divide", REPORT, "--give", "3.3 police")
    made = ministries(folder, "forms", REPORT)

    assert "no ministry waits for one" in none.stderr
    assert made.stdout.startswith("parts/NOR-police-2.docx: ")
    assert len(made.stdout.splitlines()) == 1


# Who takes part again


@pytest.mark.parametrize("to", ["own", "police"])
def test_all_that_was_passed_on_is_taken_back(to: str, folder: Path) -> None:
    divide(folder)
    ministries(folder, "divide", REPORT, "--give", "3.2 labour police")
    before = division(folder)
    ministries(folder, "note", "labour", "passed-on", REPORT, "--to", to)
    called = ministries(folder, "note", "labour", "called", REPORT, code=2)
    ministries(folder, "divide", REPORT, "--give", "3.3 justice")

    said = ministries(folder, "note", "labour", "rejoined", REPORT, "--text", "After all.").stderr
    again = ministries(folder, "note", "labour", "rejoined", REPORT, code=2)

    assert "checklist ministries note labour rejoined" in called.stderr
    assert "Ministry of labour has taken part again since 1 March 2027." in said
    assert "Asked of Ministry of labour again: " in said
    assert "Others were given these questions meanwhile, and keep them: 3.3." in flat(said)
    assert "A form was written for it: parts/NOR-labour.docx" in said
    after = division(folder)
    assert after.authorities["labour"].given_on is None
    changed = {place for place, asked in before.asks.items() if after.asks[place] != asked}
    assert changed == {"pay-rule"}
    assert "`labour` takes part: it neither refused nor passed its questions on" in again.stderr
    history = ministries(folder, "history", REPORT).stdout
    assert "has taken part again since 1 March 2027. “After all.”" in history


def test_some_questions_that_were_passed_on_are_taken_back(folder: Path) -> None:
    divide(folder)
    before = division(folder).asks
    only = ("--only", "3.1 b, 3.3", "--to", "police")
    ministries(folder, "note", "labour", "passed-on", REPORT, *only)

    said = ministries(folder, "note", "labour", "rejoined", REPORT).stderr

    assert "Asked of Ministry of labour again: 3.1 b, 3.3." in said
    assert division(folder).asks == before


def test_who_refused_takes_part_again_with_what_it_was_asked(folder: Path) -> None:
    divide(folder)
    before = division(folder).asks
    not_yet = ministries(folder, "note", "police", "rejoined", REPORT, code=2)
    ministries(folder, "note", "police", "refused", REPORT)

    ministries(folder, "note", "police", "rejoined", REPORT)

    assert "`police` takes part" in not_yet.stderr
    assert division(folder).authorities["police"].refused is None
    assert division(folder).asks == before
    ministries(folder, "note", "labour", "passed-on", REPORT, "--to", "police")


def test_without_a_log_the_focal_point_is_told_to_give_the_questions_back(folder: Path) -> None:
    divide(folder)
    ministries(folder, "note", "labour", "passed-on", REPORT)
    (folder / "log-NOR.jsonl").write_text('{"log": 1, "did": "note", "was": [3]}\n', "utf-8")

    said = ministries(folder, "note", "labour", "rejoined", REPORT).stderr

    assert "The log does not say which questions Ministry of labour passed on." in flat(said)
    assert "checklist ministries divide --give '8.1 labour'" in flat(said)
    assert division(folder).authorities["labour"].given_on is None


@pytest.mark.parametrize(
    ("only", "reason"),
    [
        ("2.1", "--only: `labour` is not asked for `2.1`"),
        ("9.9", "--only: `9.9` is not a question or set."),
        ("3.3 police", "--only: `3.3 police` is not a question or row, such as 8.1 or 8.1 d"),
        ("3.1 z", "--only: Question 3.1 has no row or column `z`"),
    ],
)
def test_what_a_ministry_is_not_asked_it_cannot_pass_on(
    only: str, reason: str, folder: Path
) -> None:
    divide(folder)
    before = (folder / DIVISION).read_bytes()

    done = ministries(
        *(folder, "note", "labour", "passed-on", REPORT, "--only", only, "--to", "police"), code=2
    )

    assert done.stderr.startswith(f"checklist: {reason}")
    assert (folder / DIVISION).read_bytes() == before
    assert not (folder / "log-NOR.jsonl").exists()


@pytest.mark.parametrize("mark", [True, False])
def test_who_answers_for_itself_gets_a_form_without_the_draft_of_the_state(
    mark: bool, folder: Path
) -> None:
    divide(folder)
    (folder / "a.yaml").write_text("pay-rule: agreement\nchannels: [radio]\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "a.yaml", "--no-input", code=1)
    path = folder / DIVISION
    marked = f"  labour: {{independent: {str(mark).lower()}}}"
    path.write_text(path.read_text("utf-8").replace("  labour: {}", marked), "utf-8")

    ministries(folder, "divide", REPORT, "--check")
    ministries(folder, "forms", REPORT, "--authority", "labour,police")

    def shown(code: str) -> set[str]:
        content = (folder / "parts" / f"NOR-{code}.docx").read_bytes()
        return {at.partition("/")[0] for at in record_of(content, "NOR.docx").base}

    assert shown("labour") == (set() if mark else {"pay-rule", "channels"})
    assert shown("police") == {"channels"}
