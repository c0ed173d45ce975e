"""Whether a translation has the words for a term."""

from checklist.questionnaire.terms import TermTranslation


def test_vowel_signs_of_arabic_are_a_part_of_an_ending() -> None:
    term = TermTranslation(term="identification", words={"ar": ["التعرّف على الضحايا"]})

    assert term.is_kept("معايير التعرّف على الضحايا", "ar")
    assert not term.is_kept("معايير تحديد الضحايا", "ar")
