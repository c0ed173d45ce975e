"""Each check of the questionnaire appears where it should, alone, and not one step beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from checklist.diagnostics import Severity
from checklist.questionnaire.condition import AS_OF as AS_OF_REPORT
from checklist.questionnaire.condition import STATE, Than, leaves
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


def compared(check: Check) -> set[str]:
    """Return the questions that a check looks at."""
    found = [leaf for _, leaf in leaves(check.when)]
    than = [leaf.literal.than for leaf in found if isinstance(leaf.literal, Than)]
    return {*(leaf.question for leaf in found), *than} - {AS_OF_REPORT, STATE}


def codes(
    questionnaire: Questionnaire, answers: Answers, *, state: str = "AUT", as_of: str = AS_OF
) -> list[str]:
    """Return the codes of all errors and warnings."""
    report = draft(questionnaire, answers, state=state, as_of=as_of)
    return [one.code for one in grave(questionnaire, report)]


# Each check


def test_every_check_has_a_case_and_its_own_code(questionnaire: Questionnaire) -> None:
    given = [check.code for part in questionnaire.sets for check in part.checks]

    assert len(given) == len(set(given))
    assert set(given) - {case.code for case in CASES} == set(), "no case"
    assert {case.code for case in CASES} - set(given) == set(), "no check"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_appears_alone_at_its_question(case: Case, questionnaire: Questionnaire) -> None:
    check = checks(questionnaire)[case.code]

    report = draft(questionnaire, case.answers, state=case.state, as_of=case.as_of)
    told = grave(questionnaire, report)

    assert [one.code for one in told] == [case.code]
    assert told[0].where == ("answers", check.at)
    assert told[0].message == f"{check.at}: {check.message}"
    assert told[0].severity is Severity(check.severity)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_it_does_not_appear_one_step_beside(case: Case, questionnaire: Questionnaire) -> None:
    answers = {**case.answers, **case.instead}
    state, as_of = case.state_instead or case.state, case.as_of_instead or case.as_of

    assert (answers, state, as_of) != (case.answers, case.state, case.as_of)
    assert codes(questionnaire, answers, state=state, as_of=as_of) == []


def test_a_check_is_placed_at_one_of_the_questions_that_it_compares(
    questionnaire: Questionnaire,
) -> None:
    elsewhere = {
        code: check.at
        for code, check in checks(questionnaire).items()
        if check.at not in compared(check)
    }

    assert elsewhere == {}


def test_a_message_is_one_or_more_sentences_and_names_each_question_that_stands_elsewhere(
    questionnaire: Questionnaire,
) -> None:
    """Checks inside the sets on treaties and periods speak of dates; it is clear which."""
    unnamed = {
        (check.code, name)
        for part in questionnaire.sets
        for check in part.checks
        for name in compared(check) - {check.at}
        if len({questionnaire.set_of[one].id for one in compared(check)}) > 1
        if f"`{name}`" not in check.message
    }

    assert [c.code for c in checks(questionnaire).values() if not c.message.endswith(".")] == []
    assert unnamed == set()


# The facts of the treaties


@pytest.fixture(params=["protocol", "convention"])
def treaty(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


def told(
    questionnaire: Questionnaire,
    treaty: str,
    *,
    state: str = "AUT",
    as_of: str = AS_OF,
    **answers: str,
) -> list[str]:
    """Return the codes for answers on one treaty, as those on the Protocol have them.

    A State can be a party to the Protocol only as a party to the Convention: it is one here.
    """
    base = {"convention-status": "party"} if treaty == "protocol" else {}
    given = {f"{treaty}-{name}": short for name, short in answers.items()}
    found = codes(questionnaire, {**base, **given}, state=state, as_of=as_of)
    if treaty == "protocol":
        return found
    return [f"R{int(code[1:]) - 1}" for code in found]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1999", ["R501"]),
        ("2000-11", ["R501"]),
        ("2000-12-11", ["R501"]),
        ("2000", []),
        ("2000-12", []),
        ("2000-12-12", []),
        ("2001-06", []),
        ("2002-12-12", []),
        ("2002-12", []),
        ("2002", []),
        ("2002-12-13", ["R501"]),
        ("2003", ["R501"]),
    ],
)
def test_it_could_be_signed_only_from_12_december_2000_to_12_december_2002(
    day: str, expected: list[str], treaty: str, questionnaire: Questionnaire
) -> None:
    assert told(questionnaire, treaty, status="signatory", signature=day) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2003-09-28", {"protocol": ["R525"], "convention": ["R525"]}),
        ("2003-09-29", {"protocol": ["R525"], "convention": []}),
        ("2003-12-24", {"protocol": ["R525"], "convention": []}),
        ("2003-12-25", {"protocol": [], "convention": []}),
    ],
)
@pytest.mark.parametrize("status", ["party", "withdrawn"])
def test_nobody_was_a_party_before_the_entry_into_force(
    status: str,
    as_of: str,
    expected: Mapping[str, list[str]],
    treaty: str,
    questionnaire: Questionnaire,
) -> None:
    only = {f"{treaty}-status": status}

    found = codes(questionnaire, only, as_of=as_of)

    assert found == [f"R{int(c[1:]) + (treaty == 'convention')}" for c in expected[treaty]]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2003-09-28", {"protocol": [], "convention": []}),
        ("2003-09-29", {"protocol": [], "convention": ["R513"]}),
        ("2003-12-24", {"protocol": [], "convention": ["R513"]}),
        ("2003-12-25", {"protocol": ["R513"], "convention": ["R513"]}),
    ],
)
def test_who_deposited_early_became_a_party_at_the_entry_into_force(
    as_of: str,
    expected: Mapping[str, list[str]],
    treaty: str,
    questionnaire: Questionnaire,
) -> None:
    answers = {f"{treaty}-status": "deposited", f"{treaty}-deposit": "2002-05-01"}
    if treaty == "protocol" and as_of >= "2003-09-29":
        answers["convention-status"] = "party"

    found = codes(questionnaire, answers, as_of=as_of)

    assert found == [f"R{int(c[1:]) + (treaty == 'convention')}" for c in expected[treaty]]


@pytest.mark.parametrize(
    ("status", "deposit", "expected"),
    [
        ("party", THIRTY_ONE_DAYS_BEFORE, []),
        ("party", THIRTY_DAYS_BEFORE, []),
        ("party", TWENTY_NINE_DAYS_BEFORE, ["R515"]),
        ("party", AS_OF, ["R515"]),
        ("party", "2026-10", []),
        ("party", "2026-11", []),
        ("deposited", THIRTY_ONE_DAYS_BEFORE, ["R513"]),
        ("deposited", THIRTY_DAYS_BEFORE, []),
        ("deposited", TWENTY_NINE_DAYS_BEFORE, []),
        ("deposited", AS_OF, []),
        ("deposited", "2025", ["R513"]),
        ("deposited", "2026", []),
    ],
)
def test_it_is_in_force_for_a_state_from_the_thirtieth_day_after_the_deposit(
    status: str, deposit: str, expected: list[str], treaty: str, questionnaire: Questionnaire
) -> None:
    assert told(questionnaire, treaty, status=status, deposit=deposit) == expected


def test_a_successor_is_a_party_from_the_day_of_its_succession(
    treaty: str, questionnaire: Questionnaire
) -> None:
    assert told(questionnaire, treaty, status="party", mode="succession", deposit=AS_OF) == []
    assert told(questionnaire, treaty, status="party", mode="accession", deposit=AS_OF) == ["R515"]


@pytest.mark.parametrize("mode", ["ratification", "acceptance", "approval"])
def test_ratification_without_a_signature_is_a_warning(
    mode: str, treaty: str, questionnaire: Questionnaire
) -> None:
    without = told(questionnaire, treaty, status="party", mode=mode)
    never = told(questionnaire, treaty, status="party", mode=mode, signature=NOT_APPLICABLE)
    signed = told(questionnaire, treaty, status="party", mode=mode, signature="2001")
    not_known = told(questionnaire, treaty, status="party", mode=mode, signature="not-known")

    assert without == never == ["R511"]
    assert signed == not_known == []
    assert checks(questionnaire)["R511"].severity == "warning"
    assert checks(questionnaire)["R512"].severity == "warning"


@pytest.mark.parametrize(
    ("mode", "state"),
    [("accession", "AUT"), ("succession", "AUT"), ("formal-confirmation", "EUE")],
)
def test_other_acts_need_no_signature(
    mode: str, state: str, treaty: str, questionnaire: Questionnaire
) -> None:
    assert told(questionnaire, treaty, state=state, status="party", mode=mode) == []


def test_accession_after_a_signature_is_a_warning(
    treaty: str, questionnaire: Questionnaire
) -> None:
    signed = told(questionnaire, treaty, status="party", mode="accession", signature="2002-01")
    never = told(questionnaire, treaty, status="party", mode="accession", signature=NOT_APPLICABLE)

    assert signed == ["R509"]
    assert never == []
    assert checks(questionnaire)["R509"].severity == "warning"
    assert checks(questionnaire)["R510"].severity == "warning"


@pytest.mark.parametrize(
    ("signature", "deposit", "expected"),
    [
        ("2001-05-31", "2001-05-30", ["R505"]),
        ("2001-05-31", "2001-05-31", []),
        ("2002-06", "2002-05", ["R505"]),
        ("2002", "2002-05", []),
        ("not-known", "2002-05", []),
    ],
)
def test_the_instrument_is_not_deposited_before_the_signature(
    signature: str,
    deposit: str,
    expected: list[str],
    treaty: str,
    questionnaire: Questionnaire,
) -> None:
    found = told(questionnaire, treaty, status="party", signature=signature, deposit=deposit)

    assert found == expected


@pytest.mark.parametrize(
    ("deposit", "expected"), [(AS_OF, []), (THE_DAY_AFTER, ["R507"]), ("2027", ["R507"])]
)
def test_the_instrument_is_not_deposited_in_the_future(
    deposit: str, expected: list[str], treaty: str, questionnaire: Questionnaire
) -> None:
    assert told(questionnaire, treaty, status="deposited", deposit=deposit) == expected


@pytest.mark.parametrize(
    ("mode", "of_the_union", "of_a_state"),
    [
        ("ratification", ["R517"], []),
        ("acceptance", [], []),
        ("approval", [], []),
        ("accession", ["R517", "R509"], ["R509"]),
        ("succession", ["R517"], []),
        ("formal-confirmation", [], ["R519"]),
    ],
)
def test_the_european_union_does_not_ratify_accede_or_succeed(
    mode: str,
    of_the_union: list[str],
    of_a_state: list[str],
    treaty: str,
    questionnaire: Questionnaire,
) -> None:
    given = {"status": "party", "mode": mode, "signature": "2000-12-12"}

    assert sorted(told(questionnaire, treaty, state="EUE", **given)) == sorted(of_the_union)
    assert told(questionnaire, treaty, state="AUT", **given) == of_a_state


@pytest.mark.parametrize(
    ("protocol", "convention", "expected"),
    [
        ("party", "party", []),
        ("party", "deposited", ["R523"]),
        ("party", "signatory", ["R523"]),
        ("party", "neither", ["R523"]),
        ("party", "withdrawn", ["R523"]),
        ("party", "not-known", []),
        ("deposited", "party", []),
        ("deposited", "deposited", []),
        ("deposited", "neither", ["R524"]),
        ("signatory", "neither", []),
        ("withdrawn", "withdrawn", []),
    ],
)
def test_a_party_to_the_protocol_is_a_party_to_the_convention(
    protocol: str, convention: str, expected: list[str], questionnaire: Questionnaire
) -> None:
    answers = {"protocol-status": protocol, "convention-status": convention}

    assert codes(questionnaire, answers) == expected
    assert checks(questionnaire)["R523"].severity == "error"
    assert checks(questionnaire)["R524"].severity == "warning"


def test_the_history_of_real_parties_is_not_doubted(questionnaire: Questionnaire) -> None:
    """Ratification by a signatory, accession of a State that never signed, approval by the EU."""
    histories: list[tuple[str, Answers]] = [
        ("AUT", {"mode": "ratification", "signature": "2000-12-12", "deposit": "2005-09-15"}),
        ("CHN", {"mode": "accession", "signature": NOT_APPLICABLE, "deposit": "2010-02-08"}),
        ("EUE", {"mode": "approval", "signature": "2000-12-12", "deposit": "2006-09-06"}),
        ("MNE", {"mode": "succession", "signature": NOT_APPLICABLE, "deposit": "2006-10-23"}),
    ]

    for state, history in histories:
        answers = {f"protocol-{name}": short for name, short in history.items()}
        both = {"protocol-status": "party", "convention-status": "party"}
        assert codes(questionnaire, {**both, **answers}, state=state) == []
