"""The number of examples that a test tries: few in ordinary runs, a part in thorough ones, or all.

`LARGE=1 pytest -m "thorough or hypothesis" --hypothesis-profile thorough` tries all.
"""

import os

from hypothesis import HealthCheck, settings

_SAMPLE, THOROUGH = "sample", "thorough"
_PART = 12
"""The divisor of the number of examples in ordinary runs."""
_THOROUGH_PART = 8
"""The same in thorough ones."""
_EXAMPLES_PART = 4
"""The same in thorough ones for hypothesis, which makes an example in little time."""


def is_large() -> bool:
    """Whether this run tries all, which takes hours."""
    return bool(os.environ.get("LARGE"))


def register_profiles() -> None:
    """Let `pytest` try a sample, and `pytest --hypothesis-profile thorough` more.

    Neither profile limits the seconds of a test, because machines differ.
    """
    unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile(THOROUGH, unhurried)
    settings.register_profile(_SAMPLE, unhurried, max_examples=100 // _PART)
    settings.load_profile(_SAMPLE)


def examples(number: int) -> int:
    """Return the number of examples of hypothesis for this run, out of `number`."""
    if settings.get_current_profile_name() != THOROUGH:
        return max(number // _PART, 1)
    return number if is_large() else max(number // _EXAMPLES_PART, 1)


def large(number: int) -> int:
    """Return the number of examples of a thorough test, out of `number`."""
    return number if is_large() else max(number // _THOROUGH_PART, 1)


def one_in(number: int) -> int:
    """Return the step from case to case of a thorough test: `number`, or 1 to try all."""
    return 1 if is_large() else number
