import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.errors import SaveError
from checklist.files import report_text
from checklist.files.reader import Limits, parse
from checklist.files.report_text import ReportText
from tests.support.report_texts import (
    ANSWERS,
    IDS,
    OWNERS_FILE,
    TEXTS,
    VALUES,
    assert_consistent,
    blocks_of,
    data_of,
    report_of,
)


def test_reading_and_not_editing_changes_no_byte() -> None:
    assert report_of(OWNERS_FILE).content() == OWNERS_FILE.encode()


def test_the_same_answer_again_changes_no_byte() -> None:
    report = report_of(OWNERS_FILE)

    for key, answer in report.data["answers"].items():
        report.set_answer(key, answer)
    for key in ("state", "as_of", "questionnaire"):
        report.set_header(key, report.data[key])

    assert report.text == OWNERS_FILE


def test_a_new_answer_goes_before_the_first_of_those_named() -> None:
    report = report_of(OWNERS_FILE)

    report.set_answer("new", {"value": 1}, before=["practice", "on", "absent"])

    assert list(report.data["answers"]) == ["offence", "campaigns", "new", "on", "practice"]
    assert report.text == OWNERS_FILE.replace('  "on"', '  new:\n    value: 1\n  "on"')
    assert_consistent(report)


def test_a_new_answer_otherwise_goes_to_the_end() -> None:
    report = report_of(OWNERS_FILE)

    report.set_answer("new", {"value": 1}, before=["absent"])

    assert report.text == OWNERS_FILE.replace(
        "  # below all answers", "  new:\n    value: 1\n  # below all answers"
    )
    assert_consistent(report)


def test_a_header_key_is_changed_added_and_removed() -> None:
    report = report_of(OWNERS_FILE)

    report.set_header("as_of", "2026-12-01")
    report.set_header("revision", 2)
    report.remove_header("checklist_report")

    assert report.text.startswith("""\
# Report of Austria, draft

# begun in November
questionnaire: {id: ctoc-cop-2010-6, version: 1.0.0, digest: "sha256:ab"}
state: AUT
as_of: "2026-12-01"

revision: 2
answers:
""")
    assert_consistent(report)


def test_the_answers_are_no_header() -> None:
    report = report_of(OWNERS_FILE)

    with pytest.raises(ValueError, match="one by one"):
        report.set_header("answers", {})
    with pytest.raises(ValueError, match="one by one"):
        report.remove_header("answers")


def test_what_is_not_there_cannot_be_removed() -> None:
    report = report_of(OWNERS_FILE)

    with pytest.raises(KeyError):
        report.remove_answer("absent")
    with pytest.raises(KeyError):
        report.remove_header("absent")


def test_an_answer_set_and_removed_again_and_again_takes_no_more_room() -> None:
    report = report_of(OWNERS_FILE)
    events = report._events

    for _ in range(3):
        report.set_answer("new", {"value": ["x"]})
        report.set_header("key", {"x": []})
        report.remove_header("key")
        report.remove_answer("new")

    assert report._events == events
    assert report.text == OWNERS_FILE


def test_crlf_stays() -> None:
    content = OWNERS_FILE.replace("\n", "\r\n").encode()
    report = ReportText(parse(content, "r.yaml"))

    report.set_answer("campaigns", {"value": "one\ntwo"})
    report.set_answer("new", {"value": 1})
    report.set_header("revision", 2)

    assert b'value: |-\r\n      one\r\n      two\r\n  "on"' in report.content()
    assert report.content().count(b"\n") == report.content().count(b"\r\n")
    assert_consistent(report)


def test_a_byte_order_mark_stays() -> None:
    content = b"\xef\xbb\xbfstate: AUT\n"
    report = ReportText(parse(content, "r.yaml"))

    assert report.content() == content
    report.set_answer("q", {"value": 1})

    assert report.content() == content + b"answers:\n  q:\n    value: 1\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_json_stays_json(newline: str) -> None:
    text = '{"state": "AUT",\n "answers": {"q": {"value": "é\\u2028\\ud83d\\ude00"}}}'
    report = report_of(text.replace("\n", newline))

    report.set_answer("a", {"value": "one\ntwo"}, before=["q"])
    report.set_header("revision", 2)
    report.remove_header("state")

    assert report.text.startswith('{\n  "revision": 2,\n'.replace("\n", newline))
    assert json.loads(report.text) == report.data
    assert list(report.data["answers"]) == ["a", "q"]
    assert report.text.endswith(f"}}{newline}")
    assert_consistent(report)


@pytest.mark.parametrize("text", ["a: &x 1\n", "- 1\n", "answers: [1]\n", "x: .inf\n"])
def test_what_was_not_read_whole_cannot_be_edited(text: str) -> None:
    with pytest.raises(ValueError, match="read without findings"):
        report_of(text)


@pytest.mark.parametrize("text", [OWNERS_FILE, '{"answers": {}}'])
@pytest.mark.parametrize("value", ["\x1b[31m", "\x85", "\ud800", "\r", 10**15, 1e15, float("nan")])
def test_what_cannot_be_read_again_is_refused_and_changes_nothing(text: str, value: Any) -> None:
    report = report_of(text)
    data = report.data

    with pytest.raises(SaveError, match="cannot be written"):
        report.set_answer("offence", {"value": value})
    with pytest.raises(SaveError, match="cannot be written"):
        report.set_header("x", value)

    assert report.text == text
    assert report.data is data


def test_the_question_that_cannot_be_saved_is_named() -> None:
    with pytest.raises(SaveError, match=r"for `offence` cannot be written: .*U\+001B"):
        report_of(OWNERS_FILE).set_answer("offence", {"value": "\x1b"})


@pytest.mark.parametrize("limits", [Limits(max_bytes=1000), Limits(max_events=100)])
@pytest.mark.parametrize("text", [OWNERS_FILE, '{"answers": {}}'])
def test_a_report_that_would_be_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch, text: str, limits: Limits
) -> None:
    monkeypatch.setattr(report_text, "Limits", lambda: limits)
    report = report_of(text)

    with pytest.raises(SaveError, match=r"`report-AUT\.yaml` would be too large"):
        for number in range(100):
            report.set_answer(f"q{number}", {"value": ["x"]})

    assert report.data["answers"]["q1"] == {"value": ["x"]}
    assert parse(report.content(), "r.yaml", limits=limits).refusals == ()
    assert_consistent(report)


@given(answer=ANSWERS, question=IDS)
@example(answer={"value": "\n  x\n"}, question="practice")
@example(answer={"value": ["\tx\n y", "?@"]}, question="offence")
def test_any_answer_reads_back_and_leaves_the_others_alone(
    answer: dict[str, Any], question: str
) -> None:
    report = report_of(OWNERS_FILE)
    data = report.data
    before = blocks_of(report)

    report.set_answer(question, answer)

    expected = {**data, "answers": {**data["answers"], question: answer}}
    assert report.data == expected
    assert data_of(report.content()) == expected
    after = blocks_of(report)
    assert {key: after[key] for key in before if key != question} == {
        key: before[key] for key in before if key != question
    }
    for comment in ("# see the code", "# to be confirmed", "# section 104a", "# at the end"):
        assert comment in report.text


@given(answers=st.dictionaries(TEXTS, ANSWERS, max_size=4), header=VALUES)
def test_any_new_report_reads_back(answers: dict[str, Any], header: Any) -> None:
    data = {"state": "AUT", "header": header, "answers": answers}

    report = ReportText.new(data, "r.yaml")

    assert data_of(report.content()) == data
    assert report_of(report.text).text == report.text


STARTS = [
    OWNERS_FILE,
    OWNERS_FILE.replace("\n", "\r\n"),
    "",
    "state: AUT",
    '{"state": "AUT"}',
    "---\n# begin\nstate: AUT\nanswers:\n  a: {}\n...\n# end\n",
    "'answers' :\n    a:\n        value: x\n",
    "# flow\n{state: AUT, answers: {a: {value: x}}}",
]


@given(
    start=st.sampled_from(STARTS),
    edits=st.lists(
        st.tuples(st.just("set"), IDS, ANSWERS, st.lists(IDS, max_size=2))
        | st.tuples(st.sampled_from(["remove", "header", "no header"]), IDS, ANSWERS, st.just([])),
        max_size=8,
    ),
)
def test_any_edits_do_to_the_text_what_they_do_to_a_dict(
    start: str, edits: list[tuple[str, str, dict[str, Any], list[str]]]
) -> None:
    report = report_of(start) if start else ReportText.new({}, "r.yaml")
    header = dict(report.data)
    answers = dict(header.pop("answers", {}))

    for edit, key, value, before in edits:
        if edit == "set":
            answers[key] = value
            report.set_answer(key, value, before=before)
        elif edit == "remove" and key in answers:
            del answers[key]
            report.remove_answer(key)
        elif edit == "header":
            header[key] = value
            report.set_header(key, value)
        elif edit == "no header" and key in header:
            del header[key]
            report.remove_header(key)
        if report.data:
            assert_consistent(report)

    got = dict(report.data)
    assert got.pop("answers", {}) == answers
    assert got == header


def test_the_byte_order_mark_of_a_file_stays() -> None:
    content = b"\xef\xbb\xbfstate: AUT\nanswers:\n  a: {value: 1}\n"

    report = ReportText(parse(content, "report.yaml"))
    report.set_header("state", "NOR")

    assert report.content() == content.replace(b"AUT", b"NOR")


def test_an_answer_is_removed_from_json() -> None:
    report = ReportText(parse(b'{"answers": {"a": {"value": 1}, "b": {"value": 2}}}', "r.json"))

    report.remove_answer("a")

    assert json.loads(report.content()) == {"answers": {"b": {"value": 2}}}
