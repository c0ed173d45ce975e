"""The options of commands by which ministries are named."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from checklist.commands.shared.options import option
from checklist.text.messages import tr

ForOption = Annotated[
    str | None,
    option("--for CODE", tr("Ask the questions of this ministry, and answer in its name.")),
]
ReceivedOption = Annotated[
    str | None,
    option("--received TEXT", tr("With --for: how the answers came, such as “letter 12/2026”.")),
]


def listed_codes(given: Iterable[str] | None) -> Sequence[str]:
    """Return the codes of ministries that are named, each once: `labour,police` names two."""
    return [*dict.fromkeys(code.strip() for text in given or () for code in text.split(","))]
