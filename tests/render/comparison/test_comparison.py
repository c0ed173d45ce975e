"""What changed, in every format that people or programs read."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    AnswerStatus,
    CodeEntry,
    Kind,
    Side,
    TransitionEntry,
)
from checklist.analysis.comparison.many_reports import (
    Comparer,
    Reports,
    compare_all,
    compare_two,
)
from checklist.analysis.comparison.report_pair import UsableReport
from checklist.analysis.comparison.transitions import Transitions
from checklist.analysis.rows.report_reader import LeftOut
from checklist.analysis.rows.report_rows import Disclosure
from checklist.checks.validator import Validator
from checklist.files.reader import Document, parse, read
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.shipped_files import schema_folder
from checklist.render.blocks import Table
from checklist.render.comparison.count_tables import count_tables
from checklist.render.comparison.document import reports_blocks
from checklist.render.comparison.docx import report_as_docx, reports_as_docx
from checklist.render.comparison.html import report_as_html, reports_as_html
from checklist.render.comparison.json import as_json
from checklist.render.comparison.markdown import (
    report_as_markdown,
    reports_as_markdown,
    section_as_markdown,
)
from checklist.render.comparison.terminal import many_reports, one_report
from tests.analysis.comparison.comparing import ASKED, data
from tests.support import tiny
from tests.support.folders import ROOT
from tests.support.later_reports import EARLIER, LATER
from tests.support.markdown import tokens
from tests.support.pages import on_page
from tests.support.running import assert_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"
HOSTILE = (
    "\x1b[2J\u202e\u2066<script>alert(1)</script> *a* `b` [c](d) | ~~e~~ **f** [-g-] {+h+}\r\n- i"
)
SHOWN = Disclosure(confidential=True, contacts=True)


def as_text(comparison: Comparison) -> str:
    return on_page([*many_reports(comparison)])


def examples(*files: str) -> Comparison:
    """Compare example reports: those of these names, or both folders."""
    asked = shipped()

    def side(which: str, folder: Path) -> Reports:
        paths = [folder / name for name in files] or sorted(folder.iterdir())
        return Reports(
            Side(which),
            (
                UsableReport.of(
                    read(path, name=path.relative_to(ROOT).as_posix()), Validator(asked)
                )
                for path in paths
            ),
        )

    return (compare_two if files else compare_all)(
        side("old", EARLIER), side("new", LATER), Comparer(asked)
    )


def little(old: Any, new: Any, asked: Questionnaire = ASKED, name: str = "a.json") -> Comparison:
    """Compare little drafts of Austria with these answers."""

    def side(which: str, answers: Any) -> Reports:
        return Reports(
            Side(which),
            [UsableReport.of(document(data(answers, asked), name), Validator(asked))],
            drafts=True,
        )

    return compare_all(side("old", old), side("new", new), Comparer(asked, shown=SHOWN))


def usable(held: Any, name: str, asked: Questionnaire | None = None) -> UsableReport | LeftOut:
    return UsableReport.of(document(held, name), Validator(asked or HOSTILE_ASKED))


def document(held: Any, name: str) -> Document:
    return parse(json.dumps(held).encode(), name)


def body(page: str) -> str:
    """Return a page without its head and its script, which are those of all pages."""
    return re.sub("<script>.*?</script>", "", page[page.index("<body") :], flags=re.DOTALL)


def questions(page: str) -> str:
    """Return the part of a page from its first changed question to the end of its last."""
    end = "</div>\n</div>\n"
    return page[page.index('<div class="asked"') : page.rindex(end) + len(end)]


def without_questions(page: str) -> str:
    """Return the body of a page of one State without its questions, which the page of all has."""
    return body(page).replace(questions(page), "")


# The examples as a whole. After a change that is meant, REWRITE=1 writes them anew.


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("comparison-UGA.txt", lambda found: on_page([*one_report(found.reports[0])])),
        ("comparison-UGA-60.txt", lambda found: on_page([*one_report(found.reports[0])], 60)),
        ("comparison-UGA.md", lambda found: report_as_markdown(found.reports[0])),
        ("comparison-UGA.json", as_json),
        ("comparison-UGA.html", lambda found: without_questions(report_as_html(found.reports[0]))),
    ],
)
def test_two_reports_as_a_whole(name: str, written: Callable[[Comparison], str]) -> None:
    assert_kept(written(examples("report-UGA.yaml")), SNAPSHOTS / name)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("comparison-all.txt", as_text),
        ("comparison-all.md", reports_as_markdown),
        ("comparison-all.html", lambda found: body(reports_as_html(found))),
    ],
)
def test_two_folders_as_a_whole(name: str, written: Callable[[Comparison], str]) -> None:
    assert_kept(written(examples()), SNAPSHOTS / name)


def test_sections_that_the_comparer_wrote_stand_in_the_output_as_others_do() -> None:
    found = examples()
    written = replace(
        found, sections={one.state: section_as_markdown(one) for one in found.reports}
    )
    other = replace(found, sections={"TUV": "## Of another process\n"})

    assert reports_as_markdown(written) == reports_as_markdown(found)
    assert "\n\n## Of another process\n\n## What changed: Uganda" in reports_as_markdown(other)


def test_the_page_of_one_state_has_its_questions_as_the_page_of_all_has_them() -> None:
    alone = report_as_html(examples("report-UGA.yaml").reports[0])

    together = reports_as_html(examples())

    assert questions(alone).replace("h2>", "h3>") in together


def test_a_grid_tells_how_many_States_are_where_they_were() -> None:
    found = examples()
    (one,) = [one for one in found.transitions if one.question == "ratification-status"]

    page = " ".join(reports_as_html(found).split())

    assert (one.unchanged, one.not_shown) == (1, 0)
    assert len(one.changes) == 1 and sum(change.states for change in one.changes) == 1
    (grid,) = re.findall(f"<caption>{one.number} .*?</table>", page)
    assert '<th scope="row" colspan="1">Unchanged</th><td>1</td>' in grid


# The terminal


def test_signs_alone_say_what_is_gone_and_new_and_styles_say_it_again() -> None:
    found = little({"words": {"value": "one two"}}, {"words": {"value": "one three"}})
    lines = [*one_report(found.reports[0])]

    plain, styled = on_page(lines), on_page(lines, force_terminal=True, color_system="standard")

    assert "    one [-two-] {+three+}\n" in plain
    assert "    one \x1b[31m[-two-]\x1b[0m \x1b[32m{+three+}\x1b[0m\n" in styled


def test_words_that_look_like_signs_are_told_apart() -> None:
    found = little({"words": {"value": "{+a+} [-b-] c"}}, {"words": {"value": "{+a+} [-b-] d"}})

    text = on_page([*one_report(found.reports[0])])

    assert "    {\\+a+\\} [\\-b-\\] [-c-] {+d+}\n" in text


# Hostile content


HOSTILE_ASKED = tiny.questionnaire(
    [
        {"id": "words", "type": "text"},
        tiny.LAWS,
        {"id": "contact", "type": "contact"},
    ]
)


def hostile() -> Comparison:
    """Compare reports whose every text and name is hostile."""
    texts = HOSTILE.replace("\x1b", "").replace("\r", "")  # what a file can hold

    def answers(word: str) -> Any:
        name = {"name": {"value": texts}, "title": {"value": word + texts, "note": texts + word}}
        return {
            "words": {"value": texts + word + texts, "note": word + texts, "answered_by": "x"},
            "laws": {"value": [name, {"name": {"value": texts + word}}]},
            "contact": {"value": {"office": f"{word} [a](b) <b>"}},
            f"gone-{texts}": {"value": word},
        }

    old, new = (
        Reports(
            which,
            [
                usable(data(answers(which), HOSTILE_ASKED), f"{which}{HOSTILE}.json"),
                usable(data({}, HOSTILE_ASKED, state="NOR"), f"{which}{HOSTILE}.json"),
                usable(data({}, HOSTILE_ASKED, state="NOR"), f"{which}{HOSTILE}.json"),
                usable(data({}, HOSTILE_ASKED, state=which + texts), f"{which}{HOSTILE}.json"),
                usable({texts: 1}, f"{which}{HOSTILE}.json"),
                usable(data({}, HOSTILE_ASKED, state=alone), f"{which}{HOSTILE}.json"),
                usable(data({}, HOSTILE_ASKED, state=alone, revision=2), f"{HOSTILE}2.json"),
            ],
            drafts=True,
        )
        for which, alone in ((Side.OLD, "FJI"), (Side.NEW, "TON"))
    )
    return compare_all(old, new, Comparer(HOSTILE_ASKED, shown=SHOWN))


def test_hostile_content_does_nothing_to_a_terminal() -> None:
    text = on_page([*many_reports(hostile())])

    assert "\x1b" not in text
    assert not {"\u202e", "\u2066", "\r"} & set(text)
    assert [line for line in text.splitlines() if line.startswith("- i")] == []


def test_the_name_of_a_file_stays_on_its_line() -> None:
    found = little({}, {}, name="a\nb.json:1:1: R999.json")

    text = on_page([*one_report(found.reports[0])])

    assert text.count("\n    a‹U+000A›b.json:1:1: R999.json\n") == 2


def test_hostile_content_is_no_markdown() -> None:
    found = tokens(reports_as_markdown(hostile()))
    inline = [child for token in found for child in token.children or ()]

    assert {token.type for token in found} <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
        *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
    }
    assert {child.type for child in inline} <= {
        *("text", "text_special", "code_inline", "softbreak"),
        *("strong_open", "strong_close", "s_open", "s_close"),
    }
    assert not {"\x1b", "\u202e", "\u2066", "\r"} & set(reports_as_markdown(hostile()))


def test_what_is_gone_and_new_is_struck_out_and_bold() -> None:
    cases = [("one two", "one three"), ("签署了公约。", "批准了公约!"), ("(a) b", "(c) b")]
    for old, new in cases:
        report = little({"words": {"value": old}}, {"words": {"value": new}}).reports[0]
        items = report_as_markdown(report).split("\\)\n\n")[-1].split("`words`)\n\n")[-1]

        inline = [child.type for token in tokens(items) for child in token.children or ()]

        assert inline.count("s_open") == items.count("~~") / 2 >= 1, items
        assert inline.count("strong_open") == items.count("**") / 2 >= 1, items


def test_a_word_file_has_the_questions_as_rows_and_marks_what_is_gone_and_new() -> None:
    two = docx.Document(io.BytesIO(report_as_docx(examples("report-UGA.yaml"))))
    all_of_them = docx.Document(io.BytesIO(reports_as_docx(examples())))

    (table,) = two.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Question", "Answer"]
    paragraphs = [one for row in table.rows for cell in row.cells for one in cell.paragraphs]
    runs = [run for one in paragraphs for run in one.runs]
    styles = {run.style.name for run in runs if run.style is not None}
    assert {"Gone", "New"} <= styles
    captions = [p.text for p in all_of_them.paragraphs if p.style and p.style.name == "Caption"]
    assert captions == ["C1 Changed answers by set", "C2 Answers before and after"]


def test_the_words_of_a_question_stand_once_in_the_table_of_changes_of_a_word_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known, partly, all_of_it = (CodeEntry(one, one) for one in ("Not known", "Partly", "Wholly"))

    def grid(number: str, row: str, *changes: tuple[CodeEntry, CodeEntry]) -> Transitions:
        entries = [
            TransitionEntry(question="a", row="", before=old, after=new, states=2)
            for old, new in changes
        ]
        answers = [known, partly, all_of_it]
        return Transitions("a" + number, number, "How far?", row, entries, answers, "part", 4, 1)

    grids = [
        grid("1.1", "Police", (known, partly), (known, all_of_it), (partly, all_of_it)),
        grid("1.1", "Courts", (known, all_of_it)),
        grid("1.2", "", (partly, known)),
    ]
    monkeypatch.setattr(Comparison, "transitions", grids)

    others = ["Unchanged (4)", "Not compared, or confidential (1)"]
    *_, in_word = (one for one in reports_blocks(examples()) if isinstance(one, Table))
    _, in_manifest = count_tables(examples())

    assert in_word.rows == [
        (
            ["1.1 How far?", "Police"],
            ["Not known → Partly (2), Wholly (2)", "Partly → Wholly (2)", *others],
        ),
        (["1.1", "Courts"], ["Not known → Wholly (2)", *others]),
        ("1.2 How far?", ["Partly → Not known (2)", *others]),
    ]
    asked = [row[0] for row in in_manifest.rows]
    assert asked == [*["1.1 How far?"] * 4, "1.2 How far?"]


def test_json_is_ascii_and_fits_the_published_schema() -> None:
    schema = json.loads((schema_folder() / "comparison.schema.json").read_text("utf-8"))
    for found in (hostile(), examples(), examples("report-UGA.yaml")):
        text = as_json(found)

        jsonschema.Draft202012Validator(schema).validate(json.loads(text))

        assert text.isascii()


def test_the_schema_knows_every_kind_of_change() -> None:
    schema = json.loads((schema_folder() / "comparison.schema.json").read_text("utf-8"))

    assert schema["$defs"]["Kind"]["enum"] == [*Kind]
    assert schema["$defs"]["AnswerStatus"]["enum"] == [*AnswerStatus]


def test_every_format_tells_the_same_counts() -> None:
    found = examples()
    summary = json.loads(as_json(found))["summary"]

    text, markdown = as_text(found), reports_as_markdown(found)

    assert summary["states"] == 2
    assert f"All sets: answers changed {summary['answers']}," in text
    assert f"\n| All sets | {summary['answers']} | {summary['kinds']['standing']} |" in markdown
    rows = [line for line in markdown.splitlines() if line.startswith(("| 1.", "| 2.", "| 3."))]
    assert sum(one["states"] for one in summary["transitions"]) == len(
        [line for line in text.splitlines() if line.endswith((" 1 State", "       State"))]
    )
    assert rows


def test_nothing_that_changed_is_said_in_one_line() -> None:
    found = little({"words": {"value": "one"}}, {"words": {"value": "one"}})

    assert "Changed: 0 of 13 questions." in on_page([*one_report(found.reports[0])])
    assert "Changed: 0 of 13 questions." in report_as_markdown(found.reports[0])


# The page


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of those that are of one kind."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append((self.found[-1][0] if self.found else "", data))


OURS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "h1",
        "p",
        "del",
        "ins",
        "strong",
        "nav",
        "ul",
        "li",
        "main",
        "h2",
        "h3",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "section",
        "dl",
        "dt",
        "dd",
        "br",
        "span",
        "b",
        "footer",
        *("form", "label", "select", "option", "button", "output", "caption", "details"),
        *("summary", "script"),
    ]
)


def test_hostile_content_is_no_markup_of_the_page() -> None:
    page = reports_as_html(hostile())
    elements = Elements(page)

    assert {tag for tag, _ in elements.found} <= OURS
    names = {name for _, attributes in elements.found for name in attributes}
    assert names <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "href", "id"),
        *("tabindex", "scope", "role", "aria-label", "aria-labelledby", "colspan", "hidden"),
        *("data-theme", "data-kinds", "data-state", "value", "type"),
    }
    assert [tag for tag, _ in elements.found].count("script") == 1  # the page's own
    links = [attributes["href"] or "" for tag, attributes in elements.found if tag == "a"]
    assert all(link.startswith("#") for link in links)
    assert "<script>alert(1)</script>" in "".join(text for _, text in elements.texts)
    assert not {"\x1b", "\u202e", "\u2066", "\r"} & set(page)


def test_the_page_lets_only_its_own_script_run_and_loads_nothing() -> None:
    elements = Elements(report_as_html(examples("report-UGA.yaml").reports[0]))

    (policy,) = [
        attributes["content"] or ""
        for _, attributes in elements.found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert re.search("script-src 'sha256-[^' ]+'; ", policy)


def test_the_page_marks_what_is_gone_and_new_also_for_who_does_not_see_it() -> None:
    found = little({"words": {"value": "one two"}}, {"words": {"value": "one three"}})

    page = report_as_html(found.reports[0])

    assert '<del><span class="unseen">gone: </span>two</del>' in page
    assert '<ins><span class="unseen">new: </span>three</ins>' in page


def test_each_state_has_a_heading_that_its_link_leads_to() -> None:
    elements = Elements(reports_as_html(examples()))

    ids = [attributes.get("id") for tag, attributes in elements.found if tag == "h2" and attributes]
    links = [attributes["href"] for tag, attributes in elements.found if tag == "a"]
    ids = [one for one in ids if one]
    assert {f"#{one}" for one in ids} == {*links[2:]}
    assert (links[1], len(ids)) == ("#transitions", 3)
