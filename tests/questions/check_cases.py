"""Answers for which each check of the questionnaire appears, and for which it just does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from tests.questions.reports import NOT_APPLICABLE, Short, draft, grave

AS_OF = "2026-11-24"
THE_DAY_BEFORE, THE_DAY_AFTER = "2026-11-23", "2026-11-25"
THIRTY_DAYS_BEFORE, TWENTY_NINE_DAYS_BEFORE = "2026-10-25", "2026-10-26"
THIRTY_ONE_DAYS_BEFORE = "2026-10-24"

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


CAMPAIGNS = (
    *("general-public", "groups-at-risk", "regions-at-risk"),
    *("sexual-services", "consumers", "employers"),
)
PROTECTION = ("safe-shelter", "witness-protection", "confidential-data", "privacy")
COORDINATION = (
    *("several-ministries", "policies", "cooperation"),
    *("monitoring", "research", "non-governmental"),
)
NON_PUNISHMENT = (
    *("prosecution-direct", "prosecution-compelled"),
    *("punishment-direct", "punishment-compelled"),
)
REPAIR = ("compensation", "restitution", "fund")
PROFESSIONS = (
    *("police-officers", "border-guards", "immigration-officers", "labour-inspectors"),
    *("peacekeepers", "consular-officers", "prosecutors", "judges", "court-staff"),
    *("medical-staff", "social-workers", "victim-services"),
)


def on_a_treaty(treaty: str, codes: Mapping[str, str]) -> list[Case]:
    """Return the cases that are the same for both treaties."""
    status, mode = f"{treaty}-status", f"{treaty}-mode"
    signature, deposit = f"{treaty}-signature", f"{treaty}-deposit"
    stage, target = f"{treaty}-stage", f"{treaty}-target"
    in_force = {"protocol": "2003-12-25", "convention": "2003-09-29"}[treaty]
    day_before = {"protocol": "2003-12-24", "convention": "2003-09-28"}[treaty]
    convention_party = {"convention-status": "party"}
    return [
        Case(
            codes["signed outside the time"],
            {status: "signatory", signature: "2002-12-13"},
            {signature: "2002-12-12"},
        ),
        Case(
            codes["deposited before the opening"],
            {status: "party", deposit: "2000-12-11"},
            {deposit: "2000-12-12"},
        ),
        Case(
            codes["deposited before the signature"],
            {status: "party", signature: "2002-12-12", deposit: "2002-12-11"},
            {deposit: "2002-12-12"},
        ),
        Case(
            codes["deposited in the future"],
            {status: "deposited", deposit: THE_DAY_AFTER},
            {deposit: AS_OF},
        ),
        Case(
            codes["acceded after a signature"],
            {status: "party", mode: "accession", signature: "2000-12-15"},
            {signature: NOT_APPLICABLE},
        ),
        Case(
            codes["ratified without a signature"],
            {status: "party", mode: "ratification", signature: NOT_APPLICABLE},
            {mode: "succession"},
        ),
        Case(
            codes["deposited long ago"],
            {**convention_party, status: "deposited", deposit: THIRTY_ONE_DAYS_BEFORE},
            {deposit: THIRTY_DAYS_BEFORE},
        ),
        Case(
            codes["deposited a moment ago"],
            {status: "party", deposit: TWENTY_NINE_DAYS_BEFORE},
            {deposit: THIRTY_DAYS_BEFORE},
        ),
        Case(
            codes["an act of States, by the Union"],
            {status: "party", mode: "succession"},
            {mode: "approval", signature: "2000-12-12"},
            state="EUE",
        ),
        Case(
            codes["an act of organizations, by a State"],
            {status: "party", mode: "formal-confirmation"},
            state_instead="EUE",
        ),
        Case(
            codes["aims at a day that is past"],
            {status: "neither", stage: "not-started", target: THE_DAY_BEFORE},
            {target: AS_OF},
        ),
        Case(
            codes["party before there was any"],
            {status: "party"},
            as_of=day_before,
            as_of_instead=in_force,
        ),
        Case(
            codes["signed, and never signed"],
            {status: "signatory", signature: NOT_APPLICABLE},
            {status: "party"},
        ),
    ]


TREATIES = [
    *on_a_treaty(
        "protocol",
        {
            "signed outside the time": "R501",
            "deposited before the opening": "R503",
            "deposited before the signature": "R505",
            "deposited in the future": "R507",
            "acceded after a signature": "R509",
            "ratified without a signature": "R511",
            "deposited long ago": "R513",
            "deposited a moment ago": "R515",
            "an act of States, by the Union": "R517",
            "an act of organizations, by a State": "R519",
            "aims at a day that is past": "R521",
            "party before there was any": "R525",
            "signed, and never signed": "R527",
        },
    ),
    *on_a_treaty(
        "convention",
        {
            "signed outside the time": "R502",
            "deposited before the opening": "R504",
            "deposited before the signature": "R506",
            "deposited in the future": "R508",
            "acceded after a signature": "R510",
            "ratified without a signature": "R512",
            "deposited long ago": "R514",
            "deposited a moment ago": "R516",
            "an act of States, by the Union": "R518",
            "an act of organizations, by a State": "R520",
            "aims at a day that is past": "R522",
            "party before there was any": "R526",
            "signed, and never signed": "R528",
        },
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
        "R530",
        {
            "coordinating-body": "negative",
            "coordination-tasks": none_of(*COORDINATION, but={"research": "partly-implemented"}),
        },
        {"coordination-tasks": none_of(*COORDINATION, but={"research": "planned"})},
    ),
    Case(
        "R531",
        {"coordinating-body": "affirmative", "coordination-tasks": none_of(*COORDINATION)},
        {"coordination-tasks": none_of(*COORDINATION, but={"policies": "partly-implemented"})},
    ),
    Case(
        "R532",
        {
            "consulted": ["coordinating-body"],
            "coordinating-body": "negative",
            "monitoring": {"institution": "considered"},
        },
        {"monitoring": {"institution": "partly-implemented"}},
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
        {"practices-sent": {"non-punishment": "ended"}},
    ),
    Case(
        "R536",
        {"research": {"demand": "implemented"}, "national-data": "no-data"},
        {"research": {"demand": "partly-implemented"}},
    ),
    Case(
        "R537",
        {"data-help": "received-in-part", "assistance-received": ["training-courses"]},
        {"assistance-received": ["training-courses", "data-collection"]},
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
        "R542",
        {"secondary-victimization": ["hidden-identity"], "protection": {"privacy": "planned"}},
        {"secondary-victimization": ["closed-hearings"]},
    ),
    Case(
        "R543",
        {"secondary-victimization": ["video-link"], "protection": none_of(*PROTECTION)},
        {"protection": none_of(*PROTECTION, but={"privacy": "planned"})},
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
        "R546",
        {
            "child-interest": "implemented",
            "assistance": none_of("minors-assistance", "minors-representation"),
        },
        {"child-interest": "partly-implemented"},
    ),
    Case(
        "R547",
        {
            "minimum-standards": "implemented",
            "assistance": none_of("legal", "medical", "social"),
        },
        {"assistance": none_of("legal", "medical", but={"social": "planned"})},
    ),
    Case(
        "R548",
        {"offence": "draft", "non-punishment": {"punishment-compelled": "law"}},
        {"non-punishment": {"punishment-compelled": "guideline"}},
    ),
    Case(
        "R549",
        {
            "identification": {"support-path": "not-implemented"},
            "unconditional": {"immediate": "practice-only"},
        },
        {"unconditional": {"immediate": "partly-implemented"}},
    ),
    Case(
        "R550",
        {
            "campaigns": {"consumers": "implemented"},
            "demand-measures": {"inform-public": "not-implemented"},
        },
        {"campaigns": {"consumers": "partly-implemented"}},
    ),
    Case(
        "R551",
        {
            "campaign-media": ["radio"],
            "campaigns": none_of(*CAMPAIGNS, but={"employers": "ended"}),
        },
        {"campaigns": none_of(*CAMPAIGNS, but={"employers": "partly-implemented"})},
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
        "R553",
        {
            "campaigns": {"employers": "implemented"},
            "demand-measures": {"supply-chains": "not-implemented"},
        },
        {"demand-measures": {"supply-chains": "planned"}},
    ),
    Case(
        "R560",
        {
            "cross-border": {"joint-investigations": "less"},
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
        {"investigation-means": {"special-techniques": "available"}},
    ),
    Case(
        "R562",
        {"investigation-means": {"insiders": "used"}, "convention-tools": ["extradition"]},
        {"investigation-means": {"insiders": "available"}},
    ),
    Case(
        "R563",
        {"cross-border": {"joint-operations": "more", "joint-investigations": "impossible"}},
        {"cross-border": {"joint-operations": "more", "joint-investigations": "unused"}},
    ),
    Case(
        "R564",
        {"joint-help": "has-done", "cross-border": {"joint-investigations": "impossible"}},
        {"joint-help": "could"},
    ),
    Case(
        "R565",
        {"regional-help": "received", "assistance-received": ["none"]},
        {"regional-help": "not-granted"},
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
    Case(
        "R567",
        {"technical-assistance": "received", "assistance-received": ["none"]},
        {"assistance-received": ["other"]},
    ),
    Case(
        "R568",
        {"convention-status": "neither", "review-mechanism": ["reviewed"]},
        {"review-mechanism": ["reviewer"]},
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
            "R575": "training",
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
        "R582",
        {"offence": "draft", "facilitation": "implemented"},
        {"facilitation": "planned"},
    ),
    Case(
        "R583",
        {"convention-status": "signatory", "convention-tools": ["extradition"]},
        {"convention-tools": ["none"]},
    ),
    Case(
        "R584",
        {"drafting-help": "received", "assistance-received": ["other"]},
        {"assistance-received": "not-known"},
    ),
    Case(
        "R585",
        {"professions": {"judges": "implemented"}, "training-partners": none_of("judges")},
        {"training-partners": {"judges": "invited"}},
    ),
    Case(
        "R586",
        {
            "training-content": ["trauma"],
            "professions": none_of(*PROFESSIONS, but={"victim-services": "ended"}),
        },
        {"professions": none_of(*PROFESSIONS, but={"victim-services": NOT_APPLICABLE})},
    ),
    Case(
        "R587",
        {"training-content": ["none"], "professions": {"police-officers": "implemented"}},
        {"professions": {"police-officers": "partly-implemented"}},
    ),
    Case(
        "R588",
        {
            "staff-support": "implemented",
            "investigation-means": {
                "investigators": "not-available",
                "prosecutors": "not-available",
            },
        },
        {
            "investigation-means": {
                "investigators": "not-available",
                "prosecutors": "available",
            }
        },
    ),
    Case(
        "R589",
        {"training-requested": "received", "assistance-received": ["data-collection"]},
        {"training-requested": "waiting"},
    ),
    Case(
        "R590",
        {"period-start": "2025-01", "period-end": "2024"},
        {"period-end": "2025"},
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
