"""A questionnaire: all the sets that one report answers, read from its folder."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Generic, Self, TypeVar

from pydantic import Field, StringConstraints, ValidationError

from checklist import resources
from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import (
    Line,
    Maybe,
    Option,
    Prose,
    Slug,
    StrictModel,
    has_own,
)
from checklist.answer_types.options import Options
from checklist.diagnostics import Diagnostic, Finding, Where, locate
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.reader import Document, read
from checklist.models.analysis_plan import AnalysisPlan
from checklist.models.compiled import kept_ready
from checklist.models.condition import (
    Condition,
    Predicate,
    Variable,
    names,
    predicate,
    variables,
)
from checklist.models.digest import digest
from checklist.models.patterns import PatternBudget
from checklist.models.question import Check, Question, QuestionSet
from checklist.models.recommendation import STATES, Catalogue, Recommendation
from checklist.models.structure import known_keys, structure_findings
from checklist.text.sanitize import quoted, safe_text

if TYPE_CHECKING:
    from checklist.models.acceptance import Acceptor

HEAD_FILE, CATALOGUE_FILE = "questionnaire.yaml", "recommendations.yaml"
PLAN_FILE = "analysis-plan.yaml"

SetFile = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.yaml$", max_length=80)
]


class Source(StrictModel):
    """The document whose recommendations the questionnaire asks about."""

    symbol: Line
    """The symbol under which it is cited."""
    title: Line
    """What it is, in our own words."""
    date: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    """The day it was issued."""


class Term(StrictModel):
    """One entry of the glossary."""

    term: Line
    """The words as they stand in questions."""
    definition: Prose
    """What they mean here."""


class LawRegister(StrictModel):
    """Which table of the report is its register of laws, cited as evidence."""

    question: Slug
    """The table."""
    name: Slug
    """The column with the short name that answers cite."""
    citation: Slug
    """The column with the full citation."""


class QuestionnaireHead(StrictModel):
    """The file `questionnaire.yaml`: what the sets have in common."""

    id: Slug
    """The questionnaire's name, and its folder's."""
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    """Its version: three numbers. The first rises when answers no longer fit."""
    title: Line
    """What is shown when an interview begins."""
    introduction: Maybe[Prose] = None
    """What an official should know before beginning."""
    source: Source
    """The document behind it."""
    sets: Annotated[list[SetFile], Field(min_length=1)]
    """The files of the question sets, in the order in which they are asked."""
    lists: dict[Slug, Options] = {}
    """Option lists that several questions use by name."""
    glossary: dict[Slug, Term] = {}
    """The terms that questions use, each defined once."""
    jargon: dict[Line, Slug] = {}
    """Words that need a definition where they stand: each with its glossary entry."""
    party_when: Maybe[Condition] = None
    """True when the State is a party. What is addressed to States parties is then required."""
    laws: Maybe[LawRegister] = None
    """The register of laws."""


Model = TypeVar("Model", bound=StrictModel)


@dataclass(frozen=True)
class Part(Generic[Model]):
    """One file of a questionnaire, and the model of what it says."""

    document: Document
    """What was read."""
    model: Model | None
    """None when the file has errors of structure."""
    findings: Sequence[Finding]
    """The errors of structure."""

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield what was wrong with reading and structure."""
        yield from self.document.refusals
        yield from locate(self.findings, self.document)


@dataclass(frozen=True)
class Sources:
    """The files of a questionnaire's folder, each read and checked for its structure."""

    folder: Path
    head: Part[QuestionnaireHead]
    catalogue: Part[Catalogue]
    sets: Sequence[Part[QuestionSet]]
    plan: Part[AnalysisPlan] | None = None
    """None where the folder has none."""
    patterns: PatternBudget = field(default_factory=PatternBudget)
    """The patterns that more question sets can have."""

    @property
    def parts(self) -> Sequence[Part[Any]]:
        """All files, the head first."""
        return (*self.asked, *([self.plan] if self.plan else []))

    @property
    def asked(self) -> Sequence[Part[Any]]:
        """The files that say what is asked."""
        return (self.head, self.catalogue, *self.sets)

    def with_set(self, path: Path) -> "Sources":
        """Return the same with one more question set, which the head does not name."""
        part = read_part(path, QuestionSet, str(path), self.patterns)
        return replace(self, sets=[*self.sets, part])


def read_part(
    path: Path,
    model: type[Model],
    name: str | None = None,
    patterns: PatternBudget | None = None,
) -> Part[Model]:
    """Read one file of a questionnaire.

    Args:
        path: The file.
        model: What it says.
        name: The file as the user named it, for findings.
        patterns: The budget of patterns, of which the files before it have used some.
    """
    document = read(path, name=name)
    if not document.readable:
        return Part(document, None, ())
    try:
        return Part(document, model.model_validate(document.data, context=patterns), ())
    except ValidationError as error:
        found = structure_findings(error, document.data, keys=_keys_below(model))
        return Part(document, None, [f for f in found if not document.is_refused(f.where)])


@cache
def _keys_below(model: type[StrictModel]) -> frozenset[str]:
    """Return every key that can stand somewhere in a file of this model."""
    definitions = model.model_json_schema().get("$defs", {}).values()
    nested = {key for schema in definitions for key in schema.get("properties", {})}
    return known_keys(model) | nested


def read_sources(
    folder: Path, name: str | None = None, patterns: PatternBudget | None = None
) -> Sources:
    """Read a questionnaire's folder. Files that cannot be read are parts with findings.

    Args:
        folder: The folder.
        name: The folder as the user named it, for findings.
        patterns: The budget of patterns of the run; None: a run of its own.
    """
    budget = PatternBudget() if patterns is None else patterns.for_questionnaire()

    def part(file: str, model: type[Model]) -> Part[Model]:
        return read_part(folder / file, model, f"{name or folder}/{file}", budget)

    head = part(HEAD_FILE, QuestionnaireHead)
    sets = [part(file, QuestionSet) for file in (head.model.sets if head.model else ())]
    plan = part(PLAN_FILE, AnalysisPlan) if exists(folder / PLAN_FILE) else None
    return Sources(folder, head, part(CATALOGUE_FILE, Catalogue), sets, plan, budget)


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire that can be answered: its named lists are written out in the questions."""

    head: QuestionnaireHead
    catalogue: Catalogue
    sets: Sequence[QuestionSet]
    digest: str
    """SHA-256 of the data of all files that say what is asked."""
    plan: AnalysisPlan = field(default_factory=AnalysisPlan)
    """Which questions tell what a summary brings together."""
    recommendations: Mapping[str, Recommendation] = field(init=False)
    """By id."""
    questions: Mapping[str, Question] = field(init=False)
    """By id, in the order in which they are asked."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "recommendations", self.catalogue.by_id())
        questions = {question.id: question for part in self.sets for question in part.questions}
        object.__setattr__(self, "questions", questions)

    @cached_property
    def set_of(self) -> Mapping[str, QuestionSet]:
        """The set of each question, by the question's id."""
        return {question.id: part for part in self.sets for question in part.questions}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of each question, as in the printed questionnaire: `2.3`, by its id."""
        return {
            question.id: f"{number}.{index}"
            for number, part in enumerate(self.sets, 1)
            for index, question in enumerate(part.questions, 1)
        }

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The id that a question has now, by each id that it had."""
        return {old: q.id for q in self.questions.values() for old in q.renamed_from}

    @cached_property
    def acceptor(self) -> "Acceptor":
        """What tells, as fast as can be, that there is nothing wrong in the form of a report.

        It takes a moment to get ready, which pays for many reports.
        """
        from checklist.models.acceptance import Acceptor  # few commands need it

        return Acceptor(self)

    def accepts(self, report: Any) -> bool:
        """Tell that the JSON Schema accepts a report, and that its seal fits.

        Where it says no it does not say why, and nothing need be wrong: then a closer look is
        needed.
        """
        return self.acceptor.accepts(report)

    def own(self, method: str) -> Mapping[str, Callable[..., Any]]:
        """Return the `dates`, `texts`… of each answer type that has its own, by question."""
        if method not in self._own:
            self._own[method] = {
                i: getattr(question.answer_type, method)
                for i, question in self.questions.items()
                if has_own(question.answer_type, method)
            }
        return self._own[method]

    @cached_property
    def _own(self) -> dict[str, Mapping[str, Callable[..., Any]]]:
        return {}

    @cached_property
    def gates_of(self) -> Mapping[str, Sequence[str]]:
        """The gates that stand before a question, by its id."""
        gates: dict[str, list[str]] = {}
        for question in self.questions.values():
            for target in question.gate or ():
                gates.setdefault(target, []).append(question.id)
        return gates

    @cached_property
    def gates(self) -> frozenset[str]:
        """The questions whose answers can fill in others."""
        return frozenset(gate for gates in self.gates_of.values() for gate in gates)

    @cached_property
    def _looked_at(self) -> Mapping[str, frozenset[str]]:
        """The questions that decide whether a question is asked, by its id."""
        asked = self.questions.values()
        return {one.id: frozenset(names(one.when)) for one in asked if one.when is not None}

    @cached_property
    def _decided_by(self) -> Mapping[str, Set[Variable]]:
        """The answers and rows that decide whether a question is asked, or that fill it in."""
        decided_by: dict[str, Set[Variable]] = {}
        for question in self.questions.values():
            gates = ((gate, None) for gate in self.gates_of.get(question.id, ()))
            compared = () if question.when is None else variables(question.when)
            decided_by[question.id] = {*gates, *compared}
        return {i: deciding for i, deciding in decided_by.items() if deciding}

    @cached_property
    def checks_on(self) -> Mapping[str, Sequence[Check]]:
        """The checks that compare the answer to a question, by its id."""
        checks: dict[str, list[Check]] = {}
        for check in self.checks:
            for compared in names(check.when):
                checks.setdefault(compared, []).append(check)
        return checks

    @cached_property
    def conditional(self) -> Mapping[str, Condition]:
        """When the questions are on path that are not always, by their ids."""
        return {i: question.when for i, question in self.questions.items() if question.when}

    @cached_property
    def checks(self) -> Sequence[Check]:
        """All checks, in the order of their sets."""
        return [check for part in self.sets for check in part.checks]

    @cached_property
    def path_predicates(self) -> Mapping[str, Predicate]:
        """The same conditions, to be evaluated."""
        return {i: predicate(condition) for i, condition in self.conditional.items()}

    @cached_property
    def check_predicates(self) -> Sequence[tuple[Check, Predicate]]:
        """All checks, in the order of their sets, each with its condition."""
        return [(check, predicate(check.when)) for check in self.checks]

    def recommendations_of(self, question: Question) -> list[Recommendation]:
        """Return the recommendations that a question and its rows serve, without repetition."""
        return [
            self.recommendations[cited]
            for cited in dict.fromkeys(cited_by(question))
            if cited in self.recommendations
        ]

    def named(self, name: str) -> tuple[list[Question], list[Recommendation]]:
        """Return the questions and recommendations that a name means; both empty for none.

        Args:
            name: A question's id, a recommendation (`10(b)`), or a paragraph (`10`, for both
                of its subparagraphs); capitals and spaces do not matter.
        """
        name = name.lower().replace(" ", "")
        if name in self.questions:
            question = self.questions[name]
            return [question], self.recommendations_of(question)
        recommendations = [
            one for one in self.catalogue.recommendations if name in {one.id, one.paragraph}
        ]
        cited = {one.id for one in recommendations}
        asking = [q for q in self.questions.values() if cited.intersection(cited_by(q))]
        return asking, recommendations

    def concerned(self, places: Iterable[Where]) -> list[Recommendation]:
        """Return the recommendations behind places in a report, in the catalogue's order."""
        asked = {where[1] for where in places if len(where) > 1 and where[0] == "answers"}
        served = {
            one.id
            for question_id in asked
            if question_id in self.questions
            for one in self.recommendations_of(self.questions[str(question_id)])
        }
        return [one for one in self.catalogue.recommendations if one.id in served]

    def related(self, question: Question) -> list[Question]:
        """Return the questions on what this one's recommendations refer to, in their order."""
        see = {cited for one in self.recommendations_of(question) for cited in one.see}
        asking = {other for cited in see for other in self._asking.get(cited, ())}
        return [
            other
            for other in self.questions.values()
            if other.id in asking and other is not question
        ]

    @cached_property
    def _asking(self) -> Mapping[str, Sequence[str]]:
        """The ids of the questions on a recommendation or on a whole paragraph, by its name."""
        asking: dict[str, list[str]] = {}
        for question in self.questions.values():
            for cited in cited_by(question):
                for name in {cited, cited.partition("(")[0]}:
                    asking.setdefault(name, []).append(question.id)
        return asking

    def are_related(self, one: str, other: str) -> bool:
        """Whether two questions serve the same recommendation, or one that refers to the other.

        Args:
            one: The id of a question.
            other: The id of another one.
        """
        return other in self._near[one] or one in self._near[other]

    @cached_property
    def _near(self) -> Mapping[str, frozenset[str]]:
        """By the id of a question: those on its recommendations, and on what they refer to."""
        near: dict[str, frozenset[str]] = {}
        for question in self.questions.values():
            cited = {*cited_by(question)}
            same = (o.id for o in self.questions.values() if not cited.isdisjoint(cited_by(o)))
            near[question.id] = frozenset({*same, *(o.id for o in self.related(question))})
        return near

    def binds_parties_only(self, question: Question) -> bool:
        """Whether the recommendations are addressed to States parties and to no other State."""
        return question.id in self._for_parties_only

    @cached_property
    def _for_parties_only(self) -> Set[str]:
        addressees = {
            question.id: {to for one in self.recommendations_of(question) for to in one.to}
            for question in self.questions.values()
        }
        return {i for i, to in addressees.items() if to & STATES == {"states-parties"}}

    def depending_on(self, questions: Set[str]) -> frozenset[str]:
        """Return these questions, and all that are on path or not because of one of them."""
        found = set(questions)
        if found:
            for question_id, looked_at in self._looked_at.items():
                if not found.isdisjoint(looked_at):
                    found.add(question_id)
        return frozenset(found)

    def decided_by(self, answers: Set[Variable]) -> Set[str]:
        """Return the questions that are asked, or filled in, because of what these answers say.

        Also those for which that is so by way of other questions. A gate and a condition count
        alike: who sees that a question is asked, or was filled in, can tell the answer behind it.

        Args:
            answers: Questions, `("offence", None)`, and rows of matrices, `("training", "police")`.
        """
        deciding = set(answers)
        decided: set[str] = set()
        while True:
            more = {
                question_id
                for question_id, looked_at in self._decided_by.items()
                if question_id not in decided
                and any(one in deciding or (one[0], None) in deciding for one in looked_at)
            }
            if not more:
                return decided
            decided |= more
            deciding |= {(question_id, None) for question_id in more}

    def laws(self, answers: Mapping[str, AnswerData]) -> list[Option]:
        """Return the report's register of laws: short name and citation."""
        return [
            Option.model_construct(code=name, label=citation or name)
            for name, citation in self._registered(answers)
        ]

    def law_names(self, answers: Mapping[str, AnswerData]) -> Sequence[str]:
        """Return the short names in the report's register of laws."""
        return [name for name, _ in self._registered(answers)]

    def _registered(self, answers: Mapping[str, AnswerData]) -> Iterator[tuple[str, str]]:
        """Yield short name and citation of each law; without a name it cannot be cited."""
        register = self.head.laws
        if register is None:
            return
        for entry in answers.get(register.question, {}).get("value", ()):
            name = entry.get(register.name, {}).get("value")
            citation = entry.get(register.citation, {}).get("value")
            if isinstance(name, str) and name:  # a cell can hold anything
                yield name, citation if isinstance(citation, str) else ""


def cited_by(question: Question) -> list[str]:
    """Return the ids of recommendations that a question and its rows name."""
    rows = question.answer_type.listed_rows()
    return [*question.recommendations, *(r for row in rows for r in row.recommendations)]


def with_lists(part: QuestionSet, lists: Mapping[str, Sequence[Option]]) -> QuestionSet:
    """Return a question set whose named option lists are written out."""
    questions = [
        question.model_copy(update={"answer_type": question.answer_type.with_lists(lists)})
        for question in part.questions
    ]
    return part.model_copy(update={"questions": questions})


class QuestionnaireError(ChecklistError):
    """A questionnaire does not load, or is not sound. Its text names the first findings."""

    @classmethod
    def of(cls, folder: Path, errors: Sequence[Diagnostic]) -> Self:
        """Return what stops a command that was to use the questionnaire in a folder."""
        name = safe_text(str(folder))
        first = "\n".join(
            f"{safe_text(d.path)}:{d.line}:{d.column}: {d.code} {d.message}" for d in errors[:3]
        )
        return cls(
            f"the questionnaire in {name} has {len(errors)} error(s); "
            f"`checklist lint {name}` shows them all\n{first}"
        )


def load(folder: Path) -> Questionnaire:
    """Read a questionnaire that is to be answered, and that is known to lint without errors.

    Raises:
        QuestionnaireError: A file cannot be read or has errors of structure.
    """
    sources = read_sources(folder)
    wrong = [found for part in sources.parts for found in part.diagnostics()]
    head, catalogue = sources.head.model, sources.catalogue.model
    sets = [part.model for part in sources.sets if part.model is not None]
    if wrong or head is None or catalogue is None:
        raise QuestionnaireError.of(folder, wrong)
    return Questionnaire(
        head,
        catalogue,
        [with_lists(part, head.lists) for part in sets],
        digest([part.document.data for part in sources.asked]),
        AnalysisPlan() if sources.plan is None else sources.plan.model or AnalysisPlan(),
    )


@cache
def shipped(questionnaire_id: str | None = None, version: str | None = None) -> Questionnaire:
    """Return a questionnaire that ships with the tool.

    Args:
        questionnaire_id: Which one; None: the only one there is.
        version: The version that is wanted, where it ships; otherwise the present one is returned.

    Raises:
        QuestionnaireError: There is none with this id, or several and no id.
    """
    folders = resources.questionnaire_folders()
    if questionnaire_id is None and len(folders) == 1:
        (questionnaire_id,) = folders
    if questionnaire_id is None or questionnaire_id not in folders:
        known = ", ".join(folders) or "none"
        raise QuestionnaireError(
            f"there is no questionnaire {quoted(questionnaire_id)}; known: {known}"
            if questionnaire_id
            else f"name a questionnaire with --questionnaire; known: {known}"
        )
    folder = folders[questionnaire_id]
    if version is not None:
        folder = resources.earlier_folders().get((questionnaire_id, version), folder)
    # In a checkout the code changes as often as the questions.
    return kept_ready(folder, load) if resources.is_installed() else load(folder)


def shipped_or_default(questionnaire_id: str | None, version: str | None = None) -> Questionnaire:
    """Return the shipped questionnaire of this id; the first one where it is unknown.

    A report that names an unknown questionnaire or version is a finding, not an error: the rest of
    it is checked against the one it most likely means.
    """
    folders = resources.questionnaire_folders()
    known = questionnaire_id if questionnaire_id in folders else next(iter(folders), None)
    return shipped(known, version)
