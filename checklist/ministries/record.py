"""What was taken from authorities, as the head of a draft keeps it under `merged`.

For each question on which somebody claimed something it has the answer of the report itself, and
the claims. What stands in the report follows from these, in whatever order they came.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from checklist.answer_types.units import PartPath, PathError
from checklist.errors import ChecklistError
from checklist.merging.claims import Change, Claim, ReturnMark, SeenEntry
from checklist.merging.languages import known_language
from checklist.merging.question import merge_question, settled
from checklist.merging.resolution import MergedAnswer
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import MERGED, Report
from checklist.text.messages import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of one question."""

    question: str
    own: Mapping[str, Any] | None
    """The answer of the report itself, without what was taken; None for none."""
    claims: Sequence[Claim]
    _merged: dict[str, MergedAnswer] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was merged of it already, by the digest of the questionnaire."""

    def merged(self, questionnaire: Questionnaire) -> MergedAnswer:
        """Return what stands in the report, and what differs."""
        known = self._merged.get(questionnaire.digest)
        if known is None:
            answer_type = questionnaire.questions[self.question].answer_type
            known = merge_question(answer_type, self.own, self.claims, questionnaire.authorities)
            self._merged[questionnaire.digest] = known
        return known

    def following(
        self,
        present: Mapping[str, Any] | None,
        questionnaire: Questionnaire,
    ) -> "Record":
        """Return the record after the answer was changed in the report itself.

        Who changed it knew what stood there. So that is settled, but no open conflict is.

        Args:
            present: The answer in the report.
            questionnaire: The questionnaire.
        """
        present = own_answer(present)
        merged = self.merged(questionnaire)
        if merged.answer == present:
            return self
        claims = settled(self.claims, merged.conflicts)
        return replace(self, own=present, claims=claims)

    def claim(self, key: str, *, is_outside: bool = False) -> Claim | None:
        """Return the claim of a part, by its key."""
        for claim in self.claims:
            if claim.key == key and claim.is_outside == is_outside:
                return claim
        return None

    def with_claim(self, claim: Claim) -> "Record":
        """Return the record with another claim of the same part."""
        others = [
            known
            for known in self.claims
            if (known.key, known.is_outside) != (claim.key, claim.is_outside)
        ]
        claims = sorted(
            [*others, claim], key=lambda known: (known.by, known.part, known.is_outside)
        )
        return replace(self, claims=claims)

    def to_data(self) -> dict[str, Any]:
        """Return the record as data of the head."""
        data: dict[str, Any] = {"at": self.question}
        if self.own is not None:
            data["own"] = dict(self.own)
        return {**data, "claims": [_claim_data(claim) for claim in self.claims]}


def own_answer(answer: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return an answer; None where a gate filled it in, so that it is nobody's."""
    return None if answer is None or not isinstance(answer, dict) or "by" in answer else answer


def records_in(report: Report, questionnaire: Questionnaire) -> list[Record]:
    """Return the records of a draft as they were written.

    Args:
        report: The draft.
        questionnaire: Its questionnaire.

    Raises:
        ChecklistError: The head has something else under `merged`.
    """
    found = []
    for data in report.internal.get(MERGED, ()):
        try:
            record = _record(data, questionnaire)
        except (KeyError, TypeError, ValueError, AttributeError, PathError) as error:
            raise ChecklistError(
                tr(
                    "`merged` in the head of the report was changed, so that nothing can "
                    "be merged into it any more; take the draft that was kept before the last merge"
                )
            ) from error
        if record is not None:
            found.append(record)
    return found


def stored(all_records: Mapping[str, Record], questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """Return records as data of the head, in the order of the questionnaire."""
    order = [name for name in questionnaire.questions if name in all_records]
    return [all_records[name].to_data() for name in order if all_records[name].claims]


def claims_of(report: Report, questionnaire: Questionnaire) -> list[tuple[str, Claim]]:
    """Return the claims that a draft keeps, each with its question.

    Raises:
        ChecklistError: The head has something else under `merged`.
    """
    return [
        (record.question, claim)
        for record in records_in(report, questionnaire)
        for claim in record.claims
    ]


def known_returns(report: Report) -> dict[str, int]:
    """Return the last return that a draft has taken something from, by part.

    A part that is made now notes it, so that the merge knows what its authority could see.
    """
    known: dict[str, int] = {}
    for record in report.internal.get(MERGED, ()):
        claims = record.get("claims")
        for claim in claims if isinstance(claims, list) else ():
            try:
                key = f"{claim['by']}-{claim.get('part', 0)}"
                last = max((int(mark["return"]) for mark in claim["returns"]), default=0)
            except (KeyError, TypeError, ValueError, AttributeError):
                continue  # it was changed by hand, and the merge will refuse it
            known[key] = max(known.get(key, 0), last)
    return dict(sorted(known.items()))


def _record(data: Mapping[str, Any], questionnaire: Questionnaire) -> Record | None:
    question = questionnaire.questions.get(data["at"])
    if question is None:
        return None

    def path(data: Mapping[str, Any]) -> PartPath:
        return question.answer_type.parse_path(data["at"].split("/") if data["at"] else [])

    def claim(data: Mapping[str, Any]) -> Claim:
        changes = {
            path(change): Change(
                change.get("was"),
                change.get("now"),
                change.get("return", 1),
                known_language(change.get("language")),
            )
            for change in data["changes"]
        }
        saw = {path(seen): seen["content"] for seen in data.get("saw", ())}
        entries = {
            int(entry["number"]): SeenEntry(entry["cells"], entry.get("nth", 0))
            for entry in data.get("entries", ())
        }
        return Claim(
            by=data["by"],
            part=data.get("part", 0),
            returns=[_mark(mark) for mark in data.get("returns", ())],
            changes=changes,
            saw=saw,
            entries=entries,
            seen=data.get("seen"),
            is_outside=data.get("outside", False),
            has_base=not data.get("unknown_base", False),
            is_authority=not data.get("file", False),
            names=data.get("names", ()),
            leads=data.get("leads", {}),
            otherwise=frozenset(data.get("otherwise", ())),
        )

    return Record(
        question=question.id,
        own=data.get("own"),
        claims=[claim(kept) for kept in data["claims"]],
    )


def _mark(data: Mapping[str, Any]) -> ReturnMark:
    return ReturnMark(
        ordinal=data["return"],
        on=data["on"],
        file=data["file"],
        digest=data.get("digest", ""),
        part_id=data.get("part", ""),
    )


def _claim_data(claim: Claim) -> dict[str, Any]:
    data: dict[str, Any] = {"by": claim.by}
    if claim.part:
        data["part"] = claim.part
    flags = {
        "file": not claim.is_authority,
        "outside": claim.is_outside,
        "unknown_base": not claim.has_base,
    }
    data |= {key: True for key, is_set in flags.items() if is_set}
    if claim.names:
        data["names"] = [*claim.names]
    if claim.leads:
        data["leads"] = dict(sorted(claim.leads.items()))
    if claim.otherwise:
        data["otherwise"] = sorted(claim.otherwise)
    if claim.seen is not None:
        data["seen"] = dict(claim.seen)
    data["returns"] = [_mark_data(mark) for mark in claim.returns]
    data["changes"] = [
        {
            "at": str(path),
            **contents_data(change.was, change.now),
            "return": change.ordinal,
            **({"language": change.language} if change.language else {}),
        }
        for path, change in sorted(claim.changes.items())
    ]
    if claim.saw:
        data["saw"] = [
            {"at": str(path), "content": content} for path, content in sorted(claim.saw.items())
        ]
    if claim.entries:
        data["entries"] = [
            {"number": number, "cells": dict(seen.cells), **({"nth": seen.nth} if seen.nth else {})}
            for number, seen in sorted(claim.entries.items())
        ]
    return data


def _mark_data(mark: ReturnMark) -> dict[str, Any]:
    data = {"return": mark.ordinal, "on": mark.on, "file": mark.file}
    optional = {"digest": mark.digest, "part": mark.part_id}
    return data | {key: text for key, text in optional.items() if text}


def contents_data(was: Any, now: Any) -> dict[str, Any]:
    """Return, as data, what stood before and what stands now; without what was or is nothing."""
    return {key: content for key, content in (("was", was), ("now", now)) if content is not None}


def present_records(report: Report, questionnaire: Questionnaire) -> dict[str, Record]:
    """Return the records of a draft by question, as they stand after all changes in the draft.

    Args:
        report: A draft.
        questionnaire: Its questionnaire.

    Raises:
        ChecklistError: The head has something else under `merged`.
    """
    return {
        record.question: record.following(report.answers.get(record.question), questionnaire)
        for record in records_in(report, questionnaire)
    }
