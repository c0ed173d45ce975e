"""No text of the questionnaire that ships is untranslated or outdated in French."""

import pytest

from checklist.checks.linter import lint_folder
from checklist.questionnaire.loading import load
from checklist.questionnaire.program_texts import spoken
from checklist.questionnaire.questionnaire import DRAFT
from checklist.questionnaire.shipped_files import questionnaire_folders
from checklist.questionnaire.translations import IN_ENGLISH
from checklist.text.messages import tr

FOLDER = questionnaire_folders()["ctoc-cop-2010-6"]


def test_all_french_is_there_and_lint_finds_nothing() -> None:
    found = lint_folder(FOLDER, "x", wanted=lambda code: code.startswith("Q16"))

    messages = [
        f"{one.path}:{one.line}: {one.message}"
        for name, each in found.items()
        for one in each
        if "/translations/" in name
    ]
    assert messages == []


@pytest.mark.parametrize("language", ["fr"])
def test_no_text_falls_back_and_all_of_it_is_a_draft(language: str) -> None:
    translated = load(FOLDER, language)

    models = [translated.head, translated.catalogue, translated.plan, *translated.sets]
    assert not any(IN_ENGLISH in str(model.model_dump()) for model in models)
    with spoken(language):
        own, english = translated.draft_notice
        assert english == tr("In English: {ask}", DRAFT.english)
    assert own != DRAFT.english
