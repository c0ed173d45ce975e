"""The questions about several returns of one part, of which two say something differently."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from checklist.commands.shared.person import EnterAlone, Person
from checklist.errors import ChecklistError
from checklist.forms.incoming_files import IncomingFile
from checklist.ministries.copies import CopyDifference, beside
from checklist.ministries.words import content_in_words, place_in_words, unit_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import semicolons, tr, with_aside


@dataclass
class CopyQuestions:
    """Brings copies of one part together, and asks where they differ."""

    questionnaire: Questionnaire
    person: Person | None
    """Who is asked; None where nobody can be asked."""
    left: list[str] = field(default_factory=list)
    """What differs and was not asked, a line each."""

    def together(
        self, files: Sequence[IncomingFile], earlier: Mapping[str, IncomingFile]
    ) -> Sequence[IncomingFile]:
        """Return files in which each copy also says what the copies before it say.

        Args:
            files: The files, in their order.
            earlier: By part, a copy that was merged before.

        Raises:
            ChecklistError: Nobody decided a difference.
        """
        result: list[IncomingFile] = []
        last = dict(earlier)
        for file in files:
            incoming = file.incoming
            identity = incoming.returned.identity
            if identity is not None and not file.is_known:
                before = last.get(incoming.key)
                if before is not None:
                    returned = beside(
                        before.incoming.returned,
                        incoming.returned,
                        self.questionnaire,
                        self._takes_later,
                    )
                    file = replace(file, incoming=incoming._replace(returned=returned))
                last[incoming.key] = file
            result.append(file)
        return result

    def _takes_later(self, found: CopyDifference) -> bool:
        place = place_in_words(found.at, self.questionnaire)
        choices = [
            with_aside(words, file)
            for file, words in zip(
                found.files, map(self._words(found.at), (found.earlier, found.later)), strict=True
            )
        ]
        if self.person is None:
            self.left.append(f"{place}: {semicolons(choices)}")
            return True
        title = tr("Two returns of one part differ: {place}", place)
        with suppress(EOFError):
            number = self.person.choose(title, choices, enter=EnterAlone.MERGES_NOTHING)
            if number:
                return number == len(choices)
        raise ChecklistError(tr("nothing was merged: two returns of one part differ"))

    def _words(self, at: str) -> Callable[[Any], str]:
        def words(content: Any) -> str:
            if isinstance(content, Mapping) and any(key.startswith(at) for key in content):
                return semicolons(
                    (unit_in_words(key, said, self.questionnaire) for key, said in content.items())
                )
            return content_in_words(at, content, self.questionnaire)

        return words
