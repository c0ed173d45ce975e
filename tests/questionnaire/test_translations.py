"""A questionnaire in another language: nothing is blank or mixed, and what is English says so."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from checklist.errors import ChecklistError
from checklist.files.po import PoEntry, PoError
from checklist.questionnaire.loading import (
    QuestionnaireError,
    load,
)
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.sources import read_sources
from checklist.questionnaire.translation_files import VARIABLE
from checklist.questionnaire.translation_update import texts_in
from checklist.questionnaire.translations import IN_ENGLISH
from tests.support.folders import SMALL_FOLDER
from tests.support.translated import (
    translated_folder,
    without,
    write_catalogue,
)

ENGLISH = load(SMALL_FOLDER)


def loaded(folder: Path, change: Callable[[PoEntry], PoEntry | None]) -> Questionnaire:
    return load(translated_folder(folder, change=change), "fr")


def texts_below(model: Any) -> str:
    """Return all that a model says."""
    return str(model.model_dump())


def test_an_ordinary_questionnaire_comes_out_with_the_digest_of_the_english(tmp_path: Path) -> None:
    folder = translated_folder(tmp_path)

    french = load(folder, "fr")

    assert french.digest == ENGLISH.digest
    assert french.language == "fr"
    everything = "".join(texts_below(m) for m in [french.head, french.catalogue, *french.sets])
    for text in texts_in(read_sources(SMALL_FOLDER)):
        form = "‹fr1 " if text.singular else "‹fr "
        assert f"{form}{text.english}›" in everything.replace("\\n", "\n"), text.place
    assert IN_ENGLISH not in everything
    assert french.questions["treaty-status"].answer_type.label("party") == "‹fr Party›"


@pytest.mark.parametrize(
    ("missing", "ask", "label"),
    [
        ("fog-signals-sound.ask", f"{IN_ENGLISH}What does the signal sound like?", "A horn"),
        (
            "fog-signals-sound.options.bell.label",
            f"{IN_ENGLISH}What does the signal sound like?",
            "A horn",
        ),
        ("fog-signals.ask", "‹fr What does the signal sound like?›", "‹fr A horn›"),
    ],
)
def test_a_question_falls_back_together_with_its_options(
    tmp_path: Path, missing: str, ask: str, label: str
) -> None:
    question = loaded(tmp_path, without(missing)).questions["fog-signals-sound"]

    assert (question.ask, question.answer_type.label("horn")) == (ask, label)


def test_a_shared_list_falls_back_with_all_questions_that_use_it(tmp_path: Path) -> None:
    french = loaded(tmp_path, without("lists.obstacles.staff.label"))

    question = french.questions["obstacles"]
    assert question.ask == f"{IN_ENGLISH}What stands in the way?"
    assert question.answer_type.offered() == ENGLISH.questions["obstacles"].answer_type.offered()
    assert french.questions["treaty-status"].answer_type.label("party") == "‹fr Party›"


def test_a_question_that_falls_back_has_a_shared_list_in_language(tmp_path: Path) -> None:
    french = loaded(tmp_path, without("light-tasks.ask"))

    question = french.questions["light-tasks"].answer_type
    assert question.offered() == ENGLISH.questions["light-tasks"].answer_type.offered()
    assert question.listed_rows()[0].label == "‹fr Repair›"


def test_rows_columns_guidance_and_checks_fall_back_alone(tmp_path: Path) -> None:
    places = "light-tasks.items.watch.label", "laws.columns.rank.options.act.label"
    others = "authority.guidance", "checks.R503.message", "glossary.light.definition"
    french = loaded(tmp_path, without(*places, *others))

    tasks, laws = french.questions["light-tasks"], french.questions["laws"]
    rows = [row.label for row in tasks.answer_type.listed_rows()]
    columns = {column.id: column for column in laws.answer_type.listed_columns()}
    assert rows == ["‹fr Repair›", f"{IN_ENGLISH}Watch", "‹fr Charts›"]
    assert columns["rank"].label == f"{IN_ENGLISH}Rank"
    assert columns["rank"].answer_type.label("decree") == "Decree"
    assert columns["adopted"].label == "‹fr Date of adoption›"
    assert laws.ask == "‹fr Which laws will your answers refer to?›"
    authority = french.questions["authority"]
    assert authority.ask.startswith("‹fr ")
    assert (authority.guidance or "").startswith(f"{IN_ENGLISH}One for a part of the coast counts.")
    said_by_check = {check.code: check.message for check in french.checks}
    assert said_by_check["R503"].startswith(IN_ENGLISH)
    assert said_by_check["R501"].startswith("‹fr ")
    assert french.head.glossary["light"].term == f"{IN_ENGLISH}light"


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry._replace(english="Which laws did your answers refer to?"),
        lambda entry: entry._replace(is_fuzzy=True),
        lambda entry: None,
    ],
)
def test_what_was_translated_from_other_words_is_english(
    tmp_path: Path, change: Callable[[PoEntry], PoEntry | None]
) -> None:
    def of_laws(entry: PoEntry) -> PoEntry | None:
        return change(entry) if entry.place == "laws.ask" else entry

    french = loaded(tmp_path, of_laws)

    assert french.questions["laws"].ask == f"{IN_ENGLISH}Which laws will your answers refer to?"


def test_a_translation_without_a_placeholder_is_not_shown(tmp_path: Path) -> None:
    def lose(entry: PoEntry) -> PoEntry:
        return entry._replace(texts=("{count}",)) if entry.place == "laws.ask" else entry

    assert loaded(tmp_path, lose).questions["laws"].ask.startswith(IN_ENGLISH)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\nb", "has a line break"),
        ("a\u2028b", "has a line break"),
        ("\ufeffa", "has a line break, or spaces around it"),
        ("x" * 401, "has more than 400 characters"),
    ],
)
def test_what_does_not_fit_is_named_with_file_and_line(
    tmp_path: Path, text: str, fault: str
) -> None:
    def unfit(entry: PoEntry) -> PoEntry:
        return entry._replace(texts=(text,)) if entry.place == "laws.ask" else entry

    with pytest.raises(PoError, match=r"fr\.po:[0-9]+: the translation of `laws\.ask` ") as refused:
        loaded(tmp_path, unfit)

    assert fault in str(refused.value)


@pytest.mark.parametrize("file", ["questionnaire.yaml", "01-treaty.yaml"])
@pytest.mark.parametrize(
    "data", ["[]", "5", "x", "sets: 1", "lists: []", "questions: [x, {columns: [x]}, {columns: 1}]"]
)
def test_a_broken_file_is_named_in_another_language_as_in_english(
    tmp_path: Path, file: str, data: str
) -> None:
    folder = translated_folder(tmp_path)
    (folder / file).write_text(f"{data}\n", "utf-8")

    with pytest.raises(QuestionnaireError) as in_english:
        load(folder)
    with pytest.raises(QuestionnaireError) as in_french:
        load(folder, "fr")

    assert file in str(in_french.value)
    assert str(in_french.value) == str(in_english.value)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fr", {0: "", 1: "", 2: "1"}),
        ("ru", {1: "", 2: "1", 5: "2", 11: "2", 21: "", 112: "2"}),
        ("ar", {0: "", 1: "1", 2: "2", 3: "3", 11: "4", 100: "5", 103: "3"}),
        ("zh", {0: "", 1: "", 7: ""}),
    ],
)
def test_a_unit_has_the_forms_of_its_language(
    tmp_path: Path, language: str, forms: dict[int, str]
) -> None:
    folder = tmp_path / "small"
    shutil.copytree(SMALL_FOLDER, folder)
    path = folder / "01-treaty.yaml"
    text = path.read_text("utf-8").replace("unit: ports", "unit: ports\n    unit_one: port")
    path.write_text(text, "utf-8")
    write_catalogue(folder, language)

    number = load(folder, language).questions["port-count"].answer_type

    for value, form in forms.items():
        assert number.lines(value) == [f"{value} ‹{language}{form} ports›"]
        assert next(number.steps(None, None)).read(f"{value} ‹{language}{form} ports›") == value  # type: ignore[arg-type]


def test_a_text_that_the_user_corrected_comes_before_the_one_that_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = translated_folder(tmp_path)

    def corrected(entry: PoEntry) -> PoEntry | None:
        words = {"laws.ask": "Quelles lois ?", "obstacles.ask": "{count} obstacles ?"}
        new = words.get(entry.place)
        return entry._replace(texts=(new,)) if new else None

    path = write_catalogue(folder, "fr", corrected, to=tmp_path / "own")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))

    french = load(folder, "fr")

    assert french.questions["laws"].ask == "Quelles lois ?"
    assert french.questions["obstacles"].ask.startswith("‹fr "), "the correction cannot be shown"
    texts = [question.ask for question in french.questions.values()]
    assert not any(text.startswith(IN_ENGLISH) for text in texts)
    assert french.own_translations == f"sha256:{sha256(path.read_bytes()).hexdigest()}"
    program = tmp_path / "own" / "fr" / "program.po"
    program.write_text('msgid "Yes"\nmsgstr "Oui, oui"\n')
    both = path.read_bytes() + program.read_bytes()
    assert load(folder, "fr").own_translations == f"sha256:{sha256(both).hexdigest()}"


def test_a_folder_of_ones_own_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = translated_folder(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))

    with pytest.raises(ChecklistError, match="CHECKLIST_TRANSLATIONS: there is no folder"):
        load(folder, "fr")
    assert load(folder).language == "en"
