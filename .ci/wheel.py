"""Checks that the wheel has all questions, schemas, templates, texts and examples, and no more."""

import sys
import zipfile
from pathlib import Path

root = Path(__file__).parent.parent
names = set(zipfile.ZipFile(sys.argv[1]).namelist())
shipped = {name.removeprefix("checklist/_data/") for name in names if "/_data/" in name}
folders = (root / "questions", root / "schemas")
wanted = {
    path.relative_to(root).as_posix()
    for folder in folders
    for path in folder.rglob("*")
    if path.is_file() and path.parent.name != "__pycache__"
}
if shipped != wanted:
    sys.exit(f"the wheel differs: missing {wanted - shipped}, too many {shipped - wanted}")
templates = root / "checklist" / "render" / "templates"
of_pages = {path.relative_to(root).as_posix() for path in templates.glob("*.*")}
if not of_pages <= names:
    sys.exit(f"the wheel lacks what pages are made of: {sorted(of_pages - names)}")
catalogues = {path.relative_to(root).as_posix() for path in root.glob("checklist/locale/*/*.po")}
if not catalogues or not catalogues <= names:
    sys.exit(f"the wheel lacks translations of the program: {sorted(catalogues - names)}")
examples = {path.relative_to(root).as_posix() for path in root.glob("checklist/examples/**/*.*")}
if not examples or not examples <= names:
    sys.exit(f"the wheel lacks examples: {sorted(examples - names)}")
strangers = {name for name in names if not name.startswith(("checklist/", "tip_checklist-"))}
if strangers:
    sys.exit(f"the wheel installs what it should not: {sorted(strangers)}")
if "checklist/py.typed" not in names:
    sys.exit("the wheel does not tell type checkers that it has types: py.typed is missing")
print(f"the wheel has all {len(wanted)} data files")
