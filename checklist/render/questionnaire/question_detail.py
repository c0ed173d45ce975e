"""One question, or one recommendation, with all its details."""

from collections.abc import Iterator

from checklist.answer_types.comparison_text import cell_in_words
from checklist.answer_types.interface import ColumnLike, Row
from checklist.questionnaire.authorities import in_labels
from checklist.questionnaire.catalogue import ADDRESSEE_LABELS, Recommendation
from checklist.questionnaire.condition_text import asked_when, gate_texts
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.questionnaire.printed import form_of
from checklist.text.messages import commas, semicolons, tr
from checklist.text.paragraphs import Line, flat, paragraphs


def question_detail(question: Question, questionnaire: Questionnaire) -> Iterator[Line]:
    """Yield a question with its guidance, options, condition and relations."""
    part = questionnaire.set_of[question.id]
    yield Line(question.ask, is_heading=True)
    number = questionnaire.numbers[question.id]
    yield Line(
        tr(
            "{number} {question_id}, in the set {part_id} ({part_title})",
            number=number,
            question_id=question.id,
            part_id=part.id,
            part_title=part.title,
        )
    )
    yield Line(_demand(question, questionnaire))
    if question.when is not None:
        when = asked_when(question, questionnaire.questions, questionnaire.numbers)
        yield Line(tr("Asked when {when}.", when), 0, 2)
    yield from (Line(text) for text in paragraphs(question.guidance))
    if question.period:
        yield Line(tr("Period: {period}", question.period))
    yield from _options(question, questionnaire)
    yield from (Line(text, 0, 2) for text in paragraphs(question.more))
    for term in question.terms:
        entry = questionnaire.head.glossary[term]
        yield Line(tr("Term “{term}”: {definition}", entry.term, flat(entry.definition)), 0, 2)
    for own, filled in gate_texts(question, questionnaire.questions).items():
        for _, target in question.gate_targets:
            words = tr(
                "Answered with {own}, it fills in {filled} for {target}.", own, filled, target
            )
            yield Line(words, 0, 2)
    usually = question.usually or part.usually
    if usually:
        who = in_labels(usually, questionnaire.authorities)
        yield Line(tr("Usually known by: {who}", who), 0, 2)
    served = questionnaire.recommendations_of(question)
    if served:
        ids = commas(recommendation.id for recommendation in served)
        yield Line(tr("Recommendations: {served}", ids), 0, 2)
    for recommendation in questionnaire.see_also(served):
        yield Line(tr("See also {short}", recommendation.short), 0, 2)
    related = questionnaire.related(question)
    if related:
        yield Line(tr("Related questions: {related}", commas(other.id for other in related)), 0, 2)


def recommendation_detail(
    recommendation: Recommendation, questionnaire: Questionnaire
) -> Iterator[Line]:
    """Yield the catalogue entry of a recommendation."""
    title = questionnaire.catalogue.section_of(recommendation).title
    yield Line(
        tr(
            "Recommendation {recommendation_id} (meeting of {meeting}, section {section}: {title})",
            recommendation_id=recommendation.id,
            meeting=recommendation.meeting,
            section=recommendation.section,
            title=title,
        ),
        is_heading=True,
    )
    if recommendation.title:
        yield Line(recommendation.title)
    to = commas(ADDRESSEE_LABELS[addressee] for addressee in recommendation.to)
    yield Line(tr("To: {to}. Strength: {strength}.", to, commas(recommendation.strength)))
    yield Line(flat(recommendation.summary))
    for other in questionnaire.see_also([recommendation]):
        yield Line(tr("See also {short}", other.short), 0, 2)


def _demand(question: Question, questionnaire: Questionnaire) -> str:
    if question.optional:
        return tr("Optional.")
    if questionnaire.is_for_parties_only(question):
        return tr("Required of States parties; optional for other States.")
    return tr("Required.")


def _options(question: Question, questionnaire: Questionnaire) -> Iterator[Line]:
    answer_type = question.answer_type

    def with_known_by(words: str, part: Row | ColumnLike) -> str:
        """Return words for a row or column, with who usually knows the answer to it."""
        who = in_labels(part.usually or [], questionnaire.authorities)
        return semicolons([words, tr("usually known by: {who}", who)]) if who else words

    yield Line(tr("Answer type: {form_of}", form_of(answer_type)), 0, 2)
    for code, label in answer_type.offered():
        yield Line(f"{label} ({code})", 4, 2)
    if answer_type.evidence_words and "evidence" not in answer_type.value_parts:
        yield Line(tr("Evidence: {evidence}", answer_type.evidence_words), 2, 2)
    for part in answer_type.value_fields():
        if part.names_options:
            yield Line(tr("Partly implemented in these ways:"), 2, 2)
            yield from (Line(f"{option.label} ({option.code})", 4, 2) for option in part.options)
    for row in answer_type.listed_rows():
        cited = f" [{commas(row.recommendations)}]" if row.recommendations else ""
        left_out = (answer_type.codes() or frozenset()) - (answer_type.codes(row.id) or frozenset())
        words = tr("Row: {label} ({id})", row.label, row.id)
        if left_out:
            words = commas([words, tr("without {left_out}", commas(sorted(left_out)))])
        yield Line(with_known_by(f"{words}{cited}", row), 2, 2)
    columns = answer_type.listed_columns()
    for column in columns:
        needed = tr("required") if column.required else ""
        kind = commas(filter(None, [column.answer_type.type, column.answer_type.limits, needed]))
        words = tr("Column: {label} ({id}, {kind})", column.label, column.id, kind)
        yield Line(with_known_by(words, column), 2, 2)
        if column.when is not None:
            when = column.when_text or cell_in_words(column.when, answer_type)
            yield Line(tr("Asked when {when}.", when), 4, 2)
        for code, label in column.answer_type.offered():
            yield Line(f"{label} ({code})", 4, 2)
    if {*answer_type.entry_key}.difference(known.id for known in columns if known.unique):
        key = commas(answer_type.entry_key)
        yield Line(tr("No two entries have the same: {entry_key}", key), 2, 2)
