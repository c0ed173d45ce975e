import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.answer_types.patterns import shortest_match
from checklist.answer_types.text import Text


def fits(pattern: str, text: str) -> bool:
    return not [*Text(type="text", pattern=pattern).check(text)]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("a", "a"),
        ("abc|d", "d"),
        ("a)|(b", "a"),
        ("(abc|de){3}", "dedede"),
        ("(?:ab)+c?", "ab"),
        ("a+?b*?c??d{2}?e{2,}f{1,3}", "addeef"),
        ("x(|ab)", "x"),
        ("((((a){2}){2}){2}){2}", "a" * 16),
        ("xa**", "x"),
        ("[a-z]{2,4}", "ab"),
        ("[]a]{2}", "]]"),
        ("[^]a]b", "bb"),
        (r"[\]a]b", "]b"),
        ("[a[b]c]d", "bd"),
        ("[[:alpha:]][[:^digit:]]", "ab"),
        ("[a-z&&[^aeiou]]x", "bx"),
        (r"\[ab\]\.", "[ab]."),
        (r"\p{L}{3}\pN\P{L}", "abc11"),
        (r"\x41\x{42}\u0043\u{44}\U00000045", "ABCDE"),
        ("(?i)abc", "ABC"),
        ("(?i:abc)d", "ABCd"),
        ("(?-x:a b)", "a b"),
        ("(?P<one>ab)(?<two>c)", "abc"),
        (r"\A\babc\b{end}\z", "abc"),
        ("^a$", "a"),
        ('https?://[^\\s<>"]+', "http://a"),
    ],
)
def test_the_shortest_text_that_fits_has_as_many_characters(pattern: str, text: str) -> None:
    assert fits(pattern, text)
    assert shortest_match(pattern) == len(text)


@pytest.mark.parametrize("pattern", ["", "(?x) a b", "(?x: a b )", "(?ix)a", "a*", "a?|b{0,3}"])
def test_what_can_be_empty_or_is_not_looked_into_counts_for_no_character(pattern: str) -> None:
    assert shortest_match(pattern) == 0


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", r"\.", "[ab]", "[^c]", r"\d", "."]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.builds(
            "(?:{}){}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}?"])
        ),
    ),
    max_leaves=6,
)


@given(PATTERNS, st.data())
def test_no_text_that_fits_is_shorter(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet="abc.1"))

    assert len(text) >= shortest_match(pattern)


def test_groups_as_deep_as_a_pattern_can_have_them_are_read() -> None:
    assert shortest_match("(" * 450 + "ab" + ")" * 450) == 2
