"""The short seal, and what becomes of it on paper and in somebody's hands."""

from random import Random

import pytest

from checklist.reports.seal import ShortSealError, Verdict, compare_short_seal, short_seal

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SEAL = f"sha256-salted:{'0123456789abcdef' * 4}"
SHORT = short_seal(SEAL)


def a_seal(random: Random) -> str:
    return f"sha256-salted:{random.getrandbits(256):064x}"


def test_it_is_the_first_125_bits_in_five_groups_and_two_check_characters() -> None:
    number = 0
    groups = SHORT.split("-")
    for character in "".join(groups[:-1]):
        number = number * 32 + DIGITS.index(character)

    assert [len(group) for group in groups] == [5, 5, 5, 5, 5, 2]
    assert f"{number:0125b}" == f"{int(SEAL[14:], 16):0256b}"[:125]
    assert DIGITS.index(groups[-1][0]) * 32 + DIGITS.index(groups[-1][1]) == number % 1021


@pytest.mark.parametrize(
    "typed",
    [
        SHORT,
        SHORT.lower(),
        SHORT.replace("-", ""),
        SHORT.replace("-", " "),
        SHORT.replace("-", "\u2013"),
        f"“{SHORT}”".strip("“”") + "\n",
        SHORT[:-3],
        SHORT.replace("0", "O").replace("1", "I"),
        SHORT.replace("0", "o").replace("1", "l"),
        SHORT.replace("-", "", 1),
    ],
)
def test_it_is_understood_however_people_write_it(typed: str) -> None:
    found = compare_short_seal(typed, SEAL)

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

        found = compare_short_seal(typed, seal)

        assert found.verdict is Verdict.MISTYPED, typed
        assert found.differing == [short[:at].count("-") + 1]
        assert not found.is_whole  # the check characters alone show it, too


def test_two_characters_that_changed_places_are_found_without_the_file() -> None:
    random = Random(2)
    for _ in range(200):
        groups = short_seal(a_seal(random)).replace("-", "")
        at = random.randrange(24)
        swapped = groups[:at] + groups[at + 1] + groups[at] + groups[at + 2 :]

        assert compare_short_seal(swapped, SEAL).is_whole == (swapped == groups)


def test_all_characters_are_those_that_paper_and_telephone_carry() -> None:
    random = Random(3)
    written = {one for _ in range(500) for one in short_seal(a_seal(random))}

    assert written == {*DIGITS, "-"}


def test_each_wrong_character_and_each_exchange_is_found_by_the_check_characters() -> None:
    whole = SHORT.replace("-", "")
    wrong = [
        whole[:at] + other + whole[at + 1 :]
        for at in range(len(whole))
        for other in DIGITS
        if other != whole[at]
    ]
    wrong += [
        whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
        for at in range(len(whole) - 1)
        if whole[at] != whole[at + 1]
    ]

    assert not any(compare_short_seal(typed, SEAL).is_whole for typed in wrong)


@pytest.mark.parametrize("check", ["7", "7KX"])
def test_check_characters_too_few_or_too_many_are_named(check: str) -> None:
    found = compare_short_seal(f"{SHORT[:-2]}{check}", SEAL)

    assert (found.verdict, found.differing) == (Verdict.MISTYPED, [6])


def test_a_group_with_a_character_too_few_or_too_many_is_named() -> None:
    groups = SHORT.split("-")
    short = "-".join([*groups[:2], groups[2][:-1], *groups[3:]])
    long = "-".join([*groups[:3], groups[3] + "7", *groups[4:]])

    assert compare_short_seal(short, SEAL).differing == [3]
    assert compare_short_seal(long, SEAL).differing == [4]


def test_the_short_seal_of_another_report_is_no_mistake() -> None:
    other = f"sha256-salted:{'fedcba9876543210' * 4}"

    found = compare_short_seal(short_seal(other), SEAL)

    assert found.verdict is Verdict.OTHER
    assert found.is_whole


@pytest.mark.parametrize("typed", ["", "4M9QA", "-" * 30, "x" * 28, "1" * 24, "1" * 26])
def test_what_has_another_length_is_refused(typed: str) -> None:
    with pytest.raises(ShortSealError, match="five groups of five characters"):
        compare_short_seal(typed, SEAL)


@pytest.mark.parametrize("typed", ["U" * 25, "é" * 25, "ß" * 12 + "e", "\x1b" * 27, "\uff11" * 25])
def test_any_characters_can_be_typed(typed: str) -> None:
    assert compare_short_seal(typed, SEAL).verdict is Verdict.OTHER
