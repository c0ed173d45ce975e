"""`checklist schema`: whether the files are current."""

from pathlib import Path

from checklist.questionnaire.shipped_files import schema_folder
from tests.support.running import checklist_run


def test_schema_check_fails_when_a_file_differs_is_absent_or_is_too_many(tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    folder.mkdir()
    written = checklist_run("schema", "--folder", "schemas", cwd=tmp_path)
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    one = folder / "question-set.schema.json"
    one.write_text(one.read_text("utf-8").replace("2020-12", "2019-09"), "utf-8")
    (folder / "catalogue.schema.json").unlink()
    (folder / "old.schema.json").write_text("{}")
    differing = checklist_run("schema", "--check", "--folder", "schemas", cwd=tmp_path)

    assert written.code == 0
    assert made == {path.name: path.read_bytes() for path in schema_folder().glob("*.json")}
    assert differing.code == 1
    assert "question-set.schema.json differs from the models" in differing.stderr
    assert "catalogue.schema.json differs from the models" in differing.stderr
    assert "old.schema.json" in differing.stderr
