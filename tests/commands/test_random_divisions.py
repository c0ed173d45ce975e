"""Random divisions, by the commands alone: who leads decides, and nothing is lost.

What must stand is known without the merge. Each remark is a text of its own, so that it can be
looked for wherever it may stand, and wherever it may not.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from checklist.questionnaire.loading import load
from checklist.text.list_numbers import letter
from tests.support.divided import REPORT, run
from tests.support.examples import large
from tests.support.folders import COAST_FOLDER
from tests.support.made_once import copy_of_made
from tests.support.sent_forms import FILL, FORMATS
from tests.support.word_forms import WordForm, cells, put

CODES = ("labour", "police", "ports")
SEEDS = (5, 8, 13)
"""The divisions of every run of the tests."""
ALL = large(400)
"""The divisions of a thorough run."""
CHUNK = 10

ROWS = tuple(
    f"training/{row}" for row in load(COAST_FOLDER).questions["training"].answer_type.rows()
)
OPTIONS: Mapping[str, Sequence[Any]] = {
    "channels": (["radio"], ["posters"], ["television", "radio"]),
    "pay-rule": ("law", "agreement", "none"),
    "inspections": ("affirmative", "negative"),
    **dict.fromkeys(ROWS, ("regular", "some", "no-training")),
}
NOTE = "/note"
"""The end of a place where the remarks on a value differ, and not the value."""
PLACES = (*OPTIONS, "words")
"""What is divided; `words` is answered with a text of its own."""
_WORDS = """\
  - id: words
    ask: What else is done for people on the coast?
    optional: true
    type: text
"""


@dataclass
class Said:
    """What an authority says at a place."""

    value: Any
    note: str = ""
    is_marked: bool = False
    is_otherwise: bool = False
    """Whether it says that it answers otherwise than who leads."""


@dataclass
class Case:
    """A report that is divided at random, and what its authorities say."""

    folder: Path
    random: Random
    leads: dict[str, str] = field(default_factory=dict)
    also: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[str, Said]] = field(default_factory=dict)
    """By authority and place."""

    def run(self, *words: str, codes: tuple[int, ...] = (0,), folder: Path | None = None) -> str:
        """Run a command. Returns what it says."""
        done = run(folder or self.folder, *words)
        assert "Traceback" not in done.stderr
        assert done.code in codes, f"{words}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    # The division, and what comes back

    def divide(self) -> None:
        """Divide the report at random, make the forms and note them as sent."""
        asks: dict[str, Any] = {}
        for place in PLACES:
            lead, *others = self.random.sample(CODES, 3)
            also = others[: self.random.choice([0, 1, 1, 2])]
            self.leads[place], self.also[place] = lead, also
            asks[place] = {"lead": lead, **({"also": also} if also else {})}
        self.forms = {code: self.random.choice(FORMATS) for code in CODES}
        path = self.folder / "division-NOR.yaml"
        division = yaml.safe_load(path.read_text("utf-8"))
        division["authorities"] = {code: {"form": name} for code, name in self.forms.items()}
        division["asks"] = asks
        path.write_text(yaml.safe_dump(division, sort_keys=False), "utf-8")
        self.run("ministries", "forms", REPORT)
        self.run("ministries", "note", ",".join(CODES), "sent", REPORT)

    def fill_in(self, code: str, number: int) -> str:
        """Fill in the form of an authority. Returns the name of the file."""
        said = self.said.setdefault(code, {})
        for place in PLACES:
            is_asked = code == self.leads[place] or code in self.also[place]
            if not is_asked or self.random.random() < 0.3:
                continue
            own = f"Words-{code}-{place}-{number}-".replace("/", "-")
            said[place] = Said(
                value=f"{own}said." if place == "words" else self.random.choice(OPTIONS[place]),
                note=f"{own}beside." if self.random.random() < 0.4 else "",
                is_marked=self.random.random() < 0.25,
                is_otherwise=code != self.leads[place] and self.random.random() < 0.5,
            )
        name = f"{code}-{number}.{self.forms[code]}"
        sent = (self.folder / "parts" / f"NOR-{code}.{self.forms[code]}").read_bytes()
        content = FILL[self.forms[code]](sent, dict(self._entries(said)))
        (self.folder / name).write_bytes(content)
        return name

    def _entries(self, said: Mapping[str, Said]) -> Iterator[tuple[tuple[str, ...], str]]:
        letters = []
        for place, one in said.items():
            match one.value:
                case list():
                    yield from (((f"{place}#{code}", "answer"), "x") for code in one.value)
                case _ if place == "words":
                    yield (place, "answer"), one.value
                case _:
                    yield (place, "answer", one.value), "x"
            if one.note:
                yield (place, "note"), one.note
            if one.is_marked:
                yield (place, "confidential"), "x"
            if one.is_otherwise and place in ROWS:
                letters.append(letter(ROWS.index(place)))
            elif one.is_otherwise:
                yield (f"{place}#otherwise", "answer"), "x"
        if letters:
            yield ("training#otherwise", "answer"), ", ".join(letters)

    def merge(self, names: Sequence[str], folder: Path) -> None:
        """Merge returns, some of them together."""
        names = [*names]
        while names:
            number = self.random.randint(1, len(names))
            together, names = names[:number], names[number:]
            self.run("ministries", "merge", REPORT, *together, codes=(0, 1), folder=folder)

    # What must come of it

    @property
    def report(self) -> dict[str, Any]:
        """The report as it is now."""
        return read(self.folder / REPORT)

    def standing(self, place: str) -> Mapping[str, Any]:
        """Return what the report says at a place."""
        return answer_at(self.report, place)

    def open(self) -> dict[str, list[Any]]:
        """Return the values that differ, by place."""
        return values_that_differ(self.report)

    def wanted(self, place: str) -> tuple[Any, list[Any]]:
        """Return which value must stand at a place, and which must differ, instead or beside it."""
        said = {code: own[place] for code, own in self.said.items() if place in own}
        first = said.get(self.leads[place])
        others = [one.value for one in said.values() if one is not first]
        if first is not None:
            others = [
                one.value for one in said.values() if one.is_otherwise and one.value != first.value
            ]
        values = [*([] if first is None else [first.value]), *others]
        distinct = [value for number, value in enumerate(values) if value not in values[:number]]
        if len(distinct) > 1:
            return None, distinct
        return (distinct[0] if distinct else None), []

    def check_merged(self) -> None:
        """Hold the report against what each authority said, and who leads."""
        differing = self.open()
        for place in PLACES:
            value, differ = self.wanted(place)
            answer = self.standing(place)
            assert answer.get("value") == value, place
            assert sorted(map(str, differing.get(place, []))) == sorted(map(str, differ)), place
            givers = {
                c for c, own in self.said.items() if place in own and own[place].value == value
            }
            assert {*answer.get("answered_by", ())} == (givers if value is not None else set()), (
                place
            )
            if value is not None:
                is_marked = any(self.said[code][place].is_marked for code in givers)
                assert bool(answer.get("confidential")) == is_marked, place
        self.check_kept()

    def check_kept(self) -> None:
        """Nothing said is lost, and nothing stands in the name of somebody else."""
        kept = (self.folder / REPORT).read_text("utf-8") + self.log_text
        for code, own in self.said.items():
            for place, one in own.items():
                assert one.note in kept, f"{code}, {place}: {one.note} is lost"
                assert str(one.value) in kept or place != "words", f"{code}: {one.value} is lost"
        for place in PLACES:
            answer = self.standing(place)
            words = f"{answer.get('note', '')} {answer.get('value', '')}"
            authors = {code for code in CODES if f"Words-{code}-" in words}
            assert authors <= {*answer.get("answered_by", ())}, place

    @property
    def log_text(self) -> str:
        """The log."""
        return (self.folder / "log-NOR.jsonl").read_text("utf-8")

    def secrets_of_others(self, codes: Sequence[str]) -> Iterator[str]:
        """Yield the texts that nobody but their author may see, and these authorities are not."""
        for code, own in self.said.items():
            for place, one in own.items():
                if one.is_marked and code not in codes:
                    yield from filter(None, [one.note, one.value if place == "words" else ""])

    # Sheets

    def settle(self) -> None:
        """Settle what is on sheets, one by one or together, and hold the report against it."""
        self.run("ministries", "conflicts", REPORT)
        before = self.open()
        decided: dict[str, Any] = {}
        for path in sorted((self.folder / "parts").glob("NOR-conflicts-*.docx")):
            codes = [code for code in CODES if code in path.stem.split("-")]
            shown = words_in(path)
            assert not any(secret in shown for secret in self.secrets_of_others(()))
            decided |= self._settle(path, codes)
        after = self.open()
        assert {*before} - {*after} == {place for place, value in decided.items() if value != ()}
        for place, value in decided.items():
            if value == ():
                continue
            answer = self.standing(place.removesuffix(NOTE))
            if place.endswith(NOTE):
                assert answer["note"] == value, place
                continue
            assert answer.get("value") == value, place
            givers = {
                c for c, own in self.said.items() if place in own and own[place].value == value
            }
            assert {*answer["answered_by"]} >= givers, place
        assert {place: values for place, values in before.items() if place in after} == after
        self.check_kept()

    def _settle(self, path: Path, codes: Sequence[str]) -> dict[str, Any]:
        """Fill in a sheet and merge it. Returns what must stand by place; () where it waits."""
        sheet = WordForm(path.read_bytes())
        record = re.search(r'\{"codes".*\}', "".join(sheet.document.element.body.itertext()))
        assert record
        places = {mark: str(at) for mark, (at, _) in json.loads(record[0])["places"].items()}
        sides: dict[str, list[str]] = {}
        for key, name, code in sheet.rows:
            if name == "side":
                sides.setdefault(key, []).append(code)
        left_open = {key for key in sides if self.random.random() < 0.2}
        chosen = {key: self.random.choice(found) for key, found in sides.items()}
        decided: dict[str, Any] = {}
        for key, code in chosen.items():
            place = places[key.rpartition("-")[2]]
            if key in left_open:
                decided[place] = ()
                continue
            box, _, shown = cells(sheet.rows[key, "side", code].row)
            put(box, "x")
            decided[place] = self._value_shown("".join(shown.itertext()), place)
        is_together = self.random.random() < 0.5
        copies = [[*codes]] if is_together else [[code] for code in codes]
        if self.random.random() < 0.25:  # somebody does not sign
            copies[-1] = copies[-1][:-1]
            decided = dict.fromkeys(decided, ())
        if len(left_open) == len(sides):
            return decided
        self.random.shuffle(copies)
        blank = sheet.saved()
        for number, signing in enumerate(copies):
            copy = WordForm(blank)
            for code in signing:
                _, name, day, _ = cells(copy.rows[code, "signed", ""].row)
                put(name, f"Head of {code}")
                put(day, "1 March 2027")
            (self.folder / f"{path.stem}-{number}.docx").write_bytes(copy.saved())
            name = f"{path.stem}-{number}.docx"
            self.run("ministries", "merge", REPORT, name, codes=(0, 1))
        return decided

    def _value_shown(self, shown: str, place: str) -> Any:
        """Return the value that the words at an answer of a sheet stand for."""
        at = place.removesuffix(NOTE)
        said = [own[at] for own in self.said.values() if at in own]
        if place.endswith(NOTE):
            return next(one.note for one in said if one.note and one.note in shown)
        values = [one.value for one in said]
        if place == "words":
            return next(value for value in values if value in shown)
        question = load(self.folder / "coast").questions[place.partition("/")[0]]
        labels = dict(question.answer_type.offered())
        if place in ROWS:
            labels = {
                "regular": "Regular training",
                "some": "Some, or",
                "no-training": "No training",
            }
        found = [
            value
            for value in values
            if all(
                labels[code] in shown for code in (value if isinstance(value, list) else [value])
            )
        ]
        return max(found, key=lambda value: len(value) if isinstance(value, list) else 1)


def read(path: Path) -> dict[str, Any]:
    """Return the data of a report."""
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return data


def answer_at(report: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    """Return what a report says at a place."""
    question, _, row = place.partition("/")
    answer: Mapping[str, Any] = report["answers"].get(question, {})
    return answer.get("value", {}).get(row, {}) if row else answer


def values_that_differ(report: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the values that differ, by place."""
    found = {}
    for conflict in report.get("conflicts", []):
        contents = [side["content"] for side in conflict["wanted"]]
        is_whole = bool(conflict.get("whole"))
        found[conflict["at"]] = [each["value"] for each in contents] if is_whole else contents
    return found


def words_in(path: Path) -> str:
    """Return all text of a file, hidden text too."""
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as packed:
        return " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def _prepare(folder: Path) -> None:
    shutil.copytree(COAST_FOLDER, folder / "coast")
    people = folder / "coast" / "03-people.yaml"
    people.write_text(people.read_text("utf-8") + _WORDS, "utf-8")
    run(folder, "answer", "--state", "NOR", "--no-input")
    assert run(folder, "ministries", "divide", REPORT).code == 0


def play(folder: Path, seed: int) -> None:
    """Divide, send, merge in two orders, and settle."""
    case = Case(folder, Random(seed))
    copy_of_made(_prepare, folder)
    case.divide()
    names = [case.fill_in(code, 1) for code in CODES]
    case.random.shuffle(names)
    other = folder.with_name(f"{folder.name}-again")
    shutil.copytree(folder, other)
    case.merge(names, folder)
    case.merge([*reversed(names)], other)
    first, second = case.report, read(other / REPORT)
    assert first["answers"] == second["answers"]
    assert first.get("conflicts") == second.get("conflicts")
    shutil.rmtree(other)
    case.check_merged()
    case.settle()
    for code in CODES:
        case.run("ministries", "forms", REPORT, "--authority", code, "--to", "next")
    for code in CODES:
        for path in (folder / "next").glob(f"NOR-{code}-*"):
            shown = words_in(path)
            assert not any(secret in shown for secret in case.secrets_of_others([code])), path


@pytest.mark.parametrize("seed", SEEDS)
def test_in_a_random_division_who_leads_decides_and_nothing_is_lost(
    seed: int, tmp_path: Path
) -> None:
    play(tmp_path / "report", seed)


@pytest.mark.thorough
@pytest.mark.parametrize("chunk", range(ALL // CHUNK))
def test_in_many_random_divisions_who_leads_decides(chunk: int, tmp_path: Path) -> None:
    for seed in range(1_000 + chunk * CHUNK, 1_000 + (chunk + 1) * CHUNK):
        play(tmp_path / str(seed), seed)
        shutil.rmtree(tmp_path / str(seed))
