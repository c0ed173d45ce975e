"""`checklist ministries merge`."""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.copy_questions import CopyQuestions
from checklist.commands.shared.divided_report import (
    DividedReport,
    ReportBehindArgument,
    divided_report,
)
from checklist.commands.shared.form_findings import print_form_findings
from checklist.commands.shared.line_options import day_of
from checklist.commands.shared.listed_lines import print_line
from checklist.commands.shared.lost_identity import LostIdentity, other_authority, require_authority
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.person import person_at_terminal
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.readable_report import refuse
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.folder_reports import ReportKind, kind_of, reports_in_folder
from checklist.files.reader import content_of, digest_of, whole_content
from checklist.files.writer import remove_strays
from checklist.forms.incoming_files import IncomingFile, incoming_of
from checklist.interview.final_report import final_report_of, kept_draft_of
from checklist.lifecycle.opening import UnusableReportError, refuse_broken_answers
from checklist.ministries.conflicts import open_conflicts
from checklist.ministries.division_file import DivisionFile
from checklist.ministries.log import (
    LogEntry,
    decide_entry,
    merge_entry,
    read_log,
    standing,
    user_name,
)
from checklist.ministries.merge import CONFLICT, TAKEN, UNREADABLE, Incoming, MergeResult, merge
from checklist.ministries.merged_files import (
    UnfinishedMerge,
    draft_before,
    finish,
    keep_long_text,
    keep_return,
    kept_return,
    logged,
    now,
    repair,
    report_bytes,
    returned_parts,
    save_report,
    undo,
    with_returned,
)
from checklist.ministries.sides import Sides
from checklist.render.ministries.merge_list import count_text, unit_lines
from checklist.reports.report import Report
from checklist.text.messages import Message, labelled, tr
from checklist.text.sanitize import safe_text
from checklist.today import today

_NOT_NOTED = Message(
    "{file}: this form was not noted as sent, so you are asked about each answer in it, "
    "or about all at once. After you send a form, note it: checklist ministries note {code} sent"
)


_COPIES = Message(
    "{file}: several copies of this part were merged together before, so it is not "
    "certain which entries of a table this file corrects. Check whether an entry is lost "
    "or is there twice."
)

_NO_REPORT = (b"PK", b"<")
"""How a file begins that is a Word file or a page."""


def run(
    report: ReportBehindArgument = None,
    returns: Annotated[
        list[Path] | None,
        argument("RETURN…", tr("What came back: forms, or a colleague's draft.")),
    ] = None,
    dry_run: Annotated[
        bool,
        option("--dry-run", tr("Show what the merge would change, and change nothing.")),
    ] = False,
    undoes: Annotated[
        bool, option("--undo", tr("Put back the draft before the last merge."))
    ] = False,
    older: Annotated[
        bool,
        option("--older", tr("Take returns that are older than the last one, too.")),
    ] = False,
    as_code: Annotated[
        str | None,
        option(
            "--as CODE",
            tr("Read a form that has lost what identifies it as that of this ministry."),
        ),
    ] = None,
    meeting: Annotated[
        str | None,
        option(
            "--meeting DATE",
            tr("With a sheet of conflicts: a meeting on this day settled what it says."),
        ),
    ] = None,
    on: Annotated[
        str | None,
        option(
            "--on DATE",
            tr("With a sheet of conflicts: the day on which those agreed who wrote no clear day."),
        ),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Bring what ministries sent back into the report, answer by answer.

    If only one side changed an answer, the change is taken. If two sides changed an answer
    differently, the command asks you, and the difference stays open in the draft until you decide.
    The command exits with 1 while a difference is open. The order of the ministries makes no
    difference. If a part comes back a second time, the later return corrects the earlier one. If
    several returns of one part come together, or somebody else filled in the later one, they are
    those of colleagues, and the command asks you where they differ. A return that was merged
    already changes nothing. For a report that is final, a return is late: the command says so,
    changes nothing, and exits with 1.

    A sheet of `checklist ministries conflicts` decides what all ministries on it agreed on, with
    name and day. What only one of them agreed on is kept, and waits for the sheets of the others.

    The draft before the merge is kept as report-NOR.before-merge.draft.yaml. The returns are kept
    in returns/, and log-NOR.jsonl keeps who merged what. A receipt for each ministry shows which
    answers the report will give in its name.
    """
    report, files = _report_and_returns(report, returns or [])
    final = None if undoes or not files else _final(report)
    if final is not None:
        report = kept_draft_of(final)  # what differs is shown by it
        if report is None:
            raise typer.Exit(_refuse_late(None, final))
    try:
        with divided_report(report, questionnaire) as divided:
            remove_strays(divided.folder.report)
            remove_strays(divided.folder.returns / divided.folder.report.name)
            _finish(divided)
            file = repair(
                divided.folder, divided.checked.report, divided.file, divided.questionnaire
            )
            require_authority(as_code or "", divided)
            lost = LostIdentity(divided, as_code or "")
            command = _Merge(divided, file, user_name(), lost, older=older, asked=questionnaire)
            if undoes:
                command.undo()
                return
            if not files:
                raise ChecklistError(tr("name the files that came back"))
            refuse_broken_answers(divided.document, divided.checked.report, divided.questionnaire)
            code = command.merge_sheets(files, meeting, on, dry_run=dry_run)
            raise typer.Exit(command.merge(files, dry_run=dry_run) if code is None else code)
    except UnusableReportError as error:
        refuse(error)


def _finish(divided: DividedReport) -> None:
    """Write what a merge that was killed left to write."""
    if written := finish(divided.folder, divided.checked.report, divided.questionnaire):
        from checklist.commands.shared.receipts import say_receipts

        say_receipts(written)


def _report_and_returns(
    report: Path | None, returns: Sequence[Path]
) -> tuple[Path | None, Sequence[Path]]:
    """Return the draft, None for the draft in this folder, and what came back.

    What is named first is no draft if it is a Word file or a page.
    """
    content = None if report is None else content_of(report)
    if report is not None and content is not None and content.startswith(_NO_REPORT):
        return None, [report, *returns]
    return report, returns


def _final(named: Path | None) -> Path | None:
    """Return the report that is named, or the only one in this folder, if it is final."""
    if named is not None:
        return named if kind_of(named) is ReportKind.FINAL else None
    here = reports_in_folder()
    return here[0].path if [listed.kind for listed in here] == [ReportKind.FINAL] else None


@dataclass
class _Merge:
    """One run of the command."""

    divided: DividedReport
    file: DivisionFile | None
    """The division, if there is one."""
    who: str
    lost: LostIdentity
    older: bool
    asked: str | None
    """The questionnaire that was named, for the command to go on with."""

    @property
    def sides(self) -> Sides:
        """Who takes part in conflicts."""
        return Sides(self.divided.questionnaire, self.file.division if self.file else None)

    def undo(self) -> None:
        """Put back the draft before the last merge."""
        folder = self.divided.folder
        kept = safe_text(str(undo(folder, self.file, who=self.who)))
        print(
            tr(
                "{report} is as it was before the last merge. What was merged is kept in {kept}.",
                safe_text(str(folder.report)),
                kept,
            ),
            file=sys.stderr,
        )

    def merge_sheets(
        self, paths: Sequence[Path], meeting: str | None, on: str | None, *, dry_run: bool
    ) -> int | None:
        """Merge sheets of conflicts. Returns the exit code; None where the files are no sheets.

        Raises:
            ChecklistError: There are sheets and other files, or a day is given and no sheet.
        """
        day = day_of(meeting, "--meeting") if meeting else ""
        agreed_on = day_of(on) if on else ""
        contents = {path: whole_content(path) for path in paths}
        of_word = [path for path, content in contents.items() if _may_be_of_word(content)]
        if not (of_word or day or agreed_on):
            return None
        from checklist.commands.shared.conflict_sheets import SheetMerge  # most files are forms

        sheets = SheetMerge(self.divided, self.sides, self.who, agreed_on)
        read = {path: sheets.read(contents[path]) for path in of_word}
        found = {
            safe_text(path.name): (contents[path], back) for path, back in read.items() if back
        }
        if not found:
            if meeting or on:
                raise ChecklistError(tr("--meeting and --on go with a sheet of conflicts"))
            return None
        if len(found) < len(paths):
            raise ChecklistError(
                tr("merge the returns first, and the sheets of conflicts after them")
            )
        return sheets.merge(found, day, dry_run=dry_run)

    def merge(self, paths: Sequence[Path], *, dry_run: bool) -> int:
        """Merge files into the report. Returns the exit code."""
        log = read_log(self.divided.folder.log)
        # Word keeps such a file next to each document that somebody has open.
        files = [self._read(path, log) for path in paths if not path.name.startswith("~$")]
        taken = [
            file
            for file in files
            if file.can_be_read and (self.older or not file.reason_to_pass_over)
        ]
        copies = CopyQuestions(self.divided.questionnaire, person_at_terminal())
        earlier = {
            file.incoming.key: kept for file in taken if (kept := self._by_another(file, log))
        }
        taken = [*copies.together(taken, earlier)]
        if copies.left:
            return _refuse_copies(copies.left, is_later=bool(earlier))
        on = today().isoformat()
        result = merge(
            self.divided.checked.report,
            [file.incoming for file in taken],
            self.divided.questionnaire,
            on,
        )
        self._show(files, result)
        for file in files:
            if not file.can_be_read:
                _say_where_to_read(file)
        has_errors = any(_errors(file) for file in files)
        has_errors = has_errors or any(merged.counts[UNREADABLE] for merged in result.returns)
        final = final_report_of(self.divided.folder.report)
        if final is not None:
            return _refuse_late(self.divided.folder.report, final)
        if dry_run:
            print(tr("Nothing was changed."), file=sys.stderr)
            return 1 if result.conflicts or has_errors else 0
        left = self._save(taken, result, on)
        return 1 if left or has_errors else 0

    def _read(self, path: Path, log: Sequence[LogEntry], named: str = "") -> IncomingFile:
        content = whole_content(path)
        # The name is kept in the report, the division, the log and the folder of returns.
        name = safe_text(named or path.name).strip() or "return"
        divided = self.divided
        division = self.file.division if self.file else None
        found = incoming_of(
            content,
            name,
            divided.checked.report,
            divided.questionnaire,
            division,
            log,
            self.lost.sent,
        )
        says = found.incoming.by
        if self.lost.code and found.incoming.returned.identity and says != self.lost.code:
            raise other_authority(self.lost.code, says, safe_text(name))
        return found

    def _by_another(self, file: IncomingFile, log: Sequence[LogEntry]) -> IncomingFile | None:
        """Return the last return of the same part, if somebody else filled it in; None otherwise.

        Only the person who filled in a form corrects it. With what somebody else says, it is
        compared.
        """
        incoming, writer = file.incoming, _name_of(file.incoming.returned.filled_in_by)
        before = [
            entry
            for entry in standing(log)
            if entry.key[:2] == (incoming.by, incoming.part) and entry.filled_in_by
        ]
        if file.is_known or not writer or not before:
            return None
        last = before[-1]
        if _name_of(last.filled_in_by) == writer:
            return None
        path = kept_return(self.divided.folder, last.key[2])
        if path is None:
            return None
        print_line(
            tr(
                "{file} was filled in by {filled_in_by}, and an earlier return of this "
                "part by {filled_in_by_2}",
                file.name,
                incoming.returned.filled_in_by,
                last.filled_in_by,
            )
        )
        return self._read(path, log, str(last.data.get("file", path.name)))

    def _show(self, files: Sequence[IncomingFile], result: MergeResult) -> None:
        asked = self.divided.questionnaire
        for file in files:
            print_form_findings(file.incoming.returned)
            if file.reason_to_pass_over and not self.older:
                print_line(labelled(file.name, file.reason_to_pass_over))
            elif file.is_known and _changes(file.incoming, result):
                print_line(
                    tr("{file}: this file was merged before, into an earlier draft", file.name)
                )
            elif file.is_known:
                print_line(tr("{file}: this file was merged already", file.name))
        for merged in result.returns:
            print_line(labelled(merged.incoming.returned.file, count_text(merged)))
            for line in unit_lines(merged, asked):
                print_line(line, indent=2)
            if merged.counts[CONFLICT] and not merged.incoming.has_base:
                back = merged.incoming
                print_line(tr(_NOT_NOTED, file=back.returned.file, code=back.by))
        for file in files:
            if file.corrects_copies and _changes_entries(file.incoming, result):
                print_line(tr(_COPIES, file=file.name))
        for notice in result.notices:
            for line in notice.split("\n"):
                print_line(line)

    def _save(self, files: Sequence[IncomingFile], result: MergeResult, on: str) -> int:
        """Save everything. Returns the number of conflicts that are left."""
        from checklist.commands.shared.conflict_questions import ConflictDialogue
        from checklist.commands.shared.receipts import receipts, say_receipts, settled_receipts

        divided, folder = self.divided, self.divided.folder
        person = person_at_terminal() if result.conflicts else None
        dialogue = ConflictDialogue(result.report, self.sides)
        if person is not None:
            conflicts = [merged for merged in result.returns if merged.counts[CONFLICT]]
            dialogue.ask(
                [conflict.incoming.by for conflict in conflicts if not conflict.incoming.has_base],
                person,
            )
        report = dialogue.report
        for file in files:
            keep_return(folder, file.name, file.content, on)
        document = divided.document
        content = report_bytes(document, report, divided.questionnaire)
        at = now()
        entries = [merge_entry(merged, at=at, who=self.who) for merged in result.returns]
        entries += [
            decide_entry(decision, chosen, at=at, who=self.who)
            for decision, chosen in dialogue.decisions
        ]
        left_to_write = UnfinishedMerge(
            after=digest_of(content),
            lines=logged(entries, document.content, content, read_log(folder.log)),
            receipts=receipts(divided, files, result, report, on),
        )
        left_to_write.keep(folder)
        save_report(folder.report, document, content)
        say_receipts(left_to_write.write(folder))
        told = {file.incoming.by for file in files}
        say_receipts(settled_receipts(folder, self.sides, dialogue.decisions, report, told))
        if self.file is not None:
            came = returned_parts(result.returns, on)
            division = with_returned(self.file.division, came, are_merged_now=True)
            if division != self.file.division:
                self.file.save(division, divided.questionnaire)
        self._say(content != document.content, report)
        for file in files:
            self._keep_long_texts(file)
            self._say_what_to_do_about_errors(file)
            self._offer_clearance(file.incoming)
        if dialogue.stopped is not None:
            raise dialogue.stopped
        return len(open_conflicts(report))

    def _keep_long_texts(self, file: IncomingFile) -> None:
        """Keep the texts that are too long for their fields, and say where."""
        state, folder = self.divided.checked.report.state, self.divided.folder
        for text in file.incoming.returned.too_long:
            path = keep_long_text(folder, Path(file.incoming.by).stem, state, text)
            print(
                tr(
                    "{file}, {place}: the whole text is kept in {path}",
                    safe_text(file.name),
                    safe_text(text.place),
                    safe_text(str(path)),
                ),
                file=sys.stderr,
            )

    def _say_what_to_do_about_errors(self, file: IncomingFile) -> None:
        """Say how what could not be read can come into the report all the same."""
        if not _errors(file) or self.file is None or file.incoming.returned.identity is None:
            return
        asked = ["--questionnaire", self.asked] if self.asked else []
        report = self.divided.folder.report
        command = safe_text(command_line("answer", report, None, "--for", file.incoming.by, *asked))
        print(
            tr(
                "{file}: what could not be read is not in the report. Send the ministry "
                "its receipt, which lists it, or enter it yourself:\n  {command}",
                safe_text(file.name),
                command,
            ),
            file=sys.stderr,
        )

    def _offer_clearance(self, incoming: Incoming) -> None:
        """Say how to note what a return says of its clearance, which only a person can judge."""
        returned = incoming.returned
        if returned.identity is None or not returned.cleared_by:
            return
        options = ["--by", returned.cleared_by]
        if returned.cleared_on:
            options += ["--on", _day_or_sample(returned.cleared_on)]
        command = self._command(tr("ministries note {by} cleared", incoming.by), *options)
        print(
            tr(
                "{file} says who cleared it. If the ministry agrees to the present "
                "answers, note it:\n  {command}",
                safe_text(returned.file),
                command,
            ),
            file=sys.stderr,
        )

    def _command(self, command: str, *options: str) -> str:
        """Return a command on the report, to be shown."""
        report = self.divided.folder.report
        return safe_text(command_line(command, report, self.asked, *options))

    def _say(self, is_changed: bool, report: Report) -> None:
        name = safe_text(str(self.divided.folder.report))
        before = draft_before(self.divided.folder.report)
        if not is_changed:
            print(tr("Nothing in {name} was changed.", name), file=sys.stderr)
        elif exists(before):
            kept = safe_text(str(before))
            print(
                tr("Merged into {name}. The draft before it is {kept}.", name, kept),
                file=sys.stderr,
            )
        from checklist.commands.shared.conflict_questions import conflicts_text

        if text := conflicts_text(report):
            print(f"{text}\n  {self._command('fix')}", file=sys.stderr)


def _day_or_sample(typed: str) -> str:
    """Return the day that a ministry wrote, as a word of a command; DATE where it is none."""
    try:
        day_of(typed)
    except ChecklistError:
        return "DATE"
    return typed


def _say_where_to_read(file: IncomingFile) -> None:
    """Say where it is explained why nothing in a file could be taken, and what to do."""
    codes = dict.fromkeys(found.code for found in file.incoming.returned.findings)
    for code in [*codes][:1]:
        print(
            tr(
                "{file}: nothing in it was taken. This says what to do:\n  checklist guide {code}",
                safe_text(file.name),
                code,
            ),
            file=sys.stderr,
        )


def _refuse_copies(differences: Sequence[str], *, is_later: bool) -> int:
    """Say what differs between several returns of one part, of which none is taken."""
    for line in differences:
        print_line(line)
    print(tr(_DIFFER_LATER if is_later else _DIFFER), file=sys.stderr)
    return 1


_DIFFER = Message(
    "Nothing was merged: several returns of one part differ. In a terminal this command asks which "
    "one counts. Or merge them one after the other: a later one corrects an earlier one."
)
_DIFFER_LATER = Message(
    "Nothing was merged: somebody else filled in an earlier return of this part, and they differ. "
    "In a terminal this command asks which one counts."
)


def _refuse_late(draft: Path | None, final: Path) -> int:
    """Say that a return comes after the report was made final, and how it can still count."""
    word = shlex.quote(safe_text(str(final)))
    what = tr("{final} is final.", safe_text(str(final)))
    if draft is not None:
        what = tr(
            "{final} is final, and {name} is only the draft from which it was made.",
            safe_text(str(final)),
            safe_text(str(draft)),
        )
    print(
        tr(
            "Nothing was merged: the return comes late. {what} Begin the next revision, "
            "and merge the return into that:\n  checklist answer --from {word}",
            what,
            word,
        ),
        file=sys.stderr,
    )
    return 1


def _may_be_of_word(content: bytes) -> bool:
    return content.startswith(b"PK")


def _name_of(person: str) -> str:
    """Return the name of a person so that capitals and spaces make no difference."""
    return " ".join(person.casefold().split())


def _changes(incoming: Incoming, result: MergeResult) -> bool:
    """Whether something of a return is taken, or differs, in this merge."""
    return any(
        merged.counts[TAKEN] or merged.counts[CONFLICT]
        for merged in result.returns
        if merged.incoming.digest == incoming.digest
    )


def _changes_entries(incoming: Incoming, result: MergeResult) -> bool:
    """Whether a return changed entries of tables."""
    return any(
        unit.outcome == TAKEN and any(step.isdecimal() for step in unit.at.split("/"))
        for merged in result.returns
        if merged.incoming.digest == incoming.digest
        for unit in merged.units
    )


def _errors(file: IncomingFile) -> bool:
    return any(found.severity is Severity.ERROR for found in file.incoming.returned.findings)
