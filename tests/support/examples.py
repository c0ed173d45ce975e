"""The number of examples that hypothesis tries: a part in ordinary runs, all in thorough ones."""

from hypothesis import HealthCheck, settings

_SAMPLE, THOROUGH = "sample", "thorough"
_PART = 12
"""The divisor of the number of examples in ordinary runs."""


def register_profiles() -> None:
    """Let `pytest` try a sample, and `pytest --hypothesis-profile thorough` all.

    Neither profile limits the seconds of a test, because machines differ.
    """
    unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile(THOROUGH, unhurried)
    settings.register_profile(_SAMPLE, unhurried, max_examples=100 // _PART)
    settings.load_profile(_SAMPLE)


def examples(number: int) -> int:
    """Return the number of examples for this run, out of `number` in a thorough one."""
    is_thorough = settings.get_current_profile_name() == THOROUGH
    return number if is_thorough else max(number // _PART, 1)
