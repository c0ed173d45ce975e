import unicodedata
from collections.abc import Iterable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.diagnostics import (
    MAX_BYTES,
    MAX_PER_FILE,
    MAX_RELATED,
    STRUCTURE_CODES,
    Diagnostic,
    Finding,
    Position,
    Related,
    Severity,
    diagnostic,
    in_order,
    locate,
)
from checklist.files.reader import parse
from checklist.render.findings.text import line
from tests.text.test_sanitize import texts


def at(
    line: int, column: int = 1, severity: Severity = Severity.ERROR, message: str = "wrong"
) -> Diagnostic:
    return diagnostic("r.yaml", line, column, "R001", message, severity=severity)


def places(diagnostics: Iterable[Diagnostic]) -> list[str]:
    return [f"{d.line}:{d.column} {d.code} {d.severity} {d.message}" for d in diagnostics]


# One finding


def test_a_message_and_its_hint_stand_on_one_line() -> None:
    found = diagnostic("r.yaml", 3, 9, "R001", "wrong\nvalue", hint="did you mean `right`?")

    assert line(found) == "r.yaml:3:9: R001 error: wrong‹U+000A›value; did you mean `right`?"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("\x1b[2K\x1b[1A0 errors", "‹U+001B›[2K‹U+001B›[1A0 errors"),
        ("\u202etxt.lmay", "‹U+202E›txt.lmay"),
        ("[bold]x[/foo] :x: {y} %s", "[bold]x[/foo] :x: {y} %s"),
    ],
)
def test_a_message_shows_what_a_value_would_do(message: str, shown: str) -> None:
    assert diagnostic("r.yaml", 1, 1, "R001", message).message == shown


@pytest.mark.parametrize("character", ["x", "é", "日", "\U0001f600", "\x07"])
@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_long_message_is_cut_without_breaking_a_character(character: str, before: str) -> None:
    text = before + character * 600

    message = diagnostic("r.yaml", 1, 1, "R001", text).message

    assert MAX_BYTES - 4 <= len(message.encode()) <= MAX_BYTES
    assert message.endswith("…")
    assert "\ufffd" not in message
    if character != "\x07":
        assert text.startswith(message.removesuffix("…"))


def test_a_message_of_just_the_limit_is_not_cut() -> None:
    assert diagnostic("r.yaml", 1, 1, "R001", "x" * MAX_BYTES).message == "x" * MAX_BYTES


@given(texts, texts)
def test_every_message_is_safe_and_short(message: str, hint: str) -> None:
    shown = diagnostic("r.yaml", 1, 1, "R001", message, hint=hint).message

    assert len(shown.encode()) <= MAX_BYTES
    assert not {c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}


def test_the_name_of_a_file_is_shown_safe() -> None:
    shown = line(diagnostic("\x1b[2J\u202e.yaml", 1, 1, "R001", "wrong"))

    assert shown == "‹U+001B›[2J‹U+202E›.yaml:1:1: R001 error: wrong"


# The place


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (Finding("R001", "wrong", ("a", "b")), "2:6"),
        (Finding("R001", "wrong", ("a", "b"), True), "2:3"),
        (Finding("R001", "wrong", ("a", "absent")), "2:3"),
        (Finding("R001", "wrong"), "1:1"),
    ],
)
def test_a_finding_gets_the_line_and_column_of_its_place(finding: Finding, place: str) -> None:
    document = parse(b"a:\n  b: 1\n", "r.yaml")

    (found,) = locate([finding], document)

    assert f"{found.line}:{found.column}" == place
    assert (found.path, found.where) == ("r.yaml", finding.where)


def test_a_finding_keeps_its_severity_and_hint() -> None:
    finding = Finding("R001", "wrong", severity=Severity.NOTE, hint="mend it")

    assert places(locate([finding], parse(b"a: 1", "r.yaml"))) == ["1:1 R001 note wrong; mend it"]


def test_a_finding_names_the_other_places_that_it_is_about() -> None:
    related = [Related("the answer\x1b to `a`", ("a",)), Related("a value", ("b", "c"), False)]

    (found,) = locate(
        [Finding("R501", "wrong", ("b",), related=related)], parse(b"a: 1\nb:\n  c: 2\n", "r.yaml")
    )

    assert found.related == (Position(1, 1, "the answer‹U+001B› to `a`"), Position(3, 6, "a value"))
    assert line(found) == (
        "r.yaml:3:3: R501 error: wrong (see 1:1 the answer‹U+001B› to `a`, 3:6 a value)"
    )


def test_of_very_many_other_places_only_the_first_are_named() -> None:
    finding = Finding("R501", "wrong", related=[Related("x" * 500, ("a",))] * 50)

    (found,) = locate([finding], parse(b"a: 1\n", "r.yaml"))

    assert len(found.related) == MAX_RELATED
    assert max(len(place.message) for place in found.related) <= 100


def test_of_very_many_findings_only_the_first_have_a_computed_hint() -> None:
    computed: list[int] = []

    def compute(number: int) -> str:
        computed.append(number)
        return f"did you mean {number}?"

    findings = [Finding("R001", "wrong", hint=partial(compute, number)) for number in range(3000)]

    located = list(locate(findings, parse(b"a: 1", "r.yaml")))

    assert computed == list(range(1000))
    assert located[999].message == "wrong; did you mean 999?"
    assert located[1000].message == "wrong"


# All findings of a file


def test_findings_stand_by_line_and_column_and_none_is_repeated() -> None:
    ordered = in_order([at(3, 1), at(1, 9), at(1, 2), at(3, 1), at(1, 10)])

    assert [(d.line, d.column) for d in ordered] == [(1, 2), (1, 9), (1, 10), (3, 1)]


def test_findings_at_one_place_stay_in_the_order_in_which_they_were_found() -> None:
    messages = ["second question", "first question", "third question"]

    ordered = in_order([at(1, message=m) for m in messages])

    assert [d.message for d in ordered] == messages


def test_a_hundred_findings_are_all_kept() -> None:
    assert in_order([at(n) for n in range(100, 0, -1)]) == [at(n) for n in range(1, 101)]


def test_of_more_findings_errors_are_kept_first_then_warnings() -> None:
    notes = [at(n, severity=Severity.NOTE) for n in range(1, 99)]
    warnings = [at(n, 2, Severity.WARNING) for n in range(1, 31)]
    errors = [at(n, 3) for n in range(901, 961)]

    *kept, more = in_order([*notes, *warnings, *errors])

    assert len(kept) == MAX_PER_FILE
    assert [d for d in kept if d.severity is Severity.ERROR] == errors
    assert [d for d in kept if d.severity is Severity.WARNING] == warnings
    assert [d for d in kept if d.severity is Severity.NOTE] == notes[:10]
    assert kept == sorted(kept, key=lambda d: (d.line, d.column))
    assert places([more]) == ["1:1 S000 note and 88 more findings"]


def test_a_finding_that_stands_for_others_is_counted_with_them() -> None:
    several = at(200)._replace(stands_for=19_900)

    *kept, more = in_order([*(at(n) for n in range(1, 101)), several])
    *few, rest = in_order([at(1), several])

    assert kept == [at(n) for n in range(1, 101)]
    assert places([more]) == ["1:1 S000 error and 19,900 more findings"]
    assert (few, rest.message) == ([at(1), several], "and 19,899 more findings")


def test_the_count_has_the_severity_of_the_worst_that_was_left_out() -> None:
    errors = [at(n) for n in range(1, 103)]

    *kept, more = in_order([at(5, 5, Severity.NOTE), *errors])

    assert kept == errors[:100]
    assert places([more]) == ["1:1 S000 error and 3 more findings"]


@given(
    st.lists(st.builds(at, st.integers(1, 300), st.integers(1, 2), st.sampled_from(Severity))),
    st.integers(0, 250),
)
def test_no_error_is_left_out_while_anything_lighter_is_kept(
    some: list[Diagnostic], errors: int
) -> None:
    kept = in_order([*some, *(at(n, 7) for n in range(1, errors + 1))])

    severities = [d.severity for d in kept if d.code != "S000"]
    assert len(severities) <= MAX_PER_FILE
    assert len(kept) <= MAX_PER_FILE + 1
    if kept and kept[-1].code == "S000" and kept[-1].severity is Severity.ERROR:
        assert set(severities) == {Severity.ERROR}


# The codes of reading and structure


def test_each_structure_code_has_a_name_of_its_own_and_an_explanation() -> None:
    codes = list(STRUCTURE_CODES)

    assert codes == sorted(codes)
    assert len({code.name for code in STRUCTURE_CODES.values()}) == len(codes)
    for code in STRUCTURE_CODES.values():
        assert code.code[0] == "S"
        assert code.name == code.name.lower().replace(" ", "-")
        assert code.explanation.endswith(".")
