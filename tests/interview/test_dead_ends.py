"""What the interview advises leads somewhere, and what is left open is said."""

import re
from typing import Any

import pytest

from checklist.checks.resolve_questionnaire import resolve
from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.questionnaire.shipped_files import questionnaire_folders
from checklist.text.messages import speaking
from tests.support.tiny import QuestionData, asked, interview, questionnaire, report, say

LAWS: QuestionData = {
    "id": "laws",
    "type": "table",
    "entry": "law",
    "columns": [
        {"id": "name", "label": "Name", "type": "text", "required": True, "single_line": True},
        {"id": "title", "label": "Title", "type": "text", "required": True, "single_line": True},
    ],
}
OFFENCE: QuestionData = {"id": "offence", "ask": "Is it an offence?", "type": "implementation"}
STORY: QuestionData = {"id": "story", "type": "text"}
REGISTER = {"laws": {"question": "laws", "name": "name", "citation": "title"}}
NO_LAWS: dict[str, Any] = {"laws": {"value": []}}


def begun(*questions: QuestionData, answers: Any = None) -> Interview:
    return interview(questionnaire([*questions], **REGISTER), answers)


# The evidence, and the register of laws


def test_leaving_the_evidence_to_name_a_law_leads_back_to_it() -> None:
    one = begun(LAWS, OFFENCE, STORY, answers=NO_LAWS)
    say(one, "implemented", "Aiding is an offence.", "It is applied.")
    assert one.prompt().step.tips[0] == "No law is listed yet. To cite a law, type new law."

    left = say(one, "/goto laws")
    back = say(one, "Act 1 of 1990", "criminal-code", "")

    assert left.notices == ["You come back to 1.2 afterwards."]
    assert back.notices == ["Back to 1.2: Is it an offence?"]
    assert asked(one) == "offence/evidence"
    assert one.prompt().step.context == ["1. criminal-code: Act 1 of 1990"]
    say(one, "1 article 4")
    assert one.report.answers["offence"]["value"] == {
        "status": "implemented",
        "law": "Aiding is an offence.",
        "practice": "It is applied.",
        "evidence": [{"law": "criminal-code", "article": "4"}],
    }
    assert asked(one) == "story/value"


def test_leaving_the_evidence_for_an_open_register_leads_back_to_it() -> None:
    one = begun(LAWS, OFFENCE, STORY)
    say(one, "/next", "implemented", "Aiding is an offence.", "", "/goto laws")

    say(one, "Act 1 of 1990", "criminal-code", "")

    assert asked(one) == "offence/evidence"


@pytest.mark.parametrize("register", [{}, NO_LAWS])
def test_leaving_a_changed_answer_to_name_a_law_leads_back_to_it(register: Any) -> None:
    measure = {"status": "implemented", "law": "It is an offence.", "practice": "It is applied."}
    one = begun(LAWS, OFFENCE, STORY, answers={**register, "offence": {"value": measure}})
    say(one, "/goto story", "/goto offence", "", "", "")

    left = say(one, "/goto laws")
    say(one, "Act 1 of 1990", "criminal-code", "")

    assert left.notices == ["You come back to 1.2 afterwards."]
    assert asked(one) == "offence/evidence"
    say(one, "1 article 4")
    assert one.report.answers["offence"]["value"]["evidence"][0]["law"] == "criminal-code"
    assert asked(one) == "story/value"


def test_the_way_leads_back_through_each_question_that_was_left_half_way() -> None:
    other = {**OFFENCE, "id": "other"}
    one = begun(LAWS, OFFENCE, other, STORY, answers=NO_LAWS)
    say(one, "implemented", "Aiding is an offence.", "/goto other", "implemented", "Law.", "")
    say(one, "/goto laws", "Act 1 of 1990", "criminal-code", "")

    assert asked(one) == "other/evidence"
    say(one, "")

    assert asked(one) == "offence/practice"


@pytest.mark.parametrize("command", ["/next", "/next"])
def test_leaving_the_register_again_leads_back_to_the_evidence(command: str) -> None:
    one = begun(LAWS, OFFENCE, STORY)
    say(one, "/next", "implemented", "Aiding is an offence.", "", "/goto laws")

    say(one, command)

    assert asked(one) == "offence/evidence"


def test_a_table_that_is_left_half_way_has_each_entry_once() -> None:
    one = begun(STORY, LAWS, OFFENCE, answers={"story": {"value": "Told."}})
    say(one, "Act 1 of 1990", "criminal-code", "Act 2 of 1991", "/goto story", "Told again.")

    assert asked(one) == "laws/name"
    say(one, "labour-act", "")

    names = [law["name"]["value"] for law in one.report.answers["laws"]["value"]]
    assert names == ["criminal-code", "labour-act"]


def test_an_answer_that_was_changed_meanwhile_is_asked_from_its_beginning() -> None:
    one = begun(STORY, OFFENCE, answers={"story": {"value": "Told."}})
    say(one, "implemented", "Aiding is an offence.", "/goto story")
    other = {"value": {"status": "not-implemented"}}

    one.adopt(report(one.questionnaire, {"story": {"value": "Told."}, "offence": other}))
    say(one, "Told again.")

    assert asked(one) == "offence/status"


# What is doubtful is said with the answer


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        (STORY, "TODO"),
        (STORY, "See ftp://example.org/act for it."),
        ({"id": "when", "type": "date"}, "1066"),
        (STORY, "Write to someone@example.org for more."),
    ],
)
def test_what_is_doubtful_in_an_answer_is_said_with_it_in_a_sentence_without_a_code(
    question: QuestionData, entry: str
) -> None:
    outcome = say(begun(question), entry)

    (notice,) = [one for one in outcome.notices if one.startswith("Please look again: ")]
    assert notice.endswith(" (/goto 1.1)")
    assert "[R0" not in notice


def test_a_sound_answer_has_no_warning() -> None:
    assert say(begun(STORY), "The first office opened in 1999.").notices == []


# What is advised as an answer is one


def advised() -> list[tuple[str, str]]:
    """Return the questions whose words advise an answer that means that there is none."""
    return [
        (question.id, words)
        for name in questionnaire_folders()
        for question in resolve(name).questions.values()
        for text in (question.guidance, question.more)
        for words in re.findall(r"[Aa]nswers? “(not [a-z]+|declined)”", text or "")
    ]


def test_some_questions_advise_an_answer_that_means_that_there_is_none() -> None:
    assert len(advised()) > 3


@pytest.mark.sampled
@pytest.mark.parametrize(("question_id", "words"), advised())
def test_what_a_question_advises_as_an_answer_is_taken(question_id: str, words: str) -> None:
    data = _written(question_id)
    elsewhere = {"when", "when_text", "terms", "recommendations"}
    plain = {key: content for key, content in data.items() if key not in elsewhere}
    one = interview(questionnaire([plain], lists=_lists()))

    outcome = say(one, words)

    assert not outcome.refused
    assert asked(one).endswith("/reason")


def _files() -> list[Any]:
    return [
        read(path).data
        for folder in questionnaire_folders().values()
        for path in sorted(folder.glob("*.yaml"))
    ]


def _written(question_id: str) -> QuestionData:
    """Return a question as it stands in its file."""
    sets = (data.get("questions", ()) for data in _files())
    return next(dict(one) for part in sets for one in part if one["id"] == question_id)


def _lists() -> dict[str, Any]:
    return {name: one for data in _files() for name, one in data.get("lists", {}).items()}


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("not known", "not-known"),
        ("Not applicable.", "not-applicable"),
        ('"not applicable"', "not-applicable"),
        ("declined", "declined"),
    ],
)
@pytest.mark.parametrize(
    "answer_type",
    [
        {"type": "text"},
        {"type": "date"},
        {"type": "integer"},
        {"type": "state"},
        {"type": "yes-no"},
        {"type": "choice", "options": [{"code": "odd", "label": "They were not known before"}]},
        {"type": "implementation"},
        {"type": "contact"},
    ],
)
def test_words_are_taken_for_the_command_that_they_mean(
    answer_type: QuestionData, words: str, missing: str
) -> None:
    one = interview(questionnaire([{"id": "one", **answer_type}]))

    say(one, words, "" if missing == "declined" else "1")

    assert one.report.answers["one"]["missing"] == missing


def test_the_words_of_a_language_are_understood_with_other_spaces() -> None:
    one = interview(questionnaire([{"id": "one", "type": "text"}]))

    with speaking("ru", {"Not applicable": ["Неприменимо"]}):
        say(one, "не применимо", "1")

    assert one.report.answers["one"]["missing"] == "not-applicable"


def test_the_words_are_for_the_row_that_is_asked() -> None:
    options = [{"code": "trained", "label": "Trained"}]
    items = [{"id": "police", "label": "Police"}, {"id": "judges", "label": "Judges"}]
    rows = {"id": "training", "type": "matrix", "options": options, "items": items}
    one = interview(questionnaire([rows]))

    say(one, "1", "not applicable", "1")

    value = one.report.answers["training"]["value"]
    assert (value["police"], value["judges"]["missing"]) == ({"value": "trained"}, "not-applicable")


def test_no_command_is_advised_where_it_would_be_refused() -> None:
    one = begun(OFFENCE)

    refused = say(one, "implemented", "Aiding is an offence.", "", "not known").refused

    assert refused.endswith(" Enter leaves this part open.")
    assert "/unknown" not in refused


def test_an_option_that_begins_with_the_words_comes_first() -> None:
    options = [{"code": "never", "label": "Not applicable: there is no coast"}]
    one = interview(questionnaire([{"id": "one", "type": "choice", "options": options}]))

    say(one, "not applicable")

    assert one.report.answers["one"] == {"value": "never"}


@pytest.mark.parametrize("optional", [True, False])
def test_enter_at_a_list_that_is_not_begun_does_what_the_screen_says(optional: bool) -> None:
    one = begun(STORY, {**LAWS, "optional": optional}, answers={"story": {"value": "Told."}})
    say(one, "/goto laws")

    assert one.prompt().stays_open == optional
    say(one, "")

    assert one.at_end if optional else one.prompt().step.ask == "Is there any law?"
    assert "laws" not in one.report.answers
