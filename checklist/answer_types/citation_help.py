"""What a person can do about evidence that is not taken, at a terminal and in a form."""

from dataclasses import dataclass
from typing import Self

NEW_LAW = "new law"
"""The entry at a terminal that names a law which the register lacks, where evidence is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationHelp:
    """Whole sentences for refusals of evidence; they differ with where the evidence is given."""

    no_law_or_address: str
    """For an entry without any reference, where laws and web addresses are taken."""
    no_address: str
    """For an entry without any reference, where only web addresses are taken."""
    other_document: str
    """Where to name a document that has no web address."""
    first_law: str
    """How to cite a law while the register of laws is empty."""
    another_law: str
    """How to cite a law that the register of laws lacks."""

    @classmethod
    def at_terminal(cls) -> Self:
        """Return the sentences for an interview."""
        return cls(
            no_law_or_address="Type a law or a web address, or press Enter for none.",
            no_address="Type a web address, or press Enter for none.",
            other_document="Name another document in a note: /note.",
            first_law=f"Type an address that begins with https://, or {NEW_LAW} to name a law.",
            another_law=f"Type {NEW_LAW} to add a law to the register.",
        )

    @classmethod
    def in_form(cls) -> Self:
        """Return the sentences for a form that came back."""
        return cls(
            no_law_or_address="Write a law or a web address, or leave the field empty.",
            no_address="Write a web address, or leave the field empty.",
            other_document="Name another document under “Remark”.",
            first_law=(
                "Write an address that begins with https://, or add the law to the laws in the "
                "form."
            ),
            another_law="To cite another law, add it to the laws in the form.",
        )
