"""PO files are read as polib reads them, and what is none is named with its line."""

from collections.abc import Sequence
from pathlib import Path

import polib
import pytest

from checklist.files.po import PoEntry, PoError, parse_po, po_bytes, read_po
from checklist.questionnaire.shipped_files import questionnaire_folders
from checklist.questionnaire.translation_update import head_for
from tests.support.effort import Work, assert_growth

FRENCH = questionnaire_folders()["ctoc-cop-2010-6"] / "translations" / "fr.po"

WHOLE = r"""msgid ""
msgstr "Language: fr\n"

# A remark of the translator.
#. What the author says.
#: somewhere.yaml:12 elsewhere.yaml
#, fuzzy, c-format
#| msgid ""
#| "Was \"this\"\n"
#| "and that"
msgctxt "offence.ask"
msgid ""
"Is \"this\"\n"
"\tand \\ that?"
msgstr "Est-ce que « ceci » ?"

#~ msgctxt "gone.ask"
#~ msgid "Gone"
#~ msgstr "Parti"

msgctxt "figures.unit"
msgid "person"
msgid_plural "persons"
msgstr[0] "personne"
msgstr[1] ""
"person"
"nes"
"""


def as_polib(text: str) -> Sequence[PoEntry]:
    return [
        PoEntry(
            place=entry.msgctxt or "",
            english=entry.msgid,
            plural=entry.msgid_plural,
            texts=tuple(entry.msgstr_plural.values()) or (entry.msgstr,),
            is_fuzzy=entry.fuzzy,
            was=entry.previous_msgid or "",
            remarks=tuple(filter(None, entry.tcomment.split("\n"))),
            comments=tuple(filter(None, entry.comment.split("\n"))),
            files=tuple(file for file, _ in entry.occurrences),
        )
        for entry in polib.pofile(text)
        if not entry.obsolete
    ]


def ours(text: str) -> Sequence[PoEntry]:
    return [entry._replace(line=0) for entry in parse_po(text, "fr.po") if entry.place]


@pytest.mark.parametrize("text", [WHOLE, WHOLE.replace("\n", "\r\n"), FRENCH.read_text("utf-8")])
def test_a_file_is_read_as_polib_reads_it(text: str) -> None:
    assert ours(text) == as_polib(text.replace("\r\n", "\n"))


def test_what_is_written_is_read_again() -> None:
    entries = [entry for entry in read_po(FRENCH) if entry.place]

    again = parse_po(po_bytes(entries, head_for("x", "fr")).decode(), "fr.po")

    assert [e._replace(line=0) for e in again if e.place] == [e._replace(line=0) for e in entries]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ('msgid "a"\nmsgstr "b\n', "fr.po:2: this is no line of a PO file"),
        ('"a"\n', "fr.po:1: a text stands before any `msgid`"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', "fr.po:1: `msgstr` is not there"),
        ('msgctxt "p"\nmsgstr "b"\n', "fr.po:1: `msgid` is not there"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "fr.po:3: `msgstr` stands twice"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', "fr.po:1: `msgstr[0]` is not there"),
        ('msgid "a"\nmsgid_plural "b"\n', "fr.po:1: `msgstr[0]` is not there"),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n',
            "fr.po:1: `msgstr[1]` is not there",
        ),
        ('msgid "a"\nmsgstr "\x1b[31m"\n', "fr.po:2: the character U+001B is not allowed"),
        ('msgid "a"\nmsgstr ""\n"a\\b"\n', "fr.po:1: the character U+0008 is not allowed"),
        (
            'msgctxt "p.q"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "p.q"\nmsgid "c"\nmsgstr ""\n',
            "fr.po:5: `p.q` stands in line 1 already",
        ),
        (
            'msgctxt "p"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "p"\nmsgid "a"\nmsgstr ""\n',
            "fr.po:5: `p` stands in line 1 already",
        ),
    ],
)
def test_what_is_no_po_file_is_named_with_its_line(broken: str, message: str) -> None:
    with pytest.raises(PoError) as refused:
        parse_po(broken, "fr.po")

    assert message in str(refused.value)


@pytest.mark.parametrize("before", ["", "#, ", '#| msgid "a"\n#| '])
def test_time_grows_with_the_lines_of_a_text(before: str) -> None:
    begin, end = ('msgid "a"\nmsgstr ""\n', "") if not before else ("", 'msgid "a"\nmsgstr "b"\n')

    def parsing(lines: int) -> Work:
        text = begin + f'{before}"Bonjour"\n' * lines + end
        return lambda: parse_po(text, "fr.po")

    assert_growth(parsing, 80_000)


def test_two_texts_can_have_one_context() -> None:
    verb = 'msgctxt "verb"\nmsgid "{}"\nmsgstr "x"\n'

    found = parse_po("\n".join(map(verb.format, ("open", "close"))), "fr.po")

    assert [(entry.place, entry.english) for entry in found] == [
        ("verb", "open"),
        ("verb", "close"),
    ]


def test_flags_in_two_lines_are_each_a_flag() -> None:
    (entry,) = parse_po('#, fuzzy\n#, c-format\nmsgid "a"\nmsgstr "b"\n', "fr.po")

    assert entry.is_fuzzy


def test_only_the_earlier_text_is_what_was_translated() -> None:
    earlier = '#| msgctxt ""\n#| "p"\n#| msgid ""\n#| "a "\n#| "b"\n#| msgid_plural ""\n#| "more"\n'

    (entry,) = parse_po(f'{earlier}msgctxt "p"\nmsgid "c"\nmsgstr "d"\n', "fr.po")

    assert entry.was == "a b"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PoError, match="there is no such file"):
        read_po(tmp_path / "fr.po")


def test_a_translation_can_have_what_its_plural_has(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    path.write_text('msgid "a"\nmsgid_plural "b\\b"\nmsgstr[0] "x"\nmsgstr[1] "y\\b"\n', "utf-8")

    (entry,) = read_po(path)

    assert entry.texts == ("x", "y\b")
