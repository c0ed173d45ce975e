"""What `next_question.py` compares with: reads a line, saves a report anew, asks again.

    python peers.py bytes|ruamel REPORT PROMPT

`bytes` writes the bytes that it has read, which is the least that any program can do. `ruamel`
puts the line into the report, and writes all of it with ruamel.yaml, as is usual. Both write
safely: to another file, which is flushed to the disk and then takes the name. PROMPT is a file.
"""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from ruamel.yaml import YAML


def unchanged(report: Path) -> Callable[[str], bytes]:
    content = report.read_bytes()
    return lambda line: content


def dumped_by_ruamel(report: Path) -> Callable[[str], bytes]:
    yaml = YAML()
    data = yaml.load(report)
    answer = next(iter(data["answers"].values()))

    def dumped(line: str) -> bytes:
        answer["note"] = line
        stream = BytesIO()
        yaml.dump(data, stream)
        return stream.getvalue()

    return dumped


def save(report: Path, content: bytes) -> None:
    temporary = report.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(report)
    folder = os.open(report.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def main() -> None:
    kind, report, prompt = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]).read_text("utf-8")
    content = {"bytes": unchanged, "ruamel": dumped_by_ruamel}[kind](report)
    while True:
        print(prompt)
        save(report, content(input()))


if __name__ == "__main__":
    main()
