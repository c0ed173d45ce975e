"""Web addresses as people write them, without `https://`."""

import re

from checklist.answer_types.refusal import CompletedRefusal
from checklist.text.messages import tr
from checklist.text.sanitize import quoted

_SCHEME = "https://"
_BARE = r"(?i)(www\.[^\s/]+\.[^\s/]+|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(?=/))(/\S*)?"
"""An address with `www.`, or a name with dots and a path behind it."""


class LacksSchemeRefusal(CompletedRefusal):
    """An entry has a web address that lacks only its beginning."""

    def __init__(self, address: str) -> None:
        """Refuse an address, which may be a part of the entry."""
        reason = tr("{address} lacks {scheme} at its beginning.", quoted(address), _SCHEME)
        super().__init__(reason, address, _SCHEME + address)


def lacks_scheme(address: str) -> bool:
    """Whether an address lacks only its beginning."""
    return re.fullmatch(_BARE, address) is not None


def bare_address(address: str) -> str:
    """Return an address without what people leave out when they write it."""
    plain = address.strip().casefold().removeprefix("https://").removeprefix("http://")
    return plain.removeprefix("mailto:").removeprefix("www.").rstrip("/")
