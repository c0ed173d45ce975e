"""What `schemas/README.md` says of the schemas."""

import json
import re

from checklist.schemas.all_schemas import all_schemas
from tests.support.folders import ROOT

FOLDER = ROOT / "schemas"
README = (FOLDER / "README.md").read_text("utf-8")


def test_it_lists_each_schema_and_no_other() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)

    assert sorted(listed) == sorted(path.name for path in FOLDER.glob("*.json"))


def test_the_settings_of_an_editor_name_schemas_and_files_that_exist() -> None:
    (body,) = re.findall(r"^```json\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    settings = json.loads(body)["yaml.schemas"]

    assert [name for name in settings if not (ROOT / name).is_file()] == []
    of_questions = [glob for glob in settings.values() if glob.startswith("questions/")]
    assert [glob for glob in of_questions if not [*ROOT.glob(glob)]] == []
    assert len(of_questions) == 4


def test_the_readme_is_no_schema_to_be_written() -> None:
    assert "README.md" not in all_schemas({})
