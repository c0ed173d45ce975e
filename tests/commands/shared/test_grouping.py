"""`--group-by` is read in one place, and each error names the file and the line."""

from pathlib import Path

import pytest

from checklist.commands.shared.grouping import grouping_of
from checklist.errors import ChecklistError
from checklist.questionnaire.loading import shipped
from tests.support import tiny


def of_file(folder: Path, content: str | bytes) -> dict[str, str]:
    path = folder / "groups.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    grouping = grouping_of(str(path), shipped())
    assert grouping is not None
    assert (grouping.by, grouping.title) == ("file", "groups.csv")
    return dict(grouping.by_state)


def test_the_groupings_without_a_file() -> None:
    assert grouping_of(None, shipped()) is None
    for name in ("region", "treaty-status"):
        grouping = grouping_of(name, shipped())
        assert grouping is not None
        assert grouping.by == name


@pytest.mark.parametrize(
    "content",
    [
        "NOR,North\nSenegal,South\n",
        "code,group\r\nNOR,North\r\n\r\nSEN,South\r\n",
        "State;Group\nNOR;North\nSEN;South\n",
        "# as agreed in 2026\nNOR\tNorth\nSEN\tSouth",
        b"\xef\xbb\xbfcode,group\nNOR, North \nsen,South,\nNOR,North\n",
        '"Norway","North"\n"SEN","South"\n',
    ],
)
def test_a_file_is_a_table_of_state_and_group(tmp_path: Path, content: str | bytes) -> None:
    assert of_file(tmp_path, content) == {"NOR": "North", "SEN": "South"}


def test_a_name_with_a_comma_stands_in_quotation_marks(tmp_path: Path) -> None:
    assert of_file(tmp_path, 'NOR,"North, and others"\n') == {"NOR": "North, and others"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "NOR,North\nNorwai,North\n",
            ":2: `Norwai` is not the name or code of a State; did you mean",
        ),
        ("code,group\nNOR\n", ":2: the State has no group; write it behind a comma"),
        ("NOR,North\n\nNOR,South\n", ":3: Norway (NOR) is in the group `North` already"),
        ("NOR,North,and others\n", ":1: there are 3 columns"),
        ('NOR,"North\n', ":1: the quotation marks do not fit, or the line is too long"),
        (f"NOR,{'x' * 101}\n", ":1: the name of the group has 101 characters; at most 100"),
        ("code,group\n", ": no line names a State and its group"),
        ("", ": no line names a State and its group"),
        (b"NOR,\xff\n", "UTF-8"),
    ],
)
def test_an_error_names_the_file_and_the_line(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(ChecklistError) as error:
        of_file(tmp_path, content)

    assert str(error.value).startswith(f"--group-by: {tmp_path / 'groups.csv'}:")
    assert message in str(error.value)


def test_a_name_that_is_neither_is_an_error_with_what_there_is() -> None:
    with pytest.raises(ChecklistError, match="did you mean `region`"):
        grouping_of("regoin", shipped())
    with pytest.raises(ChecklistError, match="name one of these: region, treaty-status"):
        grouping_of("no-such-file.csv", shipped())


def test_a_questionnaire_without_treaty_status_cannot_be_grouped_by_it() -> None:
    asked = tiny.questionnaire([{"id": "lamps", "type": "integer"}])

    with pytest.raises(ChecklistError, match="asks no State for a treaty status"):
        grouping_of("treaty-status", asked)


def test_control_characters_of_a_file_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    assert of_file(tmp_path, "NOR,North\u202e\n") == {"NOR": "North‹U+202E›"}
