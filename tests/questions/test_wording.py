"""The words of the questions are our own, and explain themselves."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checklist.answer_types.choice import Choice
from checklist.answer_types.interface import Option
from checklist.answer_types.matrix import Matrix
from checklist.files.reader import read
from checklist.questionnaire import shipped_files
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.standing import standing_by_code
from tests.questions import readability
from tests.questions.conftest import QUESTIONNAIRE
from tests.support.source import running_text
from tests.support.wording import shared_runs

LONGEST_SHARED = 9
"""Words in a row that a text may have in common with the source."""

LEVELS = ("Counts as implemented:", "Counts as partly:", "Shown by:")

FILES = sorted(shipped_files.questionnaire_folders()[QUESTIONNAIRE].glob("*.yaml"))

KEYS_OF_TEXTS = {
    *("ask", "guidance", "more", "period", "introduction", "title", "label", "term"),
    *("definition", "message", "summary", "entry", "unit", "pattern_says"),
}
"""The keys under which prose stands; the others hold names, codes, dates and patterns."""


def texts(data: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text below some data, with its place."""
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, dict):
        for key, part in data.items():
            yield from texts(part, f"{place}/{key}")
    elif isinstance(data, list):
        for index, part in enumerate(data):
            name = part.get("id", index) if isinstance(part, dict) else index
            yield from texts(part, f"{place}/{name}")


def in_file(path: Path) -> dict[str, str]:
    return dict(texts(read(path).data))


def is_word_in(word: str, text: str) -> bool:
    folded = " ".join(text.split())
    return re.search(rf"\b{re.escape(word)}\b", folded, re.IGNORECASE) is not None


def read_by_the_official(question: Question, questionnaire: Questionnaire) -> str:
    """Return all words of a question: those that are shown, and those behind `?`."""
    rows = [row.label for row in getattr(question.answer_type, "items", ())]
    options = [label for _, label in question.answer_type.offered()]
    summaries = [one.summary for one in questionnaire.recommendations_of(question)]
    own = [question.ask, question.guidance or "", question.more or ""]
    return "\n".join([*own, *rows, *options, *summaries])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_repeats_ten_words_of_the_source(path: Path, source_text: str) -> None:
    source, ours = running_text(source_text), in_file(path)

    def repeated(text: str) -> list[str]:
        return shared_runs(text, source, length=LONGEST_SHARED + 1)

    # One comparison of the whole file is quick; where it finds something, each text is compared.
    suspicious = repeated("\n".join(ours.values()))
    found = {place: runs for place, text in ours.items() if suspicious and (runs := repeated(text))}

    assert len(ours) > 10
    assert found == {}


def test_every_kind_of_text_is_compared_with_the_source() -> None:
    places = {place.rpartition("/")[2] for path in FILES for place in in_file(path)}

    assert KEYS_OF_TEXTS - places == set()


def test_every_question_has_guidance(questionnaire: Questionnaire) -> None:
    assert [q.id for q in questionnaire.questions.values() if not q.guidance] == []


def test_every_measure_says_what_counts_and_what_shows_it(questionnaire: Questionnaire) -> None:
    measures = [q for q in questionnaire.questions.values() if q.type == "implementation"]
    absent = {
        (question.id, level)
        for question in measures
        for level in LEVELS
        if not re.search(rf"^{re.escape(level)} \S", question.more or "", re.MULTILINE)
    }

    assert measures
    assert absent == set()


def test_a_measure_that_offers_considered_says_what_counts_as_that(
    questionnaire: Questionnaire,
) -> None:
    offering = [
        question
        for question in questionnaire.questions.values()
        if "considered" in dict(question.answer_type.offered())
    ]
    says = re.compile(
        r"^(Counts as considered|Considered, and decided not to do it): \S", re.MULTILINE
    )

    assert offering
    assert [q.id for q in offering if not says.search(q.more or "")] == []


def test_every_word_of_the_jargon_list_occurs_and_has_its_definition(
    questionnaire: Questionnaire,
) -> None:
    read = [read_by_the_official(q, questionnaire) for q in questionnaire.questions.values()]
    jargon = questionnaire.head.jargon

    assert [word for word in jargon if not any(is_word_in(word, text) for text in read)] == []
    assert set(jargon.values()) - set(questionnaire.head.glossary) == set()


def test_every_entry_of_the_glossary_is_used(questionnaire: Questionnaire) -> None:
    used = {term for question in questionnaire.questions.values() for term in question.terms}

    assert set(questionnaire.head.glossary) == used


def test_no_two_entries_of_the_glossary_define_the_same_words(
    questionnaire: Questionnaire,
) -> None:
    terms = [entry.term.casefold() for entry in questionnaire.head.glossary.values()]

    assert len(terms) == len(set(terms))


def test_a_question_about_a_period_names_it(questionnaire: Questionnaire) -> None:
    """So that an answer can be compared with the one of the next report."""
    speaking = [
        question.id
        for question in questionnaire.questions.values()
        if is_word_in("in the period", question.ask) and not question.period
    ]

    assert speaking == []


LATE = {"considered", "sent-before", "not-asked"}
"""Answers that can be true together with a plain “no”."""


def test_where_the_first_true_answer_counts_every_answer_can_be_reached(
    questionnaire: Questionnaire,
) -> None:
    guided = {
        question.id: [code for code, _ in question.answer_type.offered()]
        for question in questionnaire.questions.values()
        if "first answer that is true" in (question.guidance or "")
        and not re.search("the last (one|two)", question.guidance or "")
    }
    swallowed = [
        (question, code)
        for question, codes in guided.items()
        for code in LATE.intersection(codes)
        if "not-implemented" in codes[: codes.index(code)]
    ]

    assert len(guided) > 4
    assert swallowed == []


FIRST_OPTION_SAYS_IT = {
    *("coordinating-body", "practices-sent"),
    "definition-points",
}
"""Questions whose first option itself says all that it takes."""


def test_what_the_first_answer_takes_is_seen_without_asking(questionnaire: Questionnaire) -> None:
    counted = [
        question
        for question in questionnaire.questions.values()
        if standing_by_code(question, questionnaire.plan)
    ]
    silent = {
        question.id
        for question in counted
        if not re.search(r"^“|\. “|[Ff]irst answer needs|is clear when", question.guidance or "")
    }

    assert len(counted) > 25
    assert silent == FIRST_OPTION_SAYS_IT


def test_the_sentence_that_decides_stands_first(questionnaire: Questionnaire) -> None:
    """A screen may fold guidance behind its first sentence."""
    choosing = [
        " ".join(question.guidance.split())
        for question in questionnaire.questions.values()
        if question.guidance and "first answer that is true" in " ".join(question.guidance.split())
    ]

    assert len(choosing) > 5
    assert [text for text in choosing if not text.startswith("Choose the first answer")] == []


def test_every_condition_has_words_of_its_author(questionnaire: Questionnaire) -> None:
    conditional = [q for q in questionnaire.questions.values() if q.when is not None]

    assert len(conditional) > 20
    assert [question.id for question in conditional if question.when_text is None] == []


def test_every_recommendation_has_a_short_title(questionnaire: Questionnaire) -> None:
    titles = [one.title or "" for one in questionnaire.catalogue.recommendations]

    assert [title for title in titles if not 5 < len(title) <= 66 or title.endswith(".")] == []
    assert len(set(titles)) == 107


def test_a_part_of_the_state_and_a_part_of_the_world_have_different_names() -> None:
    """Other languages have one word for both."""
    unclear = {
        place: text
        for path in FILES
        if path.stem not in {"recommendations", "changes"}
        for place, text in in_file(path).items()
        if place.rpartition("/")[2] in KEYS_OF_TEXTS
        and is_word_in("region", text)
        and not is_word_in("region of the world", text)
        and "/regional-cooperation/" not in place  # its question says which region is meant
    }

    assert unclear == {}


def test_the_questions_are_easy_to_read(questionnaire: Questionnaire) -> None:
    assert readability.grade(readability.asks(questionnaire)) <= 6.5
    assert readability.grade(readability.everything(questionnaire)) <= 5.5


A_SINGLE_CASE = re.compile(r"case file|file of a case|closed case|yearly numbers(?!.*five or more)")
"""What a State must not send as evidence: somebody could be recognized by it."""


def test_no_question_asks_for_what_lets_somebody_be_recognized(
    questionnaire: Questionnaire,
) -> None:
    head = questionnaire.head
    shown_by = {
        question.id: " ".join((question.more or "").split()).partition("Shown by:")[2]
        for question in questionnaire.questions.values()
    }
    figures = questionnaire.questions["yearly-figures"].guidance or ""

    assert (head.about_notes or "").partition(",")[0] in " ".join((head.introduction or "").split())
    assert "a figure below five" in " ".join(figures.split())
    assert sum(map(bool, shown_by.values())) > 25
    assert [name for name, text in shown_by.items() if A_SINGLE_CASE.search(text)] == []


POINTS_ELSEWHERE = re.compile(
    r"^(It|Its|This|That|These|Those|They|So|Such|One)\b|\b(at|of) (that|these)\b"
)
"""Words that need another line: a translator, or a form with one line, has this line alone."""


def test_no_row_or_option_points_to_another_line(questionnaire: Questionnaire) -> None:
    lines = {
        f"{question.id}: {label}"
        for question in questionnaire.questions.values()
        for label in (
            *(label for _, label in question.answer_type.offered()),
            *(row.label for row in question.answer_type.listed_rows()),
            *(column.label for column in question.answer_type.listed_columns()),
        )
        if label != "None of these"
    }

    assert len(lines) > 500
    assert [line for line in lines if POINTS_ELSEWHERE.search(line.partition(": ")[2])] == []
    assert POINTS_ELSEWHERE.search("It develops policies")
    assert POINTS_ELSEWHERE.search("Service providers take part at that level")


def test_all_that_translators_can_take_wrong_has_a_comment(questionnaire: Questionnaire) -> None:
    """A decision not to act, and what has the word of a treaty."""
    rows = {
        f"{question.id}/{row.id}": row.comment
        for question in questionnaire.questions.values()
        for row in question.answer_type.listed_rows()
    }
    of_treaties = [
        *("definition-points/consent", "definition-points/child-means"),
        *(f"definition-points/{act}" for act in ("recruitment", "transportation", "transfer")),
        *("definition-points/harbouring", "definition-points/receipt"),
        *("convention-offences/organized-group", "convention-offences/predicate-offence"),
        *("compensation/restitution", "victim-standards/child-interest", "protection/privacy"),
    ]
    decisions = [
        (question.id, option.comment)
        for question in questionnaire.questions.values()
        if isinstance(question.answer_type, Choice | Matrix)
        for option in question.answer_type.options
        if isinstance(option, Option) and option.code == "considered"
    ]

    assert [name for name in of_treaties if not rows[name]] == []
    assert len(decisions) > 8
    assert [name for name, comment in decisions if not comment] == []
