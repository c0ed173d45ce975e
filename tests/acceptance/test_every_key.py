"""Every key of question sets along every path: the guide's questionnaire, answered once.

A row of `EXPECTED` is a path, such as a command; its cells have what must stand in the output for a
key. What a path has nothing to say on, such as a table on the words of a condition, has no cell.
What is wrong with a key is in `WRONG_ANSWERS` for reports, and in `fixtures/rules` for lint.
"""

import csv
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import unescape
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from checklist.files.reader import read
from checklist.interview.session import Session
from checklist.questionnaire.loading import load
from checklist.reports.report import Report
from checklist.reports.schema import report_schema
from tests.questions.test_guide import files
from tests.support.running import Result, checklist_run

GUIDE, REPORT, FINAL = "guide", "report-NOR.yaml", "final.yaml"
ANSWERS = """\
treaty-status: {value: party}
consulted: {value: [ports, navy]}
obstacles: {value: [funding]}
light-uses: {value: [fishing, trade]}
authority: {value: affirmative, answered_by: [navy]}
light-service:
  value:
    status: partly-implemented
    partly: [some-elements]
    evidence: [{law: lights-act, article: "3"}]
laws:
  value:
    - short-name: {value: lights-act}
      citation: {value: Lights Act of 1999}
      kind: {value: act}
light-dues: {value: affirmative, evidence: [{law: lights-act, article: "7"}]}
light-list: {value: in-full, evidence: [{url: "https://example.org/list"}]}
light-rules:
  value:
    colours: {value: implemented, evidence: [{law: lights-act, article: "9"}]}
    winter: {value: considered}
light-reports: {value: [radio], evidence: [{url: "https://example.org/notices"}]}
wrecks:
  value:
    - year: {value: "2023"}
      coast: {value: north}
      ships: {value: 2}
      saved: {value: 3}
      lost: {value: 1}
      aboard: {value: 4}
      cause: {value: Ice}
    - {year: {value: "2024"}, coast: {value: north}, ships: {value: 0}}
port-count: {value: 5}
northern-ports: {value: 1}
southern-ports: {value: 2}
signature: {value: "1999"}
deposit: {value: 2001-05}
repair-plan: {value: New lamps}
next-survey: {value: "2030"}
wreck-trend: {value: It fell.}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the guide's questionnaire, and a draft that answers it."""
    folder = tmp_path_factory.mktemp("every-key")
    (folder / GUIDE).mkdir()
    for name, data in files().items():
        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
        (folder / GUIDE / name).write_text(text, encoding="utf-8")
    asked, answers = load(folder / GUIDE), yaml.safe_load(ANSWERS)
    draft = Report.begin(asked, "NOR", date(2027, 3, 1))._replace(answers=answers)
    Session.begin(folder / REPORT, asked, draft)
    done = run(folder, "answer", REPORT, typed="/goto task-office\nnone\n/quit\n")
    assert done.code == 0, done.stdout + done.stderr
    shutil.copy(folder / REPORT, folder / FINAL)
    assert run(folder, "finalize", FINAL).code == 0
    return folder


def run(folder: Path, *words: str, typed: str = "") -> Result:
    return checklist_run(*words, "--questionnaire", GUIDE, cwd=folder, stdin=typed)


def flat(text: str) -> str:
    """Return a text on one line: where it is broken depends on the width."""
    return " ".join(text.split())


# Paths, each with the text that it gives


def shown(*words: str) -> Callable[[Path], str]:
    return lambda folder: run(folder, *words).stdout


def answered(folder: Path) -> str:
    return yaml.safe_dump(read(folder / REPORT).data, default_flow_style=None, width=10_000)


def exported(folder: Path) -> str:
    return unescape(re.sub("<[^>]+>", " ", run(folder, "export", REPORT).stdout))


def carried_forward(folder: Path) -> str:
    run(folder, "answer", "next.yaml", "--from", FINAL)
    return yaml.safe_dump(read(folder / "next.yaml").data, default_flow_style=None, width=10_000)


def published(folder: Path) -> str:
    run(folder, "export", "--public", FINAL, "--output", "copy.yaml")
    return yaml.safe_dump(read(folder / "copy.yaml").data, default_flow_style=None, width=10_000)


def tabulated(folder: Path) -> str:
    run(folder, "tabulate", FINAL, "--output", "table.csv")
    with (folder / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            " ".join(one[key] for key in ("question", "row", "part", "standing", "code", "text"))
            + f" by {one['ministry']}{one['by_gate']}"
            for one in csv.DictReader(file)
        ]
    others = [path.read_text("utf-8-sig") for path in sorted(folder.glob("table-*.csv"))]
    return "\n".join([*rows, *others])


def compared(folder: Path) -> str:
    text = (folder / REPORT).read_text("utf-8")
    for old, new in CHANGED.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "changed.yaml").write_text(text, encoding="utf-8")
    return run(folder, "compare", REPORT, "changed.yaml").stdout


CHANGED = {
    'article: "7"': 'article: "8"',
    'article: "9"': 'article: "10"',
    "- navy\n  task": "- ports\n  task",
    "some-elements": "other",
    "value: considered": "value: planned",
    "- trade": "- rescue",
    'value: "2001-05"': 'value: "2001-06"',
    "value: Ice": "value: Fog",
}

PATHS: Mapping[str, Callable[[Path], str]] = {
    "answer": answered,
    "validate": shown("validate", REPORT),
    "show": shown("show", REPORT),
    "export": exported,
    "tabulate": tabulated,
    "summarize": shown("summarize", FINAL, "--format", "json"),
    "show --gaps": shown("show", FINAL, "--gaps"),
    "compare": compared,
    "carry forward": carried_forward,
    "publish": published,
    "questions": lambda folder: run(folder, "questions", *load(folder / GUIDE).questions).stdout,
}

EXPECTED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "answer": {
        "evidence": ["{article: '7', law: lights-act}", "{article: '9', law: lights-act}"],
        "gate": ["by: task-office", "repair: {value: never}"],
        "partial": ["partly: [some-elements]"],
        "considered": ["winter: {value: considered}"],
        "options": ["value: [fishing, trade]"],
        "authorities": ["answered_by: [navy]"],
        "report_id": ["report_id: "],
        "language": ["language: en"],
    },
    "validate": {"all of them": []},
    "show": {
        "evidence": ["Evidence: lights-act 7", "Evidence: lights-act 9"],
        "link": ["Evidence: https://example.org/list"],
        "gate": ["- Repair: Not done", "Filled in because of the answer to 1.6: "],
        "partial": ["In part: Only some parts of the measure"],
        "considered": ["Lights in winter:      Considered, and decided not to do it"],
        "authorities": ["Answered by: Navy"],
        "kind": ["Kind of law:    Act"],
        "when of a column": ["Main cause:  Ice"],
        "entries": ["It fell."],
    },
    "export": {
        "evidence": ["Evidence lights-act 7", "In place lights-act 9"],
        "link": ["Evidence https://example.org/list"],
        "gate": ["Repair 2(a) Not done", "Filled in because of the answer to 1.6: "],
        "partial": ["Partly Only some parts of the measure"],
        "considered": ["Lights in winter 2(a) Considered, and decided not to do it"],
        "authorities": ["Answered by: Navy"],
        "kind": ["1. lights-act Lights Act of 1999 Act"],
        "when of a column": ["1. 2023 North 2 3 1 4 Ice"],
    },
    "tabulate": {
        "evidence": [
            "light-dues  evidence answered lights-act lights-act 7",
            "light-rules colours evidence answered lights-act lights-act 9",
        ],
        "link": ["light-list  evidence answered  https://example.org/list"],
        "gate": ["light-tasks repair  answered never Not done by task-office"],
        "partial": ["light-service  partly answered some-elements Only some parts of the measure"],
        "considered": ["light-rules winter  answered considered Considered"],
        "authorities": ["authority   answered affirmative Yes by navy", "ministry,navy,,Navy"],
        "standing": ["task-office,,none,No office,not-implemented"],
        "when of a column": ["wrecks 1 cause answered  Ice"],
        "entries": ["many-wrecks   off-path", "wreck-trend   answered  It fell."],
    },
    "summarize": {
        "evidence": ["Lights Act of 1999"],
        "link": ["https://example.org/list"],
        "kind": ["Act"],
        "partial": ["Only some parts of the measure"],
        "considered": ["Considered, and decided not to do it"],
        "standing": ["1.6"],
        "shown_by_own_codes": ["1.12"],
    },
    "show --gaps": {
        "standing": ["1.6 Does an office do the tasks for the lights?"],
        "partial": ["Partly implemented (Only some parts of the measure)"],
        "steps": ["By 2030: New lamps"],
    },
    "compare": {
        "evidence": ["lights-act 7", "lights-act 8", "lights-act 10"],
        "partial": ["Only some parts of the measure", "Another reason"],
        "considered": ["Considered, and decided not to do it → Planned"],
        "options": ["Rescue"],
        "authorities": ["Navy → Port authority"],
        "precision": ["May 2001 → June 2001"],
        "key": ["Ice", "Fog"],
    },
    "carry forward": {
        "evidence": ["{article: '7', law: lights-act}", "{article: '9', law: lights-act}"],
        "partial": ["partly: [some-elements]"],
        "considered": ["winter: {value: considered}"],
        "options": ["value: [fishing, trade]"],
        "authorities": ["answered_by: [navy]"],
        "language": ["language: en"],
    },
    "publish": {
        "evidence": ["{article: '7', law: lights-act}", "{article: '9', law: lights-act}"],
        "partial": ["partly: [some-elements]"],
        "considered": ["winter: {value: considered}"],
        "options": ["value: [fishing, trade]"],
        "language": ["language: en"],
    },
    "questions": {
        "evidence": ["Evidence: law and article, or web address"],
        "link": ["Evidence: web address"],
        "gate": ["Answered with “No office”, it fills in “not done” for light-tasks."],
        "partial": ["Only some parts of the measure (some-elements)"],
        "considered": ["The colours of lights (colours), without considered"],
        "options": ["Answer type: choices, 2 to 3"],
        "latest": ["from 1950 until 2019-12-31"],
        "precision": ["a date such as 31 May 2004, 31.5.2004 or 2004-05-31, or the month alone"],
        "when_text": ["Asked when ships were wrecked in each year."],
        "when of a column": ["Asked when a ship was wrecked."],
        "key": ["No two entries have the same: year, coast"],
        "usually": [
            "Usually known by: Port authority",
            "Row: Repair (repair) [2(a)]; usually known by: Navy",
            "(citation, text, required); usually known by: The authority that writes the report",
        ],
        "see": ["See also 1: Joining the treaty"],
        "entries": ["Asked when the number of entries of 1.10 is at least 2."],
    },
}


@pytest.fixture(scope="module")
def texts(folder: Path) -> Mapping[str, str]:
    """What each path gives."""
    return {name: path(folder) for name, path in PATHS.items()}


@pytest.mark.parametrize(
    ("path", "key"), [(path, key) for path, cells in EXPECTED.items() for key in cells]
)
def test_a_path_tells_what_a_key_says(path: str, key: str, texts: Mapping[str, str]) -> None:
    assert EXPECTED.keys() == PATHS.keys()

    missing = [one for one in EXPECTED[path][key] if flat(one) not in flat(texts[path])]

    assert missing == [], texts[path]


def test_what_is_not_for_publication_is_not_in_the_copy(texts: Mapping[str, str]) -> None:
    assert "answered_by" not in texts["publish"]
    assert "report_id" not in texts["publish"]


def test_what_is_asked_afresh_or_filled_in_by_a_gate_is_not_carried(
    texts: Mapping[str, str],
) -> None:
    carried = yaml.safe_load(texts["carry forward"])
    before = yaml.safe_load(texts["answer"])

    assert {"treaty-status", "light-tasks"}.isdisjoint(carried["answers"])
    assert carried["report_id"] != before["report_id"]


def test_only_the_long_period_of_a_sound_report_is_asked_about(texts: Mapping[str, str]) -> None:
    (found,) = texts["validate"].splitlines()

    assert "R028 warning: 1.19: the period of the report is from 1999" in found


# The interview


TYPED: Mapping[str, tuple[list[str], list[str]]] = {
    "fewest options": (["/goto light-uses", "1"], ["Choose 2 to 3", "at least 2 must be"]),
    "most options": (["/goto light-uses", "1,2,3,4"], ["at most 3 can be"]),
    "gate": (
        ["/goto task-office", "several", "/goto task-office", "none", "/list examples"],
        ["1.8 Which of these tasks are done for each light? 1 Repair: Not done 2 Charts: Not done"],
    ),
    "partial": (
        ["/goto light-service", "2"],
        ["4: Only some parts of the measure.", "5: Another reason."],
    ),
    "considered": (
        ["/goto light-rules", "3"],
        ["is an answer for these rows only: Lights in winter.", "is not an answer for the row"],
    ),
    "latest": (["/goto signature", "2020"], ["after 2019-12-31, the latest date"]),
    "precision": (["/goto deposit", "2001"], ["lacks the month"]),
    "evidence": (
        ["/goto light-dues", "y", "lights-act 8"],
        ["Which law or document shows it?", "Evidence: lights-act 8"],
    ),
    "kind": (["/goto light-dues", "y"], ["1. lights-act: Lights Act of 1999 (Act)"]),
    "link": (["/goto light-list", "1", "lights-act 8"], ["Which page or document", "no", "http"]),
    "usually": (["/goto light-uses", "?"], ["Usually known by: Port authority"]),
    "key": (["/goto wrecks", "2023", "north"], ["2023", "already"]),
    "when of a column": (
        ["/goto wrecks", "2022", "south", "0", "0", "0", "0", ""],
        ["2022; South; Ships: 0; People saved: 0; People lost: 0; People aboard: 0"],
    ),
    "number": (["/goto 1.20"], ["When did your State deposit its instrument?"]),
}


@pytest.mark.parametrize("key", TYPED)
def test_the_interview_keeps_to_a_key(key: str, folder: Path) -> None:
    entries, expected = TYPED[key]
    shutil.copy(folder / REPORT, folder / "typed.yaml")

    done = run(folder, "answer", "typed.yaml", typed="".join(f"{one}\n" for one in entries))

    output = flat(f"{done.stdout} {done.stderr}")
    assert [one for one in expected if flat(one) not in output] == [], output


# What does not fit


WRONG_ANSWERS: Mapping[str, tuple[str, str, str]] = {
    "fewest options": ("      - fishing\n      - trade", "      - trade", "R008"),
    "evidence of another kind": ("url: https://example.org/list", "law: lights-act", "R010"),
    "partial": ("some-elements", "some-victims", "R007"),
    "considered": ("value: implemented", "value: considered", "R007"),
    "latest": ('value: "1999"', 'value: "2020"', "R008"),
    "precision": ('value: "2001-05"', 'value: "2001"', "R008"),
    "key": ('value: "2024"', 'value: "2023"', "R010"),
    "when of a column": ("value: 2\n", "value: 0\n", "R010"),
    "gate": ("    by: task-office", "    by: authority", "R015"),
    "authorities": ("- navy\n  task", "- fleet\n  task", "R024"),
    "sum": ("lost:\n          value: 1", "lost:\n          value: 2", "R504"),
    "sum of two questions": ("value: 5", "value: 2", "R503"),
}


@pytest.mark.parametrize("key", WRONG_ANSWERS)
def test_an_answer_that_breaks_a_key_is_found(key: str, folder: Path) -> None:
    old, new, code = WRONG_ANSWERS[key]
    text = (folder / REPORT).read_text("utf-8")
    assert old in text
    (folder / "wrong.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")

    done = run(folder, "validate", "wrong.yaml")

    assert f" {code} " in done.stdout, done.stdout


IN_THE_SCHEMA = {
    *("fewest options", "evidence of another kind", "partial", "considered", "precision"),
    "authorities",
}
"""What the JSON Schema refuses, too; the rest needs the calendar, or another answer."""


@pytest.mark.parametrize("key", WRONG_ANSWERS)
def test_the_schema_of_reports_knows_a_key(key: str, folder: Path) -> None:
    old, new, _ = WRONG_ANSWERS[key]
    text = (folder / REPORT).read_text("utf-8")
    (folder / "wrong.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    schema = jsonschema_rs.Draft202012Validator(report_schema(load(folder / GUIDE)))

    assert schema.is_valid(read(folder / REPORT).data)
    assert schema.is_valid(read(folder / "wrong.yaml").data) is (key not in IN_THE_SCHEMA)
