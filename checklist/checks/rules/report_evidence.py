"""The R rules on laws and evidence."""

import re
from collections.abc import Iterator

from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Finding, Found, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.reports.confidentiality import confidential_laws, hidden_questions
from checklist.text.messages import Message, commas, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


@rule("R013", warnings_depend_on="answers")
def unknown_law(checked: CheckedReport) -> Iterator[Finding]:
    """Evidence cites a law that is not in the report's register of laws.

    It is a warning in a draft. A draft that is to be made final has an error: nobody can add the law
    later. In a report that is final already, it is a warning, so that the report stays of use.

    ## Why is this bad?
    A reader cannot find the law that is meant.

    ## Example
        evidence:
          - {law: penal-code, article: "104a"}

    ## Use instead
    The short name of an entry of the register, or add the law to the register.
    """
    register = checked.questionnaire.head.laws
    if register is None or register.question in checked.suggested_ids.values():
        return
    if register.question in checked.withheld:
        return  # the short names may be withheld
    if register.question in checked.report.answers and register.question not in checked.valid:
        return
    is_to_be_final = checked.as_final and not checked.report.is_final
    severity = Severity.ERROR if is_to_be_final else Severity.WARNING
    known = checked.questionnaire.law_names(checked.valid)
    number = checked.questionnaire.number(register.question)
    secret = confidential_laws(checked.report.answers, checked.questionnaire)
    for at, cited in checked.results_of("laws_cited"):
        for where, name in cited:
            if name in known:
                continue
            message = tr(
                "{at}: the law {name} is not in the register of laws ({number})",
                at[1],
                quoted(name),
                number,
            )
            hint = did_you_mean(name, [law for law in known if law not in secret])
            yield Found(message, (*at, *where), severity=severity, hint=hint)


@rule("R018", Severity.NOTE)
def no_evidence(checked: CheckedReport) -> Iterator[Finding]:
    """Measures are said to be in place by law, and no law or web address shows them. A note.

    A report has one such note, which asks for the evidence of all these answers together, by their
    numbers. Evidence is never required. Confidential answers are not among them.

    It applies where `status` is `implemented` and nothing but the status is given, and where a measure
    is in place, as a whole or in part, and `law` says what the law provides or `partly` names
    `law-only`. It does not apply to what is practice only.

    It also applies to a question that asks for laws as evidence (`evidence: law`), where the answer is
    one that a law can show, not `no`, `none`, `planned` or `practice-only`. There a web address alone
    is not enough, unless the State has no law in its register. One law is enough for a matrix.

    ## Why is this bad?
    The reader can neither look the rule up nor learn from it. An article takes the official who knows
    the law a moment, and everybody else an hour.

    ## Example
        facilitation:
          value:
            status: implemented
            law: Aiding and abetting are offences.

    ## Use instead
        facilitation:
          value:
            status: implemented
            law: Aiding and abetting are offences.
            evidence: [{law: criminal-code, article: "12"}]
    """
    places = [
        (str(at[1]), (*at, *where))
        for at, unsupported in checked.results_of("unsupported")
        for where in unsupported
    ]
    if not places:
        return
    answers, questionnaire = checked.report.answers, checked.questionnaire
    register = questionnaire.head.laws
    given = answers.get(register.question) if register else None
    has_laws = isinstance(given, dict) and bool(given.get("value"))
    hidden = hidden_questions(answers, questionnaire)
    wanted: dict[str, DocumentPath] = {}
    for question_id, where in places:
        is_linked = "evidence" in checked.valid[question_id]
        if question_id not in hidden and (has_laws or not is_linked):
            wanted.setdefault(question_id, where)
    if wanted:
        numbers = [questionnaire.number(question_id) for question_id in wanted]
        several = len(numbers) > 1
        message = _WHICH_LAW[several] if has_laws else _WHAT[several]
        yield Found(tr(message, numbers=commas(numbers)), next(iter(wanted.values())))


_LAYOUT = str.maketrans("", "", "\t\n")
"""Browsers read past tabs and line feeds within an address."""

# Compiled once a text has a colon.
_RUNS = (
    r"(?ia)(?<![\w+.-])(?:(?:java|vb|live)script:(?=\S)|data:(?:[a-z]{1,20}/[\w+.-]{1,80})?[;,])"
)
_RUNS_ALONE = r"(?i)(?:java|vb|live)script:"
_WITH_SLASHES = r"(?ia)(?<![\w+.-])(?!https?:)[a-z][a-z0-9+.-]{0,19}://"
_ALONE = r"(?i)(?:about|blob|file|ftps?|intent|jar|magnet|sftp|smb|view-source|wss?):\S+"

_WHICH_LAW = (
    Message("which law or web address shows this? Evidence is never required"),
    Message("which law or web address shows the answers to {numbers}? Evidence is never required"),
)
_WHAT = (
    Message("what shows this? Evidence is never required"),
    Message("what shows the answers to {numbers}? Evidence is never required"),
)
"""What is asked where evidence is missing: of one answer, and of several."""
_HINT = Message("only addresses that begin with https:// or http:// are accepted")


@rule("R019", warnings_depend_on="answer")
def url_scheme(checked: CheckedReport) -> Iterator[Finding]:
    """A web address that begins with anything but http or https.

    An error where the address would run a program in the reader's browser (`javascript:`, `vbscript:`)
    or brings its own content along (`data:`); a warning for the others, such as `ftp:` and `file:`. In
    the evidence of an answer, the structure refuses them all (S104). E-mail addresses and telephone
    numbers have a rule of their own (R021).

    ## Why is this bad?
    Reports are published, and programs turn what looks like an address into a link. A reader who
    follows a `javascript:` link gives the person who wrote the link control over the page. An address
    of a file names something on the official's own machine, and few programs still open the other
    kinds.

    ## Example
        prostitution-information:
          value: shared
          note: file:///C:/Users/me/study.pdf

    ## Use instead
    The address under which everybody can read it, with https. If there is none, name the document.
    """
    for where, text, _ in checked.texts:
        if ":" not in text:
            continue
        found = _running(text)
        if found:
            message = tr(
                "{where}: {found} can run a program in the browser of a reader", where[1], found
            )
            yield Found(message, where, hint=tr(_HINT))
            continue
        found = _other(text)
        if found:
            message = tr(
                "{where}: {found} is an address that few readers can open", where[1], found
            )
            yield Found(message, where, severity=Severity.WARNING, hint=tr(_HINT))


def _running(text: str) -> str:
    found = re.search(_RUNS, text)
    if found:
        return quoted(text[found.start() : found.start() + 40])
    alone = text[:100].strip().translate(_LAYOUT)
    return quoted(alone, 40) if re.match(_RUNS_ALONE, alone) else ""


def _other(text: str) -> str:
    found = re.search(_WITH_SLASHES, text) if "://" in text else re.fullmatch(_ALONE, text.strip())
    return quoted(found.string[found.start() : found.start() + 40]) if found else ""
