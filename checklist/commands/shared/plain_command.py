"""A command that reads its parameters without Pydantic, where there is nothing to check.

Typer builds a validator of Pydantic for each parameter, even for one that is not given, and for a
path of which it checks nothing. In a short command that would be a tenth of the time.

An empty text is refused as a path: Python takes it for the current folder.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, get_args

from typer.core import TyperCommand

from checklist.errors import ChecklistError
from checklist.text.messages import tr


class PlainCommand(TyperCommand):
    """A command whose function gets the same values as from Typer, sooner."""

    @property
    def _annotations(self) -> Mapping[str, Any]:
        """The annotations of the function, which Typer wraps."""
        return getattr(self.callback, "__annotations__", {})

    def get_params(self, ctx: Any) -> Any:
        """Return the parameters."""
        parameters: list[Any] = [*super().get_params(ctx)]
        for parameter in parameters:
            if "process_value" not in vars(parameter):
                annotation = self._annotations.get(parameter.name)
                process = partial(
                    _value, parameter, parameter.process_value, _is_unchecked_path(annotation)
                )
                if _takes_paths(annotation):
                    process = partial(_refusing_empty_path, parameter, process)
                parameter.process_value = process
        return parameters


def _takes_paths(annotation: Any) -> bool:
    """Whether a parameter is a path, or are several."""
    wanted, *_ = get_args(annotation) or (annotation,)
    return bool({*get_args(wanted), wanted} & {Path, list[Path]})


def _is_unchecked_path(annotation: Any) -> bool:
    """Whether a parameter is a path, or are several, of which Typer checks nothing."""
    if not _takes_paths(annotation):
        return False
    _, *settings = get_args(annotation) or (annotation,)
    checks = {"exists": False, "readable": False, "writable": False, "resolve_path": False}
    unchecked = {**checks, "file_okay": True, "dir_okay": True}
    return all(
        getattr(setting, name, None) is value
        for setting in settings
        for name, value in unchecked.items()
    )


def _refusing_empty_path(
    parameter: Any, process: Callable[[Any, Any], Any], context: Any, value: Any
) -> Any:
    """Return the value of a parameter that is a path, or are several.

    Raises:
        ChecklistError: A path is empty, as that of a variable of the shell that is not set.
    """
    given = value if isinstance(value, list | tuple) else [value]  # or a default, which is a path
    if "" in given and not context.resilient_parsing:
        names = [name for name in getattr(parameter, "opts", ()) if name.startswith("--")]
        name = names[0] if names else parameter.metavar or parameter.name.upper()
        raise ChecklistError(
            tr("{name}: an empty text is not a path; the current folder is `.`", name)
        )
    return process(context, value)


def _value(
    parameter: Any, process: Callable[[Any, Any], Any], is_path: bool, context: Any, value: Any
) -> Any:
    """Return the value of a parameter, from what stands in the command line."""
    is_several = parameter.multiple or parameter.nargs == -1
    if value is None and not parameter.required:
        nothing = () if is_several else None
        return parameter.callback(context, parameter, nothing) if parameter.callback else nothing
    if is_path and value is not None and parameter.callback is None:
        return [*map(Path, value)] if is_several else Path(value)
    return process(context, value)
