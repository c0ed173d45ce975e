"""The practices, laws, links and contact points that States show to others."""

from collections import Counter
from collections.abc import Mapping

from checklist.analysis.rows.answer_rows import EVIDENCE
from checklist.analysis.rows.columns import ANSWERED, AnswerRow, ReportRow
from checklist.analysis.summary.counted_answers import NO_CODE, Answers, code_of
from checklist.analysis.summary.document import Contact, Contacts, Evidence, Law, Link, Practice
from checklist.analysis.summary.figures import CodeLabel


def practices(answers: Answers) -> list[Practice]:
    """Return the practices that States offer, by theme, and by State within a theme."""
    plan = answers.questionnaire.plan.practices
    if plan is None:
        return []
    offered = [
        Practice(
            theme=code_of(entry[plan.theme]) if plan.theme in entry else NO_CODE,
            state=answers.entry(report, plan.question),
            name=_text(entry, plan.name),
            description=_text(entry, plan.description),
            url=_text(entry, plan.url),
        )
        for report, entry in answers.entries(plan.question)
    ]
    columns = answers.questionnaire.questions[plan.question].answer_type.listed_columns()
    theme = next(column for column in columns if column.id == plan.theme)
    order = [*(code for code, _ in theme.answer_type.offered()), NO_CODE.code]
    # Entries of one theme stay in the order of the States' names.
    return sorted(offered, key=lambda one: order.index(one.theme.code))


def contacts(answers: Answers) -> Contacts | None:
    """Return the count of States that named a contact point, and the contacts if they are shown."""
    question = answers.questionnaire.plan.contact
    if question is None:
        return None
    by_state: dict[str, tuple[ReportRow, dict[str, str]]] = {}
    for report, row in answers.parts(question):
        by_state.setdefault(report.state, (report, {}))[1][row.part] = row.text
    named = [Contact(answers.entry(report, question), parts) for report, parts in by_state.values()]
    return Contacts(answers.tally(question), named)


def evidence(answers: Answers) -> list[Evidence]:
    """Return the laws and links that each State refers to; States without any are left out."""
    cited: dict[str, set[tuple[str, str]]] = {}
    links: dict[str, list[Link]] = {}
    for question, asked in answers.questionnaire.questions.items():
        if asked.answer_type.listed_columns():
            continue  # a column of a table can have the same name
        for report, row in answers.parts(question):
            if row.part != EVIDENCE or row.standing != ANSWERED:
                continue
            if row.code:
                cited.setdefault(report.state, set()).add((question, row.code))
            else:
                links.setdefault(report.state, []).append(Link(question, row.text))
    times = {state: Counter(law for _, law in several) for state, several in cited.items()}
    laws, register = _laws(answers, times), answers.questionnaire.head.laws
    where = None if register is None else register.question
    return [
        Evidence(answers.entry(one.report, where), laws.get(state, []), links.get(state, []))
        for one in answers.reports
        if (state := one.report.state) in laws or state in links
    ]


def _laws(answers: Answers, cited: Mapping[str, Mapping[str, int]]) -> dict[str, list[Law]]:
    register = answers.questionnaire.head.laws
    laws: dict[str, list[Law]] = {}
    if register is None:
        return laws
    columns = answers.questionnaire.questions[register.question].answer_type.listed_columns()
    own = register.name, register.citation, register.kind
    others = {column.id: column.label for column in columns if column.id not in own}
    for report, entry in answers.entries(register.question):
        name = _text(entry, register.name)
        law = Law(
            name,
            _text(entry, register.citation),
            _code(entry, register.kind),
            {label: _text(entry, one) for one, label in others.items() if _text(entry, one)},
            cited.get(report.state, {}).get(name, 0),
        )
        laws.setdefault(report.state, []).append(law)
    return laws


def _code(entry: Mapping[str, AnswerRow], column: str | None) -> CodeLabel:
    """Return the code of a cell; no code where there is none that may be shown."""
    row = entry.get(column) if column is not None else None
    return NO_CODE if row is None else code_of(row)


def _text(entry: Mapping[str, AnswerRow], column: str | None) -> str:
    """Return the text or date of a cell; empty where there is none that may be shown."""
    row = entry.get(column) if column is not None else None
    return "" if row is None else row.text or row.code
