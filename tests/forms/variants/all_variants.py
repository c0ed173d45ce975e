"""The list of all variants."""

from collections.abc import Sequence
from functools import cache

from tests.forms.variants import (
    files,
    layout,
    marks,
    removals,
    secrets,
    sources,
    values,
)
from tests.forms.variants.variant import Variant

SUBJECTS = (marks, secrets, removals, values, sources, layout, files)
"""The modules that have variants, each on one subject."""


@cache
def all_variants() -> Sequence[Variant]:
    """Return all variants, subject by subject."""
    return [one for subject in SUBJECTS for one in subject.variants()]
