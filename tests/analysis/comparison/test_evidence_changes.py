"""What changed in the evidence next to a value."""

from typing import Any

import pytest

from checklist.analysis.comparison.report_pair import compare
from checklist.analysis.rows.report_rows import Disclosure
from tests.analysis.comparison.comparing import changes, data, side
from tests.support import cited
from tests.support.cited import LAW, LINK

ASKED = cited.questionnaire()
OTHER = {"law": "aliens-act", "article": "3"}


def between(question: str, old: Any, new: Any, **shown: bool) -> list[str]:
    before, after = (side(data({question: one}, ASKED), ASKED) for one in (old, new))
    return changes(compare(before, after, Disclosure(**shown)), question)


def row(**police: Any) -> dict[str, Any]:
    return {"value": {"police": {"value": "implemented", **police}}}


@pytest.mark.parametrize(
    ("question", "old", "new", "expected"),
    [
        (
            "offence",
            {"value": "implemented", "evidence": [LAW, LINK]},
            {"value": "implemented", "evidence": [OTHER, LAW]},
            ["codes: Evidence: [-https://example.org/law-] {+aliens-act 3+}"],
        ),
        (
            "offence",
            {"value": "implemented", "evidence": [LAW, LINK]},
            {"value": "implemented", "evidence": [LINK, LAW]},
            [],
        ),
        (
            "offence",
            {"value": "planned"},
            {"value": "implemented", "evidence": [LAW]},
            ["code: Planned → In place", "codes: Evidence: {+penal-code 104a+}"],
        ),
        (
            "duties",
            row(),
            row(evidence=[LAW]),
            ["codes: Police: Evidence: {+penal-code 104a+}"],
        ),
    ],
)
def test_references_are_compared_one_by_one(
    question: str, old: Any, new: Any, expected: list[str]
) -> None:
    assert between(question, old, new) == expected


def test_the_evidence_of_a_confidential_row_is_not_told() -> None:
    old, new = row(confidential=True), row(confidential=True, evidence=[LAW])

    assert "penal-code" not in " ".join(between("duties", old, new))
    assert "penal-code" in " ".join(between("duties", old, new, confidential=True))
