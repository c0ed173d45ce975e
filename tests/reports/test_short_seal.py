"""The short seal, and what becomes of it on paper and in somebody's hands."""

from random import Random

import pytest

from checklist.reports.short_seal import ShortSealError, Verdict, compare, short_seal

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SEAL = f"sha256-salted:{'0123456789abcdef' * 4}"
SHORT = short_seal(SEAL)


def a_seal(random: Random) -> str:
    return f"sha256-salted:{random.getrandbits(256):064x}"


def test_it_is_the_first_125_bits_in_five_groups_and_a_check_character() -> None:
    number = 0
    groups = SHORT.split("-")
    for character in "".join(groups[:-1]):
        number = number * 32 + DIGITS.index(character)

    assert [len(group) for group in groups] == [5, 5, 5, 5, 5, 1]
    assert f"{number:0125b}" == f"{int(SEAL[14:], 16):0256b}"[:125]
    assert groups[-1] == f"{DIGITS}*~$=U"[number % 37]


@pytest.mark.parametrize(
    "typed",
    [
        SHORT,
        SHORT.lower(),
        SHORT.replace("-", ""),
        SHORT.replace("-", " "),
        SHORT.replace("-", "\u2013"),
        f"“{SHORT}”".strip("“”") + "\n",
        SHORT[:-2],
        SHORT.replace("0", "O").replace("1", "I"),
        SHORT.replace("0", "o").replace("1", "l"),
        SHORT.replace("-", "", 1),
    ],
)
def test_it_is_understood_however_people_write_it(typed: str) -> None:
    found = compare(typed, SEAL)

    assert found.verdict is Verdict.SAME
    assert found.is_whole


def test_of_1000_transcriptions_with_one_wrong_character_each_names_its_group() -> None:
    random = Random(1)
    for _ in range(1000):
        seal = a_seal(random)
        short = short_seal(seal)
        at = random.choice([i for i, character in enumerate(short) if character != "-"])
        wrong = random.choice([one for one in DIGITS if one != short[at]])
        typed = short[:at] + wrong + short[at + 1 :]

        found = compare(typed, seal)

        assert found.verdict is Verdict.MISTYPED, typed
        assert found.differing == [short[:at].count("-") + 1]
        assert not found.is_whole  # the check character alone shows it, too


def test_two_characters_that_changed_places_are_found_without_the_file() -> None:
    random = Random(2)
    for _ in range(200):
        groups = short_seal(a_seal(random)).replace("-", "")
        at = random.randrange(24)
        swapped = groups[:at] + groups[at + 1] + groups[at] + groups[at + 2 :]

        assert compare(swapped, SEAL).is_whole == (swapped == groups)


def test_a_group_with_a_character_too_few_or_too_many_is_named() -> None:
    groups = SHORT.split("-")
    short = "-".join([*groups[:2], groups[2][:-1], *groups[3:]])
    long = "-".join([*groups[:3], groups[3] + "7", *groups[4:]])

    assert compare(short, SEAL).differing == [3]
    assert compare(long, SEAL).differing == [4]


def test_the_short_seal_of_another_report_is_no_mistake() -> None:
    other = f"sha256-salted:{'fedcba9876543210' * 4}"

    found = compare(short_seal(other), SEAL)

    assert found.verdict is Verdict.OTHER
    assert found.is_whole


@pytest.mark.parametrize("typed", ["", "4M9QA", "-" * 30, "x" * 27, "1" * 24])
def test_what_has_another_length_is_refused(typed: str) -> None:
    with pytest.raises(ShortSealError, match="five groups of five characters"):
        compare(typed, SEAL)


@pytest.mark.parametrize("typed", ["U" * 25, "é" * 25, "ß" * 13, "\x1b" * 26, "\uff11" * 25])
def test_any_characters_can_be_typed(typed: str) -> None:
    assert compare(typed, SEAL).verdict is Verdict.OTHER
