"""Gives everything that is asked of one authority to another."""

from checklist.ministries.division import Assignment, Division


def given_on(division: Division, authority: str, to: str) -> Division:
    """Return a division in which another authority stands wherever this one stood."""
    asks = {}
    for place, assignment in division.asks.items():
        codes = [to if code == authority else code for code in assignment.authorities]
        asks[place] = Assignment.to(list(dict.fromkeys(codes)))
    return division.model_copy(update={"asks": asks})
