"""A rule that is not asked about a report would have found nothing in it."""

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.answer_types.interface import TextKind
from checklist.checks.batch_validator import are_suspicious, batch_validator, preselected_rules
from checklist.checks.rule import ReportRule, report_rules
from checklist.checks.validator import validate
from checklist.files.reader import parse
from checklist.questionnaire.loading import shipped
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.seal import SEAL, seal
from tests.support.made_reports import as_json, made_report, made_reports

QUESTIONNAIRE = shipped("ctoc-cop-2010-6")
ON_WORDS = [rule for rule in report_rules() if rule.trigger]

PIECES = (
    *(
        "todo",
        "n/a",
        "à compléter",
        "待定",
        "lorem ipsum",
        "Lorem  Ipsum",
        "x",
        "X",
        "\u0445",
        "TBD",
    ),
    *(
        "t\u0435\u0301st",
        "\uff54\uff4f\uff44\uff4f",
        "\u017fample text",
        "no data",
        "…",
        "-",
        "(",
        ")",
        ".",
        "¿",
        "«",
        "n.\u00a0a",
    ),
    *("javascript:", "JavaScript:", "java\nscript:", "vbscr\u0131pt:", "l\u0130vescript:", "data:"),
    *(
        "text/html,",
        ";",
        "http://",
        "https://",
        "HTTPS://",
        "xhttp://",
        "shttps://",
        "p://",
        "s://",
    ),
    *("ftp://", "tp://", "ttps://", "éhttp://", "_http://", "about:", "f\u0131le:", "view-source:"),
    *(
        "mailto:",
        "//",
        "/",
        ":",
        "a",
        "é",
        "e\u0301",
        "\u0307",
        " ",
        "\n",
        "\t",
        "\u00a0",
        "\u2003",
    ),
    *(
        "@",
        "a@example.org",
        "12",
        "345",
        "6",
        "+43 1 26060",
        "tel. 12345",
        "0043",
        "202-555-0143",
        "tel.",
        "\u0661\u0662",
    ),
    *("2004-05-31", "\uff11", "\u2010", "the", "Ministry of Justice", "ß", "ﬅ", "\u1e96", "K"),
)
FOUND = ("todo", "ftp://x", "javascript:x", "a@example.org", "+43 1 26060", "tel. 12345")
words = st.lists(
    st.sampled_from(FOUND)
    | st.sampled_from(PIECES)
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=5,
)
texts = words.map("".join) | words.map(" ".join)


def seen(text: str, kind: TextKind = TextKind.PROSE) -> CheckedReport:
    """Return a report as the rules see it, in which only one text stands."""
    checked, _ = check_structure(sound(0), QUESTIONNAIRE)
    # What a cached property has been.
    checked.__dict__["texts"] = [(("answers", "offence", "note"), text, kind)]
    return checked


@cache
def sound(seed: int) -> dict[str, Any]:
    return made_report(seed)


def test_there_are_rules_on_words() -> None:
    assert [rule.code for rule in ON_WORDS] == ["R016", "R019", "R021"]


@pytest.mark.sampled
@pytest.mark.hypothesis
@pytest.mark.parametrize("rule", ON_WORDS, ids=lambda rule: rule.code)
def test_what_a_rule_on_words_finds_is_suspicious(rule: ReportRule) -> None:
    found = 0

    @given(texts, st.sampled_from(TextKind))
    @example("vbscr\u0131pt: x", TextKind.PROSE)
    @example("ftp://x", TextKind.PROSE)
    @example("about:/x", TextKind.COMMON)
    @example("\u00a0todo", TextKind.COMMON)
    @example("lorem ipsum\u0307 and so on, for longer than a placeholder is", TextKind.PROSE)
    @example("call 123 45", TextKind.PROSE)
    @example("a@example.org", TextKind.PROSE)
    @example("+43 1 26060", TextKind.PROSE)
    def compared(text: str, kind: TextKind) -> None:
        nonlocal found
        if any(rule.check(seen(text, kind))):
            found += 1
            assert are_suspicious([text])
            assert are_suspicious(["An office.", text, "Another one."])

    compared()

    assert found >= 2  # of the named examples; a rule may find nothing in the random ones


@pytest.mark.parametrize(
    "text",
    [
        "The ministry publishes guidelines: see https://example.org/documents/1234 for them.",
        "Under article 12, a victim can stay for 90 days; 3,500 persons did so in 2024.",
        "Le ministère a publié des lignes directrices : elles s'appliquent depuis 2019.",
        "وزارة العدل",
        "司法部和内政部",
        "104a",
        "http://example.org",
    ],
)
def test_an_ordinary_text_is_not_suspicious(text: str) -> None:
    assert not are_suspicious([text])


def test_texts_are_told_apart() -> None:
    assert are_suspicious(["An office", "todo", "An office"])
    assert not are_suspicious(["to", "do"])


def test_only_rules_that_can_find_something_are_run_in_a_batch() -> None:
    def codes(data: dict[str, Any], *, is_accepted: bool) -> set[str]:
        checked, _ = check_structure(data, QUESTIONNAIRE)
        return {rule.code for rule in preselected_rules(checked, is_accepted=is_accepted)}

    every = {rule.code for rule in report_rules()}
    covered = {rule.code for rule in report_rules() if rule.covered_by_precheck}
    on_words = {rule.code for rule in ON_WORDS}
    noted = {**sound(0), "answers": {"protocol-status": {"value": "party", "note": "todo"}}}

    assert codes(sound(0), is_accepted=True) == every - covered - on_words
    assert codes(sound(0), is_accepted=False) == every - on_words
    assert codes(noted, is_accepted=False) == every


def texts_of(part: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the place of every string below a part: what holds it, and its key or index."""
    inner = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in [*inner]:
        if isinstance(value, str):
            yield part, key
        elif isinstance(value, dict | list):
            yield from texts_of(value)


@pytest.mark.parametrize(
    ("number", "to_be_found"),
    [
        (24, {"R019", "R012", "R004", "S102"}),
        pytest.param(
            60, {"R016", "R019", "R021", "R012", "R004", "S102"}, marks=pytest.mark.thorough
        ),
    ],
)
def test_one_of_many_reports_has_the_same_findings_whatever_stands_in_its_texts(
    number: int, to_be_found: set[str]
) -> None:
    drawn = random.Random(7)
    codes: set[str] = set()

    for data, _ in made_reports(number, broken_every=2, seed=900):
        for holder, key in drawn.sample([*texts_of(data["answers"])], 4):
            if drawn.random() < 0.5:
                holder[key] = " ".join(drawn.choices(PIECES, k=drawn.randint(1, 3)))
        document = parse(as_json(data).encode(), "report.json")
        alone = validate(document, QUESTIONNAIRE)
        codes.update(found.code for found in alone)

        assert batch_validator(QUESTIONNAIRE).validate(document) == alone

    assert codes >= to_be_found


def test_what_no_schema_sees_is_found_in_one_of_many_reports_that_is_accepted() -> None:
    data = sound(3)
    table = next(i for i, q in QUESTIONNAIRE.questions.items() if q.type == "table")
    matrix = next(i for i in data["answers"] if QUESTIONNAIRE.questions[i].type == "matrix")
    entries, rows = (data["answers"][i]["value"] for i in (table, matrix))
    repeated = {"value": [*entries, entries[0]]}
    open_row = {"value": dict([*rows.items()][1:])}
    carried = {**data["answers"]["protocol-status"], "carried": True}
    answers = {table: repeated, matrix: open_row, "protocol-status": carried}
    changed = {**data, "answers": {**data["answers"], **answers}}
    document = parse(as_json({**changed, SEAL: seal(changed)}).encode(), "report.json")
    alone = validate(document, QUESTIONNAIRE)

    assert batch_validator(QUESTIONNAIRE).accepted_report(document)
    assert {found.code for found in alone} >= {"R010", "R011", "R014"}
    assert batch_validator(QUESTIONNAIRE).validate(document) == alone
