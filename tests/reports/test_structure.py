import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from checklist.answer_types.answer import Answer
from checklist.answer_types.base_model import ValueAdapter
from checklist.answer_types.registry import REGISTRY
from checklist.reports.report import ReportHead

ADAPTERS = {
    "head": ValueAdapter(ReportHead),
    "answer": ValueAdapter(Answer),
    **{name: answer_type.value_adapter for name, answer_type in REGISTRY.items()},
}
DATA: list[Any] = [
    *(None, True, 1, "a", "", [], ["a", "a"], {}, {"value": 1, "missing": "declined"}, {"by": "A"}),
    {"value": "a", "answered_by": ["a-b", "a-b"], "evidence": [{"law": "x"}], "notes": ""},
    {"police": {"value": 1}, "A": {"missing": "unknown"}},
    [{"title": {"value": "a"}}, {"title": {}}],
    {"status": "planned", "details": 1, "name": "A"},
    {
        "checklist_report": True,
        "status": "final",
        "merged": [],
        "answers": [],
        "as_of": "2026-13-01",
    },
]


def errors(adapter: Any, data: Any) -> list[Any]:
    try:
        adapter.validate_python(data)
    except ValidationError as error:
        return error.errors(include_url=False, include_context=False)
    return []


@pytest.mark.parametrize("name", ADAPTERS)
def test_a_validator_that_was_pickled_finds_the_same(name: str) -> None:
    adapter = ADAPTERS[name]

    pickled = pickle.loads(pickle.dumps(adapter.validator))

    assert [errors(pickled, one) for one in DATA] == [errors(adapter, one) for one in DATA]
    assert any(errors(adapter, one) for one in DATA)
