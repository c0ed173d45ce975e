"""Bounds on the growth of work that hold on any machine: two sizes compared, or calls counted."""

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeAlias, TypeVar

Work: TypeAlias = Callable[[], object]
_Result = TypeVar("_Result")

_TIMES = 4
_ROUNDS = 3


def assert_growth(prepare: Callable[[int], Work], size: int, *, at_most: float = 10) -> None:
    """Assert that four times as much work takes at most `at_most` times the processor time.

    Work that grows with its size takes 4 times as much, with the square of its size 16 times. The
    quickest of three rounds counts, each with both sizes, so that another program is no matter.

    Args:
        prepare: Gives the work for a size; the preparation is not measured.
        size: The larger of the two sizes.
        at_most: The most that the ratio may be.
    """
    small, large = prepare(size // _TIMES), prepare(size)
    rounds = [(_processor_time(small), _processor_time(large)) for _ in range(_ROUNDS)]
    least_small, least_large = (min(column) for column in zip(*rounds, strict=True))

    ratio = least_large / max(least_small, time.get_clock_info("process_time").resolution)

    assert ratio < at_most, f"{_TIMES} times as much takes {ratio:.1f} times as long"


def few_calls(work: Callable[[], _Result], at_most: int) -> _Result:
    """Do some work, and stop it when it has called more functions of Python and C than allowed.

    Returns:
        The result of the work.

    Raises:
        AssertionError: It calls more functions.
    """
    left = at_most

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal left
        left -= event in ("call", "c_call")
        assert left >= 0, f"more than {at_most} calls"

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        return work()
    finally:
        sys.setprofile(before)


def _processor_time(work: Work) -> float:
    gc.disable()  # how long it takes depends on all else that the process has in memory
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()
