"""What changed, in every format that people or programs read."""

import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from checklist.analysis.comparison.comparison import Comparison, Transitions
from checklist.analysis.comparison.document import (
    CodeEntry,
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
from checklist.analysis.rows.report_reader import LeftOut
from checklist.analysis.rows.report_rows import Disclosure
from checklist.checks.validator import Validator
from checklist.commands.shared.document_output import written
from checklist.files.reader import Document, parse, read
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Table, as_lines
from checklist.render.comparison.document import (
    comparison_document,
    opening_blocks,
)
from checklist.render.comparison.json import as_json
from tests.analysis.comparison.comparing import ASKED, data
from tests.support import tiny
from tests.support.folders import TEMPORARY
from tests.support.later_reports import EARLIER, LATER
from tests.support.pages import flat, on_page
from tests.support.running import assert_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"
HOSTILE = (
    "\x1b[2J\u202e\u2066<script>alert(1)</script> *a* `b` [c](d) | ~~e~~ **f** [-g-] {+h+}\r\n- i"
)
SHOWN = Disclosure(confidential=True, contacts=True)


VIEWS = ("html", "docx")


def on_terminal(
    comparison: Comparison, width: int = 80, *, are_many: bool = True, **more: Any
) -> str:
    document = comparison_document(comparison, are_many=are_many)
    return on_page([*as_lines(document.blocks, width)], width, **more)


def as_file(comparison: Comparison, view: str, *, are_many: bool = True) -> Any:
    return written(comparison_document(comparison, are_many=are_many), view)


def as_page(comparison: Comparison, *, are_many: bool = True) -> str:
    return str(as_file(comparison, "html", are_many=are_many))


def examples(*files: str) -> Comparison:
    """Compare example reports: those of these names, or both folders."""
    asked = shipped()

    def side(which: str, folder: Path) -> Reports:
        paths = [folder / name for name in files] or sorted(folder.iterdir())
        return Reports.of(
            Side(which),
            (
                UsableReport.of(
                    read(path, name=path.relative_to(TEMPORARY).as_posix()), Validator(asked)
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
        return Reports.of(
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


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("comparison-UGA.txt", lambda found: on_terminal(found, are_many=False)),
        ("comparison-UGA-60.txt", lambda found: on_terminal(found, 60, are_many=False)),
        ("comparison-UGA.json", as_json),
        (
            "comparison-UGA.html",
            lambda found: without_questions(as_page(found, are_many=False)),
        ),
    ],
)
def test_two_reports_as_a_whole(name: str, made: Callable[[Comparison], str]) -> None:
    assert_kept(made(examples("report-UGA.yaml")), SNAPSHOTS / name)


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("comparison-all.txt", on_terminal),
        ("comparison-all.html", lambda found: body(as_page(found))),
    ],
)
def test_two_folders_as_a_whole(name: str, made: Callable[[Comparison], str]) -> None:
    assert_kept(made(examples()), SNAPSHOTS / name)


WORD = re.compile(r"[\w./-]*\w")


def words_of(document: Any) -> set[str]:
    """Return the words of a document in any format, without its markup."""
    if isinstance(document, bytes):
        paragraphs = docx.Document(io.BytesIO(document)).element.body.iter(qn("w:p"))
        texts = ["".join(one.text or "" for one in x.iter(qn("w:t"))) for x in paragraphs]
        return {*WORD.findall(" ".join(texts))}
    if document.startswith("<!DOCTYPE"):
        document = " ".join(text for _, text in Elements(document).texts)
    return {*WORD.findall(re.sub(r"\\|\[-|-\]|~~", " ", document))}


@pytest.mark.sampled
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("file", ["", "report-UGA.yaml"])
def test_every_format_has_every_word_of_what_changed(file: str, view: str) -> None:
    found = examples(*filter(None, [file]))
    told = [
        text
        for report in found.reports
        for head in (report.old, report.new)
        for text in (report.name, head.file, head.as_of, head.version, head.status)
    ]
    for report in found.reports:
        for question in report.differences:
            told += [question.question, question.number, question.ask, *question.recommendations]
            for change in question.changes:
                told += change.label
                told += [one.text for one in (*change.before, *change.after)]
                told += [one.text for one in change.words]
    if not file:
        told += [text for one in found.alone for text in (one.name, one.file)]
        told += [text for one in found.transitions for text in (one.ask, one.label)]
        told += [
            code.text
            for one in found.transitions
            for change in one.changes
            for code in (change.before, change.after)
        ]

    missing = {*WORD.findall(" ".join(told))} - words_of(as_file(found, view, are_many=not file))

    assert missing == set()
    assert len(told) > 140


def test_the_page_of_one_state_has_its_questions_as_the_page_of_all_has_them() -> None:
    alone = [*Elements(as_page(examples("report-UGA.yaml"), are_many=False)).texts]

    together = [*Elements(as_page(examples())).texts]

    asked = [text for tag, text in alone if tag == "h3" and text.strip()]
    assert len(asked) == 15
    assert {*asked} <= {text for tag, text in together if tag == "h3"}


@pytest.mark.sampled
@pytest.mark.parametrize("view", VIEWS)
def test_transitions_tell_how_many_States_are_where_they_were(view: str) -> None:
    found = examples()
    (one,) = [one for one in found.transitions if one.question == "ratification-status"]

    assert (one.unchanged, one.not_shown) == (1, 0)
    assert {*WORD.findall(f"{one.ask} Unchanged")} <= words_of(as_file(found, view))


# The terminal


def test_signs_alone_say_what_is_gone_and_new_and_styles_say_it_again() -> None:
    found = little({"words": {"value": "one two"}}, {"words": {"value": "one three"}})

    plain = on_terminal(found, are_many=False)
    styled = on_terminal(found, are_many=False, force_terminal=True, color_system="standard")

    assert "  - one [-two-] {+three+}\n" in plain
    assert "  - one \x1b[31m[-two-]\x1b[0m \x1b[32m{+three+}\x1b[0m\n" in styled


def test_words_that_look_like_signs_are_told_apart() -> None:
    found = little({"words": {"value": "{+a+} [-b-] c"}}, {"words": {"value": "{+a+} [-b-] d"}})

    text = on_terminal(found, are_many=False)

    assert "  - {\\+a+\\} [\\-b-\\] [-c-] {+d+}\n" in text


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
        Reports.of(
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
    text = on_terminal(hostile())

    assert "\x1b" not in text
    assert not {"\u202e", "\u2066", "\r"} & set(text)
    assert [line for line in text.splitlines() if line.startswith("- i")] == []


def test_the_name_of_a_file_stays_on_its_line() -> None:
    found = little({}, {}, name="a\nb.json:1:1: R999.json")

    text = flat(on_terminal(found, are_many=False))

    assert text.count(" (a‹U+000A›b.json:1:1: R999.json) ") == 2


def test_a_word_file_has_the_questions_as_rows_and_marks_what_is_gone_and_new() -> None:
    two, all_of_them = (
        docx.Document(io.BytesIO(as_file(examples(*files), "docx", are_many=not files)))
        for files in (["report-UGA.yaml"], [])
    )

    table = two.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Question", "Answer"]
    paragraphs = [one for row in table.rows for cell in row.cells for one in cell.paragraphs]
    runs = [run for one in paragraphs for run in one.runs]
    styles = {run.style.name for run in runs if run.style is not None}
    assert {"Gone", "New"} <= styles
    captions = [p.text for p in all_of_them.paragraphs if p.style and p.style.name == "Caption"]
    assert captions[-1] == "Changed answers by set"
    assert captions[0] == "Answers before and after: Universal adherence"
    assert len(captions) == 5


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
        return Transitions(
            "a" + number, number, "How far?", row, entries, answers, "training", 4, 1
        )

    grids = [
        grid("1.1", "Police", (known, partly), (known, all_of_it), (partly, all_of_it)),
        grid("1.1", "Courts", (known, all_of_it)),
        grid("1.2", "", (partly, known)),
    ]
    monkeypatch.setattr(Comparison, "transitions", grids)

    others = ["Unchanged (4)", "Not compared, or confidential (1)"]
    blocks = opening_blocks(examples(), are_many=True)
    *_, in_word, _ = (one for one in blocks if isinstance(one, Table))

    assert in_word.rows == [
        (
            ["1.1 How far?", "Police"],
            ["Not known → Partly (2), Wholly (2)", "Partly → Wholly (2)", *others],
        ),
        ("1.1 Courts", ["Not known → Wholly (2)", *others]),
        ("1.2 How far?", ["Partly → Not known (2)", *others]),
    ]


def test_every_format_tells_the_same_counts() -> None:
    found = examples()
    summary = json.loads(as_json(found))["summary"]

    text = flat(on_terminal(found))

    assert summary["states"] == 2
    assert f"All sets: Answers changed: {summary['answers']};" in text
    counts = re.findall(r" → [^()|]*?\((\d+)\)", text.partition("Changed answers by set")[0])
    assert sum(map(int, counts)) == sum(one["states"] for one in summary["transitions"]) == 6


def test_nothing_that_changed_is_said_in_one_line() -> None:
    found = little({"words": {"value": "one"}}, {"words": {"value": "one"}})

    assert "Changed: 0 of 13 questions." in on_terminal(found, are_many=False)


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
        *("summary", "script", "code"),
    ]
)


def test_hostile_content_is_no_markup_of_the_page() -> None:
    page = as_page(hostile())
    elements = Elements(page)

    assert {tag for tag, _ in elements.found} <= OURS
    names = {name for _, attributes in elements.found for name in attributes}
    assert names <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "href", "id"),
        *("tabindex", "scope", "role", "aria-label", "aria-labelledby", "colspan", "hidden"),
        *("data-theme", "data-kind", "data-state", "value", "type"),
    }
    assert [tag for tag, _ in elements.found].count("script") == 1  # the page's own
    links = [attributes["href"] or "" for tag, attributes in elements.found if tag == "a"]
    assert all(link.startswith("#") for link in links)
    assert "<script>alert(1)</script>" in "".join(text for _, text in elements.texts)
    assert not {"\x1b", "\u202e", "\u2066", "\r"} & set(page)


def test_the_page_lets_only_its_own_script_run_and_loads_nothing() -> None:
    elements = Elements(as_page(examples("report-UGA.yaml"), are_many=False))

    (policy,) = [
        attributes["content"] or ""
        for _, attributes in elements.found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert re.search("script-src 'sha256-[^' ]+'; ", policy)


def test_the_page_marks_what_is_gone_and_new_also_for_who_does_not_see_it() -> None:
    found = little({"words": {"value": "one two"}}, {"words": {"value": "one three"}})

    page = as_page(found, are_many=False)

    assert '<del><span class="unseen">gone: </span>two</del>' in page
    assert '<ins><span class="unseen">new: </span>three</ins>' in page


def test_each_state_has_a_heading_that_its_link_leads_to() -> None:
    elements = Elements(as_page(examples()))

    ids = [attributes.get("id") for tag, attributes in elements.found if tag == "h2" and attributes]
    links = [attributes["href"] for tag, attributes in elements.found if tag == "a"]
    ids = [one for one in ids if one]
    assert {f"#{one}" for one in ids} == {*links[1:]}
    assert links[1:] == ["#counts", "#left-out", "#method", "#state-TUV", "#state-UGA"]
