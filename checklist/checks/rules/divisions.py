"""The D rules: a division of a questionnaire among authorities."""

from collections.abc import Iterator, Mapping
from typing import Any

from checklist.checks.rule import CheckedDivision, rule
from checklist.diagnostics import DocumentPath, Finding, Found, Severity
from checklist.questionnaire.loading import languages_of
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


@rule("D001")
def unknown_place(checked: CheckedDivision) -> Iterator[Finding]:
    """A division names a question, row or column that the questionnaire does not have.

    Places are questions, and below them rows of matrices and columns of tables.

    ## Why is this bad?
    The questions stay with the authority that writes the report, and nobody else is asked.

    ## Example
        asks:
          training/labour-inspector: {lead: labour}

    ## Use instead
        asks:
          training/labour-inspectors: {lead: labour}
    """
    for place in checked.asks:
        question_id, _, part = place.partition("/")
        names = checked.questionnaire.questions
        if question_id not in names:
            message = f"{quoted(question_id)} is not a question"
            hint = correction_hint(question_id, [*names])
            yield Found(message, ("asks", place), at_key=True, hint=hint)
        elif part:
            parts = [*names[question_id].answer_type.fields()]
            if part not in parts:
                message = f"{quoted(part)} is not a row or column of `{question_id}`"
                hint = correction_hint(part, parts)
                yield Found(message, ("asks", place), at_key=True, hint=hint)


@rule("D002")
def unknown_authority(checked: CheckedDivision) -> Iterator[Finding]:
    """A division names an authority that it does not list, or lists an unknown authority.

    Authorities are listed under `authorities`, by the codes of the questionnaire. A State can add
    others: these need a `name`. `own`, the authority that writes the report, need not be listed.

    ## Why is this bad?
    Its questions would be sent to nobody.

    ## Example
        authorities:
          labour: {}
        asks:
          training: {lead: coast-guard}

    ## Use instead
        authorities:
          labour: {}
          coast-guard: {name: Coast guard of the north}
        asks:
          training: {lead: coast-guard}
    """
    for code, where in checked.named():
        if not checked.is_known(code):
            message = f"{quoted(code)} is not among the `authorities` of the division"
            yield Found(message, where, hint=correction_hint(code, [*checked.authorities]))
    known = checked.questionnaire.authorities
    for code, authority in checked.authorities.items():
        if code not in known and "name" not in authority:
            message = f"{quoted(code)} is not an authority of the questionnaire, and has no `name`"
            hint = correction_hint(code, [*known])
            yield Found(message, ("authorities", code), at_key=True, hint=hint)
        given_to = authority.get("given_on", {}).get("to")
        if given_to is not None and not checked.is_known(given_to):
            message = f"{quoted(given_to)} is not among the `authorities` of the division"
            yield Found(message, ("authorities", code, "given_on", "to"))


@rule("D003", Severity.WARNING)
def not_divided(checked: CheckedDivision) -> Iterator[Finding]:
    """A division does not say who answers a question. A warning.

    The authority that writes the report then answers the question itself.

    ## Why is this bad?
    A new version of the questionnaire may have brought the question, and the authority that knows the
    answer is not asked.

    ## Example
        asks:
          training: {lead: labour}

    ## Use instead
        asks:
          training: {lead: labour}
          channels: {lead: own}
    """
    for question_id, question in checked.questionnaire.questions.items():
        if question_id in checked.asks:
            continue
        answer_type = question.answer_type
        parts = [*answer_type.fields()]
        if parts and all(f"{question_id}/{part}" in checked.asks for part in parts):
            continue
        message = f"nobody is named for `{question_id}`"
        hint = "`lead: own` says that you answer it yourself"
        yield Found(message, ("asks",), at_key=True, hint=hint)


_ENDS = ("cleared", "no_objection", "refused", "given_on")


@rule("D004")
def contradictory_state(checked: CheckedDivision) -> Iterator[Finding]:
    """A division contradicts itself about an authority: a part came back before it was sent.

    Also: an authority both refused and cleared its answers, or two parts have the same number. A part
    that came back and was not noted as sent is a warning: it can be merged, and noted as sent later.

    ## Why is this bad?
    The list of who is late is wrong, and a return may be merged with the wrong part.

    ## Example
        labour:
          refused: {on: 2026-11-02}
          given_on: {on: 2026-11-03, to: police}

    ## Use instead
        labour:
          given_on: {on: 2026-11-03, to: police}
    """
    for code, authority in checked.authorities.items():
        yield from _of_authority(authority, ("authorities", code))


def _of_authority(authority: Mapping[str, Any], at: DocumentPath) -> Iterator[Finding]:
    sent: dict[tuple[int, str], str] = {}
    numbers: set[int] = set()
    for index, part in enumerate(authority.get("sent", ())):
        if part["number"] in numbers:
            yield Found(f"form {part['number']} was sent twice", (*at, "sent", index, "number"))
        numbers.add(part["number"])
        sent[part["number"], part["part"]] = part["on"]
    for index, part in enumerate(authority.get("returned", ())):
        where = (*at, "returned", index)
        if "digest" not in part:  # on paper, without a part
            continue
        sent_on = sent.get((part["number"], part.get("part", "")))
        if sent_on is None:
            message = f"form {part['number']} came back, and was not noted as sent"
            hint = f"`checklist ministries note {at[-1]} sent` notes it"
            yield Found(message, (*where, "number"), severity=Severity.WARNING, hint=hint)
        elif part["on"] < sent_on:
            message = f"form {part['number']} came back on {part['on']}, and was sent on {sent_on}"
            yield Found(message, (*where, "on"))
    ends = [key for key in _ENDS if key in authority]
    for key in ends[1:]:
        yield Found(f"`{key}` and `{ends[0]}` cannot be used together", (*at, key), at_key=True)


@rule("D005")
def other_version(checked: CheckedDivision) -> Iterator[Finding]:
    """A division was made for another version of the questionnaire. A warning.

    ## Why is this bad?
    Questions may have been renamed, added or removed since. Then places of the division do not exist,
    and nobody is asked the new questions.

    ## Example
        questionnaire: {id: coast, version: 0.9.0, digest: …}

    ## Use instead
    `checklist migrate` takes the division along with the report:

        checklist migrate report-NOR.yaml
    """
    head = checked.questionnaire.head
    reference = checked.data["questionnaire"]
    if reference["id"] != head.id:
        message = f"the division is of the questionnaire `{reference['id']}`, not `{head.id}`"
        yield Found(message, ("questionnaire", "id"))
    elif reference["version"] != head.version:
        message = (
            f"the division is of version {reference['version']}; the present one is {head.version}"
        )
        where = ("questionnaire", "version")
        hint = "`checklist migrate` takes it along"
        yield Found(message, where, severity=Severity.WARNING, hint=hint)


@rule("D006")
def named_twice(checked: CheckedDivision) -> Iterator[Finding]:
    """An authority is named twice at one place: it leads and contributes, or contributes twice.

    ## Why is this bad?
    Most likely another authority was meant, and this authority is not asked.

    ## Example
        training: {lead: labour, also: [labour]}

    ## Use instead
        training: {lead: labour, also: [police]}
    """
    for place, assignment in checked.asks.items():
        seen = {assignment["lead"]}
        for index, code in enumerate(assignment.get("also", ())):
            if code in seen:
                yield Found(f"{quoted(code)} is named twice", ("asks", place, "also", index))
            seen.add(code)


@rule("D007", Severity.WARNING)
def unconfirmed_contact(checked: CheckedDivision) -> Iterator[Finding]:
    """A contact comes from the division of the last report, and nobody confirmed it. A warning.

    ## Why is this bad?
    People change their posts, and questions with confidential answers would go to a stranger.

    ## Example
        contact: {office: Inspectorate, email: kari@example.org, to_confirm: true}

    ## Use instead
    Ask whether this is still the person, and remove the line:

        contact: {office: Inspectorate, email: kari@example.org}
    """
    for code, authority in checked.authorities.items():
        if authority.get("contact", {}).get("to_confirm") is True:
            message = f"the contact of `{code}` is that of the last report"
            where = ("authorities", code, "contact", "to_confirm")
            hint = "delete `to_confirm` once it is right"
            yield Found(message, where, at_key=True, hint=hint)


@rule("D008")
def untranslated_form(checked: CheckedDivision) -> Iterator[Finding]:
    """A ministry has a language into which the questionnaire was not translated.

    ## Why is this bad?
    No form can be written for the ministry, and none that comes back can be read.

    ## Example
        labour: {language: xx}

    ## Use instead
    A language that `checklist translations` lists, or that of the report:

        labour: {language: fr}
    """
    known = languages_of(checked.questionnaire)
    for code, authority in checked.authorities.items():
        language = authority.get("language")
        if isinstance(language, str) and language not in known:
            message = f"there is no translation into the language {quoted(language)}"
            hint = f"known: {', '.join(sorted(known))}"
            yield Found(message, ("authorities", code, "language"), hint=hint)
