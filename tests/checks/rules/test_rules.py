"""Every rule has documentation, and fixtures in `fixtures/rules/CODE`: a new case is a new file.

For D rules they are divisions of the questionnaire of the coast. For R rules they are State reports
for the small questionnaire, or folders of them where a rule looks at all reports of a run. For Q
rules they are folders whose files are laid over a copy of that questionnaire. A report whose first
line is `# named NAME` is read as a file of that name; with `# for NAME`, it answers the
questionnaire of that name. What is expected stands at the end of the line where the finding is:
`# expect R004 at 3`, or several with commas. To write the snapshots of
the messages anew, run with the environment variable `REWRITE=1`, and read the difference.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from checklist.checks.batch import Checker, ReportSource
from checklist.checks.linter import lint_folder
from checklist.checks.rule import (
    Rule,
    division_rules,
    questionnaire_rules,
    report_rules,
    run_rules,
)
from checklist.checks.run_validator import RunValidator
from checklist.checks.validator import validate
from checklist.diagnostics import Diagnostic
from checklist.files.reader import read
from checklist.ministries.division_file import check_division
from checklist.questionnaire.loading import load
from checklist.render.findings.text import line
from checklist.reports.seal import SEAL, seal
from tests.support.folders import COAST_FOLDER, FIXTURES, ROOT, SMALL_FOLDER
from tests.support.running import assert_kept

CASES = FIXTURES / "rules"
SNAPSHOTS = Path(__file__).parent / "snapshots"

QUESTIONNAIRE_CODES = [rule.code for rule in questionnaire_rules()]
RUN_CODES = [rule.code for rule in run_rules()]
DIVISION_CODES = [rule.code for rule in division_rules()]
RULES: list[Rule[Any, Any]] = [
    *division_rules(),
    *questionnaire_rules(),
    *(rule for rule in report_rules() if rule.code < RUN_CODES[0]),
    *run_rules(),
    *(rule for rule in report_rules() if rule.code > RUN_CODES[0]),
]
BY_CODE = {rule.code: rule for rule in RULES}
CHECKS = "R500"
"""The rule whose findings have the codes of the questionnaire's own checks."""

Expected = tuple[str, int, int, str]
"""File, line, column, code."""


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(code, path, id=f"{code}-{path.stem}")
        for code in BY_CODE
        for path in sorted((CASES / code).glob(f"{kind}*"))
    ]


def codes_of(code: str) -> re.Pattern[str]:
    return re.compile("R5[0-9]{2}" if code == CHECKS else code)


def diagnosed(code: str, case: Path, tmp_path: Path) -> list[Diagnostic]:
    """Return all that is found in a case; files are named as below the folder of the rule."""
    if code in DIVISION_CODES:
        return check_division(read(case, name=name_of(case)), load(COAST_FOLDER))
    if code in RUN_CODES:
        return diagnosed_together(sorted(case.iterdir()), case.name)
    if code not in QUESTIONNAIRE_CODES:
        return validate(read(case, name=name_of(case)), load(questionnaire_of(case)))
    folder = tmp_path / case.name / SMALL_FOLDER.name
    shutil.copytree(SMALL_FOLDER, folder)
    shutil.copytree(case, folder, dirs_exist_ok=True)
    by_file = lint_folder(folder, case.name)
    return [found for diagnostics in by_file.values() for found in diagnostics]


def diagnosed_together(reports: Sequence[Path], folder: str) -> list[Diagnostic]:
    """Return all that is found in the reports of a run."""
    sources = [ReportSource(Path(folder, path.name), path.read_bytes()) for path in reports]
    run = RunValidator(Checker(str(questionnaire_of(reports[0]))), sources)
    by_file = [*(checked.findings for checked in run.one_by_one()), *run.together()]
    return [found for file in by_file for found in file.diagnostics]


def questionnaire_of(case: Path) -> Path:
    """Return the folder of the questionnaire that a report answers."""
    _, of, name = case.read_text("utf-8").partition("\n")[0].partition("# for ")
    return SMALL_FOLDER.with_name(name) if of else SMALL_FOLDER


def name_of(case: Path) -> str:
    """Return the name under which a case is read."""
    first = "" if case.is_dir() else case.read_text("utf-8").partition("\n")[0]
    _, named, name = first.partition("# named ")
    return name if named else case.name


def found(code: str, case: Path, tmp_path: Path) -> list[Diagnostic]:
    codes = codes_of(code)
    return [d for d in diagnosed(code, case, tmp_path) if codes.fullmatch(d.code)]


def expected(case: Path) -> Iterator[Expected]:
    files = sorted(case.rglob("*.*")) if case.is_dir() else [case]
    for file in files:
        below = file.relative_to(case).as_posix()
        name = f"{case.name}/{below}" if case.is_dir() else name_of(case)
        for number, text in enumerate(file.read_text("utf-8").splitlines(), 1):
            _, comment, expectations = text.partition("# expect ")
            for one in expectations.split(",") if comment else ():
                code, at, column = one.split()
                assert at == "at"
                yield name, number, int(column), code


def as_expected(diagnostics: list[Diagnostic]) -> list[Expected]:
    return sorted((d.path, d.line, d.column, d.code) for d in diagnostics)


# Each rule is complete


def test_there_are_rules_of_both_kinds_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in RULES]

    assert len(questionnaire_rules()) >= 12
    assert len(report_rules()) >= 16
    assert len(run_rules()) >= 4
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("code", BY_CODE)
@pytest.mark.parametrize("kind", ["violating", "passing"])
def test_a_rule_has_a_fixture_of_each_kind(code: str, kind: str) -> None:
    assert list((CASES / code).glob(f"{kind}*")), f"there is no {CASES / code}/{kind}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_finds_why_an_example_and_what_to_use_instead(
    rule: Rule[Any, Any],
) -> None:
    headings = re.findall(r"^## .*$", rule.explanation, re.MULTILINE)
    parts = [part.strip() for part in re.split(r"^## .*$", rule.explanation, flags=re.MULTILINE)]

    assert headings == ["## Why is this bad?", "## Example", "## Use instead"]
    assert all(parts)
    assert parts[0].endswith(".")
    assert max(map(len, rule.explanation.splitlines())) <= 100


def test_a_rule_is_called_after_its_function() -> None:
    rule = BY_CODE["R004"]

    assert (rule.code, rule.name) == ("R004", "unknown-question")


def test_each_folder_and_file_of_fixtures_and_each_snapshot_belongs_to_a_rule() -> None:
    assert {folder.name for folder in CASES.iterdir()} == set(BY_CODE)
    assert {file.stem for file in SNAPSHOTS.iterdir()} == set(BY_CODE)
    for file in (path for folder in CASES.iterdir() for path in folder.iterdir()):
        assert re.fullmatch(r"(violating|passing)(-[a-z-]+)?(\.yaml)?", file.name), file


# What it finds


@pytest.mark.parametrize(("code", "case"), cases("violating"))
def test_a_rule_finds_what_the_fixture_expects_and_nothing_else(
    code: str, case: Path, tmp_path: Path
) -> None:
    wanted = sorted(expected(case))

    diagnostics = found(code, case, tmp_path)

    assert wanted, "a violating fixture expects at least one finding"
    assert as_expected(diagnostics) == wanted


@pytest.mark.parametrize(("code", "case"), cases("passing"))
def test_a_rule_finds_nothing_in_the_passing_fixture(code: str, case: Path, tmp_path: Path) -> None:
    assert list(expected(case)) == []
    assert [line(d) for d in found(code, case, tmp_path)] == []


@pytest.mark.parametrize(("code", "case"), [*cases("violating"), *cases("passing")])
def test_the_structure_of_a_fixture_is_right_so_that_its_rule_runs(
    code: str, case: Path, tmp_path: Path
) -> None:
    wrong = [line(d) for d in diagnosed(code, case, tmp_path) if d.code.startswith("S")]

    assert wrong == []


@pytest.mark.parametrize("name", ["passing", "violating-draft"])
def test_the_seal_in_the_fixture_is_the_real_one(name: str) -> None:
    data = read(CASES / "R012" / "passing.yaml").data
    assert isinstance(data, dict)

    text = (CASES / "R012" / f"{name}.yaml").read_text("utf-8")

    assert f'{SEAL}: "{seal(data)}"' in text, f"write {seal(data)} into {name}.yaml"


def test_the_digest_in_the_fixture_is_the_real_one() -> None:
    digest = load(SMALL_FOLDER).digest

    text = (CASES / "R002" / "passing.yaml").read_text("utf-8")

    assert f'digest: "{digest}"' in text, f"write {digest} into it"


# How it says so


@pytest.mark.parametrize("code", BY_CODE)
def test_the_messages_of_a_rule_are_those_of_its_snapshot(code: str, tmp_path: Path) -> None:
    snapshot = SNAPSHOTS / f"{code}.txt"

    lines = [
        line(diagnostic)
        for case in sorted((CASES / code).glob("violating*"))
        for diagnostic in found(code, case, tmp_path)
    ]

    assert_kept("".join(f"{one}\n" for one in lines), snapshot)


@pytest.mark.parametrize("code", BY_CODE)
def test_a_message_is_one_clean_sentence_without_a_full_stop(code: str, tmp_path: Path) -> None:
    for case in (CASES / code).glob("violating*"):
        for diagnostic in found(code, case, tmp_path):
            message = diagnostic.message
            assert message == message.strip()
            assert not message.endswith(".")
            assert "  " not in message
            assert "; ;" not in message


def test_the_code_that_contributors_are_shown_is_free() -> None:
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    (steps,) = re.findall(r"^## Add a rule\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)

    codes = {*re.findall(r"R\d{3}", steps)}

    assert len(codes) == 1, codes
    assert not codes & BY_CODE.keys(), "show the next free one in CONTRIBUTING"
