"""Who is asked what, and how that is changed, taken over and kept in its file."""

from pathlib import Path

import pytest

from checklist.answer_types.interface import Refusal
from checklist.errors import ChangedOnDiskError
from checklist.files.reader import parse
from checklist.ministries.division import Assignment, Authority, Division, DivisionContact, asked_of
from checklist.ministries.division_file import (
    UnusableDivisionError,
    check_division,
    read_division,
    write_new_division,
)
from checklist.ministries.next_division import migrated_division, next_cycle
from checklist.ministries.reassign import change_words, reassigned
from checklist.questionnaire.loading import load, shipped
from tests.support import tiny
from tests.support.folders import FIXTURES
from tests.support.ministries import COAST, division, report_of

LAMPS = load(FIXTURES / "questionnaire" / "lamps")


def test_the_questionnaire_proposes_who_leads_and_who_contributes() -> None:
    proposed = division()

    assert proposed.assignment("rescue-service") == Assignment(lead="police", also=["ports"])
    assert proposed.assignment("pay-rule").lead == "labour"  # as its set says
    assert proposed.assignment("training", "volunteers").lead == "own"
    assert proposed.assignment("training", "pilots").lead == "ports"
    assert proposed.assignment("laws", "adopted").lead == "ports"
    assert [*proposed.authorities] == ["own", "justice", "labour", "police", "ports"]


def test_an_authority_is_asked_whole_questions_and_rows_and_columns_of_others() -> None:
    asked = asked_of(division(), "ports", COAST)

    assert asked["signals"] is None
    assert asked["training"] == ["pilots"]
    assert asked["laws"] == ["adopted"]
    assert "pay-rule" not in asked


def test_who_gets_a_question_is_without_the_rows_that_go_to_others() -> None:
    assert asked_of(division(), "own", COAST)["training"] == ["volunteers"]


@pytest.mark.parametrize(
    ("typed", "place", "lead", "also"),
    [
        ("3.2 police", "channels", "police", None),
        ("3.2 police labour", "channels", "police", ["labour"]),
        ("channels ports", "channels", "ports", None),
        ("3.1 d labour", "training/volunteers", "labour", None),
        ("training/pilots labour", "training/pilots", "labour", None),
        ("training pilots own", "training/pilots", "own", None),
        ("2.6 c police", "ships/number", "police", None),
        ("3.1 D = LABOUR, police", "training/volunteers", "labour", ["police"]),
        ("2.6 с police", "ships/number", "police", None),
        ("٣٫١ d labour، police", "training/volunteers", "labour", ["police"]),
    ],
)
def test_a_question_row_or_column_is_given_away_by_its_number_or_name(
    typed: str, place: str, lead: str, also: list[str] | None
) -> None:
    changed = reassigned(division(), typed, COAST)

    assert changed.asks[place].lead == lead
    assert changed.asks[place].also == also


def test_a_whole_set_is_given_away_with_what_was_given_apart() -> None:
    changed = reassigned(division(), "3 police", COAST)

    assert {
        assignment.lead
        for place, assignment in changed.asks.items()
        if place.startswith("training")
    } == {"police"}
    assert [place for place in changed.asks if place.startswith("training/")] == []
    assert changed.asks["pay-rule"].lead == "police"
    assert changed.asks["signals"].lead == "ports"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Say what, and who gets it"),
        ("3.2", "Say who gets it"),
        ("9.9 labour", "is not a question or set"),
        ("3.1 labor", "did you mean `labour`?"),
        ("training/pilot labour", "did you mean `pilots`?"),
        ("3.1 z labour", "Question 3.1 has no row or column `z`; it has `a` to `d`."),
        ("3.1 б labour", "Question 3.1 has no row or column `б`; it has `a` to `d`."),
        ("3.2 a labour", "Question 3.2 has no row `a`; it has no rows or columns."),
        ("3.2 zz", "`zz` is not an authority"),
    ],
)
def test_what_cannot_be_given_away_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        reassigned(division(), typed, COAST)

    assert reason in str(refusal.value)


def test_a_question_and_a_ministry_with_one_id_are_told_apart() -> None:
    asked = shipped()
    divided = division(asked)
    number = asked.numbers["coordinating-body"]

    with pytest.raises(Refusal) as refusal:
        reassigned(divided, "coordinating-body own", asked)
    question = reassigned(divided, f"{number} own", asked)
    ministry = reassigned(divided, "all coordinating-body own", asked)

    assert str(refusal.value) == (
        f"`coordinating-body` is a question and a ministry. Type “{number} own” for the question, "
        "or “all coordinating-body own” for all questions of the ministry."
    )
    assert question.asks["coordinating-body"].lead == "own"
    assert "coordinating-body" in question.authorities
    assert "coordinating-body" not in ministry.authorities


def test_an_authority_that_gave_all_on_is_asked_nothing_any_more() -> None:
    changed = division().with_all_given("police", "ports")

    assert not asked_of(changed, "police", COAST)
    assert changed.asks["rescue-service"] == Assignment(lead="ports")
    assert changed.asks["inspections"].lead == "ports"


def contacted() -> Division:
    contact = DivisionContact(office="Inspectorate", person="Kari")
    return division().changed("labour", contact=contact, due="2026-12-01", reminded=["2026-12-02"])


def test_the_next_cycle_takes_over_assignments_and_contacts_which_wait_to_be_confirmed() -> None:
    before = reassigned(contacted(), "3.2 police", COAST)

    moved = next_cycle(before, report_of({}), COAST)

    assert moved.division.asks == before.asks
    labour = moved.division.authorities["labour"]
    assert labour.contact is not None
    assert (labour.contact.person, labour.contact.to_confirm) == ("Kari", True)
    assert (labour.due, list(labour.reminded), list(labour.sent)) == (None, [], [])
    assert (moved.left_out, moved.added) == ([], [])


def test_a_division_of_an_older_version_is_taken_along() -> None:
    step = LAMPS.changes.steps[0]
    renamed = step.renamed
    old, new = next(iter(renamed.items()))
    reference = division().questionnaire.model_copy(
        update={"id": LAMPS.head.id, "version": step.from_}
    )
    before = division().model_copy(
        update={
            "questionnaire": reference,
            "authorities": {"keepers": Authority(name="Keepers")},
            "asks": {old: Assignment(lead="keepers"), "gone-long-ago": Assignment(lead="keepers")},
        }
    )

    moved = migrated_division(before, LAMPS)

    assert moved.division.asks[new] == Assignment(lead="keepers")
    assert moved.left_out == ["gone-long-ago"]
    assert moved.division.questionnaire.version == LAMPS.head.version
    assert {*moved.division.asks} >= {*LAMPS.questions}
    assert moved.division.authorities["keepers"].name == "Keepers"


# The file


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
            "state: NOR\nauthorities: {}\nasks:\n  training: {lead: [labour]}\n",
            ["2:52 S104", "6:20 S103"],
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


def test_a_questionnaire_without_authorities_leaves_all_to_the_focal_point() -> None:
    plain = tiny.questionnaire([{"id": "it", "type": "yes-no"}])

    proposed = division(plain)

    assert proposed.asks == {"it": Assignment(lead="own")}
    assert [*proposed.authorities] == ["own"]


def test_who_types_an_unknown_code_is_told_where_the_codes_stand() -> None:
    with pytest.raises(Refusal, match="the list above has the codes"):
        reassigned(division(), "8.1 zzz", shipped(), codes="the list above has the codes")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3.1 d labour", "3.1 d goes to Ministry of labour."),
        ("3.2 police own", "3.2 goes to Police, with the help of you."),
        ("training/pilots ports", "Nothing changed: it was so before."),
    ],
)
def test_a_change_is_said_in_a_sentence(typed: str, said: str) -> None:
    before = division()

    assert change_words(before, reassigned(before, typed, COAST), COAST) == said


def _words_behind(path: Path) -> dict[str, str]:
    lines = path.read_text("utf-8").partition("\nasks:\n")[2].splitlines()
    found = (line.partition(":  # ") for line in lines if line[:2] == "  " and line[2] not in " #")
    return {place.strip(): words for place, _, words in found}


def test_each_place_has_its_number_and_words_which_stay_true(tmp_path: Path) -> None:
    path = tmp_path / "division-NOR.yaml"
    file = write_new_division(path, division(), COAST)
    begun = _words_behind(path)

    path.write_text(
        path.read_text("utf-8")
        .replace("channels:  # 3.2 Which channels", "channels:  # 3.2 WRONG")
        .replace("  pay-rule:  # 3.3", "  # Ola asks for this.\n  pay-rule:  # 3.3")
        .replace("  inspections:  # 3.7 Are ships inspected at night?", "  inspections:  # Mine."),
        "utf-8",
    )
    moved = reassigned(read_division(path).division, "3.1 d labour", COAST)
    read_division(path).save(moved, COAST)
    rejoined = reassigned(moved, "3.1 labour", COAST)
    read_division(path).save(rejoined, COAST)

    text = path.read_text("utf-8")
    assert file.division == division()
    assert begun["training/police-officers"] == "3.1 a Police officers"
    assert begun["channels"] == "3.2 Which channels are used to warn people?"
    assert [*begun] == [*division().asks]
    assert read_division(path).division.asks == rejoined.asks
    assert _words_behind(path)["channels"] == begun["channels"]
    assert _words_behind(path)["inspections"] == "Mine."
    assert "  # Ola asks for this.\n  pay-rule:  # 3.3 " in text
    assert "3.1 a" not in text
    assert [*_words_behind(path)] == [*rejoined.asks]


def test_words_are_written_in_the_style_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "division-NOR.yaml"
    write_new_division(path, division(), COAST)
    text = path.read_text("utf-8").replace("\n    lead: labour\n", "\n    lead: labour # hers\n")
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))

    read_division(path).save(division().changed("ports", due="2027-01-01"), COAST)

    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"  pay-rule:  # 3.3 Which rule on pay applies to seafarers?\r\n" in content
    assert b"lead: labour # hers\r\n" in content
