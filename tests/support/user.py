"""A user without the privileges of root, for tests that run as root."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[Path]:
    """Be an ordinary user while the block runs. Gives a folder that this user may write in."""
    # Not `tmp_path`: no other user may enter folders that root makes there.
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        shutil.rmtree(folder)


@contextmanager
def acting_as(user: int, group: int, groups: Sequence[int]) -> Iterator[None]:
    """Be this user in these groups while the block runs, as only root can."""
    before = os.getgroups(), os.getegid()
    os.setgroups(groups)
    os.setegid(group)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(before[1])
        os.setgroups(before[0])
