"""The ministries that an option of a command names."""

from collections.abc import Iterable, Sequence


def listed_codes(given: Iterable[str] | None) -> Sequence[str]:
    """Return the codes of ministries that are named, each once: `labour,police` names two."""
    return [*dict.fromkeys(code.strip() for text in given or () for code in text.split(","))]
