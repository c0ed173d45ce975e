"""Makes what is sent, of the final report that the State keeps: the report, and the list of files.

What is sent, its salt and its seal are a function of the final report alone, and not of the day,
the folder or the questions that are installed.

The salt of what is sent is a hash of the internal salt. Whoever receives the report learns the new
salt, and not the old one, so the internal seal still confirms no guess at what was left out.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from checklist.answer_types.answer import without_provenance
from checklist.answer_types.state_entries import state_name
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.lifecycle.opening import refuse_errors, sealed_report
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from checklist.reports.seal import confirms_no_guess
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text


def submission(document: Document, questionnaire: Questionnaire) -> Report:
    """Return the report that is sent, sealed anew. It names the seal of the internal one.

    Args:
        document: The final report that the State keeps.
        questionnaire: The questionnaire that it answers.

    Raises:
        UnusableReportError: It cannot be used, has errors, or was changed after it was sealed.
        ChecklistError: It is a draft, a copy for publication, or a submission already.
    """
    final = sealed_report(document, questionnaire)
    name = safe_text(document.name)
    if final.submitted is not None:
        raise ChecklistError(
            tr(
                "{name} is a copy that was made to be sent already; use the report from "
                "which it was made",
                name,
            )
        )
    refuse_errors(
        document, questionnaire, tr("{name} cannot be sent until this is corrected", name)
    )
    return sent_form(final)


def sent_form(final: Report) -> Report:
    """Return the form in which a final report is sent, sealed anew.

    It does not say which authority gave an answer, nor how sure it was: that is for the State only.

    Args:
        final: A final report that the State keeps. It need not be free of errors.
    """
    return final._replace(
        answers={key: _without_sources(answer) for key, answer in final.answers.items()},
        submitted={"original": final.seal} if confirms_no_guess(final.seal) else {},
        salt=None if final.salt is None else _next_salt(final.salt),
    ).sealed()


def list_name(state: str) -> str:
    """Return the name of the list of a State: `files-NOR.txt`."""
    return f"files-{state}.txt"


def list_text(state: str, contents: Mapping[str, bytes]) -> str:
    """Return the list of files, by their contents. Programs that check SHA-256 read it, too."""
    lines = [tr("# Report of {state_name}: SHA-256 and size of each file", state_name(state))]
    for name, content in contents.items():
        digest = hashlib.sha256(content).hexdigest()
        lines += [tr("# {size} bytes", len(content)), f"{digest}  {name}"]
    return "\n".join([*lines, ""])


def _without_sources(answer: Any) -> Any:
    """Return an answer that does not say where it, its rows and its cells come from.

    Rows, and the cells of entries, are the only mappings in the mapping or list that is a value
    which can say that. Their ids are kept, whatever they are.
    """
    if not isinstance(answer, dict):
        return answer
    own = without_provenance(answer)
    value = own.get("value")
    if isinstance(value, dict):
        own["value"] = _with_bare_parts(value)
    elif isinstance(value, list):
        own["value"] = [
            _with_bare_parts(entry) if isinstance(entry, dict) else entry for entry in value
        ]
    return own


def _with_bare_parts(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: without_provenance(part) if isinstance(part, dict) else part
        for name, part in value.items()
    }


def _next_salt(salt: str) -> str:
    """Return the salt of what is sent: another one, from which that of the report is not known."""
    return hashlib.sha256(f"submission {salt}".encode()).hexdigest()[: len(salt)]
