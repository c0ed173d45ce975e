"""What is sent has all answers, and nothing of what stays with the State."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from checklist.checks.validator import validate
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files.reader import Document, parse, read
from checklist.lifecycle.opening import UnusableReportError
from checklist.lifecycle.redact import redacted
from checklist.lifecycle.submission import submission
from checklist.questionnaire.loading import shipped
from checklist.reports.address import set as set_content
from checklist.reports.address import units
from checklist.reports.report import Report
from checklist.reports.seal import seal
from tests.support.folders import EXAMPLES, UGANDA

SHIPPED = shipped("ctoc-cop-2010-6")
APPROVED = {"by": "A. Minister", "office": "Ministry of Justice", "on": "2026-11-26"}


def document_of(data: Any, name: str = "report.json") -> Document:
    return parse(json.dumps(data).encode(), name)


def internal() -> Report:
    """Return Uganda's report as it stays inside: approved, with who answered what."""
    data = read(UGANDA).data
    assert isinstance(data, dict)
    answers: dict[str, Any] = deepcopy(data["answers"])  # type: ignore[arg-type]
    for answer in answers.values():
        answer["answered_by"] = ["own"]
        answer["confidence"] = "low"
    answers["professions"]["value"]["police-officers"]["answered_by"] = ["labour"]
    answers["yearly-figures"]["value"][0]["victims"]["answered_by"] = ["labour"]
    answers["yearly-figures"]["value"][0]["victims"]["confidence"] = "medium"
    changed = {**data, "answers": answers, "approved": APPROVED}
    return Report.from_data(changed).sealed()


def keys(data: Any) -> Iterator[str]:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    yield from data if isinstance(data, dict) else ()
    for part in inner:
        yield from keys(part)


def test_what_is_sent_does_not_say_who_gave_an_answer_nor_how_sure_it_was() -> None:
    report = internal()

    sent = submission(document_of(report.to_data()), SHIPPED)

    data = sent.to_data()
    assert {"answered_by", "confidence"} & {*keys(data)} == set()
    assert data["submitted"] == {"original": report.seal}
    assert data["approved"] == APPROVED
    assert sent.seal == seal(data) != report.seal
    assert sent.salt != report.salt
    assert sent.answers.keys() == report.answers.keys()
    found = validate(document_of(data), SHIPPED)
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


def test_the_same_report_gives_the_same_bytes_each_time() -> None:
    document = document_of(internal().to_data())

    assert submission(document, SHIPPED) == submission(document, SHIPPED)


def test_a_draft_a_report_with_errors_a_copy_and_what_was_sent_are_refused() -> None:
    report = internal()
    data = report.to_data()
    document = document_of(data)
    sent = submission(document, SHIPPED).to_data()
    public = redacted(document, SHIPPED).to_data()
    draft = {**data, "status": "draft"}
    del draft["seal"]
    without = {i: answer for i, answer in report.answers.items() if i != "protocol-status"}
    wrong = Report.from_data({**data, "answers": without}).sealed().to_data()

    for refused, reason in (
        (draft, "still a draft"),
        (sent, "was made to be sent already"),
        (public, "is a copy for publication"),
    ):
        with pytest.raises(ChecklistError, match=reason):
            submission(document_of(refused), SHIPPED)
    with pytest.raises(UnusableReportError, match="until this is corrected"):
        submission(document_of(wrong), SHIPPED)
    with pytest.raises(UnusableReportError, match="is not what was sealed"):
        submission(document_of({**data, "as_of": "2026-01-01"}), SHIPPED)


def test_what_is_sent_can_be_published_and_superseded() -> None:
    sent = submission(document_of(internal().to_data()), SHIPPED)

    public = redacted(document_of(sent.to_data()), SHIPPED)

    assert public.submitted is None
    assert public.redacted is not None
    assert public.redacted["original"] == sent.seal


def test_a_draft_cannot_say_that_it_was_sent() -> None:
    data = {**internal().to_data(), "submitted": {}, "status": "draft"}
    del data["seal"]

    found = validate(document_of(data), SHIPPED)

    assert "`submitted` is allowed in final reports only" in " ".join(
        finding.message for finding in found
    )


def changed(content: Any) -> Any:
    """Return another content of the same kind."""
    match content:
        case bool():
            return not content
        case int():
            return content + 1
        case str():
            return f"{content}x"
        case list():
            return [*content, *content[-1:], "x"]
        case _:
            return {**content, "note": "x"}


@pytest.mark.sampled
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_changed_value_shows_in_the_seal(path: Path) -> None:
    data = read(path).data
    assert isinstance(data, dict)
    report = Report.from_data(data).sealed()
    sound = report.to_data()
    assert seal(sound) == sound["seal"]
    count = 0

    for address, content in units(report.answers, SHIPPED):
        answers = set_content(report.answers, address, changed(content), SHIPPED)
        assert answers != report.answers
        assert seal({**sound, "answers": answers}) != sound["seal"], str(address)
        count += 1

    assert count > 50
    for key, value in sound.items():
        if key not in {"answers", "questionnaire", "seal"}:
            assert seal({**sound, key: changed(value)}) != sound["seal"], key
    for key, value in sound["questionnaire"].items():
        reference = {**sound["questionnaire"], key: changed(value)}
        assert seal({**sound, "questionnaire": reference}) != sound["seal"], key
    for key in sound.keys() - {"seal"}:
        other = {name: value for name, value in sound.items() if name != key}
        assert seal(other) != sound["seal"], key
    assert seal({**sound, "more": 1}) != sound["seal"]
