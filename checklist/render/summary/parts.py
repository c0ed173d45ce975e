"""The parts of a tally as a bar: levels in shades of one hue, what has no value hatched."""

from collections.abc import Sequence

from checklist.analysis.summary.figures import Tally
from checklist.render.bars import HATCHES, SHADES, Part

MISSING_LABELS = {
    "not_known": "Not known",
    "not_applicable": "Not applicable",
    "declined": "Declined",
    "unanswered": "Unanswered",
    "confidential": "Confidential",
    "off_path": "Off path",
    "invalid": "Invalid",
    "withheld": "Withheld",
}
"""The labels of the counts of answers without a value, by their names in a tally."""


def measure_parts(tally: Tally) -> Sequence[Part]:
    """Return the parts of a tally of measures, whose codes have one shade each."""
    levels = zip(tally.codes, SHADES, strict=True)
    return [*(Part(one.label, one.count, shade) for one, shade in levels), *missing_parts(tally)]


def missing_parts(tally: Tally) -> Sequence[Part]:
    """Return the parts of a tally that have no value."""
    return [
        Part(label, getattr(tally, name), HATCHES[name]) for name, label in MISSING_LABELS.items()
    ]
