"""How many keys a report takes."""

from pathlib import Path

import pytest

from tests.benchmarks.keys_of_a_report import counted

MOST = 250


@pytest.mark.thorough
def test_the_required_questions_of_a_mixed_state_take_few_keys(tmp_path: Path) -> None:
    """A text counts as one key. `*` fills the rest of a long grid once three rows are alike."""
    state = counted(tmp_path, row_by_row=False)

    assert state.interview.at_end
    assert state.keys <= MOST
