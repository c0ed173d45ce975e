"""Makes folders that only their owner can use, as the files in them are."""

from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are not there yet.

    Raises:
        OSError: One of them cannot be made.
    """
    # `mkdir` gives the mode to the last one only.
    for one in [*reversed(folder.parents), folder]:
        if not one.is_dir():
            one.mkdir(mode=0o700, exist_ok=True)
