"""Finds wording that two texts share."""

import re

_FOOTNOTE_MARKS = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]")
_INSIDE_A_WORD = re.compile("['\u2018\u2019\u02bc\u00ad]")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of a text, without case, punctuation, hyphens, markup and footnote marks."""
    without_marks = _FOOTNOTE_MARKS.sub(" ", text)
    return _WORD.findall(_INSIDE_A_WORD.sub("", without_marks).casefold())


def shared_runs(text: str, source: str, length: int = 10) -> list[str]:
    """Return the longest runs of at least `length` words that both texts have, in text order."""
    ours = words(text)
    theirs = f" {' '.join(words(source))} "
    runs: list[str] = []
    start = 0
    while start + length <= len(ours):
        end = start + length
        if not _has_run(theirs, ours[start:end]):
            start += 1
            continue
        while end < len(ours) and _has_run(theirs, ours[start : end + 1]):
            end += 1
        runs.append(" ".join(ours[start:end]))
        start = end - length + 1
    return runs


def _has_run(theirs: str, run: list[str]) -> bool:
    return f" {' '.join(run)} " in theirs
