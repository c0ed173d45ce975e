"""The lines of a register: what was changed, cut off, added or taken out is found."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checklist.errors import ChecklistError
from checklist.files.discovery import REGISTER
from checklist.lifecycle.register_line import RegisterLine, chained, line_text
from checklist.register.chain import chain_of, read_chain
from checklist.register.folder import open_register
from checklist.register.verification import line_with_head
from checklist.reports.seal import short_seal
from tests.support.registers import chain_text, noted, received, report_of

THREE = chain_text(
    received(1, report_of()), received(2), noted("withdraw", 1, reference="NV 12/2027")
)


def test_lines_as_they_were_written_have_no_fault() -> None:
    chain = chain_of(THREE)

    assert [line.number for line in chain.lines] == [1, 2, 3]
    assert not chain.faults
    assert not chain.torn
    assert chain.size == len(THREE)


def test_any_changed_byte_of_any_line_is_found() -> None:
    for at in range(len(THREE)):
        for other in {THREE[at] ^ 1, THREE[at] ^ 0x20, ord("\n"), ord(" "), 0} - {THREE[at]}:
            changed = THREE[:at] + bytes([other]) + THREE[at + 1 :]

            chain = chain_of(changed)

            assert chain.faults or chain.torn, (at, other)


def test_any_byte_that_is_added_or_taken_out_within_the_lines_is_found() -> None:
    for at in range(len(THREE) - 1):
        for changed in (THREE[:at] + THREE[at + 1 :], THREE[:at] + b" " + THREE[at:]):
            chain = chain_of(changed)

            assert chain.faults or chain.torn, at


def test_a_register_that_is_cut_off_has_its_whole_lines_only_or_says_so() -> None:
    ends = [at + 1 for at, byte in enumerate(THREE) if byte == ord("\n")]
    for end in range(len(THREE)):
        chain = chain_of(THREE[:end])

        assert not chain.faults, end
        whole = sum(whole <= end for whole in ends)
        if end + 1 in ends:
            assert chain.lacks_end
            assert len(chain.lines) == whole + 1
        else:
            assert len(chain.lines) == whole
            assert bool(chain.torn) == (end not in [0, *ends])


@pytest.mark.parametrize(
    ("order", "fault"),
    [
        ([1, 2], "register.jsonl:1: a line before it was changed or taken out"),
        ([0, 2], "register.jsonl:2: a line before it was changed or taken out"),
        ([0, 2, 1], "register.jsonl:2: a line before it was changed or taken out"),
        ([0, 1, 1, 2], "register.jsonl:3: the line follows line 1, and not the line before it"),
    ],
)
def test_lines_that_are_taken_out_moved_or_doubled_are_found(order: list[int], fault: str) -> None:
    lines = THREE.splitlines(keepends=True)

    chain = chain_of(b"".join(lines[number] for number in order))

    assert chain.faults[0].text.startswith(fault)


def test_two_copies_that_were_both_written_are_named_as_such() -> None:
    lines = THREE.splitlines(keepends=True)
    second = json.loads(lines[1])
    other = chained({**second, "number": 3, "who": "colleague"}, second["before"])

    chain = chain_of(lines[0] + lines[1] + line_text(other).encode() + b"\n")

    assert "written in two copies, as two clones under git are" in chain.faults[0].text


def test_a_line_with_a_right_hash_that_is_no_line_of_a_register_is_found() -> None:
    for wrong in (
        received(1, report_of(), colour="red"),
        noted("withdraw", 1),
        received(2, file="../outside.yaml"),
        received(2, file="/etc/passwd"),
        received(2, file="2026/NOR/../../../x"),
        received(2, file="2026/NOR/a\0b"),
        {"did": "received", "on": "2026-11-20"},
        {"did": "sing", "of": 1, "on": "2026-11-20"},
    ):
        chain = chain_of(chain_text(received(1), wrong))

        assert chain.faults[0].text.startswith("register.jsonl:2: this is not a line of a register")


def test_a_line_about_what_received_nothing_is_found() -> None:
    chain = chain_of(chain_text(received(1), noted("clarify", 1), noted("clarify", 2)))

    assert (
        chain.faults[0].text
        == "register.jsonl:3: the line is about line 2, which is not about a received file"
    )


@pytest.mark.parametrize("hostile", [b"[" * 100_000, b"9" * 100_000, b"\xff\xfe", b"null", b"{}"])
def test_hostile_lines_are_faults(hostile: bytes) -> None:
    assert chain_of(hostile + b"\n").faults


def test_a_receipt_shows_what_was_cut_off_or_written_anew() -> None:
    lines = chain_of(THREE).lines
    cut = chain_of(b"".join(THREE.splitlines(keepends=True)[:2])).lines
    anew = chain_of(chain_text(received(1, report_of(revision=2)), received(2))).lines

    for head in (lines[2].hash, lines[2].hash[7:], short_seal(lines[2].hash)):
        found = line_with_head(lines, head)
        assert found is not None
        assert found.number == 3
        assert line_with_head(cut, head) is None
    assert line_with_head(anew, lines[1].hash) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda line: line.hash[:-1], "is not the hash of a line. On a receipt the hash is"),
        (lambda line: line.hash[:-1] + "o", "is not the hash of a line. On a receipt the hash is"),
        (lambda line: short_seal(line.hash)[:-9], "its short form has five groups"),
        (lambda line: short_seal(line.hash)[:-1] + "@", "the last two characters do not fit"),
    ],
)
def test_the_message_on_a_mistyped_hash_says_what_a_receipt_has(
    change: Callable[[RegisterLine], str], message: str
) -> None:
    lines = chain_of(THREE).lines

    with pytest.raises(ChecklistError) as raised:
        line_with_head(lines, change(lines[1]))

    assert message in str(raised.value)
    assert "seal" not in str(raised.value)


def written(folder: Path, content: bytes) -> Path:
    path = folder / REGISTER
    path.write_bytes(content)
    return path


def test_a_line_that_was_cut_off_is_taken_away_and_the_next_follows_the_whole_ones(
    tmp_path: Path,
) -> None:
    whole = b"".join(THREE.splitlines(keepends=True)[:2])
    path = written(tmp_path, THREE[: len(whole) + 60])

    with open_register(tmp_path, print) as register:
        register.append(noted("withdraw", 2, reference="NV 1"))

    assert path.read_bytes().startswith(whole + b'{"at"')
    chain = read_chain(tmp_path)
    assert not chain.faults
    assert [line.of for line in chain.lines] == [None, None, 2]


def test_a_last_line_without_its_end_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path, THREE[:-1])

    with open_register(tmp_path, print):
        pass

    assert path.read_bytes() == THREE


def test_zeros_that_a_loss_of_power_left_are_taken_away(tmp_path: Path) -> None:
    path = written(tmp_path, THREE + b"\0" * 300)

    with open_register(tmp_path, print):
        pass

    assert path.read_bytes() == THREE


@pytest.mark.parametrize("changed", [THREE[:-2] + b"x\n", THREE[:-1] + b"x", b"x" + THREE[1:]])
def test_nothing_is_written_to_a_register_that_was_changed(changed: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, changed)

    refused = pytest.raises(ChecklistError, match="was changed, and nothing is written to it")
    with refused, open_register(tmp_path, print):
        pass

    assert path.read_bytes() == changed
