"""The reports of the benchmarks: of 30 kB or more, in our own style, in PyYAML's, and as JSON."""

import hashlib
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from checklist.files.report_text import ReportText
from checklist.reports.report import MAX_REVISION, Report
from checklist.reports.seal import SEAL
from checklist.reports.seal import seal as seal_of
from checklist.states import BY_CODE
from tests.benchmarks.installation import questionnaire
from tests.support.made_reports import STRUCTURAL, WAYS, Maker, as_json, as_yaml, made_report


def in_own_style(data: Mapping[str, Any]) -> str:
    """Return a report as `checklist` itself writes it."""
    return ReportText.new(data, "report").text


STYLES: Mapping[str, tuple[Callable[[Mapping[str, Any]], str], str]] = {
    "own": (in_own_style, "yaml"),
    "pyyaml": (as_yaml, "yaml"),
    "json": (as_json, "json"),
}
"""The functions that write a report, and the endings of their files, by the name of the style."""


class Reports:
    """Folders of reports, one of each State, and then the next revision of each.

    No two files are of one revision, and each revision names the seal of the one before. So a
    report that is not broken on purpose is sound next to all the others, too.
    """

    def __init__(
        self,
        folder: Path,
        *,
        broken_every: int = 0,
        seed: int = 0,
        states: int = len(BY_CODE),
        kilobytes: int = 0,
    ) -> None:
        """Make up a report of each State.

        Args:
            folder: A new folder. The files are written into it when they are asked for.
            broken_every: 20: one State in twenty has broken reports. 0: none has.
            seed: The same seed gives the same reports.
            states: The number of States.
            kilobytes: How long a report is in our style, about, by longer notes; 0: as it is made.
        """
        self._folder = folder
        asked = questionnaire()
        self._series = [
            _Series(
                _longer(made_report(seed + number, asked, state=code), 1000 * kilobytes),
                _way(number, broken_every),
            )
            for number, code in enumerate(sorted(BY_CODE)[:states])
        ]

    def __str__(self) -> str:
        """Return what the figures depend on: how many States, the size of a report, a digest."""
        content = [one.text("own", 1, "").encode() for one in self._series]
        size = sum(map(len, content)) / len(content) / 1000
        digest = hashlib.sha256(b"".join(content)).hexdigest()[:12]
        return f"reports of {len(content)} States; {size:.1f} kB each in our style; digest {digest}"

    def files(self, style: str, count: int) -> list[str]:
        """Return the paths of so many reports in a style, in order."""
        return [str(path) for path in sorted(Path(self.of(style, count)).iterdir())]

    def of(self, style: str, count: int) -> str:
        """Return the path of a folder with so many reports in a style."""
        folder = self._folder / f"{style}-{count}"
        if not folder.exists():
            folder.mkdir(parents=True)
            seals = [""] * len(self._series)
            for number in range(count):
                before, which = divmod(number, len(self._series))
                text = self._series[which].text(style, before + 1, seals[which])
                seals[which] = self._series[which].seal(before + 1, seals[which])
                (folder / f"{number:05}.{STYLES[style][1]}").write_text(text, encoding="utf-8")
        return str(folder)


def _longer(data: dict[str, Any], size: int) -> dict[str, Any]:
    """Return a final report of that many bytes, about: to each answer, sentences are added."""
    answers = data["answers"]
    missing = size - len(in_own_style(data))
    if missing <= 0:
        return data
    maker = Maker(questionnaire(), Random(data["report_id"]))
    longer = {}
    for name, answer in answers.items():
        note = answer.get("note", "")
        length = len(note) + _SHARE_OF_TEXT * missing / len(answers)
        while len(note) < length:
            note = f"{note} {maker.text(1)}".strip()
        longer[name] = {**answer, "note": note}
    return Report.from_data({**data, "answers": longer}).sealed().to_data()


_SHARE_OF_TEXT = 0.85
"""The share of a note in our style that is its text; the rest are its key and the indents."""


def _way(number: int, broken_every: int) -> str:
    """Return the way in which the reports of a State are broken; empty where they are sound."""
    if not broken_every or number % broken_every != broken_every - 1:
        return ""
    return list(WAYS)[number // broken_every % len(WAYS)]


class _Series:
    """The revisions of one State's report. They differ in their heads only."""

    def __init__(self, first: dict[str, Any], way: str) -> None:
        self._sealed = first
        """What the seal is the seal of."""
        self._shown = deepcopy(first)
        """What stands in the files."""
        if way:
            WAYS[way](self._shown, Random(first["report_id"]))
            if way in STRUCTURAL:  # the seal still fits
                self._sealed = self._shown

    def seal(self, revision: int, before: str) -> str:
        """Return the seal of a revision; `before` is that of the revision before."""
        return seal_of(_of_revision(self._sealed, revision, before))

    def text(self, style: str, revision: int, before: str) -> str:
        """Return a revision in a style; `before` is the seal of the revision before."""
        text = self._with_gaps(style, is_first=not before)
        text = _GAP_OF_REVISION.sub(rf"\g<1>{revision}", text, count=1)
        text = text.replace(_GAP_OF_SUPERSEDES, before)
        return text.replace(_GAP_OF_SEAL, self.seal(revision, before))

    @cache  # noqa: B019 - there are few, and they live as long as the benchmark
    def _with_gaps(self, style: str, *, is_first: bool) -> str:
        """Return the text of a revision with stand-ins: in our style, it takes 70 ms to write."""
        supersedes = "" if is_first else _GAP_OF_SUPERSEDES
        data = _of_revision(self._shown, MAX_REVISION, supersedes)
        return STYLES[style][0]({key: _GAP_OF_SEAL if key == SEAL else data[key] for key in data})


_GAP_OF_REVISION = re.compile(rf'(revision"?: ){MAX_REVISION}\b')
_GAP_OF_SUPERSEDES, _GAP_OF_SEAL = f"sha256:{'0' * 64}", f"sha256:{'1' * 64}"


def _of_revision(data: Mapping[str, Any], revision: int, before: str) -> dict[str, Any]:
    """Return a report as another revision, with its keys in their order."""
    made: dict[str, Any] = {}
    for key, content in data.items():
        if key == SEAL and before:
            made["supersedes"] = before
        made[key] = revision if key == "revision" else content
    return made
