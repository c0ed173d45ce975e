"""What stops a command. A bad file is never one of these: it is a finding."""


class ChecklistError(Exception):
    """The command could not run: exit code 2. Its text is shown to the user as it is."""


class InstallationError(ChecklistError):
    """A file that ships with the tool is absent or does not load."""


class LockedError(ChecklistError):
    """Another process holds the report."""


class SaveError(ChecklistError):
    """A file could not be written. The file on disk is as it was before."""


class ChangedOnDiskError(SaveError):
    """Somebody else wrote the file since it was last read."""
