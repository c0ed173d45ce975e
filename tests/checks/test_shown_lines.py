"""The lines of a file that findings show: never one of a confidential answer, or that can be."""

import json
from pathlib import Path

import pytest

from checklist.checks.batch import Checker, ReportSource
from checklist.diagnostics import Diagnostic
from tests.support.folders import SMALL_FOLDER

HEAD = """\
checklist_report: 1
questionnaire: {id: small, version: 1.2.0, digest: "sha256:%s"}
state: NOR
as_of: 2026-11-24
status: draft
revision: 1
""" % ("0" * 64)
SECRET = "wharf-rat"


def checked(text: str) -> list[Diagnostic]:
    checker = Checker(str(SMALL_FOLDER), with_lines=True)
    source = ReportSource(Path("report-NOR.yaml"), text.encode())
    return list(checker.read(source).findings.diagnostics)


def shown(text: str, code: str = "R007") -> list[str]:
    """Return the lines of the first finding with a code, or why none is shown."""
    (excerpt, *_) = (one.excerpt for one in checked(text) if one.code == code)
    assert excerpt is not None
    return [excerpt.withheld] if excerpt.withheld else [one.text for one in excerpt.lines]


def test_a_finding_has_its_line_with_the_neighbours_in_the_same_answer() -> None:
    text = HEAD + "answers:\n  authority:\n    value: TODO\n    note: n\n  office:\n    value: x\n"

    assert shown(text) == ["  authority:", "    value: TODO", "    note: n"]
    assert shown(text, "R004") == ["  office:", "    value: x"]


def test_what_is_not_answered_has_no_line_of_an_answer() -> None:
    assert shown(HEAD + "answers:\n  authority:\n    value: TODO\n", "R005") == ["answers:"]


@pytest.mark.parametrize(
    "secret",
    [
        f"  founding-story:\n    value: |\n      a\n\n      {SECRET}\n    confidential: true\n",
        f"  founding-story:\n    confidential: true\n    value: >-\n      {SECRET}\n      b\n",
        f"  founding-story: {{value: {SECRET}, confidential: true}}\n",
        f"  # {SECRET}\n  founding-story: {{value: x, confidential: true}}\n  # {SECRET}\n",
    ],
    ids=["block", "mark first", "flow", "comments"],
)
def test_the_neighbour_of_an_answer_can_be_confidential_and_is_not_shown(secret: str) -> None:
    text = f"{HEAD}answers:\n{secret}  authority:\n    value: TODO\n{secret.replace('ing', 'er')}"

    assert shown(text) == ["  authority:", "    value: TODO"]


@pytest.mark.parametrize(
    "answer",
    [
        f"  authority:\n    value: TODO\n    note: {SECRET}\n    confidential: true\n",
        f"  authority:\n    note: |\n      {SECRET}\n    value: TODO\n    confidential: true\n",
        f"  authority: {{note: {SECRET}, value: TODO, confidental: true}}\n",
        f"  authority: {{note: {SECRET}, value: TODO, 'Confidential' : true}}\n",
        f'  authority: {{note: {SECRET}, value: TODO, "confid\\u0065ntial": true}}\n',
        f"  authority: {{value: TODO}}\n  confidential: true\n  office: {{value: {SECRET}}}\n",
    ],
)
def test_no_line_of_a_confidential_answer_is_shown_nor_where_the_mark_is_misspelt(
    answer: str,
) -> None:
    excerpts = [one.excerpt for one in checked(HEAD + "answers:\n" + answer)]

    assert excerpts
    assert SECRET not in str(excerpts)
    assert "TODO" not in str(excerpts)


def test_a_row_that_is_confidential_hides_all_lines_of_its_answer() -> None:
    rows = f"{{repair: {{value: x}}, paint: {{value: {SECRET}, confidential: true}}}}"

    (line,) = shown(f"{HEAD}answers:\n  light-tasks:\n    value: {rows}\n")

    assert "it is confidential, or can be" in line


def test_answers_on_one_line_are_shown_only_where_none_of_them_is_confidential() -> None:
    head = {
        "checklist_report": 1,
        "questionnaire": {"id": "small", "version": "1.2.0", "digest": "sha256:" + "0" * 64},
        **{"state": "NOR", "as_of": "2026-11-24", "status": "draft", "revision": 1},
    }
    answers = {"authority": {"value": "TODO"}, "founding-story": {"value": SECRET}}
    marked = {**answers, "founding-story": {"value": SECRET, "confidential": True}}

    (open_line,) = shown(json.dumps({**head, "answers": answers}))
    (closed,) = shown(json.dumps({**head, "answers": marked}))

    assert "TODO" in open_line
    assert SECRET not in closed
    assert "it is confidential" in closed


@pytest.mark.parametrize(
    "broken",
    [
        f"answers:\n  authority: {{value: TODO, note: {SECRET}\n",
        f"answers:\n  authority: {{value: TODO, note: {SECRET}, value: x}}\n",
        f"answers:\n  authority: {{value: 77777777777777777777, note: {SECRET}}}\n",
        f"answers:\n  authority: {{value: TODO, note: {SECRET}}}\nanswers: {{}}\n",
        f"answers: &x\n  authority: {{value: TODO, note: {SECRET}}}\n",
    ],
)
def test_a_file_with_a_part_that_cannot_be_read_shows_no_line(broken: str) -> None:
    excerpts = [one.excerpt for one in checked(HEAD + broken)]

    assert excerpts
    assert all(one is not None and not one.lines for one in excerpts)
    assert "a part of it cannot be read" in str(excerpts)


def test_a_report_on_another_questionnaire_shows_no_line() -> None:
    text = HEAD.replace("small", "other") + f"answers:\n  authority:\n    value: {SECRET}\n"

    excerpts = [one.excerpt for one in checked(text)]

    assert all(one is not None and not one.lines for one in excerpts)


def test_keys_of_the_head_that_hold_persons_or_answers_are_not_shown() -> None:
    text = HEAD + f"colour: {SECRET}\napproved: {{by: {SECRET}}}\nanswers:\n  office: {{}}\n"

    assert SECRET not in str([one.excerpt for one in checked(text)])


def test_of_a_long_line_the_part_around_the_place_is_kept() -> None:
    notes = "x" * 1_900
    text = f"{HEAD}answers:\n  authority: {{note: {notes}, value: TODO, confidence: high}}\n"

    (excerpt,) = (one.excerpt for one in checked(text) if one.code == "R007")

    assert excerpt is not None
    (line,) = excerpt.lines
    assert len(line.text) == 240
    assert "value: TODO" in line.text
    assert line.begin > 1_600


@pytest.mark.parametrize(
    "mark",
    [
        "cofidential",
        "confdential",
        "conifdential",
        "con-fidental",
        '"confidential "',
        '" confidential"',
        '"confid\u200bential"',
        '"c\\x6fnfidental"',
        "\u0441onfidential",
        "\uff43onfidential",
        "konfidentiell",
        "confidential answer",
        "is_confidential",
    ],
)
def test_a_mark_that_is_misspelt_or_has_foreign_signs_hides_the_lines_too(mark: str) -> None:
    answers = [
        f"  authority: {{note: {SECRET}, value: TODO, {mark}: true}}\n",
        f"  authority: {{note: {SECRET}, value: [TODO, {{{mark}: true}}]}}\n",
        f"  authority: {{value: TODO}}\n  {mark}: true\n  office: {{value: {SECRET}}}\n",
    ]
    for answer in answers:
        excerpts = [one.excerpt for one in checked(HEAD + "answers:\n" + answer)]

        assert "it is confidential, or can be" in str(excerpts)
        assert SECRET not in str(excerpts)


@pytest.mark.parametrize("key", ["confidence", "conditional", "conflict", "confirmation"])
def test_a_key_that_only_begins_like_the_mark_hides_nothing(key: str) -> None:
    text = f"{HEAD}answers:\n  authority: {{value: TODO, {key}: x}}\n"

    assert "TODO" in str([one.excerpt for one in checked(text)])


@pytest.mark.parametrize(
    "mark", ["confidental", "Confidential", "'confidential '", "konfidentiell"]
)
def test_findings_in_an_answer_whose_mark_is_misspelt_quote_the_mark_only(mark: str) -> None:
    rows = f"{{repair: {{value: {SECRET}, {mark}: true}}}}"
    answers = [
        f"  authority: {{missing: {SECRET}, {mark}: true}}\n",
        f"  authority: {{value: {SECRET}, {mark}: 'yes'}}\n",
        f"  light-tasks: {{value: {rows}}}\n",
    ]
    for answer in answers:
        messages = [one.message for one in checked(HEAD + "answers:\n" + answer)]

        assert any(f"`{mark.strip(chr(39))}`" in one for one in messages)
        assert SECRET not in str(messages)


def test_a_misspelt_mark_that_is_false_takes_no_word_from_the_findings() -> None:
    text = f"{HEAD}answers:\n  authority: {{missing: nobody-knows, Confidential: false}}\n"

    assert "`nobody-knows`" in str([one.message for one in checked(text)])
