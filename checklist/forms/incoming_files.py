"""A file that came back: which part it is, what it says, and whether it is taken."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from checklist.answer_types.state_entries import state_name
from checklist.answer_types.units import PathError
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files.discovery import ENDINGS
from checklist.files.reader import digest_of, parse
from checklist.forms.interface import UnreadableFormError
from checklist.forms.registry import opened_form, read_opened
from checklist.merging.contents import WHOLE, text_of
from checklist.ministries.division import Division, PartIdentity, asked_of, base_digest
from checklist.ministries.incoming import Decided
from checklist.ministries.log import DECIDED, LogEntry, standing
from checklist.ministries.merge import CONFLICT, Incoming
from checklist.ministries.returned import FormFinding, Returned, returned_answers
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError
from checklist.reports.report import Report
from checklist.reports.structure import FORM_IN_YAML
from checklist.text.messages import Message, tr
from checklist.text.sanitize import quoted, safe_text

_NO_PART = "F001"
"""The code of the finding for a file that has not what identifies a part."""
_AS_SHOWN = Message(
    "what identifies the form is lost: it is read by its title and by the numbers and "
    "words of its rows"
)
_OF_FORMS = frozenset({"checklist_form", "part", "asked"})
"""The keys of forms in YAML, which earlier versions of this tool wrote."""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that came back."""

    name: str
    """The file, without its folder."""
    content: bytes
    incoming: Incoming
    reason_to_pass_over: str = ""
    """Why it is not taken, unless somebody asks for it; empty where nothing speaks against it."""
    logged: LogEntry | None = None
    """The line of the log of this very file; None where it was not merged yet."""
    corrects_copies: bool = False
    """Whether several copies of its part were merged together before."""

    @property
    def is_known(self) -> bool:
        """Whether this very file was merged already."""
        return self.logged is not None

    @property
    def lacks_receipt(self) -> bool:
        """Whether the receipt of the file is to be written: a kill can have come before that."""
        return self.logged is None or self.logged.is_mended

    @property
    def can_be_read(self) -> bool:
        """Whether the file is a part, or has answers."""
        returned = self.incoming.returned
        return returned.is_usable or bool(returned.given)


def incoming_of(
    content: bytes,
    name: str,
    report: Report,
    questionnaire: Questionnaire,
    division: Division | None,
    log: Sequence[LogEntry],
    sent: Callable[[bytes, str], bytes] | None = None,
) -> IncomingFile:
    """Return what a file that came back says.

    Args:
        content: Its bytes.
        name: Its name.
        report: The draft into which it is to be merged.
        questionnaire: The questionnaire of the draft.
        division: The division of the draft, if there is one.
        log: What was merged before.
        sent: Returns the form as it was sent, where the file has lost what identifies it; nothing
            where nobody knows whose it is.

    Raises:
        ChecklistError: It is a part of another report.
        UnusableReportError: It is a draft that cannot be used.
    """
    digest = digest_of(content)
    returned = _returned(content, name, report, questionnaire, sent)
    known = next((entry for entry in standing(log)[::-1] if entry.key[2] == digest), None)
    identity = returned.identity
    if identity is None:
        shown = _shown(log, name)
        incoming = Incoming(returned=returned, digest=digest, shown=shown)
        return IncomingFile(name, content, incoming, logged=known)
    _require_same(identity, report, questionnaire, name)
    asked = asked_of(division, identity.authority, questionnaire) if division is not None else {}
    incoming = Incoming(
        returned=returned,
        digest=digest,
        seen=identity.seen or {},
        has_base=_has_base(returned, identity, division),
        rows=asked,
        shown=_shown(log, identity.authority),
        decided=_decided(log, identity.authority, questionnaire),
    )
    reason = _reason_to_pass_over(identity, digest, log)
    return IncomingFile(
        name,
        content,
        incoming,
        reason,
        logged=known,
        corrects_copies=known is None and _had_copies(incoming, log),
    )


def _had_copies(incoming: Incoming, log: Sequence[LogEntry]) -> bool:
    """Whether several files of one part were merged in one run."""
    part = incoming.by, incoming.part
    runs = Counter(entry.data.get("at") for entry in standing(log) if entry.key[:2] == part)
    return any(files > 1 for files in runs.values())


def _shown(log: Sequence[LogEntry], by: str) -> frozenset[tuple[str, str]]:
    """Return what of a claimant was shown as a conflict before, as address and content."""
    return frozenset(
        (str(unit.get("at")), text_of(unit.get("now")))
        for entry in standing(log)
        if entry.key[0] == by
        for unit in entry.units
        if unit.get("outcome") == CONFLICT
    )


def _decided(
    log: Sequence[LogEntry], by: str, questionnaire: Questionnaire
) -> Mapping[str, Collection[Decided]]:
    """Return the decisions on conflicts in which an authority took part, by question."""
    found: dict[str, list[Decided]] = {}
    for entry in log:
        sides = entry.data.get("sides")
        if entry.did != DECIDED or not isinstance(sides, list):
            continue
        if any(isinstance(side, dict) and by in (side.get("by") or ()) for side in sides):
            try:
                address = Address.parse(str(entry.data.get("unit", "")), questionnaire)
            except AddressError:  # the question is gone
                continue
            path = address.path._replace(part=address.part or WHOLE)
            decided = Decided(path, entry.data.get("entry") or {})
            found.setdefault(address.question, []).append(decided)
    return found


def _returned(
    content: bytes,
    name: str,
    report: Report,
    questionnaire: Questionnaire,
    sent: Callable[[bytes, str], bytes] | None,
) -> Returned:
    try:
        opened = opened_form(content, name)
    except UnreadableFormError as error:
        known = sent(content, name) if sent and error.code == _NO_PART else b""
        if known:
            opened = opened_form(content, name, known)
            found = FormFinding("F014", tr(_AS_SHOWN), severity=Severity.WARNING)
            read = read_opened(opened, name, questionnaire)
            return replace(read, findings=[found, *read.findings])
        if PurePath(name).suffix.lower() in ENDINGS:
            return _of_draft(content, name, report, questionnaire)
        found = FormFinding(error.code, str(error))
        return Returned(file=name, identity=None, findings=[found])
    if opened.is_whole:
        _require_same_state(opened.record.identity, report, questionnaire, name)
    return read_opened(opened, name, questionnaire)


def _of_draft(content: bytes, name: str, report: Report, questionnaire: Questionnaire) -> Returned:
    """Return what stands in a draft, or in a file of answers, as a return.

    Raises:
        ChecklistError: It is of another State or questionnaire.
    """
    from checklist.ministries.prefill import given_answers  # most returns are forms

    document = parse(content, name, any_line_break=True)
    if document.refusals:
        first = document.refusals[0]
        found = FormFinding("F002", first.message, f"{first.line}:{first.column}")
        return Returned(file=name, identity=None, findings=[found])
    if not isinstance(document.data, dict) or not _OF_FORMS.isdisjoint(document.data):
        is_form = isinstance(document.data, dict)
        message = FORM_IN_YAML if is_form else tr("it has no answers, and is no draft of a report")
        return Returned(file=name, identity=None, findings=[FormFinding("F001", tr(message))])
    _require_no_other(document.data, report, questionnaire, name)
    given = given_answers(document, report, questionnaire)
    return returned_answers(name, given.answers, questionnaire, given.diagnostics)


def _require_no_other(
    data: Mapping[str, Any], report: Report, questionnaire: Questionnaire, name: str
) -> None:
    """Refuse a draft that says that it is of another State, or answers another questionnaire.

    Raises:
        ChecklistError: It is one.
    """
    file, state = safe_text(name), data.get("state")
    if isinstance(state, str) and state != report.state:
        raise ChecklistError(
            tr(
                "{file} is a report of {state}, not of `{state_2}`",
                file,
                quoted(state),
                report.state,
            )
        )
    reference = data.get("questionnaire")
    answered = reference.get("id") if isinstance(reference, dict) else None
    if isinstance(answered, str):
        _require_same_questionnaire(answered, questionnaire, name)


def _require_same_questionnaire(answered: str, questionnaire: Questionnaire, name: str) -> None:
    """Refuse what answers another questionnaire.

    Raises:
        ChecklistError: It does.
    """
    if answered != questionnaire.head.id:
        raise ChecklistError(
            tr(
                "{file} answers the questionnaire {answered}, not `{head_id}`",
                safe_text(name),
                quoted(answered),
                questionnaire.head.id,
            )
        )


def _require_same(
    identity: PartIdentity, report: Report, questionnaire: Questionnaire, name: str
) -> None:
    """Refuse a part of another report.

    Raises:
        ChecklistError: It is one.
    """
    _require_same_state(identity, report, questionnaire, name)
    if identity.report_id != report.report_id:
        file = safe_text(name)
        raise ChecklistError(
            tr("{file} is a part of another report of `{state}`", file, report.state)
        )


def _require_same_state(
    identity: PartIdentity, report: Report, questionnaire: Questionnaire, name: str
) -> None:
    """Refuse what answers another questionnaire, or for another State.

    Raises:
        ChecklistError: It does.
    """
    _require_same_questionnaire(identity.questionnaire.id, questionnaire, name)
    if identity.state not in {report.state, ""}:  # a page in which no State was chosen is of any
        raise ChecklistError(
            tr(
                "{file} is a part of the report of {state_name}, not of {state_name_2}",
                safe_text(name),
                state_name(identity.state),
                state_name(report.state),
            )
        )


def _has_base(returned: Returned, identity: PartIdentity, division: Division | None) -> bool:
    """Whether what a part says that it was sent with is what the division kept of it."""
    try:
        own = base_digest(returned.base)
    except (PathError, TypeError, ValueError):
        return False
    if own != identity.base:
        return False
    if division is None:
        return True
    authority = division.authorities.get(identity.authority)
    sent = authority.sent if authority is not None else []
    return any(known.part == identity.part and known.base == identity.base for known in sent)


def _reason_to_pass_over(identity: PartIdentity, digest: str, log: Sequence[LogEntry]) -> str:
    """Return why a return is older than what was merged; empty if it is not."""
    own = [entry for entry in standing(log) if entry.key[0] == identity.authority]
    newest = max((entry.key[1] for entry in own), default=0)
    if identity.number < newest:
        return tr(
            "this is part {identity_number}, and part {newest} was merged already; "
            "--older takes this one all the same",
            identity.number,
            newest,
        )
    same = [entry for entry in own if entry.key[1] == identity.number]
    digests = [entry.key[2] for entry in same]
    if digest in digests and digests[-1] != digest:
        return tr(
            "a later return of the same part was merged after this one; --older takes "
            "this one all the same"
        )
    return ""
