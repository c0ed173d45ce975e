"""A part: what one authority gets, and nothing of the others that is confidential."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import AnswerType, Option
from checklist.answer_types.units import MISSING, missing_of, set_part, without_missing
from checklist.ministries.division import (
    Division,
    PartIdentity,
    asked_of,
    base_digest,
    reference_of,
)
from checklist.ministries.open_conditions import OpenCondition, condition_words, open_conditions
from checklist.ministries.own_answers import OwnAnswers, known_records, told_to, told_words
from checklist.ministries.record import known_returns
from checklist.ministries.secrets import Sight, Viewer
from checklist.ministries.words import written_for
from checklist.questionnaire.authorities import CABINET, OWN
from checklist.questionnaire.condition import Condition
from checklist.questionnaire.effort import minutes
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import units
from checklist.reports.checked_report import CheckedReport
from checklist.reports.period import period_in_words
from checklist.reports.report import Report
from checklist.text.messages import Plural, sentences
from checklist.text.paragraphs import uncapitalized

_NOT_SENT = frozenset({"answered_by", "confidence", "by"})
"""The parts of answers that no form shows: where they come from."""


class PartItem(NamedTuple):
    """A question of a part."""

    question: Question
    number: str
    """Its number in the questionnaire: `8.1`."""
    parts: Sequence[str] | None
    """The rows or columns that are asked; None: all."""
    condition: str
    """The condition in words on which it is asked; empty where it is asked whatever is answered."""
    answer: AnswerData
    """What stands, as far as the authority may see it: the answers that the part is sent with."""
    entry_numbers: Sequence[int] = ()
    """The numbers in the report of the entries of a table."""
    period: str = ""
    """The period that it asks about, with the dates that the report gives for it."""
    told: str = ""
    """What authorities that contribute say to the authority, which leads, in words."""
    left: Condition | None = None
    """What is left of its condition, which a form that can compute evaluates while it is filled in;
    None where it is asked whatever is answered."""

    @property
    def is_carried(self) -> bool:
        """Whether the answer is that of the last report, and waits to be confirmed."""
        return bool(self.answer.get("carried"))


class Part(NamedTuple):
    """What one authority gets."""

    identity: PartIdentity
    questionnaire: Questionnaire
    label: str
    """What the authority is called."""
    as_of: str
    """The day of the report."""
    due: str
    """The day until which the answers are wanted; empty where none is set."""
    items: Sequence[PartItem]
    """The questions, in their order."""
    base: Mapping[str, Any]
    """The answers that it is sent with: contents by address."""
    laws: Sequence[Option]
    """The laws of the register that the authority may see: short name and citation."""
    register: PartItem | None = None
    """The register of laws, where it is not among the questions: it can be added to."""
    leaders: Mapping[str, str] = {}
    """The words for the authorities that lead where this one contributes, by their codes."""

    def items_of(self, question_id: str) -> Sequence[PartItem]:
        """Return the item of a question, if it is asked."""
        return [item for item in self.items if item.question.id == question_id]

    @property
    def minutes(self) -> int:
        """An estimate of the minutes that it takes; 0 for the cabinet, which reads the report."""
        if self.identity.authority == CABINET:
            return 0
        return minutes((item.question, item.parts) for item in self.items)

    @property
    def has_roles(self) -> bool:
        """Whether the part says who leads: not to the cabinet, which approves the whole report."""
        return self.identity.contributes is not None

    def lead(self, question_id: str, part: str = "") -> str:
        """Return the code of another authority that leads; empty where this one does."""
        leads = self.identity.contributes or {}
        return leads.get(f"{question_id}/{part}") or leads.get(question_id) or ""

    @property
    def roles(self) -> str:
        """How many questions the authority leads, and to how many it contributes, in sentences."""
        leads = [self.lead_at_all(item) for item in self.items]
        counted = {
            _LEADS: leads.count(""),
            _CONTRIBUTES: len(leads) - leads.count("") - leads.count(None),
            _LEADS_ROWS: leads.count(None),
        }
        texts = [plural.of(n) for plural, n in counted.items() if n]
        return sentences(texts) if self.has_roles else ""

    def lead_at_all(self, item: PartItem) -> str | None:
        """Return who leads all that is asked of a question; None where its parts differ."""
        parts = item.parts or [*item.question.answer_type.fields()] or [""]
        leads = {self.lead(item.question.id, part) for part in parts}
        return leads.pop() if len(leads) == 1 else None


_LEADS = Plural("You lead {count} question.", "You lead {count} questions.")
_CONTRIBUTES = Plural(
    "You contribute to {count} question that another authority leads.",
    "You contribute to {count} questions that other authorities lead.",
)
_LEADS_ROWS = Plural(
    "Of {count} more question you lead some rows.",
    "Of {count} more questions you lead some rows.",
)


class PartMaker(NamedTuple):
    """Makes the parts of a report."""

    checked: CheckedReport
    division: Division

    def part(self, authority: str, part_id: str) -> Part:
        """Return the part of an authority, in its language.

        Args:
            authority: The code of an authority of the division.
            part_id: 32 hexadecimal digits by which the part is known.
        """
        with written_for([authority], self.division, self.checked.questionnaire) as own:
            maker = self._replace(checked=replace(self.checked, questionnaire=own))
            return maker._part(authority, part_id)

    def _part(self, authority: str, part_id: str) -> Part:
        questionnaire, report = self.checked.questionnaire, self.checked.report
        viewer = Viewer(authority, questionnaire)
        asked = asked_of(self.division, authority, questionnaire)
        records = known_records(report, questionnaire)
        own = OwnAnswers.of(authority, records, questionnaire)
        is_independent = self.division.is_independent(authority, questionnaire)
        shown = _Shown(viewer, self.checked, own, is_independent=is_independent)
        told = told_to(authority, records, questionnaire)
        items = [
            self._item(i, asked[i], condition, {*asked}, shown)._replace(
                told=told_words(i, told.get(i, ()), self.division, questionnaire)
                if shown.sight.shows(i)
                else ""
            )
            for i, condition in self._conditions(viewer, {*asked})
        ]
        register = self._register({*asked}, shown)
        base = _base([*items, *([register] if register else [])], questionnaire)
        known = self.division.authorities.get(authority)
        identity = self._identity(authority, part_id, base, items)
        leaders = {*(identity.contributes or {}).values()}
        return Part(
            identity=identity,
            questionnaire=questionnaire,
            label=self.division.label(authority, questionnaire),
            as_of=report.as_of,
            due=(known and known.due) or "",
            items=items,
            base=base,
            laws=shown.sight.laws
            if any(item.question.answer_type.cites_register for item in items)
            else [],
            register=register,
            leaders={code: self._leader(code) for code in sorted(leaders)},
        )

    def _leader(self, code: str) -> str:
        """Return the words for who leads, as they stand within a sentence."""
        own = self.checked.questionnaire.authorities
        label = self.division.label(code, self.checked.questionnaire)
        return uncapitalized(label) if code == OWN and label == own.get(OWN) else label

    def questions(self, authority: str) -> Mapping[str, Sequence[str] | None]:
        """Return what is asked of an authority now: rows or columns by question; None for all."""
        asked = asked_of(self.division, authority, self.checked.questionnaire)
        viewer = Viewer(authority, self.checked.questionnaire)
        return {i: asked[i] for i, _ in self._conditions(viewer, {*asked})}

    def _conditions(self, viewer: Viewer, asked: Set[str]) -> Iterator[tuple[str, OpenCondition]]:
        """Yield the questions that are asked, or can be, each with its condition."""
        report, questionnaire = self.checked.report, self.checked.questionnaire
        undecided = {*asked, *viewer.undecided_questions(report.answers)}
        found = open_conditions(questionnaire, report, self.checked.valid, undecided)
        for question_id in questionnaire.questions:
            condition = found[question_id]
            if question_id in asked and (condition.truth or condition.is_open):
                yield question_id, condition

    def _register(self, asked: Set[str], shown: "_Shown") -> PartItem | None:
        """Return the register of laws as an item, if the authority is not asked for it."""
        questionnaire = self.checked.questionnaire
        laws = questionnaire.head.laws
        types = [questionnaire.questions[question_id].answer_type for question_id in asked]
        if (
            laws is None
            or laws.question in asked
            or not any(answer_type.cites_register for answer_type in types)
        ):
            return None
        answer, numbers = shown.answer(laws.question, None, shows_draft=True)
        kept = {key: content for key, content in answer.items() if key == "value" and content}
        return PartItem(
            question=questionnaire.questions[laws.question],
            number=questionnaire.numbers[laws.question],
            parts=None,
            condition="",
            answer=kept,
            entry_numbers=numbers,
        )

    def _identity(
        self, authority: str, part_id: str, base: Mapping[str, Any], items: Sequence[PartItem]
    ) -> PartIdentity:
        report: Report = self.checked.report
        known = self.division.authorities.get(authority)
        identity: dict[str, Any] = {
            "part": part_id,
            "number": known.next_number if known else 1,
            "authority": authority,
            "state": report.state,
            "questionnaire": reference_of(self.checked.questionnaire),
            "base": base_digest(base),
        }
        identity |= self.checked.questionnaire.other_language
        if report.report_id is not None:
            identity["report_id"] = report.report_id
        if authority != CABINET:
            identity["contributes"] = self._contributes(authority, items)
        seen = known_returns(report)
        if seen:
            identity["seen"] = seen
        return PartIdentity(**identity)

    def _contributes(self, authority: str, items: Sequence[PartItem]) -> Mapping[str, str]:
        """Return who leads where an authority contributes: by question, or by row or column."""
        found: dict[str, str] = {}
        for item in items:
            name = item.question.id
            parts = item.parts or [*item.question.answer_type.fields()]
            leads = {part: self.division.assignment(name, part).lead for part in parts or [""]}
            if len({*leads.values()}) == 1:
                leads = {"": leads.popitem()[1]}
            found |= {
                f"{name}/{part}" if part else name: lead
                for part, lead in leads.items()
                if lead != authority
            }
        return found

    def _item(
        self,
        question_id: str,
        parts: Sequence[str] | None,
        condition: OpenCondition,
        asked: Set[str],
        shown: "_Shown",
    ) -> PartItem:
        questionnaire = self.checked.questionnaire
        question = questionnaire.questions[question_id]
        words = ""
        if condition.left is not None:
            own_words = question.when_text if condition.left == question.when else None
            words = condition_words(condition.left, questionnaire, asked, own_words)
        answer, numbers = shown.answer(question_id, parts)
        return PartItem(
            question=question,
            number=questionnaire.numbers[question_id],
            parts=parts,
            condition=words,
            answer=answer,
            entry_numbers=numbers,
            period=shown.period(question),
            left=condition.left,
        )


class _Shown:
    """The answers of a report, as far as an authority may see them."""

    def __init__(
        self, viewer: Viewer, checked: CheckedReport, own: OwnAnswers, *, is_independent: bool
    ) -> None:
        self.viewer, self.checked, self.own = viewer, checked, own
        self.is_independent = is_independent
        self.sight = Sight(viewer, checked.report.answers, checked.valid)

    def answer(
        self, question_id: str, parts: Sequence[str] | None, *, shows_draft: bool = False
    ) -> tuple[AnswerData, Sequence[int]]:
        """Return an answer, and for a table the numbers of its entries in the report.

        Args:
            question_id: The question.
            parts: Its rows or columns that are asked; None for all.
            shows_draft: Whether an independent authority gets it, too.
        """
        answer_type = self.viewer.questionnaire.questions[question_id].answer_type
        answer = self._visible(question_id)
        if self.is_independent and not shows_draft:
            answer = self._given(answer_type, answer)
        kept = {key: content for key, content in answer.items() if key not in _NOT_SENT}
        numbers: Sequence[int] = ()
        if answer_type.rows():
            kept = self._matrix(question_id, kept, parts or answer_type.rows()) if kept else {}
        elif answer_type.listed_columns() and "value" in kept:
            kept, numbers = self._table(question_id, kept, parts)
        if not self.sight.shows_laws(kept.get("evidence", ())):
            del kept["evidence"]
        value = kept.get("value")
        if isinstance(value, dict) and not self.sight.shows_laws(_evidence_of(value)):
            kept["value"] = {key: part for key, part in value.items() if key != "evidence"}
        if answer_type.rows():
            kept = self._with_own_rows(question_id, kept, parts or answer_type.rows())
        elif answer_type.listed_columns():
            kept, numbers = self._with_own_cells(question_id, kept, parts, numbers)
        else:
            kept = self._with_own(question_id, "", kept)
        # Of a part of a question only the rows or columns are the authority's.
        return (kept if parts is None else _without_metadata(kept)), numbers

    def _visible(self, question_id: str) -> AnswerData:
        """Return an answer of the report; an empty mapping where it may not be seen at all."""
        shows = self.sight.shows(question_id)
        return self.checked.valid.get(question_id, {}) if shows else {}

    def _given(self, answer_type: AnswerType, answer: AnswerData) -> AnswerData:
        """Return what of an answer an independent authority gave alone."""
        alone = [self.viewer.authority]
        if answer.get("answered_by") == alone:
            return answer
        value = answer.get("value")
        if not answer_type.rows() or not isinstance(value, dict):
            return {}
        rows = {
            row: row_answer
            for row, row_answer in value.items()
            if row_answer.get("answered_by") == alone
        }
        return {"value": rows} if rows else {}

    # What the authority itself answered

    def _with_own(self, question_id: str, row: str, shown: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is shown of a question or row, with the authority's own open answer."""
        present = self.checked.valid.get(question_id, {})
        if row:
            value = present.get("value")
            present = value.get(row, {}) if isinstance(value, dict) else {}
        whole = self.own.answer(question_id, present, row)
        beside = self.own.beside(question_id, row)
        if (
            whole is None
            and not shown
            and (beside or self.is_independent or self.own.contributes(question_id, row))
        ):
            whole = self.own.said(question_id, row)
        if whole is not None:
            return dict(whole)
        has_value = "value" in shown  # without one, nothing can stand beside it
        for part, content in beside.items() if has_value else ():
            answer_type = self.viewer.questionnaire.questions[question_id].answer_type
            shown = set_part(shown, part, content, answer_type.value_parts)
        return dict(shown)

    def _with_own_rows(
        self, question_id: str, shown: dict[str, Any], rows: Sequence[str]
    ) -> dict[str, Any]:
        is_whole = MISSING in shown
        value = dict.fromkeys(rows, missing_of(shown)) if is_whole else shown.get("value", {})
        own = {row: self._with_own(question_id, row, value.get(row, {})) for row in rows}
        if all(row_answer == value.get(row, {}) for row, row_answer in own.items()):
            return shown
        return {
            **without_missing(shown),
            "value": {row: row_answer for row, row_answer in own.items() if row_answer},
        }

    def _with_own_cells(
        self,
        question_id: str,
        shown: dict[str, Any],
        columns: Sequence[str] | None,
        numbers: Sequence[int],
    ) -> tuple[dict[str, Any], Sequence[int]]:
        table = self.viewer.questionnaire.questions[question_id].answer_type
        naming = table.naming
        asked = {*table.fields()} if columns is None else {*naming, *columns}
        entries = dict(zip(numbers, shown.get("value", ()), strict=True)) if numbers else {}
        answer = self.checked.valid.get(question_id, {})
        present = answer.get("value", ())
        for number, entry in list(entries.items()):
            known = {name: entry[name] for name in naming if name in entry}
            for column in sorted(asked - entry.keys()):
                if column in present[number - 1]:  # it is hidden: of a joint one, its own is shown
                    own = self.own.cell(question_id, known, column)
                    entries[number] = {**entry, **({column: own} if own else {})}
        for number, column, content in self.own.open_cells(question_id):
            cells = {column: content} if column else content
            mine = {name: _sent(cell) for name, cell in cells.items() if name in asked}
            if number in entries or number > len(present):
                entries[number] = {**entries.get(number, {}), **mine}
        if entries == dict(zip(numbers, shown.get("value", ()), strict=True)):
            return shown, numbers
        own_numbers = sorted(entries)
        return {**shown, "value": [entries[number] for number in own_numbers]}, own_numbers

    def period(self, question: Question) -> str:
        """Return the period of a question, without dates that the authority may not see."""
        plan = self.viewer.questionnaire.plan.period
        dates = {plan.begin, plan.end} if plan else set()
        is_hidden = not dates.isdisjoint(self.sight.hidden | self.sight.dependent)
        return (
            (question.period or "") if is_hidden else period_in_words(question, self.checked.path)
        )

    def _matrix(
        self, question_id: str, answer: dict[str, Any], rows: Sequence[str]
    ) -> dict[str, Any]:
        if "value" not in answer:
            answer_type = self.viewer.questionnaire.questions[question_id].answer_type
            if len(rows) == len(answer_type.rows()):
                return answer
            # The absence of a whole matrix is that of each of its rows.
            missing = missing_of(answer)
            kept = {key: content for key, content in answer.items() if key not in missing}
            return {"value": dict.fromkeys(rows, missing), **kept}
        whole = {**self.checked.valid[question_id], "value": answer["value"]}
        shown = self.viewer.shown(question_id, whole["value"], whole)
        value = {}
        for row_id in rows:
            if row_id in shown:
                row = _sent(shown[row_id])
                if not self.sight.shows_laws(row.get("evidence", ())):
                    del row["evidence"]
                value[row_id] = row
        return {**answer, "value": value} if value else {}

    def _table(
        self, question_id: str, answer: dict[str, Any], columns: Sequence[str] | None
    ) -> tuple[dict[str, Any], Sequence[int]]:
        entries, numbers = [], []
        answer_type = self.viewer.questionnaire.questions[question_id].answer_type
        naming = answer_type.naming
        shown = None if columns is None else {*naming, *columns}
        whole = self.checked.valid[question_id]  # it says who gave it, which no form shows
        for number, entry in enumerate(answer["value"], 1):
            cells = self.viewer.shown(question_id, entry, whole)
            if any(name in entry and name not in cells for name in naming):
                continue  # without these columns nobody can say which entry it is
            # They say which entry it is, also where another authority gives them.
            kept = {i: cell for i, cell in cells.items() if shown is None or i in shown}
            entries.append({i: _sent(cell) for i, cell in kept.items()})
            numbers.append(number)
        if not entries and answer["value"]:
            return {}, ()
        return {**answer, "value": entries}, numbers


def _sent(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form shows of the answer in a row or cell."""
    return {key: content for key, content in answer.items() if key not in _NOT_SENT}


def _evidence_of(value: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
    evidence = value.get("evidence", ())
    return evidence if isinstance(evidence, list) else ()


def _without_metadata(answer: AnswerData) -> AnswerData:
    return {key: content for key, content in answer.items() if key in {"value", "carried"}}


def _base(items: Sequence[PartItem], questionnaire: Questionnaire) -> Mapping[str, Any]:
    """Return the contents of the answers by address; entries have their numbers in the report."""
    base: dict[str, Any] = {}
    for item in items:
        question_id = item.question.id
        if not item.answer:
            continue
        for address, content in units({question_id: item.answer}, questionnaire):
            if address.entry:
                number = item.entry_numbers[address.entry - 1]
                address = type(address).at(question_id, address.path._replace(entry=number))
            base[str(address)] = content
    return base
