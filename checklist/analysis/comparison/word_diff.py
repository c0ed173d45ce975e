"""The difference of two texts, word by word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import Match, SequenceMatcher

from checklist.analysis.comparison.document import Sign, WordEntry

MOST_TOKENS = 500
"""The most words, or sentences, of each text that are compared one by one. The common beginning
and end of both texts do not count."""

MOST_STEPS = 50_000
"""The most steps for two texts. A step takes some hundreds of nanoseconds at most. If words repeat
often, the steps grow with the third power of the words; usual texts take a fifth of these steps."""

MOST_STEPS_OF_REPORTS = 100 * MOST_STEPS
"""The most steps for all texts of two reports."""

_MOST_STEPS_OF_RUN = 20 * MOST_STEPS_OF_REPORTS
"""The most steps for all texts of a run of usual size."""
_LEAST_STEPS_OF_REPORTS = 20 * MOST_STEPS


def steps_of_reports(pairs: int) -> int:
    """Return the most steps for all texts of two reports, in a run that compares so many pairs.

    Each pair has the same share, so that the outcome depends neither on the order of the pairs nor
    on the process that compares them.
    """
    share = max(_LEAST_STEPS_OF_REPORTS, _MOST_STEPS_OF_RUN // max(1, pairs))
    return min(share, MOST_STEPS_OF_REPORTS)


# Chinese and Japanese put no spaces between words: there each character counts as one.
_ALONE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"\s*(?:[{_ALONE}]|[^\s{_ALONE}]+)\s*?(?=\S|\Z)|\s+")
_SENTENCES = re.compile("[^.?!\u3002\uff1f\uff01\n]*(?:[.?!\u3002\uff1f\uff01\n]+\\s*|\\Z)")


class _TooLong(Exception):
    """A comparison would take longer than it is worth."""


class StepBudget:
    """The steps that are left for comparing texts."""

    def __init__(
        self, steps: int = MOST_STEPS_OF_REPORTS, whole: "StepBudget | None" = None
    ) -> None:
        """Begin.

        Args:
            steps: How many steps there are.
            whole: The budget that contains this one.
        """
        self.left = steps
        """The steps that are left."""
        self._whole = whole

    def part(self, steps: int) -> "StepBudget":
        """Return a part of the budget: this number of steps, or the steps that are left."""
        return StepBudget(min(steps, self.left), self)

    def take(self, steps: int) -> None:
        """Use steps.

        Raises:
            _TooLong: Fewer steps are left. None of them is used then.
        """
        if steps > self.left:
            raise _TooLong
        self.left -= steps
        if self._whole is not None:
            self._whole.take(steps)


class _Matcher(SequenceMatcher[str]):
    """Finds the equal runs of two lists of tokens, unless that takes too many steps."""

    a: Sequence[str]
    b2j: Mapping[str, Sequence[int]]

    def __init__(self, a: Sequence[str], b: Sequence[str], steps: StepBudget) -> None:
        super().__init__(None, a, b)
        self._steps = steps

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Return the longest match in a part of each list; each equal pair is one step."""
        self._steps.take(sum(1 + len(self.b2j.get(token, ())) for token in self.a[alo:ahi]))
        return super().find_longest_match(alo, ahi, blo, bhi)


def word_diff(old: str, new: str, steps: StepBudget | None = None) -> tuple[WordEntry, ...]:
    """Return the pieces of two texts in their order; a piece that both texts have stands once.

    The pieces that are the same or added make up the new text. The pieces that are the same or
    removed make up the old text, except for its white space, which is not compared. Texts that
    differ a lot and are long, or repeat their words, are compared by sentences, or shown as removed
    and added as a whole, so that no text takes more than its steps.

    Args:
        old: The old text.
        new: The new text.
        steps: The budget for this text and others; None: a budget for one text.
    """
    steps = steps or StepBudget()
    for tokens in (_WORDS, _SENTENCES):
        before, after = ([*filter(None, tokens.findall(text))] for text in (old, new))
        pieces = _pieces(before, after, steps.part(MOST_STEPS))
        if pieces is not None:
            return pieces
    return tuple(_joined([WordEntry(Sign.REMOVED, old), WordEntry(Sign.ADDED, new)]))


def _pieces(
    before: Sequence[str], after: Sequence[str], steps: StepBudget
) -> tuple[WordEntry, ...] | None:
    """Return the difference of two lists of tokens, or None if it would take too many steps."""
    old, new = ([token.strip() for token in tokens] for tokens in (before, after))
    begin = _same(old, new)
    end = _same(old[begin:][::-1], new[begin:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    if max(old_end, new_end) - begin > MOST_TOKENS:
        return None
    try:
        changes = _Matcher(old[begin:old_end], new[begin:new_end], steps).get_opcodes()
    except _TooLong:
        return None
    pieces = [WordEntry(Sign.SAME, "".join(after[:begin]))]
    for tag, i, j, k, m in changes:
        if tag == "equal":
            pieces.append(WordEntry(Sign.SAME, "".join(after[begin + k : begin + m])))
        else:
            pieces.append(WordEntry(Sign.REMOVED, "".join(before[begin + i : begin + j])))
            pieces.append(WordEntry(Sign.ADDED, "".join(after[begin + k : begin + m])))
    pieces.append(WordEntry(Sign.SAME, "".join(after[new_end:])))
    return tuple(_joined(pieces))


def _same(tokens: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of equal tokens at the beginning of both."""
    pairs = enumerate(zip(tokens, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(tokens), len(other)))


def _joined(pieces: Sequence[WordEntry]) -> Iterator[WordEntry]:
    """Yield the pieces that are not empty; neighbours with the same sign are joined."""
    held: WordEntry | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if held is not None and held.sign is piece.sign:
            held = WordEntry(held.sign, held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def shortened(pieces: Sequence[WordEntry], around: int = 60) -> Iterator[WordEntry]:
    """Yield the pieces, but cut the equal ones to some characters around each change."""
    for number, piece in enumerate(pieces):
        text = piece.text
        before = around if number else 0
        after = around if number < len(pieces) - 1 else 0
        if piece.sign is not Sign.SAME or len(text) <= before + after + around:
            yield piece
            continue
        first = text[:before].rpartition(" ")[0] if before else ""
        last = text[len(text) - after :].partition(" ")[2] if after else ""
        yield WordEntry(Sign.SAME, f"{first} … {last}")
