"""Tries a variant by files and commands, and judges what became of every act of the clerk."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.forms.variants.hands import HANDS, Act
from tests.forms.variants.starts import REPORT, answers_in, next_form, run, started
from tests.forms.variants.variant import ASKED, REFUSED, RIGHT, Variant
from tests.support.ministries import shown_units
from tests.support.running import Result

SIDE_LINE, WRONG, LOST = "only in a side line", "wrong", "lost without a word"
"""The outcomes that break the promise: what was meant is not in the report, and the command exits
with 0, although a line says so; the report says what nobody meant; no message has what was
written."""
PROMISED = (RIGHT, ASKED, REFUSED)
OUTCOMES = (*PROMISED, SIDE_LINE, WRONG, LOST)

CONFIRMED = "carried"
"""The part of an answer that is gone when the answer of the last report is confirmed."""
_TAKEN = re.compile(r"\[(?:taken|as before)\]$")
_COUNTS = re.compile(r"^\S.*: \d+ fields?: \d+ taken, ")
_SPELLED = re.compile("‹U\\+([0-9A-F]+)›")
_FINDING = re.compile(r"\[(?:F\d\d\d|differs|not readable)\]$")
"""Finds the lines that ask the ministry again: their place is enough."""
_KEPT = 24
"""The characters of a text by which a message must call it; a longer text can be cut."""


@dataclass(frozen=True)
class Verdict:
    """What became of a variant."""

    outcome: str
    """One of `OUTCOMES`."""
    problems: Sequence[str]
    """What is otherwise than the variant says, in words; empty where all is as it says."""


@dataclass(frozen=True)
class Came:
    """What came of the last merge."""

    done: Result
    changes: Mapping[str, Any]
    """What the report says now and did not, by address; None where something is gone."""
    acts: Sequence[Act]


def tried(variant: Variant, folder: Path, arrived: bytes | None = None) -> Verdict:
    """Try a variant, and judge it.

    Args:
        variant: The variant.
        folder: An empty folder.
        arrived: Its file as LibreOffice saved it, if it went through other formats.
    """
    return _judged(variant, _merged(variant, folder, arrived))


def returned_file(variant: Variant, folder: Path) -> bytes:
    """Return the file of a variant as the clerk saved it."""
    return _filled(variant, started(variant.start, variant.format, folder))[0]


def _merged(variant: Variant, folder: Path, arrived: bytes | None) -> Came:
    """Fill in the form of a variant, and merge it."""
    opened = started(variant.start, variant.format, folder)
    if variant.earlier is not None:
        hand = HANDS[variant.format](opened)
        variant.earlier(hand)
        first = hand.saved()
        (folder / f"earlier.{variant.format}").write_bytes(first)
        done = run(folder, "merge", REPORT, f"earlier.{variant.format}")
        assert done.code == 0, done.stdout + done.stderr
        opened = first if variant.keeps else opened
    if variant.form == "next":
        opened = next_form(folder, variant.format)
    content, hand = _filled(variant, opened)
    if variant.through:
        assert arrived is not None
        content = arrived
    name = variant.as_name or f"return.{variant.format}"
    (folder / name).write_bytes(content)
    before = shown_units(answers_in(folder))
    done = run(folder, "merge", REPORT, name)
    after = shown_units(answers_in(folder))
    changes = {at: after.get(at) for at in {*before, *after} if before.get(at) != after.get(at)}
    return Came(done, changes, hand.acts)


def _filled(variant: Variant, opened: bytes) -> tuple[bytes, Any]:
    hand: Any = HANDS[variant.format](opened)
    if variant.control:
        hand.choose(*variant.control)
    variant.does(hand)
    content = hand.saved()
    return (variant.file(content) if variant.file else content), hand


def _judged(variant: Variant, came: Came) -> Verdict:
    """Judge what came of a variant."""
    wanted = dict(variant.becomes.changes)
    control = dict([variant.control] if variant.control else [])
    if variant.becomes.word != REFUSED:
        wanted |= control
    lines = [_plain(one) for one in f"{came.done.stdout}\n{came.done.stderr}".splitlines()]
    told = [one for one in lines if not _TAKEN.search(one) and not _COUNTS.match(one)]
    is_all_refused = variant.becomes.word == REFUSED and came.done.code != 0
    signs = [one for one in came.acts if not (variant.becomes.says_nothing and not one.text)]
    lost = [
        act
        for act in signs
        if not (is_all_refused or _is_accounted(act, wanted, came.changes, told))
    ]
    unheard = [text for text in variant.becomes.listed if not _has(told, text)]
    false = {at: now for at, now in came.changes.items() if at not in wanted or wanted[at] != now}
    open_ = {at for at in wanted if at not in came.changes and at not in control}
    is_crash = came.done.code not in {0, 1, 2} or "Traceback" in came.done.stderr
    is_open = bool(open_) or variant.becomes.word != RIGHT
    outcome = _outcome(
        came, false=bool(false) or is_crash, lost=bool(lost or unheard), is_open=is_open
    )
    problems = [
        *(["the command crashes"] if is_crash else []),
        *(f"{at} is now {now!r}, and should be {wanted.get(at)!r}" for at, now in false.items()),
        *(f"{at} should be {wanted[at]!r}" for at in wanted if at not in came.changes),
        *(f"no message has {act.text!r} at {_places(act)}" for act in lost),
        *(f"no message says {text!r}" for text in unheard),
    ]
    if outcome != variant.becomes.word:
        problems.insert(0, f"it is {outcome}, not {variant.becomes.word}")
    if problems:
        problems.append(f"exit {came.done.code}: {came.done.stdout}{came.done.stderr}")
    return Verdict(outcome, problems)


def _outcome(came: Came, *, false: bool, lost: bool, is_open: bool) -> str:
    if false:
        return WRONG
    if lost:
        return LOST
    if came.done.code == 0:
        return SIDE_LINE if is_open else RIGHT
    return ASKED if came.changes else REFUSED


def _is_accounted(
    act: Act, wanted: Mapping[str, Any], changes: Mapping[str, Any], told: Sequence[str]
) -> bool:
    """Whether an act is in the report as it was meant, or a message names its place and text."""
    for at in (act.at, f"{act.at}/{CONFIRMED}"):
        if at in wanted and at in changes and wanted[at] == changes[at]:
            return True
    named = [one for one in told if _is_at(act, one)]
    is_asked = bool(act.places) and any(map(_FINDING.search, named))
    return is_asked or _has(named, act.text)


def _is_at(act: Act, line: str) -> bool:
    if not act.places:
        return True
    names = [re.escape(place()) for place in act.places]
    is_there = re.search(rf"(?<![\w.])(?:{'|'.join(names)})(?![\w])(?!\.\d)", line)
    return bool(is_there) and (act.word in line.casefold() or "!" in line)


def _has(lines: Sequence[str], text: str) -> bool:
    wanted = _plain(text)[:_KEPT].strip()
    return any(wanted in one for one in lines)


def _plain(text: str) -> str:
    """Return a text with single spaces, and with what was spelled out as it was."""
    text = _SPELLED.sub(lambda one: chr(int(one[1], 16)), text)
    return " ".join(text.split())


def _places(act: Act) -> str:
    return " or ".join(place() for place in act.places) or "any place"
