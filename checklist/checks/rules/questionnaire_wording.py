"""The Q rules on the words of questions."""

import re
from collections.abc import Iterator

from checklist.checks.checked_questionnaire import (
    CheckedQuestionnaire,
    PlacedFinding,
)
from checklist.checks.rule import rule
from checklist.diagnostics import Found
from checklist.questionnaire.question import Question
from checklist.text.paragraphs import flat, is_question
from checklist.text.sanitize import quoted

_AND_OR = re.compile(r"\band\s*/\s*or\b", re.IGNORECASE)


@rule("Q102")
def double_barrelled(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A question that asks two things at once: “and/or”, or more than one question mark.

    ## Why is this bad?
    When one half is true and the other is not, no answer is honest.

    ## Example
        ask: Are victims sheltered and/or counselled? Since when?

    ## Use instead
    One question for each thing, or a matrix with a row for each.
    """
    for placed in checked.placed:
        if _AND_OR.search(placed.question.ask):
            yield placed.finding("`and/or` asks two things at once", "ask")
        marks = sum(map(placed.question.ask.count, "?？؟"))
        if marks > 1:
            yield placed.finding(f"{marks} question marks: ask one thing at a time", "ask")


@rule("Q103")
def question_mark(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """The words of a question do not end with a question mark.

    ## Why is this bad?
    It is not clear that an answer is expected, and of what kind.

    ## Example
        ask: The stage of ratification

    ## Use instead
        ask: Which stage has ratification reached?
    """
    for placed in checked.placed:
        if not is_question(placed.question.ask):
            yield placed.finding("a question ends with a question mark", "ask")


MOST_WORDS = 30


@rule("Q104")
def too_long(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A question of more than 30 words.

    ## Why is this bad?
    Officials read it in a language that is not their first, between two meetings.

    ## Example
        ask: With regard to … (45 words) … to what extent has your State …?

    ## Use instead
    A short question, and the rest as `guidance` or, for those who want to know, as `more`.
    """
    for placed in checked.placed:
        words = len(placed.question.ask.split())
        if words > MOST_WORDS:
            message = f"the question has {words} words; at most {MOST_WORDS} are allowed"
            yield placed.finding(message, "ask")


def _texts(question: Question) -> str:
    """Return the texts of a question that the official reads without asking for more."""
    rows = [row.label for row in question.answer_type.listed_rows()]
    return "\n".join([question.ask, question.guidance or "", *rows])


@rule("Q105")
def undefined_jargon(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A question uses a word of the `jargon` list, and the question does not offer its definition.

    ## Why is this bad?
    An official who does not know the word has to guess what is asked.

    ## Example
        ask: Is trafficking a predicate offence?

    ## Use instead
        ask: Is trafficking a predicate offence?
        terms: [predicate-offence]        # a key of `glossary` in questionnaire.yaml
    """
    head = checked.sources.head.model
    if head is None:
        return
    patterns = {
        word: (term, re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE))
        for word, term in head.jargon.items()
    }
    for placed in checked.placed:
        texts = flat(_texts(placed.question))
        for word, (term, pattern) in patterns.items():
            if term not in placed.question.terms and pattern.search(texts):
                message = f"{quoted(word)} is not explained here"
                yield placed.finding(message, "ask", hint=f"add `{term}` to `terms`")


_TAG = re.compile(r"<!--|</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\$?\{\{?[^{}\n]*\}\}?")
_SPACES = re.compile(r"(?<!\S)(?P<before>\S++)[^\S\n]{2,}(?P<after>\S+)")
"""More than one space between words. At the beginning of a line, spaces set out a list."""


@rule("Q116")
def markup(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """An HTML tag, a `{placeholder}` that nobody fills, or two spaces between words in a text.

    All texts of the questionnaire are looked at, but for patterns; the placeholders of a headline are
    looked at by another rule.

    ## Why is this bad?
    Texts are shown as they are, in terminals, documents and tables: the official reads the tag or the
    placeholder. Two spaces are left over from a word that was taken out.

    ## Example
        ask: How many <b>victims</b>  were identified in {year}?

    ## Use instead
        ask: How many victims were identified in the last year?
    """
    for part, where, text in checked.texts:
        is_headline = part is checked.sources.plan and where[:1] == ("headlines",)
        for message in _wrong_with(_PLACEHOLDER.sub("0", text) if is_headline else text):
            yield part, Found(message, where)


def _wrong_with(text: str) -> Iterator[str]:
    if tag := _TAG.search(text):
        yield f"{quoted(tag[0])} looks like an HTML tag, and is shown as it is"
    if placeholder := _PLACEHOLDER.search(text):
        yield f"nothing fills the placeholder {quoted(placeholder[0])}"
    if spaces := _SPACES.search(text):
        before, after = quoted(spaces["before"]), quoted(spaces["after"])
        yield f"there is more than one space between {before} and {after}"
