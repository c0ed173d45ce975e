"""The letters to the States, from reports as they are checked."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt

from checklist.checks.batch import Checker, CheckResult, ReportSource
from checklist.checks.report_summary import ReportSummary
from checklist.checks.run_validator import RunValidator
from checklist.render.markdown import as_markdown
from checklist.render.report.letter import letter
from checklist.render.report.letter_points import ReportPoints
from tests.render.questionnaire.test_markdown import MARKUP
from tests.support.folders import EXAMPLES, FIXTURES, SMALL_FOLDER
from tests.support.letters import letters_as_markdown
from tests.support.markdown import tokens
from tests.support.running import assert_kept, checklist_run

SNAPSHOTS = Path(__file__).parent / "snapshots"
DAY = date(2026, 11, 25)
HEAD = """\
checklist_report: 1
questionnaire:
  id: small
  version: 1.0.0
  digest: sha256:0000000000000000000000000000000000000000000000000000000000000000
state: NOR
as_of: 2026-11-24
status: draft
revision: 1
"""
ANSWERS = """\
answers:
  treaty-status:
    value: partyy
  authority:
    value: TODO
  office:
    value: The Ministry
"""

Letters = Callable[..., Mapping[str, str]]


@pytest.fixture
def written_letters() -> Letters:
    """Return the letters on reports that are given by the names of their files."""
    checker = Checker(str(SMALL_FOLDER), with_report_summary=True)

    def written_letters(files: Mapping[str, str]) -> Mapping[str, str]:
        checked = [checker.read(ReportSource(Path(p), text.encode())) for p, text in files.items()]
        return letters_as_markdown(checked, DAY)

    return written_letters


def headings(letter: str) -> list[str]:
    return re.findall(r"^#+ (.*)$", letter, re.MULTILINE)


def test_a_letter_shows_what_was_received_what_to_clarify_and_what_is_only_a_remark(
    written_letters: Letters,
) -> None:
    (letter,) = written_letters({"inbox/report-NOR.yaml": HEAD + ANSWERS}).values()

    assert_kept(letter, SNAPSHOTS / "letter-NOR.md")


def test_all_reports_of_a_state_are_in_one_letter(written_letters: Letters) -> None:
    final = HEAD.replace("draft", "final") + ANSWERS
    files = {"a/report-NOR.yaml": HEAD + ANSWERS, "b/report-NOR-r2.yaml": final}

    written = written_letters({**files, "c.yaml": HEAD.replace("NOR", "AUT") + ANSWERS})

    assert list(written) == ["letter-AUT.md", "letter-NOR.md"]
    assert_kept(written["letter-NOR.md"], SNAPSHOTS / "letter-of-two-reports.md")


@pytest.mark.parametrize(
    ("file", "content", "letter"),
    [
        ("report-NOR.yaml", "answers: [", "letter-NOR.md"),
        ("report-nor-r2.json", "", "letter-NOR.md"),
        ("report-NOR.yaml", HEAD.replace("NOR", "SWE"), ""),
        ("notes.yaml", HEAD.replace("NOR", "SWE"), "letter-SWE.md"),
        ("report-NOR.yaml", HEAD.replace("NOR", "Norway"), "letter-NOR.md"),
        ("report-NOR.yaml", HEAD.replace("NOR", "XYZ"), ""),
        ("report-NOR.yaml", HEAD.replace("NOR", "[1]"), ""),
        ("report-XYZ.yaml", HEAD.replace("NOR", "[1]"), "letter-unknown-1.md"),
        ("notes.yaml", "- 1", "letter-unknown-1.md"),
    ],
)
def test_the_state_is_the_one_that_the_report_names_or_else_its_file(
    file: str, content: str, letter: str, written_letters: Letters
) -> None:
    assert list(written_letters({file: content})) == [letter] * bool(letter)


def test_a_letter_on_a_complete_draft_asks_for_the_final_report() -> None:
    summaries = (ReportSummary("AUT", {"status": status}, "", {}) for status in ("draft", "final"))
    draft, final = (ReportPoints("in/report-AUT.yaml", (), summary) for summary in summaries)

    alone, beside_final, only_final = (
        as_markdown(letter("Austria", reports, DAY, DAY))
        for reports in ([draft], [draft, final], [final])
    )

    assert "We have only a draft: please make it final" in alone
    assert "Nothing has to be clarified" not in alone
    assert "`checklist finalize report-AUT.yaml` makes it final" in alone
    assert alone.count("Send us the final report.") == 1
    for text in (beside_final, only_final):
        assert "Nothing has to be clarified." in text
        assert "draft only" not in text
        assert "What to do next" not in text


def test_a_letter_on_an_unfinished_draft_says_that_it_is_a_draft(
    written_letters: Letters,
) -> None:
    (letter,) = written_letters({"report-NOR.yaml": HEAD + ANSWERS}).values()

    assert "Nothing has to be clarified" not in letter
    assert "Some questions are still to be answered. We have only a draft: please" in letter


def test_a_letter_names_the_revision_of_which_there_is_only_a_draft() -> None:
    heads = [{"status": "final", "revision": "1"}, {"status": "draft", "revision": "2"}]
    first, second = (
        ReportPoints("in/report-AUT.yaml", (), ReportSummary("AUT", head, "", {})) for head in heads
    )

    text = as_markdown(letter("Austria", [first, second], DAY, DAY))

    assert "Nothing has to be clarified" not in text
    assert "We have only a draft of revision 2: please make it final" in text


def test_a_letter_as_a_word_file_has_the_same_words_in_real_styles(tmp_path: Path) -> None:
    report = tmp_path / "report-NOR.yaml"
    report.write_text(HEAD + ANSWERS)
    done = checklist_run(
        *("validate", report.name, "--questionnaire", SMALL_FOLDER, "--letter", "letters"),
        *("--letter-format", "docx", "--reply-by", "2999-12-31"),
        cwd=tmp_path,
    )

    assert done.code == 1
    document = Document(str(tmp_path / "letters" / "letter-NOR.docx"))
    styles = {
        paragraph.style.name: paragraph.text for paragraph in document.paragraphs if paragraph.style
    }
    assert styles["Notice"].startswith("Please reply by 31 December 2999.")
    assert styles["Heading 1"] == "Your report on trafficking in persons: Norway"
    assert {"Heading 2", "Heading 3", "List Bullet", "Caption"} <= styles.keys()
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells][4:] == ["0", "3", "4", "1"]
    code = [r.text for p in document.paragraphs for r in p.runs if r.style.name == "Code"]
    assert "checklist fix report-NOR.yaml" in code


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--reply-by", "2999-01-01"), "name the folder of letters"),
        (("--letter-format", "docx"), "name the folder of letters"),
        (("--letter", "new", "--reply-by", "soon"), "is not a day"),
        (("--letter", "new", "--reply-by", "2001-01-01"), "is before the day of the letter"),
    ],
)
def test_options_of_letters_that_make_no_sense_are_refused(
    words: Sequence[str], reason: str, tmp_path: Path
) -> None:
    done = checklist_run("validate", EXAMPLES, *words, cwd=tmp_path)

    assert done.code == 2
    assert reason in done.stderr
    assert not (tmp_path / "new").exists()


def test_each_report_of_an_unknown_state_has_a_letter_of_its_own(written_letters: Letters) -> None:
    written = written_letters({"one.yaml": "answers: [", "two.yaml": "- 1"})

    assert list(written) == ["letter-unknown-1.md", "letter-unknown-2.md"]
    assert "two.yaml" not in written["letter-unknown-1.md"]
    assert "which State" in written["letter-unknown-1.md"]


def test_what_could_not_be_read_for_a_reason_that_lies_here_is_in_no_letter(
    tmp_path: Path,
) -> None:
    checker = Checker(str(SMALL_FOLDER), with_report_summary=True)
    absent = ReportSource(tmp_path / "report-NOR.yaml")

    checked = [
        checker.read(absent),
        checker.lost(absent),
        CheckResult(checker.lost(absent).findings),
    ]

    assert letters_as_markdown(checked, DAY) == {}


def test_a_letter_does_not_tell_where_the_files_lie(written_letters: Letters) -> None:
    (letter,) = written_letters({"/home/analyst/inbox/report-NOR.yaml": HEAD + ANSWERS}).values()

    assert "report-NOR.yaml" in letter
    assert "analyst" not in letter


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (HEAD + ANSWERS, "`checklist fix 'report NOR.yaml'`"),
        (HEAD.replace("draft", "final") + ANSWERS, "can be read, but it has no seal"),
        (HEAD + "colour: red\n" + ANSWERS, "cannot be opened by the program"),
        (HEAD + ANSWERS + "  office: 1\n", "cannot be opened by the program"),
    ],
    ids=["draft", "final without seal", "head", "twice the same key"],
)
def test_the_advice_is_what_the_program_can_do_with_the_file(
    content: str, advice: str, written_letters: Letters
) -> None:
    (letter,) = written_letters({"report NOR.yaml": content}).values()

    assert advice in letter


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("answers: [", "One place in the file is damaged, or not as the program writes it."),
        (
            HEAD.replace("state:", "stat:").replace("as_of:", "on:"),
            "places in the file are damaged",
        ),
        ("PK\x03\x04 \x00", "This is a file of another kind, such as a Word file"),
        (HEAD + f'seal: "sha256-salted:{"0" * 64}"\n' + ANSWERS, "has the seal of a final report"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_words_and_its_lines_at_the_end(
    content: str, said: str, written_letters: Letters
) -> None:
    (letter,) = written_letters({"report-NOR.yaml": content}).values()

    before, behind = letter.split("## For a technical colleague")
    assert said in before
    assert not re.search(r"line \d|\b[SR]\d{3}\b|YAML|\bkey\b", before)
    assert re.search(r"`report-NOR.yaml`, lines? [\d, ]+, [SR]\d{3}: ", behind)


def test_a_draft_that_should_be_final_is_to_be_finalized() -> None:
    checker = Checker(str(SMALL_FOLDER), final_only=True, with_report_summary=True)
    checked = checker.read(ReportSource(Path("report-NOR.yaml"), (HEAD + ANSWERS).encode()))

    (letter,) = letters_as_markdown([checked], DAY).values()

    assert "Only final reports are accepted" in letter
    assert "`report-NOR.yaml` is a draft" in letter


def test_foreign_text_stays_text(written_letters: Letters) -> None:
    hostile = f"{MARKUP} `</script><script>alert(1)</script> ![x](http://a.example) &lt; \x7f"
    content = HEAD + f"answers:\n  {hostile!r}:\n    value: 1\n  office:\n    {hostile!r}: 1\n"
    plain = HEAD + "answers:\n  other:\n    value: 1\n  office:\n    other: 1\n"

    (letter,) = written_letters({f"{MARKUP}.yaml": content.replace("\\x7f", "")}).values()
    (expected,) = written_letters({"plain.yaml": plain}).values()

    def markup(text: str) -> list[str]:
        inner = [child for token in tokens(text) for child in (token.children or [token])]
        return [
            child.type for child in inner if child.type not in {"text", "code_inline", "softbreak"}
        ]

    assert markup(letter) == markup(expected)


@pytest.mark.parametrize(
    "key",
    [
        "``<img src=x>",
        "`` `<img src=x>",
        "`[a](http://a.example)`",
        "``` ```[a](http://a.example)",
        "\\`<b>\\`",
        "`a``<b>`c",
        "![t](http://a.example/t.png)``",
    ],
)
def test_back_quotes_in_what_is_quoted_let_no_markup_in(key: str, written_letters: Letters) -> None:
    content = HEAD + f"answers:\n  {json.dumps(key)}:\n    value: 1\n"

    (letter,) = written_letters({"report-NOR.yaml": content}).values()

    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(letter)
    assert not re.search("<(img|b|a)[ >]", rendered), rendered


def test_more_findings_than_are_reported_are_counted(written_letters: Letters) -> None:
    unknown = "".join(f"  other-{number}:\n    value: 1\n" for number in range(150))

    (letter,) = written_letters({"report-NOR.yaml": HEAD + "answers:\n" + unknown}).values()

    assert re.search(r"In report-NOR\.yaml: and \d+ more findings\.", letter)
    assert "S000" not in letter


def test_a_report_without_findings_gets_thanks(written_letters: Letters) -> None:
    uganda = FIXTURES / "reports" / "report-UGA.yaml"
    checked = Checker(with_report_summary=True).read(ReportSource(uganda))

    (letter,) = letters_as_markdown([checked], DAY).values()

    assert "Thank you" in letter
    assert "Nothing has to be clarified." in letter
    assert headings(letter) == [
        "Your report on trafficking in persons: Uganda",
        "What was received",
    ]


def test_no_letter_shows_a_state_to_correct_and_each_that_asks_has_a_day_for_the_reply(
    written_letters: Letters,
) -> None:
    final = HEAD.replace("draft", "final") + ANSWERS
    files = {"report-NOR.yaml": HEAD + ANSWERS, "report-SWE.yaml": "answers: [", "x.yaml": final}

    written = written_letters(files)

    assert list(written) == ["letter-NOR.md", "letter-SWE.md"]
    for text in written.values():
        assert not re.search(r"\b[Mm]end", text)
        assert "Please reply by 25 December 2026." in text


def test_what_cannot_be_used_is_distinguished_from_what_is_unclear(
    written_letters: Letters,
) -> None:
    (unreadable,) = written_letters({"report-SWE.yaml": "answers: ["}).values()
    (unclear,) = written_letters({"report-NOR.yaml": HEAD + ANSWERS}).values()

    assert "Technical points: 1." in unreadable
    assert "once you send a file that can be used" in unreadable
    assert "Clarifications requested" not in headings(unreadable)
    assert "Clarifications requested: report-NOR.yaml" in headings(unclear)
    assert "Technical points" not in headings(unclear)


def test_the_letter_on_another_questionnaire_names_both_as_a_diplomat_can_read_them(
    tmp_path: Path,
) -> None:
    example = (FIXTURES / "reports" / "report-UGA.yaml").read_text("utf-8")
    path = tmp_path / "report-UGA.yaml"
    path.write_text(example.replace("id: ctoc-cop-2010-6", "id: coast"), "utf-8")
    checked = Checker("ctoc-cop-2010-6", with_report_summary=True).read(ReportSource(path))

    (letter,) = letters_as_markdown([checked], DAY, [], date(2027, 3, 3)).values()

    assert (
        "The report answers another questionnaire, “coast”; the one expected is “Trafficking in "
        "persons: self-assessment of a State” (“ctoc-cop-2010-6”)."
    ) in letter


def test_without_a_reply_a_final_report_with_open_points_is_counted_as_received() -> None:
    case = FIXTURES / "rules" / "R030" / "violating"
    checker = Checker(str(SMALL_FOLDER), with_report_summary=True)
    run = RunValidator(checker, map(ReportSource, sorted(case.iterdir())))
    checked = list(run.one_by_one())

    (letter,) = letters_as_markdown(checked, DAY, run.together(), date(2027, 3, 3)).values()

    assert "Please reply by 3 March 2027. Without a reply the report is counted as received." in (
        letter
    )
