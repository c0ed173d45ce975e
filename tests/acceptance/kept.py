"""The screens that are kept in `screens/`, to be looked at.

After a change that is meant, `REWRITE=1 pytest tests/acceptance` writes the files anew.
"""

import re
from pathlib import Path

from tests.support.running import assert_kept

SCREENS = Path(__file__).parent / "screens"


def keep(screen: str, name: str) -> None:
    """Compare a screen with the one that is kept under this name."""
    dated = re.sub(r"as of \d{1,2} [A-Z][a-z]+ \d{4}", "as of 1 January 2026", screen)
    assert_kept(dated, SCREENS / f"{name}.txt")
