"""The command line: names the commands, imports the one that is called, maps errors to exit codes.

Nothing is imported here that is not needed to print the version.
"""

import sys

from checklist import __version__

TYPE_CHECKING = False  # as in `typing`, whose import would take longer than all of `--version`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn, TextIO

    import typer

COMMANDS = {
    "answer": "Answer the questionnaire, or go on with a report that was begun.",
    "fix": "Answer again what validate finds wrong or missing in a draft.",
    "status": "Show how far a report is, and what is missing.",
    "show": "Read a report: all of it, or the answers on one theme.",
    "export": "Write a report as a document to read, print and sign off.",
    "validate": "Check State reports: files, or folders with all reports in them.",
    "summarize": "Bring State reports together: what is in place, wanted, offered, in the way.",
    "tabulate": "Write the answers of many reports as one table, for a spreadsheet or statistics.",
    "compare": "Show what changed from one report, or folder of reports, to another.",
    "finalize": "Turn a draft into a final report.",
    "amend": "Begin the next revision of a final report.",
    "redact": "Copy a final report without what is not for publication.",
    "questions": "List the questions, or show those with this id or on this recommendation.",
    "lint": "Check question sets.",
    "rules": "List the codes of findings, or explain one.",
    "schema": "Write the JSON Schemas of the files, or check that they are current.",
}
"""The commands with their help, each a module of `checklist.commands` with a function `run`."""

CANNOT_RUN = 2
"""The exit code when the command could not do its work: usage, installation, output."""


def main(arguments: "Sequence[str] | None" = None) -> "NoReturn":
    """Run the command line and end the process with its exit code.

    0: no errors. 1: at least one error. 2: could not run. 128 + n: stopped by signal n.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"] and sys.stdout is not None:
        try:
            print(f"checklist {__version__}", flush=True)
        except OSError:
            pass  # tried again, and told, below
        else:
            sys.exit(0)
    code = _run(words)
    _show_notices()
    _end(code)


def _end(code: int) -> "NoReturn":
    """End the process at once: taking all that was imported apart would only take time."""
    import os

    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        code = code or CANNOT_RUN
    os._exit(code)


def _show_notices() -> None:
    """Print the notices about the files that were written, on standard error."""
    from checklist.files.save_notices import take_notices

    try:
        for notice in take_notices():
            print(f"checklist: {notice}", file=sys.stderr)
    except OSError:
        pass  # nobody reads it any more, and the work is done


def _run(words: list[str]) -> int:
    import gc
    import io
    import os

    from checklist.errors import ChecklistError
    from checklist.text.sanitize import SafeStream, safe_text

    # What is imported stays: to look for garbage in it meanwhile would find none.
    gc.disable()
    # The search for plugins would cost a tenth of the time of a short command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _forget_impossible_sizes()
    if sys.stdout is None:
        print("checklist: standard output is closed", file=sys.stderr)
        return CANNOT_RUN
    stdout = sys.stdout  # typer puts another one there when it meets a broken pipe
    for name, mode in (("stdin", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the process was started without
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    sys.stderr = SafeStream(sys.stderr)
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        # A file of answers is UTF-8 like every file of ours, whatever the console is. What is not
        # becomes surrogates, which the interview refuses with the number of their line.
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    try:
        try:
            for stream in (sys.stdout, sys.stderr):
                # An old console that lacks a character shows its number instead of failing.
                reconfigure = getattr(stream, "reconfigure", None)
                if reconfigure is not None:
                    reconfigure(errors="backslashreplace")
            app = _app(words)
            gc.freeze()
            gc.enable()
            app(args=words, prog_name="checklist")
        finally:
            stdout.flush()
    except SystemExit as end:
        if sys.stdout is not stdout:
            return _broken_pipe(stdout)
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return _broken_pipe(stdout)
    except OSError as error:
        _drop_output(stdout)
        print(f"checklist: {safe_text(str(error))}", file=sys.stderr)
        return CANNOT_RUN
    except ChecklistError as error:
        print(f"checklist: {error}", file=sys.stderr)
        return CANNOT_RUN
    return 0


def _forget_impossible_sizes() -> None:
    """Take the size of the terminal from the terminal, where the variables name none.

    rich writes nothing at all for `COLUMNS=0`, and fails for digits that are no number.
    """
    import os

    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "")
        is_possible = size.isascii() and size.isdigit() and len(size) <= 4 and int(size) > 1
        if size and not is_possible:
            del os.environ[name]


def _broken_pipe(stdout: "TextIO") -> int:
    """End as commands do whose reader has had enough: as if by the signal SIGPIPE."""
    _drop_output(stdout)
    return 141


def _drop_output(stdout: "TextIO") -> None:
    """Send to nowhere what could not be written. Python would try once more at its exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())


def _app(words: "Sequence[str]") -> "typer.Typer":
    """Return the application, in which only the command that is called is the real one.

    For the others their help is enough, so that `--help` and every command import little.
    """
    import importlib
    from typing import Annotated, Any

    import typer
    from typer.core import TyperGroup

    class Commands(TyperGroup):
        """The commands, whose usage errors are in plain words."""

        def invoke(self, ctx: Any) -> Any:
            try:
                return super().invoke(ctx)
            except typer.BadParameter as error:
                # The validation library's own words, which say nothing to a user.
                error.message = error.message.removeprefix("Value error, ")
                raise

    app = typer.Typer(
        name="checklist",
        cls=Commands,
        help="A self-assessment checklist for States on trafficking in persons.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    def options(
        version: Annotated[
            bool, typer.Option("--version", help="Show the version and exit.")
        ] = False,
    ) -> None:
        if version:
            print(f"checklist {__version__}")
            raise typer.Exit

    app.callback()(options)
    called = next((word for word in words if not word.startswith("-")), None)
    for name, text in COMMANDS.items():
        function: Any = _not_called
        if name == called:
            function = importlib.import_module(f"checklist.commands.{name}").run
        app.command(name, short_help=text, help=None if name == called else text)(function)
    return app


def _not_called() -> None:
    raise AssertionError("only its help is used")
