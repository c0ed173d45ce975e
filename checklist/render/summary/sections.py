"""A summary of many reports as a document: the same sections in every format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from checklist.analysis.summary.document import (
    Difference,
    GroupedBy,
    NotJoined,
    Summary,
    Unit,
)
from checklist.analysis.summary.figures import Question, States
from checklist.answer_types.written_date import date_in_words
from checklist.render.blocks import Block, Heading, Items, Notice, Paragraph, Table, Url
from checklist.render.publication_notes import newer_unusable
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
from checklist.text.sanitize import safe_text

_FEW = 10
"""The most States whose names stand in the head of a summary."""
_WITHOUT_REPORTS = ("participation", "left-out")
"""The sections that are not empty where no report is counted."""
_NOT_PUBLIC = frozenset({"left-out", "contacts", "publication"})
"""The sections that a summary for publication does not have: who allows what is not told."""


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
    yield from blocks(summary)


def first_screen(summary: Summary) -> Iterator[Block]:
    """Yield what the terminal shows: what the States report, and the figures of all themes."""
    yield from title_blocks(summary)
    for name in ("headlines", "overview") if summary.reports else ("participation", "left-out"):
        if name in sections_of(summary):
            yield from section_blocks(summary, name)


def sections_of(summary: Summary) -> Sequence[str]:
    """Return the names of the sections that are shown."""
    names = list(SECTIONS) if summary.reports else _WITHOUT_REPORTS
    left_out = frozenset[str]() if summary.not_agreed is None else _NOT_PUBLIC
    if summary.grouped_by is None:
        left_out |= {"groups"}
    return [name for name in names if name not in left_out]


def _begin(summary: Summary) -> Iterator[Block]:
    if summary.cycle:
        yield Paragraph(f"Only reports of the cycle {summary.cycle} are counted.")
    if summary.not_agreed is not None:
        yield Paragraph(
            "Made for publication. Who reported is public, and every State that reported is named. "
            "What a State answered is published only where the State agrees: all counts are of "
            f"these reports, {len(summary.reports)}. Of {summary.not_agreed} others it is only "
            "said that they came."
        )
    if summary.cut_off:
        yield Paragraph(
            f"Cut-off date: {date_in_words(summary.cut_off)}, the latest day of a report counted."
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
            f"revision of each State. Counted, because their States agree to publication: "
            f"{len(summary.reports)}. {asked}"
        )
    yield Paragraph(
        "Answers that are marked as confidential are counted by themselves, and so are questions "
        "of which only such an answer decides whether they are asked, or filled in. Covered "
        f"because of another answer: {summary.covered}. The answers themselves are neither shown "
        "nor counted. The fact that a question is asked can still let a reader guess."
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
    file = ("File",) if summary.not_agreed is None else ()  # readers of a publication have no files
    yield Table(
        "Reports",
        ("State", "Treaty status", "Status", "Revision", "As of", "Version", "Invalid", *file),
        [
            (
                one.state.name,
                one.treaty_status.label,
                f"{one.status}, copy for publication" if one.is_copy else one.status,
                one.revision,
                one.date,
                one.version,
                one.invalid,
                *(safe_text(one.file) for _ in file),
            )
            for one in summary.reports
        ],
    )


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
    yield Table("Not counted", ("File", "State", "Why"), rows)


def _participation(summary: Summary) -> Iterator[Block]:
    participation = summary.participation
    others: list[tuple[str, int]]
    if summary.not_agreed is not None:
        others = [
            ("Agree to publication, and are counted", len(summary.reports)),
            ("Do not agree, and are not counted", summary.not_agreed),
        ]
    else:
        others = [
            ("Sent, but not counted", len(participation.not_counted)),
            ("Not reported", len(participation.not_reported)),
        ]
    has_reported = "Counted" if summary.not_agreed is None else "Have reported"
    rows, caption = [(has_reported, len(participation.reported)), *others], "Reports that came"
    if participation.expected is not None:
        not_expected = len(participation.not_expected)
        caption = "Reports by expected States"
        rows.insert(0, ("Expected", participation.expected))
        rows.append((f"{has_reported} without being expected", not_expected))
    yield Table(
        caption,
        ("", "States"),
        rows,
    )
    for words, states in (
        ("Have reported", participation.reported if summary.not_agreed is not None else ()),
        ("Sent, but not counted", participation.not_counted),
        ("Not reported", participation.not_reported),
        (f"{has_reported} without being expected", participation.not_expected),
    ):
        if states:
            yield Paragraph(f"{words}: {state_names(states)}.")


def _publication(summary: Summary) -> Iterator[Block]:
    if summary.publication is not None:
        yield question_table(summary.publication)
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
    themes = summary.themes
    measures = [((one.title,), one.measures) for one in themes if one.measures.of]
    yield tallies_table("By theme", ("Theme",), measures)
    yield groups_table("By theme", "Theme", themes, lambda one: one.title, TREATY_GROUPS)
    of_recommendations = [one.implementation for one in summary.recommendations]
    yield recommendations_table(summary.recommendations)
    yield own_codes_table(summary.recommendations)
    yield groups_table(
        "By recommendation",
        "Rec.",
        of_recommendations,
        lambda one: one.id,
        TREATY_GROUPS,
        "recommendations-by-treaty-status",
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
            yield question_table(theme.obstacles)
        if any(one.count for one in theme.partly):
            yield Table(
                "How measures are in place in part (answers, not States)",
                ("In which way", "Answers"),
                [(one.label, one.count) for one in theme.partly],
            )


def _practices(summary: Summary) -> Iterator[Block]:
    for theme, group in groupby(summary.practices, lambda one: one.theme):
        yield Table(
            theme.label or "No theme given",
            ("Practice", "State", "What was done", "Source"),
            [(one.name, one.state.name, one.description, Url(one.url)) for one in group],
        )


def _contacts(summary: Summary) -> Iterator[Block]:
    if summary.contacts is not None:
        yield Table(
            "Contact points",
            ("", "States"),
            [("Named", summary.contacts.answered), *counts_without_value(summary.contacts)],
        )


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
        yield question_table(treaty.status)
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
        )
        if treaty.overcome is not None:
            yield question_table(treaty.overcome)
            yield Table(
                "How States overcame obstacles",
                ("State", "Obstacles overcome", "How"),
                [
                    (one.state.name, [code.label for code in one.overcome], one.text)
                    for one in treaty.joined
                ],
            )


def _not_joined(group: NotJoined, term: str) -> Iterator[Block]:
    process = group.process
    for what, tally, codes in (
        ("Status of ratification", process, process.codes if process else ()),
        ("Obstacles", group.obstacles_tally, group.obstacles),
    ):
        if tally is not None and tally.of:
            yield Table(
                f"{what}: {group.status.label}",
                ("", "States"),
                [
                    *((code.label, code.count) for code in codes if code.count),
                    *counts_without_value(tally),
                ],
            )


_MOST_ON_PAPER = 50
"""The most reports whose laws and links stand on paper, too: those of 200 are 75 sheets."""


def _evidence(summary: Summary) -> Iterator[Block]:
    kind = ["Kind"] if any(law.kind.code for one in summary.evidence for law in one.laws) else []
    is_annex = len(summary.reports) > _MOST_ON_PAPER
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
                len(one.reported),
                state_names(one.reported),
            )
            for one in grouped.groups
        ],
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
        )


def _of_groups(code: str, unit: Unit) -> Iterator[str]:
    for one in unit.by_group:
        count = sum(given.count for given in one.tally.codes if given.code == code)
        if count:
            yield f"{one.group.label}: {count} of {one.tally.answered}"


_SECTIONS: Mapping[str, tuple[str, Callable[[Summary], Iterator[Block]]]] = {
    "headlines": ("What the States report", headline_blocks),
    "overview": ("At a glance", overview_blocks),
    "participation": ("Who has reported", _participation),
    "groups": ("By group", _groups),
    "implementation": ("Implementation by theme and by recommendation", _implementation),
    "obstacles": ("Obstacles, and measures in place in part", _obstacles),
    "assistance": ("Assistance: wanted, received, asked for, offered", assistance_blocks),
    "ratification": ("Ratification: stages and obstacles", _ratification),
    "practices": ("Practices offered", _practices),
    "questions": ("Answers by question and by row", _questions),
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
