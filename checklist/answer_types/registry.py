"""The answer types, found in the modules of this folder."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, get_args

from pydantic import Field

from checklist import answer_types
from checklist.answer_types.interface import AnswerType

_STEPS = "_steps"
"""The end of the name of a module that only an interview needs, and that is imported there."""


def _discovered() -> Mapping[str, type[AnswerType]]:
    modules = [
        importlib.import_module(f"{answer_types.__name__}.{module.name}")
        for module in pkgutil.iter_modules(answer_types.__path__)
        if not module.name.endswith(_STEPS)
    ]
    return {
        _name(module.ANSWER_TYPE): module.ANSWER_TYPE
        for module in modules
        if hasattr(module, "ANSWER_TYPE")
    }


def _name(answer_type: type[AnswerType]) -> str:
    (name,) = get_args(answer_type.model_fields["type"].annotation)
    return str(name)


REGISTRY: Mapping[str, type[AnswerType]] = _discovered()
"""Every answer type by its name in a question set."""

if TYPE_CHECKING:
    AnyAnswerType = AnswerType
else:
    AnyAnswerType = Annotated[reduce(or_, REGISTRY.values()), Field(discriminator="type")]
"""Any one of the answer types. For Pydantic, a union that the key `type` tells apart."""
