from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.report_texts import ANSWERS, OWNERS_FILE, assert_consistent, blocks_of, report_of


def test_an_edit_changes_nothing_but_its_answer() -> None:
    report = report_of(OWNERS_FILE)

    report.set_answer("campaigns", {"value": "affirmative"})

    assert report.text == OWNERS_FILE.replace(
        "        missing:   not-known\n        reason: ministry-did-not-reply\n",
        "    value: affirmative\n",
    )
    assert_consistent(report)


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


COMMENT_INDENTS = st.lists(st.integers(0, 10) | st.none(), max_size=2)


@given(
    comments_above=st.lists(COMMENT_INDENTS, min_size=len(LINES) + 1, max_size=len(LINES) + 1),
    has_comments=st.lists(st.booleans(), min_size=len(LINES), max_size=len(LINES)),
    question=st.sampled_from(["offence", "campaigns", "practice", "new"]),
    answer=ANSWERS | st.just({"value": {"status": "planned"}, "note": "one\ntwo"}),
)
def test_an_edit_loses_no_comment_wherever_it_stands(
    comments_above: list[list[int | None]],
    has_comments: list[bool],
    question: str,
    answer: dict[str, Any],
) -> None:
    lines: list[str] = []
    comments = 0
    for line, above, has_one in zip(
        [*LINES, ""], comments_above, [*has_comments, False], strict=True
    ):
        for indent in above:
            comments += indent is not None
            lines.append("" if indent is None else f"{' ' * indent}# comment-{comments}.")
        comments += has_one
        lines.append(f"{line}  # comment-{comments}." if has_one else line)
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
