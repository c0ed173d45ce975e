"""Three months of a State, by script: what report, division, log and receipts say, agrees each day.

Five ministries: one passes a question on, one is late, one refuses, one corrects what it sent, and
one agrees and is changed afterwards. In the middle the questionnaire gets a new version.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import docx
import pytest

from checklist.files.reader import read
from checklist.ministries.division import Authority, Division
from checklist.ministries.division_file import read_division
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import LogEntry, read_log, standing
from checklist.ministries.merged_files import kept_return
from checklist.ministries.words import content_in_words
from checklist.questionnaire.loading import load
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, get
from checklist.today import VARIABLE
from tests.support.folders import COAST_FOLDER
from tests.support.pages import flat
from tests.support.running import Result, checklist_run
from tests.support.sent_forms import FILL

REPORT = "report-NOR.yaml"
CODES = ("justice", "labour", "police", "ports", "health")

_LAMPS = """\
  - id: lamps
    ask: Are the lamps of the harbour lit?
    type: yes-no
"""
_CHANGES = """\
steps:
  - from: 1.0.0
    to: 1.1.0
    questions:
      training:
        added: {rows: [coast-guards]}
    added: [lamps]
"""


@dataclass
class ThreeMonths:
    """A report, its division, its log and its receipts in a folder, and the day that it is."""

    folder: Path
    day: str = "2026-12-01"

    def run(self, *words: str, code: int = 0, stdin: str = "") -> Result:
        """Run a command on this day."""
        done = checklist_run(
            *words,
            "--questionnaire",
            "coast",
            cwd=self.folder,
            stdin=stdin,
            env={VARIABLE: self.day},
        )
        assert "Traceback" not in done.stderr
        assert done.code == code, f"{words}\n{done.stdout}\n{done.stderr}"
        return done

    def ministries(self, *words: str, code: int = 0) -> Result:
        """Run a command on ministries."""
        return self.run("ministries", *words, code=code)

    def note(self, code: str, event: str, *words: str) -> str:
        """Note an event on this day. Returns what is said."""
        return self.ministries("note", code, event, REPORT, *words).stderr

    def back(self, form: str, answers: Mapping[tuple[str, ...], str], name: str = "") -> str:
        """Fill in a form as a clerk does, and merge it. Returns what is said."""
        path = self.folder / "parts" / form
        ending = path.suffix
        returned = self.folder / f"{name or path.stem}-back{ending}"
        returned.write_bytes(FILL[ending[1:]](path.read_bytes(), dict(answers)))
        done = checklist_run(
            *("ministries", "merge", REPORT, returned.name, "--questionnaire", "coast"),
            cwd=self.folder,
            env={VARIABLE: self.day},
        )
        assert done.code in {0, 1}, done.stdout + done.stderr
        return flat(done.stdout + done.stderr)

    @property
    def status(self) -> str:
        """What `status` says, on one line."""
        return flat(self.run("status", REPORT).stdout)

    @property
    def asked(self) -> Questionnaire:
        """The questionnaire, in its present version."""
        return load(self.folder / "coast")

    @property
    def division(self) -> Division:
        """The division, as its file has it."""
        return read_division(self.folder / "division-NOR.yaml").division

    @property
    def log(self) -> Sequence[LogEntry]:
        """The log."""
        return read_log(self.folder / "log-NOR.jsonl")

    def agree(self, day: str) -> None:
        """Hold report, division, log and receipts against each other; then a new day begins."""
        self.ministries("divide", REPORT, "--check")
        division, log, asked = self.division, self.log, self.asked
        for code, authority in division.authorities.items():
            self._noted(code, authority, log)
            self._returned(code, authority, log, asked)
        self._answers(log, asked)
        self._lists(division)
        self.day = day

    def _noted(self, code: str, authority: Authority, log: Sequence[LogEntry]) -> None:
        """Hold what the division says of an authority against the notes in the log."""
        notes = [entry.data for entry in log if entry.data.get("by") == code]
        events = [str(data.get("event", data.get("did"))) for data in notes]
        sent = [data["number"] for data in notes if data.get("event") == "sent"]
        assert [part.number for part in authority.sent] == sent
        assert len(authority.called) == events.count("called")
        assert [extended.until for extended in authority.extended] == [
            data["until"] for data in notes if data.get("event") == "extended"
        ]
        if authority.extended:
            assert authority.due == authority.extended[-1].until
        ends = {"refused", "clear", "no-objection", "back"}
        last = next((event for event in reversed(events) if event in ends), "")
        states = {
            "refused": authority.refused,
            "clear": authority.cleared,
            "no-objection": authority.no_objection,
        }
        held = {name for name, state in states.items() if state}
        assert held == ({last} & {*states} if last != "back" else held & {"clear"})

    def _returned(
        self, code: str, authority: Authority, log: Sequence[LogEntry], asked: Questionnaire
    ) -> None:
        """Hold the returns of an authority against the log, what is kept, and its receipt."""
        merged = [entry for entry in standing(log) if entry.data.get("by") == code]
        digests = [entry.data["digest"] for entry in merged]
        assert [part.digest for part in authority.returned] == digests
        folder = ReportFolder(self.folder / REPORT, "NOR")
        assert all(kept_return(folder, digest) for digest in digests)
        for number, entry in enumerate(merged, 1):
            name = f"NOR-{code}-receipt{f'-{number}' if number > 1 else ''}.docx"
            receipt = docx.Document(str(self.folder / "returns" / name))
            rows = (row for table in receipt.tables for row in table.rows)
            cells = {cell.text for row in rows for cell in row.cells}
            for unit in entry.units:
                if unit["outcome"] == "taken":
                    assert content_in_words(unit["at"], unit.get("now"), asked) in cells

    def _answers(self, log: Sequence[LogEntry], asked: Questionnaire) -> None:
        """Hold the answers of the report against what the log says of each unit last."""
        data: Any = read(self.folder / REPORT).data
        stands = standing(log)
        last: dict[str, tuple[Any, str]] = {}
        for entry in log:
            units = entry.units if entry in stands else ()
            for unit in units:
                if unit["outcome"] == "taken":
                    last[str(unit["at"])] = unit.get("now"), str(entry.data["by"])
            if entry.did == "decide":
                last[str(entry.data["unit"])] = entry.data.get("now"), ""
        for at, (content, by) in last.items():
            address = Address.parse(at, asked)
            assert get(data["answers"], address, asked) == content, at
            answer = data["answers"][address.question]
            row = at.partition("/")[2].partition("/")[0]
            inner = answer.get("value", {}).get(row) if row in asked_rows(asked, at) else answer
            if by:
                assert by in inner["answered_by"], at

    def _lists(self, division: Division) -> None:
        """Hold what `status` and the history say against the division."""
        status, history = self.status, self.ministries("history", REPORT).stdout
        assert status.index("Ministries, ") < status.index("Required questions answered")
        for code, authority in division.authorities.items():
            label = division.label(code, self.asked)
            if code == "own":
                continue
            assert f"{label} " in status or f"{label}:" in status
            if authority.cleared is None:
                assert f"{label}: cleared" not in status
            assert history.count(f"{label}: form ") == len(authority.sent)


def asked_rows(asked: Questionnaire, at: str) -> Sequence[str]:
    """Return the rows of the question of an address."""
    return [*asked.questions[at.partition("/")[0]].answer_type.rows()]


@pytest.fixture
def months(tmp_path: Path) -> ThreeMonths:
    """Return the first day, on which the report is divided among five ministries."""
    shutil.copytree(COAST_FOLDER, tmp_path / "coast")
    report = tmp_path / "coast" / "01-report.yaml"
    police = "      - {code: police, label: Police}\n"
    text = report.read_text("utf-8")
    report.write_text(
        text.replace(police, f"{police}      - {{code: health, label: Health}}\n"), "utf-8"
    )
    months = ThreeMonths(tmp_path)
    months.run("answer", "--state", "NOR", "--no-input", code=1)
    gives = ("--give", "3.1 d health", "--give", "3.2 labour", "--due", "2027-01-10")
    months.ministries("divide", REPORT, *gives)
    path = tmp_path / "division-NOR.yaml"
    text = path.read_text("utf-8")
    for code, form in (("labour", "xlsx"), ("police", "html"), ("ports", "html"), ("own", "html")):
        contact = f"{{office: Section 2, person: 'Hansen, {code}', email: {code}@example.org}}"
        begun = f"\n  {code}:\n" if f"\n  {code}:\n" in text else f"\n  {code}: {{}}\n"
        facts = f"\n  {code}:\n    contact: {contact}\n    form: {form}\n"
        assert begun in text
        text = text.replace(begun, facts, 1)
    path.write_text(text, "utf-8")
    return months


def new_version(folder: Path) -> None:
    """Freeze the first version of the questionnaire, and make the next one."""
    done = checklist_run("freeze", "coast", cwd=folder)
    assert done.code == 0, done.stderr
    people, head = folder / "coast" / "03-people.yaml", folder / "coast" / "questionnaire.yaml"
    row = "      - {id: pilots, label: Pilots, usually: [ports]}\n"
    guards = "      - {id: coast-guards, label: Coast guards, usually: [ports]}\n"
    text = people.read_text("utf-8")
    people.write_text(text.replace(row, row + guards) + _LAMPS, "utf-8")
    head.write_text(head.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0"), "utf-8")
    (folder / "coast" / "changes.yaml").write_text(_CHANGES, "utf-8")


@pytest.mark.thorough
def test_three_months_of_five_ministries(months: ThreeMonths) -> None:
    folder = months.folder
    months.ministries("forms", REPORT)
    months.note(",".join(CODES), "sent")
    months.agree("2026-12-05")

    # Labour passes one question on; the form that the ports need is there at once.
    said = months.note("labour", "passed-on", "--only", "3.3", "--to", "ports")
    assert "parts/NOR-ports-2.html" in said
    assert "Next: send its next form, which has 3.3 too" in months.status
    months.note("ports", "sent")
    assert "its next form" not in months.status
    months.agree("2026-12-20")

    # The police come back, first noted, then merged.
    months.note("police", "back", "--text", "By mail.")
    assert "Police (Hansen, police, police@example.org): came back, not merged" in months.status
    months.agree("2026-12-21")
    months.back("NOR-police.html", {("training/police-officers", "answer"): "Regular training"})
    months.agree("2027-01-08")
    (folder / "own.yaml").write_text("channels: [posters]\n", "utf-8")
    months.run("answer", REPORT, "--answers", "own.yaml", "--no-input", code=1)
    months.agree("2027-01-11")

    # Who is late is reminded, if something is open; who asks for more time gets it.
    reminded = months.ministries("remind", REPORT)
    assert sorted(line.partition(":")[0] for line in reminded.stdout.splitlines()) == [
        "parts/NOR-health-reminder.eml",
        "parts/NOR-labour-reminder.eml",
        "parts/NOR-police-reminder.eml",
        "parts/NOR-ports-2-reminder.eml",
    ]
    assert "Next: nothing that is required is open; call it if you want its" in months.status
    content = (folder / "parts" / "NOR-labour-reminder.eml").read_bytes()
    assert message_from_bytes(content, policy=policy.default)["To"].addresses[0].display_name == (
        "Hansen, labour"
    )
    months.note("labour", "called", "--by", "Ola", "--text", "Next week.")
    months.note("labour", "extended", "--until", "2027-01-31")
    months.agree("2027-01-15")
    months.back(
        "NOR-ports-2.html",
        {("pay-rule", "answer"): "A law", ("training/pilots", "answer"): "No training"},
    )
    months.agree("2027-01-18")
    months.note("health", "refused", "--text", "No staff.")
    assert "Health: refused" in months.status
    months.agree("2027-01-20")

    # Labour says something else than the draft: nothing is replaced until a person decides.
    months.back(
        "NOR-labour.xlsx",
        {
            ("channels#radio", "answer"): "x",
            ("training/labour-inspectors", "answer"): "Some, or once only",
        },
    )
    assert "1 conflict" in months.status
    data: Any = read(folder / REPORT).data
    assert data["answers"]["channels"]["value"] == ["posters"]
    months.run("fix", REPORT, stdin="2\n/quit\n")
    assert "conflict" not in months.status
    months.agree("2027-01-25")

    # A new version of the questionnaire: two ministries lack something, and get a form for it.
    new_version(folder)
    months.run("migrate", REPORT)
    status = months.status
    assert "which has 3.1 d too" in status
    assert "which has 3.8 too" in status
    months.agree("2027-01-26")
    made = months.ministries("forms", REPORT).stdout
    assert [line.partition(":")[0] for line in made.splitlines()] == [
        "parts/NOR-labour-2.xlsx",
        "parts/NOR-ports-3.html",
    ]
    months.note("labour,ports", "sent")
    assert "its next form" not in months.status
    months.agree("2027-02-01")

    # A second return of the first form, of the first version, and then the second form.
    months.back(
        "NOR-police.html",
        {
            ("training/police-officers", "answer"): "Some, or once only",
            ("inspections", "answer"): "Yes",
        },
        "corrected",
    )
    months.agree("2027-02-05")
    months.back("NOR-labour-2.xlsx", {("lamps", "answer"): "Yes"})
    months.back("NOR-ports-3.html", {("training/coast-guards", "answer"): "Regular training"})
    months.agree("2027-02-10")

    # Silence, agreement, and a change after it; a later note replaces an earlier one.
    months.note("ports", "no-objection", "--until", "2027-02-20")
    assert "may object until 20 February 2027" in months.status
    months.note("police", "cleared", "--by", "A. Head")
    months.note("health", "passed-on", "--only", "3.1 e", "--to", "own")
    months.agree("2027-02-21")
    assert "no objection" in months.status
    months.back(
        "NOR-police.html",
        {
            ("training/police-officers", "answer"): "No training",
            ("inspections", "answer"): "Yes",
        },
        "corrected-again",
    )
    assert "changed since" in months.status
    months.agree("2027-02-22")
    months.note("police", "cleared", "--by", "A. Head")
    months.note("health", "back", "--text", "It answers after all.")
    months.agree("2027-03-01")
    history = months.ministries("history", REPORT).stdout
    assert history.count("Police cleared its answers") == 2
    assert "Health refused on 18 January 2027." in history
