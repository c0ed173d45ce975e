"""Files as LibreOffice saves them, many in one call."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HAS_LIBREOFFICE = shutil.which("soffice") is not None
_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
}

Travellers = Mapping[str, tuple[bytes, str, Sequence[str]]]
"""Contents by a name, each with its format and the formats as which it is saved in turn."""


def travelled(files: Travellers) -> Mapping[str, bytes]:
    """Return the files as they are at the end; each format is one call."""
    contents = {name: (content, form) for name, (content, form, _) in files.items()}
    stages = max(len(route) for _, _, route in files.values())
    with tempfile.TemporaryDirectory(prefix="travel-") as folder:
        for stage in range(stages):
            steps = {name: route[stage] for name, (_, _, route) in files.items() if route[stage:]}
            for to in sorted({*steps.values()}):
                some = {name: contents[name] for name in steps if steps[name] == to}
                saved = _saved_as(some, to, Path(folder), f"{stage}-{to}")
                contents |= {name: (content, to) for name, content in saved.items()}
    return {name: content for name, (content, _) in contents.items()}


def _saved_as(
    contents: Mapping[str, tuple[bytes, str]], to: str, folder: Path, name: str
) -> Mapping[str, bytes]:
    before, after = folder / f"{name}-before", folder / f"{name}-after"
    before.mkdir()
    numbers = {one: number for number, one in enumerate(contents)}
    for one, (content, form) in contents.items():
        (before / f"{numbers[one]}.{form}").write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to",
         _FILTERS.get(to, to), "--outdir", str(after), *map(str, before.iterdir())],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return {one: (after / f"{number}.{to}").read_bytes() for one, number in numbers.items()}
