"""Rules: what they check, what they are, and how they are found in `rules/`."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from checklist.answer_types.problem import ProblemKind
from checklist.diagnostics import Finding, Found, Related, Severity
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.condition import AS_OF, STATE
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.checked_report import CheckedReport, at_answer
from checklist.reports.report_facts import NO_FACTS, ReportFacts
from checklist.reports.revisions import Period, ReportIdentity, periods, weight
from checklist.text.messages import labelled, tr

if TYPE_CHECKING:
    from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding


@dataclass(frozen=True, slots=True)
class CheckedDivision:
    """A division and the questionnaire that it divides."""

    data: Mapping[str, Any]
    """The division as plain data of the right structure."""
    questionnaire: Questionnaire

    @property
    def authorities(self) -> Mapping[str, Mapping[str, Any]]:
        """The authorities that are asked, by their codes."""
        authorities: Mapping[str, Mapping[str, Any]] = self.data["authorities"]
        return authorities

    @property
    def asks(self) -> Mapping[str, str]:
        """Who answers, by place."""
        asks: Mapping[str, str] = self.data["asks"]
        return asks

    def is_known(self, code: str) -> bool:
        """Whether an authority is asked, or is the one that writes the report."""
        return code == OWN or code in self.authorities


def _no_answers(report: ReportIdentity) -> Mapping[str, Any]:
    return {}


class CheckedRun:
    """The usable reports of one run, for the R rules that check all of them together.

    A report is usable if its head is valid, its State is known, and its seal fits.
    """

    def __init__(
        self,
        reports: Sequence[ReportIdentity],
        facts: Mapping[str, ReportFacts] | None = None,
        answers_of: Callable[[ReportIdentity], Mapping[str, Any]] = _no_answers,
    ) -> None:
        """Keep what is known of the reports.

        Args:
            reports: The identities of the reports, ordered by the names of their files.
            facts: The facts of the reports, by the names of their files.
            answers_of: Returns the answers of a report, which is read again.
        """
        self.reports = reports
        self._facts = facts or {}
        self._answers_of = answers_of

    @cached_property
    def periods(self) -> Sequence[Period]:
        """The reports by State, questionnaire and period."""
        return list(periods(self.reports))

    @cached_property
    def successions(self) -> Sequence[Sequence[ReportIdentity]]:
        """The latest report of each period, one State and questionnaire after the other.

        They stand in the order of their dates. A State with one period is left out.
        """
        latest: dict[tuple[str, str], list[ReportIdentity]] = {}
        for period in self.periods:
            last = max(period, key=weight)
            latest.setdefault((last.state, last.questionnaire), []).append(last)
        several = (reports for reports in latest.values() if len(reports) > 1)
        return [
            sorted(reports, key=lambda report: (report.date, report.file)) for reports in several
        ]

    @cached_property
    def with_same_texts(self) -> Sequence[Sequence[ReportIdentity]]:
        """The reports of which all longer texts are the same, where several States have them."""
        same: dict[str, list[ReportIdentity]] = {}
        for report in self.reports:
            if texts := self.facts_of(report).texts:
                same.setdefault(texts, []).append(report)
        return [found for found in same.values() if len({report.state for report in found}) > 1]

    def facts_of(self, report: ReportIdentity) -> ReportFacts:
        """Return the facts of a report."""
        return self._facts.get(report.file, NO_FACTS)

    def share_of_same_answers(self, one: ReportIdentity, other: ReportIdentity) -> float:
        """Return the share of the answers of two reports that are the same in both."""
        afresh = {*self.facts_of(one).afresh}
        answers, others = (
            dict(_compared(self._answers_of(report), afresh)) for report in (one, other)
        )
        named = answers.keys() | others.keys()
        same = sum(answers.get(name) == others.get(name) for name in named)
        return same / len(named) if named else 0


def _compared(answers: Mapping[str, Any], afresh: set[str]) -> Iterator[tuple[str, Any]]:
    for name, answer in answers.items():
        if name not in afresh:
            is_plain = isinstance(answer, dict) and "carried" in answer
            yield name, {k: v for k, v in answer.items() if k != "carried"} if is_plain else answer


NUL = "\0"
"""A character that the reader allows in no text."""

Subject = TypeVar("Subject")
Yielded = TypeVar("Yielded")
WarningsDependOn: TypeAlias = Literal["", "answer", "answers"]


class Rule(NamedTuple, Generic[Subject, Yielded]):
    """One rule, as `rule` makes it from a function."""

    code: str
    """`R004`."""
    function: Callable[[Subject], Iterator[Yielded]]
    """The function that yields what the rule finds, each made by `Found`."""
    severity: Severity = Severity.ERROR
    """That of its findings, where the function says nothing else than error."""
    warnings_depend_on: WarningsDependOn = ""
    """What the warnings on an answer depend on: the answer alone, or also the other answers.

    Empty: the rule has no warnings on answers. The warnings of a questionnaire's own checks do not
    count here: an interview finds those by itself.
    """

    def check(self, subject: Subject) -> Iterator[Yielded]:
        """Return what the rule finds, with its code and severity."""
        return map(self._with_code, self.function(subject))

    def _with_code(self, found: Any) -> Any:
        if not isinstance(found, Finding):
            file, finding = found
            return file, self._with_code(finding)
        says_no_severity = found.severity is Severity.ERROR
        severity = self.severity if says_no_severity else found.severity
        return found._replace(code=found.code or self.code, severity=severity)

    @property
    def name(self) -> str:
        """`unknown-question`: the name of its function."""
        return self.function.__name__.replace("_", "-")

    @property
    def explanation(self) -> str:
        """The docstring of its function: the problem, why it is bad, an example, a correction."""
        return cleandoc(self.function.__doc__ or "")


def rule(
    code: str,
    severity: Severity = Severity.ERROR,
    *,
    warnings_depend_on: WarningsDependOn = "",
) -> Callable[[Callable[[Subject], Iterator[Yielded]]], Rule[Subject, Yielded]]:
    """Return a decorator that makes a rule of a function. The arguments are those of `Rule`."""
    return lambda function: Rule(
        code,
        function,
        severity,
        warnings_depend_on=warnings_depend_on,
    )


ReportRule: TypeAlias = Rule[CheckedReport, Finding]


ReportFinding: TypeAlias = tuple[ReportIdentity, Finding]
"""A finding of a rule that checks a whole run, with its report."""

RunRule: TypeAlias = Rule[CheckedRun, ReportFinding]

DivisionRule: TypeAlias = Rule[CheckedDivision, Finding]


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
    return (
        tr("the answer to {number} `{name}`", number, name)
        if number
        else tr("the answer to `{name}`", name)
    )


def problem_findings(
    checked: CheckedReport, kind: ProblemKind, severity: Severity = Severity.ERROR
) -> Iterator[Finding]:
    """Yield a finding for each problem of one kind that the answer types found."""
    for question_id, problem in checked.problems:
        if problem.kind is kind and not problem.follows:
            where = at_answer(question_id, problem)
            message = labelled(question_id, problem.message)
            yield Found(message, where, problem.at_key, severity=severity, hint=problem.hint)


# The rules


def _rules(beginning: str) -> list[Rule[Any, Any]]:
    """Return the rules of the modules whose names begin so, in the order of their codes."""
    rules = importlib.import_module("checklist.checks.rules")
    modules = (
        importlib.import_module(f"{rules.__name__}.{module.name}")
        for module in pkgutil.iter_modules(rules.__path__)
        if module.name.startswith(beginning)
    )
    found = (value for module in modules for value in vars(module).values())
    return sorted((rule for rule in found if isinstance(rule, Rule)), key=lambda rule: rule.code)


@cache
def questionnaire_rules() -> "Sequence[Rule[CheckedQuestionnaire, PlacedFinding]]":
    """Return the Q rules."""
    return _rules("questionnaire_")


@cache
def report_rules() -> Sequence[ReportRule]:
    """Return the R rules that look at each report by itself."""
    return _rules("report_")


@cache
def run_rules() -> Sequence[RunRule]:
    """Return the R rules that look at all reports of a run."""
    return _rules("runs")


@cache
def division_rules() -> Sequence[DivisionRule]:
    """Return the D rules."""
    return _rules("divisions")
