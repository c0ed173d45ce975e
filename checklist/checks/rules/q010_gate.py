"""A gate that cannot work: its question has no such codes, or what it fills in cannot take them.

## Why is this bad?
A gate that is answered with no writes `not-implemented` to the questions it stands for; one with
`fills` says which of its codes writes which. Only a yes-no question, or with `fills` a choice, has
the codes. Only an `implementation`, or a matrix with the code as an option in every row, can take
them, and only once. `considered` cannot be filled in to an `implementation`: it needs a reason.

## Example
    - id: coordinating-body
      type: choice
      options: [{code: active, label: Active}, {code: agreed, label: Agreed, not set up yet}]
      gate: {fills: {planed: planned}, questions: [coordination-tasks]}

## Use instead
    - id: coordinating-body
      type: choice
      options: [{code: active, label: Active}, {code: agreed, label: Agreed, not set up yet}]
      gate: {fills: {agreed: planned}, questions: [coordination-tasks]}
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.gate import MappedGate
from checklist.questionnaire.question import Question
from checklist.text.suggestions import did_you_mean

_WITH_FILLS = frozenset({"yes-no", "choice"})


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        if placed.question.gate is None:
            continue
        for where, message, hint in (*_own(placed.question), *_filled_in(checked, placed.question)):
            place, at_key = (*placed.where, *where), "fills" in where
            yield placed.part, Finding(RULE.code, message, place, at_key=at_key, hint=hint)


def _own(question: Question) -> Iterator[tuple[DocumentPath, str, str]]:
    """Yield the faults on the side of the gate: its type, and its codes."""
    gate, answer_type = question.gate, question.answer_type
    if not isinstance(gate, MappedGate):
        if question.type != "yes-no":
            hint = "write `fills` and `questions`" if question.type in _WITH_FILLS else ""
            message = f"only a yes-no question can be a gate; `{question.id}` is {question.type}"
            yield ("gate",), message, hint
        return
    if question.type not in _WITH_FILLS:
        message = f"only a yes-no question or a choice can be a gate; `{question.id}` is "
        yield ("gate",), f"{message}{question.type}", ""
        return
    known = answer_type.codes() or frozenset()
    for code in gate.fills if known else ():  # another rule finds a list that does not exist
        if code not in known:
            message = f"there is no option in `{question.id}`: `{code}`"
            yield ("gate", "fills", code), message, did_you_mean(code, known)


def _filled_in(
    checked: CheckedQuestionnaire, question: Question
) -> Iterator[tuple[DocumentPath, str, str]]:
    """Yield the faults on the side of the questions that are filled in."""
    seen: set[str] = set()
    for where, target in question.gate_targets:
        named = checked.by_id.get(target)
        for code in dict.fromkeys(question.fills.values()) if named is not None else ():
            if named is not None and named.question.answer_type.value_filled_in(code) is None:
                yield where, f"`{target}` cannot take `{code}`", ""
        if target in seen:
            yield where, f"`{target}` is listed twice in this gate", ""
        seen.add(target)


RULE = Rule(__name__, __doc__, _check)
