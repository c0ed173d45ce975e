"""The State of a report, by what the report says and by the name of its file."""

from pathlib import PurePath
from typing import Any

from checklist.states import BY_CODE, code_in_file_name, find
from checklist.text.sanitize import quoted

_LONGEST_STATE = 40
"""The most characters that are shown of what is no code."""


def state_of(data: Any, file: str) -> str | None:
    """Return the code of the State that a report names, or else of the one in its file's name.

    A report whose name says another State than what stands in it belongs to no State, until
    somebody says whose it is.

    Args:
        data: The data of the report, in whatever form.
        file: The name of its file, as the user gave it.
    """
    if disagreement(data, file):
        return None
    named = _named_state(data)
    return named if isinstance(named, str) and named in BY_CODE else _code_in_name(file)


def disagreement(data: Any, file: str) -> str:
    """Return why the State of a report cannot be known, where its name and its content disagree.

    Args:
        data: The data of the report, in whatever form.
        file: The name of its file, as the user gave it.

    Returns:
        A clause; empty where they agree, or one of them says nothing.
    """
    named, code = _named_state(data), _code_in_name(file)
    if named is None or named == "" or code is None:
        return ""
    meant = find(named) if isinstance(named, str) else None
    if meant is not None and meant.code == code:
        return ""
    shown = quoted(str(named), limit=_LONGEST_STATE)
    if meant is None:
        which = "which is the code of no State"
    elif meant.code == named:
        which = f"which is {meant.in_sentence}"
    else:
        which = f"which is no code and may mean {meant.in_sentence}"
    return f"its name says {code}, and its `state` is {shown}, {which}"


def _named_state(data: Any) -> Any:
    return data.get("state") if isinstance(data, dict) else None


def _code_in_name(file: str) -> str | None:
    code = (code_in_file_name(PurePath(file).name) or "").upper()
    return code if code in BY_CODE else None
