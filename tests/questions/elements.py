"""The elements of recommendations that have several, and where each of them is asked.

The elements are in words of this project. A place is a question (`joint-help`), a row
(`campaigns/general-public`) or an option (`campaign-media=radio`); its text has the word behind it.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Served(NamedTuple):
    """Where an element is asked, and a word that stands in the text there."""

    place: str
    word: str


Elements = Mapping[str, Served]


def _rows(question: str, words: Mapping[str, str]) -> dict[str, Served]:
    return {word: Served(f"{question}/{row}", word) for row, word in words.items()}


def _options(question: str, words: Mapping[str, str]) -> dict[str, Served]:
    return {word: Served(f"{question}={code}", word) for code, word in words.items()}


AWARENESS: Elements = {
    "the public at large": Served("campaigns/general-public", "general public"),
    "groups that can become victims": Served("campaigns/groups-at-risk", "Groups at risk"),
    "places that are at risk": Served("campaigns/regions-at-risk", "Communities"),
    "fit for the place": Served("campaigns", "local conditions"),
    **_options(
        "campaign-media",
        {
            "radio": "Radio",
            "television": "Television",
            "drama": "Soap operas",
            "press": "Newspapers",
            "public-events": "public events",
            "personalities": "Well-known people",
        },
    ),
}
FRONT_LINE: Elements = {
    **_rows(
        "professions",
        {
            "police-officers": "Police",
            "labour-inspectors": "Labour inspectors",
            "border-guards": "Border guards",
            "immigration-officers": "Immigration officers",
            "peacekeepers": "peacekeeping",
            "consular-officers": "Consular",
            "prosecutors": "Prosecutors",
            "judges": "Judges",
            "medical-staff": "Medical",
            "social-workers": "Social workers",
        },
    ),
    "non-governmental organizations": Served("training-partners/civil-society", "non-governmental"),
    "how to identify victims": Served("training-content/identification", "Identifying"),
}
COORDINATION: Elements = {
    "a body": Served("coordinating-body", "coordinates"),
    **_options(
        "coordinating-members",
        {
            "justice": "Justice",
            "interior": "Interior",
            "health": "Health",
            "welfare": "welfare",
            "labour": "Labour",
            "immigration": "Immigration",
            "foreign-affairs": "Foreign affairs",
            "other": "Another ministry",
        },
    ),
    "policies": Served("coordination-tasks/policies", "policies"),
    "cooperation": Served("coordination-tasks/cooperation", "cooperate"),
    "how the plan is carried out": Served("coordination-tasks/monitoring", "plan"),
    "research": Served("coordination-tasks/research", "research"),
    "others outside of government": Served(
        "coordination-tasks/non-governmental", "non-governmental"
    ),
}
GUIDELINES: Elements = {
    **_rows("guidelines", {"culture": "culture", "gender": "gender", "age": "age"}),
    "how an interview is led": Served("guidelines/interviewing", "interviewing"),
    "telling victims their rights": Served("guidelines/explaining-rights", "rights"),
    "standards of identification": Served("guidelines/identifying", "Standards"),
    "steps of identification": Served("guidelines/identifying", "procedures"),
}
ASSISTANCE: Elements = {
    **_rows("assistance", {"legal": "Legal", "medical": "Medical", "social": "Social"}),
    "anybody who may be a victim": Served("assistance", "potential victims"),
    "lawyers for children": Served("assistance/child-representation", "representation of children"),
    "help made for children": Served("assistance/child-assistance", "children"),
}
CONCEPTS: Elements = _options(
    "concepts-unclear",
    {
        "consent": "Consent",
        "harbouring": "Harbouring",
        "receipt": "Receipt",
        "transport": "Transport",
        "vulnerability": "vulnerability",
        "exploitation": "Exploitation",
        "transnationality": "Transnationality",
        "other": "Another concept",
    },
)
ACTS: Elements = _rows(
    "definition-points",
    {
        "recruitment": "Recruiting",
        "transportation": "without crossing",
        "transfer": "Transferring",
        "harbouring": "Harbouring",
        "receipt": "Receiving",
    },
)
DEMAND: Elements = {
    "rules for recruiters": Served("demand-measures/recruitment-agencies", "Rules"),
    "a register of them": Served("demand-measures/recruitment-agencies", "register"),
    "a licence for them": Served("demand-measures/recruitment-agencies", "licence"),
    "what employers buy": Served("demand-measures/supply-chains", "supply chains"),
    "visits to workplaces": Served("demand-measures/labour-inspections", "inspections"),
    "standards enforced otherwise": Served("demand-measures/labour-inspections", "otherwise"),
    "rules on work enforced": Served("demand-measures/labour-regulations", "regulations"),
    "workers from abroad": Served("demand-measures/migrant-workers", "migrant workers"),
    "use of what victims do": Served(
        "demand-measures/discourage-use", "services that victims provide"
    ),
}
CASE_MANAGEMENT: Elements = {
    "the beginning": Served("case-phases/interception", "first contact"),
    "the investigation": Served("case-phases/investigation", "investigation"),
    "the prosecution": Served("case-phases/prosecution", "prosecution"),
    "the trial": Served("case-phases/prosecution", "trial"),
    "the end": Served("case-phases/reintegration", "reintegration"),
    "what comes after": Served("case-phases/follow-up", "Follow-up"),
    "learning from it": Served("case-phases/review", "Regular review"),
}
SPECIAL_TRAINING: Elements = {
    **_rows(
        "special-training",
        {
            "law-enforcement": "Law enforcement",
            "prosecutors": "Prosecutors",
            "judges": "Judges",
        },
    ),
    "everybody else in courts": Served("special-training/court-staff", "Court staff"),
    "who helps victims": Served("special-training/victim-services", "Victim service providers"),
    **_rows(
        "training-content",
        {
            "trauma": "Trauma",
            "gender": "gender",
            "age": "age",
            "culture": "culture",
        },
    ),
    "whatever else it takes": Served("training-content/culture", "other needs"),
}

BY_RECOMMENDATION: Mapping[str, Elements] = {
    "12(b)": AWARENESS,
    "13": FRONT_LINE,
    "21(a)": COORDINATION,
    "32": GUIDELINES,
    "34": ASSISTANCE,
    "53(a)": CONCEPTS,
    "53(b)": CONCEPTS,
    "54(a)": {"consent": Served("definition-points/consent", "consent does not matter")},
    "54(b)": {"time": Served("definition-points/before-exploitation", "before any exploitation")},
    "55": ACTS,
    "66": DEMAND,
    "81": CASE_MANAGEMENT,
    "84": SPECIAL_TRAINING,
}
"""By recommendation: its elements, each with the place where it is asked."""
