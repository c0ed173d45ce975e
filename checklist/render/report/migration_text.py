"""What became of the answers of a report that is moved to another version, in words."""

from collections.abc import Iterator
from pathlib import Path

from checklist.lifecycle.migrate import Migration
from checklist.lifecycle.unit_moves import Treatment, UnitOutcome
from checklist.questionnaire.loading import of_version
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import commas, tr
from checklist.text.sanitize import safe_text


def migration_lines(
    migration: Migration, version: str, present: Questionnaire, aside: Path | None
) -> Iterator[str]:
    """Yield what became of each answer that is not simply carried over, a line each.

    Args:
        migration: The migration.
        version: The version that the report had.
        present: The questionnaire in the present version.
        aside: The file that keeps what is set aside.
    """
    carried = sum(outcome.treatment is Treatment.CARRIED for outcome in migration.outcomes)
    queued, set_aside = migration.queued, migration.set_aside
    yield tr(
        "From version {version} to {questionnaire_version}: {carried} parts of "
        "answers are carried over, {queued} wait to be confirmed, {set_aside} are set aside.",
        version=safe_text(version),
        questionnaire_version=migration.report.questionnaire_version,
        carried=carried,
        queued=len(queued),
        set_aside=len(set_aside),
    )
    if queued:
        yield tr("To be confirmed:")
    for unit in queued:
        yield f"  {safe_text(f'{_moved(unit, present)}: {unit.reason}')}"
    if set_aside:
        yield tr("Set aside:")
    for unit in set_aside:
        at = with_number(unit.address, of_version(present, unit.version))
        yield f"  {safe_text(f'{at}: {unit.reason}')}"
    if aside is not None:
        yield tr("Both are kept with their content in {aside}.", safe_text(str(aside)))


def with_number(address: str, asked: Questionnaire) -> str:
    """Return an address with the number of its question in a version: `6.13 obstacles/note`."""
    number = asked.numbers.get(address.partition("/")[0])
    return address if number is None else f"{number} {address}"


def _moved(unit: UnitOutcome, present: Questionnaire) -> str:
    """Return the address of a unit, and where it is in the next version if that differs."""
    steps = present.changes.since(unit.version, present.head.version) or ()
    following = of_version(present, steps[0].to) if steps else present
    was = with_number(unit.address, of_version(present, unit.version))
    now = commas(with_number(address, following) for address in unit.to)
    return was if now == was else tr("{was} (now {now})", was, now)
