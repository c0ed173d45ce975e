"""The application: its commands, by the work for which a person needs them.

A command is imported when it is called, or when its options are completed. Of all other commands
only the help is needed, so that `--help` and every command import little.
"""

import functools
import gc
import importlib
import inspect
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from checklist.errors import ChecklistError
from checklist.text.languages import ENGLISH, language_of_user, want
from checklist.text.messages import Message, Texts, labelled, language, speaking, tr
from checklist.version import __version__

PANELS: Mapping[Message, Mapping[str, str]] = {
    Message("Answering"): Texts(
        {
            "answer": "Answer the questionnaire: begin, go on, correct what is wrong.",
            "status": "Show how far a report is, and what is missing.",
            "show": "Read the answers of a report, or what is not in place (--gaps).",
            "export": "Write a report to read and print, or its copy for publication.",
            "finalize": "Make a draft final and sealed, and write the folder to send.",
            "questions": "Read and print the questionnaire.",
        }
    ),
    Message("With several ministries"): Texts(
        {
            "divide": "Propose which ministry answers what, in a file that you edit.",
            "form": "Write a form to answer without this tool: a page, or a Word file.",
            "merge": "Bring filled forms back into the report, and ask what differs.",
        }
    ),
    Message("Reading many reports"): {
        "validate": "Check reports: files, or folders with all reports in them.",
        "summarize": "Count what States report: measures, obstacles, help wanted.",
        "compare": "Show what changed between two reports, or two folders.",
        "tabulate": "Write all answers as a table, for databases and spreadsheets.",
    },
    Message("Writing question sets"): {
        "new": "Begin a questionnaire of your own: a small one, in a new folder.",
        "lint": "Check question sets.",
        "schema": "Write the JSON Schemas of the files, or check them.",
        "translate": "Bring a translation up to date, or show how far all are.",
    },
    Message("Getting to know it"): {
        "guide": "Read a guide, or what the code of a finding means.",
        "example": "Write a folder of example reports, to try the commands with.",
    },
}
"""The commands with their help, by the work of the person who needs them.

`answer` is the function `run` of the module `checklist.commands.answer`.
"""

COMMANDS = Texts({name: text for panel in PANELS.values() for name, text in panel.items()})
"""All commands with their help."""

_FOR_ANSWERING = frozenset(
    {"answer", "questions", "status", "show", "export", "finalize", "divide", "form", "merge"}
)
"""The commands for who answers: they have `--lang` and `--plain`, and speak the wanted language."""

_MEANT = {
    word: command
    for command, words in {
        "answer": "start begin continue resume edit fill open run new-report fix correct repair",
        "export": "print pdf word html document publish redact",
        "finalize": "finish complete final seal sign approve send submit",
        "show": "read view display",
        "status": "progress",
        "summarize": "summary",
        "tabulate": "table tables csv excel",
        "validate": "check",
        "--help": "help",
    }.items()
    for word in words.split()
}
"""The commands by words that people type for them."""

_SETTINGS: Mapping[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


_USAGE_ERROR: Any = typer.BadParameter.__base__


@contextmanager
def _plain_usage_errors() -> Iterator[None]:
    """Put errors in how a command is called into plain words, and into the language of the user.

    Raises:
        ChecklistError: The error, where the language is another than that of the library.
    """
    try:
        yield
    except _USAGE_ERROR as error:
        if language() != ENGLISH and type(error).__name__ != "NoArgsIsHelpError":
            from checklist.commands.shared.usage_errors import usage_error_in_words

            raise ChecklistError(usage_error_in_words(error)) from None
        # The validation library puts these words first, which say nothing to a user.
        error.message = error.message.removeprefix("Value error, ")
        raise


class Commands(TyperGroup):
    """The commands, each imported when it is called.

    Without options of its own, the group needs no library that checks values.
    """

    _has_no_options = False

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options. Even without any, Typer would import Pydantic for them, in 150 ms."""
        if not args and not ctx.resilient_parsing:
            args = _in_this_folder(ctx)
        is_help = not args and not ctx.resilient_parsing
        self._has_no_options = not is_help and not "".join(args[:1]).startswith("-")
        try:
            with _plain_usage_errors():
                return super().parse_args(ctx, args)
        finally:
            self._has_no_options = False

    def get_params(self, ctx: Any) -> Any:
        """Return the options; an empty list while there are none to parse."""
        return [] if self._has_no_options else super().get_params(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is called, and import it.

        Raises:
            ChecklistError: There is none, but a word is known that means one.
        """
        name = args[0]
        if isinstance(self.commands.get(name), _NotImported):
            # What a command does in full is in English only, so that all of its help is in English.
            is_english = "--help" in args or name not in _FOR_ANSWERING
            _speak(ENGLISH if is_english else _language_in(args))
            self.commands[name] = _imported(name, COMMANDS[name])
        elif not ctx.resilient_parsing and (meant := _meant(name)):
            message = tr(
                "No such command {args}. Did you mean this?\n  checklist {meant}",
                repr(name),
                meant,
            )
            if language() == ENGLISH:
                ctx.fail(message)
            raise ChecklistError(message)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Call the command, whose usage errors are put into plain words."""
        with _plain_usage_errors():
            return super().invoke(ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`, whose help is in the language, too."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = tr("Show this message and exit.")
        return option

    def get_usage(self, ctx: Any) -> str:
        """Return how the commands are called, in the language of the error that it goes with."""
        with speaking(ENGLISH, {}):
            return super().get_usage(ctx)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the commands are called."""
        words = tr("[OPTIONS] COMMAND [ARGS]...")
        formatter.write_usage(ctx.command_path, words, prefix=f"{labelled(tr('Usage'))} ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands, panel by panel."""
        records = [parameter.get_help_record(ctx) for parameter in self.get_params(ctx)]
        _write_section(formatter, tr("Options"), [*filter(None, records)])
        widest = max(map(len, COMMANDS))
        for panel, commands in PANELS.items():
            # Names of one width, so that the help begins in one column in all panels.
            rows = [(name.ljust(widest), text) for name, text in commands.items()]
            _write_section(formatter, tr(panel), rows)


def _write_section(formatter: Any, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    """Write rows below their heading, which has the colon of the language behind it."""
    formatter.write_paragraph()
    formatter.write(f"{labelled(heading)}\n")
    formatter.indent()
    formatter.write_dl(rows)
    formatter.dedent()


def _meant(word: str) -> str:
    """Return the command that is meant by a word that is none, such as `answer` for a State.

    The text is empty where nothing is known about the word.
    """
    known = _MEANT.get(word.lower())
    if known:
        return known
    from checklist.states import find  # few mistype a command

    return tr("answer {quote}", shlex.quote(word)) if find(word) else ""


def _in_this_folder(ctx: Any) -> list[str]:
    """Return the words that a person at a terminal means by none, in the folder where they are.

    Without a terminal, or where only final reports are, no words are meant: the help is shown.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        return []
    from checklist.files.double_click import go_to_documents
    from checklist.files.folder_reports import ReportKind, reports_in_folder

    if not reports_in_folder():
        go_to_documents()
    kinds = [report.kind for report in reports_in_folder()]
    if ReportKind.DRAFT in kinds:
        return ["answer", "--home"]
    from checklist.commands.shared.first_report import words_to_begin

    return [] if kinds else [*words_to_begin(ctx.get_help())]


class _NotImported(TyperCommand):
    """A command that is not imported yet: only its help is known."""


def _imported(name: str, help_text: str) -> Any:
    """Import a command."""
    module = importlib.import_module(module_name(name))
    from checklist.commands.shared.plain_command import PlainCommand  # not needed for the help

    app = typer.Typer(**_SETTINGS)
    run = _taking_groups(module.run, for_answering=name in _FOR_ANSWERING)
    app.command(name, cls=PlainCommand, short_help=help_text)(run)
    # The imported objects stay, so the search for garbage need not look at them.
    gc.freeze()
    gc.enable()
    return typer.main.get_command(app)


def _plain_option() -> Any:
    text = tr("No colour, no pager: for screen readers.")
    return _option("plain", Annotated[bool, typer.Option("--plain", help=text)], default=False)


def _language_option() -> Any:
    text = tr(
        "The language of the questions, such as fr; without it, that of "
        "CHECKLIST_LANG, or of the report."
    )
    option = typer.Option("--lang", metavar="CODE", help=text)
    return _option("lang", Annotated[str | None, option], default=None)


def _taking_groups(run: Callable[..., None], *, for_answering: bool) -> Callable[..., None]:
    """Return the function of a command, with `--lang` and `--plain` where it is for answering.

    A parameter whose class is a named tuple is a group of options: in its place, the command has
    the fields of the group, and the function gets the group.
    """
    given, groups = list[inspect.Parameter](), dict[str, Any]()
    for parameter in inspect.signature(run).parameters.values():
        if hasattr(parameter.annotation, "_fields"):
            groups[parameter.name] = parameter.annotation
            given += _fields(parameter.annotation)
        else:
            given.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    has_own = any(parameter.name == "plain" for parameter in given)
    if for_answering:
        given += [_language_option(), *([] if has_own else [_plain_option()])]

    @functools.wraps(run)
    def run_with_groups(**options: Any) -> None:
        if for_answering:
            named = options.pop("lang")
            want(named)
            _speak(named)
            if not has_own and options.pop("plain"):
                os.environ["ACCESSIBLE"] = "1"  # as a person sets it who wants this in all programs
        for name, group in groups.items():
            options[name] = group(**{field: options.pop(field) for field in group._fields})
        run(**options)

    setattr(run_with_groups, "__signature__", inspect.Signature(given))  # noqa: B010
    run_with_groups.__annotations__ = {parameter.name: parameter.annotation for parameter in given}
    return run_with_groups


def _language_in(words: Sequence[str]) -> str | None:
    """Return the language that the words of a command name, before they are parsed."""
    following = zip(words, [*words[1:], ""], strict=True)
    found = (word[7:] or after for word, after in following if f"{word}=".startswith("--lang="))
    return next(found, None)


def _speak(named: str | None) -> None:
    """Speak a language, or else that which the user wants, where the program has it."""
    code = language_of_user(named)
    if code != language():
        from checklist.questionnaire.program_texts import speak_language

        speak_language(code)


def _fields(group: Any) -> Iterator[inspect.Parameter]:
    """Yield the options of a group."""
    annotations = inspect.get_annotations(group)
    for name in group._fields:
        default = group._field_defaults.get(name, inspect.Parameter.empty)
        yield _option(name, annotations[name], default)


def _option(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def module_name(command: str) -> str:
    """Return the name of the module of a command."""
    return f"checklist.commands.{command}"


def build_app() -> typer.Typer:
    """Build the application."""
    _speak(None)
    app = typer.Typer(
        name="checklist",
        cls=Commands,
        help=tr("A self-assessment checklist for States on trafficking in persons."),
        epilog=tr("To begin, or to go on with the report of this folder: checklist answer"),
        no_args_is_help=True,
        **{**_SETTINGS, "add_completion": True},
    )
    app.callback()(_root_options())
    for name, text in COMMANDS.items():
        app.command(name, cls=_NotImported, short_help=text, help=text)(_not_called)
    return app


def _not_called() -> None:
    raise AssertionError("only its help is used")


def _print_version(ctx: typer.Context, is_wanted: bool) -> None:
    if is_wanted and not ctx.resilient_parsing:
        print(tr("checklist {version}", __version__))
        raise typer.Exit


def _root_options() -> Callable[..., None]:
    """Return the function of the application, whose callbacks carry out its options."""

    def options(
        version: Annotated[
            bool,
            typer.Option(
                "--version",
                help=tr("Show the version and exit."),
                callback=_print_version,
                is_eager=True,
            ),
        ] = False,
    ) -> None:
        """Take the options of the application."""

    return options
