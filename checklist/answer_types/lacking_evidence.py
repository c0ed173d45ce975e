"""Why an answer needs evidence and has none, as whole messages."""

SAYS_LAW = "evidence is needed because the answer says what a law provides, and there is none"
IN_LAW_ONLY = "evidence is needed because the measure is said to stand in a law, and there is none"
IN_PLACE = "evidence is needed because the measure is said to be in place, and there is none"
NO_LAW = "evidence is needed because a law can show the answer, and there is none"
ONLY_LINKS = (
    "evidence is needed because a law can show the answer, not a link alone, and there is none"
)


def lacks_law(*, has_links: bool) -> str:
    """Return the message on an answer that a law can show, and that cites none."""
    return ONLY_LINKS if has_links else NO_LAW
