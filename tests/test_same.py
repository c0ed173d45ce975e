"""How tests show the first difference of long contents."""

import pytest

from tests.support.same import assert_same, first_difference


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [("", "", 0), ("ab", "ab", 2), ("ab", "ac", 1), ("ab", "abc", 2), ("x", "", 0)],
)
def test_the_first_difference_is_found(one: str, other: str, place: int) -> None:
    assert first_difference(one, other) == place
    assert first_difference(one.encode(), other.encode()) == place


def test_a_difference_of_megabytes_is_shown_with_what_is_around_it() -> None:
    lines = "".join(f"line {number} says this\n" for number in range(100_000))

    with pytest.raises(AssertionError) as failed:
        assert_same(lines.replace("line 70000 says", "line 70000 said"), lines, "all.txt")

    told = str(failed.value)
    assert told.startswith("all.txt: ")
    assert "(line 70,001)" in told
    assert "line 70000 said this" in told
    assert "line 70000 says this" in told
    assert len(told) < 600


def test_what_is_the_same_passes() -> None:
    assert_same(b"a\n" * 10, b"a\n" * 10, "it")
