"""The reporters: States and the European Union, their codes and the names people type for them.

The table is reviewed by hand, because no library has this selection: the 193 Members of the United
Nations, the two observer States, Cook Islands and Niue (parties to the Convention without being
Members), and the European Union as a regional economic integration organization.
Being listed says nothing about who is a party to which treaty: a report states that itself.

Look-up is exact after folding (see `fold`). A name that is only near is suggested, never chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from checklist.text.languages import ENGLISH
from checklist.text.messages import language

LONGEST_NAME = 100
"""In characters, white space around it left out; nearly twice the longest name in the table.

A longer text is no name. The limit also bounds the time of `unicodedata.normalize`, which is
quadratic on long runs of combining marks.
"""

_FILE_NAME = r"(?ia)report[-_ ]([a-z]{3})(?:[^a-z].*)?\.(?:ya?ml|json)"


class StateKind(StrEnum):
    """The kinds of reporters in the United Nations' terms."""

    MEMBER = "member"
    """A Member of the United Nations."""
    OBSERVER = "observer"
    """A non-member observer State: Holy See, State of Palestine."""
    NON_MEMBER = "non-member"
    """Neither Member nor observer, but a party to the Convention: Cook Islands, Niue."""
    ORGANIZATION = "organization"
    """A regional economic integration organization: the European Union."""


class State(NamedTuple):
    """One reporter of the table."""

    code: str
    """ISO 3166-1 alpha-3, in capitals; `EUE` for the European Union."""
    name: str
    """The United Nations' short name in English, without "the" in front, apostrophes straight."""
    other_names: tuple[str, ...]
    """Other names that people type: short, former and formal ones; no alpha-2 codes."""
    kind: StateKind = StateKind.MEMBER
    """The kind of the reporter; nearly all are Members of the United Nations."""

    @property
    def shown(self) -> str:
        """The United Nations' short name in the language of this context."""
        return _names_in(language())[self.code][0] if language() != ENGLISH else self.name

    @property
    def in_sentence(self) -> str:
        """The name within a sentence: `the Republic of Moldova`, `the Islamic Republic of Iran`.

        In other languages than English it stands alone, as in `State: Norvège`.
        """
        if language() != ENGLISH:
            return self.shown
        inverted = re.fullmatch(r"(.+) \((.+ of(?: the)?)\)", self.name)
        name = f"{inverted[2]} {inverted[1]}" if inverted else self.name
        return f"the {name}" if self.code in _WITH_THE else name


_CODES_WITH_THE = """BHS BOL CAF COK COM COG PRK COD DOM EUE GMB VAT IRN LAO MHL FSM NLD NER PHL KOR
MDA RUS PSE SDN SYR ARE GBR TZA USA VEN"""
_WITH_THE = frozenset(_CODES_WITH_THE.split())
"""The codes of the States whose name takes "the" within a sentence."""


# In the order of their folded names, which a test checks. Alpha-2 codes are not names here: "NO"
# and "IN" are also words, and a YAML reader may take "NO" for false. The exceptions are spoken:
# "US", "EU" (and "UK", which is not the alpha-2 code of its State).
STATES: tuple[State, ...] = (
    State("AFG", "Afghanistan", ("Islamic Republic of Afghanistan",)),
    State("ALB", "Albania", ("Republic of Albania",)),
    State("DZA", "Algeria", ("People's Democratic Republic of Algeria",)),
    State("AND", "Andorra", ("Principality of Andorra",)),
    State("AGO", "Angola", ("Republic of Angola",)),
    State("ATG", "Antigua and Barbuda", ("Antigua", "Antigua-Barbuda")),
    State("ARG", "Argentina", ("Argentine Republic",)),
    State("ARM", "Armenia", ("Republic of Armenia",)),
    State("AUS", "Australia", ("Commonwealth of Australia",)),
    State("AUT", "Austria", ("Republic of Austria",)),
    State("AZE", "Azerbaijan", ("Republic of Azerbaijan",)),
    State("BHS", "Bahamas", ("Commonwealth of the Bahamas",)),
    State("BHR", "Bahrain", ("Kingdom of Bahrain",)),
    State("BGD", "Bangladesh", ("People's Republic of Bangladesh",)),
    State("BRB", "Barbados", ()),
    State("BLR", "Belarus", ("Republic of Belarus", "Byelorussia")),
    State("BEL", "Belgium", ("Kingdom of Belgium",)),
    State("BLZ", "Belize", ()),
    State("BEN", "Benin", ("Republic of Benin",)),
    State("BTN", "Bhutan", ("Kingdom of Bhutan",)),
    State(
        "BOL",
        "Bolivia (Plurinational State of)",
        ("Bolivia", "Plurinational State of Bolivia"),
    ),
    State(
        "BIH",
        "Bosnia and Herzegovina",
        ("Bosnia", "Bosnia-Herzegovina", "Republic of Bosnia and Herzegovina"),
    ),
    State("BWA", "Botswana", ("Republic of Botswana",)),
    State("BRA", "Brazil", ("Federative Republic of Brazil",)),
    State("BRN", "Brunei Darussalam", ("Brunei", "Nation of Brunei")),
    State("BGR", "Bulgaria", ("Republic of Bulgaria",)),
    State("BFA", "Burkina Faso", ("Burkina",)),
    State("BDI", "Burundi", ("Republic of Burundi",)),
    State("CPV", "Cabo Verde", ("Cape Verde", "Republic of Cabo Verde")),
    State("KHM", "Cambodia", ("Kingdom of Cambodia",)),
    State("CMR", "Cameroon", ("Republic of Cameroon",)),
    State("CAN", "Canada", ()),
    State("CAF", "Central African Republic", ("CAR",)),
    State("TCD", "Chad", ("Republic of Chad",)),
    State("CHL", "Chile", ("Republic of Chile",)),
    State("CHN", "China", ("People's Republic of China", "PRC")),
    State("COL", "Colombia", ("Republic of Colombia",)),
    State("COM", "Comoros", ("Comoro Islands", "Union of the Comoros")),
    State(
        "COG",
        "Congo",
        ("Congo-Brazzaville", "Congo (Brazzaville)", "Republic of the Congo", "Republic of Congo"),
    ),
    State("COK", "Cook Islands", (), StateKind.NON_MEMBER),
    State("CRI", "Costa Rica", ("Republic of Costa Rica",)),
    State(
        "CIV",
        "Côte d'Ivoire",
        ("Cote d'Ivoire", "Ivory Coast", "Republic of Côte d'Ivoire"),
    ),
    State("HRV", "Croatia", ("Republic of Croatia",)),
    State("CUB", "Cuba", ("Republic of Cuba",)),
    State("CYP", "Cyprus", ("Republic of Cyprus",)),
    State("CZE", "Czechia", ("Czech Republic",)),
    State(
        "PRK",
        "Democratic People's Republic of Korea",
        (
            "DPRK",
            "DPR Korea",
            "Korea (Democratic People's Republic of)",
            "Korea (North)",
            "North Korea",
        ),
    ),
    State(
        "COD",
        "Democratic Republic of the Congo",
        (
            "Congo (Democratic Republic of the)",
            "Congo (the Democratic Republic of the)",
            "Congo (Kinshasa)",
            "Congo-Kinshasa",
            "Democratic Republic of Congo",
            "DR Congo",
            "DRC",
            "Zaire",
        ),
    ),
    State("DNK", "Denmark", ("Kingdom of Denmark",)),
    State("DJI", "Djibouti", ("Republic of Djibouti",)),
    State("DMA", "Dominica", ("Commonwealth of Dominica",)),
    State("DOM", "Dominican Republic", ()),
    State("ECU", "Ecuador", ("Republic of Ecuador",)),
    State("EGY", "Egypt", ("Arab Republic of Egypt",)),
    State("SLV", "El Salvador", ("Republic of El Salvador", "Salvador")),
    State("GNQ", "Equatorial Guinea", ("Republic of Equatorial Guinea",)),
    State("ERI", "Eritrea", ("State of Eritrea",)),
    State("EST", "Estonia", ("Republic of Estonia",)),
    State("SWZ", "Eswatini", ("Kingdom of Eswatini", "Swaziland", "Kingdom of Swaziland")),
    State("ETH", "Ethiopia", ("Federal Democratic Republic of Ethiopia",)),
    # ISO 3166-1 has no alpha-3 element for the European Union. EUE is the code for it in
    # machine-readable travel documents (ICAO Doc 9303).
    State("EUE", "European Union", ("EU", "European Community"), StateKind.ORGANIZATION),
    State("FJI", "Fiji", ("Fiji Islands", "Republic of Fiji")),
    State("FIN", "Finland", ("Republic of Finland",)),
    State("FRA", "France", ("French Republic",)),
    State("GAB", "Gabon", ("Gabonese Republic",)),
    State("GMB", "Gambia", ("Republic of the Gambia",)),
    State("GEO", "Georgia", ("Republic of Georgia",)),
    State("DEU", "Germany", ("Federal Republic of Germany",)),
    State("GHA", "Ghana", ("Republic of Ghana",)),
    State("GRC", "Greece", ("Hellenic Republic",)),
    State("GRD", "Grenada", ()),
    State("GTM", "Guatemala", ("Republic of Guatemala",)),
    State("GIN", "Guinea", ("Guinea (Conakry)", "Republic of Guinea")),
    State("GNB", "Guinea-Bissau", ("Republic of Guinea-Bissau",)),
    State("GUY", "Guyana", ("Co-operative Republic of Guyana", "Republic of Guyana")),
    State("HTI", "Haiti", ("Republic of Haiti",)),
    State(
        "VAT",
        "Holy See",
        ("Vatican", "Vatican City", "Vatican City State", "Holy See (Vatican City State)"),
        StateKind.OBSERVER,
    ),
    State("HND", "Honduras", ("Republic of Honduras",)),
    State("HUN", "Hungary", ("Republic of Hungary",)),
    State("ISL", "Iceland", ("Republic of Iceland",)),
    State("IND", "India", ("Republic of India",)),
    State("IDN", "Indonesia", ("Republic of Indonesia",)),
    State("IRN", "Iran (Islamic Republic of)", ("Iran", "Islamic Republic of Iran")),
    State("IRQ", "Iraq", ("Republic of Iraq",)),
    State("IRL", "Ireland", ("Republic of Ireland", "Eire")),
    State("ISR", "Israel", ("State of Israel",)),
    State("ITA", "Italy", ("Italian Republic", "Republic of Italy")),
    State("JAM", "Jamaica", ()),
    State("JPN", "Japan", ()),
    State("JOR", "Jordan", ("Hashemite Kingdom of Jordan",)),
    State("KAZ", "Kazakhstan", ("Republic of Kazakhstan",)),
    State("KEN", "Kenya", ("Republic of Kenya",)),
    State("KIR", "Kiribati", ("Republic of Kiribati",)),
    State("KWT", "Kuwait", ("State of Kuwait",)),
    State("KGZ", "Kyrgyzstan", ("Kyrgyz Republic",)),
    State("LAO", "Lao People's Democratic Republic", ("Lao PDR", "Laos")),
    State("LVA", "Latvia", ("Republic of Latvia",)),
    State("LBN", "Lebanon", ("Lebanese Republic",)),
    State("LSO", "Lesotho", ("Kingdom of Lesotho",)),
    State("LBR", "Liberia", ("Republic of Liberia",)),
    State("LBY", "Libya", ("Libyan Arab Jamahiriya", "State of Libya")),
    State("LIE", "Liechtenstein", ("Principality of Liechtenstein",)),
    State("LTU", "Lithuania", ("Republic of Lithuania",)),
    State("LUX", "Luxembourg", ("Grand Duchy of Luxembourg",)),
    State("MDG", "Madagascar", ("Republic of Madagascar",)),
    State("MWI", "Malawi", ("Republic of Malawi",)),
    State("MYS", "Malaysia", ()),
    State("MDV", "Maldives", ("Republic of Maldives", "Maldive Islands")),
    State("MLI", "Mali", ("Republic of Mali",)),
    State("MLT", "Malta", ("Republic of Malta",)),
    State("MHL", "Marshall Islands", ("Republic of the Marshall Islands",)),
    State("MRT", "Mauritania", ("Islamic Republic of Mauritania",)),
    State("MUS", "Mauritius", ("Republic of Mauritius",)),
    State("MEX", "Mexico", ("United Mexican States",)),
    State(
        "FSM",
        "Micronesia (Federated States of)",
        ("Micronesia", "Federated States of Micronesia"),
    ),
    State("MCO", "Monaco", ("Principality of Monaco",)),
    State("MNG", "Mongolia", ()),
    State("MNE", "Montenegro", ("Republic of Montenegro",)),
    State("MAR", "Morocco", ("Kingdom of Morocco",)),
    State("MOZ", "Mozambique", ("Republic of Mozambique",)),
    State(
        "MMR",
        "Myanmar",
        ("Burma", "Republic of Myanmar", "Republic of the Union of Myanmar"),
    ),
    State("NAM", "Namibia", ("Republic of Namibia",)),
    State("NRU", "Nauru", ("Naoero", "Republic of Nauru")),
    State("NPL", "Nepal", ("Federal Democratic Republic of Nepal",)),
    State(
        "NLD",
        "Netherlands (Kingdom of the)",
        ("Netherlands", "Holland", "Kingdom of the Netherlands"),
    ),
    State("NZL", "New Zealand", ("Aotearoa New Zealand",)),
    State("NIC", "Nicaragua", ("Republic of Nicaragua",)),
    State("NER", "Niger", ("Republic of the Niger", "Republic of Niger")),
    State("NGA", "Nigeria", ("Federal Republic of Nigeria",)),
    State("NIU", "Niue", (), StateKind.NON_MEMBER),
    State(
        "MKD",
        "North Macedonia",
        (
            "Macedonia",
            "Republic of North Macedonia",
            "the former Yugoslav Republic of Macedonia",
            "FYROM",
        ),
    ),
    State("NOR", "Norway", ("Kingdom of Norway",)),
    State("OMN", "Oman", ("Sultanate of Oman",)),
    State("PAK", "Pakistan", ("Islamic Republic of Pakistan",)),
    State("PLW", "Palau", ("Republic of Palau",)),
    State("PAN", "Panama", ("Republic of Panama",)),
    State("PNG", "Papua New Guinea", ("Independent State of Papua New Guinea",)),
    State("PRY", "Paraguay", ("Republic of Paraguay",)),
    State("PER", "Peru", ("Republic of Peru",)),
    State("PHL", "Philippines", ("Republic of the Philippines",)),
    State("POL", "Poland", ("Republic of Poland",)),
    State("PRT", "Portugal", ("Portuguese Republic",)),
    State("QAT", "Qatar", ("State of Qatar",)),
    State(
        "KOR",
        "Republic of Korea",
        ("Korea (Republic of)", "Korea (South)", "ROK", "South Korea"),
    ),
    State("MDA", "Republic of Moldova", ("Moldova", "Moldova (Republic of)")),
    State("ROU", "Romania", ()),
    State("RUS", "Russian Federation", ("Russia",)),
    State("RWA", "Rwanda", ("Republic of Rwanda", "Rwandese Republic")),
    State(
        "KNA",
        "Saint Kitts and Nevis",
        ("St. Kitts and Nevis", "St. Kitts", "Federation of Saint Kitts and Nevis"),
    ),
    State("LCA", "Saint Lucia", ("St. Lucia",)),
    State(
        "VCT",
        "Saint Vincent and the Grenadines",
        ("Saint Vincent", "St. Vincent", "St. Vincent and the Grenadines"),
    ),
    State("WSM", "Samoa", ("Independent State of Samoa", "Western Samoa")),
    State("SMR", "San Marino", ("Republic of San Marino",)),
    State(
        "STP",
        "Sao Tome and Principe",
        ("São Tomé and Príncipe", "Sao Tome", "Democratic Republic of Sao Tome and Principe"),
    ),
    State("SAU", "Saudi Arabia", ("Kingdom of Saudi Arabia", "KSA")),
    State("SEN", "Senegal", ("Republic of Senegal",)),
    State("SRB", "Serbia", ("Republic of Serbia",)),
    State("SYC", "Seychelles", ("Republic of Seychelles",)),
    State("SLE", "Sierra Leone", ("Republic of Sierra Leone",)),
    State("SGP", "Singapore", ("Republic of Singapore",)),
    State("SVK", "Slovakia", ("Slovak Republic",)),
    State("SVN", "Slovenia", ("Republic of Slovenia",)),
    State("SLB", "Solomon Islands", ()),
    State("SOM", "Somalia", ("Federal Republic of Somalia",)),
    State("ZAF", "South Africa", ("Republic of South Africa",)),
    State("SSD", "South Sudan", ("Republic of South Sudan",)),
    State("ESP", "Spain", ("Kingdom of Spain",)),
    State("LKA", "Sri Lanka", ("Democratic Socialist Republic of Sri Lanka",)),
    State("PSE", "State of Palestine", ("Palestine", "Palestine (State of)"), StateKind.OBSERVER),
    State("SDN", "Sudan", ("Republic of the Sudan", "Republic of Sudan")),
    State("SUR", "Suriname", ("Republic of Suriname", "Surinam")),
    State("SWE", "Sweden", ("Kingdom of Sweden",)),
    State("CHE", "Switzerland", ("Swiss Confederation",)),
    State("SYR", "Syrian Arab Republic", ("Syria",)),
    State("TJK", "Tajikistan", ("Republic of Tajikistan",)),
    State("THA", "Thailand", ("Kingdom of Thailand",)),
    State("TLS", "Timor-Leste", ("East Timor", "Democratic Republic of Timor-Leste")),
    State("TGO", "Togo", ("Togolese Republic",)),
    State("TON", "Tonga", ("Kingdom of Tonga",)),
    State("TTO", "Trinidad and Tobago", ("Trinidad", "Republic of Trinidad and Tobago")),
    State("TUN", "Tunisia", ("Republic of Tunisia",)),
    State(
        "TUR",
        "Türkiye",
        ("Turkiye", "Turkey", "Republic of Türkiye", "Republic of Turkey"),
    ),
    State("TKM", "Turkmenistan", ()),
    State("TUV", "Tuvalu", ()),
    State("UGA", "Uganda", ("Republic of Uganda",)),
    State("UKR", "Ukraine", ()),
    State("ARE", "United Arab Emirates", ("UAE", "Emirates")),
    State(
        "GBR",
        "United Kingdom of Great Britain and Northern Ireland",
        ("UK", "United Kingdom", "Great Britain", "Britain"),
    ),
    State(
        "TZA",
        "United Republic of Tanzania",
        ("Tanzania", "Tanzania (United Republic of)"),
    ),
    State("USA", "United States of America", ("US", "USA", "United States")),
    State(
        "URY",
        "Uruguay",
        ("Eastern Republic of Uruguay", "Oriental Republic of Uruguay"),
    ),
    State("UZB", "Uzbekistan", ("Republic of Uzbekistan",)),
    State("VUT", "Vanuatu", ("Republic of Vanuatu",)),
    State(
        "VEN",
        "Venezuela (Bolivarian Republic of)",
        ("Venezuela", "Bolivarian Republic of Venezuela"),
    ),
    State("VNM", "Viet Nam", ("Vietnam", "Socialist Republic of Viet Nam")),
    State("YEM", "Yemen", ("Republic of Yemen",)),
    State("ZMB", "Zambia", ("Republic of Zambia",)),
    State("ZWE", "Zimbabwe", ("Republic of Zimbabwe",)),
)
"""All 198 reporters, alphabetically: in the order of `fold(state.name)`, by code point."""

BY_CODE: Mapping[str, State] = MappingProxyType({state.code: state for state in STATES})
"""The reporters by code in capitals."""

# "&" becomes the word; brackets and commas separate, so that "Iran, Islamic Republic of" is "Iran
# (Islamic Republic of)"; full stops go, so that "U.K." is "UK". Many people type the acute or the
# grave accent for an apostrophe.
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bb\u02bc\u2032\uff07\u00b4`", "'"),
        **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212(),", " "),
        "&": " and ",
        ".": "",
        # Egypt and others write these endings without their dots, or for one another.
        "\u0629": "\u0647",
        "\u0649": "\u064a",
        "\u0640": "",
    }
)
# Nonspacing marks are the diacritics. Format characters (zero-width, directional) come with text
# that is pasted from other documents, and nobody sees them.
_DROPPED_CATEGORIES = frozenset({"Mn", "Cf"})

# With these words, "Republic of Norway" would be nearer to "Republic of Korea" than to "Norway".
_SHARED_WORDS = frozenset(
    {
        "and",
        "democratic",
        "federal",
        "federation",
        "islamic",
        "kingdom",
        "of",
        "people's",
        "republic",
        "state",
        "the",
    }
)
# Shorter texts are abbreviations, which resemble each other by chance.
_SHORTEST_COMPARED = 4
_ARTICLE = re.compile(r"^(?:el|la|los|las|le|les) |\b(?:\u0627\u0644)+(?=\w{3})")
"""Articles with which a name is typed or without: `el Perú`, `les Pays-Bas`, that of Arabic."""


def fold(text: str) -> str:
    """Return the form of a name in which two spellings of it are equal.

    Case, diacritics, invisible format characters, outer and repeated white space, full stops, and
    one leading "the" are ignored. Apostrophes become straight, "&" becomes "and"; hyphens, dashes,
    brackets and commas become spaces. The endings of Arabic words have no dots of their own.

    Args:
        text: Any text; the time is linear except on long runs of combining marks, so cut the texts
            of strangers (see `LONGEST_NAME`).

    Returns:
        Lower-case words with single spaces between them; empty when no word is left.
    """
    plain = text.translate(_PUNCTUATION).casefold()
    if not plain.isascii():
        # Decomposed after case folding, which itself brings combining marks, and folded again
        # because decomposition brings capitals (of compatibility characters).
        decomposed = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(
            char for char in decomposed if unicodedata.category(char) not in _DROPPED_CATEGORIES
        )
    return " ".join(plain.split()).removeprefix("the ")


def _spellings(name: str) -> tuple[str, str]:
    """Return the folded name, and the same without articles."""
    folded = fold(name)
    return folded, _ARTICLE.sub("", folded)


def alphabetical(name: str) -> str:
    """Return the sorting key of a State's name: Côte d'Ivoire is sorted as C, o, t, e."""
    return fold(name)


def code_in_file_name(name: str) -> str | None:
    """Return the code in the name of a report's file: `NOR` of `report-NOR-r2.yaml`.

    Its case is unchanged, and it need not be the code of a State.
    """
    found = re.fullmatch(_FILE_NAME, name)
    return None if found is None else found[1]


def find(text: str) -> State | None:
    """Return the State that has exactly this code or name, after folding.

    Args:
        text: A code, a name or another name in any of the six languages, in any spelling that
            `fold` makes equal.

    Returns:
        The State, or None: for a name that is merely near, or that two States share ("Korea").
    """
    stripped = text.strip()
    if len(stripped) > LONGEST_NAME:
        return None
    known = (
        _by_folded_text().get(name) or _by_other_names().get(name) for name in _spellings(stripped)
    )
    return next(filter(None, known), None)


def matching(prefix: str) -> list[State]:
    """Return the States with a name that starts with the prefix, for completion at a prompt.

    Args:
        prefix: The beginning of a name or another name, folded before it is compared; codes do
            not count. An empty prefix matches every State.

    Returns:
        States in alphabetical order; empty when none matches.
    """
    stripped = prefix.strip()
    if len(stripped) > LONGEST_NAME:
        return []
    wanted = fold(stripped)
    return [
        state
        for state, names in _folded_names(language()).items()
        if any(name.startswith(wanted) for name in names)
    ]


def suggest(text: str, limit: int = 5) -> list[State]:
    """Return the States whose names are nearest to a text that `find` does not know.

    Words that many States' names share ("Republic of") are ignored. The States with a name that
    starts with the text, or has all its words, are the answer; only when there are none, the States
    with a name that is spelt like the text or stands within it.

    Args:
        text: The text that was typed. Only its first `LONGEST_NAME` characters count.
        limit: The largest number of States to return, the nearest ones; none if it is below 1.

    Returns:
        States in alphabetical order, not in the order of nearness, so that no place in the list
        reads as a recommendation; empty when none is near.
    """
    wanted = _distinctive(fold(text.strip()[:LONGEST_NAME]))
    if not wanted or limit < 1:
        return []
    # The second sequence is the one that a matcher analyses once and keeps.
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    for measure in (_prefix_similarity, _spelling_similarity):
        nearness = {
            state: max(measure(name, wanted, matcher) for name in names)
            for state, names in _distinctive_names(language()).items()
        }
        near = [state for state, value in nearness.items() if value > 0]
        if near:
            # Sorting is stable: of equally near States the alphabetically first are kept.
            kept = set(sorted(near, key=lambda state: -nearness[state])[:limit])
            return [state for state in near if state in kept]
    return []


def _prefix_similarity(name: str, wanted: str, matcher: SequenceMatcher[str]) -> float:
    """Return how near a name is that starts with the text (above 1) or has all its words.

    0 when it does neither, at most 2.
    """
    if name.startswith(wanted):
        matcher.set_seq1(name)
        return 1 + matcher.ratio()
    if set(wanted.split()) <= set(name.split()):
        matcher.set_seq1(name)
        return matcher.ratio()
    return 0


def _spelling_similarity(name: str, wanted: str, matcher: SequenceMatcher[str]) -> float:
    """Return how near a name is that is spelt like the text or stands within it.

    0 when it does neither, at most 1.
    """
    if len(wanted) < _SHORTEST_COMPARED or len(name) < _SHORTEST_COMPARED:
        return 0
    # One letter may be wrong, or a fifth: "Irak" is Iraq, but "Taiwan" is not "Italian".
    least = 1 - max(0.2, 1 / len(wanted))
    best = max(_similarity(part, matcher, least) for part in _parts(name, wanted))
    if best < least and set(name.split()) <= set(wanted.split()):
        return least
    return best


def _parts(name: str, wanted: str) -> Iterator[str]:
    """Yield the name and each run of as many of its words as the wanted text has.

    "guinee" is near "papua new guinea" by its last word, although not by the whole.
    """
    yield name
    words = name.split()
    size = len(wanted.split())
    for start in range(len(words) - size + 1):
        yield " ".join(words[start : start + size])


def _similarity(part: str, matcher: SequenceMatcher[str], least: float) -> float:
    """Return the similarity of a part of a name and the matcher's text; 0 when below `least`.

    It is the mean of the likeness in order and regardless of order, because letters are often
    swapped ("Lybia").
    """
    matcher.set_seq1(part)
    # Both ratios are upper bounds, so that most names need no full comparison.
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    similarity = (matcher.ratio() + matcher.quick_ratio()) / 2
    return similarity if similarity >= least else 0


def _distinctive(folded: str) -> str:
    """Return a folded name without the words that many names share; may be empty."""
    return " ".join(word for word in folded.split() if word not in _SHARED_WORDS)


@cache
def _distinctive_names(code: str) -> Mapping[State, tuple[str, ...]]:
    """Return the names of `_folded_names` without shared words."""
    return {
        state: tuple(dict.fromkeys(_distinctive(name) for name in names))
        for state, names in _folded_names(code).items()
    }


@cache
def _folded_names(code: str = ENGLISH) -> Mapping[State, tuple[str, ...]]:
    """Return each State's folded names in English and another language, alphabetically in that.

    Made on first use: most commands never look up a State by its name.
    """
    known = {state: (state.name, *state.other_names) for state in STATES}
    if code != ENGLISH:
        known = {state: (*_names_in(code)[state.code], *names) for state, names in known.items()}
    folded = {
        state: tuple(dict.fromkeys(spelt for name in names for spelt in _spellings(name)))
        for state, names in known.items()
    }
    return folded if code == ENGLISH else dict(sorted(folded.items(), key=lambda one: one[1]))


@cache
def _names_in(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of each State in another language than English, by its code."""
    from checklist.state_names import NAMES

    states = " ".join(NAMES[code].split()).split("; ")
    return {one[:3]: tuple(one[4:].split("|")) for one in states}


@cache
def _by_other_names() -> Mapping[str, State]:
    """Return the States by their folded names in the other languages."""
    from checklist.state_names import NAMES

    return {
        spelt: BY_CODE[code]
        for language in NAMES
        for code, names in _names_in(language).items()
        for name in names
        for spelt in _spellings(name)
    }


@cache
def _by_folded_text() -> Mapping[str, State]:
    """Return the States by each of their folded names and their folded code."""
    by_text = {fold(state.code): state for state in STATES}
    for state, names in _folded_names().items():
        by_text.update(dict.fromkeys(names, state))
    return by_text
