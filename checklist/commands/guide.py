"""`checklist guide`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from checklist.commands.shared.document_output import print_lines
from checklist.commands.shared.options import argument
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.guides.topics import RULES, TOPICS, guide
from checklist.render.guide import as_lines
from checklist.text.messages import tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean

# A guide is shown without the rules, which import Pydantic.
if TYPE_CHECKING:
    from checklist.checks.codes import Explained


def run(
    topic: Annotated[
        str | None,
        argument(
            "TOPIC",
            f"{', '.join(TOPICS)}; or the code of a finding: R005.",
        ),
    ] = None,
) -> None:
    """Read a guide, or what the code of a finding means.

    The guide `rules` lists the codes of findings; with a code as TOPIC, the command explains the
    code. Without TOPIC, the command lists the guides. In a terminal, a guide is shown screen by
    screen ($PAGER, or less).
    """
    if topic is None:
        _list()
        return
    text = guide(topic) if topic in TOPICS and topic != RULES else _on_codes(topic)
    print_lines(lambda _: as_lines(text))


def _list() -> None:
    page = Page.of_output()
    widest = max(map(len, TOPICS))
    for name, about in TOPICS.items():
        page.show(
            Line(tr("checklist guide {ljust}  {about}", name.ljust(widest), about), 0, 18 + widest)
        )


def _on_codes(topic: str) -> str:
    """Return the list of all codes, or the explanation of a code, as Markdown.

    Raises:
        ChecklistError: The topic is neither a guide nor a code.
    """
    from checklist.checks.codes import ALL_LETTERS, codes
    from checklist.questionnaire.loading import shipped
    from checklist.questionnaire.shipped_files import questionnaire_folders

    documented = codes(ALL_LETTERS, map(shipped, questionnaire_folders()))
    if topic == RULES:
        return _all_codes(documented.values())
    found = documented.get(topic.upper())
    if found is None:
        hint = (
            did_you_mean(topic, TOPICS)
            or did_you_mean(topic.upper(), documented)
            or tr("the guides are {topics}", ", ".join(TOPICS))
        )
        raise ChecklistError(tr("there is no guide {topic}; {hint}", quoted(topic), hint))
    return f"# {found.code} {found.name}\n\n{found.explanation}\n"


_KINDS = {
    "S": "reading and structure",
    "Q": "question sets",
    "R": "reports",
    "D": "divisions among ministries",
    "F": "returned forms",
}
"""What findings are about, by the first letter of their codes."""


def _all_codes(documented: "Iterable[Explained]") -> str:
    parts = ["# The codes of findings\n\n`checklist guide R005` explains a code.\n"]
    known = [*documented]
    for letter, kind in _KINDS.items():
        parts.append(f"\n## {letter}: {kind}\n\n")
        parts += [
            f"- {rule.code} {rule.name}: {rule.explanation.splitlines()[0]}\n"
            for rule in known
            if rule.code.startswith(letter)
        ]
    return "".join(parts)
