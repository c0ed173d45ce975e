"""A question takes laws as evidence, and the report has no register of laws to take them from.

The register is the table that `laws:` in `questionnaire.yaml` names. A question with
`evidence: law` can also come too early, before the register, so that there is no law to cite yet. A
question that offers nothing but codes such as `none` and `planned` is never asked for evidence.

## Why is this bad?
The official is asked which article shows the answer, and can only give a web address, which is no
law. Nobody is asked for the evidence of `planned`, so that the key promises what never comes.

## Example
    - id: offence
      type: choice
      options: offences
      evidence: law

## Use instead
Name the register in `questionnaire.yaml`, and ask for it first:

    laws: {question: laws, name: short-name, citation: citation}

Where links are enough, write `evidence: link`.
"""

from collections.abc import Iterator

from checklist.answer_types.citable import CitableType
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    head = checked.sources.head.model
    register = None if head is None or head.laws is None else head.laws.question
    is_asked = register is None
    for placed in checked.placed:
        is_asked = is_asked or placed.question.id == register
        answer_type = placed.question.answer_type
        if not isinstance(answer_type, CitableType) or answer_type.evidence is None:
            continue
        where = (*placed.where, "evidence")
        codes = [code for code, _ in answer_type.offered()]
        if codes and not any(answer_type.can_be_shown(code) for code in codes):
            message = "no option of this question is one that evidence can show"
            yield placed.part, Finding(RULE.code, message, where, hint="leave `evidence` out")
        elif answer_type.cites_register and head is not None and register is None:
            message = "there is no register of laws from which an article could be cited"
            hint = "name it in `questionnaire.yaml` (`laws`), or write `evidence: link`"
            yield placed.part, Finding(RULE.code, message, where, hint=hint)
        elif answer_type.cites_register and checked.is_whole and not is_asked:
            message = f"the register of laws, `{register}`, is asked for after this question"
            yield placed.part, Finding(RULE.code, message, where, hint="ask for the register first")


RULE = Rule(__name__, __doc__, _check)
