"""The example reports some weeks later: the same with some answers changed, in every way there is.

They are written to the folder `LATER`, beside the three examples.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from checklist.files.reader import read
from checklist.reports.seal import SALT, SEAL, seal
from tests.support.folders import EXAMPLES, TEMPORARY
from tests.support.made_reports import as_yaml

EARLIER, LATER = EXAMPLES, TEMPORARY / "later-reports"


def data_of(path: Path) -> dict[str, Any]:
    """Return the data of a report file."""
    data = read(path).data
    assert isinstance(data, dict)
    return data


def later_report(code: str) -> dict[str, Any]:
    """Return the later report of a State, sealed."""
    data = deepcopy(data_of(EARLIER / f"report-{code}.yaml"))
    STATES[code](data)
    data[SEAL] = seal({key: part for key, part in data.items() if key != SEAL})
    return data


def _uganda(data: dict[str, Any]) -> None:
    data["as_of"] = "2026-12-20"
    data[SALT] = "5c2e9a7714f0b3d886e1a95d30c7f24b"
    answers = data["answers"]
    answers["period-start"]["value"] = "2024"
    answers["period-end"]["value"] = "2026"
    answers["contact-point"]["value"]["email"] = "new-desk@example.org"
    answers["consulted"]["value"].remove("education")
    answers["consulted"]["value"].append("finance")
    laws = answers["laws"]["value"]
    laws[1]["date"] = {"value": "2026-12-01"}
    laws[1]["citation"]["value"] = (
        "Example Act to Amend the Act against Trafficking, No. 43 of 2026"
    )
    laws.reverse()
    laws.append(
        {
            "short-name": {"value": "victims-act"},
            "citation": {"value": "Example Act on the Stay of Victims, No. 44 of 2026"},
        }
    )
    answers["ratification-status"]["value"] = "ready"
    answers["protocol-obstacles-text"]["value"] = "Only the translation is left."
    answers["convention-ratification-status"] = {"value": "ready"}
    support = answers["staff-support"]["value"]
    support |= {
        "status": "implemented",
        "practice": "A psychologist visits each provincial team once a month.",
        "evidence": [{"url": "https://example.org/police/staff-care"}],
    }
    del support["partly"]
    offences = answers["convention-offences"]
    offences["value"]["organized-group"] = {"value": "implemented"}
    offences["value"]["threats-to-witnesses"]["note"] = "In court, and before a trial."
    answers["campaign-media"] = {"missing": "not-known", "reason": "not-collected"}
    answers["campaigns"]["answered_by"] = ["other"]
    answers["partners"]["confidence"] = "high"
    answers["prostitution-information"]["confidential"] = True
    del answers["legislation-step"], answers["legislation-step-date"]


def _tuvalu(data: dict[str, Any]) -> None:
    data |= {"revision": 2, "supersedes": data["seal"]}
    data["answers"]["reporting-authority"]["value"] += ", and others"


STATES: Mapping[str, Callable[[dict[str, Any]], None]] = {"TUV": _tuvalu, "UGA": _uganda}
"""The changes of each State. Austria has not reported again."""

LATER.mkdir()
for _code in STATES:
    (LATER / f"report-{_code}.yaml").write_text(as_yaml(later_report(_code)), "utf-8")
