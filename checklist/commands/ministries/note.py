"""`checklist ministries note`."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeAlias

from checklist.answer_types.interface import Refusal
from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.divided_report import (
    DividedReport,
    ReportBehindArgument,
    divided_report,
)
from checklist.commands.shared.events import Event, add_events
from checklist.commands.shared.line_options import OnOption, day_of, line_of
from checklist.commands.shared.ministry_options import listed_codes
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.part_files import next_form, sent_part, write_next_part
from checklist.commands.shared.person import EnterAlone, Person, person_at_terminal
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.files.discovery import is_report_name
from checklist.ministries.clearance import has_answers, note_clearance, standing_on
from checklist.ministries.division import (
    Authority,
    Called,
    CameBack,
    Division,
    Extended,
    GivenOn,
    NoObjection,
    Refused,
)
from checklist.ministries.log import (
    NoteEvent,
    append,
    asked_before,
    last_passed_on,
    note_entry,
    note_words,
    read_log,
    user_name,
)
from checklist.ministries.merged_files import now
from checklist.ministries.reassign import given_back, passed_on, place_name
from checklist.ministries.status import first_named, named_places
from checklist.questionnaire.authorities import CABINET, OWN
from checklist.questionnaire.digest import digest
from checklist.render.ministries.covering_note import Occasion
from checklist.text.messages import Message, Texts, commas, parted, sentences, tr
from checklist.text.paragraphs import STOPS, capitalized, sentence
from checklist.text.sanitize import forbidden_character, quoted, safe_text
from checklist.text.suggestions import did_you_mean

_ENTER_LEAVES_OUT = Message(
    "Type the answer, then Enter. Enter alone leaves the answer out. /quit stops."
)
_ENTER_IS_TODAY = Message("Type the day, then Enter. Enter alone: today. /quit stops.")
_IS_NEEDED = Message("Type the answer, then Enter. /quit stops.")
_WITHOUT = Texts(
    {
        "--to": "Type the code, then Enter. Enter alone: to you. /quit stops.",
        "--only": "Type the numbers, then Enter. Enter alone: all questions. /quit stops.",
    }
)
"""What Enter alone means, where it does not only leave something out."""
_NOT_LEFT_OUT = Message("The answer cannot be left out: type it, then Enter.")
_STILL_OPEN = Message("Required answers of {ministry} are still open: {places}.")
_ALL_THE_SAME = Message("Note the answers as cleared all the same?")
_NOT_NOTED = Message("Nothing was noted.")
_REMINDED = Message("Reminders ask for them as before.")
_NOT_COVERED = Message(
    "The agreement does not cover what changed in the report after {day}: {places}. If "
    "the ministry agreed to these changes, too, note the day on which it agreed."
)
_TAKES_PART = Message("`{code}` takes part: it neither refused nor passed its questions on")
_NOT_AGREED = Message("`{code}` has not agreed to its answers, so it can take nothing back")
_ASKED_AGAIN = Message("Asked of {ministry} again: {places}.")
_WITH_OTHERS = Message(
    "Others were given these questions meanwhile, and keep them: {places}. To change that: "
    "checklist ministries divide"
)
_NOT_IN_LOG = Message(
    "The log does not say which questions {ministry} passed on. To give them back, one by one: "
    "checklist ministries divide --give '8.1 {code}'"
)
_SPOKE_TO, _SAID = Message("With whom did you speak?"), Message("What was said?")


class _Noting(NamedTuple):
    """What is noted of ministries on a day, and in the name of whom."""

    divided: DividedReport
    codes: Sequence[str]
    day: str
    options: Mapping[str, str | None]
    """What the options say, by their names."""
    who: str

    @property
    def code(self) -> str:
        """The ministry, of an event that is noted for each by itself."""
        (code,) = self.codes
        return code

    def name(self, code: str) -> str:
        """Return the name of a ministry."""
        return self.divided.division.label(code, self.divided.questionnaire)

    def entry(self, event: NoteEvent, code: str, **details: Any) -> dict[str, Any]:
        """Return the line of the log for an event."""
        return note_entry(event, code, self.day, at=now(), who=self.who, **details)

    def save(self, division: Division, *entries: Mapping[str, Any]) -> Sequence[str]:
        """Save the log, then the division, so that a kill leaves nothing noted without a line."""
        self.save_division(division, *entries)
        return [note_words(entry, self.name) for entry in entries]

    def text(self) -> str | None:
        """Return what was said, as --text has it."""
        text = self.options["--text"]
        if text is not None and (not text.strip() or forbidden_character(text) is not None):
            raise ChecklistError(tr("--text: write a text without control characters"))
        return None if text is None else text.strip()

    def person(self) -> str | None:
        """Return the person of the ministry, as --by has it."""
        by = self.options["--by"]
        return None if by is None else line_of(by, "--by")

    def until(self, event: NoteEvent) -> str:
        """Return the day of --until, which the event needs."""
        given = self.options["--until"]
        if given is None:
            raise ChecklistError(tr("`{event}` needs --until: name the last day", event))
        day = day_of(given, "--until", can_come=True)
        if day < self.day:
            raise ChecklistError(
                tr("--until: {day} is before the day of the event, {day_2}", day, self.day)
            )
        return day

    def save_division(self, division: Division, *entries: Mapping[str, Any]) -> DividedReport:
        """Save the log, then the division. Returns the report with what is saved."""
        append(self.divided.folder.log, entries)
        file = self.divided.divided.save(division, self.divided.questionnaire)
        return replace(self.divided, file=file)

    def passed_on(self) -> tuple[Division, Sequence[str]]:
        """Return the division in which what --only names goes to the receiver, and the places.

        Without --only, all of them go to it, and no places are returned.
        """
        divided, only = self.divided, self.options["--only"]
        if only is None:
            return divided.division.with_all_given(self.code, self.receiver()), ()
        try:
            return passed_on(
                divided.division, self.code, self.receiver(), only, divided.questionnaire
            )
        except Refusal as refusal:
            raise ChecklistError(f"--only: {str(refusal).rstrip('.')}") from None

    def receiver(self) -> str:
        """Return the ministry to which questions are passed on, as --to has it; without it, you.

        Raises:
            ChecklistError: It cannot answer in place of the ministry: it is unknown, is the
                ministry itself, refused, or passed its questions on.
        """
        to = self.options["--to"] or OWN
        division = self.divided.division
        known = {OWN, *division.authorities, *self.divided.questionnaire.authorities}
        if to not in known:
            hint = did_you_mean(to, known) or tr("`checklist ministries divide` lists the codes")
            raise ChecklistError(
                tr("--to: {to} is the code of no ministry; {hint}", quoted(to), hint)
            )
        if to == self.code:
            raise ChecklistError(tr("--to: `{to}` cannot pass its questions on to itself", to))
        other = division.authorities.get(to, Authority())
        if other.refused is not None:
            raise ChecklistError(
                tr(
                    "--to: `{to}` refused on {on}, so nobody would be asked. If it takes part "
                    "again, note that first:\n  checklist ministries note {to} rejoined",
                    to,
                    date_in_words(other.refused.on),
                )
            )
        if other.given_on is not None and other.given_on.to != self.code:
            raise ChecklistError(
                tr(
                    "--to: `{to}` passed its own questions on to `{to_2}` on {on}, so nobody "
                    "would be asked. If it takes part again, note that first:\n  checklist "
                    "ministries note {to} rejoined",
                    to,
                    other.given_on.to,
                    date_in_words(other.given_on.on),
                )
            )
        return to

    def authority(self) -> Authority:
        """Return the ministry.

        Raises:
            ChecklistError: It is not in the division, or passed its questions on.
        """
        authority = self.divided.authority(self.code)
        if authority.given_on is not None:
            raise ChecklistError(
                tr(
                    "`{code}` passed its questions on ({on}). If it takes part again, note "
                    "that first:\n  checklist ministries note {code} rejoined",
                    self.code,
                    date_in_words(authority.given_on.on),
                )
            )
        return authority


def _note_sent(noting: _Noting) -> Sequence[str]:
    divided, part, entries = noting.divided, noting.options["--part"], []
    if part is not None and len(noting.codes) > 1:
        raise ChecklistError(tr("--part is one form: name one ministry with it"))
    division = divided.division
    for code in noting.codes:
        path = next_form(divided, code) if part is None else Path(part)
        sent, asked = sent_part(divided, code, path, noting.day)
        division = division.changed(code, sent=[*divided.authority(code).sent, sent])
        details = {"number": sent.number, "part": sent.part, **asked}
        entries.append(noting.entry(NoteEvent.SENT, code, **details))
    return noting.save(division, *entries)


def _note_called(noting: _Noting) -> Sequence[str]:
    details = {"by": noting.person(), "note": noting.text()}
    authority = noting.authority()
    call = Called(on=noting.day, **_known(details))
    division = noting.divided.division.changed(noting.code, called=[*authority.called, call])
    entry = noting.entry(NoteEvent.CALLED, noting.code, spoke_to=call.by, note=call.note)
    return noting.save(division, entry)


def _note_extended(noting: _Noting) -> Sequence[str]:
    until, note = noting.until(NoteEvent.EXTENDED), noting.text()
    authority = noting.authority()
    extended = Extended(on=noting.day, until=until, **_known({"note": note}))
    division = noting.divided.division.changed(
        noting.code, extended=[*authority.extended, extended], due=until
    )
    return noting.save(
        division, noting.entry(NoteEvent.EXTENDED, noting.code, until=until, note=note)
    )


def _note_back(noting: _Noting) -> Sequence[str]:
    note = noting.text()
    noting.authority()
    came_back = CameBack(on=noting.day, **_known({"note": note}))
    ends = {"refused": None, "no_objection": None}
    division = noting.divided.division.changed(noting.code, came_back=came_back, **ends)
    return noting.save(division, noting.entry(NoteEvent.BACK, noting.code, note=note))


def _note_no_objection(noting: _Noting) -> Sequence[str]:
    until, divided, code = noting.until(NoteEvent.NO_OBJECTION), noting.divided, noting.code
    stood, later = _stood(noting)
    told = NoObjection(on=noting.day, until=until, digest=digest(stood))
    ends = {"refused": None, "cleared": None}
    division = divided.division.changed(code, no_objection=told, **ends)
    entry = noting.entry(NoteEvent.NO_OBJECTION, code, until=until, told=dict(stood))
    return [*noting.save(division, entry), *later]


def _note_cleared(noting: _Noting) -> Sequence[str]:
    by, divided, code = noting.person(), noting.divided, noting.code
    if by is None:
        raise ChecklistError(
            tr("`cleared` needs --by: name the person who agreed for the ministry")
        )
    _, later = _stood(noting)
    statuses = divided.statuses() if code in divided.division.authorities else ()
    found = [place for status in statuses if status.code == code for place in status.open_places]
    open_places = named_places(found, divided.questionnaire)
    still_open = tr(_STILL_OPEN, ministry=noting.name(code), places=first_named(open_places))
    person = person_at_terminal() if open_places else None
    if person is not None:
        choices = [tr("No"), tr("Yes")]
        asked = sentences([still_open, tr(_ALL_THE_SAME)])
        if person.choose(asked, choices, needs_number=True) == 1:
            return [tr(_NOT_NOTED)]
    file, checked = divided.divided, divided.checked
    note_clearance(divided.folder, file, checked, code, noting.day, by=by, who=noting.who)
    said = note_words(noting.entry(NoteEvent.CLEARED, code), noting.name)
    return [said, *([sentences([still_open, tr(_REMINDED)])] if open_places else []), *later]


def _stood(noting: _Noting) -> tuple[Mapping[str, Any], Sequence[str]]:
    """Return what stood in the name of a ministry on the day, and in sentences what came later.

    Raises:
        ChecklistError: It had nothing on this day to which it could agree or object.
    """
    authority, divided, code = noting.authority(), noting.divided, noting.code
    first = min((part.on for part in authority.sent), default=noting.day)
    if noting.day < first:
        message = tr(
            "--on: {day} is before the form was sent to `{code}`, on {first}",
            noting.day,
            code,
            first,
        )
        raise ChecklistError(message)
    if not has_answers(divided.checked, divided.division, code):
        raise ChecklistError(
            tr(
                "`{code}` has no answers that it could agree to. Merge its form, or "
                "enter the answers that it gave you:\n  checklist answer {report} --for {code}",
                code,
                safe_text(str(divided.folder.report)),
            )
        )
    log = read_log(divided.folder.log)
    stood, later = standing_on(divided.checked, divided.division, code, noting.day, log)
    if not later:
        return stood, ()
    places = first_named(named_places(later, divided.questionnaire))
    if not stood:
        raise ChecklistError(
            tr(
                "--on: on {day} `{code}` had no answers that it could agree to. Answers "
                "of a later day: {places}",
                noting.day,
                code,
                places,
            )
        )
    return stood, [tr(_NOT_COVERED, day=date_in_words(noting.day), places=places)]


def _note_refused(noting: _Noting) -> Sequence[str]:
    details = {"by": noting.person(), "note": noting.text()}
    noting.authority()
    refused = Refused(on=noting.day, **_known(details))
    ends = {"cleared": None, "no_objection": None, "came_back": None}
    return _save_said(noting, NoteEvent.REFUSED, {**ends, "refused": refused})


def _note_withdrawn(noting: _Noting) -> Sequence[str]:
    authority = noting.authority()
    if authority.cleared is None and authority.no_objection is None:
        raise ChecklistError(tr(_NOT_AGREED, code=noting.code))
    return _save_said(noting, NoteEvent.WITHDRAWN, {"cleared": None, "no_objection": None})


def _save_said(noting: _Noting, event: NoteEvent, changes: Mapping[str, Any]) -> Sequence[str]:
    """Save an event with who said so, and what was said."""
    division = noting.divided.division.changed(noting.code, **changes)
    said = {"spoke_to": noting.person(), "note": noting.text()}
    return noting.save(division, noting.entry(event, noting.code, **said))


def _note_passed_on(noting: _Noting) -> Sequence[str]:
    to, code = noting.receiver(), noting.code
    noting.authority()
    division, places = noting.passed_on()
    if not places:
        ends = {"cleared": None, "no_objection": None, "refused": None, "came_back": None}
        division = division.changed(code, given_on=GivenOn(on=noting.day, to=to), **ends)
    division = division.changed(to, given_on=None)  # what it passed on to this one comes back
    asked, before = noting.divided.questionnaire, noting.divided.division.asks
    only = [place_name(place, asked) for place in places]
    was = {
        place: [*assignment.authorities]
        for place, assignment in before.items()
        if division.asks.get(place) != assignment
    }
    entry = noting.entry(NoteEvent.PASSED_ON, code, to=to, only=commas(only) or None, was=was)
    divided = noting.save_division(division, entry)
    occasion = Occasion(passed_on_by=code, passed_on=only)
    written = () if to in {OWN, CABINET} else write_next_part(divided, to, occasion)
    return [note_words(entry, noting.name), *written]


def _note_rejoined(noting: _Noting) -> Sequence[str]:
    divided, code, note = noting.divided, noting.code, noting.text()
    authority, name = divided.authority(code), noting.name(code)
    line = None if authority.refused else last_passed_on(read_log(divided.folder.log), code)
    division = divided.division.changed(code, refused=None, given_on=None)
    said: list[str] = []
    if authority.refused is None:
        passed = line or {}
        was = asked_before(passed)
        division, back = given_back(division, code, str(passed.get("to", "")), was)
        if not back and authority.given_on is None:
            raise ChecklistError(tr(_TAKES_PART, code=code))
        left = [place for place in was if place not in back]
        for message, found in ((_ASKED_AGAIN, back), (_WITH_OTHERS, left)):
            names = first_named(named_places(found, divided.questionnaire))
            said += [tr(message, ministry=name, places=names)] if found else []
        said += [] if was else [tr(_NOT_IN_LOG, ministry=name, code=code)]
    entry = noting.entry(NoteEvent.REJOINED, code, note=note)
    divided = noting.save_division(division, entry)
    return [note_words(entry, noting.name), *said, *write_next_part(divided, code, Occasion())]


def _known(details: Mapping[str, str | None]) -> dict[str, Any]:
    return {key: value for key, value in details.items() if value is not None}


_Note: TypeAlias = Callable[[_Noting], Sequence[str]]
EVENTS: Mapping[NoteEvent, Event[_Note]] = {
    NoteEvent.SENT: Event(
        Message("The form was sent: the next one in parts/, or --part."), _note_sent, {"--part": ""}
    ),
    NoteEvent.CALLED: Event(
        Message("Somebody spoke to the ministry: --by, --text."),
        _note_called,
        {"--by": _SPOKE_TO, "--text": _SAID},
    ),
    NoteEvent.EXTENDED: Event(
        Message("The ministry has more time: --until."),
        _note_extended,
        Texts({"--until": "Until which day?", "--text": ""}),
    ),
    NoteEvent.BACK: Event(
        Message("Answers came back, and are not merged yet."),
        _note_back,
        Texts({"--text": "What came, and how?"}),
    ),
    NoteEvent.NO_OBJECTION: Event(
        Message("Silence until a day counts as no objection: --until."),
        _note_no_objection,
        Texts({"--until": "Until which day may it object?"}),
    ),
    NoteEvent.CLEARED: Event(
        Message("The ministry agrees to the answers in its name: --by."),
        _note_cleared,
        Texts({"--by": "Who agreed for the ministry?"}),
    ),
    NoteEvent.WITHDRAWN: Event(
        Message("The ministry takes back that it agreed."),
        _note_withdrawn,
        Texts({"--by": "Who said so?", "--text": _SAID}),
    ),
    NoteEvent.REFUSED: Event(
        Message("The ministry will not answer."),
        _note_refused,
        Texts({"--by": "Who said so?", "--text": _SAID}),
    ),
    NoteEvent.PASSED_ON: Event(
        Message("Another ministry answers instead: --to; --only names some questions."),
        _note_passed_on,
        Texts(
            {
                "--to": "To which ministry, by its code?",
                "--only": "Which questions or rows, such as 5.6, 8.1 d?",
            }
        ),
    ),
    NoteEvent.REJOINED: Event(
        Message("The ministry takes part again, after it refused or passed questions on."),
        _note_rejoined,
        Texts({"--text": _SAID}),
    ),
}
"""What each event does."""

_NEEDED = frozenset(
    {
        (NoteEvent.EXTENDED, "--until"),
        (NoteEvent.NO_OBJECTION, "--until"),
        (NoteEvent.CLEARED, "--by"),
    }
)
"""The options without which an event cannot be noted."""

_CHECKS: Mapping[str, Callable[[_Noting, NoteEvent], object]] = {
    "--by": lambda noting, event: noting.person(),
    "--until": lambda noting, event: noting.until(event),
    "--text": lambda noting, event: noting.text(),
    "--to": lambda noting, event: noting.receiver(),
    "--only": lambda noting, event: noting.passed_on(),
}
"""What refuses a value of an option that a person is asked for."""


class _Details(NamedTuple):
    """What is known of an event besides its day."""

    part: Annotated[
        Path | None,
        option("--part FILE", tr("With sent: what was sent.")),
    ] = None
    by: Annotated[
        str | None,
        option("--by NAME", tr("The person of the ministry who agreed or spoke.")),
    ] = None
    until: Annotated[
        str | None,
        option("--until DATE", tr("The last day, such as 2027-03-01.")),
    ] = None
    text: Annotated[str | None, option("--text TEXT", tr("What was said, or what came."))] = None
    to: Annotated[
        str | None,
        option("--to CODE", tr("With passed-on: to this ministry; else to you.")),
    ] = None
    only: Annotated[
        str | None,
        option("--only '8.1 d, 5.6'", tr("With passed-on: these questions; else all.")),
    ] = None

    def by_option(self) -> Mapping[str, str | None]:
        """Return what the options say, by their names."""
        given = self._asdict().items()
        return {f"--{name}": None if value is None else str(value) for name, value in given}


def run(
    code: Annotated[
        str | None,
        argument("CODE", tr("A ministry: labour; before sent, also labour,police.")),
    ] = None,
    event: Annotated[NoteEvent | None, argument("EVENT", tr("What is noted."))] = None,
    report: ReportBehindArgument = None,
    *,
    on: OnOption = None,
    details: _Details,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Note what became of a form: sent, called, cleared, refused and so on.

    Without CODE and EVENT, a person at a terminal is asked. A later note replaces an earlier one:
    a ministry that refused can clear its answers later. `checklist ministries history` shows all.

    What comes back is compared with the form that you noted as sent. If a form was never noted as
    sent, `merge` asks you about every difference.

    If an answer changes after it was cleared, `checklist status` shows both answers, and
    `checklist finalize` asks what to do. `cabinet` clears the whole report. Silence is shown as no
    objection, never as cleared. The questions of a ministry that refused stay open until you decide
    what the report says. Where open questions are passed on to another ministry, the form that it
    needs is written at once.
    """
    options = details.by_option()
    if event is not None:
        _refuse_options(event, options)
    if code is not None and event is None and report is None and is_report_name(code):
        report, code = Path(code), None  # what is named alone is the report
    codes = listed_codes(None if code is None else [code])
    person = person_at_terminal() if event is None else None
    if event is None and person is None:
        raise ChecklistError(
            tr("name a ministry and an event: checklist ministries note labour sent")
        )
    if len(codes) > 1 and event not in {None, NoteEvent.SENT}:
        raise ChecklistError(
            tr("`{event}` is noted for each ministry by itself: name one ministry", event)
        )
    day = day_of(on)
    with divided_report(report, questionnaire) as divided:
        noting = _Noting(divided, codes, day, options, user_name())
        try:
            if event is None:
                assert person is not None
                event, noting = _asked(person, noting, asks_day=on is None)
            said = EVENTS[event].note(noting)
        except EOFError:
            said = [tr(_NOT_NOTED)]
    for line in said:
        print(safe_text(line, multiline=True), file=sys.stderr)


add_events(run, EVENTS)


def _refuse_options(event: NoteEvent, options: Mapping[str, str | None]) -> None:
    """Refuse the options that an event does not take."""
    for name, given in options.items():
        takers = [f"`{taker}`" for taker, known in EVENTS.items() if name in known.options]
        if given is not None and f"`{event}`" not in takers:
            raise ChecklistError(
                tr(
                    "`{event}` does not take {option}: it goes with {takers}",
                    event,
                    name,
                    commas(takers),
                )
            )


def _asked(person: Person, noting: _Noting, *, asks_day: bool) -> tuple[NoteEvent, _Noting]:
    """Ask a person what is noted of which ministry, except what the options say.

    Args:
        person: The person.
        noting: What the options say.
        asks_day: Whether they name no day.

    Raises:
        ChecklistError: A ministry that was named is not in the division, or the event does not take
            an option.
        EOFError: The person stops.
    """
    divided = noting.divided
    for code in noting.codes:
        divided.authority(code)
    with person.opened():
        if not noting.codes:
            known = [code for code in divided.division.authorities if code != OWN]
            chosen = _chosen(person, tr("Which ministry?"), [*map(noting.name, known)])
            noting = noting._replace(codes=[known[chosen]])
        # Only forms are noted of several ministries together.
        events = [(name, event) for name, event in EVENTS.items() if not noting.codes[1:]]
        events = events or [(NoteEvent.SENT, EVENTS[NoteEvent.SENT])]
        effects = [f"{name}: {_effect(event)}" for name, event in events]
        name, event = events[_chosen(person, tr("What became of its form?"), effects)]
        _refuse_options(name, noting.options)
        if asks_day:
            noting = noting._replace(
                day=person.line(tr("On which day?"), tr(_ENTER_IS_TODAY), _day_typed)
            )
        for option, question in event.options.items():
            if question and noting.options[option] is None:
                noting = _with_option(person, noting, name, option, tr(question))
    return name, noting


def _effect(event: Event[_Note]) -> str:
    """Return what an event is, without its options, which stand behind a colon."""
    return parted(tr(event.help))[0].rstrip(STOPS)


def _day_typed(typed: str) -> str:
    """Return the day that a person types; today for Enter alone."""
    try:
        return day_of(typed or None)
    except ChecklistError as error:
        raise _refusal(error, "--on") from None


def _refusal(error: ChecklistError, option: str) -> Refusal:
    """Return what an option refuses as what is said to a person who was asked for it."""
    return Refusal(sentence(capitalized(str(error).removeprefix(f"{option}: "))))


def _with_option(
    person: Person, noting: _Noting, event: NoteEvent, option: str, question: str
) -> _Noting:
    """Return what is noted, with what a person types for an option.

    Raises:
        EOFError: The person stops.
    """
    is_needed = (event, option) in _NEEDED
    hint = _IS_NEEDED if is_needed else _WITHOUT.get(option, _ENTER_LEAVES_OUT)

    def read(typed: str) -> _Noting:
        if not typed and is_needed:
            raise Refusal(_NOT_LEFT_OUT)
        asked = noting._replace(options={**noting.options, option: typed or None})
        try:
            _CHECKS[option](asked, event)
        except ChecklistError as error:
            raise _refusal(error, option) from None
        return asked

    return person.line(question, tr(hint), read)


def _chosen(person: Person, title: str, choices: Sequence[str]) -> int:
    """Return the place of what a person chooses, from 0; Enter alone stops as `/quit` does."""
    number = person.choose(title, choices, enter=EnterAlone.STOPS)
    if not number:
        raise EOFError
    return number - 1
