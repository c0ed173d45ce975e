"""The path through a questionnaire: the questions that are asked, given the answers so far."""

from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from checklist.answer_types.answer import AnswerData, is_counted
from checklist.answer_types.comparison import Truth
from checklist.answer_types.operands import Operand, interval
from checklist.questionnaire.condition import AS_OF, STATE, Condition, Variable, evaluate, names
from checklist.questionnaire.question import Check, Question
from checklist.questionnaire.questionnaire import Questionnaire


class AnswersOnPath(dict[Variable, Operand]):
    """The values that conditions compare: the answers on path, and the report's date and State.

    A value is computed when a condition first needs it, and kept, because conditions often need the
    same one. A condition names earlier questions only, whose place on path is known by then.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        state: str,
        as_of: str,
        answers: Mapping[str, AnswerData],
        on: Set[str],
    ) -> None:
        """Begin with the report's date and State.

        Args:
            questionnaire: The questionnaire.
            state: The code of the State that reports.
            as_of: The day of the report.
            answers: The answers by question.
            on: The ids of the questions known to be on path. The caller adds more as it finds them.
        """
        super().__init__({(AS_OF, None): interval(as_of), (STATE, None): state})
        self.questionnaire = questionnaire
        self.state = state
        self.as_of = as_of
        self.answers = answers
        self.on = on
        self._own_operands = questionnaire.overriding("operand")

    def with_answers(self, answers: Mapping[str, AnswerData]) -> "AnswersOnPath":
        """Return the same facts of the head with other answers, all of them on path."""
        return AnswersOnPath(self.questionnaire, self.state, self.as_of, answers, {*answers})

    def __missing__(self, variable: Variable) -> Operand:
        """Return the value that a condition compares; None if it is unanswered or off path."""
        question_id, row = variable
        operand: Operand = None
        answer = self.answers.get(question_id) if question_id in self.on else None
        if answer is not None and not answer.get("carried"):  # as in `is_counted`
            if "missing" in answer:
                operand = str(answer["missing"])
            elif question_id in self._own_operands:
                operand = self._own_operands[question_id](answer["value"], row)
        self[variable] = operand
        return operand

    def answered(self, question_id: str, row: str | None = None) -> bool:
        """Whether an answer on path counts: a value, or a missing code.

        A row of a matrix is answered by its own answer, or when the whole matrix is missing.
        """
        if question_id in {AS_OF, STATE}:
            return True
        if question_id not in self.on or not is_counted(self.answers.get(question_id)):
            return False
        answer = self.answers[question_id]
        return row is None or "missing" in answer or row in answer["value"]


class AnswerPath:
    """The questions of a questionnaire that a set of answers puts on path."""

    def __init__(self, facts: AnswersOnPath, party: Truth) -> None:
        """Keep what the path follows from.

        Args:
            facts: The answers on path, and the facts of the head, that conditions compare.
            party: Whether the State is a party; None while that is unknown.
        """
        self.facts = facts
        self.party = party

    @property
    def on(self) -> Set[str]:
        """The ids of the questions on path."""
        return self.facts.on

    def is_required(self, question: Question) -> bool:
        """Whether a final report needs an answer: the question is on path, and not optional.

        A question addressed to States parties only is optional for a State that is not a party. It
        counts as required while that is unknown.
        """
        if question.optional or question.id not in self.on:
            return False
        return not (self.party is False and self.facts.questionnaire.is_for_parties_only(question))

    def is_answered(self, question_id: str) -> bool:
        """Whether an answer on path counts: a value, or a missing code."""
        return self.facts.answered(question_id)

    def is_carried(self, question_id: str) -> bool:
        """Whether the answer comes from an earlier report and is not confirmed yet."""
        return bool(self.facts.answers.get(question_id, {}).get("carried"))

    def has_begun(self, question_id: str) -> bool:
        """Whether the question is on path and has an answer, complete or not, confirmed or not."""
        return question_id in self.on and question_id in self.facts.answers

    def is_complete(self, question: Question) -> bool:
        """Whether the question is answered with all its rows and cells."""
        return question.id in self._complete

    @cached_property
    def _complete(self) -> Set[str]:
        """The ids of the complete questions, kept because an interview needs them often."""
        on, judging = self.on, self.facts.questionnaire.overriding("is_complete")
        return {
            i
            for i, answer in self.facts.answers.items()
            if i in on
            and is_counted(answer)
            and ("missing" in answer or i not in judging or judging[i](answer["value"]))
        }

    def is_missing(self, question: Question) -> bool:
        """Whether the question keeps the report from being final.

        A required question does so without a complete answer. Any other question does so if its
        answer has open rows or cells, or is the unconfirmed one of an earlier report.
        """
        if question.id not in self.on or self.is_complete(question):
            return False
        return self.is_required(question) or self.has_begun(question.id)

    @cached_property
    def true_checks(self) -> Sequence[Check]:
        """The checks of the questionnaire whose conditions are true, in their order."""
        facts = self.facts
        return [
            check for check, truth in facts.questionnaire.check_predicates if truth(facts) is True
        ]

    def place_of(self, check: Check) -> str | None:
        """Return the id of the question to look at when a check fails.

        It is the question `at` of the check if that is on path, or else the first question on path
        that the check compares; None if there is none.
        """
        return next((name for name in (check.at, *names(check.when)) if name in self.on), None)

    def truth(self, condition: Condition) -> Truth:
        """Evaluate a condition, such as that of a check, against the answers on path."""
        return evaluate(condition, self.facts)


def answer_path(
    questionnaire: Questionnaire, state: str, as_of: str, answers: Mapping[str, AnswerData]
) -> AnswerPath:
    """Compute the path. A question off path counts as unanswered in the conditions of later ones.

    Args:
        questionnaire: The questionnaire.
        state: The code of the State that reports.
        as_of: The day of the report.
        answers: Answers whose structure is valid; the caller leaves others out.
    """
    on: set[str] = set()
    facts = AnswersOnPath(questionnaire, state, as_of, answers, on)
    path_predicates = questionnaire.path_predicates
    for question_id in questionnaire.questions:
        if question_id not in path_predicates or path_predicates[question_id](facts) is True:
            on.add(question_id)
    is_party = questionnaire.party_predicate
    return AnswerPath(facts, None if is_party is None else is_party(facts))
