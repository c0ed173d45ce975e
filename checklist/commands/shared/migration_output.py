"""What became of the answers of a report that is moved to another version, in words."""

from collections.abc import Iterator
from pathlib import Path

from checklist.lifecycle.migrate import Migration
from checklist.lifecycle.unit_moves import Outcome
from checklist.text.sanitize import safe_text


def migration_lines(migration: Migration, version: str, aside: Path | None) -> Iterator[str]:
    """Yield what became of each answer that is not simply carried over, a line each.

    Args:
        migration: The migration.
        version: The version that the report had.
        aside: The file that keeps what is set aside.
    """
    carried = sum(one.outcome is Outcome.CARRIED for one in migration.outcomes)
    queued, set_aside = migration.queued, migration.set_aside
    yield (
        f"From version {safe_text(version)} to {migration.report.questionnaire_version}: "
        f"{carried} parts of answers are carried over, {len(queued)} wait to be confirmed, "
        f"{len(set_aside)} are set aside."
    )
    if queued:
        yield "To be confirmed:"
    for one in queued:
        to = ", ".join(one.to)
        moved = "" if to == one.address else f" (now {to})"
        yield f"  {safe_text(f'{one.address}{moved}: {one.reason}')}"
    if set_aside:
        yield "Set aside:"
    for one in set_aside:
        yield f"  {safe_text(f'{one.address}: {one.reason}')}"
    if aside is not None:
        yield f"Both are kept with their content in {safe_text(str(aside))}."
