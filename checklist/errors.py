"""Exceptions that stop a command. A bad file raises none of them: its faults are findings."""

import sys


class ChecklistError(Exception):
    """The command could not run: exit code 2. The user sees the text of the exception unchanged."""


class InstallationError(ChecklistError):
    """A file that is part of the installation is absent or does not load."""


class AbsentLibraryError(ChecklistError):
    """A library is absent that only some installations have."""

    def __init__(self, needs: str, extra: str, instead: str) -> None:
        """Say how to get it, or what is possible in the folder for machines without Python.

        Args:
            needs: What needs the library, with its name: `a .parquet file needs pyarrow`.
            extra: The extra of the package that brings it.
            instead: What is possible without it, as a command: `write .csv`.
        """
        how = f'pip install "tip-checklist[{extra}]"'
        if getattr(sys, "frozen", False):
            how = f"this folder lacks it, and nothing can be added to it; {instead}"
        super().__init__(f"{needs}: {how}")


class LockedError(ChecklistError):
    """Another process holds the report."""


class SaveError(ChecklistError):
    """A file could not be written. The file on disk is as it was before."""


class ChangedOnDiskError(SaveError):
    """Another program has written the file since it was last read."""
