"""Permissions, owner and group, kept when a file is replaced.

Where one of them cannot be kept, rights are taken away and never given. Only the user can open the
new file until its owner and group are set.
"""

import errno
import os
import stat
import sys
from pathlib import Path

from checklist.files.save_notices import add_notice
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text

_MOST_LINKS = 40
"""Links that are followed one after the other, as Linux does."""


def refuse_file_of_stranger(path: Path, old: os.stat_result) -> None:
    """Refuse to write a file of another user in a folder where everyone can write.

    As its owner, or through its permissions, the other user could read the new content. So in a
    sticky folder such as /tmp, only files of the user and of the folder's owner are written,
    whoever the user is. Linux does the same for `>` (`fs.protected_regular`, `fs.protected_fifos`).

    Args:
        path: The file, or the pipe. It is no link.
        old: The status of `path`.

    Raises:
        OSError: It is the file of another user.
    """
    if _is_of_stranger(path.parent, old):
        raise OSError(
            errno.EINVAL,
            tr(
                "the file belongs to another user, in a folder where everyone can write; "
                "choose another name or folder"
            ),
        )


def refuse_links_of_strangers(path: Path | str) -> None:
    """Refuse a path through a link of another user in a folder where everyone can write.

    The other user could lead a command to any file. Linux refuses the last link of a path where
    `fs.protected_symlinks` is 1, which it is not everywhere. Here all links of the path count.

    Args:
        path: The path. Where it leads nowhere, the links before that place count.

    Raises:
        OSError: It is such a path.
    """
    # Strings are ten times as fast as paths. The current folder may be gone.
    is_whole = os.path.isabs(path)  # noqa: PTH117
    whole = str(path) if is_whole else os.path.join(os.getcwd(), path)  # noqa: PTH109, PTH118
    for _ in range(_MOST_LINKS):
        link = _first_link(whole)
        if link is None:
            return
        folder, target = os.path.dirname(link), os.readlink(link)  # noqa: PTH115, PTH120
        if _is_of_stranger(folder, os.lstat(link)):
            raise OSError(
                errno.EINVAL,
                tr(
                    "a link in its path belongs to another user, in a folder where "
                    "everyone can write; choose another name or folder"
                ),
            )
        whole = os.path.join(folder, target) + whole[len(link) :]  # noqa: PTH118


def _first_link(whole: str) -> str | None:
    """Return the path up to its first link; None where it has none, or leads nowhere."""
    at = 0
    while at < len(whole):
        at = whole.find(os.sep, at + 1) if os.sep in whole[at + 1 :] else len(whole)
        try:
            if stat.S_ISLNK(os.lstat(whole[:at]).st_mode):
                return whole[:at]
        except (OSError, ValueError):
            return None
    return None


def _is_of_stranger(folder: Path | str, status: os.stat_result) -> bool:
    """Whether a file is that of another user, in a folder where everyone can write."""
    if sys.platform == "win32":
        return False
    of_folder = os.stat(folder)  # noqa: PTH116
    is_of_everybody = of_folder.st_mode & stat.S_ISVTX and of_folder.st_mode & stat.S_IWOTH
    return bool(is_of_everybody) and status.st_uid not in {os.geteuid(), of_folder.st_uid}


def keep_owner_and_mode(descriptor: int, path: Path, old: os.stat_result) -> None:
    """Give a new file the permissions, owner and group of the one that it replaces.

    What could not be kept is a notice. Windows has neither modes nor owners of this kind: there the
    folder decides.

    Args:
        descriptor: The new file, which only its owner can open yet.
        path: The file that is replaced. It is no link.
        old: The status of `path`.

    Raises:
        OSError: The permissions cannot be set.
    """
    if sys.platform == "win32":
        return
    name = safe_text(str(path))
    keeps_owner, keeps_group = _keep_owner(descriptor, old)
    mode = stat.S_IMODE(old.st_mode) if keeps_owner and keeps_group else old.st_mode & 0o777
    os.fchmod(descriptor, mode if keeps_group else _without_group(mode))
    if not keeps_group:
        add_notice(
            tr(
                "The group of {name} could not be kept, so the rights of the group were "
                "taken away.",
                name,
            )
        )
    # Users who share a file through its group alone read and write it as before.
    is_shared = keeps_group and mode & 0o060 == 0o060
    if not keeps_owner and not is_shared:
        add_notice(tr("The owner of {name} could not be kept: the file belongs to you now.", name))


def _keep_owner(descriptor: int, old: os.stat_result) -> tuple[bool, bool]:
    """Give a file the owner and the group of another, or the group alone.

    Returns:
        Whether the file has that owner, and whether it has that group.
    """
    if sys.platform == "win32":
        return True, True
    for owner in (old.st_uid, -1):
        new = os.fstat(descriptor)
        if (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid):
            break
        try:
            os.fchown(descriptor, owner, old.st_gid)
        except OSError:
            continue
    new = os.fstat(descriptor)
    return new.st_uid == old.st_uid, new.st_gid == old.st_gid


def _without_group(mode: int) -> int:
    """Return a mode without the group's rights, and with others' rights limited to the group's.

    The members of the lost group are among the others.
    """
    return mode & ~0o077 | mode & mode >> 3 & 0o007
