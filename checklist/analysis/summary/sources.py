"""The answers behind the counts of a summary: from a table to the reports and questions.

Each count of a table is the number of the sources that are found here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from checklist.analysis.groups import Grouping, by_treaty_status
from checklist.analysis.rows.columns import ANSWERED, AnswerRow, ReportRow
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.implementation import MEASURE, as_statuses, units
from checklist.analysis.summary.needs import PARTLY
from checklist.analysis.summary.needs_and_offers import wishes
from checklist.analysis.summary.overview import NONE
from checklist.analysis.summary.table_ids import TableId
from checklist.analysis.summary.tally import STANDING_HEADS
from checklist.analysis.summary.traced_questions import question_of, questions_of_entries
from checklist.analysis.summary.unnamed_document import UnnamedLine
from checklist.analysis.traced import A_REPORT, IN_ALL, STATES, Source, Traced
from checklist.answer_types.implementation import PARTIAL

_Given: TypeAlias = tuple[ReportRow, AnswerRow]


def traced(answers: Answers, table: TableId) -> list[Traced]:
    """Return the counts of a table that are not zero, each with its sources.

    It is empty for a table that counts no answers, such as that of the files that do not count.

    Args:
        answers: The reports that count.
        table: The table.
    """
    kind = table.name.partition("/")[0] if table.section == "steps" else table.name
    found: Iterable[Traced]
    match table.section, kind:
        case ("overview", "themes") | ("implementation", "themes"):
            found = _measures(answers, by_theme=True)
        case "implementation", "recommendations":
            found = _measures(answers, by_theme=False)
        case "implementation", "themes-by-treaty-status":
            found = _measures(answers, True, by_treaty_status(answers.questionnaire))
        case "implementation", "recommendations-by-treaty-status":
            found = _measures(answers, False, by_treaty_status(answers.questionnaire))
        case "groups", "themes" | "recommendations":
            found = _measures(answers, kind == "themes", answers.grouping)
        case "questions", _:
            found = _units(answers, table.name)
        case ("participation", _) | ("reports", _) | ("groups", "reported"):
            whole = [Source(one.report, "", "", A_REPORT) for one in answers.reports]
            found = [Traced("Counted", STATES, whole)]
        case "assistance", "needs-and-offers":
            found = [
                Traced(label, "States that want it", _sources(given))
                for label, given in wishes(answers).values()
            ]
        case "overview", "obstacles" | "wanted":
            found = _union(answers, kind)
        case _:
            found = _of_question(answers, table)
    return [one for one in found if one.sources]


def traced_unnamed(answers: Answers, lines: Sequence[UnnamedLine]) -> list[Traced]:
    """Return the counts of the States that an output counts without their names.

    Args:
        answers: The reports of these States.
        lines: The lines of the output.
    """
    by_unit = {(one.question, one.row): one for one in units(answers)}
    found = []
    for line in lines:
        unit = by_unit[line.question, line.row]
        words = f"{unit.number} {unit.words}"
        label = f"{words} ({unit.row_words})" if unit.row_words else words
        rows = list(answers.with_reports(line.question, line.row))
        answered = [one for one in rows if one[1].standing == ANSWERED]
        others = [one for one in rows if one[1].standing != ANSWERED]
        found.append(Traced(label, STANDING_HEADS[ANSWERED], _sources(answered)))
        found.append(Traced(label, "Without an answer that is shown", _sources(others)))
    return [one for one in found if one.sources]


def _source(given: _Given) -> Source:
    report, row = given
    said = STANDING_HEADS.get(row.standing, row.standing)
    if row.standing == ANSWERED:
        said = row.text or row.code or said
    return Source(report, row.question, "" if row.level == "part" else row.row, said)


def _sources(given: Iterable[_Given]) -> list[Source]:
    return [_source(one) for one in given]


def _table_row(
    label: str, rows: Sequence[_Given], offered: Iterable[tuple[str, str]], given: Sequence[_Given]
) -> Iterator[Traced]:
    """Yield the counts of one row of a table with a column for each code and standing."""
    yield Traced(label, IN_ALL, _sources(rows))
    answered = [one for one in rows if one[1].standing == ANSWERED]
    yield Traced(label, STANDING_HEADS[ANSWERED], _sources(answered))
    for code, words in offered:
        yield Traced(label, words, _sources(one for one in given if one[1].code == code))
    for standing, head in STANDING_HEADS.items():
        if standing != ANSWERED:
            yield Traced(label, head, _sources(one for one in rows if one[1].standing == standing))


def _measures(
    answers: Answers, by_theme: bool, grouping: Grouping | None = None
) -> Iterator[Traced]:
    """Yield the counts of measures by theme or by recommendation, and by group if there are any."""
    by_label: dict[str, list[_Given]] = {}
    titles = {part.id: part.title for part in answers.questionnaire.sets}
    labels = [*titles.values()] if by_theme else [*answers.questionnaire.recommendations]
    for unit in units(answers):
        if unit.is_measure:
            rows = [
                (report, as_statuses(answers, row))
                for report, row in answers.with_reports(unit.question, unit.row)
            ]
            for label in [titles[unit.set]] if by_theme else unit.recommendations:
                by_label.setdefault(label, []).extend(rows)
    for label in labels:
        rows = by_label.get(label, [])
        for words, of_group in _by_group(rows, grouping):
            answered = [one for one in of_group if one[1].standing == ANSWERED]
            name = f"{label} / {words}" if words else label
            yield from _table_row(name, of_group, MEASURE, answered)


def _by_group(
    rows: Sequence[_Given], grouping: Grouping | None
) -> Iterator[tuple[str, Sequence[_Given]]]:
    if grouping is None:
        yield "", rows
        return
    for group in grouping.groups:
        words = group.label
        if grouping.is_by_report:
            words = group.code or "not given"
        yield words, [one for one in rows if grouping.code_of(one[0]) == group.code]


def _units(answers: Answers, question: str) -> Iterator[Traced]:
    for unit in units(answers):
        if unit.question == question:
            rows = list(answers.with_reports(question, unit.row))
            if unit.row:
                given: Sequence[_Given] = [one for one in rows if one[1].standing == ANSWERED]
            else:
                given = answers.given(question)
            label = unit.row_words or "All"
            yield from _table_row(label, rows, answers.offered(question), given)


def _of_question(answers: Answers, table: TableId) -> Iterator[Traced]:
    """Yield the counts of a table with a row for each code, or the entries of a table of words."""
    questionnaire = answers.questionnaire
    asked = question_of(questionnaire, table)
    if asked is not None:
        question, row, among, answered_as = asked
        rows = list(answers.with_reports(question, row))
        if row:
            given: Sequence[_Given] = [one for one in rows if one[1].standing == ANSWERED]
        else:
            given = answers.given(question)
        if among is not None:
            is_among = _has_status(answers, *among)
            rows = [one for one in rows if is_among(one[0])]
            given = [one for one in given if is_among(one[0])]
        for code, label in answers.offered(question):
            yield Traced(label, STATES, _sources(one for one in given if one[1].code == code))
        heads = {**STANDING_HEADS, ANSWERED: answered_as}
        for standing, head in heads.items():
            yield Traced(head, STATES, _sources(one for one in rows if one[1].standing == standing))
        yield Traced(IN_ALL, STATES, _sources(rows))
    elif table.name.endswith(f"/{PARTLY}"):
        yield from _partly(answers, table.name.partition("/")[0])
    else:
        questions = questions_of_entries(questionnaire, table)
        for one in answers.reports:
            rows = [
                (report, row)
                for question in questions
                for report, row in answers.with_reports(question)
                if report is one.report and row.standing == ANSWERED
            ]
            yield Traced(one.report.state_name, "Entries", _sources(rows))


def _has_status(answers: Answers, question: str, code: str) -> Callable[[ReportRow], bool]:
    """Return whether the State of a report gave a code on its status under a treaty."""
    states = {report.state for report, row in answers.with_reports(question) if row.code == code}
    return lambda report: report.state in states


def _partly(answers: Answers, part_id: str) -> Iterator[Traced]:
    part = next(one for one in answers.questionnaire.sets if one.id == part_id)
    rows = [
        (report, row)
        for question in part.questions
        for report, row in answers.parts(question.id)
        if row.part == PARTLY and not row.row
    ]
    for way in PARTIAL:
        yield Traced(way.label, "Answers", _sources(one for one in rows if one[1].code == way.code))


def _union(answers: Answers, kind: str) -> Iterator[Traced]:
    """Yield the obstacles, or the kinds of help, that States name for one theme or several."""
    plan = answers.questionnaire.plan
    wanted = [one.question for one in plan.assistance]
    words: dict[str, str] = {}  # those that come last, as in the figure
    by_code: dict[str, dict[str, _Given]] = {}
    for question in plan.obstacles if kind == "obstacles" else wanted:
        words |= dict(answers.offered(question))
        for report, row in answers.given(question):
            if row.code in words and row.code != NONE:
                by_code.setdefault(row.code, {}).setdefault(report.state, (report, row))
    for code, given in by_code.items():
        yield Traced(words[code], STATES, _sources(given.values()))
