"""References to laws as people write them."""

import pytest

from checklist.answer_types.evidence import CitationHelp, law_and_article
from checklist.answer_types.interface import Option, Refusal

PENAL = Option(code="penal-code", label="Penal Code (Code)")
ACT = Option(code="tip-act", label="Trafficking in Persons Act, No. 9 of 2008 (Act)")
ALIENS = Option(code="aliens-act", label="Aliens Act 1992 (Act)")
ALL = (PENAL, ACT, ALIENS)
ALONE = (ACT,)
WORDS = CitationHelp.at_terminal()

CLEAR = {
    "1": ("penal-code", ""),
    "penal-code": ("penal-code", ""),
    "Penal Code": ("penal-code", ""),
    "the Penal Code": ("penal-code", ""),
    "1 104a": ("penal-code", "104a"),
    "1 article 104a": ("penal-code", "104a"),
    "penal-code art. 104a": ("penal-code", "104a"),
    "PENAL-CODE art 104a": ("penal-code", "104a"),
    "Penal Code 104a": ("penal-code", "104a"),
    "Penal Code, art. 5(2)": ("penal-code", "5(2)"),
    "penal code s. 5": ("penal-code", "s. 5"),
    "penal code, section 5": ("penal-code", "section 5"),
    "Aliens Act s.5": ("aliens-act", "s.5"),
    "Aliens Act 1992 s. 5": ("aliens-act", "s. 5"),
    "Trafficking Act ss. 5 and 6": ("tip-act", "ss. 5 and 6"),
    "Act No. 9 of 2008 s. 5": ("tip-act", "s. 5"),
    "art. 5(2) of the Penal Code": ("penal-code", "5(2)"),
    "section 3 of the Penal Code": ("penal-code", "section 3"),
    "art. 5 de la penal-code": ("penal-code", "5"),
    "artículo 5 bis del Penal Code": ("penal-code", "5 bis"),
    "Penal Code, artículos 5 y 6": ("penal-code", "5 y 6"),
    "Penal Code § 232": ("penal-code", "§ 232"),
}

OF_THE_ONLY_LAW = {
    "Act s. 5": ("tip-act", "s. 5"),
    "art. 5(2)": ("tip-act", "5(2)"),
    "s. 5": ("tip-act", "s. 5"),
    "5(2)": ("tip-act", "5(2)"),
    "section 5 of the Act": ("tip-act", "section 5"),
}


@pytest.mark.parametrize(("entry", "meant"), CLEAR.items())
def test_a_reference_to_one_law_is_understood(entry: str, meant: tuple[str, str]) -> None:
    assert law_and_article(ALL, WORDS, entry) == meant


@pytest.mark.parametrize(("entry", "meant"), OF_THE_ONLY_LAW.items())
def test_the_only_law_need_not_be_named(entry: str, meant: tuple[str, str]) -> None:
    assert law_and_article(ALONE, WORDS, entry) == meant


def test_the_beginning_of_a_title_with_of_in_it_is_no_part_of_the_article() -> None:
    english = Option(code="procedure", label="Code of Criminal Procedure (Code)")
    french = Option(code="procedure-penale", label="Code de procédure pénale (Code)")
    laws = (PENAL, english, french)

    assert law_and_article(laws, WORDS, "s. 5 Code of Criminal Procedure") == ("procedure", "s. 5")
    assert law_and_article(laws, WORDS, "art. 5 bis Code de procédure pénale") == (
        "procedure-penale",
        "5 bis",
    )


@pytest.mark.parametrize(
    ("entry", "asked_back"),
    [
        ("Act s. 5", "2 (tip-act), 3 (aliens-act). Type the number of the law before the article"),
        ("art. 5(2)", "1 (penal-code), 2 (tip-act), 3 (aliens-act)."),
    ],
)
def test_a_reference_to_several_laws_is_asked_back(entry: str, asked_back: str) -> None:
    with pytest.raises(Refusal) as refusal:
        law_and_article(ALL, WORDS, entry)

    assert asked_back in str(refusal.value)


@pytest.mark.parametrize(
    "entry", ["4", "4 article 1", "Labour Code 7", "Smith report", "civil s. 1"]
)
def test_a_law_that_is_not_in_the_register_is_refused(entry: str) -> None:
    with pytest.raises(Refusal, match="is not in the register of laws"):
        law_and_article(ALL, WORDS, entry)


def test_a_bare_number_is_that_of_a_law_and_no_article() -> None:
    with pytest.raises(Refusal, match="is not in the register of laws"):
        law_and_article(ALONE, WORDS, "5")


def test_titles_in_other_scripts_are_found() -> None:
    japanese = Option(code="law-1", label="刑法")

    assert law_and_article((PENAL, japanese), WORDS, "刑法 226") == ("law-1", "226")


@pytest.mark.parametrize(
    ("entry", "article"),
    [
        ("刑法 第240条", "第240条"),
        ("刑法第240条第1款", "第240条第1款"),
        ("《中华人民共和国刑法》第二百四十条", "第二百四十条"),
        ("chinese-law 第240条", "第240条"),
    ],
)
def test_a_chinese_law_is_found_by_a_part_of_its_title(entry: str, article: str) -> None:
    chinese = Option(code="chinese-law", label="《中华人民共和国刑法》（1979年）")

    assert law_and_article((PENAL, chinese), WORDS, entry) == ("chinese-law", article)


def test_another_chinese_law_is_not_taken_for_it() -> None:
    chinese = Option(code="chinese-law", label="《中华人民共和国刑法》（1979年）")

    with pytest.raises(Refusal, match="is not in the register of laws"):
        law_and_article((PENAL, chinese), WORDS, "民法典第2条")
