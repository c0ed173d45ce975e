"""The D rules: a division of a questionnaire among authorities."""

from collections.abc import Iterator

from checklist.checks.rule import CheckedDivision, rule
from checklist.diagnostics import Finding, Found, Severity
from checklist.questionnaire.loading import languages_of
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


@rule("D001")
def unknown_place(checked: CheckedDivision) -> Iterator[Finding]:
    """A division names a question or row that the questionnaire does not have.

    Places are questions, and below them rows of matrices.

    ## Why is this bad?
    The questions stay with the authority that writes the report, and nobody else is asked.

    ## Example
        asks:
          training/labour-inspector: labour

    ## Use instead
        asks:
          training/labour-inspectors: labour
    """
    for place in checked.asks:
        question_id, _, part = place.partition("/")
        names = checked.questionnaire.questions
        if question_id not in names:
            message = f"{quoted(question_id)} is not a question"
            hint = correction_hint(question_id, [*names])
            yield Found(message, ("asks", place), at_key=True, hint=hint)
        elif part:
            parts = [*names[question_id].answer_type.rows()]
            if part not in parts:
                message = f"{quoted(part)} is not a row of `{question_id}`"
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
          training: coast-guard

    ## Use instead
        authorities:
          labour: {}
          coast-guard: {name: Coast guard of the north}
        asks:
          training: coast-guard
    """
    for place, code in checked.asks.items():
        if not checked.is_known(code):
            message = f"{quoted(code)} is not among the `authorities` of the division"
            yield Found(
                message, ("asks", place), hint=correction_hint(code, [*checked.authorities])
            )
    known = checked.questionnaire.authorities
    for code, authority in checked.authorities.items():
        if code not in known and "name" not in authority:
            message = f"{quoted(code)} is not an authority of the questionnaire, and has no `name`"
            hint = correction_hint(code, [*known])
            yield Found(message, ("authorities", code), at_key=True, hint=hint)


@rule("D003", Severity.WARNING)
def not_divided(checked: CheckedDivision) -> Iterator[Finding]:
    """A division does not say who answers a question. A warning.

    The authority that writes the report then answers the question itself.

    ## Why is this bad?
    A new version of the questionnaire may have brought the question, and the authority that knows the
    answer is not asked.

    ## Example
        asks:
          training: labour

    ## Use instead
        asks:
          training: labour
          channels: own
    """
    for question_id, question in checked.questionnaire.questions.items():
        if question_id in checked.asks:
            continue
        answer_type = question.answer_type
        parts = [*answer_type.rows()]
        if parts and all(f"{question_id}/{part}" in checked.asks for part in parts):
            continue
        message = f"nobody is named for `{question_id}`"
        hint = "`own` says that you answer it yourself"
        yield Found(message, ("asks",), at_key=True, hint=hint)


@rule("D005")
def other_version(checked: CheckedDivision) -> Iterator[Finding]:
    """A division was made for another version of the questionnaire. A warning.

    ## Why is this bad?
    Questions may have been renamed, added or removed since. Then places of the division do not exist,
    and nobody is asked the new questions.

    ## Example
        questionnaire: {id: coast, version: 0.9.0, digest: …}

    ## Use instead
    A new division, into which you write again what you changed in the old one: move that away, then

        checklist divide report-NOR.yaml
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
        hint = "move it away; `checklist divide` proposes one for the present version"
        yield Found(message, where, severity=Severity.WARNING, hint=hint)


@rule("D008")
def untranslated_form(checked: CheckedDivision) -> Iterator[Finding]:
    """A ministry has a language into which the questionnaire was not translated.

    ## Why is this bad?
    No form can be written for the ministry, and none that comes back can be read.

    ## Example
        labour: {language: xx}

    ## Use instead
    A language that `checklist translate` lists, or that of the report:

        labour: {language: fr}
    """
    known = languages_of(checked.questionnaire)
    for code, authority in checked.authorities.items():
        language = authority.get("language")
        if isinstance(language, str) and language not in known:
            message = f"there is no translation into the language {quoted(language)}"
            hint = f"known: {', '.join(sorted(known))}"
            yield Found(message, ("authorities", code, "language"), hint=hint)
