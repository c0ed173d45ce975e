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

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.analysis_plan import AnalysisPlan, PlannedHeadline
from checklist.questionnaire.question import Question
from checklist.questionnaire.standing import standing_by_code
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_IN_PLACE = "implemented"
_MOST_OF_A_THEME = 2


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
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
            message = f"`{headline.name}` is a headline already"
            yield part, Finding(RULE.code, message, (*where, "question"))
        if of_themes[placed.part.document.name] > _MOST_OF_A_THEME:
            message = f"a theme has at most {_MOST_OF_A_THEME} headlines"
            yield part, Finding(RULE.code, message, (*where, "question"))
        if headline.question in filled_in:
            message = f"a gate can fill in `{headline.question}`"
            yield part, Finding(RULE.code, message, (*where, "question"))
        for place, message, hint in (
            *_on_line(headline, placed.question, part.model),
            *_on_sentences(headline),
        ):
            yield part, Finding(RULE.code, message, (*where, *place), hint=hint)


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


RULE = Rule(__name__, __doc__, _check)
