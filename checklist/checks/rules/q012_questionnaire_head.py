"""The questionnaire's own file names what is not there: its laws, its authorities, or its folder.

## Why is this bad?
Evidence could not be looked up, or the tool could not find the questionnaire by its id.

## Example
    laws: {question: laws, name: shortname, citation: citation}

## Use instead
    laws: {question: laws, name: short-name, citation: citation}
"""

from collections.abc import Iterator

from checklist.answer_types.choices import Choices
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    part = checked.sources.head
    head = part.model
    if head is None:
        return
    folder = checked.sources.folder.resolve().name
    if folder != head.id:
        message = f"the id `{head.id}` is not the name of the folder (`{folder}`)"
        yield part, Finding(RULE.code, message, ("id",))
    if not checked.is_whole:
        return
    if head.authorities is not None:
        authorities = checked.by_id.get(head.authorities)
        if authorities is None or not isinstance(authorities.question.answer_type, Choices):
            message = f"`{head.authorities}` is not a question of the type choices"
            yield part, Finding(RULE.code, message, ("authorities",))
    if head.laws is None:
        return
    table = checked.by_id.get(head.laws.question)
    if table is None or table.question.type != "table":
        message = f"`{head.laws.question}` is not a question of the type table"
        yield part, Finding(RULE.code, message, ("laws", "question"))
        return
    columns = {column.id: column for column in table.question.answer_type.listed_columns()}
    named = {"name": head.laws.name, "citation": head.laws.citation, "kind": head.laws.kind}
    for key, column in named.items():
        if column is None:
            continue
        if key == "kind" and column in columns and not columns[column].answer_type.offered():
            message = f"the column `{column}` has no options, so that it names no kinds of laws"
            yield part, Finding(RULE.code, message, ("laws", key))
        if column not in columns:
            message = f"the table `{head.laws.question}` has no column `{column}`"
            yield part, Finding(RULE.code, message, ("laws", key))


RULE = Rule(__name__, __doc__, _check)
