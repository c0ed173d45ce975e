"""Whether a translation has the words for a term."""

from checklist.questionnaire.terms import TermTranslation


def test_vowel_signs_of_arabic_are_a_part_of_an_ending() -> None:
    term = TermTranslation(term="identification", words={"ar": ["التعرّف على الضحايا"]})

    assert term.is_kept("معايير التعرّف على الضحايا", "ar")
    assert not term.is_kept("معايير تحديد الضحايا", "ar")


def test_words_of_chinese_have_no_endings() -> None:
    term = TermTranslation(term="victim", words={"zh": ["人口贩运活动被害人"]})

    assert term.is_kept("贵国如何保护人口贩运活动被害人？", "zh")
    assert not term.is_kept("贵国如何保护人口贩运活动受害者？", "zh")
