"""Folders of the tests, wherever the test stands that uses them."""

from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
