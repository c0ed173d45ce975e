import copy
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.answer_types.registry import REGISTRY
from checklist.checks.linter import lint_file, lint_folder, lint_paths
from checklist.diagnostics import Diagnostic
from checklist.files.reader import read
from checklist.questionnaire.condition import OPERATORS, All, AnyOf, Condition, Leaf, Not, leaves
from checklist.questionnaire.loading import load
from checklist.questionnaire.shipped_files import questionnaire_folders
from tests.support.broken_reports import places
from tests.support.effort import few_calls
from tests.support.examples import OF_CHANCE, examples
from tests.support.folders import SMALL_FOLDER

HEAD, CATALOGUE = "questionnaire.yaml", "recommendations.yaml"
TREATY, LIGHTS = "01-treaty.yaml", "02-lights.yaml"
FILES = (HEAD, CATALOGUE, TREATY, LIGHTS)

A_SET = (
    "id: extra\ntitle: Extra\nquestions:\n  - {id: more, ask: What else is there?, type: text}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small questionnaire."""
    return shutil.copytree(SMALL_FOLDER, tmp_path / SMALL_FOLDER.name)


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def reported(by_file: Mapping[str, list[Diagnostic]]) -> list[str]:
    """Return the findings with the name of their file alone."""
    return [
        f"{Path(name).name}:{d.line}:{d.column} {d.code} {d.message}"
        for name, diagnostics in by_file.items()
        for d in diagnostics
    ]


# Questionnaires in which nothing is wrong


@pytest.mark.parametrize("content", ["hello", "5", "[]"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_mapping_at_all_is_a_finding(
    folder: Path, name: str, content: str
) -> None:
    (folder / name).write_text(content, "utf-8")

    assert any(line.startswith(f"{name}:1:1 S") for line in reported(lint_folder(folder)))


@pytest.mark.parametrize("shipped", questionnaire_folders().values(), ids=lambda path: path.name)
def test_a_shipped_questionnaire_lints_clean(shipped: Path) -> None:
    by_file = lint_folder(shipped)

    assert reported(by_file) == []
    assert len(by_file) >= 3


def test_the_small_questionnaire_lints_clean_file_by_file() -> None:
    by_file = lint_folder(SMALL_FOLDER, "small")

    assert by_file == {f"small/{name}": [] for name in FILES}
    for name in FILES:
        assert reported(lint_file(SMALL_FOLDER / name)) == []


def test_the_small_questionnaire_uses_all_that_there_is() -> None:
    questionnaire = load(SMALL_FOLDER)
    questions = questionnaire.questions.values()
    checks = [check for part in questionnaire.sets for check in part.checks]
    conditions = [q.when for q in questions if q.when] + [check.when for check in checks]
    compared = [leaf for condition in conditions for _, leaf in leaves(condition)]

    assert len({question.type for question in questions}) >= 12
    assert {leaf.operator for leaf in compared} == {*OPERATORS} - {"entries", "every"}
    assert {type(condition) for condition in conditions} >= {All, AnyOf, Not}
    assert any(isinstance(leaf, Leaf) and leaf.row for leaf in compared)
    assert any(getattr(leaf.literal, "than", "") == "as_of" for leaf in compared)
    assert any(getattr(leaf.literal, "than", "") == "signature" for leaf in compared)
    service = questionnaire.questions["light-service"].answer_type
    assert {"considered", "ended"} <= (service.codes() or set())
    assert any(question.gate for question in questions)
    assert questionnaire.head.lists
    assert questionnaire.head.glossary
    assert len({frozenset(r.to) for r in questionnaire.catalogue.recommendations}) >= 5
    assert len({s for r in questionnaire.catalogue.recommendations for s in r.strength}) == 6


# Folders


def test_files_are_named_as_the_user_named_the_folder(folder: Path) -> None:
    change(folder / HEAD, "id: small", "id: large")

    (found,) = lint_folder(folder, "./some/where")[f"./some/where/{HEAD}"]

    assert found.path == f"./some/where/{HEAD}"


def test_errors_of_structure_and_of_rules_come_in_one_run(folder: Path) -> None:
    change(folder / TREATY, "type: integer\n    min", "type: intger\n    min")
    change(folder / LIGHTS, "terms: [light]", "terms: [light, ligth]")
    change(folder / CATALOGUE, 'see: ["3(a)"]', 'see: ["9"]')

    assert reported(lint_folder(folder)) == [
        "recommendations.yaml:19:11 Q011 there is no recommendation 9",
        "01-treaty.yaml:42:11 S104 `intger` is not a type; did you mean `integer`? allowed: "
        + ", ".join(sorted(REGISTRY)),
        "02-lights.yaml:9:20 Q008 the glossary has no term `ligth`; did you mean `light`?",
    ]


def test_a_question_of_a_broken_set_is_not_said_to_be_missing(folder: Path) -> None:
    change(folder / TREATY, "id: treaty\n", "id: Treaty\n")

    assert [one.split()[:2] for one in reported(lint_folder(folder))] == [
        ["01-treaty.yaml:2:5", "S104"]
    ]


def test_a_set_file_that_does_not_exist_is_a_finding_beside_the_others(folder: Path) -> None:
    change(folder / HEAD, "  - 02-lights.yaml", "  - 02-lamps.yaml")
    change(
        folder / TREATY, "terms: [deposit]\n    type: choice", "terms: [depot]\n    type: choice"
    )

    assert reported(lint_folder(folder)) == [
        "01-treaty.yaml:9:13 Q008 the glossary has no term `depot`; did you mean `deposit`?",
        "02-lamps.yaml:1:1 S001 cannot be read: there is no such file",
    ]


def test_a_folder_without_its_own_file_is_reported_what_is_missing(folder: Path) -> None:
    (folder / HEAD).unlink()

    assert reported(lint_folder(folder)) == [
        "questionnaire.yaml:1:1 S001 cannot be read: there is no such file"
    ]


def test_a_folder_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    assert reported(lint_folder(tmp_path / "absent")) == [
        "questionnaire.yaml:1:1 S001 cannot be read: there is no such file",
        "recommendations.yaml:1:1 S001 cannot be read: there is no such file",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1:1 S012"),
        (b"- id: treaty\n", "1:1 S103"),
        (b"a: [", "1:5 S005"),
        (b"\xff\xfe\x00", "1:1 S003"),
        (b"questions: *x\n", "1:12 S008"),
    ],
)
def test_a_set_that_cannot_be_read_is_a_finding(
    folder: Path, content: bytes, expected: str
) -> None:
    (folder / LIGHTS).write_bytes(content)

    found = reported(lint_folder(folder))

    assert f"{LIGHTS}:{expected}" in [" ".join(one.split()[:2]) for one in found]
    assert all(one.startswith(LIGHTS) for one in found)


def test_a_set_that_is_named_twice_is_two_sets_with_the_same_id(folder: Path) -> None:
    change(folder / HEAD, "  - 02-lights.yaml", "  - 02-lights.yaml\n  - 02-lights.yaml")

    found = reported(lint_folder(folder))

    assert any("Q001 there is another set `lights`" in one for one in found)


# The structure of question sets, line by line


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("type: yes-no\nsak: x", ["7:1 S102 unknown key `sak`; did you mean `ask`?"]),
        ("type: choice", ["4:5 S101 the key `options` is missing"]),
        ("recommendations: []", ["4:5 S101 the key `type` is missing"]),
        ("type: text\nguidance:", ["7:1 S104 the key is empty; write a value or delete the line"]),
        ("type: text\npattern: '('", ["7:10 S104 this is not a regular expression"]),
        (
            "type: text\nwhen: {question: one}",
            ["7:7 S104 a comparison needs exactly one operator"],
        ),
        ("type: text\nwhen: {question: one, is: a, lt: 3}", ["7:7 S104 a comparison needs"]),
        (
            "type: choice\noptions: [{code: aa, label: A}, {code: aa, label: B}]",
            ["7:10 S104 the code `aa` is listed twice in the options"],
        ),
        ("type: text\noptional: affirmative", ["7:11 S103 `affirmative` is not true or false"]),
        ("type: text\nperiod: ' a '", ["7:9 S104 ` a ` is not one line of text without spaces"]),
        ("type: integer\nminimum: 1.5", ["7:10 S103 the number 1.5 is not a whole number"]),
        ("type: integer\nminimum: 1.50", ["7:10 S103 the number 1.50 is not a whole number"]),
        ("type: text\nperiod: 1.0", ["7:9 S103 the number 1.0 is not text; put quotation marks"]),
        ("type: text\nperiod: 0x1F", ["7:9 S103 the number 0x1F is not text; put quotation"]),
    ],
)
def test_a_mistake_in_a_question_is_reported_in_words(
    folder: Path, keys: str, expected: list[str]
) -> None:
    text = "id: extra\ntitle: Extra\nquestions:\n  - id: extra\n    ask: What else?\n"
    indented = text + keys.replace("\n", "\n    ").join(["    ", "\n"])
    (folder / "03-extra.yaml").write_text(indented, encoding="utf-8")

    found = [
        f"{d.line}:{d.column} {d.code} {d.message}"
        for d in lint_file(folder / "03-extra.yaml")[f"{folder}/03-extra.yaml"]
    ]

    moved = [shifted(one) for one in expected]
    assert [one[: len(wanted)] for one, wanted in zip(found, moved, strict=True)] == moved


def shifted(expected: str) -> str:
    """Return an expectation whose column is that of the indented line."""
    place, _, rest = expected.partition(" ")
    line, column = map(int, place.split(":"))
    return f"{line}:{column + 4 if line > 4 else column} {rest}"


@pytest.mark.parametrize(
    "when", ["party", "3", "true", "[]", "{all: x}", "{not: 3}", "{any: [party]}", "{}"]
)
def test_a_condition_that_is_no_mapping_is_one_finding(folder: Path, when: str) -> None:
    change(folder / TREATY, "when: {question: treaty-status, is: party}", f"when: {when}")

    found = reported(lint_folder(folder))

    assert len(found) == 1
    assert found[0].startswith("01-treaty.yaml:24:")
    assert found[0].split()[1] in {"S101", "S103", "S104"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("5", ["S103"]),
        ("[{code: aa, lable: A}]", ["S101", "S102"]),
        ("[]", ["S104"]),
        ("Treaty Statuses", ["S104"]),
    ],
)
def test_wrong_options_are_reported_once(folder: Path, options: str, expected: list[str]) -> None:
    change(folder / TREATY, "options: treaty-statuses", f"options: {options}")

    assert [one.split()[1] for one in reported(lint_folder(folder))] == expected


def test_a_wrong_literal_of_a_comparison_is_reported_once(folder: Path) -> None:
    change(folder / TREATY, 'lt: "2005"', "lt: [a]")

    assert len(reported(lint_folder(folder))) == 1


# Single files


def test_of_a_single_file_only_its_own_findings_are_reported(folder: Path) -> None:
    change(
        folder / TREATY, "terms: [deposit]\n    type: choice", "terms: [depot]\n    type: choice"
    )
    change(folder / LIGHTS, "terms: [light]", "terms: [light, ligth]")

    by_file = lint_file(folder / LIGHTS)

    assert list(by_file) == [f"{folder}/{LIGHTS}"]
    assert [one.split()[:2] for one in reported(by_file)] == [["02-lights.yaml:9:20", "Q008"]]


@pytest.mark.parametrize("name", [HEAD, CATALOGUE])
def test_the_files_that_are_no_sets_can_be_linted_alone(folder: Path, name: str) -> None:
    change(folder / HEAD, "id: small", "id: large")
    change(folder / CATALOGUE, 'see: ["3(a)"]', 'see: ["9"]')

    found = reported(lint_file(folder / name))

    assert [one.split()[1] for one in found] == ["Q012" if name == HEAD else "Q011"]


def test_a_set_that_the_questionnaire_does_not_name_is_checked_beside_the_others(
    folder: Path,
) -> None:
    extra = folder / "03-extra.yaml"
    extra.write_text(A_SET + "    when: {question: authority, is: maybe}\n", encoding="utf-8")
    good = folder / "04-good.yaml"
    good.write_text(
        A_SET.replace("type: text}", "type: text, when: {question: authority, is: negative}}"),
        encoding="utf-8",
    )

    assert reported(lint_file(extra)) != []
    assert reported(lint_file(good)) == []
    assert reported(lint_folder(folder)) == []


def test_a_set_without_a_questionnaire_is_checked_for_its_structure(tmp_path: Path) -> None:
    path = tmp_path / "01-extra.yaml"
    path.write_text(A_SET.replace("type: text", "typ: text"), encoding="utf-8")

    assert reported(lint_file(path)) == ["01-extra.yaml:4:5 S101 the key `type` is missing"]


def test_a_file_that_does_not_exist_is_a_finding(folder: Path) -> None:
    assert reported(lint_file(folder / "absent.yaml")) == [
        "absent.yaml:1:1 S001 cannot be read: there is no such file"
    ]


@pytest.mark.parametrize("name", ["03-extra.yaml", LIGHTS])
def test_a_file_in_the_current_folder_needs_no_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (folder / name).write_text(A_SET + "zebra: 1\n", encoding="utf-8")
    monkeypatch.chdir(folder)

    assert reported(lint_file(Path(name))) == [f"{name}:5:1 S102 unknown key `zebra`"]


# Whole folders of files that are named


def test_the_whole_folder_of_named_files_is_checked_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(folder / HEAD, "id: small", "id: large")
    other = shutil.copytree(SMALL_FOLDER, folder.parent / "other")
    monkeypatch.chdir(folder.parent)
    named = [folder / LIGHTS, Path("small", TREATY), Path("small"), Path("other", TREATY)]

    found = list(lint_paths(named, whole=True))

    assert [one.path for one in found] == [
        *(f"{folder}/{name}" for name in FILES),
        *(f"{other.name}/{name}" for name in FILES),
    ]
    codes = [(one.path, d.code) for one in found for d in one.diagnostics]
    assert codes == [(f"{folder}/{HEAD}", "Q012"), (f"other/{HEAD}", "Q012")]


def test_a_set_that_the_questionnaire_does_not_name_belongs_to_the_whole(folder: Path) -> None:
    extra = folder / "03-extra.yaml"
    extra.write_text(A_SET + "zebra: 1\n", encoding="utf-8")

    found = list(lint_paths([extra, folder / LIGHTS, extra], whole=True))

    assert [Path(one.path).name for one in found] == [*FILES, extra.name]
    assert reported({one.path: list(one.diagnostics) for one in found}) == [
        "03-extra.yaml:5:1 S102 unknown key `zebra`"
    ]


# Properties

scalars = st.sampled_from(
    [None, True, 0, -1, 1.5, "", " ", "party", "no", "state", "as_of", "2004", "x" * 500, "\u202e"]
)
junk = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "when", "all", "not", "question", "is", "than", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
GOOD = {name: read(SMALL_FOLDER / name).data for name in FILES}
CUT = object()


def changed(value: Any, where: tuple[Any, ...], new: Any) -> Any:
    """Return the data with something else at one place, or with nothing there."""
    if not where:
        return {} if new is CUT else new
    value = copy.deepcopy(value)
    inner = value
    for key in where[:-1]:
        inner = inner[key]
    if new is CUT:
        del inner[where[-1]]
    else:
        inner[where[-1]] = new
    return value


@given(st.data())
@settings(
    max_examples=examples(60),
    suppress_health_check=[*OF_CHANCE, HealthCheck.function_scoped_fixture],
)
def test_no_change_of_a_questionnaire_ends_linting(tmp_path: Path, data: st.DataObject) -> None:
    files = dict(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(FILES))
        where = data.draw(st.sampled_from([*places(files[name])]))
        files[name] = changed(files[name], where, data.draw(junk | st.just(CUT)))
    folder = tmp_path / "small"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        text = json.dumps(content, ensure_ascii=True)
        (folder / name).write_text(text, encoding="utf-8")

    by_file = lint_folder(folder)

    for name, diagnostics in by_file.items():
        assert len(diagnostics) <= 101
        assert all(found.path == name for found in diagnostics)


@pytest.mark.thorough
def test_a_condition_of_two_thousand_parts_is_linted(folder: Path) -> None:
    one = "{question: treaty-status, is: party}"
    change(folder / TREATY, f"when: {one}", f"when: {{all: [{', '.join([one] * 2000)}]}}")

    assert reported(lint_folder(folder)) == []


def test_the_combinations_of_a_long_list_of_codes_are_not_all_tried(folder: Path) -> None:
    codes = [f"code-{number}" for number in range(18)]
    options = ", ".join(f"{{code: {code}, label: {code}}}" for code in codes)
    change(folder / TREATY, "    type: states\n", f"    type: choices\n    options: [{options}]\n")
    change(folder / TREATY, "all_of: [NOR, SWE]", f"any_of: [{', '.join(codes[1:])}]")

    found = few_calls(lambda: reported(lint_folder(folder)), 1_000_000)

    assert found == []


def test_a_long_list_of_codes_that_are_compared_one_by_one_is_linted(folder: Path) -> None:
    codes = [f"code-{number}" for number in range(200)]
    options = ", ".join(f"{{code: {code}, label: {code}}}" for code in codes)
    compared = ", ".join(f"{{question: sea-neighbours, any_of: [{code}]}}" for code in codes)
    change(folder / TREATY, "    type: states\n", f"    type: choices\n    options: [{options}]\n")
    change(
        folder / TREATY, "{question: sea-neighbours, all_of: [NOR, SWE]}", f"{{any: [{compared}]}}"
    )

    found = few_calls(lambda: reported(lint_folder(folder)), 300_000)

    assert found == []


def depth(condition: Condition) -> int:
    match condition:
        case All():
            return 1 + max(map(depth, condition.all))
        case AnyOf():
            return 1 + max(map(depth, condition.any))
        case Not():
            return 1 + depth(condition.not_)
        case _:
            return 1


@pytest.mark.parametrize("levels", [20, 50])
def test_a_condition_can_be_as_deep_as_a_file(folder: Path, levels: int) -> None:
    one = "{question: treaty-status, is: party}"
    deep = "{not: " * levels + one + "}" * levels
    words = "your State is a party"
    change(folder / TREATY, f"when: {one}", f"when: {deep}\n    when_text: {words}")

    assert reported(lint_folder(folder)) == []
    when = load(folder).questions["deposit"].when
    assert when is not None
    assert depth(when) == levels + 1
