"""`checklist verify`."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from checklist.answer_types.state_entries import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.options import option
from checklist.commands.shared.report_argument import FINAL, FinalArgument, resolve_report_path
from checklist.console.page import Page
from checklist.files.discovery import is_file
from checklist.files.reader import Document, read
from checklist.lifecycle.sent_list import FileState, checked_list, files_beside, list_name
from checklist.lifecycle.submission import is_internal, paper_seal
from checklist.lifecycle.verification import (
    Link,
    NamedReport,
    named_reports,
    seal_findings,
    sealed_files,
)
from checklist.reports.report import Report
from checklist.reports.seal import Comparison, Verdict, compare_short_seal, short_seal
from checklist.text.messages import Message, Texts, grouped, tr, trn
from checklist.text.sanitize import quoted, safe_text

_LINKS = {
    Link.MADE_FROM: Message("It was made from the report with the seal {seal}."),
    Link.SUPERSEDES: Message("It takes the place of the revision with the seal {seal}."),
}
_STATES = {
    FileState.CHANGED: Message("{file} was changed since the list {list} was made."),
    FileState.ABSENT: Message("{file} is in the list {list}, and is not there or cannot be read."),
    FileState.NOT_LISTED: Message(
        "{file} is not in the list {list}, so that nothing shows whether it was sent."
    ),
}
_MOST_LISTED = 100
"""The most lines of a list of files, and the most files, that are named."""
_PAPER_OF = Texts(
    {
        Link.MADE_FROM: (
            "The paper is that of another report. The report of the file was made from that report."
        ),
        Link.SUPERSEDES: (
            "The paper is that of another report. The report of the file takes its place."
        ),
    }
)


def run(
    report: FinalArgument = None,
    short: Annotated[
        str | None,
        option("--seal SEAL", tr("The short seal that stands on paper: 4M9QA-7XK2P-….")),
    ] = None,
) -> None:
    """Check that a final report was not changed, and that a printed copy matches it.

    The seal of the file shows whether any value in the file was changed. With --seal, the command
    compares the short seal on the first page of the printed document with the file. The paper of
    your own final report has the short seal of what `checklist submit` sends, so it fits both
    files. If a character differs, the command names the group of characters that is wrong. Capital
    or small letters, blanks and hyphens make no difference.

    A report can name two others: the report that it was made from, and the revision before it. The
    command looks for them in the folder of the report and in the folder above, and verifies them,
    too. It also verifies the files that were sent with the report: each file in their list, and
    each file in the folder that is not in the list. The command exits with 0 if everything is
    correct, and with 1 if something was changed, differs, or cannot be read.
    """
    path = resolve_report_path(report, FINAL)
    document = read(path)
    wrong = seal_findings(document)
    if wrong:
        raise typer.Exit(print_file_findings(document.name, wrong))
    assert isinstance(document.data, dict)
    page = Page.of_output()
    is_well = _Verification(page, path, document, Report.from_data(document.data)).run(short)
    raise typer.Exit(0 if is_well else 1)


class _Verification:
    """The verification of a report whose own seal fits."""

    def __init__(self, page: Page, path: Path, document: Document, report: Report) -> None:
        self.page = page
        self.path = path
        self.document = document
        self.report = report
        self.is_internal = is_internal(report)
        self.on_paper = paper_seal(report)

    def run(self, short: str | None) -> bool:
        """Say what comes of it. Returns whether all is well."""
        comparison = None if short is None else self._compared(short)
        report = self.report
        head = tr(
            "{path}: {state_name}, final, revision {revision}, as of {as_of}",
            path=safe_text(str(self.path)),
            state_name=state_name(report.state),
            revision=report.revision,
            as_of=date_in_words(report.as_of),
        )
        self.page.say(head)
        self.page.say(tr("Its seal matches: no value was changed since it was sealed."))
        seal = short_seal(self.on_paper)
        if self.is_internal:
            self.page.say(
                tr("Short seal of the paper, and of what `checklist submit` sends: {seal}", seal)
            )
        else:
            self.page.say(tr("Short seal: {short_seal}", seal))
        is_well = True
        if comparison is not None and short is not None:
            is_well = comparison.verdict is Verdict.SAME
            for line in self._comparison_lines(comparison, short):
                self.page.say(line)
        for named in named_reports(self.document, [self.path.parent, self._above]):
            self.page.say(_named_text(named))
            is_well = is_well and named.is_sound
        return self._files_are_same() and is_well

    @property
    def _above(self) -> Path:
        """The folder above that of the report, as it is called from here."""
        return Path(os.path.relpath(self.path.absolute().parent.parent))

    def _compared(self, short: str) -> Comparison:
        """Compare a short seal with that of the paper.

        Up to version 0.2.0, the paper of the State's own report had the short seal of its file.
        """
        found = compare_short_seal(short, self.on_paper)
        own = compare_short_seal(short, str(self.report.seal))
        return own if own.verdict is Verdict.SAME else found

    def _comparison_lines(self, found: Comparison, short: str) -> Iterator[str]:
        is_old = "-".join(found.expected) != short_seal(self.on_paper)
        if found.verdict is Verdict.SAME and not self.is_internal:
            yield tr("The paper matches the file: the short seals are the same.")
        elif found.verdict is Verdict.SAME and not is_old:
            yield tr("The paper matches the file, and what `checklist submit` sends of it.")
        elif found.verdict is Verdict.SAME:
            yield tr(
                "The paper matches this file. It was printed by an earlier version "
                "of this tool, and its short seal is not that of what `checklist "
                "submit` sends: print it again before it is signed."
            )
        elif found.verdict is Verdict.MISTYPED:
            for number in found.differing:
                typed, expected = safe_text(found.typed[number - 1]), found.expected[number - 1]
                if number <= 5:
                    yield tr(
                        "Group {number} differs: you typed {typed}, the file has {expected}.",
                        number,
                        typed,
                        expected,
                    )
                else:
                    yield tr(
                        "The last two characters differ: you typed {typed}, the file "
                        "has {expected}.",
                        typed,
                        expected,
                    )
            yield tr("Everything else is the same. Check the paper again.")
        else:
            wrong = sum(number <= 5 for number in found.differing)
            yield trn(
                "The paper does not match the file: {count} of 5 groups differs.",
                "The paper does not match the file: {count} of 5 groups differ.",
                wrong,
            )
            yield from self._other_lines(found, short)

    def _other_lines(self, found: Comparison, short: str) -> Iterator[str]:
        """Yield which other report a short seal may be that of."""
        for named in named_reports(self.document, ()):
            if compare_short_seal(short, named.seal).verdict is Verdict.SAME:
                yield _PAPER_OF[named.link]
                return
        below = [path for path in sorted(self.path.parent.iterdir()) if path.is_dir()]
        for path, seal in sealed_files([self.path.parent, self._above, *below]):
            if compare_short_seal(short, seal).verdict is Verdict.SAME:
                yield tr("The paper is that of another report: {path}.", safe_text(str(path)))
                return
        if found.is_whole and found.typed[-1]:
            yield tr(
                "You typed a short seal without a mistake. It is the seal of another "
                "report, or of this report before it was changed."
            )
        elif found.typed[-1]:
            yield tr("You typed a short seal with a mistake. Check the paper again.")
        else:
            yield tr(
                "Type the seal with its last two characters. They show whether what "
                "you typed is a short seal at all."
            )

    def _files_are_same(self) -> bool:
        """Say whether the files that were sent together are as they were. Returns whether."""
        path = self.path.with_name(list_name(self.report.state))
        name = safe_text(str(path))
        if self.report.submitted is None:
            return True
        if not is_file(path):
            self.page.say(tr("There is no {name}, so that only the report was checked.", name))
            beside = files_beside(self.path)
            for file in beside:
                self.page.say(tr("Nothing shows whether {file} was changed.", safe_text(file)))
            return not beside
        checked = checked_list(path, self.path.name)
        wrong = [file for file in checked.files if file.state is not FileState.SAME]
        for line in checked.unread[:_MOST_LISTED]:
            self.page.say(
                tr(
                    "{name}:{line_number}: this line is not understood: {line}",
                    name,
                    line.number,
                    quoted(line.text),
                )
            )
        for listed in wrong[:_MOST_LISTED]:
            self.page.say(tr(_STATES[listed.state], file=safe_text(listed.name), list=name))
        more = sum(max(0, len(each) - _MOST_LISTED) for each in (checked.unread, wrong))
        if more:
            self.page.say(tr("Further lines and files that are not named: {more}.", grouped(more)))
        if checked.is_sound:
            number = len(checked.files)
            self.page.say(
                trn(
                    "The {count} file in the list {name} is as it was sent.",
                    "The {count} files in the list {name} are as they were sent.",
                    number,
                    name,
                )
            )
        return checked.is_sound


def _named_text(named: NamedReport) -> str:
    """Return what is known of a report that another one names."""
    text = tr(_LINKS[named.link], named.seal)
    if named.path is None:
        return tr("{text} That report is neither in this folder nor in the folder above.", text)
    name = safe_text(str(named.path))
    if not named.is_sound:
        return tr("{text} That is {name}. It was changed after it was sealed.", text, name)
    if named.is_copy:
        return tr("{text} {name} was made from it, and its seal matches.", text, name)
    return tr("{text} That is {name}, and its seal matches, too.", text, name)
