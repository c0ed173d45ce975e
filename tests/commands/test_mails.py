"""Mails and reminders as files: drafts with the form attached, and what they say."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest

from checklist.ministries.division_file import read_division
from checklist.render.ministries.mail_draft import mail_files
from checklist.text.messages import speaking
from tests.commands.test_ministries import DIVISION, REPORT, divide, ministries, run
from tests.support.divided import RETURNS, divided
from tests.support.pages import flat

PARTS = "parts"
LABOUR = "  labour: {}"


def with_labour(folder: Path, contact: str, due: str = "2026-01-31") -> None:
    """Write the contact of labour into the division, as a person does."""
    path = folder / DIVISION
    facts = f'  labour: {{due: "{due}", contact: {contact}}}'
    path.write_text(path.read_text("utf-8").replace(LABOUR, facts), "utf-8")


def mail(folder: Path, name: str) -> EmailMessage:
    """Return a draft, read as a mail program reads it."""
    content = (folder / PARTS / name).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    read: Any = message_from_bytes(content, policy=policy.default)
    assert not read.defects
    return read  # type: ignore[no-any-return]


def words_of(draft: EmailMessage) -> str:
    """Return the text of a draft."""
    body = draft.get_body()
    assert body is not None
    text: str = body.get_content()
    return text.replace("\r\n", "\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a divided report."""
    divide(tmp_path)
    return tmp_path


def test_a_draft_has_the_text_the_form_and_the_note_and_no_sender_or_day(folder: Path) -> None:
    with_labour(folder, "{office: Inspectorate, person: Ola, email: ola@example.org}")

    ministries(folder, "forms", REPORT, "--authority", "labour")

    draft = mail(folder, "NOR-labour-mail.eml")
    text = (folder / PARTS / "NOR-labour-mail.txt").read_text("utf-8")
    assert draft["X-Unsent"] == "1"
    assert draft["To"] == "Ola <ola@example.org>"
    assert text == f"Subject: {draft['Subject']}\n\n{words_of(draft)}"
    assert not {*draft.keys()} & {"From", "Date", "Message-ID"}
    attached = {part.get_filename(): part.get_content() for part in draft.iter_attachments()}
    assert attached == {
        name: (folder / PARTS / name).read_bytes()
        for name in ("NOR-labour.docx", "NOR-labour-note.docx")
    }


def test_the_same_form_makes_the_same_draft(folder: Path) -> None:
    draft = folder / PARTS / "NOR-labour-mail.eml"
    ministries(folder, "forms", REPORT, "--authority", "labour")
    before = draft.read_bytes()

    ministries(folder, "forms", REPORT, "--authority", "labour")

    assert draft.read_bytes() == before


@pytest.mark.parametrize(
    ("person", "address", "head"),
    [
        ('"Hansen, Ola"', "ola@example.org", '"Hansen, Ola" <ola@example.org>'),
        (r'"Ola \"Ø\" <x@y.z>,"', "ola@example.org", 'Ola "Ø" <x@y.z>, <ola@example.org>'),
        ("وزارة العدل للشؤون القانونية والتعاون الدولي", "a@b.org", ""),
        ("Kari", "kari@eksempel-ø.no", '"Kari" <kari@xn--eksempel--t8a.no>'),
    ],
)
def test_a_name_goes_into_the_head_of_a_mail_as_it_is(
    folder: Path, person: str, address: str, head: str
) -> None:
    with_labour(folder, f"{{office: Inspectorate, person: {person}, email: {address}}}")

    ministries(folder, "forms", REPORT, "--authority", "labour")

    draft = mail(folder, "NOR-labour-mail.eml")
    raw = (folder / PARTS / "NOR-labour-mail.eml").read_bytes().decode()
    line = raw.partition("To: ")[2].partition("\r\nSubject")[0]
    assert len(draft["To"].addresses) == 1
    assert str(make_header(decode_header(line.replace("\r\n", "")))) == (
        head or f"{person} <{address}>"
    )


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        (
            r'{office: Inspectorate, person: "Ola\nBcc: x@y.z", email: ola@example.org}',
            "S104 error: `Ola‹U+000A›Bcc: x@y.z` is not one line of text",
        ),
        ("{office: Inspectorate, email: 'a\"b@example.org'}", "is not an e-mail address"),
        ("{office: Inspectorate, email: 'øla@example.org'}", "is not an e-mail address"),
    ],
)
def test_a_contact_that_no_mail_can_have_is_a_finding(
    folder: Path, contact: str, found: str
) -> None:
    with_labour(folder, contact)

    done = ministries(folder, "forms", REPORT, code=1)

    assert found in done.stdout
    assert f"{DIVISION}:" in done.stdout
    assert not (folder / PARTS).exists()


def sent(folder: Path, *, asks: str = "") -> None:
    """Note that the form of labour was sent; it is late since January."""
    with_labour(folder, "{office: Inspectorate, person: Ola, email: ola@example.org}")
    for place in filter(None, [asks]):
        ministries(folder, "divide", REPORT, "--give", place)
    ministries(folder, "forms", REPORT, "--authority", "labour,police")
    ministries(folder, "note", "labour", "sent", REPORT, "--on", "2026-01-02")


def test_a_reminder_names_the_rows_and_is_a_draft_with_the_form(folder: Path) -> None:
    sent(folder)

    done = ministries(folder, "remind", REPORT, "--on", "2026-02-02")

    assert done.stdout == "parts/NOR-labour-reminder.eml: 3 open\n"
    draft = mail(folder, "NOR-labour-reminder.eml")
    text = words_of(draft)
    assert "- 3.1 b Which of these were trained in the last two years? Labour inspectors\n" in text
    assert "- 3.3 Which rule on pay applies to seafarers?\n" in text
    assert "The form is attached again: NOR-labour.docx." in text
    assert "your other answers" not in text
    assert [part.get_filename() for part in draft.iter_attachments()] == ["NOR-labour.docx"]


def test_the_mail_of_a_further_form_names_all_that_is_new_in_it(folder: Path) -> None:
    sent(folder)
    for number in ("1.1", "1.2", "2.1", "2.2", "2.3", "2.6", "3.1 c", "3.7"):
        ministries(folder, "divide", REPORT, "--give", f"{number} labour")

    ministries(folder, "forms", REPORT)
    text = (folder / PARTS / "NOR-labour-2-mail.txt").read_text("utf-8")

    assert "This form takes the place of your last form, and has the answers" in text
    assert "New in it: 1.1, 1.2, 2.1, 2.2, 2.3, 2.6, 3.1 c, 3.7.\n" in text
    assert "2.6, 2 more too; if it is not in" in flat(run(folder, "status", REPORT).stdout)


def test_a_form_and_a_reminder_say_what_is_optional(folder: Path) -> None:
    sent(folder)

    ministries(folder, "remind", REPORT, "--on", "2026-02-02")

    said = words_of(mail(folder, "NOR-labour-reminder.eml"))
    assert "The form has optional questions, too. Answer those that you can." in said
    document = docx.Document(str(folder / PARTS / "NOR-labour.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    at = {text[:3]: below for text, below in pairwise(texts)}
    assert "Optional." in at["3.4"]
    assert "Optional." not in at["3.3"]


def test_a_reminder_stands_in_the_history(folder: Path) -> None:
    sent(folder)

    ministries(folder, "remind", REPORT, "--on", "2026-02-02")

    history = ministries(folder, "history", REPORT).stdout
    assert history.count("Ministry of labour was reminded on 2 February 2026.") == 1


def test_each_further_reminder_has_other_words_and_names_the_days_before_it(folder: Path) -> None:
    sent(folder)
    days = ["2026-02-02", "2026-03-02", "2026-04-02", "2026-05-02"]

    for day in days:
        ministries(folder, "remind", REPORT, "--on", day)
    ministries(folder, "remind", REPORT, "--on", days[-1])

    names = ["", "-2", "-3", "-4"]
    texts = [
        (folder / PARTS / f"NOR-labour-reminder{name}.txt").read_text("utf-8") for name in names
    ]
    assert [text.partition(":")[2].partition(":")[0] for text in texts] == [
        " Reminder",
        " Second reminder",
        " Reminder 3",
        " Reminder 4",
    ]
    assert "We wrote to you on 2 January 2026 and reminded you on 2 February 2026, and" in texts[1]
    assert "reminded you on 2 February 2026 and 2 March 2026. Your part" in texts[2]
    assert "the head of your office" in texts[3]
    assert read_division(folder / DIVISION).division.authorities["labour"].reminded == days


def test_the_first_reminder_of_a_further_form_is_a_first_reminder(folder: Path) -> None:
    sent(folder)
    ministries(folder, "remind", REPORT, "--on", "2026-02-02")
    ministries(folder, "forms", REPORT, "--authority", "labour")
    ministries(folder, "note", "labour", "sent", REPORT, "--on", "2026-03-02")

    ministries(folder, "remind", REPORT, "--on", "2026-04-02")

    text = (folder / PARTS / "NOR-labour-2-reminder.txt").read_text("utf-8")
    assert text.startswith("Subject: Reminder: ")


def test_who_got_more_time_is_not_written_to_as_if_nothing_was_agreed(folder: Path) -> None:
    sent(folder)
    for day in ("2026-02-02", "2026-03-02"):
        ministries(folder, "remind", REPORT, "--on", day)
    agreed = ("--until", "2026-05-01", "--on", "2026-03-05")
    ministries(folder, "note", "labour", "extended", REPORT, *agreed)

    ministries(folder, "remind", REPORT, "--on", "2026-05-02")

    text = (folder / PARTS / "NOR-labour-reminder-3.txt").read_text("utf-8")
    assert text.startswith("Subject: Reminder: ")
    assert "We asked for it by 1 May 2026." in text
    assert "head of your office" not in text


def _nothing_open(folder: Path) -> None:
    ministries(folder, "divide", REPORT, "--give", "police own", "--give", "2.3 police")
    ministries(folder, "forms", REPORT, "--authority", "police")
    ministries(folder, "note", "police", "sent", REPORT, "--on", "2026-01-02")


@pytest.mark.parametrize(
    ("prepared", "said"),
    [
        (lambda folder: None, "Police gets no reminder: no answer is waited for, its state is "),
        (_nothing_open, "Police gets no reminder: nothing that is required of it is open."),
    ],
)
def test_a_ministry_of_which_nothing_is_open_gets_no_reminder(
    folder: Path, prepared: Callable[[Path], None], said: str
) -> None:
    prepared(folder)

    done = ministries(folder, "remind", REPORT, "--authority", "police")

    assert done.stdout == ""
    assert said in done.stderr
    assert not [*folder.glob("parts/*reminder*")]
    assert read_division(folder / DIVISION).division.authorities["police"].reminded == []


def test_nobody_is_reminded_on_a_day_to_come(folder: Path) -> None:
    sent(folder)
    before = (folder / DIVISION).read_bytes()

    done = ministries(folder, "remind", REPORT, "--on", "2100-01-01", code=2)

    assert "--on: 2100-01-01 is still to come" in done.stderr
    assert (folder / DIVISION).read_bytes() == before


def test_a_form_whose_day_is_over_is_written_and_said(folder: Path) -> None:
    with_labour(folder, "{office: Inspectorate}", due="2027-02-28")

    late = ministries(folder, "forms", REPORT, "--authority", "labour").stderr
    without_day = (folder / PARTS / "NOR-labour-mail.txt").read_text("utf-8")
    passed_on = ("passed-on", REPORT, "--only", "2.1", "--to", "labour")
    by_another = ministries(folder, "note", "police", *passed_on).stderr
    ministries(folder, "note", "labour", "extended", REPORT, "--until", "2027-03-31")
    again = ministries(folder, "forms", REPORT, "--authority", "labour").stderr

    assert "asked to answer by 28 February 2027, which is over, so this form names no day." in late
    assert "  checklist ministries note labour extended --until DAY" in late
    assert "28 February" not in without_day
    assert "NOR-labour.docx and send it back as soon as you can." in without_day
    assert "which is over, so this form names no day." in by_another
    assert "is over" not in again
    text = (folder / PARTS / "NOR-labour-mail.txt").read_text("utf-8")
    assert "send it back by 31 March 2027." in text


def test_the_mail_says_who_asks_and_about_which_document(folder: Path) -> None:
    ministries(folder, "forms", REPORT, "--authority", "labour")

    text = (folder / PARTS / "NOR-labour-mail.txt").read_text("utf-8")

    assert "\n\nDear colleague,\n\nNorway is preparing a report: “The coast: " in text
    note = docx.Document(str(folder / PARTS / "NOR-labour-note.docx"))
    said = " ".join(paragraph.text for paragraph in note.paragraphs)
    assert "The secretariat that receives the report gets it with this mark" in said
    assert "EXAMPLE/2021/2, “Report of an invented meeting on safety on the coast”." in text


def test_a_reminder_asks_to_settle_what_differs_and_not_for_what_was_given(tmp_path: Path) -> None:
    divided(tmp_path)
    ministries(tmp_path, "merge", REPORT, *RETURNS, code=1)
    to = ("--authority", "labour,police")

    before = ministries(tmp_path, "remind", REPORT, *to)
    ministries(tmp_path, "conflicts", REPORT)
    ministries(tmp_path, "remind", REPORT, *to)

    assert before.stdout.splitlines() == [
        "parts/NOR-labour-reminder.eml: 1 to settle",
        "parts/NOR-police-reminder.eml: 1 open, 1 to settle",
    ]
    assert "Police has no sheet yet on which it can settle what differs." in before.stderr
    labour, police = (mail(tmp_path, f"NOR-{code}-reminder.eml") for code in ("labour", "police"))
    asked, _, differs = words_of(police).partition("Your answers to these questions differ")
    assert ("- 2.1 Is there" in asked, "3.2 Which channels" in asked) == (True, False)
    assert "those of others: Ministry of labour." in differs
    assert "- 3.2 Which channels are used to warn people?" in differs
    assert "not known" not in words_of(labour)
    sheet = "NOR-conflicts-labour-police.docx"
    assert [part.get_filename() for part in labour.iter_attachments()] == [sheet]
    assert [part.get_filename() for part in police.iter_attachments()] == ["NOR-police.html", sheet]
    known = flat(run(tmp_path, "status", REPORT).stdout)
    assert "Ministry of labour: back, required open: 0 of 3" in known
    assert "Next: settle its answers that differ from those of others" in known


def test_a_mail_from_the_right_is_so_whatever_its_lines_begin_with() -> None:
    text = "الموضوع: تقرير الدولة\n\nWord هو البرنامج.\nkari@example.org\n"
    with speaking("ar", {}):
        files = mail_files("m", text, ("", ""), {"a.docx": b"x"})

    draft: Any = message_from_bytes(files["m.eml"], policy=policy.default)
    assert draft["Subject"] == "تقرير الدولة"
    body = "\u200f\u200eWord\u200f هو البرنامج.\nkari@example.org\n"
    assert words_of(draft) == body
    assert files["m.txt"].decode() == f"الموضوع: تقرير الدولة\n\n{body}"
