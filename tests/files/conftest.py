import errno
import os

import pytest

from checklist.files.save_notices import take_notices
from tests.support.written_files import fail_with


@pytest.fixture(params=["links", "no links"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system with hard links, and one without."""
    if request.param == "no links":
        monkeypatch.setattr(os, "link", fail_with(errno.EPERM))


@pytest.fixture
def no_notices() -> None:
    """No notices are left from an earlier test."""
    take_notices()
