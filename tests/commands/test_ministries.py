"""`divide`, `form` and `merge`: a report goes to ministries and comes back."""

import email
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import yaml

from checklist.commands.shared.conflict_questions import settle_conflicts
from checklist.commands.shared.person import Person
from checklist.files.reader import read
from checklist.questionnaire.loading import load
from tests.support.divided import FILLED, REPORT, RETURNS, divided, run, write_return
from tests.support.sent_forms import FORMATS, SentForm, plain_answers

DIVISION = "division-NOR.yaml"


def edited(path: Path, change: Any) -> None:
    data = yaml.safe_load(path.read_text("utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")


def report_of(folder: Path) -> Any:
    return yaml.safe_load((folder / REPORT).read_text("utf-8"))


def test_what_two_ministries_answer_comes_together(tmp_path: Path) -> None:
    divided(tmp_path)

    done = run(tmp_path, "merge", REPORT, *RETURNS)

    assert done.code == 0, done.stdout + done.stderr
    assert plain_answers(tmp_path / REPORT) == {
        "training": {
            "value": {
                "police-officers": {"value": "regular"},
                "labour-inspectors": {"value": "some"},
            }
        },
        "channels": {"value": ["television", "radio"]},
        "pay-rule": {"value": "law", "note": "From 2003."},
        "inspections": {"value": "negative"},
    }
    division = yaml.safe_load((tmp_path / DIVISION).read_text("utf-8"))
    assert {code for code, known in division["authorities"].items() if "back" in known} == {
        "labour",
        "police",
    }


def test_a_form_twice_changes_no_byte(tmp_path: Path) -> None:
    divided(tmp_path)
    run(tmp_path, "merge", REPORT, *RETURNS)
    before = (tmp_path / REPORT).read_bytes()

    done = run(tmp_path, "merge", REPORT, *RETURNS)

    assert done.code == 0
    assert "merged already" in done.stdout
    assert (tmp_path / REPORT).read_bytes() == before


def test_without_a_terminal_both_answers_are_kept_and_finalize_refuses(tmp_path: Path) -> None:
    divided(tmp_path)
    own = {"value": "none", "note": "Ours."}
    edited(tmp_path / REPORT, lambda data: data["answers"].update({"pay-rule": own}))

    done = run(tmp_path, "merge", REPORT, "labour.html")

    report = report_of(tmp_path)
    assert done.code == 1
    assert report["answers"]["pay-rule"] == own
    (conflict,) = report["conflicts"]
    assert (conflict["at"], conflict["by"]) == ("pay-rule", "labour")
    assert conflict["says"]["value"] == "law"
    assert "1 conflict is open" in run(tmp_path, "status", REPORT).stdout
    refused = run(tmp_path, "finalize", REPORT)
    assert refused.code == 1
    assert not (tmp_path / "report-NOR.final.yaml").exists()


def test_one_file_that_is_no_form_hides_no_other(tmp_path: Path) -> None:
    divided(tmp_path)
    (tmp_path / "letter.docx").write_bytes(b"PK no zip")

    done = run(tmp_path, "merge", REPORT, "letter.docx", "police.html")

    assert done.code == 1
    assert "letter.docx" in done.stdout
    assert "inspections" in plain_answers(tmp_path / REPORT)


def test_dry_run_changes_nothing(tmp_path: Path) -> None:
    divided(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.glob("*.yaml")}

    done = run(tmp_path, "merge", REPORT, *RETURNS, "--dry-run")

    assert "Nothing was changed" in done.stderr
    assert "3 answers taken" in done.stdout
    assert {path: path.read_bytes() for path in tmp_path.glob("*.yaml")} == before


@pytest.mark.parametrize(
    ("of", "change", "words"),
    [
        ("state", lambda data: data.update(state="AUT"), "is a form of Norway"),
        ("report", lambda data: data.update(report_id="f" * 32), "of another report"),
    ],
)
def test_a_form_of_another_state_or_report_is_not_taken(
    tmp_path: Path, of: str, change: Any, words: str
) -> None:
    divided(tmp_path)
    (tmp_path / DIVISION).unlink()
    edited(tmp_path / REPORT, change)
    before = (tmp_path / REPORT).read_bytes()

    done = run(tmp_path, "merge", REPORT, "labour.html")

    assert done.code == 1
    assert words in done.stderr
    assert (tmp_path / REPORT).read_bytes() == before


def test_a_form_of_another_questionnaire_is_not_taken(tmp_path: Path) -> None:
    divided(tmp_path)
    for questions in (tmp_path / "coast").glob("*.yaml"):
        text = questions.read_text("utf-8")
        questions.write_text(text.replace("channels are used", "ways are used"), "utf-8")

    done = run(tmp_path, "merge", REPORT, "labour.html")

    assert done.code == 1
    assert "another questionnaire, or of another version" in done.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_two_ticks_and_words_in_a_box_are_named_with_their_place(name: str, tmp_path: Path) -> None:
    sent = SentForm(tmp_path / name, name)
    cells = {("channels#radio", "answer"): "perhaps"}

    done = sent.merge(cells)

    assert done.code == 1
    assert "F007" in done.stdout or "F009" in done.stdout
    assert "3.2" in done.stdout
    assert sent.answers == {}


@pytest.mark.parametrize("name", FORMATS)
def test_words_of_confidentiality_count_as_the_mark_where_nobody_is_asked(
    name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / name, name)
    pay = ("pay-rule", "answer", "law")

    done = sent.merge({pay: "x", ("pay-rule", "note"): "Secret: not for publication."})

    assert "speaks of confidentiality" in done.stdout
    assert sent.answers["pay-rule"]["confidential"] is True


def test_a_remark_that_names_no_secret_marks_nothing(tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "x", "html")

    done = sent.merge({("pay-rule", "answer"): "law", ("pay-rule", "note"): "Since 2003."})

    assert "confidentiality" not in done.stdout
    assert "confidential" not in sent.answers["pay-rule"]


def test_a_corrected_form_is_compared_with_what_it_showed(tmp_path: Path) -> None:
    divided(tmp_path)
    run(tmp_path, "merge", REPORT, "labour.html")
    changed = {**FILLED["labour"], "channels:": "channels: [radio]"}
    write_return(tmp_path, "labour", changed)

    done = run(tmp_path, "merge", REPORT, "labour.html")

    assert done.code == 1  # the report has what the first form said
    (conflict,) = report_of(tmp_path)["conflicts"]
    assert (conflict["at"], conflict["says"]["value"]) == ("channels", ["radio"])


def test_each_ministry_gets_a_form_and_a_mail_with_it_and_nothing_else(tmp_path: Path) -> None:
    divided(tmp_path)

    names = sorted(path.name for path in (tmp_path / "parts").iterdir())

    assert names == sorted(
        f"NOR-{code}.{ending}"
        for code in ("justice", "labour", "police", "ports")
        for ending in ("eml", "html")
    )
    mail = email.message_from_bytes((tmp_path / "parts" / "NOR-labour.eml").read_bytes())
    assert mail["X-Unsent"] == "1"
    files = [part.get_filename() for part in mail.walk() if part.get_filename()]
    assert files == ["NOR-labour.html"]
    attached = next(part for part in mail.walk() if part.get_filename())
    form = (tmp_path / "parts" / "NOR-labour.html").read_bytes()
    assert attached.get_payload(decode=True) == form


def test_the_mail_goes_to_the_address_and_names_the_day(tmp_path: Path) -> None:
    divided(tmp_path)

    def known(data: Any) -> None:
        data["authorities"]["labour"].update(mail="kari@example.org", due="2027-04-01")

    edited(tmp_path / DIVISION, known)
    run(tmp_path, "form", REPORT, "--authority", "labour", "--format", "docx")

    mail = email.message_from_bytes((tmp_path / "parts" / "NOR-labour.eml").read_bytes())
    assert mail["To"] == '"Ministry of labour" <kari@example.org>'
    text: Any = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    assert "1 April 2027" in text.get_payload(decode=True).decode()


def test_a_form_that_somebody_filled_in_where_it_lies_is_not_overwritten(tmp_path: Path) -> None:
    divided(tmp_path)
    filled = (tmp_path / "labour.html").read_bytes()
    (tmp_path / "parts" / "NOR-labour.html").write_bytes(filled)

    done = run(tmp_path, "form", REPORT, "--authority", "labour")

    assert done.code == 2
    assert (tmp_path / "parts" / "NOR-labour.html").read_bytes() == filled


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_the_whole_questionnaire_needs_no_report_and_begins_one(
    tmp_path: Path, ending: str
) -> None:
    divided(tmp_path)
    (tmp_path / REPORT).unlink()
    (tmp_path / DIVISION).unlink()

    made = run(tmp_path, "form", "--state", "Norway", "--format", ending)
    assert made.code == 0, made.stderr
    done = run(tmp_path, "merge", REPORT, f"NOR-whole.{ending}")

    assert done.code == 0, done.stderr
    assert report_of(tmp_path)["state"] == "NOR"


def test_the_whole_of_a_report_has_its_answers(tmp_path: Path) -> None:
    divided(tmp_path)
    run(tmp_path, "merge", REPORT, *RETURNS)

    done = run(tmp_path, "form", REPORT)

    assert done.code == 0, done.stderr
    assert "From 2003." in (tmp_path / "NOR-whole.html").read_text("utf-8")


def test_divide_leaves_what_a_person_wrote_and_says_what_is_wrong(tmp_path: Path) -> None:
    divided(tmp_path)
    path = tmp_path / DIVISION
    path.write_text(path.read_text("utf-8").replace("channels: labour", "channels: navy"), "utf-8")

    done = run(tmp_path, "divide", REPORT)

    assert done.code == 1
    assert "D002" in done.stdout + done.stderr
    assert "channels: navy" in path.read_text("utf-8")


def test_the_day_of_the_option_goes_to_each_ministry(tmp_path: Path) -> None:
    divided(tmp_path)

    assert run(tmp_path, "divide", REPORT, "--due", "2027-05-01").code == 0

    division = yaml.safe_load((tmp_path / DIVISION).read_text("utf-8"))
    assert {known["due"] for known in division["authorities"].values()} == {"2027-05-01"}
    assert "wanted by 1 May 2027" in run(tmp_path, "status", REPORT).stdout


def test_a_ministry_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    divided(tmp_path)

    done = run(tmp_path, "form", REPORT, "--authority", "labor")

    assert done.code == 2
    assert "labour" in done.stderr


class Decider(Person):
    """A person who types these numbers, one at each question; 0 for later."""

    def __init__(self, *numbers: int) -> None:
        self.numbers, self.asked = [*numbers], list[str]()

    def opened(self, *_: Any) -> Any:
        return nullcontext()

    def choose(self, title: str, choices: Any, **_: Any) -> int:
        self.asked.append(title)
        return self.numbers.pop(0)

    def tell(self) -> None:
        pass


@pytest.mark.parametrize(("number", "value"), [(1, "law"), (2, "none"), (0, "none")])
def test_a_decision_is_saved_at_once(tmp_path: Path, number: int, value: str) -> None:
    divided(tmp_path)
    edited(tmp_path / REPORT, lambda data: data["answers"].update({"pay-rule": {"value": "none"}}))
    run(tmp_path, "merge", REPORT, "labour.html")
    person = Decider(number)

    settle_conflicts(tmp_path / REPORT, read(tmp_path / REPORT), load(tmp_path / "coast"), person)

    report = report_of(tmp_path)
    assert person.asked == ["Conflict 1 of 1: 3.3 Which rule on pay applies to seafarers?"]
    assert report["answers"]["pay-rule"]["value"] == value
    assert ("conflicts" in report) == (number == 0)
