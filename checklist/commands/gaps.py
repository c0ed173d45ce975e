"""`checklist gaps`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from checklist.analysis.rows.report_selection import ALWAYS
from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.cycle_options import (
    CycleOption,
    SinceOption,
    UntilOption,
    within,
)
from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.findings_output import refuse_overwriting
from checklist.commands.shared.output_format import (
    FORMAT_OR_ENDING,
    OutputOption,
    endings_of,
    resolve_format,
)
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, ReportArgument, resolve_report_path
from checklist.commands.shared.report_inputs import only_report
from checklist.commands.shared.report_of_cycle import report_of_cycle
from checklist.console.page import Page
from checklist.files.save_notices import add_notice
from checklist.render.blocks import as_lines, as_markdown
from checklist.render.gaps.document import gaps_blocks
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import safe_text


class GapsFormat(StrEnum):
    """The formats of the gaps."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


def run(
    report: ReportArgument = None,
    format_name: Annotated[GapsFormat | None, FORMAT_OR_ENDING] = None,
    output: OutputOption = None,
    cycle: CycleOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    no_pager: NoPagerOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show what is not in place, which help is wanted, and what is announced.

    For the State's own use: by recommendation, in plain words, with confidential answers. The first
    lines say that the output is not for publication. If a folder has several reports of the State,
    --cycle, --since and --until choose the latest revision in that time.
    """
    wanted = within([cycle], since, until)
    if wanted == ALWAYS:
        path = only_report(resolve_report_path(report, ANY))
    else:
        path = report_of_cycle(report, wanted, questionnaire)
    refuse_overwriting(output, path)
    view = resolve_format(format_name, output, GapsFormat.TEXT)
    document = read_report(path)
    assert isinstance(document.data, dict)
    checked, _ = check_structure(document.data, resolve_for_report(document, questionnaire))
    if view is GapsFormat.TEXT and output is None:
        page = Page.of_output()
        lines = list(as_lines(gaps_blocks(checked, document.data), page.width))
        print_lines(lines, page, with_pager=not no_pager)
        return
    new = path.with_name(f"{path.stem}.gaps{endings_of(view)[0]}")
    write_document(_text(checked, document.data, view), output, instead_of_terminal=new)
    if output is not None:
        add_notice(f"The file {safe_text(str(output))} was written.")


def _text(checked: CheckedReport, data: Mapping[str, Any], view: GapsFormat) -> str | bytes:
    blocks = gaps_blocks(checked, data)
    if view is GapsFormat.MARKDOWN:
        return as_markdown(blocks)
    if view is GapsFormat.DOCX:
        from checklist.render.gaps.docx import as_docx

        return as_docx(checked, data)
    if view is GapsFormat.TEXT:
        return Page.text(lambda width: as_lines(blocks, width))
    from checklist.render.gaps.html import as_html  # the library of pages is needed here only

    return as_html(checked, data)
