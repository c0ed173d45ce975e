"""The number of examples that a test tries: few in ordinary runs, a part in thorough ones, or all.

`LARGE=1 pytest -m thorough` tries all.
"""

import os

from hypothesis import HealthCheck, settings

_SAMPLE, THOROUGH = "sample", "thorough"
_PART = 12
"""The divisor of the number of examples in ordinary runs."""
_THOROUGH_PART = 4
"""The same in thorough ones."""


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
    is_thorough = settings.get_current_profile_name() == THOROUGH
    return large(number) if is_thorough else max(number // _PART, 1)


def large(number: int) -> int:
    """Return the number of examples of a thorough test, out of `number`."""
    return number if os.environ.get("LARGE") else max(number // _THOROUGH_PART, 1)
