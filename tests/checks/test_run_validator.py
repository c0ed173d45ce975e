"""What shows only when the reports of a run are seen together, in any order and any format."""

import json
import pickle
import re
import shutil
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from checklist import ChecklistError, Diagnostic, validate_files
from checklist.checks import run_validator
from checklist.checks.batch import Checker, ReportSource
from checklist.checks.rule import CheckedRun, run_rules
from checklist.checks.run_validator import RunValidator
from checklist.files.reader import read
from checklist.reports.report import Report
from checklist.reports.revisions import ReportIdentity, periods
from tests.support.effort import Work, assert_growth
from tests.support.folders import FIXTURES, SMALL_FOLDER, TUVALU, UGANDA
from tests.support.running import checklist_run

RULES = FIXTURES / "rules"
VIOLATING = sorted(RULES.glob("R03*/violating*"))


def together(sources: Iterable[ReportSource]) -> list[Diagnostic]:
    sources = list(sources)
    is_of_grids = b"# for grids" in sources[0].path.read_bytes()
    folder = SMALL_FOLDER.with_name("grids") if is_of_grids else SMALL_FOLDER
    run = RunValidator(Checker(str(folder)), sources)
    for _ in run.one_by_one():
        pass
    return [found for file in run.together() for found in file.diagnostics]


def final(**changes: object) -> str:
    """Return the final report of Uganda with changes in its head, sealed anew."""
    data = read(UGANDA).data
    assert isinstance(data, dict)
    report = Report.from_data(data)
    return json.dumps(report._replace(**changes).sealed().to_data())  # type: ignore[arg-type]


def identity(file: str, **changes: object) -> ReportIdentity:
    plain = ReportIdentity(file, "NOR", "small", "2026-06-30", "final", 1)
    return plain._replace(**changes)  # type: ignore[arg-type]


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """A folder with two reports of Uganda's first revision, and one of Tuvalu's."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    shutil.copy(UGANDA, tmp_path / "a")
    shutil.copy(TUVALU, tmp_path / "a")
    (tmp_path / "b" / "report-UGA.json").write_text(final(as_of="2026-11-25"), "utf-8")
    return tmp_path


# The lines and columns


@pytest.mark.parametrize("case", VIOLATING, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_places_in_the_head_alone_are_those_in_the_whole_report(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [ReportSource(path) for path in sorted(case.iterdir())]

    found = together(sources)

    monkeypatch.setattr(run_validator, "_head", lambda source, wanted: None)
    assert together(sources) == found


@pytest.mark.parametrize(("share", "is_found"), [(0.95, True), (0.949, False)])
def test_nineteen_answers_of_twenty_are_nearly_all(
    share: float, is_found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [ReportSource(path) for path in sorted((RULES / "R036" / "violating").iterdir())]
    monkeypatch.setattr(CheckedRun, "share_of_same_answers", lambda self, one, other: share)

    assert any(found.code == "R036" for found in together(sources)) is is_found


def test_for_the_places_no_answers_are_read_again(
    twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(UGANDA, twice / "b" / "report-UGA.yaml")
    sources = [ReportSource(twice / name / "report-UGA.yaml") for name in ("a", "b")]
    run = RunValidator(Checker(), sources)
    assert len(list(run.one_by_one())) == 2
    monkeypatch.delattr(ReportSource, "document")

    found = [one for file in run.together() for one in file.diagnostics]

    assert [one.code for one in found] == ["R030", "R030"]


def test_a_key_of_the_head_below_the_answers_has_its_own_line(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        data = json.loads(final())
        data["revision"] = data.pop("revision")
        lines = [f"{key}: {json.dumps(value)}\n" for key, value in data.items()]
        (tmp_path / name).write_text("".join(lines), "utf-8")

    sources = [ReportSource(path) for path in sorted(tmp_path.iterdir())]
    run = RunValidator(Checker(), sources)
    assert len(list(run.one_by_one())) == 2

    found = [one for file in run.together() for one in file.diagnostics]

    assert [(one.line, one.related[0].line) for one in found] == [(len(lines), len(lines))] * 2


# What is found does not depend on how


@pytest.mark.parametrize("case", VIOLATING, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_the_same_is_found_in_any_order_of_the_files(case: Path) -> None:
    sources = [ReportSource(path) for path in sorted(case.iterdir())]

    wanted = together(sources)

    assert wanted
    for order in permutations(sources):
        assert together(order) == wanted


def test_the_same_is_found_by_any_number_of_processes(twice: Path) -> None:
    for number in range(40):
        (twice / f"report-UGA-{number}.json").write_text(
            final(as_of=f"2026-{1 + number // 25:02}-{1 + number % 25:02}"), "utf-8"
        )

    sources = [*map(ReportSource, sorted(twice.rglob("*.json")))]
    found = []
    for jobs in (1, 2):
        run = RunValidator(Checker(), sources, jobs)
        assert len([*run.one_by_one()]) == 41
        found.append([one for file in run.together() for one in file.diagnostics])

    assert found[0] == found[1]
    assert [one.code for one in found[0]] == ["R030"] * 41


def test_a_report_from_standard_input_is_seen_together_with_files(twice: Path) -> None:
    done = checklist_run("validate", "-", "a", cwd=twice, stdin=UGANDA.read_text("utf-8"))

    assert done.code == 1
    assert "the same report is here in 2 files; remove all files but one" in done.stdout
    assert done.stdout.startswith("-:9:11: R030 error: ")
    assert "(see a/report-UGA.yaml:9:11 the same revision)" in done.stdout


def test_a_file_that_is_gone_when_its_line_is_sought_is_named_with_its_first_line(
    twice: Path,
) -> None:
    paths = [twice / "a" / "report-UGA.yaml", twice / "b" / "report-UGA.json"]
    run = RunValidator(Checker(), map(ReportSource, paths))
    for _ in run.one_by_one():
        paths[0].unlink(missing_ok=True)

    found = [one for file in run.together() for one in file.diagnostics]

    assert [(one.path, one.line, one.column) for one in found] == [
        (str(paths[0]), 1, 1),
        (str(paths[1]), 1, found[1].column),
    ]


def test_of_a_report_nothing_is_kept_but_its_head() -> None:
    checked = Checker().read(ReportSource(UGANDA))

    assert checked.identity is not None
    assert len(pickle.dumps(checked.identity)) < 1000 < UGANDA.stat().st_size


@pytest.mark.thorough
def test_the_time_for_reports_of_one_state_grows_with_their_number() -> None:
    def judged(number: int) -> Work:
        reports = [
            identity(f"{n:06}", revision=1 + n % 3, seal=f"s{n // 2}", supersedes=f"s{n % 7}")
            for n in range(number)
        ]
        reports += [
            one._replace(supersedes=f"x{n}", seal=f"y{n}", date="2027-06-30")
            for n, one in enumerate(reports)
        ]
        return lambda: [one for rule in run_rules() for one in rule.check(CheckedRun(reports))]

    assert judged(8)()
    assert_growth(judged, 8_000)


# Periods


@pytest.mark.parametrize(
    ("reports", "together"),
    [
        ([identity("a"), identity("b", date="2026-12-31")], ["ab"]),
        ([identity("a"), identity("b", date="2027-01-01")], ["a", "b"]),
        ([identity("a", cycle="2026"), identity("b", cycle="2026", date="2027-01-01")], ["ab"]),
        ([identity("a", cycle="2025"), identity("b", cycle="2026")], ["a", "b"]),
        ([identity("a"), identity("b", state="SWE")], ["a", "b"]),
        ([identity("a"), identity("b", questionnaire="other")], ["a", "b"]),
        (
            [
                identity("a", seal="1"),
                identity("b", date="2028-01-01", revision=2, supersedes="1", seal="2"),
                identity("c", date="2029-01-01", revision=3, supersedes="2", status="draft"),
                identity("d", date="2028-01-01"),
            ],
            ["abc", "d"],
        ),
        (
            [
                identity("a", date="2027-01-01", revision=2, supersedes="0", seal="1"),
                identity("b", date="2028-01-01", revision=2, supersedes="0", seal="2"),
            ],
            ["ab"],
        ),
        (
            [
                identity("a", is_copy=True, seal="1", original="0"),
                identity("b", date="2027-01-01", revision=2, supersedes="0", seal="2"),
            ],
            ["ab"],
        ),
    ],
)
def test_a_period_is_a_cycle_and_what_a_chain_of_seals_binds_to_it(
    reports: Sequence[ReportIdentity], together: Sequence[str]
) -> None:
    for order in permutations(reports):
        found = ["".join(sorted(one.file for one in period)) for period in periods(order)]

        assert sorted(found) == together


# The command


def with_period_end(year: str, **changes: object) -> str:
    data = read(UGANDA).data
    assert isinstance(data, dict)
    answers = Report.from_data(data).answers
    return final(answers={**answers, "period-end": {"value": year}}, **changes)


def test_reports_of_one_year_whose_periods_end_in_two_are_of_two_cycles(twice: Path) -> None:
    (twice / "b" / "report-UGA.json").write_text(with_period_end("2026"), "utf-8")

    done = checklist_run("validate", ".", cwd=twice)

    assert not re.search("R03[0-3]", done.stdout + done.stderr)


def test_reports_of_two_years_whose_periods_end_in_one_are_of_one_cycle(twice: Path) -> None:
    (twice / "b" / "report-UGA.json").write_text(final(as_of="2027-01-05"), "utf-8")

    done = checklist_run("validate", ".", cwd=twice)

    assert "R030 same-revision: 2 errors in 2 files" in done.stderr


def test_reports_of_different_periods_in_one_folder_are_no_error(twice: Path) -> None:
    later = with_period_end("2030", as_of="2030-11-25")
    (twice / "b" / "report-UGA.json").write_text(later, "utf-8")

    done = checklist_run("validate", ".", "--strict", cwd=twice)

    assert not re.search("R03[0-3]", done.stdout + done.stderr)
    assert "R037 note: all answers are those of the report of" in done.stdout


def test_the_codes_can_be_selected_and_ignored(twice: Path) -> None:
    everything, only, without = (
        checklist_run("validate", ".", *words, cwd=twice)
        for words in ([], ["--select", "R030"], ["--ignore", "R03"])
    )

    assert (everything.code, only.code, without.code) == (1, 1, 0)
    assert [line.split()[1] for line in only.stdout.splitlines()] == ["R030", "R030"]
    assert "R03" not in without.stdout


def test_a_file_is_counted_once_where_it_has_findings_by_itself_and_with_others(
    twice: Path,
) -> None:
    path = twice / "a" / "report-UGA.yaml"
    report = json.loads(final())
    report["answers"]["nosuch"] = {"value": "affirmative"}
    path.write_text(json.dumps(Report.from_data(report).sealed().to_data()), "utf-8")

    done = checklist_run("validate", ".", "--format", "json", cwd=twice)

    document = json.loads(done.stdout)
    assert done.code == 1
    assert [file["path"] for file in document["files"]] == [
        "a/report-TUV.yaml",
        "a/report-UGA.yaml",
        "b/report-UGA.json",
        "a/report-UGA.yaml",
        "b/report-UGA.json",
    ]
    assert document["summary"]["files"] == 3
    assert document["summary"]["with_errors"] == 2
    assert document["summary"]["codes"]["R030"] == {
        "files": 2, "errors": 2, "warnings": 0, "notes": 0,
    }  # fmt: skip


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("format_name", "words"),
    [
        ("text", "(see b/report-UGA.json:1:"),
        ("json", '"path": "b/report-UGA.json",\n              "line": 1,'),
        ("github", "::error file=a/report-UGA.yaml,line=9,col=11,title=R030 same-revision::"),
        ("sarif", '"uri": "b/report-UGA.json"'),
    ],
)
def test_each_format_names_the_other_file(format_name: str, words: str, twice: Path) -> None:
    done = checklist_run("validate", ".", "--format", format_name, cwd=twice)

    assert done.code == 1
    assert words in done.stdout


def test_each_code_is_explained(tmp_path: Path) -> None:
    listed = checklist_run("guide", "rules", cwd=tmp_path).stdout

    codes = re.findall(r"^  - (\w+)", listed, re.MULTILINE)
    begin = codes.index("R030")
    expected = [rule.code for rule in run_rules()]
    assert codes[begin : begin + len(expected)] == expected
    for rule in run_rules():
        shown = checklist_run("guide", rule.code, cwd=tmp_path).stdout
        assert rule.explanation.splitlines()[0] in " ".join(shown.split())


# The function


def test_the_function_finds_what_the_command_finds(twice: Path) -> None:
    found = validate_files([twice / "b", twice / "a"])

    assert [(Path(one.path).name, one.code) for one in found] == [
        ("report-UGA.yaml", "R030"),
        ("report-UGA.json", "R030"),
    ]
    assert validate_files([twice], ignore="R03") == validate_files([]) == []
    with pytest.raises(ChecklistError, match="paths: a list of paths is needed"):
        validate_files(str(twice))
