"""A law is named where evidence is asked for, put into the register, and cited, on both faces."""

from typing import Any

import pytest

from checklist.interview.loop import run
from tests.interview.fullscreen.test_face import Official, answering
from tests.support import cited
from tests.support.cited import LAWS, LINK
from tests.support.two_faces import SilentFace

__all__ = ["answering"]

CODE = {"name": {"value": "penal-code"}, "title": {"value": "Penal Code of 2002"}}
NAMING = ("new law", "Penal Code of 2002", "")
"""The entries that name a law: the last one takes the short name that is proposed."""
ROWS = ("/goto duties", "1", "2", "1")


@pytest.fixture(params=["screen", "lines"])
def entered(request: pytest.FixtureRequest, answering: Any) -> Any:
    """Return what an official enters on a face, and what is in the file then."""

    def enter(*entries: str, answers: dict[str, Any] | None = None) -> Official:
        keys: list[str] = []
        for entry in entries if request.param == "screen" else ():
            in_grid = entry.isdecimal() and "/goto duties" in entries and len(keys) < 6
            keys += [entry] if in_grid else ([entry, "enter"] if entry else ["enter"])
        official: Official = answering(cited.questionnaire(), *keys, answers=answers or {})
        if request.param == "lines":
            with pytest.raises(KeyboardInterrupt):
                run(official.interview, official.session, SilentFace(iter(entries)))
        return official

    return enter


def evidence(official: Official, question: str = "offence") -> Any:
    return official.answers.get(question, {}).get("evidence")


@pytest.mark.parametrize(
    ("articles", "reference"),
    [("104a", {"law": "penal-code", "article": "104a"}), ("", {"law": "penal-code"})],
)
def test_a_law_is_named_and_cited_there_and_then(
    articles: str, reference: dict[str, str], entered: Any
) -> None:
    official = entered("/goto offence", "1", *NAMING, articles)

    assert official.answers["laws"] == {"value": [CODE]}
    assert official.answers["offence"] == {"value": "implemented", "evidence": [reference]}
    step = official.interview.prompt().step
    assert (step.name, step.ask) == ("evidence", "Which other law or document shows it?")


@pytest.mark.parametrize(
    ("more", "added"),
    [
        (("",), []),
        (("https://example.org/law",), [LINK]),
        (("1 article 7; https://example.org/law",), [{"law": "penal-code", "article": "7"}, LINK]),
        (("new law", "Aliens Act", "", "2", ""), [{"law": "aliens-act", "article": "2"}]),
        (("9 article 1", "/next"), []),
    ],
)
def test_more_can_be_cited_behind_it(
    more: tuple[str, ...], added: list[dict[str, str]], entered: Any
) -> None:
    official = entered("/goto offence", "1", *NAMING, "104a", *more)

    assert evidence(official) == [{"law": "penal-code", "article": "104a"}, *added]
    assert official.interview.prompt().question.id == "rights"


def test_it_comes_behind_the_laws_and_the_references_that_are_there(entered: Any) -> None:
    aliens = {"law": "aliens-act"}
    answers = {"laws": LAWS, "offence": {"value": "implemented", "evidence": [LINK, aliens]}}
    decree = ("new law", "Decree No. 7 on Victims", "", "3; 1 article 4")
    official = entered("/goto offence", "", *decree, answers=answers)

    *before, law = official.answers["laws"]["value"]
    assert before == LAWS["value"]
    assert law["title"] == {"value": "Decree No. 7 on Victims"}
    assert evidence(official) == [
        *(LINK, aliens),
        {"law": law["name"]["value"], "article": "3"},
        {"law": "penal-code", "article": "4"},
    ]


@pytest.mark.parametrize("entry", ["1 article 271-A; new law", "New  Law; 1 article 271-A"])
def test_a_reference_beside_it_is_cited_too(entry: str, entered: Any) -> None:
    decree = (entry, "Decree No. 7 on Victims", "", "3")
    official = entered("/goto offence", "1", *decree, answers={"laws": LAWS})

    law = official.answers["laws"]["value"][-1]["name"]["value"]
    assert evidence(official) == [
        {"law": "penal-code", "article": "271-A"},
        {"law": law, "article": "3"},
    ]


def test_a_reference_beside_it_that_is_none_is_refused_before_the_law_is_asked_for(
    entered: Any,
) -> None:
    official = entered("/goto offence", "1", "9 article 3; new law", answers={"laws": LAWS})

    assert official.interview.prompt().step.name == "evidence"
    assert official.answers["laws"] == LAWS


def test_a_matrix_cites_it_for_its_rows(entered: Any) -> None:
    official = entered(*ROWS, *NAMING, "104a (row 3)")
    all_rows = entered(*ROWS, *NAMING, "104a")

    cites = [{"law": "penal-code", "article": "104a"}]
    value = official.answers["duties"]["value"]
    assert [row.get("evidence") for row in value.values()] == [None, None, cites]
    value = all_rows.answers["duties"]["value"]
    assert [row.get("evidence") for row in value.values()] == [cites, None, cites]


def test_more_can_be_cited_for_the_rows_of_a_matrix_and_for_a_measure(entered: Any) -> None:
    rows = entered(*ROWS, *NAMING, "104a (row 3)", "1 article 5 (row 1)")
    measure = entered("/goto measure", "1", "", "", *NAMING, "9", "1 article 10", "")

    first, second, third = rows.answers["duties"]["value"].values()
    assert first["evidence"] == [{"law": "penal-code", "article": "5"}]
    assert "evidence" not in second
    assert third["evidence"] == [{"law": "penal-code", "article": "104a"}]
    assert measure.answers["measure"]["value"]["evidence"] == [
        {"law": "penal-code", "article": "9"},
        {"law": "penal-code", "article": "10"},
    ]


def test_one_row_cites_it(entered: Any) -> None:
    official = entered("/goto duties", "1", "/goto row 1", "/evidence", *NAMING, "7")

    rows = official.answers["duties"]["value"]
    assert rows == {
        "police": {"value": "implemented", "evidence": [{"law": "penal-code", "article": "7"}]}
    }


def test_a_measure_cites_it(entered: Any) -> None:
    official = entered("/goto measure", "1", "", "", *NAMING, "9")

    assert official.answers["measure"]["value"]["evidence"] == [
        {"law": "penal-code", "article": "9"}
    ]


@pytest.mark.parametrize("wrong", ["104a (row 9)", "104a (row 2)"])
def test_an_article_that_is_refused_is_asked_for_again(wrong: str, entered: Any) -> None:
    official = entered(*ROWS, *NAMING, wrong)

    assert official.interview.prompt().step.name == "article"
    assert "evidence" not in official.answers["duties"]["value"]["police"]


def test_the_register_of_a_state_without_laws_has_it_then(entered: Any) -> None:
    none = {"laws": {"missing": "not-known", "reason": "not-collected", "note": "See the gazette."}}
    official = entered("/goto offence", "1", *NAMING, "5", answers=none)

    assert official.answers["laws"] == {"value": [CODE], "note": "See the gazette."}


def test_a_name_that_another_law_has_is_refused(entered: Any) -> None:
    entries = ("/goto offence", "1", "new law", "Another code", "penal-code")
    official = entered(*entries, answers={"laws": LAWS})

    assert official.answers["laws"] == LAWS
    assert official.interview.prompt().step.name == "name"


@pytest.mark.parametrize(("number", "steps_back"), [(1, 1), (2, 2), (3, 1)])
def test_back_leads_to_the_evidence_again(number: int, steps_back: int, entered: Any) -> None:
    official = entered("/goto offence", "1", *NAMING[:number], *["/back"] * steps_back)

    assert official.interview.prompt().step.name == "evidence"
    assert evidence(official) is None


def test_undo_takes_the_law_away_again(entered: Any) -> None:
    official = entered("/goto offence", "1", *NAMING, "/undo")

    assert "laws" not in official.answers


def test_the_screen_names_how(answering: Any) -> None:
    at_offence = ("/goto offence", "enter", "1", "enter")
    without = answering(cited.questionnaire(), *at_offence, "Penal Code art. 5", "enter")
    listed = answering(cited.questionnaire(), *at_offence, "9", "enter", answers={"laws": LAWS})

    assert "No law is listed yet. To cite a law, type new law." in without.screen
    assert "or new law to name a law." in " ".join(without.screen.split())
    assert "To cite a law that is not in the list, type new law." in listed.screen
    assert "Type new law to add a law" in listed.screen


def test_where_links_are_asked_for_no_law_is_named(entered: Any) -> None:
    official = entered("/goto site", "1", "new law")

    assert official.interview.prompt().step.name == "evidence"
    assert official.answers == {"site": {"value": "affirmative"}}


def test_below_the_laws_stand_another_law_and_a_link_which_arrows_choose(answering: Any) -> None:
    keys = ("/goto offence", "enter", "1", "enter")
    listed: Official = answering(cited.questionnaire(), *keys, answers={"laws": LAWS})
    number = len(LAWS["value"])
    chosen: Official = answering(
        cited.questionnaire(),
        *(*keys, *["down"] * (number + 2), *"example.org/law", "enter"),
        answers={"laws": LAWS},
    )

    assert "another law: one that is not in the list" in listed.screen
    assert "a link: type the rest of its address" in listed.screen
    assert evidence(chosen) == [{"url": "https://example.org/law"}]
