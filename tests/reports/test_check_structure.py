from checklist.reports.check_structure import check_structure
from checklist.reports.structure import kind_findings
from tests.support.small_report import COMPLETE, SMALL, changed, data_of


def test_a_matrix_with_a_misspelt_row_is_not_complete() -> None:
    text = changed(COMPLETE, ("      watch: {value", "      wacht: {value"))

    checked, _ = check_structure(data_of(text), SMALL)

    assert not checked.path.is_complete(SMALL.questions["light-tasks"])


def test_what_depends_on_what_depends_on_a_doubtful_answer_is_unsure_too() -> None:
    text = changed(COMPLETE, ("{value: party}", "{value: prty}"))

    checked, wrong = check_structure(data_of(text), SMALL)

    assert wrong == []
    assert checked.invalid_questions == {"treaty-status"}
    assert checked.uncertain_questions == {
        "treaty-status",
        "signature",
        "deposit",
        "founding-story",
        "depositary",
    }


def test_a_file_of_another_kind_is_told_its_command() -> None:
    (found,) = kind_findings({"checklist_division": 1})

    assert found.code == "S101"
    assert "`checklist divide` " in str(found.hint)
