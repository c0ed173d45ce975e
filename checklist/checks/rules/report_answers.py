"""The R rules on answers: whether they are there, fit their questions, and agree."""

from collections.abc import Callable, Iterator
from functools import partial

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.problem import ProblemKind
from checklist.checks.published_copy import findings
from checklist.checks.rule import answers_to, problem_findings, rule
from checklist.diagnostics import DocumentPath, Finding, Found, Severity
from checklist.questionnaire.condition import names
from checklist.questionnaire.condition_text import asked_when
from checklist.questionnaire.question import Question
from checklist.reports.checked_report import CheckedReport
from checklist.reports.open_conflicts import conflict_findings
from checklist.text.messages import any_of, labelled, tr, trn
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, did_you_mean


@rule("R004")
def unknown_question(checked: CheckedReport) -> Iterator[Finding]:
    """The report answers a question that the questionnaire does not have.

    ## Why is this bad?
    The answer would be lost: nothing that reads the report looks for it.

    ## Example
        answers:
          contact-piont:
            value: {office: Ministry of Justice}

    ## Use instead
        answers:
          contact-point:
            value: {office: Ministry of Justice}
    """
    questionnaire = checked.questionnaire
    for question_id in checked.report.answers:
        if question_id in questionnaire.questions:
            continue
        hint: str | Callable[[], str] = partial(did_you_mean, question_id, questionnaire.questions)
        if numbered := questionnaire.by_number.get(question_id):
            hint = tr("question {question_id} has the id `{numbered}`", question_id, numbered)
        message = tr("there is no question {question_id}", quoted(question_id))
        yield Found(message, ("answers", question_id), True, hint=hint)


@rule("R005")
def unanswered(checked: CheckedReport) -> Iterator[Finding]:
    """A required question on path has no answer. An error in a final report.

    A draft has one note, which says how many these questions are.

    ## Why is this bad?
    A final report must answer what is required. It need not be a perfect answer: that something is
    not known or not applicable, or is not answered on purpose, is an answer too.

    ## Example
        status: final
        answers: {}

    ## Use instead
    Answer it with `checklist answer`, or write `missing` with a reason:

        answers:
          offence:
            missing: not-known
            reason: ministry-did-not-reply
    """
    open_questions = [*_required_without_answer(checked)]
    if not checked.as_final:
        if open_questions:
            count = len(open_questions)
            message = trn(
                "{count} required question is not answered",
                "{count} required questions are not answered",
                count,
            )
            hint = tr("`checklist answer` asks them")
            yield Found(message, ("answers",), at_key=True, severity=Severity.NOTE, hint=hint)
        return
    for question in open_questions:
        message = tr("`{id}` is required, and not answered ({ask})", question.id, question.ask)
        yield Found(message, ("answers", question.id), at_key=True)


def _required_without_answer(checked: CheckedReport) -> Iterator[Question]:
    answers, uncertain_questions = checked.report.answers, checked.uncertain_questions
    for question_id, question in checked.questionnaire.questions.items():
        if question_id in answers or question_id in uncertain_questions:
            continue
        if checked.party_is_uncertain and checked.questionnaire.is_for_parties_only(question):
            continue
        if checked.path.is_required(question):
            yield question


@rule("R006")
def off_path(checked: CheckedReport) -> Iterator[Finding]:
    """An answer to a question that is off path. A note in a draft, an error in a final report.

    ## Why is this bad?
    The answer is not counted, and contradicts the one that puts it off path. In a draft it is kept: the
    other answer may change again. `checklist finalize` leaves it out of the final report.

    ## Example
    The date of a deposit, where the State said that it has not deposited anything.

    ## Use instead
    Delete the answer, or correct the one that the question depends on.
    """
    questions = checked.questionnaire.questions
    conditional = checked.questionnaire.conditional
    off_path = conditional.keys() - checked.path.on - checked.uncertain_questions
    for question_id in checked.report.answers if off_path else ():
        if question_id not in off_path:
            continue
        condition = conditional[question_id]
        when = asked_when(questions[question_id], questions, checked.questionnaire.numbers)
        yield Found(
            tr("`{question_id}` is only asked when {when}", question_id, when),
            ("answers", question_id),
            at_key=True,
            severity=checked.incompleteness_severity,
            related=answers_to(checked, names(condition)),
        )


@rule("R007")
def unknown_code(checked: CheckedReport) -> Iterator[Finding]:
    """A code that is not among the options of its question, or a row or column that is not there.

    ## Why is this bad?
    Nobody can say what it means, so it cannot be counted.

    ## Example
        protocol-status:
          value: partie

    ## Use instead
        protocol-status:
          value: party
    """
    yield from problem_findings(checked, ProblemKind.UNKNOWN_CODE)


@rule("R008")
def out_of_range(checked: CheckedReport) -> Iterator[Finding]:
    """A text, number or date that its question does not allow.

    ## Why is this bad?
    A date that is not in the calendar, a number below the least, or a text that is not of the form
    that was asked for cannot be compared with those of other States.

    ## Example
        protocol-target:
          value: 31/05/2027

    ## Use instead
        protocol-target:
          value: "2027-05-31"
    """
    yield from problem_findings(checked, ProblemKind.OUT_OF_RANGE)


@rule("R009")
def reason_missing(checked: CheckedReport) -> Iterator[Finding]:
    """An answer that needs a reason has none.

    ## Why is this bad?
    Not known, not applicable and decided not to do it mean different things for different reasons;
    without the reason, a reader can only guess.

    ## Example
        offence:
          missing: not-known

    ## Use instead
        offence:
          missing: not-known
          reason: not-collected
    """
    yield from problem_findings(checked, ProblemKind.REASON_MISSING)


@rule("R010")
def contradictory(checked: CheckedReport) -> Iterator[Finding]:
    """Parts of one answer that contradict each other.

    ## Why is this bad?
    The answer says two things, and a reader cannot tell which one is meant.

    ## Example
        value: [none, translation]

    ## Use instead
        value: [translation]
    """
    yield from problem_findings(checked, ProblemKind.CONTRADICTORY)


@rule("R011")
def incomplete(checked: CheckedReport) -> Iterator[Finding]:
    """A row of a matrix or a cell of a table is not filled in. A note in a draft, otherwise an error.

    ## Why is this bad?
    A row without an answer is neither a yes nor a no.

    ## Example
        value:
          police-officers: {value: implemented}

    ## Use instead
    Answer every row; a row can be `missing` with a reason, too:

        value:
          police-officers: {value: implemented}
          judges: {missing: not-known, reason: not-collected}
    """
    yield from problem_findings(checked, ProblemKind.INCOMPLETE, checked.incompleteness_severity)


@rule("R014")
def carried(checked: CheckedReport) -> Iterator[Finding]:
    """An answer was carried over from an earlier report and is not confirmed yet.

    ## Why is this bad?
    It may no longer be true. It counts as unanswered: a note in a draft, an error in a final report.

    ## Example
        offence:
          value: specific-offence
          carried: true

    ## Use instead
    Confirm or change it with `checklist answer`, which removes `carried`.
    """
    for question_id, answer in checked.automatic:
        if answer.get("carried"):
            message = tr(
                "{question_id}: the answer comes from an earlier report and is not confirmed",
                question_id,
            )
            severity = checked.incompleteness_severity
            yield Found(message, ("answers", question_id, "carried"), severity=severity)


@rule("R015")
def gate(checked: CheckedReport) -> Iterator[Finding]:
    """An answer says that a gate filled it in, but that gate did not.

    ## Why is this bad?
    `by` tells the reader that nobody was asked this question, because the answer to the gate fills it
    in. When the gate is open, does not stand before the question, or fills in something else, that is
    not true.

    ## Example
        strategy-prevention:
          value: {status: not-implemented}
          by: national-strategy        # which is answered with `affirmative`

    ## Use instead
    Answer the question itself, and delete `by`.
    """
    for question_id, answer in checked.automatic:
        gate = answer.get("by")
        if gate is None:
            continue
        if gate in checked.uncertain_questions:
            continue  # it is to be corrected first, or withheld
        where = ("answers", question_id, "by")
        if gate not in checked.questionnaire.gates_of.get(question_id, ()):
            message = tr("{gate} is not a gate of `{question_id}`", quoted(gate), question_id)
            yield Found(message, where)
        elif checked.code_filled_in(question_id, gate) is None:
            closing = any_of([f"`{code}`" for code in checked.questionnaire.questions[gate].fills])
            message = tr(
                "{question_id}: the gate {gate} is not answered with {closing}",
                question_id,
                quoted(gate),
                closing,
            )
            yield Found(message, where, related=answers_to(checked, [gate]))
        elif not checked.is_filled_in(question_id, gate):
            message = tr(
                "{question_id}: the gate {gate} fills in another code", question_id, quoted(gate)
            )
            yield Found(message, where, related=answers_to(checked, [gate]))


@rule("R023")
def redacted(checked: CheckedReport) -> Iterator[Finding]:
    """A copy for publication, and whether it says and withholds what it should.

    That a report is such a copy is a warning. It is an error when it has what is not for publication:
    a confidential answer, a contact, who gave an answer, or the salt of the report that it was made of;
    or when what it lists as withheld does not exist, or stands in it.

    ## Why is this bad?
    What is published cannot be taken back. And a copy lacks answers that the State has given: it must
    not be taken for the report itself.

    ## Example
        redacted:
          withheld: [contact-point]
        answers:
          contact-point:
            value: {office: Ministry of Justice}

    ## Use instead
    Make the copy anew from the final report: `checklist export --public`.
    """
    return findings(checked)


@rule("R024")
def unknown_authority(checked: CheckedReport) -> Iterator[Finding]:
    """`answered_by` does not have the form that the questionnaire wants, or names an unknown authority.

    A questionnaire can name authorities: its head says in which question. `answered_by` is then a list
    of their codes, among which `own` is the authority that writes the report. Where a questionnaire
    names none, it is one line of text.

    ## Why is this bad?
    Nobody could tell which answers an authority has given, so the authority could neither be asked
    again nor shown the answers in its name.

    ## Example
        answered_by: Ministry of Labour

    ## Use instead
        answered_by: [labour]
    """
    known = checked.questionnaire.authorities
    for question_id, answer in checked.valid.items():
        for where, inner in _with_inner(answer):
            named = inner.get("answered_by")
            at = ("answers", question_id, *where, "answered_by")
            if named is None:
                continue
            if isinstance(named, str) and known:
                message = tr(
                    "{question_id}: `answered_by` is a list of codes in this questionnaire",
                    question_id,
                )
                yield Found(message, at, hint=correction_hint(named, [*known]))
            elif not isinstance(named, str) and not known:
                message = tr("{question_id}: this questionnaire names no authorities", question_id)
                yield Found(message, at, hint=tr("write who answered as one line"))
            elif not isinstance(named, str):
                for index, code in enumerate(named):
                    if code not in known:
                        message = tr(
                            "{question_id}: {code} is not an authority", question_id, quoted(code)
                        )
                        yield Found(message, (*at, index), hint=correction_hint(code, [*known]))


def _with_inner(answer: AnswerData) -> Iterator[tuple[DocumentPath, AnswerData]]:
    """Yield an answer, and those of its rows or cells, each with its path."""
    yield (), answer
    value = answer.get("value")
    entries = value if isinstance(value, list) else [value]
    for index, entry in enumerate(entries):
        path: DocumentPath = ("value", index) if entries is value else ("value",)
        for name, inner in entry.items() if isinstance(entry, dict) else ():
            if isinstance(inner, dict) and ("value" in inner or "missing" in inner):
                yield (*path, name), inner


@rule("R040")
def open_conflict(checked: CheckedReport) -> Iterator[Finding]:
    """A form says otherwise than the report, and nobody has decided between them yet.

    `checklist merge` keeps in the head of a draft, under `conflicts`, what differs. Until somebody
    decides, the report has the answer that it had before.

    ## Why is this bad?
    One of the answers would be lost if the report were made final: it cannot be final before.

    ## Example
        conflicts:
          - at: channels
            by: labour
            stands: {value: [posters]}
            says: {value: [television]}

    ## Use instead
    Decide: `checklist answer` shows both answers, and who gave them.
    """
    yield from conflict_findings(checked.report, "R040", Severity.WARNING)


@rule("R500")
def checks(checked: CheckedReport) -> Iterator[Finding]:
    """Answers to different questions contradict each other. Codes R500 to R599.

    ## Why is this bad?
    One of the answers is wrong, or an unusual case needs a note. The checks are data of the
    questionnaire: each has a code, a severity and a message of its own.

    ## Example
    A deposit of ratification that is earlier than the signature.

    ## Use instead
    Correct one of the two answers. Where a warning describes a true exception, explain it in a `note`.
    """
    for check in checked.path.true_checks:
        if not checked.uncertain_questions.isdisjoint(names(check.when)):
            continue
        at = checked.path.place_of(check) or check.at
        yield Finding(
            check.code,
            labelled(at, check.message),
            ("answers", at) if at in checked.report.answers else ("answers",),
            at_key=True,
            severity=Severity(check.severity),
            related=answers_to(checked, (name for name in names(check.when) if name != at)),
        )
