"""Answer types whose answers can have evidence next to their value: laws with articles, or links.

An implementation has its evidence within the value. The references have the same form, are read by
the same step and checked by the same functions.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from checklist.answer_types.base_model import Maybe
from checklist.answer_types.evidence import evidence_step, laws_in
from checklist.answer_types.interface import AnswerType, References, StepContext, Steps, Value
from checklist.diagnostics import DocumentPath
from checklist.text.messages import tr

NOTHING_TO_SHOW = frozenset(
    {
        "negative",
        "none",
        "not-implemented",
        "planned",
        "under-consideration",
        "considered",
        "no-case",
        "no-text",
        "guideline",
        "case-by-case",
        "unsettled",
        "no-offence",
    }
)
"""The codes of which no law can be evidence, in whichever list they stand."""


class CitableType(AnswerType):
    """An answer type whose answers, or the answers of whose rows, can have evidence."""

    evidence: Maybe[Literal["law", "text", "link"]] = None
    """The evidence that can stand beside an answer.

    `law`: an article of a law, which is asked for, and web addresses. `text`: a text of the
    register, such as a plan or a procedure, or a web address. `link`: web addresses alone.
    """

    @property
    def evidence_kind(self) -> str:
        """The evidence that an answer can have: `law`, `text`, `link`, or empty for none."""
        return self.evidence or ""

    @property
    def cites_register(self) -> bool:
        """Whether the evidence can be a text of the register of laws."""
        return self.evidence in {"law", "text"}

    @property
    def idle_methods(self) -> frozenset[str]:
        """The methods on evidence, where the question takes none."""
        return frozenset() if self.evidence else frozenset({"laws_cited", "unsupported"})

    @property
    def evidence_words(self) -> str:
        """The words for the evidence that an answer, or that of a row, can have; empty for none."""
        if self.evidence is None:
            return ""
        return tr("law and article, or web address") if self.cites_register else tr("web address")

    def fitting_evidence(self, evidence: References) -> References:
        """Return the references of another answer that the question takes."""
        if self.evidence is None:
            return ()
        return [entry for entry in evidence if self.cites_register or "url" in entry]

    def can_be_shown(self, value: Value) -> bool:
        """Whether a value has a code that evidence can show: not `no`, not `planned`."""
        codes = [value] if isinstance(value, str) else value
        return not NOTHING_TO_SHOW.union(self.exclusive_codes()).issuperset(codes)

    def answer_steps(self, previous: Mapping[str, Any], context: StepContext) -> Steps:
        """Ask for the value, and then for its evidence, where the question takes any."""
        answer = yield from super().answer_steps(previous, context)
        if self.evidence is None or not self.can_be_shown(answer["value"]):
            return answer
        held = self.fitting_evidence(previous.get("evidence", ()))
        step = evidence_step(held or None, context, kind=self.evidence, so_far=answer["value"])
        evidence = yield step
        return {**answer, **({"evidence": evidence} if evidence else {})}

    def laws_cited(self, answer: Mapping[str, Any]) -> Sequence[tuple[DocumentPath, str]]:
        """Return the short names in the evidence."""
        return laws_in(answer["evidence"], ("evidence",)) if "evidence" in answer else ()

    def unsupported(self, answer: Mapping[str, Any]) -> Sequence[DocumentPath]:
        """Return the value, if a law can show it and none is cited."""
        if self.evidence != "law" or "value" not in answer:
            return ()
        if not self.can_be_shown(answer["value"]) or any(
            "law" in entry for entry in answer.get("evidence", ())
        ):
            return ()
        return [("value",)]

    def evidence_in(self, answer: Mapping[str, Any]) -> References:
        """Return the evidence."""
        evidence: References = answer.get("evidence", ())
        return evidence
