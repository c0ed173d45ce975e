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
    for parent in [*reversed(folder.parents), folder]:
        if parent.is_dir():
            continue
        if parent != folder and parent.exists():
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(parent))
        parent.mkdir(mode=0o700, exist_ok=True)
