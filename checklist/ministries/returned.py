"""A return: what an authority sent back, as a reader of forms hands it on to be merged.

Every content is a unit of the report under its address (`checklist.reports.address`), so that a
return of any format is merged alike.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from checklist.diagnostics import Severity
from checklist.ministries.part import PartIdentity
from checklist.text.messages import Message

AT_THE_END = Message("Anything else we should know")
"""The words of the field at the end of a form."""
LONE_REMARK = "remark"
"""The kind of a text that is a remark for whoever put the question, beside no answer."""
AT_MARK = "at-mark"
"""The kind of a text at “Do not publish”, which was taken as this mark."""


class FormFinding(NamedTuple):
    """A fault in a return, at its place. What it stands at is not taken; all else is."""

    code: str
    """`F004`."""
    message: str
    """The fault. One line, without a full stop."""
    place: str = ""
    """The place in the file: `Form!E14`, `12:5` (line and column); empty for the whole file."""
    severity: Severity = Severity.ERROR


class StrayText(NamedTuple):
    """A text that stands in no field: a comment, a remark in the margin. It is never dropped."""

    text: str
    place: str
    """The place in the file: `Form!K14`."""
    kind: str = "text"
    """`text`, `comment`, `remark` where no answer stands beside it, `at-mark` at a mark “Do not
    publish”, `struck` for what is struck through, or `answer` for an answer to what was not asked
    of the authority."""
    address: str = ""
    """The address in whose row it stands, or that it answers; empty where there is none."""


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A return that was read."""

    file: str
    """The file as the user named it."""
    identity: PartIdentity | None
    """The part that came back; None where the file is no part."""
    base: Mapping[str, Any] = field(default_factory=dict)
    """What the part was sent with: contents by address."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """What the authority changed or added: contents by address.

    An entry of a table whose number no address of `base` has is new.
    """
    removed: Set[str] = frozenset()
    """The addresses that the authority took away, with the word `remove`.

    `offence/carried` is among them where the answer of an earlier report was confirmed or changed.
    """
    confirmed: Set[str] = frozenset()
    """The addresses where `as before` confirms what the last report said."""
    emptied: Mapping[str, str] = field(default_factory=dict)
    """The places of fields that were emptied, by address. They change nothing."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The place in the file of what was given or removed, by address."""
    fields: int = 0
    """The number of fields of the form."""
    left_empty: int = 0
    """The number of fields that were empty when sent, and still are."""
    stray: Sequence[StrayText] = ()
    findings: Sequence[FormFinding] = ()
    remark: str = ""
    """What the authority wrote at “Anything else we should know”."""

    @cached_property
    def units(self) -> Mapping[str, Any]:
        """All that the return says: its base with what was given, without what was removed."""
        kept = {at: content for at, content in self.base.items() if at not in self.removed}
        return {**kept, **self.given}

    @property
    def unreadable(self) -> int:
        """The number of fields that could not be read."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)
