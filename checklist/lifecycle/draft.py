"""A report while it is being answered: changes, their effects through gates, and the path."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import Any

from pydantic import ValidationError

from checklist.answer_types.answer import Answer, AnswerData, kept_metadata
from checklist.answer_types.implementation import status_words
from checklist.lifecycle.contradictions import contradiction, doubt, failing_within, newly_failing
from checklist.questionnaire.head import LawRegister
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath, answer_path
from checklist.reports.report import Report
from checklist.text.messages import commas, labelled, tr, trn, with_aside


def renamed_laws(
    before: AnswerData | None, after: AnswerData | None, register: LawRegister
) -> Mapping[str, str]:
    """Return the short names that changed in the register of laws: the old ones, with the new.

    An entry is the same law where the register has as many entries as before. A name that another
    entry has, too, is not a name that changed.

    Args:
        before: The answer with the register, as it was.
        after: The answer with the register, as it is now.
        register: What the questionnaire says about the register.
    """
    old, new = _names(before, register), _names(after, register)
    if len(old) != len(new):
        return {}
    return {
        name: other
        for name, other in zip(old, new, strict=True)
        if name and other and name not in new and other not in old
    }


def with_renamed_laws(
    answers: Mapping[str, AnswerData], renamed: Mapping[str, str], questionnaire: Questionnaire
) -> tuple[Mapping[str, AnswerData], int]:
    """Return the answers that cite renamed laws, with the new names, and the number of citations.

    Args:
        answers: The answers that fit their questions.
        renamed: The old names, with the new.
        questionnaire: The questionnaire that they answer.
    """
    changed: dict[str, AnswerData] = {}
    count = 0
    for question_id, cited in questionnaire.overriding("laws_cited").items():
        for where, name in cited(answers[question_id]) if question_id in answers else ():
            if name in renamed:
                answer = changed.get(question_id, answers[question_id])
                changed[question_id] = _with(answer, where, renamed[name])
                count += 1
    return changed, count


def _names(answer: AnswerData | None, register: LawRegister) -> Sequence[str]:
    """Return the short name of each entry of the register; empty where an entry has none."""
    entries = (answer or {}).get("value", ())
    return [str(entry.get(register.name, {}).get("value", "")) for entry in entries]


def _with(content: Any, where: Sequence[str | int], new: str) -> Any:
    """Return content with something else at a place; what is beside the place stays as it is."""
    if not where:
        return new
    step, *rest = where
    copy: Any = list(content) if isinstance(content, list) else dict(content)
    copy[step] = _with(content[step], rest, new)
    return copy


class Draft:
    """A report in memory. Its path is always the one that its answers open."""

    def __init__(
        self, questionnaire: Questionnaire, report: Report, unusable: Collection[str] = ()
    ) -> None:
        """Take over a report.

        Args:
            questionnaire: The questionnaire of the report.
            report: A draft.
            unusable: Questions whose answers do not fit them. They stay in the report until the
                question is answered again, and count as unanswered.
        """
        self.questionnaire = questionnaire
        self.given_by: Sequence[str] = ()
        """The authorities that give all answers from now on; empty: nobody is named."""
        self.adopt(report, unusable)

    def adopt(self, report: Report, unusable: Collection[str] = ()) -> None:
        """Take over another version of the report."""
        questions = self.questionnaire.questions
        self.report = report
        self._unusable = {*unusable, *(report.answers.keys() - questions.keys())}
        self.path = self._computed_path()

    @property
    def usable(self) -> Mapping[str, AnswerData]:
        """The answers that fit their questions."""
        return self.path.facts.answers

    def value(self, question_id: str) -> Any:
        """Return the value of a usable answer, or None."""
        return self.usable.get(question_id, {}).get("value")

    def metadata_for(self, question_id: str, answer: AnswerData) -> dict[str, Any]:
        """Return the metadata of the present answer that a new answer keeps.

        An answer that does not fit its question has notes, too, and can be confidential.
        """
        earlier = self.report.answers.get(question_id)
        kept = kept_metadata(earlier, answer) if isinstance(earlier, Mapping) else {}
        fitting = {key: part for key, part in kept.items() if _fits(key, part)}
        return {**fitting, **self._origin(question_id)}

    def _origin(self, question_id: str) -> dict[str, Any]:
        """Return who gives an answer. Of a matrix, each row names those who gave it."""
        if not self.given_by or self.questionnaire.questions[question_id].answer_type.rows():
            return {}
        return {"answered_by": sorted(self.given_by)}

    def _with_rows_named(self, question_id: str, answer: AnswerData) -> AnswerData:
        """Return an answer in which the rows that say something else name who gives them."""
        question = self.questionnaire.questions.get(question_id)
        if not self.given_by or "by" in answer or question is None:
            return answer
        if not question.answer_type.rows() or not isinstance(answer.get("value"), Mapping):
            return answer
        earlier = self.report.answers.get(question_id)
        before = earlier.get("value") if isinstance(earlier, Mapping) else None
        known = before if isinstance(before, Mapping) else {}
        rows = {
            row: self._named_row(row_answer, known.get(row))
            for row, row_answer in answer["value"].items()
        }
        return {**answer, "value": rows}

    def _named_row(self, row: Any, before: Any) -> Any:
        if not isinstance(row, Mapping) or row == before:
            return row
        known = before if isinstance(before, Mapping) else {}
        is_same = all(row.get(key) == known.get(key) for key in ("value", "missing", "reason"))
        return {**row, **self._with_givers(known if is_same else {})}

    def _with_givers(self, before: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return who gives an answer, with those who gave it before."""
        named = before.get("answered_by")
        others = named if isinstance(named, list) else []
        return {"answered_by": sorted({*others, *self.given_by})}

    def evidence_for(self, question_id: str) -> dict[str, Any]:
        """Return the evidence next to the present value, for a value that is changed in part."""
        answer = self.usable.get(question_id, {})
        return {"evidence": answer["evidence"]} if "evidence" in answer else {}

    def change(
        self, question_id: str, answer: AnswerData | None, on_before: Set[str] | None = None
    ) -> list[str]:
        """Set or remove an answer, and follow its gates. Returns messages on the effects.

        Args:
            question_id: The question.
            answer: Its answer; None takes it away.
            on_before: The questions on path before the answer was begun, if a part of it is
                stored already.
        """
        on_before = {*self.path.on} if on_before is None else on_before
        renamed = self._store_with_citations(question_id, answer)
        return [*renamed, *self.follow_gates(on_before), *self.failed_checks(question_id)]

    def follow_gates(self, on_before: Set[str], given: Set[str] = frozenset()) -> list[str]:
        """Fill in and take back what the gates decide. Returns messages on it, and on the path.

        Args:
            on_before: The questions that were on path before the answers changed.
            given: The questions whose first answer came with the change, so that it was not kept.
        """
        effects = self._follow_gates()
        return [
            *self._path_notices(on_before, given),
            *(notice for text, ids in effects.items() for notice in self._notice(text, ids)),
        ]

    def confirmed(self, question_id: str) -> AnswerData:
        """Return a carried answer as the answer of this report."""
        answer = self.usable[question_id]
        kept = {key: part for key, part in answer.items() if key != "carried"}
        rows = self.questionnaire.questions[question_id].answer_type.rows()
        named = self._with_givers(kept) if self.given_by and rows else self._origin(question_id)
        return {**kept, **named}

    def set_internal(self, key: str, content: Any) -> None:
        """Keep something in the head for the next interview; nothing where it is empty."""
        self.report = self.report.with_internal({key: content})

    def store_part(self, question_id: str, answer: AnswerData) -> list[str]:
        """Set the part of an answer that is given so far. Returns messages on its effects.

        A carried answer stays carried until it is confirmed to its end. What contradicts itself in
        the part that is new is said at once: nobody looks for it when all has been answered.
        """
        is_carried = self.path.is_carried(question_id)
        part = {**answer, "carried": True} if is_carried else answer
        before = failing_within(question_id, self.path)
        notices = self._store_with_citations(question_id, part)
        new = newly_failing(before, failing_within(question_id, self.path))
        return [*notices, *(doubt(check, self.questionnaire) for check in new)]

    def _store_with_citations(self, question_id: str, answer: AnswerData | None) -> list[str]:
        """Set or remove an answer, and let citations follow laws that it renames.

        Returns:
            Messages on these citations.
        """
        before = self.usable.get(question_id)
        self.store(question_id, answer)
        register = self.questionnaire.head.laws
        if register is None or question_id != register.question:
            return []
        notices = []
        for old, new in renamed_laws(before, answer, register).items():
            changed, count = with_renamed_laws(self.usable, {old: new}, self.questionnaire)
            # Who gave an answer stays the same, so the answers are not set one by one.
            self.report = self.report._replace(answers={**self.report.answers, **changed})
            self.path = self._computed_path()
            if count:
                numbers = commas(map(self.questionnaire.number, changed))
                notices.append(
                    trn(
                        "The law {old} is called {new} now: {count} citation of it is changed, in "
                        "{numbers}.",
                        "The law {old} is called {new} now: {count} citations of it are changed, "
                        "in {numbers}.",
                        count,
                        old,
                        new,
                        numbers,
                    )
                )
        return notices

    def store(self, question_id: str, answer: AnswerData | None) -> None:
        """Set or remove an answer, and nothing else.

        Args:
            question_id: The question.
            answer: Its answer; None takes it away.
        """
        answers = {**self.report.answers}
        if answer is None:
            answers.pop(question_id, None)
        else:
            answers[question_id] = self._with_rows_named(question_id, answer)
        self._unusable.discard(question_id)
        self.report = self.report._replace(answers=answers)
        self.path = self._computed_path()

    def _follow_gates(self) -> Mapping[str, Mapping[str, str]]:
        """Fill in the answers behind closed gates, and take back those behind open ones.

        Only questions without an answer are filled in: no answer of a person is replaced. A
        gate that is carried from an earlier report fills nothing in before it is confirmed.

        Returns:
            What happened, in words; for each the questions concerned, with a remark on each.
            First what was filled in, then what was taken back.
        """
        filled: dict[str, dict[str, str]] = {}
        opened: dict[str, dict[str, str]] = {}
        for target, gates in self.questionnaire.gates_of.items():
            closed = {g: code for g in gates if (code := self._code_filled_in_by(g)) is not None}
            closing = next((g for g in closed if not self.path.is_carried(g)), None)
            existing = self.report.answers.get(target)
            by = existing.get("by") if isinstance(existing, Mapping) else None
            if not closed and by is not None:
                note = existing.get("note") if isinstance(existing, Mapping) else None
                self.store(target, None)
                remark = tr("its note was: {note}", note) if note else ""
                opened.setdefault(self._words_of_opened(by), {})[target] = remark
            elif closing is not None and (existing is None or by is not None):
                answer_type = self.questionnaire.questions[target].answer_type
                value = answer_type.value_filled_in(closed[closing])
                kept = existing if isinstance(existing, Mapping) and by == closing else {}
                if value is not None and (closing != by or _differs(value, kept.get("value"))):
                    self.store(target, {**kept, "value": value, "by": closing})
                    if existing is None or _differs(value, existing.get("value")):
                        words = self._words_of_filled(closing, closed[closing], target)
                        filled.setdefault(words, {})[target] = ""
        return {**filled, **opened}

    def _words_of_filled(self, gate: str, code: str, target: str) -> str:
        number = self.questionnaire.number(gate)
        return tr(
            "Filled in with “{status}” because of the answer to {number}",
            status_words(code, self.questionnaire.questions[target].answer_type),
            number,
        )

    def _words_of_opened(self, gate: object) -> str:
        if gate not in self.questionnaire.questions:
            return tr("To be answered again")
        number = self.questionnaire.number(str(gate))
        return tr("To be answered again because of the answer to {number}", number)

    def _code_filled_in_by(self, gate: str) -> str | None:
        """Return the code that a gate fills in, answered here or in an earlier report, or None."""
        return self.questionnaire.fills(gate, self.value(gate)) if gate in self.path.on else None

    def _path_notices(self, before: Set[str], given: Set[str]) -> Iterator[str]:
        """Yield notices on the answered questions that a change took off the path, or put back."""
        answered = [i for i in self.questionnaire.questions if i in self.usable]
        closed, opened = before - self.path.on, self.path.on - before
        gone = [i for i in answered if i in closed]
        # A carried answer is not named: its question is asked in its turn, to confirm it.
        back = [i for i in answered if i in opened - given and not self.path.is_carried(i)]
        yield from self._notice(tr("No longer asked, and kept in the draft"), gone)
        yield from self._notice(tr("Asked again, with the answer that was kept"), back)

    def _notice(self, text: str, concerned: Collection[str] | Mapping[str, str]) -> Iterator[str]:
        """Yield a notice that names questions by their words, each with a remark on it."""
        if not concerned:
            return
        remarks = concerned if isinstance(concerned, Mapping) else dict.fromkeys(concerned, "")
        named = [
            with_aside(
                f"  {self.questionnaire.number(i)} {self.questionnaire.questions[i].ask}", remark
            )
            for i, remark in remarks.items()
        ]
        yield "\n".join([labelled(text), *named])

    def failed_checks(self, question_id: str) -> Iterator[str]:
        """Yield messages on the checks that fail and look at one question."""
        for check in self.questionnaire.checks_on.get(question_id, ()):
            if self.path.truth(check.when) is True:
                yield contradiction(check, self.path).notice()

    def _computed_path(self) -> AnswerPath:
        report = self.report
        usable = {i: a for i, a in report.answers.items() if i not in self._unusable}
        return answer_path(self.questionnaire, report.state, report.as_of, usable)


def without_replacing_by_gates(
    changes: Mapping[str, AnswerData | None], answers: Mapping[str, Any]
) -> Mapping[str, AnswerData | None]:
    """Return changes without those by which a gate would replace an answer that a person gave.

    Args:
        changes: New answers by question; None where an answer is removed.
        answers: The answers that are there, whatever their structure.
    """
    return {
        key: answer
        for key, answer in changes.items()
        if not (answer and "by" in answer and _is_by_person(answers.get(key)))
    }


def _differs(value: Any, present: Any) -> bool:
    """Return whether a value that a gate fills in has codes that the present one does not have.

    A row keeps its metadata.
    """
    rows = value.items() if isinstance(present, Mapping) else ()
    same = [_value(present.get(key)) == _value(part) for key, part in rows]
    return not same or not all(same)


def _value(part: Any) -> Any:
    return part.get("value") if isinstance(part, Mapping) else part


def _is_by_person(answer: Any) -> bool:
    """Return whether an answer is there that no gate filled in."""
    return answer is not None and not (isinstance(answer, dict) and "by" in answer)


def _fits(key: str, part: Any) -> bool:
    try:
        Answer.model_validate({"value": "", key: part})
    except ValidationError:
        return False
    return True
