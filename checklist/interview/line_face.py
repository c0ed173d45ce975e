"""The face of an interview as lines, one after the other: for screen readers, pipes, any terminal.

What is shown is text alone, in whole sentences that can be read aloud.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.console.line_input import LineInput
from checklist.console.page import Page
from checklist.files.folder_reports import first_lines
from checklist.interview.face import Enquiry
from checklist.interview.user_commands import Action
from checklist.text.messages import labelled, semicolons, sentences, tr
from checklist.text.paragraphs import Line, sentence

if TYPE_CHECKING:
    from checklist.answer_types.interface import Option, Step
    from checklist.interview.engine import Interview
    from checklist.interview.home import Arrivals
    from checklist.interview.prompt import Outcome, Prompt
    from checklist.interview.screen_model import Item

# What shows questions and answers is imported with the first of them: the face asks for the State
# before that, which comes sooner.

_STYLES = {"wrong": "red", "warn": "yellow", "good": "green"}
"""The colours of the styles of a screen."""
_MOST_LINES_READ_ALOUD = 3
"""The most lines of an answer that are read aloud once it is given, row by row."""


class LineFace:
    """Shows an interview on a `Page`, and reads entries from `LineInput`."""

    def __init__(self, page: Page, lines: LineInput, *, plain: bool = False) -> None:
        """Prepare the face; `plain` is for screen readers."""
        self._page, self._lines, self._plain = page, lines, plain
        self.is_interactive = lines.is_interactive
        self._visible: object = ()
        """The prompt that was shown last; an empty tuple where something may have hidden it."""
        self._typed_ahead = ""
        """The entry that was typed while a text was read screen by screen."""
        self._given: set[str] = set()
        """The kinds of hints that were given: each is given once."""
        self._period = ""
        """The period that was named last: it is named once, and again when it has changed."""
        self._prompt_at = self._options_at = 0
        self._prompt_lines = 0
        self._options_shown: Sequence[Option] = ()
        self.say = page.say

    @cached_property
    def _arrivals(self) -> "Arrivals":
        from checklist.interview.home import Arrivals

        return Arrivals(announces_earlier=True)

    @property
    def _marker(self) -> str:
        """The mark before an entry; none where a screen reader would read it aloud."""
        return "" if self._plain else "> "

    @property
    def lines_read(self) -> int:
        """The number of lines read so far."""
        return self._lines.number

    in_any_order = False

    def opened(self, saved_in: Callable[[], Path | None]) -> AbstractContextManager[None]:
        """Do nothing: lines need no terminal for themselves."""
        return nullcontext()

    # Showing

    def introduce(self, lines: Sequence[Line], *, is_new: bool) -> None:
        """Show what stands before the first question."""
        self._show(lines)

    def show_prompt(self, prompt: "Prompt | None", interview: "Interview") -> None:
        """Show a prompt, or the end of the interview for None, unless it is shown already."""
        identity = prompt and (prompt.visit, prompt.question.id, prompt.step)
        if identity != self._visible:
            self._write_prompt(prompt, interview)
            self._visible = identity

    def show_answer(self, lines: Sequence[str]) -> None:
        """Show an answer that was taken, in whole."""
        if self._plain and len(lines) > _MOST_LINES_READ_ALOUD:
            self.say(tr("Your answer has {lines} lines; /list reads them.", len(lines)), "dim")
        elif len(lines) == 1:
            self.say(tr("Your answer: {lines}", lines[0]), "dim", hanging=2)
        elif lines:
            self.say(tr("Your answer:"), "dim")
            for line in lines:
                self.say(line, "dim", indent=2, hanging=2)

    def show_refusal(self, reason: str, prompt: "Prompt | None", interview: "Interview") -> None:
        """Show why an entry was refused, below the prompt if that has scrolled away.

        What is read aloud is on no screen: `?` explains it.
        """
        page = self._page
        height = page.lines - self._prompt_at + len(page.wrapped(reason))
        if not self._plain and height > page.height:
            self._write_prompt(prompt, interview)
        self.say(reason, "red")

    def show_home(self, interview: "Interview") -> None:
        """Show the whole report, and what can be done next, screen by screen to a person."""
        from checklist.interview.home import home_lines

        with self._in_pieces() if self.is_interactive else nullcontext():
            self._show([*home_lines(interview, has_bars=False), *_steps(interview)])
        self._visible = ()

    def show_requested(self, outcome: "Outcome", interview: "Interview") -> None:
        """Show the text that a command asked for, screen by screen to a person."""
        if outcome.shown is None:
            return
        from checklist.interview.requested_texts import requested

        with self._in_pieces() if self.is_interactive else nullcontext():
            if outcome.shown in {Action.LIST, Action.FIND}:
                self._show(_listed(outcome, interview))
            else:
                self._show([*requested(outcome, interview)])
        self._visible = ()

    def _show(self, lines: Sequence[Line]) -> None:
        """Show paragraphs below an empty line."""
        if lines:
            self.say()
        for line in lines:
            self._page.show(line)

    def _in_pieces(self) -> AbstractContextManager[None]:
        """Pause after each screenful of text within the block, and before the next prompt."""
        return self._page.in_pieces(self._pause, self._prompt_lines + 2)

    def _pause(self) -> None:
        """Wait until the text on the screen is read. A line typed meanwhile is the next entry."""
        if not self._typed_ahead:
            self.say(tr("Press Enter to go on."), "dim")
            self._typed_ahead = self._lines.read(self._marker)

    # Prompts

    def _write_prompt(self, prompt: "Prompt | None", interview: "Interview") -> None:
        """Show the whole question at its first step, later only the step; or the end, for None."""
        from checklist.interview.home import end_lines, end_words

        is_arrival = prompt is None or prompt.is_first
        arrival = [*self._arrival(prompt, interview)] if is_arrival else []
        if prompt is None:
            self._show(arrival)
            end = Line(end_words(interview), is_heading=True)
            self._show([end, *end_lines(interview, has_bars=False), *_steps(interview)])
            return
        items, page = [*self._items(prompt, interview)], self._page
        self._prompt_at = page.lines
        height = 2 + sum(
            len(page.wrapped(item.label, indent=item.indent, hanging=item.hanging))
            for item in items
        )
        # Enter can confirm the answer of the earlier report only once all of it was seen.
        is_confirmed = self.is_interactive and prompt.is_first and prompt.is_carried
        waits = is_confirmed and height > page.height
        with page.in_pieces(self._pause, 2) if waits else nullcontext():
            self._show(arrival)
            self._prompt_at = page.lines
            self.say()
            for item in items:
                style = _STYLES.get(item.style, item.style)
                self.say(item.label, style, indent=item.indent, hanging=item.hanging)
        self._prompt_lines = page.lines - self._prompt_at

    def _arrival(self, prompt: "Prompt | None", interview: "Interview") -> Iterator[Line]:
        """Yield which set is done, and the rules of the next, where the interview comes to another.

        A set that is begun already, or has no rules, has its title alone.
        """
        from checklist.interview.home import title_of_part

        done = self._arrivals.come_to("" if prompt is None else prompt.part.id, interview)
        yield from done
        if prompt is None or self._arrivals.is_introduced(prompt.part):
            return
        begun = self._arrivals.introduce(prompt.part, interview)
        if not (begun or interview.scope.name):
            begun = [title_of_part(prompt.part, interview)]
        yield from [Line(""), *begun] if done and begun else begun

    def _items(self, prompt: "Prompt", interview: "Interview") -> "Iterator[Item]":
        """Yield the texts of a prompt, one after the other."""
        from checklist.interview.prompt_texts import (
            PERIOD_LINE,
            answer_items,
            finding_items,
            guidance_of,
            hints_of,
        )
        from checklist.interview.screen_model import Item

        step = prompt.step
        if prompt.is_first:
            number = interview.questionnaire.numbers[prompt.question.id]
            yield Item(label=tr("{number}, {demand}.", number, prompt.demand))
            yield Item(label=prompt.question.ask, style="bold")
            yield from (Item(label=text) for text in guidance_of(prompt))
            if prompt.period not in {"", self._period}:
                self._period = prompt.period
                yield Item(label=tr(PERIOD_LINE, period=prompt.period))
            yield from finding_items(prompt)
            yield from answer_items(prompt, _earlier(prompt))
            yield from self._related(prompt)
        if not prompt.keeps_whole_answer:  # else the whole answer is shown above
            yield from (Item(label=text, indent=2, hanging=2) for text in _context(prompt))
        if step.ask:
            yield Item(label=step.ask, style="bold")
        yield from self._options(step)
        hints = [hint for hint in hints_of(prompt) if hint.kind not in self._given]
        self._given |= {hint.kind for hint in hints if hint.kind}
        if hints:
            yield Item(label=sentences(hint.text for hint in hints), style="dim")

    def _options(self, step: "Step") -> "Iterator[Item]":
        """Yield the options of a step, numbered; not again those that were shown just before.

        Read aloud twelve times, they would be too many: `?` repeats them. Else they are in sight.
        """
        from checklist.interview.prompt_texts import ALONE
        from checklist.interview.screen_model import Item

        page = self._page
        is_in_sight = self._plain or page.lines - self._options_at + 3 < page.height
        if not step.options or (step.brief and self._options_shown == step.options and is_in_sight):
            return
        self._options_at, self._options_shown = page.lines, step.options
        for number, option in enumerate(step.options, 1):
            alone = tr(ALONE) if option.exclusive and step.several else ""
            words = sentence(sentences([option.label, alone]))
            yield Item(label=labelled(number, words), hanging=3)

    @staticmethod
    def _related(prompt: "Prompt") -> "Iterator[Item]":
        """Yield the related answer; half an answer says nothing when it is heard."""
        from checklist.interview.prompt_texts import related_items
        from checklist.interview.screen_model import Item

        related = prompt.related
        if related is not None and related.line.endswith("…") and not prompt.findings:
            yield Item(label=tr("Related: {related_number}.", related.number))
        else:
            yield from related_items(prompt)

    # Reading

    def read_entry(self, prompt: "Prompt | None") -> str:
        """Return the next entry: one line, or several where a line ends with a backslash."""
        text = self._typed_ahead or self._read_first_line(prompt)
        self._typed_ahead = ""
        while text.endswith("\\") and not text.endswith("\\\\"):
            more = self._lines.read(". " if self._marker else "")
            text = f"{text[:-1]}\n{self._noted(more)}"
        return text[:-1] if text.endswith("\\\\") else text

    def ask(self, enquiry: Enquiry, message: str = "", refused: str = "") -> str:
        """Return the answer to a question of the program."""
        if message:
            self.say(message, "red" if refused else "")
        else:
            self._show(enquiry.above)
            is_led = bool(enquiry.above) and enquiry.search is not None
            if is_led:  # what stands above says what the choices are; else the title does
                self._say_choices(enquiry.choices)
            self.say(enquiry.title, "red" if enquiry.is_wrong else "bold")
            if not is_led:
                self._say_choices(enquiry.choices)
            self.say(enquiry.hint, "dim")
        return self._noted(self._lines.read(self._marker, enquiry.search))

    def leave(self, lines: Sequence[str]) -> None:
        """Say paragraphs: all that is said stays on the screen."""
        for line in lines:
            self.say(line)

    def show_page(self, lines: Sequence[Line]) -> None:
        """Show paragraphs, screen by screen to a person."""
        with self._in_pieces():
            self._show(lines)

    def _say_choices(self, choices: Sequence[str]) -> None:
        numbered = [f"{number}  {choice}" for number, choice in enumerate(choices, 1)]
        for text in first_lines(numbered):
            self.say(text, indent=2, hanging=3)

    def _read_first_line(self, prompt: "Prompt | None") -> str:
        complete = None if prompt is None else prompt.step.complete
        is_text = prompt is not None and prompt.step.free_text
        return self._noted(self._lines.read(self._marker, complete, is_text=is_text))

    def _noted(self, entry: str) -> str:
        """Return an entry, and count its lines, which are on the screen, too."""
        self._page.lines += len(self._page.wrapped(self._marker + entry))
        return entry


def _steps(interview: "Interview") -> Iterator[Line]:
    """Yield what can be done next, with the commands for it."""
    from checklist.interview.home import next_steps

    for words, entry in next_steps(interview):
        if entry:
            yield Line(labelled(entry, sentence(words)), 2, 2)


def _listed(outcome: "Outcome", interview: "Interview") -> Sequence[Line]:
    """Return a list of questions, each with its state, or of answers, below its title."""
    from checklist.interview.listing import listing

    shown = listing(outcome, interview)
    lines = [Line(shown.place or shown.title, 0, 2, is_heading=True)]
    for line in shown.lines():
        text = f"{line.label} [{line.text}]" if line.text else line.label
        lines.append(Line(text, line.indent, line.hanging or 2, line.style == "bold"))
    if not shown.place:
        lines.append(Line(tr("/goto and the number of a question goes there: /goto 6.3.")))
    return lines


def _earlier(prompt: "Prompt") -> Sequence[str]:
    """Return the lines of the present answer that the step does not show."""
    from checklist.interview.prompt_texts import fits_next_to_enter

    step, lines = prompt.step, prompt.earlier
    if prompt.keeps_whole_answer:
        return lines
    # The context has rows as they are, and the entries of a table with their number.
    context = {*step.context, *(line.partition(". ")[2] for line in step.context)}
    lines = [line for line in lines if line not in context]
    is_next_to_enter = semicolons(lines) == step.previous_text and fits_next_to_enter(step)
    return [] if is_next_to_enter else lines


def _context(prompt: "Prompt") -> Sequence[str]:
    """Return what is to be read before a step, without rows that were asked one by one."""
    step, has_rows = prompt.step, bool(prompt.question.answer_type.listed_rows())
    were_asked = has_rows and not (prompt.is_first or step.row)
    return step.context[: len(step.laws)] if were_asked else step.context
