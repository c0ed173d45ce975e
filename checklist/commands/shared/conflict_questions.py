"""The questions about open conflicts, one after the other, in a terminal."""

import getpass
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.person import EnterAlone, Person
from checklist.console.signals import StoppedBySignal
from checklist.files.reader import Document
from checklist.ministries.conflicts import OpenConflict, decided, open_conflicts, refreshed
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import append, decide_entry
from checklist.ministries.merged_files import now, report_bytes, save_report
from checklist.ministries.words import content_in_words, packet_in_words, place_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError
from checklist.reports.open_conflicts import BESIDE_OTHER, DECLINED_ONLY, DIFFERING
from checklist.reports.report import Report
from checklist.text.paragraphs import Line, sentence

OnDecision = Callable[[OpenConflict, Any], None]
"""Is called with each conflict that was decided, and what stands now."""

_WRITE = "write another answer"
_FEWEST_FOR_ALL = 2
"""The fewest answers for which one question stands for all."""
_ALL = "all of them: take what the form says"
_KEEP_OR_TAKE = 2
"""The choices where one answer stands and one other is wanted."""


@dataclass(slots=True)
class ConflictDialogue:
    """The questions about the conflicts of a draft that is saved when all of them were asked.

    A decision counts from the moment at which it is made, however the person stops.
    """

    report: Report
    """The draft with what was decided."""
    questionnaire: Questionnaire
    decisions: list[tuple[OpenConflict, Any]] = field(default_factory=list)
    stopped: KeyboardInterrupt | StoppedBySignal | None = None
    """Ctrl-C or the signal by which the person stopped, to be raised when the draft is saved."""

    def ask(self, not_sent: Sequence[str], person: Person) -> None:
        """Ask until all is decided, or the person stops.

        Args:
            not_sent: The codes of authorities whose forms were not noted as sent.
            person: Who is asked.
        """
        try:
            with person.opened(), suppress(EOFError):
                self.report = refreshed(self.report, self.questionnaire)
                for code in not_sent:
                    _ask_for_all(self.report, self.questionnaire, code, self._decide, person)
                _ask_conflicts(self.report, self.questionnaire, self._decide, person)
        except (KeyboardInterrupt, StoppedBySignal) as stopped:
            self.stopped = stopped

    def _decide(self, conflict: OpenConflict, content: Any) -> None:
        self.report = decided(self.report, conflict, content, self.questionnaire)
        self.decisions.append((conflict, content))


def _ask_conflicts(
    report: Report,
    questionnaire: Questionnaire,
    on_decision: OnDecision,
    person: Person,
) -> None:
    """Ask about each open conflict of a draft.

    Args:
        report: The draft.
        questionnaire: Its questionnaire.
        on_decision: Is called with each decision.
        person: Who is asked. A person who stops decides nothing more.
    """
    report = refreshed(report, questionnaire)
    left = len(open_conflicts(report))
    asked: list[str] = []
    while True:
        waiting = [found for found in open_conflicts(report) if _name(found) not in asked]
        if not waiting:
            person.tell()
            return
        conflict = waiting[0]
        asked.append(_name(conflict))
        choices = choices_of(conflict, questionnaire)
        title = f"Conflict {len(asked)} of {left}: {place_in_words(conflict.at, questionnaire)}"
        is_text = _takes_text(conflict, questionnaire)
        try:
            choice = _choice(person, title, _above(conflict), choices, is_text=is_text)
        except EOFError:
            person.tell()
            return
        if choice is not None and choice not in choices and conflict.is_whole:
            choice = Choice({"value": choice.content}, choice.words)
        if choice is not None:
            report = decided(report, conflict, choice.content, questionnaire)
            on_decision(conflict, choice.content)
            if choice.then:
                person.say(choice.then)


def settle_conflicts(
    path: Path,
    document: Document,
    questionnaire: Questionnaire,
    person: Person,
) -> None:
    """Ask about the open conflicts of a draft on the disk, and save each decision at once.

    Args:
        path: The draft, whose lock is held.
        document: The draft, as it was read.
        questionnaire: Its questionnaire.
        person: Who is asked.

    Raises:
        SaveError: The draft cannot be saved.
        EOFError: The person stops.
    """
    report = Report.from_data(cast(dict[str, Any], document.data))
    if not open_conflicts(report):
        return
    draft = _DecidedDraft(path, document, refreshed(report, questionnaire), questionnaire)
    draft.save()
    _ask_conflicts(draft.report, questionnaire, draft.decide, person)
    if person.has_stopped:
        raise EOFError


@dataclass(slots=True)
class _DecidedDraft:
    """A draft on the disk, into which each decision is saved before the next question."""

    path: Path
    document: Document
    """The draft, as it is on the disk."""
    report: Report
    questionnaire: Questionnaire

    def decide(self, conflict: OpenConflict, content: Any) -> None:
        """Save one decision, and note it in the log."""
        self.report = decided(self.report, conflict, content, self.questionnaire)
        self.save()
        log = ReportFolder(self.path, self.report.state).log
        append(log, [decide_entry(conflict, content, at=now(), who=user_name())])

    def save(self) -> None:
        """Save the draft, if it is not on the disk as it is here."""
        content = report_bytes(self.document, self.report, self.questionnaire)
        self.document = save_report(self.path, self.document, content, keeps_before=False)


_OPEN = {
    DIFFERING: (
        "1 conflict is open: two answers differ, and nobody has decided.",
        "{number} conflicts are open: answers differ, and nobody has decided.",
    ),
    DECLINED_ONLY: (
        "1 answer is declined by the authority that was asked: decline for the State, ask again, "
        "or give the question to another authority.",
        "{number} answers are declined by the authorities that were asked: decline for the State, "
        "ask again, or give the questions to other authorities.",
    ),
    BESIDE_OTHER: (
        "1 remark, source or mark was written beside an answer that was replaced.",
        "{number} remarks, sources or marks were written beside answers that were replaced.",
    ),
}


def conflicts_text(conflicts: Sequence[OpenConflict]) -> str:
    """Return how many conflicts of each kind are open, and that the command below asks."""
    found = Counter(conflict.kind for conflict in conflicts)
    texts = [
        (single if found[kind] == 1 else several).format(number=found[kind])
        for kind, (single, several) in _OPEN.items()
        if found[kind]
    ]
    return " ".join([*texts, f"This command asks about {'it' if len(conflicts) == 1 else 'them'}:"])


def user_name() -> str:
    """Return who runs this command; empty where the system does not say."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can stand where a conflict is."""

    content: Any
    words: str
    then: str = ""
    """What is to be done next, as a sentence; empty for nothing."""
    beside: Sequence[str] = ()
    """What is said beside the answer, in lines: remark, sources, mark."""


def choices_of(conflict: OpenConflict, questionnaire: Questionnaire) -> Sequence[Choice]:
    """Return what can stand: first what stands, then what others want, then all together."""
    at = conflict.at
    names = questionnaire.authorities

    def words(content: Any) -> str:
        return content_in_words(at, content, questionnaire)

    if conflict.reason:
        found = [f"{_who(side, names)}: {words(side.get('content'))}" for side in conflict.wanted]
        wanted = "; ".join(found)
        return [Choice(None, f"leave it out ({wanted})")]
    if conflict.kind == DECLINED_ONLY:
        return _declined_choices(conflict, words, names)
    others = [side for side in conflict.wanted if "here" not in side]
    if conflict.kind == BESIDE_OTHER:
        who = "; ".join(f"{words(side.get('content'))} ({_who(side, names)})" for side in others)
        choices = [Choice(conflict.stands, f"leave it out: {who}")]
        if conflict.together is not None:
            choices.append(Choice(conflict.together, f"add it: {words(conflict.together)}"))
        return choices
    choices = [_kept_choice(conflict, questionnaire)]
    for side in others:
        content = side.get("content")
        if content == conflict.stands:
            continue
        who = _who(side, names)
        who = f"{who}, which was not asked" if side.get("outside") else who
        said, beside = packet_in_words(at, content, questionnaire)
        take = "take it away" if content is None else f"take: {said}"
        choices.append(Choice(content, f"{take} ({who})", beside=beside))
    if conflict.together is not None:
        said, beside = packet_in_words(at, conflict.together, questionnaire)
        choices.append(Choice(conflict.together, f"both: {said}", beside=beside))
    return choices


def _kept_choice(conflict: OpenConflict, questionnaire: Questionnaire) -> Choice:
    """Return the choice that what stands stays."""
    names = questionnaire.authorities
    said, beside = packet_in_words(conflict.at, conflict.stands, questionnaire)
    agreeing = [
        _who(side, names)
        for side in conflict.wanted
        if "here" not in side and side.get("content") == conflict.stands
    ]
    others = [names.get(code, code) for code in conflict.stands_by]
    who = "; ".join(agreeing or filter(None, [", ".join(others)]))
    keep = "leave it empty" if conflict.stands is None else f"keep: {said}"
    return Choice(conflict.stands, f"{keep} ({who})" if who else keep, beside=beside)


def _declined_choices(
    conflict: OpenConflict, words: Callable[[Any], str], names: Mapping[str, str]
) -> Sequence[Choice]:
    """Return what can become of a question that an authority declines to answer."""
    (first, *_) = conflict.wanted
    who = "; ".join(_who(side, names) for side in conflict.wanted)
    codes = [str(code) for side in conflict.wanted for code in side.get("by", ())]
    again = f"Write the next form, and send it: checklist ministries forms --authority {codes[0]}"
    give = "Give the question to another authority: checklist ministries divide"
    return [
        Choice(
            first.get("content"), f"decline for the State: {words(first.get('content'))} ({who})"
        ),
        Choice(None, "leave it open, and ask again", again),
        Choice(None, "leave it open, and give it to another authority", give),
    ]


def _name(conflict: OpenConflict) -> str:
    return f"{conflict.at} {conflict.is_whole} {conflict.reason}"


def _who(wanted: Mapping[str, Any], names: Mapping[str, str]) -> str:
    by = wanted.get("by")
    codes = [str(code) for code in by] if isinstance(by, list) else []
    who = ", ".join(names.get(code, code) for code in codes)
    return ", ".join(filter(None, [who, date_in_words(str(wanted.get("on", "")))]))


def _above(conflict: OpenConflict) -> Sequence[Line]:
    """Return why a conflict is asked, where its choices do not say it."""
    why = [] if conflict.kind == DIFFERING else [Line(_WHY[conflict.kind])]
    if conflict.reason:
        why.append(Line(f"It no longer has a place: {sentence(conflict.reason)}"))
    return why


_WHY = {
    DECLINED_ONLY: "The authority declines to answer, and nobody else answered.",
    BESIDE_OTHER: "This was written beside an answer that was replaced.",
}


def _takes_text(conflict: OpenConflict, questionnaire: Questionnaire) -> bool:
    """Whether any text can stand where a conflict is."""
    if conflict.reason or conflict.kind == DECLINED_ONLY:
        return False
    try:
        address = Address.parse(conflict.at, questionnaire)
    except AddressError:
        return False
    if address.part:
        return address.part in _TEXTS
    is_free = questionnaire.questions[address.question].answer_type.takes_any_text
    return is_free and not (address.row or address.entry)


_TEXTS = frozenset({"note", "law", "practice"})
"""The parts of answers that take any text."""


def _choice(
    person: Person, title: str, above: Sequence[Line], choices: Sequence[Choice], *, is_text: bool
) -> Choice | None:
    """Return what is chosen, or None where it is left for later.

    Raises:
        EOFError: The person stops.
    """
    words = ["\n     ".join([one.words, *one.beside]) for one in choices]
    while True:
        number = person.choose(
            title,
            [*words, *([_WRITE] if is_text else [])],
            above=above,
            enter=EnterAlone.DECIDES_LATER,
        )
        if number <= len(choices):
            return choices[number - 1] if number else None
        text = person.line("Which answer should the report have?", "Enter alone goes back.", str)
        if text:
            return Choice(text, text)


def _ask_for_all(
    report: Report,
    questionnaire: Questionnaire,
    by: str,
    on_decision: OnDecision,
    person: Person,
) -> None:
    """Ask once about all answers that only one authority wants.

    For a form of which it is not known what it was sent with: each answer in it is a conflict.
    Where anybody else wants something, too, each is asked about.

    Args:
        report: The draft.
        questionnaire: Its questionnaire.
        by: The code of the authority.
        on_decision: Is called with each answer that is taken.
        person: Who is asked.

    Raises:
        EOFError: The person stops, and is to be asked nothing more.
    """
    wanted = {
        _name(conflict): taken
        for conflict in open_conflicts(report)
        if (taken := _wanted_by(conflict, by, questionnaire)) is not None
    }
    if len(wanted) < _FEWEST_FOR_ALL:
        return
    who = questionnaire.authorities.get(by, by)
    title = f"Answers in the form that differ from what stands: {len(wanted)} ({who})"
    if not person.choose(title, [_ALL], enter=EnterAlone.ASKS_ABOUT_EACH):
        return
    for conflict in open_conflicts(report):
        if _name(conflict) in wanted:
            on_decision(conflict, wanted[_name(conflict)].content)


def _wanted_by(conflict: OpenConflict, by: str, questionnaire: Questionnaire) -> Choice | None:
    """Return what an authority wants, if nobody else wants anything; None otherwise."""
    choices = choices_of(conflict, questionnaire)
    others = [side for side in conflict.wanted if "here" not in side]
    is_alone = all(side.get("by") == [by] and not side.get("outside") for side in others)
    if conflict.reason or not is_alone or len(choices) != _KEEP_OR_TAKE:
        return None
    return choices[1] if conflict.kind == DIFFERING else None
