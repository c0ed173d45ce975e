import importlib
import sys

import pytest
import yaml

from checklist.errors import InstallationError
from checklist.files import libyaml


def test_without_libyaml_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CBaseLoader")
    monkeypatch.delitem(sys.modules, libyaml.__name__)

    with pytest.raises(InstallationError, match="was built without libyaml"):
        importlib.import_module(libyaml.__name__)
