"""Folders that tests use, wherever the test stands."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the project."""

FIXTURES = ROOT / "tests" / "fixtures"
