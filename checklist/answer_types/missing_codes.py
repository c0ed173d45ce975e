"""The codes of a missing answer. This module imports no models: others need the codes earlier."""

from checklist.text.messages import Texts
from checklist.text.paragraphs import folded

NOT_KNOWN, NOT_APPLICABLE, DECLINED = "not-known", "not-applicable", "declined"
NOT_REPLIED = "ministry-did-not-reply"
MISSING_LABELS = Texts(
    {
        NOT_KNOWN: "Not known",
        NOT_APPLICABLE: "Not applicable",
        DECLINED: "Declined",
    }
)
MISSING_CODES = tuple(MISSING_LABELS)


def missing_code(words: str) -> str | None:
    """Return the code of a missing answer that words mean: the code, or its words as shown.

    English words mean it in any language. Spaces do not count: `не применимо` is `неприменимо`.
    """
    said = _without_spaces(words)
    for code, label in MISSING_LABELS.items():
        if said in map(_without_spaces, (code, label, MISSING_LABELS.english(code))):
            return code
    return None


def _without_spaces(words: str) -> str:
    return folded(words).rstrip(".").replace(" ", "")
