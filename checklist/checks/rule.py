"""A rule, and the three kinds of subjects that rules check."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import cleandoc
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from checklist.answer_types.problem import ProblemKind
from checklist.checks.checked_run import CheckedRun
from checklist.diagnostics import Finding, Related, Severity
from checklist.questionnaire.condition import AS_OF, STATE
from checklist.reports.checked_report import CheckedReport, at_answer
from checklist.reports.revisions import ReportIdentity

NUL = "\0"
"""A character that the reader allows in no text."""

Subject = TypeVar("Subject")
Yielded = TypeVar("Yielded")
WarningsDependOn: TypeAlias = Literal["", "answer", "answers"]


class Rule(NamedTuple, Generic[Subject, Yielded]):
    """One rule, as `rule` makes it from a function."""

    code: str
    """`R004`."""
    check: Callable[[Subject], Iterator[Yielded]]
    """The function that yields the findings of the rule."""
    covered_by_gate: bool = False
    """Whether it finds nothing in a report that the `SchemaGate` accepts."""
    trigger: str = ""
    """A pattern that matches wherever the rule finds something, and perhaps elsewhere.

    Only rules that look at words have a trigger. It is in Rust's syntax. It is matched against all
    texts of a report at once (`preselection`), in small letters, with compatible characters made
    the same, and with a `NUL` around each text.
    """
    warnings_depend_on: WarningsDependOn = ""
    """What the warnings on an answer depend on: the answer alone, or also the other answers.

    Empty: the rule has no warnings on answers. The warnings of a questionnaire's own checks do not
    count here: an interview finds those by itself.
    """

    @property
    def name(self) -> str:
        """`unknown-question`: the name of its function."""
        return self.check.__name__.replace("_", "-")

    @property
    def explanation(self) -> str:
        """The docstring of its function: the problem, why it is bad, an example, a correction."""
        return cleandoc(self.check.__doc__ or "")


def rule(
    code: str,
    *,
    covered_by_gate: bool = False,
    trigger: str = "",
    warnings_depend_on: WarningsDependOn = "",
) -> Callable[[Callable[[Subject], Iterator[Yielded]]], Rule[Subject, Yielded]]:
    """Return a decorator that makes a rule of a function. The arguments are those of `Rule`."""
    return lambda check: Rule(code, check, covered_by_gate, trigger, warnings_depend_on)


ReportRule: TypeAlias = Rule[CheckedReport, Finding]


ReportFinding: TypeAlias = tuple[ReportIdentity, Finding]
"""A finding of a rule that checks a whole run, with its report."""

RunRule: TypeAlias = Rule[CheckedRun, ReportFinding]


_HEAD = {AS_OF: "the date of the report", STATE: "the State that reports"}


def answers_to(checked: CheckedReport, names: Iterable[str]) -> Sequence[Related]:
    """Return the places of the answers, date and State of these names that the report has."""
    return [
        Related(_HEAD[name], (name,))
        if name in _HEAD
        else Related(_answer_to(checked, name), ("answers", name))
        for name in names
        if name in _HEAD or name in checked.report.answers
    ]


def _answer_to(checked: CheckedReport, name: str) -> str:
    number = checked.questionnaire.numbers.get(name)
    return f"the answer to {number} `{name}`" if number else f"the answer to `{name}`"


def problem_findings(
    checked: CheckedReport, code: str, kind: ProblemKind, severity: Severity = Severity.ERROR
) -> Iterator[Finding]:
    """Yield a finding for each problem of one kind that the answer types found."""
    for question_id, problem in checked.problems:
        if problem.kind is kind and not problem.follows:
            where = at_answer(question_id, problem)
            message = f"{question_id}: {problem.message}"
            yield Finding(
                code, message, where, problem.at_key, severity=severity, hint=problem.hint
            )
