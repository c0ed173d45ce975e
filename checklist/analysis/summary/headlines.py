"""What a summary says first: sentences that are counted, in a fixed order.

The lines are those that the analysis plan names before any report comes, so no extreme of the
answers chooses what is said. A line that has nothing to say is left out, and not replaced. All
reports that are counted are the base, and of a question behind a gate those that are asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from checklist.analysis.rows.columns import HIDDEN, OFF_PATH, ReportRow
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Headline, HeadlineCount
from checklist.analysis.summary.figures import FEW, StateName
from checklist.analysis.summary.overview import NONE, OTHER
from checklist.analysis.summary.tally import STANDING_NAMES
from checklist.answer_types.answer import NOT_APPLICABLE
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.analysis_plan import PlannedHeadline
from checklist.questionnaire.condition import variables
from checklist.states import BY_CODE, StateKind, alphabetical

_STANDING_LABELS: Mapping[str, str] = {
    "not-known": "Not known",
    "not-applicable": "Not applicable",
    "declined": "Declined",
    "unanswered": "Unanswered",
    "off-path": "Not asked, because of another answer",
    "invalid": "Invalid",
    "withheld": "Withheld in a copy for publication",
    "confidential": "Confidential, not shown",
}
"""The standings of answers without a value, with their words."""
_TENTH, _TWENTIETH = 10, 20
"""The parts of the base by which rows differ, and within which they are tied or not said."""
_MOST_TIED = 3
"""The most rows that are named together as the highest, or as the lowest."""
_MOST_NAMED = 4
"""The most rows that one sentence names: more would be the table."""
_WANTED = "wanted"
HELP, OBSTACLES = "help", "obstacles"

_PART = "A further {count}: {words}."
_PART_BETWEEN = "In part, a further {least} to {most}."
_NONE_STANDS_OUT = "None stands out."
_MISSING = "{words}: {count}."
_MISSING_IN_ROWS = "{words}: at most {count} in each row."
_ROW = "“{row}” ({count} of {of})"
_ROW_AND_PART = "“{row}” ({count} of {of}; {part} in part)"
_IN_PART = "“In part” means {words}."
_MISSING_IN_THEMES = "{words}: at most {count} for each theme."
_LIST = "{words}: {states}."
_LIST_OF_ROWS = "{words}: {rows}."
_LISTED_ROWS = "{rows} ({states})"
_BETWEEN_LISTED = "; "
_BETWEEN_ROWS = ", "
_REPORTED = "{count} States reported, as of {day} or before."
_REPORTED_OF_EXPECTED = "{count} of {expected} expected States reported, as of {day} or before."
_NOT_EXPECTED = "Reports of States that were not expected: {count}."
_WHO = "Reported, as of {day} or before: {states}."
_OBSERVERS = "Observers among these States: {states}."
_UNION = "The European Union reported, too."
_UNION_COUNTED = "The European Union reported, too; the sentences below count its report as well."
_BY_STATUS = (
    "Of {of} reports, by the treaty status that they state: parties to the {treaty}, {parties}; "
    "signatories, {signatories}; others, {others}."
)
_BY_STATUS_OR_WITHOUT = (
    "Of {of} reports, by the treaty status that they state: parties to the {treaty}, {parties}; "
    "signatories, {signatories}; others, {others}; without a status that is shown, {without}."
)
_PARTIES = "Parties to the {treaty}, as the reports say: {states}."
_SIGNATORIES = "Signatories of the {treaty}: {states}."
_HELP = "Help for at least one theme is wanted in {count} of {of} reports."
_KINDS_OF_HELP = "Help wanted more than other kinds: {rows}."
_THEMES_OF_HELP = "Themes for which help is wanted more than for others: {rows}."
_OBSTACLES = "Obstacles named more than others, for at least one theme: {rows}."
_HELP_LIST = "Help wanted for any theme: {rows}."
_OBSTACLES_LIST = "Obstacles named for any theme: {rows}."


@dataclass(frozen=True)
class _CountedLine:
    """A question or row with what is counted of it."""

    row: str
    label: str
    of: int
    answered: int
    whole: Sequence[HeadlineCount]
    part: Sequence[HeadlineCount]
    missing: Sequence[HeadlineCount]

    @property
    def in_whole(self) -> int:
        return sum(counted.count for counted in self.whole)

    @property
    def in_part(self) -> int:
        return sum(counted.count for counted in self.part)

    @property
    def counts(self) -> Sequence[HeadlineCount]:
        return [*self.whole, *self.part, *self.missing]


@dataclass(frozen=True)
class _Chosen:
    """An option, or a theme, with the States that chose it."""

    code: str
    label: str
    states: Sequence[StateName]


class Headlines:
    """Makes the headlines of a summary."""

    def __init__(
        self,
        answers: Answers,
        reporting: Iterable[ReportRow],
        expected: Iterable[str] | None,
        *,
        is_public: bool,
    ) -> None:
        """Prepare.

        Args:
            answers: The reports that count, whose States are named.
            reporting: All reports of which it is said that they came.
            expected: The codes of the States that are expected to report; None: nobody said.
            is_public: Whether it is for publication.
        """
        self._answers, self._asked = answers, answers.questionnaire
        self._reporting = [*reporting]
        self._expected = None if expected is None else {*expected} - _UNIONS
        self._is_public = is_public

    def __iter__(self) -> Iterator[Headline]:
        """Yield those that have something to say."""
        if not self._reporting:
            return
        yield self._who()
        for planned in self._asked.plan.headlines:
            made = self._of_theme(planned)
            if made.sentences:
                yield made
        plan = self._asked.plan
        yield from self._on_all_themes(
            HELP, "Help wanted", [asked.question for asked in plan.assistance]
        )
        yield from self._on_all_themes(OBSTACLES, "Obstacles", plan.obstacles)

    # Who reported

    def _who(self) -> Headline:
        by_name = sorted(self._reporting, key=lambda report: alphabetical(report.state_name))
        reported = [self._answers.state(report) for report in by_name]
        kinds = {state.code: BY_CODE[state.code].kind for state in reported}
        states = [state for state in reported if kinds[state.code] is not StateKind.ORGANIZATION]
        observers = [state for state in states if kinds[state.code] is StateKind.OBSERVER]
        day = date_in_words(max(report.date for report in self._reporting))
        if len(reported) < FEW:
            sentences = [_WHO.format(states=_names(states), day=day)]
        elif self._expected is None:
            sentences = [_REPORTED.format(count=len(states), day=day)]
        else:
            among = sum(state.code in self._expected for state in states)
            numbers = {"count": among, "expected": len(self._expected)}
            sentences = [_REPORTED_OF_EXPECTED.format(**numbers, day=day)]
            if len(states) > among:
                sentences.append(_NOT_EXPECTED.format(count=len(states) - among))
        if observers:
            sentences.append(_OBSERVERS.format(states=_names(observers)))
        if len(states) < len(reported):
            is_counted = any(report.report.state in _UNIONS for report in self._answers.reports)
            sentences.append(_UNION_COUNTED if is_counted else _UNION)
        by_status, counts = self._by_status()
        return Headline(
            theme="",
            title="Who reported",
            question=self._asked.plan.treaty_status or "",
            of=len(reported),
            sentences=[*sentences, *by_status],
            counts=[_count("", "reported", "Reported", _number(states)), *counts],
        )

    def _by_status(self) -> tuple[Sequence[str], Sequence[HeadlineCount]]:
        """Return who is a party and who has signed, as the reports say."""
        asked = self._asked.plan.treaty_status
        treaty = next(
            (treaty for treaty in self._asked.plan.treaties if treaty.status == asked), None
        )
        if treaty is None:
            return (), ()
        line = self._line(treaty.status, "", "", treaty.parties, treaty.signatories)
        named = {"treaty": self._asked.head.glossary[treaty.term].term}
        if line.of < FEW:
            lists = ((_PARTIES, treaty.parties), (_SIGNATORIES, treaty.signatories))
            several = [(words, self._states(treaty.status, "", codes)) for words, codes in lists]
            named_by = [
                sentence.format(states=_names(who), **named) for sentence, who in several if who
            ]
            return named_by, line.counts
        numbers = {"of": line.of, "parties": line.in_whole, "signatories": line.in_part}
        without, others = line.of - line.answered, line.answered - line.in_whole - line.in_part
        sentence = _BY_STATUS_OR_WITHOUT if without else _BY_STATUS
        return [sentence.format(**numbers, others=others, without=without, **named)], line.counts

    # A line of the plan

    def _of_theme(self, planned: PlannedHeadline) -> Headline:
        question = self._asked.questions[planned.question]
        labels = {row.id: row.label for row in question.answer_type.listed_rows()}
        lines = [
            self._line(planned.question, row, labels.get(row, ""), planned.whole, planned.part)
            for row in planned.rows or [""]
        ]
        of = min(line.of for line in lines)
        if of < FEW:
            lists = [*self._lists(planned, lines)]
            sentences = [question.ask, *lists] if lists else []
        elif len(lines) > 1:
            sentences = [*self._on_rows(planned, lines)]
        else:
            sentences = [*self._on_one(planned, lines[0])]
        part = self._asked.set_of[planned.question]
        return Headline(
            theme=part.id,
            title=part.title,
            question=planned.question,
            of=of,
            sentences=sentences if any(line.answered for line in lines) else (),
            counts=[counted for line in lines for counted in line.counts],
        )

    def _on_one(self, planned: PlannedHeadline, line: _CountedLine) -> Iterator[str]:
        is_most = 2 * line.in_whole > line.of
        sentence = planned.most if is_most else planned.one
        numbers = (
            {counted.what: counted.count for counted in line.whole} if len(line.whole) > 1 else {}
        )
        yield (sentence or "").format(count=line.in_whole, of=line.of, **numbers)
        if planned.in_part and line.in_part:
            yield _PART.format(words=planned.in_part, count=line.in_part)
        for kind in line.missing:
            if kind.count * _TWENTIETH > line.of:
                yield _MISSING.format(words=kind.label, count=kind.count)

    def _on_rows(self, planned: PlannedHeadline, lines: Sequence[_CountedLine]) -> Iterator[str]:
        of = lines[0].of
        wholes, parts = [line.in_whole for line in lines], [line.in_part for line in lines]
        highest, lowest = extremes(wholes, of)
        if highest:
            high, low = ([lines[place] for place in ends] for ends in (highest, lowest))
            yield (planned.stands_out or "").format(
                highest=self._rows(high), lowest=self._rows(low)
            )
            has_part = any(line.in_part for line in (*high, *low))
        else:
            least, most = min(wholes), max(wholes)
            yield (planned.range_ or "").format(least=least, most=most, of=of)
            has_part = any(parts)
            if not is_apart(wholes, of):
                yield _NONE_STANDS_OUT
            if has_part:
                yield _PART_BETWEEN.format(least=min(parts), most=max(parts))
        if has_part and planned.in_part:
            yield _IN_PART.format(words=planned.in_part)
        yield from self._missing_in(lines, of)

    def _rows(self, lines: Iterable[_CountedLine]) -> str:
        """Return rows with their counts, and in how many States more they are in place in part."""
        return _BETWEEN_ROWS.join(
            (_ROW_AND_PART if line.in_part else _ROW).format(
                row=line.label, count=line.in_whole, of=line.of, part=line.in_part
            )
            for line in lines
        )

    def _missing_in(
        self, lines: Sequence[_CountedLine], of: int, sentence: str = _MISSING_IN_ROWS
    ) -> Iterator[str]:
        largest: dict[str, int] = {}
        for kind in chain.from_iterable(line.missing for line in lines):
            largest[kind.label] = max(kind.count, largest.get(kind.label, 0))
        for label, count in largest.items():
            if count * _TWENTIETH > of:
                yield sentence.format(words=label, count=count)

    def _lists(self, planned: PlannedHeadline, lines: Sequence[_CountedLine]) -> Iterator[str]:
        """Yield the question, and who gave the codes; rows of the same States stand together."""
        offered = dict(self._answers.offered(planned.question))
        for code in (*planned.whole, *planned.part):
            if planned.rows:
                chosen = [
                    _Chosen(code, line.label, self._states(planned.question, line.row, [code]))
                    for line in lines
                ]
                yield from _listed(_LIST_OF_ROWS, chosen, words=offered[code])
            elif states := self._states(planned.question, "", [code]):
                yield _LIST.format(words=offered[code], states=_names(states))

    def _states(self, question: str, row: str, codes: Iterable[str]) -> Sequence[StateName]:
        wanted = {*codes}
        given = self._answers.given(question, row)
        return [self._answers.state(report) for report, row in given if row.code in wanted]

    def _line(
        self,
        question: str,
        row: str,
        label: str,
        whole: Sequence[str],
        part: Sequence[str],
    ) -> _CountedLine:
        some = self._asked_of(question)
        tally, of = some.tally(question, row), len(some.reports)
        codes = {code.code: code for code in tally.codes}

        def counts(names: Iterable[str]) -> Sequence[HeadlineCount]:
            return [_count(row, name, codes[name].label, codes[name].count) for name in names]

        standings = self._answers.questionnaire_rows.standings.get(question, {})
        missing = [
            _count(row, kind, _STANDING_LABELS[kind], number)
            for kind in _STANDING_LABELS
            if (number := getattr(tally, STANDING_NAMES[kind]))
        ]
        missing += [
            counted
            for counted in counts(
                code for code, as_ in standings.items() if as_ == NOT_APPLICABLE and code in codes
            )
            if counted.count
        ]
        return _CountedLine(
            row=row,
            label=label,
            of=of,
            answered=tally.answered,
            whole=counts(whole),
            part=counts(part),
            missing=missing,
        )

    def _asked_of(self, question: str) -> Answers:
        """Return the reports in which a question is asked; all, where no gate is before it.

        Where it cannot be said because the gate is confidential, the report is not among them.
        """
        when = self._asked.questions[question].when
        if when is None:
            return self._answers
        known = self._answers.questionnaire_rows.questions
        gates = [
            self._answers.rows_of(name, on if on and (name, on) in known else "")
            for name, on in variables(when)
        ]
        hidden = [any(row.standing == HIDDEN for row in rows) for rows in zip(*gates, strict=True)]
        asked = self._answers.rows_of(question)
        return self._answers.among(
            {
                report.report.state
                for report, given, is_hidden in zip(
                    self._answers.reports, asked, hidden, strict=True
                )
                if given.standing != OFF_PATH and not is_hidden
            }
        )

    # Help and obstacles: a State counts once

    def _on_all_themes(self, name: str, title: str, named: Iterable[str]) -> Iterator[Headline]:
        """Yield what States want for any theme, or name for any theme on which all are asked."""
        questions = [
            question for question in named if name == HELP or self._is_asked_of_all(question)
        ]
        if not questions or (self._is_public and len(self._answers.reports) < FEW):
            return
        of = len(self._answers.reports)
        options = self._options(questions, offered_in_all=name == OBSTACLES)
        chosen = [self._count_once(code, label, questions) for code, label in options.items()]
        themes = [
            self._count_once(None, self._asked.set_of[question].title, [question])
            for question in questions
        ]
        if of < FEW:
            sentences = [*_listed(_LISTS[name], chosen)]
        else:
            sentences = [*self._of_all_themes(name, of, chosen, themes, questions)]
        if sentences and any(choice.states for choice in chosen):
            yield Headline(
                theme="",
                title=title,
                question="",
                of=of,
                sentences=sentences,
                counts=[
                    *(
                        _count("", choice.code, choice.label, _number(choice.states))
                        for choice in chosen
                    ),
                    *(
                        _count(question, _WANTED, theme.label, _number(theme.states))
                        for question, theme in zip(questions, themes, strict=True)
                        if name == HELP
                    ),
                ],
            )

    def _of_all_themes(
        self,
        name: str,
        of: int,
        chosen: Sequence[_Chosen],
        themes: Sequence[_Chosen],
        questions: Sequence[str],
    ) -> Iterator[str]:
        if name == HELP:
            wanting = {state.code for theme in themes for state in theme.states}
            said = [
                _HELP.format(count=len(wanting), of=of),
                *self._leading(_KINDS_OF_HELP, of, chosen),
                *self._leading(_THEMES_OF_HELP, of, themes),
            ]
        else:
            said = [*self._leading(_OBSTACLES, of, chosen)]
        if not said:
            return
        yield from said
        lines = [
            self._line(question, "", "", (), ())
            for question in questions
            if self._is_asked_of_all(question)
        ]
        yield from self._missing_in(lines, of, _MISSING_IN_THEMES)

    def _leading(self, sentence: str, of: int, several: Sequence[_Chosen]) -> Iterator[str]:
        counts = [len(choice.states) for choice in several]
        if is_apart(counts, of):
            leading = [several[place] for place in tied(counts, max(counts), of)]
            if len(leading) <= _MOST_TIED:
                rows = _BETWEEN_ROWS.join(
                    _ROW.format(row=choice.label, count=len(choice.states), of=of)
                    for choice in leading
                )
                yield sentence.format(rows=rows)

    def _is_asked_of_all(self, question: str) -> bool:
        asked = self._asked.questions[question]
        return asked.when is None and not asked.optional

    def _options(self, questions: Sequence[str], *, offered_in_all: bool) -> Mapping[str, str]:
        """Return the options of questions but for "other" and "none", with their labels."""
        offered = [dict(self._answers.offered(question)) for question in questions]
        return {
            code: label
            for each in offered
            for code, label in each.items()
            if code not in (NONE, OTHER)
            and (not offered_in_all or all(code in labels for labels in offered))
        }

    def _count_once(self, code: str | None, label: str, questions: Iterable[str]) -> _Chosen:
        """Return the States that chose an option in any of the questions; None: any but "none"."""
        states: dict[str, StateName] = {}
        for question in questions:
            for report, row in self._answers.given(question):
                if row.code and row.code != NONE and code in (None, row.code):
                    states.setdefault(report.state, self._answers.state(report))
        by_name = sorted(states.values(), key=lambda state: alphabetical(state.name))
        return _Chosen(code or _WANTED, label, by_name)


_LISTS: Mapping[str, str] = {HELP: _HELP_LIST, OBSTACLES: _OBSTACLES_LIST}
_UNIONS = frozenset(code for code, state in BY_CODE.items() if state.kind is StateKind.ORGANIZATION)


def tied(counts: Sequence[int], to: int, of: int) -> Sequence[int]:
    """Return the places of the counts within a twentieth of the base of one of them."""
    return [place for place, count in enumerate(counts) if abs(to - count) * _TWENTIETH <= of]


def is_apart(counts: Sequence[int], of: int) -> bool:
    """Whether the highest and the lowest count are a tenth of the base apart."""
    return len(counts) > 1 and (max(counts) - min(counts)) * _TENTH >= of


def extremes(counts: Sequence[int], of: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the places of the highest and lowest counts; nothing where they are not named.

    What is tied with both stands out on neither side.
    """
    if not is_apart(counts, of):
        return (), ()
    highest, lowest = tied(counts, max(counts), of), tied(counts, min(counts), of)
    if len(highest) > _MOST_TIED or len(lowest) > _MOST_TIED:
        return (), ()
    both = {*highest} & {*lowest}
    high, low = ([place for place in ends if place not in both] for ends in (highest, lowest))
    return (high, low) if len(high) + len(low) <= _MOST_NAMED else ((), ())


def _listed(sentence: str, several: Iterable[_Chosen], **values: str) -> Iterator[str]:
    """Yield a sentence on who chose what, if anybody did; the same States stand once."""
    by_states: dict[str, list[str]] = {}
    for choice in several:
        if choice.states:
            by_states.setdefault(_names(choice.states), []).append(f"“{choice.label}”")
    rows = [
        _LISTED_ROWS.format(rows=_BETWEEN_ROWS.join(labels), states=states)
        for states, labels in by_states.items()
    ]
    if rows:
        yield sentence.format(rows=_BETWEEN_LISTED.join(rows), **values)


def _names(states: Iterable[StateName]) -> str:
    return ", ".join(state.name for state in states)


def _number(states: Iterable[StateName]) -> int:
    return sum(1 for _ in states)


def _count(row: str, what: str, label: str, count: int) -> HeadlineCount:
    return HeadlineCount(row=row, what=what, label=label, count=count)
