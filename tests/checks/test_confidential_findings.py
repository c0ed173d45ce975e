"""A finding on what is confidential quotes nothing of it, in no format."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checklist.answer_types.answer import MISSING_CODES, Answer
from checklist.checks.batch import Checker, ReportSource
from checklist.checks.codes import codes, short_description
from checklist.checks.confidential_findings import IN_WORDS
from checklist.checks.validator import head_findings, validate
from checklist.diagnostics import Diagnostic
from checklist.files.reader import Document, parse, read
from checklist.render.findings.registry import FormatName
from checklist.text.messages import speaking
from tests.support.findings import written_as
from tests.support.folders import FIXTURES, SMALL_FOLDER
from tests.support.small_report import SMALL

CASES = sorted((FIXTURES / "rules").glob("R*/violating*.yaml"))
"""Those of single reports: what is found in several together is in their heads."""
SHORTEST = 3
"""Characters of what is sought: shorter texts stand everywhere."""


def reported(content: bytes) -> str:
    """Return all that `validate` says of a report: in each format."""
    source = ReportSource(Path("report.yaml"), content)
    checked = Checker(str(SMALL_FOLDER)).read(source)
    return "\n".join(written_as(name, [checked.findings]) for name in FormatName)


def found(text: str) -> list[Diagnostic]:
    return validate(parse(text.encode(), "report.yaml"), SMALL)


def marked(document: Document) -> tuple[dict[str, Any], set[str]]:
    """Return a report in which each answer with a finding is confidential, and what those say."""
    assert isinstance(document.data, dict)
    answers = document.data.get("answers")
    data: dict[str, Any] = {**document.data, "answers": {}}
    if isinstance(answers, dict):
        data["answers"] = dict(answers)
    offending = {one.where[1] for one in validate(document, SMALL) if len(one.where) > 1}
    # All others are marked as well: a finding can be about two of them.
    for question_id, answer in data["answers"].items() if offending else ():
        if isinstance(answer, dict):
            data["answers"][question_id] = {**answer, "confidential": True}
    return data, {text for answer in data["answers"].values() for text in said(answer)}


def said(data: Any) -> Iterator[str]:
    """Yield the texts in an answer, the keys in it too."""
    if isinstance(data, dict):
        for key, part in data.items():
            yield key
            yield from said(part)
    elif isinstance(data, list):
        for part in data:
            yield from said(part)
    elif isinstance(data, str | int) and not isinstance(data, bool):
        yield str(data)


@cache
def public_words() -> str:
    """Return what may stand in any format: the questionnaire, and what codes mean."""
    files = [path.read_text(encoding="utf-8") for path in sorted(SMALL_FOLDER.glob("*.yaml"))]
    return "\n".join(
        [
            *files,
            *MISSING_CODES,
            *Answer.model_fields,
            "details",  # a name in the styles of a page
            *(one.explanation for one in codes("SR").values()),
        ]
    )


def quoted(secrets: set[str], text: str) -> set[str]:
    known = public_words()
    return {s for s in secrets if len(s) >= SHORTEST and s not in known and s in text}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_rule_quotes_a_confidential_answer(case: Path) -> None:
    data, secrets = marked(read(case))

    assert quoted(secrets, reported(json.dumps(data).encode())) == set()


@pytest.mark.thorough
def test_the_same_rules_quote_answers_that_are_not_confidential() -> None:
    quoting = {
        case.parent.name
        for case in CASES
        if quoted(marked(read(case))[1], reported(case.read_bytes()))
    }

    assert {"R007", "R008", "R013", "R016", "R020"} <= quoting


HEAD = """\
checklist_report: 1
questionnaire: {id: small, version: 1.2.0, digest: "sha256:%s"}
state: NOR
as_of: 2026-11-24
status: draft
revision: 1
answers:
""" % ("0" * 64)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("founding-story: {confidential: true, value: [wharf-rat]}", "S103"),
        ("founding-story: {confidential: true, wharf-rat: 1}", "S102"),
        ("founding-story: {confidential: true, value: {wharf-rat: {deep: wharf-rat}}}", "S103"),
        ("port-authority: {confidential: true, value: {office: X, wharf-rat: wharf-rat}}", "S102"),
        ("port-authority: {confidential: true, value: {email: wharf-rat}}", "S104"),
        ("founding-story: {confidential: true, value: &wharf-rat x}", "S008"),
        ("founding-story: {confidential: true, value: !wharf-rat x}", "S008"),
        ("founding-story: {confidential: true, value: 7777777777777777777}", "S011"),
        ("founding-story: {confidential: true, wharf-rat: 1, wharf-rat: 2}", "S007"),
        ("light-tasks: {value: {repair: {value: wharf-rat, confidential: true}}}", "R007"),
        ("laws: {value: [{short-name: {value: Wharf Rat wharf-rat, confidential: true}}]}", "R008"),
        ("founding-story: {confidential: 'wharf-rat', value: 5}", "S103"),
        ("founding-stori: {confidential: true, value: wharf-rat}", "R004"),
    ],
)
def test_nothing_that_is_wrong_in_a_confidential_answer_is_quoted(answer: str, code: str) -> None:
    text = f"{HEAD}  {answer}\n"

    all_told = reported(text.encode())

    assert code in {one.code for one in found(text)}
    assert "wharf" not in all_told.lower()
    assert "77777" not in all_told


def test_a_file_that_is_no_yaml_quotes_nothing_of_its_answers() -> None:
    """Nobody can say which of them would have been marked."""
    text = f"{HEAD}  founding-story: {{value: 7777777777777777777}}\n  laws: {{\n"

    assert {"S005", "S011"} <= {one.code for one in head_findings(parse(text.encode(), "x"))}
    assert "77777" not in reported(text.encode())


def test_a_finding_still_shows_the_question_the_line_and_what_kind_it_is() -> None:
    text = f"{HEAD}  founding-story: {{value: TODO, confidential: true}}\n"

    (one,) = [one for one in found(text) if one.code == "R016"]

    assert (one.line, one.where) == (8, ("answers", "founding-story"))
    assert one.message == (
        "1.4 founding-story: a text that is only a placeholder; "
        "it is confidential, so it is not quoted"
    )


def test_the_message_on_a_mark_that_is_neither_true_nor_false_does_not_quote_it() -> None:
    text = f"{HEAD}  founding-story: {{value: secret, confidential: ture}}\n"

    (one,) = [one for one in found(text) if one.code == "S103"]

    assert one.message == (
        "1.4 founding-story: the mark `confidential` is not true or false; write "
        "`confidential: true` or `confidential: false`; until you do, the answer counts as "
        "confidential"
    )


def test_the_rest_of_an_answer_with_a_confidential_row_is_quoted_where_it_stands() -> None:
    rows = "repair: {value: one-secret, confidential: true}, watch: {value: wharf-rat}"
    text = f"{HEAD}  light-tasks: {{value: {{{rows}}}}}\n"

    messages = [one.message for one in found(text) if one.code == "R007"]

    assert any("wharf-rat" in message for message in messages)
    assert not any("one-secret" in message for message in messages)


def test_a_law_whose_short_name_is_confidential_is_suggested_to_nobody() -> None:
    laws = "laws: {value: [{short-name: {value: harbour-act, confidential: true}}]}"
    cites = "repair-duty: {value: {status: implemented, evidence: [{law: harbour-akt}]}}"
    text = f"{HEAD}  {laws}\n  {cites}\n"

    assert "harbour-act" not in reported(text.encode())


def test_what_depends_on_a_confidential_answer_is_as_confidential_as_that() -> None:
    status = "treaty-status: {value: neither%s}"
    signed = "signature: {value: 2002-01-02}"
    open_text, closed_text = (
        f"{HEAD}  {status % mark}\n  {signed}\n" for mark in ("", ", confidential: true")
    )

    assert any("is only asked when" in one.message for one in found(open_text))
    assert "is only asked when" not in reported(closed_text.encode())


@pytest.mark.parametrize("code", IN_WORDS)
def test_a_description_in_words_is_that_of_its_code(code: str) -> None:
    words = IN_WORDS.english(code)

    assert words.casefold() == short_description(code).removesuffix(".").casefold()


def test_each_finding_on_a_confidential_answer_is_described_in_words() -> None:
    described = {"R500" if code.startswith("R5") else code for code in codes_without_quotes()}

    assert described >= {"R007", "R016", "R500"}
    assert described <= IN_WORDS.keys()


def codes_without_quotes() -> Iterator[str]:
    """Yield the codes whose messages are replaced where an answer is confidential."""
    for case in CASES:
        data, _ = marked(read(case))
        for one in validate(parse(json.dumps(data).encode(), "report.json"), SMALL):
            if one.message.endswith("it is confidential, so it is not quoted"):
                yield one.code


@pytest.mark.parametrize(("language", "number"), [("fr", "1.4\xa0: "), ("zh", "1.4：")])
def test_a_finding_has_its_number_and_description_in_the_language(
    language: str, number: str
) -> None:
    text = f"{HEAD}  founding-story: {{value: TODO, confidential: true}}\n"

    with speaking(language, {"a text that is only a placeholder": ["…"]}):
        marked_text = [one.message for one in found(text) if one.code == "R016"]
        mistyped = found(f"{HEAD}  founding-story: {{value: 3}}\n")

    colon = number.removeprefix("1.4")
    assert marked_text[0].startswith(f"1.4 founding-story{colon}…")
    (message,) = [one.message for one in mistyped if one.code == "S103"]
    assert message.startswith(number)
