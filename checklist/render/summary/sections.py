"""A summary of many reports as a document: the same sections in every format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from checklist.analysis.counting import number_of
from checklist.analysis.summary.document import (
    CountedReport,
    Difference,
    GroupedBy,
    NotJoined,
    Summary,
    Unit,
)
from checklist.analysis.summary.figures import Question, StateName, States, Unnamed, UnnamedLine
from checklist.analysis.summary.small_counts import LEAST
from checklist.analysis.summary.table_ids import NO_THEME, figure_id
from checklist.answer_types.written_date import date_in_words
from checklist.render.bars import Bars
from checklist.render.blocks import Block, Cell, Heading, Items, Notice, Paragraph, Table, Url
from checklist.render.publication_notes import HELD_BACK, newer_unusable, only_between
from checklist.render.summary.assistance import assistance_blocks
from checklist.render.summary.count_tables import (
    ASKED_GROUPS,
    TREATY_GROUPS,
    counts_without_value,
    groups_table,
    own_codes_table,
    question_table,
    recommendations_table,
    state_names,
    tallies_table,
    units_table,
)
from checklist.render.summary.overview import headline_blocks, overview_blocks
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text

_FEW = 10
"""The most States whose names stand in the head of a summary."""
_WITHOUT_REPORTS = ("participation", "unnamed", "left-out")
"""The sections that are not empty where no report is counted."""
_NOT_PUBLIC = frozenset({"left-out", "contacts", "publication"})
"""The sections that a summary for publication does not have: who allows what is not told."""
_NOT_INTERNAL = frozenset({"unnamed"})
"""The sections that only a summary for publication has."""


def summary_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the summary, section by section."""
    yield from title_blocks(summary)
    for name in sections_of(summary):
        yield from section_blocks(summary, name)


def title_blocks(summary: Summary) -> Iterator[Block]:
    """Yield what stands before the first section."""
    yield Heading(f"Summary of reports: {summary.title}", 1)
    yield from _begin(summary)


def section_blocks(summary: Summary, name: str) -> Iterator[Block]:
    """Yield one of the sections, below its heading."""
    title, blocks = _SECTIONS[name]
    yield Heading(title, 2, name)
    yield from numbered(summary, name, blocks(summary))


def numbered(summary: Summary, section: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a section with the ids of its tables and figures."""
    ids = {one.name: one.id for one in summary.tables if one.section == section}
    for block in blocks:
        if isinstance(block, Table) and block.name:
            yield replace(block, id=ids[block.name])
        elif isinstance(block, Bars) and block.name:
            yield replace(block, id=figure_id(ids[block.name]))
        else:
            yield block


def sections_of(summary: Summary) -> Sequence[str]:
    """Return the names of the sections that are shown."""
    names = list(SECTIONS) if summary.reports else _WITHOUT_REPORTS
    left_out = _NOT_INTERNAL if summary.not_agreed is None else _NOT_PUBLIC
    if summary.grouped_by is None:
        left_out |= {"groups"}
    return [name for name in names if name not in left_out]


def _begin(summary: Summary) -> Iterator[Block]:
    if summary.cycle:
        yield Paragraph(f"Only reports of the cycle {summary.cycle} are counted.")
    yield from map(Paragraph, only_between(summary.since, summary.until))
    if summary.not_agreed is not None:
        yield Paragraph(
            "Made for publication. Who reported is public, and every State that reported is named. "
            "What a State answered is published only where the State agrees: tables and figures "
            f"are of these reports, {len(summary.reports)}. The answers in all others, "
            f"{summary.not_agreed}, are counted only together, and only where no count tells the "
            "answer of a State."
        )
    if summary.cut_off:
        yield Paragraph(
            f"Cut-off date: {date_in_words(summary.cut_off)}, the latest day of a report counted."
        )
    if summary.shows_confidential:
        yield Notice(
            "Answers that are marked as confidential are shown, too. Do not pass this summary on."
        )
    yield from _doubts(summary)
    wrong = sum(1 for one in summary.reports if one.invalid)
    if wrong:
        yield Paragraph(
            f"Reports with answers that do not fit their questions: {wrong}. These answers are "
            "counted as invalid."
        )
        if summary.not_agreed is None:
            yield Paragraph("`checklist validate` names each of these answers with its line.")


def _method(summary: Summary) -> Iterator[Block]:
    kinds = "final reports and drafts" if summary.drafts else "final reports"
    asked = f"Questionnaire: {summary.questionnaire}, version {summary.version}."
    if summary.not_agreed is None:
        yield Paragraph(
            f"Counted: {len(summary.reports)} of {summary.files} files, {kinds}, the latest "
            f"revision of each State. {asked}"
        )
    else:
        yield Paragraph(
            f"Reports that came: {len(summary.reports) + summary.not_agreed}, {kinds}, the latest "
            f"revision of each State. Reports whose answers are published by State: "
            f"{len(summary.reports)}. {asked}"
        )
    if not summary.shows_confidential:
        yield Paragraph(
            "Answers that are marked as confidential are counted by themselves, and so are "
            "questions of which only such an answer decides whether they are asked, or filled in. "
            f"Covered because of another answer: {summary.covered}. The answers themselves are "
            "neither shown nor counted. The fact that a question is asked can still let a "
            "reader guess."
        )
    months = sorted(one.months for one in summary.reports if one.months)
    if months:
        yield Paragraph(
            f"Months in the period of a report: from {months[0]} to {months[-1]}. Reports whose "
            f"period is not known: {len(summary.reports) - len(months)}. What was done in a period "
            "is counted the same, however long the period is."
        )
    yield Paragraph(
        "Every count has its own denominator: answered, not known, not applicable, declined, "
        "unanswered, off path (not asked because of another answer), invalid, withheld (left out "
        "of a copy for publication), and confidential. They are never added to one percentage. "
        "States stand in alphabetical order; nothing here ranks them."
    )


def _reports(summary: Summary) -> Iterator[Block]:
    has_official = any(one.official for one in summary.reports)
    official = ("Treaty status at the depositary",) if has_official else ()
    own = "Treaty status as the State has it" if has_official else "Treaty status"
    file = ("File",) if summary.not_agreed is None else ()  # readers of a publication have no files
    yield Table(
        "Reports",
        ("State", own, *official, "Status", "Revision", "As of", "Version", "Invalid", *file),
        [
            (
                one.state.name,
                one.treaty_status.label,
                *(_official(one) for _ in official),
                f"{one.status}, copy for publication" if one.is_copy else one.status,
                one.revision,
                one.date,
                one.version,
                one.invalid,
                *(safe_text(one.file) for _ in file),
            )
            for one in summary.reports
        ],
        name="reports",
    )
    different = [
        one.state
        for one in summary.reports
        if one.official and one.treaty_status.code not in ("", one.official.code)
    ]
    if different:
        yield Paragraph(
            "States whose own treaty status is not that of the depositary: "
            f"{state_names(different)}."
        )


def _official(report: CountedReport) -> str:
    """Return the treaty status of a State at the depositary, with its day."""
    found = report.official
    if found is None:
        return ""
    return f"{found.label} ({found.as_of})" if found.as_of else found.label


def _doubts(summary: Summary) -> Iterator[Block]:
    """Yield notices on States without a report that counts, and with reports of several cycles."""
    who = summary.participation
    unclear, several, newer = who.unclear, who.in_several_cycles, who.with_newer_unusable
    if newer.count:
        yield Notice(newer_unusable(_counted_states(newer)))
    if unclear.count:
        yield Notice(
            "States that are not counted because it is unclear which of their reports counts: "
            f"{_counted_states(unclear)}."
        )
    if several.count:
        yield Notice(
            "States with reports of several cycles of which only the latest cycle is counted: "
            f"{_counted_states(several)}."
        )
    if several.count or (unclear.count and not summary.cycle):
        yield Paragraph("The option --cycle YEAR counts the reports of one cycle.")


def _counted_states(states: States) -> str:
    """Return the number of States, with their names if they are few."""
    names = states.states if states.count <= _FEW else ()
    return f"{states.count} ({state_names(names)})" if names else str(states.count)


def _left_out(summary: Summary) -> Iterator[Block]:
    rows = [
        (safe_text(left.file), left.state, ": ".join(filter(None, (left.message, left.finding))))
        for left in summary.left_out
    ]
    yield Table("Not counted", ("File", "State", "Why"), rows, name="files")


def _participation(summary: Summary) -> Iterator[Block]:
    participation = summary.participation
    others: list[tuple[str, int]]
    if summary.unnamed is not None:
        others = [
            ("Answers are published by State", _number(one.state for one in summary.reports)),
            ("Answers are not published by State", summary.unnamed.states),
        ]
    else:
        others = [
            ("Sent, but not counted", len(participation.not_counted)),
            ("Not reported", len(participation.not_reported)),
        ]
    has_reported = "Counted" if summary.unnamed is None else "Have reported"
    rows, caption = [(has_reported, _number(participation.reported)), *others], "Reports that came"
    if participation.expected is not None:
        not_expected = _number(participation.not_expected)
        caption = "Reports by expected States"
        rows.insert(0, ("Expected", participation.expected))
        rows.append((f"{has_reported} without being expected", not_expected))
    yield Table(caption, ("", "States"), rows, name="states")
    for words, states in (
        ("Have reported", participation.reported if summary.unnamed is not None else ()),
        ("Sent, but not counted", participation.not_counted),
        ("Not reported", participation.not_reported),
        (f"{has_reported} without being expected", participation.not_expected),
    ):
        if states:
            yield Paragraph(f"{words}: {state_names(states)}.")


def _number(states: Iterable[StateName]) -> int:
    return number_of(one.name for one in states)


def _publication(summary: Summary) -> Iterator[Block]:
    if summary.publication is not None:
        yield from question_table(summary.publication, "consent")
        yield Paragraph(
            "This summary names all States whose reports are counted, also those that do not agree "
            "to that. It is not for publication as it is."
        )


def _implementation(summary: Summary) -> Iterator[Block]:
    yield Paragraph(
        "These tables count answers, not States: a State gives one to each question, and to each "
        "row of a matrix, that serves the recommendation. Only questions whose codes tell how far "
        "a measure is in place are counted here. The last column of the table by recommendation "
        "counts the questions that tell it by their own codes: they are named below it, "
        "and must be read with it."
    )
    themes, by_status = summary.themes, "by-treaty-status"
    measures = [((one.title,), one.measures) for one in themes if one.measures.of]
    yield tallies_table("By theme", ("Theme",), measures, name="themes")
    yield groups_table(
        "By theme", "Theme", themes, lambda one: one.title, TREATY_GROUPS, f"themes-{by_status}"
    )
    of_recommendations = [one.implementation for one in summary.recommendations]
    yield recommendations_table(summary.recommendations)
    yield own_codes_table(summary.recommendations)
    yield groups_table(
        "By recommendation",
        "Rec.",
        of_recommendations,
        lambda one: one.id,
        TREATY_GROUPS,
        f"recommendations-{by_status}",
    )


def _questions(summary: Summary) -> Iterator[Block]:
    yield Paragraph(
        "Counts of States. Where several codes can be chosen, a State counts with each of them."
    )
    for _, group in groupby(summary.units, lambda unit: unit.question):
        yield units_table(list(group))


def _obstacles(summary: Summary) -> Iterator[Block]:
    for theme in summary.obstacles:
        yield Heading(theme.title, 3)
        if theme.obstacles is not None:
            yield from question_table(theme.obstacles, f"{theme.set}/obstacles")
        if any(one.count for one in theme.partly):
            yield Table(
                "How measures are in place in part (answers, not States)",
                ("In which way", "Answers"),
                [(one.label, one.count) for one in theme.partly],
                name=f"{theme.set}/partly",
            )


def _steps(summary: Summary) -> Iterator[Block]:
    for number, one in enumerate(summary.steps, 1):
        yield Heading(one.theme, 3)
        yield Table(
            one.words,
            ("State", "Step", "Until"),
            [(step.state.name, step.text, step.due) for step in one.steps],
            name=f"{number}/steps",
        )
        without = counts_without_value(one.tally)
        counts = [("A step", one.tally.answered), *without, ("In all", one.tally.of)]
        yield Table("Who announces one", ("", "States"), counts, name=f"{number}/who")


def _practices(summary: Summary) -> Iterator[Block]:
    for theme, group in groupby(summary.practices, lambda one: one.theme):
        yield Table(
            theme.label or "No theme given",
            ("Practice", "State", "What was done", "Source"),
            [(one.name, one.state.name, one.description, Url(one.url)) for one in group],
            name=theme.code or NO_THEME,
        )


def _contacts(summary: Summary) -> Iterator[Block]:
    contacts = summary.contacts
    if contacts is None:
        return
    yield Table(
        "Contact points",
        ("", "States"),
        [("Named", contacts.tally.answered), *counts_without_value(contacts.tally)],
        name="named",
    )
    if summary.shows_contacts:
        yield Table(
            "Whom to write to",
            ("State", "Contact"),
            [(one.state.name, list(one.parts.values())) for one in contacts.contacts],
            name="whom",
        )
    else:
        yield Paragraph("Contacts are not shown.")


def _comparability(summary: Summary) -> Iterator[Block]:
    if not summary.comparability:
        yield Paragraph("All counted reports answer the version that is used to count.")
        return
    yield Paragraph("A question that is not named here is the same in both versions.")
    yield Table(
        "Questions that differ",
        ("Question", "Version", "Reports", "How"),
        [
            (found.question, found.version, found.reports, found.message)
            for found in _each_once(summary.comparability)
        ],
        name="differences",
    )


def _each_once(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Yield the differences; one that holds for all questions of a version is yielded once."""
    for (_, how), group in groupby(differences, lambda one: (one.version, one.how)):
        if how in {"unknown", "other-content"}:
            yield replace(next(group), question="All")
        else:
            yield from group


def _ratification(summary: Summary) -> Iterator[Block]:
    for treaty in summary.ratification:
        yield Heading(treaty.treaty, 3)
        yield from question_table(treaty.status, f"{treaty.term}/status")
        for group in treaty.groups:
            yield from _not_joined(group, treaty.term)
        yield Table(
            "States that have not joined: where they stand",
            ("State", "Status", "Ratification", "Target", "Obstacles"),
            [
                (
                    one.state.name,
                    one.status.label,
                    one.process.label,
                    one.target,
                    [
                        *(obstacle.label for obstacle in one.obstacles),
                        *([one.obstacles_text] if one.obstacles_text else []),
                        *(["(some answers are confidential)"] if one.has_confidential else []),
                    ],
                )
                for one in treaty.on_the_way
            ],
            name=f"{treaty.term}/where",
        )
        if treaty.overcome is not None:
            yield from question_table(treaty.overcome, f"{treaty.term}/overcome")
            yield Table(
                "How States overcame obstacles",
                ("State", "Obstacles overcome", "How"),
                [
                    (one.state.name, [code.label for code in one.overcome], one.text)
                    for one in treaty.joined
                ],
                name=f"{treaty.term}/how",
            )


def _not_joined(group: NotJoined, term: str) -> Iterator[Block]:
    process = group.process
    for name, what, tally, codes in (
        ("process", "Status of ratification", process, process.codes if process else ()),
        ("obstacles", "Obstacles", group.obstacles_tally, group.obstacles),
    ):
        if tally is not None and tally.of:
            yield Table(
                f"{what}: {group.status.label}",
                ("", "States"),
                [
                    *((code.label, code.count) for code in codes if code.count),
                    *counts_without_value(tally),
                ],
                name=f"{term}/{name}/{group.status.code}",
            )


_MOST_ON_PAPER = 50
"""The most reports whose laws and links stand on paper, too: those of 200 are 75 sheets."""


def _evidence(summary: Summary) -> Iterator[Block]:
    kind = ["Kind"] if any(law.kind.code for one in summary.evidence for law in one.laws) else []
    is_annex = len(summary.reports) > _MOST_ON_PAPER
    if is_annex:
        yield Paragraph(
            f"Of more than {_MOST_ON_PAPER} reports, the laws and links stand folded on the page "
            "and in the other formats, but not on paper. A Word file has them with "
            "--section evidence."
        )
    yield Table(
        "Laws",
        ("State", "Short name", *kind, "Citation", "More", "Questions where it is cited"),
        [
            (
                one.state.name,
                law.short_name,
                *(law.kind.label for _ in kind),
                law.citation,
                [f"{label}: {text}" for label, text in law.details.items()],
                law.cited,
            )
            for one in summary.evidence
            for law in one.laws
        ],
        name="laws",
        is_annex=is_annex,
    )
    yield Table(
        "Links",
        ("State", "Question", "Address"),
        [
            (one.state.name, link.question, Url(link.url))
            for one in summary.evidence
            for link in one.links
        ],
        name="links",
        is_annex=is_annex,
    )


def _groups(summary: Summary) -> Iterator[Block]:
    """Yield who has reported, the measures, the obstacles and the help wanted by group."""
    grouped = summary.grouped_by
    if grouped is None:
        return
    yield Paragraph(_source(grouped))
    yield Table(
        "Who has reported, by group",
        ("Group", "Expected", "Counted", "Who"),
        [
            (
                one.group.label,
                "" if one.expected is None else one.expected,
                _number(one.reported),
                state_names(one.reported),
            )
            for one in grouped.groups
        ],
        name="reported",
    )
    if grouped.notes:
        yield Items(grouped.notes)
    themes = summary.themes
    yield groups_table("By theme", "Theme", themes, lambda one: one.title, ASKED_GROUPS, "themes")
    of_recommendations = [one.implementation for one in summary.recommendations]
    yield groups_table(
        "By recommendation",
        "Rec.",
        of_recommendations,
        lambda one: one.id,
        ASKED_GROUPS,
        "recommendations",
    )
    units = {unit.question: unit for unit in summary.units if not unit.row}
    obstacles = [one.obstacles for one in summary.obstacles if one.obstacles is not None]
    for title, name, several in (
        ("Obstacles", "obstacles", obstacles),
        ("Assistance wanted", "wanted", summary.assistance.wanted_by_theme),
    ):
        if several:
            yield Heading(title, 3)
            yield from _tables(several, name, units)


def _source(grouped: GroupedBy) -> str:
    source = f" Source: {grouped.source}." if grouped.source else ""
    return f"Groups: {grouped.title}.{source} Each State is in exactly one group."


def _tables(several: Iterable[Question], name: str, units: Mapping[str, Unit]) -> Iterator[Block]:
    """Yield the codes of each question that somebody gave, by group."""
    for question in several:
        given = [one for one in question.codes if one.count]
        yield Table(
            question.theme,
            ("Answer", "States", "By group, of the States that answered"),
            [
                (one.label, one.count, [*_of_groups(one.code, units[question.question])])
                for one in given
            ],
            name=f"{question.question}/{name}",
        )


def _of_groups(code: str, unit: Unit) -> Iterator[str]:
    for one in unit.by_group:
        count = sum(given.count for given in one.tally.codes if given.code == code)
        if count:
            yield f"{one.group.label}: {count} of {one.tally.answered}"


_RULE = (
    f"Counts are given where at least {LEAST} of these States answered, where at least {LEAST} "
    f"have no answer that is shown, and where each other count that is not zero is at least "
    f"{LEAST}. Where that gives counts of more questions and rows, the "
    "options that say how far a measure is in place are joined into three or into two, and an "
    "answer after which the measure was not called for counts as no answer; the same options are "
    "joined in the same way throughout."
)


def _unnamed(summary: Summary) -> Iterator[Block]:
    unnamed = summary.unnamed
    if unnamed is None:
        return
    yield Paragraph(
        f"States that reported, and whose answers are not published by State: {unnamed.states}. "
        "Some of them may be counted in totals, and others not even there. Which of them allows "
        "what is not told: a State whose answers may not be counted stands among those without an "
        "answer that is shown."
    )
    yield from map(Paragraph, _reasons(unnamed))
    units = {(one.question, one.row): one for one in summary.units}
    if unnamed.lines:
        yield Table(
            "States whose answers are not published by State, counted together",
            ("Question", "Answers", "Answered", "Without an answer that is shown"),
            [_line(one, units[one.question, one.row]) for one in unnamed.lines],
            name="lines",
        )


def _reasons(unnamed: Unnamed) -> Iterator[str]:
    if unnamed.holds_back:
        yield tr(HELD_BACK)
    if not unnamed.states:
        return
    if unnamed.is_filtered:
        yield (
            "Their answers are not counted here, because only a part of the reports is counted: "
            "the difference between two such counts could tell the answer of a State."
        )
        return
    yield _RULE
    if unnamed.too_few:
        yield f"Questions and rows without counts for this reason: {unnamed.too_few}."
    if unnamed.by_difference:
        yield (
            "Questions and rows without counts because the difference to an output issued before "
            f"would be too small: {unnamed.by_difference}."
        )


def _line(line: UnnamedLine, unit: Unit) -> Sequence[Cell]:
    words = f"{unit.number} {unit.words}"
    given = [f"{one.label}: {one.count}" for one in line.codes if one.count]
    return (
        f"{words} ({unit.row_words})" if unit.row_words else words,
        given,
        line.answered,
        line.without_answer,
    )


_SECTIONS: Mapping[str, tuple[str, Callable[[Summary], Iterator[Block]]]] = {
    "headlines": ("What the States report", headline_blocks),
    "overview": ("At a glance", overview_blocks),
    "participation": ("Who has reported", _participation),
    "groups": ("By group", _groups),
    "implementation": ("Implementation by theme and by recommendation", _implementation),
    "obstacles": ("Obstacles, and measures in place in part", _obstacles),
    "assistance": ("Assistance: wanted, received, asked for, offered", assistance_blocks),
    "steps": ("Steps that States announce", _steps),
    "ratification": ("Ratification: stages and obstacles", _ratification),
    "practices": ("Practices offered", _practices),
    "questions": ("Answers by question and by row", _questions),
    "unnamed": ("States whose answers are not published by State", _unnamed),
    "evidence": ("Evidence: laws and links by State", _evidence),
    "contacts": ("Contact points", _contacts),
    "publication": ("Consent to publication", _publication),
    "reports": ("Reports counted", _reports),
    "left-out": ("Files not counted", _left_out),
    "comparability": ("Other versions of the questionnaire", _comparability),
    "method": ("How this was counted", _method),
}
"""The sections by their names, in their order: the title of each, and what makes its blocks."""
SECTIONS: Mapping[str, str] = {name: title for name, (title, _) in _SECTIONS.items()}
"""The titles of the sections by their names, in their order."""
