"""One line of a register, and the hashes that chain the lines.

A line is JSON in one form only: sorted keys, no white space, UTF-8. `hash` is the SHA-256 of the
line without it, and `before` is the hash of the line before. So a changed byte is found in any
line, and a line that was added or taken out is found by the next. Who can write the file can write
it anew; that is found by the hash on a receipt.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from checklist.answer_types.base_model import TO_THE_END, Line, Maybe, Prose, StrictModel
from checklist.files.reader import digest_of
from checklist.reports.report import Day, Digest, Seal

RECEIVED, CLARIFY, ANSWERED, WITHDRAWN, ERASED, REMINDED, WROTE, SENT = (
    "received",
    "clarify",
    "answered",
    "withdraw",
    "erase",
    "remind",
    "wrote",
    "sent",
)
"""What a line notes."""

FIRST = f"sha256:{'0' * 64}"
"""What the first line has as the hash of the line before."""

UNKNOWN = "unknown"
"""The folder of a State or cycle that is not known."""

MOST_DOCUMENTS = 1_000
"""The most receipts and letters of one line."""

MOST_QUESTIONS = 50
"""The most questions of one letter."""

_StateCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), TO_THE_END]
_Cycle = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$"), TO_THE_END]
_Time = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"), TO_THE_END
]
_Name = Annotated[str, StringConstraints(min_length=1, max_length=400)]
_File = Annotated[
    str,
    StringConstraints(
        # Below the folder of the register, whoever wrote the line: files are erased there.
        pattern=r"^([0-9]{4}|unknown)(/[A-Z]{3})?/[^/\\.\x00-\x1f][^/\\\x00-\x1f]*$",
        max_length=400,
    ),
    TO_THE_END,
]
_Document = Annotated[
    str,
    StringConstraints(
        pattern=r"^(receipts|letters)/[^/\\.\x00-\x1f][^/\\\x00-\x1f]*$",
        max_length=400,
    ),
    TO_THE_END,
]
_Number = Annotated[int, Field(ge=1)]
_Texts = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$"), TO_THE_END]
_Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3}$"), TO_THE_END]


class RegisteredReport(StrictModel):
    """The head of a report that can be used."""

    questionnaire: str
    """The id of the questionnaire that it answers."""
    version: str
    """The version of the questionnaire."""
    status: Literal["draft", "final"]
    """Whether it is still being written."""
    revision: _Number
    """1, and one more for each later correction."""
    as_of: Day
    """The day on which its answers are true."""
    seal: Maybe[Seal] = None
    """Its seal; left out for a draft."""
    supersedes: Maybe[Seal] = None
    """The seal of the revision before, where it names one."""
    original: Maybe[Seal] = None
    """The seal of the report that it is a copy of, where it names one."""
    copy_for: Maybe[Literal["publication", "submission"]] = None
    """What it was copied for from another report; left out for a report itself."""
    texts: Maybe[_Texts] = None
    """The digest of all its longer texts together; left out where it has none."""


class ReceivedFile(StrictModel):
    """A file that was received."""

    file: _File
    """Where its bytes are kept, from the folder of the register: `2026/NOR/report-NOR.yaml`."""
    name: _Name
    """The name under which it came."""
    size: Annotated[int, Field(ge=0)]
    """The number of its bytes."""
    digest: Digest
    """The SHA-256 of its bytes."""
    state: Maybe[_StateCode] = None
    """The State that sent it; left out where that is not known."""
    cycle: Maybe[_Cycle] = None
    """The cycle that it belongs to, a year; left out where that is not known."""
    channel: Maybe[Line] = None
    """How it came: `e-mail`."""
    report: Maybe[RegisteredReport] = None
    """Its head, where it is a report that can be used; else it cannot be read yet."""
    findings: dict[_Code, _Number] = {}
    """The number of findings when it came, by code."""


class WrittenDocument(StrictModel):
    """A receipt or letter, as it was written or sent."""

    file: _Document
    """Where it is, from the folder of the register: `letters/0002-NOR.docx`."""
    digest: Digest
    """The SHA-256 of its bytes."""


class RegisterLine(StrictModel):
    """One line of register.jsonl: what was received, or what became of it."""

    register_: Annotated[Literal[1], Field(alias="register")] = 1
    """The version of the form of registers: 1."""
    number: _Number
    """1 for the first line, and one more for each next."""
    did: Literal["received", "clarify", "answered", "withdraw", "erase", "remind", "wrote", "sent"]
    """What the line notes."""
    on: Day
    """The day on which it came or was done."""
    at: _Time
    """When the line was written, in UTC."""
    who: Maybe[_Name] = None
    """The user who wrote it."""
    submission: Maybe[ReceivedFile] = None
    """What was received; in lines on that only."""
    of: Maybe[_Number] = None
    """The number of the line that received what this line is about, if it is about one."""
    state: Maybe[_StateCode] = None
    """The State that was reminded because nothing came from it."""
    cycle: Maybe[_Cycle] = None
    """The cycle for which nothing came from that State."""
    documents: Maybe[
        Annotated[list[WrittenDocument], Field(min_length=1, max_length=MOST_DOCUMENTS)]
    ] = None
    """The receipts and letters that were written or sent; in lines on that only."""
    reference: Maybe[Line] = None
    """The note verbale or letter with which it came, or by which it was asked."""
    reply_by: Maybe[Day] = None
    """The day by which a reply is wanted; without a reply the report is counted as received."""
    asked: Maybe[Annotated[list[Prose], Field(min_length=1, max_length=MOST_QUESTIONS)]] = None
    """The questions of a clarification that a person asked; without them the findings are asked."""
    before: Digest
    """The hash of the line before; zeros in the first line."""
    hash: Digest
    """The SHA-256 of this line without this key."""

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> "RegisterLine":
        if (self.submission is not None) != (self.did == RECEIVED):
            raise PydanticCustomError(
                "submission", "`submission` is allowed only in lines with `did: received`"
            )
        is_to_silent = self.did == REMINDED and self.state is not None
        if (self.of is None) != (self.did in {RECEIVED, WROTE, SENT} or is_to_silent):
            raise PydanticCustomError("of", "`of` is allowed only in lines about a submission")
        if (self.state is not None, self.cycle is not None) != (is_to_silent, is_to_silent):
            raise PydanticCustomError(
                "state",
                "`state` and `cycle` are allowed only in reminders to States that sent nothing",
            )
        if (self.documents is not None) != (self.did in {WROTE, SENT}):
            raise PydanticCustomError(
                "documents",
                "`documents` is allowed only in lines with `did: wrote` or `did: sent`",
            )
        if self.did == REMINDED and self.reply_by is None:
            raise PydanticCustomError("reply_by", "a line with this `did` needs `reply_by`")
        if self.did in {ANSWERED, WITHDRAWN, ERASED} and self.reference is None:
            raise PydanticCustomError("reference", "a line with this `did` needs `reference`")
        return self

    def to_data(self) -> dict[str, Any]:
        """Return the data of the line, without empty keys."""
        return self.model_dump(by_alias=True, exclude_none=True)


def chained(data: Mapping[str, Any], before: str) -> dict[str, Any]:
    """Return the data of a line with the hash of the line before, and its own."""
    whole = {**data, "before": before}
    whole.pop("hash", None)
    return {**whole, "hash": hash_of(whole)}


def hash_of(data: Mapping[str, Any]) -> str:
    """Return the hash of a line's data, whatever it has as its own hash."""
    rest = {key: value for key, value in data.items() if key != "hash"}
    return digest_of(line_text(rest).encode())


def line_text(data: Mapping[str, Any]) -> str:
    """Return data as the one text that a line with it has, without its end."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
