"""`checklist ministries conflicts`."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from checklist.answer_types.state_entries import bare_state_name
from checklist.commands.shared.divided_report import DividedReport, divided_report
from checklist.commands.shared.listed_lines import print_line
from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.report_argument import DraftArgument
from checklist.files import writer
from checklist.files.private_folder import make_private_folder
from checklist.forms.conflict_sheet import sheet_blocks, sheet_title, write_sheet
from checklist.ministries.division import Authority
from checklist.ministries.log import read_log
from checklist.ministries.sheets import Sheet, agreements_in, sheets_of, waiting_lines
from checklist.ministries.sides import Sides
from checklist.ministries.words import written_for
from checklist.questionnaire.authorities import OWN
from checklist.render.document import Document
from checklist.render.html import as_html
from checklist.render.ministries.covering_note import sheet_mail_text
from checklist.render.ministries.mail_draft import mail_files
from checklist.states import BY_CODE
from checklist.text.messages import Plural, commas, labelled, tr, with_aside
from checklist.text.sanitize import safe_text


class SheetFormat(StrEnum):
    """The formats of sheets."""

    DOCX = "docx"
    HTML = "html"


def run(
    report: DraftArgument = None,
    to: Annotated[
        Path | None,
        option("--to FOLDER", tr("The folder to write to; without it, parts/.")),
    ] = None,
    format_name: Annotated[
        SheetFormat,
        option("--format", tr("Word, which comes back filled in, or a page to read.")),
    ] = SheetFormat.DOCX,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Write the open conflicts as sheets, for ministries to settle.

    Each group of ministries whose answers differ gets a sheet: each question with both answers, a
    field for another one where one field can take it, and at the end who agreed, and on which day.
    A mail for each ministry goes with it, which names whom to agree with. `checklist ministries
    merge` takes what all of them agreed on, on one sheet or on several. The command says what some
    of them agreed on so far, and for whom that waits. A conflict in which anything is not for
    publication is on no sheet: `checklist fix` asks you about it.
    """
    with divided_report(report, questionnaire, only_reads=True) as divided:
        draft = divided.checked.report
        sides = Sides(divided.questionnaire, divided.division)
        sheets, left = sheets_of(divided.checked, sides)
        log = read_log(divided.folder.log)
        folder = to or divided.folder.parts
        state = bare_state_name(draft.state)
        for sheet in sheets:
            name = sheet.file(draft.state, format_name.value)
            with written_for(sheet.codes, divided.division, divided.questionnaire) as asked:
                shown = sides._replace(questionnaire=asked)
                if format_name is SheetFormat.DOCX:
                    agreed = agreements_in(log)
                    content = write_sheet(sheet, shown, state, draft.report_id or "", agreed)
                else:
                    running = f"{state} · {sheet_title(sheet, shown)}"
                    blocks = [*sheet_blocks(sheet, shown, state)]
                    page = as_html(Document(blocks, running, language=asked.language))
                    content = page.encode()
            make_private_folder(folder)
            mails = _mails(divided, sides, sheet, name, content)
            for file, written in {name: content, **mails}.items():
                writer.replace(folder / file, written, follows_link=False)
            names = commas(sides.label(code) for code in sheet.codes)
            said = with_aside(len(sheet.conflicts), safe_text(names))
            print(labelled(safe_text(str(folder / name)), said))
            for line in waiting_lines([sheet], sides, log):
                print_line(line, indent=2)
        fix = safe_text(command_line("fix", divided.folder.report, questionnaire))
    if not sheets and not left:
        print(tr("No conflict is open."), file=sys.stderr)
    if left:
        print(tr("{of} This command asks you:\n  {fix}", _LEFT.of(left), fix), file=sys.stderr)


def _mails(
    divided: DividedReport, sides: Sides, sheet: Sheet, name: str, content: bytes
) -> Mapping[str, bytes]:
    """Return the mails with which a sheet is sent, one for each ministry, by name."""
    state = divided.checked.report.state
    country = BY_CODE[state].in_sentence if state in BY_CODE else state
    found: dict[str, bytes] = {}
    for code in sheet.codes:
        if code == OWN:
            continue
        stem = f"{name.rpartition('.')[0]}-mail-{code}"
        addressee = divided.division.authorities.get(code, Authority()).addressee
        with written_for([code], divided.division, divided.questionnaire) as asked:
            own = sides._replace(questionnaire=asked)
            others = [_contact(divided, own, other) for other in sheet.codes if other != code]
            text = sheet_mail_text(country, len(sheet.conflicts), others, divided.sender, name)
            found |= mail_files(stem, text, addressee, {name: content})
    return found


def _contact(divided: DividedReport, sides: Sides, code: str) -> str:
    """Return a ministry with whom to write to there, on one line."""
    contact = divided.division.authorities.get(code, Authority()).contact
    known = (contact.person, contact.email, contact.telephone) if contact else ()
    return commas(filter(None, [sides.label(code), *known]))


_LEFT = Plural(
    "{count} conflict is on no sheet: something in it is not for publication, or only one ministry "
    "answers.",
    "{count} conflicts are on no sheet: something in them is not for publication, or only one "
    "ministry answers.",
)
