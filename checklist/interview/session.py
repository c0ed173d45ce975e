"""One report file that is being answered: opened or begun, and saved after every change."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checklist.answer_types.answer import AnswerData
from checklist.console.signals import undisturbed
from checklist.errors import ChangedOnDiskError, LockedError, SaveError
from checklist.files.discovery import DRAFT_ENDING, exists, free_path
from checklist.files.lock import ReportLock
from checklist.files.reader import Document, content_of, read
from checklist.files.report_text import ReportText
from checklist.files.writer import create, replace
from checklist.interview.final_report import is_final_message
from checklist.lifecycle.draft import without_replacing_by_gates
from checklist.lifecycle.opening import UnusableReportError, open_report
from checklist.ministries.division import division_path
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import CONFLICTS, IN_DRAFTS_ONLY, Report
from checklist.text.messages import Message, Plural, commas, first_few, labelled, tr, trn
from checklist.text.sanitize import quoted, safe_text

if TYPE_CHECKING:
    from checklist.lifecycle.carry_forward import TakenOver

_MOST_NAMED = 10
"""The most answers without a question that are named."""

_CHANGED = Message(
    "Another program changed the file meanwhile. Its changes are kept, and your answer "
    "is put into them."
)
_ATTEMPTS = 5
"""The number of times that a save is tried while another program writes the file."""


class _WrittenMeanwhileError(ChangedOnDiskError):
    """The file was written while a save was under way, and can be read again."""


@dataclass
class Session:
    """A report on disk, as it was when it was last read or written."""

    path: Path
    questionnaire: Questionnaire
    report: Report
    unusable: frozenset[str]
    """Questions whose answers do not fit them; they are kept until they are answered again."""
    resumed: bool
    """Whether the report was there before."""
    notices: list[str] = field(default_factory=list)
    """Messages that the official has not seen yet."""
    locks: ExitStack = field(default_factory=ExitStack)
    """Locks of further files, held until the session ends."""
    _left_behind: set[str] = field(default_factory=set)
    """The files, by their real paths, in which the report cannot be saved any more."""
    _copied: bytes = b""
    _text: ReportText | None = None
    """The text that was last read or written; None when it is not known any more."""

    @classmethod
    def begin(cls, path: Path, questionnaire: Questionnaire, report: Report) -> "Session":
        """Write a draft into a new file.

        Raises:
            SaveError: The file exists already, or cannot be written.
        """
        text = ReportText.new(report.to_data(), str(path))
        create(path, text.content())
        return cls(path, questionnaire, report, frozenset(), resumed=False, _text=text)

    @classmethod
    def resume(cls, path: Path, questionnaire: Questionnaire) -> "Session":
        """Open a draft.

        Args:
            path: The report.
            questionnaire: The questionnaire of the report.

        Raises:
            UnusableReportError: It cannot be read, its head is broken, or it is final.
        """
        document = read(path)
        usable = open_report(document, questionnaire)
        report, unusable = usable.report, usable.invalid_questions
        if report.is_final:
            raise UnusableReportError(is_final_message(path))
        session = cls(path, questionnaire, report, unusable, resumed=True)
        session._text = ReportText(document)
        if report.questionnaire_version == questionnaire.head.version:
            session.notices += _news(report, unusable, questionnaire)
        else:
            from checklist.lifecycle.carry_forward import present_version  # few reports need it

            taken = present_version(report, questionnaire)
            session.save(taken.report)
            session.notices += taken_over_notices(taken, str(path))
        return session

    @undisturbed()
    def save(self, report: Report) -> bool:
        """Write the answers that changed since the last save, each on its own.

        When another program wrote the file meanwhile, its answers are kept, and the changed answers
        are put into them.

        Returns:
            Whether `self.report` now differs from the report given, because of those answers.

        Raises:
            ChangedOnDiskError: The file of the other program cannot be used, or it writes the file
                again and again.
            SaveError: The file cannot be written. It is as it was.
        """
        for _ in range(_ATTEMPTS - 1):
            # The file can be written by another program between its reading and our renaming.
            with suppress(_WrittenMeanwhileError):
                return self._save_once(report)
        return self._save_once(report)

    def _save_once(self, report: Report) -> bool:
        """Save, unless the file changes meanwhile.

        Raises:
            _WrittenMeanwhileError: The file changed, and is as the other program left it.
            ChangedOnDiskError, SaveError: As `save` does.
        """
        text, theirs = self._text_on_disk()
        on_disk = text.content() if theirs is None else theirs.content
        changes: Mapping[str, AnswerData | None] = {
            key: report.answers.get(key)
            for key in {**self.report.answers, **report.answers}
            if report.answers.get(key) != self.report.answers.get(key)
        }
        if theirs is not None:
            changes = without_replacing_by_gates(changes, _answers(theirs))
            changes, both = self._merged(changes, _answers(theirs))
            self._keep_theirs(theirs, both)
        for key, answer in changes.items():
            if answer is not None:
                text.set_answer(key, answer, before=self._following(key))
            elif key in text.data["answers"]:
                text.remove_answer(key)
            self.unusable -= {key}
        self._set_heads(text, report)
        try:
            replace(
                self.path,
                text.content(),
                before=on_disk,
            )
        except ChangedOnDiskError as error:
            raise _WrittenMeanwhileError(str(error)) from error
        merged = theirs is not None and theirs.data != self.report.to_data()
        self._text, self.report = text, Report.from_data(text.data)
        if theirs is None:
            # The objects that the interview has: the next save sees at once what is unchanged.
            answers = {key: report.answers[key] for key in self.report.answers}
            self.report = self.report._replace(answers=answers)
        return merged

    @undisturbed()
    def save_elsewhere(self, path: Path, report: Report) -> None:
        """Write the whole report to a new file, and go on with that one.

        Raises:
            SaveError: The file exists already, or cannot be written.
            LockedError: Another session holds it.
        """
        self._refuse_own(path)
        text = ReportText.new(report.to_data(), str(path))
        with ExitStack() as lock:  # given back when the file cannot be written
            lock.enter_context(ReportLock(path))
            create(path, text.content())
            self.locks.push(lock.pop_all())
        self._left_behind.add(realpath(self.path))
        self.path, self.report, self._text = path, report, text

    def _refuse_own(self, path: Path) -> None:
        """Refuse a file of this session, whose own lock would look like that of another session.

        Raises:
            SaveError: The file is one of this session.
        """
        name = safe_text(str(path))
        if realpath(path) == realpath(self.path):
            raise SaveError(
                tr("{name} is this report itself: press Enter to try to save it again", name)
            )
        if realpath(path) in self._left_behind:
            raise SaveError(
                tr(
                    "{name} is what this report was saved in before, and stays as it is: "
                    "name another file",
                    name,
                )
            )

    @contextmanager
    def losing_nothing(self) -> Iterator[None]:
        """Pass over a save in the block that fails: there is no answer in it."""
        before = self._text
        try:
            yield
        except (SaveError, LockedError):
            self._text = before

    @property
    def is_divided(self) -> bool:
        """Whether there is a division of the report among ministries."""
        return exists(division_path(self.path, self.report.state))

    @property
    def _name(self) -> str:
        return safe_text(str(self.path))

    @property
    def is_saved(self) -> bool:
        """Whether the last save succeeded."""
        return self._text is not None

    def _text_on_disk(self) -> tuple[ReportText, Document | None]:
        """Return the text to write into, and the document of another program that changed it."""
        text, self._text = self._text, None  # the edits of a save that fails are not kept
        if text is not None and content_of(self.path) == text.content():
            return text, None
        document = read(self.path)
        try:
            usable = open_report(document, self.questionnaire)
        except UnusableReportError as error:
            raise ChangedOnDiskError(
                tr("{name} was changed by another program, and can no longer be used", self._name)
            ) from error
        theirs = usable.report
        if (theirs.state, theirs.status) != (self.report.state, self.report.status):
            raise ChangedOnDiskError(tr("{name} is now a different report", self._name))
        self.unusable = usable.invalid_questions
        return ReportText(document), document

    def _merged(
        self, changes: Mapping[str, AnswerData | None], theirs: Mapping[str, Any]
    ) -> tuple[Mapping[str, AnswerData | None], Sequence[str]]:
        """Return changed answers with what another program changed in the same questions.

        Returns:
            The answers, and the questions in which both changed the same differently. There the
            changes of this session stand.
        """
        from checklist.reports.three_way import merge_three  # few sessions need it

        merged, both = dict(changes), []
        for key, mine in changes.items():
            base, other = self.report.answers.get(key), theirs.get(key)
            if other in (base, mine):
                continue
            question = self.questionnaire.questions.get(key)
            try:
                assert question is not None
                result = merge_three(question.answer_type, base, mine, other)
            except (AssertionError, TypeError, ValueError, KeyError, AttributeError):
                both.append(key)
                continue
            merged[key] = result.answer
            if result.differences:
                both.append(key)
        return merged, both

    def _set_heads(self, text: ReportText, report: Report) -> None:
        """Write the keys of the head; of the internal keys, those that this session changed."""
        for key in IN_DRAFTS_ONLY:
            content = report.internal.get(key)
            if content == self.report.internal.get(key):
                continue
            if content:
                text.set_header(key, content)
            elif key in text.data:
                text.remove_header(key)
        head, digest = self.questionnaire.head, self.questionnaire.digest
        reference = {"id": head.id, "version": head.version, "digest": digest}
        for key, content in (("state", report.state), ("questionnaire", reference)):
            if text.data[key] != content:
                text.set_header(key, content)

    def _keep_theirs(self, theirs: Document, both: Sequence[str]) -> None:
        """Note the changes of another program, and keep a copy of those that this save replaces."""
        if theirs.data == self.report.to_data():
            return
        if tr(_CHANGED) not in self.notices:
            self.notices.append(tr(_CHANGED))
        if both and theirs.content != self._copied:
            self._copied = theirs.content
            copy = free_path(self.path.with_name(f"{self.path.stem}.other{DRAFT_ENDING}"))
            create(copy, theirs.content)
            numbers = commas(map(self.questionnaire.number, both))
            self.notices.append(
                tr(
                    "It also changed what you have just answered: {numbers}. Your answer "
                    "stands; the other one is kept in {copy}.",
                    numbers,
                    safe_text(str(copy)),
                )
            )

    def _following(self, question_id: str) -> Set[str]:
        """Return the questions asked after one: its answer is written before theirs."""
        order = list(self.questionnaire.questions)
        if question_id not in self.questionnaire.questions:
            return frozenset()
        return {*order[order.index(question_id) + 1 :]}


def _answers(document: Document) -> Mapping[str, Any]:
    """Return the answers of a report, whatever their structure."""
    answers: Any = document.data["answers"] if isinstance(document.data, dict) else {}
    return answers if isinstance(answers, dict) else {}


_TAKEN = Plural(
    "{count} answer is taken from {file}. It waits for you to confirm, change or drop it, and does "
    "not count before.",
    "{count} answers are taken from {file}. Each waits for you to confirm, change or drop it; "
    "none counts before.",
)


def taken_over_notices(taken: "TakenOver", name: str) -> list[str]:
    """Return the notices for the official on answers that were taken over.

    Args:
        taken: The report with the answers.
        name: The file from which they are.
    """
    answers = taken.report.answers
    is_confirmed = bool(answers) and not any("carried" in answer for answer in answers.values())
    notices = [] if is_confirmed else [_TAKEN.of(len(answers), safe_text(name))]
    if taken.left_out:
        title = tr("These answers do not fit the questions, and are kept aside in the report:")
        left = [labelled(quoted(name), reason) for name, reason in taken.left_out.items()]
        notices.append("\n".join([title, *(f"  {line}" for line in left)]))
    return notices


def _news(report: Report, unusable: frozenset[str], questionnaire: Questionnaire) -> list[str]:
    """Return messages on the answers of a resumed report that its questions do not fit any more."""
    news = []
    if report.questionnaire_digest != questionnaire.digest:
        news.append(
            tr("The questions have changed since this report was begun. Your answers are kept.")
        )
    left = len(report.internal.get(CONFLICTS, ()))
    if left:
        news.append(
            trn(
                "{count} answer differs from what others gave. `checklist answer` asks "
                "which is right.",
                "{count} answers differ from what others gave. `checklist answer` asks "
                "which are right.",
                left,
            )
        )
    if unusable:
        numbers = [questionnaire.number(i) for i in questionnaire.questions if i in unusable]
        news.append(
            tr(
                "These answers do not fit their questions, and are asked again: {numbers}",
                commas(numbers),
            )
        )
    gone = report.answers.keys() - questionnaire.questions.keys()
    if gone:
        shown = first_few([quoted(name) for name in sorted(gone)], _MOST_NAMED)
        news.append(tr("These answers have no question, and are kept: {shown}", shown))
    return news
