"""The words for changes, in every format that people read."""

from collections.abc import Iterator, Sequence

from checklist.analysis.comparison.answer_parts import part_label
from checklist.analysis.comparison.comparison import OLD_AND_NEW, Comparison
from checklist.analysis.comparison.document import (
    STATUS_LABELS,
    AloneEntry,
    ChangeEntry,
    CodeEntry,
    HeadEntry,
    Hidden,
    Kind,
    QuestionEntry,
    ReportEntry,
    Side,
    Sign,
    StateEntry,
    WithheldEntry,
    WordEntry,
)
from checklist.analysis.comparison.word_diff import shortened
from checklist.analysis.rows.answer_rows import EVIDENCE
from checklist.analysis.rows.report_selection import NotCounted
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.catalogue import recommendations_named
from checklist.render.publication_notes import newer_unusable
from checklist.text.languages import ENGLISH
from checklist.text.paragraphs import flat, sentence

HIDDEN = {
    Hidden.CONFIDENTIAL: "changed; confidential",
    Hidden.PERSONAL: "changed; contact not shown",
}
ONLY_SPACES = "only spaces and line breaks changed"
ARROW = " → "
NOTHING = "nothing"
WITHHELD = "withheld in the copy"
"""The text for a row or cell that a copy for publication withholds."""
SIDES = {Side.OLD: "Old", Side.NEW: "New"}
_OF_ANSWER = frozenset({Kind.STANDING, Kind.CODE, Kind.CODES, Kind.ENTRY, Kind.HIDDEN})


def of_answer(change: ChangeEntry) -> bool:
    """Whether a change is one of an answer itself; the others are of words, notes and evidence."""
    return change.kind in _OF_ANSWER and change.label[-1:] != [part_label(EVIDENCE)]


def question_words(question: QuestionEntry) -> str:
    """Return the number and the words of a question; its id if the questionnaire lacks it."""
    return f"{question.number} {question.ask}" if question.ask else question.question


def cited(recommendations: Sequence[str]) -> str:
    """Return the recommendations of a question, to stand behind its id; empty without any."""
    named = recommendations_named(recommendations)
    return f"; {named}" if named else ""


def label_of(change: ChangeEntry | WithheldEntry) -> str:
    """Return the words for the part of the answer; empty for the answer itself."""
    return ": ".join(flat(label) for label in change.label)


def change_pieces(change: ChangeEntry) -> Sequence[WordEntry]:
    """Return a change as pieces of text with signs; the removed and the new pieces have their own.

    Each piece is one line of words. They are shown with a space between two of them.
    """
    pieces = (WordEntry(piece.sign, flat(piece.text)) for piece in _change_pieces(change))
    return [piece for piece in pieces if piece.text]


def _change_pieces(change: ChangeEntry) -> Sequence[WordEntry]:
    if change.hidden is not None:
        return [WordEntry(Sign.SAME, HIDDEN[change.hidden])]
    if change.words:
        if all(piece.sign is Sign.SAME for piece in change.words):
            return [WordEntry(Sign.SAME, ONLY_SPACES)]
        return [*shortened(change.words)]
    if change.kind in {Kind.CODES, Kind.ENTRY}:
        return [*_listed(Sign.REMOVED, change.before), *_listed(Sign.ADDED, change.after)]
    return [WordEntry(Sign.SAME, ARROW.join(map(_text, (change.before, change.after))))]


def two_languages(change: ChangeEntry) -> str:
    """Return why the words of a text are not compared; empty where they are."""
    if not change.is_in_two_languages:
        return ""
    return f"The texts are in two languages ({', '.join(change.languages)}); no words are compared:"


def language_of(change: ChangeEntry, sign: Sign) -> str:
    """Return the language of a piece of a text; empty for English, and for what is no text."""
    languages = change.languages if change.hidden is None else ()
    language = languages[sign is not Sign.REMOVED] if languages else ENGLISH
    return "" if language == ENGLISH else language


def _listed(sign: Sign, codes: Sequence[CodeEntry]) -> Iterator[WordEntry]:
    return (WordEntry(sign, code.text) for code in codes)


def _text(codes: Sequence[CodeEntry]) -> str:
    return "; ".join(code.text for code in codes) or NOTHING


def head_line(head: HeadEntry) -> str:
    """Return the head of a compared report on one line."""
    kind = f"{head.status} report" if head.status == "final" else head.status
    copy = "copy for publication of a " if head.is_copy else ""
    return (
        f"{copy}{kind}, revision {head.revision}, as of {head.as_of}; "
        f"questionnaire {head.questionnaire}, version {head.version}"
    )


def result(report: ReportEntry) -> str:
    """Return in sentences how many questions changed, by which version, and what is not listed."""
    sentences = [f"Changed: {report.changed} of {report.questions} questions."]
    if report.not_comparable:
        sentences.append(f"Not comparable: {report.not_comparable}.")
    if not report.old.version == report.new.version == report.version:
        sentences.append(f"Compared with the questions of version {report.version}.")
    if report.more:
        sentences.append(
            f"Not listed are {report.more} more answers to questions that this version does not "
            "have."
        )
    return " ".join(sentences)


def not_comparable(change: QuestionEntry) -> str:
    """Return the reason why a question cannot be compared, with its status before and after."""
    text = f"Not comparable. {sentence(change.not_comparable)}"
    if change.before is None or change.after is None:
        return text
    return f"{text} {STATUS_LABELS[change.before]}{ARROW}{STATUS_LABELS[change.after]}."


def alone(entry: AloneEntry) -> str:
    """Return the reason why a State was not compared."""
    return f"{entry.name}: only in {side_name(entry.side)} (revision {entry.revision})"


def side_name(side: str) -> str:
    """Return the name of a side in a sentence."""
    return side.upper()


def not_counted_reason(file: NotCounted) -> str:
    """Return the reason why a file is not counted; of an unusable one, its first finding, too."""
    return f"{file.message}: {file.first}" if file.first else file.message


def not_counted(comparison: Comparison) -> Sequence[tuple[str, NotCounted]]:
    """Return the files that are not counted, to be named; none in a comparison for publication."""
    return comparison.not_counted if comparison.publication is None else ()


def ages(comparison: Comparison) -> str:
    """Return from when the compared reports of both sides are; empty where there are none."""
    sentences = []
    for place, side in enumerate(OLD_AND_NEW):
        days = sorted(pair[place].date for pair in comparison.compared.values())
        if days:
            span = " to ".join(map(date_in_words, dict.fromkeys((days[0], days[-1]))))
            sentences.append(f"{side.title()} reports: as of {span}.")
    return " ".join(sentences)


def other_cycles(comparison: Comparison) -> Sequence[str]:
    """Return the files of cycles that are not compared; none in a comparison for publication."""
    return comparison.other_cycles if comparison.publication is None else ()


def published(comparison: Comparison, *, has_names: bool = False) -> Iterator[str]:
    """Yield what a comparison says on its publication.

    Args:
        comparison: The comparison.
        has_names: Whether the States that are not compared are named; else only their number is
            said.
    """
    publication = comparison.publication
    if publication is None:
        yield "This comparison names States. It is not for publication."
        return
    yield (
        "Made for publication. Who reported is public. A report is counted only where its State "
        "agrees in it to publication, and the changes of a State are shown only where it agrees in "
        "both reports. Confidential answers, contacts, and who gave an answer are left out; so is "
        "the help that a State wants, unless it agrees to be named to donors."
    )
    yield f"Reports that are not counted, as their States do not agree: {publication.not_agreed}."
    for words, states in _only_reported(comparison):
        yield f"{words}: {_names(states) if has_names else len(states)}."
    if publication.newer_unusable:
        yield newer_unusable(publication.newer_unusable)


def only_reported(comparison: Comparison) -> Sequence[str]:
    """Return the names of the States of which a comparison for publication says nothing else."""
    return [f"{words}: {_names(states)}." for words, states in _only_reported(comparison)]


def _only_reported(comparison: Comparison) -> Iterator[tuple[str, Sequence[StateEntry]]]:
    publication = comparison.publication
    if publication is None:
        return
    old, new = OLD_AND_NEW
    for words, states in (
        ("Reported on both sides, and not compared", publication.not_compared),
        (f"Reported in {side_name(old)} only", publication.only_old),
        (f"Reported in {side_name(new)} only", publication.only_new),
    ):
        if states:
            yield words, states


def _names(states: Sequence[StateEntry]) -> str:
    return ", ".join(state.name for state in states)
