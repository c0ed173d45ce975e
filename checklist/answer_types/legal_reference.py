"""References to laws as people write them: `Act s. 5`, `art. 5(2)`, `section 3 of the Penal Code`.

A law is found by its number or short name in the register, or by words of its title that no other
law there has. A reference that could be to several laws is refused with their numbers.
"""

import re
from collections.abc import Sequence

from checklist.answer_types.citation_help import CitationHelp
from checklist.answer_types.interface import Option, Refusal
from checklist.text.sanitize import quoted

_MARK = (
    r"(?:articles?|arts?\.?|sections?|sects?\.?|secs?\.?|ss?\.?|§§?|paragraphs?|paras?\.?|"
    r"chapters?|ch\.?|regulations?|regs?\.?|rules?)"
)
_AT_END = rf"(?i)(?:^|[\s,]){_MARK}\s*[0-9].*$"
"""An article at the end of a reference: `s. 5`, `art. 5(2)`."""
_BEFORE_LAW = rf"(?i)({_MARK}?\s*[0-9].*?)\s+of\s+(?:the\s+)?(.+)"
"""An article before its law: `section 3 of the Penal Code`."""
_BARE = r"(?:^|\s)[0-9].*$"
"""An article without the word, from the first number on: `104a`."""
_ARTICLE_WORD = r"(?i)^(articles?|arts?\.?)(?=[\s0-9])\s*"
_SMALL_WORDS = frozenset({"the", "of", "a", "an", "on", "and"})


def law_and_article(laws: Sequence[Option], words: CitationHelp, text: str) -> tuple[str, str]:
    """Return the short name of the law to which a reference is, and the article.

    Args:
        laws: The register of laws, which has one at least.
        words: The sentences of refusals, for the terminal or for a form.
        text: The reference.

    Raises:
        Refusal: It is to no law of the register, or it is not clear to which one.
    """
    first, *rest = text.split()
    names = {law.code: law.code for law in laws}
    names |= {str(number): law.code for number, law in enumerate(laws, 1)}
    law = names.get(first.lower())
    if law is not None:
        return law, article_of(" ".join(rest))
    if first.isdecimal():  # the number of a law that is not there, and no article
        raise Refusal(_unknown(laws, words, first))
    titled = _titled(laws, text)
    if titled is not None:
        return titled
    name, article = _split(text)
    fitting = _with_words(laws, name) if name else list(laws)
    if len(fitting) == 1 and (name or article):
        return fitting[0].code, article_of(article)
    if fitting and article:
        raise Refusal(_several(laws, fitting, text, article))
    raise Refusal(_unknown(laws, words, name or first))


def _titled(laws: Sequence[Option], text: str) -> tuple[str, str] | None:
    """Return the law whose whole title stands at the beginning, and the article behind it.

    A title can have numbers, such as a year, that are no article.
    """
    said = " ".join(text.split())
    for law in sorted(laws, key=lambda law: -len(law.label)):
        title = " ".join(law.label.split())
        behind = said[len(title) :]
        if title and said.casefold().startswith(title.casefold()) and not behind[:1].isalnum():
            return law.code, article_of(behind.strip(" ,"))
    return None


def article_of(text: str) -> str:
    """Return an article as the law numbers it: without the word `article`, but with `s.`."""
    return re.sub(_ARTICLE_WORD, "", text)


def _split(text: str) -> tuple[str, str]:
    """Return the words for the law, and the article."""
    found = re.fullmatch(_BEFORE_LAW, text)
    if found:
        return found[2], found[1]
    found = re.search(_AT_END, text) or re.search(_BARE, text)
    if found is None:
        return text, ""
    return text[: found.start()].strip(" ,"), found[0].strip(" ,")


def _with_words(laws: Sequence[Option], words: str) -> list[Option]:
    """Return the laws whose short name and title have all the words."""
    wanted = _words_of(words)
    return [law for law in laws if wanted and wanted <= _words_of(f"{law.code} {law.label}")]


def _words_of(text: str) -> set[str]:
    return {*re.findall(r"\w+", text.casefold())} - _SMALL_WORDS


def _several(laws: Sequence[Option], fitting: Sequence[Option], text: str, article: str) -> str:
    numbers = [(law.code, number) for number, law in enumerate(laws, 1) if law in fitting]
    listed = ", ".join(f"{number} ({code})" for code, number in numbers[:5])
    return (
        f"{quoted(text)} can be in several laws: {listed}. Type the number of the law before the "
        f"article: {numbers[0][1]} {article}."
    )


def _unknown(laws: Sequence[Option], words: CitationHelp, name: str) -> str:
    wanted = (
        f"Type 1 or {laws[0].code} for the only law there, then the article."
        if len(laws) == 1
        else f"Type the number (1 to {len(laws)}) or the short name of a law, then the article."
    )
    return f"{quoted(name)} is not in the register of laws. {wanted} {words.another_law}"
