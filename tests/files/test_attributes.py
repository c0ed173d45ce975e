import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist.errors import SaveError
from checklist.files import output_file, writer
from checklist.files.save_notices import take_notices
from tests.support.user import acting_as
from tests.support.written_files import mode_of

if sys.platform != "linux":
    pytest.skip("owners, groups and lists are tried as Linux has them", allow_module_level=True)

ANNA, BEN = 12_001, 12_002
"""Two users."""
JUSTICE, POLICE = 13_001, 13_002
"""Two groups."""

pytestmark = pytest.mark.usefixtures("no_notices")

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root may act as another user")


@pytest.fixture
def report() -> Iterator[Path]:
    """A report in a folder where everyone can write."""
    # Not `tmp_path`: what root makes there, nobody else may enter.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        path = Path(folder, "report-AUT.yaml")
        path.write_bytes(b"old")
        yield path


def belongs_to(path: Path, user: int, group: int, mode: int) -> None:
    os.chown(path, user, group)
    path.chmod(mode)


# What is kept


def test_the_permissions_that_count_are_those_at_the_end(report: Path) -> None:
    report.chmod(0o644)

    with writer.replacing(report) as file:
        file.write(b"new")
        report.chmod(0o600)

    assert mode_of(report) == 0o600


# What cannot be kept takes rights away


@root_only
def test_the_group_is_kept_where_the_owner_cannot_be(report: Path) -> None:
    belongs_to(report, ANNA, JUSTICE, 0o660)

    with acting_as(BEN, POLICE, [JUSTICE]):
        writer.replace(report, b"new")

    new = report.stat()
    assert (new.st_uid, new.st_gid, mode_of(report)) == (BEN, JUSTICE, 0o660)
    assert take_notices() == []


@root_only
def test_an_owner_who_loses_rights_is_in_a_notice(report: Path) -> None:
    belongs_to(report, ANNA, JUSTICE, 0o620)

    with acting_as(BEN, POLICE, [JUSTICE]):
        writer.replace(report, b"new")

    assert report.stat().st_gid == JUSTICE
    assert take_notices() == [
        f"The owner of {report} could not be kept: the file belongs to you now."
    ]


@root_only
@pytest.mark.parametrize(
    ("mode", "left"), [(0o666, 0o606), (0o646, 0o604), (0o606, 0o600), (0o626, 0o602)], ids=oct
)
def test_where_the_group_cannot_be_kept_its_rights_are_taken_away(
    report: Path, mode: int, left: int
) -> None:
    belongs_to(report, ANNA, JUSTICE, mode)

    with acting_as(BEN, POLICE, []):
        writer.replace(report, b"new")

    new = report.stat()
    assert (new.st_uid, new.st_gid) == (BEN, POLICE)
    assert mode_of(report) == left  # members of the old group count among the others now
    assert take_notices()[0] == (
        f"The group of {report} could not be kept, so the rights of the group were taken away."
    )


# Files of strangers


@root_only
@pytest.mark.parametrize("mode", [0o666, 0o644])
def test_the_file_of_a_stranger_in_a_sticky_folder_of_everybody_is_not_replaced(
    report: Path, mode: int
) -> None:
    report.parent.chmod(0o1777)
    belongs_to(report, ANNA, JUSTICE, mode)
    refused = "belongs to another user, in a folder where everyone can write; choose another"

    for user in (BEN, 0):
        with acting_as(user, POLICE, []), pytest.raises(SaveError, match=refused):
            writer.replace(report, b"new")
        with (
            acting_as(user, POLICE, []),
            pytest.raises(SaveError, match=refused),
            writer.replacing(report) as file,
        ):
            file.write(b"new")

    assert report.read_bytes() == b"old"
    assert [path.name for path in report.parent.iterdir()] == [report.name]


@root_only
@pytest.mark.parametrize(
    ("owner", "mode_of_folder"),
    [(ANNA, 0o1777), (0, 0o1777), (BEN, 0o777), (BEN, 0o1770)],
    ids=["own file", "file of the folder's owner", "not sticky", "closed to others"],
)
def test_another_file_in_a_shared_folder_is_replaced(
    report: Path, owner: int, mode_of_folder: int
) -> None:
    os.chown(report.parent, 0, JUSTICE)
    report.parent.chmod(mode_of_folder)
    belongs_to(report, owner, JUSTICE, 0o666)

    # As the owner of the folder: in a sticky one nobody else may take a name from another user.
    user = ANNA if owner == ANNA else 0
    with acting_as(user, JUSTICE, []):
        writer.replace(report, b"new")

    assert report.read_bytes() == b"new"


@root_only
def test_the_pipe_of_a_stranger_in_a_sticky_folder_of_everybody_is_not_written_to(
    report: Path,
) -> None:
    report.parent.chmod(0o1777)
    pipe = report.with_name("pipe")
    os.mkfifo(pipe)
    belongs_to(pipe, ANNA, JUSTICE, 0o666)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    with pytest.raises(SaveError, match="belongs to another user"):
        output_file.write_output(pipe, b"new")

    assert os.read(reader, 100) == b""
    os.close(reader)
