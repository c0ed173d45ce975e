from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checklist.checks.validator import head_findings
from checklist.errors import ChecklistError
from checklist.files.reader import Document, parse
from checklist.lifecycle.carry_forward import (
    next_report,
    next_revision,
    present_version,
    revision_path,
)
from checklist.lifecycle.opening import UnusableReportError
from checklist.reports.seal import seal
from tests.support.tiny import document, questionnaire, report

ASKED = questionnaire(
    [
        {"id": "plan", "type": "yes-no", "gate": ["tasks"]},
        {"id": "tasks", "type": "implementation"},
        {"id": "office-name", "type": "text"},
        {"id": "port-count", "type": "integer"},
    ]
)
TODAY = date(2030, 5, 1)
YES = {"value": "affirmative"}
ANSWERS: dict[str, Any] = {
    "plan": {"value": "negative", "note": "As ever.", "confidential": True},
    "tasks": {"value": {"status": "not-implemented"}, "by": "plan"},
    "office-name": {"value": "Ministry"},
    "port-count": {"missing": "declined"},
}


def final(answers: dict[str, Any] = ANSWERS, **changed: Any) -> Document:
    return document(report(ASKED, answers).sealed()._replace(**changed))


# Carrying forward


def test_each_answer_is_carried_with_what_stands_beside_it_and_waits() -> None:
    draft, left_behind = next_report(final(), ASKED, TODAY)

    assert draft.answers == {
        "plan": {"value": "negative", "note": "As ever.", "confidential": True, "carried": True},
        "office-name": {"value": "Ministry", "carried": True},
        "port-count": {"missing": "declined", "carried": True},
    }
    assert left_behind == {}


def test_the_new_report_is_a_first_draft_of_today() -> None:
    begun, _ = next_report(final(revision=3), ASKED, TODAY)

    assert (begun.state, begun.status, begun.revision) == ("AUT", "draft", 1)
    assert (begun.as_of, begun.seal, begun.supersedes) == ("2030-05-01", None, None)
    assert begun.questionnaire_digest == ASKED.digest


def test_a_draft_can_be_carried_forward_too() -> None:
    draft, _ = next_report(document(report(ASKED, {"plan": {"value": "negative"}})), ASKED, TODAY)

    assert draft.answers == {"plan": {"value": "negative", "carried": True}}


def test_what_does_not_fit_any_more_is_left_behind_with_the_reason() -> None:
    old = {"port-count": {"value": "many"}, "plan": {"value": "perhaps"}, "gone": {"value": "x"}}

    draft, left_behind = next_report(document(report(ASKED, old)), ASKED, TODAY)

    assert draft.answers == {}
    assert left_behind.keys() == {"port-count", "plan", "gone"}
    assert "`perhaps` is not among the options" in left_behind["plan"]
    assert left_behind["gone"] == "the questionnaire does not have this question"
    assert draft.internal == {
        "set_aside": [{"at": name, "answer": answer} for name, answer in old.items()]
    }


def test_a_draft_of_another_version_keeps_what_does_not_fit_aside() -> None:
    old: dict[str, dict[str, Any]] = {
        "plan": YES,
        "office-name": {"value": 5, "confidential": True},
        "gone": {"value": "x"},
    }
    draft = report(ASKED, old)._replace(questionnaire_version="0.9.0", revision=2)

    taken, left_out = present_version(draft, ASKED)

    assert taken.questionnaire_version == ASKED.head.version
    assert (taken.answers, taken.revision) == ({"plan": {**YES, "carried": True}}, 2)
    assert left_out.keys() == {"office-name", "gone"}
    assert taken.internal["set_aside"] == [
        {"at": name, "answer": old[name]} for name in ("office-name", "gone")
    ]
    assert head_findings(document(taken)) == []


def test_what_is_kept_aside_stays_when_the_version_changes_again() -> None:
    aside = [{"at": "older", "answer": {"value": 1}}]
    draft = report(ASKED, {"gone": {"value": "x"}})._replace(
        questionnaire_version="0.9.0", internal={"set_aside": aside}
    )

    taken, _ = present_version(draft, ASKED)

    assert taken.internal["set_aside"] == [*aside, {"at": "gone", "answer": {"value": "x"}}]


def test_a_revision_in_another_version_is_to_be_confirmed() -> None:
    old = report(ASKED, {"plan": YES, "gone": {"value": "x"}})
    sealed = old._replace(questionnaire_version="0.9.0").sealed()

    draft, left_out = next_revision(document(sealed), ASKED, TODAY)

    assert (draft.revision, draft.supersedes) == (2, sealed.seal)
    assert draft.answers == {"plan": {**YES, "carried": True}}
    assert left_out.keys() == {"gone"}


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (parse(b"a: [", "r.yaml"), "cannot be used until this is corrected"),
        (document(report(ASKED)._replace(questionnaire_id="other")), "questionnaire `other`"),
    ],
)
def test_an_earlier_report_that_cannot_be_used_is_an_error(broken: Document, says: str) -> None:
    with pytest.raises(UnusableReportError, match=says):
        next_report(broken, ASKED, TODAY)


# The next revision


def test_the_next_revision_has_the_answers_and_names_the_seal_that_it_supersedes() -> None:
    sealed = report(ASKED, ANSWERS)._replace(salt="1" * 32).sealed()

    draft, _ = next_revision(document(sealed), ASKED, TODAY)

    assert (draft.status, draft.revision, draft.as_of) == ("draft", 2, "2030-05-01")
    assert (draft.supersedes, draft.seal, draft.salt) == (sealed.seal, None, None)
    assert draft.answers == ANSWERS


STATE_ONLY: dict[str, Any] = {
    "approved": {"by": "A. Minister", "office": "Cabinet", "on": "2026-11-24"},
}


def test_a_revision_keeps_id_and_language_and_is_to_be_approved_anew() -> None:
    earlier = report(ASKED)._replace(report_id="a" * 32, language="fr", internal=STATE_ONLY)

    draft, _ = next_revision(document(earlier.sealed()), ASKED, TODAY)

    assert (draft.report_id, draft.language) == ("a" * 32, "fr")
    assert draft.internal == {}


def test_a_new_report_has_an_id_of_its_own_and_the_language_of_the_earlier_one() -> None:
    earlier = report(ASKED)._replace(report_id="a" * 32, language="fr", internal=STATE_ONLY)

    new, _ = next_report(document(earlier), ASKED, TODAY)

    assert new.report_id not in {None, earlier.report_id}
    assert (new.language, new.internal) == ("fr", {})


def test_a_revision_of_a_revision_supersedes_that_one() -> None:
    second = report(ASKED)._replace(revision=2, supersedes="sha256:" + "0" * 64).sealed()

    draft, _ = next_revision(document(second), ASKED, TODAY)

    assert (draft.revision, draft.supersedes) == (3, second.seal)


def test_a_draft_is_gone_on_with_and_not_revised() -> None:
    with pytest.raises(ChecklistError, match="is still a draft"):
        next_revision(document(report(ASKED)), ASKED, TODAY)


def test_no_revision_follows_on_the_last_that_there_can_be() -> None:
    with pytest.raises(ChecklistError, match="a report has at most 9,999 revisions"):
        next_revision(document(report(ASKED)._replace(revision=9_999).sealed()), ASKED, TODAY)


@pytest.mark.parametrize("changed", [{"as_of": "2001-01-01"}, {"seal": None}])
def test_what_was_changed_after_it_was_sealed_is_not_revised(changed: dict[str, Any]) -> None:
    with pytest.raises(UnusableReportError, match="is not what was sealed") as raised:
        next_revision(final(**changed), ASKED, TODAY)

    assert [finding.code for finding in raised.value.diagnostics] == ["R012"]


def test_a_seal_covers_the_report_as_it_stands_in_its_file() -> None:
    sealed = report(ASKED, ANSWERS).sealed()

    assert sealed.seal == seal(sealed._replace(seal=None).to_data())


@pytest.mark.parametrize(
    ("name", "revision", "goes_to"),
    [
        ("report-NOR.yaml", 2, "report-NOR-r2.yaml"),
        ("report-NOR-r2.yaml", 3, "report-NOR-r3.yaml"),
        ("in/report-NOR.json", 2, "in/report-NOR-r2.yaml"),
    ],
)
def test_a_revision_stands_beside_the_report(name: str, revision: int, goes_to: str) -> None:
    assert revision_path(Path(name), revision) == Path(goes_to)
