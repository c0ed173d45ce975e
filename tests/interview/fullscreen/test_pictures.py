"""Pictures of screens can be drawn to be looked at, in three sizes, dark and light."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.screen_pictures import SIZES, draw


@pytest.mark.thorough
def test_nineteen_screens_are_drawn_in_three_sizes(tmp_path: Path) -> None:
    assert draw(tmp_path) == 19 * len(SIZES)

    drawn = [*tmp_path.iterdir()]
    assert len(drawn) == 19 * len(SIZES)
    for columns, rows in SIZES:
        of_size = [one for one in drawn if f"-{columns}x{rows}-" in one.name]
        assert {one.stem.rpartition("-")[2] for one in of_size} == {"dark", "light"}
    for one in drawn:
        texts = ElementTree.fromstring(one.read_text("utf-8")).itertext()
        assert len("".join(texts).split()) > 10, one.name
