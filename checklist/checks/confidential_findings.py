"""Removes quotations of confidential answers from findings, which logs and documents show.

Such a finding keeps its line and column. Its message is the short description of its code, or the
message that its rule has for this case (`Finding.unquoted`).
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from checklist.answer_types.answer import MARK, is_confidential, is_like_a_mark
from checklist.checks.codes import short_description
from checklist.diagnostics import (
    Diagnostic,
    DocumentPath,
    Finding,
    all_below,
    diagnostic,
    parts_of,
)
from checklist.files.reader import Document
from checklist.questionnaire.model_errors import UNKNOWN_KEY, WRONG_TYPE
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import suggested_ids
from checklist.reports.confidentiality import (
    confidential_laws,
    hidden_questions,
    under_suggested_ids,
)
from checklist.text.messages import Message, Texts, labelled, tr

ANSWERS = "answers"
_HINT = Message("it is confidential, so it is not quoted")
_MARK = Message("{question}: the mark `{mark}` is not true or false")
_MARK_HINT = Message(
    "write `{mark}: true` or `{mark}: false`; until you do, the answer counts as confidential"
)
_OWN_CHECKS = "R500"
"""The rule whose findings have codes of the questionnaire, R500 to R599."""
IN_WORDS = Texts(
    {
        "R003": "a State is named by a code that is not in the table of States",
        "R004": "the report answers a question that the questionnaire does not have",
        "R005": "a required question on path has no answer",
        "R006": "an answer to a question that is off path",
        "R007": (
            "a code that is not among the options of its question, or a row or column that is "
            "not there"
        ),
        "R008": "a text, number or date that its question does not allow",
        "R009": "an answer that needs a reason has none",
        "R010": "parts of one answer that contradict each other",
        "R011": "a row of a matrix or a cell of a table is not filled in",
        "R013": "evidence cites a law that is not in the report's register of laws",
        "R014": "an answer was carried over from an earlier report and is not confirmed yet",
        "R015": "an answer says that a gate filled it in, but that gate did not",
        "R016": "a text that is only a placeholder",
        "R017": "the same text is in three or more answers that have nothing to do with each other",
        "R018": "measures are said to be in place by law, and no law or web address shows them",
        "R019": "a web address that begins with anything but http or https",
        "R020": "a date that lies after the date of the report, or long before our time",
        "R021": "an e-mail address or a telephone number in a text that is not a contact",
        "R023": "a copy for publication, and whether it says and withholds what it should",
        "R024": (
            "`answered_by` does not have the form that the questionnaire wants, or names an "
            "unknown authority"
        ),
        "R025": (
            "nearly all rows of the matrices of a set have the same option: the first, or the third"
        ),
        "R028": "the period of a report is longer than ten years",
        "R500": "answers to different questions contradict each other",
        "S004": "control characters can change what a terminal shows",
        "S005": "the file is not YAML",
        "S007": "the same key appears twice in one mapping, so one of the two values would be lost",
        "S008": (
            "anchors, aliases, tags, merge keys, directives and several documents in one file "
            "are not accepted: they hide what a file says"
        ),
        "S009": "no report needs more than 64 levels of lists and mappings",
        "S010": "a key must be text",
        "S011": (
            "numbers are finite and have at most 15 digits, so that every program reads the same "
            "value"
        ),
        "S101": "a required key is missing",
        "S102": "the key is not allowed here",
        "S103": "the value is of another type than needed",
        "S104": "the value is not one of those allowed",
    }
)
"""The short descriptions of the codes that can be found in answers, as the end of a sentence."""


class ConfidentialityFilter:
    """Removes quotations of confidential answers from the findings on one report."""

    def __init__(self, document: Document, questionnaire: Questionnaire | None = None) -> None:
        """Note whose findings these are.

        Args:
            document: The report's file, as the reader gave it.
            questionnaire: The questionnaire that the report answers; None: only marked answers are
                confidential.
        """
        self.document = document
        self.questionnaire = questionnaire

    def without_quotes(self, found: Finding) -> Finding:
        """Return a finding without its quotations, if one of its places is confidential."""
        places = (found.where, *(other.where for other in found.related))
        if not any(map(self.has_confidential_part, places)):
            return found
        if found.code == UNKNOWN_KEY and found.where and is_like_a_mark(str(found.where[-1])):
            return found  # it quotes the misspelt mark, and nothing else
        if found.code == WRONG_TYPE and found.where[2:] and found.where[-1] == MARK:
            message = tr(_MARK, question=found.where[1], mark=MARK)
            return found._replace(message=message, hint=tr(_MARK_HINT, mark=MARK))
        if found.unquoted:
            return found._replace(message=found.unquoted)
        return found._replace(message=_message(found.code, found.where), hint=tr(_HINT))

    def refusal_without_quotes(self, found: Diagnostic) -> Diagnostic:
        """Return a finding of the reader without its quotations, if its place is confidential."""
        if not self.has_confidential_part(found.where):
            return found
        message = _message(found.code, found.where)
        path, line, column, code, *_ = found
        said = diagnostic(path, line, column, code, message, hint=tr(_HINT)).message
        return self.without_inner_place(found._replace(message=said, related=()))

    def without_inner_place(self, found: Diagnostic) -> Diagnostic:
        """Return a finding whose place names no key within a confidential answer."""
        for length in range(2, len(found.where)):
            if self._is_hidden(found.where[:length]):
                return found._replace(where=found.where[:length])
        return found

    def has_confidential_part(self, where: DocumentPath) -> bool:
        """Whether a place lies in a confidential part, or in an answer that contains one."""
        if len(where) < 2 or where[0] != ANSWERS:
            return False
        if any(self._is_hidden(where[:length]) for length in range(2, len(where) + 1)):
            return True
        return where in self._around

    def _is_hidden(self, where: DocumentPath) -> bool:
        if not self.document.readable:
            return len(where) == 2  # an unreadable file may have had any mark
        return where in self._places

    @cached_property
    def _around(self) -> frozenset[DocumentPath]:
        """The places that contain a confidential place."""
        return frozenset(
            where[:length] for where in self._places for length in range(2, len(where))
        )

    @cached_property
    def _places(self) -> frozenset[DocumentPath]:
        """The places of the confidential answers, rows and cells."""
        data = self.document.data
        answers = data.get(ANSWERS) if isinstance(data, dict) else None
        if not isinstance(answers, dict):
            return frozenset()
        places = set(_marked(answers, (ANSWERS,)))
        if places and self.questionnaire is not None:
            with_suggested_ids = under_suggested_ids(
                answers, suggested_ids(answers, self.questionnaire)
            )
            hidden = hidden_questions(with_suggested_ids, self.questionnaire)
            places |= {(ANSWERS, question_id) for question_id in answers.keys() & hidden}
            names = confidential_laws(with_suggested_ids, self.questionnaire)
            if names:
                places |= {
                    where
                    for where, text in all_below(answers, (ANSWERS,))
                    if isinstance(text, str) and text in names
                }
        return frozenset(places)


def _message(code: str, where: DocumentPath) -> str:
    """Return the short description of a code, after the id of the answer, if any."""
    known = _OWN_CHECKS if code.startswith(_OWN_CHECKS[:2]) else code
    words = IN_WORDS[known] if known in IN_WORDS else short_description(code).removesuffix(".")
    return labelled(str(where[1]), words) if len(where) > 1 and where[0] == ANSWERS else words


def _marked(data: Any, where: DocumentPath) -> Iterator[DocumentPath]:
    if isinstance(data, dict) and len(where) > 1 and is_confidential(data):
        yield where
        return
    for key, part in parts_of(data):
        if isinstance(part, dict | list):
            yield from _marked(part, (*where, key))
