"""Documents for tests of the reader: short functions, and strategies of texts and data."""

from hypothesis import strategies as st

from checklist.diagnostics import DocumentPath
from checklist.files.reader import Data, Document, parse

MEBIBYTE = 1024 * 1024


def parsed(text: str) -> Document:
    return parse(text.encode(), "report.yaml")


def found(document: Document) -> list[str]:
    return [f"{d.line}:{d.column} {d.code} {d.message}" for d in document.refusals]


def codes(document: Document) -> list[str]:
    return [f"{d.line}:{d.column} {d.code}" for d in document.refusals]


characters = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")


texts = st.text(characters | st.sampled_from("\t\n\\\"'"), max_size=20)


numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(
    -1e15, 1e15, exclude_min=True, exclude_max=True
)


data = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=30,
)


yaml_like = st.text(st.sampled_from("ab01.-+~ \t\n:?,[]{}'\"\\|>&*!%#@<=\r\x1b\u2028é\ufeff"))


def places(value: Data, where: DocumentPath = ()) -> list[tuple[DocumentPath, str | None]]:
    inner: list[tuple[str | int, Data]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = [((*where, part), part if isinstance(part, str) else None) for part, _ in inner]
    return found + [place for part, below in inner for place in places(below, (*where, part))]
