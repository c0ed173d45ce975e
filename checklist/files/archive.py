"""Unpacks archives from strangers, within limits, and believes nothing of what they say.

Word and Excel files are zip archives of XML. A small archive can unpack to gigabytes,
and claim to be small. So every byte that comes out is counted.
"""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping

from checklist.errors import ChecklistError
from checklist.text.messages import tr, trn

MAX_MEMBER, MAX_ALL = 8 * 1024 * 1024, 32 * 1024 * 1024
"""The most bytes of a member, and of all members, once they are unpacked."""
MAX_MEMBERS = 1_000

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How office programs pack. For the other methods, `zipfile` unpacks all that a few bytes make at
once, whatever number of bytes is asked for."""
_ENTRY = b"PK\x01\x02"
"""The first bytes of a member's entry in the directory of an archive."""
_OF_ZIPFILE = (EOFError, ValueError, IndexError, struct.error)
"""What `zipfile` raises, apart from its own exceptions, for archives that are damaged."""
_ENCRYPTED = 0x1


class BadArchiveError(ChecklistError):
    """An archive cannot be used. `code` is that of the finding."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def unpack(content: bytes) -> Mapping[str, bytes]:
    """Return the members of an archive by their names.

    Raises:
        BadArchiveError: It is no archive, is damaged or locked, or unpacks to more.
    """
    # Before `zipfile` makes an object of each entry, of which a file has room for 300,000.
    if content.count(_ENTRY) > MAX_MEMBERS:
        raise BadArchiveError(
            "F003",
            trn("it has more than {count} part", "it has more than {count} parts", MAX_MEMBERS),
        )
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(content)) as archive:
            # Of parts that overlap, some versions of Python only warn.
            warnings.simplefilter("error")
            return _members(archive)
    except (zipfile.BadZipFile, zlib.error, UserWarning, *_OF_ZIPFILE) as error:
        raise BadArchiveError("F002", tr("it is damaged, or is not of this format")) from error
    except (OSError, RuntimeError, KeyError) as error:
        raise BadArchiveError("F002", tr("it is damaged, or locked with a password")) from error


def _members(archive: zipfile.ZipFile) -> Mapping[str, bytes]:
    members: dict[str, bytes] = {}
    left = MAX_ALL
    for info in archive.infolist():
        if info.is_dir():
            continue
        if info.flag_bits & _ENCRYPTED:
            raise BadArchiveError("F002", tr("it is locked with a password"))
        if info.compress_type not in _METHODS:
            raise BadArchiveError(
                "F002", tr("a part of it is packed as no office program packs it")
            )
        if info.filename in members:
            raise BadArchiveError("F002", tr("it has two parts of the same name"))
        members[info.filename] = _content(archive, info, min(MAX_MEMBER, left))
        left -= len(members[info.filename])
    return members


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(info) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise BadArchiveError("F003", tr("unpacked, it is larger than any form"))
    return content


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of files, the same bytes for the same files.

    Args:
        members: Contents by name.
    """
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(members.items()):
            # Without the time of day: the bytes are the same at any time, and an archive can say no
            # year before 1980 or after 2107, which a wrong clock has.
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return output.getvalue()
