"""The tables at the beginning of a State's profile beside what its report says."""

import re
from html import unescape
from pathlib import Path

from tests.support.counted_outputs import ASKED
from tests.support.independent.asked import STATUSES
from tests.support.independent.told import Told


def check_profile(told: Told, path: Path) -> int:
    """Compare the tables at the beginning of a profile; return how many rows there are."""
    text = path.read_text("utf-8")
    plan = ASKED.plan
    gaps: dict[str, list[str]] = {}
    for unit in ASKED.units:
        codes = told.measure(unit).codes if unit.is_measure else ()
        if codes and codes != ("implemented",):
            of_row = ASKED.row_words(unit.question, unit.row)
            words = f"{of_row}: {STATUSES[codes[0]]}" if of_row else STATUSES[codes[0]]
            gaps.setdefault(ASKED.numbers[unit.question], []).append(words)
    wanted: list[tuple[str, ...]] = [
        (_theme(one["question"]), label, _words(told, one.get("priority", "")))
        for one in plan["assistance"]
        for code, label in ASKED.kinds(one["question"]).items()
        if code in told.said(one["question"])
    ]
    steps: list[tuple[str, ...]] = [
        (_theme(one["question"]), str(told.value(one["question"])))
        for one in plan["steps"]
        if told.value(one["question"])
    ]
    expected: dict[str, list[tuple[str, ...]]] = {
        "Measures that are not, or not wholly, in place": [
            (number, *lines) for number, lines in gaps.items()
        ],
        "Help wanted": wanted,
        "Obstacles": _given(told, plan["obstacles"]),
        "Steps announced": steps,
    }
    for caption, rows in expected.items():
        found = _rows(text, caption)
        if caption.startswith("Measures"):
            found = [(one[0].split()[0], *one[1:]) for one in found]
        if caption == "Steps announced":
            found = [one[:2] for one in found]
        assert sorted(found) == sorted(rows), (path.name, caption)
    return sum(map(len, expected.values()))


def _given(told: Told, questions: list[str]) -> list[tuple[str, ...]]:
    """Return what a State named, by theme."""
    found = []
    for name in questions:
        labels = [words for code, words in ASKED.codes(name).items() if code in told.said(name)]
        found += [(_theme(name), *labels)] if labels else []
    return found


def _theme(question: str) -> str:
    return str(ASKED.themes[ASKED.theme_of[question]])


def _words(told: Told, question: str) -> str:
    if not question:
        return ""
    return "".join(ASKED.codes(question)[code] for code in told.said(question))


def _rows(text: str, caption: str) -> list[tuple[str, ...]]:
    """Return the rows of a table: its cells, and of each cell the lines."""
    table = re.search(rf"<caption>{re.escape(caption)}</caption>(.*?)</table>", text, flags=re.S)
    if table is None:
        return []
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", table[1].partition("<tbody>")[2], flags=re.S):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.S)
        lines = [unescape(re.sub(r"<br>|\n", "\n", cell)).split("\n") for cell in cells]
        found.append(tuple(line for cell in lines for line in cell))
    return found
