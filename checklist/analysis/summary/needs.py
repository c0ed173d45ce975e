"""Obstacles, and assistance: wanted, received and offered.

Beside each kind of help that States want stands what States offer of it. A State's wish counts
there only if the State agrees that it is shown to donors, and the State is named only if it agrees
to that. Kinds stand in the order of the questionnaire: nothing is ranked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checklist.analysis.summary.counted_answers import NO_CODE, Answers, Given, code_of
from checklist.analysis.summary.document import (
    Assistance,
    AssistanceWanted,
    KindOfHelp,
    NeedsAndOffers,
    OfferOfHelp,
    StateAndPriority,
    Theme,
)
from checklist.analysis.summary.figures import CodeCount, CodeLabel, Question, StateName
from checklist.analysis.summary.overview import NONE, counted_once
from checklist.answer_types.implementation import PARTIAL
from checklist.questionnaire.analysis_plan import Assistance as AssistanceQuestions
from checklist.questionnaire.analysis_plan import CodesOf, MatchOfHelp

PARTLY = "partly"
"""The part of an answer that says how a measure is in place in part."""


def obstacles(answers: Answers) -> list[Theme]:
    """Return the obstacles of each theme, and the ways in which measures are in place in part."""
    by_set = {
        answers.questionnaire.set_of[question].id: question
        for question in answers.questionnaire.plan.obstacles
    }
    themes = []
    for part in answers.questionnaire.sets:
        given = [
            given
            for question in part.questions
            for given in answers.parts(question.id)
            if given[1].part == PARTLY and not given[1].row
        ]
        asked = answers.question(by_set[part.id]) if part.id in by_set else None
        if asked or given:
            counts = answers.count(given, lambda row: row.code)
            parts = (part_of for q in part.questions for part_of in q.answer_type.codes_of_parts())
            offered = {code for name, code, _ in parts if name == PARTLY} or counts
            ways = [way for way in PARTIAL if way.code in offered]
            partly = [CodeCount(way.code, way.label, counts[way.code]) for way in ways]
            themes.append(Theme(part.id, part.title, asked, partly))
    return themes


def assistance(
    answers: Answers, matched: NeedsAndOffers | None, named: frozenset[str] | None = None
) -> Assistance:
    """Return the assistance that States want, received, asked for, and offer.

    Args:
        answers: The reports that count.
        matched: What is wanted beside what is offered.
        named: The codes of the States that are named where they want or asked for help; the others
            are counted only. None: all are named.
    """
    plan = answers.questionnaire.plan
    wanted = [wish for asked in plan.assistance for wish in _wanted(answers, asked)]
    by_theme = [answers.question(asked.question) for asked in plan.assistance]
    requests = [request for question in plan.requests for request in _by_row(answers, question)]
    received = [] if plan.received is None else [plan.received.question, plan.received.giver]
    return Assistance(
        needs_and_offers=matched,
        wanted=[
            replace(kind, states=[wish for wish in kind.states if _is_among(named, wish.state)])
            for kind in wanted
        ],
        wanted_by_kind=counted_once(code for question in by_theme for code in question.codes),
        wanted_by_theme=_naming(named, by_theme),
        received=[answers.question(question) for question in received if question is not None],
        requests=_naming(named, requests),
        offers=_answers_to(answers, plan.offers),
        needs=_naming(named, _answers_to(answers, plan.needs)),
    )


def _is_among(named: frozenset[str] | None, state: StateName) -> bool:
    return named is None or state.code in named


def _naming(named: frozenset[str] | None, several: Sequence[Question]) -> list[Question]:
    """Return the same counts, with the names of these States only."""
    return [
        replace(
            question,
            codes=[
                replace(code, states=[state for state in code.states if _is_among(named, state)])
                for code in question.codes
            ],
        )
        for question in several
    ]


def _answers_to(answers: Answers, several: Sequence[CodesOf]) -> list[Question]:
    return [answers.question(asked.question, asked.codes) for asked in several]


def _by_row(answers: Answers, question: str) -> list[Question]:
    rows = answers.questionnaire.questions[question].answer_type.listed_rows()
    if not rows:
        return [answers.question(question)]
    return [answers.question(question, row=row.id, words=row.label) for row in rows]


def _wanted(answers: Answers, asked: AssistanceQuestions) -> list[AssistanceWanted]:
    priorities: dict[str, CodeLabel] = {}
    if asked.priority is not None:
        priorities = {
            report.state: code_of(row) for report, row in answers.with_reports(asked.priority)
        }
    question = answers.question(asked.question)
    return [
        AssistanceWanted(
            theme=question.theme,
            question=asked.question,
            code=code.code,
            label=code.label,
            count=code.count,
            states=[
                StateAndPriority(state, priorities.get(state.code, NO_CODE))
                for state in code.states
            ],
        )
        for code in question.codes
        if code.code != NONE
    ]


def needs_and_offers(answers: Answers) -> NeedsAndOffers | None:
    """Return the kinds of help with who wants and who offers them.

    It is None if the questionnaire does not ask whether wishes may be shown to donors.
    """
    donors = answers.questionnaire.plan.donors
    if donors is None:
        return None
    may_be_named = _states_with(answers, donors.question, donors.named)
    matches = answers.questionnaire.plan.matches
    kinds = []
    for code, (label, wanting) in _wishes(answers).items():
        states = [answers.state(report) for report, _ in wanting]
        named = [state for state in states if state.code in may_be_named]
        unnamed = len(states) - len(named)
        of_kind = (match for match in matches if code in match.wanted)
        offers = [offer for match in of_kind for offer in _offers(answers, match)]
        kinds.append(
            KindOfHelp(code=code, label=label, wanted_by=named, unnamed=unnamed, offers=offers)
        )
    asking = {report.state for _, given in _all_wishes(answers).values() for report, _ in given}
    shown = may_be_named | _states_with(answers, donors.question, donors.counted)
    return NeedsAndOffers(kinds=kinds, not_shown=len(asking - shown))


def named_to_donors(answers: Answers) -> frozenset[str] | None:
    """Return the codes of the States that agree to be named to donors; None: it is not asked."""
    donors = answers.questionnaire.plan.donors
    return None if donors is None else _states_with(answers, donors.question, donors.named)


def _wishes(answers: Answers) -> Mapping[str, tuple[str, Sequence[Given]]]:
    """Return the label of each kind of help, by code, with one wish of each State that agrees."""
    donors = answers.questionnaire.plan.donors
    assert donors is not None
    agreed = _states_with(answers, donors.question, [*donors.named, *donors.counted])
    return {
        code: (label, [offer for offer in given if offer[0].state in agreed])
        for code, (label, given) in _all_wishes(answers).items()
    }


def _all_wishes(answers: Answers) -> Mapping[str, tuple[str, Sequence[Given]]]:
    labels: dict[str, str] = {}
    given: dict[str, dict[str, Given]] = {}
    for asked in answers.questionnaire.plan.assistance:
        offered = dict(answers.offered(asked.question))
        # The words of the list that most questions share are those that come last.
        labels |= {code: label for code, label in offered.items() if code != NONE}
        for report, row in answers.given(asked.question):
            if row.code in labels:
                given.setdefault(row.code, {}).setdefault(report.state, (report, row))
    order = {report.report.state: place for place, report in enumerate(answers.reports)}
    return {
        code: (label, sorted(given.get(code, {}).values(), key=lambda offer: order[offer[0].state]))
        for code, label in labels.items()
    }


def _states_with(answers: Answers, question: str, codes: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(codes)
    return frozenset(report.state for report, row in answers.given(question) if row.code in wanted)


def _offers(answers: Answers, match: MatchOfHelp) -> Iterator[OfferOfHelp]:
    """Yield what is offered of one kind; who offers it is named with consent to publication."""
    plan = answers.questionnaire.plan
    may_be_named: frozenset[str] = frozenset()
    if plan.publication is not None:
        asked = plan.publication
        may_be_named = _states_with(answers, asked.question, asked.named)
    for offer in match.offers:
        yield from _offers_of(answers, offer, may_be_named)


def _offers_of(
    answers: Answers, asked: CodesOf, may_be_named: frozenset[str]
) -> Iterator[OfferOfHelp]:
    for code, label in answers.offered(asked.question):
        if code in asked.codes:
            given = answers.given(asked.question)
            states = [answers.state(report) for report, row in given if row.code == code]
            named = [state for state in states if state.code in may_be_named]
            yield OfferOfHelp(
                question=asked.question,
                code=code,
                label=label,
                offered_by=named,
                unnamed=len(states) - len(named),
            )
