"""Whatever data stands in a report, the validator has findings on it and does not fail."""

import copy
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from checklist.checks.validator import validate
from checklist.diagnostics import MAX_PER_FILE
from checklist.files.reader import Document
from tests.support.broken_reports import places
from tests.support.examples import examples
from tests.support.small_report import COMPLETE, SMALL, data_of

words = st.sampled_from(
    [
        *SMALL.questions,
        *("value", "missing", "reason", "status", "law", "url", "repair", "short-name", "evidence"),
        *("not-known", "declined", "other", "party", "implemented", "considered", "final", "NOR"),
        *("2004", "2004-02-30", "0000", "9999-12-31", "", " ", "\u202e", "x" * 300, "by", "note"),
    ]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words
    | st.text(max_size=5).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
)
json_like = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=15,
)
GOOD = data_of(COMPLETE)


def assert_told(data: Any) -> None:
    """Validate data as it is, without writing and reading it."""
    for as_final in (None, True):
        diagnostics = validate(Document("r.yaml", "", "yaml", data, ()), SMALL, as_final=as_final)
        assert len(diagnostics) <= MAX_PER_FILE + 1
        assert all(d.message for d in diagnostics)


@given(json_like)
def test_whatever_stands_where_a_report_should_be_is_told(data: Any) -> None:
    assert_told({} if data is None else data)


@given(st.sampled_from(sorted({*GOOD, "seal", "supersedes", "extra"})), json_like)
def test_whatever_stands_in_the_head_is_told(key: str, data: Any) -> None:
    assert_told({**GOOD, key: data})


@given(st.sampled_from(list(SMALL.questions)), json_like)
def test_whatever_stands_where_an_answer_should_be_is_told(question_id: str, data: Any) -> None:
    assert_told({**GOOD, "answers": {question_id: data}})


@given(st.sampled_from(list(SMALL.questions)), json_like)
@example("port-count", "5")
@example("port-count", True)
@example("port-count", 10.0)
def test_whatever_stands_where_a_value_should_be_is_told(question_id: str, data: Any) -> None:
    assert_told({**GOOD, "answers": {**GOOD["answers"], question_id: {"value": data}}})


@given(st.data())
@settings(max_examples=examples(300))
def test_a_valid_report_with_any_changes_is_told(data: st.DataObject) -> None:
    report: Any = copy.deepcopy(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        *above, last = data.draw(st.sampled_from([*places(report)][1:]))
        inner = report
        for key in above:
            inner = inner[key]
        if data.draw(st.booleans()):
            inner[last] = data.draw(json_like)
        else:
            del inner[last]
        if not report:
            break

    assert_told(report)
