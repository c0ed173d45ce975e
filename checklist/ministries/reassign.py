"""Changes a division by numbers, as they stand in the printed questionnaire: `8.1 d labour`."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from checklist.answer_types.interface import Refusal
from checklist.ministries.division import Assignment, Authority, Division
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.entries import COMMAS, plain_points
from checklist.text.list_numbers import letter, row_letters
from checklist.text.messages import Message, commas, sentences, tr, trn, with_aside
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, with_hint

_LETTER = re.compile(r"[^\W\d_]{1,2}")


_LISTED = Message("`checklist ministries divide` lists the codes")
ALL = "all"
"""Stands before the code of an authority whose questions all go to another."""
_NEW = Message("{ministry} (`{code}`) is not asked yet, and gets a form of its own.")
_TAKEN = Message("Questions and rows that these lead now go to others: {ministries}.")
_MOST_PLACES = 4
"""The most places that are named; more are counted."""


def reassigned(
    division: Division, text: str, questionnaire: Questionnaire, *, codes: str | Message = _LISTED
) -> Division:
    """Return a division in which something goes to other authorities.

    Args:
        division: The division.
        text: What is given, and to whom: the first leads, the others contribute. `8.1 labour`,
            `8.1 d labour police`, `training/pilots ports`, `8 labour` for a whole set, and
            `courts justice` or `all courts justice` for all that is asked of an authority.
        questionnaire: The questionnaire.
        codes: Where the codes of authorities are listed, for those who type another one.

    Raises:
        Refusal: There is no such question, row or authority.
    """
    words = [*map(row_letters, re.sub(f"[{COMMAS}=]", " ", plain_points(text)).split())]
    if words[:1] == [ALL] and words[1:2] and words[1] in division.authorities and words[2:]:
        return _all_given(division, words[1:], questionnaire, tr(codes))
    if len(words) > 1 and words[0] in division.authorities:
        if words[0] in _names(questionnaire):
            raise Refusal(_two_meanings(words, questionnaire))
        return _all_given(division, words, questionnaire, tr(codes))
    places, rest = _places(words, division, questionnaire)
    if not rest:
        raise Refusal(tr("Say who gets it, behind the number: 8.1 labour"))
    named = [_authority(word, division, questionnaire, tr(codes)) for word in dict.fromkeys(rest)]
    assignment = Assignment.to(named)
    asks = dict(division.asks)
    for place in places:
        if "/" not in place:  # what was given apart goes along
            asks = {
                asked: kept for asked, kept in asks.items() if not asked.startswith(f"{place}/")
            }
        asks[place] = assignment
    new = {code: Authority() for code in named if code not in division.authorities and code != OWN}
    authorities = {**division.authorities, **new}
    return division.model_copy(update={"asks": asks, "authorities": authorities})


def passed_on(
    division: Division, code: str, to: str, text: str, questionnaire: Questionnaire
) -> tuple[Division, Sequence[str]]:
    """Return a division in which some questions of an authority go to another, and their places.

    Args:
        division: The division.
        code: The authority.
        to: The other authority.
        text: The questions, rows or sets, with commas between them: `8.1 d, 5.6`.
        questionnaire: The questionnaire.

    Raises:
        Refusal: There is no such question, or the authority is not asked for it.
    """
    asks, moved = dict(division.asks), []
    for named in filter(None, map(str.strip, re.split(f"[{COMMAS}]", plain_points(text)))):
        words = [*map(row_letters, named.split()), to]
        places, rest = _places(words, division, questionnaire)
        if rest != [to]:
            raise Refusal(
                tr("{named} is not a question or row, such as 8.1 or 8.1 d", quoted(named))
            )
        found = []
        for place in places:
            inner = [asked for asked in asks if asked.startswith(f"{place}/")]
            for asked in (place, *inner):
                codes = division.assignment(*asked.split("/")).authorities
                if code in codes:
                    asks[asked] = Assignment.to(_passed(codes, code, to))
                    found.append(asked)
        if not found:
            raise Refusal(tr("`{code}` is not asked for {named}", code, quoted(named)))
        moved += found
    return division.model_copy(update={"asks": asks}), [*dict.fromkeys(moved)]


def given_back(
    division: Division, code: str, to: str, was: Mapping[str, Sequence[str]]
) -> tuple[Division, Sequence[str]]:
    """Return a division in which what an authority passed on is asked of it again.

    What was given to others meanwhile stays with them.

    Args:
        division: The division.
        code: The authority.
        to: To whom it passed that on.
        was: Who was asked before that, by place.

    Returns:
        The division, and the places that came back.
    """
    asks, back = dict(division.asks), []
    for place, codes in was.items():
        if asks.get(place) == Assignment.to(_passed(codes, code, to)):
            asks[place] = Assignment.to(codes)
            back.append(place)
    return division.model_copy(update={"asks": asks}), back


def _passed(codes: Sequence[str], code: str, to: str) -> Sequence[str]:
    """Return who is asked where an authority stands in place of another one."""
    return [*dict.fromkeys(to if other == code else other for other in codes)]


def _two_meanings(words: Sequence[str], questionnaire: Questionnaire) -> str:
    """Return how to name a question, and how the authority that has the same id."""
    name, *rest = words
    sets = {part.id: str(number) for number, part in enumerate(questionnaire.sets, 1)}
    number = questionnaire.numbers.get(name) or sets[name]
    to = " ".join(rest)
    return tr(
        "{name} is a question and a ministry. Type “{number} {to}” for the question, or "
        "“{all} {name_2} {to}” for all questions of the ministry.",
        name=quoted(name),
        number=number,
        to=to,
        all=ALL,
        name_2=name,
    )


def consequences(before: Division, after: Division, questionnaire: Questionnaire) -> Sequence[str]:
    """Return sentences on what a change does besides what it names; none where it does no more.

    Args:
        before: The division before the change.
        after: The division behind it.
        questionnaire: The questionnaire.
    """
    new = [code for code in after.authorities if code not in before.authorities]
    said = [tr(_NEW, ministry=after.label(code, questionnaire), code=code) for code in new]
    lost = Counter(
        assignment.lead
        for place, assignment in before.asks.items()
        if assignment.lead != OWN
        and after.assignment(*place.split("/")).lead != assignment.lead
        and assignment.lead in after.authorities
    )
    if lost.total() > 1:
        labels = commas(
            (with_aside(before.label(code, questionnaire), number) for code, number in lost.items())
        )
        said.append(tr(_TAKEN, ministries=labels))
    return said


def change_words(before: Division, after: Division, questionnaire: Questionnaire) -> str:
    """Return sentences on what goes to whom since a change.

    Args:
        before: The division before the change.
        after: The division behind it.
        questionnaire: The questionnaire.
    """
    rejoined = {place.partition("/")[0] for place in {*before.asks} - {*after.asks}}
    given: dict[str, list[str]] = {}
    for place, assignment in after.asks.items():
        if assignment != before.asks.get(place) or place in rejoined:
            who = _receivers(assignment, after, questionnaire)
            given.setdefault(who, []).append(place_name(place, questionnaire))
    if not given:
        return tr("Nothing changed: it was so before.")
    return sentences(_given_to(places, who) for who, places in given.items())


def _given_to(places: Sequence[str], who: str) -> str:
    number = len(places)
    if number > _MOST_PLACES:
        return trn(
            "{count} question or row goes to {who}.",
            "{count} questions and rows go to {who}.",
            number,
            who,
        )
    if number == 1:
        return tr("{place} goes to {who}.", places[0], who)
    return tr("{places} go to {who}.", commas(places), who)


def _receivers(assignment: Assignment, division: Division, questionnaire: Questionnaire) -> str:
    lead, *also = (
        tr("you") if code == OWN else division.label(code, questionnaire)
        for code in (assignment.lead, *(assignment.also or ()))
    )
    return tr("{lead}, with the help of {also}", lead, commas(also)) if also else lead


def place_name(place: str, questionnaire: Questionnaire) -> str:
    """Return a place as it can be typed: `8.1 d`."""
    question_id, _, part = place.partition("/")
    number = questionnaire.numbers.get(question_id, question_id)
    if not part:
        return number
    parts = [*questionnaire.questions[question_id].answer_type.fields()]
    return f"{number} {letter(parts.index(part)) if part in parts else part}"


def _all_given(
    division: Division, words: Sequence[str], questionnaire: Questionnaire, codes: str
) -> Division:
    """Return a division in which all that is asked of the first authority goes to the second.

    The first is left out, if nothing but a day is noted of it.
    """
    code, *rest = words
    if len(rest) > 1:
        raise Refusal(
            tr(
                "Name one ministry that gets all of {code}: {code_2} {rest}",
                quoted(code),
                code,
                rest[0],
            )
        )
    to = _authority(rest[0], division, questionnaire, codes)
    if to == code:
        return division
    authorities = {
        other: noted
        for other, noted in division.authorities.items()
        if other != code or other == OWN or noted.model_copy(update={"due": None}) != Authority()
    }
    authorities.setdefault(to, Authority())
    return division.with_all_given(code, to).model_copy(update={"authorities": authorities})


def _names(questionnaire: Questionnaire) -> Set[str]:
    """Return what names a question or a set, and so no authority."""
    return {*questionnaire.questions, *(question_set.id for question_set in questionnaire.sets)}


def _places(
    words: Sequence[str], division: Division, questionnaire: Questionnaire
) -> tuple[list[str], list[str]]:
    """Return the places that words name, and the words that follow."""
    if not words:
        raise Refusal(tr("Say what, and who gets it: 8.1 labour"))
    first, *rest = words
    name, _, part = first.partition("/")
    question_id = questionnaire.by_number.get(name, name)
    question = questionnaire.questions.get(question_id)
    if question is None:
        return _set_named(first, questionnaire), rest
    answer_type = question.answer_type
    parts = [*answer_type.fields()]
    if not part and rest:
        word = rest[0]
        is_letter = _LETTER.fullmatch(word) and word not in {OWN, *questionnaire.authorities}
        if is_letter and _index(word) < len(parts):
            part, rest = parts[_index(word)], rest[1:]
        elif word in parts:
            part, rest = word, rest[1:]
        elif is_letter and len(rest) > 1 and word not in division.authorities:
            raise Refusal(_no_such_row(questionnaire.numbers[question_id], word, len(parts)))
    if part and part not in parts:
        hint = correction_hint(part, parts)
        message = tr("{part} is not a row or column of `{question_id}`", quoted(part), question_id)
        raise Refusal(with_hint(message, hint))
    return [f"{question_id}/{part}" if part else question_id], rest


def row_named(text: str, questionnaire: Questionnaire) -> str:
    """Return the place of a row or column that a text names: `8.1 d`; empty where there is none."""
    name, _, part = plain_points(text.strip()).replace("/", " ").partition(" ")
    name, part = name.lower(), row_letters(part.strip())
    question_id = questionnaire.by_number.get(name, name)
    question = questionnaire.questions.get(question_id)
    parts = [*question.answer_type.fields()] if question is not None else []
    if part not in parts and _LETTER.fullmatch(part) and _index(part) < len(parts):
        part = parts[_index(part)]
    return f"{question_id}/{part}" if part in parts else ""


def _no_such_row(number: str, typed: str, rows: int) -> str:
    if rows == 0:
        return tr(
            "Question {number} has no row {typed}; it has no rows or columns.",
            number,
            quoted(typed),
        )
    if rows == 1:
        return tr(
            "Question {number} has no row or column {typed}; it has only `a`.",
            number,
            quoted(typed),
        )
    last = letter(rows - 1)
    return tr(
        "Question {number} has no row or column {typed}; it has `a` to `{last}`.",
        number,
        quoted(typed),
        last,
    )


def _set_named(word: str, questionnaire: Questionnaire) -> list[str]:
    """Return the questions of a set, by its number or id."""
    for number, question_set in enumerate(questionnaire.sets, 1):
        if word in {str(number), question_set.id}:
            return [question.id for question in question_set.questions]
    raise Refusal(
        tr(
            "{word} is not a question or set. Type the number of a question (8.1), of "
            "its row (8.1 d) or of a set (8), or the code of a ministry, and then who gets it.",
            quoted(word),
        )
    )


def _index(letters: str) -> int:
    index = 0
    for character in letters:
        index = index * 26 + ord(character) - 96
    return index - 1


def _authority(word: str, division: Division, questionnaire: Questionnaire, codes: str) -> str:
    known = {OWN, *division.authorities, *questionnaire.authorities}
    if word not in known:
        hint = correction_hint(word, sorted(known)) or codes
        raise Refusal(tr("{word} is not an authority; {hint}", quoted(word), hint))
    authority = division.authorities.get(word)
    if authority is not None and authority.given_on is not None:
        to = authority.given_on.to
        raise Refusal(
            tr("`{word}` passed its questions on, and is not asked. Name `{to}` instead", word, to)
        )
    return word
