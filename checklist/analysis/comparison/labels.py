"""The words for the kinds of change and for the status of an answer."""

from collections.abc import Mapping

from checklist.analysis.comparison.document import AnswerStatus, Kind

STATUS_LABELS: Mapping[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "Answered",
    AnswerStatus.MISSING: "Missing",
    AnswerStatus.UNANSWERED: "Not answered",
    AnswerStatus.OFF_PATH: "Not asked",
    AnswerStatus.WITHHELD: "Withheld",
}

KIND_LABELS: Mapping[Kind, str] = {
    Kind.STANDING: "Answered or not",
    Kind.CODE: "Status, option, number or date",
    Kind.CODES: "Options of a list",
    Kind.ENTRY: "Entries of a table",
    Kind.TEXT: "Text",
    Kind.NOTE: "Note",
    Kind.ANSWERED_BY: "Answered by",
    Kind.CONFIDENCE: "Confidence",
    Kind.CONFIDENTIAL: "Confidential mark",
    Kind.CARRIED: "Carried from an earlier report",
    Kind.BY: "Filled in because of another answer",
    Kind.HIDDEN: "Changed, not shown",
}
