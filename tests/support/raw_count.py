"""Counts of answers taken from the files themselves, without the code of the project."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.support.folders import ROOT

FOLDER = ROOT / "questions" / "ctoc-cop-2010-6"


class RawCount(NamedTuple):
    """How often each code was given to a question or row."""

    answered: int
    codes: Mapping[str, int]


def read_all(folder: Path) -> Mapping[str, Any]:
    """Return the reports of a folder by State."""
    return {one["state"]: one for one in map(_data, sorted(folder.glob("*.yaml")))}


def _data(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def questions() -> Mapping[str, Mapping[str, Any]]:
    """Return the questions of the shipped questionnaire by id."""
    head = _data(FOLDER / "questionnaire.yaml")
    sets = [_data(FOLDER / name) for name in head["sets"]]
    return {one["id"]: one for part in sets for one in part["questions"]}


def units() -> Iterator[tuple[str, str]]:
    """Yield the questions, and the rows of matrices, that are counted."""
    for one in questions().values():
        if one["type"] == "matrix":
            yield from ((one["id"], row["id"]) for row in one["items"])
        else:
            yield one["id"], ""


def counted(reports: Iterable[Mapping[str, Any]], question: str, row: str) -> RawCount:
    """Count what is shown of the answers to a question or row."""
    answered, codes = 0, Counter[str]()
    for report in reports:
        given = list(_shown(report["answers"], question, row))
        answered += bool(given)
        codes.update(code for code in given if isinstance(code, str))
    return RawCount(answered, codes)


def _shown(answers: Mapping[str, Any], question: str, row: str) -> Iterator[Any]:
    """Yield the codes of an answer that is shown; of one without codes, True."""
    answer = answers.get(question, {})
    if _is_hidden(answers, question) or "value" not in answer or answer.get("carried"):
        return
    if row:
        answer = answer["value"].get(row, {})
        if answer.get("confidential") or "value" not in answer:
            return
    value = answer["value"]
    if isinstance(value, dict) and "status" in value:
        yield value["status"]
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        yield from value
    else:
        yield value if isinstance(value, str) else True


def _is_hidden(answers: Mapping[str, Any], question: str) -> bool:
    answer = answers.get(question, {})
    if answer.get("confidential"):
        return True
    gate = [answer["by"]] if "by" in answer else []
    asked = questions_by_id()[question]
    return any(_is_hidden(answers, one) for one in {*gate, *_named(asked.get("when"))})


_QUESTIONS: dict[str, Mapping[str, Any]] = {}


def questions_by_id() -> Mapping[str, Mapping[str, Any]]:
    """Return the questions, which are read once."""
    if not _QUESTIONS:
        _QUESTIONS.update(questions())
    return _QUESTIONS


def _named(when: Any) -> Iterator[str]:
    """Yield the questions that a condition names."""
    if isinstance(when, list):
        for one in when:
            yield from _named(one)
    elif isinstance(when, dict):
        if when.get("question") in questions_by_id():
            yield when["question"]
        for one in when.values():
            yield from _named(one)
