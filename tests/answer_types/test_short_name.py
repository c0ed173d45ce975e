"""The short name that is proposed for a law."""

import re

import pytest

from checklist.answer_types.short_name import short_name

NAMES = {
    "Trafficking in Persons Act": "tip-act",
    "Trafficking in Persons Act, No. 9 of 2008": "tip-act",
    "Prevention of Trafficking in Persons Act 2008": "potip-act",
    "Law No. 81/VI/2005 on the protection of witnesses": "law-81-vi-2005",
    "Act 12 of 1999": "act-12-1999",
    "Law of 17 July 1998 on foreigners": "law-17-1998",
    "Decree-Law No. 15 of 2004": "decree-law-15-2004",
    "Loi n° 2013-711 du 5 août 2013": "loi-2013-711",
    "Ley 26.364": "ley-26-364",
    "Lei n.º 60/2013": "lei-60-2013",
    "Law, on the protection of witnesses": "pow-law",
    "Code": "code-1",
    "The Act": "act-1",
    "Criminal Code": "criminal-code",
    "The Penal Code (Cap. 158)": "penal-code",
    "Act on lights at sea, No. 12 of 1999": "lights-sea-act",
    "Law on Combating Trafficking in Persons": "ctip-law",
    "Aliens Act 1992": "aliens-act",
    "Prevention and Suppression of Trafficking in Persons Act (PSTIP)": "pstip-act",
    "Code pénal": "penal-code",
    "Ley contra la trata de personas": "ley-trata-personas",
    "Strafgesetzbuch": "strafgesetzbuch",
    "Memorandum of understanding with the shelters": "uws-memorandum",
    "Standard operating procedures, 2021": "standard-operating-procedures",
    "刑法": "law-1",
    "123": "law-123",
    "中华人民共和国刑法(1979年)": "law-1979",
    "قانون رقم ٦٤ لسنة ٢٠١٠": "law-64-2010",
    "Уголовный кодекс, № 63-ФЗ": "ugolovnyi-kodeks",
    "Закон о борьбе с торговлей людьми": "zakon-borbe-torgovlei",
    "Кримінальний кодекс України": "kriminalnii-kodeks-ukraini",
    "Ποινικός Κώδικας": "poinikos-kodikas",
    "": "law-1",
}


@pytest.mark.parametrize(("title", "name"), NAMES.items())
def test_it_is_made_of_the_title(title: str, name: str) -> None:
    assert short_name(title) == name


def test_it_is_not_one_that_is_taken() -> None:
    assert short_name("Penal Code", ["penal-code"]) == "penal-code-2"
    assert short_name("Penal Code", ["penal-code", "penal-code-2"]) == "penal-code-3"
    assert short_name("刑法", ["law-1"]) == "law-2"


@pytest.mark.parametrize("title", [*NAMES, "x", "ÄÖÜ", "Act", "-", "a" * 500 + " Act"])
def test_it_is_always_a_short_name(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9](-?[a-z0-9])+", short_name(title))
    assert len(short_name(title)) <= 60
