"""What a copy for publication has, and what it has not."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from checklist.checks.validator import validate
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files.reader import Document, parse, read
from checklist.lifecycle.carry_forward import next_report
from checklist.lifecycle.finalize import finalization
from checklist.lifecycle.opening import UnusableReportError
from checklist.lifecycle.redact import publication_doubt, redacted
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from tests.support.folders import UGANDA
from tests.support.made_reports import made_reports

SHIPPED = shipped("ctoc-cop-2010-6")
SECRET = "Nobody else may read this sentence."


def document_of(data: Mapping[str, Any]) -> Document:
    return parse(json.dumps(data).encode(), "report.json")


def sealed(data: Mapping[str, Any], **answers: Any) -> Document:
    """Return a report with other answers, sealed."""
    changed = {**data, "answers": {**data["answers"], **answers}}
    return document_of(Report.from_data(changed).sealed().to_data())


def uganda() -> dict[str, Any]:
    data = read(UGANDA).data
    assert isinstance(data, dict)
    return deepcopy(data)


def errors(report: Report) -> list[str]:
    found = validate(document_of(report.to_data()), SHIPPED)
    return [
        f"{finding.code} {finding.message}"
        for finding in found
        if finding.severity is Severity.ERROR
    ]


def mappings(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every mapping within the data."""
    if isinstance(data, dict):
        yield data
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for part in inner:
        yield from mappings(part)


def test_what_is_confidential_is_left_out_and_listed() -> None:
    copy = redacted(read(UGANDA), SHIPPED)

    assert copy.redacted is not None
    assert copy.redacted["withheld"] == [
        "contact-point",
        "protocol-obstacles-text",
        "yearly-figures/3/convictions",
        "protection/witness-protection",
        "investigation-means/special-techniques",
    ]
    assert "contact-point" not in copy.answers
    assert "witness-protection" not in copy.answers["protection"]["value"]
    assert "convictions" not in copy.answers["yearly-figures"]["value"][2]
    assert "convictions" in copy.answers["yearly-figures"]["value"][1]


def test_the_rest_is_as_it_was_but_for_who_gave_it() -> None:
    before = uganda()["answers"]["laws"]

    copy = redacted(read(UGANDA), SHIPPED)

    assert copy.answers["laws"]["value"] == before["value"]
    assert not any(
        "answered_by" in mapping or "confidence" in mapping for mapping in mappings(copy.answers)
    )


def test_a_copy_is_final_sealed_anew_and_names_its_original() -> None:
    original = uganda()

    copy = redacted(read(UGANDA), SHIPPED)

    assert copy.is_final
    assert copy.seal != original["seal"]
    assert copy.redacted is not None
    assert copy.redacted["original"] == original["seal"]
    assert errors(copy) == []


SALT = "0123456789abcdef" * 2
SALTED, PLAIN = f"sha256-salted:{'1' * 64}", f"sha256:{'1' * 64}"


@pytest.mark.parametrize(
    ("salt", "supersedes", "names_original", "names_earlier"),
    [
        (SALT, SALTED, True, True),
        (SALT, PLAIN, True, False),
        (None, SALTED, False, False),
        (None, PLAIN, False, False),
    ],
)
def test_a_copy_names_no_seal_that_could_confirm_a_guess(
    salt: str | None, supersedes: str, names_original: bool, names_earlier: bool
) -> None:
    data = {**uganda(), "revision": 2, "supersedes": supersedes, "salt": salt}
    document = sealed({key: part for key, part in data.items() if part is not None})

    copy = redacted(document, SHIPPED)

    assert copy.redacted is not None
    assert ("original" in copy.redacted, copy.supersedes is not None) == (
        names_original,
        names_earlier,
    )
    assert copy.salt is None
    assert str(copy.seal).startswith("sha256:")
    assert errors(copy) == []


@pytest.mark.parametrize(("salt", "is_confirmed"), [(None, True), (SALT, False)])
def test_who_guesses_what_is_withheld_cannot_find_out_whether_the_guess_is_right(
    salt: str | None, is_confirmed: bool
) -> None:
    """All else is known to who guesses: the whole report, but for one code and the salt."""
    data = {key: part for key, part in {**uganda(), "salt": salt}.items() if part is not None}
    data["answers"]["flow-position"]["confidential"] = True
    original = sealed(data).data
    assert isinstance(original, dict)
    known = {key: part for key, part in data.items() if key != "salt"}

    guesses = [
        str(sealed(known, **{"flow-position": {"value": [code], "confidential": True}}).data)
        for code, _ in SHIPPED.questions["flow-position"].answer_type.offered()
    ]
    guesses.append(str(sealed(known).data))

    assert any(str(original["seal"]) in guess for guess in guesses) is is_confirmed


class ReportWithMore(Report):
    """A report with a key in its head that this version of the program does not have."""

    inspector = "Somebody"

    def to_data(self) -> dict[str, Any]:
        return {**Report.to_data(self), "inspector": self.inspector}


def test_a_copy_has_the_language_but_neither_id_nor_approval_nor_clearances() -> None:
    for_the_state = {
        "report_id": "a" * 32,
        "approved": {"by": "A. Minister", "office": "Cabinet", "on": "2026-11-24"},
    }

    copy = redacted(sealed({**uganda(), "language": "fr", **for_the_state}), SHIPPED).to_data()

    assert copy["language"] == "fr"
    assert for_the_state.keys().isdisjoint(copy)


def test_what_is_new_in_the_head_of_reports_is_not_in_a_copy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    final = Report.from_data(uganda())
    more = ReportWithMore(*final)
    monkeypatch.setattr("checklist.lifecycle.redact.sealed_report", lambda *_: more)

    copy = redacted(read(UGANDA), SHIPPED).to_data()

    assert "inspector" in more.to_data()
    assert "Somebody" not in str(copy)
    assert copy.keys() == {
        *("checklist_report", "questionnaire", "state", "as_of", "status", "revision"),
        *("language", "redacted", "seal", "answers"),
    }


def test_a_copy_with_a_salt_is_an_error() -> None:
    copy = redacted(read(UGANDA), SHIPPED)._replace(salt=SALT).sealed()

    (found,) = errors(copy)

    assert found.startswith("R023 `salt` is not for publication")
    assert SALT not in found


def test_what_depends_on_a_confidential_answer_is_withheld_whether_it_was_asked_or_not() -> None:
    data = uganda()
    data["answers"]["protocol-status"]["confidential"] = True

    copy = redacted(sealed(data), SHIPPED)

    assert copy.redacted is not None
    # The status under the Convention, which is not confidential, decides on this question as well.
    depending = SHIPPED.depending_on({"protocol-status"}) - {"adherence-assistance"}
    assert {"protocol-overcome", "ratification-status", "protocol-target"} <= depending
    assert depending <= set(copy.redacted["withheld"])
    assert depending.isdisjoint(copy.answers)
    assert errors(copy) == []


def test_a_mark_in_doubt_counts_as_a_mark() -> None:
    data = uganda()
    data["answers"]["laws"]["confidential"] = False
    data["answers"]["strategy"]["confidential"] = True

    copy = redacted(sealed(data), SHIPPED)

    assert "laws" in copy.answers
    assert "strategy" not in copy.answers


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(30))
def test_validate_does_not_miss_what_is_withheld_wherever_that_is(seed: int) -> None:
    random = Random(seed)
    ((data, _),) = made_reports(1, seed=seed)
    for mapping in mappings(data["answers"]):
        if ("value" in mapping or "missing" in mapping) and random.random() < 0.2:
            mapping["confidential"] = True  # type: ignore[index]
            mapping["note"] = SECRET  # type: ignore[index]
    # A law that is cited may not be without a name.
    laws = data["answers"].get("laws", {})
    for shown in (laws, *(entry["short-name"] for entry in laws.get("value", ()))):
        shown.pop("confidential", None)
        shown.pop("note", None)
    original = sealed(data)
    assert SECRET in original.text

    copy = redacted(original, SHIPPED)

    assert errors(copy) == []
    assert SECRET not in json.dumps(copy.to_data())


def test_what_a_hidden_gate_filled_in_is_withheld_too() -> None:
    data = uganda()
    del data["answers"]["coordinating-members"]  # asked only where there is a body
    gate, question = next(
        (q.id, SHIPPED.questions[i])
        for q in SHIPPED.questions.values()
        for _, i in q.gate_targets
        if q.id in data["answers"] and i in data["answers"]
    )
    closing, code = next(iter(SHIPPED.questions[gate].fills.items()))
    filled = {"value": question.answer_type.value_filled_in(code), "by": gate}
    answers = {gate: {"value": closing, "confidential": True}, question.id: filled}

    copy = redacted(sealed(data, **answers), SHIPPED)

    assert copy.redacted is not None
    assert {gate, question.id} <= set(copy.redacted["withheld"])
    assert not any(answer.get("by") == gate for answer in copy.answers.values())
    assert errors(copy) == []


def test_a_law_whose_short_name_is_confidential_may_not_be_cited_in_what_is_published() -> None:
    data = uganda()
    data["answers"]["laws"]["value"][0]["short-name"]["confidential"] = True

    with pytest.raises(
        ChecklistError, match=r"cites the law .*, whose short name is not for publication"
    ):
        redacted(sealed(data), SHIPPED)


@pytest.mark.parametrize(
    ("withheld", "message"),
    [
        (["strategy/no-such-row"], "is not a part of the answer"),
        (["reporting-authority/part"], "is not a part of the answer"),
        (["laws/99/citation"], "is not a part of the answer"),
        (["ratification-status/part"], "is not a part of the answer"),
        (["no-such-question"], "there is no question"),
        (["contact-point", "contact-point"], "is listed twice"),
        (["laws"], "is listed as withheld, but is in the report"),
    ],
)
def test_what_cannot_be_withheld_is_not_taken_for_withheld(
    withheld: list[str], message: str
) -> None:
    copy = redacted(read(UGANDA), SHIPPED)
    redaction = {"withheld": [*(copy.redacted or {})["withheld"], *withheld]}

    found = errors(copy._replace(redacted=redaction).sealed())

    assert any(message in error_message for error_message in found), found


def test_that_a_report_is_only_a_copy_is_a_warning() -> None:
    copy = redacted(read(UGANDA), SHIPPED)

    found = validate(document_of(copy.to_data()), SHIPPED)

    assert [(finding.code, finding.severity) for finding in found] == [("R023", Severity.WARNING)]


def test_a_draft_that_says_it_is_a_copy_is_not_finalized() -> None:
    data = {**uganda(), "status": "draft", "redacted": {"withheld": ["contact-point"]}}
    del data["seal"], data["answers"]["contact-point"]

    with pytest.raises(ChecklistError, match="says that it is a copy for publication"):
        finalization(document_of(data), SHIPPED)


def test_a_copy_is_not_carried_forward() -> None:
    copy = redacted(read(UGANDA), SHIPPED)

    with pytest.raises(ChecklistError, match="lacks answers"):
        next_report(document_of(copy.to_data()), SHIPPED, date(2027, 1, 1))


def test_what_is_missing_from_the_original_too_is_missed_in_a_copy() -> None:
    copy = redacted(read(UGANDA), SHIPPED).to_data()
    del copy["answers"]["strategy"]
    damaged = Report.from_data(copy).sealed()

    assert any(
        "`strategy` is required, and not answered" in error_message
        for error_message in errors(damaged)
    )


def test_a_draft_and_a_copy_are_not_copied() -> None:
    copy = redacted(read(UGANDA), SHIPPED)
    draft = uganda() | {"status": "draft"}
    del draft["seal"]

    with pytest.raises(ChecklistError, match="is still a draft"):
        redacted(document_of(draft), SHIPPED)
    with pytest.raises(ChecklistError, match="is a copy for publication"):
        redacted(document_of(copy.to_data()), SHIPPED)


def test_a_report_that_was_changed_or_has_errors_is_not_copied() -> None:
    changed = uganda() | {"as_of": "2026-11-21"}
    wrong = sealed(uganda(), strategy={"value": {"no-such-row": {"value": "covered"}}})

    with pytest.raises(UnusableReportError, match="is not what was sealed"):
        redacted(document_of(changed), SHIPPED)
    with pytest.raises(UnusableReportError, match="until this is corrected") as raised:
        redacted(wrong, SHIPPED)
    assert "R007" in {finding.code for finding in raised.value.diagnostics}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"value": "publish"}, ""),
        (
            {"value": "totals-only"},
            "is “No, but the report may be counted in totals that name no State”",
        ),
        ({"missing": "declined"}, "is not given"),
        (None, "is not given"),
    ],
)
def test_what_the_state_says_on_publication_is_in_doubt_unless_it_agrees(
    answer: Any, told: str
) -> None:
    data = uganda()
    data["answers"] = {"publication": answer} if answer else {}

    doubt = publication_doubt(Report.from_data(data), SHIPPED)

    assert (told in doubt) if told else doubt == ""


def test_where_no_question_is_on_publication_nothing_is_in_doubt() -> None:
    asked = replace(SHIPPED, plan=AnalysisPlan())

    assert publication_doubt(Report.from_data(uganda()), asked) == ""
