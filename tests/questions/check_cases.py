"""Answers for which each check of the questionnaire appears, and for which it just does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from tests.questions.reports import NOT_APPLICABLE, Short, draft, grave

AS_OF = "2026-11-24"
THE_DAY_BEFORE, THE_DAY_AFTER = "2026-11-23", "2026-11-25"

Answers = Mapping[str, Short]


@dataclass(frozen=True)
class Case:
    """Answers that make a check appear, and what is changed in them so that it does not."""

    code: str
    answers: Answers
    instead: Answers = field(default_factory=dict)
    """The answers that differ in the report that is right."""
    state: str = "AUT"
    as_of: str = AS_OF
    state_instead: str = ""
    as_of_instead: str = ""


def none_of(*rows: str, but: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return rows that are not implemented, but for some."""
    return {**dict.fromkeys(rows, "not-implemented"), **(but or {})}


def figure(year: int, **numbers: int) -> dict[str, dict[str, str | int]]:
    """Return an entry of the table of yearly figures."""
    cells: dict[str, str | int] = {"year": year, "form": "all-forms", **numbers}
    return {column: {"value": value} for column, value in cells.items()}


SEXES = {"victims-women": 4, "victims-men": 3, "victims-girls": 2, "victims-boys": 1}
COORDINATION = (
    *("policies", "cooperation", "monitoring"),
    *("research", "non-governmental"),
)
NON_PUNISHMENT = (
    *("prosecution-direct", "prosecution-compelled"),
    *("punishment-direct", "punishment-compelled"),
)
SUBJECTS = dict.fromkeys(
    ("identification", "human-rights", "trauma", "gender", "age", "culture"), "none"
)
REPAIR = ("compensation", "restitution", "fund")
PROCESS = {
    "protocol": "ratification-status",
    "convention": "convention-ratification-status",
}
"""The question on the status of ratification of each treaty."""


def on_a_treaty(treaty: str, past_target: str, party_too_early: str) -> list[Case]:
    """Return the cases that are the same for both treaties."""
    status, process, target = f"{treaty}-status", PROCESS[treaty], f"{treaty}-target"
    in_force = {"protocol": "2003-12-25", "convention": "2003-09-29"}[treaty]
    day_before = {"protocol": "2003-12-24", "convention": "2003-09-28"}[treaty]
    return [
        Case(
            past_target,
            {status: "neither", process: "not-begun", target: THE_DAY_BEFORE},
            {target: AS_OF},
        ),
        Case(
            party_too_early,
            {status: "party"},
            as_of=day_before,
            as_of_instead=in_force,
        ),
    ]


TREATIES = [
    *on_a_treaty("protocol", "R521", "R525"),
    *on_a_treaty("convention", "R522", "R526"),
    Case(
        "R527",
        {
            "protocol-status": "signatory",
            "convention-status": "party",
            "protocol-obstacles": ["convention-first"],
        },
        {"convention-status": "signatory"},
    ),
    Case(
        "R523",
        {"protocol-status": "party", "convention-status": "deposited"},
        {"convention-status": "party"},
    ),
    Case(
        "R524",
        {"protocol-status": "deposited", "convention-status": "signatory"},
        {"convention-status": "deposited"},
    ),
]

OTHERS = [
    Case(
        "R531",
        {"coordinating-body": "active", "coordination-tasks": none_of(*COORDINATION)},
        {"coordination-tasks": none_of(*COORDINATION, but={"policies": "partly-implemented"})},
    ),
    Case(
        "R533",
        {"coordination-levels": {"local-services": "implemented", "local-level": "planned"}},
        {"coordination-levels": {"local-services": "implemented", "local-level": NOT_APPLICABLE}},
    ),
    Case(
        "R534",
        {"monitoring": {"advice": "partly-implemented", "institution": "considered"}},
        {"monitoring": {"advice": "planned", "institution": "considered"}},
    ),
    Case(
        "R535",
        {
            "practices-sent": {"non-punishment": "implemented"},
            "non-punishment": none_of(*NON_PUNISHMENT),
        },
        {"practices-sent": {"non-punishment": "not-implemented"}},
    ),
    Case(
        "R540",
        {"compensation-source": ["offender", "fund"], "compensation": {"fund": "planned"}},
        {"compensation": {"fund": "partly-implemented"}},
    ),
    Case(
        "R541",
        {"compensation-source": ["state-budget"], "compensation": none_of(*REPAIR)},
        {"compensation-source": ["none"]},
    ),
    Case(
        "R543",
        {"secondary-victimization": ["closed-hearings"], "protection": none_of("privacy")},
        {"secondary-victimization": ["video-link"]},
    ),
    Case(
        "R544",
        {"identification": {"criteria-written": "planned", "criteria-used": "implemented"}},
        {"identification": {"criteria-written": "planned", "criteria-used": "planned"}},
    ),
    Case(
        "R545",
        {
            "stay": ["recovery-time", "temporary"],
            "unconditional": {"proceedings": "not-implemented"},
        },
        {"stay": ["recovery-time", "temporary-cooperation"]},
    ),
    Case(
        "R548",
        {"offence": "draft", "non-punishment": {"punishment-direct": "law"}},
        {"non-punishment": {"punishment-direct": "guideline", "punishment-compelled": "law"}},
    ),
    Case(
        "R549",
        {
            "identification": {"support-path": "not-implemented"},
            "unconditional": {"immediate": "implemented"},
        },
        {"unconditional": {"immediate": "partly-implemented"}},
    ),
    Case(
        "R552",
        {
            "demand-measures": none_of(
                "identify-services", "identify-products", but={"inform-public": "implemented"}
            )
        },
        {
            "demand-measures": none_of(
                "identify-services",
                but={"identify-products": "planned", "inform-public": "implemented"},
            )
        },
    ),
    Case(
        "R560",
        {
            "joint-action": {"joint-investigations": "less"},
            "convention-tools": ["extradition"],
        },
        {"convention-tools": ["extradition", "joint-investigations"]},
    ),
    Case(
        "R561",
        {
            "cross-border": {"special-techniques": "same"},
            "investigation-means": {"special-techniques": "not-available"},
        },
        {"investigation-means": {"special-techniques": "not-used"}},
    ),
    Case(
        "R563",
        {"joint-action": {"joint-operations": "more", "joint-investigations": "impossible"}},
        {"joint-action": {"joint-operations": "more", "joint-investigations": "unused"}},
    ),
    Case(
        "R564",
        {"joint-help": "has-done", "joint-action": {"joint-investigations": "impossible"}},
        {"joint-help": "could"},
    ),
    Case(
        "R566",
        {
            "central-authorities": {
                "connected-states": "implemented",
                "organized": "ended",
                "attended": "not-implemented",
            }
        },
        {
            "central-authorities": {
                "connected-states": "implemented",
                "organized": "ended",
                "attended": "partly-implemented",
            }
        },
    ),
    *(
        Case(
            code,
            {f"{name}-step": "A law before parliament.", f"{name}-step-date": THE_DAY_BEFORE},
            {f"{name}-step-date": AS_OF},
        )
        for code, name in {
            "R570": "legislation",
            "R571": "prevention",
            "R572": "victims",
            "R573": "national-response",
            "R574": "investigation",
        }.items()
    ),
    Case(
        "R580",
        {"offence": "none", "definition-points": {"receipt": "legislation"}},
        {"definition-points": {"receipt": "no-offence"}},
    ),
    Case(
        "R581",
        {"offence": "partial-offence", "definition-points": {"before-exploitation": "no-offence"}},
        {"offence": "general-provisions"},
    ),
    Case(
        "R583",
        {"convention-status": "signatory", "convention-tools": ["extradition"]},
        {"convention-tools": ["none"]},
    ),
    Case(
        "R587",
        {"professions": {"police-officers": "implemented"}, "training-content": SUBJECTS},
        {"professions": {"police-officers": "partly-implemented"}},
    ),
    Case(
        "R590",
        {"period-start": "2025-01", "period-end": "2024"},
        {"period-end": "2025"},
    ),
    Case(
        "R595",
        {"yearly-figures": [figure(2024), figure(2025, prosecutions=2, convictions=3)]},
        {"yearly-figures": [figure(2024), figure(2025, prosecutions=3, convictions=3)]},
    ),
    Case(
        "R597",
        {"yearly-figures": [figure(2025, **SEXES, victims=9), figure(2026, **SEXES, victims=10)]},
        {"yearly-figures": [figure(2025, **SEXES, victims=10), figure(2026, **SEXES)]},
    ),
    Case(
        "R597",
        {"yearly-figures": [figure(2025, **{"victims-men": 5}, victims=3)]},
        {"yearly-figures": [figure(2025, **{"victims-men": 3}, victims=3)]},
    ),
    Case(
        "R597",
        {"yearly-figures": [figure(2025, **{"victims-women": 2, "victims-men": 2}, victims=3)]},
        {"yearly-figures": [figure(2025, **{"victims-women": 2, "victims-men": 2})]},
    ),
    Case(
        "R598",
        {
            "investigation-efforts": {"investigations": "none"},
            "yearly-figures": [figure(2025, investigations=1)],
        },
        {"yearly-figures": [figure(2025, investigations=0, prosecutions=1)]},
    ),
    Case(
        "R598",
        {
            "investigation-efforts": {"prosecutions": "none"},
            "yearly-figures": [figure(2025, prosecutions=1)],
        },
        {"investigation-efforts": {"prosecutions": "less"}},
    ),
    Case(
        "R596",
        {"national-data": "no-data", "yearly-figures": [figure(2025, prosecutions=2)]},
        {"national-data": "not-sent"},
    ),
    Case(
        "R532",
        {"consulted": ["coordinating-body"], "coordinating-body": "planned"},
        {"consulted": ["rapporteur"]},
    ),
    Case(
        "R546",
        {
            "victim-standards": {"child-interest": "implemented"},
            "assistance": none_of("child-assistance", "child-representation"),
        },
        {"victim-standards": {"child-interest": "partly-implemented"}},
    ),
    Case(
        "R547",
        {
            "victim-standards": {"minimum-standards": "implemented"},
            "assistance": none_of("legal", "medical", "social"),
        },
        {"assistance": none_of("legal", "medical", but={"social": "planned"})},
    ),
    Case(
        "R593",
        {"help-requested": {"data": "received"}, "assistance-received": ["none"]},
        {"help-requested": {"data": "waiting"}},
    ),
    Case(
        "R594",
        {"offers": ["training-materials"], "country-materials": "not-implemented"},
        {"country-materials": "partly-implemented"},
    ),
    Case(
        "R550",
        {
            "non-punishment": {"punishment-direct": "guideline"},
            "non-punishment-clarity": "not-applicable",
        },
        {"non-punishment-clarity": "none-clear"},
    ),
    Case(
        "R555",
        {
            "non-punishment": {
                "prosecution-direct": "case-by-case",
                "prosecution-compelled": "planned",
                "punishment-direct": "not-implemented",
                "punishment-compelled": "considered",
            },
            "non-punishment-clarity": "some-clear",
        },
        {"non-punishment": {"punishment-direct": "some-only"}},
    ),
    Case(
        "R599",
        {"publication": "withhold", "donors": "unnamed"},
        {"donors": "not-shown"},
    ),
    Case("R591", {"period-start": THE_DAY_AFTER}, {"period-start": AS_OF}),
    Case("R592", {"period-end": THE_DAY_AFTER}, {"period-end": "2026"}),
]

CASES = [*TREATIES, *OTHERS]


def checks(questionnaire: Questionnaire) -> dict[str, Check]:
    return {check.code: check for part in questionnaire.sets for check in part.checks}


def codes(
    questionnaire: Questionnaire, answers: Answers, *, state: str = "AUT", as_of: str = AS_OF
) -> list[str]:
    """Return the codes of all errors and warnings."""
    report = draft(questionnaire, answers, state=state, as_of=as_of)
    return [one.code for one in grave(questionnaire, report)]
