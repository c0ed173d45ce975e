"""The counts of States that may be counted and not named, unless they disclose an answer.

Outputs that were issued before are taken into account. Whoever has them all can subtract. The
States that are never named fall into groups: each group has the States that stand in the same of
the published lines of a question. Nobody can learn more by sums and differences than the counts of
each group, so a line is published only if the counts of every group may be.

Before a line is left out, the options of its scale are joined: each scale is given in the way in
which most of its lines may be published. Only options that say how far a measure is in place can be
joined: all scales of measures then have the same few options.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from checklist.analysis.counting import Source, listed
from checklist.analysis.rows.columns import ANSWERED, PART, AnswerRow
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import Candidate
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.summary.figures import CodeCount, Join, Unnamed, UnnamedLine
from checklist.analysis.summary.small_counts import LEAST, Counts, Given
from checklist.answer_types.answer import NOT_APPLICABLE
from checklist.answer_types.implementation import IMPLEMENTED, PARTLY

if TYPE_CHECKING:
    from checklist.analysis.summary.counted_answers import Answers  # a comparison needs none

_WHOLE, _PART, _IN_PLACE, _NOT = "whole", "part", "in-place", "not"
JOINED_OPTIONS: Mapping[Join, Sequence[tuple[str, str]]] = {
    "three": ((_WHOLE, "In place"), (_PART, "In place in part"), (_NOT, "Not in place")),
    "two": ((_IN_PLACE, "In place, as a whole or in part"), (_NOT, "Not in place")),
}
"""The codes of joined options with their labels, by the way in which they are joined."""
_OF_STATUS: Mapping[Join, Mapping[str, str]] = {
    "three": {IMPLEMENTED: _WHOLE, PARTLY: _PART},
    "two": {IMPLEMENTED: _IN_PLACE, PARTLY: _IN_PLACE},
}
"""As which option a status counts; every other one counts as not in place."""


class Scale(NamedTuple):
    """The codes that several questions and rows have in common."""

    codes: tuple[str, ...]
    standing: tuple[tuple[str, str], ...]
    """The codes with the status of a measure that each stands for; empty: they are not joined."""

    @property
    def joins(self) -> Sequence[Join]:
        """The ways in which the options can be given, from the finest."""
        return ("", *JOINED_OPTIONS) if self.standing else ("",)

    def given(self, given: Given, join: Join) -> Given:
        """Return what a State gave, in the options of one of the ways.

        An answer after which a measure was not called for is in no joined option: it counts as one
        without a value.
        """
        if not join:
            return given
        joined = {
            _OF_STATUS[join].get(status, _NOT)
            for code, status in self.standing
            if code in given.codes and status != NOT_APPLICABLE
        }
        return Given(bool(joined), frozenset(joined))


def scale_of(questionnaire_rows: QuestionnaireRows, question: str) -> Scale:
    """Return the scale of a question, which its rows have, too."""
    answer_type = questionnaire_rows.questionnaire.questions[question].answer_type
    standing = {} if answer_type.allows_several else questionnaire_rows.standings[question]
    return Scale(tuple(code for code, _ in answer_type.offered()), tuple(sorted(standing.items())))


Counted: TypeAlias = tuple[str, str]
"""A report that is counted: the code of its State, and its seal."""
Unit: TypeAlias = tuple[str, str]
"""The ids of a question and of a row of a matrix."""


class Issued(NamedTuple):
    """What an output for publication that was issued before discloses."""

    named: Set[Counted]
    """The reports whose States it names."""
    unnamed: Set[Counted]
    """The reports that it counts without the names of their States."""
    lines: Mapping[Unit, UnnamedLine]
    """The counts of these, by question and row."""


class _PublishedLine(NamedTuple):
    """A published line of one question or row."""

    reports: Set[Counted]
    counts: Counts
    join: Join
    """How its options are joined: one of the joins of its scale."""


class _Tried(NamedTuple):
    """The lines of one scale, joined in one way."""

    lines: Mapping[Unit, UnnamedLine]
    """Those that may be published."""
    too_few: int
    by_difference: int


def counted_as(report: Candidate) -> Counted:
    """Return what stands for a report that is counted."""
    identity = report.identity
    return identity.state, identity.seal or f"draft of revision {identity.revision}"


class UnnamedCounter:
    """Counts the States that are not named, question by question."""

    def __init__(
        self,
        questionnaire_rows: QuestionnaireRows,
        named: Iterable[Candidate],
        unnamed: Iterable[ReportRows],
        issued: Sequence[Issued] = (),
        earlier: Iterable[ReportRows] = (),
        *,
        withheld: int = 0,
    ) -> None:
        """Prepare for the questions.

        Args:
            questionnaire_rows: The questionnaire whose questions are counted.
            named: The reports whose States are named. What they say counts where an issued output
                counts them without a name; then they are among the earlier reports.
            unnamed: The reports whose States may be counted and not named.
            issued: What was issued before.
            earlier: Other reports that are counted in what was issued, as far as they are here.
            withheld: How many reports came whose answers are not counted at all. They stand among
                those without an answer, so that no number tells which State agreed to what.
        """
        self._withheld = withheld
        self._asked = questionnaire_rows
        now, others = list(named), list(unnamed)
        self._named, self._unnamed = (frozenset(map(counted_as, each)) for each in (now, others))
        self._issued = issued
        self._given = {
            counted_as(candidate): self._given_in(candidate) for candidate in (*earlier, *others)
        }
        reports = self._named.union(*(output.named for output in issued))
        states = {state for state, _ in reports}
        # A reader may take it that a State still says what it said, or that it does not.
        self._is_known: Sequence[Callable[[Counted], bool]] = (
            lambda one: one in reports,
            lambda one: one[0] in states,
        )

    def held_back(self) -> frozenset[str]:
        """Return the codes of the States that must not be named now.

        An issued output counts these States without their names, and their names would disclose the
        answers of others.
        """
        before = {state for output in self._issued for state, _ in output.unnamed}
        again = frozenset(before.intersection(state for state, _ in self._named))
        return again if again and self._naming_discloses(again) else frozenset()

    def _naming_discloses(self, states: Set[str]) -> bool:
        """Whether the answers of others become known if these States are named."""
        return any(
            not self._are_safe(unit, lines)
            for unit in self._units()
            if (lines := self._issued_lines(unit))
            and any(state in states for line in lines for state, _ in line.reports)
        )

    def counts(self, *, holds_back: bool = False, is_filtered: bool = False) -> Unnamed:
        """Return the counts that may be published.

        Args:
            holds_back: Whether some of the States agree to be named.
            is_filtered: Whether only a part of the reports is counted, so that no counts are given.
        """
        by_scale: dict[Scale, list[Unit]] = {}
        are_others = self._unnamed or self._withheld
        for unit in self._units() if are_others and not is_filtered else ():
            by_scale.setdefault(self._scales[unit[0]], []).append(unit)
        chosen = [self._most(scale.joins, units) for scale, units in by_scale.items()]
        lines = {unit: line for way in chosen for unit, line in way.lines.items()}
        return Unnamed(
            states=len(self._unnamed) + self._withheld,
            holds_back=holds_back,
            is_filtered=is_filtered,
            lines=[lines[unit] for unit in self._units() if unit in lines],
            too_few=sum(way.too_few for way in chosen),
            by_difference=sum(way.by_difference for way in chosen),
        )

    def _most(self, joins: Iterable[Join], units: Sequence[Unit]) -> _Tried:
        """Return the lines of a scale, joined so that most are published; the finest of these."""
        return max((self._tried(join, units) for join in joins), key=lambda way: len(way.lines))

    def _tried(self, join: Join, units: Iterable[Unit]) -> _Tried:
        lines: dict[Unit, UnnamedLine] = {}
        too_few = by_difference = 0
        for unit in units:
            counts = self._counts(unit, self._unnamed, join)
            assert counts is not None
            line = _PublishedLine(self._unnamed, counts, join)
            line_without = counts.states - counts.answered + self._withheld
            is_safe = counts.tell_nobody(allows_several=self._allows_several(unit))
            if not is_safe or line_without < LEAST:
                too_few += 1
            elif self._are_safe(unit, [*self._issued_lines(unit), line]):
                lines[unit] = self._line(unit, counts, join)
            else:
                by_difference += 1
        return _Tried(lines, too_few, by_difference)

    @cached_property
    def _scales(self) -> Mapping[str, Scale]:
        questions = {question for question, _ in self._asked.questions}
        return {question: scale_of(self._asked, question) for question in questions}

    def _units(self) -> Iterable[Unit]:
        questions = self._asked.questions
        with_rows = {question for question, row in questions if row}
        return [question for question in questions if question[1] or question[0] not in with_rows]

    def _offered(self, unit: Unit, join: Join = "") -> Sequence[tuple[str, str]]:
        offered = self._asked.questionnaire.questions[unit[0]].answer_type.offered()
        return JOINED_OPTIONS.get(join, offered)

    def _allows_several(self, unit: Unit) -> bool:
        asked = self._asked.questionnaire.questions[unit[0]]
        return not unit[1] and asked.answer_type.allows_several

    def _given_in(self, report: ReportRows) -> Mapping[Unit, Given]:
        """Return what a report gives to each question and row."""
        answered: dict[Unit, bool] = {}
        codes: dict[Unit, set[str]] = {}
        for row in report.answers:
            if row.level != PART:
                answered[row.question, row.row] = row.standing == ANSWERED
                codes.setdefault((row.question, row.row), set()).add(row.code)
            elif not row.part:
                codes.setdefault((row.question, ""), set()).add(row.code)
        offered = {unit: {code for code, _ in self._offered(unit)} for unit in answered}
        return {
            unit: Given(is_answered, frozenset(codes[unit] & offered[unit]))
            for unit, is_answered in answered.items()
        }

    def _line(self, unit: Unit, counts: Counts, join: Join) -> UnnamedLine:
        return UnnamedLine(
            question=unit[0],
            row=unit[1],
            answered=counts.answered,
            without_answer=counts.states - counts.answered + self._withheld,
            codes=[
                CodeCount(code, label, counts.codes[code])
                for code, label in self._offered(unit, join)
            ],
            joined=join,
        )

    def _issued_lines(self, unit: Unit) -> list[_PublishedLine]:
        lines = []
        for output in self._issued:
            line = output.lines.get(unit)
            if line is not None:
                codes = [code for code, _ in self._offered(unit, line.joined)]
                given = {code.code: code.count for code in line.codes}
                counts = {code: given.get(code, 0) for code in codes}
                of_line = Counts(len(output.unnamed), line.answered, counts)
                lines.append(_PublishedLine(output.unnamed, of_line, line.joined))
        return lines

    def _counts(self, unit: Unit, reports: Iterable[Counted], join: Join) -> Counts | None:
        """Return what reports give to a question or row; None if not all of them are here."""
        several = list(reports)
        if any(one not in self._given for one in several):
            return None
        codes = [code for code, _ in self._offered(unit, join)]
        return Counts.of((self._said(one, unit, join) for one in several), codes)

    def _said(self, report: Counted, unit: Unit, join: Join) -> Given:
        return self._scales[unit[0]].given(self._given[report][unit], join)

    def _are_safe(self, unit: Unit, lines: Sequence[_PublishedLine]) -> bool:
        """Whether published lines of a question tell nobody's answer.

        Of lines whose options are joined in several ways, it is not worked out.
        """
        if len({line.join for line in lines}) > 1:
            return False
        reports = frozenset[Counted]().union(*(line.reports for line in lines))
        by_state: dict[str, set[Counted]] = {}
        for report in reports:
            by_state.setdefault(report[0], set()).add(report)
        for several in by_state.values():
            # Whether the State still says the same cannot be seen.
            if len(several) > 1 and any(one not in self._given for one in several):
                return False

        return all(self._tell_nobody(unit, lines, is_known) for is_known in self._is_known)

    def _tell_nobody(
        self, unit: Unit, lines: Sequence[_PublishedLine], is_known: Callable[[Counted], bool]
    ) -> bool:
        """Whether lines of a question tell nobody's answer to a certain reader.

        To be on the safe side, the reader knows which States still say what they said.

        Args:
            unit: The question or row.
            lines: The published lines.
            is_known: Whether the reader knows what a report says.
        """
        (join,) = {line.join for line in lines}
        one_of: dict[Hashable, Counted] = {}
        within: dict[Hashable, set[int]] = {}
        for number, line in enumerate(lines):
            for report in line.reports:
                is_here = report in self._given
                key: Hashable = (report[0], self._said(report, unit, join)) if is_here else report
                key = key, is_known(report)
                one_of[key] = report
                within.setdefault(key, set()).add(number)
        groups: dict[_Group, list[Counted]] = {}
        for key, report in one_of.items():
            known = report if is_known(report) else None
            groups.setdefault((frozenset(within[key]), known), []).append(report)
        counts = {group: self._counts(unit, reports, join) for group, reports in groups.items()}
        _subtract([line.counts for line in lines], counts)
        return all(
            found is not None and found.tell_nobody(allows_several=self._allows_several(unit))
            for (_, known), found in counts.items()
            if known is None
        )


def counted_again(
    answers: "Answers", withheld: Sequence[ReportRows], lines: Iterable[UnnamedLine]
) -> Unnamed:
    """Return published lines, whose counts lead to the answers as they are now.

    Args:
        answers: The reports of the States that are not named, which keep what is counted.
        withheld: The reports that are among those without an answer, whatever they say.
        lines: The lines.
    """
    again, of_withheld = [], [Source(candidate.report) for candidate in withheld]
    for line in lines:
        scale = scale_of(answers.questionnaire_rows, line.question)

        def as_given(row: AnswerRow, scale: Scale = scale, join: Join = line.joined) -> Given:
            is_answered = row.standing == ANSWERED
            return scale.given(Given(is_answered, frozenset({row.code} - {""})), join)

        reported = answers.with_reports(line.question, line.row)
        counts = answers.count([*reported], lambda row: as_given(row).is_answered)
        given = answers.given(line.question, line.row)
        codes = answers.count(given, lambda row: as_given(row).codes)
        without = counts[False] + listed(of_withheld, keeps=True)
        of_codes = [replace(code, count=codes[frozenset({code.code})]) for code in line.codes]
        again.append(replace(line, answered=counts[True], without_answer=without, codes=of_codes))
    return Unnamed(
        states=len(answers.reports) + len(withheld),
        holds_back=False,
        is_filtered=False,
        lines=again,
        too_few=0,
        by_difference=0,
    )


_Group: TypeAlias = tuple[frozenset[int], Counted | None]
"""The States that stand in the same lines, by the lines' numbers; or one State that is known."""


def _subtract(lines: Sequence[Counts], counts: dict[_Group, Counts | None]) -> None:
    """Find the counts of groups whose reports are not here: a line less all its other groups."""
    is_found = True
    while is_found:
        is_found = False
        for number, line in enumerate(lines):
            within = [group for group in counts if number in group[0]]
            absent = [group for group in within if counts[group] is None]
            if len(absent) == 1:
                rest = line
                for group in within:
                    if (found := counts[group]) is not None:
                        rest = rest.minus(found)
                counts[absent[0]] = rest
                is_found = True
