"""The order in which the questions of an interview are asked."""

from collections.abc import Iterator

from checklist.answer_types.interface import Refusal
from checklist.interview.scope import Scope
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.question import Question, QuestionSet
from checklist.reports.report import GO_ON_AT
from checklist.text.sanitize import quoted


class Navigation:
    """The order of the questions of one interview, and the questions asked so far."""

    def __init__(self, draft: Draft, scope: Scope) -> None:
        self.draft = draft
        """The report that is being answered."""
        self.scope = scope
        """The questions that are asked."""
        self._seen: set[str] = set()
        self._has_gone_round = False
        self._answered_too = scope.answered_too or bool(
            scope.name and all(map(self._is_complete, self.order()))
        )

    def order(self) -> list[str]:
        """Return the questions that are asked, in their order.

        A question that was asked stays in the scope when its answer would take it out, so that
        the official can go back to it.
        """
        return [i for i in self.draft.questionnaire.questions if self._is_asked(i)]

    def scope_label(self, question_id: str) -> str:
        """Return the name of the scope and a question's position in it; empty without a scope."""
        if not self.scope.name:
            return ""
        order = self.order()
        position = (
            f", {order.index(question_id) + 1} of {len(order)}" if question_id in order else ""
        )
        return f"{self.scope.name}{position}"

    def visit(self, question_id: str | None) -> None:
        """Remember a question that is asked."""
        if question_id is not None:
            self._seen.add(question_id)

    def first(self) -> str | None:
        """Return the question to begin with: where the last interview stopped, if that is open."""
        kept = self.draft.report.internal.get(GO_ON_AT)
        is_open = kept in self.order() and not self._is_complete(kept)
        return kept if is_open and not self.scope.name else self.first_behind()

    def first_behind(self) -> str | None:
        """Return the first open question behind the last answered one.

        Where none is open behind it, the first required question that was left open before it.
        Answers that a gate filled in were not asked, and do not count here. In a scope, optional
        questions that were left open are asked when nothing else is left.
        """
        order = self.order()
        if self._answered_too:
            return next(iter(order), None)
        answered = [
            index
            for index, name in enumerate(order)
            if self._is_complete(name) and "by" not in self.draft.usable[name]
        ]
        begin = answered[-1] + 1 if answered else 0
        behind = next((i for i in order[begin:] if not self._is_complete(i)), None)
        if behind is not None:
            return behind
        wanted = self.missing() or (order if self.scope.name else [])
        return next((i for i in wanted if not self._is_complete(i)), None)

    def next(self, question_id: str) -> str | None:
        """Return the next question, whether it is answered or not."""
        return next(self._after(question_id), None)

    def next_open(self, question_id: str) -> str | None:
        """Return the next question without a complete answer, or None at the end.

        Once all have been asked, optional ones that were left open are not asked again.
        """
        if self._answered_too:
            return self.next(question_id)
        if self._has_gone_round:
            missing = set(self.missing())
            return next(
                (
                    i
                    for i in self._after(question_id)
                    if i in missing or not (i in self._seen or self._is_complete(i))
                ),
                None,
            )
        return next((i for i in self._after(question_id) if not self._is_complete(i)), None)

    def before(self, question_id: str | None) -> str | None:
        """Return the question before another one; for None, the end, the last question."""
        names = list(self.draft.questionnaire.questions)
        earlier = names if question_id is None else names[: names.index(question_id)]
        return next(filter(self._is_asked, reversed(earlier)), None)

    def round_again(self, left: str | None) -> str | None:
        """Remember the end; return, once, the first required question that was left open.

        Args:
            left: The question that was left just now, and is not to be asked again at once.
        """
        missing = next(iter(self.missing()), None)
        is_first, self._has_gone_round = not self._has_gone_round, True
        return missing if is_first and not self._answered_too and missing != left else None

    def missing(self) -> list[str]:
        """Return the questions that keep the report from being final."""
        questions, path = self.draft.questionnaire.questions, self.draft.path
        return [i for i in self.order() if path.is_missing(questions[i])]

    def resolve(self, name: str) -> str:
        """Return the question on path that a name means: an id, a set, or a recommendation.

        Of a set it is the first question that is open, or else the first one. A number that is
        no recommendation means the set with that number.

        Raises:
            Refusal: There is none, or none of them is asked.
        """
        if not name:
            raise Refusal("Say where to: /goto 6.3, or a recommendation: /goto 10(b).")
        named = self.find_by_name(name)
        part = self.draft.questionnaire.find_set(name)
        if not named and (part := self._part_numbered(name)) is not None:
            named = list(part.questions)
        if not named:
            raise Refusal(
                f"There is no question, set or recommendation {quoted(name)} here. "
                "Type /list, or /find and a word."
            )
        on_path = [question.id for question in named if question.id in self.draft.path.on]
        if on_path and part is not None:
            return next((i for i in on_path if not self._is_complete(i)), on_path[0])
        if on_path:
            return on_path[0]
        number = self.draft.questionnaire.numbers[named[0].id]
        raise Refusal(
            f"{number} is not asked, given the answers so far: {named[0].ask} "
            f"Its answer, if there is one, is kept. /why {number} gives the reason."
        )

    def reading_of_number(self, name: str, question_id: str) -> list[str]:
        """Return a message on a whole number that was taken as a recommendation, and how else.

        Sets have numbers, too: the screen says `7 of 11`.
        """
        questionnaire = self.draft.questionnaire
        number = name.strip()
        if not (number.isascii() and number.isdigit()) or not self.find_by_name(number):
            return []
        message = f"{questionnaire.numbers[question_id]} asks about recommendation {number}."
        part = self._part_numbered(number)
        if part is None:
            return [message]
        first = questionnaire.numbers[part.questions[0].id]
        return [f"{message} For part {number}, “{part.title}”: /goto {first}."]

    def _part_numbered(self, name: str) -> QuestionSet | None:
        """Return the set with a number; None if the name is no number of a set."""
        numbers = {str(n): one for n, one in enumerate(self.draft.questionnaire.sets, 1)}
        return numbers.get(name.strip())

    def find_by_name(self, name: str) -> list[Question]:
        """Return the questions that a name means: an id, a set, or a recommendation."""
        questionnaire = self.draft.questionnaire
        part = questionnaire.find_set(name)
        return questionnaire.find_by_name(name)[0] if part is None else list(part.questions)

    def _is_complete(self, question_id: str) -> bool:
        return self.draft.path.is_complete(self.draft.questionnaire.questions[question_id])

    def _is_asked(self, question_id: str) -> bool:
        question, path = self.draft.questionnaire.questions[question_id], self.draft.path
        return question_id in path.on and (
            question_id in self._seen or self.scope.takes(question, path)
        )

    def _after(self, question_id: str) -> Iterator[str]:
        names = list(self.draft.questionnaire.questions)
        return filter(self._is_asked, names[names.index(question_id) + 1 :])
