from pathlib import Path

import pytest

from checklist.questionnaire.loading import QuestionnaireError, load, shipped, shipped_or_default
from checklist.questionnaire.sources import read_sources
from checklist.render.questionnaire.printed import printed_blocks
from checklist.render.questionnaire.question_detail import question_detail, recommendation_detail
from tests.support import tiny
from tests.support.block_text import block_text
from tests.support.folders import SMALL_FOLDER
from tests.support.tiny import questionnaire

FILES = {
    "questionnaire.yaml": """\
id: tiny
version: 1.0.0
title: A little questionnaire
source: {symbol: T/1, title: A little document, date: "2010-01-27"}
sets: [one.yaml]
lists:
  kinds:
    - {code: statute, label: Statute}
    - {code: decree, label: Decree}
laws: {question: laws, name: name, citation: citation}
""",
    "recommendations.yaml": """\
source: T/1
sections: [{meeting: 2009, letter: A, title: All}]
recommendations:
  - {id: "1", meeting: 2009, section: A, to: [states], strength: [should], summary: One.}
""",
    "one.yaml": """\
id: one
title: One
questions:
  - {id: kind, recommendations: ["1", "99"], ask: Which kind?, type: choice, options: kinds}
  - {id: when-adopted, ask: When?, type: date, gate: [kind]}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_folder_is_loaded_with_its_lists_written_out(folder: Path) -> None:
    loaded = load(folder)

    assert list(loaded.questions) == ["kind", "when-adopted"]
    assert loaded.questions["kind"].answer_type.codes() == frozenset({"statute", "decree"})
    assert loaded.set_of["kind"].title == "One"
    assert loaded.gates_of == {"kind": ["when-adopted"]}
    assert [r.id for r in loaded.recommendations_of(loaded.questions["kind"])] == ["1"]


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_digest_covers_every_file_but_not_its_line_ends(folder: Path, name: str) -> None:
    before = load(folder).digest
    text = (folder / name).read_text(encoding="utf-8")

    (folder / name).write_bytes(("# note\n" + text).replace("\n", "\r\n").encode())
    same = load(folder).digest
    (folder / name).write_text(text.replace("One", "Two").replace("A little", "The little"))
    other = load(folder).digest

    assert same == before
    assert other != before


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("one.yaml", "id: kind,", "", "one.yaml:4:5: S101 the key `id` is missing"),
        ("one.yaml", "type: date", "type: dato", "one.yaml:5:42: S104 `dato` is not a type"),
        ("one.yaml", "type: date", "type: date, when: soon", "one.yaml:5:54: S103 `soon` is"),
        ("one.yaml", "title: One", "title: [", "one.yaml:4:3: S005"),
        ("recommendations.yaml", "states]", "state]", "recommendations.yaml:4:47: S104"),
        ("questionnaire.yaml", "1.0.0", "1.0", "questionnaire.yaml:2:10:"),
        ("questionnaire.yaml", "[one.yaml]", "[]", "questionnaire.yaml:5:7: S104"),
        ("questionnaire.yaml", "[one.yaml]", "[../one.yaml]", "questionnaire.yaml:5:8: S104"),
        ("questionnaire.yaml", "[one.yaml]", "[one.yaml, two.yaml]", "two.yaml:1:1: S001"),
    ],
)
def test_a_broken_file_is_named_with_its_place(
    folder: Path, name: str, old: str, new: str, says: str
) -> None:
    change(folder, name, old, new)

    with pytest.raises(QuestionnaireError) as raised:
        load(folder)

    assert says in str(raised.value)
    assert "`checklist lint" in str(raised.value)


def test_a_folder_without_its_head_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError, match=r"has errors \(2\)"):
        load(tmp_path)


def test_a_broken_file_does_not_hide_the_others(folder: Path) -> None:
    change(folder, "recommendations.yaml", "source: T/1", "sauce: T/1")
    change(folder, "one.yaml", "title: One", "titel: One")

    sources = read_sources(folder, "tiny")

    found = [(d.path, d.code) for part in sources.parts for d in part.diagnostics()]
    assert found == [
        ("tiny/recommendations.yaml", "S101"),
        ("tiny/recommendations.yaml", "S102"),
        ("tiny/one.yaml", "S101"),
        ("tiny/one.yaml", "S102"),
    ]


def test_one_more_set_can_be_read_beside_those_of_the_head(folder: Path, tmp_path: Path) -> None:
    extra = tmp_path / "extra.yaml"
    extra.write_text(FILES["one.yaml"].replace("id: one", "id: extra"), encoding="utf-8")

    sources = read_sources(folder).with_set(extra)

    assert [part.model.id for part in sources.sets if part.model] == ["one", "extra"]


def test_the_register_of_laws_is_read_from_the_answers(folder: Path) -> None:
    loaded = load(folder)
    cells = [
        {"name": {"value": "code"}, "citation": {"value": "Code of 1974"}},
        {"name": {"value": "act"}, "citation": {"missing": "declined"}},
        {"name": {"missing": "declined"}},
    ]

    laws = loaded.laws({"laws": {"value": cells}})

    assert [(law.code, law.label) for law in laws] == [("code", "Code of 1974"), ("act", "act")]
    assert loaded.laws({}) == loaded.laws({"laws": {"missing": "declined"}}) == []
    assert tiny.questionnaire([{"id": "plain", "type": "text"}]).laws({}) == []


def test_an_unknown_questionnaire_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(QuestionnaireError, match=r"no questionnaire `tiny`; known: ctoc-cop"):
        shipped("tiny")


def test_a_report_on_an_unknown_questionnaire_is_checked_against_the_one_there_is() -> None:
    assert shipped_or_default("tiny") is shipped_or_default(None)
    assert shipped_or_default(shipped().head.id).head == shipped().head


def test_see_is_followed_in_both_directions_and_shown_with_its_words() -> None:
    asked = questionnaire([{"id": "offence", "type": "text", "recommendations": ["10(a)"]}])
    by_id = asked.recommendations

    assert [recommendation.id for recommendation in asked.see_also([by_id["7"]])] == [
        "10(a)",
        "10(b)",
        "20",
    ]
    assert [recommendation.id for recommendation in asked.see_also([by_id["10(b)"]])] == ["7"]
    assert asked.see_also([by_id["1"]]) == []
    words = "See also 7: What 7 asks"
    assert words in [line.text for line in question_detail(asked.questions["offence"], asked)]
    assert words in [line.text for line in recommendation_detail(by_id["20"], asked)]
    assert "See also 7 (What 7 asks)" in block_text(printed_blocks(asked))


@pytest.mark.parametrize(
    ("question_id", "other", "related"),
    [
        ("light-service", "fog-signals", True),  # 2 refers to 3(a)
        ("fog-signals", "light-service", True),
        ("treaty-status", "light-tasks", True),  # 1 refers to 3, of which 3(b) is a part
        ("fog-signals", "light-tasks", False),  # 3(a) and 3(b) are two measures
        ("obstacles", "laws", False),
    ],
)
def test_questions_are_related_by_their_recommendations(
    question_id: str, other: str, related: bool
) -> None:
    assert load(SMALL_FOLDER).are_related(question_id, other) is related
