"""`checklist register receive`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.register_options import (
    CycleOption,
    InOption,
    LetterFormatOption,
    ReplyByOption,
    StateOption,
    document_writer,
    line_details,
)
from checklist.commands.shared.report_inputs import FilesFromOption, named_paths
from checklist.console.page import Page
from checklist.errors import ChecklistError, SaveError
from checklist.files.discovery import (
    RECEIPTS_FOLDER,
    STANDARD_INPUT,
    files_below,
    is_folder,
    is_report_name,
)
from checklist.register.document_texts import report_words, state_name
from checklist.register.document_writer import DocumentWriter
from checklist.register.receiver import Reception
from checklist.register.submissions import is_unsealed, submissions
from checklist.render.report.letter_format import LetterFormat
from checklist.text.sanitize import safe_text

_FilesArgument = Annotated[
    list[Path] | None,
    argument("FILE", "Files of any kind, or folders."),
]


class _Line(NamedTuple):
    """What the lines of the files say that the files do not."""

    on: OnOption = None
    channel: Annotated[
        str | None, option("--channel TEXT", "How the file came, such as e-mail.")
    ] = None
    reference: Annotated[
        str | None,
        option("--reference TEXT", "The note verbale that came with the file: NV 12/2027."),
    ] = None
    state: StateOption = None
    cycle: CycleOption = None
    reply_by: ReplyByOption = None


def run(
    files: _FilesArgument = None,
    files_from: FilesFromOption = None,
    into: InOption = Path(),
    *,
    line: _Line,
    format_name: LetterFormatOption = LetterFormat.DOCX,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Register files as they came, and write receipts and letters.

    Any file is registered. A file that is not a report is kept, and is listed as one that
    cannot be read yet; a report that was changed after it was made final, as one whose seal is
    not valid. The bytes are kept in a folder by cycle and State, such as 2026/NOR. If the file
    does not say its State and cycle, name them with --state and --cycle. Each file gets one
    line in register.jsonl, a receipt with the hash of its line, and a letter if there is
    something to ask. A file that was received before, or a report with the same seal as a
    report received before, is named and not kept twice.

    Several people can write to one register in a shared folder: each waits for the other. Under
    git, let one person write: the lines of two clones cannot be joined. Links, files over 256 MiB
    and hidden files of a folder are not registered. Exits with 1 if a file could not be registered.
    For thousands of files, --format markdown is faster.
    """
    named = named_paths(files, files_from)
    if STANDARD_INPUT in named:
        raise ChecklistError("standard input has no name; name a file")
    details = line_details(**line._asdict(), questionnaire=questionnaire)
    came = _reports_first(_files(named))
    if not came:
        raise ChecklistError("there are no files in the folders that are named")
    page = Page.of_output()
    failed = 0
    with document_writer(into, details, format_name, is_new=True) as writer:
        for path in came:
            failed += not _receive(path, writer, page)
    _print_counts(writer, details.on)
    raise typer.Exit(1 if failed else 0)


def _files(named: Iterable[Path]) -> Iterator[Path]:
    """Yield the files, each folder's in the order of their names."""
    for path in named:
        if is_folder(path) and not path.is_symlink():
            yield from files_below(path)
        else:
            yield path


def _reports_first(paths: Iterable[Path]) -> Sequence[Path]:
    """Return the files of each folder together, possible reports before all others."""
    by_folder: dict[Path, list[Path]] = {}
    for path in paths:
        by_folder.setdefault(path.parent, []).append(path)
    return [
        path
        for together in by_folder.values()
        for path in sorted(together, key=lambda path: not is_report_name(path.name))
    ]


def _receive(path: Path, writer: DocumentWriter, page: Page) -> bool:
    """Register a file, and print the outcome. Returns whether it is registered."""
    name = safe_text(str(path))
    if path.is_symlink():
        print(f"{name} is a link and was not registered: name the file itself.", file=sys.stderr)
        return False
    try:
        outcome = writer.receiver.receive(path)
    except SaveError:
        raise
    except ChecklistError as error:
        print(f"{error}. It was not registered.", file=sys.stderr)
        return False
    page.say(_words(outcome, name), hanging=4)
    written = writer.of_line(outcome.line)
    for document in written:
        page.say(f"Written: {safe_text(str(document))}", indent=4)
    if not (
        outcome.was_received or any(document.parent.name == RECEIPTS_FOLDER for document in written)
    ):
        print(
            f"The receipt of line {outcome.line.number} was not written: one for a line of that "
            "number is there already, and that line was cut off the register. Move that receipt "
            "and its letter elsewhere, and run the command again.",
            file=sys.stderr,
        )
    return True


def _words(outcome: Reception, name: str) -> str:
    """Return the outcome for a file, in sentences."""
    line = outcome.line
    assert line.submission is not None
    received = line.submission
    if outcome.was_received:
        at = f"{line.number}  {name} was received already, on {line.on}"
        return f"{at}." if received.name == Path(name).name else f"{at}, as {received.name}."
    whose = state_name(received.state)
    known = [f"{line.number}  {name}: {whose}", f"cycle {received.cycle or 'not known'}"]
    if received.report is None:
        why = "its seal is not valid" if is_unsealed(received) else "it cannot be read yet"
        sentences = [f"{', '.join(known)}. It was registered, but {why}."]
        if outcome.disagreement:
            sentences = [f"{', '.join(known)}. It was registered, and belongs to no State yet."]
        elif line.reply_by is None:
            sentences = [f"{', '.join(known)}. It was registered with the report it came with."]
    else:
        sentences = [f"{', '.join([*known, report_words(received.report)])}. It was registered."]
    if line.reply_by:
        sentences.append(f"Reply expected by {line.reply_by}.")
    if outcome.disagreement:
        sentences.append(
            f"Nobody gets a letter: {outcome.disagreement}. To say whose it is, withdraw it with "
            f"`checklist register note {line.number} withdrawn`, and receive it again with --state."
        )
    if outcome.other_state:
        sentences.append(f"--state {outcome.other_state} was not used: the file names its State.")
    if outcome.other_cycle:
        sentences.append(f"--cycle {outcome.other_cycle} was not used: the file names its cycle.")
    return " ".join(sentences)


def _print_counts(writer: DocumentWriter, day: str) -> None:
    lines = writer.receiver.register.lines
    total = len(submissions(lines, day))
    head = lines[-1].hash if lines else ""
    print(f"Submissions in the register: {total:,}. Hash of its last line: {head}", file=sys.stderr)
