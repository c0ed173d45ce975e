import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.interview.lookups import has_words, matching
from tests.support.tiny import questionnaire

OPTIONS = [{"code": "trained", "label": "Trained by experts"}]
ASKED = questionnaire(
    [
        {
            "id": "border-guards",
            "type": "matrix",
            "options": OPTIONS,
            "items": [{"id": "police", "label": "Police officers"}],
            "ask": "Who is trained?",
            "recommendations": ["10(b)"],
        },
        {"id": "story", "type": "text", "ask": "What did the police find?", "guidance": "Briefly."},
        {"id": "street", "type": "text", "ask": "Wo ist die Straße?", "more": "Not a motorway."},
        {
            "id": "register",
            "type": "table",
            "entry": "law",
            "columns": [{"id": "name", "label": "Title", "type": "text", "required": True}],
        },
    ]
)


def ids(words: str) -> list[str]:
    return [question.id for question in matching(ASKED, words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("border", ["border-guards"]),
        ("guards", ["border-guards"]),
        ("briefly", ["story"]),
        ("motorway", ["street"]),
        ("experts", ["border-guards"]),
        ("officers", ["border-guards"]),
        ("title", ["register"]),
        ("asks", ["border-guards"]),
        ("10(b)", ["border-guards"]),
        ("zebra", []),
    ],
)
def test_a_word_is_sought_in_all_that_belongs_to_a_question(words: str, found: list[str]) -> None:
    assert ids(words) == found


def test_those_that_have_the_words_in_their_ask_come_first() -> None:
    assert ids("police") == ["story", "border-guards"]


def test_all_words_must_stand_there_in_any_order() -> None:
    assert ids("police trained") == ids("trained  police") == ["border-guards"]
    assert ids("police motorway") == []


@pytest.mark.parametrize("words", ["POL", "poLICE", "strasse", "STRASSE", "straße"])
def test_capitals_do_not_matter_and_the_beginning_of_a_word_is_enough(words: str) -> None:
    assert ids(words)


@pytest.mark.parametrize("words", ["olice", "ained", "0(b)", "way"])
def test_the_middle_of_a_word_is_not_enough(words: str) -> None:
    assert ids(words) == []


@given(st.data())
def test_a_question_is_found_by_the_beginning_of_any_of_its_words(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from([*ASKED.questions.values()]))
    word = data.draw(st.sampled_from(question.ask.rstrip("?").split()))
    beginning = word[: data.draw(st.integers(1, len(word)))]

    assert question.id in ids(beginning.swapcase())


@given(st.text(max_size=30))
def test_any_words_find_only_questions_each_once_and_one_word_more_finds_no_others(
    words: str,
) -> None:
    found = ids(words)

    assert len(found) == len(set(found))
    assert set(ids(f"{words} police")) <= set(found)


@pytest.mark.parametrize(
    ("words", "text", "is_found"),
    [
        ("detention", "La détention", True),
        ("tention", "La détention", False),
        ("l'identification", "À l’identification des victimes", True),
        ("人口", "打击人口贩运", True),
        ("贩运 打击", "打击人口贩运", True),
        ("ضحايا", "حماية الضحايا", True),
        ("жертв", "Защита жертв", True),
        ("полиц", "О полиции", True),
    ],
)
def test_words_of_other_scripts_are_found_within_words(
    words: str, text: str, is_found: bool
) -> None:
    assert has_words(words, text) is is_found
