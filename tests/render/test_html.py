"""What every page has in common, and a real browser that shows one full of foreign text."""

import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import CodeType

import pytest
from jinja2 import Environment, UndefinedError

from checklist.questionnaire.program_texts import catalogues
from checklist.render import html
from checklist.render.blocks import (
    Blanks,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Quote,
    Reference,
    Table,
    Url,
)
from checklist.text.languages import is_right_to_left
from checklist.text.messages import speaking
from tests.support.browser import Browser

HOSTILE = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '" onmouseover="document.title=\'owned\'" x="',
    "</style><script>document.title='owned'</script>",
    "</title><script>document.title='owned'</script>",
    "javascript:document.title='owned'",
    "https://example.org/\"onfocus=\"document.title='owned'",
    "data:text/html,<script>document.title='owned'</script>",
    "<!-- <script> ]]> -->",
    "{{ 7 * 7 }}{% raw %}",
    "turned \u202eround\u200b and \u2028 hidden",
    "x" * 10_000,
    "Δ ж 漢 עברית العربية",
)
"""Texts that would do something in a page if they were not escaped."""

TEMPLATE = """{% extends "base.html.j2" %}
{% import "blocks.html.j2" as blocks %}
{% block main %}
{% for block in given %}{{ blocks.show(block) }}{% endfor %}
<p class="text">{{ texts | join(', ') }}</p>
{% endblock %}
{% block data %}<script type="application/json" id="data">{{ data | data }}</script>{% endblock %}
"""

PROGRAM = "document.getElementById('main').dataset.read = \
JSON.parse(document.getElementById('data').textContent).texts.length;"


def sources() -> list[Path]:
    return sorted(html.TEMPLATES.glob("*.j2"))


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with our templates and one more, named as no escaping by name would notice."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for path in html.TEMPLATES.glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "tried.txt").write_text(TEMPLATE, "utf-8")
    (folder / "tried.js").write_text(PROGRAM, "utf-8")
    monkeypatch.setattr(html, "TEMPLATES", folder)
    html._environment.cache_clear()
    html._file.cache_clear()
    yield folder
    html._environment.cache_clear()
    html._file.cache_clear()


def hostile_page() -> str:
    """Return a page with every hostile text in every place of it."""
    return html.page(
        "tried.txt",
        styles=["page.css"],
        script="tried.js",
        title=" ".join(HOSTILE),
        texts=HOSTILE,
        data={"texts": HOSTILE, **dict.fromkeys(HOSTILE, 1)},
        given=[
            Items(HOSTILE),
            *(
                block
                for text in HOSTILE
                for block in (
                    Heading(text, 2, mark=text),
                    Paragraph(text),
                    Quote(text),
                    Notice(text),
                    Facts([(text, text), (text, [text, Url(text), Reference(text, "main")])]),
                    Blanks([text]),
                    Table(
                        text,
                        ["", text],
                        [
                            [text, text],
                            [Reference(text, "main"), text],
                            ["a", Url(text)],
                            ["b", [text, text]],
                        ],
                    ),
                )
            ),
        ],
    )


def attributes(page: str) -> set[str]:
    """Return the names of all attributes of a page."""
    names: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names.update(name for name, _ in attrs)

    Reader().feed(page)
    return names


def test_templates_are_compiled_once_and_again_when_they_change(
    templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled: list[str] = []

    def noted(environment: Environment, path: Path) -> CodeType:
        compiled.append(path.name)
        return compile_template(environment, path)

    compile_template = html._compiled
    monkeypatch.setattr(html, "_compiled", noted)

    def shown() -> str:
        html._environment.cache_clear()
        return html._environment(is_from_right=False).get_template("tried.txt").render(value="<b>")

    (templates / "tried.txt").write_text("one {{ value }}", "utf-8")
    assert shown() == shown() == "one &lt;b&gt;"
    assert compiled == ["tried.txt"]
    (templates / "tried.txt").write_text("another {{ value }}", "utf-8")
    assert shown() == "another &lt;b&gt;"
    assert compiled == ["tried.txt"] * 2


def test_the_code_of_a_template_is_the_same_in_each_language() -> None:
    codes = []
    for code, texts in catalogues():
        environment = html._environment(is_from_right=is_right_to_left(code))
        with speaking(code, texts):
            codes.append({path.name: html._compiled(environment, path) for path in sources()})
    assert len(codes) == 6
    assert all(one == codes[0] for one in codes)


def test_foreign_text_is_escaped_in_a_template_of_any_name(templates: Path) -> None:
    page = hostile_page()

    assert page.count("<script") == 2  # the data and the program
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert [name for name in attributes(page) if name.startswith("on") or name == "style"] == []


def test_what_cannot_be_seen_is_shown_by_its_number_even_where_a_filter_joins_texts(
    templates: Path,
) -> None:
    page = hostile_page()

    assert not re.search("[\u202e\u200b\u2028]", page)
    assert "‹U+202E›" in page


def test_only_a_whole_web_address_becomes_a_link(templates: Path) -> None:
    addresses = [
        "https://example.org/a?b=c&d",
        "HTTP://EXAMPLE.ORG",
        "javascript:alert(1)",
        "https://example.org/ javascript:alert(1)",
        "//example.org",
        "https://example.org/\u202egro",
        "ftp://example.org",
    ]
    rows = [["", Url(address)] for address in addresses]

    page = html.page(
        "tried.txt", styles=[], title="x", texts=[], data=1, given=[Table("x", ["a", "b"], rows)]
    )

    links = re.findall(r'<a href="(?!#)([^"]*)" rel="noreferrer noopener">', page)
    assert links == ["https://example.org/a?b=c&amp;d", "HTTP://EXAMPLE.ORG"]


def test_data_for_a_script_can_be_read_and_not_left(templates: Path) -> None:
    page = hostile_page()

    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert not re.search("[<>&\u2028\u2029]", data)
    assert json.loads(data)["texts"][0] == HOSTILE[0]


def test_a_name_that_a_template_is_not_given_is_an_error(templates: Path) -> None:
    with pytest.raises(UndefinedError, match="'given' is undefined"):
        html.page("tried.txt", styles=[], title="x")


def test_no_template_has_a_style_or_a_script_in_an_attribute() -> None:
    for path in html.TEMPLATES.glob("*.j2"):
        text = path.read_text("utf-8")

        assert re.findall(r"\s(style|on[a-z]+)=", text) == [], path.name
        assert "| safe" not in text and "autoescape false" not in text, path.name


def test_the_styles_ask_the_network_for_nothing() -> None:
    for path in html.TEMPLATES.glob("*.css"):
        text = path.read_text("utf-8")

        assert "url(" not in text and "@import" not in text, path.name


@pytest.mark.sampled
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_a_browser_runs_no_foreign_script_and_asks_for_nothing(
    templates: Path, browser: Browser, tmp_path: Path, width: int, dark: bool
) -> None:
    path = tmp_path / "page.html"
    path.write_text(hostile_page(), "utf-8")

    with browser.shown(path, width=width, dark=dark) as shown:
        title = shown.page.title()
        read = shown.page.get_attribute("#main", "data-read")
        complaints = list(shown.complaints)
        found = shown.found_by_axe()
        is_cut = shown.is_cut()

    assert "owned" in title and title != "owned"  # the text is there, and was not run
    assert read == str(len(HOSTILE)), "our own script runs"
    assert complaints == []
    assert shown.requests == []
    assert not is_cut
    assert found == []


def test_a_browser_refuses_what_the_policy_does_not_name(
    templates: Path, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    stranger = "<script>document.title = 'owned'</script><img src='https://example.org/x.png'>"
    path.write_text(hostile_page().replace("</main>", f"{stranger}</main>"), "utf-8")

    with browser.shown(path) as shown:
        title = shown.page.title()

    assert title != "owned"
    assert len(shown.complaints) == 2, shown.complaints
    assert shown.requests == []


def test_axe_finds_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<title>x</title><img src='data:,'>", "utf-8")

    with browser.shown(path) as shown:
        found = [one.partition(":")[0] for one in shown.found_by_axe()]

    assert {"html-has-lang", "image-alt"} <= set(found)
