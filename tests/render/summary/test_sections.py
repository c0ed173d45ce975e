"""The summary of the example reports, as a whole. REWRITE=1 writes it anew: read the difference."""

from dataclasses import replace
from pathlib import Path

from checklist.analysis.groups import Grouping, by_region
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import ReportReader
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import made, selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary, UncountedFile
from checklist.analysis.summary.summary import summary
from checklist.checks.batch import ReportSource
from checklist.console.page import Page
from checklist.questionnaire.loading import shipped
from checklist.render.blocks import Heading, as_lines, sections
from checklist.render.summary.sections import SECTIONS, summary_blocks
from checklist.states import BY_CODE
from tests.support.folders import EXAMPLES
from tests.support.running import assert_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"


def examples(grouping: Grouping | None = None) -> Summary:
    reader = ReportReader()
    content = ((path.name, path.read_bytes()) for path in sorted(EXAMPLES.iterdir()))
    read = (reader.read(ReportSource(Path(name), data)) for name, data in content)
    selection = made(selected(read))
    answers = Answers(QuestionnaireRows(shipped()), selection.counted, Disclosure(), grouping)
    return summary(answers, selection, [BY_CODE[code] for code in ("AUT", "NOR", "TUV")])


def test_the_examples_in_the_terminal() -> None:
    blocks = list(summary_blocks(examples()))

    assert_kept(Page.text(lambda width: as_lines(blocks, width)), SNAPSHOTS / "summary.txt")


def test_the_name_of_a_file_stays_on_one_line() -> None:
    document = examples()
    reports = [replace(one, file="a\nNote: x") for one in document.reports]
    left_out = [
        UncountedFile(
            file="b\nNote: y",
            state="",
            why="unusable",
            message="unusable",
            instead="",
            finding="",
        )
    ]

    blocks = summary_blocks(replace(document, reports=reports, left_out=left_out))

    texts = str(list(blocks))
    assert "a‹U+000A›Note: x" in texts
    assert "b‹U+000A›Note: y" in texts
    assert "\\nNote" not in texts


def test_every_section_has_something_to_tell() -> None:
    for grouping, left_out in ((None, {"groups", "unnamed"}), (by_region(), {"unnamed"})):
        blocks = list(summary_blocks(examples(grouping)))

        headings = [one.name for one in blocks if isinstance(one, Heading) and one.level == 2]

        assert headings == [name for name in SECTIONS if name not in left_out]


def test_the_examples_by_region() -> None:
    blocks = sections(summary_blocks(examples(by_region())), ["groups", "implementation"])

    assert_kept(Page.text(lambda width: as_lines(list(blocks), width)), SNAPSHOTS / "by-region.txt")


def test_a_publication_names_no_files_and_no_commands() -> None:
    found = examples()
    reports = [replace(one, invalid=1) for one in found.reports]
    internal = replace(found, reports=reports)

    shown = str(list(summary_blocks(internal)))
    published = str(list(summary_blocks(replace(internal, not_agreed=0))))

    for told in ("report-AUT.yaml", "`checklist validate`"):
        assert told in shown
        assert told not in published
    assert "do not fit their questions: 3. These answers are counted as invalid." in published
