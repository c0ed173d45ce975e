"""A summary as one JSON document, whose schema is published."""

import json
from dataclasses import asdict

from checklist.analysis.summary.document import Summary


def as_json(summary: Summary) -> str:
    """Return the summary as JSON in ASCII, so that nothing in it can reach a terminal raw."""
    return json.dumps(asdict(summary), indent=2) + "\n"
