"""The table of States against pycountry, and looking up, suggesting and completing names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pycountry
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.state_names import NAMES
from checklist.states import (
    BY_CODE,
    LONGEST_NAME,
    STATES,
    State,
    StateKind,
    find,
    fold,
    matching,
    suggest,
)
from checklist.text.languages import ENGLISH, LANGUAGES
from checklist.text.messages import speaking

# What ISO 3166-1 has and the table leaves out: territories, areas of special status, Antarctica.
# fmt: off
NOT_REPORTERS = frozenset({
    "ABW", "AIA", "ALA", "ASM", "ATA", "ATF", "BES", "BLM", "BMU", "BVT",
    "CCK", "CUW", "CXR", "CYM", "ESH", "FLK", "FRO", "GGY", "GIB", "GLP",
    "GRL", "GUF", "GUM", "HKG", "HMD", "IMN", "IOT", "JEY", "MAC", "MAF",
    "MNP", "MSR", "MTQ", "MYT", "NCL", "NFK", "PCN", "PRI", "PYF", "REU",
    "SGS", "SHN", "SJM", "SPM", "SXM", "TCA", "TKL", "TWN", "UMI", "VGB",
    "VIR", "WLF",
})
# fmt: on
SPOKEN_ABBREVIATIONS = frozenset({"us", "eu"})
EUROPEAN_UNION = "EUE"


def codes(states: list[State]) -> list[str]:
    return [state.code for state in states]


def names_of(state: State) -> tuple[str, ...]:
    return (state.name, *state.other_names)


def oracle_names() -> Iterator[tuple[str, str]]:
    """Yield each code of pycountry with each of the names that it has for it."""
    for country in pycountry.countries:
        fields = dict(country)
        for kind in ("name", "common_name", "official_name"):
            if kind in fields:
                yield country.alpha_3, fields[kind]


def test_the_table_has_193_members_2_observers_2_non_members_and_1_organization() -> None:
    counts = Counter(state.kind for state in STATES)

    assert counts == {
        StateKind.MEMBER: 193,
        StateKind.OBSERVER: 2,
        StateKind.NON_MEMBER: 2,
        StateKind.ORGANIZATION: 1,
    }


def test_five_reporters_are_not_members() -> None:
    kinds = {state.code: state.kind for state in STATES if state.kind is not StateKind.MEMBER}

    assert kinds == {
        "COK": StateKind.NON_MEMBER,
        "EUE": StateKind.ORGANIZATION,
        "NIU": StateKind.NON_MEMBER,
        "PSE": StateKind.OBSERVER,
        "VAT": StateKind.OBSERVER,
    }


def test_the_codes_are_those_of_iso_3166_1_without_the_written_out_ones_and_with_eue() -> None:
    iso = {country.alpha_3 for country in pycountry.countries}

    assert {state.code for state in STATES} == (iso - NOT_REPORTERS) | {EUROPEAN_UNION}
    assert iso >= NOT_REPORTERS
    assert EUROPEAN_UNION not in iso


def test_no_code_is_used_twice_and_by_code_has_every_state() -> None:
    assert len({state.code for state in STATES}) == len(STATES)
    assert list(BY_CODE.values()) == list(STATES)
    assert all(BY_CODE[state.code] is state for state in STATES)


def test_by_code_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        BY_CODE["XXX"] = STATES[0]  # type: ignore[index]


@pytest.mark.parametrize(("code", "name"), sorted(oracle_names()))
def test_every_name_in_iso_3166_1_finds_its_state_or_nothing_when_left_out(
    code: str, name: str
) -> None:
    found = find(name)

    assert found is (None if code in NOT_REPORTERS else BY_CODE[code])


def test_no_name_or_code_belongs_to_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for state in STATES:
        for text in (state.code, *names_of(state)):
            owners.setdefault(fold(text), set()).add(state.code)

    assert {text: shared for text, shared in owners.items() if len(shared) > 1} == {}


def test_no_name_is_the_code_of_another_country() -> None:
    iso = {country.alpha_3.lower() for country in pycountry.countries}
    wrong = [
        name
        for state in STATES
        for name in names_of(state)
        if fold(name) in iso and fold(name) != fold(state.code)
    ]

    assert wrong == []


def test_no_name_is_an_alpha_2_code_unless_it_is_spoken() -> None:
    alpha_2 = {country.alpha_2.lower() for country in pycountry.countries} | {"eu"}
    found = {fold(name) for state in STATES for name in names_of(state)} & alpha_2

    assert found == SPOKEN_ABBREVIATIONS


def test_names_are_tidy() -> None:
    for state in STATES:
        assert len(set(names_of(state))) == len(names_of(state)), state
        for name in names_of(state):
            assert name == " ".join(name.split())
            assert "\u2019" not in name
            assert 0 < len(name) < LONGEST_NAME
        assert not state.name.lower().startswith("the ")


def test_states_are_in_alphabetical_order_of_their_folded_names() -> None:
    out_of_order = [
        (before.name, after.name)
        for before, after in pairwise(STATES)
        if fold(before.name) >= fold(after.name)
    ]

    assert out_of_order == []


@pytest.mark.parametrize(
    "names",
    [
        ["Costa Rica", "Côte d'Ivoire", "Croatia"],
        ["Tunisia", "Türkiye", "Turkmenistan"],
        ["Guinea", "Guinea-Bissau", "Guyana"],
    ],
)
def test_diacritics_and_hyphens_do_not_move_a_name_in_the_order(names: list[str]) -> None:
    order = [state.name for state in STATES]

    start = order.index(names[0])

    assert order[start : start + 3] == names


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BOL", "Bolivia (Plurinational State of)"),
        ("CIV", "Côte d'Ivoire"),
        ("COD", "Democratic Republic of the Congo"),
        ("COG", "Congo"),
        ("CPV", "Cabo Verde"),
        ("CZE", "Czechia"),
        ("FSM", "Micronesia (Federated States of)"),
        ("GBR", "United Kingdom of Great Britain and Northern Ireland"),
        ("GMB", "Gambia"),
        ("IRN", "Iran (Islamic Republic of)"),
        ("KOR", "Republic of Korea"),
        ("LAO", "Lao People's Democratic Republic"),
        ("MDA", "Republic of Moldova"),
        ("MKD", "North Macedonia"),
        ("NLD", "Netherlands (Kingdom of the)"),
        ("PRK", "Democratic People's Republic of Korea"),
        ("PSE", "State of Palestine"),
        ("RUS", "Russian Federation"),
        ("SWZ", "Eswatini"),
        ("SYR", "Syrian Arab Republic"),
        ("TUR", "Türkiye"),
        ("TZA", "United Republic of Tanzania"),
        ("USA", "United States of America"),
        ("VAT", "Holy See"),
        ("VEN", "Venezuela (Bolivarian Republic of)"),
        ("VNM", "Viet Nam"),
    ],
)
def test_the_name_is_the_one_used_in_the_united_nations(code: str, name: str) -> None:
    assert BY_CODE[code].name == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norway", "NOR"),
        ("norway", "NOR"),
        (" NORWAY ", "NOR"),
        ("NOR", "NOR"),
        ("nor", "NOR"),
        ("Kingdom of Norway", "NOR"),
        ("the Kingdom\tof \n Norway", "NOR"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Congo", "COG"),
        ("Congo-Brazzaville", "COG"),
        ("congo brazzaville", "COG"),
        ("DRC", "COD"),
        ("Guinea", "GIN"),
        ("Guinea Bissau", "GNB"),
        ("Guinea\u2010Bissau", "GNB"),
        ("Timor\u2013Leste", "TLS"),
        ("Cote d'Ivoire", "CIV"),
        ("CÔTE D\u2019IVOIRE", "CIV"),
        ("Co\u0302te d\u00b4Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Turkiye", "TUR"),
        ("TÜRKİYE", "TUR"),
        ("Turkey", "TUR"),
        ("São Tomé & Príncipe", "STP"),
        ("St. Lucia", "LCA"),
        ("St Lucia", "LCA"),
        ("The Gambia", "GMB"),
        ("Iran, Islamic Republic of", "IRN"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Viet\u00a0Nam", "VNM"),
        ("\ufeffNor\u200bway", "NOR"),
        ("U.K.", "GBR"),
        ("uk", "GBR"),
        ("Great Britain", "GBR"),
        ("U.S.A.", "USA"),
        ("US", "USA"),
        ("UAE", "ARE"),
        ("EU", "EUE"),
        ("EUE", "EUE"),
        ("the European Union", "EUE"),
        ("Holland", "NLD"),
        ("The Netherlands", "NLD"),
        ("Kingdom of the Netherlands", "NLD"),
        ("South Korea", "KOR"),
        ("North Korea", "PRK"),
        ("Russia", "RUS"),
        ("Laos", "LAO"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("Macedonia", "MKD"),
        ("Czech Republic", "CZE"),
        ("Cape Verde", "CPV"),
        ("East Timor", "TLS"),
        ("Vatican", "VAT"),
        ("Palestine", "PSE"),
        ("Federal Republic of Germany", "DEU"),
        ("French Republic", "FRA"),
        ("el Perú", "PER"),
        ("los Estados Unidos", "USA"),
        ("El Salvador", "SLV"),
        ("Kenia", "KEN"),
        ("les Pays-Bas", "NLD"),
    ],
)
def test_a_code_or_a_name_finds_its_state_in_any_spelling(text: str, code: str) -> None:
    assert find(text) is BY_CODE[code]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "the", "la", "...", "\0", "N/A", "XXX"),
        *("no", "NO", "GB", "DE"),
        *("Korea", "Norwa", "Norwayy", "Nige", "Republic", "Ireland Norway"),
        *("England", "Northern Ireland", "Taiwan", "Hong Kong"),
    ],
)
def test_what_is_no_states_exact_name_finds_nothing(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.code)
def test_every_name_of_every_state_finds_it(state: State) -> None:
    texts = (state.code, *names_of(state))

    found = [find(text) for text in texts]

    assert found == [state] * len(texts)


@given(
    named=st.sampled_from([(state, name) for state in STATES for name in names_of(state)]),
    before=st.text(" \t\n\u00a0", max_size=300),
    after=st.text(" \t\n\u00a0", max_size=300),
    upper=st.booleans(),
)
def test_case_and_white_space_never_hide_a_name(
    named: tuple[State, str], before: str, after: str, upper: bool
) -> None:
    state, name = named
    typed = before + (name.upper() if upper else name.lower()) + after

    found = find(typed)

    assert found is state


@given(st.text())
@example("\u0149")
@example("\udcff")
@example("\u00b4")
def test_no_text_makes_a_look_up_raise(text: str) -> None:
    found = find(text)
    suggested = suggest(text)
    matched = matching(text)

    assert found is None or found in STATES
    assert len(suggested) <= 5
    assert set(matched) <= set(STATES)


@given(st.text())
def test_folding_leaves_single_spaces_and_no_capitals(text: str) -> None:
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korea", ["PRK", "KOR"]),
        ("Guinee", ["GNQ", "GIN", "GNB", "PNG"]),
        ("Guinea Bisau", ["GIN", "GNB"]),
        ("Nor", ["PRK", "MKD", "NOR"]),
        ("NO", ["PRK", "MKD", "NOR"]),
        ("Norvay", ["NOR"]),
        ("Republic of Norway", ["NOR"]),
        ("Norway, Ministry of Justice", ["NOR"]),
        ("Sudan, South", ["SSD"]),
        ("Northern Ireland", ["GBR"]),
        ("Lybia", ["LBY"]),
        ("Irak", ["IRN", "IRQ"]),
        ("Columbia", ["COL"]),
        ("Slovania", ["SVK", "SVN"]),
        ("Untied States", ["USA"]),
        ("Europe", ["EUE"]),
        ("GER", ["DEU"]),
    ],
)
def test_a_near_miss_suggests_states_in_alphabetical_order(text: str, expected: list[str]) -> None:
    suggested = suggest(text)

    assert codes(suggested) == expected


@pytest.mark.parametrize(
    "text", ["", "   ", "the", "of", "Republic", "State of", "xyzzy", "asdf qwer", "Taiwan", "12"]
)
def test_what_is_near_to_nothing_suggests_nothing(text: str) -> None:
    assert suggest(text) == []


@pytest.mark.parametrize("limit", [0, 1, 2, 5, 300])
def test_no_more_states_are_suggested_than_the_limit(limit: int) -> None:
    suggested = suggest("united", limit)

    assert len(suggested) == min(limit, 5)
    assert suggested == [state for state in STATES if state in suggested]


def test_a_limit_below_zero_suggests_nothing() -> None:
    assert suggest("Korea", -1) == []


def test_the_nearest_states_are_kept_when_there_are_more_than_the_limit() -> None:
    suggested = suggest("Guinea Bisau", limit=1)

    assert codes(suggested) == ["GNB"]


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "Korea " * 200_000, "a\u0316\u0300" * 400_000, " " * 1_000_000],
    ids=["one-word", "many-words", "combining-marks", "spaces"],
)
def test_a_text_of_a_megabyte_is_looked_up_without_being_read_whole(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[int] = []

    def recording(part: str) -> str:
        folded.append(len(part))
        return fold(part)

    find("Norway")
    suggest("Norway")
    monkeypatch.setattr("checklist.states.fold", recording)

    found = find(text)
    matching(text)
    suggest(text)

    assert found is None
    assert max(folded) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("nor", ["PRK", "MKD", "NOR"]),
        ("Norw", ["NOR"]),
        ("the gam", ["GMB"]),
        ("cote", ["CIV"]),
        ("CÔTE D\u2019", ["CIV"]),
        ("korea", ["PRK", "KOR"]),
        ("niger", ["NER", "NGA"]),
        ("guinea-", ["GIN", "GNB"]),
        ("kingdom of nor", ["NOR"]),
        ("xyz", []),
        ("x" * 1_000, []),
    ],
)
def test_a_prefix_matches_the_states_with_a_name_that_starts_so(
    prefix: str, expected: list[str]
) -> None:
    matched = matching(prefix)

    assert codes(matched) == expected


def test_an_empty_prefix_matches_every_state() -> None:
    assert matching(" ") == list(STATES)


# Within a sentence


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("NOR", "Norway"),
        ("MDA", "the Republic of Moldova"),
        ("IRN", "the Islamic Republic of Iran"),
        ("NLD", "the Kingdom of the Netherlands"),
        ("USA", "the United States of America"),
        ("CIV", "Côte d'Ivoire"),
        ("VCT", "Saint Vincent and the Grenadines"),
        ("EUE", "the European Union"),
    ],
)
def test_within_a_sentence_a_name_has_the_where_it_takes_it(code: str, words: str) -> None:
    assert BY_CODE[code].in_sentence == words


def test_what_is_in_brackets_comes_first_in_a_sentence_and_takes_the() -> None:
    words = [state.in_sentence for state in STATES if "(" in state.name]

    assert len(words) == 5
    assert all(one.startswith("the ") and "(" not in one for one in words)


def test_each_state_has_a_name_in_each_language() -> None:
    assert {*NAMES} == {*LANGUAGES} - {ENGLISH}
    for language in NAMES:
        with speaking(language, {}):
            names = [state.shown for state in STATES]

            assert len({*names}) == len(STATES)
            assert all(name and len(name) <= LONGEST_NAME for name in names)


def test_each_name_in_another_language_is_that_of_one_state() -> None:
    meant = {fold(name): state.code for state in STATES for name in names_of(state)}
    for text in NAMES.values():
        for one in " ".join(text.split()).split("; "):
            code, _, names = one.partition(" ")
            for name in names.split("|"):
                assert meant.setdefault(fold(name), code) == code, name
                assert codes([find(name) or STATES[0]]) == [code], name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("أردن", "JOR"),
        ("المملكة الاردنية الهاشمية", "JOR"),
        ("المملكه العربيه السعوديه", "SAU"),
        ("دولة قطر", "QAT"),
        ("جمهوريه مصر العربيه", "EGY"),
        ("موريتانىا", "MRT"),
    ],
)
def test_an_arabic_name_is_found_without_its_article_and_the_dots_of_its_endings(
    text: str, code: str
) -> None:
    assert codes([find(text) or STATES[0]]) == [code]


def test_names_are_completed_and_suggested_in_the_language_at_hand() -> None:
    assert matching("Norv") == []
    with speaking("fr", {}):
        for found in (matching("Norv"), suggest("Norvge"), matching("norw")):
            assert codes(found) == ["NOR"]
        assert BY_CODE["MDA"].in_sentence == "République de Moldova"
