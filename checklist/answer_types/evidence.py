"""Evidence: references into the register of laws, or links, that show what an answer says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from checklist.answer_types.base_model import (
    TO_THE_END,
    Line,
    Maybe,
    Slug,
    StrictModel,
    type_schema,
)
from checklist.answer_types.citation_help import NEW_LAW, CitationHelp
from checklist.answer_types.free_text import FreeText, TextKind
from checklist.answer_types.interface import Option, Refusal, Step, StepContext, Value
from checklist.answer_types.legal_reference import law_and_article
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.web_address import LacksSchemeRefusal, lacks_scheme
from checklist.diagnostics import DocumentPath
from checklist.text.sanitize import quoted

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
            yield ("evidence", index, "article"), entry["article"], TextKind.ARTICLE


def check_evidence(evidence: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each reference that names no law, or both a law and a web address."""
    for index, entry in enumerate(evidence):
        if {"article", "url"} <= entry.keys() and "law" not in entry:
            yield Problem(
                ProblemKind.CONTRADICTORY,
                "an article belongs to a law, and none is named",
                ("evidence", index, "article"),
                at_key=True,
            )
        if ("law" in entry) == ("url" in entry):
            yield Problem(
                ProblemKind.CONTRADICTORY,
                "evidence names a law or a web address: one of the two",
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
        ask="Which page or document shows it?" if is_link else "Which law or document shows it?",
        form="a web address" if is_link else evidence_form(laws),
        tips=evidence_tips(laws, is_link=is_link),
        required=False,
        previous=previous,
        previous_text="; ".join(evidence_lines(previous or ())),
        context=[
            *([f"For this row: {row}"] if row else []),
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
    return [f"{n}. {law.code}: {law.label}" for n, law in enumerate(laws, 1)]


def evidence_form(laws: Sequence[Option]) -> str:
    """Return the form of a reference."""
    return (
        "a law's number or short name with its article, or a web address"
        if laws
        else ("a web address")
    )


def evidence_tips(laws: Sequence[Option], *, is_link: bool) -> list[str]:
    """Return the other entries that are possible."""
    if is_link:
        return ["Put semicolons between several."]
    if not laws:
        return [
            f"No law is listed yet. To cite a law, type {NEW_LAW}.",
            "Put semicolons between several.",
        ]
    return [
        "Put semicolons between several: 1 article 104a; https://example.org.",
        f"To cite a law that is not in the list, type {NEW_LAW}.",
    ]


def evidence_lines(evidence: Sequence[Mapping[str, str]]) -> list[str]:
    """Return a line for each reference: the law with its article, or the web address."""
    return [
        entry["url"]
        if "url" in entry
        else " ".join(filter(None, [entry.get("law"), entry.get("article")]))
        for entry in evidence
    ]


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
    parts = [part.strip() for part in entry.split(";") if part.strip()]
    if not parts:
        raise Refusal(words.no_address if is_link else words.no_law_or_address)
    if len(parts) > MAX_EVIDENCE:
        raise Refusal(f"Type at most {MAX_EVIDENCE} references.")
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
        raise Refusal(f"{quoted(text)} is not a web address that begins with http:// or https://.")
    if is_link:
        raise Refusal(
            f"{quoted(text)} is not a web address. Here only addresses are taken that begin with "
            f"http:// or https://. {words.other_document}"
        )
    if not laws:
        raise Refusal(
            f"{quoted(text)} is not a web address, and the register of laws is empty. "
            f"{words.first_law}"
        )
    law, article = law_and_article(laws, words, text)
    if len(article) > MAX_ARTICLE:
        raise Refusal(f"An article has at most {MAX_ARTICLE} characters.")
    return {"law": law, "article": article} if article else {"law": law}
