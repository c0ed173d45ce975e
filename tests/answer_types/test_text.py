import pytest
from pydantic import ValidationError

from checklist.answer_types.interface import Cell, TextKind
from tests.answer_types.driving import drive, fits_schema, has_structure, make, problems
from tests.support.effort import Work, assert_growth


@pytest.mark.parametrize(
    "keys",
    [
        {"max_length": 0},
        {"max_length": 20_001},
        {"max_length": "300"},
        {"pattern": "("},
        {"pattern": "(?=look)ahead"},
        {"pattern": r"(a)\1"},
        {"pattern": None},
        {"pattern_says": ""},
        {"single_line": "true"},
        {"minimum": 1},
    ],
)
def test_keys_that_do_not_fit_are_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make("text", **keys)


@pytest.mark.parametrize("value", [None, 1, True, ["a"], {}])
def test_a_value_is_a_text(value: object) -> None:
    assert not has_structure(make("text"), value)


def test_an_empty_long_or_broken_text_is_a_problem() -> None:
    text = make("text", max_length=5, single_line=True)

    assert problems(text, "abcde") == []
    assert [p.message for p in text.check(" ")] == ["the text is empty"]
    assert [p.message for p in text.check("abcdef")] == [
        "the text has 6 characters; at most 5 are allowed"
    ]
    assert [p.message for p in text.check("a\nb")] == ["the text has several lines; one is allowed"]
    assert problems(text, "a\nb") == [("out-of-range", ())]


@pytest.mark.parametrize("text", ["\ufeff", "\u00a0\u2003", "\t\n \u2028"])
def test_a_text_of_which_nothing_can_be_seen_is_empty(text: str) -> None:
    assert [p.message for p in make("text").check(text)] == ["the text is empty"]


@pytest.mark.parametrize("line_break", ["\n", "\u2028", "\u2029"])
def test_one_line_has_no_line_break_of_any_kind(line_break: str) -> None:
    assert problems(make("text"), f"a{line_break}b") == []
    assert problems(make("text", single_line=True), f"a{line_break}b") == [("out-of-range", ())]


@pytest.mark.parametrize("text", ["ab\n", "a\ufeffb"])
def test_a_text_with_a_pattern_has_nothing_that_programs_read_differently(text: str) -> None:
    anything = make("text", pattern=r"[^0-9]+")

    assert problems(anything, text) == [("out-of-range", ())]
    assert not fits_schema(anything.json_schema(), text)


def test_the_pattern_fits_the_whole_text_with_all_its_alternatives() -> None:
    text = make("text", pattern="ab|cd", pattern_says="ab or cd")

    assert [
        value for value in ("ab", "cd", "abd", "acd", "ab\n", "xab") if not problems(text, value)
    ] == [
        "ab",
        "cd",
    ]
    assert [p.message for p in text.check("abd")] == ["`abd` is not ab or cd"]


def test_a_pattern_runs_in_linear_time() -> None:
    text = make("text", pattern="(a+)+")

    def judged(length: int) -> Work:
        return lambda: [problems(text, "a" * length + end) for end in ("", "!")]

    assert problems(text, "a" * 30 + "!") == [("out-of-range", ())]
    assert_growth(judged, 24)
    assert_growth(judged, 20_000)


def test_a_pattern_without_words_is_shown_itself() -> None:
    assert [p.message for p in make("text", pattern="[0-9]+").check("x")] == [
        "`x` is not a text that fits [0-9]+"
    ]


def test_an_entry_is_refused_with_a_sentence() -> None:
    text = make("text", max_length=5, pattern="[a-z]+", pattern_says="a word in small letters")

    driven = drive(text, ["abcdef", "ABC", "abc"])

    assert driven.refusals == [
        "The text has 6 characters; at most 5 are allowed.",
        "`ABC` is not a word in small letters.",
    ]
    assert driven.value == "abc"
    assert driven.prompts[0].form == "a word in small letters"


def test_enter_keeps_the_earlier_text() -> None:
    driven = drive(make("text"), [""], previous="two\nlines")

    assert driven.value == "two\nlines"
    assert driven.prompts[0].previous_text == "two\nlines"
    assert driven.prompts[0].free_text
    assert not drive(make("text", single_line=True), ["x"]).prompts[0].free_text


def test_each_line_of_the_text_is_a_line() -> None:
    text = make("text")

    assert text.lines("two\nlines") == ["two", "lines"]
    assert text.cells("two\nlines") == [Cell("", "", "", "two\nlines")]
    assert text.operators == frozenset()
    assert text.codes() is None


@pytest.mark.parametrize(
    ("value", "fits"),
    [("ab", True), ("abc", False), ("a\nb", False), ("", False), (" ", False), (1, False)],
)
def test_its_schema_has_the_same_limits(value: object, fits: bool) -> None:
    text = make("text", max_length=2, single_line=True, pattern="[a-z]+")

    assert fits_schema(text.json_schema(), value) is fits


@pytest.mark.parametrize(
    ("keys", "kind"), [({}, TextKind.PROSE), ({"single_line": True}, TextKind.COMMON)]
)
def test_it_is_a_text_as_a_whole(keys: dict[str, object], kind: TextKind) -> None:
    assert list(make("text", **keys).texts("Words.")) == [((), "Words.", kind)]
