"""The options that every questionnaire has are valid, although no start validates them."""

import pytest

from checklist.answer_types.answer import REASONS
from checklist.answer_types.implementation import PARTIAL, STATUSES
from checklist.answer_types.interface import Option
from checklist.answer_types.yes_no import YesNo

FIXED = [
    *(option for options in REASONS.values() for option in options),
    *STATUSES,
    *PARTIAL,
    *(Option.fixed(code, label) for code, label in YesNo(type="yes-no").offered()),
]


@pytest.mark.parametrize("option", FIXED, ids=lambda option: option.code)
def test_a_fixed_option_is_the_same_as_a_validated_one(option: Option) -> None:
    assert option == Option.model_validate({"code": option.code, "label": option.label})
