"""The Q rules on versions of a questionnaire, and on what changed between them."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import Finding, Found
from checklist.questionnaire.digest import without_remarks
from checklist.questionnaire.kept_version import KeptVersion, as_questionnaire, codes_of_types
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.sources import SourceFile, kept_data, version_order


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
    for versions, index in checked.version_changes:
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
    for versions, index in checked.version_changes:
        for fault in versions.faults if index is not None else ():
            if not fault.is_undeclared:
                assert index is not None
                yield changes, Found(fault.message, ("steps", index, *fault.where))
