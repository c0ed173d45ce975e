"""What clerks do to forms is read right, asked back, or refused in words; nothing is lost."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.forms.variants.all_variants import all_variants
from tests.forms.variants.judge import returned_file, tried
from tests.forms.variants.starts import FORMATS
from tests.forms.variants.travels import HAS_LIBREOFFICE, travelled
from tests.forms.variants.variant import Variant

NEAR = [one for one in all_variants() if not one.through]
FAR = {one.id: one for one in all_variants() if one.through}
FEWEST = 248
"""The variants that there are at least."""


@pytest.mark.sampled
@pytest.mark.parametrize("variant", NEAR, ids=lambda one: one.id)
def test_what_a_clerk_does_becomes_what_was_meant_or_is_asked(
    variant: Variant, tmp_path: Path
) -> None:
    verdict = tried(variant, tmp_path)

    assert not verdict.problems, "\n".join(verdict.problems)


@pytest.fixture(scope="module")
def arrived(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the files that LibreOffice saved, by the names of their variants."""
    saved = {}
    for name, one in FAR.items():
        content = returned_file(one, tmp_path_factory.mktemp("sent"))
        saved[name] = content, one.format, one.through
    return travelled(saved)


@pytest.mark.thorough
@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", FAR)
def test_what_went_through_other_formats_becomes_what_was_meant(
    name: str, arrived: Mapping[str, bytes], tmp_path: Path
) -> None:
    verdict = tried(FAR[name], tmp_path, arrived[name])

    assert not verdict.problems, "\n".join(verdict.problems)


def test_there_are_many_variants_of_each_format_and_each_has_a_name_of_its_own() -> None:
    names = Counter(one.id for one in all_variants())

    assert {name for name, count in names.items() if count > 1} == set()
    assert len(names) >= FEWEST
    assert {one.format for one in all_variants()} == {*FORMATS}
