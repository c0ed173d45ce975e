"""Forms that came back without what identifies them: whose they are, and what was sent.

Programs that “inspect” a document remove its hidden text. What is visible is still there: the title
and the foot say whose form it is, and each row its number and words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import PurePath

from checklist.answer_types.state_entries import bare_state_name
from checklist.commands.shared.divided_report import DividedReport
from checklist.errors import ChecklistError
from checklist.files.reader import content_of
from checklist.forms.build import form_of
from checklist.forms.form import FORM_FOOT, FORM_TITLE
from checklist.forms.interface import FormFormat, UnreadableFormError
from checklist.forms.registry import format_of, record_of, shown_texts
from checklist.ministries.division import SentPart
from checklist.ministries.part import PartMaker
from checklist.ministries.part_record import part_again
from checklist.ministries.words import written_for
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.loading import in_language
from checklist.questionnaire.program_texts import catalogues
from checklist.reports.seal import new_report_id
from checklist.text.messages import speaking, tr
from checklist.text.sanitize import quoted


@dataclass(frozen=True, slots=True)
class LostIdentity:
    """Finds the form that was sent, where a file has lost what identifies it."""

    divided: DividedReport
    code: str = ""
    """The code of the authority that the command names; empty where it names none."""

    def sent(self, content: bytes, name: str) -> bytes:
        """Return the form as it was sent, in the format of a file; empty where nothing says whose.

        Args:
            content: The file.
            name: Its name.

        Raises:
            ChecklistError: The file says that it is a form of another authority than the command.
        """
        if self.divided.file is None:
            return b""
        texts = [*shown_texts(content, name), PurePath(name).stem]
        named = self._named(texts)
        codes = [*named]
        if self.code and len(codes) == 1 and self.code not in codes:
            raise other_authority(self.code, codes[0], name)
        codes = [self.code] if self.code else codes
        if len(codes) != 1:
            return b""
        (code,) = codes
        numbers = named.get(code, ())
        number = min(numbers) if len(numbers) == 1 else 0
        authority = self.divided.authority(code)
        sent = [part for part in authority.sent if number in {0, part.number}][-1:]
        return self._form(code, sent[0] if sent else None, format_of(content, name))

    def _named(self, texts: Sequence[str]) -> Mapping[str, Set[int]]:
        """Return the authorities that a form names in its title, its foot or its file name.

        With each come the numbers of parts in the foot. The form can be in any language.
        """
        named: dict[str, set[int]] = {}
        for language, translated in catalogues():
            questionnaire = in_language(self.divided.questionnaire, language)
            with speaking(language, translated):
                for code in self.divided.division.authorities.keys() - {OWN}:
                    label = self.divided.division.label(code, questionnaire)
                    for number in self._parts_named(code, label, texts):
                        named.setdefault(code, set()).update({number} - {0})
        return named

    def _parts_named(self, code: str, label: str, texts: Sequence[str]) -> Iterator[int]:
        """Yield the number of the part in each text that names an authority; 0 for none."""
        state = self.divided.checked.report.state
        country = bare_state_name(state)
        title = tr(FORM_TITLE, part_label=label, state_name=country)
        foot = tr(FORM_FOOT, part_label=label, state_name=country, identity_number="\0")
        before, _, behind = map(re.escape, foot.partition("\0"))
        for text in texts:
            numbered = re.match(rf"{before}([0-9]{{1,3}}){behind}", text)
            is_named = text.startswith((f"{label} · {country} · ", title))
            if numbered or is_named or re.fullmatch(rf"{state}-{re.escape(code)}(-\d+)?", text):
                yield int(numbered[1]) if numbered else 0

    def _form(self, code: str, sent: SentPart | None, form_format: FormFormat) -> bytes:
        """Return the form of a part: as it lies in the folder, or as it would be written now."""
        for path in sorted(self.divided.folder.parts.glob("*")) if sent else ():
            content = content_of(path) or b""
            try:
                record = record_of(content, path.name)
            except UnreadableFormError:
                continue
            if sent and record.identity.part == sent.part:
                if format_of(content, path.name) is form_format:
                    return content
                with written_for([code], self.divided.division, self.divided.questionnaire) as own:
                    part, _ = part_again(record, own)
                    return form_format.write(form_of(part))
        maker = PartMaker(checked=self.divided.checked, division=self.divided.division)
        part = maker.part(code, sent.part if sent else new_report_id())
        if sent:
            identity = part.identity.model_copy(update={"number": sent.number})
            part = part._replace(identity=identity)
        with written_for([code], self.divided.division, self.divided.questionnaire):
            return form_format.write(form_of(part))


def require_authority(code: str, divided: DividedReport) -> None:
    """Refuse the code of an authority that is not asked.

    Raises:
        ChecklistError: It is not in the division, or there is no division.
    """
    if not code:
        return
    try:
        divided.authority(code)
    except ChecklistError as error:
        raise ChecklistError(f"--as: {error}") from None


def other_authority(code: str, says: str, name: str) -> ChecklistError:
    """Return the error for a form that says that it is another authority's."""
    return ChecklistError(
        tr("{name} is a form of {says}, not of {code}", name, quoted(says), quoted(code))
    )
