"""The present day: on which something is done, and after which nothing can have happened yet.

The environment variable `CHECKLIST_TODAY` gives another day, such as 2027-03-01, so that the
findings on an old report are those of that day.
"""

import os
from datetime import UTC, date, datetime, timedelta

from checklist.errors import ChecklistError

VARIABLE = "CHECKLIST_TODAY"
"""The environment variable with another day."""
_FURTHEST_EAST = timedelta(hours=14)
"""How far local time is ahead of UTC where a day begins first."""


def today() -> date:
    """Return the day on which something is done here.

    Raises:
        ChecklistError: `CHECKLIST_TODAY` is set and is not a day.
    """
    return _given() or date.today()


def latest_today() -> date:
    """Return the latest day that it is anywhere: a day after it is still to come everywhere.

    Raises:
        ChecklistError: `CHECKLIST_TODAY` is set and is not a day.
    """
    return _given() or (datetime.now(UTC) + _FURTHEST_EAST).date()


def _given() -> date | None:
    given = os.environ.get(VARIABLE)
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        message = f"the environment variable {VARIABLE} is not a day; write it such as 2027-03-01"
        raise ChecklistError(message) from None
