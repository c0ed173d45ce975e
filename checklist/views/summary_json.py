"""A summary as one JSON document, whose schema is published."""

import json
from dataclasses import asdict

from checklist.analysis.summary.model import Summary

VERSION = 1
"""Rises when a program that reads the document would no longer understand it."""


def as_json(summary: Summary) -> str:
    """Return the summary as JSON, indented."""
    document = {"checklist_summary": VERSION, **asdict(summary)}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
