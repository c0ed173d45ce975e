import enum
from typing import Any

import pytest

from checklist.files.report_text import ReportText


def test_subclasses_become_plain_data() -> None:
    class Status(enum.StrEnum):
        DRAFT = "draft"

    report = ReportText.new({}, "r.yaml")

    report.set_header("status", Status.DRAFT)
    report.set_answer("q", {"value": ("a", Status.DRAFT)})

    assert type(report.data["status"]) is str
    assert report.data == {"status": "draft", "answers": {"q": {"value": ["a", "draft"]}}}


@pytest.mark.parametrize("value", [{1: "x"}, {"x"}, b"x", object()])
def test_what_json_does_not_know_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="a report cannot hold a"):
        ReportText.new({}, "r.yaml").set_answer("q", {"value": value})
