"""The files that a merge changes: the report first, then what follows from it.

The draft before it is kept, the report is saved in one step, and the division and the log are
written after it. A kill in between leaves these two behind the report, and the next command brings
them up to it: what a merge has yet to write, receipts among it, is kept in a file before the report
is saved (`UnfinishedMerge`).
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

from pydantic import ValidationError

from checklist.errors import ChecklistError, SaveError
from checklist.files import writer
from checklist.files.discovery import DRAFT_ENDING, exists
from checklist.files.private_folder import make_private_folder
from checklist.files.reader import Document, content_of, digest_of, parse
from checklist.files.report_text import ReportText
from checklist.merging.claims import Claim, ReturnMark
from checklist.ministries.conflicts import OPEN
from checklist.ministries.division import CameBack, Division, ReturnedPart
from checklist.ministries.division_file import DivisionFile
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import (
    NOTED,
    LogEntry,
    NoteEvent,
    answer_entries,
    append,
    append_new,
    last_run,
    mended_entries,
    read_log,
    standing,
    undo_entry,
    user_name,
)
from checklist.ministries.merge import MergedReturn
from checklist.ministries.record import claims_of
from checklist.ministries.returned import LongText
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import MERGED, Report
from checklist.text.messages import Message, tr
from checklist.text.sanitize import safe_text
from checklist.today import moment

BEFORE_MERGE = ".before-merge"
"""What stands in the name of the draft before the last merge: `report-NOR.before-merge.draft.yaml`.
"""
_MARKED = Message(
    "This text was marked “Do not publish”. It is not published until somebody decides.\n\n"
)
"""The beginning of the file of a long text that is not to be published."""


def now() -> str:
    """Return the time, as the log has it."""
    return moment().isoformat(timespec="microseconds")


def note_changes(path: Path, before: Report, after: Report, questionnaire: Questionnaire) -> None:
    """Note in the log which answers of authorities were changed in the report itself.

    The report is saved already: a log that cannot be written loses no answer.

    Args:
        path: The report.
        before: The report before.
        after: The report behind it.
        questionnaire: The questionnaire.
    """
    answers = before.answers, after.answers
    entries = [*answer_entries(*answers, questionnaire, at=now(), who=user_name())]
    with suppress(SaveError):
        append(ReportFolder(path, after.state).log, entries)


def draft_before(report: Path) -> Path:
    """Return where the draft before the last merge is kept."""
    return report.with_name(f"{report.stem}{BEFORE_MERGE}{DRAFT_ENDING}")


def report_bytes(document: Document, report: Report, questionnaire: Questionnaire) -> bytes:
    """Return the file of a draft with other answers; what did not change keeps its bytes.

    Args:
        document: The draft, as it was read.
        report: The draft as it is to be.
        questionnaire: Its questionnaire, whose order new answers follow.
    """
    before = Report.from_data(cast(dict[str, Any], document.data))
    text = ReportText(document)
    order = list(questionnaire.questions)
    for question_id in before.answers.keys() - report.answers.keys():
        text.remove_answer(question_id)
    for question_id, answer in report.answers.items():
        if before.answers.get(question_id) != answer:
            at = order.index(question_id) + 1 if question_id in order else len(order)
            text.set_answer(question_id, answer, before=frozenset(order[at:]))
    for key in (MERGED, OPEN):
        content = report.internal.get(key)
        if content == before.internal.get(key):
            continue
        if content:
            text.set_header(key, content)
        else:
            text.remove_header(key)
    return text.content()


def save_report(
    path: Path, document: Document, content: bytes, *, keeps_before: bool = True
) -> Document:
    """Save a draft in one step, and keep the draft before it. Returns the new draft.

    Args:
        path: The draft.
        document: The draft, as it was read.
        content: Its new content.
        keeps_before: Whether what is on the disk is the draft before a merge.

    Raises:
        ChangedOnDiskError: Another program changed it meanwhile.
        SaveError: It cannot be written; it is as it was.
    """
    writer.require_unchanged(path, document.content)
    if content == document.content:
        return document
    if keeps_before:
        writer.replace(draft_before(path), document.content, follows_link=False)
    writer.replace(path, content, before=document.content)
    return parse(content, document.name)


def keep_return(folder: ReportFolder, name: str, content: bytes, on: str) -> Path:
    """Keep a return as it came, with its day and the beginning of its digest in its name."""
    make_private_folder(folder.returns)
    path = folder.returns / f"{on}-{_short(digest_of(content))}-{Path(name).name}"
    if not exists(path):
        writer.create(path, content)
    return path


def kept_return(folder: ReportFolder, digest: str) -> Path | None:
    """Return where a return is kept as it came; None where it is no longer there.

    Args:
        folder: The folder of the report.
        digest: The digest of the file: `sha256:…`.
    """
    found = sorted(folder.returns.glob(f"*-{_short(digest)}-*"))
    return next((path for path in found if digest_of(content_of(path) or b"") == digest), None)


def keep_long_text(folder: ReportFolder, by: str, state: str, text: LongText) -> Path:
    """Keep a text that is too long for its field, whole, in a file that only its owner can read.

    Args:
        folder: The folder of the report.
        by: The authority whose text it is.
        state: The code of the State.
        text: The text.
    """
    make_private_folder(folder.returns)
    content = f"{_MARKED if text.is_confidential else ''}{text.text}".encode()
    name = f"{state}-{by}-{text.at.replace('/', '-')}-{_short(digest_of(content))}.txt"
    path = folder.returns / name
    if not exists(path):
        writer.create(path, content)
    return path


def _short(digest: str) -> str:
    """Return the beginning of a digest, as the names of kept files have it."""
    return digest.partition(":")[2][:8]


# What follows from the report


AuthorityReturn: TypeAlias = tuple[str, ReturnedPart]
"""The code of an authority, and a part of it that came back."""


def with_returned(
    division: Division, came: Sequence[AuthorityReturn], *, are_merged_now: bool = False
) -> Division:
    """Return a division that knows which parts came back.

    Args:
        division: The division.
        came: The parts.
        are_merged_now: Whether a person merged these parts just now. Then an authority waits no
            longer for a merge, even if the part was known: its return can have been merged before
            it was noted that it came.
    """
    for code, part in came:
        authority = division.authorities.get(code)
        if authority is None:
            continue
        if (part.part, part.digest) not in [
            (known.part, known.digest) for known in authority.returned
        ]:
            returned = [*authority.returned, part]
            division = division.changed(code, returned=returned, came_back=None)
        elif are_merged_now:
            division = division.changed(code, came_back=None)
    return division


def returned_parts(returns: Sequence[MergedReturn], on: str) -> Sequence[AuthorityReturn]:
    """Return which parts came back in a merge."""
    known = [(merged.incoming.returned.identity, merged.mark) for merged in returns]
    return [
        came
        for identity, mark in known
        if identity is not None
        for came in _returned(identity.authority, identity.number, identity.part, mark, on)
    ]


def _returned(
    authority: str, number: int, part: str, mark: ReturnMark, on: str
) -> Sequence[AuthorityReturn]:
    """Return a part that came back; none where what stands in the report was changed by hand."""
    data: dict[str, Any] = {"number": number, "part": part, "on": on, "file": mark.file}
    try:
        return [(authority, ReturnedPart(**data, digest=mark.digest or None))]
    except ValidationError:
        return []


def _merged_parts(claims: Sequence[tuple[str, Claim]]) -> Iterator[AuthorityReturn]:
    for _, claim in claims:
        for mark in claim.returns:
            if claim.is_authority and mark.part_id:
                yield from _returned(claim.by, claim.part, mark.part_id, mark, mark.on)


def repair(
    folder: ReportFolder, report: Report, file: DivisionFile | None, questionnaire: Questionnaire
) -> DivisionFile | None:
    """Bring division and log up to the report, if a kill left them behind.

    Returns:
        The division, read anew.

    Raises:
        SaveError: One of them cannot be written.
    """
    claims = claims_of(report, questionnaire)
    if file is not None:
        division = with_returned(file.division, [*_merged_parts(claims)])
        if division != file.division:
            file = file.save(division, questionnaire)
    log = read_log(folder.log)
    append(folder.log, [*mended_entries(claims, log, at=now())])
    return file


def undo(folder: ReportFolder, file: DivisionFile | None, *, who: str) -> Path:
    """Put back the draft before the last merge. Returns where what was merged is kept.

    Raises:
        ChecklistError: There is no merge that could be undone, or the report changed after it.
        SaveError: A file cannot be written.
    """
    path, before = folder.report, draft_before(folder.report)
    name = safe_text(str(path))
    old, present = content_of(before), content_of(path)
    log = read_log(folder.log)
    undone = last_run(log)
    if old is None or present is None or not undone:
        raise ChecklistError(tr("no merge into {name} is kept that could be undone", name))
    if old == present:
        raise ChecklistError(tr("the last merge into {name} was undone already", name))
    if undone[-1].data.get("after") not in {None, digest_of(present)}:
        raise ChecklistError(
            tr(
                "{name} was changed after the last merge, and that would be lost. The "
                "draft before the merge is {before}",
                name,
                safe_text(str(before)),
            )
        )
    kept = path.with_name(f"{path.stem}.undone-merge{DRAFT_ENDING}")
    writer.replace(kept, present, follows_link=False)
    writer.replace(path, old, before=present)
    if file is not None:
        division, back = file.division, _noted_as_back(log, undone)
        gone = {(entry.key[0], entry.key[2]) for entry in undone}
        for code, authority in division.authorities.items():
            left = [part for part in authority.returned if (code, part.digest or "") not in gone]
            if len(left) < len(authority.returned):
                came_back = authority.came_back or back.get(code)
                division = division.changed(code, returned=left, came_back=came_back)
        if division != file.division:
            file.save(division)
    append(folder.log, [undo_entry(at=now(), who=who, undone=undone)])
    return kept


def _noted_as_back(log: Sequence[LogEntry], undone: Sequence[LogEntry]) -> dict[str, CameBack]:
    """Return by authority what was noted as come back, and waited when some merges began."""
    merged = [entry for entry in standing(log) if entry not in undone]
    back: dict[str, CameBack] = {}
    for entry in log:
        code, event = str(entry.data.get("by", "")), entry.data.get("event")
        if entry.did == NOTED and event == NoteEvent.BACK:
            with suppress(ValidationError):  # the log was changed by hand
                back[code] = CameBack(on=entry.data.get("on", ""), note=entry.data.get("note"))
        elif entry in merged or event in {NoteEvent.REFUSED, NoteEvent.PASSED_ON}:
            back.pop(code, None)
    return back


def logged(
    entries: Sequence[dict[str, Any]], before: bytes, after: bytes, log: Sequence[LogEntry]
) -> list[dict[str, Any]]:
    """Return the lines of a merge. What is known already, and changed nothing, is not repeated.

    Args:
        entries: The lines, without what all of them have in common.
        before: The report before the merge.
        after: The report after it.
        log: What was logged before.
    """
    if before != after:
        return [{**entry, "after": digest_of(after)} for entry in entries]
    known = {entry.key for entry in standing(log)}
    new = [entry for entry in entries if LogEntry(entry).key not in known]
    return [{**entry, "changed": False} for entry in new]


class UnfinishedMerge(NamedTuple):
    """What is left to write once the report of a merge is saved."""

    after: str
    """The digest of the report after the merge."""
    lines: Sequence[Mapping[str, Any]]
    """The lines of the log."""
    receipts: Mapping[str, bytes]
    """The receipts: Word files by name."""

    def keep(self, folder: ReportFolder) -> None:
        """Keep what is left to write in a file, before the report is saved.

        Raises:
            SaveError: The file cannot be written.
        """
        make_private_folder(folder.returns)
        packed = {
            name: base64.b64encode(receipt).decode() for name, receipt in self.receipts.items()
        }
        data = {"after": self.after, "lines": list(self.lines), "receipts": packed}
        content = json.dumps(data, ensure_ascii=False).encode()
        writer.replace(_path(folder), content, follows_link=False)

    def write(self, folder: ReportFolder) -> Sequence[Path]:
        """Write receipts and log, once the report is saved. Returns where the receipts are.

        Raises:
            SaveError: A file cannot be written.
        """
        paths = {folder.returns / name: content for name, content in self.receipts.items()}
        for path, content in paths.items():
            writer.replace(path, content, follows_link=False)
        append_new(folder.log, self.lines)
        writer.remove(_path(folder))
        return list(paths)


def finish(folder: ReportFolder, report: Report, questionnaire: Questionnaire) -> Sequence[Path]:
    """Write what a merge that was killed left to write. Returns where its receipts are.

    Nothing is written where the kill came before the report was saved.

    Raises:
        SaveError: A file cannot be written.
    """
    unfinished = _kept(folder)
    if unfinished is None:
        return ()
    logged = {entry.key for entry in standing(read_log(folder.log))}
    merged = {
        (claim.by, claim.part, mark.digest)
        for _, claim in claims_of(report, questionnaire)
        for mark in claim.returns
    }
    keys = {LogEntry(line).key for line in unfinished.lines}
    is_saved = digest_of(content_of(folder.report) or b"") == unfinished.after
    if is_saved or keys & (merged - logged):
        return unfinished.write(folder)
    writer.remove(_path(folder))
    return ()


def _path(folder: ReportFolder) -> Path:
    return folder.returns / f"{folder.state}-unfinished-merge.json"


def _kept(folder: ReportFolder) -> UnfinishedMerge | None:
    """Return what is kept; None where there is nothing, or it was changed by hand."""
    try:
        data = json.loads(content_of(_path(folder)) or b"")
        receipts = {
            Path(name).name: base64.b64decode(receipt) for name, receipt in data["receipts"].items()
        }
        lines = [dict(line) for line in data["lines"]]
        return UnfinishedMerge(after=data["after"], lines=lines, receipts=receipts)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
