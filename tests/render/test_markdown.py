"""Markdown in which foreign text stays text."""

from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from checklist.render.markdown import escaped as text
from checklist.render.markdown import escaped_message as message


@pytest.mark.parametrize("mark", ["-", "--", "---", "--- ---", "- - -", "***", "___", "=", "==="])
@pytest.mark.parametrize("escaped", [text, message])
def test_a_line_of_marks_is_no_rule_and_makes_no_heading(
    escaped: Callable[[str], str], mark: str
) -> None:
    markdown = f"Before\n{escaped(mark)}\n\n{escaped(mark)}\n"

    tokens = MarkdownIt("commonmark").parse(markdown)

    assert {one.type for one in tokens} == {"paragraph_open", "inline", "paragraph_close"}
    assert "".join(one.content for one in tokens[-2].children or ()) == mark
