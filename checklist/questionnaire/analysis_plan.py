"""The analysis plan of a questionnaire: the questions that summaries and documents need.

It is in the questionnaire's folder, but States do not answer it: when it changes, the reports stay
as they are, so it does not enter the questionnaire's digest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from checklist.answer_types.base_model import Line, Maybe, Slug, StrictModel
from checklist.answer_types.interface import AnswerType
from checklist.diagnostics import DocumentPath


class Fit(StrEnum):
    """A requirement on a question or column, without which a summary cannot use its answers."""

    OPTIONS = "options of which one or several can be chosen"
    CODES = "options, or rows with options"
    ONE = "options of which one can be chosen"
    SEVERAL = "options of which several can be chosen"
    ENTRY = "a text, a date, a number or one option as its answer"
    CONTACT = "somebody to write to as its answer"
    COLUMNS = "columns"
    CODE = "options of which one can be chosen, for the whole answer or in each row"
    LISTED = "options, for the whole answer or in each row"
    DATE = "a date as its answer"
    ROWS = "rows with options"

    def is_met(self, answer_type: AnswerType) -> bool:
        """Whether a question or column of this answer type meets the requirement."""
        is_several = answer_type.allows_several
        is_composite = bool(answer_type.fields())
        is_one = not (is_several or is_composite or answer_type.status_part)
        has_options = bool(answer_type.offered()) and not is_composite
        return {
            Fit.OPTIONS: has_options,
            Fit.CODES: bool(answer_type.offered()),
            Fit.ONE: has_options and is_one,
            Fit.SEVERAL: has_options and is_several,
            Fit.ENTRY: is_one and not answer_type.is_personal,
            Fit.CONTACT: answer_type.is_personal,
            Fit.COLUMNS: bool(answer_type.listed_columns()),
            Fit.CODE: bool(answer_type.offered())
            and not (is_several or answer_type.status_part or answer_type.listed_columns()),
            Fit.LISTED: bool(answer_type.offered()) and not answer_type.listed_columns(),
            Fit.DATE: answer_type.type == "date",
            Fit.ROWS: bool(answer_type.listed_rows()),
        }[self]


class PlanPart(StrictModel):
    """A part of the plan that names questions."""

    @classmethod
    def fits(cls) -> Mapping[str, Fit]:
        """Return the keys that name questions, each with what these questions must have."""
        return {
            key: fit
            for key, field in cls.model_fields.items()
            for fit in field.metadata
            if isinstance(fit, Fit)
        }


class Publication(PlanPart):
    """The question that asks whether the report may be published."""

    question: Annotated[Slug, Fit.ONE]
    """A question with options of which one can be chosen."""
    named: list[Slug]
    """The codes with which the State may be named."""
    counted: list[Slug] = []
    """The codes with which it may be counted in totals that name no State."""


class Assistance(PlanPart):
    """A question on the assistance that a State wants for the theme of its set."""

    question: Annotated[Slug, Fit.OPTIONS]
    """A question with options, the kinds of assistance."""
    priority: Annotated[Maybe[Slug], Fit.ONE] = None
    """The question on how urgent it is, with options of which one can be chosen."""


class Received(PlanPart):
    """The questions on assistance that a State had already."""

    question: Annotated[Slug, Fit.OPTIONS]
    """A question with the kinds of assistance as options."""
    giver: Annotated[Maybe[Slug], Fit.OPTIONS] = None
    """The question on who gave it, with options."""


class CodesOf(PlanPart):
    """A question of which some codes tell something."""

    question: Annotated[Slug, Fit.OPTIONS]
    """A question with options."""
    codes: Annotated[list[Slug], Field(min_length=1)]
    """The codes that tell it."""


class PlannedStep(PlanPart):
    """The next step that a State announces for a theme."""

    question: Annotated[Slug, Fit.ENTRY]
    """What the step is, as a text or as one option."""
    due: Annotated[Maybe[Slug], Fit.DATE] = None
    """The date until which it is to be done."""


class ReportPeriod(PlanPart):
    """The questions on the period that a report covers."""

    begin: Annotated[Slug, Fit.DATE]
    """When it begins."""
    end: Annotated[Maybe[Slug], Fit.DATE] = None
    """When it ends."""
    words: Line
    """The `period` of the questions that are about it: its dates stand in place of these words."""


Standing = Literal[
    "implemented",
    "partly-implemented",
    "planned",
    "under-consideration",
    "considered",
    "not-implemented",
    "not-applicable",
]
"""How far a measure is in place: the statuses of a measure without `ended`.

`not-applicable` is for an answer after which the measure was not called for: it is counted apart.
"""

RowsByQuestion = dict[Slug, Annotated[list[Slug], Field(min_length=1)]]
"""Rows of matrices, by question."""


class Donors(PlanPart):
    """The question that asks whether the help that a State wants may be shown to donors."""

    question: Annotated[Slug, Fit.ONE]
    """A question with options of which one can be chosen."""
    named: list[Slug]
    """The codes with which the State may be named."""
    counted: list[Slug] = []
    """The codes with which it may be counted without its name."""


class MatchOfHelp(StrictModel):
    """Kinds of help that are wanted, and the offers that meet them."""

    wanted: Annotated[list[Slug], Field(min_length=1)]
    """Codes of the questions of `assistance`."""
    offers: Annotated[list[CodesOf], Field(min_length=1)]
    """The questions with the codes that offer such help: of those in `offers`."""


class Treaty(PlanPart):
    """The questions on one treaty."""

    term: Slug
    """Its entry in the glossary."""
    status: Annotated[Slug, Fit.ONE]
    """Whether the State is a party, as options of which one can be chosen."""
    parties: Annotated[list[Slug], Field(min_length=1)]
    """The codes of `status` of those who have joined already, so that no step is ahead of them."""
    ended: list[Slug] = []
    """The codes of `status` of those who were parties, and are no more."""
    signatories: list[Slug] = []
    """The codes of `status` of those who have signed, and have not joined."""
    process: Annotated[Maybe[Slug], Fit.ONE] = None
    """How far the process of joining is, as options."""
    target: Annotated[Maybe[Slug], Fit.ENTRY] = None
    """When the State expects to have joined."""
    obstacles: Annotated[Maybe[Slug], Fit.SEVERAL] = None
    """What stands in the way, as options of which several can be chosen."""
    obstacles_text: Annotated[Maybe[Slug], Fit.ENTRY] = None
    """The same in words."""
    overcome: Annotated[Maybe[Slug], Fit.SEVERAL] = None
    """Which obstacles were overcome, as options of which several can be chosen; a note says how."""


class PlannedHeadline(PlanPart):
    """A line that a summary says first, with its sentences in the words of the State's options.

    The line is a question, a row of one, or several rows that are compared with each other.
    """

    question: Annotated[Slug, Fit.LISTED]
    """A question that must be answered, with options for the whole answer or in each row."""
    rows: list[Slug] = []
    """The row of a matrix, or the rows that are compared."""
    whole: Annotated[list[Slug], Field(min_length=1)]
    """The code that says that the measure is in place, or the codes that each sentence says."""
    part: list[Slug] = []
    """The codes that say that it is in place in part."""
    one: Maybe[Line] = None
    """The sentence on one line, with `{count}` and `{of}`."""
    most: Maybe[Line] = None
    """The same where the count is above half: “Most States, {count} of {of}, …”."""
    range_: Annotated[Maybe[Line], Field(alias="range")] = None
    """The sentence on rows of which none stands out, with `{least}`, `{most}` and `{of}`."""
    stands_out: Maybe[Line] = None
    """The sentence on rows that stand out, with `{highest}` and `{lowest}`."""
    in_part: Maybe[Line] = None
    """The words for "in part", which a number follows."""

    @property
    def name(self) -> str:
        """The question with its rows: `strategy/prevention/protection`."""
        return "/".join([self.question, *self.rows])

    @property
    def sentences(self) -> Mapping[str, str | None]:
        """The sentences by their keys."""
        return {
            "one": self.one,
            "most": self.most,
            "range": self.range_,
            "stands_out": self.stands_out,
        }

    @property
    def placeholders(self) -> Mapping[str, frozenset[str]]:
        """The placeholders of each sentence that the line needs, by the key of the sentence.

        Where several codes say that the measure is in place, each is a placeholder, too.
        """
        if len(self.rows) > 1:
            of_rows = {"range": {"least", "most", "of"}, "stands_out": {"highest", "lowest"}}
            return {key: frozenset(names) for key, names in of_rows.items()}
        codes = self.whole if len(self.whole) > 1 else ()
        return dict.fromkeys(("one", "most"), frozenset({"count", "of", *codes}))


class Practices(PlanPart):
    """The table of practices that a State offers to others."""

    column_fits: ClassVar[Mapping[str, Fit]] = {
        "theme": Fit.ONE,
        "name": Fit.ENTRY,
        "description": Fit.ENTRY,
        "url": Fit.ENTRY,
    }

    question: Annotated[Slug, Fit.COLUMNS]
    """The table."""
    theme: Slug
    """The column with the theme, as options."""
    name: Slug
    """The column with the name of the practice."""
    description: Maybe[Slug] = None
    """The column with what was done."""
    url: Maybe[Slug] = None
    """The column with a web address."""


class AnalysisPlan(PlanPart):
    """The file `analysis-plan.yaml`. What is left out of it is left out of summaries."""

    treaty_status: Annotated[Maybe[Slug], Fit.ONE] = None
    """The question by whose codes States are grouped: options of which one can be chosen."""
    publication: Maybe[Publication] = None
    """May the report be published?"""
    authority: Annotated[Maybe[Slug], Fit.ENTRY] = None
    """Who completes the report."""
    contact: Annotated[Maybe[Slug], Fit.CONTACT] = None
    """Who to write to."""
    obstacles: Annotated[list[Slug], Fit.OPTIONS] = []
    """What stands in the way of a theme: a question of its set, as options."""
    assistance: list[Assistance] = []
    """Which assistance is wanted."""
    received: Maybe[Received] = None
    """Which assistance was received."""
    requests: Annotated[list[Slug], Fit.CODES] = []
    """What became of requests for assistance: questions with options, or with rows of them."""
    offers: list[CodesOf] = []
    """What a State offers to others."""
    needs: list[CodesOf] = []
    """What it would rather receive, beside the assistance that it wants."""
    donors: Maybe[Donors] = None
    """May the help that is wanted be shown to donors?"""
    matches: list[MatchOfHelp] = []
    """Which offers meet which kinds of help that are wanted."""
    treaties: Sequence[Treaty] = []
    """The treaties that a State can join."""
    practices: Maybe[Practices] = None
    """The practices that it offers."""
    standing: Annotated[
        dict[Slug, Annotated[dict[Slug, Standing], Field(min_length=1)]], Fit.CODE
    ] = {}
    """By question: what each of its own codes says on how far the measure is in place."""
    permitted: Annotated[RowsByQuestion, Fit.ROWS] = {}
    """Rows on what a recommendation only allows: no State lacks it, so none is a measure."""
    alternatives: Annotated[RowsByQuestion, Fit.ROWS] = {}
    """Rows among which a recommendation lets States choose: none of them is a measure by itself."""
    shown_by_own_codes: Annotated[list[Slug], Fit.LISTED] = []
    """Questions whose codes say nothing of that kind: a recommendation points to their counts."""
    steps: list[PlannedStep] = []
    """The steps that States announce."""
    period: Maybe[ReportPeriod] = None
    """The period that a report covers."""
    headlines: list[PlannedHeadline] = []
    """What a summary says first: at most two lines of each theme."""

    def is_left_to_choice(self, question: str, row: str) -> bool:
        """Whether a recommendation allows what a row asks, or names it as one of several ways."""
        return row in self.permitted.get(question, ()) or row in self.alternatives.get(question, ())

    def rows(self) -> Iterator[tuple[DocumentPath, str, str]]:
        """Yield the rows that are left to the choice of States: the place, question, and row."""
        choices = {"permitted": self.permitted, "alternatives": self.alternatives}
        for key, by_question in choices.items():
            for question, rows in by_question.items():
                for index, row in enumerate(rows):
                    yield (key, question, index), question, row

    def questions(self) -> Iterator[tuple[DocumentPath, str, Fit]]:
        """Yield the questions that are named: the place, the id, and the requirement."""
        parts: Iterable[tuple[DocumentPath, PlanPart]] = [((), self), *self._parts()]
        for where, part in parts:
            for key, fit in part.fits().items():
                named = getattr(part, key)
                if isinstance(named, dict):
                    yield from (((*where, key, name), name, fit) for name in named)
                elif isinstance(named, list):
                    yield from (((*where, key, i), name, fit) for i, name in enumerate(named))
                elif named is not None:
                    yield (*where, key), named, fit

    def codes(self) -> Iterator[tuple[DocumentPath, str, str]]:
        """Yield the codes that are named: the place, the question's id, and the code."""
        for where, part in self._parts():
            for key, codes in part:
                if isinstance(codes, list) and key != "rows":
                    question = part.status if isinstance(part, Treaty) else part.question
                    for index, code in enumerate(codes):
                        yield (*where, key, index), question, code
        for question, standing in self.standing.items():
            for code in standing:
                yield ("standing", question, code), question, code

    def columns(self) -> Iterator[tuple[DocumentPath, str, str, Fit]]:
        """Yield the columns: the place, the table's id, the column's, and the requirement."""
        if self.practices is not None:
            for key, fit in self.practices.column_fits.items():
                column = getattr(self.practices, key)
                if column is not None:
                    yield ("practices", key), self.practices.question, column, fit

    def terms(self) -> Iterator[tuple[DocumentPath, str]]:
        """Yield the entries of the glossary that are named, each with its place."""
        for index, treaty in enumerate(self.treaties):
            yield ("treaties", index, "term"), treaty.term

    def _parts(self) -> Iterator[tuple[DocumentPath, Any]]:
        for key, named in self:
            if isinstance(named, PlanPart):
                yield (key,), named
            for index, part in enumerate(named if isinstance(named, list) else ()):
                if isinstance(part, PlanPart):
                    yield (key, index), part
        for index, match in enumerate(self.matches):
            for place, part in enumerate(match.offers):
                yield ("matches", index, "offers", place), part
