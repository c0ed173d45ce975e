"""The Q rules on answers: gates, limits, rows, dates and evidence."""

from collections.abc import Iterator, Sequence

from checklist.answer_types.choices import Choices
from checklist.answer_types.citable import CitableType
from checklist.answer_types.date import TODAY, Date
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import Option
from checklist.answer_types.operands import interval
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath
from checklist.questionnaire.question import MappedGate, Question
from checklist.text.suggestions import did_you_mean

_WITH_FILLS = frozenset({"yes-no", "choice"})


@rule("Q010")
def gate(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
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
    for placed in checked.placed:
        if placed.question.gate is None:
            continue
        for where, message, hint in (*_own(placed.question), *_filled_in(checked, placed.question)):
            yield placed.finding(message, *where, at_key="fills" in where, hint=hint)


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


@rule("Q014")
def empty_range(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A limit that leaves nothing: a `minimum` above the `maximum`, a `latest` before the `earliest`.

    ## Why is this bad?
    Every entry is refused, and the official cannot go on.

    ## Example
        type: integer
        minimum: 50
        maximum: 10

    ## Use instead
        type: integer
        minimum: 10
        maximum: 50
    """
    for placed in checked.answer_types:
        answer_type = placed.answer_type
        match answer_type:
            case Integer():
                wrong = _integer(answer_type)
            case Date():
                wrong = _date(answer_type)
            case Choices():
                wrong = _choices(answer_type, _options(checked, answer_type))
            case _:
                continue
        for key, message in wrong:
            yield placed.finding(message, key)


def _integer(integer: Integer) -> Iterator[tuple[str, str]]:
    if integer.minimum > integer.maximum:
        key = "maximum" if "maximum" in integer.model_fields_set else "minimum"
        yield (
            key,
            f"no number is right: the minimum is {integer.minimum}, "
            f"and the maximum is {integer.maximum}",
        )


def _date(answer_type: Date) -> Iterator[tuple[str, str]]:
    earliest, last = interval(answer_type.earliest), answer_type.last_day()
    if answer_type.latest == TODAY and answer_type.future:
        yield "latest", "`future: true` is for dates to come, which `latest: today` refuses"
    elif earliest is not None and last is not None and last < earliest.first:
        yield (
            "latest",
            f"no date is right: the earliest is {answer_type.earliest}, "
            f"and the latest is {answer_type.latest}",
        )


def _options(checked: CheckedQuestionnaire, choices: Choices) -> Sequence[Option]:
    if isinstance(choices.options, str):
        return checked.lists.get(choices.options, ())
    return choices.options


def _choices(choices: Choices, options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    fewest, most = choices.min_options, choices.max_options
    together = sum(not option.exclusive for option in options)
    if fewest is not None and most is not None and fewest > most:
        yield (
            "max_options",
            f"no number of options is right: at least {fewest}, and at most {most}",
        )
    elif fewest is not None and options and fewest > together:
        number = f"{together} options" if together != 1 else "1 option"
        yield "min_options", f"only {number} can be chosen together, and at least {fewest} must be"


MOST_ROWS = 12


@rule("Q150")
def evidence(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
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
    head = checked.sources.head.model
    register = None if head is None or head.laws is None else head.laws.question
    is_asked = register is None
    for placed in checked.placed:
        is_asked = is_asked or placed.question.id == register
        answer_type = placed.question.answer_type
        if not isinstance(answer_type, CitableType) or answer_type.evidence is None:
            continue
        codes = [code for code, _ in answer_type.offered()]
        if codes and not any(answer_type.can_be_shown(code) for code in codes):
            message = "no option of this question is one that evidence can show"
            yield placed.finding(message, "evidence", hint="leave `evidence` out")
        elif answer_type.cites_register and head is not None and register is None:
            message = "there is no register of laws from which an article could be cited"
            hint = "name it in `questionnaire.yaml` (`laws`), or write `evidence: link`"
            yield placed.finding(message, "evidence", hint=hint)
        elif answer_type.cites_register and checked.is_whole and not is_asked:
            message = f"the register of laws, `{register}`, is asked for after this question"
            yield placed.finding(message, "evidence", hint="ask for the register first")
