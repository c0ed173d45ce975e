import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checklist.answer_types.interface import Refusal
from checklist.interview.user_commands import COMMANDS, Action, Entry, parse, suggested_command
from checklist.questionnaire.program_texts import spoken
from checklist.text.entries import QUESTION_MARKS


@pytest.mark.parametrize("line", ["", "  ", "2", "a/b", "two\nlines", "yes ?", "-"])
def test_what_is_no_command_is_an_answer_as_it_was_typed(line: str) -> None:
    assert parse(line) == Entry(Action.ANSWER, line)


@pytest.mark.parametrize(
    ("line", "text"), [("//etc", "/etc"), ("//", "/"), ("///x", "//x"), ("  //etc", "/etc")]
)
def test_an_answer_that_begins_with_a_slash_is_written_with_two(line: str, text: str) -> None:
    assert parse(line) == Entry(Action.ANSWER, text)


@pytest.mark.parametrize("action", sorted(COMMANDS))
def test_each_command_is_understood_by_its_name(action: Action) -> None:
    assert parse(f"/{action}") == Entry(action)
    assert parse(f" /{action.upper()}  10(b)  ") == Entry(action, "10(b)")


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("/b", Action.BACK),
        ("/ne", Action.NEXT),
        ("/na", Action.NOT_APPLICABLE),
        ("/g", Action.GOTO),
        ("/unk", Action.UNKNOWN),
        ("/d", Action.DECLINE),
        ("/no", Action.NOTE),
        ("/co", Action.CONFIDENTIAL),
        ("/cl", Action.CLEAR),
        ("/f", Action.FIND),
        ("/e", Action.EVIDENCE),
        ("/q", Action.QUIT),
        ("/", Action.HELP),
        ("/ back", Action.BACK),
        ("?", Action.EXPLAIN),
        (" ? ", Action.EXPLAIN),
        ("\u061f", Action.EXPLAIN),
        ("/\uff1f", Action.EXPLAIN),
        ("\uff0fback", Action.BACK),
    ],
)
def test_a_beginning_is_enough_while_it_is_the_only_one(line: str, action: Action) -> None:
    assert parse(line).action is action


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/n", "`/n` fits several commands: /na, /note, /next. Type one more letter."),
        ("/u", "`/u` fits several commands: /unknown, /undo."),
        ("/weiter", "There is no command `/weiter`. Type / for the list."),
        ("/bakc", "There is no command `/bakc`. Do you mean /back? Type / for the list."),
        ("/skip", "There is no command `/skip`. Do you mean /next?"),
        ("/remark late", "There is no command `/remark`. Do you mean /note?"),
        ("  /weiter", "An answer that begins with / is written with //."),
        ("/answer", "There is no command `/answer`."),
        ("/\x1b[2J", "There is no command `/‹U+001B›[2J`."),
    ],
)
def test_any_other_command_is_refused_with_a_way_out(line: str, says: str) -> None:
    with pytest.raises(Refusal) as raised:
        parse(line)

    assert says in str(raised.value)


def test_the_words_behind_a_command_keep_their_capitals_and_spaces() -> None:
    assert parse("/note Ask  the Ministry") == Entry(Action.NOTE, "Ask  the Ministry")


@given(st.text())
def test_whatever_is_typed_is_an_entry_or_refused(line: str) -> None:
    try:
        entry = parse(line)
    except Refusal as refusal:
        assert line.strip().startswith("/")
        assert str(refusal)
    else:
        assert (entry.action is Action.ANSWER) == (
            not line.strip().startswith("/") or line.strip().startswith("//")
        ) or line.strip() in QUESTION_MARKS


@given(st.text(min_size=1))
def test_every_text_can_be_typed_as_an_answer(text: str) -> None:
    assume(text.strip() not in QUESTION_MARKS)
    begins_with_slash = text.lstrip().startswith("/")

    entry = parse(f"/{text.strip()}" if begins_with_slash else text)

    assert entry == Entry(Action.ANSWER, text.strip() if begins_with_slash else text)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("not known", Action.UNKNOWN),
        (" Not  Known. ", Action.UNKNOWN),
        ("n/a", Action.NOT_APPLICABLE),
        ("quit", Action.QUIT),
        ("help", Action.HELP),
        ("norway", None),
    ],
)
def test_words_of_somebody_who_does_not_know_the_commands_are_understood(
    text: str, action: Action | None
) -> None:
    assert suggested_command(text) is action


@pytest.mark.parametrize(
    ("line", "text"),
    [("/goto ٦.٣", "6.3"), ("/goto row ２", "row 2"), ("/note ٣", "٣"), ("/list ४", "4")],
)
def test_numbers_of_questions_are_read_in_digits_of_any_script(line: str, text: str) -> None:
    assert parse(line).text == text


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("sans objet", Action.NOT_APPLICABLE),
        ("Non connu.", Action.UNKNOWN),
        ("reponse refusee", Action.DECLINE),
        ("not known", Action.UNKNOWN),
        ("objet", None),
    ],
)
def test_general_answers_are_understood_in_the_words_that_are_shown(
    text: str, action: Action | None
) -> None:
    with spoken("fr"):
        assert suggested_command(text) is action
    assert suggested_command("sans objet") is None
