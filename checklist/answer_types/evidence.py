"""Evidence: references into the register of laws, or links, that show what an answer says.

A reference is read as people write it: `Act s. 5`, `art. 5(2)`, `section 3 of the Penal Code`. A
law is found by its number or short name in the register, or by words of its title that no other law
there has. A reference that could be to several laws is refused with their numbers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Self, TypeAlias

from pydantic import Field, StringConstraints

from checklist.answer_types.base_model import (
    TO_THE_END,
    Line,
    Maybe,
    Slug,
    StrictModel,
    type_schema,
)
from checklist.answer_types.interface import (
    ARTICLE_TEXT,
    FreeText,
    Option,
    Refusal,
    Row,
    Step,
    StepContext,
    Value,
)
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.web_address import LacksSchemeRefusal, lacks_scheme
from checklist.diagnostics import DocumentPath
from checklist.text.entries import AND, COMMAS, ROWS, UP_TO, entries_in, plain_digits
from checklist.text.messages import Message, commas, labelled, semicolons, tr, with_aside
from checklist.text.paragraphs import evenly_spaced, folded
from checklist.text.sanitize import quoted
from checklist.text.wrapping import is_ideograph

NEW_LAW = Message("new law", "what is typed to cite a law that the register lacks")
"""The entry at a terminal that names a law which the register lacks, where evidence is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationHelp:
    """Whole sentences for refusals of evidence; they differ with where the evidence is given."""

    no_law_or_address: str
    """For an entry without any reference, where laws and web addresses are taken."""
    no_address: str
    """For an entry without any reference, where only web addresses are taken."""
    other_document: str
    """Where to name a document that has no web address."""
    first_law: str
    """How to cite a law while the register of laws is empty."""
    another_law: str
    """How to cite a law that the register of laws lacks."""

    @classmethod
    def at_terminal(cls) -> Self:
        """Return the sentences for an interview."""
        return cls(
            no_law_or_address=tr("Type a law or a web address, or press Enter for none."),
            no_address=tr("Type a web address, or press Enter for none."),
            other_document=tr("Name another document in a note: /note."),
            first_law=tr(
                "Type an address that begins with https://, or {new_law} to name a law.",
                tr(NEW_LAW),
            ),
            another_law=tr("Type {new_law} to add a law to the register.", tr(NEW_LAW)),
        )

    @classmethod
    def in_form(cls) -> Self:
        """Return the sentences for a form that came back."""
        return cls(
            no_law_or_address=tr("Write a law or a web address, or leave the field empty."),
            no_address=tr("Write a web address, or leave the field empty."),
            other_document=tr("Name another document under “Remark”."),
            first_law=(
                tr(
                    "Write an address that begins with https://, or add the law to the "
                    "laws in the form."
                )
            ),
            another_law=tr("To cite another law, add it to the laws in the form."),
        )


_MARK = (
    r"(?:articles?|arts?\.?|sections?|sects?\.?|secs?\.?|ss?\.?|§§?|paragraphs?|paras?\.?|"
    r"chapters?|ch\.?|regulations?|regs?\.?|rules?|"
    r"art[ií]culos?|apartados?|incisos?|p[áa]rrafos?|cap[íi]tulos?|alin[ée]as?|chapitres?)"
)
_AT_END = rf"(?i)(?:^|[\s,]){_MARK}\s*[0-9].*$"
"""An article at the end of a reference: `s. 5`, `art. 5(2)`."""
_OF = r"(?:of|de|del|du|des)\s+(?:(?:the|la|el|los|las|les)\s+)?"
_BEFORE_LAW = rf"(?i)({_MARK}?\s*[0-9].*?)\s+{_OF}(.+)"
"""An article before its law: `section 3 of the Penal Code`, `art. 5 del Código Penal`."""
_BARE = r"(?:^|\s)[0-9].*$"
"""An article without the word, from the first number on: `104a`."""
_CHINESE_ARTICLE = r"\s*第\s*[\d〇零一二三四五六七八九十百千]+\s*条.*$"  # noqa: RUF001
"""An article in Chinese, which needs no space before it: `刑法第240条`."""
_ARTICLES = _AT_END, _CHINESE_ARTICLE, _BARE
_ARTICLE_WORD = r"(?i)^(articles?|art[ií]culos?|arts?\.?)(?=[\s0-9])\s*"
_SMALL_WORDS = frozenset(
    {"the", "of", "a", "an", "on", "and", "de", "del", "la", "el", "los", "las", "y"}
    | {"le", "les", "du", "des", "et", "sur", "sobre"}
)


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
        return fitting[0].code, article_of(_without_title(article, fitting[0]))
    if fitting and article:
        raise Refusal(_several(laws, fitting, text, article))
    raise Refusal(_unknown(laws, words, name or first))


def _titled(laws: Sequence[Option], text: str) -> tuple[str, str] | None:
    """Return the law whose whole title stands at the beginning, and the article behind it.

    A title can have numbers, such as a year, that are no article.
    """
    said = evenly_spaced(text)
    for law in sorted(laws, key=lambda law: -len(law.label)):
        title = evenly_spaced(law.label)
        behind = said[len(title) :]
        if title and said.casefold().startswith(title.casefold()) and not behind[:1].isalnum():
            return law.code, article_of(behind.strip(" ,"))
    return None


def _without_title(article: str, law: Option) -> str:
    """Return an article without the words of the law's title that stand before an `of` in it."""
    title = _words_of(law.label)
    while (said := article.rpartition(" "))[2].isalpha() and folded(said[2]) in title:
        article = said[0]
    return article


def article_of(text: str) -> str:
    """Return an article as the law numbers it: without the word `article`, but with `s.`."""
    return re.sub(_ARTICLE_WORD, "", text)


def _split(text: str) -> tuple[str, str]:
    """Return the words for the law, and the article."""
    found = re.fullmatch(_BEFORE_LAW, text)
    if found:
        return found[2], found[1]
    found = next(filter(None, (re.search(one, text) for one in _ARTICLES)), None)
    if found is None:
        return text, ""
    return text[: found.start()].strip(" ,"), found[0].strip(" ,")


def _with_words(laws: Sequence[Option], words: str) -> list[Option]:
    """Return the laws whose short name and title have all the words; of Chinese, parts of words."""
    wanted = _words_of(words)
    within = {word for word in wanted if is_ideograph(word[0])}
    return [
        law
        for law in laws
        if wanted
        and wanted - within <= _words_of(f"{law.code} {law.label}")
        and all(word in law.label for word in within)
    ]


def _words_of(text: str) -> set[str]:
    return {*re.findall(r"\w+", folded(text))} - _SMALL_WORDS


def _several(laws: Sequence[Option], fitting: Sequence[Option], text: str, article: str) -> str:
    numbers = [(law.code, number) for number, law in enumerate(laws, 1) if law in fitting]
    listed = commas(with_aside(number, code) for code, number in numbers[:5])
    return tr(
        "{text} can be in several laws: {listed}. Type the number of the law before the "
        "article: {numbers} {article}.",
        text=quoted(text),
        listed=listed,
        numbers=numbers[0][1],
        article=article,
    )


def _unknown(laws: Sequence[Option], words: CitationHelp, name: str) -> str:
    wanted = (
        tr("Type 1 or {code} for the only law there, then the article.", laws[0].code)
        if len(laws) == 1
        else tr(
            "Type the number (1 to {laws}) or the short name of a law, then the article.", len(laws)
        )
    )
    return tr(
        "{name} is not in the register of laws. {wanted} {another_law}",
        quoted(name),
        wanted,
        words.another_law,
    )


URL = r'^https?://[^\s\ufeff<>"]+$'
"""The web addresses that are accepted as evidence."""

MAX_EVIDENCE, MAX_ARTICLE = 50, 400
"""The most references of one answer, and characters of an article."""

_Url = Annotated[str, StringConstraints(pattern=URL, max_length=2000), TO_THE_END]


class Evidence(StrictModel):
    """A reference that shows what was said: an article of a law, or a link."""

    law: Maybe[Slug] = None
    """The short name of a law in the report's register of laws."""
    article: Maybe[Line] = None
    """The article of the law, as it is numbered there: `104a`."""
    url: Maybe[_Url] = None
    """A web address, where no law is named."""


EVIDENCE_LINE = Message("Evidence: {line}")

EvidenceList = Annotated[list[Evidence], Field(min_length=1, max_length=MAX_EVIDENCE)]
"""The references of one answer."""


def laws_in(
    evidence: Sequence[Mapping[str, str]], where: DocumentPath
) -> list[tuple[DocumentPath, str]]:
    """Return the short names of the laws in references, each with its place below `where`."""
    return [
        ((*where, index, "law"), entry["law"])
        for index, entry in enumerate(evidence)
        if "law" in entry
    ]


def articles_in(evidence: Sequence[Mapping[str, str]]) -> Iterator[FreeText]:
    """Yield the articles in references, each with its place below the answer or value."""
    for index, entry in enumerate(evidence):
        if "article" in entry:
            yield ("evidence", index, "article"), entry["article"], ARTICLE_TEXT


def check_evidence(evidence: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each reference that names no law, or both a law and a web address."""
    for index, entry in enumerate(evidence):
        if {"article", "url"} <= entry.keys() and "law" not in entry:
            yield Problem(
                ProblemKind.CONTRADICTORY,
                tr("an article belongs to a law, and none is named"),
                ("evidence", index, "article"),
                at_key=True,
            )
        if ("law" in entry) == ("url" in entry):
            yield Problem(
                ProblemKind.CONTRADICTORY,
                tr("evidence names a law or a web address: one of the two"),
                ("evidence", index),
            )


def evidence_schema() -> dict[str, Any]:
    """Return the JSON Schema of a list of references."""
    return {
        "type": "array",
        "minItems": 1,
        "maxItems": MAX_EVIDENCE,
        "description": "References into the register of laws, or links.",
        "items": {
            "type": "object",
            "properties": {
                "law": type_schema(Slug, "The short name of a law in the register of laws."),
                "article": type_schema(Line, "The article of the law."),
                "url": type_schema(_Url, "A web address, where no law is named."),
            },
            "additionalProperties": False,
            "oneOf": [{"required": ["law"]}, {"required": ["url"]}],
            "dependentRequired": {"article": ["law"]},
        },
    }


def evidence_step(
    previous: Value,
    context: StepContext,
    *,
    kind: str = "law",
    so_far: Value = None,
    row: str = "",
) -> Step:
    """Return the prompt for references; the laws of the register are listed with their numbers.

    Args:
        previous: The earlier references, or None.
        context: The register of laws.
        kind: `law` or `text`; or `link` for web addresses alone.
        so_far: The value that stands if the interview ends here.
        row: The label of the row that they are for; empty for a whole answer.
    """
    laws, words, is_link = context.laws, CitationHelp.at_terminal(), kind == "link"
    return Step(
        "evidence",
        ask=tr("Which page or document shows it?")
        if is_link
        else tr("Which law or document shows it?"),
        form=tr("a web address") if is_link else evidence_form(laws),
        tips=evidence_tips(laws, is_link=is_link),
        required=False,
        previous=previous,
        previous_text=semicolons(evidence_lines(previous or ())),
        context=[
            *([tr("For this row: {row}", row)] if row else []),
            *([] if is_link else law_lines(laws)),
        ],
        so_far=so_far,
        row=row,
        laws=() if is_link else laws,
        names_laws=bool(context.register) and not is_link,
        read=lambda entry: read_evidence(laws, words, entry, is_link=is_link),
    )


def law_lines(laws: Sequence[Option]) -> list[str]:
    """Return the laws of the register with their numbers, one a line."""
    return [f"{n}. {labelled(law.code, law.label)}" for n, law in enumerate(laws, 1)]


def evidence_form(laws: Sequence[Option]) -> str:
    """Return the form of a reference."""
    return (
        tr("a law's number or short name with its article, or a web address")
        if laws
        else (tr("a web address"))
    )


def evidence_tips(laws: Sequence[Option], *, is_link: bool) -> list[str]:
    """Return the other entries that are possible."""
    if is_link:
        return [tr("Put semicolons between several.")]
    if not laws:
        return [
            tr("No law is listed yet. To cite a law, type {new_law}.", tr(NEW_LAW)),
            tr("Put semicolons between several."),
        ]
    return [
        tr("Put semicolons between several: 1 article 104a; https://example.org."),
        tr("To cite a law that is not in the list, type {new_law}.", tr(NEW_LAW)),
    ]


def evidence_lines(evidence: Sequence[Mapping[str, str]]) -> list[str]:
    """Return a line for each reference: the law with its article, or the web address."""
    return [
        entry["url"]
        if "url" in entry
        else " ".join(filter(None, [entry.get("law"), entry.get("article")]))
        for entry in evidence
    ]


def labelled_evidence(evidence: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the lines of references with the word for what they are."""
    return [tr(EVIDENCE_LINE, line=line) for line in evidence_lines(evidence)]


def read_evidence(
    laws: Sequence[Option], words: CitationHelp, entry: str, *, is_link: bool = False
) -> list[dict[str, str]]:
    """Return the references that an entry means.

    Args:
        laws: The register of laws.
        words: The sentences of refusals, for the terminal or for a form.
        entry: References with semicolons between them.
        is_link: Whether web addresses alone are taken.

    Raises:
        Refusal: A part of the entry is no reference.
    """
    parts = entries_in(entry)
    if not parts:
        raise Refusal(words.no_address if is_link else words.no_law_or_address)
    if len(parts) > MAX_EVIDENCE:
        raise Refusal(tr("Type at most {max_evidence} references.", MAX_EVIDENCE))
    return [read_reference(laws, words, part, is_link=is_link) for part in parts]


def read_reference(
    laws: Sequence[Option], words: CitationHelp, text: str, *, is_link: bool = False
) -> dict[str, str]:
    """Return one reference. The arguments are those of `read_evidence`."""
    if re.fullmatch(URL, text) and len(text) <= 2000:
        return {"url": text}
    if lacks_scheme(text):
        raise LacksSchemeRefusal(text)
    if "://" in text.split(maxsplit=1)[0]:
        raise Refusal(
            tr("{text} is not a web address that begins with http:// or https://.", quoted(text))
        )
    if is_link:
        raise Refusal(
            tr(
                "{text} is not a web address. Here only addresses are taken that begin "
                "with http:// or https://. {other_document}",
                quoted(text),
                words.other_document,
            )
        )
    if not laws:
        raise Refusal(
            tr(
                "{text} is not a web address, and the register of laws is empty. {first_law}",
                quoted(text),
                words.first_law,
            )
        )
    law, article = law_and_article(laws, words, text)
    if len(article) > MAX_ARTICLE:
        raise Refusal(tr("An article has at most {max_article} characters.", MAX_ARTICLE))
    return {"law": law, "article": article} if article else {"law": law}


# Evidence for the rows of a matrix, asked for once below the last row. One entry is for all rows:
# `penal-code 104a (rows 1 to 3); 2 article 7 (row 4)`.

RowEvidence: TypeAlias = Mapping[str, Sequence[Mapping[str, str]]]
"""References by the id of their row."""

_ROWS = rf"(?i)[(（]\s*{ROWS}([^()（）]*)[)）]\s*$"
_ROWS_OF_ADDRESS = rf"(?i)(?<=\S),?\s+{ROWS}([^()]*)$"
"""The rows without brackets: a web address has no space, but an article can."""
_BARE_ROWS = rf"(?i)(?<=\S)[,，]?\s+({ROWS}[0-9][0-9\s{COMMAS}–-]*(?:\s*{UP_TO}\s*[0-9]+)?\s*行?)$"
"""Words behind an article that may name rows, or may be a part of the article."""
_RANGE = rf"([0-9]{{1,3}})(?:\s*{UP_TO}\s*([0-9]{{1,3}}))?"


def row_evidence_step(
    rows: Sequence[Row],
    shown: Sequence[str],
    previous: RowEvidence,
    context: StepContext,
    *,
    kind: str,
    overview: Sequence[str],
    so_far: Value,
) -> Step:
    """Return the prompt for the evidence of all rows.

    Args:
        rows: The rows of the matrix.
        shown: The ids of the rows that a reference without row numbers is for.
        previous: The earlier references.
        context: The register of laws.
        kind: `law`, or `link` for web addresses alone.
        overview: A line for each row, with its answer.
        so_far: The value that stands if the interview ends here.
    """
    laws, is_link = context.laws, kind == "link"
    cited = laws[0].code if laws and not is_link else ""
    first = f"{cited} 104a" if cited else "https://example.org/law"
    some = tr(" (rows 1 to {rows})", min(3, len(rows))) if len(rows) > 1 else tr(" (row 1)")
    numbered = [tr("Row {number}: {line}", number, line) for number, line in enumerate(overview, 1)]
    step = evidence_step(None, context, kind=kind, so_far=so_far)
    return step._replace(
        ask=tr("Which pages or documents show this?")
        if is_link
        else tr("Which articles show this?"),
        tips=[
            tr("For example: {first}{some}.", first, some),
            tr("Without row numbers, it is evidence for each row whose answer it can show."),
            *step.tips,
        ],
        previous=previous or None,
        previous_text=row_evidence_text(rows, previous),
        context=[*step.context, *numbered],
        read=lambda entry: _read_for_rows(rows, shown, entry, context, is_link=is_link),
    )


def row_evidence_text(rows: Sequence[Row], evidence: RowEvidence) -> str:
    """Return the references on one line, each with its rows, as they can be typed."""
    numbers: dict[str, list[int]] = {}
    for number, row in enumerate(rows, 1):
        for line in evidence_lines(evidence.get(row.id, ())):
            numbers.setdefault(line, []).append(number)
    return semicolons(with_aside(line, row_words(of)) for line, of in numbers.items())


def rows_ticked(reference: str) -> tuple[str, list[int]]:
    """Return what is typed of a reference without its rows, and the numbers of these."""
    found = re.search(_ROWS, reference)
    if found is None:
        return reference.rstrip(), []
    numbers: set[int] = set()
    for first, last in re.findall(_RANGE, plain_digits(found[1])):
        numbers |= {*range(int(first), int(last or first) + 1)}
    return reference[: found.start()].rstrip(), sorted(numbers)


def row_words(numbers: Sequence[int]) -> str:
    """Return the numbers of rows as they can be typed: `rows 1 to 3`, `rows 1, 4`."""
    if len(numbers) == 1:
        return tr("row {numbers}", numbers[0])
    is_range = list(numbers) == list(range(numbers[0], numbers[-1] + 1))
    if is_range:
        return tr("rows {numbers} to {numbers_2}", numbers[0], numbers[-1])
    return tr("rows {numbers}", commas(map(str, numbers)))


def _read_for_rows(
    rows: Sequence[Row], shown: Sequence[str], entry: str, context: StepContext, *, is_link: bool
) -> RowEvidence:
    evidence: dict[str, list[dict[str, str]]] = {}
    parts = entries_in(entry)
    if not parts:
        raise Refusal(tr("Type a reference, or press Enter for none."))
    words = CitationHelp.at_terminal()
    for part in parts:
        found = re.search(_ROWS, part)
        if found is None and "://" in part.split(maxsplit=1)[0]:
            found = re.search(_ROWS_OF_ADDRESS, part)
        if found is None and (bare := re.search(_BARE_ROWS, plain_digits(part))):
            example = with_aside(part[: bare.start()].strip(), bare[1])
            raise Refusal(tr("If rows are meant, put them in brackets: {example}.", example))
        reference = part[: found.start()].strip() if found else part
        if not reference:
            raise Refusal(tr("Type the law or the web address before the rows."))
        reading = read_reference(context.laws, words, reference, is_link=is_link)
        for row_id in _row_ids(rows, found[1]) if found else shown:
            if row_id not in shown:
                number = [row.id for row in rows].index(row_id) + 1
                raise Refusal(tr("Row {number} has no answer that a reference can show.", number))
            of_row = evidence.setdefault(row_id, [])
            if reading not in of_row:
                of_row.append(reading)
            if len(of_row) > MAX_EVIDENCE:
                raise Refusal(tr("Type at most {max_evidence} references for a row.", MAX_EVIDENCE))
    return evidence


def _row_ids(rows: Sequence[Row], words: str) -> list[str]:
    """Return the rows of a list of numbers: `1 to 3, 5`."""
    chosen: list[str] = []
    for words_of_one in re.split(rf"\s*[{COMMAS}]\s*(?:and\s+)?|{AND}", words.strip()):
        found = re.fullmatch(_RANGE, plain_digits(words_of_one.strip(" 行")))
        if found is None:
            raise Refusal(tr("Type the rows by their numbers: (row 2), or (rows 1 to 3, 5)."))
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= len(rows):
            raise Refusal(tr("The rows have numbers from 1 to {rows}.", len(rows)))
        chosen += [row.id for row in rows[first - 1 : last]]
    return chosen


def with_row_evidence(value: Mapping[str, Any], evidence: RowEvidence) -> dict[str, Any]:
    """Return the rows of a matrix with these references, and no others."""
    rows = {}
    for row_id, answer in value.items():
        bare = {key: part for key, part in answer.items() if key != "evidence"}
        own = evidence.get(row_id)
        if own and "value" in bare:
            bare = {"value": bare.pop("value"), "evidence": list(own), **bare}
        rows[row_id] = bare
    return rows
