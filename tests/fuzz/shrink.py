"""Make a file that fuzzing found as small as it can be.

    python -m tests.fuzz.shrink reader|validate FILE

Prints its bytes as Python writes them, and what comes out of it. Put it among the fixtures.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.promises import TARGETS


def shrunk(content: bytes, check: Callable[[bytes], None]) -> bytes:
    """Return the content without all that can be left out while the same kind of fault stays.

    Raises:
        ValueError: There is no fault.
    """
    wanted = fault(content, check)
    if wanted is None:
        raise ValueError("nothing but findings comes out of it")
    size = len(content)
    while size:
        at = 0
        while at < len(content):
            less = content[:at] + content[at + size :]
            if type(fault(less, check)) is type(wanted):
                content = less
            else:
                at += size
        size //= 2
    return content


def fault(content: bytes, check: Callable[[bytes], None]) -> Exception | None:
    """Return what comes out of a file beside findings."""
    try:
        check(content)
    except Exception as error:
        return error
    return None


if __name__ == "__main__":
    _, target, name = sys.argv
    small = shrunk(Path(name).read_bytes(), TARGETS[target])
    print(small, repr(fault(small, TARGETS[target])), sep="\n")
