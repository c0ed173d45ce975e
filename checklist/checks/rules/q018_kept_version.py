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

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.digest import without_remarks
from checklist.questionnaire.kept_version import KeptVersion, as_questionnaire, codes_of_types
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.sources import SourceFile, kept_data, version_order


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
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
            yield changes, Finding(RULE.code, message, ("steps", index, "from"))


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
        yield Finding(RULE.code, message, ("questionnaire", "id"))
    if PurePath(part.document.name).name != f"{head.version}.yaml":
        message = f"the file of version {head.version} is called {head.version}.yaml"
        yield Finding(RULE.code, message, version)
    if version_order(head.version) > version_order(present.head.version):
        message = f"version {head.version} is later than the present one, {present.head.version}"
        yield Finding(RULE.code, message, version)
    if head.version == present.head.version:
        data = without_remarks(kept_data(checked.sources, present))
        kept_then = without_remarks(part.document.data)
        if kept_then != data:
            key = next((key for key in data if kept_then.get(key) != data[key]), "digest")
            message = f"this is not what version {head.version} asks now"
            hint = "raise the version; or `checklist freeze --again` if nobody has answered it"
            yield Finding(RULE.code, message, (key,), hint=hint)
    yield from _of_types(kept, codes_of_types(as_questionnaire(kept, present.catalogue)))


def _of_types(
    kept: KeptVersion, known: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> Iterator[Finding]:
    """Yield the codes of answer types that the program no longer has."""
    for name, parts in kept.types.items():
        for part, codes in parts.items():
            for code in codes.keys() - known.get(name, {}).get(part, {}).keys():
                message = f"the answer type {name} no longer has the code `{code}`"
                yield Finding(RULE.code, message, ("types", name, part, code), at_key=True)


RULE = Rule(__name__, __doc__, _check)
