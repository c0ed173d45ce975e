"""A trend as one JSON document, whose schema is published."""

import json
from dataclasses import asdict

from checklist.analysis.trend.document import Trend


def as_json(trend: Trend) -> str:
    """Return the trend as JSON in ASCII, so that nothing in it can reach a terminal raw."""
    return json.dumps(asdict(trend), indent=2) + "\n"
