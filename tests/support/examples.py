"""The number of examples that a test tries: few in ordinary runs, a part in thorough ones, or all.

`LARGE=1 pytest -m "thorough or hypothesis" --hypothesis-profile thorough` tries all.
"""

import os

from hypothesis import HealthCheck, settings

_SAMPLE, _RANDOM, THOROUGH = "sample", "random", "thorough"
_PART = 12
"""The divisor of the number of examples in ordinary runs."""
_THOROUGH_PART = 16
"""The same in thorough ones."""
_EXAMPLES_PART = 6
"""The same in thorough ones for hypothesis, which makes an example in little time."""


def is_large() -> bool:
    """Whether this run tries all, which takes hours."""
    return bool(os.environ.get("LARGE"))


OF_CHANCE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
"""What hypothesis complains of on a slow machine, or with some examples and not with others."""


def register_profiles() -> None:
    """Let `pytest` try a sample, and `pytest --hypothesis-profile thorough` more.

    Both try the same examples in each run, so that only a change of the code can fail a test.
    `LARGE=1` tries other examples, and so does `pytest --hypothesis-profile random`, as many as
    `pytest` tries; `--hypothesis-seed 7` says which. No profile limits the seconds of a test,
    because machines differ.
    """
    common = settings(deadline=None, suppress_health_check=OF_CHANCE, print_blob=True)
    same = settings(common, database=None, derandomize=True)
    other = settings(common, derandomize=False)
    settings.register_profile(THOROUGH, other if is_large() else same)
    settings.register_profile(_SAMPLE, same, max_examples=100 // _PART)
    settings.register_profile(_RANDOM, other, max_examples=100 // _PART)
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
