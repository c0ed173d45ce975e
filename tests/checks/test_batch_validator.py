import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from checklist.analysis.rows.report_reader import ReportReader
from checklist.checks.batch import Checker
from checklist.checks.batch_validator import BatchValidator, batch_validator
from checklist.checks.validator import Validator, validate
from checklist.reports import check_structure, structure
from tests.support.folders import FIXTURES, SMALL_FOLDER
from tests.support.small_report import BROKEN, COMPLETE, SMALL, changed, document

MODULES = """
import sys
from checklist import validate_file
validate_file(sys.argv[1])
print("jsonschema_rs" in sys.modules, "checklist.checks.batch_validator" in sys.modules)
"""


def test_a_valid_report_is_accepted_in_one_step_and_only_in_a_batch() -> None:
    assert batch_validator(SMALL).accepted_report(document(COMPLETE))
    assert Validator(SMALL).accepted_report(document(COMPLETE)) is None


@pytest.mark.parametrize(
    "text",
    [
        BROKEN,
        changed(COMPLETE, ("{value: 3}", "{value: .inf}")),
        changed(COMPLETE, ("treaty-status: {", "treaty-status: &x {")),
        "invoice: 7\n",
        "",
    ],
    ids=["broken", "refused", "refused, its data valid", "no report", "empty"],
)
def test_a_batch_has_the_same_findings_in_a_report_that_is_not_accepted(text: str) -> None:
    read = document(text)

    assert batch_validator(SMALL).accepted_report(read) is None
    assert batch_validator(SMALL).validate(read) == validate(read, SMALL) != []


@pytest.mark.parametrize("final_only", [False, True])
@pytest.mark.parametrize("as_final", [None, False, True])
def test_a_batch_judges_an_accepted_draft_as_final_likewise(
    final_only: bool, as_final: bool | None
) -> None:
    draft = document(changed(COMPLETE, ("  obstacles: {value: [weather, staff]}\n", "")))
    assert batch_validator(SMALL).accepted_report(draft)

    found = batch_validator(SMALL).validate(draft, as_final=as_final, final_only=final_only)

    assert found == validate(draft, SMALL, as_final=as_final, final_only=final_only) != []


def test_an_accepted_report_is_the_report_whose_structure_is_checked_in_full() -> None:
    read = document(COMPLETE)
    assert isinstance(read.data, dict)

    in_full, findings = check_structure.check_structure(read.data, SMALL, file=read.name)

    assert findings == []
    accepted = BatchValidator(SMALL).accepted_report(read)
    assert accepted is not None
    assert vars(accepted) | {"path": None} == vars(in_full) | {"path": None}
    assert accepted.path.on == in_full.path.on


def test_in_a_batch_only_the_answers_that_may_be_wrong_go_through_the_models(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked: list[str] = []

    def noted(question_id: str, *more: object) -> object:
        checked.append(question_id)
        return structure.answer_findings(question_id, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(check_structure, "answer_findings", noted)
    text = changed(COMPLETE, ("{value: party}", "{value: [party]}"))

    BatchValidator(SMALL).validate(document(text))
    assert checked == ["treaty-status"]

    checked.clear()
    BatchValidator(SMALL).validate(document(COMPLETE))
    assert checked == []


@pytest.mark.parametrize("reader", [Checker(str(SMALL_FOLDER)), ReportReader(str(SMALL_FOLDER))])
def test_a_reader_that_is_ready_for_many_can_be_sent_to_another_process(
    reader: Checker | ReportReader,
) -> None:
    ready = reader.for_many()

    assert isinstance(ready.validator_for(SMALL), BatchValidator)
    assert pickle.loads(pickle.dumps(ready)) == ready
    assert type(reader.validator_for(SMALL)) is Validator


@pytest.mark.thorough
def test_a_single_report_does_without_the_library_that_a_batch_needs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MODULES, str(FIXTURES / "reports" / "report-UGA.yaml")],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stdout == "False False\n"
