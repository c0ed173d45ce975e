"""Makes folders that only their owner can use, as the files in them are."""

import os
from errno import ENOTDIR
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are not there yet.

    Raises:
        OSError: One of them cannot be made.
    """
    # `mkdir` gives the mode to the last one only.
    for one in [*reversed(folder.parents), folder]:
        if one.is_dir():
            continue
        if one != folder and one.exists():
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(one))
        one.mkdir(mode=0o700, exist_ok=True)
