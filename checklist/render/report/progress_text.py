"""The progress of a report, set by set."""

from collections.abc import Iterator, Mapping, Sequence

from checklist.reports.progress import SetProgress
from checklist.text.messages import Message, commas, labelled, tr
from checklist.text.paragraphs import Line

_NOT_KNOWN = Message("not known: {numbers} {ask}")
_IN_PART = Message("not known in part: {numbers} {ask}")


def progress_lines(parts: Sequence[SetProgress], numbers: Mapping[str, str]) -> Iterator[Line]:
    """Yield the progress of each set, its questions that are not answered, and what is not known.

    Args:
        parts: The progress of the sets.
        numbers: The numbers of the questions by id.
    """
    for part in parts:
        number = numbers[part.part.questions[0].id].partition(".")[0]
        words = labelled(part.part.title, counts(part))
        yield Line(f"{number}. {words}", 2, len(f"{number}. "))
        if part.carried:
            names = commas(numbers[question.id] for question in part.carried)
            yield Line(tr("to be confirmed, from an earlier report: {names}", names), 4, 2)
        for question in part.missing:
            if question in part.carried:
                continue
            yield Line(tr("missing: {numbers} {ask}", numbers[question.id], question.ask), 4, 2)
        for question in part.not_known:
            message = _IN_PART if question in part.known_in_part else _NOT_KNOWN
            yield Line(tr(message, numbers[question.id], question.ask), 4, 2)


def counts(part: SetProgress) -> str:
    """Return the progress of a set in words, each count with what it is out of."""
    return tr(
        "required {required_answered} of {required}, optional {optional_answered} of {optional}",
        required_answered=part.required_answered,
        required=part.required,
        optional_answered=part.optional_answered,
        optional=part.optional,
    )
