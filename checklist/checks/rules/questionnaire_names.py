"""The Q rules on names: of questions, lists, terms, authorities and sets."""

from collections.abc import Collection, Iterator, Sequence, Set

from checklist.answer_types.choices import Choices
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Found
from checklist.questionnaire.authorities import authority_labels
from checklist.questionnaire.question import Question, QuestionSet
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, did_you_mean


@rule("Q001")
def duplicate_id(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Two questions, two sets or two checks have the same id.

    ## Why is this bad?
    Reports and conditions name questions by their ids: one of the two would never be answered.

    ## Example
        - id: offence
        - id: offence

    ## Use instead
        - id: offence
        - id: offence-penalties
    """
    for placed in checked.placed:
        first = checked.by_id[placed.question.id]
        if first is not placed:
            line, _ = first.part.document.position((*first.where, "id"))
            other = f"{first.part.document.name}:{line}"
            yield placed.finding(f"the question `{placed.question.id}` stands in {other} too", "id")
    sets: set[str] = set()
    codes: set[str] = set()
    for part in checked.sources.sets:
        if part.model is None:
            continue
        if part.model.id in sets:
            yield part, Found(f"there is another set `{part.model.id}`", ("id",))
        sets.add(part.model.id)
        for index, check in enumerate(part.model.checks):
            if check.code in codes:
                message = f"there is another check `{check.code}`"
                yield part, Found(message, ("checks", index, "code"))
            codes.add(check.code)


@rule("Q007")
def unknown_list(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A question uses an option list that the questionnaire does not have.

    ## Why is this bad?
    The question has no options and cannot be answered.

    ## Example
        options: obstacels

    ## Use instead
        options: obstacles        # a key of `lists` in questionnaire.yaml
    """
    if checked.sources.head.model is None:
        return
    for placed in checked.placed:
        for where, name in placed.question.answer_type.list_names():
            message = f"the questionnaire has no option list {quoted(name)}"
            yield placed.finding(message, *where, hint=did_you_mean(name, checked.lists))


@rule("Q008")
def unknown_term(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A question uses a term that the glossary does not define.

    ## Why is this bad?
    The official is promised an explanation and finds none.

    ## Example
        terms: [predicate-ofence]

    ## Use instead
        terms: [predicate-offence]        # a key of `glossary` in questionnaire.yaml
    """
    head = checked.sources.head.model
    if head is None:
        return
    for placed in checked.placed:
        for index, term in enumerate(placed.question.terms):
            if term in head.glossary:
                continue
            hint = did_you_mean(term, head.glossary)
            message = f"the glossary has no term {quoted(term)}"
            yield placed.finding(message, "terms", index, hint=hint)


@rule("Q012")
def questionnaire_head(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """The questionnaire's own file names what is not there: its laws, its authorities, or its folder.

    ## Why is this bad?
    Evidence could not be looked up, or the tool could not find the questionnaire by its id.

    ## Example
        laws: {question: laws, name: shortname, citation: citation}

    ## Use instead
        laws: {question: laws, name: short-name, citation: citation}
    """
    part = checked.sources.head
    head = part.model
    if head is None:
        return
    folder = checked.sources.folder.resolve().name
    if folder != head.id:
        yield part, Found(f"the id `{head.id}` is not the name of the folder (`{folder}`)", ("id",))
    if not checked.is_whole:
        return
    if head.authorities is not None:
        authorities = checked.by_id.get(head.authorities)
        if authorities is None or not isinstance(authorities.question.answer_type, Choices):
            message = f"`{head.authorities}` is not a question of the type choices"
            yield part, Found(message, ("authorities",))
    if head.laws is None:
        return
    table = checked.by_id.get(head.laws.question)
    if table is None or table.question.type != "table":
        message = f"`{head.laws.question}` is not a question of the type table"
        yield part, Found(message, ("laws", "question"))
        return
    columns = {column.id: column for column in table.question.answer_type.listed_columns()}
    named = {"name": head.laws.name, "citation": head.laws.citation, "kind": head.laws.kind}
    for key, column in named.items():
        if column is None:
            continue
        if key == "kind" and column in columns and not columns[column].answer_type.offered():
            message = f"the column `{column}` has no options, so that it names no kinds of laws"
            yield part, Found(message, ("laws", key))
        if column not in columns:
            message = f"the table `{head.laws.question}` has no column `{column}`"
            yield part, Found(message, ("laws", key))


@rule("Q017")
def unknown_authority(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """`usually` or `independent` names an authority that the questionnaire does not have.

    Authorities are the options of the question that `authorities` in `questionnaire.yaml` names, and
    `own`: the authority that writes the report.

    ## Why is this bad?
    Nobody could be asked: the question would be sent to an authority that does not exist.

    ## Example
        usually: [ministry-of-labour]

    ## Use instead
        usually: [labour]
    """
    head = checked.sources.head.model
    if head is None or not checked.is_whole:
        return
    question = checked.by_id.get(head.authorities or "")
    if head.authorities is not None and question is None:
        return  # Q012 finds it
    known = {} if question is None else authority_labels(question.question)
    for index, code in enumerate(head.independent):
        if code not in known:
            message = f"{quoted(code)} is not an authority"
            hint = correction_hint(code, [*known])
            yield (
                checked.sources.head,
                Found(message, ("independent", index), hint=hint),
            )
    for part in checked.sources.sets:
        for where, named in _named(part.model) if part.model else ():
            for index, code in enumerate(named):
                if code not in known:
                    at = (*where, "usually", index)
                    hint = correction_hint(code, [*known])
                    if question is None:
                        hint = "name the question with them in questionnaire.yaml: `authorities`"
                    yield part, Found(f"{quoted(code)} is not an authority", at, hint=hint)


def _named(part: QuestionSet) -> Iterator[tuple[DocumentPath, Sequence[str]]]:
    """Yield the authorities of a set and of its questions, rows and columns, with their places."""
    yield (), part.usually or ()
    for index, question in enumerate(part.questions):
        where: DocumentPath = ("questions", index)
        yield where, question.usually or ()
        yield from (((*where, *below), named) for below, named in _named_inside(question))


def _named_inside(question: Question) -> Iterator[tuple[DocumentPath, Sequence[str]]]:
    for index, row in enumerate(question.answer_type.listed_rows()):
        yield ("items", index), row.usually or ()
    for index, column in enumerate(question.answer_type.listed_columns()):
        yield ("columns", index), column.usually or ()


@rule("Q117")
def unused(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A term of the glossary or an option list that nothing uses.

    A term is used by the `terms` of a question, or by the analysis plan. A term that only the `jargon`
    list names is shown to nobody.

    ## Why is this bad?
    It is translated and kept up to date, and nobody ever reads it; or a question was to use it and
    does not.

    ## Example
        glossary:
          deposit: {term: Deposit, definition: …}        # and no question has `terms: [deposit]`

    ## Use instead
        - id: deposit-date
          ask: When was the instrument deposited?
          terms: [deposit]
    """
    part, plan = checked.sources.head, checked.sources.plan
    if part.model is None or not checked.is_whole or (plan is not None and plan.model is None):
        return
    terms = {term for question in checked.questions.values() for term in question.terms}
    if plan is not None and plan.model is not None:
        terms |= {term for _, term in plan.model.terms()}
    lists = {name for placed in checked.answer_types for _, name in placed.answer_type.list_names()}
    for term in _unused(part.model.glossary, terms):
        yield part, Found(f"nothing uses the term {quoted(term)}", ("glossary", term), at_key=True)
    for name in _unused(part.model.lists, lists):
        yield part, Found(f"nothing uses the list {quoted(name)}", ("lists", name), at_key=True)


def _unused(defined: Collection[str], used: Set[str]) -> Sequence[str]:
    """Return the unused names; none if a used name is misspelt, which another rule finds."""
    return [name for name in defined if name not in used] if used <= {*defined} else []
