"""`checklist merge`."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from checklist.answer_types.state_entries import state_name
from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.conflict_questions import conflicts_text, settle_conflicts
from checklist.commands.shared.divided_report import DividedReport, divided_report
from checklist.commands.shared.form_findings import print_form_findings
from checklist.commands.shared.listed_lines import print_line
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.person import Person, person_at_terminal
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import exists
from checklist.files.reader import digest_of, read, whole_content
from checklist.files.report_text import ReportText
from checklist.forms.registry import read_return
from checklist.forms.secrecy import Mention, mentions
from checklist.ministries.draft_file import save_draft
from checklist.ministries.merge import left_standing, merge_form, open_conflicts
from checklist.ministries.returned import Returned
from checklist.ministries.words import place_in_words
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import MERGED, Report
from checklist.text.messages import Message, clauses, labelled, tr, trn
from checklist.text.sanitize import beginning, quoted, safe_text
from checklist.today import today

_EMPTIED = Message(
    "{file}: {place}: the field was emptied, and the answer stays; “remove” written there takes it "
    "away"
)
_NOTHING_REMOVED = Message(
    "{file}: {place}: “remove” takes nothing away here: the form did not show an answer [F007]"
)
_LONGEST = 200
"""The most characters of a text that are shown."""


def run(
    report: Annotated[
        Path,
        argument("REPORT", "The draft; a form of the whole questionnaire begins it."),
    ],
    files: Annotated[list[Path], argument("FILE…", "The forms that came back.")],
    dry_run: Annotated[
        bool,
        option("--dry-run", "Show what would change, and change nothing."),
    ] = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Bring filled forms back into the report, and ask what differs.

    Each answer is compared with what the form showed and with what the report says now. What only
    the form changed is taken. Where both changed, the command asks you; without a terminal, both
    are kept in the draft until `checklist answer` asks, and the command exits with 1.

    Nothing is guessed: two marks, words in a box, or the form of another State or questionnaire
    are named with their place, and not taken. A text that speaks of confidentiality is shown first
    and asked about; without a reply, its answer is not published. A form that comes twice changes
    nothing. Who gave an answer is kept as `answered_by`.
    """
    if not exists(report):
        _begin(report, files, questionnaire)
    with divided_report(report, questionnaire) as divided:
        merge = _Merge(divided, None if dry_run else person_at_terminal())
        for file in files:
            try:
                merge.add(file)
            except ChecklistError as error:  # the other forms are taken all the same
                print(tr("checklist: {error}", error), file=sys.stderr)
                merge.has_errors = True
        if dry_run:
            print(tr("Nothing was changed."), file=sys.stderr)
        else:
            merge.save(questionnaire)
        if merge.has_errors or open_conflicts(merge.report, divided.questionnaire):
            raise typer.Exit(1)


def _begin(path: Path, files: Sequence[Path], questionnaire: str | None) -> None:
    """Begin a report for the form of a whole questionnaire.

    Raises:
        ChecklistError: The first file is no such form.
    """
    asked = resolve(questionnaire)
    content = whole_content(files[0])
    identity = read_return(content, files[0].name, asked).identity
    if identity is None or identity.authority != OWN or identity.report_id is not None:
        raise ChecklistError(tr("{path} does not exist", safe_text(str(path))))
    _require_same_questionnaire(identity.questionnaire.digest, asked, files[0].name)
    begun = Report.begin(asked, identity.state, today())
    writer.create(path, ReportText.new(begun.to_data(), str(path)).content())


def _require_same_questionnaire(digest: str, asked: Questionnaire, name: str) -> None:
    if digest != asked.digest:
        raise ChecklistError(
            tr(
                "{name} is a form of another questionnaire, or of another version of it; nothing "
                "in it is taken",
                safe_text(name),
            )
        )


class _Merge:
    """The forms of one run, merged one after the other."""

    def __init__(self, divided: DividedReport, person: Person | None) -> None:
        self.divided, self.person = divided, person
        self.questionnaire = divided.questionnaire
        self.report = divided.checked.report
        self.division = divided.file.division if divided.file else None
        self.has_errors = False

    def add(self, path: Path) -> None:
        """Merge a form.

        Raises:
            ChecklistError: It is a form of another report, State or questionnaire.
        """
        content, name = whole_content(path), safe_text(path.name)
        digest = digest_of(content)
        if digest in self.report.internal.get(MERGED, ()):
            print_line(tr("{name}: this form was merged already", name))
            return
        returned = read_return(content, name, self.questionnaire)
        identity = returned.identity
        if identity is not None:
            self._require_own(returned)
        returned = self._kept_back(returned)
        print_form_findings(returned)
        errors = sum(found.severity is Severity.ERROR for found in returned.findings)
        if identity is None:
            self.has_errors = True
            codes = dict.fromkeys(found.code for found in returned.findings)
            for code in [*codes][:1]:
                print(
                    tr(
                        "{name}: nothing in it was taken. This says what to do:\n  "
                        "checklist guide {code}",
                        name,
                        code,
                    ),
                    file=sys.stderr,
                )
            return
        is_empty = not (returned.given or returned.removed or returned.confirmed)
        if is_empty and not (returned.stray or returned.emptied or errors):
            print_line(tr("{name}: nothing was filled in", name))
            return
        for place in returned.emptied.values():
            print_line(tr(_EMPTIED, file=name, place=place))
        for at in left_standing(returned, self.report, self.questionnaire):
            print_line(tr(_NOTHING_REMOVED, file=name, place=returned.places[at]))
            errors += 1
        self.has_errors = self.has_errors or bool(errors)
        merged = merge_form(self.report, returned, digest, self.questionnaire)
        counts = [
            trn("{count} answer taken", "{count} answers taken", len(merged.taken)),
            trn("{count} differs", "{count} differ", len(merged.conflicts)),
            trn("{count} was not read", "{count} were not read", errors),
        ]
        print_line(labelled(name, clauses(counts)))
        for at in merged.taken:
            print_line(place_in_words(at, self.questionnaire), indent=2)
        for conflict in merged.conflicts:
            place = place_in_words(conflict.at, self.questionnaire)
            print_line(tr("differs: {place}", place), indent=2)
        self.report = merged.report
        if self.division is not None and identity.authority in self.division.authorities:
            day = today().isoformat()
            self.division = self.division.changed(identity.authority, back=day)

    def _require_own(self, returned: Returned) -> None:
        """Refuse the form of another report.

        Raises:
            ChecklistError: It is one.
        """
        identity, report = returned.identity, self.report
        assert identity is not None
        name = safe_text(returned.file)
        _require_same_questionnaire(identity.questionnaire.digest, self.questionnaire, name)
        if identity.state != report.state:
            raise ChecklistError(
                tr(
                    "{name} is a form of {state}, and the report is that of {own}",
                    name,
                    state_name(identity.state),
                    state_name(report.state),
                )
            )
        if identity.report_id not in {report.report_id, None}:
            raise ChecklistError(
                tr("{name} is a form of another report of {state}", name, state_name(report.state))
            )

    def _kept_back(self, returned: Returned) -> Returned:
        """Return a form in which answers are marked whose texts speak of confidentiality.

        A person is asked about each; without a reply, the answer is not published.
        """
        given = dict(returned.given)
        for mention in mentions(returned, self.questionnaire):
            if not self._may_be_published(mention, returned.file):
                given |= {f"{owner}/confidential": True for owner in mention.owners}
        return replace(returned, given=given)

    def _may_be_published(self, mention: Mention, file: str) -> bool:
        text = quoted(beginning(mention.text, _LONGEST))
        place = place_in_words(mention.owners[0], self.questionnaire)
        if len(mention.owners) > 1:
            place = tr("all answers of this form")
        title = tr(
            "{file} speaks of confidentiality: {text}. Publish this? {place}", file, text, place
        )
        print_line(tr("{file}: speaks of confidentiality: {text} ({place})", file, text, place))
        if self.person is None:
            return False
        choices = [tr("No, do not publish it"), tr("Yes, it can be published")]
        try:
            return self.person.choose(title, choices) == len(choices)
        except EOFError:
            return False

    def save(self, questionnaire: str | None) -> None:
        """Save the draft, ask about what differs, and note in the division what came back."""
        divided, path = self.divided, self.divided.path
        document = save_draft(path, divided.document, self.report, self.questionnaire)
        file = divided.file
        if file is not None and self.division is not None and self.division != file.division:
            file.save(self.division, self.questionnaire)
        if self.person is not None and open_conflicts(self.report, self.questionnaire):
            with suppress(EOFError):  # what was decided until then is saved
                settle_conflicts(path, document, self.questionnaire, self.person)
            document = read(path)
            assert isinstance(document.data, dict)
            self.report = Report.from_data(document.data)
        is_changed = document.content != divided.document.content
        words = (
            tr("Merged into {path}.", safe_text(str(path)))
            if is_changed
            else tr("Nothing in {path} was changed.", safe_text(str(path)))
        )
        print(words, file=sys.stderr)
        if text := conflicts_text(self.report):
            command = safe_text(command_line("answer", path, questionnaire))
            print(f"{text}\n  {command}", file=sys.stderr)
