"""`checklist schema`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.options import option
from checklist.files.writer import replace
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.shipped_files import questionnaire_folders, schema_folder
from checklist.schemas.all_schemas import all_schemas
from checklist.text.sanitize import safe_text


def run(
    check: Annotated[
        bool, option("--check", "Write nothing; exit with 1 when a file differs.")
    ] = False,
    folder: Annotated[
        Path | None,
        option(
            "--folder",
            "The folder of the schemas; without it, the folder that comes with the tool.",
        ),
    ] = None,
) -> None:
    """Write the JSON Schemas of the files, or check them.

    The schemas are made from the models and the shipped questionnaires. They follow draft 2020-12
    of JSON Schema.
    """
    target = folder or schema_folder()
    schemas = all_schemas({name: shipped(name) for name in questionnaire_folders()})
    if not check:
        for name, text in schemas.items():
            replace(target / name, text.encode(), mode=0o644)
            print(f"wrote {safe_text(str(target / name))}", file=sys.stderr)
        return
    different = [name for name, text in schemas.items() if _content(target / name) != text]
    different += sorted({p.name for p in target.glob("*.json")} - schemas.keys())
    for name in different:
        print(
            f"{safe_text(str(target / name))} differs from the models; run `checklist schema`",
            file=sys.stderr,
        )
    raise typer.Exit(1 if different else 0)


def _content(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
