"""`checklist form`."""

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state_entries import read_state
from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.divided_report import (
    DividedReport,
    divided_report,
    require_authority,
)
from checklist.commands.shared.listed_lines import print_line
from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.report_argument import DraftArgument
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import PARTS_FOLDER
from checklist.files.private_folder import make_private_folder
from checklist.files.reader import content_of
from checklist.forms.build import form_of
from checklist.forms.html_writer import write_html
from checklist.forms.registry import format_named, read_return
from checklist.ministries.part import Part, part_of, whole_part, written_for
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.effort import effort_text
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.mail_draft import form_mail, mail_draft
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import Report
from checklist.text.messages import clauses, labelled, tr, trn
from checklist.text.sanitize import safe_text
from checklist.today import today


class FormFormatName(StrEnum):
    """The formats of forms."""

    DOCX = "docx"
    HTML = "html"


def run(
    report: DraftArgument = None,
    authority: Annotated[
        str | None,
        option("--authority CODE", "The form of this ministry: labour."),
    ] = None,
    all_of_them: Annotated[
        bool,
        option("--all", "A form and a mail for each ministry whose answers are not back."),
    ] = False,
    format_name: Annotated[
        FormFormatName | None,
        option("--format", "A Word file, or a page for a browser; without it, a page."),
    ] = None,
    to: Annotated[
        Path | None,
        option("--to FOLDER", "The folder to write to; without it, parts/."),
    ] = None,
    state: Annotated[
        str | None,
        option(
            "--state NAME",
            "The whole questionnaire for this State, without a report.",
        ),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Write a form to answer without this tool: a page, or a Word file.

    With --authority or --all, a form has the questions that the division gives to a ministry, with
    the answers that the report has to them, and nothing that another ministry marked “Do not
    publish”. Beside it is a mail as a draft (.eml), with the form attached; the day goes into the
    division as `sent`. A form in which somebody wrote answers is never overwritten.

    Without these options, the form has the whole questionnaire, with all answers of the report;
    with --state, it needs no report.

    When a form comes back: checklist merge REPORT FILE
    """
    ending = (format_name or FormFormatName.HTML).value
    if state is not None:
        if report is not None or authority or all_of_them:
            raise ChecklistError(
                tr("--state needs no report: leave REPORT, --authority and --all out")
            )
        asked = resolve(questionnaire)
        _write_whole(_begun(state, asked), to or Path(), ending, is_begun=False)
        return
    if authority and all_of_them:
        raise ChecklistError(tr("--all has the form of each ministry: leave --authority out"))
    with divided_report(report, questionnaire) as divided:
        if not (authority or all_of_them):
            _write_whole(divided.checked, to or divided.path.parent, ending, is_begun=True)
            return
        folder = to or divided.path.parent / PARTS_FOLDER
        written = [*_written(divided, [authority] if authority else (), folder, ending)]
        if not written:
            raise ChecklistError(tr("no form was written: no ministry waits for one"))
        following = command_line("merge", divided.path, questionnaire, "FILE")
        print(
            tr(
                "Send each form with its mail. When it comes back:\n  {following}",
                safe_text(following),
            ),
            file=sys.stderr,
        )


def _written(
    divided: DividedReport, named: Sequence[str], folder: Path, ending: str
) -> Iterator[str]:
    """Write the forms of ministries, and yield the code of each that got one."""
    division, file = divided.division, divided.file
    for code in named:
        require_authority(code, division)
    waiting = [
        code for code, known in division.authorities.items() if known.back is None and code != OWN
    ]
    for code in named or waiting:
        part = part_of(divided.checked, division, code)
        if not part.items:
            if named:
                print(tr("{code}: no question is asked of this ministry now", code))
            continue
        _write(divided, part, folder, ending)
        division = division.changed(code, sent=today().isoformat(), back=None)
        yield code
    if file is not None and division != file.division:
        file.save(division, divided.questionnaire)


def _write(divided: DividedReport, part: Part, folder: Path, ending: str) -> None:
    """Write the form of a ministry, and its mail."""
    code, division = part.identity.authority, divided.division
    path = folder / f"{part.identity.state}-{code}.{ending}"
    refuse_filled_in(path, divided.questionnaire)
    make_private_folder(folder)
    with written_for(code, division, divided.questionnaire):
        form = format_named(ending).write(form_of(part))
        mail = form_mail(part, path.name)
        address = division.authorities[code].mail or ""
        draft = mail_draft(mail, part.label, address, {path.name: form})
    writer.replace(path, form, follows_link=False)
    writer.replace(path.with_suffix(".eml"), draft, follows_link=False)
    asked = effort_text(len(part.items), part.minutes)
    label = division.label(code, divided.questionnaire)
    print_line(labelled(str(path), clauses([label, asked])))


def refuse_filled_in(path: Path, questionnaire: Questionnaire) -> None:
    """Refuse to write over a form in which answers stand.

    Raises:
        ChecklistError: Somebody filled it in where it lies.
    """
    content = content_of(path)
    if content is None:
        return
    there = read_return(content, path.name, questionnaire)
    if there.given or there.removed or there.stray or there.remark:
        name = safe_text(str(path))
        raise ChecklistError(
            tr("{name} has answers, and is not overwritten; merge it or move it", name)
        )


def _begun(state: str, asked: Questionnaire) -> CheckedReport:
    """Return a report of a State without answers, which nobody knows by its id."""
    try:
        code = read_state(state)
    except Refusal as refusal:
        raise ChecklistError(f"--state: {refusal}") from None
    begun = Report.begin(asked, code, today())._replace(report_id=None)
    return check_structure(begun.to_data(), asked)[0]


def _write_whole(checked: CheckedReport, folder: Path, ending: str, *, is_begun: bool) -> None:
    """Write the form of the whole questionnaire."""
    form = form_of(whole_part(checked))
    path = folder / f"{checked.report.state}-whole.{ending}"
    refuse_filled_in(path, checked.questionnaire)
    make_private_folder(folder)
    if ending == FormFormatName.HTML:
        content = write_html(form, is_whole=not is_begun)
    else:
        content = format_named(ending).write(form)
    writer.replace(path, content, follows_link=False)
    number, name = len(form.part.items), safe_text(str(path))
    print_line(trn("{path}: {count} question", "{path}: {count} questions", number, name))
