"""The comparison of reports as Markdown: ~~gone~~ and **new**."""

from collections.abc import Iterable, Iterator, Sequence

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    PublicationEntry,
    QuestionEntry,
    ReportEntry,
    Sign,
    WordEntry,
)
from checklist.render.comparison.wording import (
    CHANGES,
    SIDES,
    TABLE,
    TRANSITIONS,
    WITHHELD,
    ages,
    alone,
    change_pieces,
    cited,
    count_labels,
    counts,
    head_line,
    incomparable,
    label_of,
    more,
    not_comparable,
    not_counted,
    not_counted_reason,
    only_reported,
    other_cycles,
    published,
    result,
    versions,
)
from checklist.render.markdown_escape import code, message, table, text

_SIGNS = {Sign.SAME: "", Sign.REMOVED: "~~", Sign.ADDED: "**"}


def report_as_markdown(report: ReportEntry, publication: PublicationEntry | None = None) -> str:
    """Return the changes between two reports of a State."""
    return _text(_report(report, "#", publication))


def section_as_markdown(report: ReportEntry) -> str:
    """Return the section of a State in the comparison of many."""
    return _text(_report(report, "##"))


def reports_as_markdown(comparison: Comparison) -> str:
    """Return the counts, the files that were not compared, and the changes State by State."""
    overview = _text(_all_states(comparison))
    return "\n".join([overview, *comparison.sections_by(section_as_markdown)])


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _report(
    report: ReportEntry, level: str, publication: PublicationEntry | None = None
) -> Iterator[str]:
    yield f"{level} What changed: {text(report.name)}"
    yield ""
    yield from _published(published(publication, has_names=True))
    yield f"~~Struck out~~: gone. **Bold**: new. {result(report)} {versions(report)}".rstrip()
    yield ""
    for side, head in report.versions:
        file = f" ({code(head.file)})" if head.file else ""
        yield f"- {SIDES[side]}: {text(head_line(head))}{file}"
    for change in report.differences:
        yield ""
        yield from _question(change, f"{level}#")
    if report.more:
        yield ""
        yield more(report)


def _published(texts: Iterable[str]) -> Iterator[str]:
    for one in texts:
        yield text(one)
        yield ""


def _question(change: QuestionEntry, level: str) -> Iterator[str]:
    asked = change
    yield (
        f"{level} {asked.number} {text(asked.ask)}"
        if asked.ask
        else f"{level} {code(asked.question)}"
    )
    yield ""
    yield f"({code(asked.question)}{cited(asked)})"
    yield ""
    if change.not_comparable:
        yield f"- {text(not_comparable(change))}"
    for one in change.changes:
        label = label_of(one)
        yield (
            f"- {text(label)}: {_marked(change_pieces(one))}"
            if label
            else f"- {_marked(change_pieces(one))}"
        )
    for part in change.withheld:
        yield f"- {text(label_of(part))}: {WITHHELD}"


def _marked(pieces: Sequence[WordEntry]) -> str:
    """Return pieces with their signs, which are markup only with a space around them."""
    return " ".join(f"{_SIGNS[one.sign]}{text(one.text)}{_SIGNS[one.sign]}" for one in pieces)


def _all_states(comparison: Comparison) -> Iterator[str]:
    yield "# What changed from the old reports to the new ones"
    yield ""
    yield from _published(published(comparison.publication))
    yield f"States compared: {len(comparison.reports)}."
    yield from filter(None, (ages(comparison), incomparable(comparison), other_cycles(comparison)))
    yield from _not_compared(comparison)
    if comparison.by_kind:
        yield ""
        yield f"## {CHANGES}"
        yield ""
        yield "One answer can change in several ways."
        yield ""
        rows = [[text(title), *numbers] for title, numbers in counts(comparison)]
        yield from table(["Set", *count_labels(comparison)], rows)
    if comparison.transitions:
        yield ""
        yield f"## {TRANSITIONS}"
        yield ""
        yield TABLE
        yield ""
        yield from table(["Question", "Row", "Before", "After", "States"], _transitions(comparison))


def _not_compared(comparison: Comparison) -> Iterator[str]:
    files = not_counted(comparison)
    names = only_reported(comparison.publication)
    if names or comparison.alone or files:
        yield ""
        yield "## Not compared"
        yield ""
    yield from _published(names)
    for one in comparison.alone:
        yield f"- {text(alone(one))}: {code(one.file)}"
    for side, file in files:
        yield f"- {code(file.file)} ({SIDES[side].upper()}): {message(not_counted_reason(file))}"


def _transitions(comparison: Comparison) -> Sequence[Sequence[str]]:
    return [
        [
            f"{one.number} {text(one.ask)}",
            text(one.label),
            text(change.before.text),
            text(change.after.text),
            str(change.states),
        ]
        for one in comparison.transitions
        for change in one.changes
    ]
