"""The checks agree with the facts of the two treaties: dates, acts, and who can do them."""

from collections.abc import Mapping

import pytest

from checklist.questionnaire.questionnaire import Questionnaire
from tests.questions.check_cases import (
    AS_OF,
    THE_DAY_AFTER,
    THIRTY_DAYS_BEFORE,
    THIRTY_ONE_DAYS_BEFORE,
    TWENTY_NINE_DAYS_BEFORE,
    Answers,
    checks,
    codes,
)
from tests.questions.reports import NOT_APPLICABLE


@pytest.fixture(params=["protocol", "convention"])
def treaty(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


def treaty_codes(
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
    assert treaty_codes(questionnaire, treaty, status="signatory", signature=day) == expected


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
    assert treaty_codes(questionnaire, treaty, status=status, deposit=deposit) == expected


def test_a_successor_is_a_party_from_the_day_of_its_succession(
    treaty: str, questionnaire: Questionnaire
) -> None:
    assert (
        treaty_codes(questionnaire, treaty, status="party", mode="succession", deposit=AS_OF) == []
    )
    assert treaty_codes(questionnaire, treaty, status="party", mode="accession", deposit=AS_OF) == [
        "R515"
    ]


@pytest.mark.parametrize("mode", ["ratification", "acceptance", "approval"])
def test_ratification_without_a_signature_is_a_warning(
    mode: str, treaty: str, questionnaire: Questionnaire
) -> None:
    without = treaty_codes(questionnaire, treaty, status="party", mode=mode)
    never = treaty_codes(questionnaire, treaty, status="party", mode=mode, signature=NOT_APPLICABLE)
    signed = treaty_codes(questionnaire, treaty, status="party", mode=mode, signature="2001")
    not_known = treaty_codes(
        questionnaire, treaty, status="party", mode=mode, signature="not-known"
    )

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
    assert treaty_codes(questionnaire, treaty, state=state, status="party", mode=mode) == []


def test_accession_after_a_signature_is_a_warning(
    treaty: str, questionnaire: Questionnaire
) -> None:
    signed = treaty_codes(
        questionnaire, treaty, status="party", mode="accession", signature="2002-01"
    )
    never = treaty_codes(
        questionnaire, treaty, status="party", mode="accession", signature=NOT_APPLICABLE
    )

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
    found = treaty_codes(
        questionnaire, treaty, status="party", signature=signature, deposit=deposit
    )

    assert found == expected


@pytest.mark.parametrize(
    ("deposit", "expected"), [(AS_OF, []), (THE_DAY_AFTER, ["R507"]), ("2027", ["R507"])]
)
def test_the_instrument_is_not_deposited_in_the_future(
    deposit: str, expected: list[str], treaty: str, questionnaire: Questionnaire
) -> None:
    assert treaty_codes(questionnaire, treaty, status="deposited", deposit=deposit) == expected


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

    assert sorted(treaty_codes(questionnaire, treaty, state="EUE", **given)) == sorted(of_the_union)
    assert treaty_codes(questionnaire, treaty, state="AUT", **given) == of_a_state


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
