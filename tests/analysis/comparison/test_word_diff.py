"""The difference of two texts, word by word."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.analysis.comparison.document import Sign, WordEntry
from checklist.analysis.comparison.word_diff import (
    MOST_STEPS,
    MOST_TOKENS,
    StepBudget,
    shortened,
    word_diff,
)
from tests.support.effort import Work, assert_growth, few_calls

SIGNS = {Sign.SAME: "{}", Sign.REMOVED: "[-{}-]", Sign.ADDED: "{{+{}+}}"}
TEXTS = st.text(st.sampled_from("aab .\n\u00a0漢字e\u0301\u200b"), max_size=40)


def shown(old: str, new: str) -> str:
    return "|".join(SIGNS[one.sign].format(one.text) for one in word_diff(old, new))


def words(pieces: tuple[WordEntry, ...], *signs: Sign) -> list[str]:
    return "".join(piece.text for piece in pieces if piece.sign in signs).split()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("one two three", "one 2 three", "one |[-two -]|{+2 +}|three"),
        ("one two", "one two three", "one two |{+three+}"),
        ("one\ntwo", "one  two", "one  two"),
        ("签署了公约", "批准了公约", "[-签署-]|{+批准+}|了公约"),
        ("Done.", "Done!", "[-Done.-]|{+Done!+}"),
    ],
)
def test_words_are_the_same_gone_or_new(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_the_words_of_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)

    assert words(pieces, Sign.SAME, Sign.ADDED) == new.split()
    assert "".join(words(pieces, Sign.SAME, Sign.REMOVED)) == "".join(old.split())
    assert all(piece.text for piece in pieces)
    assert all(one.sign is not other.sign for one, other in pairwise(pieces))


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert [piece.sign for piece in word_diff(text, text)] == [Sign.SAME] * bool(text)


def interleaved(number: int) -> tuple[str, str]:
    """Return two texts for which a comparison by words takes more than the square of the time."""
    old = [f"x{n % 90}" for n in range(number)]
    new = [word for n in range(number) for word in (f"x{n % 90}", f"y{n % 97}")]
    return " ".join(old[:number]), " ".join(new[:number])


def test_the_time_for_long_texts_grows_with_their_length() -> None:
    def compared(number: int) -> Work:
        old, new = interleaved(number)
        return lambda: word_diff(old, new)

    assert_growth(compared, 40_000)


@pytest.mark.parametrize("number", [MOST_TOKENS, 10_000])
def test_few_steps_are_made_for_texts_that_share_many_words(number: int) -> None:
    old, new = interleaved(number)

    pieces = few_calls(lambda: word_diff(old, new), 1_000 * number)

    assert words(pieces, Sign.SAME, Sign.ADDED) == new.split()


def of_two_words(number: int) -> list[tuple[str, str]]:
    """Return pairs of texts that repeat two words, each of which takes nearly all that it may."""
    random = Random(7)
    return [
        (" ".join(random.choices("ab", k=150)), " ".join(random.choices("ab", k=150)))
        for _ in range(number)
    ]


def test_texts_of_a_run_that_differ_a_lot_take_no_more_steps_however_many_they_are() -> None:
    def taken(number: int) -> tuple[int, int]:
        """Return how many steps were taken, and how many texts were compared as a whole."""
        steps = StepBudget(10 * MOST_STEPS)
        found = [word_diff(old, new, steps) for old, new in of_two_words(number)]
        return 10 * MOST_STEPS - steps.left, sum(len(pieces) == 2 for pieces in found)

    few, many, more = taken(5), taken(50), taken(200)

    assert few[0] > MOST_STEPS
    assert few[1] == 0
    assert many[0] <= more[0] <= 10 * MOST_STEPS
    assert more[1] - many[1] == 150


def test_what_is_left_of_a_run_is_for_all_texts_also_after_one_that_takes_too_much() -> None:
    steps = StepBudget()
    old = " ".join(["a"] * (MOST_TOKENS - 30))
    new = " ".join("a" if n % 2 else f"x{n}" for n in range(199))

    word_diff(old, new, steps)

    assert StepBudget().left - steps.left < MOST_STEPS
    assert len(word_diff("one two three", "one 2 three", steps)) == 4
    assert len(word_diff("one two three", "one 2 three", StepBudget(0))) == 2


def test_texts_that_repeat_a_word_over_and_over_are_told_as_a_whole() -> None:
    # As long as texts that are compared word by word, but almost every pair of words is equal.
    old = " ".join(["a"] * (MOST_TOKENS - 30))
    new = " ".join("a" if n % 2 else f"x{n}" for n in range(199))

    pieces = word_diff(old, new)

    assert pieces == (WordEntry(Sign.REMOVED, old), WordEntry(Sign.ADDED, new))


def test_a_long_text_in_which_much_changed_is_compared_by_sentences() -> None:
    sentences = [f"Sentence {n} tells something." for n in range(300)]
    changed = ["First of all.", *sentences[:150], "In the middle.", *sentences[151:], "At last."]

    pieces = word_diff(" ".join(sentences), " ".join(changed))

    assert [piece for piece in pieces if piece.sign is not Sign.SAME] == [
        WordEntry(Sign.ADDED, "First of all. "),
        WordEntry(Sign.REMOVED, "Sentence 150 tells something. "),
        WordEntry(Sign.ADDED, "In the middle. "),
        WordEntry(Sign.ADDED, "At last."),
    ]


def test_a_long_text_with_one_change_is_compared_by_words() -> None:
    text = "word " * 3000

    pieces = word_diff(f"{text}old {text}", f"{text}new {text}")

    assert [piece.sign for piece in pieces] == [Sign.SAME, Sign.REMOVED, Sign.ADDED, Sign.SAME]
    assert pieces[1:3] == (WordEntry(Sign.REMOVED, "old "), WordEntry(Sign.ADDED, "new "))


def test_of_what_is_the_same_only_the_ends_near_a_change_are_shown() -> None:
    same = " ".join(f"word{n}" for n in range(100))
    pieces = [
        WordEntry(Sign.SAME, same),
        WordEntry(Sign.ADDED, "new " * 50),
        WordEntry(Sign.SAME, same),
    ]

    short = [*shortened(pieces, 20)]

    assert short == [
        WordEntry(Sign.SAME, " … word97 word98 word99"[:2] + " word98 word99"),
        WordEntry(Sign.ADDED, "new " * 50),
        WordEntry(Sign.SAME, "word0 word1 word2 … "),
    ]


def test_a_short_text_is_shown_whole() -> None:
    pieces = [WordEntry(Sign.SAME, "Some words. "), WordEntry(Sign.ADDED, "More.")]

    assert [*shortened(pieces)] == pieces
