"""Texts that are written in an editor, in files next to the report until the report has them.

Such a file survives whatever ends the editor or this process. It is removed only when its text is
in the saved report, when there is nothing in it, or when the official says so.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Refusal
from checklist.answer_types.table_columns import MAX_ENTRIES
from checklist.errors import SaveError
from checklist.files.discovery import exists, is_file
from checklist.files.reader import content_of
from checklist.files.writer import create, followed, reason, remove_strays
from checklist.interview.not_entered import StepPlace
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import sentences, tr
from checklist.text.sanitize import safe_text


def is_asked_for(place: StepPlace, questionnaire: Questionnaire) -> bool:
    """Return whether a questionnaire takes long texts at a place, with its question and step."""
    question = questionnaire.questions.get(place.question)
    if question is None:
        return False
    if place.step == "note" and not place.entry:
        return True  # every answer can have a note
    has_entry = 1 <= place.entry <= MAX_ENTRIES
    answer_type = question.answer_type
    is_fitting = has_entry if answer_type.listed_columns() else not place.entry
    return is_fitting and place.step in answer_type.text_steps()


_ENDING = "edit.txt"

_MOST_NAMED = 10
"""The texts that are named; the others are counted."""


class KeptTexts:
    """The texts of one report that are not in it yet, each in a file of its own.

    Change them only while holding the report's lock.
    """

    def __init__(self, report: Path, questionnaire: Questionnaire) -> None:
        """Find the files that are next to the report already.

        Args:
            report: The report. For a link, the file that it leads to counts.
            questionnaire: The questionnaire of the report. A file for a place that it does not
                have is none of these texts.
        """
        self._report = followed(report)
        self._number = questionnaire.number
        self._paths = {
            place: path
            for place, path in _found(self._report)
            if is_asked_for(place, questionnaire)
        }

    def path(self, place: StepPlace) -> Path:
        """Return the file for the text at a place, whether it is there or not."""
        return self._report.with_name(_name(self._report, place))

    def places(self) -> list[StepPlace]:
        """Return the places of the texts that are kept, in the order of their questions' ids."""
        return list(self._paths)

    def begin(self, place: StepPlace, text: str) -> Path:
        """Make the file for a text. A file that is there already stays as it is.

        Raises:
            Refusal: The file cannot be made.
        """
        path = self.path(place)
        if place in self._paths and is_file(path):
            return path
        remove_strays(path)
        try:
            create(path, text.encode())
        except SaveError as error:
            raise Refusal(tr("{error}. Type the text here.", error)) from None
        self._paths[place] = path
        return path

    def content(self, place: StepPlace) -> bytes | None:
        """Return the content of the file for a text; None when the file cannot be read."""
        return content_of(self.path(place))

    def text(self, place: StepPlace) -> str:
        """Return a text that is kept, without the line breaks at its end.

        Raises:
            Refusal: The file cannot be read, or is not UTF-8.
        """
        content = self.content(place)
        name = safe_text(str(self.path(place)))
        if content is None:
            raise Refusal(tr("{name} cannot be read.", name))
        try:
            # An editor may mark a file as UTF-8 at its beginning.
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refusal(tr("{name} is not UTF-8 text.", name)) from None
        return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")

    def is_there(self, place: StepPlace) -> bool:
        """Return whether the file for a text is there: an editor can have removed it."""
        return exists(self.path(place))

    def says_only(self, place: StepPlace, before: str) -> bool:
        """Return whether a file has nothing but the text with which it began, or no text at all."""
        content = self.content(place)
        return content is not None and content.strip() in {b"", before.strip().encode()}

    def remove(self, place: StepPlace) -> None:
        """Remove the file of a text that is kept no longer.

        Raises:
            Refusal: The system does not permit it.
        """
        path = self.path(place)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            name = safe_text(str(path))
            raise Refusal(tr("{name} cannot be removed: {reason}.", name, reason(error))) from None
        self._paths.pop(place, None)

    def settle(self, answers: Mapping[str, AnswerData]) -> None:
        """Remove the files of the texts that a saved report has.

        Args:
            answers: The answers of the report as it is on the disk.
        """
        for place in self.places():
            content = self.content(place)
            if content is not None and (
                not content.strip() or self._is_in(answers.get(place.question), place)
            ):
                with suppress(Refusal):  # a file that stays is removed after a later save
                    self.remove(place)

    def notices(self) -> list[str]:
        """Return messages on the texts that are kept."""
        named = [*self._paths.items()][:_MOST_NAMED]
        notices = [
            sentences(
                [
                    tr(
                        "A text that you wrote in your editor is not in the report yet. It is "
                        "kept in {path}, and was written for {place}: /edit opens it there.",
                        safe_text(str(path)),
                        place.in_words(self._number(place.question)),
                    ),
                    self._saved_by_editor(path),
                ]
            )
            for place, path in named
        ]
        more = len(self._paths) - len(named)
        if more:
            files = safe_text(str(self._report.with_name(f"{self._report.name}.*.{_ENDING}")))
            notices.append(
                tr(
                    "Texts that are not in the report yet, and are not named here: "
                    "{more}. All are kept in {files}.",
                    more,
                    files,
                )
            )
        return notices

    def _is_in(self, answer: AnswerData | None, place: StepPlace) -> bool:
        """Return whether an answer has the text of a place."""
        try:
            text = self.text(place).replace("\ufeff", "").strip()
        except Refusal:
            return False
        return any(
            leaf == text or leaf.endswith(f"\n{text}")  # a remark goes below an earlier one
            for where, leaf in _leaves(answer)
            if place.step in where and (not place.entry or place.entry - 1 in where)
        )

    @staticmethod
    def _saved_by_editor(path: Path) -> str:
        """Return a sentence on the file that nano saves when its terminal closes; empty without."""
        rescued = path.with_name(f"{path.name}.save")
        if not exists(rescued):
            return ""
        return tr("Your editor kept more in {rescued}.", safe_text(str(rescued)))


def _found(report: Path) -> Iterator[tuple[StepPlace, Path]]:
    """Yield the files with kept texts of a report, each with its place."""
    name = re.compile(
        rf"{re.escape(report.name)}\.([a-z0-9-]+)\.([a-z0-9_-]+)(?:\.([0-9]{{1,4}}))?"
        rf"\.{re.escape(_ENDING)}"
    )
    try:
        siblings = sorted(report.parent.iterdir())
    except OSError:
        return
    for path in siblings:
        found = name.fullmatch(path.name)
        # A link would let the text of another file into the report.
        if found and is_file(path) and not path.is_symlink():
            place = StepPlace(found[1], found[2], int(found[3] or 0))
            # An entry such as `007` has a file that no place has.
            if path.name == _name(report, place):
                yield place, path


def _name(report: Path, place: StepPlace) -> str:
    words = [report.name, place.question, place.step]
    words += [str(place.entry)] if place.entry else []
    return ".".join([*words, _ENDING])


def _leaves(value: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str]]:
    """Yield each text within a value, with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _leaves(part, (*where, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _leaves(part, (*where, index))
