"""Evidence: references into the register of laws, or links, that show what an answer says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import StringConstraints

from checklist.answer_types.base_model import (
    TO_THE_END,
    Line,
    Maybe,
    Slug,
    StrictModel,
    type_schema,
)
from checklist.answer_types.interface import Option, Refusal, Step, StepContext, Value
from checklist.answer_types.problem import Problem, ProblemKind
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


def evidence_step(previous: Value, context: StepContext) -> Step:
    """Return the prompt for references; the laws of the register are listed with their numbers."""
    laws = context.laws
    register = context.register or "laws"
    names = [f"{n}. {law.code}: {law.label}" for n, law in enumerate(laws, 1)]
    form = (
        "a law's number or short name with its article, or a web address"
        if laws
        else "a web address"
    )
    tips = (
        ["Put semicolons between several: 1 article 104a; https://example.org."]
        if laws
        else [
            "Put semicolons between several.",
            f"To cite a law, name it first: /goto {register}. You come back here afterwards.",
        ]
    )
    return Step(
        "evidence",
        ask="Which law or document shows it?",
        form=form,
        tips=tips,
        required=False,
        previous=previous,
        previous_text="; ".join(evidence_lines(previous or ())),
        context=names,
        read=lambda entry: _read_evidence(laws, register, entry),
    )


def evidence_lines(evidence: Sequence[Mapping[str, str]]) -> list[str]:
    """Return a line for each reference: the law with its article, or the web address."""
    return [
        entry["url"]
        if "url" in entry
        else " ".join(filter(None, [entry.get("law"), entry.get("article")]))
        for entry in evidence
    ]


def _read_evidence(laws: Sequence[Option], register: str, entry: str) -> list[dict[str, str]]:
    parts = [part.strip() for part in entry.split(";") if part.strip()]
    if not parts:
        raise Refusal("Type a law or a web address, or press Enter for none.")
    if len(parts) > MAX_EVIDENCE:
        raise Refusal(f"Type at most {MAX_EVIDENCE} references.")
    return [_read_reference(laws, register, part) for part in parts]


def _read_reference(laws: Sequence[Option], register: str, text: str) -> dict[str, str]:
    if re.fullmatch(URL, text) and len(text) <= 2000:
        return {"url": text}
    if "://" in text.split(maxsplit=1)[0]:
        raise Refusal(f"{quoted(text)} is not a web address that begins with http:// or https://.")
    if not laws:
        raise Refusal(
            f"{quoted(text)} is not a web address, and the register of laws is empty. "
            f"Type an address that begins with https://, or name the law first: /goto {register}. "
            "You come back here afterwards."
        )
    first, *rest = text.split()
    # A part of the name or title is not enough: its other words would become the article.
    names = {law.code: law.code for law in laws}
    names |= {str(number): law.code for number, law in enumerate(laws, 1)}
    law = names.get(first.lower())
    if law is None:
        if len(laws) == 1:
            raise Refusal(
                f"{quoted(first)} is not in the register of laws. "
                f"Type 1 or {laws[0].code} for the only law there, then the article. "
                f"To add a law: /goto {register}. You come back here afterwards."
            )
        raise Refusal(
            f"{quoted(first)} is not in the register of laws. "
            f"Type the number (1 to {len(laws)}) or the short name of a law, then the article. "
            f"To add a law: /goto {register}. You come back here afterwards."
        )
    article = re.sub(r"^(article|art\.?)\s+", "", " ".join(rest), flags=re.IGNORECASE)
    if len(article) > MAX_ARTICLE:
        raise Refusal(f"An article has at most {MAX_ARTICLE} characters.")
    return {"law": law, "article": article} if article else {"law": law}
