"""The section of a summary on assistance: wanted, received, asked for, and offered."""

from collections.abc import Iterator

from checklist.analysis.summary.document import (
    AssistanceWanted,
    NeedsAndOffers,
    OfferOfHelp,
    Summary,
)
from checklist.analysis.summary.figures import CodeStates
from checklist.render.blocks import Block, Heading, Paragraph, Table
from checklist.render.summary.count_tables import denominators, names_and_others, question_table
from checklist.text.messages import with_aside

_NAMED_TO_DONORS = (
    "In the tables of help that is wanted or was asked for, too, a State is named only if it "
    "agrees to be named to donors."
)


def assistance_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the section."""
    assistance = summary.assistance
    if assistance.needs_and_offers is not None:
        yield from _needs_and_offers(assistance.needs_and_offers)
        if summary.not_agreed is not None:
            yield Paragraph(_NAMED_TO_DONORS)
    yield Heading("Wanted, by theme and kind", 3)
    kinds = {(wish.question, wish.code): wish for wish in assistance.wanted}
    for question in assistance.wanted_by_theme:
        yield Table(
            question.theme,
            ("Kind", "States", "Who, with priority"),
            [
                *(
                    (code.label, code.count, _who(code, kinds.get((question.question, code.code))))
                    for code in question.codes
                ),
                *denominators(question.tally),
            ],
        )
    for title, several in (
        ("Received before", assistance.received),
        ("Asked for", assistance.requests),
        ("Offered to others", assistance.offers),
        ("Would rather receive help", assistance.needs),
    ):
        if several:
            yield Heading(title, 3)
            yield from map(question_table, several)


def _who(code: CodeStates, wanted: AssistanceWanted | None) -> str | list[str]:
    """Return who gives a code; who wants a kind of help, with the priority."""
    if wanted is None:  # the State wants nothing
        return names_and_others(code.states, code.count)
    named = [with_aside(wish.state.name, wish.priority.code) for wish in wanted.states]
    unnamed = wanted.count - len(named)
    return [*named, f"not named: {unnamed}"] if unnamed else named


def _needs_and_offers(found: NeedsAndOffers) -> Iterator[Block]:
    """Yield the kinds of help, each beside what is offered of it."""
    yield Heading("Help wanted beside help offered", 3)
    yield Paragraph(
        "What a State wants stands here only if the State agrees that it is shown to donors, and "
        "its name only if it agrees to that. Who offers something is named if its report may be "
        "published. A State counts once for each kind. Nothing is ranked."
    )
    if found.not_shown:
        yield Paragraph(
            "States that want help and do not agree that this is shown to donors: "
            f"{found.not_shown}."
        )
    yield Table(
        "Help wanted beside help offered",
        ("Kind", "States that want it", "Who wants it", "What is offered, and by whom"),
        [
            (
                wish.label,
                len(wish.wanted_by) + wish.unnamed,
                names_and_others(wish.wanted_by, len(wish.wanted_by) + wish.unnamed),
                [_offer(offer) for offer in wish.offers if offer.offered_by or offer.unnamed],
            )
            for wish in found.kinds
        ],
    )


def _offer(offer: OfferOfHelp) -> str:
    count = len(offer.offered_by) + offer.unnamed
    return f"{offer.label}: {names_and_others(offer.offered_by, count)}"
