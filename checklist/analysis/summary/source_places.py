"""The places of answers in the files of reports: each with its line and column."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from checklist.analysis.rows.portable_names import PortableNames
from checklist.analysis.traced import Source
from checklist.files.reader import Document, read
from checklist.lifecycle.comparable import comparable
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report


class SourcePlaces:
    """Finds the places of answers in their files."""

    def __init__(self, files: Sequence[str], asked: Questionnaire) -> None:
        """Note the files of the reports, and the questionnaire whose questions are counted."""
        self._names = PortableNames(files)
        self._asked = asked
        self._read = cache(self._document)

    def __call__(self, source: Source) -> tuple[str, int, int]:
        """Return the file of a source as it is shown, with its line and column."""
        file = source.report.file
        if not source.question:
            return self._names.of(file), 1, 1
        document, ids = self._read(file)
        of_row = ("value", source.row) if source.row else ()
        question = ids.get(source.question, source.question)
        where = source.where or ("answers", question, *of_row)
        line, column = document.position(where, key=True)
        return self._names.of(file), line, column

    def _document(self, file: str) -> tuple[Document, Mapping[str, str]]:
        """Return a file, and the ids that its version had for the questions of the present one."""
        document = read(Path(file))
        assert isinstance(document.data, dict)
        return document, comparable(Report.from_data(document.data), self._asked).ids
