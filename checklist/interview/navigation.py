"""The order in which the questions of an interview are asked."""

from collections.abc import Iterator

from checklist.answer_types.interface import Refusal
from checklist.interview.scope import Scope
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import is_whole_number
from checklist.reports.report import GO_ON_AT, MERGED
from checklist.text.messages import tr
from checklist.text.sanitize import quoted


class Navigation:
    """The order of the questions of one interview, and the questions asked so far."""

    def __init__(self, draft: Draft, scope: Scope) -> None:
        self.draft = draft
        """The report that is being answered."""
        self.scope = scope
        """The questions that are asked."""
        self._seen: set[str] = set()
        self._visited_outside: set[str] = set()
        """The questions of these that the scope did not have when they were gone to."""
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
        at = self._place(question_id)
        order = [i for i in self.order() if i not in self._visited_outside]
        if at not in order:
            return self.scope.name
        return tr("{scope}, {index} of {order}", self.scope.name, order.index(at) + 1, len(order))

    def is_in_scope(self, question_id: str) -> bool:
        """Return whether the scope has a question that is asked, or had it when it was gone to."""
        at = self._place(question_id)
        return at not in self._visited_outside and self._is_asked(at)

    def visit(self, question_id: str | None) -> None:
        """Remember a question that is asked."""
        if question_id is None:
            return
        if not self.is_in_scope(question_id):
            self._visited_outside.add(self._place(question_id))
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
        questions that were left open are asked when nothing else is left. Where answers of
        ministries were merged, which came in no order, it is the first open question of all.
        """
        order = self.order()
        if self._answered_too:
            return next(iter(order), None)
        begin = 0
        if MERGED not in self.draft.report.internal:
            answered = (at for at in range(len(order), 0, -1) if self._was_asked(order[at - 1]))
            begin = next(answered, 0)
        behind = next((i for i in order[begin:] if not self._is_complete(i)), None)
        if behind is not None:
            return behind
        wanted = self.missing() or (order if self.scope.name else [])
        return next((i for i in wanted if not self._is_complete(i)), None)

    def next(self, question_id: str) -> str | None:
        """Return the next question, whether it is answered or not.

        Where answered questions are asked, too, those before it that were passed over come last.
        """
        following = next(self._after(question_id), None)
        if following is None and self._answered_too:
            return next((i for i in self.order() if i not in self._seen), None)
        return following

    def unsettled(self, question_id: str) -> str | None:
        """Return the question to be asked again at once, now that this one is answered, if any."""
        at = self._place(question_id)
        question = self.draft.questionnaire.questions[at]
        return at if self.scope.is_unsettled(question, self.draft.path) else None

    def next_open(self, question_id: str) -> str | None:
        """Return the next question without a complete answer, or None at the end.

        Once all have been asked, optional ones that were left open are not asked again.
        """
        if self._answered_too:
            return self.next(question_id)
        left_open = set(self._seen).difference(self.missing()) if self._has_gone_round else set()
        following = (i for i in self._after(question_id) if i not in left_open)
        return next((i for i in following if not self._is_complete(i)), None)

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

        Of a set it is the first question that is open, or else the first one.

        Raises:
            Refusal: There is none, or none of them is asked.
        """
        if not name:
            raise Refusal(
                tr(
                    "Say where to: a question (/goto 6.3), a part (/goto 6), or a "
                    "recommendation (/goto r11)."
                )
            )
        named = self.find_by_name(name)
        part = self.draft.questionnaire.find_part(name)
        if not named:
            raise Refusal(self._unknown(name))
        on_path = [question.id for question in named if question.id in self.draft.path.on]
        if on_path and part is not None:
            return next((i for i in on_path if not self._is_complete(i)), on_path[0])
        if on_path:
            return on_path[0]
        number = self.draft.questionnaire.numbers[named[0].id]
        raise Refusal(
            tr(
                "{number} is not asked, given the answers so far: {ask} Its answer, if "
                "there is one, is kept.",
                number,
                named[0].ask,
            )
        )

    def find_by_name(self, name: str) -> list[Question]:
        """Return the questions that a name means: an id, a set, or a recommendation.

        A whole number is that of a set; a recommendation has an `r` before it.
        """
        questionnaire = self.draft.questionnaire
        part = questionnaire.find_part(name)
        if part is not None:
            return list(part.questions)
        return [] if is_whole_number(name) else questionnaire.find_by_name(name)[0]

    def _unknown(self, name: str) -> str:
        """Return a message on a name that means nothing here."""
        questionnaire = self.draft.questionnaire
        if not is_whole_number(name):
            return tr(
                "There is no question, part or recommendation {name} here. Type /list, "
                "or /find and a word.",
                quoted(name),
            )
        number, last = name.strip(), len(questionnaire.sets)
        if questionnaire.find_by_name(name)[0]:
            return tr(
                "The last part is {last}. For recommendation {number}, type /goto r{number}.",
                last,
                number,
            )
        return tr(
            "There is no part {number}: the last one is {last}. Type /list, or /find and a word.",
            number,
            last,
        )

    def _was_asked(self, question_id: str) -> bool:
        """Return whether the question is answered as a whole, and no gate filled it in."""
        return self._is_complete(question_id) and "by" not in self.draft.usable[question_id]

    def _is_complete(self, question_id: str) -> bool:
        return self.draft.path.is_complete(self.draft.questionnaire.questions[question_id])

    def _is_asked(self, question_id: str) -> bool:
        question, path = self.draft.questionnaire.questions[question_id], self.draft.path
        was_asked = question_id in self._seen and question_id not in self.scope.instead
        return question_id in path.on and (was_asked or self.scope.takes(question, path))

    def _place(self, question_id: str) -> str:
        """Return the question whose position in the order this one has."""
        return self.scope.instead.get(question_id, question_id)

    def _after(self, question_id: str) -> Iterator[str]:
        names = list(self.draft.questionnaire.questions)
        return filter(self._is_asked, names[names.index(self._place(question_id)) + 1 :])
