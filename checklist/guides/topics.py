"""The subjects of the guides, and their texts."""

import re
from collections.abc import Mapping
from pathlib import Path

RULES = "rules"
"""The guide that is no file: the codes of findings, as the rules document them."""

TOPICS: Mapping[str, str] = {
    "official": "Answer the questionnaire, check the answers, and send the report.",
    "ministries": "Divide a report among ministries, send forms, and merge what comes back.",
    "analyst": "Check, read, compare and summarize the reports of States.",
    "author": "Write question sets, and check them and reports in a repository.",
    "security": "What the tool keeps safe, what stays confidential, and what a reader can learn.",
    "scripts": "Use reports in Python, spreadsheets and databases.",
    RULES: "The codes of findings. `checklist guide R005` explains a code.",
}
"""The guides, each with what it is about. The text of a guide is the file `TOPIC.md` here."""

_MARK = re.compile(r"^<!-- .*? -->\n", re.MULTILINE)
"""A line that says what .ci/run does with the block below it."""


def guide(topic: str) -> str:
    """Return the text of a guide as Markdown: it begins with its title."""
    path = Path(__file__).with_name(f"{topic}.md")
    return _MARK.sub("", path.read_text(encoding="utf-8"))
