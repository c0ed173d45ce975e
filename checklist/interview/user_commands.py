"""What a user enters: answers, commands that begin with `/`, and what is asked at all."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from checklist.answer_types.missing_codes import (
    DECLINED,
    NOT_APPLICABLE,
    NOT_KNOWN,
    missing_code,
)
from checklist.answer_types.refusal import Refusal
from checklist.text.entries import QUESTION_MARKS, plain_digits, with_plain_slash
from checklist.text.messages import Message, Texts, commas, sentences, tr
from checklist.text.paragraphs import folded
from checklist.text.sanitize import character_name, forbidden_character, quoted
from checklist.text.suggestions import nearest

if TYPE_CHECKING:
    from checklist.answer_types.interface import Option, Step


class ScopeKind(StrEnum):
    """Kinds of questions to which an interview can be limited."""

    OPEN = "open"
    NOT_KNOWN = "not-known"


class Action(StrEnum):
    """The kinds of entries. All but `ANSWER` are commands; `HELP` is `/` alone."""

    ANSWER = "answer"
    HELP = ""
    EXPLAIN = "?"
    BACK = "back"
    NEXT = "next"
    GOTO = "goto"
    LIST = "list"
    FIND = "find"
    NOTE = "note"
    EVIDENCE = "evidence"
    CONFIDENTIAL = "confidential"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "na"
    DECLINE = "decline"
    CLEAR = "clear"
    UNDO = "undo"
    QUIT = "quit"


COMMAND_GROUPS: Mapping[Message, Mapping[Action, str]] = {
    Message("To answer", "the head of a list of commands"): Texts(
        {
            Action.UNKNOWN: "answer: not known, asks why; /unknown*: all open rows",
            Action.NOT_APPLICABLE: "answer: not applicable (asks for the reason)",
            Action.DECLINE: "answer: declined by your State (asks why)",
            Action.NOTE: "add a remark to this row once it is answered, else to the question",
            Action.EVIDENCE: "give evidence for this row: /evidence tip-act art. 5",
            Action.CONFIDENTIAL: "mark this answer as confidential, or not any more",
            Action.CLEAR: "remove the answer to this question",
            Action.UNDO: "undo the last change",
        }
    ),
    Message("To move"): Texts(
        {
            Action.BACK: "go back one step",
            Action.NEXT: "go on, and leave this question as it is",
            Action.GOTO: "go to a question, part, recommendation, row: 6.3, 6, r11, row 3",
            Action.FIND: "find the questions that contain a word: /find police",
            Action.LIST: "list the parts; check, and change, the answers of one: /list 4",
            Action.QUIT: "stop here; go on later at the same place",
        }
    ),
}
"""The effect of each command, by what an official wants to do, in the order in which `/` lists."""

COMMANDS: Mapping[Action, str] = Texts(
    {action: effect for group in COMMAND_GROUPS.values() for action, effect in group.items()}
)
"""The effect of each command."""

_OF_PLACES = frozenset({Action.GOTO, Action.LIST})
"""The commands whose arguments are numbers of questions, parts or rows, in digits of any script."""

_BARE_WORDS: Mapping[str, Action] = {
    **{action.value: action for action in (Action.BACK, Action.NEXT, Action.LIST, Action.QUIT)},
    **dict.fromkeys(("exit", "stop"), Action.QUIT),
    "help": Action.HELP,
}
"""The words that are commands without a `/`, too, except in a text. None changes an answer."""

_OTHER_NAMES: Mapping[str, Action] = {
    "remark": Action.NOTE,
    "comment": Action.NOTE,
    "exit": Action.QUIT,
    "search": Action.FIND,
    "skip": Action.NEXT,
    "remove": Action.CLEAR,
}
"""Names under which officials look for commands."""

_BARE_WITH_ARGUMENT: Mapping[str, Action] = {
    "goto": Action.GOTO,
    "go to": Action.GOTO,
    **{action.value: action for action in (Action.FIND, Action.LIST)},
}
"""The beginnings of commands with an argument that need no `/`: `goto 6.3`."""

_SUGGESTIONS: Mapping[str, Action] = {
    **dict.fromkeys(("not known", "unknown", "don't know", "do not know"), Action.UNKNOWN),
    **dict.fromkeys(("not applicable", "n/a", "na"), Action.NOT_APPLICABLE),
    **dict.fromkeys(("declined", "decline"), Action.DECLINE),
    **dict.fromkeys(("skip", "pass"), Action.NEXT),
    **_BARE_WORDS,
}
"""Commands by the words that officials type who do not know the commands yet."""


MISSING_CODES: Mapping[Action, str] = {
    Action.UNKNOWN: NOT_KNOWN,
    Action.NOT_APPLICABLE: NOT_APPLICABLE,
    Action.DECLINE: DECLINED,
}
"""The codes of a missing answer, by their commands."""


def suggested_command(text: str) -> Action | None:
    """Return the command that an entry, which is no answer, most likely stands for."""
    bare = _bare(text)
    if bare in _SUGGESTIONS:
        return _SUGGESTIONS[bare]
    said = missing_code(bare)
    return next((action for action, code in MISSING_CODES.items() if code == said), None)


def bare_command(text: str, step: "Step | None" = None) -> "Entry | None":
    """Return the command that words without a `/` are: `quit`, `goto 6.3`; None for an answer.

    Args:
        text: The entry.
        step: The step at which it is typed, if any. A step that takes own words has no such
            commands, and an option that begins with the words comes first.
    """
    if step is not None and (step.own_words or begins_option(text, step.options)):
        return None
    words = text.strip().casefold()
    action = _BARE_WORDS.get(_bare(text))
    if action is not None:
        return Entry(action)
    for start, action in _BARE_WITH_ARGUMENT.items():
        if words.startswith(f"{start} "):
            return Entry(action, text.strip()[len(start) :].strip())
    return None


def begins_option(text: str, options: "Sequence[Option]") -> bool:
    """Whether an entry is the code of an option, or the beginning of its label."""
    words = folded(text)
    labels = (folded(label) for option in options for label in option.words())
    is_code = any(words == option.code for option in options)
    return is_code or any(label.startswith(words) for label in labels)


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).strip(".\"'“” ")


def storable_text(text: str) -> str:
    """Return a text that a file can hold.

    Raises:
        Refusal: The text has a character that no file can hold.
    """
    # U+FEFF comes along when text is copied; it is invisible and without meaning.
    text = text.replace("\r\n", "\n").replace("\ufeff", "")
    at = forbidden_character(text)
    if at is not None:
        raise Refusal(
            tr(
                "The text has a character that cannot be kept ({character_name}). Type "
                "it again without it.",
                character_name(text[at]),
            )
        )
    return text


class Entry(NamedTuple):
    """One entry: its kind, and its text."""

    action: Action
    text: str = ""
    """The answer, or the argument of the command."""
    for_the_rest: bool = False
    """Whether the command ends with `*`: it is for all open rows that follow, too."""


def is_command(line: str) -> bool:
    """Whether a line has the form of a command, which need not exist, and is no answer."""
    typed = with_plain_slash(line.strip())
    return typed in QUESTION_MARKS or (typed.startswith("/") and not typed.startswith("//"))


def action_of(line: str) -> Action | None:
    """Return what a line does; None where no command, or several, begin like it."""
    try:
        return parse(line).action
    except Refusal:
        return None


def is_command_word(word: str) -> bool:
    """Whether a word is the whole name of a command, without its `/`."""
    return word.lower() in COMMANDS


def names_of(action: Action) -> Sequence[str]:
    """Return the name of a command, and the other names under which it is looked for."""
    return [action, *(name for name, meant in _OTHER_NAMES.items() if meant is action)]


def parse(line: str) -> Entry:
    """Return the entry that a line stands for.

    A command can be shortened as far as it stays the only one with its beginning. `/` alone lists
    the commands. An answer that begins with `/` is written with two.

    Raises:
        Refusal: The line begins with `/`, but no command or several begin like it.
    """
    typed = with_plain_slash(line.strip())
    if typed.removeprefix("/") in QUESTION_MARKS:
        return Entry(Action.EXPLAIN)
    if typed == "/":
        return Entry(Action.HELP)
    if not is_command(line):
        return Entry(Action.ANSWER, typed[1:] if typed.startswith("//") else line)
    word, rest = [*typed[1:].split(maxsplit=1), "", ""][:2]
    shown = quoted(typed.removesuffix(rest).rstrip())
    for_the_rest = word.endswith("*")
    word = word.removesuffix("*")
    fits = [action for action in COMMANDS if action == word.lower()] or [
        action for action in COMMANDS if word and action.startswith(word.lower())
    ]
    if len(fits) == 1:
        argument = plain_digits(rest.strip())
        return Entry(fits[0], argument if fits[0] in _OF_PLACES else rest.strip(), for_the_rest)
    if fits:
        several = commas(f"/{action}" for action in fits)
        raise Refusal(
            tr("{shown} fits several commands: {several}. Type one more letter.", shown, several)
        )
    names = [known for known in COMMANDS if known[0] == word[:1].lower()]
    meant = _OTHER_NAMES.get(word.lower(), nearest(word.lower(), names))
    refusal = tr("There is no command {command}.", shown)
    hint = tr("Do you mean /{meant}?", meant) if meant else ""
    listed = tr("Type / for the list. An answer that begins with / is written with //.")
    raise Refusal(sentences([refusal, hint, listed]))
