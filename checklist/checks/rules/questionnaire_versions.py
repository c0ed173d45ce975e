"""The Q rules on versions of a questionnaire, and on what changed between them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import PurePath
from typing import Any, NamedTuple

from checklist.answer_types.interface import AnswerType, ColumnLike
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Finding, Found
from checklist.questionnaire.changes import (
    Aspect,
    CodeChange,
    ColumnChange,
    ItemChange,
    QuestionChange,
    VersionStep,
)
from checklist.questionnaire.declared_names import (
    Place,
    code_names,
    question_places,
    row_places,
    translated,
)
from checklist.questionnaire.digest import without_remarks
from checklist.questionnaire.kept_version import KeptVersion, as_questionnaire, codes_of_types
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.sources import SourceFile, kept_data, version_order
from checklist.text.sanitize import quoted


@rule("Q018")
def kept_version(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A file in `history/` is not what its version asked, or belongs to another questionnaire.

    ## Why is this bad?
    Reports of an earlier version are checked, migrated and compared by this file. `checklist freeze`
    writes it before the version is released; from then on neither the file nor the question sets of
    that version change. Comments for translators, and who usually knows an answer, can still change.

    ## Example
        # questionnaire.yaml and history/2.0.0.yaml both have version 2.0.0
        - ask: Is there a lighthouse?           # in 01-treaty.yaml
        - ask: Is there a light?                # in history/2.0.0.yaml

    ## Use instead
    Raise the version in questionnaire.yaml, and declare in changes.yaml what changed. Where nobody has
    answered the version yet, write the file anew:

        checklist freeze FOLDER --again
    """
    present = checked.loaded
    if present is None:
        return
    for part in checked.sources.history:
        if part.model is not None:
            for found in _of_version(checked, present, part, part.model):
                yield part, found
    kept = {part.model.questionnaire.version for part in checked.sources.history if part.model}
    for index, step in enumerate(present.changes.steps if kept else ()):
        changes = checked.sources.changes
        if step.from_ not in kept and changes is not None:
            message = f"version {step.from_} is not kept: there is no history/{step.from_}.yaml"
            yield changes, Found(message, ("steps", index, "from"))


def _of_version(
    checked: CheckedQuestionnaire,
    present: Questionnaire,
    part: SourceFile[KeptVersion],
    kept: KeptVersion,
) -> Iterator[Finding]:
    head = kept.questionnaire
    version: tuple[str, ...] = ("questionnaire", "version")
    if head.id != present.head.id:
        message = f"`{head.id}` is another questionnaire than `{present.head.id}`"
        yield Found(message, ("questionnaire", "id"))
    if PurePath(part.document.name).name != f"{head.version}.yaml":
        yield Found(f"the file of version {head.version} is called {head.version}.yaml", version)
    if version_order(head.version) > version_order(present.head.version):
        message = f"version {head.version} is later than the present one, {present.head.version}"
        yield Found(message, version)
    if head.version == present.head.version:
        data = without_remarks(kept_data(checked.sources, present))
        kept_then = without_remarks(part.document.data)
        if kept_then != data:
            key = next((key for key in data if kept_then.get(key) != data[key]), "digest")
            message = f"this is not what version {head.version} asks now"
            hint = "raise the version; or `checklist freeze --again` if nobody has answered it"
            yield Found(message, (key,), hint=hint)
    yield from _of_types(kept, codes_of_types(as_questionnaire(kept, present.catalogue)))


def _of_types(
    kept: KeptVersion, known: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> Iterator[Finding]:
    """Yield the codes of answer types that the program no longer has."""
    for name, parts in kept.types.items():
        for part, codes in parts.items():
            for code in codes.keys() - known.get(name, {}).get(part, {}).keys():
                message = f"the answer type {name} no longer has the code `{code}`"
                yield Found(message, ("types", name, part, code), at_key=True)


@lru_cache(maxsize=1)  # two rules look at them, one after the other
def _version_changes(
    checked: CheckedQuestionnaire,
) -> "Sequence[tuple[VersionChanges, int | None]]":
    """Return the versions that follow each other, each pair with the index of its step.

    The index is None where changes.yaml has no such step. Versions that are not kept, and all
    where a file has errors of structure, are left out.
    """
    present = checked.loaded
    if present is None:
        return ()
    kept = [part.model for part in checked.sources.history if part.model is not None]
    versions = [
        as_questionnaire(version, present.catalogue)
        for version in kept
        if version_order(version.questionnaire.version) < version_order(present.head.version)
    ]
    pairs = []
    steps = {(step.from_, step.to): i for i, step in enumerate(present.changes.steps)}
    for old, new in pairwise([*versions, present]):
        names = old.head.version, new.head.version
        index = steps.get(names)
        step = (
            VersionStep.model_validate({"from": names[0], "to": names[1]})
            if index is None
            else present.changes.steps[index]
        )
        pairs.append((VersionChanges(old=old, new=new, step=step), index))
    return pairs


@rule("Q019")
def undeclared_change(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Something differs from the version before, and changes.yaml does not say what became of it.

    Compared are the ids, answer types, rows, columns, codes, conditions, requirements, gates and words
    of all questions with those in `history/`.

    ## Why is this bad?
    Answers of an earlier version are moved to this one by what changes.yaml declares. What is not
    declared would be dropped, or would be taken for an answer to words that nobody has read.

    ## Example
        - id: light-status                  # version 1.0.0 had the id `status`
          ask: Is there a light?

    ## Use instead
        # changes.yaml
        steps:
          - from: 1.0.0
            to: 2.0.0
            questions:
              status: {became: renamed, to: [light-status], reason: Other things have a status, too.}
    """
    for versions, index in _version_changes(checked):
        step, changes = versions.step, checked.sources.changes
        if index is None:
            message = f"changes.yaml has no step from {step.from_} to {step.to}"
            yield checked.sources.head, Found(message, ("version",))
        is_present = versions.new is checked.loaded
        for fault in versions.faults:
            if not fault.is_undeclared:
                continue
            placed = checked.by_id.get(fault.question) if is_present else None
            if placed is not None:
                yield placed.finding(fault.message, "id")
            elif index is not None and changes is not None:
                yield changes, Found(fault.message, ("steps", index, *fault.where))
            else:
                yield checked.sources.head, Found(fault.message, ("version",))


@rule("Q020")
def wrong_declaration(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """changes.yaml declares something wrong: an unknown name, or a change that was not made.

    ## Why is this bad?
    The answers to the question would be set aside, or asked again, without a reason; or they would go
    where nobody looks for them.

    ## Example
        # the words of the question are the same in both versions
        status: {words: meaning, reason: The Protocol is named now.}

    ## Use instead
    Delete the declaration, or correct the name in it.
    """
    changes = checked.sources.changes
    if changes is None:
        return
    for versions, index in _version_changes(checked):
        for fault in versions.faults if index is not None else ():
            if not fault.is_undeclared:
                assert index is not None
                yield changes, Found(fault.message, ("steps", index, *fault.where))


# What changed between two versions


_WORDS = ("ask", "guidance", "period")
_LISTED = {"options", "items", "columns", "partial", "evidence"}
"""The keys of answer types that are compared item by item, or by `_takes_less_evidence`."""
_WORDS_OF_TYPES = {"unit_one", "pattern_says", "year"}
"""The keys of answer types that are words: they change nothing of what can be answered."""


class Fault(NamedTuple):
    """A change that is not declared, or a declaration that is wrong."""

    message: str
    where: DocumentPath
    """The place in the step: `("questions", "offence", "codes", "none")`."""
    question: str = ""
    """The question of the new version that changed; empty where it has none."""
    is_undeclared: bool = True
    """Whether a declaration is lacking, not wrong."""


def _wrong(message: str, *where: str | int) -> Fault:
    return Fault(message, where, is_undeclared=False)


@dataclass(frozen=True)
class VersionChanges:
    """Two versions that follow each other, and the step between them."""

    old: Questionnaire
    new: Questionnaire
    step: VersionStep

    @cached_property
    def faults(self) -> Sequence[Fault]:
        """What is not declared, and what is declared wrongly."""
        return [*self._faults()]

    def _faults(self) -> Iterator[Fault]:
        yield from self._unknown()
        for question in self.old.questions.values():
            yield from self._of_question(question)
        yield from self._of_new()

    @cached_property
    def _claims(self) -> Counter[Place]:
        """How many questions or rows of the old version have become each place."""
        claims: Counter[Place] = Counter()
        for question in self.old.questions.values():
            claims.update(question_places(self.step, question.id))
            for row in question.answer_type.listed_rows():
                claims.update(row_places(self.step, question.id, row.id))
        return claims

    def _unknown(self) -> Iterator[Fault]:
        for question_id in self.step.questions:
            if question_id not in self.old.questions:
                message = f"version {self.step.from_} has no question {quoted(question_id)}"
                yield _wrong(message, "questions", question_id)

    def _of_new(self) -> Iterator[Fault]:
        claimed = {place.question for place in self._claims}
        for question_id in self.new.questions:
            if question_id not in claimed and question_id not in self.step.added:
                message = f"the question `{question_id}` is new, and not in `added`"
                yield Fault(message, ("added",), question_id)
        for index, question_id in enumerate(self.step.added):
            if question_id not in self.new.questions:
                message = f"version {self.step.to} has no question {quoted(question_id)}"
                yield _wrong(message, "added", index)
            elif question_id in claimed:
                message = f"`{question_id}` is not new: a question of the old version became it"
                yield _wrong(message, "added", index)

    def _of_question(self, question: Question) -> Iterator[Fault]:
        change = self.step.change(question.id)
        where = ("questions", question.id)
        if change.became == "kept" and question.id not in self.new.questions:
            message = f"the question `{question.id}` is gone, and what it became is not declared"
            yield Fault(message, where)
            return
        claimed = {place.question for place in self._claims}
        if (
            change.is_moved
            and question.id in self.new.questions
            and (question.id not in claimed | {*self.step.added})
        ):
            message = f"`{question.id}` is declared {change.became}, and is still there"
            yield _wrong(message, *where, "became")
        for index, place in enumerate(question_places(self.step, question.id)):
            yield from self._of_target(question, change, place, (*where, "to", index))
        yield from self._of_rows(question, change, where)

    def _of_target(
        self, question: Question, change: QuestionChange, place: Place, where: DocumentPath
    ) -> Iterator[Fault]:
        new = self.new.questions.get(place.question)
        if new is None or (place.row and place.row not in new.answer_type.rows()):
            message = f"version {self.step.to} has no question or row {quoted(str(place))}"
            yield _wrong(message, *where)
            return
        if change.became == "merged" and self._claims[place] < 2:
            yield _wrong(f"nothing else is merged into `{place}`", *where)
        elif change.became != "merged" and self._claims[place] > 1:
            message = f"`{place}` is what several have become: declare each of them as merged"
            yield _wrong(message, "questions", question.id)
        if change.became in {"split", "merged"} or place.row:
            yield from self._of_map(question, change, place, new)
        else:
            yield from self._of_same(question, change, new)

    def _of_map(
        self, question: Question, change: QuestionChange, place: Place, new: Question
    ) -> Iterator[Fault]:
        """Yield what is wrong with the map of codes of a split, a merge, or a move into a row."""
        where: DocumentPath = ("questions", question.id)
        known, before = _codes(new.answer_type), _codes(question.answer_type)
        mapped = change.maps.get(str(place))
        if not known or not before:
            return
        if change.became == "split" and mapped is None:
            yield Fault(f"`maps` has no map of codes for `{place}`", where, place.question)
            return
        for code in mapped or ():
            if code not in before:
                yield _wrong(f"`{question.id}` has no code `{code}`", *where, "maps", str(place))
        for code in before:
            for name in code_names(change, code, place):
                if name not in known:
                    message = f"`{code}` of `{question.id}` becomes {quoted(name)}, which is no "
                    message += f"code of `{place}`"
                    at = ("maps", str(place)) if mapped is not None else ("codes", code)
                    yield _wrong(message, *where, *(at if code in change.codes or mapped else ()))

    def _of_same(self, old: Question, change: QuestionChange, new: Question) -> Iterator[Fault]:
        """Yield the faults of a question that is the same, perhaps under another id."""
        where: DocumentPath = ("questions", old.id)
        changed = self._changed(old, new)
        yield from _of_aspects(f"`{old.id}`", changed, change.changed, where, new.id)
        words = [getattr(old, key) != getattr(new, key) for key in _WORDS]
        yield from _of_words(f"`{old.id}`", any(words), change, where, new.id)
        if not (old.answer_type.listed_columns() or new.answer_type.listed_columns()):
            codes = _Items("code", _codes(old.answer_type), _codes(new.answer_type))
            yield from codes.faults(change.codes, change.added.codes, where, "codes", new.id)
        yield from self._of_columns(old, change, new)

    def _changed(self, old: Question, new: Question) -> Mapping[Aspect, bool]:
        gates = [
            place.question
            for _, target in old.gate_targets
            for place in question_places(self.step, target)
        ]
        required = [
            (question.optional, version.is_for_parties_only(question))
            for question, version in ((old, self.old), (new, self.new))
        ]
        now = new.when.model_dump(by_alias=True, exclude_none=True) if new.when else None
        return {
            "type": _limits(old.answer_type, self.step.change(old.id).codes)
            != _limits(new.answer_type)
            or _takes_less_evidence(old.answer_type, new.answer_type),
            "condition": translated(old.when, self.step) != now,
            "requirement": required[0] != required[1],
            "gate": {*gates} != {target for _, target in new.gate_targets}
            or bool(gates and old.fills != new.fills),
        }

    def _of_columns(self, old: Question, change: QuestionChange, new: Question) -> Iterator[Fault]:
        where: DocumentPath = ("questions", old.id)
        before, after = (
            {column.id: column for column in question.answer_type.listed_columns()}
            for question in (old, new)
        )
        columns = _Items("column", _labels(before), _labels(after))
        yield from columns.faults(change.columns, change.added.columns, where, "columns", new.id)
        for column_id, column in before.items():
            declared = change.columns.get(column_id, _KEPT_COLUMN)
            if declared.became in {"split", "merged"}:
                message = f"a column cannot be {declared.became}: remove it, and say why"
                yield _wrong(message, *where, "columns", column_id, "became")
            name = declared.to[0] if declared.became == "renamed" else column_id
            if name in after and declared.became in {"kept", "renamed"}:
                yield from _of_column(column, after[name], declared, (*where, "columns"), new.id)

    def _of_rows(
        self, question: Question, change: QuestionChange, where: DocumentPath
    ) -> Iterator[Fault]:
        rows = {row.id: row.label for row in question.answer_type.listed_rows()}
        for row_id in change.rows:
            if row_id not in rows:
                message = f"`{question.id}` of version {self.step.from_} has no row `{row_id}`"
                yield _wrong(message, *where, "rows", row_id)
        for row_id in rows:
            yield from self._of_row(question, row_id, rows[row_id], change)
        kept = [place for place in question_places(self.step, question.id) if not place.row]
        for place in kept if rows else ():
            new = self.new.questions.get(place.question)
            for row in new.answer_type.rows() if new else ():
                is_claimed = self._claims[Place(place.question, row)] > 0
                if not is_claimed and row not in change.added.rows:
                    message = f"the row `{row}` of `{place.question}` is new, and not in `added`"
                    yield Fault(message, (*where, "added"), place.question)
                elif is_claimed and row in change.added.rows:
                    message = f"`{row}` is not new: a row of the old version became it"
                    yield _wrong(message, *where, "added", "rows")
            for row in change.added.rows:
                if new and row not in new.answer_type.rows():
                    message = f"`{place.question}` has no row `{row}`"
                    yield _wrong(message, *where, "added", "rows")

    def _of_row(
        self, question: Question, row_id: str, label: str, change: QuestionChange
    ) -> Iterator[Fault]:
        where: DocumentPath = ("questions", question.id, "rows", row_id)
        declared = change.rows.get(row_id)
        for place in row_places(self.step, question.id, row_id):
            new = self.new.questions.get(place.question)
            if new is None:
                if declared is not None and declared.became != "kept":
                    yield _wrong(f"there is no question {quoted(place.question)}", *where, "to")
                continue
            labels = {row.id: row.label for row in new.answer_type.listed_rows()}
            if place.row and place.row not in labels:
                if declared is None or declared.became == "kept":
                    message = f"the row `{row_id}` of `{question.id}` is gone"
                    yield Fault(message, where, place.question)
                else:
                    message = f"`{place.question}` has no row {quoted(place.row)}"
                    yield _wrong(message, *where, "to")
            elif place.row and (declared is None or declared.became in {"kept", "renamed"}):
                differs = labels[place.row] != label
                name = f"the row `{row_id}` of `{question.id}`"
                yield from _of_words(name, differs, declared, where, place.question)
            became = declared.became if declared is not None else "kept"
            if (
                self._claims[place] > 1
                and became not in {"kept", "merged"}
                and change.became != "merged"
            ):
                message = f"`{place}` is what several rows have become: declare them as merged"
                yield _wrong(message, *where)
            if became == "merged" and self._claims[place] < 2:
                yield _wrong(f"nothing else is merged into `{place}`", *where, "to")


class _Items(NamedTuple):
    """The codes of a question, or the columns of a table, in both versions: labels by name."""

    kind: str
    old: Mapping[str, str]
    new: Mapping[str, str]

    def faults(
        self,
        declared: Mapping[str, ItemChange],
        added: Sequence[str],
        where: DocumentPath,
        key: str,
        question: str,
    ) -> Iterator[Fault]:
        """Yield the faults.

        Args:
            declared: What is declared, by old name.
            added: The names that are declared as new.
            where: The place of the declaration of what they belong to.
            key: The key below it: `codes`.
            question: The question of the new version.
        """
        for name in declared:
            if name not in self.old:
                message = f"there was no {self.kind} `{name}` in this question"
                yield _wrong(message, *where, key, name)
        targets = Counter(name for old in self.old for name in _names(old, declared.get(old)))
        for old, label in self.old.items():
            yield from self._of_item(
                old, label, declared.get(old), targets, (*where, key, old), question, added
            )
        for name in self.new:
            if not targets[name] and name not in added:
                message = f"the {self.kind} `{name}` of `{question}` is new, and not in `added`"
                yield Fault(message, (*where, "added"), question)
        for name in added:
            if name not in self.new or targets[name]:
                message = f"`{name}` is not a new {self.kind} of `{question}`"
                yield _wrong(message, *where, "added", key)

    def _of_item(
        self,
        old: str,
        label: str,
        change: ItemChange | None,
        targets: Mapping[str, int],
        where: DocumentPath,
        question: str,
        added: Collection[str],
    ) -> Iterator[Fault]:
        became = change.became if change else "kept"
        names = _names(old, change)
        if became == "kept" and old not in self.new:
            message = f"the {self.kind} `{old}` of `{question}` is gone, which is not declared"
            yield Fault(message, where, question)
            return
        for name in names:
            if name not in self.new:
                message = f"`{question}` has no {self.kind} {quoted(name)}"
                yield _wrong(message, *where, "to")
            elif became == "merged" and targets[name] < 2:
                yield _wrong(f"nothing else is merged into `{name}`", *where, "to")
            elif became != "merged" and targets[name] > 1 and old != name:
                message = f"`{name}` is what several have become: declare them as merged"
                yield _wrong(message, *where, "became")
        if became != "kept" and old in self.new and not targets[old] and old not in added:
            message = f"the {self.kind} `{old}` is declared {became}, and is still there"
            yield _wrong(message, *where, "became")
        if became in {"kept", "renamed"} and names[0] in self.new:
            what = f"the {self.kind} `{old}` of `{question}`"
            yield from _of_words(what, self.new[names[0]] != label, change, where, question)


def _names(old: str, change: ItemChange | None) -> Sequence[str]:
    return [old] if change is None or change.became == "kept" else change.to


def _of_words(
    what: str, differs: bool, change: ItemChange | None, where: DocumentPath, question: str
) -> Iterator[Fault]:
    words = change.words if change else None
    if differs and words is None:
        message = f"the words of {what} changed: declare `words: wording` or `words: meaning`"
        yield Fault(message, where, question)
    elif words == "wording" and not differs:  # a meaning can change by guidance alone
        yield _wrong(f"the words of {what} are the same", *where, "words")


def _of_aspects(
    what: str,
    changed: Mapping[Aspect, bool],
    declared: Sequence[Aspect],
    where: DocumentPath,
    question: str,
) -> Iterator[Fault]:
    for aspect, differs in changed.items():
        if differs and aspect not in declared:
            message = f"the {aspect} of {what} changed, which is not in `changed`"
            yield Fault(message, where, question)
        elif not differs and aspect in declared:
            message = f"the {aspect} of {what} is the same"
            yield _wrong(message, *where, "changed", declared.index(aspect))


def _of_column(
    old: ColumnLike, new: ColumnLike, declared: ColumnChange, where: DocumentPath, question: str
) -> Iterator[Fault]:
    at = (*where, old.id)
    changed: Mapping[Aspect, bool] = {
        "type": (_limits(old.answer_type, declared.codes), old.unique)
        != (_limits(new.answer_type), new.unique),
        "requirement": old.required != new.required,
        "condition": False,
        "gate": False,
    }
    yield from _of_aspects(f"the column `{old.id}`", changed, declared.changed, at, question)
    codes = _Items("code", _codes(old.answer_type), _codes(new.answer_type))
    yield from codes.faults(declared.codes, declared.added.codes, at, "codes", question)


def _codes(answer_type: AnswerType) -> Mapping[str, str]:
    return {code: label for _, code, label in answer_type.codes_of_parts()}


def _labels(columns: Mapping[str, ColumnLike]) -> Mapping[str, str]:
    return {column_id: column.label for column_id, column in columns.items()}


def _limits(
    answer_type: AnswerType, codes: Mapping[str, CodeChange] | None = None
) -> Mapping[str, Any]:
    """Return what an answer type has besides its rows, columns and codes.

    Args:
        answer_type: That of a question or column.
        codes: What became of its codes, where it is that of the old version.
    """
    exclusive = {
        name
        for _, options in answer_type.option_lists()
        for option in options
        if option.exclusive
        for name in _names(option.code, (codes or {}).get(option.code))
    }
    return {**answer_type.model_dump(exclude=_LISTED | _WORDS_OF_TYPES), "exclusive": exclusive}


def _takes_less_evidence(old: AnswerType, new: AnswerType) -> bool:
    """Whether evidence of the old version has no place in the new one. More is no change."""
    before, after = (getattr(version, "evidence", None) for version in (old, new))
    return before is not None and after not in {before, "law", "text"}


_KEPT_COLUMN = ColumnChange.model_construct()
