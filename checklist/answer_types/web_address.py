"""Web addresses as people write them, without `https://`."""

import re

from checklist.text.sanitize import quoted

_BARE = r"(?i)(www\.[^\s/]+\.[^\s/]+|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(?=/))(/\S*)?"
"""An address with `www.`, or a name with dots and a path behind it."""


def lacking_scheme(text: str) -> str:
    """Return a message on an address that lacks only its beginning; empty for another text."""
    address = text.strip()
    if not re.fullmatch(_BARE, address):
        return ""
    return f"{quoted(address)} lacks the beginning of a web address. Type https://{address}"
