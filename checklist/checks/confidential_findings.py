"""Removes quotations of confidential answers from findings, which logs and letters show.

Such a finding keeps its line and column. Its message is the short description of its code, or the
message that its rule has for this case (`Finding.unquoted`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from checklist.answer_types.answer import MARK, is_confidential, is_like_a_mark
from checklist.checks.codes import short_description
from checklist.diagnostics import Diagnostic, DocumentPath, Finding, diagnostic
from checklist.files.reader import Document
from checklist.questionnaire.model_errors import UNKNOWN_KEY, WRONG_TYPE
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import suggested_ids
from checklist.reports.confidentiality import (
    confidential_laws,
    hidden_questions,
    under_suggested_ids,
)
from checklist.text.messages import Message, tr

ANSWERS = "answers"
_HINT = Message("it is confidential, so it is not quoted")
_MARK = f"the mark `{MARK}` is not true or false"
_MARK_HINT = (
    f"write `{MARK}: true` or `{MARK}: false`; until you do, the answer counts as confidential"
)
_BEGINS_WITH_WORD = re.compile("[A-Z](?![A-Z])")


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
            return found._replace(message=f"{found.where[1]}: {_MARK}", hint=_MARK_HINT)
        if found.unquoted:
            return found._replace(message=found.unquoted)
        return found._replace(message=_message(found.code, found.where), hint=tr(_HINT))

    def refusal_without_quotes(self, found: Diagnostic) -> Diagnostic:
        """Return a finding of the reader without its quotations, if its place is confidential."""
        if not self.has_confidential_part(found.where):
            return found
        unquoted = diagnostic(
            found.path,
            found.line,
            found.column,
            found.code,
            _message(found.code, found.where),
            severity=found.severity,
            hint=tr(_HINT),
            where=found.where,
        )
        return self.without_inner_place(unquoted._replace(stands_for=found.stands_for))

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
                places |= {where for where, text in _texts(answers, (ANSWERS,)) if text in names}
        return frozenset(places)


def _message(code: str, where: DocumentPath) -> str:
    """Return the short description of a code, after the id of the answer, if any."""
    message = short_description(code).removesuffix(".")
    if _BEGINS_WITH_WORD.match(message):
        message = message[0].lower() + message[1:]
    return f"{where[1]}: {message}" if len(where) > 1 and where[0] == ANSWERS else message


def _marked(data: Any, where: DocumentPath) -> Iterator[DocumentPath]:
    if isinstance(data, dict) and len(where) > 1 and is_confidential(data):
        yield where
        return
    for key, part in _parts(data):
        if isinstance(part, _WITH_PARTS):
            yield from _marked(part, (*where, key))


def _texts(data: Any, where: DocumentPath) -> Iterator[tuple[DocumentPath, str]]:
    if isinstance(data, str):
        yield where, data
    for key, part in _parts(data):
        yield from _texts(part, (*where, key))


_WITH_PARTS = dict, list


def _parts(data: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(data, dict):
        return data.items()
    return enumerate(data) if isinstance(data, list) else ()
