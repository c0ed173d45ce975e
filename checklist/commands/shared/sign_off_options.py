"""The options of `finalize` that decide what it asks otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

from checklist.commands.shared.line_options import day_of, line_of
from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.ministries.division import Division
from checklist.ministries.sign_off import (
    IN_WORDS,
    NO_REPLY,
    OTHER_REASONS,
    OpenPoints,
    Reason,
    ReleaseAnswer,
    Waiting,
    is_not_known,
)
from checklist.ministries.status import MinistryStatus
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, with_hint


class SignOffOptions(NamedTuple):
    """The options as they were typed."""

    approved_by: Annotated[
        str | None, option("--approved-by NAME", tr("Who approves the report."))
    ] = None
    office: Annotated[str | None, option("--office OFFICE", tr("The office of that person."))] = (
        None
    )
    on: Annotated[
        str | None,
        option("--on DATE", tr("The day of the approval; without it, today.")),
    ] = None
    no_approval: Annotated[
        bool,
        option(
            "--no-approval",
            tr("Make the report final without the name of a person who approves it."),
        ),
    ] = False
    answer: Annotated[
        list[str] | None,
        option(
            "--answer ID=CODE", tr("A decision on who may read the report: publication=publish.")
        ),
    ] = None
    agreed: Annotated[
        list[str] | None,
        option(
            "--agreed CODE[=NAME]",
            tr("This ministry agrees to what changed since it cleared its answers."),
        ),
    ] = None
    keep: Annotated[
        list[str] | None,
        option(
            "--keep CODE",
            tr(
                "Keep what this ministry changed since it cleared its answers, without "
                "its clearance."
            ),
        ),
    ] = None
    no_reply: Annotated[
        list[str] | None,
        option(
            "--no-reply CODE[=REASON]",
            tr(
                "Answer “not known” where this ministry never answered: because it did not "
                "reply to its form, or for another reason, which is not published."
            ),
        ),
    ] = None


@dataclass(slots=True, kw_only=True)
class Decisions:
    """What is decided, by options or by a person."""

    approved: Mapping[str, Any] | None = None
    """Who approves it, as the head of a report has it."""
    has_no_approval: bool = False
    """Whether nobody is named who approves it, and this is wanted."""
    release: dict[str, str] = field(default_factory=dict)
    """What the signatory decides: codes by question."""
    agreed: dict[str, str] = field(default_factory=dict)
    """The authorities that agree to what changed, with who said so; empty where nobody is named."""
    kept: set[str] = field(default_factory=set)
    """The authorities without whose clearance it goes on."""
    no_reply: dict[str, Reason] = field(default_factory=dict)
    """The reasons for what never came, by authority."""

    @property
    def release_answers(self) -> Sequence[ReleaseAnswer]:
        """What the signatory decides."""
        return [ReleaseAnswer(question, code) for question, code in self.release.items()]


def decisions(
    options: SignOffOptions, questionnaire: Questionnaire, division: Division | None
) -> Decisions:
    """Return what the options decide.

    Raises:
        ChecklistError: An option names an authority, a question or a code that there is not.
    """
    agreed = dict(_named(named, "--agreed", division) for named in options.agreed or ())
    kept = {_named(named, "--keep", division)[0] for named in options.keep or ()}
    for code in agreed:
        if code in kept:
            raise ChecklistError(tr("--agreed and --keep cannot both name {code}", code))
    for code, who in agreed.items():
        agreed[code] = line_of(who, "--agreed") if who else ""
    return Decisions(
        approved=_approved(options),
        has_no_approval=options.no_approval,
        release=dict(_release(named, questionnaire) for named in options.answer or ()),
        agreed=agreed,
        kept=kept,
        no_reply=dict(_no_reply(options.no_reply or (), division)),
    )


def refuse_without_effect(
    decided: Decisions, points: OpenPoints, division: Division, checked: CheckedReport
) -> None:
    """Refuse options that name an authority on which there is nothing to decide.

    What is decided already as the option says is not refused: a run that failed can be repeated.

    Raises:
        ChecklistError: An option decides nothing.
    """
    questionnaire = checked.questionnaire
    changed = {status.code for status in points.changed}
    for named, codes in (("--agreed", decided.agreed), ("--keep", decided.kept)):
        for code in codes:
            label = division.label(code, questionnaire)
            if division.authorities[code].cleared is None:
                raise ChecklistError(
                    tr("{named}: {label} has not cleared its answers", named, label)
                )
            if code not in changed and named == "--keep":
                raise ChecklistError(
                    tr("{named}: nothing changed since {label} cleared its answers", named, label)
                )
    waiting = {never_came.status.code: never_came for never_came in points.waiting}
    for code, reason in decided.no_reply.items():
        label = division.label(code, questionnaire)
        if code == OWN:
            raise ChecklistError(tr("--no-reply: {label} cannot be without a reply", label))
        if code in points.begun:
            raise ChecklistError(
                tr(
                    "--no-reply: {label} has begun what is open, so that it is to be "
                    "completed or confirmed",
                    label,
                )
            )
        if reason.code == NO_REPLY and code in waiting:
            _refuse_no_reply(waiting[code])
        if code not in waiting and not is_not_known(checked, division, code, reason.code):
            raise ChecklistError(
                tr("--no-reply: {label} has answered everything that is required", label)
            )


def _refuse_no_reply(waiting: Waiting) -> None:
    """Refuse to say that an authority did not reply if it could not, or refused."""
    code, label = waiting.status.code, waiting.status.label
    if waiting.status.state is MinistryStatus.NOT_SENT:
        raise ChecklistError(
            tr(
                "--no-reply: {label} was never sent a form, so that it could not reply. "
                "Name another reason: --no-reply {code}=REASON. If a form was sent, note "
                "it first: checklist ministries note {code} sent",
                label,
                code,
            )
        )
    if waiting.status.state is MinistryStatus.REFUSED:
        raise ChecklistError(
            tr(
                "--no-reply: {label} replied that it refuses. Name another reason: "
                "--no-reply {code}=REASON",
                label,
                code,
            )
        )


def approval(by: str, office: str, on: str) -> Mapping[str, Any]:
    """Return an approval as the head of a report has it."""
    return {"by": by, "office": office, "on": on}


def _approved(options: SignOffOptions) -> Mapping[str, Any] | None:
    """Return the approval that the options name; None where they name none."""
    given = {
        "--approved-by": options.approved_by,
        "--office": options.office,
        "--on": options.on,
    }
    named = [option for option, text in given.items() if text is not None]
    if options.no_approval and named:
        raise ChecklistError(tr("--no-approval and {named} do not go together", named[0]))
    if not named:
        return None
    if options.approved_by is None or options.office is None:
        raise ChecklistError(tr("--approved-by and --office go together; --on needs both"))
    by, office = (
        line_of(options.approved_by, "--approved-by"),
        line_of(options.office, "--office"),
    )
    return approval(by, office, day_of(options.on))


def _named(text: str, option: str, division: Division | None) -> tuple[str, str]:
    """Return the authority that an option names, and what stands behind it."""
    code, _, rest = text.partition("=")
    if division is None:
        raise ChecklistError(tr("{option} needs a report that is divided among ministries", option))
    if code not in division.authorities:
        hint = correction_hint(code, [*division.authorities])
        raise ChecklistError(
            with_hint(tr("{option}: {code} is not in the division", option, quoted(code)), hint)
        )
    return code, rest.strip()


def _no_reply(given: Sequence[str], division: Division | None) -> Iterator[tuple[str, Reason]]:
    for named in given:
        code, reason = _named(named, "--no-reply", division)
        reason, _, words = reason.partition(":")
        reasons = [NO_REPLY, *(other.code for other in OTHER_REASONS)]
        if reason and reason not in reasons:
            hint = correction_hint(reason, reasons)
            raise ChecklistError(
                tr("--no-reply: {reason} is not a reason for this; {hint}", quoted(reason), hint)
            )
        if (reason == IN_WORDS) != bool(words.strip()):
            raise ChecklistError(
                tr(
                    "--no-reply: the reason `{place}`, and no other one, needs words: "
                    '--no-reply "{code}={place}: WORDS"',
                    IN_WORDS,
                    code,
                )
            )
        note = line_of(words.strip(), "--no-reply") if words.strip() else ""
        yield code, Reason(reason or NO_REPLY, note)


def _release(text: str, questionnaire: Questionnaire) -> tuple[str, str]:
    """Return the question and the code that an option names."""
    name, _, code = text.partition("=")
    questions: Mapping[str, Question] = {
        question.id: question for question in questionnaire.release_questions
    }
    by_number = {questionnaire.numbers[question]: question for question in questions}
    question = questions.get(by_number.get(name, name))
    if question is None:
        hint = correction_hint(name, [*questions])
        message = tr("--answer: {name} is not for the signatory to decide", quoted(name))
        raise ChecklistError(with_hint(message, hint))
    codes = [code for code, _ in question.answer_type.offered()]
    if code not in codes:
        hint = correction_hint(code, codes)
        message = f"--answer: {question.id} has no option {quoted(code)}"
        raise ChecklistError(with_hint(message, hint))
    return question.id, code
