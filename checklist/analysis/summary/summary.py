"""The summary of the selected reports."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from checklist.analysis.rows.answer_rows import EVIDENCE
from checklist.analysis.rows.columns import (
    ANSWERED,
    INVALID,
    PART,
    AnswerRow,
    QuestionRow,
    ReportRow,
)
from checklist.analysis.rows.questionnaire_rows import BETWEEN
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import NotCounted, ReportSelection
from checklist.analysis.summary import needs
from checklist.analysis.summary.counted_answers import NO_CODE, Answers, code_of, words_of
from checklist.analysis.summary.document import (
    FORMAT,
    CountedReport,
    Difference,
    Evidence,
    Group,
    GroupedBy,
    GroupFigures,
    GroupTally,
    Implementation,
    Joined,
    Law,
    Link,
    NotJoined,
    OnTheWay,
    OwnCodes,
    Participation,
    Practice,
    Ratification,
    RecommendationFigures,
    Summary,
    UncountedFile,
    Unit,
)
from checklist.analysis.summary.figures import (
    CodeLabel,
    CodeStates,
    StateName,
    States,
    Tally,
)
from checklist.analysis.summary.headlines import Headlines
from checklist.analysis.summary.tally import MEASURE, sum_of
from checklist.answer_types.operands import interval
from checklist.questionnaire.analysis_plan import Treaty
from checklist.questionnaire.standing import by_own_codes
from checklist.states import BY_CODE, STATES, State, alphabetical


def summary(
    answers: Answers,
    selection: ReportSelection[ReportRows],
    expected: Sequence[State],
) -> Summary:
    """Summarize the reports.

    Args:
        answers: The reports that count, question by question.
        selection: The same reports, and the files that do not count.
        expected: The States that are expected to report; `STATES`: nobody said which are.
    """
    head = answers.questionnaire.head
    # What is counted are the questions, and in place of a matrix its rows.
    counted = [_unit(answers, row) for row in answers.questionnaire_rows.units]
    plan = answers.questionnaire.plan
    return Summary(
        checklist_summary=FORMAT,
        questionnaire=head.id,
        version=head.version,
        title=head.title,
        source=head.source.symbol,
        files=selection.files,
        drafts=selection.drafts,
        cycle=selection.cycle,
        cut_off=max((candidate.report.date for candidate in selection.reporting), default=""),
        not_agreed=None if selection.not_agreed is None else len(selection.not_agreed),
        headlines=[
            *Headlines(
                answers,
                [candidate.report for candidate in selection.reporting],
                None if expected is STATES else [state.code for state in expected],
                is_public=selection.not_agreed is not None,
            )
        ],
        shows_confidential=answers.shown.confidential,
        covered=sum(candidate.covered for candidate in selection.counted),
        reports=_reports(answers, selection),
        # If only the States that agree to be named count, the others did not agree to be told of.
        left_out=[*map(uncounted, selection.not_counted if selection.not_agreed is None else ())],
        participation=_participation(answers, selection, expected),
        grouped_by=_grouped_by(answers, selection, expected),
        # For publication, who allows what is not told.
        publication=None
        if plan.publication is None or selection.not_agreed is not None
        else answers.question(plan.publication.question),
        recommendations=_recommendations(answers, counted),
        themes=_themes(answers, counted),
        units=counted,
        obstacles=needs.obstacles(answers),
        # What is published, donors read too.
        assistance=needs.assistance(
            answers,
            needs.needs_and_offers(answers),
            None if selection.not_agreed is None else needs.named_to_donors(answers),
        ),
        ratification=[_ratification(answers, treaty) for treaty in plan.treaties],
        practices=_practices(answers),
        contacts=None if plan.contact is None else answers.tally(plan.contact),
        evidence=evidence(answers),
        comparability=_comparability(answers),
    )


def _recommendations(answers: Answers, counted: Sequence[Unit]) -> list[RecommendationFigures]:
    """Return the counts on each recommendation, in the catalogue's order."""
    figures = []
    for recommendation in answers.questionnaire_rows.recommendations:
        serving = [
            unit for unit in counted if recommendation.recommendation in unit.recommendations
        ]
        figures.append(
            RecommendationFigures(
                meeting=recommendation.meeting,
                section=recommendation.section,
                section_title=recommendation.section_title,
                addressees=recommendation.addressees.split(BETWEEN),
                strength=recommendation.strength.split(BETWEEN),
                themes=list(dict.fromkeys(unit.set for unit in serving)),
                own_codes=_own_codes(answers, serving),
                implementation=_implementation(
                    answers, recommendation.recommendation, recommendation.summary, serving
                ),
            )
        )
    return figures


def _themes(answers: Answers, counted: Sequence[Unit]) -> list[Implementation]:
    """Return the counts on the measures of each set."""
    return [
        _implementation(answers, part.id, part.title, [u for u in counted if u.set == part.id])
        for part in answers.questionnaire.sets
    ]


def _unit(answers: Answers, row: QuestionRow) -> Unit:
    key = row.question, row.row
    in_place, in_part = answers.with_measure(*key) if row.is_measure else ([], [])
    return Unit(
        question=row.question,
        row=row.row,
        number=row.number,
        words=row.question_words,
        row_words=row.row_words,
        set=row.set,
        recommendations=row.recommendations.split(BETWEEN) if row.recommendations else [],
        is_measure=row.is_measure,
        tally=answers.tally(*key),
        statuses=answers.statuses(*key) if row.is_measure else None,
        counts_as=answers.questionnaire.plan.standing.get(row.question, {}),
        in_place=in_place,
        in_part=in_part,
        by_treaty_status=[
            Group(status, some.tally(*key)) for status, some in answers.by_treaty_status
        ],
        by_group=[GroupTally(group, some.tally(*key)) for group, some in answers.by_group],
    )


def _implementation(
    answers: Answers, name: str, title: str, serving: Sequence[Unit]
) -> Implementation:
    measures = [(unit.question, unit.row) for unit in serving if unit.is_measure]

    def of(some: Answers) -> Tally:
        return sum_of([some.statuses(*key) for key in measures], MEASURE)

    return Implementation(
        id=name,
        title=title,
        units=len(serving),
        measures=of(answers),
        others=sum_of([unit.tally for unit in serving if not unit.is_measure]),
        by_treaty_status=[
            Group(status, of(some)) for status, some in answers.by_treaty_status if measures
        ],
        by_group=[GroupTally(group, of(some)) for group, some in answers.by_group if measures],
    )


def _own_codes(answers: Answers, serving: Sequence[Unit]) -> list[OwnCodes]:
    """Return the questions on a recommendation that its counts of measures leave out."""
    asked = answers.questionnaire
    questions = ((asked.questions[unit.question], unit.is_measure) for unit in serving)
    return [
        OwnCodes(question.id, asked.numbers[question.id])
        for question in by_own_codes(questions, asked.plan)
    ]


def _ratification(answers: Answers, treaty: Treaty) -> Ratification:
    """Return who has joined a treaty, and where the others stand."""
    status, overcome = answers.question(treaty.status), treaty.overcome
    return Ratification(
        treaty=answers.questionnaire.head.glossary[treaty.term].term,
        term=treaty.term,
        status=status,
        groups=[
            _not_joined(answers, treaty, code)
            for code in status.codes
            if code.code not in treaty.parties
        ],
        on_the_way=[
            _on_the_way(answers, treaty, report, row)
            for report, row in answers.with_reports(treaty.status)
            if row.standing == ANSWERED and row.code not in treaty.parties
        ],
        overcome=None if overcome is None else answers.question(overcome),
        joined=[
            Joined(answers.state(row), codes, answers.note_of(row, overcome))
            for row in (report.report for report in answers.reports)
            if (codes := answers.codes_of(row, overcome))
        ],
    )


def _not_joined(answers: Answers, treaty: Treaty, status: CodeStates) -> NotJoined:
    some = answers.among({state.code for state in status.states})
    obstacles = None if treaty.obstacles is None else some.tally(treaty.obstacles)
    return NotJoined(
        status=CodeLabel(status.code, status.label),
        process=None if treaty.process is None else some.tally(treaty.process),
        obstacles=[] if obstacles is None else obstacles.codes,
        obstacles_tally=None if obstacles is None else replace(obstacles, codes=[], by_gate=0),
    )


def _on_the_way(answers: Answers, treaty: Treaty, report: ReportRow, status: AnswerRow) -> OnTheWay:
    asked = (treaty.process, treaty.target, treaty.obstacles, treaty.obstacles_text)
    return OnTheWay(
        state=answers.state(report),
        status=code_of(status),
        process=answers.code_of(report, treaty.process),
        target=answers.text_of(report, treaty.target),
        obstacles=answers.codes_of(report, treaty.obstacles),
        obstacles_text=answers.text_of(report, treaty.obstacles_text),
        has_confidential=any(answers.is_hidden(report, question) for question in asked),
    )


def _practices(answers: Answers) -> list[Practice]:
    """Return the practices that States offer, by theme, and by State within a theme."""
    plan = answers.questionnaire.plan.practices
    if plan is None:
        return []
    offered = [
        Practice(
            theme=code_of(entry[plan.theme]) if plan.theme in entry else NO_CODE,
            state=answers.state(report),
            name=_text(entry, plan.name),
            description=_text(entry, plan.description),
            url=_text(entry, plan.url),
        )
        for report, entry in answers.entries(plan.question)
    ]
    columns = answers.questionnaire.questions[plan.question].answer_type.listed_columns()
    theme = next(column for column in columns if column.id == plan.theme)
    order = [*(code for code, _ in theme.answer_type.offered()), NO_CODE.code]
    # Entries of one theme stay in the order of the States' names.
    return sorted(offered, key=lambda practice: order.index(practice.theme.code))


def evidence(answers: Answers) -> list[Evidence]:
    """Return the laws and links that each State refers to; States without any are left out."""
    cited: dict[str, set[tuple[str, str]]] = {}
    links: dict[str, list[Link]] = {}
    for question, asked in answers.questionnaire.questions.items():
        if asked.answer_type.listed_columns():
            continue  # a column of a table can have the same name
        for report, row in answers.parts(question):
            if row.part != EVIDENCE or row.standing != ANSWERED:
                continue
            if row.code:
                cited.setdefault(report.state, set()).add((question, row.code))
            else:
                links.setdefault(report.state, []).append(Link(question, row.text))
    times = {state: Counter(law for _, law in several) for state, several in cited.items()}
    laws = _laws(answers, times)
    return [
        Evidence(answers.state(report.report), laws.get(state, []), links.get(state, []))
        for report in answers.reports
        if (state := report.report.state) in laws or state in links
    ]


def _laws(answers: Answers, cited: Mapping[str, Mapping[str, int]]) -> dict[str, list[Law]]:
    register = answers.questionnaire.head.laws
    laws: dict[str, list[Law]] = {}
    if register is None:
        return laws
    columns = answers.questionnaire.questions[register.question].answer_type.listed_columns()
    own = register.name, register.citation, register.kind
    others = {column.id: column.label for column in columns if column.id not in own}
    for report, entry in answers.entries(register.question):
        name = _text(entry, register.name)
        law = Law(
            name,
            _text(entry, register.citation),
            _code(entry, register.kind),
            {
                label: _text(entry, column)
                for column, label in others.items()
                if _text(entry, column)
            },
            cited.get(report.state, {}).get(name, 0),
        )
        laws.setdefault(report.state, []).append(law)
    return laws


def _code(entry: Mapping[str, AnswerRow], column: str | None) -> CodeLabel:
    """Return the code of a cell; no code where there is none that may be shown."""
    row = entry.get(column) if column is not None else None
    return NO_CODE if row is None else code_of(row)


def _text(entry: Mapping[str, AnswerRow], column: str | None) -> str:
    """Return the text or date of a cell; empty where there is none that may be shown."""
    row = entry.get(column) if column is not None else None
    return "" if row is None else words_of(row)


_DAYS_OF_A_MONTH = 365.25 / 12
NOT_GIVEN = "Not given"
"""The words for a treaty status that is not given or, in what is published, confidential."""


def _participation(
    answers: Answers, selection: ReportSelection[ReportRows], expected: Sequence[State]
) -> Participation:
    """Return the expected States that have reported, and those that have not.

    For publication, that a State has reported is said of each. Nothing is said of the others, and
    how many are expected only where somebody said which.
    """
    reporting = [answers.state(candidate.report) for candidate in selection.reporting]
    counted = {state.code: state for state in _by_name(reporting)}
    sent = {file.state for file in selection.not_counted} - counted.keys()
    wanted = {state.code: StateName(state.code, state.name) for state in expected}
    known = _by_name(wanted.values())
    is_public = selection.not_agreed is not None
    several = {candidate.report.state for candidate in selection.counted}.intersection(
        selection.in_several_cycles
    )
    shown = {candidate.report.state for candidate in selection.counted}
    newer = {file.state for file in selection.not_counted if file.may_be_newer} & shown
    if is_public:
        sent, known = set(), [state for state in known if state.code in counted]
    return Participation(
        expected=None if is_public and expected is STATES else len(wanted),
        reported=[counted[state.code] for state in known if state.code in counted],
        not_counted=[state for state in known if state.code in sent],
        not_reported=[state for state in known if state.code not in counted.keys() | sent],
        not_expected=[state for code, state in counted.items() if code not in wanted],
        unclear=_states(selection.unclear_states, are_named=not is_public),
        in_several_cycles=_states(several, are_named=not is_public),
        with_newer_unusable=_states(newer, are_named=not is_public),
    )


def _by_name(states: Iterable[StateName]) -> list[StateName]:
    return sorted(states, key=lambda state: alphabetical(state.name))


def _states(codes: Collection[str], *, are_named: bool) -> States:
    names = [StateName(code, BY_CODE[code].name) for code in codes if are_named]
    return States(len(codes), _by_name(names))


def _reports(answers: Answers, selection: ReportSelection[ReportRows]) -> list[CountedReport]:
    """Return the reports that are counted, by the States' names.

    If only the States that agree to be named count, the folders of the files are left out.
    """
    is_public, grouping = selection.not_agreed is not None, answers.grouping
    plan = answers.questionnaire.plan
    publication = None if plan.publication is None else plan.publication.question
    return [
        CountedReport(
            state=answers.state(report.report),
            file=Path(report.report.file).name if is_public else report.report.file,
            treaty_status=_treaty_status(answers, report.report, is_public=is_public),
            status=report.report.status,
            revision=report.report.revision,
            date=report.report.date,
            version=report.report.version,
            is_copy=report.report.is_copy,
            publication=answers.code_of(report.report, publication),
            cycle=report.report.cycle,
            months=_months(answers, report.report),
            group=NO_CODE if grouping is None else CodeLabel(*grouping.of(report.report)),
            invalid=len(_invalid_questions(report.answers)),
        )
        for report in answers.reports
    ]


def _months(answers: Answers, report: ReportRow) -> int:
    """Return how many months the period of a report has, as far as it is shown; else 0."""
    period = answers.questionnaire.plan.period
    if period is None:
        return 0
    end = answers.text_of(report, period.end)
    if not end and answers.is_open(report, period.end):
        end = report.date
    first, last = interval(answers.text_of(report, period.begin)), interval(end)
    if first is None or last is None or last.last < first.first:
        return 0
    return max(1, round(((last.last - first.first).days + 1) / _DAYS_OF_A_MONTH))


def _invalid_questions(rows: Iterable[AnswerRow]) -> Set[str]:
    """Return the questions whose answers do not fit, be it in some rows only."""
    return {row.question for row in rows if row.standing == INVALID and row.level != PART}


def _treaty_status(answers: Answers, report: ReportRow, *, is_public: bool) -> CodeLabel:
    question = answers.questionnaire.plan.treaty_status
    if answers.is_hidden(report, question):
        return CodeLabel("", NOT_GIVEN if is_public else "Confidential")
    given = answers.code_of(report, question)
    return given if given.code or not is_public else CodeLabel("", NOT_GIVEN)


def _grouped_by(
    answers: Answers, selection: ReportSelection[ReportRows], expected: Iterable[State]
) -> GroupedBy | None:
    """Return who has reported in each of the groups that were asked for."""
    grouping = answers.grouping
    if grouping is None:
        return None
    wanted = {state.code for state in expected}
    counted = [candidate.report for candidate in selection.counted]
    of_group = {
        group: GroupFigures(
            group=CodeLabel(*group),
            expected=None
            if grouping.is_by_report
            else sum(state.code in wanted for state in grouping.states(group)),
            reported=[
                answers.state(candidate) for candidate in counted if grouping.of(candidate) == group
            ],
        )
        for group in grouping.groups
    }
    return GroupedBy(
        by=grouping.by,
        title=grouping.title,
        source=grouping.source,
        groups=[line for line in of_group.values() if line.reported or line.expected],
        notes=[
            grouping.notes[candidate.state]
            for candidate in counted
            if candidate.state in grouping.notes
        ],
    )


def uncounted(file: NotCounted) -> UncountedFile:
    """Return a file that is not counted, with the reason."""
    return UncountedFile(
        file=file.file,
        state=file.state,
        why=file.why,
        message=file.message,
        instead=file.instead,
        finding=file.first,
    )


DIFFERENCE_MESSAGES: Mapping[str, str] = {
    "other-content": "the version is the same, and its content was another; answers that fit are "
    "counted",
    "unknown": "the report answers another version; answers that fit are counted",
}
"""The differences of a question in another version: each code with its message."""


def _comparability(answers: Answers) -> list[Difference]:
    """Return the differences of the versions that reports answer, question by question."""
    here = answers.questionnaire
    others = (report.report.version for report in answers.reports if report.report.other_content)
    found = []
    for version, number in sorted(Counter(others).items()):
        how = "other-content" if version == here.head.version else "unknown"
        found += [
            Difference(
                version=version,
                reports=number,
                question=question,
                how=how,
                message=DIFFERENCE_MESSAGES[how],
            )
            for question in here.questions
        ]
    return found
