"""Reports that are taken apart into packets and put together again, sound and broken ones.

    python -m tests.support.folding [NUMBER]

tries that many broken reports, 10,000 if no number is given, and prints what a report takes.
"""

import json
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.packet import fold, packets
from checklist.files.reader import parse, read
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.folders import EXAMPLES, FIXTURES
from tests.support.hostile import hostile_files
from tests.support.ministries import COAST
from tests.support.mutants import mutant
from tests.support.small_report import SMALL

QUESTIONNAIRES = (shipped("ctoc-cop-2010-6"), SMALL, COAST)
_JUNK: tuple[Any, ...] = (None, True, 0, 1.5, "", "x", [], {}, ["x"], [{}], [[]], {"": {}})
_NAMES = ("", "value", "missing", "note", "confidential", "valeu", "1", "nobody-knows")


def is_folded(answers: Any, questionnaire: Questionnaire) -> bool:
    """Whether the packets of some answers make the same again, with all keys in their order."""
    before = json.dumps(answers)
    found = packets(answers, types_of(questionnaire).get)
    return json.dumps(fold(found)) == before == json.dumps(answers)


def types_of(questionnaire: Questionnaire) -> dict[str, AnswerType]:
    """Return the answer types of a questionnaire by question."""
    return {i: one.answer_type for i, one in questionnaire.questions.items()}


def reports_that_are_kept() -> Iterator[Any]:
    """Yield the data of every fixture and every hostile file that the reader can read."""
    for path in sorted([*FIXTURES.rglob("*.yaml"), *FIXTURES.rglob("*.json")]):
        yield read(path).data
    for file in hostile_files():
        if file.group not in {"large", "large sets"}:
            yield parse(file.make(), file.name).data


def broken_answers(number: int, seed: int = 0) -> Iterator[Any]:
    """Yield that many answers, each changed in its text or in its data."""
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))]
    texts += [path.read_text("utf-8") for path in sorted(FIXTURES.glob("rules/R*/*.yaml"))]
    sound = [answers_in(parse(text.encode(), "report.yaml").data) for text in texts]
    choice = Random(seed)
    for _ in range(number):
        at = choice.randrange(len(texts))
        if choice.random() < 0.3:
            changed = mutant(texts[at], choice).encode(errors="surrogatepass")
            yield answers_in(parse(changed, "report.yaml").data)
            continue
        answers = deepcopy(sound[at])
        for _ in range(choice.choice((1, 1, 2, 5))):
            answers = _broken(answers, choice)
        yield answers


def answers_in(data: Any) -> Any:
    """Return what stands below `answers`; other data as a whole."""
    return data.get("answers", data) if isinstance(data, dict) else data


def _broken(data: Any, choice: Random) -> Any:
    """Return data in which one part is replaced, renamed, moved or left out."""
    places = [*_places(data)]
    if not places:
        return deepcopy(choice.choice(_JUNK))
    group, key = choice.choice(places)
    match choice.randrange(4):
        case 0:
            group[key] = deepcopy(choice.choice(_JUNK))
        case 1:
            other, name = choice.choice(places)
            group[key] = deepcopy(other[name])
        case 2 if isinstance(group, dict):
            group[choice.choice(_NAMES)] = group.pop(key)
        case _:
            del group[key]
    return data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    groups = data.items() if isinstance(data, dict) else ()
    for key, part in enumerate(data) if isinstance(data, list) else groups:
        yield data, key
        yield from _places(part)


def main() -> None:
    """Try broken reports, and measure the packets of a large one."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    shipped_one = QUESTIONNAIRES[0]
    wrong = [one for one in broken_answers(number) if not is_folded(one, shipped_one)]
    print(f"{number} broken reports, {len(wrong)} not folded")
    for path in sorted(EXAMPLES.glob("*.yaml")):
        answers, types = answers_in(read(path).data), types_of(shipped_one)
        found = packets(answers, types.get)
        rounds = []
        for _ in range(200):
            start = time.process_time()
            fold(packets(answers, types.get))
            rounds.append(time.process_time() - start)
        print(f"{path.name}: {len(found)} packets, {min(rounds) * 1000:.2f} ms there and back")


if __name__ == "__main__":
    main()
