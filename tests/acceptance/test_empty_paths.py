"""An empty text is no path."""

from pathlib import Path

import pytest

from tests.support.running import checklist_run


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["validate", ""], "PATH"),
        (["status", ""], "REPORT"),
        (["merge", "report-NOR.yaml", ""], "FILE"),
        (["tabulate", "report-NOR.yaml", "--output", ""], "--output"),
    ],
)
def test_an_empty_path_is_refused_and_is_not_the_current_folder(
    words: list[str], name: str, tmp_path: Path
) -> None:
    done = checklist_run(*words, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"checklist: {name}")
    assert done.stderr.endswith(": an empty text is not a path; the current folder is `.`\n")
    assert list(tmp_path.iterdir()) == []
