"""The Q rules on the words of questions."""

import html
import re
from collections.abc import Iterator

from checklist.answer_types.interface import ROW_COLUMNS
from checklist.checks.checked_questionnaire import (
    CheckedQuestionnaire,
    PlacedFinding,
    PlacedQuestion,
)
from checklist.checks.rule import rule
from checklist.diagnostics import Found, Severity
from checklist.questionnaire.question import Question
from checklist.text.paragraphs import flat, is_question
from checklist.text.sanitize import quoted, safe_text

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


@rule("Q109")
def same_words(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Two questions with the same words.

    ## Why is this bad?
    The official answers the second one like the first, or wonders what the difference is.

    ## Example
        - {id: shelter, ask: Is there a shelter for victims?, …}
        - {id: safe-house, ask: Is there a shelter for victims?, …}

    ## Use instead
    One question; or words that say what is different.
    """
    first: dict[str, PlacedQuestion] = {}
    for placed in checked.placed:
        words = " ".join(re.findall(r"\w+", placed.question.ask.casefold()))
        other = first.setdefault(words, placed)
        if other is not placed:
            yield placed.finding(f"`{other.question.id}` asks the same in the same words", "ask")


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


@rule("Q121")
def same_beginning(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Two rows of a question whose labels begin with the same 35 characters.

    Capitals and the number of spaces make no difference.

    ## Why is this bad?
    On a small screen a row that is not at hand has one line, and its label ends with `…` after 35
    characters: the official sees two rows that look alike.

    ## Example
        items:
          - {id: victims, label: Training of the staff of shelters for victims}
          - {id: children, label: Training of the staff of shelters for children}

    ## Use instead
        items:
          - {id: victims, label: For victims, training of the staff of shelters}
          - {id: children, label: For children, training of the staff of shelters}
    """
    for placed in checked.answer_types:
        first: dict[str, tuple[int, str]] = {}
        for index, row in enumerate(placed.answer_type.listed_rows()):
            label = flat(row.label)
            words = label.casefold()
            number, other = first.setdefault(words[: ROW_COLUMNS - 1], (index, words))
            if number == index or other == words:  # Q114 finds the same label
                continue
            message = (
                f"{quoted(label)} begins like row {number + 1}: "
                f"the first {ROW_COLUMNS - 1} characters must differ"
            )
            yield placed.finding(message, "items", index, "label")


_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);")


@rule("Q123")
def html_entity(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """An HTML entity in a text, such as `&amp;` or `&#39;`.

    All texts of the questionnaire are looked at, but for patterns. What only looks like an entity, such
    as `R&D;`, is none.

    ## Why is this bad?
    Texts are shown as they are, in terminals, documents and tables: the official reads `&amp;`. An
    entity comes into a text that is copied from the source of a web page.

    ## Example
        ask: How are victims &amp; witnesses protected?

    ## Use instead
        ask: How are victims and witnesses protected?
    """
    for part, where, text in checked.texts:
        for found in _ENTITY.finditer(text):
            # `html` reads the beginning of an unknown name, too: `&notes;` as `¬es;`.
            if (meant := html.unescape(found[0])) != found[0] and len(meant) <= 2:
                message = f"{quoted(found[0])} is an HTML entity, and is shown as it is"
                yield part, Found(message, where, hint="write the character itself")
                break


_TYPOGRAPHIC = frozenset("“”„«»")
_SHOWN = 30
"""So many characters of a text are shown, from the quotation mark on."""


@rule("Q124")
def straight_quotes(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Straight quotation marks in a text, in a questionnaire that has typographic quotation marks.

    All texts of the questionnaire are looked at, but for patterns. A questionnaire that has straight
    quotation marks only has no finding. Apostrophes are not looked at.

    ## Why is this bad?
    Officials see two kinds of quotation marks in one document, and translators ask what the difference
    means. What the tool writes itself has typographic ones.

    ## Example
        guidance: Choose “No obstacle” if only time is needed, and "Other" for all else.

    ## Use instead
        guidance: Choose “No obstacle” if only time is needed, and “Other” for all else.
    """
    if all(_TYPOGRAPHIC.isdisjoint(text) for _, _, text in checked.texts):
        return
    for part, where, text in checked.texts:
        if (at := text.find('"')) >= 0:
            quotation = safe_text(text[at:], limit=_SHOWN)
            message = f"straight quotation marks stand here: {quotation}"
            yield part, Found(message, where, hint="write “ and ”")


_LATE = re.compile(r"[.?!]”?\s+Choose\b")
_FIRST = re.compile(r"\s*Choose\b")


@rule("Q126", Severity.WARNING)
def late_instruction(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Guidance whose sentence on what to choose does not stand first.

    Only sentences that begin with the word “Choose” are looked at, in the guidance of questions.

    ## Why is this bad?
    A screen with little room may fold guidance behind its first sentence. An official who reads only
    that sentence answers by another rule than an official who reads all.

    ## Example
        guidance: Fines count. Choose the first answer that is true.

    ## Use instead
        guidance: Choose the first answer that is true. Fines count.
    """
    for part, where, text in checked.texts:
        if where[-1:] == ("guidance",) and _LATE.search(text) and not _FIRST.match(text):
            message = "the sentence on what to choose does not stand first"
            yield part, Found(message, where, hint="begin the guidance with that sentence")
