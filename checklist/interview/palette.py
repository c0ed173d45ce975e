"""What `/` offers: commands, parts, questions, rows and options, filtered by what is typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checklist.interview.engine import Interview
from checklist.interview.lookups import has_words
from checklist.interview.user_commands import COMMANDS, Action, action_of, is_command, names_of
from checklist.questionnaire.question import Question
from checklist.text.messages import tr

_LEAST_LETTERS = 3
"""The fewest letters for which the words of questions, rows and options are searched."""
_MOST_OPTIONS = 60
"""The most options of a question that are searched: a list of States is none of its words."""
_BEGUN = frozenset({Action.GOTO, Action.FIND})
"""The commands that do nothing without a word behind them."""


class Hit(NamedTuple):
    """Something that can be done, or gone to."""

    label: str
    """A command, or the number of a question: `/undo`, `6.3`, `8.1 row`."""
    words: str
    entries: Sequence[str]
    """The entries that do it, one after the other."""
    is_begun: bool = False
    """Whether the entry needs more words behind it."""


def is_known(typed: str) -> bool:
    """Whether what is typed is a command as it stands."""
    is_list = typed.strip() == "/"  # which has the commands listed that are in sight already
    return not is_list and action_of(typed) is not None


def hits(interview: Interview, typed: str) -> Sequence[Hit] | None:
    """Return what fits a command so far; None where what is typed is none, or has a text.

    Args:
        interview: The interview.
        typed: What is typed. One or two letters stand for commands, a digit for parts and
            questions, three letters also for the words of questions, rows and options.
    """
    if not is_command(typed) or not typed.startswith("/") or "\n" in typed:
        return None
    word, space, rest = typed[1:].partition(" ")
    action = action_of(f"/{word}") if space and word else None
    if action is not None:
        listed = _BEHIND.get(action)
        return None if listed is None else [*listed(interview, action, rest.strip())] or None
    return [*_named(interview, " ".join([word, rest]).strip().casefold())]


def _named(interview: Interview, words: str) -> Iterator[Hit]:
    """Yield the commands that begin with some words, and what has the words in it."""
    if words[:1].isdigit():
        yield from _places(interview, Action.GOTO, words)
        return
    here = [action for action in COMMANDS if action is not Action.EVIDENCE or _has_rows(interview)]
    begun = [action for action in here if any(n.startswith(words) for n in names_of(action))]
    yield from map(_command, begun)
    if len(words) < _LEAST_LETTERS:
        return
    yield from _places(interview, Action.GOTO, words)
    for question in interview.questionnaire.questions.values():
        yield from _inside(interview, question, words)
    yield from (
        _command(action)
        for action in here
        if action not in begun and has_words(words, COMMANDS[action])
    )


def _has_rows(interview: Interview) -> bool:
    """Whether the question that is asked has rows."""
    return not interview.at_end and bool(interview.prompt().question.answer_type.listed_rows())


def _command(action: Action) -> Hit:
    is_begun = action in _BEGUN
    return Hit(f"/{action}", COMMANDS[action], [f"/{action}{' ' if is_begun else ''}"], is_begun)


def _parts(interview: Interview, action: Action, words: str) -> Iterator[Hit]:
    """Yield the parts whose number, or words in their title, are typed."""
    for number, part in enumerate(interview.questionnaire.sets, 1):
        if _fits(words, str(number), part.title):
            yield Hit(tr("part {number}", number), part.title, [f"/{action} {number}"])


def _questions(interview: Interview, action: Action, words: str) -> Iterator[Hit]:
    """Yield the questions whose number, or words, are typed."""
    for question in interview.questionnaire.questions.values():
        number = interview.questionnaire.numbers[question.id]
        if _fits(words, number, question.ask):
            said = _said(interview, question, question.ask)
            yield Hit(number, said, [f"/{action} {number}"])


def _places(interview: Interview, action: Action, words: str) -> Iterator[Hit]:
    yield from _parts(interview, action, words)
    yield from _questions(interview, action, words)


def _inside(interview: Interview, question: Question, words: str) -> Iterator[Hit]:
    """Yield the rows and options of a question that have some words."""
    number, answer_type = interview.questionnaire.numbers[question.id], question.answer_type
    to_question = f"/goto {number}"
    for at, row in enumerate(answer_type.listed_rows(), 1):
        if has_words(words, row.label):
            said = _said(interview, question, row.label)
            yield Hit(tr("{number} row", number), said, [to_question, f"/goto row {at}"])
    offered = dict.fromkeys(label for _, label in answer_type.offered())
    for label in offered if len(offered) <= _MOST_OPTIONS else ():
        if has_words(words, label):
            yield Hit(
                tr("{number} option", number), _said(interview, question, label), [to_question]
            )


def _said(interview: Interview, question: Question, words: str) -> str:
    """Return words of a question, with a remark where it is not asked."""
    return words if question.id in interview.path.on else tr("{words} (not asked now)", words)


def _laws(interview: Interview, action: Action, words: str) -> Iterator[Hit]:
    """Yield the laws of the register; the article is typed behind the law."""
    for law in interview.questionnaire.laws(interview.path.facts.answers):
        if _fits(words, law.code, law.label):
            yield Hit(law.code, law.label, [f"/{action} {law.code} "], is_begun=True)


def _fits(words: str, name: str, label: str) -> bool:
    return name.startswith(words) or (not words[:1].isdigit() and has_words(words, label))


_BEHIND: Mapping[Action, Callable[[Interview, Action, str], Iterator[Hit]]] = {
    Action.GOTO: _places,
    Action.LIST: _parts,
    Action.EVIDENCE: _laws,
}
"""What is listed behind a command."""
