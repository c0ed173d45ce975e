"""What changed in an answer of each type."""

from typing import Any

import pytest

from checklist.analysis.comparison import report_pair
from tests.analysis.comparison.comparing import changes, compared

NOT_KNOWN = {"missing": "not-known", "reason": "not-collected"}
NOT_COLLECTED = "Not known: The information is not collected"


def value(given: Any, **metadata: Any) -> dict[str, Any]:
    return {"value": given, **metadata}


def between(question_id: str, old: Any, new: Any, **shown: bool) -> list[str]:
    """Return what changed in one answer; None is no answer."""
    before, after = ({} if one is None else {question_id: one} for one in (old, new))
    return changes(compared(before, after, **shown), question_id)


CASES: list[tuple[str, Any, Any, list[str]]] = [
    ("gate", value("negative"), value("affirmative"), ["code: No → Yes"]),
    ("choice", value("planned"), value("done"), ["code: Planned → In place"]),
    ("choice", value("done"), value("planned"), ["code: In place → Planned"]),
    ("several", value(["planned"]), value(["done"]), ["codes: [-Planned-] {+In place+}"]),
    ("several", value(["planned", "done"]), value(["done", "planned"]), []),
    ("words", value("one two"), value("one three"), ["text: one [-two-] {+three+}"]),
    ("words", value("a b"), value("a\nb"), ["text: only spaces and line breaks changed"]),
    ("number", value(3), value(4), ["code: 3 persons → 4 persons"]),
    ("day", value("2004"), value("2004-05"), ["code: 2004 → May 2004"]),
    ("state", value("NOR"), value("SWE"), ["code: Norway (NOR) → Sweden (SWE)"]),
    (
        "states",
        value(["NOR", "SWE"]),
        value(["SWE", "DNK"]),
        ["codes: [-Norway (NOR)-] {+Denmark (DNK)+}"],
    ),
    (
        "measure",
        value({"status": "planned"}),
        value({"status": "implemented", "law": "It is law."}),
        ["code: Planned → Implemented", "text: Law: {+It is law.+}"],
    ),
    (
        "measure",
        value(
            {
                "status": "partly-implemented",
                "partly": ["law-only"],
                "evidence": [{"law": "act", "article": "1"}, {"url": "https://example.org"}],
                "details": {"obstacles": "Money."},
            }
        ),
        value(
            {
                "status": "partly-implemented",
                "partly": ["some-regions"],
                "evidence": [{"law": "act", "article": "2"}, {"url": "https://example.org"}],
                "details": {"obstacles": "Staff.", "planned_by": "2030"},
            }
        ),
        [
            "codes: In part: [-The law provides for it, practice does not follow yet-] "
            "{+Only in some parts of the country+}",
            "codes: Evidence: [-act 1-] {+act 2+}",
            "text: Obstacles: [-Money.-] {+Staff.+}",
            "text: Planned by: {+2030+}",
        ],
    ),
    (
        "measure",
        value({"status": "considered", "reason": "Old reason."}),
        value({"status": "considered", "reason": "New reason."}),
        ["text: Reason: [-Old-] {+New+} reason."],
    ),
    (
        "grid",
        value({"top": value("planned"), "low": value("done")}),
        value({"top": value("done"), "low": {**NOT_KNOWN, "note": "Later."}}),
        [
            "code: Top: Planned → In place",
            f"standing: Low: In place → {NOT_COLLECTED}",
            "note: Low: Note: {+Later.+}",
        ],
    ),
    (
        "grid",
        value({"top": value("planned")}),
        value({"low": value("planned")}),
        ["standing: Top: Planned → Not answered", "standing: Low: Not answered → Planned"],
    ),
    (
        "grid",
        NOT_KNOWN,
        value({"top": value("planned")}),
        [
            f"standing: {NOT_COLLECTED} → Answered",
            f"standing: Top: {NOT_COLLECTED} → Planned",
        ],
    ),
    (
        "laws",
        value([{"name": value("a"), "title": value("Act of old")}, {"name": value("b")}]),
        value([{"name": value("c")}, {"name": value("a"), "title": value("Act of new")}]),
        [
            "entry: Law c: {+c+}",
            "text: Law a: Title: Act of [-old-] {+new+}",
            "entry: Law b: [-b-]",
        ],
    ),
    (
        "laws",
        value([{"name": value("a"), "year": value("2004")}]),
        value([{"name": value("a"), "year": NOT_KNOWN, "title": value("Act")}]),
        [
            "standing: Law a: Title: Not answered → Answered",
            "text: Law a: Title: {+Act+}",
            f"standing: Law a: Year: 2004 → {NOT_COLLECTED}",
        ],
    ),
    ("choice", None, value("done"), ["standing: Not answered → In place"]),
    ("choice", value("done"), None, ["standing: In place → Not answered"]),
    ("words", None, value("New."), ["standing: Not answered → Answered", "text: {+New.+}"]),
    ("choice", value("done"), NOT_KNOWN, [f"standing: In place → {NOT_COLLECTED}"]),
    (
        "words",
        value("Old."),
        NOT_KNOWN,
        [f"standing: Answered → {NOT_COLLECTED}", "text: [-Old.-]"],
    ),
    ("choice", NOT_KNOWN, {"missing": "declined"}, [f"code: {NOT_COLLECTED} → Declined"]),
    (
        "choice",
        value("done", note="Old.", answered_by="One", confidence="low", carried=True, by="gate"),
        value("done", note="New.", answered_by="Two", confidence="high"),
        [
            "note: Note: [-Old.-] {+New.+}",
            "answered-by: Answered by: [-One-] {+Two+}",
            "confidence: Confidence: low → high",
            "carried: From an earlier report, not confirmed: Yes → nothing",
            "by: Filled in because of the answer to: gate → nothing",
        ],
    ),
    ("choice", value("done", carried=False, confidential=False), value("done"), []),
]


@pytest.mark.parametrize(("question_id", "old", "new", "expected"), CASES)
def test_what_changed_in_an_answer(
    question_id: str, old: Any, new: Any, expected: list[str]
) -> None:
    assert between(question_id, old, new) == expected


# What is not for everybody

OFFICE = value({"office": "Old office", "email": "old@example.org"})


def test_of_a_contact_only_that_it_changed_is_told() -> None:
    other = value({"office": "New office"})

    assert between("contact", OFFICE, other) == ["hidden: changed; contact not shown"]
    assert between("contact", OFFICE, other, contacts=True) == [
        "text: Office: [-Old-] {+New+} office",
        "text: Email: [-old@example.org-]",
    ]


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        (value("one", confidential=True), value("two", confidential=True), []),
        (value("one", confidential=True), value("two"), ["Yes → No"]),
        (value("one"), value("two", confidential=True), ["No → Yes"]),
        (value("one"), {**NOT_KNOWN, "confidential": True}, ["No → Yes"]),
        (None, value("two", confidential=True), ["No → Yes"]),
    ],
)
def test_of_a_confidential_answer_only_that_it_changed_is_told(
    old: Any, new: Any, marks: list[str]
) -> None:
    mark = [f"confidential: Confidential: {one}" for one in marks]
    question = compared({"words": old} if old else {}, {"words": new}).differences[0]

    assert between("words", old, new) == ["hidden: changed; confidential", *mark]
    assert (question.before, question.after) == (None, None)
    assert len(between("words", old, new, confidential=True)) > len(mark)


def test_a_mark_that_is_set_changes_nothing_else() -> None:
    found = between("words", value("one"), value("one", confidential=True))

    assert found == ["confidential: Confidential: No → Yes"]


def test_a_confidential_contact_is_shown_only_when_both_are_wanted() -> None:
    old, new = ({**OFFICE, "confidential": True}, value({"office": "New"}, confidential=True))

    assert between("contact", old, new, contacts=True) == ["hidden: changed; confidential"]
    assert between("contact", old, new, confidential=True) == ["hidden: changed; contact not shown"]
    assert len(between("contact", old, new, contacts=True, confidential=True)) == 2


def test_what_a_confidential_gate_filled_in_is_not_shown() -> None:
    gate = {"gate": value("negative", confidential=True)}
    filled = {**gate, "measure": value({"status": "not-implemented"}, by="gate")}
    answered = {**gate, "measure": value({"status": "implemented"})}

    assert changes(compared(filled, answered), "measure") == ["hidden: changed; confidential"]


def test_a_confidential_row_or_cell_is_not_shown_and_its_neighbours_are() -> None:
    def grid(code: str) -> Any:
        return value({"top": value(code, confidential=True), "low": value(code)})

    def laws(word: str) -> Any:
        cells = {
            "title": value(word, confidential=True),
            "year": value("2004" if word == "secret" else "2005"),
        }
        return value([{"name": value("a"), **cells}, {"name": value(word, confidential=True)}])

    assert between("grid", grid("planned"), grid("done")) == [
        "hidden: Top: changed; confidential",
        "code: Low: Planned → In place",
    ]
    assert between("laws", laws("secret"), laws("hidden-too")) == [
        "hidden: Law a: Title: changed; confidential",
        "code: Law a: Year: 2004 → 2005",
        "hidden: Law 2: Name: changed; confidential",
    ]


def test_what_is_confidential_in_one_report_is_hidden_in_both_when_its_entry_is_renamed() -> None:
    def laws(name: str, **more: Any) -> Any:
        return value([{"name": value(name), "title": value("The same title", **more)}])

    assert between("laws", laws("a"), laws("b", confidential=True)) == [
        "entry: Law b: {+b; Title: confidential+}",
        "entry: Law a: [-a; Title: confidential-]",
    ]
    assert between("laws", laws("a", confidential=True), laws("b")) == [
        "entry: Law b: {+b; Title: confidential+}",
        "entry: Law a: [-a; Title: confidential-]",
    ]


@pytest.mark.parametrize(
    ("metadata", "law"),
    [
        ({"confidential": True}, "one [-two-] {+2+} three"),
        ({}, "[-one two three-] {+one 2 three+}"),
    ],
)
def test_what_is_confidential_takes_no_steps_from_the_texts_that_are_shown(
    metadata: dict[str, bool], law: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_pair, "MOST_STEPS_OF_REPORTS", 60)  # those of the first text
    old, new = (
        {
            "words": value(text, **metadata),
            "measure": value({"status": "implemented", "law": law}),
        }
        for text, law in (("a b " * 5, "one two three"), ("b a " * 5, "one 2 three"))
    )

    found = changes(compared(old, new), "measure")

    assert found == [f"text: Law: {law}"]
