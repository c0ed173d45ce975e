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
    kind: StateKind
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
_ENGLISH_NAMES = """
AFG Afghanistan|Islamic Republic of Afghanistan;
ALB Albania|Republic of Albania;
DZA Algeria|People's Democratic Republic of Algeria;
AND Andorra|Principality of Andorra;
AGO Angola|Republic of Angola;
ATG Antigua and Barbuda|Antigua|Antigua-Barbuda;
ARG Argentina|Argentine Republic;
ARM Armenia|Republic of Armenia;
AUS Australia|Commonwealth of Australia;
AUT Austria|Republic of Austria;
AZE Azerbaijan|Republic of Azerbaijan;
BHS Bahamas|Commonwealth of the Bahamas;
BHR Bahrain|Kingdom of Bahrain;
BGD Bangladesh|People's Republic of Bangladesh;
BRB Barbados;
BLR Belarus|Republic of Belarus|Byelorussia;
BEL Belgium|Kingdom of Belgium;
BLZ Belize;
BEN Benin|Republic of Benin;
BTN Bhutan|Kingdom of Bhutan;
BOL Bolivia (Plurinational State of)|Bolivia|Plurinational State of Bolivia;
BIH Bosnia and Herzegovina|Bosnia|Bosnia-Herzegovina|Republic of Bosnia and Herzegovina;
BWA Botswana|Republic of Botswana;
BRA Brazil|Federative Republic of Brazil;
BRN Brunei Darussalam|Brunei|Nation of Brunei;
BGR Bulgaria|Republic of Bulgaria;
BFA Burkina Faso|Burkina;
BDI Burundi|Republic of Burundi;
CPV Cabo Verde|Cape Verde|Republic of Cabo Verde;
KHM Cambodia|Kingdom of Cambodia;
CMR Cameroon|Republic of Cameroon;
CAN Canada;
CAF Central African Republic|CAR;
TCD Chad|Republic of Chad;
CHL Chile|Republic of Chile;
CHN China|People's Republic of China|PRC;
COL Colombia|Republic of Colombia;
COM Comoros|Comoro Islands|Union of the Comoros;
COG Congo|Congo-Brazzaville|Congo (Brazzaville)|Republic of the Congo|Republic of Congo;
COK Cook Islands;
CRI Costa Rica|Republic of Costa Rica;
CIV Côte d'Ivoire|Cote d'Ivoire|Ivory Coast|Republic of Côte d'Ivoire;
HRV Croatia|Republic of Croatia;
CUB Cuba|Republic of Cuba;
CYP Cyprus|Republic of Cyprus;
CZE Czechia|Czech Republic;
PRK Democratic People's Republic of Korea|DPRK|DPR Korea|Korea (Democratic People's Republic
    of)|Korea (North)|North Korea;
COD Democratic Republic of the Congo|Congo (Democratic Republic of the)|Congo (the Democratic
    Republic of the)|Congo (Kinshasa)|Congo-Kinshasa|Democratic Republic of Congo|DR
    Congo|DRC|Zaire;
DNK Denmark|Kingdom of Denmark;
DJI Djibouti|Republic of Djibouti;
DMA Dominica|Commonwealth of Dominica;
DOM Dominican Republic;
ECU Ecuador|Republic of Ecuador;
EGY Egypt|Arab Republic of Egypt;
SLV El Salvador|Republic of El Salvador|Salvador;
GNQ Equatorial Guinea|Republic of Equatorial Guinea;
ERI Eritrea|State of Eritrea;
EST Estonia|Republic of Estonia;
SWZ Eswatini|Kingdom of Eswatini|Swaziland|Kingdom of Swaziland;
ETH Ethiopia|Federal Democratic Republic of Ethiopia;
EUE European Union|EU|European Community;
FJI Fiji|Fiji Islands|Republic of Fiji;
FIN Finland|Republic of Finland;
FRA France|French Republic;
GAB Gabon|Gabonese Republic;
GMB Gambia|Republic of the Gambia;
GEO Georgia|Republic of Georgia;
DEU Germany|Federal Republic of Germany;
GHA Ghana|Republic of Ghana;
GRC Greece|Hellenic Republic;
GRD Grenada;
GTM Guatemala|Republic of Guatemala;
GIN Guinea|Guinea (Conakry)|Republic of Guinea;
GNB Guinea-Bissau|Republic of Guinea-Bissau;
GUY Guyana|Co-operative Republic of Guyana|Republic of Guyana;
HTI Haiti|Republic of Haiti;
VAT Holy See|Vatican|Vatican City|Vatican City State|Holy See (Vatican City State);
HND Honduras|Republic of Honduras;
HUN Hungary|Republic of Hungary;
ISL Iceland|Republic of Iceland;
IND India|Republic of India;
IDN Indonesia|Republic of Indonesia;
IRN Iran (Islamic Republic of)|Iran|Islamic Republic of Iran;
IRQ Iraq|Republic of Iraq;
IRL Ireland|Republic of Ireland|Eire;
ISR Israel|State of Israel;
ITA Italy|Italian Republic|Republic of Italy;
JAM Jamaica;
JPN Japan;
JOR Jordan|Hashemite Kingdom of Jordan;
KAZ Kazakhstan|Republic of Kazakhstan;
KEN Kenya|Republic of Kenya;
KIR Kiribati|Republic of Kiribati;
KWT Kuwait|State of Kuwait;
KGZ Kyrgyzstan|Kyrgyz Republic;
LAO Lao People's Democratic Republic|Lao PDR|Laos;
LVA Latvia|Republic of Latvia;
LBN Lebanon|Lebanese Republic;
LSO Lesotho|Kingdom of Lesotho;
LBR Liberia|Republic of Liberia;
LBY Libya|Libyan Arab Jamahiriya|State of Libya;
LIE Liechtenstein|Principality of Liechtenstein;
LTU Lithuania|Republic of Lithuania;
LUX Luxembourg|Grand Duchy of Luxembourg;
MDG Madagascar|Republic of Madagascar;
MWI Malawi|Republic of Malawi;
MYS Malaysia;
MDV Maldives|Republic of Maldives|Maldive Islands;
MLI Mali|Republic of Mali;
MLT Malta|Republic of Malta;
MHL Marshall Islands|Republic of the Marshall Islands;
MRT Mauritania|Islamic Republic of Mauritania;
MUS Mauritius|Republic of Mauritius;
MEX Mexico|United Mexican States;
FSM Micronesia (Federated States of)|Micronesia|Federated States of Micronesia;
MCO Monaco|Principality of Monaco;
MNG Mongolia;
MNE Montenegro|Republic of Montenegro;
MAR Morocco|Kingdom of Morocco;
MOZ Mozambique|Republic of Mozambique;
MMR Myanmar|Burma|Republic of Myanmar|Republic of the Union of Myanmar;
NAM Namibia|Republic of Namibia;
NRU Nauru|Naoero|Republic of Nauru;
NPL Nepal|Federal Democratic Republic of Nepal;
NLD Netherlands (Kingdom of the)|Netherlands|Holland|Kingdom of the Netherlands;
NZL New Zealand|Aotearoa New Zealand;
NIC Nicaragua|Republic of Nicaragua;
NER Niger|Republic of the Niger|Republic of Niger;
NGA Nigeria|Federal Republic of Nigeria;
NIU Niue;
MKD North Macedonia|Macedonia|Republic of North Macedonia|the former Yugoslav Republic of
    Macedonia|FYROM;
NOR Norway|Kingdom of Norway;
OMN Oman|Sultanate of Oman;
PAK Pakistan|Islamic Republic of Pakistan;
PLW Palau|Republic of Palau;
PAN Panama|Republic of Panama;
PNG Papua New Guinea|Independent State of Papua New Guinea;
PRY Paraguay|Republic of Paraguay;
PER Peru|Republic of Peru;
PHL Philippines|Republic of the Philippines;
POL Poland|Republic of Poland;
PRT Portugal|Portuguese Republic;
QAT Qatar|State of Qatar;
KOR Republic of Korea|Korea (Republic of)|Korea (South)|ROK|South Korea;
MDA Republic of Moldova|Moldova|Moldova (Republic of);
ROU Romania;
RUS Russian Federation|Russia;
RWA Rwanda|Republic of Rwanda|Rwandese Republic;
KNA Saint Kitts and Nevis|St. Kitts and Nevis|St. Kitts|Federation of Saint Kitts and Nevis;
LCA Saint Lucia|St. Lucia;
VCT Saint Vincent and the Grenadines|Saint Vincent|St. Vincent|St. Vincent and the Grenadines;
WSM Samoa|Independent State of Samoa|Western Samoa;
SMR San Marino|Republic of San Marino;
STP Sao Tome and Principe|São Tomé and Príncipe|Sao Tome|Democratic Republic of Sao Tome and
    Principe;
SAU Saudi Arabia|Kingdom of Saudi Arabia|KSA;
SEN Senegal|Republic of Senegal;
SRB Serbia|Republic of Serbia;
SYC Seychelles|Republic of Seychelles;
SLE Sierra Leone|Republic of Sierra Leone;
SGP Singapore|Republic of Singapore;
SVK Slovakia|Slovak Republic;
SVN Slovenia|Republic of Slovenia;
SLB Solomon Islands;
SOM Somalia|Federal Republic of Somalia;
ZAF South Africa|Republic of South Africa;
SSD South Sudan|Republic of South Sudan;
ESP Spain|Kingdom of Spain;
LKA Sri Lanka|Democratic Socialist Republic of Sri Lanka;
PSE State of Palestine|Palestine|Palestine (State of);
SDN Sudan|Republic of the Sudan|Republic of Sudan;
SUR Suriname|Republic of Suriname|Surinam;
SWE Sweden|Kingdom of Sweden;
CHE Switzerland|Swiss Confederation;
SYR Syrian Arab Republic|Syria;
TJK Tajikistan|Republic of Tajikistan;
THA Thailand|Kingdom of Thailand;
TLS Timor-Leste|East Timor|Democratic Republic of Timor-Leste;
TGO Togo|Togolese Republic;
TON Tonga|Kingdom of Tonga;
TTO Trinidad and Tobago|Trinidad|Republic of Trinidad and Tobago;
TUN Tunisia|Republic of Tunisia;
TUR Türkiye|Turkiye|Turkey|Republic of Türkiye|Republic of Turkey;
TKM Turkmenistan;
TUV Tuvalu;
UGA Uganda|Republic of Uganda;
UKR Ukraine;
ARE United Arab Emirates|UAE|Emirates;
GBR United Kingdom of Great Britain and Northern Ireland|UK|United Kingdom|Great Britain|Britain;
TZA United Republic of Tanzania|Tanzania|Tanzania (United Republic of);
USA United States of America|US|USA|United States;
URY Uruguay|Eastern Republic of Uruguay|Oriental Republic of Uruguay;
UZB Uzbekistan|Republic of Uzbekistan;
VUT Vanuatu|Republic of Vanuatu;
VEN Venezuela (Bolivarian Republic of)|Venezuela|Bolivarian Republic of Venezuela;
VNM Viet Nam|Vietnam|Socialist Republic of Viet Nam;
YEM Yemen|Republic of Yemen;
ZMB Zambia|Republic of Zambia;
ZWE Zimbabwe|Republic of Zimbabwe
"""
"""The names of the reporters in English, in the form of `state_names.NAMES`."""

_NO_MEMBERS = {
    "COK": StateKind.NON_MEMBER,
    "EUE": StateKind.ORGANIZATION,
    "NIU": StateKind.NON_MEMBER,
    "PSE": StateKind.OBSERVER,
    "VAT": StateKind.OBSERVER,
}
"""The reporters that are no Members of the United Nations."""


def _by_code(names: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of each reporter by its code."""
    states = " ".join(names.split()).split("; ")
    return {state[:3]: tuple(state[4:].split("|")) for state in states}


STATES: tuple[State, ...] = tuple(
    State(code, name, tuple(others), _NO_MEMBERS.get(code, StateKind.MEMBER))
    for code, (name, *others) in _by_code(_ENGLISH_NAMES).items()
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

    return _by_code(NAMES[code])


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
