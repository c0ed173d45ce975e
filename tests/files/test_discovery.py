import os
from pathlib import Path

import pytest

from checklist.files.discovery import STANDARD_INPUT, ReportFiles, exists, free_path

POSIX = pytest.mark.skipif(os.name == "nt", reason="links and pipes are those of POSIX")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found(*paths: str | Path) -> list[str]:
    return [path.as_posix() for path in ReportFiles(map(Path, paths))]


# Folders


def test_the_reports_of_a_folder_come_by_name_those_of_its_folders_after_them(here: Path) -> None:
    write("in/b.yml", "in/a/z.yaml", "in/a.yaml", "in/C.JSON", "in/a/b/y.json", "in/A/x.yaml")

    names = ["in/C.JSON", "in/a.yaml", "in/b.yml", "in/A/x.yaml", "in/a/z.yaml", "in/a/b/y.json"]
    assert found("in") == names


def test_hidden_files_and_kept_drafts_are_skipped_and_others_are_counted(here: Path) -> None:
    write(
        "a.yaml", "b.DRAFT.yaml", "b.draft.yaml", ".c.yaml", ".d/e.yaml", ".f.txt",
        "g.txt", "h/i.docx", "h/yaml", "j.yaml.bak",
    )  # fmt: skip
    files = ReportFiles([Path()])

    assert list(files) == [Path("a.yaml")]
    assert files.passed_over == 4
    assert list(files) == [Path("a.yaml")]
    assert files.passed_over == 4


def test_a_named_file_is_read_whatever_its_name_is(here: Path) -> None:
    write(".c.yaml", "b.draft.yaml", "g.txt")
    files = ReportFiles(map(Path, [".c.yaml", "b.draft.yaml", "g.txt", "nosuch", "x" * 300, "-"]))

    assert [str(p) for p in files] == [".c.yaml", "b.draft.yaml", "g.txt", "nosuch", "x" * 300, "-"]
    assert files.passed_over == 0


def test_a_folder_called_like_standard_input_is_not_gone_through(here: Path) -> None:
    write("-/a.yaml")

    assert list(ReportFiles([STANDARD_INPUT])) == [STANDARD_INPUT]


# The same file twice


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["in/a.yaml", "in/a.yaml"], ["in/a.yaml"]),
        (["in/a.yaml", "./in/../in/a.yaml"], ["in/a.yaml"]),
        (["in/b.yaml", "in"], ["in/b.yaml", "in/a.yaml", "in/sub/c.yaml"]),
        (["in", "in/b.yaml"], ["in/a.yaml", "in/b.yaml", "in/sub/c.yaml"]),
        (["in", "in/.hidden.yaml"], ["in/a.yaml", "in/b.yaml", "in/sub/c.yaml", "in/.hidden.yaml"]),
        (["in", "."], ["in/a.yaml", "in/b.yaml", "in/sub/c.yaml"]),
        (["in/sub", "in"], ["in/sub/c.yaml", "in/a.yaml", "in/b.yaml"]),
        (["in", "in/sub"], ["in/a.yaml", "in/b.yaml", "in/sub/c.yaml"]),
        (["in", "in"], ["in/a.yaml", "in/b.yaml", "in/sub/c.yaml"]),
        (["-", "-"], ["-"]),
        (["nosuch", "nosuch"], ["nosuch"]),
    ],
)
def test_a_file_that_is_named_twice_comes_once(
    paths: list[str], expected: list[str], here: Path
) -> None:
    write("in/a.yaml", "in/b.yaml", "in/sub/c.yaml", "in/.hidden.yaml")

    assert found(*paths) == expected


@POSIX
@pytest.mark.parametrize("paths", [["in"], ["in", "."], ["in/sub", "in"]])
def test_a_link_to_a_file_that_comes_by_itself_is_left_out(paths: list[str], here: Path) -> None:
    write("in/m.yaml", "in/sub/n.yaml")
    Path("in/a-link.yaml").symlink_to("m.yaml")
    Path("in/z-link.yaml").symlink_to("m.yaml")
    Path("in/sub/up.yaml").symlink_to("../m.yaml")

    assert sorted(found(*paths)) == ["in/m.yaml", "in/sub/n.yaml"]


@POSIX
def test_a_file_that_is_reached_by_two_links_only_comes_under_the_first(here: Path) -> None:
    write("elsewhere/report.yaml", "in/.hidden.yaml", "in/other.txt")
    Path("in/b.yaml").symlink_to(here / "elsewhere" / "report.yaml")
    Path("in/c.yaml").symlink_to(here / "elsewhere" / "report.yaml")
    Path("in/d.yaml").symlink_to(".hidden.yaml")
    Path("in/e.yaml").symlink_to("other.txt")

    assert found("in") == ["in/b.yaml", "in/d.yaml", "in/e.yaml"]
    assert found("in/c.yaml", "in") == ["in/c.yaml", "in/d.yaml", "in/e.yaml"]


@POSIX
def test_links_that_lead_nowhere_come_and_links_to_folders_are_not_followed(here: Path) -> None:
    write("in/sub/n.yaml")
    Path("in/circle.yaml").symlink_to("circle.yaml")
    Path("in/nowhere.yaml").symlink_to("nosuch.yaml")
    Path("in/sub/up").symlink_to("..")
    Path("in/sub/up.yaml").symlink_to("..")

    assert found("in") == ["in/circle.yaml", "in/nowhere.yaml", "in/sub/n.yaml"]


@POSIX
def test_a_folder_that_is_named_by_a_link_is_gone_through(here: Path) -> None:
    write("in/a.yaml")
    Path("link").symlink_to("in")

    assert found("link") == ["link/a.yaml"]
    assert found("link", "in") == ["link/a.yaml"]


@POSIX
def test_a_folder_that_cannot_be_listed_is_among_the_files(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("in/report.yaml", "in/locked/report.yaml")
    listed = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)

    assert found("in") == ["in/report.yaml", "in/locked"]


def test_a_name_that_no_file_can_have_is_left_to_the_reader(here: Path) -> None:
    assert found("a\0b.yaml") == ["a\0b.yaml"]


def test_whether_a_path_exists_is_found_without_raising(here: Path) -> None:
    write("report.yaml")

    assert exists(Path("report.yaml"))
    assert not exists(Path("absent.yaml"))
    assert not exists(Path("n" * 5000))


# The path of a kept draft


def test_a_kept_draft_gets_a_number_where_there_is_one_already(here: Path) -> None:
    path = here / "report-NOR.draft.yaml"

    assert free_path(path) == path
    path.touch()
    assert free_path(path) == here / "report-NOR.2.draft.yaml"
    (here / "report-NOR.2.draft.yaml").touch()
    assert free_path(path) == here / "report-NOR.3.draft.yaml"


def test_divisions_with_their_parts_are_no_reports(here: Path) -> None:
    write(
        "in/report-NOR.yaml", "in/division-NOR.yaml", "in/parts/a.yaml",
        "other/parts/c.yaml", "other/division-of-labour.yaml",
    )  # fmt: skip

    assert found("in") == ["in/report-NOR.yaml"]
    assert found("other") == ["other/division-of-labour.yaml", "other/parts/c.yaml"]
    assert found("in/parts/a.yaml") == ["in/parts/a.yaml"]
