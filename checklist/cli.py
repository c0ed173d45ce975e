"""The process of the command line: its streams, and its exit code however it ends.

At its top, the module imports only the needs of `--version`.
"""

import sys

from checklist.version import __version__

TYPE_CHECKING = False  # as in `typing`, whose import would take longer than all of `--version`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn, TextIO

CANNOT_RUN = 2
"""The exit code when the command could not do its work: usage, installation, output, a mistake."""


def main(arguments: "Sequence[str] | None" = None) -> "NoReturn":
    """Run the command line and end the process with its exit code.

    0: no errors. 1: at least one error. 2: could not run. 128 + n: stopped by signal n.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"] and sys.stdout is not None:
        try:
            print(f"checklist {__version__}", flush=True)
        except OSError:
            pass  # tried again below, where the error is printed
        else:
            sys.exit(0)
    try:
        code = _run(words)
        _show_notices()
    except Exception:  # a mistake of the program
        sys.excepthook(*sys.exc_info())
        code = CANNOT_RUN
    from checklist.files.double_click import keep_window

    keep_window()
    _end(code)


def _end(code: int) -> "NoReturn":
    """End the process at once: freeing all that was imported would only take time."""
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
            print(_labelled(notice), file=sys.stderr)
    except OSError:
        pass  # nobody reads the notices any more, and the work is done


def _labelled(text: str) -> str:
    """Return a message behind the name of the program, with the colon of its language."""
    from checklist.text.messages import labelled
    from checklist.text.sanitize import with_short_words

    return labelled("checklist", with_short_words(text))


def _run(words: list[str]) -> int:
    import gc
    import io
    import os

    from checklist.errors import ChecklistError
    from checklist.text.sanitize import SafeStream, safe_text
    from checklist.text.terminal_lines import WrappedStream

    # The imported objects stay: a search for garbage in them would find none. It is turned on again
    # once the command is imported.
    gc.disable()
    # The search for plugins would cost a tenth of the time of a short command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _forget_impossible_sizes()
    if sys.stdout is None:
        print("checklist: standard output is closed", file=sys.stderr)
        return CANNOT_RUN
    stdout = sys.stdout  # typer replaces it when it meets a broken pipe
    for name, mode in (("stdin", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the process was started without it
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    sys.stderr = SafeStream(WrappedStream(sys.stderr))
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        # Answers are read as UTF-8, whatever the encoding of the console is. Other bytes become
        # surrogates, which the interview refuses with the number of their line.
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    try:
        try:
            for stream in (sys.stdout, sys.stderr):
                # An old console that lacks a character shows its number instead of failing.
                reconfigure = getattr(stream, "reconfigure", None)
                if reconfigure is not None:
                    reconfigure(errors="backslashreplace")
            from checklist.application import build_app

            build_app()(args=words, prog_name="checklist")
        finally:
            stdout.flush()
    except SystemExit as end:
        if sys.stdout is not stdout:
            return _broken_pipe(stdout)
        return _exit_code(end)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return _broken_pipe(stdout)
    except OSError as error:
        message = _system_failure(error)
        _drop_output(stdout)
        print(_labelled(safe_text(message)), file=sys.stderr)
        return CANNOT_RUN
    except ChecklistError as error:
        print(_labelled(str(error)), file=sys.stderr)
        return CANNOT_RUN
    return 0


# Python keeps the frames of functions in pieces of memory. A frame that does not fit gets a piece
# of 16 KiB from the system, and the system gets the piece back when the function returns. A loop
# at the edge of a piece does that in each turn: 700 times at the start of `validate`, for 5 to 7
# per cent of its processor time. A frame with a large stack gets a piece of 256 KiB, and the frames
# of all later functions fit into the same piece.
_run.__code__ = _run.__code__.replace(co_stacksize=17_000)


def _exit_code(end: SystemExit) -> int:
    """Return the exit code with which Python would end, and print the message if there is one."""
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    print(end.code, file=sys.stderr)
    return 1


def _system_failure(error: OSError) -> str:
    """Return a sentence on a failure of the operating system that the command did not expect."""
    import errno
    import os

    from checklist.files.writer import reason

    if error.filename is not None:
        return f"{error.filename} cannot be used: {reason(error)}"
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return "the current folder no longer exists"
    # Without a name, it is an open file: all but standard output have their own messages.
    failed_writes = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
    if error.errno in failed_writes:
        return f"standard output cannot be written: {reason(error)}"
    return f"the operating system reported an error: {reason(error)}"


def _forget_impossible_sizes() -> None:
    """Remove `COLUMNS` and `LINES` if they are no sizes, so that the terminal itself is asked.

    rich writes nothing at all for `COLUMNS=0`, and fails for digits that are no number.
    """
    import os

    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "")
        is_possible = size.isascii() and size.isdigit() and len(size) <= 4 and int(size) > 1
        if size and not is_possible:
            del os.environ[name]


def _broken_pipe(stdout: "TextIO") -> int:
    """Return the exit code of a command whose reader closed the pipe: as if ended by SIGPIPE."""
    _drop_output(stdout)
    return 141


def _drop_output(stdout: "TextIO") -> None:
    """Discard the output that could not be written: Python would try once more at its exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
