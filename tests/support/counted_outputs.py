"""Outputs of `summarize` beside the figures that were counted of the same reports."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.folders import ROOT
from tests.support.independent.asked import Asked, load
from tests.support.independent.figures import Figures
from tests.support.independent.headlines import Headlines
from tests.support.independent.selected import agreeing, counted, read_all
from tests.support.independent.told import Told
from tests.support.running import checklist_run

ASKED = Asked(ROOT / "questions" / "ctoc-cop-2010-6")
REGIONS = load(ROOT / "checklist" / "analysis" / "regional-groups.yaml")["groups"]
GROUPS = {one["code"]: one["label"] for one in REGIONS} | {
    "observers": "Observer States",
    "organizations": "Organizations",
    "": "In no group",
}
GROUP_OF = {state: one["code"] for one in REGIONS for state in one["states"]} | {
    "VAT": "observers",
    "PSE": "observers",
    "EUE": "organizations",
    "COK": "",
    "NIU": "",
}


class Groups(NamedTuple):
    """The groups of States by which an output is divided."""

    option: str
    """The word for `--group-by`."""
    labels: Mapping[str, str]
    """The words for each group by its code, in order; the code of those in none is empty."""
    of: Mapping[str, str]
    """The code of the group of each State that is in one."""

    def of_report(self, one: Told) -> str:
        """Return the code of the group of a report."""
        return self.of.get(one.state, "")


REGION = Groups("region", GROUPS, GROUP_OF)


def groups_in_file(path: Path, groups: Mapping[str, str]) -> Groups:
    """Write a file of State and group, and return the groups, in the order of the file."""
    lines = [f"{state},{group}\n" for state, group in groups.items()]
    path.write_text("".join(lines), encoding="utf-8")
    labels = {one: one for one in dict.fromkeys(groups.values())}
    return Groups(str(path), {**labels, "": "In no group"}, groups)


def lights_and_ships(path: Path) -> Groups:
    """Write a file with two groups, in which a third of the States is in none."""
    names = ("Lights", "Ships")
    states = enumerate(sorted(GROUP_OF))
    return groups_in_file(path, {one: names[place % 2] for place, one in states if place % 3})


class Summarized(NamedTuple):
    """A folder with the outputs of `summarize`, and the counts."""

    folder: Path
    figures: Figures
    document: Mapping[str, Any]
    reports: Mapping[str, Told]
    """All that count, also where they are not named."""

    def text(self, ending: str) -> str:
        return (self.folder / f"all.{ending}").read_text("utf-8")


def summarize(
    tmp: Path,
    reports: Path,
    *options: str,
    cycle: str = "",
    endings: Sequence[str] = ("json", "html"),
    groups: Groups = REGION,
    code: int = 0,
) -> Summarized:
    """Write a summary in some formats, and count the same reports.

    Args:
        tmp: The folder for the outputs.
        reports: The folder with the reports.
        options: Further words for the command.
        cycle: The cycle that counts; empty: all.
        endings: The formats; JSON among them.
        groups: The groups.
        code: With what the command exits.
    """
    words = ["--group-by", groups.option, *options, *(["--cycle", cycle] if cycle else [])]
    for ending in endings:
        done = checklist_run("summarize", reports, *words, "-o", f"all.{ending}", cwd=tmp)
        assert done.code == code, done.stderr
    document = json.loads((tmp / "all.json").read_text("utf-8"))
    figures, all_counted = figures_of(reports, document, *options, cycle=cycle, groups=groups)
    return Summarized(tmp, figures, document, all_counted)


def figures_of(
    reports: Path,
    document: Mapping[str, Any],
    *options: str,
    cycle: str = "",
    groups: Groups = REGION,
) -> tuple[Figures, Mapping[str, Told]]:
    """Return the figures of a summary of these reports, and all the reports that count.

    The names of States are those of the document.
    """
    is_public = "--for-publication" in options
    paths = sorted(reports.glob("*.yaml"))
    told = read_all(ASKED, paths)
    all_counted = counted(told, cycle=cycle, drafts="--include-drafts" in options)
    who = document["participation"]
    names = {
        one["code"]: one["name"] for key in who if isinstance(who[key], list) for one in who[key]
    }
    named = agreeing(all_counted, ["publish"]) if is_public else all_counted
    figures = Figures(
        ASKED,
        named,
        names=names,
        groups=groups.labels,
        group_of=groups.of_report,
        is_public=is_public,
        headlines=Headlines(ASKED, named, names, all_counted, is_public=is_public),
    )
    return figures, all_counted
