"""What is typed for a State, and how it is shown.

This module imports no models, because the State is asked for before they are needed.
"""

from collections.abc import Sequence

from checklist import states
from checklist.answer_types.refusal import Refusal
from checklist.text.messages import commas, sentences, tr, with_aside
from checklist.text.sanitize import quoted

_LEAST_LETTERS = 4
"""The fewest letters that stand for a State whose name begins with them; three are a code."""


def state_name(code: str) -> str:
    """Return the name of a State with its code; the code alone where it is unknown."""
    state = states.BY_CODE.get(code)
    return quoted(code) if state is None else with_aside(state.shown, code)


def bare_state_name(code: str) -> str:
    """Return the name of a State without its code; the code where it is unknown."""
    return states.BY_CODE[code].shown if code in states.BY_CODE else code


def read_state(entry: str) -> str:
    """Return the code of the State that an entry names, or whose name alone begins like it.

    Raises:
        Refusal: No State has this name or code. The text suggests similar names.
    """
    state = states.find(entry)
    if state is not None:
        return state.code
    begun = states.matching(entry) if len(entry.strip()) >= _LEAST_LETTERS else []
    if len(begun) == 1:
        return begun[0].code
    near = states.suggest(entry)
    names = commas(with_aside(s.shown, s.code) for s in near)
    refusal = tr("{entry} is not the name or code of a State.", quoted(entry))
    raise Refusal(sentences([refusal, tr("Did you mean {names}?", names) if near else ""]))


def completions(prefix: str) -> Sequence[str]:
    """Return the names of the States that begin as an entry does, or else are spelt nearly so."""
    return [state.shown for state in states.matching(prefix) or states.suggest(prefix)]
