"""Prints the messages of the program as a template for translators, or what is wrong with them.

With `check`, the calls that do not fit their messages are wrong, and each translation in
`checklist/locale` that is missing, outdated or unfit.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from checklist.questionnaire.domains import messages, program_domain, texts_of_program
from checklist.questionnaire.shipped_files import questionnaire_folders
from checklist.questionnaire.sources import read_sources
from checklist.questionnaire.translation_faults import faults


def template() -> str:
    """Return the messages as a PO file without translations."""
    entries = []
    for text in texts_of_program():
        lines = [f"#: {file}" for file in text.files]
        lines += [f"msgctxt {_quoted(text.context)}"] if text.context else []
        lines += [f"msgid {_quoted(text.singular or text.english)}"]
        plural = [f"msgid_plural {_quoted(text.english)}", 'msgstr[0] ""']
        lines += plural if text.singular else ['msgstr ""']
        entries.append("\n".join(lines))
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"'
    return "\n\n".join([head, *entries, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def wrong() -> Iterator[str]:
    """Yield what is wrong, a line for each fault."""
    for found in messages():
        if found.fault:
            yield f"{found.file}:{found.line}: {found.fault}: {found.english}"
    (questionnaire,) = questionnaire_folders().values()
    program = program_domain(read_sources(questionnaire, with_translations=True))
    for language in sorted(program.languages):
        path = program.shipped(language)
        for fault in faults(program.texts, program.read(path), language, program.terms):
            yield f"{path}: {fault}"


if __name__ == "__main__":
    found = [*wrong()] if "check" in sys.argv[1:] else []
    print("\n".join(found) if "check" in sys.argv[1:] else template())
    sys.exit(bool(found))
