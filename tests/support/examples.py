"""How many examples hypothesis tries: some each time, all where the whole is tried."""

from hypothesis import HealthCheck, settings

_SAMPLE, THOROUGH = "sample", "thorough"
_PART = 8
"""Of so many examples one is tried each time."""


def register_profiles() -> None:
    """Let `pytest` try a sample, and `pytest --hypothesis-profile thorough` all.

    In neither is a test bound to seconds: machines differ.
    """
    unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile(THOROUGH, unhurried)
    settings.register_profile(_SAMPLE, unhurried, max_examples=100 // _PART)
    settings.load_profile(_SAMPLE)


def examples(number: int) -> int:
    """Return how many of so many examples are tried in this run."""
    is_thorough = settings.get_current_profile_name() == THOROUGH
    return number if is_thorough else max(number // _PART, 1)
