"""The words that stand in forms and are understood when they come back."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import DECLINED, MISSING_LABELS, NOT_REPLIED, REASONS
from checklist.answer_types.evidence import URL
from checklist.answer_types.interface import Option, Refusal
from checklist.answer_types.missing_codes import missing_code
from checklist.answer_types.web_address import bare_address
from checklist.text.entries import NO, YES
from checklist.text.messages import (
    Message,
    commas,
    in_quotes,
    labelled,
    listed_words,
    parted,
    semicolons,
    tr,
)
from checklist.text.paragraphs import folded as folded_text
from checklist.text.paragraphs import uncapitalized
from checklist.text.sanitize import character_name, quoted

AS_BEFORE = Message("As before")
"""The answer that confirms what the last report said."""
REMOVE = "remove"
"""The entry that takes an answer away, as readers note it. An emptied field does not."""
REMOVE_WORD = Message("remove", "what is written in a form to take an answer away")
"""The same, as it is written in the language of the form."""
NO_ENTRIES = Message("No entries")
"""The answer to a table that has nothing to list."""
WHY_NO_ANSWER = Message("If there is no answer, why?")
"""What stands where the reason for no answer is written, in each format that has a place for it."""
MARK = "x"
"""The mark at an option, as the tool writes it."""

_CONFIRMING = Message(
    "as before, same as before, as in the last report, same as in the last report, same, "
    "as last time, same as last time, no change, unchanged",
    "a list of what people write in a form to confirm an answer of the last report",
)
_CROSSES = "x\u0445"
"""The letter on a Latin and on a Cyrillic keyboard."""
TICKS = frozenset({*_CROSSES, *"✓✔✗✘☑☒\u00d7√•●■⮽🗹"})
_MARKING = TICKS | {
    *("v", "ok", "true", "xx", "xxx", "vv", "sim", "ja", "\u0445\u0445"),
    *map(folded_text, YES),
}
_QUOTES = "\"'“”„«»\u2018\u2019!"
_REMOVING = Message(
    "remove, removed, please remove, remove please, remove it, remove this, remove answer, "
    "remove this answer, remove the answer, to be removed",
    "a list of what people write in a form to take an answer away",
)
_LONGEST_ADDRESS = 2_000
"""The most characters of a web address in a report."""
_ASKING = "?\u061f\uff1f\u055e"
"""Question marks."""
_NO_ASKING = str.maketrans(dict.fromkeys(_ASKING))
_DOUBTFUL = frozenset(
    {"to check", "check", "to be checked", "to verify", "to be verified", "to confirm"}
    | {"to be confirmed", "tbc", "tbd", "to be decided", "not sure", "unsure", "maybe", "perhaps"}
    | {"a verifier", "a confirmer", "por confirmar", "por verificar"}
    | {"por definir", "por determinar", "pendiente", "pendiente de confirmar", "quizas", "tal vez"}
    | {"уточнить", "проверить", "уточняется", "требует уточнения", "возможно", "не уверен"}
    | {"待确认", "待定", "na", "n/a"}
    | {"للتاكد", "للتاكيد", "للتحقق", "للمراجعة", "قيد التحقق", "قيد المراجعة", "ربما"}
    | {"بانتظار التاكيد", "غير متاكد", "غير موكد", "لست متاكدا"}
)
"""What stands at an option whose answer is uncertain, without a mark and question marks."""
_SHORT = 2
"""The most characters of a sign that is not one of those that are known, and has no letters."""
_BOXES = str.maketrans(dict.fromkeys("☐□◻▢◯○⬜[](){}\u200b\u200c\u200d\u2060\ufeff"))
"""Empty boxes, what stands around a mark, and characters without a width: none is a mark."""
_EMPTY_LINES = str.maketrans(dict.fromkeys("…_"))
"""What stands for an empty place at an option."""
_OF_SYMBOLS = re.compile("[\uf020-\uf0ff]")
"""The characters of fonts of symbols, where programs put them."""
SYMBOL_FONTS = ("wingdings", "webdings", "symbol")
"""The beginnings of the names of fonts of symbols, in small letters."""
EMPTY_SYMBOLS = frozenset({"a8", "6f", "71", "72", "a3", "a1"})
"""The codes of empty boxes and circles in fonts of symbols."""
NO_MARKS = frozenset({"", "-", "–", "0", "false", "nein", "nao", *map(folded_text, NO)})
"""What says at an option that it is not meant, as it is compared; so does the removing word."""
_OTHER = "other"


def is_removal(text: str) -> bool:
    """Whether an entry takes an answer away: `remove`, also beside the mark that stood there."""
    said = folded(text).strip(_QUOTES)
    texts = {said, _without_ticks(said)}
    return any(not texts.isdisjoint(listed_words(words)) for words in (_REMOVING, REMOVE_WORD))


def beside_number(text: str) -> str:
    """Return what stands beside the printed number of an entry of a table."""
    return tidy(text).lstrip("0123456789").lstrip(" .)")


def is_doubt(text: str) -> bool:
    """Whether a text at an option says that its answer is uncertain: `?`, `x?`, `to check`, `.`."""
    said = folded(text)
    is_dot = bool(text.strip()) and not said
    return is_dot or any(sign in said for sign in _ASKING) or _without_ticks(said) in _DOUBTFUL


def is_only_doubt(text: str) -> bool:
    """Whether a text says nothing but that something is uncertain: `?`, `to check`."""
    return is_doubt(text) and _without_ticks(folded(text.translate(_NO_ASKING))) in {
        "",
        *_DOUBTFUL,
    }


def doubt_message(text: str) -> str:
    """Return what is said of a mark that is in doubt."""
    return tr(
        "{text} is a doubt, and no answer: mark the answer with x, or leave it open and "
        "write under “Remark” what is not certain",
        quoted(text),
    )


def option_doubt_message(text: str, option: str, firm: Sequence[str]) -> str:
    """Return what is said of a mark in doubt at one of several options.

    Args:
        text: What stands there.
        option: The option.
        firm: The options of the same list that are marked without a doubt.
    """
    if not firm:
        return labelled(quoted(option), doubt_message(text))
    marked = semicolons(map(quoted, firm))
    return tr(
        "{option}: {text} is a doubt, and no answer. Marked without a doubt in this "
        "list: {marked}. The list is taken once {option} has an x, or nothing",
        quoted(option),
        quoted(text),
        marked,
    )


def unmarked_message(text: str) -> str:
    """Return what is said of words at an option where no option is marked."""
    return tr(
        "{text} stands at an option, and no option is marked: mark the one that you mean with x",
        quoted(text),
    )


def _without_ticks(said: str) -> str:
    words = [word for word in said.split() if word not in TICKS]
    return " ".join(words).lstrip(_CROSSES).strip(" -–,;:()")


def confirms(text: str) -> bool:
    """Whether an entry says that the answer of the last report still holds."""
    said = folded(text)
    return said in listed_words(_CONFIRMING) or said in listed_words(AS_BEFORE)


def is_mark(text: str) -> bool:
    """Whether a text says yes: anything but `no`, `-`, `remove` and the like."""
    return not _says_no(folded(text))


def is_confidential(text: str) -> bool:
    """Whether a text at “Do not publish” says so: whatever is neither empty nor `no`."""
    said = without_boxes(text)
    return bool(said) and not _says_no(folded(said) or said)


def _says_no(said: str) -> bool:
    return said in NO_MARKS or said in listed_words(REMOVE_WORD)


def is_tick(text: str) -> bool:
    """Whether a text at an option marks it: a sign, or a sign with a remark behind it."""
    sign, _, remark = folded(text).partition(" ")
    is_short = len(sign) <= _SHORT and not any(character.isalpha() for character in sign)
    is_sign = sign.rstrip(",;:-–") in _MARKING or (not remark and is_short)
    return is_sign and is_mark(text) and not (is_doubt(text) or is_removal(text))


def has_remark(text: str) -> bool:
    """Whether a text at an option says more than that it is marked, or not."""
    is_more = is_mark(text) and not (is_tick(text) and " " not in folded(text))
    return is_more and not (is_removal(text) or is_only_doubt(text))


def without_boxes(text: str) -> str:
    """Return a text with single spaces, without empty boxes and the brackets around a mark."""
    plain = _OF_SYMBOLS.sub(lambda one: symbol(f"{ord(one[0]):x}"), text)
    return " ".join(filter(None, (word.translate(_BOXES) for word in plain.split())))


def link_behind(text: str, address: str) -> str:
    """Return what is written behind a linked text: its address, unless that is its text.

    An address that is longer than an answer takes is left out: thousands of texts can have it.
    """
    is_address = len(address) <= _LONGEST_ADDRESS and re.fullmatch(URL, address)
    is_other = is_address and bare_address(text) != bare_address(address)
    return f" <{address}>" if is_other else ""


def symbol(code: str) -> str:
    """Return the sign for a character of a font of symbols: an empty box, or else a mark.

    Args:
        code: Its code in hexadecimal digits, of which the last two count.
    """
    return "☐" if code[-2:].lower() in EMPTY_SYMBOLS else "✓"


def at_option(text: str) -> str:
    """Return what stands at an option, without empty boxes and lines to write on."""
    said = without_boxes(text.translate(_EMPTY_LINES))
    return "" if said.count(".") == len(said) > 1 else said


def folded(text: str) -> str:
    """Return a text without capitals, spaces around it, and full stops at its end."""
    return folded_text(text).rstrip(".")


def offered_reasons(code: str) -> Sequence[Option]:
    """Return the reasons that a form offers: none that only who waits for the form can give.

    Args:
        code: The code of a missing answer.
    """
    return [reason for reason in REASONS[code] if reason.code != NOT_REPLIED]


def missing_text(missing: Mapping[str, Any]) -> str:
    """Return a missing code with its reason in words, as one line, without its note."""
    code = missing["missing"]
    reason = missing.get("reason")
    label = next((one.label for one in REASONS[code] if one.code == reason), "")
    words = MISSING_LABELS[code]
    return labelled(words, uncapitalized(label)) if label else words


def names_missing(text: str) -> bool:
    """Whether a text in a cell says that there is no value: `not known: …`."""
    return missing_code(parted(text)[0]) is not None


def missing_values() -> Mapping[str, str]:
    """Return how a page writes each missing code and its reason, by their words.

    A page gives their codes, `not-known: not-collected`, in whichever language it was read.
    """
    values = {missing_text({"missing": code}): code for code in MISSING_LABELS}
    for code, reasons in REASONS.items():
        for reason in reasons:
            words = missing_text({"missing": code, "reason": reason.code})
            values[words] = f"{code}: {reason.code}"
    return values


def read_missing(text: str, note: str = "") -> Mapping[str, Any]:
    """Return the missing code, reason and note that a text means.

    Args:
        text: `Not known: the information is not collected`; other words behind the colon are the
            reason in words.
        note: The remark next to it.

    Raises:
        Refusal: The text is none of these, or lacks its reason.
    """
    head, words = parted(text)
    code = missing_code(head)
    if code is None:
        known = commas(map(in_quotes, MISSING_LABELS.values()))
        raise Refusal(
            tr(
                "{text} is not a reason for no answer: choose from the list ({known})",
                quoted(text),
                known,
            )
        )
    words = words.strip()
    if code == DECLINED:
        return {"missing": code, **_noted(words, note)}
    if not words:
        raise Refusal(tr("{text} lacks its reason: choose it from the list", quoted(text)))
    head_of_reason, more = parted(words)
    for reason in REASONS[code]:
        names = {*map(folded, reason.words()), reason.code, reason.code.replace("-", " ")}
        if folded(words) in names:
            return _with_reason(code, reason.code, "", note)
        if folded(head_of_reason) in names:
            return _with_reason(code, reason.code, more.strip(), note)
    return _with_reason(code, _OTHER, words, note)


def _with_reason(code: str, reason: str, words: str, note: str) -> Mapping[str, Any]:
    noted = _noted(words, note)
    if reason == _OTHER and not noted:
        raise Refusal(tr("“another reason” needs the reason in words: write it as a remark"))
    return {"missing": code, "reason": reason, **noted}


def _noted(words: str, note: str) -> Mapping[str, str]:
    lines = [text for text in (words, note) if text]
    return {"note": "\n".join(dict.fromkeys(lines))} if lines else {}


_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""The characters that turn the direction of all that follows, so that it reads as another text."""
_SPELLED = re.compile("‹U\\+(202[A-E]|206[6-9])›")


def spelled(text: str) -> str:
    """Return a text for a form, in which characters that turn its direction are spelled out.

    Joiners and marks that scripts need stay as they are.
    """
    return _TURNING.sub(lambda one: f"‹{character_name(one[0])}›", text)


def unspelled(text: str) -> str:
    """Return a text of a form as the report has it."""
    return _SPELLED.sub(lambda one: chr(int(one[1], 16)), text)


def is_as_shown(text: str, shown: str) -> bool:
    """Whether a text is what a field was sent with, apart from spaces."""
    return tidy(spelled(text)) == tidy(shown)


_BLANKS = re.compile(r"[ \t\u00a0]+")


def tidy(text: str) -> str:
    """Return a text with single spaces, to compare it: programs and mail change them."""
    plain = text.replace("\r\n", "\n").replace("\ufeff", "")
    lines = (_BLANKS.sub(" ", line).strip() for line in plain.split("\n"))
    return "\n".join(lines).strip()
