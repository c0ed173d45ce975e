"""The answer types. To add one, add a module to this folder: nothing else needs to change.

A module sets `ANSWER_TYPE`, a subclass of `interface.AnswerType`. One that is made of other answer
types has a function `define(registry)` instead, which is called when those are there.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import get_args

from checklist.answer_types.interface import AnswerType


def _discovered() -> Mapping[str, type[AnswerType]]:
    modules = [
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    ]
    simple = [module.ANSWER_TYPE for module in modules if hasattr(module, "ANSWER_TYPE")]
    registry = {_name(answer_type): answer_type for answer_type in simple}
    composed = [module.define(registry) for module in modules if hasattr(module, "define")]
    return registry | {_name(answer_type): answer_type for answer_type in composed}


def _name(answer_type: type[AnswerType]) -> str:
    (name,) = get_args(answer_type.model_fields["type"].annotation)
    return str(name)


REGISTRY: Mapping[str, type[AnswerType]] = _discovered()
"""Every answer type by its name in a question set."""
