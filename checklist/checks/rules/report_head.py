"""The R rules on a report as a whole: its questionnaire, State, seal and file."""

from collections.abc import Iterator
from pathlib import PurePath

from checklist.answer_types.problem import ProblemKind
from checklist.answer_types.state import check_state
from checklist.checks.rule import problem_findings, rule
from checklist.diagnostics import Finding, Found, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import DRAFT
from checklist.reports.seal import seal as seal_of
from checklist.states import BY_CODE, code_in_file_name
from checklist.text.messages import first_few, semicolons, tr, trn
from checklist.text.sanitize import quoted


@rule("R001")
def unknown_questionnaire(checked: CheckedReport) -> Iterator[Finding]:
    """The report answers another questionnaire than the one it is checked against.

    ## Why is this bad?
    Question ids mean something only within their questionnaire.

    ## Example
        questionnaire: {id: ctoc-cop-2010-7, …}

    ## Use instead
    The id of a questionnaire that the tool knows, or name its folder with `--questionnaire`.
    """
    named, used = checked.report.questionnaire_id, checked.questionnaire.head.id
    if named == used:
        return
    message = tr("the report answers {named}; it is checked against `{used}`", quoted(named), used)
    yield Found(message, ("questionnaire", "id"))


_MOST_NAMED = 5


@rule("R002")
def other_version(checked: CheckedReport) -> Iterator[Finding]:
    """The report was made with another version, or another content, of the questionnaire.

    The message names the answers that no longer fit: their question no longer exists or has another id,
    or no longer accepts what they say.

    ## Why is this bad?
    Questions may have been added, removed or reworded since: an answer may not mean what it seems to.
    Another version is a warning. The same version with another content is a note: somebody has
    edited the questions without raising the version.

    ## Example
        questionnaire: {id: ctoc-cop-2010-6, version: 0.9.0, …}

    ## Use instead
    Open a draft with `checklist answer`: what fits is taken over, and waits to be confirmed; the
    rest is kept aside in the file. A final report stays as it is; its next revision answers the
    present version.
    """
    report, head = checked.report, checked.questionnaire.head
    if report.questionnaire_id != head.id:
        return
    if report.questionnaire_version != head.version:
        message = tr(
            "the report is for version {questionnaire_version}; it is checked against {version}",
            quoted(report.questionnaire_version),
            head.version,
        )
        message = _with_fit(message, checked)
        yield Found(message, ("questionnaire", "version"), severity=Severity.WARNING)
        return
    if report.questionnaire_digest != checked.questionnaire.digest:
        message = tr(
            "the content of version {version} is not the one the report was made with", head.version
        )
        message = _with_fit(message, checked)
        yield Found(message, ("questionnaire", "digest"), severity=Severity.NOTE)


def _with_fit(message: str, checked: CheckedReport) -> str:
    """Return a message, and whether the answers fit, as clauses with a semicolon between them."""
    return semicolons(filter(None, [message, _fit(checked)]))


def _fit(checked: CheckedReport) -> str:
    """Return how many answers do not fit, with the first ids; empty where there are none."""
    answers, questions = checked.report.answers, checked.questionnaire.questions
    if not answers:
        return ""
    unfit = [i for i in answers if i not in questions or i in checked.invalid_questions]
    if not unfit:
        return tr("all its answers fit")
    named = first_few([quoted(i) for i in unfit], _MOST_NAMED)
    return trn(
        "{count} of its {answers} answers does not fit: {named}",
        "{count} of its {answers} answers do not fit: {named}",
        len(unfit),
        len(answers),
        named,
    )


@rule("R003")
def unknown_state(checked: CheckedReport) -> Iterator[Finding]:
    """A State is named by a code that is not in the table of States.

    ## Why is this bad?
    The report cannot be compared with those of other States.

    ## Example
        state: NO

    ## Use instead
    The code of three letters of ISO 3166-1: `NOR`. The European Union is `EUE`.
    """
    for problem in check_state(checked.report.state):
        yield Found(problem.message, ("state",), hint=problem.hint)
    yield from problem_findings(checked, ProblemKind.UNKNOWN_STATE)


@rule("R012")
def seal(checked: CheckedReport) -> Iterator[Finding]:
    """The seal of a final report is missing, or does not match its content.

    ## Why is this bad?
    `checklist finalize` writes the seal. When the two differ, the report was changed afterwards, or
    damaged on the way. A seal shows accidents, not forgery: a person who changes a report can also
    seal it again.

    ## Example
        status: final
        seal: "sha256:0000…"

    ## Use instead
    Ask the State for the file as it was finalized, or finalize the corrected draft again.
    """
    report = checked.report
    if not report.is_final:
        if report.status == DRAFT and report.seal is not None:
            yield Found(tr("a draft has no seal"), ("seal",), at_key=True)
    elif report.seal is None:
        hint = tr("write `status: draft`, and let `checklist finalize` write the seal")
        yield Found(tr("a final report needs a seal"), ("status",), hint=hint)
    elif not checked.head_is_valid:
        return  # the seal covers the head, and a part of it could not be read
    elif report.seal != seal_of(report.to_data()):
        message = tr(
            "the seal does not match the content: the report was changed after it was finalized"
        )
        yield Found(message, ("seal",))


@rule("R022", Severity.WARNING)
def file_name(checked: CheckedReport) -> Iterator[Finding]:
    """A file is named after one State and holds the report of another. A warning.

    It applies to names such as `report-NOR.yaml`, `report-NOR-r2.yml` and `report-nor.2026.json`. Any
    other name is free, and so is a report from standard input.

    ## Why is this bad?
    Files are put in folders and sent to people by their names. One of the two is wrong, and the answers
    of one State may end up under the name of another.

    ## Example
        report-SWE.yaml, which has
        state: NOR

    ## Use instead
    Rename the file, or correct `state`.
    """
    found = code_in_file_name(PurePath(checked.file).name)
    state = BY_CODE.get(checked.report.state)
    if found is None or state is None:
        return
    code = found.upper()
    named = BY_CODE.get(code)
    if named is state or (named is None and found != code):
        return  # `report-new.yaml` is not named after a State
    whose = tr("not the code of a State") if named is None else named.name
    message = tr(
        "the file is named after `{code}` ({whose}), and the report is that of `{state_code}` ({state})",
        code=code,
        whose=whose,
        state_code=state.code,
        state=state.name,
    )
    yield Found(message, ("state",), hint=tr("rename the file, or correct `state`"))
