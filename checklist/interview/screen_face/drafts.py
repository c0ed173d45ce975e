"""What was typed or ticked at the steps that were left, until they are shown again."""

from collections.abc import Sequence

from checklist.interview.not_entered import NotEntered, StepPlace


class Drafts:
    """What was typed or ticked and not entered, by step."""

    def __init__(self, kept: Sequence[NotEntered] = ()) -> None:
        """Begin with what an earlier interview kept."""
        self._kept = {draft.place: draft for draft in kept}
        self._before = [*kept]

    def keep(self, here: NotEntered) -> None:
        """Keep what is typed or ticked at a step that is left, if there is any."""
        if here.is_anything:
            self._kept[here.place] = here

    def take(self, place: StepPlace) -> NotEntered | None:
        """Return what is to stand at a step again, and keep it no longer."""
        return self._kept.pop(place, None)

    def is_from_before(self, draft: NotEntered) -> bool:
        """Return whether an earlier interview kept a draft."""
        return draft in self._before

    def with_present(self, here: NotEntered | None) -> Sequence[NotEntered]:
        """Return all, with what is typed or ticked at the present step."""
        own = {here.place: here} if here is not None and here.is_anything else {}
        return [*{**self._kept, **own}.values()]
