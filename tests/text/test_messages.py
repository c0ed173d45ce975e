"""Messages, plurals and lists in the language of a context."""

import subprocess
import sys

import pytest

from checklist.text.languages import LANGUAGES
from checklist.text.messages import (
    Message,
    Texts,
    all_of,
    any_of,
    changed,
    clauses,
    commas,
    grouped,
    in_quotes,
    is_made_of,
    labelled,
    language,
    listed_words,
    names_in,
    parted,
    semicolons,
    sentences,
    speaking,
    tr,
    trn,
    with_aside,
)
from tests.support.folders import ROOT

FRENCH = {
    "{file} is no report": ["{file} n’est pas un rapport"],
    "verb\x04open": ["ouvrir"],
    "{one} of {all_parts}": ["{all_parts}: {one}"],
    "{count} file of {folder}": ["{count} fichier de {folder}", "{count} fichiers de {folder}"],
    "Evidence: {line}": ["Source\xa0: {line}"],
    "{name}": ["{name.__class__} {other} {name!r} {0} {name}"],
}


def test_a_message_is_english_where_it_has_no_translation() -> None:
    assert tr("{file} is no report", file="a.txt") == "a.txt is no report"
    with speaking("fr", FRENCH):
        assert language() == "fr"
        assert tr("{file} is no report", file="a.txt") == "a.txt n’est pas un rapport"
        assert tr("Nobody translated {this}.", 3) == "Nobody translated 3."
        assert tr("{one} of {all_parts}", 1, 2) == "2: 1"
        assert trn("{count} file of {folder}", "{count} files of {folder}", 2, "x") == (
            "2 fichiers de x"
        )
    assert language() == "en"
    assert tr("{a} and {b}, {a}", "x", "y") == "x and y, x"
    assert trn("{count} file of {folder}", "{count} files of {folder}", 1, "x") == "1 file of x"


def test_the_stop_of_an_abbreviation_ends_the_sentence() -> None:
    assert tr("Sent on {day}. Wait.", "31 мая 2004 г.") == "Sent on 31 мая 2004 г. Wait."
    assert tr("It is in {folder}.", ".") == "It is in .."
    assert tr("{name}.eml", "2004 г.") == "2004 г..eml"


def test_a_constant_is_translated_where_it_is_shown() -> None:
    constant = Message("open", "verb")

    with speaking("fr", FRENCH):
        assert tr(constant) == f"{constant}" == "ouvrir"
        assert tr("open") == "open"
    assert tr(constant) == "open"


def test_a_table_is_translated_where_it_is_read() -> None:
    table = Texts({"verb": Message("open", "verb"), "noun": "shop"})

    assert {**table} == {"verb": "open", "noun": "shop"}
    assert ("verb" in table, "x" in table, len(table)) == (True, False, 2)
    with speaking("fr", FRENCH):
        assert [*table.values()] == ["ouvrir", "shop"]


def test_a_translation_reaches_nothing_but_the_names() -> None:
    with speaking("fr", FRENCH):
        assert tr("{name}", name="a") == "{name.__class__} {other} {name!r} {0} a"
    assert names_in("{name.x} of {file}, {0} {two}") == ("file", "two")


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("en", [[1], [0, 2, 11, 21]]),
        ("es", [[1], [0, 2, 11, 21]]),
        ("fr", [[0, 1], [2, 11, 21]]),
        ("ru", [[1, 21, 101], [2, 3, 4, 22, 104], [0, 5, 11, 12, 14, 20, 111, 112]]),
        ("ar", [[0], [1], [2], [3, 10, 103, 110], [11, 26, 99, 111], [100, 101, 102, 200, 1000]]),
        ("zh", [[0, 1, 2, 5]]),
    ],
)
def test_each_number_has_the_form_of_its_language(code: str, numbers: list[list[int]]) -> None:
    forms = [f"{{count}}:{form}" for form in range(len(numbers))]

    assert LANGUAGES[code].plurals == len(numbers)
    with speaking(code, {"{count} file": forms}):
        for form, same in enumerate(numbers):
            for number in same:
                assert trn("{count} file", "{count} files", number) == f"{number:,}:{form}"


def test_a_plural_is_english_where_it_has_no_translation() -> None:
    with speaking("ar", {}):
        assert [trn("{count} file", "{count} files", n) for n in (0, 1, 2_000)] == [
            "0 files",
            "1 file",
            "2,000 files",
        ]


def test_a_list_has_the_separators_of_its_language() -> None:
    texts = ["a", "b", "c"]

    assert (all_of(texts), any_of(texts), commas(texts)) == ("a, b and c", "a, b or c", "a, b, c")
    assert (all_of(["a"]), any_of([])) == ("a", "")
    with speaking("fr", {}):
        assert (all_of(texts), semicolons(texts)) == ("a, b et c", "a\xa0; b\xa0; c")
    with speaking("es", {}):
        assert all_of(["la", "«Interior»"]) == "la e «Interior»"
        assert all_of(["a", "hielo"]) == "a y hielo"
        assert (any_of(["7.1", "8.1"]), any_of(["10", "11", "12"])) == ("7.1 u 8.1", "10, 11 o 12")
    with speaking("zh", {}):
        assert (any_of(texts), sentences(["好。", "", "对。"])) == ("a、b或c", "好。对。")
    with speaking("ar", {}):
        assert all_of(texts) == "a، b وc"


def test_the_words_of_a_list_are_those_of_the_language_and_of_english() -> None:
    words = Message("remove, To be removed")
    with speaking("fr", {"remove, To be removed": ("supprimer، À retirer，移除",)}):
        found = listed_words(words)

    assert found == {"remove", "to be removed", "supprimer", "a retirer", "移除"}
    assert listed_words(words) == {"remove", "to be removed"}


def test_a_line_is_known_by_the_message_that_it_is_made_of() -> None:
    evidence = Message("Evidence: {line}")

    assert is_made_of("Evidence: a law", evidence)
    with speaking("fr", FRENCH):
        assert is_made_of("Source\xa0: a law", evidence)
        assert not is_made_of("Evidence: a law", evidence)


def test_each_call_has_the_values_that_its_message_names() -> None:
    script = ROOT / ".ci" / "messages.py"
    done = subprocess.run([sys.executable, script, "check"], capture_output=True, text=True)

    assert (done.stdout.strip(), done.returncode) == ("", 0)


def test_what_is_named_stands_behind_a_colon_unless_it_is_asked() -> None:
    assert [*map(labelled, ["Law", "Which law?", "哪部法律？", "Law:"])] == [
        "Law:",
        "Which law?",
        "哪部法律？",
        "Law:",
    ]
    with speaking("fr", {}):
        assert labelled("Loi") == "Loi\xa0:"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("en", "Law: «X» 1,500 “a”"),
        ("fr", "Law\xa0: «X» 1\xa0500 «\xa0a\xa0»"),
        ("es", "Law: «X» 1\xa0500 «a»"),
        ("ru", "Law: «X» 1\xa0500 «a»"),
        ("zh", "Law：«X» 1,500 “a”"),
        ("ar", "Law: «X» 1,500 «a»"),
    ],
)
def test_what_stands_beside_a_text_is_that_of_the_language(code: str, shown: str) -> None:
    with speaking(code, {}):
        words = labelled("Law", f"«X» {grouped(1500)} {in_quotes('a')}")

        assert words == shown
        assert parted(words)[0] == "Law"
        assert labelled("Which law?", "X") == f"Which law?{'' if code == 'zh' else ' '}X"


def test_an_arrow_points_as_one_reads() -> None:
    assert changed("a", "b") == "a → b"
    with speaking("ar", {}):
        assert changed("a", "b") == "a ← b"


def test_what_stands_between_texts_of_chinese_has_no_spaces() -> None:
    assert with_aside("Norway", "NOR") == "Norway (NOR)"
    assert with_aside("Norway", "") == "Norway"
    assert clauses(["begun", "2 open"]) == "begun, 2 open"
    with speaking("zh", {}):
        assert with_aside("挪威", "NOR") == "挪威（NOR）"
        assert clauses(["已开始", "2项未答"]) == "已开始，2项未答"
        assert sentences(["已保存。", "", "按回车键继续。"]) == "已保存。按回车键继续。"
