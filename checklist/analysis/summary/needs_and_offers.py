"""Each kind of help that States want, beside what States offer of that kind.

A State's wish counts here only if the State agrees that it is shown to donors, and the State is
named only if it agrees to that. Kinds stand in the order of the questionnaire: nothing is ranked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checklist.analysis.counting import number_of
from checklist.analysis.summary.counted_answers import Answers, Given
from checklist.analysis.summary.document import KindOfHelp, NeedsAndOffers, OfferOfHelp
from checklist.analysis.summary.overview import NONE
from checklist.questionnaire.analysis_plan import CodesOf, MatchOfHelp


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
    for code, (label, wanting) in wishes(answers).items():
        states = [answers.state(*given) for given in wanting]
        named = [state for state in states if state.code in may_be_named]
        others = [state.name for state in states if state.code not in may_be_named]
        of_kind = (match for match in matches if code in match.wanted)
        offers = [offer for match in of_kind for offer in _offers(answers, match)]
        kinds.append(
            KindOfHelp(
                code=code, label=label, wanted_by=named, unnamed=number_of(others), offers=offers
            )
        )
    asking = {report.state for _, given in _all_wishes(answers).values() for report, _ in given}
    shown = may_be_named | _states_with(answers, donors.question, donors.counted)
    return NeedsAndOffers(kinds=kinds, not_shown=len(asking - shown))


def named_to_donors(answers: Answers) -> frozenset[str] | None:
    """Return the codes of the States that agree to be named to donors; None: it is not asked."""
    donors = answers.questionnaire.plan.donors
    return None if donors is None else _states_with(answers, donors.question, donors.named)


def wishes(answers: Answers) -> Mapping[str, tuple[str, Sequence[Given]]]:
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
