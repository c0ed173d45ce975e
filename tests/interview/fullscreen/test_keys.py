"""How many keys a report takes."""

from pathlib import Path

import pytest

from tests.benchmarks.keys_of_a_report import checked, counted

MOST = 250
MOST_ON_PAGES = 0.08
"""The most keys on pages of parts, for each key that answers."""
MOST_TO_CHECK = 30
"""The most keys that check a part, with three changes."""


@pytest.mark.thorough
def test_the_required_questions_of_a_mixed_state_take_few_keys(tmp_path: Path) -> None:
    """A text counts as one key. `*` fills the rest of a long grid once three rows are alike."""
    state = counted(tmp_path, row_by_row=False)

    assert state.interview.at_end
    assert state.keys <= MOST
    assert 0 < state.pages <= MOST_ON_PAGES * (state.keys - state.pages)


def test_a_part_is_checked_and_three_answers_are_changed_with_few_keys(tmp_path: Path) -> None:
    keys, changed = checked(tmp_path)

    assert len(changed) == 3
    assert keys <= MOST_TO_CHECK
