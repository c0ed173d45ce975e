"""Exceptions that stop a command. A bad file raises none of them: its faults are findings."""


class ChecklistError(Exception):
    """The command could not run: exit code 2. The user sees the text of the exception unchanged."""


class InstallationError(ChecklistError):
    """A file that is part of the installation is absent or does not load."""


class LockedError(ChecklistError):
    """Another process holds the report."""


class SaveError(ChecklistError):
    """A file could not be written. The file on disk is as it was before."""


class ChangedOnDiskError(SaveError):
    """Another program has written the file since it was last read."""
