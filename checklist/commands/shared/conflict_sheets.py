"""Sheets of conflicts that came back: what all who differ agreed on is decided."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from checklist.forms.conflict_sheet import (
    BOTH,
    ReturnedSheet,
    SheetAnswer,
    number_of,
    place_of,
    read_sheet,
)
from checklist.merging.contents import text_of
from checklist.ministries.conflicts import decided, refreshed
from checklist.ministries.log import append, decide_entry
from checklist.ministries.merged_files import keep_return, now, report_bytes, save_report
from checklist.ministries.sheets import Sheet, SheetConflict, sheets_of, step_of
from checklist.ministries.sides import Sides
from checklist.ministries.words import content_in_words, place_in_words
from checklist.reports.check_structure import check_structure
from checklist.text.sanitize import safe_text
from checklist.today import today


@dataclass(slots=True)
class _Agreed:
    """What is agreed on one answer to a conflict."""

    content: Any
    who: dict[str, str] = field(default_factory=dict)
    """By the code of the authority: the person and the day, in words."""


@dataclass
class SheetMerge:
    """The sheets that came back, and the draft into which they are merged."""

    divided: DividedReport
    sides: Sides
    user: str
    """Who runs the command."""

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets of the conflicts that are open now."""
        checked = self.divided.checked
        draft = refreshed(checked.report, self.divided.questionnaire)
        if draft is not checked.report:
            checked, _ = check_structure(draft.to_data(), self.divided.questionnaire)
        return sheets_of(checked, self.sides)[0]

    def read(self, content: bytes) -> ReturnedSheet | None:
        """Return what stands in a sheet; None where a file is none.

        Raises:
            ChecklistError: It is a sheet of another report.
        """
        back = read_sheet(content, lambda: self.sheets)
        own = self.divided.checked.report.report_id or ""
        if back is not None and back.report_id not in {"", own}:
            raise ChecklistError("the sheet of conflicts is one of another report")
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
        known = {conflict.mark: conflict for sheet in self.sheets for conflict in sheet.conflicts}
        agreed: dict[str, dict[str, _Agreed]] = {}
        names: dict[str, str] = {}
        has_errors = False
        for name, (_, back) in files.items():
            for found in back.findings:
                print_line(f"{name}, {found.place}: {found.message}")
                has_errors = True
            signed, wrong = self._signed(name, back)
            has_errors |= wrong
            for key, answer in back.answers.items():
                mark = key.rpartition("-")[2]
                if not (answer.marked or answer.written):
                    continue
                if mark not in known:
                    print_line(f"{name}, {place_of(key)}: this is not open any more as it stands")
                    continue
                names.setdefault(mark, f"{name}, {place_of(key)}")
                try:
                    content = self._content(known[mark], answer)
                except Refusal as refusal:
                    print_line(f"{name}, {place_of(key)}: {str(refusal).rstrip('.')}")
                    has_errors = True
                    continue
                same = agreed.setdefault(mark, {}).setdefault(text_of(content), _Agreed(content))
                who = {
                    code: words
                    for code, (words, without) in signed.items()
                    if number_of(key) not in without
                }
                same.who |= who
        ready, waits = self._sorted(agreed, known, names, meeting)
        if dry_run:
            print("Nothing was changed.", file=sys.stderr)
        elif ready:
            self._save(ready, known, files)
        return 1 if waits or has_errors else 0

    def _signed(
        self, name: str, back: ReturnedSheet
    ) -> tuple[Mapping[str, tuple[str, Collection[str]]], bool]:
        """Return who agreed, with the person and day, and whether something is not clear."""
        signed, wrong = {}, False
        for code, agreement in back.agreements.items():
            label = self.sides.label(code)
            if not agreement.by or not agreement.on:
                print_line(f"{name}: {label} does not say who agreed, and on which day")
                wrong = True
                continue
            try:
                day = date_in_words(day_of(agreement.on, label))
            except ChecklistError as error:
                print_line(f"{name}: {error}")
                wrong = True
                continue
            signed[code] = f"{label} ({agreement.by}, {day})", agreement.without
        return signed, wrong

    def _content(self, conflict: SheetConflict, answer: SheetAnswer) -> Any:
        """Return what is agreed on.

        Raises:
            Refusal: That is not clear, or another answer cannot be read.
        """
        if len(answer.marked) + bool(answer.written) > 1:
            raise Refusal("more than one answer is marked or written: leave one of them")
        if not answer.marked:
            step = step_of(conflict.conflict, self.divided.questionnaire)
            if step is None:
                raise Refusal("another answer to this question cannot be read here: enter it")
            content = step.read(answer.written)
            return {"value": content} if conflict.conflict.is_whole else content
        (mark,) = answer.marked
        if mark == BOTH:
            return conflict.conflict.together
        number = int(mark) if mark.isdecimal() and len(mark) < len("100") else 0
        if not 0 < number <= len(conflict.sides):
            raise Refusal("this mark is at no answer of the sheet")
        return conflict.sides[number - 1].content

    def _sorted(
        self,
        agreed: Mapping[str, Mapping[str, _Agreed]],
        known: Mapping[str, SheetConflict],
        names: Mapping[str, str],
        meeting: str,
    ) -> tuple[Mapping[str, _Agreed], bool]:
        """Return what all agreed on, by the mark of its conflict, and whether something waits."""
        ready, waits = {}, False
        asked = self.divided.questionnaire
        for mark, answers in agreed.items():
            one, at = known[mark], known[mark].conflict.at
            codes = {code for side in one.sides for code in side.codes}
            whole = [same for same in answers.values() if codes <= same.who.keys()]
            if meeting and len(answers) == 1:
                whole = [*answers.values()]
                whole[0].who["meeting"] = f"meeting of {date_in_words(meeting)}"
            where = f"{names[mark]}: {place_in_words(at, asked)}"
            if len(whole) == 1 and len(answers) == 1:
                ready[mark] = whole[0]
                who = "; ".join(whole[0].who.values())
                words = content_in_words(at, whole[0].content, asked)
                print_line(f"{where}: {words} [agreed: {who}]")
                continue
            waits = True
            for line in self._waiting(one, answers.values()):
                print_line(f"{where}: {line}")
        return ready, waits

    def _waiting(self, conflict: SheetConflict, answers: Collection[_Agreed]) -> Iterator[str]:
        codes = self.sides.in_order({code for side in conflict.sides for code in side.codes})
        for same in answers:
            left = ", ".join(self.sides.label(code) for code in codes if code not in same.who)
            who = "; ".join(same.who.values())
            words = content_in_words(conflict.conflict.at, same.content, self.divided.questionnaire)
            if len(answers) > 1:
                yield f"{words}, agreed by {who or 'nobody'}; the sheets differ"
            else:
                yield f"agreed by {who}, waits for {left}" if who else f"waits for {left}"

    def _save(
        self,
        ready: Mapping[str, _Agreed],
        known: Mapping[str, SheetConflict],
        files: Mapping[str, tuple[bytes, ReturnedSheet]],
    ) -> None:
        """Decide, save the draft at once, and note it in the log."""
        divided, folder = self.divided, self.divided.folder
        report, at = divided.checked.report, now()
        entries = []
        for mark, same in ready.items():
            conflict = known[mark].conflict
            codes = {code for side in known[mark].sides for code in side.codes}
            report = decided(report, conflict, same.content, divided.questionnaire, codes)
            who = "; ".join(same.who.values())
            entry = decide_entry(conflict, same.content, at=at, who=who)
            entries.append({**entry, "file": ", ".join(files), "noted_by": self.user})
        for name, (content, _) in files.items():
            keep_return(folder, name, content, today().isoformat())
        content = report_bytes(divided.document, report, divided.questionnaire)
        save_report(folder.report, divided.document, content, keeps_before=False)
        append(folder.log, entries)
        decisions = [(known[mark].conflict, same.content) for mark, same in ready.items()]
        say_receipts(settled_receipts(folder, self.sides, decisions, report))
        number = "1 conflict is" if len(ready) == 1 else f"{len(ready)} conflicts are"
        print(f"{number} settled in {safe_text(str(folder.report))}.", file=sys.stderr)
