"""The progress of a report, set by set."""

from collections.abc import Iterator, Mapping, Sequence

from checklist.reports.progress import SetProgress
from checklist.text.paragraphs import Line


def progress_lines(parts: Sequence[SetProgress], numbers: Mapping[str, str]) -> Iterator[Line]:
    """Yield the progress of each set, its questions that are not answered, and what is not known.

    Args:
        parts: The progress of the sets.
        numbers: The numbers of the questions by id.
    """
    for part in parts:
        number = numbers[part.part.questions[0].id].partition(".")[0]
        yield Line(f"{number}. {part.part.title}: {counts(part)}", 2, len(f"{number}. "))
        if part.carried:
            names = ", ".join(numbers[question.id] for question in part.carried)
            yield Line(f"to be confirmed, from an earlier report: {names}", 4, 2)
        for question in part.missing:
            if question in part.carried:
                continue
            yield Line(f"missing: {numbers[question.id]} {question.ask}", 4, 2)
        for question in part.not_known:
            yield Line(f"not known: {numbers[question.id]} {question.ask}", 4, 2)


def counts(part: SetProgress) -> str:
    """Return the progress of a set in words, each count with what it is out of."""
    return (
        f"required {part.required_answered} of {part.required}, "
        f"optional {part.optional_answered} of {part.optional}"
    )
