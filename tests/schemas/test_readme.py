"""What `schemas/README.md` says of the schemas."""

import json
import re

import pytest

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


@pytest.mark.parametrize("name", ["findings", "summary", "comparison", "manifest"])
def test_the_first_key_of_a_document_is_the_one_that_it_names(name: str) -> None:
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))

    assert next(iter(schema["properties"])) == f"checklist_{name}"
    assert f"`checklist_{name}`" in README


def test_the_readme_is_no_schema_to_be_written() -> None:
    assert "README.md" not in all_schemas({})
