from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checklist.files import report_text
from checklist.files.editing import yaml_writer
from checklist.files.report_text import ReportText
from tests.support.report_texts import (
    KEYS,
    OWNERS_FILE,
    VALUES,
    assert_consistent,
    data_of,
    report_of,
)


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
    assert data_of(report.content())["answers"]["q"]["value"] == numbers


def test_the_folded_lines_of_a_long_text_are_short() -> None:
    report = ReportText.new({}, "r.yaml")

    report.set_answer("q", {"value": {"practice": "eight ch " * 200 + "end"}})

    assert max(map(len, report.text.splitlines())) <= 88


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


def test_a_comment_after_a_value_stays_when_the_value_becomes_several_lines() -> None:
    report = report_of("answers:\n  q:\n    value: old  # mine\n    note: x\n")

    report.set_answer("q", {"value": "one\ntwo", "note": "x"})

    assert report.data["answers"]["q"] == {"value": "one\ntwo", "note": "x"}
    assert report.text.count("# mine") == 1
    assert_consistent(report)


def test_a_dump_that_goes_wrong_is_written_in_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    dump = yaml_writer.dump

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


@given(answer=st.dictionaries(KEYS.filter(lambda key: key not in ("<<", "=")), VALUES))
def test_a_reader_of_yaml_1_1_reads_the_same(answer: dict[str, Any]) -> None:
    report = ReportText.new({}, "r.yaml")

    report.set_answer("q", answer)

    assert yaml.load(report.text, Loader=yaml.CSafeLoader) == {"answers": {"q": answer}}


@given(before=VALUES, after=VALUES)
def test_what_stands_in_the_style_of_a_new_block_is_changed_as_if_it_were_new(
    before: Any, after: Any
) -> None:
    """So such a block need not be read again before its value is written anew."""
    source = yaml_writer.dump({"q": before}, "", {}, in_quotes=False)

    changed = yaml_writer.dump({"q": after}, source, {"q": before}, in_quotes=False)

    assert changed == yaml_writer.dump({"q": after}, "", {}, in_quotes=False)


def test_a_block_is_known_to_be_as_new_until_its_owner_changes_its_style() -> None:
    new = ReportText.new({}, "r.yaml")
    new.set_answer("q", {"value": "one", "note": "Words"})
    kept, styled = report_of(new.text), report_of(new.text.replace("one", "'one'  # sure"))

    for report in (kept, styled):
        report.set_answer("q", {"value": "one", "note": "Other words"})
        report.set_answer("q", {"value": "one", "note": "Again others"})

    assert kept.text == new.text.replace("Words", "Again others")
    assert styled.text == kept.text.replace("one", "'one'  # sure")
