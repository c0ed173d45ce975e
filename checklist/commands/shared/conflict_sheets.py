"""Sheets of conflicts that came back: what all who differ agreed on is decided."""

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from checklist.answer_types.interface import Refusal
from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.divided_report import DividedReport
from checklist.commands.shared.line_options import day_of
from checklist.commands.shared.listed_lines import print_line
from checklist.commands.shared.receipts import say_receipts, settled_receipts
from checklist.errors import ChecklistError
from checklist.files.reader import digest_of
from checklist.forms.conflict_sheet import (
    BOTH,
    NOT_OPEN,
    ConflictPlace,
    ReturnedSheet,
    SheetAnswer,
    lines_of,
    number_of,
    place_of,
    read_other,
    read_sheet,
    words_mark,
)
from checklist.forms.words import folded
from checklist.merging.contents import text_of
from checklist.ministries.conflicts import decided, open_conflicts, refreshed
from checklist.ministries.log import append, decide_entry, read_log
from checklist.ministries.merged_files import keep_return, now, report_bytes, save_report
from checklist.ministries.sheets import (
    Agreement,
    Sheet,
    SheetConflict,
    agree_entry,
    agreed_lines,
    agreements_in,
    sheets_of,
    standing_at,
)
from checklist.ministries.sides import Sides
from checklist.ministries.words import content_in_words, place_in_words
from checklist.questionnaire.loading import in_language
from checklist.questionnaire.program_texts import spoken
from checklist.text.messages import Message, commas, labelled, semicolons, tr, trn
from checklist.text.sanitize import quoted, safe_text
from checklist.today import today

_LATER_COUNTS = Message("{place}: {who} signed a later sheet, and that sheet counts: {answer}")
_ALTERED = Message(
    "on the sheet, the words at the marked answer were changed to {words}. Ask what was agreed, "
    "and decide it with `checklist fix`"
)
_IS_NO_SIDE = Message("{file}: {ministry} signed, and has no answer on this sheet")
_OTHER_COUNTS = Message(
    "{place}: {who} agreed to another answer before, which no longer counts: {answer}"
)


@dataclass(slots=True)
class _Agreed:
    """What is agreed on one answer to a conflict."""

    content: Any
    who: dict[str, Agreement] = field(default_factory=dict)
    """By the code of the authority."""
    language: str = ""
    """The language of the sheet on which it was written; empty for that of the report."""


@dataclass
class SheetMerge:
    """The sheets that came back, and the draft into which they are merged."""

    divided: DividedReport
    sides: Sides
    user: str
    """Who runs the command."""
    agreed_on: str = ""
    """The day that counts where somebody who signed wrote no day that can be read; or empty."""
    agreed: dict[str, dict[str, _Agreed]] = field(default_factory=dict)
    """What is agreed on: by the mark of the conflict, and by the text of the answer."""
    withdrawn: dict[str, dict[str, Agreement]] = field(default_factory=dict)
    """Who says now that it does not agree, by the mark of the conflict."""
    names: dict[str, str] = field(default_factory=dict)
    """Where each conflict stands in the files, in words."""
    has_errors: bool = False

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets of the conflicts that are open now."""
        return sheets_of(self.divided.checked, self.sides)[0]

    @cached_property
    def known(self) -> Mapping[str, SheetConflict]:
        """The conflicts on them, by their marks."""
        return {conflict.mark: conflict for sheet in self.sheets for conflict in sheet.conflicts}

    def read(self, content: bytes) -> ReturnedSheet | None:
        """Return what stands in a sheet; None where a file is none.

        Raises:
            ChecklistError: It is a sheet of another report.
        """
        back = read_sheet(content, lambda: self.sheets, spoken)
        own = self.divided.checked.report.report_id or ""
        if back is not None and back.report_id not in {"", own}:
            raise ChecklistError(tr("the sheet of conflicts is one of another report"))
        return back

    def merge(
        self, files: Mapping[str, tuple[bytes, ReturnedSheet]], meeting: str, *, dry_run: bool
    ) -> int:
        """Decide what all agreed on. Returns the exit code: 1 while something waits.

        Args:
            files: The sheets by the names of their files.
            meeting: The day of the meeting that settled them, as the focal point notes it.
            dry_run: Whether nothing is changed.
        """
        log = read_log(self.divided.folder.log)
        digests = {str(digest) for entry in log for digest in _digests(entry.data)}
        for name, (content, back) in files.items():
            if digest_of(content) in digests:
                print_line(tr("{name}: this sheet was merged already", name))
            for found in back.findings:
                self._say_wrong(labelled(commas([name, found.place]), found.message))
            signed = self._signed(name, back)
            for key, answer in back.answers.items():
                self._take(commas([name, place_of(key)]), key, answer, back, signed)
        before = agreements_in(log)
        for mark in [*self.known] if not meeting else ():
            if mark in self.agreed or (mark in self.withdrawn and mark in before):
                self._meet(mark, before.get(mark, {}))
        ready, waits = self._sorted(meeting)
        if dry_run:
            print(tr("Nothing was changed."), file=sys.stderr)
        else:
            self._save(ready, before, files)
        return 1 if waits or self.has_errors else 0

    def _take(
        self,
        where: str,
        key: str,
        answer: SheetAnswer,
        back: ReturnedSheet,
        signed: Mapping[str, tuple[Agreement, Collection[str]]],
    ) -> None:
        """Take what a sheet says at one conflict."""
        mark = key.rpartition("-")[2]
        conflict = self.known.get(mark)
        if conflict is None:
            if answer.marked or answer.written:
                self._say_gone(where, answer, back.places.get(mark))
            return
        self.names.setdefault(mark, where)
        for code, (agreement, without) in signed.items():
            if number_of(key) in without:
                self.withdrawn.setdefault(mark, {})[code] = agreement._replace(is_given=False)
        if not (answer.marked or answer.written):
            return
        try:
            content = self._content(conflict, answer, back.language, has_marks=bool(back.printed))
        except Refusal as refusal:
            place = conflict.place(self.divided.questionnaire)
            self._say_wrong(f"{where}: {place}: {str(refusal).rstrip('.')}")
            return
        new = _Agreed(content, language=back.language)
        same = self.agreed.setdefault(mark, {}).setdefault(text_of(content), new)
        sides = {code for side in conflict.sides for code in side.codes}
        for code, (agreement, without) in signed.items():
            if code in sides and number_of(key) not in without:
                same.who[code] = agreement._replace(content=content)

    def _say_wrong(self, text: str) -> None:
        print_line(text)
        self.has_errors = True

    def _say_gone(self, where: str, answer: SheetAnswer, place: ConflictPlace | None) -> None:
        """Say what became of a conflict that is not open any more as the sheet has it."""
        asked, report = self.divided.questionnaire, self.divided.checked.report
        if place is None:
            self._say_wrong(labelled(where, NOT_OPEN))
            return
        name = place_in_words(place.at, asked, place.entry)
        now = [
            conflict
            for conflict in open_conflicts(refreshed(report, asked))
            if _names(conflict.at, conflict.entry) == _names(place.at, place.entry)
        ]
        if now:
            said = semicolons(
                labelled(self.sides.names(side), content_in_words(place.at, side.content, asked))
                for side in self.sides.with_standing(now[0])
            )
            self._say_wrong(
                tr(
                    "{where}: {name}: the answers have changed since the sheet was made: {said}",
                    where,
                    name,
                    said,
                )
            )
            return
        stands = standing_at(report.answers, place.at, place.entry, asked)
        lines = lines_of(place.at, stands, asked)
        words = semicolons(lines)
        printed = [*answer.words, *filter(None, [answer.written])]
        if [folded(text) for text in printed] == [folded("\n".join(lines))]:
            print_line(
                tr(
                    "{where}: {name}: settled already, as this sheet says: {words}",
                    where,
                    name,
                    words,
                )
            )
            return
        sheet = semicolons(semicolons(text.splitlines()) for text in printed)
        self._say_wrong(
            tr(
                "{where}: {name}: settled already, and otherwise. The report says: "
                "{words}. The sheet says: {sheet}",
                where=where,
                name=name,
                words=words,
                sheet=sheet,
            )
        )

    def _signed(
        self, name: str, back: ReturnedSheet
    ) -> Mapping[str, tuple[Agreement, Collection[str]]]:
        """Return who agreed, each with the numbers to which it did not."""
        signed = {}
        known = {code for sheet in self.sheets for code in sheet.codes}
        for code, agreement in back.agreements.items():
            label, day = self.sides.label(code), self.agreed_on
            if code not in known and self.sheets:
                self._say_wrong(tr(_IS_NO_SIDE, file=name, ministry=label))
                continue
            if not agreement.by or not (agreement.on or day):
                self._say_wrong(
                    tr("{name}: {label} does not say who agreed, and on which day", name, label)
                )
                continue
            try:
                day = day_of(agreement.on, label)
            except ChecklistError as error:
                if not day:
                    self._say_wrong(
                        tr("{name}: {error}. If you know the day, give it with --on", name, error)
                    )
                    continue
            signed[code] = Agreement(code, agreement.by, day), agreement.without
        return signed

    def _meet(self, mark: str, before: Mapping[str, Agreement]) -> None:
        """Let what an earlier sheet said count together with what the sheets say now."""
        answers = self.agreed.setdefault(mark, {})
        for code, known in before.items():
            if code in self.withdrawn.get(mark, {}) or not known.is_given:
                continue
            text = text_of(known.content)
            here = [key for key, same in answers.items() if code in same.who]
            if here and all(answers[key].who[code].on < known.on for key in here):
                for key in here:
                    del answers[key].who[code]
                    if not answers[key].who:
                        del answers[key]
                self._say_agreement(_LATER_COUNTS, mark, known)
                here = []
            elif here and text not in here:
                self._say_agreement(_OTHER_COUNTS, mark, known)
            if not here:
                answers.setdefault(text, _Agreed(known.content)).who[code] = known

    def _say_agreement(self, message: Message, mark: str, known: Agreement) -> None:
        asked, conflict = self.divided.questionnaire, self.known[mark]
        words = content_in_words(conflict.conflict.at, known.content, asked)
        place, who = self.names[mark], known.who(self.sides)
        print_line(tr(message, place=place, who=who, answer=words))

    def _content(
        self, conflict: SheetConflict, answer: SheetAnswer, language: str, *, has_marks: bool
    ) -> Any:
        """Return what is agreed on.

        Args:
            conflict: The conflict.
            answer: What stands there.
            language: The language of the sheet; empty for that of the report.
            has_marks: Whether the sheet itself says which words it was sent with.

        Raises:
            Refusal: That is not clear, or another answer cannot be read.
        """
        if len(answer.marked) + bool(answer.written) > 1:
            raise Refusal(tr("more than one answer is marked or written: leave one of them"))
        own = self.divided.questionnaire
        asked = in_language(own, language or own.language)
        if not answer.marked:
            with spoken(asked.language):
                return read_other(conflict.conflict, asked, answer.written)
        (mark,) = answer.marked
        number = int(mark) if mark.isdecimal() and len(mark) < len("100") else 0
        if mark == BOTH and conflict.conflict.together is not None:
            content = conflict.conflict.together
        elif 0 < number <= len(conflict.sides):
            content = conflict.sides[number - 1].content
        else:
            raise Refusal(tr("this mark is at no answer of the sheet"))
        with spoken(asked.language):
            lines = lines_of(conflict.conflict.at, content, asked)
        (words,) = answer.words
        is_other = not has_marks and words_mark(words) != words_mark("\n".join(lines))
        if answer.is_altered or is_other:
            raise Refusal(tr(_ALTERED, words=quoted(semicolons(words.splitlines()))))
        return content

    def _sorted(self, meeting: str) -> tuple[Mapping[str, tuple[_Agreed, str]], bool]:
        """Return what all agreed on, by the mark of its conflict, and whether something waits.

        With each answer comes who agreed to it, in words.
        """
        ready, waits = {}, False
        asked = self.divided.questionnaire
        for mark, answers in self.agreed.items():
            one, at = self.known[mark], self.known[mark].conflict.at
            codes = {code for side in one.sides for code in side.codes}
            where = labelled(self.names[mark], one.place(asked))
            (first, *others) = answers.values() or [_Agreed(None)]
            who = [agreement.who(self.sides) for agreement in first.who.values()]
            who += [tr("meeting of {meeting}", date_in_words(meeting))] if meeting else []
            if answers and not others and (meeting or codes <= first.who.keys()):
                ready[mark] = first, semicolons(who)
                words = content_in_words(at, first.content, asked)
                print_line(tr("{where}: {words} [agreed: {who}]", where, words, semicolons(who)))
                continue
            waits = True
            given = [(same.content, same.who.values()) for same in answers.values()]
            against = self.withdrawn.get(mark, {}).values()
            for line in agreed_lines(one, given, self.sides, against):
                print_line(labelled(where, line))
        return ready, waits

    def _save(
        self,
        ready: Mapping[str, tuple[_Agreed, str]],
        before: Mapping[str, Mapping[str, Agreement]],
        files: Mapping[str, tuple[bytes, ReturnedSheet]],
    ) -> None:
        """Note what waits in the log, decide the rest, and save the draft at once."""
        divided, folder, at = self.divided, self.divided.folder, now()
        names, digests = commas(files), [digest_of(content) for content, _ in files.values()]
        waiting = [
            (mark, agreement)
            for mark in self.agreed
            for agreement in (
                *self.withdrawn.get(mark, {}).values(),
                *(one for same in self.agreed[mark].values() for one in same.who.values()),
            )
            if mark not in ready and before.get(mark, {}).get(agreement.code) != agreement
        ]
        if not (ready or waiting):
            return
        for name, (content, _) in files.items():
            keep_return(folder, name, content, today().isoformat())
        common = {"at": at, "who": self.user, "file": names, "digests": digests}
        append(folder.log, [agree_entry(self.known[mark], one, common) for mark, one in waiting])
        if not ready:
            return
        report, entries = divided.checked.report, []
        for mark, (same, who) in ready.items():
            conflict = self.known[mark].conflict
            codes = {code for side in self.known[mark].sides for code in side.codes}
            asked, language = divided.questionnaire, same.language
            report = decided(report, conflict, same.content, asked, codes, language)
            entry = decide_entry(conflict, same.content, at=at, who=who)
            entries.append({**entry, "file": names, "digests": digests, "noted_by": self.user})
        content = report_bytes(divided.document, report, divided.questionnaire)
        save_report(folder.report, divided.document, content, keeps_before=False)
        append(folder.log, entries)
        decisions = [(self.known[mark].conflict, same.content) for mark, (same, _) in ready.items()]
        say_receipts(settled_receipts(folder, self.sides, decisions, report))
        settled = trn(
            "{count} conflict is settled in {report}.",
            "{count} conflicts are settled in {report}.",
            len(ready),
            safe_text(str(folder.report)),
        )
        print(settled, file=sys.stderr)


def _digests(line: Mapping[str, Any]) -> Sequence[Any]:
    digests = line.get("digests")
    return digests if isinstance(digests, list) else []


def _names(at: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return where a conflict is, whatever number its entry has by now."""
    return text_of(dict(entry)), *(
        name for name in at.split("/") if not (entry and name.isdecimal())
    )
