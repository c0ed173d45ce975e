"""`checklist/README.md`, the map, names each folder of the package, and nothing else."""

import re
import tomllib
from pathlib import Path

from tests.support.folders import ROOT

PACKAGE = ROOT / "checklist"
MAP = (PACKAGE / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    (text,) = re.findall(rf"^## {title}.*?\n(.*?)(?=^## |\Z)", MAP, re.DOTALL | re.MULTILINE)
    return str(text)


def rows(text: str) -> list[list[str]]:
    """Return the cells of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def paths(text: str) -> list[str]:
    """Return what stands between backticks and names a file or folder."""
    return re.findall(r"`([\w./-]+(?:/|\.py|\.toml))`", text)


def folders(parent: Path) -> set[str]:
    return {path.name for path in parent.iterdir() if path.is_dir() and path.name[0] not in "._"}


def test_the_map_lists_each_folder_of_the_package_and_no_other() -> None:
    listed = [paths(name)[0].rstrip("/") for name, _ in rows(section("Folders"))]

    assert sorted(listed) == sorted(folders(PACKAGE))


def test_the_map_names_the_folders_in_each_folder_and_no_other() -> None:
    for name, subject in rows(section("Folders")):
        folder = paths(name)[0].rstrip("/")
        named = {path.rstrip("/").removeprefix(f"{folder}/") for path in paths(subject)}

        assert named == folders(PACKAGE / folder), folder


def test_the_map_lists_the_folders_as_the_layers_lie() -> None:
    layers = re.findall(r'^  "([a-z_| ()]+)",$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    height = {name: at for at, layer in enumerate(layers) for name in re.findall(r"\w+", layer)}

    names = [paths(name)[0].rstrip("/") for name, _ in rows(section("Folders"))]
    listed = [height[name] for name in names if (PACKAGE / name / "__init__.py").exists()]

    assert listed == sorted(listed)


def test_the_map_names_the_modules_at_the_top_and_no_other() -> None:
    named = set(paths(section("Folders").rpartition("|")[2]))

    assert named == {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py"}


def test_every_path_on_the_map_exists() -> None:
    for _, place, tests in rows(section("Where")):
        for path in paths(place):
            assert (PACKAGE / path).exists() or (ROOT / path).exists(), path
        for path in paths(tests):
            assert (ROOT / path).is_dir(), path
    for target in re.findall(r"\]\(([^)]+)\)", MAP):
        assert (PACKAGE / target).exists(), target


def test_the_source_archive_has_what_the_tests_read() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    tests = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")]
    read = {name for text in tests for name in re.findall(r'\bROOT / "([^"/]+)', text)}

    assert {f"/{name}" for name in read} - {"/.git", "/pyproject.toml"} <= {
        *build["targets"]["sdist"]["include"]
    }
