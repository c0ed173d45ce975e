"""The Q rules on the analysis plan."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from checklist.answer_types.interface import AnswerType
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Finding, Found
from checklist.questionnaire.analysis_plan import AnalysisPlan, Fit, PlannedHeadline
from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.question import Question
from checklist.questionnaire.standing import (
    is_measure_by_itself,
    standing_by_code,
    without_standing,
)
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean

MAY = "may"
"""The strength of what a recommendation only allows."""
_BY_QUESTION = frozenset({"standing", "permitted", "alternatives"})
"""The keys of the plan below which questions are keys."""


@rule("Q013")
def analysis_plan(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """The analysis plan names what does not exist, or a question or column of another kind.

    ## Why is this bad?
    The summary would leave out those answers, and nobody would notice; or it could not be made. By a
    text, for example, States cannot be grouped.

    ## Example
        treaty_status: treaty-staus

    ## Use instead
        treaty_status: treaty-status
    """
    part, head = checked.sources.plan, checked.sources.head.model
    if part is None or part.model is None or head is None or not checked.is_whole:
        return
    plan, asked = part.model, checked.questions
    for finding in chain(
        _in_questions(plan, {name: question.answer_type for name, question in asked.items()}),
        _on_standing(plan, asked),
        _left_to_choice(plan, asked, checked.recommendations),
        *(_unknown(at, term, head.glossary, "term in the glossary:") for at, term in plan.terms()),
    ):
        yield part, finding
    period = plan.period
    if period is not None and all(question.period != period.words for question in asked.values()):
        message = f"no question has the `period` {quoted(period.words)}"
        yield part, Found(message, ("period", "words"))


def _in_questions(plan: AnalysisPlan, types: Mapping[str, AnswerType]) -> Iterator[Finding]:
    for where, name, fit in plan.questions():
        yield from _unknown(where, name, types, "question")
        if name in types:
            yield from _unfit(where, f"the question `{name}`", types[name], fit)
    for where, question, code in plan.codes():
        if question in types:
            codes = types[question].codes() or ()
            yield from _unknown(where, code, codes, f"option in `{question}`:")
    for where, question, row in plan.rows():
        if question in types and types[question].listed_rows():
            yield from _unknown(where, row, types[question].rows(), f"row in `{question}`:")
    for where, table, name, fit in plan.columns():
        listed = types[table].listed_columns() if table in types else ()
        columns = {column.id: column.answer_type for column in listed}
        if columns:
            yield from _unknown(where, name, columns, f"column in the table `{table}`:")
        if name in columns:
            yield from _unfit(where, f"the column `{name}`", columns[name], fit)


def _on_standing(plan: AnalysisPlan, asked: Mapping[str, Question]) -> Iterator[Finding]:
    """Yield the codes without a standing, and the questions that need none."""
    for name in (question_id for question_id in plan.standing if question_id in asked):
        where: DocumentPath = ("standing", name)
        if is_measure_by_itself(asked[name].answer_type):
            message = f"the codes of `{name}` are statuses of a measure already"
            yield Found(message, where, at_key=True, hint="leave it out here")
            continue
        missing = without_standing(asked[name], plan)
        if missing and name not in plan.shown_by_own_codes:
            codes = ", ".join(f"`{code}`" for code in sorted(missing))
            yield Found(f"no standing is given for {codes} of `{name}`", where, at_key=True)
    for index, name in enumerate(plan.shown_by_own_codes):
        where = ("shown_by_own_codes", index)
        if name in plan.standing:
            yield Found(f"`{name}` has a standing, too: keep one of the two", where)
        elif name in asked and is_measure_by_itself(asked[name].answer_type):
            message = f"the codes of `{name}` say how far a measure is in place"
            yield Found(message, where, hint="leave it out here")


def _left_to_choice(
    plan: AnalysisPlan, asked: Mapping[str, Question], catalogue: Mapping[str, Recommendation]
) -> Iterator[Finding]:
    """Yield the rows that need not be left to choice, or that nothing leaves to it."""
    seen: set[tuple[str, str]] = set()
    for where, name, row_id in plan.rows():
        rows = (
            {row.id: row for row in asked[name].answer_type.listed_rows()} if name in asked else {}
        )
        if row_id not in rows:
            continue
        cited = [*asked[name].recommendations, *rows[row_id].recommendations]
        if (name, row_id) in seen:
            yield Found(f"the row `{row_id}` of `{name}` is named twice", where)
        elif not standing_by_code(asked[name], plan):
            message = f"the codes of `{name}` do not say how far a measure is in place"
            yield Found(message, where, hint="leave it out here")
        elif where[0] == "permitted" and not any(
            MAY in catalogue[recommendation].strength
            for recommendation in cited
            if recommendation in catalogue
        ):
            yield Found(f"no recommendation of the row `{row_id}` has the strength `{MAY}`", where)
        seen.add((name, row_id))
    for name, several in plan.alternatives.items():
        if len(several) == 1:
            message = f"an alternative needs another row beside `{several[0]}`"
            yield Found(message, ("alternatives", name), at_key=True)


def _unknown(
    where: DocumentPath, name: str, known: Collection[str], kind: str
) -> Iterator[Finding]:
    if name not in known:
        message = f"there is no {kind} {quoted(name)}"
        at_key = where[0] in _BY_QUESTION and len(where) == len(("key", "question"))
        at_key = at_key or where[0] == "standing"
        yield Found(message, where, at_key=at_key, hint=did_you_mean(name, known))


def _unfit(where: DocumentPath, named: str, answer_type: AnswerType, fit: Fit) -> Iterator[Finding]:
    # Another rule finds a named option list that does not exist.
    if not fit.is_met(answer_type) and not answer_type.list_names():
        message = f"{named} is of the type {answer_type.type}, which does not fit here"
        at_key = where[0] in _BY_QUESTION
        yield Found(message, where, at_key=at_key, hint=f"name one that has {fit}")


_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_IN_PLACE = "implemented"
_MOST_OF_A_THEME = 2


@rule("Q021")
def headline(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A headline of the analysis plan counts what cannot be said first, or its sentence does not fit.

    ## Why is this bad?
    A question that need not be answered, an answer that a gate filled in, or a row for anything else
    would stand on the first page of a summary. A sentence without its numbers says nothing, and where
    several codes say that a measure is in place, a sentence must say how many States gave each.

    ## Example
        headlines:
          - question: shelters
            whole: [law, practice]
            one: Shelters exist in {number} States.

    ## Use instead
        headlines:
          - question: shelters
            whole: [law, practice]
            one: "Shelters exist in {count} of {of} States: by law ({law}) or in practice ({practice})."
            most: "Most States, {count} of {of}, have them by law ({law}) or in practice ({practice})."
    """
    part = checked.sources.plan
    if part is None or part.model is None or not checked.is_whole:
        return
    filled_in = {target for one in checked.placed for _, target in one.question.gate_targets}
    of_themes, names = Counter[str](), Counter[str]()
    for index, headline in enumerate(part.model.headlines):
        where: DocumentPath = ("headlines", index)
        placed = checked.by_id.get(headline.question)
        if placed is None:
            continue  # another rule finds it
        names[headline.name] += 1
        of_themes[placed.part.document.name] += 1
        if names[headline.name] > 1:
            yield part, Found(f"`{headline.name}` is a headline already", (*where, "question"))
        if of_themes[placed.part.document.name] > _MOST_OF_A_THEME:
            message = f"a theme has at most {_MOST_OF_A_THEME} headlines"
            yield part, Found(message, (*where, "question"))
        if headline.question in filled_in:
            yield part, Found(f"a gate can fill in `{headline.question}`", (*where, "question"))
        for place, message, hint in (
            *_on_line(headline, placed.question, part.model),
            *_on_sentences(headline),
        ):
            yield part, Found(message, (*where, *place), hint=hint)


def _on_line(
    headline: PlannedHeadline, question: Question, plan: AnalysisPlan
) -> Iterator[tuple[DocumentPath, str, str]]:
    """Yield what is wrong with the question, its rows and its codes."""
    rows = question.answer_type.rows()
    if question.optional:
        yield ("question",), f"`{question.id}` need not be answered", ""
    if rows and not headline.rows:
        yield ("question",), f"no row of `{question.id}` is named", "name its rows in `rows`"
    for index, row in enumerate(headline.rows):
        if row not in rows:
            message = f"there is no row in `{question.id}`: {quoted(row)}"
            yield ("rows", index), message, did_you_mean(row, rows)
        elif plan.is_left_to_choice(question.id, row):
            yield ("rows", index), f"the row `{row}` is left to the choice of States", ""
    for key, several in (("rows", headline.rows), ("whole", headline.whole)):
        for index, name in enumerate(several):
            if name == "other" or name.startswith("other-"):
                yield (key, index), f"`{name}` does not say what is meant", ""
    yield from _on_codes(headline, question, plan)


def _on_codes(
    headline: PlannedHeadline, question: Question, plan: AnalysisPlan
) -> Iterator[tuple[DocumentPath, str, str]]:
    standing = standing_by_code(question, plan)
    if missing := [
        code for code, said in standing.items() if said == _IN_PLACE and code not in headline.whole
    ]:
        message = f"`{sorted(missing)[0]}` says that the measure is in place, too"
        yield ("whole",), message, "name it in `whole`, and in each sentence"
    for index, code in enumerate(headline.whole):
        if standing.get(code, _IN_PLACE) != _IN_PLACE:
            yield ("whole", index), f"`{code}` does not say that the measure is in place", ""
    for index, code in enumerate(headline.part):
        if code in headline.whole or standing.get(code) == _IN_PLACE:
            yield ("part", index), f"`{code}` says that the measure is in place as a whole", ""
    if len(headline.rows) > 1 and len(headline.whole) > 1:
        yield ("whole", 1), "rows are compared by one code", "name one row, or one code"


def _on_sentences(headline: PlannedHeadline) -> Iterator[tuple[DocumentPath, str, str]]:
    """Yield what is wrong with the sentences and their placeholders."""
    wanted = headline.placeholders
    for key, sentence in headline.sentences.items():
        if key not in wanted:
            if sentence is not None:
                kind = "compared rows" if len(headline.rows) > 1 else "a single line"
                yield (key,), f"`{key}` is not said of {kind}", f"write {_listed(wanted)}"
        elif sentence is None:
            yield ("question",), f"the headline has no sentence `{key}`", ""
        else:
            found = {*_PLACEHOLDER.findall(sentence)}
            for name in sorted(found - wanted[key]):
                message = f"nothing fills the placeholder {quoted(name)}"
                yield (key,), message, f"use {_listed(wanted[key])}"
            for name in sorted(wanted[key] - found):
                yield (key,), f"the sentence lacks `{{{name}}}`", ""
    if headline.in_part is not None and _PLACEHOLDER.search(headline.in_part):
        yield ("in_part",), "words for “in part” have no placeholder", ""
    if headline.in_part is not None and not headline.part:
        yield ("in_part",), "no code of `part` is named", ""
    if headline.part and headline.in_part is None and len(headline.rows) < 2:
        yield ("part",), "there are no words for “in part”", "write `in_part`"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))
