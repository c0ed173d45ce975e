"""What is translated: a questionnaire, or the program, with one catalogue for each language.

The program is known by its messages, and each message by its English. A message is the literal that
`tr`, `trn`, `Message` or `Plural` gets, a text of a table `Texts`, a value of `Words`, or the label
of `Option.fixed`. They are read from the code of the package.
"""

import ast
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from checklist.errors import ChecklistError
from checklist.files.po import PoEntry, po_bytes, read_po
from checklist.questionnaire import program_texts, shipped_files
from checklist.questionnaire.places import Text
from checklist.questionnaire.questionnaire import DRAFT
from checklist.questionnaire.sources import Sources
from checklist.questionnaire.terms import Terms
from checklist.questionnaire.translation_files import (
    PROGRAM,
    VARIABLE,
    languages_of,
    own_folder,
    own_translations,
    shipped_translations,
)
from checklist.questionnaire.translation_update import (
    head_for,
    parts_of,
    updated,
)
from checklist.text.messages import key_of


@dataclass(frozen=True)
class Domain:
    """A questionnaire, or the program."""

    name: str
    """The name of its catalogues: the id of the questionnaire, or `program`."""
    sources: Sources
    """The files of the questionnaire, whose terms hold for the program, too."""

    @property
    def terms(self) -> Terms | None:
        """How terms are translated."""
        return None if self.sources.terms is None else self.sources.terms.model

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Text]]:
        """The texts by file."""
        return parts_of(self.sources)

    @cached_property
    def texts(self) -> Sequence[Text]:
        """All texts."""
        return [text for texts in self.parts.values() for text in texts]

    @property
    def languages(self) -> set[str]:
        """The languages that have a catalogue."""
        return languages_of(self.sources.folder)

    def shipped(self, language: str) -> Path:
        """Return where the catalogue of a language is, or would be."""
        return shipped_translations(self.sources.folder, language)

    def read(self, path: Path) -> Sequence[PoEntry]:
        """Return the entries of a catalogue, each with the place of its text."""
        return [entry for entry in read_po(path) if entry.place]

    def name_of(self, entry: PoEntry) -> str:
        """Return by what a person knows the text of an entry."""
        return entry.place

    def there(self, language: str) -> Sequence[PoEntry]:
        """Return the entries of a language: the user's own, and of the installation all others."""
        path, own = self.shipped(language), own_translations(language, self.name)
        entries = {e.place: e for e in (self.read(path) if path.is_file() else ())}
        corrected = self.read(own) if own is not None else ()
        return [*{**entries, **{e.place: e for e in corrected if any(e.texts)}}.values()]

    def updated(self, language: str) -> Sequence[PoEntry]:
        """Return the entries of all texts of the present English."""
        return updated(self.there(language), self.texts, language)

    def written(self, entries: Sequence[PoEntry], language: str) -> tuple[Path, bytes]:
        """Return a catalogue, and where it is to be written: in the user's folder, if one is named.

        Raises:
            ChecklistError: It would be written into the installation.
        """
        head = head_for(self.name, language)
        content = po_bytes(self.as_in_file(entries), head, DRAFT.english)
        own = own_folder()
        if own is not None:
            return own / language / f"{self.name}.po", content
        is_shipped = self.sources.folder in shipped_files.questionnaire_folders().values()
        if is_shipped and shipped_files.is_installed():
            raise ChecklistError(
                "the catalogues of the installation are not changed: name a folder of your own "
                f"with {VARIABLE}"
            )
        return self.shipped(language), content

    def as_in_file(self, entries: Sequence[PoEntry]) -> Sequence[PoEntry]:
        """Return entries as a catalogue has them."""
        return entries


def questionnaire_domain(sources: Sources) -> Domain:
    """Return a questionnaire as what is translated."""
    return Domain(sources.folder.name, sources)


# The program

_PACKAGE = Path(__file__).parent.parent
_IN_TEMPLATE = re.compile(r'\btr\("([^"]+)"')
_OTHER = re.compile(r"\{\w*[:.!\[][^ ]")
_NAME = re.compile(r"\{([a-z]\w*)\}")


class FoundMessage(NamedTuple):
    """A message in the code."""

    file: str
    """Its file: `checklist/cli.py`."""
    line: int
    english: str
    plural: str = ""
    context: str = ""
    fault: str = ""
    """What is wrong with the call; empty if nothing is."""


def messages(package: Path = _PACKAGE) -> Iterator[FoundMessage]:
    """Yield the messages of a package, in the order of its files."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for found in _in_node(node):
                file, line = path.relative_to(package.parent).as_posix(), getattr(node, "lineno", 0)
                has_other = _OTHER.search(f"{found.english} {found.plural}")
                fault = "nothing but names is filled in" if has_other else ""
                yield found._replace(file=file, line=line, fault=found.fault or fault)
    for path in sorted(package.rglob("*.j2")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            file = path.relative_to(package.parent).as_posix()
            yield from (FoundMessage(file, number, text) for text in _IN_TEMPLATE.findall(line))


def _in_node(node: ast.AST) -> Iterator[FoundMessage]:
    if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Words" for base in node.bases):
        values = [n.value for n in node.body if isinstance(n, ast.Assign)]
        yield from (FoundMessage("", 0, text) for text in _literals(values))
    if not isinstance(node, ast.Call):
        return
    name, given = ast.unparse(node.func), node.args
    if name == "Texts":
        yield from (
            FoundMessage("", 0, text) for table in given for text in _literals(_values(table))
        )
    elif name == "Option.fixed":
        yield from (FoundMessage("", 0, text) for text in _literals(given[1:2]))
    elif name in {"tr", "Message"}:
        context = "".join(_literals(given[1:2])) if name == "Message" else ""
        for text in _literals(given[:1]):
            fault = _fault(node, {*_NAME.findall(text)}, given[1:]) if name == "tr" else ""
            yield FoundMessage("", 0, text, context=context, fault=fault)
    elif name in {"trn", "Plural"} and len([*_literals(given[:2])]) == 2:
        one, many = _literals(given[:2])
        names = {*_NAME.findall(many)} - {"count"}
        fault = _fault(node, names, given[3:]) if name == "trn" else ""
        fault = fault or ("" if {*_NAME.findall(one)} <= names | {"count"} else "names differ")
        yield FoundMessage("", 0, one, plural=many, fault=fault)


def _values(table: ast.AST) -> list[ast.expr]:
    return table.values if isinstance(table, ast.Dict) else []


def _literals(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _literals([node.body, node.orelse])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value


def _fault(call: ast.Call, names: set[str], values: list[ast.expr]) -> str:
    """Return what does not fit between the names of a message and the values of a call."""
    given = {keyword.arg for keyword in call.keywords}
    if None in given or any(isinstance(value, ast.Starred) for value in values):
        return ""
    is_right = given == names if given else len(values) == len(names)
    return "" if is_right and not (given and values) else "names and values differ"


def texts_of_program() -> Sequence[Text]:
    """Return the messages as texts to translate, each once."""
    files: dict[tuple[str, str, str], list[str]] = {}
    for found in messages():
        there = files.setdefault((found.context, found.english, found.plural), [])
        there += [] if found.file in there else [found.file]
    return [
        Text(
            place=place,
            english=plural or english,
            where=(place,),
            group=place,
            says_english=False,
            singular=english if plural else "",
            files=there,
            context=context,
        )
        for (context, english, plural), there in files.items()
        for place in [_place(english, context)]
    ]


def _place(english: str, context: str) -> str:
    """Return by what a message is known among the texts that are translated."""
    return f"{PROGRAM}.{hashlib.sha256(key_of(english, context).encode()).hexdigest()[:12]}"


def near(entries: Sequence[PoEntry], texts: Sequence[Text]) -> list[PoEntry]:
    """Return the entries whose English is gone as those of new texts that it became, most likely.

    They are of another English than the present one, so that somebody looks at them again.

    Args:
        entries: The entries of a catalogue of the program.
        texts: The messages.
    """
    places, known = {text.place for text in texts}, {entry.place for entry in entries}
    gone = {e.english: e for e in entries if e.place not in places and any(e.texts)}
    found = []
    for text in texts if gone else ():
        english = text.singular or text.english
        if text.place not in known and (close := get_close_matches(english, gone, 1, _NEAR)):
            found.append(gone.pop(close[0])._replace(place=text.place))
    return found


_NEAR = 0.75
"""How much of two texts is the same where one is taken for what became of the other."""


class _Program(Domain):
    """The program, whose messages are known by their English."""

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Text]]:
        return {PROGRAM: texts_of_program()}

    @property
    def languages(self) -> set[str]:
        own = own_folder()
        folders = [program_texts.FOLDER, *([own] if own is not None else [])]
        return {path.parent.name for each in folders for path in each.glob(f"*/{PROGRAM}.po")}

    def shipped(self, language: str) -> Path:
        return program_texts.FOLDER / language / f"{PROGRAM}.po"

    def read(self, path: Path) -> Sequence[PoEntry]:
        entries = (entry for entry in read_po(path) if entry.english)
        return [entry._replace(place=_place(entry.english, entry.place)) for entry in entries]

    def name_of(self, entry: PoEntry) -> str:
        return entry.english

    def updated(self, language: str) -> Sequence[PoEntry]:
        entries = self.there(language)
        return updated([*entries, *near(entries, self.texts)], self.texts, language)

    def as_in_file(self, entries: Sequence[PoEntry]) -> Sequence[PoEntry]:
        contexts = {text.place: text.context for text in self.texts}
        return [entry._replace(place=contexts[entry.place]) for entry in entries]


def program_domain(sources: Sources) -> Domain:
    """Return the program as what is translated, with the questionnaire whose terms it has."""
    return _Program(PROGRAM, sources)
