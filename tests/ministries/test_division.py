"""Who is asked what, and how that is kept in its file."""

from pathlib import Path

import pytest

from checklist.errors import ChangedOnDiskError
from checklist.files.reader import parse
from checklist.ministries.division import asked_of
from checklist.ministries.division_file import (
    UnusableDivisionError,
    check_division,
    read_division,
    write_new_division,
)
from tests.support import tiny
from tests.support.ministries import COAST, division


def test_the_questionnaire_proposes_who_answers_a_question_or_a_row_of_it() -> None:
    proposed = division()

    assert proposed.asks["channels"] == "labour"
    assert proposed.asks["training/police-officers"] == "police"
    assert proposed.asks["consulted"] == "own"
    assert "own" not in proposed.authorities
    assert asked_of(proposed, "police", COAST)["training"] == ["police-officers"]
    assert asked_of(proposed, "labour", COAST)["channels"] is None


def test_who_gets_a_question_is_without_the_rows_that_go_to_others() -> None:
    divided = division()
    divided = divided.model_copy(update={"asks": {**divided.asks, "training": "justice"}})

    asked = asked_of(divided, "justice", COAST)["training"]

    rows = COAST.questions["training"].answer_type.rows()
    others = {"police-officers", "labour-inspectors", "pilots"}
    assert asked == ([row for row in rows if row not in others] or None)


def test_a_questionnaire_without_authorities_leaves_all_to_whoever_writes_the_report() -> None:
    proposed = division(tiny.questionnaire([{"id": "it", "type": "yes-no"}]))

    assert (proposed.asks, proposed.authorities) == ({"it": "own"}, {})


def test_what_a_person_wrote_in_the_file_stays_when_a_command_writes_to_it(tmp_path: Path) -> None:
    path = tmp_path / "division-NOR.yaml"
    file = write_new_division(path, division(), COAST)
    text = path.read_text("utf-8").replace("  labour: {}", "  labour: {}  # ask Kari first")
    path.write_text(f"# Ours.\n{text}", "utf-8")

    saved = read_division(path).save(
        read_division(path).division.changed("ports", due="2027-01-01")
    )

    kept = path.read_text("utf-8")
    assert "# Ours." in kept
    assert "# ask Kari first" in kept
    assert saved.division.authorities["ports"].due == "2027-01-01"
    assert saved.division.asks == file.division.asks


def test_a_file_that_another_program_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "division-NOR.yaml"
    file = write_new_division(path, division(), COAST)
    path.write_text(path.read_text("utf-8") + "# More.\n", "utf-8")

    with pytest.raises(ChangedOnDiskError):
        file.save(file.division.changed("ports", due="2027-01-01"))

    assert path.read_text("utf-8").endswith("# More.\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\n", ["1:1 S101"]),
        ("[]\n", ["1:1 S013"]),
        ("checklist_division: 1\nstate: [\n", ["3:1 S005"]),
        (
            "checklist_division: 1\nstate: NOR\nauthorities:\n  labour: {duo: 1}\nasks: {}\n",
            ["1:1 S101", "4:12 S102"],
        ),
        (
            "checklist_division: 1\nquestionnaire: {id: coast, version: 1.0.0, digest: x}\n"
            "state: NOR\nauthorities: {}\nasks:\n  training: [labour]\n",
            ["2:52 S104", "6:13 S103"],
        ),
    ],
)
def test_a_fault_in_the_structure_is_found_at_its_line_and_column(
    text: str, found: list[str]
) -> None:
    diagnostics = check_division(parse(text.encode(), "division-NOR.yaml"), COAST)

    assert [f"{finding.line}:{finding.column} {finding.code}" for finding in diagnostics] == found


def test_a_division_with_faults_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "division-NOR.yaml"
    path.write_text("checklist_division: 2\n", "utf-8")

    with pytest.raises(UnusableDivisionError) as error:
        read_division(path)

    assert [finding.code for finding in error.value.diagnostics][:1] == ["S101"]


def test_each_place_has_its_number_and_words_which_stay_true(tmp_path: Path) -> None:
    path = tmp_path / "division-NOR.yaml"
    write_new_division(path, division(), COAST)
    text = path.read_text("utf-8")
    assert "\n  training/police-officers: police  # 3.1 a Police officers\n" in text
    path.write_text(
        text.replace("# 3.2 Which channels", "# 3.2 WRONG").replace(
            "inspections: police  # 3.7 Are ships inspected at night?",
            "inspections: labour # Mine.",
        ),
        "utf-8",
    )

    read_division(path).save(read_division(path).division, COAST)

    now = path.read_text("utf-8")
    assert "  channels: labour  # 3.2 Which channels are used to warn people?\n" in now
    assert "  inspections: labour # Mine.\n" in now
    assert read_division(path).division.asks["inspections"] == "labour"
