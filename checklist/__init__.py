"""A self-assessment checklist for States on trafficking in persons.

For scripts: `validate_file`, `validate_files` and `lint_questionnaire` return what `checklist
validate` and `checklist lint` print, as a list of `Diagnostic`.
"""

from checklist.version import __version__

__all__ = [
    "ChecklistError",
    "Diagnostic",
    "Position",
    "Severity",
    "__version__",
    "lint_questionnaire",
    "validate_file",
    "validate_files",
]

TYPE_CHECKING = False  # as in `typing`, whose import would take longer than all of `--version`
if TYPE_CHECKING:
    from checklist.api import lint_questionnaire, validate_file, validate_files
    from checklist.diagnostics import Diagnostic, Position, Severity
    from checklist.errors import ChecklistError
else:  # a type checker that saw `__getattr__` would accept every name
    _HOMES = {
        "ChecklistError": "checklist.errors",
        "Diagnostic": "checklist.diagnostics",
        "Position": "checklist.diagnostics",
        "Severity": "checklist.diagnostics",
        "lint_questionnaire": "checklist.api",
        "validate_file": "checklist.api",
        "validate_files": "checklist.api",
    }

    def __getattr__(name):
        """Import a public name at its first use: the command line uses none."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
