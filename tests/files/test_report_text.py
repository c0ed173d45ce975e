import enum
import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.errors import SaveError
from checklist.files import report_text
from checklist.files.reader import Limits, parse
from checklist.files.report_text import ReportText
from checklist.text.sanitize import FORBIDDEN

OWNERS_FILE = """\
# Report of Austria, draft

# begun in November
checklist_report: 1  # the format
questionnaire: {id: ctoc-cop-2010-6, version: 1.0.0, digest: "sha256:ab"}
state: AUT
as_of: 2026-11-24

answers:
  # Ministry of Justice

  # asked by phone
  offence:
    value: specific-offence  # see the code
    # section 104a
    note: 'it''s new'
    # to be confirmed

  campaigns:
        missing:   not-known
        reason: ministry-did-not-reply
  "on": {value: affirmative}
  practice:
    value: |+
      # not a comment

      The practice.

  # below all answers
# at the end
"""


def report_of(text: str) -> ReportText:
    return ReportText(parse(text.encode(), "report-AUT.yaml"))


def read(content: bytes) -> Any:
    document = parse(content, "report-AUT.yaml")
    assert document.refusals == ()
    return document.data


def assert_consistent(report: ReportText) -> None:
    # With no more events than the report counts itself.
    limits = Limits(max_events=report._events)
    document = parse(report.content(), "report-AUT.yaml", limits=limits)
    assert document.refusals == ()
    assert document.data == report.data
    assert list(document.data) == list(report.data)


# What is written


def test_a_new_report_is_written_as_people_read_it() -> None:
    report = ReportText.new(
        {
            "checklist_report": 1,
            "questionnaire": {"id": "ctoc-cop-2010-6", "version": "1.0.0"},
            "state": "AUT",
            "as_of": "2026-11-24",
            "answers": {
                "offence": {"value": "specific-offence"},
                "predicate-offence": {
                    "value": {
                        "status": "partly-implemented",
                        "partly": ["practice-only", "some-regions"],
                        "practice": "First paragraph.\n\n  Indented: yes\nLast # line",
                        "evidence": [{"law": "criminal-code", "article": "104a"}],
                    },
                    "note": "The law says: whoever recruits, transports, transfers, harbours or "
                    "receives a person is liable to imprisonment # of six months to five years",
                    "confidential": True,
                    "answered_by": "Ministry of Justice",
                },
                "victims": {"value": 12, "note": ""},
                "none": {"value": None},
                "empty": {"value": [], "note": {}},
            },
        },
        "report-AUT.yaml",
    )

    assert (
        report.text
        == """\
checklist_report: 1
questionnaire:
  id: ctoc-cop-2010-6
  version: "1.0.0"
state: AUT
as_of: "2026-11-24"
answers:
  offence:
    value: specific-offence
  predicate-offence:
    value:
      status: partly-implemented
      partly:
        - practice-only
        - some-regions
      practice: |-
        First paragraph.

          Indented: yes
        Last # line
      evidence:
        - law: criminal-code
          article: "104a"
    note: >-
      The law says: whoever recruits, transports, transfers, harbours or receives a
      person is liable to imprisonment # of six months to five years
    confidential: true
    answered_by: Ministry of Justice
  victims:
    value: 12
    note: ""
  none:
    value: null
  empty:
    value: []
    note: {}
"""
    )
    assert_consistent(report)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain text, with [this] and {that}", "plain text, with [this] and {that}"),
        ("Österreich", "Österreich"),
        ("it's", "it's"),
        ("no", '"no"'),
        ("On", '"On"'),
        ("Y", '"Y"'),
        ("null", '"null"'),
        ("True", '"True"'),
        ("~", '"~"'),
        ("2004-05-06", '"2004-05-06"'),
        ("2004", '"2004"'),
        ("12:30", '"12:30"'),
        ("1_000", '"1_000"'),
        ("0123", '"0123"'),
        ("0x1F", '"0x1F"'),
        ("1e3", '"1e3"'),
        (".inf", '".inf"'),
        ("<<", '"<<"'),
        ("=", '"="'),
        ("", '""'),
        (" x", '" x"'),
        ("x ", '"x "'),
        ("x: y", '"x: y"'),
        ("x:", '"x:"'),
        ("x #y", '"x #y"'),
        ("x#y:z", "x#y:z"),
        ("- x", '"- x"'),
        ("?@", '"?@"'),
        ("@x", '"@x"'),
        ('say "no"', 'say "no"'),
        ('"no"', '"\\"no\\""'),
        ("a\tb", '"a\\tb"'),
        ("a\\b ", '"a\\\\b "'),
        ("\n", '"\\n"'),
        ("x\n\n", '"x\\n\\n"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("a\nb\u2029c", '"a\\nb\\u2029c"'),
        ("\ufeff", '"\\uFEFF"'),
        ("😀", '"😀"'),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_a_text_that_another_reader_could_take_for_something_else_is_in_quotes(
    text: str, written: str
) -> None:
    report = ReportText.new({"answers": {}}, "r.yaml")

    report.set_answer("q", {"value": text})

    assert report.text == f"answers:\n  q:\n    value: {written}\n"
    assert yaml.safe_load(report.text) == report.data
    assert_consistent(report)


def test_numbers_are_written_so_that_every_reader_reads_numbers() -> None:
    report = ReportText.new({}, "r.yaml")
    numbers = [0, -1, 999_999_999_999_999, 0.5, 1e14, 1.5e-7, -0.0]

    report.set_answer("q", {"value": numbers})

    assert yaml.safe_load(report.text) == report.data
    assert read(report.content())["answers"]["q"]["value"] == numbers


def test_subclasses_become_plain_data() -> None:
    class Status(enum.StrEnum):
        DRAFT = "draft"

    report = ReportText.new({}, "r.yaml")

    report.set_header("status", Status.DRAFT)
    report.set_answer("q", {"value": ("a", Status.DRAFT)})

    assert type(report.data["status"]) is str
    assert report.data == {"status": "draft", "answers": {"q": {"value": ["a", "draft"]}}}


@pytest.mark.parametrize("value", [{1: "x"}, {"x"}, b"x", object()])
def test_what_json_does_not_know_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="a report cannot hold a"):
        ReportText.new({}, "r.yaml").set_answer("q", {"value": value})


def test_the_folded_lines_of_a_long_text_are_short() -> None:
    report = ReportText.new({}, "r.yaml")

    report.set_answer("q", {"value": {"practice": "eight ch " * 200 + "end"}})

    assert max(map(len, report.text.splitlines())) <= 88


# What the owner wrote


def test_reading_and_not_editing_changes_no_byte() -> None:
    assert report_of(OWNERS_FILE).content() == OWNERS_FILE.encode()


def test_an_edit_changes_nothing_but_its_answer() -> None:
    report = report_of(OWNERS_FILE)

    report.set_answer("campaigns", {"value": "affirmative"})

    assert report.text == OWNERS_FILE.replace(
        "        missing:   not-known\n        reason: ministry-did-not-reply\n",
        "    value: affirmative\n",
    )
    assert_consistent(report)


def test_comments_and_quotes_inside_the_changed_answer_stay() -> None:
    report = report_of(OWNERS_FILE)

    report.set_answer(
        "offence", {"value": "specific-offence", "note": "it's new", "answered_by": "Justice"}
    )

    assert report.text == OWNERS_FILE.replace(
        "    # to be confirmed\n", "    # to be confirmed\n    answered_by: Justice\n"
    )


def test_comments_of_what_is_gone_move_above_the_answer() -> None:
    report = report_of(OWNERS_FILE)

    report.set_answer("offence", {"missing": "declined"})

    assert report.text == OWNERS_FILE.replace(
        """\
  offence:
    value: specific-offence  # see the code
    # section 104a
    note: 'it''s new'
    # to be confirmed
""",
        """\
  # see the code
  # section 104a
  # to be confirmed
  offence:
    missing: declined
""",
    )
    assert_consistent(report)


def test_a_comment_beside_a_value_stays_when_the_value_becomes_several_lines() -> None:
    report = report_of("answers:\n  q:\n    value: old  # mine\n    note: x\n")

    report.set_answer("q", {"value": "one\ntwo", "note": "x"})

    assert report.data["answers"]["q"] == {"value": "one\ntwo", "note": "x"}
    assert report.text.count("# mine") == 1
    assert_consistent(report)


def test_the_same_answer_again_changes_no_byte() -> None:
    report = report_of(OWNERS_FILE)

    for key, answer in report.data["answers"].items():
        report.set_answer(key, answer)
    for key in ("state", "as_of", "questionnaire"):
        report.set_header(key, report.data[key])

    assert report.text == OWNERS_FILE


def test_a_removed_answer_takes_the_comments_that_touch_it() -> None:
    report = report_of(OWNERS_FILE)

    report.remove_answer("offence")

    assert "  # Ministry of Justice\n\n  campaigns:\n" in report.text
    assert "phone" not in report.text
    assert "104a" not in report.text
    assert_consistent(report)


def test_a_removed_last_answer_leaves_what_stands_below() -> None:
    report = report_of(OWNERS_FILE)

    report.remove_answer("practice")

    assert report.text.endswith(
        '  "on": {value: affirmative}\n  # below all answers\n# at the end\n'
    )
    assert_consistent(report)


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


@pytest.mark.parametrize(
    "answers", ["", "answers: {}\n", "answers:\n", "answers: ~\n", "answers: {\n  }\n"]
)
def test_the_first_answer_turns_no_answers_into_a_block(answers: str) -> None:
    report = report_of(f"# top\nstate: AUT\n{answers}# end\n")

    report.set_answer("q", {"value": 1})

    assert report.text == "# top\nstate: AUT\nanswers:\n  q:\n    value: 1\n# end\n"
    assert_consistent(report)


def test_the_last_answer_removed_leaves_an_empty_mapping() -> None:
    report = report_of("state: AUT\nanswers:  # mine\n  q:\n    value: 1\nrevision: 1\n")

    report.remove_answer("q")

    assert report.text == "state: AUT\n# mine\nanswers: {}\nrevision: 1\n"
    assert_consistent(report)


def test_keys_below_the_answers_stay_below() -> None:
    report = report_of("answers:\n  q:\n    value: 1\n\n# about\nstate: AUT\n")

    report.set_answer("r", {"value": 2})
    report.set_header("as_of", "x")

    assert report.text == (
        "as_of: x\nanswers:\n  q:\n    value: 1\n\n  r:\n    value: 2\n# about\nstate: AUT\n"
    )
    assert_consistent(report)


def test_answers_that_the_owner_indents_deeper_stay_so() -> None:
    report = report_of(
        "answers:\n    q:\n        value: 1\n    r:\n        value: |\n          x\n"
    )

    report.set_answer("q", {"value": "a\n b"})
    report.set_answer("s", {"value": 3})

    assert report.text == (
        "answers:\n    q:\n      value: |-\n        a\n         b\n"
        "    r:\n        value: |\n          x\n    s:\n      value: 3\n"
    )
    assert_consistent(report)


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
@pytest.mark.parametrize("value", ["1", "|\n      x", "|+\n      x\n", "'a\n\n  b'", "{a: 1}"])
def test_a_file_may_end_without_a_line_break(value: str, end: str) -> None:
    report = report_of(f"answers:\n  q:\n    value: {value}{end}")
    old = report.data["answers"]["q"]

    report.set_answer("r", {"value": 2})

    assert report.data["answers"] == {"q": old, "r": {"value": 2}}
    assert_consistent(report)


def test_what_only_looks_like_a_comment_above_a_key_stays() -> None:
    report = report_of('answers:\n  q:\n    value: "one\n  # two"\n  r:\n    value: 1\n')

    report.remove_answer("r")

    assert report.data == {"answers": {"q": {"value": "one # two"}}}
    assert_consistent(report)


def test_a_broken_line_of_a_text_that_holds_a_comment_sign_stays() -> None:
    report = report_of('answers:\n  q:\n    value: "one # 1\n  # two"\n  r:\n    value: 1\n')

    report.set_answer("r", {"value": 2})

    assert report.data == {"answers": {"q": {"value": "one # 1 # two"}, "r": {"value": 2}}}
    assert_consistent(report)


@pytest.mark.parametrize("key", ["about", "_"])
def test_a_text_of_the_owner_that_ends_with_blank_lines_stays(key: str) -> None:
    report = report_of(f"{key}:\n  a: 1\n  b: |+\n    x\n\nstate: AUT\n")

    report.set_header(key, {"a": 2, "b": "x\n\n"})

    assert report.data == {key: {"a": 2, "b": "x\n\n"}, "state": "AUT"}
    assert_consistent(report)


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
    report = ReportText(parse(content, "r.yaml"), byte_order_mark=True)

    assert report.content() == content
    report.set_answer("q", {"value": 1})

    assert report.content() == content + b"answers:\n  q:\n    value: 1\n"


@pytest.mark.parametrize(
    "text",
    [
        "# mine\n{state: AUT, # too\n answers: {q: {value: x}, r: {value: 2}}}\n",
        "---\n# mine\nstate: AUT\nanswers: {q: {value: x}, r: {value: 2}} # too\n",
        "? state # mine\n: AUT # too\n? answers\n: q: {value: x}\n  r: {value: 2}\n",
    ],
)
def test_other_styles_become_block_style_at_the_first_edit(text: str) -> None:
    report = report_of(text)
    assert report.text == text

    report.set_answer("q", {"value": "z"})

    assert report.text == (
        "# mine\n# too\nstate: AUT\nanswers:\n  q:\n    value: z\n  r:\n    value: 2\n"
    )
    assert_consistent(report)


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


# Faults


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


def test_a_dump_that_goes_wrong_is_written_in_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    dump = report_text.dump

    def spoil(data: Any, source: str, source_data: Any, in_quotes: bool) -> str:
        if source:
            raise AssertionError("a fault of the library")
        text = dump(data, source, source_data, in_quotes)
        return text if in_quotes else text.replace("one", "two")

    monkeypatch.setattr(report_text, "dump", spoil)
    report = report_of(OWNERS_FILE)
    report.set_answer("offence", {"value": "one\n😀"})

    assert '  offence:\n    value: "one\\n😀"\n' in report.text
    assert report.text.count("# see the code") == 1
    assert_consistent(report)


# Any text


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]).filter(lambda c: not FORBIDDEN.match(c))
    | st.sampled_from(" \n\t'\"#:-?@|>%&*!,[]{}\\é\u2028\u2029\ufeff\u200f😀"),
    max_size=60,
) | st.lists(st.sampled_from(["word", "a: b", "# x", "", " ", "- x", "  in"]), max_size=60).flatmap(
    lambda words: st.sampled_from([" ".join(words), "\n".join(words)])
)
KEYS = TEXTS | st.sampled_from(["value", "note", "missing", "no", "y", "a b", "<<", "="])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15) + 1, 10**15 - 1)
    | st.floats(-1e15, 1e15, exclude_min=True, exclude_max=True)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
ANSWERS = st.dictionaries(KEYS, VALUES, max_size=5)
IDS = st.sampled_from(["offence", "campaigns", "on", "practice", "new", "a"])


def blocks_of(report: ReportText) -> dict[str, str]:
    return {
        key: block.lead + block.body
        for part in (report._blocks.top, report._blocks.answers)
        for key, block in part.items()
    }


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
    assert read(report.content()) == expected
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

    assert read(report.content()) == data
    assert report_of(report.text).text == report.text


@given(answer=st.dictionaries(KEYS.filter(lambda key: key not in ("<<", "=")), VALUES))
def test_a_reader_of_yaml_1_1_reads_the_same(answer: dict[str, Any]) -> None:
    report = ReportText.new({}, "r.yaml")

    report.set_answer("q", answer)

    assert yaml.load(report.text, Loader=yaml.CSafeLoader) == {"answers": {"q": answer}}


LINES = """\
state: AUT
answers:
  offence:
    value:
      status: implemented
      partly:
        - practice-only
        - some-regions
      evidence: [{law: code}]
    note: x
  campaigns:
    value: {status: planned}
  practice: {value: x}
as_of: x
""".splitlines()
ASIDES = st.lists(st.integers(0, 10) | st.none(), max_size=2)


@given(
    asides=st.lists(ASIDES, min_size=len(LINES) + 1, max_size=len(LINES) + 1),
    beside=st.lists(st.booleans(), min_size=len(LINES), max_size=len(LINES)),
    question=st.sampled_from(["offence", "campaigns", "practice", "new"]),
    answer=ANSWERS | st.just({"value": {"status": "planned"}, "note": "one\ntwo"}),
)
def test_an_edit_loses_no_comment_wherever_it_stands(
    asides: list[list[int | None]], beside: list[bool], question: str, answer: dict[str, Any]
) -> None:
    lines: list[str] = []
    comments = 0
    for line, above, has_comment in zip([*LINES, ""], asides, [*beside, False], strict=True):
        for indent in above:
            comments += indent is not None
            lines.append("" if indent is None else f"{' ' * indent}# comment-{comments}.")
        comments += has_comment
        lines.append(f"{line}  # comment-{comments}." if has_comment else line)
    report = report_of("\n".join(lines) + "\n")
    before = blocks_of(report)

    report.set_answer(question, answer)

    assert report.data["answers"][question] == answer
    assert_consistent(report)
    assert {
        key: text for key, text in blocks_of(report).items() if key not in (question, "answers")
    } == {key: text for key, text in before.items() if key not in (question, "answers")}
    for number in range(1, comments + 1):
        assert report.text.count(f"# comment-{number}.") == 1


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

    report = ReportText.of(parse(content, "report.yaml"))
    report.set_header("state", "NOR")

    assert report.content() == content.replace(b"AUT", b"NOR")


def test_an_answer_is_removed_from_json() -> None:
    report = ReportText.of(parse(b'{"answers": {"a": {"value": 1}, "b": {"value": 2}}}', "r.json"))

    report.remove_answer("a")

    assert json.loads(report.content()) == {"answers": {"b": {"value": 2}}}
