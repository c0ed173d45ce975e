"""Folders of reports that are not all alike: versions, revisions, copies, drafts, broken files.

All they say is invented. The same seed gives the same folder.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import cycle as repeated
from pathlib import Path
from random import Random
from typing import Any

import yaml

from checklist.files.reader import parse
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.seal import SEAL, seal
from tests.support.cycles import of_cycle
from tests.support.made_reports import as_json, as_yaml, made_report

EARLIER = "0.9.0"
"""A version of the questionnaire that is not the present one."""
_STATES = ["AUT", "BRA", "CHE", "DNK", "EGY", "FIN", "GHA", "HUN", "IND", "JPN", "KEN", "LUX"]
_SALT = "5c2e9a7714f0b3d886e1a95d30c7f24b"

Data = dict[str, Any]


def write_mixed(folder: Path, seed: int = 0, *, cycle: str = "2024", turn: int = 0) -> Path:
    """Write reports of one cycle to a folder, and return it.

    Args:
        folder: It is made, if it is not there.
        seed: The same seed gives the same answers.
        cycle: The year in which all periods end.
        turn: By how many places the States take the kinds of the States behind them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for place, state in enumerate(_STATES):
        kind = _KINDS[(place + turn) % len(_KINDS)]
        for name, data in kind(state, Random(f"{seed}{state}"), cycle):
            (folder / f"{state}-{cycle}-{name}.yaml").write_text(as_yaml(data), encoding="utf-8")
    for name, text in _unusable(seed, cycle).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _report(
    state: str, random: Random, cycle: str, *, version: str = "", is_sound: bool = False
) -> Data:
    """Return a final report, with some answers marked as confidential.

    Without errors, if it is to be sound; otherwise some answers are missing that others need.
    """
    # To make a report takes a hundred times as long as to change it.
    data = made_report(random.randrange(3), shipped(), state="NOR")
    if version:
        data["questionnaire"] = {**data["questionnaire"], "version": version}
    data = of_cycle({**data, "state": state, "salt": _SALT}, cycle)
    answers = data["answers"]
    for question, answer in answers.items():
        if question in _KEPT:
            continue
        if "value" in answer and random.random() < 0.04:
            answer["confidential"] = True
        value = answer.get("value")
        for row in value.values() if isinstance(value, dict) else ():
            if isinstance(row, dict) and random.random() < 0.02:
                row["confidential"] = True
        if not is_sound and random.random() < 0.04:
            answers[question] = {"missing": "declined"}
    return sealed(data)


def sealed(data: Mapping[str, Any]) -> Data:
    """Return a report with the seal that fits it."""
    report = {key: one for key, one in data.items() if key != SEAL}
    return {**report, SEAL: seal(report)}


def _changed(data: Data, **head: Any) -> Data:
    """Return a report with other words of its head, sealed anew."""
    return sealed({**deepcopy(data), **head})


def _copy(data: Data, asked: Questionnaire) -> Data:
    return redacted(parse(as_json(data).encode(), "report.json"), asked).to_data()


def _draft(data: Data) -> Data:
    return {key: one for key, one in data.items() if key != SEAL} | {"status": "draft"}


def _correction(data: Data, random: Random) -> Data:
    """Return the next revision, in which some answers are missing."""
    answers = {
        name: {"missing": "not-known", "reason": "not-collected"}
        if "value" in one and name not in _KEPT and random.random() < 0.2
        else one
        for name, one in data["answers"].items()
    }
    number = data["revision"] + 1
    return _changed(data, revision=number, supersedes=data[SEAL], answers=answers)


_KEPT = ("laws", "period-start", "period-end", "protocol-status")


def _with_copy(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    data = _report(state, random, cycle, is_sound=True)
    yield "final", data
    yield "public", _copy(data, shipped())


def _twice(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    data = _report(state, random, cycle, is_sound=True)
    yield "1", data
    yield "1-public", _copy(data, shipped())
    yield "2", _correction(data, random)


def _copy_only(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    yield "public", _copy(_report(state, random, cycle, is_sound=True), shipped())


def _draft_only(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    draft = _draft(_report(state, random, cycle))
    for answer in draft["answers"].values():
        if random.random() < 0.2:
            answer["carried"] = True
    yield "draft", draft


def _beside_draft(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    data = _report(state, random, cycle)
    yield "final", data
    yield "draft", _draft(data)


def _invalid(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    data = _report(state, random, cycle)
    yield "final", _changed(data, answers=with_invalid(data["answers"], random, shipped()))


def _of_earlier(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    yield "final", _report(state, random, cycle, version=EARLIER)


def _copy_of_earlier(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    data = _report(state, random, cycle, version=EARLIER, is_sound=True)
    yield "public", _copy(data, shipped())


def _invalid_of_earlier(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    data = _report(state, random, cycle, version=EARLIER)
    yield "final", _changed(data, answers=with_invalid(data["answers"], random, shipped()))


def _same_revision(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    data = _report(state, random, cycle)
    yield "1", data
    yield "another-1", _changed(_correction(data, random), revision=1)


def _out_of_order(state: str, random: Random, cycle: str) -> Iterator[tuple[str, Data]]:
    data = _report(state, random, cycle)
    yield "1", _changed(data, as_of=f"{int(cycle) + 1}-12-01")
    yield "2", _changed(data, revision=2)


_KINDS = (
    _with_copy,
    _twice,
    _copy_only,
    _draft_only,
    _beside_draft,
    _invalid,
    _of_earlier,
    _copy_of_earlier,
    _invalid_of_earlier,
    _same_revision,
    _out_of_order,
    _of_earlier,
)


def _unusable(seed: int, cycle: str) -> dict[str, str]:
    """Return files that cannot be used, by their names."""
    data = _report("MEX", Random(seed), cycle)
    other = {"id": "another", "version": "1.0.0", "digest": data["questionnaire"]["digest"]}
    return {
        "report-MEX.yaml": "state: MEX\nanswers: [",
        "NLD-no-report.yaml": "a: list\nof: nothing\n",
        "OMN-changed.yaml": as_yaml({**data, "state": "OMN"}),
        "XXX-unknown.yaml": as_yaml(_changed(data, state="XXX")),
        "PER-another.yaml": as_yaml(_changed(data, state="PER", questionnaire=other)),
    }


def report_with_invalid(seed: int) -> Data:
    """Return a report with confidential answers, and with answers that do not fit."""
    ((_, data),) = _invalid("AUT", Random(seed), "2024")
    return data


def with_invalid(answers: Mapping[str, Any], random: Random, asked: Questionnaire) -> Data:
    """Return answers of which some do not fit their questions, in many ways."""
    found = deepcopy(dict(answers))
    for name in [*found]:
        kind = asked.questions[name].type
        if name in _KEPT or random.random() > 0.3:
            continue
        ways = _WAYS + _WAYS_OF.get(kind, ())
        way = random.choice(ways)
        if "value" in found[name] or way in _WAYS:
            found[name] = way(found[name])
    if "strategy" in found:
        found["strateg"] = found.pop("strategy")
    return found


def _code(answer: Data) -> Data:
    return {**answer, "value": "no-such-code"}


def _codes(answer: Data) -> Data:
    return {**answer, "value": [*answer["value"], "no-such-code"]}


def _repeated(answer: Data) -> Data:
    return {**answer, "value": [answer["value"][0], *answer["value"]]}


def _truth(answer: Data) -> Data:
    return {**answer, "value": True}


def _status(answer: Data) -> Data:
    return {**answer, "value": {**answer["value"], "status": "no-such-code"}}


def _row_code(answer: Data) -> Data:
    first = next(iter(answer["value"]))
    return {**answer, "value": {**answer["value"], first: {"value": "no-such-code"}}}


def _row_text(answer: Data) -> Data:
    first = next(iter(answer["value"]))
    return {**answer, "value": {**answer["value"], first: "text"}}


def _row_name(answer: Data) -> Data:
    first, *others = answer["value"]
    rows = {one: answer["value"][one] for one in others}
    return {**answer, "value": {**rows, "no-such-row": answer["value"][first]}}


_WAYS: tuple[Any, ...] = (
    lambda answer: "text",
    lambda answer: {"missing": "no-such-code"},
    lambda answer: {"missing": "not-known", "reason": "no-such-code"},
    lambda answer: {**answer, "no-such-key": "text"},
    lambda answer: {"value": None},
)
_WAYS_OF: Mapping[str, tuple[Any, ...]] = {
    "choice": (_code, _truth),
    "yes-no": (_code, _truth),
    "choices": (_codes, _repeated, _code),
    "implementation": (_status, _code),
    "matrix": (_row_code, _row_code, _row_text, _row_name, _code),
}


def write_later(folder: Path, earlier: Path, seed: int = 0, *, cycle: str = "2026") -> Path:
    """Write a later report of each State with reports in a folder, and return the new folder.

    Some answers are others, some are missing, some have others beside them, in every way.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for state in _STATES:
        random = Random(f"{seed}{state} later")
        paths = sorted(earlier.glob(f"{state}-*.yaml"))
        data = yaml.load(paths[0].read_text("utf-8"), Loader=yaml.CSafeLoader)
        later = _later(data, random, cycle)
        (folder / f"{state}-{cycle}.yaml").write_text(as_yaml(later), encoding="utf-8")
    return folder


def _later(data: Data, random: Random, cycle: str) -> Data:
    other = _report(data["state"], random, cycle)
    answers = deepcopy(data["answers"])
    if data["questionnaire"]["version"] == EARLIER:
        tables = {name: answers[name] for name in _TABLES if name in answers}
        answers = {**other["answers"], **tables}
    besides = repeated(_BESIDE)  # so that each occurs, whatever is drawn
    for name in [*answers]:
        if name in _KEPT:
            continue
        if name in _TABLES:
            given = answers[name]
            entries = given.get("value") if isinstance(given, dict) else None
            if isinstance(entries, list) and len(entries) > 1 and random.random() < 0.5:
                answers[name] = {**given, "value": entries[:-1]}
        elif random.random() < 0.3 and name in other["answers"]:
            answers[name] = other["answers"][name]
        elif random.random() < 0.1:
            del answers[name]
            continue
        if random.random() < 0.3 and isinstance(answers[name], dict):
            answers[name] = {**answers[name], **deepcopy(next(besides))}
    return sealed({**other, "answers": answers})


_TABLES = ("laws", "yearly-figures", "practices-to-share")
_BESIDE: tuple[Mapping[str, Any], ...] = (
    {"note": "As the ministry says."},
    {"answered_by": ["justice"]},
    {"answered_by": "The ministry"},
    {"confidence": "low"},
    {"confidential": True},
    {"carried": True},
)
