"""The questions about open conflicts, one after the other, in a terminal."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from checklist.answer_types.interface import Step
from checklist.commands.shared.person import EnterAlone, Person
from checklist.commands.shared.receipts import say_receipts, settled_receipts
from checklist.console.signals import StoppedBySignal
from checklist.files.reader import Document
from checklist.ministries.conflicts import OpenConflict, decided, open_conflicts, refreshed
from checklist.ministries.division_file import UnusableDivisionError, find_division
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import append, decide_entry, user_name
from checklist.ministries.merged_files import now, report_bytes, save_report
from checklist.ministries.sheets import step_of
from checklist.ministries.sides import Sides
from checklist.ministries.words import content_in_words, packet_in_words, place_in_words
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.open_conflicts import BESIDE_OTHER, DECLINED_ONLY, DIFFERING
from checklist.reports.report import Report
from checklist.text.messages import (
    Message,
    Plural,
    Texts,
    commas,
    labelled,
    semicolons,
    sentences,
    tr,
    trn,
    with_aside,
)
from checklist.text.paragraphs import Line, sentence

_WRITE = Message("write another answer")
_FEWEST_FOR_ALL = 2
"""The fewest answers for which one question stands for all."""
_ALL = Message("all of them: take what the form says")


@dataclass(slots=True)
class ConflictDialogue:
    """The questions about the conflicts of a draft that is saved when all of them were asked.

    A decision counts from the moment at which it is made, however the person stops.
    """

    report: Report
    """The draft with what was decided."""
    sides: Sides
    decisions: list[tuple[OpenConflict, Any]] = field(default_factory=list)
    """The conflicts that were decided, each with what stands now."""
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
                self.report = refreshed(self.report, self.sides.questionnaire)
                for code in not_sent:
                    self._ask_for_all(code, person)
                self.ask_each(person)
        except (KeyboardInterrupt, StoppedBySignal) as stopped:
            self.stopped = stopped

    def decide(self, conflict: OpenConflict, content: Any) -> None:
        """Let something stand where a conflict is."""
        self.report = decided(self.report, conflict, content, self.sides.questionnaire)
        self.decisions.append((conflict, content))

    def ask_each(self, person: Person) -> None:
        """Ask about each open conflict. A person who stops decides nothing more."""
        questionnaire = self.sides.questionnaire
        self.report = refreshed(self.report, questionnaire)
        left = len(open_conflicts(self.report))
        asked: list[str] = []
        while True:
            waiting = [found for found in open_conflicts(self.report) if _name(found) not in asked]
            if not waiting:
                person.tell()
                return
            conflict = waiting[0]
            asked.append(_name(conflict))
            choices = [
                *choices_of(conflict, self.sides),
                *_of_all_rows(conflict, waiting, self.sides),
            ]
            place = place_in_words(conflict.at, questionnaire, conflict.entry)
            title = tr("Conflict {asked} of {left}: {place}", len(asked), left, place)
            step = step_of(conflict, questionnaire)
            try:
                choice = _choice(person, title, _above(conflict), choices, step)
            except EOFError:
                person.tell()
                return
            if choice is None:
                continue
            content = choice.content
            if choice not in choices and conflict.is_whole:
                content = {"value": content}
            for decided_on, chosen in [(conflict, content), *choice.also]:
                self.decide(decided_on, chosen)
            asked += [_name(also) for also, _ in choice.also]
            if choice.then:
                person.say(choice.then)

    def _ask_for_all(self, by: str, person: Person) -> None:
        """Ask once about all answers that only one authority wants.

        For a form of which it is not known what it was sent with: each answer in it is a conflict.
        Where anybody else wants something, too, each is asked about.

        Args:
            by: The code of the authority.
            person: Who is asked.

        Raises:
            EOFError: The person stops, and is to be asked nothing more.
        """
        wanted = [
            (conflict, taken.content)
            for conflict in open_conflicts(self.report)
            if (taken := _wanted_by(conflict, by, self.sides)) is not None
        ]
        if len(wanted) < _FEWEST_FOR_ALL:
            return
        who = self.sides.label(by)
        title = tr(
            "Answers in the form that differ from what stands: {wanted} ({who})", len(wanted), who
        )
        if person.choose(title, [tr(_ALL)], enter=EnterAlone.ASKS_ABOUT_EACH):
            for conflict, content in wanted:
                self.decide(conflict, content)


@dataclass(slots=True)
class _DialogueOnDisk(ConflictDialogue):
    """The questions about the conflicts of a draft into which each decision is saved at once."""

    path: Path = field(kw_only=True)
    document: Document = field(kw_only=True)
    """The draft, as it is on the disk."""

    def decide(self, conflict: OpenConflict, content: Any) -> None:
        """Save a decision, and note it in the log. What cannot be saved counts as not decided."""
        self.report = decided(self.report, conflict, content, self.sides.questionnaire)
        self.save()
        self.decisions.append((conflict, content))
        log = ReportFolder(self.path, self.report.state).log
        append(log, [decide_entry(conflict, content, at=now(), who=user_name())])

    def save(self) -> None:
        """Save the draft, if it is not on the disk as it is here."""
        content = report_bytes(self.document, self.report, self.sides.questionnaire)
        self.document = save_report(self.path, self.document, content, keeps_before=False)


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
    folder = ReportFolder(path, report.state)
    try:
        file = find_division(folder.division)
    except UnusableDivisionError:  # the commands on ministries say what is wrong with it
        file = None
    sides = Sides(questionnaire, file.division if file else None)
    draft = _DialogueOnDisk(refreshed(report, questionnaire), sides, path=path, document=document)
    draft.save()
    try:
        draft.ask_each(person)
    finally:
        if draft.decisions:
            say_receipts(settled_receipts(folder, sides, draft.decisions, draft.report))
    if person.has_stopped:
        raise EOFError


_OPEN = {
    DIFFERING: Plural(
        "{count} conflict is open: two answers differ, and nobody has decided.",
        "{count} conflicts are open: answers differ, and nobody has decided.",
    ),
    DECLINED_ONLY: Plural(
        "{count} answer is declined by the authority that was asked: decline for the State, ask "
        "again, or give the question to another authority.",
        "{count} answers are declined by the authorities that were asked: decline for the State, "
        "ask again, or give the questions to other authorities.",
    ),
    BESIDE_OTHER: Plural(
        "{count} remark, source or mark was written beside an answer that was replaced.",
        "{count} remarks, sources or marks were written beside answers that were replaced.",
    ),
}


def conflicts_text(report: Report) -> str:
    """Return how many conflicts of each kind are open in a draft, and that the command below asks.

    Without any, it is empty.
    """
    conflicts = open_conflicts(report)
    if not conflicts:
        return ""
    found = Counter(conflict.kind for conflict in conflicts)
    texts = [plural.of(found[kind]) for kind, plural in _OPEN.items() if found[kind]]
    asks = trn("This command asks about it:", "This command asks about them:", len(conflicts))
    return sentences([*texts, asks])


@dataclass(frozen=True, slots=True)
class Choice:
    """What can stand where a conflict is."""

    content: Any
    words: str
    then: str = ""
    """What is to be done next, as a sentence; empty for nothing."""
    beside: Sequence[str] = ()
    """What is said beside the answer, in lines: remark, sources, mark."""
    also: Sequence[tuple[OpenConflict, Any]] = ()
    """The other conflicts that it decides, each with what stands there."""


def choices_of(conflict: OpenConflict, sides: Sides) -> Sequence[Choice]:
    """Return what can stand: what who leads says, what others say, all together, what stands."""
    at, questionnaire = conflict.at, sides.questionnaire

    def words(content: Any) -> str:
        return content_in_words(at, content, questionnaire)

    others = [side for side in sides.of(conflict) if side.codes or side.on]
    if conflict.reason:
        found = [labelled(sides.who(side), words(side.content)) for side in others]
        wanted = semicolons(found)
        return [Choice(None, tr("leave it out ({wanted})", wanted))]
    if conflict.kind == DECLINED_ONLY:
        return _declined_choices(conflict, words, sides)
    if conflict.kind == BESIDE_OTHER:
        who = semicolons(with_aside(words(side.content), sides.who(side)) for side in others)
        choices = [Choice(conflict.stands, tr("leave it out: {who}", who))]
        if conflict.together is not None:
            choices.append(
                Choice(conflict.together, tr("add it: {words}", words(conflict.together)))
            )
        return choices
    kept = _kept_choice(conflict, sides)
    choices = []
    for side in others:
        if side.content == conflict.stands:
            continue
        said, beside = packet_in_words(at, side.content, questionnaire)
        take = tr("take it away") if side.content is None else tr("take: {said}", said)
        choices.append(Choice(side.content, with_aside(take, sides.who(side)), beside=beside))
    if conflict.together is not None:
        said, beside = packet_in_words(at, conflict.together, questionnaire)
        choices.append(Choice(conflict.together, tr("both: {said}", said), beside=beside))
    leads = any(side.leads and side.content == conflict.stands for side in sides.of(conflict))
    leads = leads or sides.lead(at) in {OWN, *conflict.stands_by}
    is_first = conflict.stands is not None and (leads or sides.division is None)
    return [kept, *choices] if is_first else [*choices, kept]


def _kept_choice(conflict: OpenConflict, sides: Sides) -> Choice:
    """Return the choice that what stands stays."""
    said, beside = packet_in_words(conflict.at, conflict.stands, sides.questionnaire)
    agreeing = [
        sides.who(side)
        for side in sides.of(conflict)
        if side.codes and side.content == conflict.stands
    ]
    others = [sides.label(code) for code in conflict.stands_by]
    who = semicolons(agreeing or filter(None, [commas(others)]))
    keep = tr("leave it empty") if conflict.stands is None else tr("keep: {said}", said)
    return Choice(conflict.stands, with_aside(keep, who), beside=beside)


def _of_all_rows(
    conflict: OpenConflict, waiting: Sequence[OpenConflict], sides: Sides
) -> Sequence[Choice]:
    """Return the choice that in all rows of a question the answers of who leads are taken."""
    lead = sides.lead(conflict.at)
    if not sides.questionnaire.questions[conflict.question].answer_type.rows():
        return []
    found = [
        (other, side.content)
        for other in waiting
        if other.question == conflict.question and other.kind == DIFFERING and not other.reason
        if sides.lead(other.at) == lead
        for side in sides.of(other)[:1]
        if side.leads and side.codes
    ]
    if len(found) < _FEWEST_FOR_ALL or found[0][0] is not conflict:
        return []
    words = trn(
        "take what {label} says, which leads, in {count} open row of this question",
        "take what {label} says, which leads, in all {count} open rows of this question",
        len(found),
        sides.label(lead),
    )
    return [Choice(found[0][1], words, also=found[1:])]


def _declined_choices(
    conflict: OpenConflict, words: Callable[[Any], str], sides: Sides
) -> Sequence[Choice]:
    """Return what can become of a question that an authority declines to answer."""
    (first, *_) = conflict.wanted
    who = semicolons(map(sides.who, sides.of(conflict)))
    codes = [str(code) for side in conflict.wanted for code in side.get("by", ())]
    again = tr(
        "Write the next form, and send it: checklist ministries forms --authority {codes}", codes[0]
    )
    give = tr("Give the question to another authority: checklist ministries divide")
    return [
        Choice(
            first.get("content"),
            tr("decline for the State: {words} ({who})", words(first.get("content")), who),
        ),
        Choice(None, tr("leave it open, and ask again"), again),
        Choice(None, tr("leave it open, and give it to another authority"), give),
    ]


def _name(conflict: OpenConflict) -> str:
    return f"{conflict.at} {conflict.is_whole} {conflict.reason}"


def _above(conflict: OpenConflict) -> Sequence[Line]:
    """Return why a conflict is asked, where its choices do not say it."""
    why = [] if conflict.kind == DIFFERING else [Line(_WHY[conflict.kind])]
    if conflict.reason:
        why.append(Line(tr("It no longer has a place: {reason}", sentence(conflict.reason))))
    return why


_WHY = Texts(
    {
        DECLINED_ONLY: "The authority declines to answer, and nobody else answered.",
        BESIDE_OTHER: "This was written beside an answer that was replaced.",
    }
)


def _choice(
    person: Person,
    title: str,
    above: Sequence[Line],
    choices: Sequence[Choice],
    step: Step | None,
) -> Choice | None:
    """Return what is chosen, or None where it is left for later.

    Args:
        person: Who is asked.
        title: The question.
        above: What is to be read before.
        choices: What can be chosen.
        step: What another answer is asked with; None where none can be written.

    Raises:
        EOFError: The person stops.
    """
    words = ["\n     ".join([choice.words, *choice.beside]) for choice in choices]
    options = [option.label for option in step.options] if step else []

    def written(typed: str) -> Any:
        return step.read(typed) if step and typed else None

    while True:
        number = person.choose(
            title,
            [*words, *(map(tr, [_WRITE] if step else []))],
            above=above,
            enter=EnterAlone.DECIDES_LATER,
        )
        if number <= len(choices):
            return choices[number - 1] if number else None
        content = person.line(
            tr("Which answer should the report have?"),
            tr("Enter alone goes back."),
            written,
            choices=options,
        )
        if content is not None:
            return Choice(content, str(content))


def _wanted_by(conflict: OpenConflict, by: str, sides: Sides) -> Choice | None:
    """Return what an authority wants, if nobody else wants anything; None otherwise."""
    others = [side for side in sides.of(conflict) if side.codes]
    is_alone = len(others) == 1 and others[0].codes == [by] and not others[0].is_outside
    if conflict.reason or not is_alone or conflict.kind != DIFFERING:
        return None
    (wanted,) = [
        choice for choice in choices_of(conflict, sides) if choice.content != conflict.stands
    ]
    return wanted
