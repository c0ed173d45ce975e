"""`checklist ministries forms`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state_entries import read_state
from checklist.answer_types.written_date import date_in_words
from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.completion import complete_state
from checklist.commands.shared.divided_report import DividedReport, divided_report
from checklist.commands.shared.ministry_options import listed_codes
from checklist.commands.shared.options import option
from checklist.commands.shared.part_files import form_of_authority, refuse_filled_in, write_part
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.report_argument import DraftArgument
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.private_folder import make_private_folder
from checklist.forms.build import whole_form
from checklist.forms.html_writer import whole_name, write_html
from checklist.ministries.division import Authority
from checklist.ministries.part import PartMaker
from checklist.ministries.status import AuthorityStatus, first_named
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.ministries.covering_note import Occasion
from checklist.reports.seal import new_report_id
from checklist.text.messages import Message, tr, trn
from checklist.text.sanitize import safe_text
from checklist.text.terminal_lines import between_words, columns_of
from checklist.today import today


class FormFormatName(StrEnum):
    """The formats of forms."""

    DOCX = "docx"
    HTML = "html"


_ToOption = Annotated[
    Path | None,
    option("--to FOLDER", tr("The folder to write to; without it, parts/.")),
]
_AuthorityOption = Annotated[
    list[str] | None,
    option("--authority CODE", tr("For these ministries only: labour,police.")),
]
_FormatOption = Annotated[
    FormFormatName | None,
    option("--format", tr("The format; without it, the format in the division, or docx.")),
]
_WholeOption = Annotated[
    bool,
    option("--whole", tr("Write a page of the whole questionnaire; needs no report.")),
]
_StateOption = Annotated[
    str | None,
    option("--state", tr("With --whole: the State that answers."), complete=complete_state),
]


_SENT = Message("{code}: sent on {day}; --authority {code} makes the next part")
_LACKS_ANSWERED = Message(
    "{code}: sent on {day}; {places} is in none of its forms and is answered already; "
    "--authority {code} makes the next part, which has it"
)


def run(
    report: DraftArgument = None,
    to: _ToOption = None,
    authority: _AuthorityOption = None,
    format_name: _FormatOption = None,
    whole: _WholeOption = False,
    state: _StateOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Write a form, a covering note and a mail for each ministry.

    A form has the questions of the ministry with their present answers. It has nothing that you or
    another ministry marked as confidential, also where the ministry leads the question. It can be
    filled in without this tool. Send the forms yourself, and then note it with `checklist
    ministries note`. A ministry that was sent a form gets another one if questions are open that
    are in none of its forms; name it with --authority to write one in any case. `--authority
    cabinet` writes the whole report for the person who approves it; it is merged like any other
    form when it comes back.

    With --whole, one page has the whole questionnaire, for a State that answers in a browser. When
    the page comes back, `checklist answer --answers NOR-whole.html` makes a report of it.
    """
    if whole:
        if report is not None or authority or format_name not in {None, FormFormatName.HTML}:
            raise ChecklistError(
                tr(
                    "--whole writes a page of all questions: leave REPORT and "
                    "--authority out, and use no other --format than html"
                )
            )
        _write_whole(to, state, resolve(questionnaire))
        return
    if state is not None:
        raise ChecklistError(tr("--state goes with --whole; a report has its State"))
    with divided_report(report, questionnaire) as divided:
        folder = _folder(to, divided.folder.parts)
        written: list[str] = []
        lacking = {status.code: status for status in divided.statuses() if status.unsent}
        for code, ministry in _wanted(divided, authority, lacking):
            part = PartMaker(checked=divided.checked, division=divided.division).part(
                code, new_report_id()
            )
            if not part.items:
                if authority:
                    print(
                        tr("{code}: no question is asked of this ministry now", code),
                        file=sys.stderr,
                    )
                continue
            name = format_name.value if format_name else form_of_authority(ministry)
            new = lacking[code].unsent if code in lacking else ()
            _print(write_part(divided, part, folder, name, Occasion(new)))
            written.append(code)
        path = divided.folder.report
    if not written:
        raise ChecklistError(tr("no form was written: no ministry waits for one"))
    _say_what_to_do(written, path, questionnaire)


def _say_what_to_do(codes: Sequence[str], report: Path, questionnaire: str | None) -> None:
    """Say what comes next: to send the forms, and to note it."""
    following = command_line(
        tr("ministries note {codes} sent", ",".join(codes)), report, questionnaire
    )
    print(
        tr(
            "Send each form with its mail and its note. Then note which ones you sent:\n "
            " {following}",
            safe_text(following),
        ),
        file=sys.stderr,
    )


def _folder(given: Path | None, otherwise: Path) -> Path:
    """Return the folder to write to."""
    folder = given if given is not None else otherwise
    if folder.suffix and not folder.is_dir():
        raise ChecklistError(tr("--to: {folder} is not a folder", safe_text(str(folder))))
    return folder


def _write_whole(to: Path | None, state: str | None, asked: Questionnaire) -> None:
    """Write the page of the whole questionnaire."""
    try:
        code = read_state(state) if state is not None else ""
    except Refusal as refusal:
        raise ChecklistError(f"--state: {refusal}") from None
    folder = _folder(to, Path())
    make_private_folder(folder)
    path = folder / whole_name(code)
    refuse_filled_in(path, asked)
    form = whole_form(asked, code, today().isoformat(), new_report_id())
    writer.replace(path, write_html(form, is_whole=True), follows_link=False)
    number = len(form.part.items)
    name = safe_text(str(path))
    _print(trn("{path}: {count} question", "{path}: {count} questions", number, name))


def _wanted(
    divided: DividedReport, given: list[str] | None, lacking: Mapping[str, AuthorityStatus]
) -> Iterator[tuple[str, Authority]]:
    """Yield the authorities that get a form: those that are named, or all that did not end.

    Who was sent a form gets a further one if it lacks questions that nobody answered.
    """
    for code in listed_codes(given):
        yield code, divided.authority(code)
    for code, ministry in divided.division.authorities.items() if not given else ():
        has_ended = ministry.refused or ministry.given_on or ministry.cleared
        if code == OWN or has_ended:
            continue
        if ministry.sent and not (code in lacking and lacking[code].new):
            message = _SENT if code not in lacking else _LACKS_ANSWERED
            places = first_named(lacking[code].unsent) if code in lacking else ""
            day = date_in_words(ministry.sent[-1].on)
            print(tr(message, code=code, day=day, places=places), file=sys.stderr)
            continue
        yield code, ministry


def _print(line: str) -> None:
    """Print a line, which a terminal does not break within a word."""
    print(between_words(line, columns_of(sys.stdout)))
