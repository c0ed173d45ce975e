"""Writes generated data as YAML that our reader gives back unchanged."""

import json
from typing import Any

from checklist.files.reader import parse


def yaml_text(data: Any, *, heading: str = "") -> str:
    """Return data as YAML, or as JSON where YAML would be read back otherwise.

    Args:
        data: Plain data, such as a mapping of texts.
        heading: Lines for the head of the file, each of which becomes a comment. JSON has none.
    """
    import yaml  # takes 8 ms

    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    dumped = yaml.dump(
        data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100
    )
    text = f"{comment}{dumped}"
    document = parse(text.encode(), "")
    if document.readable and not document.refusals and document.data == data:
        return text
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
