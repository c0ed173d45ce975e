"""What fuzzing itself is made of; fuzzing runs apart from the tests."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from checklist.diagnostics import Diagnostic, Position, Severity
from checklist.files.reader import Document, parse
from tests.fuzz import promises
from tests.fuzz.mutator import changed
from tests.fuzz.promises import TARGETS, check_reader, check_return, check_validate
from tests.fuzz.seeds import SYNTAX, seeds, words
from tests.fuzz.shrink import shrunk
from tests.support.examples import one_in
from tests.support.ministries import COAST
from tests.support.small_report import SMALL

OF_REPORTS = [check for name, check in TARGETS.items() if name != "return"]
"""What is tried with each file; the reader of forms takes longer, and other files."""
CONTENT = b"a: 1\nb: 2\n"
FOUND = Diagnostic("report.yaml", 2, 1, "S102", Severity.ERROR, "it is unknown")


@pytest.fixture(scope="module")
def begun_with() -> list[bytes]:
    return [seed.encode(errors="surrogatepass") for seed in seeds()]


@pytest.mark.thorough
@pytest.mark.parametrize("each", [24, pytest.param(one_in(3), marks=pytest.mark.thorough)])
def test_what_fuzzing_begins_with_keeps_the_promises(each: int, begun_with: list[bytes]) -> None:
    for seed in begun_with[::each]:
        for check in OF_REPORTS:
            check(seed)
    for seed in begun_with[:: 40 * each]:
        check_return(seed)

    assert len(begun_with) > 400


@pytest.mark.parametrize("each", [4, pytest.param(one_in(3), marks=pytest.mark.thorough)])
def test_changed_files_keep_the_promises_and_are_mostly_still_read(
    each: int, begun_with: list[bytes]
) -> None:
    choice = random.Random(0)
    known = [*SYNTAX, *words(SMALL)]
    sound = [seed for seed in begun_with if parse(seed, "").readable]

    files = [changed(choice.choice(sound), known, choice) for _ in range(500 // each)]

    for content in files:
        for check in OF_REPORTS:
            check(content)
    assert sum(parse(content, "").readable for content in files) > 250 // each


@pytest.mark.parametrize("each", [10, pytest.param(one_in(3), marks=pytest.mark.thorough)])
def test_changed_forms_keep_the_promises(each: int, begun_with: list[bytes]) -> None:
    choice = random.Random(0)
    known = [*SYNTAX, *words(COAST), "<c ", "</row>", 't="s"', "<f>", "&#27;", "]]>"]
    of_forms = [
        seed for seed in begun_with if b"checklist_form" in seed or seed.startswith(b"<?xml")
    ]
    for seed in of_forms:
        for _ in range(40 // each):
            check_return(changed(seed, known, choice))


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\xff", b"{}", b"[]", b"a", b"- []", b'{"a": {}}']
)
def test_files_with_next_to_nothing_in_them_can_be_changed(content: bytes) -> None:
    choice = random.Random(0)

    files = [changed(content, SYNTAX, choice) for _ in range(200)]

    assert len(set(files)) > 10


def returning(document: Document) -> Callable[..., Document]:
    """Return a reader that finds the same in every file of these tests but the last."""
    return lambda content, name, **_: document if content == CONTENT else parse(content, name)


@pytest.mark.parametrize(
    "found",
    [
        pytest.param([FOUND._replace(message="x" * 501)], id="too long"),
        pytest.param([FOUND._replace(message="a\x1b[2J")], id="with a control character"),
        pytest.param([FOUND._replace(code="S999")], id="unknown"),
        pytest.param([FOUND._replace(line=0)], id="before the first line"),
        pytest.param([FOUND._replace(line=4)], id="behind the last line"),
        pytest.param([FOUND._replace(column=0)], id="before the line"),
        pytest.param([FOUND._replace(column=6)], id="behind the end of the line"),
        pytest.param([FOUND._replace(related=(Position(4, 1, "x"),))], id="beside one elsewhere"),
        pytest.param([FOUND] * 101, id="one of too many"),
        pytest.param([FOUND] * 100 + [FOUND._replace(code="S000")] * 2, id="counted twice"),
    ],
)
def test_a_finding_that_breaks_a_promise_is_noticed(
    found: list[Diagnostic], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = replace(parse(CONTENT, "report.yaml"), refusals=tuple(found))
    monkeypatch.setattr(promises, "parse", returning(document))
    monkeypatch.setattr(promises, "validate", lambda *_, **__: found)

    for check in (check_reader, check_validate):
        with pytest.raises(AssertionError):
            check(CONTENT)


@pytest.mark.parametrize(
    "data", [None, {"a": 1, "b": "2"}, {"a": 1, "b": 2.0}, {"a": True, "b": 2}]
)
def test_data_that_is_lost_or_altered_is_noticed(
    data: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = replace(parse(CONTENT, "report.yaml"), data=data)
    read_again = replace(document, data={"a": 1, "b": 2})
    answers = iter([document, read_again])
    monkeypatch.setattr(promises, "parse", lambda *_, **__: next(answers))

    with pytest.raises(AssertionError):
        check_reader(CONTENT)


def test_a_state_that_stays_between_two_files_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    document = parse(b"a: false\nb: x", "report.yaml")
    monkeypatch.setattr(promises, "parse", lambda *_, **__: document)

    with pytest.raises(AssertionError):
        check_reader(CONTENT)


def test_what_was_found_is_made_as_small_as_it_can_be() -> None:
    def check(content: bytes) -> None:
        if b"*" in content and b"ab" in content:
            raise KeyError(content)
        raise ValueError

    small = shrunk(b"some * and some ab more" * 20, check)

    assert sorted(small) == sorted(b"*ab")


def test_where_nothing_was_found_nothing_is_made_small() -> None:
    with pytest.raises(ValueError, match="nothing but findings"):
        shrunk(CONTENT, check_validate)
