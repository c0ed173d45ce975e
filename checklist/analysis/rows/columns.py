"""The columns of the tables: the name, type and meaning of each.

A table's row is a named tuple whose fields are annotated with their meaning, so that the rows, the
tables and the codebook cannot differ.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: type
    """`str`, `int` or `bool`."""
    meaning: str
    """The meaning of its values, for the codebook."""


def columns_of(row: type[Any]) -> Sequence[Column]:
    """Return the columns of a table, from the annotated fields of its rows."""
    columns = []
    for name, hint in get_type_hints(row, include_extras=True).items():
        assert get_origin(hint) is Annotated, name
        kind, meaning = get_args(hint)
        columns.append(Column(name, kind, meaning))
    return columns


STANDINGS: Mapping[str, str] = {
    "answered": "There is an answer with a value. Of a contact, the value is left out unless "
    "contacts are asked for.",
    "not-known": "The State answered that it does not know.",
    "not-applicable": "The State answered that the question does not apply to it.",
    "declined": "The State declined to answer.",
    "unanswered": "There is no answer, or only an answer of an earlier report that is not "
    "confirmed.",
    "off-path": "The question is not asked, because of the answer to another one.",
    "invalid": "The answer does not fit the question, or an answer that decides whether it is "
    "asked does not fit.",
    "withheld": "The report is a copy for publication, which leaves the answer out.",
    "confidential": "The answer is marked as confidential, or would let a reader infer one that "
    "is: a gate filled it in, or whether the question is asked depends on it. The value is given "
    "only where confidential answers are included; `on_path` is always true here.",
}
"""The standings of a question in a report: each code with its meaning. They are never merged."""

ANSWERED, UNANSWERED, OFF_PATH, INVALID, WITHHELD, HIDDEN = (
    "answered",
    "unanswered",
    "off-path",
    "invalid",
    "withheld",
    "confidential",
)

QUESTION, ROW, PART = "question", "row", "part"
"""The levels of the rows of answers."""


class ReportRow(NamedTuple):
    """A report: one row of the table of reports."""

    file: Annotated[str, "The report's file, as it was named."]
    state: Annotated[str, "The State's code: ISO 3166-1 alpha-3, EUE for the European Union."]
    state_name: Annotated[str, "The State's name."]
    treaty_status: Annotated[
        str,
        "The code of the State's answer on its status under the treaty that the questionnaire is "
        "about; empty where there is none, or it is not shown: see its row in the answers.",
    ]
    questionnaire: Annotated[str, "The id of the questionnaire that was answered."]
    version: Annotated[str, "The version of the questionnaire that was answered."]
    other_content: Annotated[
        bool,
        "Whether another version or another content of the questionnaire was answered than the "
        "one by which is counted: then not all answers may fit.",
    ]
    status: Annotated[str, "Whether the report is a draft or final."]
    revision: Annotated[int, "1, and one more for each later correction."]
    date: Annotated[str, "The day on which the answers are true: the report's `as_of`."]
    is_copy: Annotated[bool, "Whether it is a copy for publication, without some answers."]
    cycle: Annotated[
        str,
        "The year of the cycle: in which the period of the report ends, where that is public, else "
        "the year of `date`.",
    ] = ""
    group: Annotated[str, "The State's group; empty where none was asked for."] = ""


class FileRow(NamedTuple):
    """A file that was read: one row of the table of files."""

    file: Annotated[str, "The file, as it was named."]
    state: Annotated[str, "The code of its State, if the file names it."]
    counts: Annotated[
        bool, "Whether it is the report of its State that counts: the latest final revision."
    ]
    why: Annotated[str, "The code of the reason why it does not count."]
    instead: Annotated[str, "The file of the same State that counts instead, if there is one."]
    finding: Annotated[str, "Of an unusable file: the first finding, with its line and column."]


class QuestionRow(NamedTuple):
    """A question, or a row of a matrix: one row of the table of questions."""

    set: Annotated[str, "The id of the question set, which is the theme."]
    set_title: Annotated[str, "The title of the question set."]
    number: Annotated[str, "The question's number in the questionnaire: 2.3."]
    question: Annotated[str, "The question's id."]
    row: Annotated[str, "The id of a matrix's row; in answers also the number of a table's entry."]
    question_words: Annotated[str, "The question as it is asked."]
    row_words: Annotated[str, "The words of the row; empty where the question has none."]
    answer_type: Annotated[str, "The answer type of the question."]
    optional: Annotated[bool, "Whether a report can be final without an answer."]
    is_measure: Annotated[bool, "Whether its codes say how far a measure is in place."]
    recommendations: Annotated[
        str,
        "The recommendations that the answer serves, with `;` between. To count by recommendation, "
        "join the bridge table: an answer can serve several.",
    ]
    addressees: Annotated[str, "Whom these recommendations ask to act, with `;` between."]
    strength: Annotated[str, "How strongly they ask, with `;` between."]
    meeting: Annotated[str, "The years of the meetings that adopted them, with `;` between."]


class AnswerRow(NamedTuple):
    """The answer of a report to a question, a row or a part: one row of the table of answers."""

    question: Annotated[str, "The question's id."]
    row: Annotated[str, "The id of a matrix's row, or the number of a table's entry; else empty."]
    part: Annotated[
        str,
        "The part of the answer: a column of a table, a line of a contact; of a measure `partly` "
        "(in which way it is in place in part), `law` (what the rule says), `practice` (how it is "
        "applied), `reason` (why it was decided not to do it); of any answer `evidence` (the law's "
        "short name as the code and with the article as the text, or a web address). Empty for "
        "the whole answer, and for a code of several.",
    ]
    item: Annotated[int, "Of parts 1, and 2, 3 … where the same part stands there again; else 0."]
    level: Annotated[
        str,
        "`question`: the question as a whole, exactly one in each report. `row`: a row of a "
        "matrix, one for each. `part`: a code of several, a part of an answer, a cell of a table. "
        "Count States on one level at a time.",
    ]
    standing: Annotated[str, "The state of the question, row or part in the report: a code."]
    code: Annotated[str, "The code, number or date. Only what is `answered` has one."]
    text: Annotated[str, "The words of the code, or the text. Only what is `answered` has any."]
    missing: Annotated[str, "Of a missing answer: `not-known`, `not-applicable` or `declined`."]
    reason: Annotated[str, "Of a missing answer: the code of the reason."]
    on_path: Annotated[bool, "Whether the question is asked, given the other answers."]
    by_gate: Annotated[str, "The gate question whose answer filled this in; else empty."]
    carried: Annotated[bool, "Whether it comes from an earlier report and is not confirmed."]
    confidential: Annotated[
        bool,
        "Whether it is marked as confidential, itself or as a whole, or is not shown because "
        "an answer on which it depends is.",
    ]
    confidence: Annotated[str, "How sure the respondent is: `high`, `medium` or `low`; or empty."]
    ministry: Annotated[
        str,
        "The authorities that gave the answer: codes, with a comma between, or a line in words; or "
        "empty.",
    ]
    note: Annotated[str, "The remark beside the answer; or empty."]
    language: Annotated[
        str,
        "The language of `text`: `en` where it is the questionnaire's words, `und` where the State "
        "wrote it: see `written_in`. Empty without text.",
    ]
    written_in: Annotated[
        str,
        "The language of what the State wrote in the row, as text, note or both: that of the "
        "report; its code in ISO 639. Empty where it wrote nothing.",
    ] = ""


class BridgeRow(NamedTuple):
    """An answer and a recommendation that it serves: one row of the bridge table."""

    question: Annotated[str, "The question's id."]
    row: Annotated[str, "The id of a matrix's row; empty for a question without rows."]
    recommendation: Annotated[str, "The recommendation that the answer serves."]


class RecommendationRow(NamedTuple):
    """A recommendation of the source document: one row of the catalogue."""

    recommendation: Annotated[str, "The paragraph or subparagraph: 10(b)."]
    meeting: Annotated[int, "The year of the meeting that adopted it."]
    section: Annotated[str, "The letter of its section."]
    section_title: Annotated[str, "What the section is about."]
    addressees: Annotated[str, "Whom it asks to act, with `;` between."]
    strength: Annotated[str, "How strongly it asks, with `;` between."]
    summary: Annotated[str, "What it asks, in the catalogue's words."]


class CodebookRow(NamedTuple):
    """The meaning of a column, or of a code in it: one row of the codebook."""

    table: Annotated[str, "The table; empty where it is about all of them."]
    column: Annotated[str, "The column; empty where it is about the whole table."]
    code: Annotated[str, "A code that the column can have; empty in the column's own row."]
    kind: Annotated[str, "What the column holds: text, a whole number, or true or false."]
    meaning: Annotated[str, "What it means."]


class CodeRow(NamedTuple):
    """A code that an answer can have: one row of the table of codes."""

    question: Annotated[str, "The question's id."]
    part: Annotated[str, "The part of the answer, as in the answers; else empty."]
    code: Annotated[str, "The code, as it stands in `code` of the answers."]
    label: Annotated[str, "The words for it."]
    counts_as: Annotated[
        str,
        "Of a measure: the status as which the code is counted, `implemented`, `planned` …; empty "
        "where the code says nothing on how far a measure is in place.",
    ]
