"""Temporary files as a process leaves them that is killed while it writes."""

from pathlib import Path

from checklist.files import temporary


def left_behind(target: Path, kind: str = "tmp", content: bytes = b"state: AUT") -> Path:
    """Make the temporary file of a process that is gone. Returns its path."""
    path = temporary._new_name(target, kind)
    path.write_bytes(content)
    return path
