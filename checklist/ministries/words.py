"""Units in words: where they are, and what they say."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from checklist.answer_types.answer import missing_lines
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.table_columns import cells_in_words
from checklist.answer_types.units import EVIDENCE, MISSING, PathError
from checklist.merging.contents import type_at
from checklist.ministries.division import Division
from checklist.questionnaire.loading import in_language
from checklist.questionnaire.program_texts import spoken
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError
from checklist.text.list_numbers import letter
from checklist.text.messages import Message, Texts, commas, labelled, semicolons, tr
from checklist.text.paragraphs import capitalized, ends_sentence, flat
from checklist.text.sanitize import beginning

NOTHING = Message("nothing")
_NO_ENTRIES = Message("no entries")
_PARTS = Texts(
    {
        "confidential": "not for publication",
        "carried": "of the last report, to be confirmed",
        "missing": "no answer",
        "partly": "in part",
        "note": Message("note", "a part of an answer"),
        EVIDENCE: Message("evidence", "a part of an answer"),
    }
)
"""The words for parts of answers whose names do not say what they are."""
_BESIDE = Texts({"note": "remark", EVIDENCE: "source"})
_LONGEST = 240


@contextmanager
def written_for(
    codes: Sequence[str], division: Division | None, asked: Questionnaire
) -> Iterator[Questionnaire]:
    """Speak the language of authorities while something is written for them to read.

    All that goes to an authority is written within this context, with the questionnaire that it
    yields: forms, notes, mails, receipts, reminders, sheets.

    Args:
        codes: Those who read it. If they have several languages, it is in that of the report.
        division: The division, if there is one.
        asked: The questionnaire, in the language of the report.
    """
    own = in_language(asked, language_of(codes, division, asked))
    with spoken(own.language):
        yield own


def language_of(codes: Sequence[str], division: Division | None, asked: Questionnaire) -> str:
    """Return the language that authorities have in common, or else that of the report.

    Args:
        codes: The authorities.
        division: The division, if there is one.
        asked: The questionnaire, in the language of the report.
    """
    known = {} if division is None else division.authorities
    own = [known[code].language if code in known else None for code in codes]
    languages = {language or asked.language for language in own}
    return languages.pop() if len(languages) == 1 else asked.language


def place_in_words(
    at: str, questionnaire: Questionnaire, entry: Mapping[str, Any] | None = None, above: str = ""
) -> str:
    """Return where a unit is: the number of its question or row, its words, and its part.

    Args:
        at: The address of the unit.
        questionnaire: The questionnaire.
        entry: Of an entry of a table, the cells that say which it is. Without any, it has its
            number.
        above: The address of the unit in the line above. If its question is the same, the words of
            the question are not repeated.
    """
    question_id, *rest = at.split("/")
    question = questionnaire.questions.get(question_id)
    if question is None:
        return at
    rows, fields = question.answer_type.rows(), question.answer_type.fields()
    columns = question.answer_type.listed_columns()
    is_named = bool(columns and rest and rest[0].isdecimal() and entry)
    if entry and is_named:
        rest[0] = commas(cells_in_words(columns, entry))
    inner = [fields[name].label if name in fields else _PARTS.get(name, name) for name in rest]
    if inner and not is_named:  # else it begins with the State's own words
        inner[0] = capitalized(inner[0])
    number = questionnaire.numbers[question_id]
    if rest and rest[0] in rows:  # as in forms, and in the findings on them
        number = f"{number} {letter(rows.index(rest[0]))}"
    if not inner:
        return f"{number} {question.ask}"
    if above.partition("/")[0] == question_id:
        return f"{number} {commas(inner)}"
    end = "" if ends_sentence(question.ask) else ":"
    return f"{number} {question.ask}{end} {commas(inner)}"


def entry_of(
    at: str, contents: Mapping[str, Any], questionnaire: Questionnaire
) -> Mapping[str, Any]:
    """Return the cells that say in which entry of a table a unit is; none where they are not known.

    Args:
        at: The address of the unit.
        contents: Contents by address, in which entries have the same numbers.
        questionnaire: The questionnaire.
    """
    question_id, _, rest = at.partition("/")
    question, number = questionnaire.questions.get(question_id), rest.partition("/")[0]
    naming = question.answer_type.naming if question and number.isdecimal() else ()
    places = {name: f"{question_id}/{number}/{name}" for name in naming}
    return {name: {"value": contents[p]} for name, p in places.items() if contents.get(p)}


def rows_in_words(question_id: str, names: Sequence[str], questionnaire: Questionnaire) -> str:
    """Return rows or columns of a question as a line: `8.1 a, d Who was trained? Police; judges`.

    Args:
        question_id: The question.
        names: Its rows or columns; without them, the line is about all of the question.
        questionnaire: The questionnaire.
    """
    question = questionnaire.questions[question_id]
    rows, fields = [*question.answer_type.rows()], question.answer_type.fields()
    letters = commas(letter(rows.index(name)) for name in names if name in rows)
    number = " ".join(filter(None, [questionnaire.numbers[question_id], letters]))
    labels = semicolons(fields[name].label for name in names)
    return " ".join(filter(None, [number, question.ask, labels]))


def content_in_words(
    at: str, content: Any, questionnaire: Questionnaire, *, is_whole: bool = False
) -> str:
    """Return what a unit, answer, row or entry says, on one line.

    Args:
        at: Its address.
        content: Its content; None for nothing.
        questionnaire: The questionnaire.
        is_whole: Whether a long text is whole.
    """
    if at.endswith("/confidential"):
        return tr("yes") if content else tr("no")
    if content is None:
        return tr(NOTHING)
    try:
        address = Address.parse(at, questionnaire)
        answer_type = questionnaire.questions[address.question].answer_type
        answer_type = type_at(answer_type, address.path)
        texts = [*_words(answer_type, address, content)]
    except (AddressError, PathError, TypeError, ValueError, KeyError, AttributeError):
        texts = [json.dumps(content, ensure_ascii=False)]
    # Each is cut for itself: a long value hides nothing that stands beside it.
    texts = [flat(text) if is_whole else beginning(flat(text), _LONGEST) for text in texts]
    return semicolons(filter(None, texts)) or tr(_NO_ENTRIES)


def unit_in_words(at: str, content: Any, questionnaire: Questionnaire) -> str:
    """Return what a unit says, on one line that also says whether it stands beside an answer."""
    words = content_in_words(at, content, questionnaire)
    part = at.rpartition("/")[2]
    if part == "confidential":
        return _PARTS[part]
    return labelled(_BESIDE[part], words) if part in _BESIDE else words


def packet_in_words(at: str, content: Any, questionnaire: Questionnaire) -> tuple[str, list[str]]:
    """Return all that an answer says, and in lines what its author says beside it.

    Args:
        at: Its address.
        content: The answer, or any other content, which has nothing beside it.
        questionnaire: The questionnaire.
    """
    is_packet = isinstance(content, Mapping) and bool(content.keys() & {"value", MISSING})
    if not is_packet:
        return content_in_words(at, content, questionnaire, is_whole=True), []
    beside = [EVIDENCE, "confidential", *([] if MISSING in content else ["note"])]
    value = {key: said for key, said in content.items() if key not in beside}
    lines = []
    if "note" in content and MISSING not in content:
        first, *more = [flat(line) for line in content["note"].splitlines() if line.strip()]
        lines += [tr("Remark: {first}", first), *more]
    lines += [
        tr("Source: {flat}", flat(line)) for line in evidence_lines(content.get(EVIDENCE) or ())
    ]
    lines += [capitalized(_PARTS["confidential"])] if content.get("confidential") else []
    return content_in_words(at, value, questionnaire, is_whole=True), lines


def _words(answer_type: AnswerType, address: Address, content: Any) -> Iterator[str]:
    if isinstance(content, Mapping) and (
        MISSING in content or "value" in content or _is_beside(answer_type, address, content)
    ):
        yield from _answer_words(answer_type, content)
    elif address.entry and not address.column:
        yield from cells_in_words(answer_type.listed_columns(), content)
        yield from (str(cell["note"]) for cell in content.values() if "note" in cell)
    elif address.part == EVIDENCE:
        yield from evidence_lines(content)
    elif not address.part:
        yield from _value_lines(answer_type, content)
    elif isinstance(content, str) and address.part == answer_type.status_part:
        yield answer_type.label(content)
    elif isinstance(content, list) and address.part:
        labels = {code: name for part, code, name in answer_type.codes_of_parts() if part}
        yield from (labels.get(code) or json.dumps(code, ensure_ascii=False) for code in content)
    elif isinstance(content, bool):
        yield tr("yes") if content else tr("no")
    elif isinstance(content, str | int):
        yield str(content)
    else:
        yield json.dumps(content, ensure_ascii=False)


def _is_beside(answer_type: AnswerType, address: Address, content: Mapping[str, Any]) -> bool:
    """Whether a content is only what stands beside a value, which nobody names here."""
    if address.part or (address.entry and not address.column) or answer_type.rows():
        return False
    return bool(content) and content.keys() <= {"note", EVIDENCE, "confidential"}


def _answer_words(answer_type: AnswerType, answer: Mapping[str, Any]) -> Iterator[str]:
    if MISSING in answer:
        yield from missing_lines(answer)
    elif "value" in answer:
        yield from _value_lines(answer_type, answer["value"])
    if "note" in answer:
        yield (
            tr("remark: {answer}", answer["note"]) if MISSING not in answer else str(answer["note"])
        )
    if EVIDENCE in answer:
        yield tr("source: {evidence_lines}", commas(evidence_lines(answer[EVIDENCE])))
    if answer.get("confidential"):
        yield _PARTS["confidential"]


def _value_lines(answer_type: AnswerType, value: Any) -> Sequence[str]:
    """Return the lines of a value. A text counts as a single line, however many it has."""
    return [str(value)] if answer_type.most_characters else answer_type.lines(value)
